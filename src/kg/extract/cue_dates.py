"""The date that belongs to a territorial cue."""

from __future__ import annotations

from kg.extract.context import Context
from kg.extract.event_dates import date_at
from kg.language.tokens import Span, Token
from kg.partial_dates import PartialDate


def date_of(trigger: Token, context: Context) -> PartialDate | None:
    """The date of the cue itself, not of a treaty or a war beside it."""
    for child in trigger.children:
        part = child.lemma_.lower() in context.lexicon.words["events", "parts_of_time"]
        if part and (inside := date_at(context, child)) is not None:
            return inside
        for date in context.reading.dates:
            if date.start <= child.i < date.end or (
                child.dep_ == "advmod" and date.end == child.i + 1
            ):
                return None if _that_year(context.doc[date.end : date.end + 3]) else date.date
    staged = context.lexicon.words["territories", "waging"] | {"lay", "make", "press", "renew"}
    own = (trigger.pos_ == "NOUN" and trigger.dep_ == "obj") or _is_state_of(trigger)
    light = trigger.head.lemma_.lower() in staged | context.lexicon.words["clauses", "staying"]
    return date_of(trigger.head, context) if own and light else None


def _that_year(after: Span) -> bool:
    """ "on 3 March of that year": of which year the date does not say."""
    return after.text.lower() in ("of that year", "of the year", "of the same")


def _is_state_of(noun: Token) -> bool:
    """ "has been under occupation since 1990": the verb tells only where."""
    return noun.dep_.startswith("obl")
