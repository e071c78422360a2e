"""Date expressions, resolved against the date of publication; what is ambiguous is left alone.

Read: "29 November (2024)", "Nov. 29, 2024", "March 2014", "in 2014", "on Monday", "yesterday",
"two days ago", "last year", "the same day". A date without a year is the one nearest to publication
that lies at most two months after it, unless the verb tells that it was or is to come.
"""

from __future__ import annotations

import datetime as dt
import re

from kg.language.month_names import MonthNames
from kg.language.reading import Component, DateSpan, Reading
from kg.language.relative_dates import RelativeDates, direction
from kg.language.tokens import Doc, Token
from kg.lexicon import Words
from kg.partial_dates import PartialDate

_YEAR = re.compile(r"(1[5-9]|20)\d\d")
_YEARS = re.compile(r"(?P<first>(1[5-9]|20)\d\d)[-–—/](\d\d|\d{4})")
"""Years from one to another in one word: the date is that of the first."""
_DAY = re.compile(r"([1-9]|[12]\d|3[01])(st|nd|rd|th)?")
_FIRST, _LAST = 1500, 9000
"""Years of publication that are believed; relative dates are read from no other."""
_NUMBERED = frozenset({"resolution", "resolutions", "flight", "article", "section", "law", "no"})
_AMOUNTS = frozenset({"$", "€", "£", "#", "no."})
_COUNTED = frozenset({"%", "people", "troops", "soldiers", "km", "metres"})
_ANY = frozenset({"a", "any", "each", "every", "one", "single", "some"})


class DateFinder(Component):
    """The component `kg_dates`."""

    def __init__(self, words: Words) -> None:
        self._months = {m: i + 1 for i, m in enumerate(words.ordered("dates", "months"))}
        self._months |= words.table("dates", "short_months")
        self._weekdays = {d: i for i, d in enumerate(words.ordered("dates", "weekdays"))}
        self._before_months = words["dates", "before_months"]
        self._feasts = words["dates", "feasts"]
        self._fixed = {
            tuple(feast.replace("'", " '").split()): tuple(day)
            for feast, day in words.table("dates", "fixed_feasts").items()
        }
        self._day_words = words.table("dates", "day_words")
        self._relative = RelativeDates(words)
        self._month_names = MonthNames(words)

    def read(self, doc: Doc, reading: Reading) -> None:
        today = None
        if reading.published and _FIRST <= reading.published.year <= _LAST:
            today = reading.published
        i, persons = 0, self._month_names.named(doc)
        while i < len(doc):
            found = self._at(doc, i, reading.dates, today) if i not in persons else None
            if found:
                reading.dates.append(found)
                i = found.end
            else:
                i += 1

    def _at(self, doc: Doc, i: int, told: list[DateSpan], today: dt.date | None) -> DateSpan | None:
        token = doc[i]
        word, capital = token.lower_.rstrip("."), token.text[0].isupper()
        if capital and word in self._months and self._is_month(doc, i, word):
            return self._month(doc, i, told, today)
        if len(word) == 4 and _YEAR.fullmatch(token.text) and self._is_year(token):
            return DateSpan(i, i + 1, PartialDate(iso=token.text))
        if years := _YEARS.fullmatch(token.text):
            return DateSpan(i, i + 1, PartialDate(iso=years["first"]))
        if today is None:
            return None
        if capital and (feast := self._feast(doc, i, today)):
            return feast
        if capital and word in self._weekdays and not _any_such(doc, i, self._feasts):
            return self._full(doc, i, told, today) or DateSpan(
                i, i + 1, _day(self._weekday(doc, i, today))
            )
        if word in self._day_words:
            return DateSpan(i, i + 1, _day(today + dt.timedelta(days=self._day_words[word])))
        if not self._relative.may_begin(token):
            return None
        last = told[-1] if told else None
        return self._relative.from_told(doc, i, last) or self._relative.from_publication(
            doc, i, today
        )

    def _feast(self, doc: Doc, i: int, today: dt.date) -> DateSpan | None:
        """ "New Year's Eve", "Christmas Day 2023"."""
        for words, (month, day) in self._fixed.items():
            end = i + len(words)
            if tuple(t.lower_.replace("’", "'") for t in doc[i:end]) == words:
                j = end + 1 if end < len(doc) and doc[end].text == "," else end
                if j < len(doc) and _YEAR.fullmatch(doc[j].text):
                    return DateSpan(i, j + 1, _partial(int(doc[j].text), month, day))
                year = _nearest_year(today, month, day, direction(doc[end - 1]))
                return DateSpan(i, end, _partial(year, month, day))
        return None

    def _full(self, doc: Doc, i: int, told: list[DateSpan], today: dt.date) -> DateSpan | None:
        """ "Tuesday, 9 November": the day of the month decides."""
        near = i + 2 if i + 1 < len(doc) and doc[i + 1].text == "," else i + 1
        for j in (near, near + 1):
            word = doc[j].lower_.rstrip(".") if j < len(doc) else ""
            if word in self._months and doc[j].text[0].isupper():
                found = self._month(doc, j, told, today)
                dated = found is not None and len(found.date.iso) == 10 and found.start == near
                return DateSpan(i, found.end, found.date) if found and dated else None
        return None

    def _is_month(self, doc: Doc, i: int, word: str) -> bool:
        """False for "May the best side win", "March on the capital", "the Salt March"."""
        begins = doc[i].is_sent_start
        if word != "may" and (word != "march" or not (begins or doc[i - 1].text.istitle())):
            return True
        near = [doc[j].text for j in (i - 1, i + 1) if 0 <= j < len(doc)]
        return any(_DAY.fullmatch(n) or _YEAR.fullmatch(n) for n in near) or (
            i > 0 and doc[i - 1].lower_ in self._before_months
        )

    def _is_year(self, token: Token) -> bool:
        """False for a number of things, of money, of a resolution."""
        before = token.nbor(-1).lower_ if token.i else ""
        after = token.nbor().lower_ if token.i + 1 < len(token.doc) else ""
        if token.text.startswith("15") and before not in ("in", "since", "of"):
            return False
        return before not in _NUMBERED | _AMOUNTS and after not in _COUNTED

    def _month(
        self, doc: Doc, i: int, told: list[DateSpan], today: dt.date | None
    ) -> DateSpan | None:
        month = self._months[doc[i].lower_.rstrip(".")]
        start, end, day = i, i + 1, 0
        if i > 0 and (m := _DAY.fullmatch(doc[i - 1].text)):
            start, day = i - 1, int(m[1])
        if end < len(doc) and doc[end].text == "." and doc[i].lower_ not in self._months:
            end += 1
        if not day and end < len(doc) and (m := _DAY.fullmatch(doc[end].text)):
            day, end = int(m[1]), end + 1
        j = end + 1 if end < len(doc) and doc[end].text == "," else end
        if j < len(doc) and _YEAR.fullmatch(doc[j].text):
            return DateSpan(start, j + 1, _partial(int(doc[j].text), month, day))
        if today is None:
            return None
        if told and [t.lower_ for t in doc[end : end + 3]] == ["of", "that", "year"]:
            return DateSpan(start, end + 3, _partial(told[-1].date.earliest.year, month, day))
        looks = direction(doc[i if not day else start])
        year = _told_year(told, month) if not looks else 0
        if day and looks < 0 and dt.date(today.year, month, 1) > today:
            year = _year_of_the_story(doc, start, told, today)
        year = year or _nearest_year(today, month, day, looks)
        return DateSpan(start, end, _partial(year, month, day))

    def _weekday(self, doc: Doc, i: int, today: dt.date) -> dt.date:
        """The last such day up to publication; the next one where the clause looks ahead."""
        back = (today.weekday() - self._weekdays[doc[i].lower_]) % 7
        before = doc[i - 1].lower_ if i else ""
        if before in ("next", "coming"):
            return today + dt.timedelta(days=7 - back if back else 7)
        if before == "last":
            return today - dt.timedelta(days=back or 7)
        ahead = back and direction(doc[i]) > 0
        return today + dt.timedelta(days=7 - back if ahead else -back)


