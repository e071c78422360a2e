"""Persons whom the article introduces by their full name, and the single words that mean them from
there on: "Chad Moore", then "Chad" or "Moore".

An article introduces a person once, by the full name, and goes on with a part of it. What it says
itself goes before what is known of the word: Chad is no state, unless the article speaks of the
state as well.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from kg.entity_base import EntityBase
from kg.language.forms import plain
from kg.language.reading import Name
from kg.language.surroundings import SIGN, Surroundings
from kg.language.tokens import Doc, Span
from kg.lexicon import Words

PERSON_LABELS = ("PERSON", "PER")
_PLACE_LABELS = ("LOC", "GPE", "FAC")
GENERATIONS = frozenset({"jr", "sr", "ii", "iii", "iv"})
"""What tells a son from his father after the same name: "Max Roe Jr."."""


@dataclass(frozen=True, slots=True)
class FullName:
    """Tokens `start` to `end` name a person by `forename` and `surname`, in plain form; after a
    title ("Senator Moore") the forename is "".
    """

    start: int
    end: int
    forename: str
    surname: str


def full_names(doc: Doc, titles: frozenset[str]) -> list[FullName]:
    """The persons' names of two words and more, as the recogniser found them, and surnames after a
    title, which are as good.

    What stands before a title or an owner's 's inside is no part: "Norland Prime Minister Max Roe".
    """
    spans = [e for e in doc.ents if e.label_ in PERSON_LABELS]
    spans += [doc[i : i + 2] for i in sorted(side_by_side(doc))]
    found = (_full_name(span, titles) for span in spans)
    return [name for name in found if name is not None]


def side_by_side(doc: Doc) -> set[int]:
    """Forenames that the recogniser took apart from the surname: "India Walton lost".

    Two proper nouns side by side that are both subjects of one verb are one name: no verb has two.
    """
    places = {i for e in doc.ents if e.label_ in _PLACE_LABELS for i in range(e.start, e.end)}
    return {
        a.i
        for a, b in pairwise(doc)
        if a.dep_ == b.dep_ == "nsubj"
        and a.head is b.head
        and b.i not in places
        and all(t.pos_ == "PROPN" and t.text.istitle() and t.is_alpha for t in (a, b))
    }


def with_forename(span: Span, forenames: set[int]) -> Span:
    """The person's name with the forename before it that the recogniser left out."""
    if span.start - 1 not in forenames:
        return span
    return Span(span.doc, span.start - 1, span.end, PERSON_LABELS[0])


def _full_name(ent: Span, titles: frozenset[str]) -> FullName | None:
    last = max(
        (t.i for t in ent if t.lower_ in titles or t.text in ("'s", "’s")), default=ent.start - 1
    )
    words = [
        t
        for t in ent.doc[last + 1 : ent.end]
        if t.text[:1].isupper() and plain(t.text) not in GENERATIONS
    ]
    if any(t.lower_ == "of" for t in ent):
        return None  # "Max of Norland" is called Max, not Norland
    if len(words) == 1 and words[0].i and words[0].nbor(-1).lower_ in titles:
        return FullName(words[0].i, ent.end, "", plain(words[0].text))
    if len(words) < 2:
        return None
    return FullName(words[0].i, ent.end, plain(words[0].text), plain(words[-1].text))


class BareNames:
    """Which single names, known as something else, mean a person named in full before."""

    def __init__(self, doc: Doc, words: Words, titles: frozenset[str], base: EntityBase) -> None:
        self._base = base
        self._apart = side_by_side(doc)
        self._full = full_names(doc, titles)
        self._inside = {i for f in self._full for i in range(f.start, f.end)}
        self._called = {
            plain(t.text) for t in doc if t.text[:1].isupper() and t.i not in self._inside
        }
        self._labels = {i: e.label_ for e in doc.ents for i in range(e.start, e.end)}
        self._surroundings = Surroundings(words)

    def overruled(self, known: Iterable[Name]) -> Iterator[Name]:
        """The known names, those that mean a person of the article as names of a person."""
        names = [n for n in known if len(n.span) > 1 or n.span.start not in self._apart]
        for name in names:
            yield Name(name.span, "person", None, "name") if self._person(name, names) else name

    def _person(self, name: Name, names: list[Name]) -> bool:
        if name.type == "person" or len(name.span) > 1:
            return False
        if name.span.start in self._inside:
            return any((f.start, f.end) == (name.span.start, name.span.end) for f in self._full)
        word = plain(name.span.text)
        before = [f for f in self._full if f.end <= name.span.start]
        by_surname = any(f.surname == word for f in before)
        by_forename = any(
            f.forename == word
            and f.surname not in self._called  # who goes by the surname does not go by it
            and not self._serves(f, name, names)
            for f in before
        )
        if not (by_surname or by_forename) or self._describes(name):
            return False
        placed = self._placed(name.span)
        if placed >= SIGN:
            return False
        at = names.index(name)
        placed_before = any(self._introduces(other, name) for other in names[:at])
        placed_after = any(self._introduces(other, name) for other in names[at + 1 :])
        if placed <= 0 and not placed_before and (by_surname or not placed_after):
            return True
        person = self._labels.get(name.span.start) in PERSON_LABELS
        return person and (by_surname or not placed_before)

    def _serves(self, full: FullName, name: Name, names: list[Name]) -> bool:
        """The person holds an office of the very state: the minister Israel Roe of Israel."""
        known = next((n.known for n in names if n.known and n.span.end == full.end), None)
        return (
            known is not None
            and name.known is not None
            and any(t.of == name.known.key for t in self._base.terms_of(known.key))
        )

    def _placed(self, span: Span) -> float:
        """How much the words around the name speak for a place, against a person."""
        signs = list(self._surroundings.signs(span))
        if span.root.dep_ == "compound" and span.root.head.pos_ == "NOUN":
            signs.append(("place", SIGN / 2))  # "Devon police"
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
