"""Events: meetings, wars, elections, attacks ..., with who took part, where and when.

What an article tells several times is one event.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from kg.extract.assertion import wished
from kg.extract.context import Context
from kg.extract.event_dates import clause_date, noun_date
from kg.extract.event_same import Happening, grouped
from kg.extract.hedges import hedged, untrue
from kg.extract.told import Told
from kg.extract.whom import inert
from kg.extract.worlds import denied, imagined
from kg.language.reading import LocalEntity
from kg.language.tokens import Span, Token
from kg.language.trees import (
    agents,
    case,
    children,
    core,
    head,
    heads,
    is_passive,
    patients,
    phrase,
)
from kg.lexicon import Words
from kg.model import EntityKey, Event
from kg.partial_dates import PartialDate

_LONGEST_LABEL = 14
_WHEN = frozenset({"after", "before", "since", "till", "until"})
_WORDS = ("statement", "proposal", "position")
"""Kinds of fact that are told in somebody's words."""
_WILLED = frozenset({"annexation", "attack", "invasion", "war"})
_CUT = frozenset({"acl:relcl", "parataxis", "conj", "cc", "advcl"})


def events(context: Context) -> Iterator[Event]:
    """Each event once, with all that the article tells of it."""
    yield from context.once(events_read)


def events_read(context: Context) -> tuple[Event, ...]:
    """The events, noted among the entities of the reading: what other facts may be about."""
    words = context.lexicon.words
    told = [
        _happening(context, t)
        for t in context.of_kind("event")
        if _is_so(t.anchor, words) and not _figurative(context, t) and not _only_wished(context, t)
    ]
    groups = grouped(context, sorted(told, key=lambda h: h.token.i))
    return tuple(_event(context, group) for group in groups)


def _is_so(anchor: Token, words: Words) -> bool:
    if denied(anchor, words) or imagined(anchor, words):
        return False
    return not hedged(anchor, words) and not untrue(anchor, words)


def _happening(context: Context, told: Told) -> Happening:
    noun = told.anchor.pos_ in ("NOUN", "PROPN", "ADJ", "NUM")
    if told.label == "attack" and _dismisses(context, told.anchor):
        told = replace(told, label="other")
    place = _place(context, told)
    return Happening(
        told=told,
        who=tuple(w for w in _who(context, told) if w != str(place)),
        place=place,
        date=noun_date(context, told.anchor) if noun else clause_date(context, told.anchor),
    )


def _only_wished(context: Context, told: Told) -> bool:
    """ "Backs the annexation of the isles": it need not have been."""
    return told.label in _WILLED and wished(context, told.anchor)


def _figurative(context: Context, told: Told) -> bool:
    """ "Recession attacked Norland": what has no will makes no war."""
    tops = agents(told.anchor) or [top for span in told.who for top in heads(span)]
    reading, words = context.reading, context.lexicon.words
    return told.label in _WILLED and bool(tops) and all(inert(t, reading, words) for t in tops)


def _dismisses(context: Context, verb: Token) -> bool:
    """ "Fired her minister": a person is the object of a word that takes an office away."""
    words, reading = context.lexicon.words, context.reading
    if verb.lemma_.lower() not in words["events", "dismissing"]:
        return False
    found = [(t, reading.at(t)) for t in patients(verb)]
    return any(
        t.lemma_.lower() in words["titles", "offices"]
        or (e is not None and reading.entities[e].type == "person")
        for t, e in found
    )


def _who(context: Context, told: Told) -> list[EntityKey]:
    """Who takes part; of "both countries" each."""
    entities = context.reading.entities
    here = replace(told, who=tuple(s for s in told.who if not _at_another_time(told, s)))
    found = context.who(here) + (_asked(context, told) if told.label == "interview" else [])
    return [key for key in dict.fromkeys(found) if entities[int(key)].type != "event"]


def _at_another_time(told: Told, who: Span) -> bool:
    """ "Her first interview since Roe's victory": named to tell when it was."""
    node = head(who)
    while node.head.i != node.i and node.i != told.anchor.i:
        if case(node) in _WHEN:
            return True
        node = node.head
    return False


