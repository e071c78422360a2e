"""Territorial claims: who controls, occupies, annexed, claims, ceded or attacked which land.

Only what is asserted, by the article or by a speaker, becomes a claim: a plan, a denial, a
condition or a possibility does not. The agent has to be a state, an organisation or their forces.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from kg.extract.context import Context
from kg.extract.cue_dates import date_of
from kg.extract.focus import is_state, theirs
from kg.extract.frames import Frame
from kg.extract.holders import beside, holders, relation_of
from kg.extract.lands import lands, partly
from kg.extract.paths import follow
from kg.extract.plan_clauses import told
from kg.extract.points import points
from kg.extract.standing import (
    accuser,
    ended,
    figurative,
    other_verb,
    past,
    planned,
    presupposed,
    recogniser,
    taken_away,
)
from kg.extract.worlds import World
from kg.language.tokens import Span, Token
from kg.language.trees import SUBJECTS, antecedent, case, conjuncts, is_relative, patients, trim
from kg.language.trees import agents as agents_of
from kg.model import TerritoryClaim


def territories(context: Context) -> Iterator[TerritoryClaim]:
    """One claim a territory and agent of each territorial cue that is asserted."""
    points_of_plans = {p.head.i for p in (*context.once(points), *context.once(told))}
    claims = [
        claim
        for frame in context.frames
        if not planned(frame.trigger, points_of_plans, context.lexicon.words)
        for claim in _of_frame(frame, context)
    ]
    yield from dated(claims)


def dated(claims: Iterable[TerritoryClaim]) -> Iterator[TerritoryClaim]:
    """The claims; what is told once with a date and again without is told twice with it."""
    claims = list(claims)
    for claim in claims:
        dates = {c.date for c in claims if replace(c, date=None, evidence=()) == _bare(claim)}
        known = dates - {None}
        yield replace(claim, date=known.pop()) if claim.date is None and len(known) == 1 else claim


def _bare(claim: TerritoryClaim) -> TerritoryClaim:
    return replace(claim, date=None, evidence=())


def _of_frame(frame: Frame, context: Context) -> Iterator[TerritoryClaim]:
    if "territory" not in frame.entry.frame.facts or past(frame, context) or other_verb(frame):
        return
    agents = holders(frame, context)
    if figurative(frame.trigger, context.lexicon.words):
        return
    where, heads = _lands(frame, agents, context) if agents else ([], [])
    if not where or taken_away(frame.trigger, context):
        return
    world = _world(frame, context)
    if not world.real or (world.embedded and world.speaker is None):
        return
    yield from _claims(context, frame, where, heads, agents, world.speaker)


def _world(frame: Frame, context: Context) -> World:
    """Who asserts what the cue tells; an accusation and a recognition are their subject's."""
    trigger, verb = frame.trigger, accuser(frame.trigger)
    if frame.entry.frame.id == "recognised":
        verb = recogniser(trigger, context.lexicon.words)
        if verb is None or _own(verb):
            return World(False, False, None)
    if verb is not None:
        above, who = context.world(verb), context.actors(agents_of(verb))
        return World(above.real and bool(who), True, int(who[0]) if who else None)
    world = context.world(trigger)
    return replace(world, real=world.real or presupposed(trigger, context))


def _own(verb: Token) -> bool:
    """ "regards the coast as its land": a claim of its own, and told as one."""
    names = [c for c in verb.children if case(c) == "as"]
    return any(owner.tag_ == "PRP$" for c in names for owner in c.children)


def _lands(frame: Frame, agents: list[int], context: Context) -> tuple[list[int], list[Token]]:
    """The lands at the end of the first path that leads to any, and the heads that name them."""
    for path in frame.entry.territory:
        if path == "topic":
            found = _implied(frame.trigger, agents, context)
            return found, []
        heads = [
            inner
            for head in follow(frame.trigger, path, context.lexicon.words)
            for part in _shared(antecedent(head) if is_relative(head) else head, context)
            for inner in _through(part, context)
            if inner.pos_ != "PRON" or _of_land(frame, context)
        ]
        heads = _share(frame.trigger, context) or _called(frame.trigger, context) or heads
        if not any(lands(head, context, agents) for head in heads):
            heads = beside(frame.trigger, context, "obj", "nsubj:pass")
        places = [
            p
            for head in heads
            if not _circular(frame.trigger, head, context)
            for p in lands(head, context, agents)
            if [p] != agents
        ]
        if places:
            return partly(list(dict.fromkeys(places)), frame.trigger, context), heads
    return [], []


