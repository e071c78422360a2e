"""Which states and armed groups act: the two that "both neighbours" are, the one that its president
acts for, the one that "the rebels" are.
"""

from __future__ import annotations

from collections import Counter

from kg.extract.context import Context
from kg.extract.focus import is_state
from kg.language.actors import government
from kg.language.tokens import Token
from kg.language.trees import antecedent, phrase

_ASIDE = frozenset({"acl", "acl:relcl", "appos", "conj", "parataxis"})
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


def rebels(token: Token, context: Context) -> list[int]:
    """The one armed group of the article, where it is told as "the rebels", "rebel forces"."""
    if not _of_rebels(token, context) or any(
        context.reading.at(t) is not None for t in phrase(token, drop=_ASIDE)
    ):
        return []
    reading = context.reading
    groups = {
        m.entity for m in reading.mentions if reading.entities[m.entity].type == "organization"
    }
    called = {
        m.entity
        for m in reading.mentions
        if m.entity in groups and _called_rebels(context.doc[m.start : m.end].root, context)
    }
    fighting = context.lexicon.words["territories", "fronts"]
    named = {g for g in groups if fighting & set(reading.entities[g].name.lower().split())}
    armed = called or named
    return sorted(armed) if len(armed) == 1 else []


def _called_rebels(name: Token, context: Context) -> bool:
    """ "Reed Front rebels", "the Reed Front, a rebel group"."""
    around = [name.head] if name.dep_ in ("compound", "amod", "appos", "nmod:desc") else []
    return any(_of_rebels(t, context) for t in (name, *name.children, *around))


def _of_rebels(token: Token, context: Context) -> bool:
    """ "rebels", "a rebel group", "insurgent forces"."""
    words = context.lexicon.words["territories", "rebels"]
    return token.lemma_.lower() in words or any(
        c.lemma_.lower() in words for c in token.children if c.dep_ in ("amod", "compound")
    )


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
