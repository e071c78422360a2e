"""Capitals as cities with affairs of their own: "the mayor of Porto", "Porto's schools"."""

from __future__ import annotations

from kg.language.abroad import abroad
from kg.language.reading import MentionSpan, Reading
from kg.language.titles import POSSESSIVE
from kg.language.tokens import Doc, Token
from kg.language.trees import case
from kg.lexicon import Words
from kg.model import EntityKey

_OWNED = ("compound", "amod", "nmod:poss", "nmod", "nmod:desc")
_REACH = 3


class CityReader:
    """Tells where a capital is the city, by the words it stands with and by the article."""

    def __init__(self, words: Words) -> None:
        self._offices = words["cities", "offices"]
        self._sorts = words["cities", "sorts"]
        self._affairs = words["cities", "affairs"]

    def governed(self, doc: Doc, m: MentionSpan) -> bool:
        """ "Porto's mayor", "the Porto city government", "the city council of Porto"."""
        head = doc[m.start : m.end].root.head
        near = [head, *head.children] if self._belongs(doc, m) else []
        words = [*near, *self._after(doc, m), *self._before(doc, m)]
        return any(t.lower_ in self._offices or t.lower_ in self._sorts for t in words)

    def concerned(self, doc: Doc, m: MentionSpan) -> bool:
        """What a city has, whoever governs it: "Porto's schools", "Porto commuters"."""
        head = doc[m.start : m.end].root.head
        return self._belongs(doc, m) and head.lemma_.lower() in self._affairs

    def at_home(
        self, doc: Doc, mentions: list[MentionSpan], state: EntityKey, reading: Reading
    ) -> bool:
        """The article is of the city: it tells of those who govern it, and of no other state."""
        return any(self.governed(doc, m) for m in mentions) and not abroad(state, reading)

    @staticmethod
    def _belongs(doc: Doc, m: MentionSpan) -> bool:
        top = doc[m.start : m.end].root
        return top.dep_ in _OWNED and (top.dep_ != "nmod" or case(top) in ("of", "for"))

    def _after(self, doc: Doc, m: MentionSpan) -> list[Token]:
        """ "Porto's Social Democratic mayor": what the name stands before, up to the noun."""
        i = m.end + (m.end < len(doc) and doc[m.end].text in POSSESSIVE)
        found = []
        while i < min(len(doc), m.end + _REACH) and doc[i].pos_ in ("NOUN", "ADJ", "PROPN"):
            found.append(doc[i])
            i += 1
        return found

    @staticmethod
    def _before(doc: Doc, m: MentionSpan) -> list[Token]:
        """ "the mayor of Porto", "the city of Porto"."""
        of = m.start > 1 and doc[m.start - 1].lower_ in ("of", "for")
        return [doc[m.start - 2]] if of else []
