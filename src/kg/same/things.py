"""Which entities of several articles are one though their names differ: names that may be of one
thing are, where the articles name enough of the same others with them.

Two entities of one article stay two. Of several that a short name may mean none is taken. The
result does not depend on the order of the articles; pairs are sought in blocks, so that size costs
little.
"""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass
from functools import cached_property
from typing import TypeAlias

from kg.entity_base import EntityBase
from kg.identity import merged_entity
from kg.model import Entity, EntityKey, Extraction, Office
from kg.same.company import Company
from kg.same.likeness import LOOSE, PLAIN, SHORT, Likeness, Name, alike, name_of

Slot: TypeAlias = tuple[str, EntityKey]
"""An entity of one article: the article, and its key there."""
_TYPES = ("person", "organization", "place")
_LARGEST = 40
"""A word of more names than this brings no two of them together."""
_OFFICE = 1.0
"""What it counts for that two persons hold one office."""


def joined(
    told: Iterable[Extraction], keys: Mapping[Slot, EntityKey], base: EntityBase
) -> dict[Slot, EntityKey]:
    """The keys of all entities, with one key for those that are one.

    `keys` are those of names that are equal. What is known beforehand keeps its key.
    """
    joining = _Joining(tuple(told), keys, base)
    heads = joining.heads()
    return {slot: heads.get(key, key) for slot, key in keys.items()}


@dataclass(frozen=True)
class _Joining:
    told: tuple[Extraction, ...]
    keys: Mapping[Slot, EntityKey]
    base: EntityBase

    @cached_property
    def articles(self) -> dict[EntityKey, set[str]]:
        """Where each entity is told of."""
        found: dict[EntityKey, set[str]] = defaultdict(set)
        for (article, _), key in self.keys.items():
            found[key].add(article)
        return found

    @cached_property
    def entities(self) -> dict[EntityKey, Entity]:
        members: dict[EntityKey, list[Entity]] = defaultdict(list)
        for extraction in self.told:
            for entity in extraction.entities:
                if entity.type in _TYPES:
                    members[self.keys[extraction.article.name, entity.key]].append(entity)
        return {key: merged_entity(key, some, self.base) for key, some in sorted(members.items())}

    @cached_property
    def names(self) -> dict[EntityKey, Name]:
        return {key: name_of(entity) for key, entity in self.entities.items()}

    @cached_property
    def company(self) -> Company:
        return Company(self.entities, self.articles)

    @cached_property
    def offices(self) -> dict[EntityKey, set[tuple[str, EntityKey]]]:
        """What each person is: "president", of what."""
        found: dict[EntityKey, set[tuple[str, EntityKey]]] = defaultdict(set)
        for extraction in self.told:
            name = extraction.article.name
            for fact in extraction.facts:
                if isinstance(fact, Office) and fact.of is not None:
                    held = (fact.title.casefold(), self.keys[name, fact.of])
                    found[self.keys[name, fact.person]].add(held)
        return found

    def heads(self) -> dict[EntityKey, EntityKey]:
        """For each entity that goes by another's key, that key."""
        clusters = _Clusters(self.articles)
        pairs = self._alike()
        for one, other in pairs[PLAIN] + pairs[LOOSE]:
            clusters.join(one, other)
        meant: dict[EntityKey, set[EntityKey]] = defaultdict(set)
        for short, full in pairs[SHORT]:
            meant[clusters.find(short)].add(full)
        for short in sorted(meant, key=lambda key: (-len(self.names[key].words), key)):
            fulls = {clusters.find(full) for full in meant[short]}
            if len(fulls) == 1:
                clusters.join(short, *fulls)
        return clusters.heads(self.entities)

    def _alike(self) -> dict[Likeness, list[tuple[EntityKey, EntityKey]]]:
        """The pairs that share company enough, by how they are alike; the shorter name first."""
        found: dict[Likeness, list[tuple[EntityKey, EntityKey]]] = defaultdict(list)
        for pair in self._pairs():
            one, other = sorted(pair, key=lambda key: (len(self.names[key].words), key))
            how = alike(self.names[one], self.names[other])
            if how is not None and self._shared(one, other) >= how.company:
                found[how].append((one, other))
        return found

    def _pairs(self) -> list[tuple[EntityKey, EntityKey]]:
        blocks: dict[tuple[str, str], list[EntityKey]] = defaultdict(list)
        for key, name in self.names.items():
            for block in name.blocks():
                blocks[name.type, block].append(key)
        small = [block for block in blocks.values() if len(block) <= _LARGEST]
        return sorted({pair for block in small for pair in itertools.combinations(block, 2)})

    def _shared(self, one: EntityKey, other: EntityKey) -> float:
        """How much company two entities share; that two persons hold one office counts as well."""
        some, others = self.articles[one], self.articles[other]
        office = _OFFICE if self.offices[one] & self.offices[other] else 0
        return self.company.shared(some, others, {one, other}) + office


class _Clusters:
    """Entities that are one; two of one article never are."""

    def __init__(self, articles: Mapping[EntityKey, Set[str]]) -> None:
        self._articles = {key: set(found) for key, found in articles.items()}
        self._parent: dict[EntityKey, EntityKey] = {}

    def find(self, key: EntityKey) -> EntityKey:
        while key in self._parent:
            key = self._parent[key]
        return key

    def join(self, one: EntityKey, other: EntityKey) -> None:
        head, tail = sorted((self.find(one), self.find(other)))
        if head != tail and not self._articles[head] & self._articles[tail]:
            self._parent[tail] = head
            self._articles[head] |= self._articles[tail]

    def heads(self, entities: Mapping[EntityKey, Entity]) -> dict[EntityKey, EntityKey]:
        """The key that each goes by: one known beforehand, not one of a single article, the one
        with most words.
        """
        groups: dict[EntityKey, list[EntityKey]] = defaultdict(list)
        for key in self._parent:
            groups[self.find(key)].append(key)

        def _rank(key: EntityKey) -> tuple[object, ...]:
            return not entities[key].known, "@" in key, -len(key.split()), key

        return {
            key: min((head, *some), key=_rank)
            for head, some in groups.items()
            for key in (head, *some)
        }
