"""When two entities of two articles are one, and what the one is called."""

from __future__ import annotations

import unicodedata
from collections import Counter

from kg.entity_base import EntityBase
from kg.model import Entity, EntityKey, Event

LATIN = str.maketrans(
    {"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i"}
)
"""Letters that are no others with an accent, in plain ones."""


def entity_key(entity: Entity, article: str) -> EntityKey:
    """What makes an entity one across articles: its entry in the base, or its type and name.

    A person known by one word only, an unnamed group and an event stay with their article.
    """
    if entity.known:
        return entity.known
    name = " ".join(plain_words(entity.name).split())
    if (
        entity.type == "group"
        or entity.type == "event"
        or (entity.type == "person" and " " not in name)
    ):
        return (
            f"{entity.type}:{name}@{article}"
            if entity.type != "event"
            else f"event:{name}@{article}#{entity.key}"
        )
    return f"{entity.type}:{name}"


def is_well_told(event: Event) -> bool:
    """Whether type, people, place and date alone tell the event from all others: a day and one of
    people and place, or both of them and a year; nothing of no particular type.
    """
    if event.type == "other" or event.date is None:
        return False
    people, place = event.participants, event.place
    to_the_day = len(event.date.iso) == len("2024-01-31")
    return bool(people or place) if to_the_day else bool(people and place)


def plain_words(text: str) -> str:
    """The words without accents, marks and case.

    >>> plain_words("Côte-d’Or")
    'cote d or'
    """
    text = unicodedata.normalize("NFKD", text.casefold().translate(LATIN))
    return "".join(c if c.isalnum() else " " for c in text if not unicodedata.combining(c))


def merged_entity(key: EntityKey, found: list[Entity], base: EntityBase) -> Entity:
    """The entity under its most used name, a full one where there is any; the entity base's name
    when it knows it.
    """
    known = base.entities.get(key)
    names = Counter(e.name for e in found)
    name = known.name if known else min(names, key=lambda n: (_short(n, found[0]), -names[n], n))
    aliases = {a for e in found for a in (e.name, *e.aliases)} - {name}
    return Entity(
        key=key,
        type=found[0].type,
        name=name,
        aliases=tuple(sorted(aliases)),
        metonyms=tuple(sorted(aliases & base.metonyms_of(key))),
        wikidata=known.wikidata if known else "",
        state=any(e.state for e in found),
        known=known.key if known else "",
        point=known.point if known else None,
    )


def _short(name: str, entity: Entity) -> bool:
    """A surname alone, or an acronym."""
    return (entity.type == "person" and " " not in name) or (name.isupper() and " " not in name)
