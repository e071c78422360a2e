"""Events: meetings, wars, elections, attacks ..., with who took part, where and when.

A noun or a verb of the lexicon counts when the text makes it one particular event: a date, a place
or a participant beside it; any other clause when it has an actor and a date. What is told several
times is one event.
"""

from __future__ import annotations

from collections.abc import Iterator

from kg.extract.context import Context
from kg.extract.event_clauses import by_cue, by_date
from kg.extract.event_cues import EventCues
from kg.extract.event_nouns import by_noun, telling
from kg.extract.event_roles import Roles
from kg.extract.event_same import grouped
from kg.extract.event_talks import by_audience
from kg.extract.happenings import Happening, attended, definite
from kg.language.reading import LocalEntity
from kg.language.tokens import Token
from kg.language.trees import agents, core, is_passive, patients, phrase
from kg.model import Event, Evidence
from kg.partial_dates import PartialDate

_LONGEST_LABEL = 14
_PASSING = frozenset(
    {"event.agree", "event.become", "event.by-votes", "event.hold", "event.people-vote"}
    | {"event.speak", "event.tally", "event.told-interview", "event.told-speech"}
)
"""Rules of what is told in passing, and is no thing of its own that one refers to."""
_TOLD = ("event.told-interview", "event.told-speech")
_CUT = frozenset({"acl:relcl", "parataxis", "conj", "cc", "advcl"})


def events(context: Context) -> Iterator[Event]:
    """Each event once, with all that the article tells of it."""
    cues = EventCues.of(context.lexicon)
    nouns = list(_by_nouns(context, cues))
    told = [*nouns, *_by_verbs(context, cues, nouns)]
    for group in grouped(context, sorted(told, key=lambda h: h.token.i)):
        yield _event(context, group)


def _by_nouns(context: Context, cues: EventCues) -> Iterator[Happening]:
    for token in context.doc:
        if token.pos_ in ("NOUN", "PROPN") and (cue := cues.noun(token)) is not None:
            found = by_noun(context, token, cue)
            if found is not None:
                yield found


def _by_verbs(context: Context, cues: EventCues, nouns: list[Happening]) -> Iterator[Happening]:
    """What verbs tell, but for those that say no more than that what a noun names took place."""
    told = {verb.i for noun in nouns for verb in telling(context, noun.token)}
    at = (attended(context, noun.token) for noun in nouns)
    occasions = {verb.i for verb in at if verb is not None}
    for token in context.doc:
        if token.pos_ != "VERB" or token.i in told - occasions:
            continue
        found = by_audience(context, token)
        for cue in cues.verb(token):
            if token.i not in occasions or cue.type != "vote":
                found = found or by_cue(context, token, cue)
        if found is None and token.i not in occasions:
            found = by_date(context, token)
        if found is not None:
            yield found


def _event(context: Context, group: list[Happening]) -> Event:
    """One event of its tellings; the fullest one names it."""
    roles = Roles()
    for told in group:
        roles = roles.filled(told.roles)
    dates = [h.roles.date for h in group if h.roles.date is not None]
    date = max(dates, key=lambda d: len(d.iso), default=None)
    best = next((h for h in group if h.roles.date == date), group[0])
    label = _talk(context, best) or _label(context, best.token, date)
    return Event(
        type=best.type,
        label=label,
        participants=roles.who,
        place=None if roles.place is None else str(roles.place),
        date=date,
        entity=_entity(context, group, label) if _datable(group) else None,
        evidence=tuple(e for h in group for e in _evidence(context, h)),
    )


def _talk(context: Context, told: Happening) -> str:
    """ "interview of Jane Doe, Norland Radio": what was told, and not that somebody told."""
    names = [context.reading.entities[int(w)].name for w in told.roles.who]
    return f"{told.type} of {', '.join(names)}" if names and told.rule in _TOLD else ""


def _evidence(context: Context, told: Happening) -> tuple[Evidence, ...]:
    span = told.span if len(told.span) > 2 else told.token.sent[:]
    return context.evidence(span, told.rule)


def _datable(group: list[Happening]) -> bool:
    """Whether it is a thing of its own: named by a noun, or told with its date."""
    return any(map(_of_its_own, group))


def _of_its_own(told: Happening) -> bool:
    """A clause with only a year is hardly ever a thing to refer to: "built it in 1990"."""
    date = told.roles.date
    if told.rule in _PASSING:
        return date is not None and told.type in ("interview", "referendum", "vote")
    if told.token.pos_ != "VERB" or told.type != "other":
        return True
    if date is None or told.token.dep_ == "acl":
        return False
    return told.rule != "event.dated" or len(date.iso) == len("2024-03-02")


def _entity(context: Context, group: list[Happening], label: str) -> str:
    """The event among the entities: under its name, when it has one in the text."""
    reading = context.reading
    named = (reading.at(h.token) for h in group)
    entity = next((e for e in named if e is not None and reading.entities[e].type == "event"), None)
    if entity is None:
        entity = _name_elsewhere(context, group)
    if entity is None:
        entity = reading.add(LocalEntity(type="event", name=label))
    for told in group:
        reading.mention(told.token.i, told.token.i + 1, entity, "name")
    return str(entity)


def _name_elsewhere(context: Context, group: list[Happening]) -> int | None:
    """The one event with a name that "the protocol" can be: "Porto protocol"."""
    nouns = {h.token.lower_ for h in group if h.token.pos_ == "NOUN"}
    if not any(definite(context, h.token) for h in group):
        return None
    same = [
        i
        for i, entity in enumerate(context.reading.entities)
        if entity.type == "event" and entity.aliases and entity.name.split()[-1].lower() in nouns
    ]
    return same[0] if len(same) == 1 else None


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

    def told(heads: list[Token]) -> str:
        return " and ".join(_name(context, head) for head in heads)

    who, what = told(agents(verb)), told(patients(verb))
    if is_passive(verb):
        return " ".join(filter(None, (what, verb.text, f"by {who}" if who else "")))
    return " ".join(filter(None, (who, verb.text, what)))


def _name(context: Context, head: Token) -> str:
    """The words of a phrase; for a pronoun the name of what it means."""
    entity = context.reading.at(head) if head.pos_ == "PRON" else None
    if entity is not None:
        return context.reading.entities[entity].name
    span = core(phrase(head, drop=_CUT | {"appos", "acl"}), head)
    return context.clean(span[:_LONGEST_LABEL])
