"""Territorial claims: who controls, occupies, annexed, claims, ceded or attacked which land.

Only what is asserted, by the article or by a speaker, becomes a claim: a plan, a denial, a
condition or a possibility does not. The agent has to be a state, an organisation or their forces.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from spacy.tokens import Span, Token

from kg.extract.context import Context
from kg.extract.frames import Frame, follow
from kg.extract.lands import lands
from kg.language.actors import government
from kg.language.reading import GROUP
from kg.language.trees import SUBJECTS, case, conjuncts, trim
from kg.lexicon import Words
from kg.model import TerritoryClaim

_HUMAN = frozenset({"person", "event"})


def territories(context: Context) -> Iterator[TerritoryClaim]:
    """One claim a territory and agent of each territorial cue that is asserted."""
    for frame in context.frames:
        if "territory" not in frame.entry.frame.facts:
            continue
        trigger, words = frame.trigger, context.lexicon.words
        where = _roles(
            trigger, frame.entry.territory, words, lambda head: bool(lands(head, context))
        )
        if not where:
            continue
        holders = _roles(trigger, frame.entry.agent, words, lambda _: True)
        agents = [
            str(government(int(a), context.reading))
            for a in context.actors(holders)
            if _can_hold(context, int(a), frame.entry.frame.relation)
        ]
        if not agents or (
            trigger.pos_ == "NOUN"
            and trigger.dep_ in ("obj", "nmod", "obl")
            and trigger.head.lemma_.lower() in context.lexicon.words["territories", "loss"]
        ):
            continue
        world = context.world(trigger)
        if _past(trigger, words):
            continue
        if not world.real or (world.embedded and world.speaker is None):
            continue
        yield from _claims(context, frame, where, agents, world.speaker)


def _claims(
    context: Context, frame: Frame, heads: list[Token], agents: list[str], speaker: int | None
) -> Iterator[TerritoryClaim]:
    clause = _clause(frame.trigger, context, heads)
    for where in dict.fromkeys(place for head in heads for place in lands(head, context)):
        for agent in agents:
            if agent == str(where):
                continue
            yield TerritoryClaim(
                territory=str(where),
                relation=frame.entry.frame.relation,
                agent=agent,
                date=context.date_of(frame.trigger),
                asserted_by=None if speaker is None else str(speaker),
                evidence=context.evidence(clause, f"territory.{frame.entry.id}"),
            )


def _roles(
    trigger: Token, paths: tuple[str, ...], words: Words, fits: Callable[[Token], bool]
) -> list[Token]:
    """The fitting heads at the end of the first path that leads to any."""
    for path in paths:
        heads = (h for head in follow(trigger, path, words) for h in conjuncts(head))
        found = [head for head in heads if fits(head)]
        if found:
            return list(dict.fromkeys(found))
    return []


def _past(trigger: Token, words: Words) -> bool:
    """ "once controlled", "until 1990 governed": no longer so."""
    return any(
        c.lower_ in words["territories", "past"] or case(c) in words["territories", "past"]
        for c in trigger.children
    )


def _can_hold(context: Context, entity: int, relation: str) -> bool:
    """A state, an organisation, or a group that is told by a name; land is part of no group."""
    found = context.reading.entities[entity]
    if found.type == GROUP:
        return relation != "part_of" and any(c.isupper() for c in found.name)
    return found.type not in _HUMAN


def _clause(trigger: Token, context: Context, heads: list[Token]) -> Span:
    """The clause of the cue with the land; of a participle, with the noun it belongs to."""
    edges = [trigger.left_edge.i, trigger.right_edge.i]
    edges += [h.i for h in heads if h.sent == trigger.sent]
    if trigger.dep_ in ("acl", "acl:relcl", "amod") or trigger.pos_ == "NOUN":
        edges += [trigger.head.i] if trigger.head.i != trigger.i else []
    if trigger.dep_ == "conj":
        edges += [c.left_edge.i for c in trigger.head.children if c.dep_ in SUBJECTS]
    return trim(context.doc[min(edges) : max(edges) + 1])
