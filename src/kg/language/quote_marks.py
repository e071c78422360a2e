"""Quotation marks paired: where quoted words begin and end, whoever said them."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator

from kg.language.tokens import Doc, Token

_OPENING = re.compile(r"[“«„‘'\"]")
_PARAGRAPH = re.compile(r"[^\n]+")
_PAIRS = (("“", "”"), ("«", "»"), ("„", "“"))


def quoted_spans(doc: Doc) -> list[tuple[int, int]]:
    """Token spans between quotation marks, whoever said them."""
    starts = [token.idx for token in doc]
    spans = (_inside(doc, starts, a, b) for a, b in _quoted(doc.text))
    return [(start, end) for start, end in spans if start < end]


def _quoted(text: str) -> Iterator[tuple[int, int]]:
    """Character spans between quotation marks, outermost only, paragraph by paragraph."""
    for paragraph in _PARAGRAPH.finditer(text):
        yield from _quoted_in(paragraph.group(), paragraph.start())


def _quoted_in(text: str, offset: int) -> Iterator[tuple[int, int]]:
    opening = _OPENING.search(text)
    while opening is not None:
        i = opening.start()
        close = _closing(text, i)
        if close is not None:
            yield offset + i + 1, offset + close
        opening = _OPENING.search(text, (i if close is None else close) + 1)


def _closing(text: str, i: int) -> int | None:
    """Where the quotation that opens at `i` ends: its closing mark, or the end of the paragraph."""
    char = text[i]
    before = text[i - 1] if i else " "
    for left, right in _PAIRS:
        if char == left:
            end = text.find(right, i + 1)
            return end if end > 0 else len(text)
    if char == '"':
        end = text.find('"', i + 1)
        return end if end > 0 else len(text)
    if (
        char in "‘'"
        and not before.isalnum()
        and before not in ".’"
        and i + 1 < len(text)
        and not text[i + 1].isspace()
    ):
        right = "’" if char == "‘" else "'"
        end = i
        while (end := text.find(right, end + 1)) > 0:
            after = text[end + 1] if end + 1 < len(text) else " "
            if not after.isalnum() and text[end - 1] != " ":
                return end if end > i + 2 else None
    return None


def _inside(doc: Doc, starts: list[int], start: int, end: int) -> tuple[int, int]:
    """The tokens that lie between two characters; where none does, those that reach into it."""
    first, last = bisect_left(starts, start), bisect_left(starts, end)
    whole = last - (last > 0 and _end(doc[last - 1]) > end)
    if first < whole:
        return first, whole
    return first - (first > 0 and _end(doc[first - 1]) > start), last


def _end(token: Token) -> int:
    return token.idx + len(token)
