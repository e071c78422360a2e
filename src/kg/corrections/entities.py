"""`same` and `different`: under which key the entities of each article go into the corpus.

What is different is taken apart first, then what is the same is put together. Where the two
contradict each other nothing is put together, and both lines are told.
"""

from __future__ import annotations

import dataclasses
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

from kg.corrections.lines import PAIRED, Correction
from kg.corrections.references import Directory, Reference, plain
from kg.entity_base import EntityBase
from kg.identity import merged_entity
from kg.model import Entity, EntityKey

Slot: TypeAlias = tuple[str, EntityKey]
"""An entity of one article: the article, and its key there."""
_Pairs: TypeAlias = Mapping[Correction, tuple[list[EntityKey], list[EntityKey]]]
"""Decisions on two entities, and the keys that each of the two names stands for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Decided:
    """The key of each entity of each article, the entities of the corpus, what did not apply."""

    keys: Mapping[Slot, EntityKey]
    entities: Mapping[EntityKey, Entity]
    unmet: tuple[str, ...]


def decide(
    found: Mapping[Slot, Entity],
    keys: Mapping[Slot, EntityKey],
    base: EntityBase,
    corrections: Iterable[Correction],
) -> Decided:
    """The entities as read, less what people say is different, joined where they say it is one."""
    deciding = _Deciding(found=found, keys=dict(keys), base=base)
    same, different = deciding.uncontradicted(corrections)
    deciding.take_apart(different)
    return Decided(
        entities=dict(sorted(deciding.put_together(same, different).items())),
        keys=deciding.keys,
        unmet=tuple(sorted(deciding.unmet)),
    )


@dataclass(slots=True, kw_only=True)
class _Deciding:
    found: Mapping[Slot, Entity]
    keys: dict[Slot, EntityKey]
    base: EntityBase
    notes: dict[EntityKey, set[str]] = field(default_factory=lambda: defaultdict(set))
    local: set[EntityKey] = field(default_factory=set)
    unmet: set[str] = field(default_factory=set)

    def uncontradicted(
        self, corrections: Iterable[Correction]
    ) -> tuple[list[Correction], list[Correction]]:
        """The decisions on pairs that are not said to be both."""
        of: dict[object, set[Correction]] = defaultdict(set)
        for correction in corrections:
            if correction.decision in PAIRED:
                of[correction.pair].add(correction)
        for both in of.values():
            if len({correction.decision for correction in both}) > 1:
                self._void(both, "another line says the opposite")
                both.clear()
        left = sorted(correction for some in of.values() for correction in some)
        same, different = ([c for c in left if c.decision == d] for d in PAIRED)
        return same, different

    def take_apart(self, different: list[Correction]) -> None:
        """Entities that are one and should not be get keys of their own."""
        if not different:
            return
        directory = self._directory(self._merged())
        moved: dict[Slot, set[tuple[str, str]]] = defaultdict(set)
        for correction in different:
            if both := self._both(correction, directory):
                for key in sorted(set(both[0]) & set(both[1])):
                    goes, slots = self._apart(correction, key)
                    for slot in slots:
                        moved[slot].add((str(goes), correction.text))
        for slot, names in moved.items():
            own = " ≠ ".join((self.keys[slot], *sorted(name for name, _ in names)))
            for name, text in names:
                self.notes[self.keys[slot]].add(text)
                self.notes[own].add(text)
                self.local |= {own} if Reference.read(name).article else set()
            self.keys[slot] = own

    def _apart(self, correction: Correction, key: EntityKey) -> tuple[Reference, set[Slot]]:
        """The name of two that leaves an entity, and those of articles that it alone means."""
        members = [slot for slot, k in self.keys.items() if k == key]
        label = plain(merged_entity(key, [self.found[m] for m in members], self.base).name)
        stays, goes = sorted(
            correction.pair, key=lambda r: (r.article != "", plain(r.name) != label, r)
        )
        going, staying = self._meant(goes, members), self._meant(stays, members)
        if not (plain(stays.name) == plain(goes.name) and not stays.article):
            going -= staying
        if not going:
            self.unmet.add(f"{correction.text}: the articles take both names for one")
        return goes, going

    def _meant(self, reference: Reference, members: list[Slot]) -> set[Slot]:
        inside = [m for m in members if reference.article in ("", m[0])]
        name = plain(reference.name)
        named = {m for m in inside if plain(self.found[m].name) == name}
        return named or {m for m in inside if name in map(plain, self.found[m].aliases)}

    def put_together(
        self, same: list[Correction], different: list[Correction]
    ) -> dict[EntityKey, Entity]:
        """The entities of the corpus, those that are the same under one key."""
        merged = self._merged()
        if not same and not different:
            return merged
        directory = self._directory(merged)
        pairs = {c: both for c in same if (both := self._both(c, directory))}
        apart = [(c, both) for c in different if (both := self._both(c, directory, tell=False))]
        heads = _heads(pairs, merged)
        for correction, (some, others) in apart:
            clash = {heads.get(k, k) for k in some} & {heads.get(k, k) for k in others}
            if clash and not set(some) & set(others):
                void = {c for c, (a, _) in pairs.items() if heads.get(a[0], a[0]) in clash}
                self._void({correction, *void}, "these lines contradict each other")
                pairs = {c: both for c, both in pairs.items() if c not in void}
        heads = _heads(pairs, merged)
        for key in sorted(heads):
            self.notes[heads[key]] |= self.notes[key]
        for correction, (some, others) in pairs.items():
            if len({*some, *others}) > 1:
                self.notes[heads[some[0]]].add(correction.text)
        self.keys = {slot: heads.get(key, key) for slot, key in self.keys.items()}
        return self._merged(heads=merged)

    def _both(
        self, correction: Correction, directory: Directory, *, tell: bool = True
    ) -> tuple[list[EntityKey], list[EntityKey]] | None:
        """The entities that each side of a pair means; None where one side means nothing."""
        some, others = (directory.find(reference) for reference in correction.pair)
        for reference, keys in zip(correction.pair, (some, others), strict=True):
            if tell and not keys:
                self.unmet.add(f"{correction.text}: no article tells of {reference}")
        return (some, others) if some and others else None

    def _merged(self, heads: Mapping[EntityKey, Entity] | None = None) -> dict[EntityKey, Entity]:
        members: dict[EntityKey, list[Entity]] = defaultdict(list)
        for slot, key in self.keys.items():
            members[key].append(self.found[slot])
        merged = {key: merged_entity(key, some, self.base) for key, some in members.items()}
        for key in sorted(merged if self.notes else ()):
            if notes := self.notes.get(key):
                merged[key] = _headed(merged[key], (heads or merged)[key], notes)
        return merged

    def _directory(self, merged: Mapping[EntityKey, Entity]) -> Directory:
        articles: dict[EntityKey, set[str]] = defaultdict(set)
        for (article, _), key in self.keys.items():
            articles[key].add(article)
        return Directory(merged, articles, self.local)

    def _void(self, corrections: Iterable[Correction], why: str) -> None:
        self.unmet.update(f"{correction.text}: {why}" for correction in corrections)


def _heads(pairs: _Pairs, merged: Mapping[EntityKey, Entity]) -> dict[EntityKey, EntityKey]:
    """The key that each of several that are one goes by: one known before, not one of a single
    article, the one that a line names first.
    """
    groups: list[set[EntityKey]] = []
    second: set[EntityKey] = set()
    for correction, both in pairs.items():
        second.update(both[Reference.read(correction.other) == correction.pair[1]])
        joined = {*both[0], *both[1]}
        joined.update(*(group for group in groups if group & joined))
        groups = [group for group in groups if not group & joined] + [joined]
    return {
        key: min(group, key=lambda k: (not merged[k].known, "@" in k, k in second, k))
        for group in groups
        for key in group
    }


def _headed(entity: Entity, head: Entity, notes: Iterable[str]) -> Entity:
    """An entity with the name and type of the one that it goes by."""
    aliases = {entity.name, *entity.aliases} - {head.name}
    return dataclasses.replace(
        entity,
        name=head.name,
        type=head.type,
        aliases=tuple(sorted(aliases)),
        corrected=tuple(sorted(notes)),
    )
