"""Land: the entity behind a phrase that names a territory, whole or in part, and what it is part
of.

"Donetsk" is a place already; "parts of Donetsk", "Norland-held areas", "the territory Norland
controls" are lands of their own, named as the text names them, that somebody holds.
"""

from __future__ import annotations

from collections.abc import Collection

from kg.extract.context import Context
from kg.extract.land_antecedents import land_meant, whole_meant
from kg.extract.land_lists import listed
from kg.extract.land_names import (
    NOUN_PHRASE,
    described,
    noted,
    part_of_land,
    text_of_words,
)
from kg.extract.land_nouns import (
    beyond,
    definite,
    inner_places,
    named_before,
    names_land,
    sided,
    unnamed,
)
from kg.extract.land_sorts import is_island, namesake
from kg.language.tokens import Token
from kg.language.trees import (
    SUBJECTS,
    antecedent,
    case,
    conjuncts,
    core,
    is_relative,
    phrase,
    subjects,
)

_SUCH_AS = frozenset({"such as", "including", "like", "notably"})


def lands(token: Token, context: Context, others: Collection[int] = ()) -> list[int]:
    """The territories that the phrase headed by `token` stands for; none when it is no land.

    "the islands of East Sand and West Sand" are the two; "parts of Coast" is a land of its own.
    `others` are what a pronoun cannot mean.
    """
    words = context.lexicon.words
    if token.pos_ == "PRON" and token.lower_ in words["territories", "pronouns"]:
        about = land_meant(token, context, others)
        return [] if about is None else _part_told(about, token, context) or [about]
    mention = context.reading.mention_at(token.i)
    if mention is not None and mention.how != "description":
        return _named(token, mention.entity, context)
    if token.pos_ not in ("NOUN", "PROPN", "NUM", "ADJ", "DET", "PRON", "SYM"):
        return []
    if any(c.lower_ in words["territories", "lapsed"] for c in token.children):
        return named_before(token, context) or _known(land_meant(token, context, others))
    found = _counted(token, context) or _parts(token, context)
    found = found or _generic(token, context, others)
    if found:
        return found
    if mention is None:
        return []
    isles = token.lower_ in words["territories", "islands"]
    fits = not isles or is_island(mention.entity, context)
    return _named(token, mention.entity, context) if fits else []


def _known(entity: int | None) -> list[int]:
    return [] if entity is None else [entity]


