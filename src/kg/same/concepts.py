"""What words say, so that two wordings can be compared: words that mean much the same are one, and
so are spans of time, whatever they are counted in.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import Any

from kg.lexicon import load_words
from kg.similar import content_words

_SPAN = re.compile(
    r"\b(?:(?P<part>half|third|quarter)\s+(?:of\s+)?an?\s+|(?P<count>\d+|[a-z]+)[\s-]+)"
    r"(?P<unit>day|night|week|fortnight|month|year|decade|century|centurie)s?\b"
)
_UNTOLD = frozenset(["last", "next", "this", "that", "past", "same", "every", "each", "the", "per"])


def concepts(text: str) -> frozenset[str]:
    """The ideas in a text, each by one word for it.

    >>> sorted(concepts("a two-month ceasefire")) == sorted(concepts("a truce of 60 days"))
    True
    >>> concepts("a quarter of a century") == concepts("25 years")
    True
    """
    plain = _SPAN.sub(_counted, text.casefold())
    return frozenset(_alike().get(word, word) for word in content_words(plain))


def _counted(found: re.Match[str]) -> str:
    """A span of time as one word; what counts nothing ("last year") as it is."""
    words = _words()
    unit = words["days"]["century" if found["unit"] == "centurie" else found["unit"]]
    if found["part"]:
        return f" d{round(words['parts'][found['part']] * unit)} "
    count = found["count"]
    number = int(count) if count.isdecimal() else words["numbers"].get(count)
    if number is None or count in _UNTOLD or count in ("a", "an", "one"):
        return found[0]
    days = number * unit
    return f" d{days} "


@cache
def _alike() -> dict[str, str]:
    """Each stem, and the stem that stands for all of its idea."""
    stems: dict[str, str] = {}
    for group in _words()["alike"]:
        (head,) = content_words(group[0])
        for word in group:
            for form in (word, *_forms(word)):
                stems.update(dict.fromkeys(content_words(form) - stems.keys(), head))
    return stems


def _forms(word: str) -> tuple[str, ...]:
    """What a verb or a noun may look like: "run", "running"; "army", "armies"."""
    bare, last = word.removesuffix("e"), word[-1]
    return f"{bare}ing", f"{bare}ed", f"{word}{last}ing", f"{word}{last}ed", f"{word[:-1]}ies"


def _words() -> Mapping[str, Any]:
    return load_words().table("sameness")
