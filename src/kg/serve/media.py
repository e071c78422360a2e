"""Which form of an answer a client wants, by its `Accept` header."""

from __future__ import annotations

from collections.abc import Mapping

ROWS = {
    "application/sparql-results+json": "json",
    "application/sparql-results+xml": "xml",
    "text/csv": "csv",
    "text/tab-separated-values": "tsv",
    "application/json": "json",
    "application/xml": "xml",
}
"""Forms of rows by media type, from the one that is preferred where the client does not mind."""

TRIPLES = {
    "text/turtle": "turtle",
    "application/n-triples": "ntriples",
    "application/ld+json": "jsonld",
    "application/rdf+xml": "rdfxml",
}
"""Forms of triples by media type."""


def chosen(accept: str, offered: Mapping[str, str]) -> str | None:
    """The media type that a client likes best of those offered; None where it takes none.

    >>> chosen("text/html, text/csv;q=0.8, */*;q=0.1", ROWS), chosen("image/png", ROWS)
    ('text/csv', None)
    """
    likes = _likes(accept)
    best = max(offered, key=lambda media: _like(media, likes))
    return best if _like(best, likes) > 0 else None


def _likes(accept: str) -> dict[str, float]:
    likes: dict[str, float] = {}
    for part in (accept or "*/*").split(","):
        media, *parameters = (piece.strip().lower() for piece in part.split(";"))
        weights = [value[2:] for value in parameters if value.startswith("q=")]
        try:
            likes[media] = float(weights[0]) if weights else 1.0
        except ValueError:
            likes[media] = 0.0
    return likes


def _like(media: str, likes: Mapping[str, float]) -> float:
    """How much a media type is liked: by its own entry, else by the widest one that has it."""
    family = media.partition("/")[0] + "/*"
    return next((likes[key] for key in (media, family, "*/*") if key in likes), 0.0)
