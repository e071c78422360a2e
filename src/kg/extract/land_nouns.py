"""Common nouns for land and the names around them: "the Coast region", "the land west of it"."""

from __future__ import annotations

from kg.extract.context import Context
from kg.extract.land_antecedents import whole_meant
from kg.extract.land_names import NOUN_PHRASE, noted, text_of_words
from kg.extract.land_sorts import is_state, namesake
from kg.language.tokens import Token
from kg.language.trees import case, conjuncts, phrase

_SOIL = frozenset({"airspace", "soil", "waters"})


def inner_places(token: Token, context: Context) -> list[int]:
    """The places that the noun is a common noun for: their names before, after or around it."""
    reading = context.reading
    candidates = [
        c
        for c in token.children
        if c.dep_ in ("compound", "appos", "flat") or (c.dep_ == "nmod" and case(c) == "of")
    ]
    if token.dep_ == "appos":
        candidates.append(token.head)
    if any(c.dep_ == "nmod" and reading.at(c) is not None for c in candidates):
        candidates = [c for c in candidates if c.dep_ != "compound"]  # "the Coast town of Porto"
    rebel = any(
        c.lower_ in context.lexicon.words["territories", "rebel"] for c in token.children
    )  # "Norland's breakaway region of Coast": a state only in its own eyes
    found: list[int] = []
    for c in (h for candidate in candidates for h in conjuncts(candidate)):
        entity = reading.at(c)
        if (
            entity is not None
            and reading.entities[entity].type == "place"
            and (rebel or not is_state(entity, context))
            and not is_demonym(c, context)
            and c.pos_ != "PRON"
        ):
            found.append(entity)
    return list(dict.fromkeys(found))


def is_demonym(token: Token, context: Context) -> bool:
    """The token is an adjective or a people of a land: "Norlander"."""
    mention = context.reading.mention_at(token.i)
    return mention is not None and mention.how == "demonym"


def named_before(token: Token, context: Context) -> list[int]:
    """ "Coast, the eastern region": the name that the noun follows, whatever the tree says."""
    left = token.left_edge.i
    left += token.doc[left].is_punct
    if left < 2 or token.doc[left - 1].text != "," or token.doc[left].dep_ != "det":
        return []
    mention = context.reading.mention_at(left - 2)
    if mention is None or mention.how != "name":
        return []
    found = context.reading.entities[mention.entity]
    return (
        [mention.entity] if found.type == "place" and not is_state(mention.entity, context) else []
    )


def beyond(token: Token, context: Context) -> int | None:
    """ "the land west of a river", "the strip to the east": a part, told by where it lies."""
    compass = context.lexicon.words["naming", "compass"]
    after = token.doc[token.i + 1 : min(token.i + 4, token.sent.end)]
    side = next((t for t in after if t.lower_ in compass), None)
    if side is None or any(
        t.is_punct or t.pos_ in ("VERB", "AUX", "PROPN") for t in after[: side.i - token.i]
    ):
        return None
    of = [c for c in side.children if case(c) == "of"]
    end = of[0].i if of else side.i
    about = whole_meant(token, context)
    name = token.doc[token.i : end + 1].text
    if about is not None:
        name = f"{name} in {context.reading.entities[about].name}"
    return noted(text_of_words(name), context)


def sided(token: Token, context: Context) -> list[str]:
    """The words that make it a side of a land: "upper"."""
    compass = context.lexicon.words["naming", "compass"]
    return [c.text for c in token.children if c.lower_ in compass]


def unnamed(token: Token, context: Context) -> list[int]:
    """ "the upper glacier", "the lower valley": a part of the land that the article is about."""
    side = sided(token, context)
    if not side or not definite(token):
        return []
    about = next(iter(namesake(token, context)), None) or whole_meant(token, context)
    if about is None:
        return []
    name = context.reading.entities[about].name
    if token.lemma_.lower() != name.lower().split()[-1]:
        name = f"{token.text} of {name}"
    return [noted(" ".join([*side, name]), context)]


def names_land(token: Token, context: Context) -> bool:
    """The phrase has a place in it, or says whose it is; "alliance soil" is all of its members'."""
    entities = context.reading.entities
    own = context.reading.at(token)
    if own is not None:
        return entities[own].type == "place" and not (token.pos_ == "PRON" and entities[own].state)
    owners = ("place",) if token.lower_ in _SOIL else ("place", "organization")
    return any(
        (e := context.reading.at(t)) is not None and entities[e].type in owners and t.pos_ != "PRON"
        for t in phrase(token, drop=NOUN_PHRASE)
    )


def definite(token: Token) -> bool:
    return any(c.lower_ in ("the", "its", "their") for c in token.children)
