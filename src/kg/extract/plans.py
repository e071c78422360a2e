"""The nouns that mean a plan, and whose it is: "Norland's draft", "a plan put forward by her"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kg.extract.context import Context
from kg.extract.paths import owners
from kg.language.tokens import Span, Token
from kg.language.trees import agents, case, is_passive
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
        proposers = {
            f.trigger.i: f.holders for f in context.frames if f.entry.frame.id == "propose"
        }
        last: tuple[EntityKey, ...] = ()
        for token in context.doc:
            if token.i in proposers:
                last = tuple(context.actors(proposers[token.i])) or last
            if self.is_proposed(token):
                last = self._read(token, last)
            elif self._is_part(token) and (made := self._again(token, last)):
                self._makers[token.i] = made

    def _read(self, noun: Token, last: tuple[EntityKey, ...]) -> tuple[EntityKey, ...]:
        """Notes who made the plan; the makers of the last plan that has any."""
        heads = self._heads(noun)
        found = tuple(a for a in self._context.actors(heads) if self._acts(a))
        found = found or (() if heads else self._again(noun, last))
        if found:
            self._makers[noun.i] = found
        elif heads:
            self._foreign.add(noun.i)
        return found or last

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

    def _is_part(self, token: Token) -> bool:
        """ "the first stage": of the plan that the article has told of."""
        return token.pos_ == "NOUN" and token.lemma_.lower() in self._words["plans", "parts"]

    def _heads(self, noun: Token) -> list[Token]:
        heads = [h for h in owners(noun, self._words) if self._owns(h)]
        heads += [c for c in noun.children if case(c) == "of" and self._is_maker(c, noun)]
        for verb in (noun.head, *_participles(noun)):
            if self._brings(verb, noun):
                heads += [a for a in _by(verb) if a != noun]
        return heads

    def _is_maker(self, word: Token, noun: Token) -> bool:
        """ "the proposal of Jane Doe", "the offer of Norland to host"; not "the offer of talks"."""
        entity = self._context.reading.at(word)
        if entity is None:
            return False
        kind = self._context.reading.entities[entity]
        acts = kind.type == "organization" or kind.state
        after = word.doc[min(word.right_edge.i + 1, noun.sent.end - 1)]
        return kind.type == "person" or (acts and after.lower_ == "to")

    def _owns(self, word: Token) -> bool:
        """ "the Norland plan" is Norland's; "the Sand Islands Bill" is about the islands."""
        if word.dep_ not in ("amod", "compound"):
            return True
        if word.dep_ == "compound" and word.head.pos_ == "PROPN":
            return False
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


def _participles(noun: Token) -> Iterator[Token]:
    """The clauses about the noun, right after it too: "the plan, unveiled by ...", "the plan for
    the dam, as presented by ...".
    """
    for token in noun.subtree:
        about = token.dep_ in ("acl", "acl:relcl") and token.head == noun
        near = token.tag_ == "VBN" and token.i > noun.i
        if about or (near and any(c.lower_ == "as" and c.dep_ == "mark" for c in token.children)):
            yield token
    for token in noun.doc[noun.i + 1 : noun.i + 3]:
        if token.tag_ == "VBN" and token.head != noun:
            yield token


def _by(verb: Token) -> list[Token]:
    """Who brought it, also where the tree hangs the by-phrase on what stands between."""
    found = agents(verb)
    if found or not is_passive(verb):
        return found
    after = [t for t in verb.subtree if t.i > verb.i and case(t) == "by"]
    return after[:1]
