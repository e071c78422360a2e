"""Names of one article gathered into entities: surnames, acronyms and short forms join the full
name.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType

from kg.entity_base import KnownEntity
from kg.language.bearers import RECENT, Bearers, is_surname
from kg.language.forms import derives, plain, written
from kg.language.reading import LocalEntity, Name, Reading
from kg.lexicon import Words

_ACRONYM = re.compile(r"[A-Z][A-Z.\-]{1,7}")
_NOTHING: Mapping[str, str] = MappingProxyType({})


class Gatherer:
    """Turns names into entities and mentions of the reading."""

    def __init__(
        self,
        reading: Reading,
        words: Words,
        persons: Mapping[str, list[KnownEntity]],
        called: Mapping[str, str] = _NOTHING,
    ) -> None:
        """`persons` are those of the base by name and surname; `called` has the long forms of short
        names that the article itself defines.
        """
        self._reading = reading
        self._called = called
        self._bearers = Bearers(reading, words, self._active)
        self._generic = words["naming", "organization_words"]
        self._sorts = self._generic | words["naming", "place_words"] | words["naming", "no_names"]
        self._chambers = words["naming", "chambers"]
        self._compass = words["naming", "compass"]
        self._states = words["descriptions", "state"]
        self._by_name: dict[tuple[str, str], int] = {}
        self._by_known: dict[str, int] = {}
        self._persons = persons

    def gather(self, names: list[Name]) -> None:
        """Long names first, so that short ones find them."""
        self._bearers.note(names)
        order = sorted(
            names,
            key=lambda n: (
                n.how == "demonym" and n.known is None,
                n.known is None,
                -len(n.span),
                n.span.start,
            ),
        )
        for name in order:
            entity = self._entity(name)
            if entity is not None:
                self._reading.mention(name.span.start, name.span.end, entity, name.how)
                _unshouted(self._reading.entities[entity], written(name.span))
                if name.how != "demonym":
                    self._reading.entities[entity].aliases.add(written(name.span))
                elif name.known is None:
                    self._reading.entities[entity].state = True

    def _entity(self, name: Name) -> int | None:
        if name.known is not None:
            return self._of_known(name.known)
        text = self._called.get(written(name.span), written(name.span))
        if name.type == "demonym":
            return next(
                (
                    i
                    for i, e in enumerate(self._reading.entities)
                    if e.type == "place" and derives(text, e.name)
                ),
                None,
            )
        key = (name.type, plain(text))
        bearer = self._bearers.bearer(name) if name.type == "person" else None
        if bearer is not None:
            return bearer
        known = [k.name for k in self._persons.get(key[1], ())]
        apart = self._bearers.apart(name, known) if name.type == "person" else ""
        if apart:
            text, key = apart, (name.type, plain(apart))
        if key not in self._by_name:
            found = None if apart else self._shortened(text, name.type)
            if found is None and key[1] in self._sorts - self._chambers:
                return None
            if found is None and name.type == "person":
                found = self._in_office(plain(text))
            self._by_name[key] = (
                found
                if found is not None
                else self._reading.add(LocalEntity(type=name.type, name=text))
            )
        return self._by_name[key]

    def _of_known(self, known: KnownEntity) -> int:
        if known.key not in self._by_known:
            self._by_known[known.key] = self._reading.add(
                LocalEntity(type=known.type, name=known.name, known=known.key, state=known.state)
            )
            for alias in (known.name, *known.aliases):
                self._by_name.setdefault((known.type, plain(alias)), self._by_known[known.key])
        return self._by_known[known.key]

    def _in_office(self, name: str) -> int | None:
        """The one person of the base by that surname who held an office in the years around
        publication.
        """
        candidates = {k.key: k for k in self._persons.get(name, ())}
        active = self._active(set(candidates))
        return self._of_known(candidates[active.pop()]) if len(active) == 1 else None

    def _active(self, persons: set[str]) -> set[str]:
        """Those who held an office in the years around publication."""
        published = self._reading.published
        if published is None:
            return set()
        return {
            t.person
            for person in persons
            for t in self._reading.base.terms_of(person)
            if t.start is not None
            and t.start.earliest.year <= published.year + 1
            and (t.end is None or t.end.latest.year >= published.year - RECENT)
        }

    def _shortened(self, text: str, kind: str) -> int | None:
        """The entity of which `text` is a shorter name: a surname, an acronym, its first words."""
        words = plain(text).split()
        entities = self._reading.entities
        for test in (_surname, self._acronym, self._first_words, self._land, _any_word):
            for i, entity in enumerate(entities):
                if test(text, words, kind, entity):
                    return i
        return None

    @staticmethod
    def _acronym(text: str, words: list[str], kind: str, entity: LocalEntity) -> bool:
        return (
            entity.type == "organization"
            and kind != "person"
            and _ACRONYM.fullmatch(text) is not None
            and _initials(entity.name) == text.replace(".", "")
        )

    def _first_words(self, text: str, words: list[str], kind: str, entity: LocalEntity) -> bool:
        """ "Harbour" for "Harbour News", "the Council" for "the Council of Elders"."""
        full = plain(entity.name).split()
        if kind != "organization" or entity.type != kind or len(words) >= len(full):
            return False
        if len(words) == 1 and words[0] in self._generic:
            return words[0] in (full[0], full[-1])
        return words == full[: len(words)] and (
            len(words) > 1 or (len(full) == 2 and full[1] in self._generic)
        )

    def _land(self, text: str, words: list[str], kind: str, entity: LocalEntity) -> bool:
        """ "Norland" for "Republic of Norland", "Porto" for "Porto del Mar"; "the North"."""
        full = plain(entity.name).split()
        if not kind == entity.type == "place" or len(words) >= len(full):
            return False
        rest = full[: -len(words)]
        formal = len(rest) == 2 and rest[0] in self._states and rest[1] == "of"
        half = entity.state and len(words) == 1 and words[0] in self._compass
        return (full[-len(words) :] == words and formal) or (
            full[: len(words)] == words and (len(words) > 1 or half)
        )


def _unshouted(entity: LocalEntity, name: str) -> None:
    """A name in capitals, of a headline or dateline, gives way to the same in usual letters."""
    if entity.name.isupper() and not name.isupper() and plain(name) == plain(entity.name):
        entity.name = name


def _surname(text: str, words: list[str], kind: str, entity: LocalEntity) -> bool:
    return (
        entity.type == "person"
        and is_surname(words, plain(entity.name).split())
        and (kind == "person" or (len(words) == 1 and len(words[0]) > 3 and kind != "place"))
    )


def _any_word(text: str, words: list[str], kind: str, entity: LocalEntity) -> bool:
    """The family name that stands first ("Cho" of "Cho Mi-ran"), or a name by which one goes."""
    return (
        kind == entity.type == "person"
        and len(words) == 1
        and words[0] in plain(entity.name).split()
    )


def _initials(name: str) -> str:
    return "".join(w[0] for w in re.split(r"[\s\-]+", name) if w[:1].isupper())
