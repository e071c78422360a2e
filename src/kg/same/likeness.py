"""How likely two names are of one thing: how much company the two have to share to be one.

A person goes by given and family name, in whatever spelling; by a surname alone, or an initial. A
body or a place goes by the same words in another order or in the other English, with or without
the noun that says what it is ("the Sela field", "the Sela gas field"), or by its acronym.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import IntEnum

from kg.lexicon import load_words
from kg.model import Entity
from kg.same.spelling import american, consonants, near, plain_letters


class Likeness(IntEnum):
    """How two names are alike: one is the other in SHORT, in another spelling (LOOSE), or is it."""

    SHORT = 1
    LOOSE = 2
    PLAIN = 3

    @property
    def company(self) -> float:
        """How much company the two have to share to be of one thing."""
        return 1.0 if self is Likeness.PLAIN else 2.0


SHORT, LOOSE, PLAIN = Likeness
_LINKING = frozenset(["of", "the", "and", "for", "in", "on", "at", "a", "an"])
_KIN = frozenset(["al", "el", "bin", "bint", "ibn", "ben"])
_YOUNGER = frozenset(["jr", "sr", "junior", "senior", "ii", "iii", "iv", "vi", "vii", "viii"])


@dataclass(frozen=True, slots=True, kw_only=True)
class Name:
    """The name of an entity as it is compared: its `words`, the single words and acronyms that it
    goes by in its own articles, what tells it from a namesake (`marks`).
    """

    type: str
    words: tuple[str, ...]
    short: frozenset[str] = frozenset()
    acronyms: frozenset[str] = frozenset()
    marks: frozenset[str] = frozenset()
    known: bool = False
    whole: frozenset[str] = field(default=frozenset(), compare=False)

    @property
    def single(self) -> bool:
        return len(self.words) == 1

    def blocks(self) -> Iterator[str]:
        """Under what others are found that may be the same."""
        if self.type == "person":
            yield from {consonants(word) for word in (*self.words[-1:], *self.short)}
        else:
            yield from {*self.words, *self.acronyms}


def name_of(entity: Entity) -> Name:
    """What is compared of an entity.

    >>> name_of(Entity(key="1", type="person", name="Prince Omar bin Yunus al-Sela")).words
    ('omar', 'yunus', 'sela')
    """
    words = plain_letters(entity.name)
    others = [alias for alias in entity.aliases if alias != entity.name]
    if entity.type == "person":
        bare, marks = _person(words)
        alone = {w for a in others if len(w := _person(plain_letters(a))[0]) == 1}
        short = frozenset(w for (w,) in alone)
        return Name(type="person", words=bare, short=short, marks=marks, known=bool(entity.known))
    return Name(
        type=entity.type,
        words=_thing(words),
        acronyms=frozenset(a.casefold() for a in (entity.name, *others) if _is_acronym(a)),
        known=bool(entity.known),
        whole=frozenset(" ".join(_thing(plain_letters(alias))) for alias in others),
    )


def _person(words: list[str]) -> tuple[tuple[str, ...], frozenset[str]]:
    """Given and family names, without titles and particles; what marks one of a family."""
    ranks = load_words()["titles", "ranks"] | load_words()["identity", "courtesy"]
    marks = frozenset(words) & _YOUNGER
    while len(words) > 1 and words[0] in ranks:
        words = words[1:]
    bare = tuple(word for word in words if word not in _KIN and word not in marks)
    return bare or tuple(words), marks


def _thing(words: list[str]) -> tuple[str, ...]:
    """The words of a body or place, American, without "Kingdom of" and the like."""
    forms = load_words()["descriptions", "state"]
    bare = [american(w) for w in words if w not in _LINKING and w not in forms]
    return tuple(bare) or tuple(words)


def _is_acronym(name: str) -> bool:
    return name.isalpha() and name.isupper() and 1 < len(name) <= 8


def alike(one: Name, other: Name) -> Likeness | None:
    """How two names may be of one thing; None where they are not.

    >>> names = ["Hlib Rovenko", "Glib Rovenka", "Ada Rovenko", "Rovenko"]
    >>> a, b, c, d = (name_of(Entity(key=n, type="person", name=n)) for n in names)
    >>> alike(a, d).name, alike(a, c), alike(a, b)
    ('SHORT', None, None)
    """
    if one.type != other.type or (one.known and other.known):
        return None
    if one.type == "person":
        return _same_person(one, other)
    return _same_thing(*sorted((one, other), key=lambda name: (len(name.words), name.words)))


def _same_person(one: Name, other: Name) -> Likeness | None:
    if one.marks != other.marks and not (one.single or other.single):
        return None
    if one.single or other.single:
        alone, full = sorted((one, other), key=lambda name: len(name.words))
        fits = alone.words[0] in {full.words[-1], *full.short}
        return (LOOSE if full.single else SHORT) if fits else None
    return _both_full(one.words, other.words)


def _both_full(one: tuple[str, ...], other: tuple[str, ...]) -> Likeness | None:
    """Given and family names agree; names between them may be left out, not differ."""
    if not near(one[-1], other[-1]):
        return None
    middle, more = sorted((one[1:-1], other[1:-1]), key=len)
    if not all(any(near(w, m) or w[0] == m[: len(w)] for m in more) for w in middle):
        return None
    given, also = sorted((one[0], other[0]), key=lambda w: (len(w), w))
    exact = (given, one[-1]) == (also, other[-1])
    initial = len(given) == 1 and also.startswith(given)
    return PLAIN if exact else LOOSE if initial or near(given, also) else None


def _same_thing(short: Name, full: Name) -> Likeness | None:
    if sorted(short.words) == sorted(full.words) or _compound(short.words, full.words):
        return PLAIN
    if short.acronyms & full.acronyms and _spelt_out(short, full):
        return SHORT
    bare = " ".join(short.words)
    left = [word for word in full.words if word not in short.words]
    if len(left) + len(short.words) != len(full.words) or not _is_name(short):
        return None
    known = short.type == "place" and (short.known or full.known)
    if not known and (bare in full.whole or set(left) <= _sorts()):
        return SHORT
    by_name = full.type == "organization" and len(short.words) > 1
    return SHORT if by_name and full.words[-len(short.words) :] == short.words else None


def _spelt_out(short: Name, full: Name) -> bool:
    """An acronym, and a name that it is used for; or two names for which it is."""
    acronym = "".join(short.words) in short.acronyms
    return acronym or set(short.words) <= set(full.words)


def _compound(short: tuple[str, ...], full: tuple[str, ...]) -> bool:
    """One has in one word what the other has in two: "coastguard", "coast guard"."""
    own = [word for word in short if word not in full]
    parts = [word for word in full if word not in short]
    joined = {"".join(some) for some in itertools.permutations(parts)} if len(parts) == 2 else ()
    return len(own) == 1 and own[0] in joined and len(short) + 1 == len(full)


def _is_name(name: Name) -> bool:
    """Not only words that many names have: "Foreign Ministry"."""
    return bool(set(name.words) - load_words()["institutions", "words"] - _sorts())


def _sorts() -> frozenset[str]:
    """Nouns that say what a thing is, and may be left out."""
    return load_words()["identity", "sorts"]
