"""Whether an event is told as one that happened or is scheduled."""

from __future__ import annotations

from kg.extract.context import Context
from kg.extract.worlds import conditional, modals, negated, unreal_here
from kg.language.tokens import Token
from kg.language.trees import children, mark

_FUTURE = frozenset({"will", "'ll", "’ll", "would", "wo"})
_IS = ("is", "are", "was")
_PAST = frozenset({"had", "was", "were", "did", "has", "have", "’ve", "'ve", "’d", "'d"})


def happened(context: Context, verb: Token) -> bool:
    """The verb tells what was: a past tense that its own clause does not take back.

    What stands above a past tense that it is no complement of does not touch it: "to end the war
    that began in 1990". What is not a past tense is judged with all that stands above it.
    """
    if verb.tag_ not in ("VBD", "VBN", "VBZ", "VBP", "VBG") or _had_it_been(verb):
        return False
    if past(verb) and not _complement(verb):
        return not unreal_here(verb, context.lexicon.words)
    return context.world(verb).real


def past(verb: Token) -> bool:
    """A past tense or a perfect."""
    auxiliaries = {c.lower_ for c in children(verb, "aux")}
    if verb.tag_ == "VBD" or (verb.tag_ == "VBN" and _participle(verb)):
        return True
    return bool(auxiliaries & _PAST)


def _participle(verb: Token) -> bool:
    """ "the plan put forward by Norland"."""
    return verb.dep_ == "acl" and not children(verb, "aux", "aux:pass", "mark")


def lasting(verb: Token) -> bool:
    """A present: what goes on, or is the case, or "leaves on Friday"."""
    auxiliaries = {c.lower_ for c in children(verb, "aux")}
    return not auxiliaries & _PAST and (
        verb.tag_ in ("VBZ", "VBP")
        or bool(auxiliaries & {"is", "are", "am", "’s", "'s", "’re", "'re", "being", "be"})
    )


def timetabled(context: Context, verb: Token) -> bool:
    """ "when ministers meet (on Friday)", "before it opens": a present of what is fixed."""
    present = verb.tag_ in ("VBZ", "VBP") and not children(verb, "aux")
    at = mark(verb) in context.lexicon.words["events", "when"] or any(
        c.lower_ in context.lexicon.words["events", "when"] for c in children(verb, "advmod")
    )
    return present and at and not negated(verb, context.lexicon.words)


def scheduled(context: Context, verb: Token) -> bool:
    """ "will meet", "is to meet", "is due to meet": to be, unless something else denies it."""
    words = context.lexicon.words
    above = verb.head
    if modals(verb, words):
        passive = any(c.lower_ == "be" for c in children(verb, "aux:pass"))
        told = modals(verb, words) <= _FUTURE and (verb.tag_ == "VB" or passive)
    elif any(c.lower_ in words["events", "scheduled"] for c in verb.children):
        told = verb.tag_ == "VB"
    else:
        told = (
            mark(verb) == "to"
            and verb.dep_ in ("xcomp", "ccomp", "advcl")
            and (above.lemma_ == "be" or above.lower_ in words["events", "scheduled"])
        ) or (mark(verb) == "to" and any(c.lower_ in _IS for c in children(verb, "aux", "cop")))
    if not told or negated(verb, words) or (mark(verb) != "to" and conditional(verb, words)):
        return False
    return above.i == verb.i or context.world(above).real


def noun_happened(context: Context, noun: Token, *, known: bool, dated: bool) -> bool:
    """The noun is not "any", "no", "possible"; its clause does not undo what is `known` to be."""
    words = context.lexicon.words
    if unreal_here(noun, words) or _had_it_been(noun.head):
        return False
    if context.world(noun).real:
        return True
    verb = noun.head
    if verb.pos_ != "VERB" or noun.dep_.startswith("obl"):
        return known
    if scheduled(context, verb):
        return dated or modals(verb, words) != {"would"}
    return known and verb.lemma_.lower() not in words["clauses", "brings_about"]


def _complement(verb: Token) -> bool:
    """A clause that the verb above it may take back: "denied that it left"."""
    node = verb
    while node.dep_ == "conj":
        node = node.head
    return node.dep_ in ("ccomp", "xcomp", "csubj", "csubj:pass") or (
        node.dep_ == "advcl" and mark(node) in ("if", "unless", "to")
    )


def _had_it_been(verb: Token) -> bool:
    """ "Had Norland signed in 1990, ...": a condition by the order of its words."""
    subject = next(iter(children(verb, "nsubj")), None)
    return subject is not None and any(
        c.lower_ in ("had", "were", "should") and c.i < subject.left_edge.i
        for c in children(verb, "aux")
    )
