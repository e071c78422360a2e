"""Quotation marks paired: where quoted words begin and end, whoever said them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from spacy.tokens import Doc

_PARAGRAPH = re.compile(r"[^\n]+")
_PAIRS = (("“", "”"), ("«", "»"), ("„", "“"))


def quoted_spans(doc: Doc) -> list[tuple[int, int]]:
    """Token spans between quotation marks, whoever said them."""
    return [s for s in (_tokens(doc, a, b) for a, b in _quoted(doc.text)) if s]


def _quoted(text: str) -> Iterator[tuple[int, int]]:
    """Character spans between quotation marks, outermost only, paragraph by paragraph."""
    for paragraph in _PARAGRAPH.finditer(text):
        yield from _quoted_in(paragraph.group(), paragraph.start())


def _quoted_in(text: str, offset: int) -> Iterator[tuple[int, int]]:
    i = 0
    while i < len(text):
        close = _closing(text, i)
        if close is None:
            i += 1
            continue
        yield offset + i + 1, offset + close
        i = close + 1


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


def _tokens(doc: Doc, start: int, end: int) -> tuple[int, int] | None:
    span = doc.char_span(start, end, alignment_mode="contract") or doc.char_span(
        start, end, alignment_mode="expand"
    )
    return (span.start, span.end) if span is not None and len(span) else None
