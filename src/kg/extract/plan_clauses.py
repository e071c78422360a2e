"""Plans told at length: "Under the plan, ...", "The draft would ...", "It would also ...".

A clause about what a plan holds is a proposal of the plan's maker, or of nobody named.
"""

from __future__ import annotations

from collections.abc import Iterator

from kg.extract.context import Context
from kg.extract.plans import Plans, Point
from kg.extract.worlds import conditional, modals, negated
from kg.language.tokens import Span, Token
from kg.language.trees import SUBJECTS, case, core, is_passive, subjects, trim
from kg.lexicon import Words
from kg.model import EntityKey


def told(context: Context) -> tuple[Point, ...]:
    """The clauses that tell what a plan holds, and those that go on telling it."""
    return tuple(_told(context, context.once(Plans)))


def _told(context: Context, plans: Plans) -> Iterator[Point]:
    makers: tuple[EntityKey, ...] = ()
    telling = -1
    for verb in context.doc:
        words = context.lexicon.words
        if not _is_clause(verb) or conditional(verb, words) or _awaits(verb, words):
            continue
        noun = _plan_of(context, verb, plans)
        if noun is not None and plans.foreign(noun):
            continue
        if noun is not None and _holds(context, verb, noun, plans):
            makers, telling = plans.makers(noun), verb.sent.end
        elif not (_goes_on(context, verb, telling)):
            continue
        else:
            telling = verb.sent.end
        for head in [verb, *_shared(context, verb)]:
            yield _point(head, noun, makers)


def _is_clause(verb: Token) -> bool:
    """A clause of its own, no relative clause."""
    own = verb.dep_ in ("root", "ROOT", "ccomp", "conj", "parataxis")
    return own and (verb.pos_ in ("VERB", "AUX") or any(c.dep_ == "cop" for c in verb.children))


def _awaits(verb: Token, words: Words) -> bool:
    """ "would require the backing of voters", "would cost a billion": what becomes of the plan."""
    if verb.lemma_.lower() in words["plans", "fates"]:
        return True
    needs = verb.lemma_.lower() in words["plans", "needing"]
    return needs and any(
        c.dep_ == "obj" and c.lemma_.lower() in words["plans", "consent"] for c in verb.children
    )


def _plan_of(context: Context, verb: Token, plans: Plans) -> Token | None:
    """The plan that the clause tells of: "under the plan, ...", "the plan would ..."."""
    for child in verb.children:
        if child.dep_.startswith("obl") and case(child) == "under" and plans.is_plan(child):
            return child
    return next((s for s in subjects(verb) if plans.is_plan(s) and s.i < verb.i), None)


def _holds(context: Context, verb: Token, noun: Token, plans: Plans) -> bool:
    """The clause says what the plan holds, not what became of it."""
    words = context.lexicon.words
    future = modals(verb, words) & words["plans", "future"]
    if any(c.lower_ in words["events", "vague"] for c in noun.children):
        return False
    if noun.dep_.startswith("obl"):
        return bool(future)
    if is_passive(verb):
        return False
    now = plans.is_proposed(noun) and verb.tag_ in ("VBZ", "VBP")
    ordains = now and verb.lemma_.lower() in words["plans", "ordain"]
    provides = ordains or verb.lemma_.lower() in words["plans", "provide"]
    deeds = [verb, *(c for c in verb.children if c.dep_ == "conj" and c.tag_ == verb.tag_)]
    acts = any(c.dep_ in ("obj", "xcomp", "ccomp") for deed in deeds for c in deed.children)
    return provides or (bool(future) and acts and not negated(verb, words))


def _goes_on(context: Context, verb: Token, telling: int) -> bool:
    """The next sentence of the paragraph, in the same "would"; "the second would ...", also with
    "he said" after it.
    """
    words = context.lexicon.words
    if telling < 0 or verb.sent.start != telling or "would" not in modals(verb, words):
        return False
    if any(_is_next(s, words) for s in subjects(verb)):
        return verb.left_edge.i == verb.sent.start
    return verb.dep_ in ("root", "ROOT") and not context.world(verb).embedded


def _is_next(subject: Token, words: Words) -> bool:
    """ "the second", "the third"."""
    bare = any(c.lower_ == "the" for c in subject.children) and subject.pos_ in ("ADJ", "NOUN")
    return bare and subject.lower_ in words["plans", "ordinals"]


def _shared(context: Context, verb: Token) -> list[Token]:
    """Clauses coordinated with one that tells of a plan, with a modal of their own."""
    words = context.lexicon.words
    found = []
    for child in verb.children:
        beside = child.dep_ in ("conj", "parataxis") and child.i > verb.i and _is_clause(child)
        own = any(c.dep_ in SUBJECTS for c in child.children)
        told_alike = not own and child.tag_ == verb.tag_ and not modals(verb, words)
        if beside and (told_alike or modals(child, words) & words["plans", "future"]):
            found += [child, *_shared(context, child)]
    return found


def _point(head: Token, noun: Token | None, makers: tuple[EntityKey, ...]) -> Point:
    clause = _clause(head, noun)
    return Point(head, core(clause, head), clause, makers)


def _clause(head: Token, noun: Token | None) -> Span:
    """The clause of `head` without the plan that it tells of, and without what is told apart."""
    end = min(
        (
            c.left_edge.i
            for c in head.children
            if c.i > head.i and c.dep_ in ("conj", "parataxis") and _is_clause(c)
        ),
        default=head.right_edge.i + 1,
    )
    while end > head.i + 1 and (head.doc[end - 1].dep_ == "cc" or head.doc[end - 1].is_punct):
        end -= 1
    return trim(head.doc[_start(head, noun) : end])


def _start(head: Token, noun: Token | None) -> int:
    if noun is None or noun.head != head or noun.i > head.i:
        return head.left_edge.i
    if not noun.dep_.startswith("obl"):
        return head.i
    own = [c.left_edge.i for c in head.children if c.dep_ in SUBJECTS]
    return min(own, default=noun.right_edge.i + 1)
