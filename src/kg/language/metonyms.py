"""Capitals and buildings that stand for the government or body that sits there: "Porto said".

A capital that acts (a subject, an owner, an agent) is its government; a capital that one is in,
goes to, comes from, is the city.
"""

from __future__ import annotations

from spacy.tokens import Doc, Token

from kg.language.reading import known_entity, reading_of
from kg.language.trees import case
from kg.lexicon import Words

_SPEAKS_AS_STATE = frozenset(
    {
        "nsubj",
        "nsubj:pass",
        "nmod:poss",
        "obl:agent",
        "obj",
        "iobj",
        "conj",
        "compound",
        "amod",
        "obl",
        "nmod",
        "obl:npmod",
        "advmod",
        "obl:unmarked",
    }
)


class MetonymReader:
    """The component `kg_metonyms`."""

    def __init__(self, words: Words) -> None:
        self._words = words

    def __call__(self, doc: Doc) -> Doc:
        reading = reading_of(doc)
        known = reading.base.entities.values()
        capital_of = {k.key: k.capital_of for k in known if k.capital_of}
        stands_for = {name: k.key for k in known for name in k.metonyms}
        for m in list(reading.mentions):
            span = doc[m.start : m.end]
            actor = stands_for.get(span.text, capital_of.get(reading.entities[m.entity].known))
            if actor is not None and m.how == "name" and self._acts(span.root):
                found = known_entity(reading, actor)
                reading.reassign(m.start, found)
                reading.entities[found].aliases.add(span.text)
        return doc

    def _acts(self, token: Token) -> bool:
        if token.dep_ not in _SPEAKS_AS_STATE or token.text.isupper():
            return False
        if token.dep_ == "conj":
            return self._acts(token.head)
        marked = case(token)
        if marked in self._words["reference", "city_cases"]:
            return False
        above = token.head.lemma_.lower()
        if marked == "to" or token.dep_ == "obj":
            return above not in self._words["reference", "motion"] and token.head.pos_ != "PROPN"
        if token.dep_ in ("nmod", "obl") and marked in ("of", ""):
            return above in self._words["actors", "governments"]
        return True
