"""One of two just named: "the former rejected the plan, the latter backed it"."""

from __future__ import annotations

from kg.language.reading import Reading
from kg.language.tokens import Token

_BACK = 2
"""Sentences back in which the two may be named."""
_ACTING = ("person", "organization", "place")


def is_one_of_two(token: Token) -> bool:
    """ "the former" without a noun; not "the former president"."""
    the = any(c.lower_ == "the" and c.dep_ == "det" for c in token.children)
    return token.lower_ in ("former", "latter") and the and token.dep_ not in ("amod", "advmod")


def one_of_two(token: Token, reading: Reading) -> int | None:
    """The first or the second of the two that the words just before join, or name; noted."""
    start = token.sent.start
    for _ in range(_BACK + 1):
        pair = _joined(token, start, reading) or _named(token, start, reading)
        if pair:
            found = pair[token.lower_ == "latter"]
            if found is not None:
                reading.mention(token.i, token.i + 1, found, "description")
            return found
        if start == 0:
            return None
        start = token.doc[start - 1].sent.start
    return None


def _joined(token: Token, start: int, reading: Reading) -> list[int | None]:
    """ "Norland and Sudria": the last two that are joined, known or not, and no more than two."""
    for word in reversed(token.doc[start : token.i]):
        others = [c for c in word.children if c.dep_ == "conj"]
        noun = word.pos_ in ("NOUN", "PROPN") and word.dep_ != "conj"
        if noun and others:
            return [reading.at(word), reading.at(others[0])] if len(others) == 1 else []
    return []


def _named(token: Token, start: int, reading: Reading) -> list[int | None]:
    """The only two that the words name."""
    named = sorted((m for m in reading.mentions if m.how != "pronoun"), key=lambda m: m.start)
    found = dict.fromkeys(
        m.entity
        for m in named
        if start <= m.start < token.i and reading.entities[m.entity].type in _ACTING
    )
    return list(found) if len(found) == 2 else []
