"""What a proposal says, whatever the names are called in it: the basis for telling that two are
one.
"""

from __future__ import annotations

import bisect
from collections import defaultdict
from collections.abc import Iterable

from kg.lexicon import load_words
from kg.model import Mention, Proposal
from kg.similar import content_words


class Wording:
    """Content words with every name replaced by its entity, and every word for land by one."""

    def __init__(self, mentions: Iterable[Mention]) -> None:
        self._mentions: dict[str, list[Mention]] = defaultdict(list)
        for mention in sorted(mentions, key=lambda m: m.passage):
            self._mentions[mention.passage.article].append(mention)
        self._land = frozenset().union(*(content_words(w) for w in load_words()["land", "nouns"]))

    def words(self, proposal: Proposal) -> frozenset[str]:
        """The content words of the proposal; "@key" stands for an entity, "land" for any territory.

        The proposer (mostly "we") is left out.
        """
        text = proposal.content
        keys: set[str] = set()
        for mention in self._within(proposal):
            if mention.text in text:
                text = text.replace(mention.text, " ")
                keys.add(f"@{mention.entity}")
        words = {w for w in content_words(text) if len(w) > 1}  # not the "s" of a possessive
        keys.discard(f"@{proposal.proposer}")
        return frozenset({"land" if w in self._land else w for w in words} | keys)

    def _within(self, proposal: Proposal) -> list[Mention]:
        passage = proposal.evidence[0].passage
        inside = self._mentions[passage.article]
        first = bisect.bisect_left([m.passage.start for m in inside], passage.start)
        found = [m for m in inside[first:] if m.passage.start < passage.end]
        return sorted(found, key=lambda m: (-len(m.text), m.passage))
