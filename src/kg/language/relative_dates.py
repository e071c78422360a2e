"""Dates told from another: from publication ("last month"), or from one just told ("the next day").

What a phrase leaves open stays open: "last week" is a month when the week lies in one, else a year.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from kg.language.reading import DateSpan
from kg.language.tokens import Doc, Token
from kg.language.trees import case, mark
from kg.lexicon import Words
from kg.partial_dates import PartialDate

_LONGEST_REACH = 60
"""How many words after a date "the same day" may mean it."""
_TO_COME = frozenset({"will", "'ll", "’ll", "wo", "may", "due", "set", "scheduled", "expected"})
_DONE = frozenset({"had", "has", "have", "was", "were", "did", "’ve", "'ve"})
_OPEN = frozenset({"if", "unless"})
_BESIDE = ("aux", "cop", "case", "advmod", "amod")
_OPENING = frozenset({"last", "this", "next", "the", "that", "half"})
_SINCE = frozenset({"since", "after"})
_WITH = frozenset({"with", "in"})
_UNTIL = frozenset({"until", "till", "by", "before"})


@dataclass(frozen=True, slots=True)
class RelativeDates:
    """Reads the phrases; `words` names the numbers, months and seasons."""

    words: Words

    def may_begin(self, token: Token) -> bool:
        """Whether a phrase can begin with the word: most words begin none."""
        return token.lower_ in _OPENING or self._count(token) > 0

    def from_publication(self, doc: Doc, i: int, today: dt.date) -> DateSpan | None:
        """ "last year", "this month", "next week", "last June", "last night", "two days ago"."""
        first = doc[i].lower_
        if i + 1 < len(doc) and first in ("last", "this", "next"):
            step = {"last": -1, "this": 0, "next": 1}[first]
            date = self._unit(doc[i + 1].lower_, step, today)
            return None if date is None else DateSpan(i, i + 2, date)
        words = [t.lower_ for t in doc[i : i + 4]]
        for phrase, step in _BESIDE_TODAY.items():
            if words == phrase.split():
                return DateSpan(i, i + 4, _day(today + dt.timedelta(days=step)))
        count = self._count(doc[i])
        if count and words[2:3] == ["ago"] and not _roughly(doc, i, _unit(words[1])):
            date = _ago(today, _unit(words[1]), count)
            return None if date is None else DateSpan(i, i + 3, date)
        if words == ["half", "a", "century", "ago"]:
            return DateSpan(i, i + 4, PartialDate(iso=f"{today.year - 50:04d}"))
        return None

    def from_told(self, doc: Doc, i: int, told: DateSpan | None) -> DateSpan | None:
        """ "the same day", "the following year", "two days later": from the last date told."""
        if told is None or i - told.end > _LONGEST_REACH:
            return None
        first = doc[i].lower_
        j = i + 1
        if first in ("the", "that") and j + 1 < len(doc) and doc[j].lower_ in _STEPS:
            return self._step(doc, i, j + 1, _STEPS[doc[j].lower_], told)
        if first == "that" and j < len(doc):
            return self._step(doc, i, j, 0, told)
        count = self._count(doc[i])
        if count and i + 2 < len(doc) and doc[i + 2].lower_ in ("later", "earlier"):
            step = count if doc[i + 2].lower_ == "later" else -count
            return self._step(doc, i, j, step, told, end=i + 3)
        return None

    def _step(
        self, doc: Doc, start: int, unit: int, step: int, told: DateSpan, end: int = 0
    ) -> DateSpan | None:
        date = _stepped(told.date, _unit(doc[unit].lower_), step)
        return None if date is None else DateSpan(start, end or unit + 1, date)

    def _count(self, token: Token) -> int:
        if token.lower_.isdecimal() and len(token) < 4:
            return int(token.lower_)
        found: int = self.words.table("dates", "numbers").get(token.lower_, 0)
        return found

    def _unit(self, unit: str, step: int, today: dt.date) -> PartialDate | None:
        months = self.words.ordered("dates", "months")
        seasons = self.words.table("dates", "seasons")
        if unit == "year":
            return PartialDate(iso=f"{today.year + step:04d}")
        if unit == "month":
            return _month(today.year * 12 + today.month - 1 + step)
        if unit in ("week", "weekend"):
            return _week(today, unit, step)
        if unit in ("night", "evening", "morning", "afternoon") and step < 1:
            return PartialDate(iso=(today + dt.timedelta(days=step)).isoformat())
        if unit in seasons:
            return PartialDate(iso=f"{_season(today, seasons[unit], step):04d}")
        if unit in months:
            return _month(_named_month(today, months.index(unit) + 1, step))
        return None


_ROUGHLY = frozenset({"about", "almost", "around", "nearly", "over", "some", "than"})
_DAYS = {"week": 7, "fortnight": 14}
_YEARS = {"year": 1, "decade": 10, "century": 100}
_BESIDE_TODAY = {"the day before yesterday": -2, "the day after tomorrow": 2}
_STEPS = {"same": 0, "next": 1, "following": 1, "previous": -1}


def _unit(word: str) -> str:
    """The unit of time that a word counts."""
    return "century" if word == "centuries" else word.rstrip("s")


def _day(day: dt.date) -> PartialDate:
    return PartialDate(iso=day.isoformat())


def _named_month(today: dt.date, month: int, step: int) -> int:
    year = today.year
    if step < 0 and month >= today.month:
        year -= 1
    if step > 0 and month <= today.month:
        year += 1
    return year * 12 + month - 1


def _season(today: dt.date, start: int, step: int) -> int:
    """The year of "last summer": this one once it is over; of "next summer": this one before it."""
    if step < 0:
        return today.year - (today.month < start + 3)
    return today.year + (step > 0 and today.month >= start)


def _month(months: int) -> PartialDate:
    return PartialDate(iso=f"{months // 12:04d}-{months % 12 + 1:02d}")


def _week(today: dt.date, unit: str, step: int) -> PartialDate:
    monday = today + dt.timedelta(days=7 * step - today.weekday())
    first = monday + dt.timedelta(days=5) if unit == "weekend" else monday
    return common(first, monday + dt.timedelta(days=6))


def common(first: dt.date, last: dt.date) -> PartialDate:
    """The most precise date that holds both days."""
    if first == last:
        return PartialDate(iso=first.isoformat())
    return PartialDate(iso=f"{first:%Y-%m}" if first.month == last.month else f"{first.year:04d}")


def _moved(day: dt.date, unit: str, step: int) -> PartialDate | None:
    """The day so many units away, no more precise than the unit."""
    if unit == "day":
        return PartialDate(iso=(day + dt.timedelta(days=step)).isoformat())
    if unit in _DAYS:
        near = day + dt.timedelta(days=step * _DAYS[unit])
        return common(near - dt.timedelta(days=3), near + dt.timedelta(days=3))
    if unit == "month":
        return _month(day.year * 12 + day.month - 1 + step)
    year = day.year + step * _YEARS.get(unit, 0)
    return PartialDate(iso=f"{year:04d}") if unit in _YEARS and year > 1000 else None


def _roughly(doc: Doc, i: int, unit: str) -> bool:
    """ "Nearly a decade ago", "more than a century ago": in a year that nobody tells."""
    return unit in ("decade", "century") and i > 0 and doc[i - 1].lower_ in _ROUGHLY


def _ago(today: dt.date, unit: str, count: int) -> PartialDate | None:
    """ "Two weeks ago": the month of the day that is counted to; else as `_moved`."""
    if unit in _DAYS:
        return PartialDate(iso=f"{today - dt.timedelta(days=count * _DAYS[unit]):%Y-%m}")
    return _moved(today, unit, -count)


def _stepped(date: PartialDate, unit: str, step: int) -> PartialDate | None:
    """The date so many units from one told; None where that one is not precise enough."""
    precise = {4: "year", 7: "month", 10: "day"}[len(date.iso)]
    order = ["century", "decade", "year", "month", "fortnight", "week", "day"]
    if unit not in order or order.index(unit) > order.index(precise):
        return None
    return _moved(date.earliest, unit, step)


def direction(token: Token) -> int:
    """Where the clause of a date looks: 1 to what is to come, -1 to what was, 0 when in doubt."""
    if case(token) in _SINCE:
        return -1
    if case(token) in _UNTIL:
        return 0
    if case(token) == "for" and token.head.tag_ == "VBN":
        return 1
    verb = _verb_over(token)
    if verb.pos_ not in ("VERB", "AUX", "ADJ"):
        return 0
    beside = {verb.lower_} if verb.tag_ in ("JJ", "VBN") else set()
    beside |= {c.lower_ for c in verb.children if c.dep_.split(":")[0] in _BESIDE}
    if _is_to_come(verb, beside):
        return 1
    if beside & _DONE or verb.tag_ in ("VBD", "VBN"):
        return -1
    return 1 if verb.tag_ in ("VBZ", "VBP") and verb == token.head else 0


def _is_to_come(verb: Token, beside: set[str]) -> bool:
    """The verb, or the words beside it, tell of what is to come."""
    if verb.head.lower_ in _TO_COME and verb.dep_ == "xcomp":
        return True
    if beside & _TO_COME or ("would" in beside and "have" not in beside):
        return True
    if mark(verb) in _OPEN and not beside & _DONE:
        return True
    if verb.tag_ == "VB" and mark(verb) == "to" and beside & {"is", "are"}:
        return True
    return verb.dep_ == "acl" and mark(verb) == "to" and "be" in beside  # "a vote to be held"


def _verb_over(token: Token) -> Token:
    """The verb of the clause; of "ended with the fall of the city on 3 May", "ended"."""
    verb = token.head
    if verb.pos_ not in ("NOUN", "PROPN") or verb.head.i == verb.i:
        return verb
    with_it = verb.dep_.startswith("obl") and case(verb) in _WITH
    return verb.head if with_it or verb.dep_ in ("nsubj", "obj") else verb