def _told_year(told: list[DateSpan], month: int) -> int:
    """The year of this month when the article has told it already: "the June summit"."""
    dates = (d.date for d in reversed(told) if len(d.date.iso) > 4)
    return next((d.earliest.year for d in dates if d.earliest.month == month), 0)


def _year_of_the_story(doc: Doc, i: int, told: list[DateSpan], today: dt.date) -> int:
    """The year that was told last in the paragraph, where a day of this year is still to come and
    the clause is in the past: "They invaded on 2 April 1982. The war ended on 14 June."
    """
    before = told[-1] if told else None
    if before is None or any("\n" in t.text for t in doc[before.end : i]):
        return 0
    year = before.date.earliest.year
    return year if year < today.year else 0


def _any_such(doc: Doc, i: int, feasts: frozenset[str]) -> bool:
    """ "a single Sunday", "every Monday"; "Good Friday", "Bloody Sunday"."""
    if not i:
        return False
    before = doc[i - 1]
    return before.lower_ in _ANY or (before.text.istitle() and before.lower_ in feasts)


def _day(day: dt.date) -> PartialDate:
    return PartialDate(iso=day.isoformat())


def _partial(year: int, month: int, day: int) -> PartialDate:
    """The day, or the month when `day` is 0 or is no day of it."""
    try:
        return _day(dt.date(year, month, day))
    except ValueError:
        return PartialDate(iso=f"{year:04d}-{month:02d}")


def _nearest_year(today: dt.date, month: int, day: int, looks: int) -> int:
    """The year that puts the day nearest to `today`, at most two months in its future.

    A clause that looks ahead takes the next one, one that looks back the last one.
    """
    reach = {1: 11, 0: 2, -1: 0}[looks]
    ahead = (month - today.month) % 12
    if day and not ahead and looks and (day - today.day) * looks < 0:
        return today.year + looks
    return (
        today.year
        + (1 if ahead <= reach and month < today.month else 0)
        - (1 if ahead > reach and month > today.month else 0)
    )
