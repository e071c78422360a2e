"""Publication dates as people and machines write them; what could be two dates is none."""

from __future__ import annotations

import datetime as dt
import re

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = (
    r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_YEAR = r"(?P<year>(?:19|20)\d{2})"
_FORMS = tuple(
    re.compile(form, re.IGNORECASE)
    for form in (
        rf"(?<![\d.]){_YEAR}-(?P<month>\d{{2}})-(?P<day>\d{{2}})(?!\d)",
        rf"(?<!\d){_YEAR}(?P<month>\d{{2}})(?P<day>\d{{2}})(?=T?\d{{6}}|T|\b)",
        rf"(?<!\d){_YEAR}/(?P<month>\d{{1,2}})/(?P<day>\d{{1,2}})(?!\d)",
        rf"(?<!\d){_DAY} (?:of )?{_MONTH},? {_YEAR}\b",
        rf"\b{_MONTH} {_DAY},? {_YEAR}\b",
        rf"(?<!\d)(?P<day>\d{{1,2}})\. ?(?P<month>\d{{1,2}})\. ?{_YEAR}\b",
        rf"(?<![\d/])(?P<either>\d{{1,2}})/(?P<other>\d{{1,2}})/{_YEAR}\b",
    )
)

_CHANGED = re.compile(
    r"\b(?:last )?(?:updated?|modified|edited|revised|corrected)\b", re.IGNORECASE
)
_ISSUED = re.compile(r"\b(?:published|posted|issued)\b", re.IGNORECASE)
_AROUND = re.compile(
    r"\d{1,2}[:.h]\d{2}(?::\d{2})?|\b[ap]\.?m\b\.?|\b(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?"
    r"|sun)(?:day)?\b|\b(?:first|last|published|posted|issued|created|date|dated?|on|at|online)\b"
    r"|\b(?:GMT|UTC|UK|[A-Z]{1,3}S?T)\b|[T\dZ+:.,|·()\[\]–—-]",
    re.IGNORECASE,
)
"""What stands around a date in a line that tells nothing else."""


def published_in(line: str) -> dt.date | None:
    """The day of publication that a line tells; not the day of a change.

    >>> published_in("Updated 3 May 2031, first published 2 May 2031")
    datetime.date(2031, 5, 2)
    """
    issued = _ISSUED.search(line)
    told = line[issued.end() :] if issued and _CHANGED.search(line[: issued.start()]) else line
    return find_date(_CHANGED.split(told)[0])


def is_date_line(line: str) -> bool:
    """Whether a line tells when something was published or changed, and nothing else.

    >>> is_date_line("Published: Friday 2 May 2031, 11.05 BST"), is_date_line("Votes of 2 May 2031")
    (True, False)
    """
    rest = _CHANGED.sub("", line)
    for form in _FORMS:
        rest = form.sub("", rest)
    return rest != _CHANGED.sub("", line) and not _AROUND.sub("", rest).strip()


def find_date(text: str) -> dt.date | None:
    """The one date a line holds; None for none, for several, for one that can be read two ways.

    >>> find_date("Published: 24th August, 2032"), find_date("08/10/2024")
    (datetime.date(2032, 8, 24), None)
    """
    found = {date for form in _FORMS for match in form.finditer(text) if (date := _date(match))}
    return found.pop() if len(found) == 1 else None


def date_of(value: object) -> dt.date | None:
    """A metadata field as a date: text, or seconds (milliseconds) since 1970.

    >>> date_of("2025-03-14T23:10:00Z"), date_of(1741993800)
    (datetime.date(2025, 3, 14), datetime.date(2025, 3, 14))
    """
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        return None
    if isinstance(value, str):
        return find_date(value[:100])
    seconds = value / 1000 if value > 10**11 else value
    if not 0 < seconds < 4 * 10**9:
        return None
    return dt.datetime.fromtimestamp(seconds, tz=dt.UTC).date()


def _date(match: re.Match[str]) -> dt.date | None:
    parts = match.groupdict()
    year = int(parts["year"])
    if "either" in parts:
        either, other = int(parts["either"]), int(parts["other"])
        if either <= 12 and other <= 12 and either != other:
            return None
        month, day = sorted((either, other))
    else:
        month, day = _month(parts["month"]), int(parts["day"])
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None


def _month(text: str) -> int:
    return int(text) if text.isdigit() else _MONTHS.index(text[:3].lower()) + 1
