"""Persons whose forename or surname is the word of a month: "Jan Holm", "April Mercer".

A month is told by what stands around it: a day, a year, "in". A forename is told by the surname
after it, in one name by the recogniser or by the tree.
"""

from __future__ import annotations

from kg.language.forms import plain
from kg.language.full_names import PERSON_LABELS
from kg.language.tokens import Doc, Span, Token
from kg.lexicon import Words

_NAMING = ("nsubj", "nsubj:pass", "appos", "flat", "compound", "nmod:desc", "conj", "ROOT")


class MonthNames:
    """Finds the words of months that are part of a person's name."""

    def __init__(self, words: Words) -> None:
        self._months = words["dates", "months"] | set(words.table("dates", "short_months"))
        self._weekdays = words["dates", "weekdays"]
        self._before = words["dates", "before_months"]

    def named(self, doc: Doc) -> set[int]:
        """The tokens that look like a month and name a person."""
        months = [t for t in doc if t.text[:1].isupper() and t.lower_ in self._months]
        if not months:
            return set()
        persons = [e for e in doc.ents if e.label_ in PERSON_LABELS]
        full = {t.i for t in months if self._in_full(t, persons)}
        called = {plain(doc[i].text) for i in full}
        again = {t.i for t in months if plain(t.text) in called and self._alone(t, persons)}
        return full | again

    def _in_full(self, token: Token, persons: list[Span]) -> bool:
        """It stands beside the rest of the name: "the mayor, June Castell, said"."""
        for ent in persons:
            if ent.start <= token.i < ent.end and any(self._word(t) for t in ent):
                return True
        if token.i + 1 >= len(token.doc):
            return False
        after = token.nbor()
        if not self._word(after) or after.pos_ != "PROPN":
            return False
        if after.dep_ == "flat" and after.head is token:
            return True
        named = any(ent.start == after.i for ent in persons)
        return named and token.dep_ in _NAMING and not self._timed(token)

    def _alone(self, token: Token, persons: list[Span]) -> bool:
        """A name by which the article goes on: "June said"."""
        person = any(ent.start <= token.i < ent.end for ent in persons)
        return (person or token.dep_ in ("nsubj", "nsubj:pass")) and not self._timed(token)

    def _timed(self, token: Token) -> bool:
        """A day, a year or "in" stands beside it."""
        before = token.nbor(-1) if token.i else token
        after = token.nbor() if token.i + 1 < len(token.doc) else token
        dated = before.text[:1].isdigit() or after.text[:1].isdigit()
        return dated or (before is not token and before.lower_ in self._before)

    def _word(self, token: Token) -> bool:
        other = token.lower_ not in self._months | self._weekdays
        return other and token.is_alpha and token.text[:1].isupper()
