"""What the make-up of a phrase says of a land: who holds it, what it is a region of."""

from __future__ import annotations

from collections.abc import Iterator

from kg.extract.context import Context
from kg.extract.land_names import NOUN_PHRASE, described, noted
from kg.extract.land_nouns import inner_places, is_demonym
from kg.extract.lands import lands, listed_after
from kg.extract.parties import rebels
from kg.extract.worlds import unreal_here
from kg.language.reading import known_entity
from kg.language.tokens import Token
from kg.language.trees import case, conjuncts, phrase
from kg.model import TerritoryClaim


def regions(context: Context) -> Iterator[TerritoryClaim]:
    """What the make-up of a phrase says: "Norland-held areas", "Norland's Coast region"."""
    yield from _held(context)
    yield from _regions(context)
    yield from _bases(context)


def _held(context: Context) -> Iterator[TerritoryClaim]:
    held = context.lexicon.words.table("land", "held")
    for token in context.doc:
        if token.lower_ not in held or token.i < 2 or token.nbor(-1).text not in ("-", "–", "‑"):
            continue
        holder = _holder(token, context)
        if holder is None or context.reading.entities[holder].type not in ("place", "organization"):
            continue
        head = token.head
        sites = context.lexicon.words["land", "sites"]
        if head.i <= token.i or head.pos_ not in ("NOUN", "PROPN") or head.lemma_.lower() in sites:
            continue
        where = [w for part in conjuncts(head) for w in lands(part, context)]
        if not where and head.lemma_.lower() in context.lexicon.words["land", "nouns"]:
            where = [described(head, context)]
        quote, world = context.reading.inside_quote(token.i), context.world(head)
        speaker = quote.speaker if quote is not None else world.speaker
        silent = (quote is not None or world.embedded) and speaker is None
        if unreal_here(head, context.lexicon.words) or silent:
            continue
        if speaker is None and _in_name(token, context):
            continue
        for place in where:
            if place != holder:
                rule = f"territory.{token.lower_}-compound"
                yield TerritoryClaim(
                    territory=str(place),
                    relation=held[token.lower_],
                    agent=str(holder),
                    asserted_by=None if speaker is None else str(speaker),
                    evidence=context.evidence(phrase(head, drop=NOUN_PHRASE), rule),
                )


def _holder(token: Token, context: Context) -> int | None:
    """Whose the word before the hyphen is, also inside a name: "Norlander-held Coast"."""
    reading, word = context.reading, token.doc[token.i - 2]
    if reading.at(word) is None:
        return next(iter(rebels(word, context)), None)
    if reading.at(word) != reading.at(token):
        return reading.at(word)
    states = (k for k in reading.base.entities.values() if k.state and k.type == "place")
    known = next((k for k in states if word.text in (k.name, *k.demonyms)), None)
    return None if known is None else known_entity(reading, known.key)


def _in_name(token: Token, context: Context) -> bool:
    """ "Norland-occupied Coast" as a name is in use on one side only: whoever says it tells it."""
    inside = context.reading.at(token) is not None
    return inside and token.lower_ in context.lexicon.words["land", "loaded"]


def _regions(context: Context) -> Iterator[TerritoryClaim]:
    """ "Norland's Coast region", "Coast, a province of Norland": part_of."""
    words = context.lexicon.words
    nouns = words["land", "nouns"] - words["land", "towns"] - words["land", "lapsing"]
    for token in context.doc:
        if token.lemma_.lower() not in nouns or token.pos_ not in ("NOUN", "PROPN"):
            continue
        whole = _whole(token, context)
        if whole is None or any(c.lower_ == "former" for c in token.children):
            continue
        world = context.world(token)
        if world.embedded and world.speaker is None:
            continue
        for inner in [*inner_places(token, context), *listed_after(token, context)]:
            if inner != whole:
                span = phrase(token, drop=NOUN_PHRASE - {"appos"})
                yield TerritoryClaim(
                    territory=str(inner),
                    relation="part_of",
                    agent=str(whole),
                    asserted_by=None if world.speaker is None else str(world.speaker),
                    evidence=context.evidence(span, "territory.region-of"),
                )


def _bases(context: Context) -> Iterator[TerritoryClaim]:
    """ "Norland's base at Porto" is in the hands of Norland."""
    for token in context.doc:
        if token.lemma_.lower() not in context.lexicon.words["land", "bases"]:
            continue
        owner = _whole(token, context)
        site = next((c for c in token.children if case(c) in ("at", "in", "on")), None)
        place = None if site is None else context.reading.at(site)
        world = context.world(token)
        silent = world.embedded and world.speaker is None
        if owner is None or site is None or place is None or silent:
            continue
        name = f"{token.text} {case(site)} {context.reading.entities[place].name}"
        yield TerritoryClaim(
            territory=str(noted(name, context)),
            relation="controlled_by",
            agent=str(owner),
            asserted_by=None if world.speaker is None else str(world.speaker),
            evidence=context.evidence(phrase(token, drop=NOUN_PHRASE), "territory.base"),
        )


def _whole(token: Token, context: Context) -> int | None:
    reading = context.reading
    for c in token.children:
        entity = reading.at(c)
        if (
            entity is None
            or reading.entities[entity].type != "place"
            or not reading.entities[entity].state
        ):
            continue
        short = is_demonym(c, context) or (c.dep_ == "compound" and c.text.isupper())  # "US"
        if c.dep_ == "nmod:poss" or (c.dep_ in ("amod", "compound") and short):
            return entity
        within = token.dep_ == "appos" or any(k.dep_ == "compound" for k in token.children)
        if within and c.dep_ == "nmod" and case(c) in ("of", "in"):
            return entity
    return None
