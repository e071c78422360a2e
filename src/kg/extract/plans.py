"""Plans told at length: "Under the plan, ...", "The draft would ...", "It would also ...".

A clause about what a plan holds is a proposal of the plan's maker, or of nobody named.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kg.extract.context import Context
from kg.extract.paths import owners
from kg.extract.worlds import conditional, modals, negated
from kg.language.tokens import Span, Token
from kg.language.trees import SUBJECTS, agents, case, children, core, is_passive, subjects, trim
from kg.model import EntityKey


@dataclass(frozen=True, slots=True)
class Point:
    """One thing that a plan holds: `said` in words, told by `clause`."""

    head: Token
    said: Span
    clause: Span
    makers: tuple[EntityKey, ...]


class Plans:
    """The nouns of an article that mean a plan, with their makers."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._words = context.lexicon.words
        self._makers: dict[int, tuple[EntityKey, ...]] = {}
        self._foreign: set[int] = set()
        last: tuple[EntityKey, ...] = ()
        for noun in context.doc:
            if not self.is_proposed(noun):
                continue
            heads = self._heads(noun)
            found = tuple(a for a in context.actors(heads) if self._acts(a))
            found = found or (() if heads else self._again(noun, last))
            if found:
                self._makers[noun.i] = last = found
            elif heads:
                self._foreign.add(noun.i)

    def is_plan(self, token: Token) -> bool:
        """ "the plan", "a draft", "the agreement", "Article 2"."""
        lemma = token.lemma_.lower()
        return token.pos_ in ("NOUN", "PROPN") and any(
            lemma in self._words["plans", kind] for kind in ("proposed", "agreed", "parts")
        )

    def is_agreed(self, token: Token) -> bool:
        """ "the declaration", "a deal": nobody's alone."""
        return token.pos_ == "NOUN" and token.lemma_.lower() in self._words["plans", "agreed"]

    def makers(self, noun: Token) -> tuple[EntityKey, ...]:
        """Who made the plan, when it is somebody's and the article names them."""
        return self._makers.get(noun.i, ())

    def foreign(self, noun: Token) -> bool:
        """The plan is said to be somebody's, and who that is cannot be told."""
        return noun.i in self._foreign

    def is_proposed(self, token: Token) -> bool:
        """What somebody proposes, and nobody has agreed to yet: "the plan", "a draft"."""
        return (
            token.pos_ in ("NOUN", "PROPN")
            and token.lemma_.lower() in self._words["plans", "proposed"]
        )

    def _heads(self, noun: Token) -> list[Token]:
        heads = [h for h in owners(noun, self._words) if self._owns(h)]
        for verb in (*children(noun, "acl", "acl:relcl"), noun.head, *_after(noun)):
            if self._brings(verb, noun):
                heads += [a for a in agents(verb) if a != noun]
        return heads

    def _owns(self, word: Token) -> bool:
        """ "the Norland plan" is Norland's; "the Sand Islands Bill" is about the islands."""
        if word.dep_ not in ("amod", "compound"):
            return True
        reading = self._context.reading
        entity = reading.at(word)
        if entity is None:
            return word.lemma_.lower() in self._words["actors", "governments"]
        kind = reading.entities[entity]
        return kind.type != "place" or kind.state or word.dep_ == "amod"

    def _acts(self, key: EntityKey) -> bool:
        """Not a place that is no state: "the European plan" is somebody's in Europe."""
        entity = self._context.reading.entities[int(key)]
        return entity.type != "place" or entity.state

    def _brings(self, verb: Token, noun: Token) -> bool:
        """ "unveiled the plan", "the plan submitted by"."""
        presented = verb.i > noun.i or noun.dep_ in ("obj", "nsubj:pass")
        return (
            presented
            and verb.pos_ == "VERB"
            and verb.lemma_.lower() in self._words["plans", "bring"]
        )

    @staticmethod
    def _again(noun: Token, last: tuple[EntityKey, ...]) -> tuple[EntityKey, ...]:
        """The makers of a plan that the article has told of: "the plan", "this draft"."""
        definite = any(c.lower_ in ("the", "this", "that") for c in noun.children)
        return last if definite else ()


def _after(noun: Token) -> Iterator[Token]:
    """The participle right after the noun: "the plan, unveiled on Friday by ..."."""
    for token in noun.doc[noun.i + 1 : noun.i + 3]:
        if token.tag_ == "VBN":
            yield token


def told(context: Context) -> tuple[Point, ...]:
    """The clauses that tell what a plan holds, and those that go on telling it."""
    return tuple(_told(context, context.once(Plans)))


def _told(context: Context, plans: Plans) -> Iterator[Point]:
    makers: tuple[EntityKey, ...] = ()
    telling = -1
    for verb in context.doc:
        if not _is_clause(verb) or conditional(verb, context.lexicon.words):
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
    acts = any(c.dep_ in ("obj", "xcomp", "ccomp") for c in verb.children)
    return provides or (bool(future) and acts and not negated(verb, words))


def _goes_on(context: Context, verb: Token, telling: int) -> bool:
    """The next sentence of the paragraph, in the same "would"."""
    words = context.lexicon.words
    near = verb.sent.start >= telling and not any(
        "\n" in t.text for t in verb.doc[telling : verb.sent.start]
    )
    return (
        telling >= 0
        and near
        and verb.sent.start == telling
        and verb.dep_ in ("root", "ROOT")
        and "would" in modals(verb, words)
        and not context.world(verb).embedded
    )


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
