"""What is known before reading: the entity base as plain records."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from kg.model import EntityKey, Point
from kg.partial_dates import PartialDate


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownEntity:
    """One entry of the entity base.

    `demonyms` are adjectives and peoples ("Russian", "Russians"), `metonyms` names that stand for
    the entity when it acts ("the Kremlin"); a capital is an entity of its own with `capital_of`.
    A place may act and be `dependent`: it governs itself, and others may hold or claim it.
    `shared` are names that mean a better known place unless the text tells otherwise, `former` ones
    that it had until it was `renamed`. `noun` says what an organisation is ("alliance"),
    `point` where a place lies.
    """

    key: EntityKey
    type: str
    name: str
    aliases: tuple[str, ...] = ()
    wikidata: str = ""
    state: bool = False
    dependent: bool = False
    demonyms: tuple[str, ...] = ()
    metonyms: tuple[str, ...] = ()
    shared: tuple[str, ...] = ()
    former: tuple[str, ...] = ()
    renamed: PartialDate | None = None
    noun: str = ""
    capital_of: EntityKey | None = None
    part_of: EntityKey | None = None
    point: Point | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """`person` held the office `title` of `of` from `start` until `end` (None: still, or not
    known).
    """

    person: EntityKey
    title: str
    of: EntityKey
    start: PartialDate | None = None
    end: PartialDate | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class EntityBase:
    """What is known before reading: `ontology/entities.ttl` and the files a user adds."""

    entities: Mapping[EntityKey, KnownEntity]
    terms: tuple[Term, ...] = ()
    _terms_of: dict[EntityKey, list[Term]] = field(default_factory=dict, compare=False)
    _metonyms: dict[EntityKey, set[str]] = field(default_factory=dict, compare=False)

    def terms_of(self, person: EntityKey) -> list[Term]:
        """The offices that the person held; looked up in an index that is made on first use."""
        if not self._terms_of:
            for term in self.terms:
                self._terms_of.setdefault(term.person, []).append(term)
        return self._terms_of.get(person, [])

    def metonyms_of(self, key: EntityKey) -> set[str]:
        """The names that stand for an entity when it acts, those of its capital among them; looked
        up in an index that is made on first use.
        """
        if not self._metonyms:
            for known in self.entities.values():
                self._metonyms.setdefault(known.key, set()).update(known.metonyms)
                if known.capital_of:
                    names = {known.name, *known.aliases}
                    self._metonyms.setdefault(known.capital_of, set()).update(names)
            for known in self.entities.values():
                self._metonyms[known.key] -= {known.name, *known.aliases}
        return self._metonyms.get(key, set())
