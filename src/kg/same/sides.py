"""For whom somebody speaks: a president for the state, a ministry for its own, so that what
"Norland" proposes in one article and its envoy in another may be one proposal.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from kg.identity import plain_words
from kg.model import Entity, EntityKey, Fact, Office

_SPOKEN_FOR = ("place", "organization", "person")


class Sides:
    """Those that each entity speaks for, by the offices told and by its own name.

    >>> envoy = Office(person="ada", title="envoy", of="norland", evidence=())
    >>> Sides({}, [envoy]).one("ada", "norland"), Sides({}, [envoy]).one("ada", "sudria")
    (True, False)
    """

    def __init__(self, entities: Mapping[EntityKey, Entity], facts: Iterable[Fact]) -> None:
        self._of: dict[EntityKey, set[EntityKey]] = defaultdict(set)
        for fact in facts:
            if isinstance(fact, Office) and fact.of is not None:
                self._of[fact.person].add(fact.of)
        self._places = {key for key, entity in entities.items() if entity.type == "place"}
        self._people = {key for key, entity in entities.items() if entity.type == "person"}
        self._unnamed = {key for key, entity in entities.items() if entity.type == "group"}
        named = {_plain(e.name): k for k, e in entities.items() if e.type in _SPOKEN_FOR}
        for key, entity in entities.items():
            if entity.type in ("group", "organization"):
                whole = named.get(_whose(entity.name))
                if whole is not None and whole != key:
                    self._of[key].add(whole)

    def of(self, one: EntityKey | None) -> set[EntityKey]:
        """Whoever an entity speaks for, and itself."""
        return set() if one is None else {one, *self._of[one]}

    def is_person(self, one: EntityKey | None) -> bool:
        return one in self._people

    def is_place(self, one: EntityKey | None) -> bool:
        return one in self._places

    def is_unnamed(self, one: EntityKey | None) -> bool:
        """Whether one is some group or thing that has no name: "a draft"."""
        return one in self._unnamed

    def one(self, one: EntityKey | None, other: EntityKey | None) -> bool:
        """Whether one is the other, or speaks for it."""
        if one is None or other is None:
            return False
        return one == other or one in self._of[other] or other in self._of[one]

    def share(self, one: EntityKey | None, other: EntityKey | None) -> bool:
        """Whether both speak for one state or body."""
        if one is None or other is None:
            return False
        return self.one(one, other) or bool(self._of[one] & self._of[other])


def _whose(name: str) -> str:
    """ "Norland" of "president of Norland" and of "Norland's foreign ministry"."""
    owner, possessive, _ = name.replace("’", "'").partition("'s ")
    return _plain(owner if possessive else name.rpartition(" of ")[2])


def _plain(name: str) -> str:
    words = plain_words(name).split()
    return " ".join(words[1:] if words[:1] == ["the"] else words)
