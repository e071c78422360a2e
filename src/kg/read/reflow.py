"""Lines as wide as a page or a mail put back together into paragraphs."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

_WIDEST = 160
"""What has longer lines was not broken to fit anything."""
_FULL = 0.8
_FEWEST_PAGES = 3
_EDGE = 2
_ITEM = re.compile(r"(?:[-–—•*·▪►>]|\d{1,2}[.)])\s")
_HYPHENED = re.compile(r"[^\W\d_][-\u00ad]$")


def paragraphs(text: str) -> str:
    """The text with one line a paragraph, and an empty line between two.

    >>> paragraphs("Norland closed the port of Sund on Fri-\\nday, the council said on\\n"
    ...            "the quay.\\nFerries stay in the docks until further\\nnotice.")
    'Norland closed the port of Sund on Friday, the council said on the quay.\\n\\nFerries stay in \
the docks until further notice.'
    """
    lines = [" ".join(line.split()) for line in text.split("\n")]
    lengths = sorted(len(line) for line in lines if line)
    width = lengths[len(lengths) * 4 // 5] if lengths else 0
    if width > _WIDEST:
        return text
    parts: list[str] = []
    before = ""
    for line in lines:
        if line and before and _goes_on(before, line, width):
            hyphened = _HYPHENED.search(before) and line[0].islower()
            parts[-1] = before[:-1] if hyphened else f"{before} "
            parts.append(line)
        elif line:
            parts += ["\n\n" if parts else "", line]
        before = line
    return "".join(parts)


def without_running_lines(pages: Sequence[str]) -> list[str]:
    """Pages less what stands at the edge of most of them: the name of the paper, the number.

    >>> without_running_lines(["Coast 1\\nA.\\nB.", "Coast 2\\nC.\\nD.", "Coast 3\\nE."])
    ['A.\\nB.', 'C.\\nD.', 'E.']
    """
    split = [[line for line in page.split("\n") if line.strip()] for page in pages]
    count = Counter(key for lines in split for key in {_key(line) for line in _edges(lines)})
    often = {key for key, times in count.items() if times * 2 > len(pages) >= _FEWEST_PAGES}
    return [
        "\n".join(
            line
            for i, line in enumerate(lines)
            if _key(line) not in often or _EDGE <= i < len(lines) - _EDGE
        )
        for lines in split
    ]


def _goes_on(before: str, line: str, width: int) -> bool:
    if _ITEM.match(line):
        return False
    return len(before) >= _FULL * width or line[0].islower()


def _edges(lines: list[str]) -> list[str]:
    return [*lines[:_EDGE], *lines[-_EDGE:]]


def _key(line: str) -> str:
    return re.sub(r"\d+", "0", " ".join(line.split()))
