"""Events: meetings, wars, elections, attacks ..., with who took part, where and when.

A noun of an event counts when the text makes it one particular event: a date, a place or a
participant beside it, or a name. A verb counts when it is asserted and has participants.
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Span, Token

from kg.extract.context import Context
from kg.extract.event_roles import arguments, clause_date
from kg.extract.worlds import unreal_here
from kg.language.reading import LocalEntity
from kg.language.trees import (
    agents,
    case,
    children,
    core,
    is_passive,
    patients,
    phrase,
    trim,
)
from kg.model import Event
from kg.partial_dates import PartialDate

_LONGEST_LABEL = 14
_CUT = frozenset({"acl:relcl", "parataxis", "conj", "cc", "advcl"})


def events(context: Context) -> Iterator[Event]:
    """Named and described events, each once a cue; the mention of the noun becomes the event's."""
    nouns = {n: e.type for e in context.lexicon.events for n in e.nouns}
    verbs = {v: e.type for e in context.lexicon.events for v in e.verbs}
    for token in context.doc:
        lemma = token.lemma_.lower()
        if token.pos_ in ("NOUN", "PROPN") and lemma in nouns and _free(context, token):
            found = _nominal(context, token, nouns[lemma])
        elif token.pos_ == "VERB" and lemma in verbs and _asserted(context, token):
            if any(_noun_of(context, c, verbs[lemma]) for c in children(token, "obj")):
                continue
            found = _verbal(context, token, verbs[lemma]) or _dated(context, token, verbs[lemma])
        elif token.pos_ == "VERB" and _asserted(context, token):
            found = _dated(context, token, "other")
        else:
            continue
        if found is not None:
            yield found


def _free(context: Context, token: Token) -> bool:
    """Not part of a name of something else ("Amber Pact") and not of a date ("in March")."""
    entity = context.reading.at(token)
    if entity is not None and context.reading.entities[entity].type != "event":
        return False
    return not any(d.start <= token.i < d.end for d in context.reading.dates)


def _dated(context: Context, verb: Token, kind: str) -> Event | None:
    """A clause with an actor and a day, month or year of its own: something that happened then."""
    saying = any(
        f.trigger.i == verb.i and "statement" in f.entry.frame.facts for f in context.frames
    )
    if (
        saying
        or verb.lemma_.lower() in context.lexicon.words["events", "states"]
        or context.world(verb).embedded
    ):
        return None
    date = next(
        (
            d
            for c in verb.children
            if c.dep_.startswith(("obl", "advmod", "nmod"))
            and case(c) not in context.lexicon.words["events", "open"]
            and (d := context.date(phrase(c)))
        ),
        None,
    )
    if date is None:
        return None
    heads = [*agents(verb), *patients(verb)]
    who = [a for a in context.actors(heads) if context.reading.entities[int(a)].type != "event"]
    places = [
        *patients(verb),
        *(c for c in verb.children if case(c) in context.lexicon.words["events", "where"]),
    ]
    where = next(
        (
            e
            for h in places
            if (e := context.reading.at(h)) is not None
            and context.reading.entities[e].type == "place"
        ),
        None,
    )
    who = [a for a in who if where is None or a != str(where)]
    if not who:
        return None
    span = trim(context.doc[verb.left_edge.i : verb.right_edge.i + 1])
    return _event(context, verb, span, kind, who, where, date, "event.dated")


def _nominal(context: Context, noun: Token, kind: str) -> Event | None:
    words = context.lexicon.words
    if any(
        c.lower_ in context.lexicon.words["events", "vague"]
        for c in noun.children
        if c.dep_ == "det"
    ) or (
        noun.tag_ in ("NNS", "NNPS")
        and kind not in ("election", "sanction", "protest", "attack", "meeting")
    ):
        return None
    if unreal_here(noun, words):
        return None
    span = phrase(noun, drop=_CUT)
    who, where = arguments(context, noun)
    date = context.date(span) or clause_date(context, noun)
    named = any(t.text[0].isupper() and t.pos_ == "PROPN" and not t.is_sent_start for t in span)
    world = context.world(noun)
    if not world.real:
        return None
    strength = (date is not None) + bool(who) + (where is not None) + named
    definite = any(
        c.lower_ in ("the", "this", "that") for c in noun.children if c.dep_ == "det"
    ) or any(c.dep_ == "nmod:poss" for c in noun.children)
    if (
        strength == 0
        or strength + (definite and kind in context.lexicon.words["events", "firm"]) < 2
    ):
        return None
    return _event(context, noun, span, kind, who, where, date, "event.noun")


