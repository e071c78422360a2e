"""The entities that take part in a fact: which fields hold them, and the fact under other keys."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Mapping

from kg.model import EntityKey, Fact

ACTING = ("proposer", "holder", "agent", "asserted_by", "speaker", "subject")
"""Fields whose entity acts."""
SINGLE = (*ACTING, "person", "of", "place", "entity", "territory", "object")
"""Fields that hold one entity, or None."""
MANY = ("participants", "about")
"""Fields that hold several."""


def participants(fact: Fact) -> Iterator[EntityKey]:
    """The keys of all entities of a fact."""
    yield from _held(fact, SINGLE)
    for name in MANY:
        yield from getattr(fact, name, ())


def actors(fact: Fact) -> Iterator[EntityKey]:
    """The keys of the entities that act in a fact."""
    yield from _held(fact, ACTING)
    yield from getattr(fact, "participants", ())


def rekeyed(fact: Fact, keys: Mapping[EntityKey, EntityKey]) -> Fact:
    """The fact with every key replaced by what `keys` has for it."""
    changes: dict[str, object] = {
        name: keys[value] for name in SINGLE if (value := getattr(fact, name, None)) is not None
    }
    for name in MANY:
        if values := getattr(fact, name, None):
            changes[name] = tuple(dict.fromkeys(keys[v] for v in values))
    return dataclasses.replace(fact, **changes)  # type: ignore[arg-type]


def _held(fact: Fact, names: tuple[str, ...]) -> Iterator[EntityKey]:
    for name in names:
        key = getattr(fact, name, None)
        if key is not None:
            yield key
