"""Texts, dates, shares and numbers as literals."""

from __future__ import annotations

from rdflib import XSD

from kg.partial_dates import PartialDate
from kg.triples import LANG_STRING, Literal

_DATE = str(XSD.date)
_DATE_TYPES = {4: str(XSD.gYear), 7: str(XSD.gYearMonth), 10: _DATE}
_DECIMAL, _INTEGER = str(XSD.decimal), str(XSD.integer)


def english(text: str) -> Literal | None:
    """A text with its language, or nothing where there is none."""
    return Literal(text, LANG_STRING, "en") if text else None


def day(date: object) -> Literal | None:
    """A whole date, or nothing where there is none."""
    return None if date is None else Literal(str(date), _DATE)


def partial(date: PartialDate | None) -> Literal | None:
    """A date as precise as it is known, or nothing where there is none."""
    return None if date is None else Literal(date.iso, _DATE_TYPES[len(date.iso)])


def decimal(share: float) -> Literal:
    """An exact decimal."""
    return Literal(f"{share:.3f}".rstrip("0").ljust(3, "0"), _DECIMAL)


def number(count: int) -> Literal:
    """A whole number."""
    return Literal(str(count), _INTEGER)
