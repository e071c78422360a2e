"""Several who act together under one noun: "both governments", "the two negotiators"."""

from __future__ import annotations

from collections import Counter

from kg.language.actors import actor
from kg.language.prominence import subject_rank
from kg.language.reading import Reading
from kg.language.tokens import Token
from kg.language.trees import conjuncts
from kg.lexicon import Words


def joint(token: Token, reading: Reading, words: Words) -> list[int]:
    """Those who act together; none when the noun means one, or when it is open who they are."""
    if token.lower_ == "they":
        return _they(token, reading, words)
    if token.tag_ != "NNS":
        return []
    named = _named(token, reading)
    if len(named) > 1:
        return named
    number, lemma = _number(token, words), token.lemma_.lower()
    both = any(c.lower_ == "both" for c in token.children)
    if both and lemma in words["actors", "governments"]:
        return _two_states(token, reading)
    return _in_office(lemma, number, reading) if number > 1 else []


def _they(token: Token, reading: Reading, words: Words) -> list[int]:
    """ "Norland and Sudria met. They said ...": those whom the main clause before is about."""
    if subject_rank(token) < 2 or reading.inside_quote(token.i) is not None:
        return []
    doc, start = token.doc, token.sent.start
    before = doc[doc[max(0, start - 1)].sent.start : token.i]
    told = [t for t in before if subject_rank(t) > 1 and t.dep_ not in ("flat", "compound")]
    if not told:
        return []
    parts = conjuncts(told[-1])
    acting = [actor(part, reading, words) for part in parts]
    named = list(dict.fromkeys(e for e in acting if e is not None))
    return named if len(parts) == len(named) > 1 else joint(told[-1], reading, words)


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
