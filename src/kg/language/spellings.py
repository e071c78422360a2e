"""Names found in a text as they are written, wherever they begin and end with a token."""

from __future__ import annotations

import re
from collections.abc import Iterable

from kg.language.tokens import Doc, Span

_FIRST = re.compile(r"\w*")


class Spellings:
    """Many names, looked up by the letters that they begin with."""

    def __init__(self, names: Iterable[str]) -> None:
        self._names: dict[str, list[str]] = {}
        for name in names:
            self._names.setdefault(_first(name), []).append(name)

    def found(self, doc: Doc) -> list[Span]:
        """Where the names stand, the longest first; they may overlap."""
        ends = {token.idx + len(token): token.i + 1 for token in doc}
        spans = [
            doc[token.i : ends[end]]
            for token in doc
            for name in self._names.get(token.text if token.is_alpha else _first(token.text), ())
            if (end := token.idx + len(name)) in ends and doc.text.startswith(name, token.idx)
        ]
        return sorted(spans, key=lambda span: (span.start - span.end, span.start))


def _first(text: str) -> str:
    found = _FIRST.match(text)
    return found[0] if found else ""
