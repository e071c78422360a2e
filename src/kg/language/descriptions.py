"""Definite descriptions: "the president", "the Norland leader", "the alliance", "the islands"."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from spacy.tokens import Token

from kg.language.reading import LocalEntity, Reading
from kg.lexicon import Words

_REACH = 8
"""Sentences back in which an organisation may be described again."""
_DETERMINERS = frozenset({"the", "this", "that", "these", "those"})


@dataclass(frozen=True, slots=True)
class Seen:
    """An entity seen at token `i` of sentence `sentence`."""

    entity: int
    i: int
    sentence: int
    subject: bool
    quoted: bool


class DescriptionReader:
    """Resolves a description to the entity that it means in this place, or to nobody."""

    def __init__(self, words: Words) -> None:
        self._words = words

    def resolve(self, token: Token, seen: list[Seen], here: int, reading: Reading) -> int | None:
        words, lower = self._words, token.lower_
        determiner = next(
            (c for c in token.children if c.dep_ == "det" and c.lower_ in _DETERMINERS), None
        )
        if determiner is None or any(
            c.dep_ in ("nmod", "acl", "acl:relcl", "appos", "flat", "nummod")
            for c in token.children
        ):
            return None
        owner = next((reading.at(c) for c in token.children if reading.at(c) is not None), None)
        found: int | None = None
        if lower in words["descriptions", "person"] or lower in words["titles", "offices"]:
            found = self._officer(token, owner, seen, reading)
            how = "role"
        elif owner is not None or any(c.dep_ == "amod" for c in token.children):
            return None
        elif lower in words["descriptions", "organization"]:
            found = self._thing(token, seen, here, reading, "organization")
            how = "description"
        elif lower in words["descriptions", "place"] and determiner.lower_ != "these":
            found = self._thing(token, seen, here, reading, "place")
            how = "description"
        if found is not None:
            reading.mention(determiner.i, token.i + 1, found, how)
            if reading.at(token) is None:
                reading.mention(token.i, token.i + 1, found, how)
        return found

    def _officer(
        self, token: Token, owner: int | None, seen: list[Seen], reading: Reading
    ) -> int | None:
        """ "the president", "the Norland leader": who that is, by the article or the base."""
        lower = token.lower_
        leaders = ("leader", "president", "premier", "minister", "chancellor", "king", "head")
        recent = {s.entity: n for n, s in enumerate(seen)}
        fitting = [
            r
            for r in reading.roles
            if r.person in recent
            and (owner is None or r.of == owner)
            and (
                lower in r.title.lower().replace("-", " ").split()
                or (
                    lower in ("leader", "head")
                    and owner is not None
                    and any(w in leaders for w in r.title.lower().split())
                )
            )
            and self._modified(token, r.title)
        ]
        if fitting:
            return max(fitting, key=lambda r: recent[r.person]).person
        return self._known_officer(token, owner, reading)

    @staticmethod
    def _modified(token: Token, title: str) -> bool:
        """The words between determiner and noun are part of the title: "the foreign minister"."""
        inner = [
            c.lower_
            for c in token.children
            if c.i < token.i and c.dep_ in ("amod", "compound") and c.text.islower()
        ]
        return all(w in title.lower() for w in inner)

    def _known_officer(self, token: Token, owner: int | None, reading: Reading) -> int | None:
        if owner is None or reading.published is None or not reading.entities[owner].known:
            return None
        title = " ".join(
            t.lower_
            for t in token.doc[token.left_edge.i : token.i + 1]
            if reading.at(t) is None and t.dep_ != "det"
        )
        today = reading.published
        holders = {
            t.person
            for t in reading.base.terms
            if t.of == reading.entities[owner].known
            and t.title.lower() == title
            and t.start is not None
            and t.start.earliest <= today
            and (t.end is None or today <= t.end.latest)
        }
        if len(holders) != 1:
            return None
        known = reading.base.entities[holders.pop()]
        for i, entity in enumerate(reading.entities):
            if entity.known == known.key:
                return i
        return reading.add(LocalEntity(type="person", name=known.name, known=known.key))

    def _thing(
        self, token: Token, seen: list[Seen], here: int, reading: Reading, kind: str
    ) -> int | None:
        """The thing whose name has the noun; else the latest organisation, the place talked of."""
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
        names = {c: reading.entities[c].name for c in candidates}
        return next((c for c in candidates if not names[c].isupper() or len(names[c]) < 7), None)

    def _topic(self, token: Token, seen: list[Seen], reading: Reading) -> int | None:
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
