"""What lands in part are called: "parts of Coast", "the hills around Porto"."""

from __future__ import annotations

from kg.extract.context import Context
from kg.language.reading import LocalEntity
from kg.language.tokens import Token
from kg.language.trees import core, phrase

NOUN_PHRASE = frozenset({"acl:relcl", "acl", "appos", "parataxis", "conj", "cc", "advcl"})


def described(token: Token, context: Context) -> int:
    """A land in part, known by its description."""
    reading = context.reading
    words = list(core(phrase(token, drop=NOUN_PHRASE), token))
    while words[0].i < token.i and words[0].pos_ in ("ADV", "ADP", "PART", "CCONJ"):
        words.pop(0)  # "only to areas"
    name = " ".join(
        reading.entities[e].name + ("’s" if t.tag_ == "PRP$" else "")
        if (e := reading.at(t)) is not None and t.pos_ == "PRON"
        else t.text
        for t in words
    )
    return noted(text_of_words(name), context)


def noted(name: str, context: Context) -> int:
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


def part_of_land(before: list[str], whole: str) -> str:
    return text_of_words(" ".join([*before, "of", whole]))


def sort_of(name: str) -> str:
    """The sort of land in a name: "hill" of "Green Hills" and of "Hill 350"."""
    first, *rest = name.lower().split()
    numbered = len(rest) == 1 and rest[0].isdigit()
    return (first if numbered or not rest else rest[-1]).rstrip("s")
