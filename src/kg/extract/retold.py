"""One proposal told twice: by the headline and by the text, of a state and of who speaks for it.

A headline tells what the text tells again, so that few words in common are enough; of the state and
the person that speaks for it the person is the proposer.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable

from kg.extract.context import Context
from kg.extract.stands import speaks_for
from kg.model import Proposal
from kg.similar import content_words

_APART = ("proposal.point", "proposal.plan")
"""Points of one plan are never each other."""
_SHARED = 0.5
_FEWEST = 2


def told_once(context: Context, proposals: Iterable[Proposal]) -> list[Proposal]:
    """The proposals, those that are the same made one, with the evidence of all."""
    kept: list[Proposal] = []
    for proposal in sorted(proposals, key=lambda p: (_in_headline(context, p), p.evidence)):
        found = _same(context, kept, proposal)
        if found is None:
            kept.append(proposal)
        else:
            kept[found] = _joined(context, kept[found], proposal)
    return sorted(kept, key=lambda p: (p.evidence[0], p.proposer or ""))


def _same(context: Context, kept: list[Proposal], proposal: Proposal) -> int | None:
    """The one of `kept` that shares most words with the proposal, when it shares enough."""
    likeness = [
        _likeness(one, proposal) if _one_maker(context, one, proposal) else 0.0 for one in kept
    ]
    best = max(likeness, default=0.0)
    enough = 0.0 if _in_headline(context, proposal) else _SHARED
    return likeness.index(best) if best > enough else None


def _likeness(one: Proposal, other: Proposal) -> float:
    """Shared content words against those of the shorter one; none for two points of a plan."""
    rules = one.evidence[0].rule, other.evidence[0].rule
    near = one.evidence[0].passage.sentence_start == other.evidence[0].passage.sentence_start
    if near or all(rule in _APART for rule in rules):
        return 0.0
    a, b = content_words(one.content), content_words(other.content)
    return len(a & b) / min(len(a), len(b)) if len(a & b) >= _FEWEST or a == b else 0.0


def _one_maker(context: Context, one: Proposal, other: Proposal) -> bool:
    a, b = one.proposer, other.proposer
    if a is None or b is None or a == b:
        return a == b
    return speaks_for(context, int(a), int(b)) or speaks_for(context, int(b), int(a))


def _joined(context: Context, one: Proposal, other: Proposal) -> Proposal:
    a, b = one.proposer, other.proposer
    person = b if a and b and a != b and speaks_for(context, int(b), int(a)) else a
    return dataclasses.replace(
        one,
        proposer=person,
        about=tuple(dict.fromkeys((*one.about, *other.about))),
        evidence=(*one.evidence, *other.evidence),
    )


def _in_headline(context: Context, proposal: Proposal) -> bool:
    """In the first paragraph of the article, set apart as its title."""
    first = next((t.idx for t in context.doc if "\n" in t.text), 0)
    return proposal.evidence[0].passage.start < first
