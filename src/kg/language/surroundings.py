"""What the words around a name tell of its kind: titles, adpositions, appositions, verbs.

Each sign is a vote: a kind and a weight. A vote below zero speaks against the kind.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.language.tokens import Span, Token
from kg.language.trees import case
from kg.lexicon import Words

CLEAR = 6.0
"""The weight of a sign that decides by itself."""
SIGN = 3.0
_POSSESSIVE = ("'s", "’s")
_DAY = re.compile(r"[0-3]?\d(?:st|nd|rd|th)?\.?")


class Surroundings:
    """Reads the signs of kinds that stand around a name."""

    def __init__(self, words: Words) -> None:
        self._words = words
        self._titles = words["titles", "offices"]
        self._courtesy = (
            words["titles", "male"] | words["titles", "female"] | words["titles", "plain"]
        )
        self._months = words["dates", "months"] | set(words.table("dates", "short_months"))
        self._bodies = (
            words["descriptions", "organization"]
            | words["descriptions", "firms"]
            | words["naming", "outlets"]
        )
        self._people = words["actors", "people"] | words["descriptions", "person"]

    def signs(self, span: Span) -> Iterator[tuple[str, float]]:
        """The votes that one occurrence of a name gets."""
        yield from self._before(span)
        yield from self._raging(span)
        yield from self._after(span)
        yield from self._apposed(span)
        yield from self._governed(span)
        if self._dateline(span):
            yield "place", CLEAR

    def _before(self, span: Span) -> Iterator[tuple[str, float]]:
        if not span.start:
            return
        before, naming = span.doc[span.start - 1], self._words.tables["naming"]
        word = before.lower_
        if word in naming["compass"]:
            yield "place", SIGN
        if word in self._courtesy or word in self._titles:
            yield "person", SIGN
        if word == "the" and not span[0].is_sent_start:
            yield "person", -SIGN
        if word in naming["outlets"]:
            yield "organization", CLEAR
        elif before.pos_ == "NOUN" and before.text.islower() and word not in self._titles:
            yield from self._described(before, CLEAR)

    def _raging(self, span: Span) -> Iterator[tuple[str, float]]:
        """ "Storm Boris": no person, whatever its name."""
        if span.start and span.doc[span.start - 1].lower_ in self._words["actors", "inert"]:
            yield "event", 2 * CLEAR

    def _after(self, span: Span) -> Iterator[tuple[str, float]]:
        doc, end, naming = span.doc, span.end, self._words.tables["naming"]
        if end >= len(doc):
            return
        after, following = doc[end], doc[end + 1].lower_ if end + 1 < len(doc) else ""
        possessive = after.text in _POSSESSIVE or (
            after.text in ("'", "’") and span.text.endswith("s")
        )
        if possessive and following in naming["state_nouns"]:
            yield "place", SIGN
        if possessive and following in naming["persons_have"]:
            yield "person", SIGN
        if after.lower_ in naming["state_nouns"] and after.text.islower():
            yield "place", SIGN / 2
        if after.text in ("-", "–") and following in self._words.table("land", "held"):
            yield "place", SIGN / 2
        the = span.start and doc[span.start - 1].lower_ == "the"
        if the and after.text.islower() and after.lower_ in naming["place_words"]:
            yield "place", SIGN
        if after.text == "," and following.isdigit() and len(following) == 2:
            yield "person", SIGN

    def _apposed(self, span: Span) -> Iterator[tuple[str, float]]:
        """The noun beside the name: "Sela, a port in the south", "Sela is an island"."""
        root = span.root
        for child in root.children:
            if child.dep_ == "appos" and child.i >= span.end:
                yield from self._described(child, SIGN)
        if root.dep_ == "appos" and span.start and span.doc[span.start - 1].text == ",":
            yield from self._described(root.head, SIGN)
        if root.dep_ == "nsubj" and any(c.dep_ == "cop" for c in root.head.children):
            yield from self._described(root.head, SIGN)

    def _described(self, noun: Token, weight: float) -> Iterator[tuple[str, float]]:
        words, lemma = self._words, noun.lemma_.lower()
        if noun.pos_ != "NOUN":
            return
        if lemma in words["descriptions", "firms"]:
            yield "organization", 2 * weight  # nothing else is a carmaker
        elif lemma in self._bodies:
            yield "organization", weight
        elif lemma in words["descriptions", "place"]:
            yield "place", weight
        elif lemma in self._people:
            yield "person", weight

    def _governed(self, span: Span) -> Iterator[tuple[str, float]]:
        """The adposition and the verb above the name."""
        words, root = self._words, span.root
        chain = _first_conjunct(root)
        marked, verb = case(chain), chain.head
        if marked == "in" and verb.lemma_.lower() in words["naming", "printed"]:
            yield "organization", SIGN
        elif marked in words["naming", "locative"] and verb.lemma_.lower() not in _LOCATED:
            yield "place", SIGN
        if marked in ("from", "to") and verb.lemma_.lower() in (
            self._people | words["reference", "motion"]
        ):
            yield "place", SIGN
        if marked == "of" and verb.lemma_.lower() in words["naming", "of_places"]:
            yield "place", SIGN
        if marked == "of" and verb.lower_ in self._titles | words["naming", "statehood"]:
            yield "place", SIGN / 2
        subject, named = chain.dep_ == "nsubj", verb.lemma_.lower()
        if subject and named in words["naming", "person_verbs"] and len(span) > 1:
            yield "person", SIGN / 3
        if subject and len(span) == 1 and named in words["naming", "state_verbs"]:
            yield "place", SIGN / 2
        if chain.dep_ == "obj" and named in words["naming", "visited"]:
            yield "place", SIGN
        told = (named == "tell" and chain.dep_ in ("obj", "iobj")) or marked == "according to"
        if told and span.start and span.doc[span.start - 1].lower_ == "the":
            yield "organization", SIGN

    def _dateline(self, span: Span) -> bool:
        """The name begins a paragraph, and a date or a dash comes after it: "PORTO, June 1 -"."""
        doc, end = span.doc, span.end
        if span.start and not doc[span.start - 1].is_space:
            return False
        rest = [t.lower_.strip(".") for t in doc[end : end + 3]]
        if len(rest) < 3:
            return False
        if rest[0] in ("-", "–", "—", "--"):
            return span.text.isupper()
        return rest[0] == "," and (self._date(rest[1], rest[2]) or self._date(rest[2], rest[1]))

    def _date(self, month: str, day: str) -> bool:
        return month in self._months and _DAY.fullmatch(day) is not None


_LOCATED = frozenset(
    {"interest", "confidence", "trust", "faith", "believe", "look", "point", "aim"}
)


def _first_conjunct(token: Token) -> Token:
    """ "in Porto and Sela": Sela is governed as Porto is."""
    while token.dep_ == "conj" and token.head.pos_ == "PROPN":
        token = token.head
    return token
