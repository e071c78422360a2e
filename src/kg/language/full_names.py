"""Persons whom the article introduces by their full name, and the single words that mean them from
there on: "Chad Moore", then "Chad" or "Moore".

An article introduces a person once, by the full name, and goes on with a part of it. What it says
itself goes before what is known of the word: Chad is no state, unless the article speaks of the
state as well.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from kg.language.forms import plain
from kg.language.reading import Name
from kg.language.surroundings import SIGN, Surroundings
from kg.language.tokens import Doc, Span
from kg.lexicon import Words

PERSON_LABELS = ("PERSON", "PER")
GENERATIONS = frozenset({"jr", "sr", "ii", "iii", "iv"})
"""What tells a son from his father after the same name: "Max Roe Jr."."""


@dataclass(frozen=True, slots=True)
class FullName:
    """Tokens `start` to `end` name a person by `forename` and `surname`, in plain form."""

    start: int
    end: int
    forename: str
    surname: str


def full_names(doc: Doc, titles: frozenset[str]) -> list[FullName]:
    """The persons' names of two words and more, as the recogniser found them.

    What stands before a title or an owner's 's inside is no part: "Norland Prime Minister Max Roe".
    """
    found = (_full_name(ent, titles) for ent in doc.ents if ent.label_ in PERSON_LABELS)
    return [name for name in found if name is not None]


def _full_name(ent: Span, titles: frozenset[str]) -> FullName | None:
    last = max(
        (t.i for t in ent if t.lower_ in titles or t.text in ("'s", "’s")), default=ent.start - 1
    )
    words = [
        t
        for t in ent.doc[last + 1 : ent.end]
        if t.text[:1].isupper() and plain(t.text) not in GENERATIONS
    ]
    if len(words) < 2 or any(t.lower_ == "of" for t in ent):
        return None  # "Max of Norland" is called Max, not Norland
    return FullName(words[0].i, ent.end, plain(words[0].text), plain(words[-1].text))


class BareNames:
    """Which single names, known as something else, mean a person named in full before."""

    def __init__(self, doc: Doc, words: Words, titles: frozenset[str]) -> None:
        self._doc = doc
        self._full = full_names(doc, titles)
        self._inside = {i for f in self._full for i in range(f.start, f.end)}
        self._called = {
            plain(t.text) for t in doc if t.text[:1].isupper() and t.i not in self._inside
        }
        self._labels = {i: e.label_ for e in doc.ents for i in range(e.start, e.end)}
        self._surroundings = Surroundings(words)

    def overruled(self, known: Iterable[Name]) -> Iterator[Name]:
        """The known names, those that mean a person of the article as names of a person."""
        names = list(known)
        for name in names:
            yield Name(name.span, "person", None, "name") if self._person(name, names) else name

    def _person(self, name: Name, names: list[Name]) -> bool:
        if name.type == "person" or len(name.span) > 1 or name.span.start in self._inside:
            return False
        word = plain(name.span.text)
        before = [f for f in self._full if f.end <= name.span.start]
        by_surname = any(f.surname == word for f in before)
        by_forename = any(
            f.forename == word and f.surname not in self._called for f in before
        )  # "Israel Roe ... Roe said": who goes by the surname does not go by the forename
        if not (by_surname or by_forename) or self._describes(name):
            return False
        placed = self._placed(name.span)
        if placed >= SIGN:
            return False
        told = names if by_forename and not by_surname else names[: names.index(name)]
        if placed <= 0 and not any(self._introduces(other, name) for other in told):
            return True
        return self._labels.get(name.span.start) in PERSON_LABELS and by_surname

    def _placed(self, span: Span) -> float:
        """How much the words around the name speak for a place, against a person."""
        signs = list(self._surroundings.signs(span))
        place = sum(w for kind, w in signs if kind in ("place", "organization"))
        return place - sum(w for kind, w in signs if kind == "person")

    def _introduces(self, other: Name, name: Name) -> bool:
        """`other` speaks of the known thing that `name` could mean: its adjective, its full name,
        or the same word where only a place can stand.
        """
        if other is name or other.known is not name.known or other.span.start in self._inside:
            return False
        if plain(other.span.text) != plain(name.span.text):
            return True
        return self._placed(other.span) > 0

    @staticmethod
    def _describes(name: Name) -> bool:
        """An adjective where one stands: "English law", "the English"."""
        span = name.span
        if name.how != "demonym":
            return False
        the = span.start > 0 and span.doc[span.start - 1].lower_ in ("the", "a", "an")
        return the or span.root.pos_ != "PROPN" or span.root.dep_ in ("amod", "compound", "det")
