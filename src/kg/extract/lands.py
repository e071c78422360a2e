"""Land: the entity behind a phrase that names a territory, whole or in part, and what it is part
of.

"Donetsk" is a place already; "parts of Donetsk", "Norland-held areas", "the territory Norland
controls" are lands of their own, named as the text names them, that somebody holds.
"""

from __future__ import annotations

from collections.abc import Collection

from spacy.tokens import Token

from kg.extract.context import Context
from kg.extract.focus import is_island, is_state, listed, meant, namesake, spoken_of
from kg.extract.land_names import NOUN_PHRASE, described, noted, part_of_land, text_of_words
from kg.language.trees import antecedent, case, conjuncts, core, is_relative, phrase

_SUCH_AS = frozenset({"such as", "including", "like", "notably"})


def lands(token: Token, context: Context, others: Collection[int] = ()) -> list[int]:
    """The territories that the phrase headed by `token` stands for; none when it is no land.

    "the islands of East Sand and West Sand" are the two; "parts of Coast" is a land of its own.
    `others` are what a pronoun cannot mean.
    """
    words = context.lexicon.words
    if token.pos_ == "PRON" and token.lower_ in words["territories", "pronouns"]:
        return _known(spoken_of(token, context, others))
    mention = context.reading.mention_at(token.i)
    if mention is not None and mention.how != "description":
        return _named(token, mention.entity, context)
    if token.pos_ not in ("NOUN", "PROPN", "NUM", "ADJ", "DET", "PRON"):
        return []
    if any(c.lower_ in words["territories", "lapsed"] for c in token.children):
        return _known(meant(token, context))
    for read in (_counted, _parts, _generic):
        found = read(token, context)
        if found:
            return found
    if mention is None:
        return []
    isles = token.lower_ in words["territories", "islands"]
    fits = not isles or is_island(mention.entity, context)
    return _named(token, mention.entity, context) if fits else []


def partly(places: list[int], trigger: Token, context: Context) -> list[int]:
    """ "rule it in part": a part of each."""
    if not any(
        c.lower_ in ("partly", "partially", "partial")
        or (c.lemma_.lower() == "part" and case(c) == "in")
        for c in trigger.children
    ):
        return places
    return [noted(f"part of {context.reading.entities[p].name}", context) for p in places]


def _known(entity: int | None) -> list[int]:
    return [] if entity is None else [entity]


def _named(token: Token, entity: int, context: Context) -> list[int]:
    """The place, or the side of it that is named: "northern Coast"."""
    if context.reading.entities[entity].type != "place" or _institution(token, context):
        return []
    side = [
        c.text
        for c in token.children
        if context.reading.at(c) != entity
        and c.i < token.i
        and c.lower_ in context.lexicon.words["naming", "compass"]
    ]
    mention = context.reading.mention_at(token.i)
    town = mention is not None and mention.how == "metonym"  # somebody holds the city itself
    if not side and not town:
        return [entity]
    name = token.text if town else context.reading.entities[entity].name
    return [noted(" ".join([*side, name]), context)]


def _counted(token: Token, context: Context) -> list[int]:
    """ "both", "all four", "the two islands": the lands of the list before."""
    words = context.lexicon.words
    numbers = {**words.table("dates", "numbers"), "both": 2}
    told = [token.lower_, *(c.lower_ for c in token.children if c.dep_ in ("det", "nummod"))]
    count = next((numbers[w] for w in told if w in numbers and numbers[w] > 1), 0)
    bare = token.lower_ in numbers or token.lemma_.lower() in words["land", "nouns"]
    if not count or not bare or any(c.dep_ in ("nmod", "acl:relcl") for c in token.children):
        return []
    return listed(token, count, context)


