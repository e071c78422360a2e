"""What sort of land a place is: a state, an island, the one that its noun alone stands for."""

from __future__ import annotations

from collections import defaultdict

from kg.extract.context import Context
from kg.extract.land_names import sort_of
from kg.language.tokens import Token


def namesake(noun: Token, context: Context) -> list[int]:
    """The one place with the noun at the end of its name: "the reef"."""
    lemma = noun.lemma_.lower()
    if noun.pos_ != "NOUN" or not any(c.lower_ == "the" for c in noun.children):
        return []
    found = context.once(_by_sort)[lemma]
    return list(found) if len(found) == 1 else []


def _by_sort(context: Context) -> defaultdict[str, set[int]]:
    """The places of the article by the sort of land in their names."""
    found: defaultdict[str, set[int]] = defaultdict(set)
    for m in context.reading.mentions:
        entity = context.reading.entities[m.entity]
        if m.how == "name" and entity.type == "place":
            found[sort_of(entity.name)].add(m.entity)
    return found


def is_island(entity: int, context: Context) -> bool:
    """The place is an island or several by its name."""
    last = context.reading.entities[entity].name.lower().split()[-1]
    return last in context.lexicon.words["territories", "islands"] or last.endswith("s")


def is_state(entity: int, context: Context) -> bool:
    """A state, and no place that governs itself while others hold or claim it."""
    found = context.reading.entities[entity]
    known = context.reading.base.entities.get(found.known)
    return found.state and not (known is not None and known.dependent)
