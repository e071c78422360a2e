"""The state that a person acts for: the one of the office held, if it is no city's."""

from __future__ import annotations

from kg.extract.context import Context
from kg.extract.land_sorts import is_state
from kg.language.actors import government
from kg.language.tokens import Token
from kg.language.trees import antecedent


def home(entity: int, told: Token, context: Context) -> int:
    """The state that a person holds an office of: its king annexes land for it; else the entity.

    `told` names the person, or says whose office it is: "whose king".
    """
    reading = context.reading
    if reading.entities[entity].type != "person":
        return entity
    of_cities = context.lexicon.words["cities", "offices"]
    states = {
        government(r.of, reading)
        for r in reading.roles
        if r.person == entity and r.of is not None and not of_cities & set(r.title.lower().split())
    }
    if told.lemma_.lower() in context.lexicon.words["titles", "offices"]:
        owners = [
            antecedent(c) if c.tag_ == "WP$" else c for c in told.children if "poss" in c.dep_
        ]
        states |= {e for owner in owners if (e := reading.at(owner)) is not None}
    found = sorted(s for s in states if is_state(s, context))
    return found[0] if len(found) == 1 else entity
