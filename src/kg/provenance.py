"""How a graph came about: the program, the weights, the words and the settings that read it.

The reading is one `prov:Activity`, named by all of this and by no clock: who reads the same
articles with the same program has the same graph. Two corpora read alike share their reading, and
so can be put together.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields
from typing import TypeAlias

from kg.digests import digest_of_files
from kg.errors import InputError
from kg.identifiers import Identifiers, checked_iri
from kg.language.shipped import WEIGHTS, digest
from kg.lexicon import data_files
from kg.literals import english
from kg.ontology import Ontology, entity_files
from kg.settings import Settings
from kg.triples import Literal, Value

_TELLING = ("pipeline", "published", "encoding", "min_certainty")
"""The settings that change what a graph says, and are not a file of their own."""

Statement: TypeAlias = tuple[str, tuple[str, Value | None]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Used:
    """Something that the reading used, beside the articles; its version is empty where it has
    none.
    """

    name: str
    version: str = ""
    digest: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What read the articles, and the licence that the graph is given; all empty where nobody
    tells.
    """

    version: str = ""
    used: tuple[Used, ...] = ()
    settings: tuple[str, ...] = ()
    licence: str = ""

    def identity(self) -> tuple[object, ...]:
        """What the reading is known by."""
        parts = [[part.name, part.version, part.digest] for part in self.used]
        return (self.version, parts, self.settings) if self != Reading() else ()


def reading_of(version: str, settings: Settings) -> Reading:
    """The reading of a build by this version of the program with these settings.

    Raises `InputError` for a licence that is no address.
    """
    try:
        licence = str(checked_iri(settings.licence)) if settings.licence else ""
    except ValueError as error:
        raise InputError("--licence", str(error)) from error
    meta = json.loads((WEIGHTS / "meta.json").read_text(encoding="utf-8"))
    given = {f.name: getattr(settings, f.name) for f in fields(settings) if f.name in _TELLING}
    unlike = {name: value for name, value in given.items() if value != getattr(Settings(), name)}
    return Reading(
        version=version,
        used=(
            Used(name=meta["name"], version=meta["version"], digest=digest()),
            Used(name="lexicon", digest=digest_of_files(data_files(*settings.lexicon))),
            Used(name="known entities", digest=digest_of_files(entity_files(*settings.entities))),
        ),
        settings=tuple(f"{name.replace('_', '-')} = {unlike[name]}" for name in sorted(unlike)),
        licence=licence,
    )


def described(
    reading: Reading, articles: Iterable[str], ids: Identifiers, ontology: Ontology
) -> Iterator[Statement]:
    """What a graph says of its reading, and of what that used: these articles among it."""
    run, program = ids.of("run", *reading.identity()), ids.of("program", reading.version)
    yield run, ("rdf:type", ontology["prov:Activity"])
    yield run, ("rdfs:label", english("Reading of the articles"))
    yield run, ("prov:wasAssociatedWith", program)
    for article in articles:
        yield run, ("prov:used", article)
    for setting in reading.settings:
        yield run, ("kg:setting", Literal(setting))
    for cls in ontology.with_superclasses(ontology["prov:SoftwareAgent"]):
        yield program, ("rdf:type", cls)
    yield program, ("rdfs:label", Literal(f"kg {reading.version}".strip()))
    yield program, ("schema:softwareVersion", Literal(reading.version) if reading.version else None)
    for part in reading.used:
        node = ids.of("used", part.name, part.version, part.digest)
        yield run, ("prov:used", node)
        yield node, ("rdf:type", ontology["prov:Entity"])
        yield node, ("rdfs:label", english(f"{part.name} {part.version}".strip()))
        yield node, ("schema:version", Literal(part.version) if part.version else None)
        yield node, ("kg:digest", Literal(f"sha256:{part.digest}"))
