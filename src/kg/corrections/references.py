"""Which entity is meant by a type, a name and, where that is not enough, an article."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Mapping
from dataclasses import dataclass

from kg.identity import plain_words
from kg.model import Entity, EntityKey

TYPES = ("person", "organization", "place", "event", "group")
_IN = " @ "


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Reference:
    """An entity as a person names it; without a type one of any type, without an article anywhere.

    >>> Reference.read("person: Voss @ a.txt")
    Reference(name='Voss', type='person', article='a.txt')
    >>> str(Reference.read("Harbour Pact"))
    'Harbour Pact'
    """

    name: str
    type: str = ""
    article: str = ""

    @classmethod
    def read(cls, text: str) -> Reference:
        named, _, article = " ".join(text.split()).partition(_IN)
        type_, colon, name = named.partition(": ")
        if colon and type_ in TYPES:
            return cls(name=name.strip(), type=type_, article=article.strip())
        return cls(name=named.strip(), article=article.strip())

    def __str__(self) -> str:
        head = f"{self.type}: {self.name}" if self.type else self.name
        return f"{head}{_IN}{self.article}" if self.article else head


class Directory:
    """Finds entities by name; an alias counts where nothing has it as its name.

    `articles` tells in which articles each is, `local` which are found by their article only.
    """

    def __init__(
        self,
        entities: Mapping[EntityKey, Entity],
        articles: Mapping[EntityKey, Container[str]],
        local: Container[EntityKey] = (),
    ) -> None:
        self._entities, self._articles, self._local = entities, articles, local
        self._named: dict[str, list[EntityKey]] = defaultdict(list)
        self._also: dict[str, list[EntityKey]] = defaultdict(list)
        for key, entity in entities.items():
            self._named[plain(entity.name)].append(key)
            for alias in {plain(alias) for alias in entity.aliases}:
                self._also[alias].append(key)

    def find(self, reference: Reference) -> list[EntityKey]:
        """The keys of all entities that are meant, sorted."""
        name = plain(reference.name)
        for keys in (self._named.get(name, ()), self._also.get(name, ())):
            if found := sorted(key for key in keys if self._fits(key, reference)):
                return found
        return []

    def _fits(self, key: EntityKey, reference: Reference) -> bool:
        if reference.type and self._entities[key].type != reference.type:
            return False
        if reference.article:
            return reference.article in self._articles.get(key, ())
        return key not in self._local


def plain(name: str) -> str:
    """A name as it is compared: without accents, marks, case and double spaces."""
    return " ".join(plain_words(name).split())
