"""Texts, dates, shares and numbers as literals."""

from __future__ import annotations

from rdflib import XSD

from kg.partial_dates import PartialDate
from kg.triples import LANG_STRING, Literal

_DATE = str(XSD.date)
_DATE_TYPES = {4: str(XSD.gYear), 7: str(XSD.gYearMonth), 10: _DATE}
_DECIMAL, _INTEGER = str(XSD.decimal), str(XSD.integer)
_INDEX = str(XSD.nonNegativeInteger)
_WKT = "http://www.opengis.net/ont/geosparql#wktLiteral"


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


def index(count: int) -> Literal:
    """A place in a text, as NIF counts it: in code points, from 0."""
    return Literal(str(count), _INDEX)


def well_known_text(longitude: Literal, latitude: Literal) -> Literal:
    """A point as GeoSPARQL writes it.

    >>> well_known_text(degrees(30.5), degrees(50.4)).text
    'POINT(30.5 50.4)'
    """
    return Literal(f"POINT({longitude.text} {latitude.text})", _WKT)


def degrees(angle: float) -> Literal:
    """A latitude or longitude, to some ten metres.

    >>> degrees(-5.9).text
    '-5.9'
    """
    text = f"{angle:.4f}".rstrip("0")
    return Literal(text + "0" * text.endswith("."), _DECIMAL)
