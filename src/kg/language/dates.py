"""Date expressions, resolved against the date of publication; what is ambiguous is left alone.

Read: "29 November (2024)", "Nov. 29, 2024", "March 2014", "in 2014", "on Monday", "yesterday",
"two days ago", "eight years ago", "last year", "earlier this year". Too vague to read: "last week".
A date without a year is the one nearest to publication that lies at most two months after it.
"""

from __future__ import annotations

import datetime as dt
import re

from spacy.tokens import Doc, Token

from kg.language.reading import DateSpan, reading_of
from kg.lexicon import Words
from kg.partial_dates import PartialDate

_YEAR = re.compile(r"(1[5-9]|20)\d\d")
_DAY = re.compile(r"([1-9]|[12]\d|3[01])(st|nd|rd|th)?")
_FIRST, _LAST = 1500, 9000
"""Years of publication that are believed; relative dates are read from no other."""
_NUMBERED = frozenset({"resolution", "resolutions", "flight", "article", "section", "law", "no"})
_AMOUNTS = frozenset({"$", "€", "£", "#", "no."})
_COUNTED = frozenset({"%", "people", "troops", "soldiers", "km", "metres"})


class DateFinder:
    """The component `kg_dates`."""

    def __init__(self, words: Words) -> None:
        self._months = {m: i + 1 for i, m in enumerate(words.ordered("dates", "months"))}
        self._months |= words.table("dates", "short_months")
        self._weekdays = {d: i for i, d in enumerate(words.ordered("dates", "weekdays"))}
        self._day_words = words.table("dates", "day_words")
        self._numbers = words.table("dates", "numbers")

    def __call__(self, doc: Doc) -> Doc:
        reading, today = reading_of(doc), None
        if reading.published and _FIRST <= reading.published.year <= _LAST:
            today = reading.published
        i = 0
        while i < len(doc):
            found = self._at(doc, i, today)
            if found:
                reading.dates.append(found)
                i = found.end
            else:
                i += 1
        return doc

    def _at(self, doc: Doc, i: int, today: dt.date | None) -> DateSpan | None:
        word = doc[i].lower_.rstrip(".")
        if word in self._months and doc[i].text[0].isupper() and self._is_month(doc, i, word):
            return self._month(doc, i, today)
        if _YEAR.fullmatch(doc[i].text) and self._is_year(doc[i]):
            return DateSpan(i, i + 1, PartialDate(iso=doc[i].text))
        if today is None:
            return None
        if word in self._weekdays and doc[i].text[0].isupper():
            return DateSpan(i, i + 1, _day(self._weekday(doc, i, today)))
        if word in self._day_words:
            return DateSpan(i, i + 1, _day(today + dt.timedelta(days=self._day_words[word])))
        return self._relative(doc, i, today)

    def _is_month(self, doc: Doc, i: int, word: str) -> bool:
        """False for "May the best side win", "March on the capital"."""
        if word != "may" and (word != "march" or not doc[i].is_sent_start):
            return True
        near = [doc[j].text for j in (i - 1, i + 1) if 0 <= j < len(doc)]
        return any(_DAY.fullmatch(n) or _YEAR.fullmatch(n) for n in near) or (
            i > 0
            and doc[i - 1].lower_
            in ("in", "since", "until", "of", "last", "this", "next", "early", "late", "during")
        )

    def _is_year(self, token: Token) -> bool:
        """False for a number of things, of money, of a resolution."""
        before = token.nbor(-1).lower_ if token.i else ""
        after = token.nbor().lower_ if token.i + 1 < len(token.doc) else ""
        if token.text.startswith("15") and before not in ("in", "since", "of"):
            return False
        return before not in _NUMBERED | _AMOUNTS and after not in _COUNTED

    def _month(self, doc: Doc, i: int, today: dt.date | None) -> DateSpan | None:
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
        return DateSpan(start, end, _partial(_nearest_year(today, month, day), month, day))

    def _weekday(self, doc: Doc, i: int, today: dt.date) -> dt.date:
        """The last such day up to publication; the next one after "next" or under a future verb."""
        back = (today.weekday() - self._weekdays[doc[i].lower_]) % 7
        before = doc[i - 1].lower_ if i else ""
        if before in ("next", "coming"):
            return today + dt.timedelta(days=7 - back if back else 7)
        if before == "last" and back == 0:
            back = 7
        future = any(c.lower_ in ("will", "’ll", "'ll", "due") for c in doc[i].head.children) or (
            doc[i].head.lower_ in ("will", "due")
        )
        return (
            today + dt.timedelta(days=7 - back)
            if future and back
            else today - dt.timedelta(days=back)
        )

    def _relative(self, doc: Doc, i: int, today: dt.date) -> DateSpan | None:
        two = [t.lower_ for t in doc[i : i + 3]]
        if len(two) < 2:
            return None
        if two[:2] == ["last", "year"]:
            return DateSpan(i, i + 2, PartialDate(iso=str(today.year - 1)))
        if two[:2] == ["this", "year"]:
            return DateSpan(i, i + 2, PartialDate(iso=str(today.year)))
        if two[:2] == ["last", "month"]:
            first = today.replace(day=1) - dt.timedelta(days=1)
            return DateSpan(i, i + 2, PartialDate(iso=f"{first:%Y-%m}"))
        if two[0] == "last" and two[1] in self._months:
            month = self._months[two[1]]
            return DateSpan(i, i + 2, _partial(today.year - (month >= today.month), month, 0))
        count = self._numbers.get(two[0]) or (
            int(two[0]) if two[0].isdecimal() and len(two[0]) < 4 else 0
        )
        if count and len(two) == 3 and two[2] in ("ago", "earlier"):
            return self._ago(i, count, two[1].rstrip("s"), today)
        return None

    def _ago(self, i: int, count: int, unit: str, today: dt.date) -> DateSpan | None:
        if unit == "day":
            return DateSpan(i, i + 3, _day(today - dt.timedelta(days=count)))
        if unit == "year" and count < today.year - 1000:
            return DateSpan(i, i + 3, PartialDate(iso=f"{today.year - count:04d}"))
        if unit == "month":
            months = today.year * 12 + today.month - 1 - count
            return DateSpan(i, i + 3, PartialDate(iso=f"{months // 12:04d}-{months % 12 + 1:02d}"))
        return None


def _day(day: dt.date) -> PartialDate:
    return PartialDate(iso=day.isoformat())


def _partial(year: int, month: int, day: int) -> PartialDate:
    """The day, or the month when `day` is 0 or is no day of it."""
    try:
        return _day(dt.date(year, month, day))
    except ValueError:
        return PartialDate(iso=f"{year:04d}-{month:02d}")


def _nearest_year(today: dt.date, month: int, day: int) -> int:
    """The year that puts the day nearest to `today`, at most two months in its future."""
    ahead = (month - today.month) % 12
    if month == today.month and day > 28:
        ahead = 0
    return (
        today.year
        + (1 if ahead <= 2 and month < today.month else 0)
        - (1 if ahead > 2 and month > today.month else 0)
    )
