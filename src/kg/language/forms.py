"""Forms of a name: as it is written, what its spelling variants share, its adjectives."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from kg.language.reading import text_of
from kg.language.tokens import Span

_ENDINGS = (
    "ians", "ian", "ans", "an", "ns", "n", "is", "i", "ese", "ish", "er", "ers", "ois", "ic", "ite",
    "ites", "ene", "in", "ovar", "ard",
)  # fmt: skip
_CUTS = ("", "a", "e", "o", "y", "ia", "en", "land", "s", "u")


def written(span: Span) -> str:
    """The name on one line, without an editor's brackets."""
    return text_of(span).replace("[", "").replace("]", "")


@lru_cache(maxsize=1 << 16)
def plain(text: str) -> str:
    """The name without accents, marks and case: what spelling variants share.

    >>> plain("Volodymyr Zelenskyý’s")
    'volodymyr zelenskyy'
    """
    text = unicodedata.normalize("NFKD", text)
    text = "".join(c for c in text if not unicodedata.combining(c)).casefold()
    text = re.sub(r"['’]s\b", "", text)
    return " ".join(re.sub(r"[^\w\s]", " ", text).split())


def derives(word: str, land: str) -> bool:
    """Whether `word` may be the adjective of `land`: the same stem, and an ending of adjectives.

    >>> derives("Norlander", "Norland"), derives("Sudrian", "Sudria"), derives("Norman", "Norland")
    (True, True, False)
    """
    return plain(word) in _derived(plain(land))


@lru_cache(maxsize=1 << 12)
def _derived(land: str) -> frozenset[str]:
    if len(land) < 4 or " " in land:
        return frozenset()
    stems = (land.removesuffix(cut) for cut in _CUTS if land.endswith(cut))
    found = {stem + ending for stem in stems if len(stem) >= 3 for ending in _ENDINGS}
    return frozenset(found - {land})
