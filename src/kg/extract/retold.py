"""One proposal or position told twice: by the headline and by the text, of a state and of who
speaks for it.

A headline tells what the text tells again, so that few words in common are enough; of the state and
the person that speaks for it the person is the proposer.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable
from typing import TypeVar

from kg.extract.context import Context
from kg.extract.stands import speaks_for
from kg.model import EntityKey, Position, Proposal
from kg.similar import content_words

Told = TypeVar("Told", Proposal, Position)

_APART = ("proposal.point", "proposal.plan")
"""Points of one plan are never each other."""
_SHARED = 0.5
_FEWEST = 2


def told_once(context: Context, facts: Iterable[Told]) -> list[Told]:
    """The facts, those that are the same made one, with the evidence of all."""
    kept: list[Told] = []
    for fact in sorted(facts, key=lambda f: (_in_headline(context, f), f.evidence)):
        found = _same(context, kept, fact)
        if found is None:
            kept.append(fact)
        else:
            kept[found] = _joined(context, kept[found], fact)
    return sorted(kept, key=lambda f: (f.evidence[0], _maker(f) or ""))


def _same(context: Context, kept: list[Told], fact: Told) -> int | None:
    """The one of `kept` that shares most words with the fact, when it shares enough."""
    title = _in_headline(context, fact)
    fewest = _FEWEST if isinstance(fact, Proposal) and not title else 1
    likeness = [
        _likeness(one, fact, fewest) if _one_maker(context, one, fact) else 0.0 for one in kept
    ]
    best = max(likeness, default=0.0)
    enough = 0.0 if title else _SHARED
    return likeness.index(best) if best > enough else None


def _likeness(one: Proposal | Position, other: Proposal | Position, fewest: int) -> float:
    """Shared content words against those of the shorter one; none for two points of a plan, and
    for what is told side by side.
    """
    rules = one.evidence[0].rule, other.evidence[0].rule
    near = one.evidence[0].passage.sentence_start == other.evidence[0].passage.sentence_start
    if near or all(rule in _APART for rule in rules) or _stance(one) != _stance(other):
        return 0.0
    a, b = content_words(_wording(one)), content_words(_wording(other))
    if _nobodys(one, other):
        return float(2 * len(a & b) >= min(len(a), len(b)) > 0)
    return len(a & b) / min(len(a), len(b)) if len(a & b) >= fewest or a == b else 0.0


def _maker(fact: Proposal | Position) -> EntityKey | None:
    return fact.proposer if isinstance(fact, Proposal) else fact.holder


def _wording(fact: Proposal | Position) -> str:
    return fact.content if isinstance(fact, Proposal) else fact.target


def _stance(fact: Proposal | Position) -> str:
    return "" if isinstance(fact, Proposal) else fact.stance


def _one_maker(context: Context, one: Proposal | Position, other: Proposal | Position) -> bool:
    a, b = _maker(one), _maker(other)
    if a is None or b is None or a == b:
        return a == b or _nobodys(one, other)
    return speaks_for(context, int(a), int(b)) or speaks_for(context, int(b), int(a))


def _nobodys(one: Proposal | Position, other: Proposal | Position) -> bool:
    """A noun that tells again, with nobody named, what somebody proposed: "the call for talks"."""
    noun = other.evidence[0].rule == "proposal.proposal-noun"
    return noun and _maker(other) is None and _maker(one) is not None


def _joined(context: Context, one: Told, other: Told) -> Told:
    """The first with the evidence of both; of a state and who speaks for it, the person's."""
    a, b = _maker(one), _maker(other)
    person = b if a and b and a != b and speaks_for(context, int(b), int(a)) else a
    about = tuple(dict.fromkeys((*one.about, *other.about)))
    evidence = (*one.evidence, *other.evidence)
    if isinstance(one, Proposal):
        return dataclasses.replace(one, proposer=person, about=about, evidence=evidence)
    return dataclasses.replace(one, holder=person or one.holder, about=about, evidence=evidence)


def _in_headline(context: Context, fact: Proposal | Position) -> bool:
    """In the first paragraph of the article, set apart as its title."""
    first = next((t.idx for t in context.doc if "\n" in t.text), 0)
    return fact.evidence[0].passage.start < first
