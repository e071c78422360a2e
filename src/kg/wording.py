"""What a proposal or a position says, whatever the names are called in it: the basis for telling
that two are one.
"""

from __future__ import annotations

import bisect
import re
from collections import defaultdict
from collections.abc import Iterable

from kg.lexicon import load_words
from kg.model import Article, EntityKey, Evidence, Mention, Passage
from kg.same.concepts import concepts
from kg.similar import content_words

_CAPITAL = re.compile(r"[^\W\d_a-z]\w*")
_LOWER = re.compile(r"\b[a-z][\w-]*")


class Wording:
    """Ideas, with every name replaced by its entity ("@key"), and every word for land by one."""

    def __init__(self, mentions: Iterable[Mention], articles: Iterable[Article] = ()) -> None:
        self._mentions: dict[str, list[Mention]] = defaultdict(list)
        for mention in sorted(mentions, key=lambda m: m.passage):
            self._mentions[mention.passage.article].append(mention)
        self._starts = {a: [m.passage.start for m in some] for a, some in self._mentions.items()}
        self._texts = {article.name: article.text for article in articles}
        self._names = {article: _names(some) for article, some in self._mentions.items()}
        self._land = frozenset().union(*(content_words(w) for w in load_words()["land", "nouns"]))

    def words(self, text: str, at: Passage, but: EntityKey | None = None) -> frozenset[str]:
        """The ideas in a text that was read at a passage; whoever says it (`but`) is left out."""
        keys: set[str] = set()
        for mention in self._within(at):
            if mention.text in text:
                text = text.replace(mention.text, f" {' '.join(_LOWER.findall(mention.text))} ")
                keys.add(f"@{mention.entity}")
        for name, entity in self._elsewhere(at.article, text):  # what "it" stands for
            text = re.sub(rf"\b{re.escape(name)}\b", " ", text)
            keys.add(f"@{entity}")
        words = {w for w in concepts(text) if len(w) > 1}  # not the "s" of a possessive
        keys.discard(f"@{but}")
        return frozenset({"land" if w in self._land else w for w in words} | keys)

    def _elsewhere(self, article: str, text: str) -> list[tuple[str, EntityKey]]:
        """The names in a text that the article has anywhere, the longest first."""
        capitals = set(_CAPITAL.findall(text))
        found = {n for first in capitals for n in self._names.get(article, {}).get(first, {})}
        there = [name for name in found if re.search(rf"\b{re.escape(name)}\b", text)]
        names = sorted(there, key=lambda name: (-len(name), name))
        return [(n, self._names[article][_CAPITAL.findall(n)[0]][n]) for n in names]

    def told(self, evidence: Iterable[Evidence], but: EntityKey | None = None) -> frozenset[str]:
        """The ideas in all the passages."""
        found: set[str] = set()
        for at in (piece.passage for piece in evidence):
            text = self._texts.get(at.article, "")[at.start : at.end]
            found |= self.words(text, at, but)
        return frozenset(found)

    def sentence(self, at: Passage) -> str:
        """The sentence around a passage."""
        return self._texts.get(at.article, "")[at.sentence_start : at.sentence_end]

    def between(self, article: str, start: int, end: int) -> str:
        """A stretch of an article."""
        return self._texts.get(article, "")[start:end]

    def _within(self, passage: Passage) -> list[Mention]:
        inside = self._mentions.get(passage.article, [])
        first = bisect.bisect_left(self._starts.get(passage.article, []), passage.start)
        last = bisect.bisect_left(self._starts.get(passage.article, []), passage.end)
        return sorted(inside[first:last], key=lambda m: (-len(m.text), m.passage))


def _names(mentions: Iterable[Mention]) -> dict[str, dict[str, EntityKey]]:
    """What each name of an article means, where it means one thing, by its first capital word."""
    meant: dict[str, set[EntityKey]] = defaultdict(set)
    for mention in mentions:
        meant[mention.text].add(mention.entity)
    found: dict[str, dict[str, EntityKey]] = defaultdict(dict)
    for name, keys in sorted(meant.items()):
        if len(keys) == 1 and name[:1].isupper() and (first := _CAPITAL.findall(name)):
            found[first[0]][name] = min(keys)
    return found
