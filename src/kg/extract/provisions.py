"""What a plan holds, told in a clause about its noun: "a plan that would ...", "a draft calling
for ...", "a deal under which ...".
"""

from __future__ import annotations

from collections.abc import Iterator

from kg.extract.context import Context
from kg.extract.plans import Plans, Point
from kg.extract.worlds import modals, negated
from kg.language.tokens import Span, Token
from kg.language.trees import SUBJECTS, case, children, core, is_relative, trim

_UNDER = frozenset({"under", "by", "in", "through"})


def provisions(context: Context, plans: Plans) -> Iterator[Point]:
    """The clauses about the noun of a plan that tell what it holds."""
    vague = context.lexicon.words["events", "vague"]
    for noun in context.doc:
        if not plans.is_plan(noun) or plans.foreign(noun):
            continue
        if any(c.lower_ in vague for c in noun.children):
            continue
        for verb in children(noun, "acl", "acl:relcl"):
            makers = plans.makers(noun)
            ahead = _ahead(context, verb)
            if makers and _provides(context, verb, ahead) and (ahead or plans.is_proposed(noun)):
                clause = _clause(verb)
                yield Point(verb, core(clause, verb), clause, makers)


def _ahead(context: Context, verb: Token) -> bool:
    """ "would ban", not "would have banned"."""
    words = context.lexicon.words
    undone = any(c.lower_ == "have" and c.dep_ == "aux" for c in verb.children)
    return bool(modals(verb, words) & words["plans", "future"]) and not undone


def _provides(context: Context, verb: Token, ahead: bool) -> bool:
    """ "that would ban", "calling for", "under which both would leave"."""
    words = context.lexicon.words
    if verb.pos_ not in ("VERB", "AUX"):
        return False
    told = words["plans", "provide"] | words["plans", "ordain"]
    if verb.tag_ == "VBG":
        return verb.i > verb.head.i and verb.lemma_.lower() in told
    if any(is_relative(c) and case(c) in _UNDER for c in verb.children):
        return ahead
    if not any(is_relative(c) and c.dep_ == "nsubj" for c in verb.children):
        return False
    whole = any(c.dep_ in ("obj", "xcomp", "ccomp", "obl") for c in verb.children)
    present = verb.tag_ in ("VBZ", "VBP") and verb.lemma_.lower() in told
    return whole and (present or (ahead and not negated(verb, words)))


def _clause(verb: Token) -> Span:
    """The clause without the pronoun that stands for the plan."""
    pronoun = next((c for c in verb.children if is_relative(c)), None)
    start = verb.i
    if pronoun is not None and pronoun.dep_ not in SUBJECTS:
        start = pronoun.i + 1
    return trim(verb.doc[start : verb.right_edge.i + 1])