def _asked(context: Context, told: Told) -> list[EntityKey]:
    """Who answers in an interview: "Doe's interview"; "speaking to the Courier, she proposed"."""
    reading, above = context.reading, [told.anchor, *told.anchor.ancestors]
    owners = (reading.mention_at(c.i) for c in children(told.anchor, "nmod:poss"))
    named = (m.entity for m in owners if m is not None and m.how == "name")
    own = [str(e) for e in named if reading.entities[e].type == "person"]
    frames = {t.anchor.i: t for kind in _WORDS for t in context.of_kind(kind)}
    nearest = next((frames[t.i] for t in above if t.i in frames), None)
    if own or nearest is None:
        return own
    return [k for k in context.who(nearest) if reading.entities[int(k)].type == "person"]


def _place(context: Context, told: Told) -> int | None:
    """The place that the words for where it was name."""
    for span in told.what:
        for token in (*heads(span), *span):
            entity = context.reading.at(token)
            if entity is not None and context.reading.entities[entity].type == "place":
                return entity
    return None


def _event(context: Context, group: list[Happening]) -> Event:
    """One event of its tellings; the fullest one names it."""
    dates = [h.date for h in group if h.date is not None]
    date = max(dates, key=lambda d: len(d.iso), default=None)
    best = next((h for h in group if h.date == date), group[0])
    label = _label(context, best.token, date)
    place = next((h.place for h in group if h.place is not None), None)
    who = dict.fromkeys(w for h in group for w in h.who if w != str(place))
    return Event(
        type=best.told.label,
        label=label,
        participants=tuple(who),
        place=None if place is None else str(place),
        date=date,
        entity=_entity(context, group, label) if any(map(_of_its_own, group)) else None,
        evidence=tuple(e for h in group for e in context.evidence_of(h.told)),
    )


def _of_its_own(told: Happening) -> bool:
    """Whether it is a thing to refer to: named by a noun, or of a type and told with its date."""
    if told.token.pos_ in ("NOUN", "PROPN"):
        return True
    return told.date is not None and told.told.label != "other"


def _entity(context: Context, group: list[Happening], label: str) -> str:
    """The event among the entities: under its name, when it has one in the text."""
    reading = context.reading
    named = (reading.at(h.token) for h in group)
    entity = next((e for e in named if e is not None and reading.entities[e].type == "event"), None)
    if entity is None:
        entity = reading.add(LocalEntity(type="event", name=label))
    for told in group:
        reading.mention(told.token.i, told.token.i + 1, entity, "name")
    return str(entity)


def _label(context: Context, token: Token, date: PartialDate | None) -> str:
    """The words that tell the event, and its date: "meeting in Porto (2 March 2024)"."""
    if token.pos_ in ("NOUN", "PROPN"):
        told = core(phrase(token, drop=_CUT | {"appos"}), token)
        text = context.clean(told[:_LONGEST_LABEL])
    else:
        text = _clause_label(context, token)
    return text if date is None or date.spoken in text else f"{text} ({date.spoken})"


def _clause_label(context: Context, verb: Token) -> str:
    """ "Norland annexed the Sand Islands", "Sand Islands annexed by Norland"."""

    def told(tops: list[Token]) -> str:
        return " and ".join(_name(context, top) for top in tops)

    who, what = told(agents(verb)), told(patients(verb))
    cue = verb.lower_ if who and verb.is_sent_start else verb.text
    if is_passive(verb):
        return " ".join(filter(None, (what, cue, f"by {who}" if who else "")))
    return " ".join(filter(None, (who, cue, what)))


def _name(context: Context, top: Token) -> str:
    """The words of a phrase; for a pronoun the name of what it means."""
    entity = context.reading.at(top) if top.pos_ == "PRON" else None
    if entity is not None:
        return context.reading.entities[entity].name
    span = core(phrase(top, drop=_CUT | {"appos", "acl"}), top)
    return context.clean(span[:_LONGEST_LABEL])
