"""Who is meant by "both neighbours", "the two countries": the two states the text speaks of."""

from __future__ import annotations

from collections import Counter

from spacy.tokens import Token

from kg.extract.context import Context

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
