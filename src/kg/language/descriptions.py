"""Definite descriptions: "the president", "the Norland leader", "the alliance", "the islands"."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from kg.language.officers import OfficerReader
from kg.language.reading import Reading
from kg.language.tenures import may_have_held, told_time
from kg.language.tokens import Token
from kg.lexicon import Words

_REACH = 8
"""Sentences back in which an organisation may be described again."""
_LONG = 7
_DETERMINERS = frozenset({"the", "this", "that", "these", "those"})


@dataclass(frozen=True, slots=True)
class Seen:
    """An entity seen at token `i` of sentence `sentence`.

    `subject` is 2 for the subject of a main clause, 1 for that of another, else 0.
    """

    entity: int
    i: int
    sentence: int
    subject: int
    quoted: bool


class DescriptionReader:
    """Resolves a description to the entity that it means in this place, or to nobody."""

    def __init__(self, words: Words) -> None:
        self._words = words
        self._called = words.table("descriptions", "called")
        self._officers = OfficerReader(words)

    def resolve(
        self, token: Token, seen: Sequence[Seen], here: int, reading: Reading
    ) -> int | None:
        words, lower = self._words, token.lower_
        if lower in words["descriptions", "person"] or lower in words["titles", "offices"]:
            recent = {s.entity: n for n, s in enumerate(seen)}
            person = self._officers.resolve(token, recent, reading)
            if person is not None:
                reading.mention(_beginning(token, reading), token.i + 1, person, "role")
            return person
        determiner = next(
            (c for c in token.children if c.dep_ == "det" and c.lower_ in _DETERMINERS), None
        )
        told = ("nmod", "acl", "acl:relcl", "appos", "flat", "nummod")
        if determiner is None or any(c.dep_ in told and not aside(c) for c in token.children):
            return None
        before = (reading.at(c) for c in token.children if c.i < token.i)
        owner = next((e for e in before if e is not None), None)
        found: int | None = None
        if owner is not None or any(c.dep_ in ("amod", "compound") for c in token.children):
            return None
        if lower in words["descriptions", "organization"] | words["descriptions", "firms"]:
            found = self._thing(token, seen, here, reading, "organization")
        elif lower in words["descriptions", "place"] and determiner.lower_ != "these":
            found = self._thing(token, seen, here, reading, "place")
        if found is not None:
            reading.mention(determiner.i, token.i + 1, found, "description")
            if reading.at(token) is None:
                reading.mention(token.i, token.i + 1, found, "description")
        return found

    def may_be_of(self, token: Token, person: int, reading: Reading) -> bool:
        """The noun is no office, or no office of the person is known that it does not tell."""
        noun = token.lemma_.lower()
        roles = [r for r in reading.roles if r.person == person]
        if noun not in self._words["titles", "offices"] or not roles:
            return True
        before = {c.lower_ for c in token.children if c.i < token.i}
        if noun in self._words["titles", "ranks"] or before & self._words["titles", "past"]:
            return True  # "the general", "the former mayor": beside the office of today
        inner = {c.lower_ for c in token.children if c.i < token.i and c.text.islower()} - {"the"}
        owners = {reading.at(c) for c in token.children} - {None}
        past = self._words["titles", "past"]
        titles = [(r, set(r.title.lower().split())) for r in roles]
        told = [r for r, title in titles if {noun, *inner} <= title and not title & past]
        when = told_time(token, reading)
        told = [r for r in told if when is None or may_have_held(r, when, reading)]
        return any(r.of in owners if owners else True for r in told)

    def _thing(
        self, token: Token, seen: Sequence[Seen], here: int, reading: Reading, kind: str
    ) -> int | None:
        """The thing whose name has the noun; else the organisation that the latest sentence with
        one is about, the place talked of.
        """
        lemma = token.lemma_.lower()
        candidates = [
            s.entity
            for s in reversed(seen)
            if reading.entities[s.entity].type == kind and here - s.sentence <= _REACH
        ]
        for entity in candidates:
            if lemma in {w.lower().rstrip("s") for w in reading.entities[entity].name.split()}:
                return entity
        if kind == "place":
            return self._topic(token, seen, reading)
        fitting = [
            s
            for s in seen
            if s.entity in candidates
            and here - s.sentence <= _REACH
            and self._may_be(lemma, s.entity, reading)
        ]
        nearest = [s for s in fitting if s.sentence == fitting[-1].sentence]
        best = max(reversed(nearest), key=lambda s: s.subject, default=None)
        return None if best is None else best.entity

    def _may_be(self, noun: str, entity: int, reading: Reading) -> bool:
        """What is known to be of this sort; else no long name in capitals, and no body that its
        name tells to be of another sort: "Defence Council" for "the organisation", "Norland Front"
        for "the ministry".
        """
        known = reading.base.entities.get(reading.entities[entity].known)
        if known is not None and known.noun:
            return noun in self._called.get(known.noun, (known.noun,))
        name = reading.entities[entity].name
        body = name.split()[-1].lower() in self._words["institutions", "heads"]
        ministry = noun in self._words["descriptions", "named_so"]
        sort = not ministry and (not body or noun in self._words["descriptions", "bodies"])
        return sort and (not name.isupper() or len(name) < _LONG)

    def _topic(self, token: Token, seen: Sequence[Seen], reading: Reading) -> int | None:
        """The land that the article is about: the one most spoken of so far, and more than once.

        A state for "the country", no state for "the territory"; never a capital, nor a place that
        the name tells to be of another sort ("Harbour Street" for "the region").
        """
        words = self._words
        states = token.lower_ in words["descriptions", "state"]
        if not states and token.lower_ not in words["descriptions", "land"]:
            return None
        other_sorts = words["naming", "place_words"] - {token.lower_, token.lemma_.lower()}
        counts: Counter[int] = Counter()
        for s in seen:
            entity = reading.entities[s.entity]
            known = reading.base.entities.get(entity.known)
            capital = known is not None and known.capital_of is not None
            sort = entity.name.split()[-1].lower()
            if entity.type == "place" and not capital and sort not in other_sorts:
                counts[s.entity] += reading.entities[s.entity].state == states
        (first, most), (_, second) = [*counts.most_common(2), (-1, 0), (-1, 0)][:2]
        return first if most > 1 and most > second else None


def aside(clause: Token) -> bool:
    """ "the group, which led the attack, said": set off by a comma, it does not tell which."""
    left = clause.left_edge.i
    comma = "," in (clause.doc[left - 1].text, clause.doc[left].text)
    return clause.dep_ in ("acl", "acl:relcl") and comma


def _beginning(token: Token, reading: Reading) -> int:
    """Where the role begins: its determiner, or what follows its owner."""
    start = token.i
    while start > token.left_edge.i and reading.at(start - 1) is None:
        start -= 1
    while start < token.i and token.doc[start].dep_ in ("case", "punct"):
        start += 1
    return start
