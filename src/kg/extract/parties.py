"""Which states act: the two that "both neighbours" are, the one that its president acts for."""

from __future__ import annotations

from collections import Counter

from kg.extract.context import Context
from kg.extract.focus import is_state
from kg.language.actors import government
from kg.language.tokens import Token
from kg.language.trees import antecedent

_REACH = 3
"""Sentences back in which the two were named."""


def parties(token: Token, context: Context) -> list[int]:
    """The two states that the phrase stands for; none when it cannot be told which two."""
    words = context.lexicon.words
    paired = token.lower_ == "both" or (
        token.lower_ in words["territories", "parties"]
        and any(c.lower_ in ("both", "two") for c in token.children)
    )
    if not paired:
        return []
    near = _states(context, _start(token, context), token.i)
    if len(near) == 2:
        return sorted(near)
    (a, _), (b, second), (_, third) = [
        *_states(context, 0, len(context.doc)).most_common(3), *[(-1, 0)] * 3
    ][:3]  # fmt: skip
    return sorted((a, b)) if second > third else []


def _start(token: Token, context: Context) -> int:
    start = token.sent.start
    for _ in range(_REACH):
        start = context.doc[start - 1].sent.start if start else 0
    return start


def _states(context: Context, start: int, end: int) -> Counter[int]:
    reading = context.reading
    return Counter(
        m.entity
        for m in reading.mentions
        if start <= m.start < end and reading.entities[m.entity].state
    )


def home(entity: int, told: Token, context: Context) -> int:
    """The state that a person holds an office of: its king annexes land for it; else the entity.

    `told` names the person, or says whose office it is: "whose king".
    """
    reading = context.reading
    if reading.entities[entity].type != "person":
        return entity
    states = {
        government(r.of, reading) for r in reading.roles if r.person == entity and r.of is not None
    }
    if told.lemma_.lower() in context.lexicon.words["titles", "offices"]:
        owners = [
            antecedent(c) if c.tag_ == "WP$" else c for c in told.children if "poss" in c.dep_
        ]
        states |= {e for owner in owners if (e := reading.at(owner)) is not None}
    found = sorted(s for s in states if is_state(s, context))
    return found[0] if len(found) == 1 else entity
