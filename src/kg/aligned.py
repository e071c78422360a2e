"""Rows of texts as aligned columns, for a terminal or a file."""

from __future__ import annotations

from collections.abc import Sequence
from textwrap import fill

SENTENCE = "sentence"
"""The column whose texts are not cut where there is room without end."""
_WIDEST = 60
_NARROWEST = 8
_IN = "    "


def aligned(
    names: Sequence[str],
    rows: Sequence[Sequence[str]],
    texts: Sequence[bool],
    width: int | None = None,
) -> str:
    """A table with a heading. Columns that have `texts` are cut, others never: to fit into a line
    of `width`, or where there is none to sixty characters, but for the sentence. A line of `width`
    has the sentence below it.

    >>> print(aligned(["id", "said"], [["7", "a long way to the harbour"]], [False, True], 16))
    id  said
    --  ------------
    7   a long way …
    <BLANKLINE>
    """
    if width is not None and _has_sentences(names):
        return _with_sentences(names, rows, texts, width)
    lines = [names, *rows]
    widest = [max(map(len, column)) for column in zip(*lines, strict=True)]
    widths = (
        _unbounded(names, widest, texts) if width is None else _fit(names, widest, texts, width)
    )
    lines.insert(1, ["-" * wide for wide in widths])
    return "".join(
        "  ".join(_cut(t, wide).ljust(wide) for t, wide in zip(line, widths, strict=True)).rstrip()
        + "\n"
        for line in lines
    )


def _with_sentences(
    names: Sequence[str], rows: Sequence[Sequence[str]], texts: Sequence[bool], width: int
) -> str:
    """The other columns as a table, and below each row its sentence, as wide as a line."""
    table = aligned(names[:-1], [row[:-1] for row in rows], texts[:-1], width)
    heading, rule, *lines = table.splitlines(keepends=True)
    below = [
        fill(row[-1], max(width, 20), initial_indent=_IN, subsequent_indent=_IN) for row in rows
    ]
    told = (f"{line}{text}\n" for line, text in zip(lines, below, strict=True))
    return "".join([heading, rule, *told])


def _unbounded(names: Sequence[str], widest: Sequence[int], texts: Sequence[bool]) -> list[int]:
    widths = [
        min(wide, _WIDEST) if text else wide for wide, text in zip(widest, texts, strict=True)
    ]
    return [*widths[:-1], widest[-1]] if _has_sentences(names) else widths


def _has_sentences(names: Sequence[str]) -> bool:
    """Whether the last column is that of the sentences that were asked for with the rows."""
    return tuple(names[-2:]) == ("end", SENTENCE)


def _fit(
    names: Sequence[str], widest: Sequence[int], texts: Sequence[bool], width: int
) -> list[int]:
    """The widths in which a line has room: the widest texts give way first."""
    widths = list(widest)
    for most in range(max(widest, default=0), _NARROWEST - 1, -1):
        widths = [
            min(wide, max(most, len(name))) if text else wide
            for wide, name, text in zip(widest, names, texts, strict=True)
        ]
        if sum(widths) + 2 * (len(widths) - 1) <= width:
            break
    return widths


def _cut(text: str, width: int) -> str:
    return text if len(text) <= width else text[: width - 1] + "…"
