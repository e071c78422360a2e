"""What lies in which state, and whether an article speaks of more states than one."""

from __future__ import annotations

from kg.entity_base import EntityBase, KnownEntity
from kg.language.reading import Reading
from kg.model import EntityKey


def lies_in(place: KnownEntity, state: KnownEntity, base: EntityBase) -> bool:
    """The place is the state, its capital or a part of it: "Tbilisi" of Georgia."""
    seen: set[str] = set()
    todo = [place.key]
    while todo:
        key = todo.pop()
        if key == state.key:
            return True
        if key not in seen:
            seen.add(key)
            known = base.entities[key]
            todo += [k for k in (known.capital_of, known.part_of) if k]
    return False


def abroad(state: EntityKey, reading: Reading) -> bool:
    """The article speaks of another sovereign state, or of the capital of one."""
    for m in reading.mentions:
        known = reading.base.entities.get(reading.entities[m.entity].known)
        whose = None if known is None else known.capital_of or (known.state and known.key)
        if whose and whose != state:
            return True
    return False
