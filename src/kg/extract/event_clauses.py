"""Events that a clause tells: "Norland shelled the port on Monday"."""

from __future__ import annotations

from kg.extract.context import Context
from kg.extract.event_roles import Roles, chronicled, clause_date, clause_roles
from kg.extract.event_worlds import happened, lasting, past, scheduled, timetabled
from kg.extract.happenings import Happening, begun, enough
from kg.extract.worlds import modals
from kg.language.tokens import Span, Token
from kg.language.trees import agents, mark, patients, phrase
from kg.lexicon import EventCue

_CUT = frozenset({"parataxis", "conj", "cc"})


def by_cue(context: Context, verb: Token, cue: EventCue) -> Happening | None:
    """A verb of the lexicon with what it needs, in the past or with a date to come."""
    roles = begun(context, cue, verb, clause_roles(context, verb))
    if not enough(context, cue, verb, roles):
        return None
    if happened(context, verb):
        loose = lasting(verb) or quoted(context, verb)
    elif scheduled(context, verb):
        loose = True
        if modals(verb, context.lexicon.words) == {"would"} and not _day(roles):
            return None
    elif timetabled(context, verb) and _day(roles):
        loose = True
    else:
        return None
    if loose and roles.date is None:
        return None
    return Happening(
        token=verb, span=told(verb), type=cue.type, roles=roles, rule=f"event.{cue.id}"
    )


def quoted(context: Context, verb: Token) -> bool:
    """Inside the words of somebody."""
    quote = context.reading.inside_quote(verb.i)
    return quote is not None and quote.direct


def by_date(context: Context, verb: Token) -> Happening | None:
    """Any other clause with an actor and a date of its own: something that happened then."""
    words = context.lexicon.words
    lemma = verb.lemma_.lower()
    if lemma in words["events", "states"] or clause_date(context, verb) is None:
        return None
    if not happened(context, verb) and not _due(context, verb):
        return None
    if mark(verb) in words["events", "open"] and verb.tag_ == "VBG":
        return None
    if quoted(context, verb) and any(a.lower_ in ("i", "we") for a in agents(verb)):
        return None
    roles = clause_roles(context, verb)
    involved = roles.who or roles.place or _things(context, verb, roles)
    if not involved or _says(context, verb):
        return None
    return Happening(token=verb, span=told(verb), type="other", roles=roles, rule="event.dated")


def _due(context: Context, verb: Token) -> bool:
    """Scheduled for a day: "is to discuss the plan on Friday"."""
    return scheduled(context, verb) and (_day(clause_roles(context, verb)))


def _things(context: Context, verb: Token, roles: Roles) -> bool:
    """A thing does it, or it is done to one: "the gates closed"; not "it closed"."""
    heads = [*agents(verb), *patients(verb)]
    told = past(verb) or chronicled(context, verb)
    return (
        told
        and (verb.dep_ != "acl" or _day(roles))
        and any(h.pos_ in ("NOUN", "PROPN") for h in heads)
    )


def _day(roles: Roles) -> bool:
    return roles.date is not None and len(roles.date.iso) == 10


def _says(context: Context, verb: Token) -> bool:
    return any(f.trigger.i == verb.i and "statement" in f.entry.frame.facts for f in context.frames)


def told(verb: Token) -> Span:
    """The clause without what is coordinated with it."""
    return phrase(verb, drop=_CUT)
