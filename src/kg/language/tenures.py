"""Offices have their time: who held one when something was done, and which are told to be over."""

from __future__ import annotations

from collections.abc import Iterator

from kg.language.reading import DateSpan, Reading, Role
from kg.language.tokens import Doc, Token
from kg.model import EntityKey
from kg.partial_dates import PartialDate

_LONG = 10
"""Years for which a holder of an office of whom no terms are known may have held it."""
_WITHIN = frozenset({"from", "until", "till", "between", "in", "during"})
_BETWEEN = frozenset({"to", "and", "until", "-", "–", "till"})


def told_time(token: Token, reading: Reading) -> PartialDate | None:
    """The past that the clause of the token is told to be of: "in 1956 the president"."""
    today = reading.published
    for span in reading.dates:
        date = span.date
        if today is None or date.latest >= today or date.latest.year == today.year:
            continue
        first = token.doc[span.start]
        if first.sent.start == token.sent.start and _clause(first) == _clause(token):
            return date
    return None


def _clause(token: Token) -> int:
    """The verb of the clause that the token is in, or the top of its sentence."""
    while token.head.i != token.i and token.pos_ not in ("VERB", "AUX"):
        token = token.head
    return token.i


def holders(title: str, of: EntityKey, when: PartialDate, reading: Reading) -> set[EntityKey]:
    """Who is known to have held the office of that title then."""
    return {
        t.person
        for t in reading.base.terms
        if t.of == of
        and t.title.lower() == title
        and t.start is not None
        and t.start.earliest <= when.latest
        and (t.end is None or when.earliest <= t.end.latest)
    }


def may_have_held(role: Role, when: PartialDate, reading: Reading) -> bool:
    """Whether the person who is told to hold the office may have held it then."""
    known = reading.entities[role.person].known
    of = None if role.of is None else reading.entities[role.of].known
    terms = [t for t in reading.base.terms_of(known) if t.of == of] if known else []
    if terms:
        return any(
            (t.start is None or t.start.earliest <= when.latest)
            and (t.end is None or when.earliest <= t.end.latest)
            for t in terms
        )
    today = role.when.latest if role.when is not None else reading.published
    return today is None or abs(today.year - when.latest.year) < _LONG


def is_over(doc: Doc, i: int, reading: Reading) -> bool:
    """From token `i` on a time is told that has ended: "from 1997 to 2007", "until 2022"."""
    if i >= len(doc) or doc[i].lower_ not in _WITHIN or reading.published is None:
        return False
    last = max(_dates_from(i + 1, doc, reading), key=lambda d: d.start, default=None)
    return last is not None and last.date.latest < reading.published


def _dates_from(i: int, doc: Doc, reading: Reading) -> Iterator[DateSpan]:
    """The date at token `i`, and the one that it goes on to."""
    for date in sorted(reading.dates, key=lambda d: d.start):
        if date.start == i:
            yield date
            i = date.end + (date.end < len(doc) and doc[date.end].lower_ in _BETWEEN)
