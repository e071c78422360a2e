"""Whether what a word tells is meant to be so: no stand or plan that is disclaimed, no deed that is
only wished for.
"""

from __future__ import annotations

from collections import defaultdict

from kg.extract.context import Context
from kg.extract.hedges import taken_back, untrue
from kg.extract.voices import voice_at
from kg.extract.worlds import contrary
from kg.language.tokens import Token


def disclaimed(context: Context, anchor: Token) -> bool:
    """The stand or the plan is given up, called untrue, of another world, or denied by whose words
    it is.
    """
    words = context.lexicon.words
    unreal = taken_back(anchor, words) or untrue(anchor, words) or contrary(anchor)
    return unreal or voice_at(context, anchor).denied


def wished(context: Context, anchor: Token) -> bool:
    """The noun stands in what somebody is for or plans: "supports the annexation of the isles", "a
    plan for control of the isles".
    """
    if anchor.pos_ != "NOUN":
        return False
    node, planned = anchor, context.lexicon.words["plans", "proposed"]
    while node.dep_.startswith("nmod"):
        node = node.head
        if node.lemma_.lower() in planned:
            return True
    return bool(context.once(_wishes)[anchor.i] - {anchor.i})


def _wishes(context: Context) -> defaultdict[int, set[int]]:
    """For each token the words by which somebody is for what it is part of, or proposes it."""
    found: defaultdict[int, set[int]] = defaultdict(set)
    frames = [t for t in context.of_kind("position") if t.label == "supports"]
    for told in (*frames, *context.of_kind("proposal")):
        for token in (t for span in told.what for t in span):
            found[token.i].add(told.anchor.i)
    return found