def _named(token: Token, entity: int, context: Context) -> list[int]:
    """The place, or the side of it that is named: "northern Coast"."""
    if context.reading.entities[entity].type != "place" or _institution(token, context):
        return []
    side = [
        _compass(c)
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


def _compass(word: Token) -> str:
    """ "eastern", "north-eastern"."""
    doc, i = word.doc, word.i
    hyphened = i > 1 and doc[i - 1].text in ("-", "–") and not doc[i - 1].whitespace_
    return doc[i - 2 : i + 1].text if hyphened else word.text


def _part_told(place: int, pronoun: Token, context: Context) -> list[int]:
    """ "The western half of Coast was Norland's. It ...": the half, when that was last told."""
    reading, words = context.reading, context.lexicon.words
    before = [m for m in reading.mentions if m.entity == place and m.start < pronoun.i]
    if not before:
        return []
    last = max(before, key=lambda m: m.start)
    node = context.doc[last.start : last.end].root
    while case(node) == "of" and node.head.i != node.i:
        node = node.head
    part = node.lemma_.lower() in words["land", "part_words"] and node.dep_ in SUBJECTS
    return _parts(node, context) if part else []


def _counted(token: Token, context: Context) -> list[int]:
    """ "both", "all four", "the two islands": the lands of the list before."""
    words = context.lexicon.words
    numbers = {**words.table("dates", "numbers"), "both": 2}
    entities = context.reading.entities
    told = [token.lower_, *(c.lower_ for c in token.children if c.dep_ in ("det", "nummod"))]
    count = next((numbers[w] for w in told if w in numbers and numbers[w] > 1), 0)
    bare = token.lower_ in numbers or token.lemma_.lower() in words["land", "nouns"]
    if not count or not bare or any(c.dep_ in ("nmod", "acl:relcl") for c in token.children):
        return []
    group = [e for e in namesake(token, context) if entities[e].name.endswith("s")]
    return group or listed(token, count, context)


def _parts(token: Token, context: Context) -> list[int]:
    """ "parts of Coast and Hills": a part of each; "the rest": of the land spoken of."""
    words = context.lexicon.words
    forms = {token.lower_, token.lemma_.lower()}
    if not forms & (words["land", "part_words"] | words["land", "wholes"]):
        return []
    first = next((c for c in token.children if case(c) == "of"), None)
    told = [t for t in core(phrase(token, drop=NOUN_PHRASE), token) if t.i <= token.i]
    last = max((t.i for t in told if t.pos_ in ("AUX", "VERB")), default=-1)
    before = [t.text for t in told if t.i > last]  # "at stake is about two thirds of Coast"
    if first is None:
        named = definite(token) or any(c.dep_ == "nummod" for c in token.children)
        alone = forms & words["land", "alone"] and (named or token.pos_ == "NUM")
        about = _divided(token, context) if alone else None
        name = "" if about is None else context.reading.entities[about].name
        return [noted(part_of_land(before, name), context)] if name else []
    tops = [antecedent(t) if is_relative(t) else t for t in conjuncts(first)]
    wholes = [whole for top in tops if top.i != token.i for whole in lands(top, context)]
    if forms & words["land", "wholes"]:
        return wholes
    names = [context.reading.entities[whole].name for whole in wholes]
    return [noted(part_of_land(before, name), context) for name in names]


def _divided(part: Token, context: Context) -> int | None:
    """ "most of Coast ... the rest": the one land of which the sentence told a part,
    else the land spoken of.
    """
    words = context.lexicon.words["land", "part_words"]
    wholes = {
        whole
        for t in context.doc[part.sent.start : part.i]
        if {t.lower_, t.lemma_.lower()} & words
        for c in t.children
        if c.i < part.i and c.dep_ == "nmod" and case(c) == "of"
        for whole in lands(c, context)
    }
    return wholes.pop() if len(wholes) == 1 else whole_meant(part, context)


def _generic(token: Token, context: Context, others: Collection[int]) -> list[int]:
    """A common noun for land: the land it is said of, the land it means, or a land of its own."""
    words = context.lexicon.words
    nouns = words["land", "nouns"] | words["descriptions", "land"]
    if not {token.lower_, token.lemma_.lower()} & nouns:
        return []
    if any(c.dep_ == "cop" for c in token.children):  # "Coast is land that Norland occupies"
        return [place for s in subjects(token) for h in conjuncts(s) for place in lands(h, context)]
    inner = (
        inner_places(token, context) + listed_after(token, context) + named_before(token, context)
    )
    if inner:
        return list(dict.fromkeys(inner))
    part = beyond(token, context)
    if part is not None:
        return [part]
    found = None if sided(token, context) else land_meant(token, context, others)
    if found is not None:
        return [found]
    if names_land(token, context):
        return [described(token, context)]
    return _inside(token, context) or unnamed(token, context)


def _inside(token: Token, context: Context) -> list[int]:
    """ "nine reefs in the Sand Islands", where the tree hangs the place on the verb."""
    place = next((c for c in token.head.children if c.left_edge.i == token.i + 1), None)
    if token.dep_ not in ("obj", "nsubj:pass") or place is None or not place.dep_.startswith("obl"):
        return []
    entity = context.reading.at(place)
    if case(place) not in ("in", "inside", "of") or entity is None or definite(token):
        return []
    if context.reading.entities[entity].type != "place":
        return []
    span = token.doc[token.left_edge.i : token.right_edge.i + 1]
    name = f"{span.text} {case(place)} {context.doc[place.left_edge.i + 1 : place.i + 1].text}"
    return [noted(text_of_words(name), context)]


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
