"""Lists of lands: "both", "all four" of the islands named together before."""

from __future__ import annotations

from kg.extract.context import Context
from kg.extract.land_antecedents import disputed
from kg.extract.land_sorts import is_state
from kg.language.tokens import Token
from kg.language.trees import conjuncts


def listed(token: Token, count: int, context: Context) -> list[int]:
    """The lands of the last list of so many before the token."""
    for m in reversed(context.reading.mentions):
        if m.start >= token.i or m.how != "name":
            continue
        heads = conjuncts(context.doc[m.start : m.end].root)
        places = [e for h in heads if (e := context.reading.at(h)) is not None]
        if len(set(places)) == count and all(_land(e, context) for e in places):
            return list(dict.fromkeys(places))
    return []


def _land(entity: int, context: Context) -> bool:
    """A place that is no state, unless contested or dependent, and no capital."""
    found = context.reading.entities[entity]
    known = context.reading.base.entities.get(found.known)
    if found.type != "place" or (known is not None and known.capital_of is not None):
        return False
    return not is_state(entity, context) or disputed(entity, context)
