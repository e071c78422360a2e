"""Word pieces: how the transformer's vocabulary cuts words, and the stretches it reads at once."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from functools import lru_cache

MAX_PIECES = 192
"""Word pieces the transformer reads at once; documents are cut at sentence-like ends."""
MAX_PIECES_OF_A_WORD = 12
CASINGS = ("lower", "title", "upper", "initial", "mixed", "number", "figure", "mark")
ENDS = frozenset(".!?…")
CLOSERS = frozenset("\"”’')]»")


def casing(text: str, spaced: bool) -> int:
    """The class of a token's casing, doubled by whether white space precedes it."""
    if not any(c.isalnum() for c in text):
        kind = "mark"
    elif text.isdigit():
        kind = "number"
    elif any(c.isdigit() for c in text):
        kind = "figure"
    elif text.islower():
        kind = "lower"
    elif text.isupper():
        kind = "initial" if sum(c.isalpha() for c in text) == 1 else "upper"
    else:
        kind = "title" if text[0].isupper() and text[1:].islower() else "mixed"
    return 2 * CASINGS.index(kind) + spaced


class WordPieces:
    """Cuts words into the pieces of an uncased BERT vocabulary, longest match first."""

    def __init__(self, vocabulary: list[str]) -> None:
        """Index the vocabulary; the order of its entries is their number."""
        self.vocabulary = vocabulary
        self._ids = {piece: i for i, piece in enumerate(vocabulary)}
        self.unknown, self.start, self.end = (self._ids[p] for p in ("[UNK]", "[CLS]", "[SEP]"))
        self.cut = lru_cache(maxsize=50_000)(self._cut)

    def _cut(self, word: str) -> tuple[int, ...]:
        """The numbers of a word's pieces, at least one."""
        plain = "".join(
            c for c in unicodedata.normalize("NFD", word.lower()) if unicodedata.category(c) != "Mn"
        )
        ids: list[int] = []
        for part in _parts(plain):
            ids += self._longest(part)
        return tuple(ids[:MAX_PIECES_OF_A_WORD]) or (self.unknown,)

    def _longest(self, part: str) -> list[int]:
        ids: list[int] = []
        start = 0
        while start < len(part):
            for end in range(len(part), start, -1):
                found = self._ids.get(("##" if start else "") + part[start:end])
                if found is not None:
                    break
            else:
                return [self.unknown]
            ids.append(found)
            start = end
        return ids


def _parts(word: str) -> Iterator[str]:
    """Runs of letters and digits, and every other mark by itself."""
    run = ""
    for char in word:
        if char.isalnum():
            run += char
            continue
        if run:
            yield run
        run = ""
        if not char.isspace():
            yield char
    if run:
        yield run


def stretches(
    words: list[str],
    lengths: list[int],
    limit: int = MAX_PIECES - 2,
    lines: frozenset[int] = frozenset(),
) -> list[tuple[int, int]]:
    """Cut a text into runs of at most `limit` pieces, at sentence-like ends where there are any.

    `lines` are the places at which a line begins.
    """
    cuts: list[tuple[int, int]] = []
    start = size = 0
    safe = 0
    for i, length in enumerate(lengths):
        if size + length > limit and i > start:
            end = safe if safe > start else i
            cuts.append((start, end))
            start, size = end, sum(lengths[end:i])
        size += length
        if i + 1 in lines or _ends(words, i):
            safe = i + 1
    if start < len(words):
        cuts.append((start, len(words)))
    return cuts


def _ends(words: list[str], i: int) -> bool:
    """Whether a sentence may well end with token i: after a final mark and what closes with it."""
    word, following = words[i], words[i + 1 : i + 2]
    if following and (following[0] in CLOSERS or following[0][:1].islower()):
        return False
    before = words[i - 1] if i else ""
    return word in ENDS or "\n" in word or (word in CLOSERS and before in ENDS)
