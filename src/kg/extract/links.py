"""Which proposal a position is on: "rejected the plan", "backed Norland's offer"."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Iterator

from kg.lexicon import Lexicon
from kg.model import Fact, Position, Proposal

_SHORT = 4
"""A target of so few words that only the article can tell which proposal it means."""


def linked(facts: Iterable[Fact], lexicon: Lexicon) -> Iterator[Fact]:
    """The facts again, positions on a proposal of the article pointing at it.

    A target that names a proposal ("the plan") is the latest one before it: of the maker that the
    target names, when it names one, else of anybody but the holder.
    """
    facts = list(facts)
    nouns = lexicon.words["plans", "proposed"] | lexicon.words["topics", "plans"]
    proposals = sorted((f for f in facts if isinstance(f, Proposal)), key=lambda p: p.evidence[0])
    for fact in facts:
        if isinstance(fact, Position) and fact.proposal is None:
            found = _meant(fact, proposals, nouns)
            if found is not None:
                fact = dataclasses.replace(fact, proposal=found.id)
        yield fact


def _meant(position: Position, proposals: list[Proposal], nouns: frozenset[str]) -> Proposal | None:
    words = position.target.lower().split()
    if not nouns & set(words):
        return None
    before = [
        p for p in proposals if p.evidence[0].passage.end <= position.evidence[0].passage.start
    ]
    named = [p for p in before if p.proposer is not None and p.proposer in position.about]
    if named:
        return named[-1]
    others = [p for p in before if p.proposer != position.holder]
    return others[-1] if others and len(words) <= _SHORT and not position.about else None
