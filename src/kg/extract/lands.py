"""Land: the entity behind a phrase that names a territory, whole or in part, and what it is part
of.

"Donetsk" is a place already; "parts of Donetsk", "Norland-held areas", "the territory Norland
controls" are lands of their own, named as the text names them, that somebody holds.
"""

from __future__ import annotations

from spacy.tokens import Token

from kg.extract.context import Context
from kg.language.reading import LocalEntity
from kg.language.trees import case, conjuncts, core, phrase
from kg.lexicon import Words

NOUN_PHRASE = frozenset({"acl:relcl", "acl", "appos", "parataxis", "conj", "cc", "advcl"})
_SUCH_AS = frozenset({"such as", "including", "like", "notably"})


def lands(token: Token, context: Context) -> list[int]:
    """The territories that the phrase headed by `token` stands for; none when it is no land.

    "the islands of East Sand and West Sand" are the two; "parts of Coast" is a land of its own.
    """
    reading, words = context.reading, context.lexicon.words
    entity = reading.at(token)
    if token.lower_ in ("it", "they", "them") and (
        entity is None or reading.entities[entity].state
    ):
        return _only_place(token, context)
    if entity is not None:
        place = reading.entities[entity].type == "place" and not _institution(token, words)
        return [entity] if place else []
    if token.pos_ not in ("NOUN", "PROPN", "NUM", "ADJ") or any(
        c.lower_ == "former" for c in token.children
    ):
        return []
    if (
        token.lemma_.lower() in words["land", "part_words"]
        or token.lower_ in words["land", "part_words"]
    ):
        return _parts(token, context)
    if token.lemma_.lower() in words["land", "nouns"]:
        inner = inner_places(token, context) + _listed(token, context)
        if inner:
            return list(dict.fromkeys(inner))
        if _names_land(token, context):
            return [described(token, context)]
    return []


def _parts(token: Token, context: Context) -> list[int]:
    """ "parts of Coast and Hills": a part of each."""
    first = next((c for c in token.children if c.dep_.startswith("nmod") and case(c) == "of"), None)
    if first is None:
        return []
    found: list[int] = []
    before = [t.text for t in core(phrase(token, drop=NOUN_PHRASE), token) if t.i <= token.i]
    compass = context.lexicon.words["naming", "compass"]
    for head in conjuncts(first):
        named = (
            context.reading.at(head) is not None
        )  # "eastern Coast", not "the eastern Coast region"
        side = [c.text for c in head.children if named and c.lower_ in compass]
        for whole in lands(head, context):
            name = context.reading.entities[whole].name
            found.append(_noted(" ".join([*before, "of", *side, name]), context))
    return found


def _only_place(token: Token, context: Context) -> list[int]:
    """ "it", "them": the one land named in this sentence or the one before, if just one."""
    reading = context.reading
    begin = token.sent.start
    if begin and context.doc[begin - 1].sent.start < begin:
        begin = context.doc[begin - 1].sent.start
    near = {
        e
        for i in range(begin, token.i)
        if (e := reading.at(i)) is not None
        and reading.entities[e].type == "place"
        and not reading.entities[e].state
        and context.doc[i].dep_ not in ("compound", "amod", "flat")
        and case(context.doc[i]) not in context.lexicon.words["reference", "city_cases"]
    }
    return sorted(near) if len(near) == 1 else []


def _listed(token: Token, context: Context) -> list[int]:
    """ "territories such as East Sand and parts of Coast": the lands of the list."""
    examples = [c for c in token.children if c.dep_.startswith("nmod") and case(c) in _SUCH_AS]
    return [place for c in examples for head in conjuncts(c) for place in lands(head, context)]


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
        for t in phrase(token, drop=NOUN_PHRASE)
    )


def described(token: Token, context: Context) -> int:
    """A land in part, known by its description."""
    reading = context.reading
    name = " ".join(
        reading.entities[e].name
        if (e := reading.at(t)) is not None and t.pos_ == "PRON"
        else t.text
        for t in core(phrase(token, drop=NOUN_PHRASE), token)
    )
    return _noted(text_of_words(name), context)


def _noted(name: str, context: Context) -> int:
    """The land of that name, as an entity of the reading."""
    reading = context.reading
    for i, entity in enumerate(reading.entities):
        if entity.type == "place" and entity.name.casefold() == name.casefold():
            return i
    return reading.add(LocalEntity(type="place", name=name))


def text_of_words(text: str) -> str:
    """Tokens joined by blanks, written as a person would."""
    for a, b in ((" ’s", "’s"), (" 's", "'s"), (" - ", "-"), (" ,", ","), (" n't", "n't")):
        text = text.replace(a, b)
    return " ".join(text.split()).strip(' ,.;:“”"')


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
            and not reading.entities[entity].state
            and not is_demonym(c, context)
            and c.pos_ != "PRON"
        ):
            found.append(entity)
    return list(dict.fromkeys(found))


def is_demonym(token: Token, context: Context) -> bool:
    """The token is an adjective or a people of a land: "Norlander"."""
    mention = context.reading.mention_at(token.i)
    return mention is not None and mention.how == "demonym"
