"""States, and the capitals and buildings that stand for their governments: "Porto said".

A capital that acts (a subject, an owner, an agent) is its government; a capital that one is in,
goes to, comes from, is the city. So it is with its mayor, its council, its schools, in an article
on the affairs of the city, and in times before the states of today.
"""

from __future__ import annotations

from kg.entity_base import EntityBase
from kg.language.cities import CityReader
from kg.language.eras import EraReader
from kg.language.reading import Component, LocalEntity, MentionSpan, Reading, known_entity
from kg.language.tokens import Doc, Token
from kg.language.trees import case, head
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


class MetonymReader(Component):
    """The component `kg_metonyms`."""

    def __init__(self, words: Words) -> None:
        self._words = words
        self._cities = CityReader(words)
        self._eras = EraReader(words)
        self._base: EntityBase | None = None
        self._capital_of: dict[str, str] = {}
        self._stands_for: dict[str, str] = {}

    def read(self, doc: Doc, reading: Reading) -> None:
        self._states(doc, reading)
        if self._base is not reading.base:
            self._base, known = reading.base, reading.base.entities.values()
            self._capital_of = {k.key: k.capital_of for k in known if k.capital_of}
            self._stands_for = {name: k.key for k in known for name in k.metonyms}
        told = {head(doc[a:b]).i for frame in reading.frames for a, b in frame.who}
        cities = self._home_news(doc, reading)
        olden: dict[str, int] = {}
        for m in list(reading.mentions):
            span = doc[m.start : m.end]
            capital_of = self._capital_of.get(reading.entities[m.entity].known)
            actor = self._stands_for.get(span.text, capital_of)
            acts = self._acts(span.root) or (span.root.i in told and self._free(span.root))
            if actor is None or m.how != "name" or not acts:
                continue
            if capital_of is not None and self._is_city(doc, m, cities):
                continue
            if capital_of is not None and self._eras.is_olden(span.root, reading):
                realm = LocalEntity(type="place", name=span.text, aliases={span.text})
                found = olden.setdefault(span.text, -1)
                olden[span.text] = found if found >= 0 else reading.add(realm)
                reading.reassign(m.start, olden[span.text], "name")
                continue
            found = known_entity(reading, actor)
            reading.reassign(m.start, found)
            reading.entities[found].aliases.add(span.text)

    def _home_news(self, doc: Doc, reading: Reading) -> set[int]:
        """The capitals that the article tells of as cities."""
        places: dict[int, list[MentionSpan]] = {}
        for m in reading.mentions:
            if m.how == "name" and reading.entities[m.entity].known in self._capital_of:
                places.setdefault(m.entity, []).append(m)
        states = {e: self._capital_of[reading.entities[e].known] for e in places}
        return {e for e, ms in places.items() if self._cities.at_home(doc, ms, states[e], reading)}

    def _is_city(self, doc: Doc, m: MentionSpan, cities: set[int]) -> bool:
        """The city acts, or what it has: "Porto's mayor"; in an article on it, Porto itself."""
        of_city = self._cities.governed(doc, m) or self._cities.concerned(doc, m)
        return of_city or m.entity in cities

    def _states(self, doc: Doc, reading: Reading) -> None:
        """Places that the article shows to be states: they have a government, or speak and act."""
        has, does = self._words["naming", "statehood"], self._words["naming", "state_verbs"]
        says = self._words["naming", "person_verbs"]
        for m in reading.mentions:
            entity = reading.entities[m.entity]
            if entity.type != "place" or entity.known or entity.state:
                continue
            after = [t.lower_ for t in doc[m.end : m.end + 2]]
            owned = after[1:] if after[:1] and after[0] in ("'s", "’s") else after[:1]
            root = doc[m.start : m.end].root
            verb = root.head.lemma_.lower() if root.dep_ == "nsubj" else ""
            title = [t.lower_ for t in doc[max(0, m.start - 2) : m.start]]
            of_title = title[-1:] == ["of"] and bool(has & set(title))
            entity.state = bool(has & set(owned)) or of_title or verb in does | says

    def _free(self, token: Token) -> bool:
        """Told to act, and no place that one is in."""
        return case(token) not in self._words["reference", "city_cases"]

    def _acts(self, token: Token) -> bool:
        if token.dep_ not in _SPEAKS_AS_STATE or token.text.isupper():
            return False
        if token.dep_ == "conj":
            return self._acts(token.head)
        marked = case(token)
        if marked in self._words["reference", "city_cases"]:
            return False
        above = token.head.lemma_.lower()
        if self._befallen(token, marked) and above in self._words["reference", "befalling"]:
            return False
        if token.dep_ == "compound" and above in self._words["reference", "venues"]:
            return False
        if marked == "to" or token.dep_ == "obj":
            return above not in self._words["reference", "motion"] and token.head.pos_ != "PROPN"
        if token.dep_ in ("nmod", "obl") and marked in ("of", ""):
            return above in self._words["actors", "governments"]
        return True

    @staticmethod
    def _befallen(token: Token, marked: str) -> bool:
        """ "seized Porto", "Porto was seized", "Porto fell", "an assault on Porto"."""
        falls = token.dep_ == "nsubj" and token.head.lemma_ == "fall"
        return falls or token.dep_ in ("obj", "nsubj:pass") or marked in ("for", "on")
