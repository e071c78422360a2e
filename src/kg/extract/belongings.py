"""What is said to belong to a state by being called its own, "ours" or by its adjective."""

from __future__ import annotations

from collections.abc import Iterator

from kg.extract.context import Context
from kg.extract.focus import is_state
from kg.extract.land_nouns import is_demonym
from kg.extract.lands import lands
from kg.extract.parties import home
from kg.language.reading import GROUP
from kg.language.tokens import Token
from kg.language.trees import agents, case, clause_of, mark, patients, phrase, subjects
from kg.model import TerritoryClaim


def belongings(context: Context) -> Iterator[TerritoryClaim]:
    """ "regards the islands as its own", "the islands are ours", "the islands are Norlander"."""
    yield from _regarded(context)
    yield from _predicated(context)


def _regarded(context: Context) -> Iterator[TerritoryClaim]:
    """ "Norland considers the islands part of its territory": it claims them."""
    for verb in context.doc:
        regarding = context.lexicon.words["territories", "regarding"]
        if verb.pos_ != "VERB" or verb.lemma_.lower() not in regarding:
            continue
        holders = [int(a) for a in context.actors(agents(verb))]
        own = _called_own(verb, holders, context)
        states = [
            a for a in holders if context.reading.entities[a].type in ("place", "organization")
        ]
        if own is None or not states:
            continue
        heads = [h for h in patients(verb) if h.i != own.i] or _before(own)
        for head in heads:
            for place in lands(head, context, states):
                for agent in states:
                    yield from _claim(context, verb, place, "claimed_by", agent, "regarded")


def _called_own(verb: Token, holders: list[int], context: Context) -> Token | None:
    """The head of "its own", "part of its territory", "its southern province"."""
    for child in verb.children:
        complement = child.dep_ in ("obj", "xcomp", "ccomp") or (
            child.dep_.split(":")[0] in ("obl", "advcl", "nmod")
            and "as" in (case(child), mark(child))
        )
        if child.i < verb.i or not complement:
            continue
        inner = [c for c in child.children if c.dep_ == "nmod" and case(c) == "of"]
        if child.lemma_.lower() == "part" and any(_is_theirs(c, holders, context) for c in inner):
            return child
        for noun in (child, *inner):
            rebel = noun.i == child.i and any(
                c.lower_ in context.lexicon.words["territories", "rebel"] for c in child.children
            )
            land = noun.lemma_.lower() in context.lexicon.words["land", "nouns"] | {"own"}
            for c in (*noun.children, noun):
                mine = c.tag_ == "PRP$" and (
                    context.reading.at(c) in holders or c.lower_ in ("its", "their")
                )
                if land and (mine or rebel):
                    return child
    return None


def _is_theirs(whole: Token, holders: list[int], context: Context) -> bool:
    """ "part of Norland", "an integral part of the kingdom", where Norland says so."""
    definite = any(c.lower_ == "the" for c in whole.children)
    realm = whole.lemma_.lower() in context.lexicon.words["actors", "governments"]
    return context.reading.at(whole) in holders or (realm and definite)


def _before(own: Token) -> list[Token]:
    """ "considers Coast part of its territory", where the tree makes the name part of "part"."""
    return [c for c in own.children if c.dep_ == "compound" and c.i < own.i]


def _predicated(context: Context) -> Iterator[TerritoryClaim]:
    """ "the islands are Norlander", "the islands are ours", "Coast is Norland"."""
    for token in context.doc:
        copula = next((c for c in token.children if c.dep_ == "cop"), None)
        if copula is None or (copula.tag_ == "VBD" and token.dep_ != "ccomp"):
            continue
        owner = _owner(token, context)
        if owner is None:
            continue
        for subject in subjects(token):
            for place in lands(subject, context, [owner]):
                if not is_state(place, context):
                    yield from _claim(context, token, place, "part_of", owner, "predicated")


def _owner(token: Token, context: Context) -> int | None:
    """The state that the predicate says something belongs to."""
    reading = context.reading
    if token.lower_ == "ours":
        quote = reading.inside_quote(token.i)
        if quote is None or quote.speaker is None:
            return None
        ours = home(quote.speaker, token, context)
        return ours if is_state(ours, context) else None
    entity = reading.at(token)
    if entity is None or not is_state(entity, context) or token.tag_ == "NNPS":
        return None
    adjective = token.pos_ == "ADJ" and is_demonym(token, context)
    return (
        entity if adjective or (token.pos_ == "PROPN" and not is_demonym(token, context)) else None
    )


def _claim(
    context: Context, cue: Token, place: int, relation: str, agent: int, rule: str
) -> Iterator[TerritoryClaim]:
    world = context.world(cue)
    same = place == agent or context.reading.entities[agent].type == GROUP
    if same or not world.real or (world.embedded and world.speaker is None):
        return
    yield TerritoryClaim(
        territory=str(place),
        relation=relation,
        agent=str(agent),
        asserted_by=None if world.speaker is None else str(world.speaker),
        evidence=context.evidence(phrase(clause_of(cue)), f"territory.{rule}"),
    )