def _shared(head: Token, context: Context) -> list[Token]:
    """The coordinated lands; of "Norland holds a third and Sudria the rest" the third alone."""
    alone, entities = context.lexicon.words["land", "alone"], context.reading.entities
    return [
        c
        for c in conjuncts(head)
        if c.dep_ != "conj"
        or c.head.lemma_.lower() not in alone
        or (e := context.reading.at(c)) is None
        or not entities[e].state
    ]


def _circular(trigger: Token, head: Token, context: Context) -> bool:
    """ "the territory under Norland's occupation": which land that is it does not say."""
    words = context.lexicon.words
    noun = head.lemma_.lower() in words["land", "nouns"] - words["land", "part_words"]
    below = trigger.head.i == head.i and trigger.dep_ in ("nmod", "obl")
    return (
        noun and below and all(c.i == trigger.i or c.dep_ in ("det", "case") for c in head.children)
    )


def _share(verb: Token, context: Context) -> list[Token]:
    """ "much of which is held by": the part, whatever the tree makes of it."""
    parts = context.lexicon.words["land", "part_words"]
    return [
        c
        for c in verb.children
        if c.i < verb.i and c.lower_ in parts and any(is_relative(k) for k in c.children)
    ]


def _called(participle: Token, context: Context) -> list[Token]:
    """ "regards the coast as occupied": the object is what is occupied."""
    verb = participle.head
    calling = verb.lemma_.lower() in context.lexicon.words["irrealis", "calling"]
    said_of = participle.tag_ == "VBN" and participle.dep_ in ("advcl", "obl", "xcomp", "ccomp")
    return patients(verb) if calling and said_of else []


def _of_land(frame: Frame, context: Context) -> bool:
    """The cue is of land by itself or by its date: "annexed it", "has run it since 1990"."""
    lemma = frame.trigger.lemma_.lower()
    noun = frame.trigger.pos_ == "NOUN" and frame.entry.frame.relation != "part_of"
    firm = noun or lemma in context.lexicon.words["territories", "firm"]
    return firm or date_of(frame.trigger, context) is not None


def _through(head: Token, context: Context) -> list[Token]:
    """What control or sovereignty is of: "ceded control of the islands"."""
    if head.lemma_.lower() not in context.lexicon.words["territories", "holding"]:
        return [head]
    inner = [c for c in head.children if c.dep_ == "nmod" and case(c) in ("of", "over")]
    return [part for c in inner for part in conjuncts(c)]


def _implied(noun: Token, agents: list[int], context: Context) -> list[int]:
    """ "renounced its claim": to the land that the article is about."""
    about = theirs(agents[0], context) if len(agents) == 1 else None
    told = any(
        c.dep_ in ("acl", "ccomp", "acl:relcl", "nmod")
        and context.reading.at(c) not in agents
        and not any(d.start <= c.i < d.end for d in context.reading.dates)
        for c in noun.children
    )
    after = noun.doc[noun.i + 1 : noun.i + 2]  # "its claim to it", wherever the tree hangs that
    told = told or noun.tag_ == "NNS" or any(t.lower_ in ("to", "on", "over") for t in after)
    states = all(context.reading.entities[a].state for a in agents)
    return [about] if about is not None and states and not told and about not in agents else []


def _claims(
    context: Context,
    frame: Frame,
    where: list[int],
    heads: list[Token],
    agents: list[int],
    speaker: int | None,
) -> Iterator[TerritoryClaim]:
    clause = _clause(frame.trigger, context, heads)
    over = ended(frame.trigger, context.lexicon.words)
    for place in where:
        for agent in (a for a in agents if a not in where):
            if _larger(place, agent, context) and frame.entry.frame.relation == "part_of":
                continue
            yield TerritoryClaim(
                territory=str(place),
                relation=relation_of(frame, agent, context),
                agent=str(agent),
                date=date_of(frame.trigger, context),
                asserted_by=None if speaker is None else str(speaker),
                over=over,
                evidence=context.evidence(clause, f"territory.{frame.entry.id}"),
            )


def _larger(place: int, agent: int, context: Context) -> bool:
    """A state is no part of a province."""
    land = context.reading.entities[agent].type == "place"
    return land and is_state(place, context) and not is_state(agent, context)


def _clause(trigger: Token, context: Context, heads: list[Token]) -> Span:
    """The clause of the cue with the land; of a participle, with the noun it belongs to."""
    edges = [trigger.left_edge.i, trigger.right_edge.i]
    edges += [h.i for h in heads if h.sent == trigger.sent]
    if trigger.dep_ in ("acl", "acl:relcl", "amod") or trigger.pos_ == "NOUN":
        edges += [trigger.head.i] if trigger.head.i != trigger.i else []
    if trigger.dep_ == "conj":
        edges += [c.left_edge.i for c in trigger.head.children if c.dep_ in SUBJECTS]
    return trim(context.doc[min(edges) : max(edges) + 1])