def _parts(token: Token, context: Context) -> list[int]:
    """ "parts of Coast and Hills": a part of each; "the rest": of the land spoken of."""
    words = context.lexicon.words
    forms = {token.lower_, token.lemma_.lower()}
    if not forms & (words["land", "part_words"] | words["land", "wholes"]):
        return []
    first = next((c for c in token.children if case(c) == "of"), None)
    before = [t.text for t in core(phrase(token, drop=NOUN_PHRASE), token) if t.i <= token.i]
    if first is None:
        told = _definite(token) or any(c.dep_ == "nummod" for c in token.children)
        alone = forms & words["land", "alone"] and (told or token.pos_ == "NUM")
        about = spoken_of(token, context) if alone else None
        name = "" if about is None else context.reading.entities[about].name
        return [noted(part_of_land(before, name), context)] if name else []
    wholes = [
        whole
        for head in conjuncts(first)
        for whole in lands(antecedent(head) if is_relative(head) else head, context)
    ]
    if forms & words["land", "wholes"]:
        return wholes
    names = [context.reading.entities[whole].name for whole in wholes]
    return [noted(part_of_land(before, name), context) for name in names]


def _definite(token: Token) -> bool:
    return any(c.lower_ in ("the", "its", "their") for c in token.children)


def _generic(token: Token, context: Context) -> list[int]:
    """A common noun for land: the land it is said of, the land it means, or a land of its own."""
    words = context.lexicon.words
    nouns = words["land", "nouns"] | words["descriptions", "land"]
    if not {token.lower_, token.lemma_.lower()} & nouns:
        return []
    inner = inner_places(token, context) + listed_after(token, context) + _before(token, context)
    if inner:
        return list(dict.fromkeys(inner))
    beyond = _beyond(token, context)
    if beyond is not None:
        return [beyond]
    found = meant(token, context)
    if found is not None:
        return [found]
    if _names_land(token, context):
        return [described(token, context)]
    return _unnamed(token, context)


def _beyond(token: Token, context: Context) -> int | None:
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
    about = spoken_of(token, context)
    name = token.doc[token.i : end + 1].text
    if about is not None:
        name = f"{name} in {context.reading.entities[about].name}"
    return noted(text_of_words(name), context)


def _unnamed(token: Token, context: Context) -> list[int]:
    """ "the upper glacier", "the lower valley": a part of the land that the article is about."""
    side = [
        c.text for c in token.children if c.lower_ in context.lexicon.words["naming", "compass"]
    ]
    if not side or not _definite(token):
        return []
    about = next(iter(namesake(token, context)), None) or spoken_of(token, context)
    if about is None:
        return []
    name = context.reading.entities[about].name
    if token.lemma_.lower() != name.lower().split()[-1]:
        name = f"{token.text} of {name}"
    return [noted(" ".join([*side, name]), context)]


def _before(token: Token, context: Context) -> list[int]:
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


def listed_after(token: Token, context: Context) -> list[int]:
    """ "territories such as East Sand and parts of Coast": the lands of the list."""
    examples = [c for c in token.children if c.dep_.startswith("nmod") and case(c) in _SUCH_AS]
    return [place for c in examples for head in conjuncts(c) for place in lands(head, context)]


def _institution(token: Token, context: Context) -> bool:
    """ "Norland" in "Norland officials" is no land here."""
    return (
        token.dep_ in ("compound", "amod", "nmod:poss")
        and token.head.lemma_.lower() not in context.lexicon.words["land", "nouns"]
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
        for t in phrase(token, drop=NOUN_PHRASE)
    )


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
    found: list[int] = []
    for c in (h for candidate in candidates for h in conjuncts(candidate)):
        entity = reading.at(c)
        if (
            entity is not None
            and reading.entities[entity].type == "place"
            and not is_state(entity, context)
            and not is_demonym(c, context)
            and c.pos_ != "PRON"
        ):
            found.append(entity)
    return list(dict.fromkeys(found))


def is_demonym(token: Token, context: Context) -> bool:
    """The token is an adjective or a people of a land: "Norlander"."""
    mention = context.reading.mention_at(token.i)
    return mention is not None and mention.how == "demonym"