def _verbal(context: Context, verb: Token, kind: str) -> Event | None:
    who = context.actors(agents(verb))
    objects = patients(verb)
    others = (
        context.actors(objects)
        if kind in ("meeting", "interview", "election", "war", "attack", "invasion")
        else []
    )
    place = next(
        (
            e
            for o in objects
            if (e := context.reading.at(o)) is not None
            and context.reading.entities[e].type == "place"
        ),
        None,
    )
    where = next(
        (
            e
            for c in verb.children
            if case(c) in context.lexicon.words["events", "where"]
            and (e := context.reading.at(c)) is not None
            and context.reading.entities[e].type == "place"
        ),
        None,
    )
    if kind in ("annexation", "invasion", "attack") or verb.lemma_ in (
        "seize",
        "capture",
        "occupy",
    ):
        where = place if place is not None else where
        if place is None:
            return None
    people = list(dict.fromkeys(who + [o for o in others if place is None or o != str(place)]))
    if not people or (kind == "meeting" and len(people) < 2):
        return None
    edges = [verb.left_edge.i, verb.right_edge.i]
    span = trim(context.doc[min(edges) : max(edges) + 1])
    date = context.date(span)
    if date is None and kind not in ("annexation", "invasion", "meeting", "election"):
        return None
    return _event(context, verb, span, kind, people, where, date, "event.verb")


def _noun_of(context: Context, noun: Token, kind: str) -> bool:
    """The object names the event already: "signed a treaty"."""
    return any(noun.lemma_.lower() in e.nouns and e.type == kind for e in context.lexicon.events)


def _asserted(context: Context, verb: Token) -> bool:
    return verb.tag_ in ("VBD", "VBN", "VBZ", "VBP", "VBG") and context.world(verb).real


def _event(
    context: Context,
    token: Token,
    span: Span,
    kind: str,
    who: list[str],
    where: int | None,
    date: PartialDate | None,
    rule: str,
) -> Event:
    reading = context.reading
    label = _label(context, token, date)
    place = None if where is None else str(where)
    at = reading.at(token)
    entity = at if at is not None and reading.entities[at].type == "event" else None
    if entity is None:
        entity = reading.add(LocalEntity(type="event", name=label))
        reading.mention(token.i, token.i + 1, entity, "name")
    return Event(
        type=kind, label=label, participants=tuple(who), place=place, date=date, entity=str(entity),
        evidence=context.evidence(span if len(span) > 2 else token.sent[:], rule),
    )  # fmt: skip


def _label(context: Context, token: Token, date: PartialDate | None) -> str:
    """The words that tell the event, and its date: "meeting in Porto (2024-03-02)"."""
    if token.pos_ in ("NOUN", "PROPN"):
        told = core(phrase(token, drop=_CUT | {"appos"}), token)
        text = context.clean(told[:_LONGEST_LABEL])
    else:
        text = _clause_label(context, token)
    return text if date is None or date.iso in text else f"{text} ({date.iso})"


def _clause_label(context: Context, verb: Token) -> str:
    """ "Norland annexed the Sand Islands", "Sand Islands annexed by Norland"."""

    def told(heads: list[Token]) -> str:
        spans = (core(phrase(h, drop=_CUT | {"appos", "acl"}), h) for h in heads)
        return " and ".join(context.clean(span[:_LONGEST_LABEL]) for span in spans)

    who, what = told(agents(verb)), told(patients(verb))
    if is_passive(verb):
        return " ".join(filter(None, (what, verb.text, f"by {who}" if who else "")))
    return " ".join(filter(None, (who, verb.text, what)))
