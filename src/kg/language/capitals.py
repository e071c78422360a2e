"""Capitalised proper nouns in a row, which may be names that the recogniser overlooked."""

from __future__ import annotations

from collections.abc import Iterator

from kg.language.tokens import Doc, Span

_LINKS = frozenset({"al", "bin", "bint", "ibn", "de", "del", "-", "von", "van", "of"})


def runs(doc: Doc, taken: set[int]) -> Iterator[Span]:
    """Outside of what is `taken`: "Prince Porto al-Sela" with its title."""
    i = 0
    while i < len(doc):
        j = i
        while j < len(doc) and j not in taken and capital(doc, j):
            j += 1
            while (
                j < len(doc) - 1
                and doc[j].lower_ in _LINKS
                and j not in taken
                and j + 1 not in taken
                and (capital(doc, j + 1) or doc[j + 1].text == "-")
            ):
                j += 1
        if j > i:
            yield doc[i:j]
        i = max(j, i + 1)


def capital(doc: Doc, i: int) -> bool:
    """A proper noun with a capital."""
    token = doc[i]
    return (
        token.pos_ == "PROPN" and token.is_alpha and token.text[0].isupper() and not token.is_stop
    )
