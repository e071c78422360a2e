"""Several who act together under one noun: "both governments", "the two negotiators"."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from kg.language.actors import actor
from kg.language.reading import Reading
from kg.language.tokens import Token
from kg.language.trees import SUBJECTS, conjuncts
from kg.lexicon import Words

_REACH = 3
"""Sentences back in which the members of "both sides" may be named."""


def joint(token: Token, reading: Reading, words: Words) -> list[int]:
    """Those who act together; none when the noun means one, or when it is open who they are."""
    if token.tag_ != "NNS":
        alone = reading.at(token) is None
        return _members(token, reading, words) if alone else []
    named = _named(token, reading)
    if len(named) > 1:
        return named
    number, lemma = _number(token, words), token.lemma_.lower()
    both = any(c.lower_ == "both" for c in token.children)
    if both and lemma in words["actors", "governments"]:
        return _two_states(token, reading)
    found = _in_office(lemma, number, reading) if number > 1 else []
    return found or (_members(token, reading, words) if reading.at(token) is None else [])


def _members(token: Token, reading: Reading, words: Words) -> list[int]:
    """Who "both", "the two sides", "they" are: those last named together."""
    before = {c.lower_ for c in token.children}
    both = token.lower_ == "both" or (
        token.lemma_.lower() in words["actors", "sides"]
        and not before.isdisjoint({"both", "two"})
        and not any(c.dep_.startswith("nmod") for c in token.children)
    )
    quote = reading.inside_quote(token.i)
    told = not both and quote is not None and quote.direct
    if told or not (both or token.lower_ in ("they", "their")):
        return []  # whom a speaker means by "they", the reporter has not named
    for subject in _several(token, both):
        parts = conjuncts(subject)
        acting = (actor(part, reading, words) for part in parts)
        named = list(dict.fromkeys(e for e in acting if e is not None))
        if len(named) == 2 or (len(named) == len(parts) > 1 and not both):
            return named
    return []


def _several(token: Token, both: bool) -> Iterator[Token]:
    """Subjects before the word, the nearest sentence first, that are several or a plural noun; for
    "both" any two named together.
    """
    start, back = token.sent.start, 0
    sentence = token.sent
    while back <= _REACH:
        for word in sentence:
            if word.i >= token.left_edge.i:
                break
            joined = any(c.dep_ == "conj" for c in word.children)
            acting = word.dep_ in SUBJECTS
            several = (joined and (acting or both)) or (acting and word.tag_ in ("NNS", "NNPS"))
            if several and word.pos_ in ("NOUN", "PROPN"):
                yield word
        if start == 0:
            return
        sentence = token.doc[start - 1].sent
        start = sentence.start
        back += not all(t.is_space for t in sentence)


def _named(token: Token, reading: Reading) -> list[int]:
    """ "mediators Norland and Sudria"."""
    named = (
        reading.at(part)
        for child in token.children
        if child.dep_ in ("appos", "flat", "nmod:desc") and child.i > token.i
        for part in conjuncts(child)
    )
    kinds = ("person", "organization", "place")
    return list(
        dict.fromkeys(e for e in named if e is not None and reading.entities[e].type in kinds)
    )


def _number(token: Token, words: Words) -> int:
    """How many they are, when the phrase says so and means those who are known."""
    told = {c.lower_ for c in token.children if c.i < token.i}
    if "both" in told:
        return 2
    numbers = words.table("dates", "numbers")
    return next((numbers[w] for w in told if w in numbers), 0) if "the" in told else 0


def _in_office(lemma: str, number: int, reading: Reading) -> list[int]:
    """ "the two negotiators": the persons who hold such an office, when they are as many."""
    holders = dict.fromkeys(
        r.person for r in reading.roles if r.title.lower().split()[-1:] == [lemma]
    )
    return list(holders) if len(holders) == number else []


def _two_states(token: Token, reading: Reading) -> list[int]:
    """The two states most spoken of before the token; none when there is a third as much."""
    counts = Counter(
        m.entity for m in reading.mentions if m.end <= token.i and reading.entities[m.entity].state
    )
    first, second, third = [*counts.most_common(3), (-1, 0), (-1, 0), (-1, 0)][:3]
    return [first[0], second[0]] if second[1] > third[1] else []
