"""The only maker of instance IRIs: pure functions of content, every IRI checked.

The same content has the same IRI in every build, whatever the order of the input.
"""

from __future__ import annotations

import hashlib
import json
import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping
from urllib.parse import quote, urlsplit

import pyoxigraph as ox

from kg.errors import InputError
from kg.model import Entity, EntityKey

DEFAULT_BASE = "https://example.org/kg/id/"
_WIKIDATA = "http://www.wikidata.org/entity/"
_PLAIN = str.maketrans(
    {"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i"}
)
_LONGEST = 80
_AS_TEXT = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


class Identifiers:
    """Makes the IRIs of one graph, all below one base.

    >>> ids = Identifiers()
    >>> str(ids.of("publisher", "Sky News")).startswith(DEFAULT_BASE + "publisher_")
    True
    """

    def __init__(self, base: str = DEFAULT_BASE) -> None:
        if not base.endswith(("/", "#", ":")):
            raise InputError("--base-iri", f"{base!r} has to end in / or #")
        try:
            self.base = str(checked_iri(base))
        except ValueError as error:
            raise InputError("--base-iri", str(error)) from error

    def of(self, kind: str, *content: object) -> str:
        """The IRI of a thing that is what its content is: an article, a passage, a fact."""
        return checked_iri(f"{self.base}{kind}_{digest(*content)}")

    def entities(self, entities: Mapping[EntityKey, Entity]) -> dict[EntityKey, str]:
        """The IRI of each entity: its name, made longer only where two entities share one.

        >>> town, woman = (Entity(key=t, type=t, name="Sofia") for t in ("place", "person"))
        >>> for iri in Identifiers().entities({"a": town, "b": woman}).values():
        ...     print(iri)
        https://example.org/kg/id/sofia_place
        https://example.org/kg/id/sofia_person
        """
        names = {key: [slug(e.name)] for key, e in entities.items()}
        for more in (_type, _item, _key):
            shared = Counter("_".join(name) for name in names.values())
            for key, name in names.items():
                if shared["_".join(name)] > 1:
                    name.append(more(entities[key]))
        return {key: checked_iri(f"{self.base}{'_'.join(name)}") for key, name in names.items()}


def _type(entity: Entity) -> str:
    return entity.type


def _item(entity: Entity) -> str:
    return entity.wikidata.lower() or _key(entity)


def _key(entity: Entity) -> str:
    return digest(entity.key)[:6]


def slug(name: str) -> str:
    """A name as the end of an IRI: small letters, digits and hyphens, other scripts
    percent-encoded.

    Spellings that differ in composition only give the same result; an underscore never occurs.

    >>> slug("Volodymyr Zelenskyy"), slug("São Tomé"), slug("Lòng (2)")
    ('volodymyr-zelenskyy', 'sao-tome', 'long-2')
    """
    letters = unicodedata.normalize("NFC", "".join(_letters(name)))
    short = quote("-".join(letters.split()), safe="")
    if short and len(short) <= _LONGEST:
        return short
    start = short[:_LONGEST].rpartition("-")[0]
    return f"{start if start and '%' not in start else 'name'}-{digest(name)}"


def digest(*content: object) -> str:
    """Sixteen hexadecimal digits of a sequence of texts, numbers and sequences of them."""
    composed = unicodedata.normalize("NFC", _AS_TEXT(content))
    return hashlib.sha256(composed.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def _letters(name: str) -> Iterator[str]:
    """Small letters and digits, decomposed; Latin ones without their accents, all else a space."""
    latin = False
    for char in unicodedata.normalize("NFKD", name.casefold().translate(_PLAIN)):
        mark = unicodedata.category(char).startswith("M")
        if not mark:
            latin = char.isascii()
            yield char if char.isalnum() else " "
        elif not latin:
            yield char


def wikidata(item: str) -> str:
    """The IRI of a Wikidata item such as `Q212`."""
    return checked_iri(_WIKIDATA + item)


def web_address(url: str) -> str | None:
    """The IRI of a web page, or None for what is not a plain http or https address.

    >>> web_address("javascript:alert(1)") is None
    True
    """
    try:
        iri = checked_iri(url.strip())
        return iri if urlsplit(iri).scheme in ("http", "https") and urlsplit(iri).hostname else None
    except ValueError:
        return None


def checked_iri(text: str) -> str:
    """The text as an IRI that every store accepts; `ValueError` for anything else."""
    ox.NamedNode(text)
    if not str(text).startswith(("http://", "https://", "urn:")):
        raise ValueError(f"{text!r} is not an http, https or urn address")
    return str(text)
