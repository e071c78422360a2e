"""Land: the entity behind a phrase that names a territory, whole or in part, and what it is part of.

"Donetsk" is a place already; "parts of Donetsk", "Norland-held areas", "the territory Norland
controls" are lands of their own, named as the text names them, that somebody holds.
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from kg.extract.context import Context
from kg.extract.worlds import unreal_here
from kg.language.reading import LocalEntity, text_of
from kg.language.trees import case, conjuncts, core, phrase
from kg.lexicon import Words
from kg.model import TerritoryClaim

_CUT = frozenset({"acl:relcl", "acl", "appos", "parataxis", "conj", "cc", "advcl"})
_HELD = {
    "held": "controlled_by", "controlled": "controlled_by", "run": "controlled_by", "ruled": "controlled_by",
    "administered": "controlled_by", "occupied": "occupied_by", "annexed": "annexed_by", "claimed": "claimed_by",
}  # fmt: skip


def lands(token: Token, context: Context) -> list[int]:
    """The territories that the phrase headed by `token` stands for; none when it is no land.

    "the islands of East Sand and West Sand" are the two; "parts of Coast" is a land of its own.
    """
    reading, words = context.reading, context.lexicon.words
    entity = reading.at(token)
    if entity is not None:
        place = reading.entities[entity].type == "place" and not _institution(token, words)
        return (
            [entity]
            if place and not (token.pos_ == "PRON" and reading.entities[entity].state)
            else []
        )
    if token.pos_ not in ("NOUN", "PROPN", "NUM", "ADJ") or any(
        c.lower_ == "former" for c in token.children
    ):
        return []
    if (
        token.lemma_.lower() in words["land", "part_words"]
        or token.lower_ in words["land", "part_words"]
    ):
        places = [
            p
            for c in token.children
            if c.dep_.startswith("nmod") and case(c) == "of"
            for p in conjuncts(c)
        ]
        return [_described(token, context)] if any(_names_land(p, context) for p in places) else []
    if token.lemma_.lower() in words["land", "nouns"]:
        inner = _inner_places(token, context)
        if inner:
            return inner
        if _names_land(token, context):
            return [_described(token, context)]
    return []


def _institution(token: Token, words: Words) -> bool:
    """ "Norland" in "Norland officials" is no land here."""
    return (
        token.dep_ in ("compound", "amod", "nmod:poss")
        and token.head.lemma_.lower() not in words["land", "nouns"]
    )


def _names_land(token: Token, context: Context) -> bool:
    """The phrase has a place in it, or says whose it is."""
    entities = context.reading.entities
    own = context.reading.at(token)
    if own is not None:
        return entities[own].type == "place" and not (token.pos_ == "PRON" and entities[own].state)
    return any(
        (e := context.reading.at(t)) is not None
        and entities[e].type in ("place", "organization")
        and t.pos_ != "PRON"
        for t in phrase(token, drop=_CUT)
    )


def _described(token: Token, context: Context) -> int:
    """A land in part, known by its description."""
    reading = context.reading
    name = " ".join(
        reading.entities[e].name
        if (e := reading.at(t)) is not None and t.pos_ == "PRON"
        else t.text
        for t in core(phrase(token, drop=_CUT), token)
    )
    name = text_of_words(name)
    for i, entity in enumerate(reading.entities):
        if entity.type == "place" and entity.name.casefold() == name.casefold():
            return i
    return reading.add(LocalEntity(type="place", name=name))


def text_of_words(text: str) -> str:
    """Tokens joined by blanks, written as a person would."""
    for a, b in ((" ’s", "’s"), (" 's", "'s"), (" - ", "-"), (" ,", ","), (" n't", "n't")):
        text = text.replace(a, b)
    return " ".join(text.split()).strip(' ,.;:“”"')


def land_relations(context: Context) -> Iterator[TerritoryClaim]:
    """What the make-up of a phrase says: "Norland-held areas", "Norland's Coast region"."""
    yield from _held(context)
    yield from _regions(context)


def _held(context: Context) -> Iterator[TerritoryClaim]:
    for token in context.doc:
        if token.lower_ not in _HELD or token.i < 2 or token.nbor(-1).text not in ("-", "–", "‑"):
            continue
        holder = context.reading.at(token.i - 2)
        if holder is None or context.reading.entities[holder].type not in ("place", "organization"):
            continue
        head = token.head
        if head.i <= token.i or head.pos_ not in ("NOUN", "PROPN"):
            continue
        where = [w for part in conjuncts(head) for w in lands(part, context)]
        if not where and head.lemma_.lower() in context.lexicon.words["land", "nouns"]:
            where = [_described(head, context)]
        world = context.world(head)
        if unreal_here(head, context.lexicon.words) or (world.embedded and world.speaker is None):
            continue
        for place in where:
            if place != holder:
                yield TerritoryClaim(
                    territory=str(place), relation=_HELD[token.lower_], agent=str(holder),
                    asserted_by=None if world.speaker is None else str(world.speaker),
                    evidence=context.evidence(phrase(head, drop=_CUT), f"territory.{token.lower_}-compound", 0.9),
                )  # fmt: skip


def _regions(context: Context) -> Iterator[TerritoryClaim]:
    """ "Norland's Coast region", "Coast, a province of Norland": part_of."""
    for token in context.doc:
        if token.lemma_.lower() not in context.lexicon.words[
            "land", "nouns"
        ] - context.lexicon.words["land", "towns"] or token.pos_ not in ("NOUN", "PROPN"):
            continue
        whole = _whole(token, context)
        world = context.world(token)
        if (
            whole is None
            or (world.embedded and world.speaker is None)
            or any(c.lower_ == "former" for c in token.children)
        ):
            continue
        for inner in _inner_places(token, context):
            if inner != whole:
                yield TerritoryClaim(
                    territory=str(inner), relation="part_of", agent=str(whole),
                    asserted_by=None if world.speaker is None else str(world.speaker),
                    evidence=context.evidence(phrase(token, drop=_CUT - {"appos"}), "territory.region-of", 0.85),
                )  # fmt: skip


def _inner_places(token: Token, context: Context) -> list[int]:
    """The places that the noun is a common noun for: their names before, after or around it."""
    reading = context.reading
    candidates = [
        c
        for c in token.children
        if c.dep_ in ("compound", "appos", "flat") or (c.dep_ == "nmod" and case(c) == "of")
    ]
    if token.dep_ == "appos":
        candidates.append(token.head)
    found: list[int] = []
    for c in (h for candidate in candidates for h in conjuncts(candidate)):
        entity = reading.at(c)
        if (
            entity is not None
            and reading.entities[entity].type == "place"
            and not reading.entities[entity].state
            and not _is_demonym(c, context)
            and c.pos_ != "PRON"
        ):
            found.append(entity)
    return list(dict.fromkeys(found))


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
        if c.dep_ == "nmod:poss" or (c.dep_ in ("amod", "compound") and _is_demonym(c, context)):
            return entity
        if token.dep_ == "appos" and c.dep_ == "nmod" and case(c) in ("of", "in"):
            return entity
    return None


def _is_demonym(token: Token, context: Context) -> bool:
    return any(m.start <= token.i < m.end and m.how == "demonym" for m in context.reading.mentions)
