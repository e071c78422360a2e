"""Territorial claims: who controls, occupies, annexed, claims, ceded or attacked which land.

Only what is asserted, by the article or by a speaker, becomes a claim: a plan, a denial, a
condition or a possibility does not. The agent has to be a state, an organisation or their forces.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from spacy.tokens import Span, Token

from kg.extract.context import Context
from kg.extract.focus import theirs
from kg.extract.frames import Frame
from kg.extract.lands import lands, partly
from kg.extract.parties import home, parties
from kg.extract.paths import follow
from kg.extract.plans import Plans, told
from kg.extract.points import points
from kg.extract.standing import figurative, other_verb, past, planned, presupposed, taken_away
from kg.language.actors import government
from kg.language.reading import GROUP
from kg.language.trees import SUBJECTS, case, conjuncts, is_relative, phrase, trim
from kg.model import TerritoryClaim
from kg.partial_dates import PartialDate

_ASIDE = frozenset({"acl", "acl:relcl", "appos", "conj", "parataxis"})
_HUMAN = frozenset({"person", "event"})


def territories(context: Context) -> Iterator[TerritoryClaim]:
    """One claim a territory and agent of each territorial cue that is asserted."""
    plans = Plans(context)
    points_of_plans = {p.head.i for p in (*points(context, plans), *told(context, plans))}
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
    agents = _agents(frame, context)
    if figurative(frame.trigger, context.lexicon.words):
        return
    where, heads = _lands(frame, agents, context) if agents else ([], [])
    if not where or taken_away(frame.trigger, context):
        return
    world = context.world(frame.trigger)
    real = world.real or presupposed(frame.trigger, context)
    if not real or (world.embedded and world.speaker is None):
        return
    yield from _claims(context, frame, where, heads, agents, world.speaker)


def _agents(frame: Frame, context: Context) -> list[int]:
    """The states and organisations that hold, claim or get the land."""
    for path in frame.entry.agent:
        found: list[int] = []
        heads = follow(frame.trigger, path, context.lexicon.words)
        if path == "agent" and not context.actors(heads):
            heads += _beside(frame.trigger, context, "nsubj")
        for head in heads:
            for part in conjuncts(head):
                found += [government(a, context.reading) for a in _acting(part, frame, context)]
        found = [a for a in found if _can_hold(context, a, frame.entry.frame.relation)]
        if found:
            return list(dict.fromkeys(found))
    return []


def _acting(part: Token, frame: Frame, context: Context) -> list[int]:
    """Who acts: "both neighbours"; for a president who annexes land, the state."""
    found = parties(part, context) or _named_in(part, context)
    if part.tag_ == "PRP$" and part.head.i != frame.trigger.i:  # "says it is part of its land"
        speaker = context.world(frame.trigger).speaker
        return found if speaker is None else [home(speaker, part, context)]
    trigger, words = frame.trigger, context.lexicon.words
    deed = trigger.pos_ == "VERB" or trigger.head.lemma_.lower() in words["clauses", "light_verbs"]
    if not deed or frame.entry.frame.relation == "attacked_by":
        return found
    return [home(entity, part, context) for entity in found]


def _named_in(part: Token, context: Context) -> list[int]:
    """The actor; of unnamed people, the organisation they are of: "Reed Front rebels"."""
    entities = context.reading.entities
    found = [int(a) for a in context.actors([part])]
    if not any(entities[a].type == GROUP for a in found):
        return found
    inside = {e for t in phrase(part, drop=_ASIDE) if (e := context.reading.at(t)) is not None}
    return sorted(e for e in inside if entities[e].type == "organization") or found


def _lands(frame: Frame, agents: list[int], context: Context) -> tuple[list[int], list[Token]]:
    """The lands at the end of the first path that leads to any, and the heads that name them."""
    for path in frame.entry.territory:
        if path == "topic":
            found = _implied(frame.trigger, agents, context)
            return found, []
        heads = [
            inner
            for head in follow(frame.trigger, path, context.lexicon.words)
            for part in conjuncts(head)
            for inner in _through(part, context)
            if inner.pos_ != "PRON" or _of_land(frame, context)
        ]
        if not any(lands(head, context, agents) for head in heads):
            heads = _beside(frame.trigger, context, "obj", "nsubj:pass")
        places = [p for head in heads for p in lands(head, context, agents) if p not in agents]
        if places:
            return partly(list(dict.fromkeys(places)), frame.trigger, context), heads
    return [], []


def _of_land(frame: Frame, context: Context) -> bool:
    """The cue is of land by itself or by its date: "annexed it", "has run it since 1990"."""
    lemma = frame.trigger.lemma_.lower()
    firm = lemma in context.lexicon.words["territories", "firm"] or frame.trigger.pos_ == "NOUN"
    return firm or _date(frame.trigger, context) is not None


def _through(head: Token, context: Context) -> list[Token]:
    """What control or sovereignty is of: "ceded control of the islands"."""
    if head.lemma_.lower() not in context.lexicon.words["territories", "holding"]:
        return [head]
    inner = [c for c in head.children if c.dep_ == "nmod" and case(c) in ("of", "over")]
    return [part for c in inner for part in conjuncts(c)]


def _beside(trigger: Token, context: Context, *labels: str) -> list[Token]:
    """The name right before a relative clause, where the tree hangs the clause on another noun."""
    pronoun = next((c for c in trigger.children if is_relative(c) and c.lower_ != "who"), None)
    if pronoun is None or pronoun.dep_ not in labels:
        return []
    left = pronoun.i - 1
    while left > pronoun.sent.start and context.doc[left].is_punct:
        left -= 1
    mention = context.reading.mention_at(left)
    return [] if mention is None else [context.doc[mention.start : mention.end].root]


def _implied(noun: Token, agents: list[int], context: Context) -> list[int]:
    """ "renounced its claim": to the land that the article is about."""
    about = theirs(agents[0], context) if len(agents) == 1 else None
    told = any(
        c.dep_ in ("acl", "ccomp", "acl:relcl", "nmod")
        and context.reading.at(c) not in agents
        and not any(d.start <= c.i < d.end for d in context.reading.dates)
        for c in noun.children
    )
    told = told or noun.tag_ == "NNS"
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
    for place in where:
        for agent in agents:
            yield TerritoryClaim(
                territory=str(place),
                relation=frame.entry.frame.relation,
                agent=str(agent),
                date=_date(frame.trigger, context),
                asserted_by=None if speaker is None else str(speaker),
                evidence=context.evidence(clause, f"territory.{frame.entry.id}"),
            )


def _can_hold(context: Context, entity: int, relation: str) -> bool:
    """A state, an organisation, or a group that is told by a name; land is part of no group."""
    found = context.reading.entities[entity]
    if found.type == GROUP:
        named = any(c.isupper() for c in found.name)
        owned = found.name.lower().split()[0] in context.lexicon.words["pronouns", "plural"]
        return relation != "part_of" and named and not owned
    known = context.reading.base.entities.get(found.known)
    land = found.type == "place" and known is not None and not found.state
    return found.type not in _HUMAN and (relation == "part_of" or not land)


def _date(trigger: Token, context: Context) -> PartialDate | None:
    """The date of the cue itself, not of a treaty or a war beside it."""
    for child in trigger.children:
        for date in context.reading.dates:
            if date.start <= child.i < date.end or (
                child.dep_ == "advmod" and date.end == child.i + 1
            ):
                return None if _that_year(context.doc[date.end : date.end + 3]) else date.date
    staged = context.lexicon.words["territories", "waging"] | {"lay", "make", "press", "renew"}
    own = (trigger.pos_ == "NOUN" and trigger.dep_ == "obj") or _is_state_of(trigger)
    light = trigger.head.lemma_.lower() in staged | context.lexicon.words["clauses", "staying"]
    return _date(trigger.head, context) if own and light else None


def _is_state_of(noun: Token) -> bool:
    """ "has been under occupation since 1990": the verb tells only where."""
    return noun.dep_.startswith("obl")


def _that_year(after: Span) -> bool:
    """ "on 3 March of that year": of which year the date does not say."""
    return after.text.lower() in ("of that year", "of the year", "of the same")


def _clause(trigger: Token, context: Context, heads: list[Token]) -> Span:
    """The clause of the cue with the land; of a participle, with the noun it belongs to."""
    edges = [trigger.left_edge.i, trigger.right_edge.i]
    edges += [h.i for h in heads if h.sent == trigger.sent]
    if trigger.dep_ in ("acl", "acl:relcl", "amod") or trigger.pos_ == "NOUN":
        edges += [trigger.head.i] if trigger.head.i != trigger.i else []
    if trigger.dep_ == "conj":
        edges += [c.left_edge.i for c in trigger.head.children if c.dep_ in SUBJECTS]
    return trim(context.doc[min(edges) : max(edges) + 1])
