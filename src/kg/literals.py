"""Texts, dates and shares as RDF literals."""

from __future__ import annotations

from rdflib import XSD, Literal

from kg.partial_dates import PartialDate

_DATE_TYPES = {4: XSD.gYear, 7: XSD.gYearMonth, 10: XSD.date}


def english(text: str) -> Literal | None:
    """A text with its language, or nothing where there is none."""
    return Literal(text, lang="en") if text else None


def day(date: object) -> Literal | None:
    """A whole date, or nothing where there is none."""
    return None if date is None else Literal(str(date), datatype=XSD.date)


def partial(date: PartialDate | None) -> Literal | None:
    """A date as precise as it is known, or nothing where there is none."""
    if date is None:
        return None
    return Literal(date.iso, datatype=_DATE_TYPES[len(date.iso)], normalize=False)


def decimal(share: float) -> Literal:
    """An exact decimal: what `Literal` makes of a float is a double."""
    return Literal(f"{share:.3f}".rstrip("0").ljust(3, "0"), datatype=XSD.decimal, normalize=False)


def degrees(angle: float) -> Literal:
    """A latitude or longitude, to some ten metres.

    >>> str(degrees(-5.9))
    '-5.9'
    """
    text = f"{angle:.4f}".rstrip("0")
    return Literal(text + "0" * text.endswith("."), datatype=XSD.decimal, normalize=False)
