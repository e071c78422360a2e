"""Names of treaties: "the Porto Declaration", "the Porto accords".

They are events, and the place that they are called after is no place that the text speaks of.
"""

from __future__ import annotations

from collections.abc import Container

from kg.language.tokens import Doc, Span, Token
from kg.lexicon import Words


def accords(doc: Doc, words: Words, dates: Container[int], states: Container[str]) -> list[Span]:
    """Names of treaties; what is no name in capitals as a whole ("the Norland treaty") only where
    it is not called after one of the `states`.
    """
    found = []
    days = words["dates", "months"] | words["dates", "weekdays"]
    for token in doc:
        if token.lower_ in words["naming", "accords"] and token.pos_ in ("NOUN", "PROPN"):
            start = _start(token, dates, days)
            span = doc[start : token.i + 1]
            if start < token.i and not _goes_on(token) and _one_name(span, states):
                found.append(span)
    return found


def _start(noun: Token, dates: Container[int], days: Container[str]) -> int:
    """Where the capitals before the noun begin, which no day does: "the Monday agreement"."""
    doc, i = noun.doc, noun.i
    while i > 0 and i - 1 not in dates and _capital(doc[i - 1]):
        i -= 1
    while i < noun.i and doc[i].lower_ in days:
        i += 1
    return i


def _capital(token: Token) -> bool:
    named = token.pos_ == "PROPN" or (token.pos_ == "ADJ" and not token.is_sent_start)
    return token.is_alpha and token.text[0].isupper() and named


def _goes_on(noun: Token) -> bool:
    """ "Norland Treaty Organisation"."""
    after = noun.i + 1
    return after < len(noun.doc) and _capital(noun.doc[after])


def _one_name(span: Span, states: Container[str]) -> bool:
    doc, noun = span.doc, span[-1]
    if noun.text[0].isupper():
        return not span.text.isupper()
    the = span.start > 0 and doc[span.start - 1].lower_ == "the"
    return the and noun.head.i != noun.i and doc[span.start : noun.i].text not in states
