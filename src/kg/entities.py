"""Files of known entities -> `EntityBase`: states, capitals, organisations, people and their terms
of office.

A file is Turtle in the vocabulary of `kg.ttl`; the local name of an IRI is the key of its entity:

    d:ukraine a kg:State ; skos:prefLabel "Ukraine"@en ; kg:demonym "Ukrainian"@en ;
        owl:sameAs wd:Q212 .
    d:kyiv a kg:Place ; skos:prefLabel "Kyiv"@en ; skos:altLabel "Kiev"@en ;
        kg:capitalOf d:ukraine .
    d:term-1 a kg:OfficeHolding ; kg:person d:volodymyr-zelenskyy ; kg:title "President"@en ;
        kg:of d:ukraine ; kg:start "2019-05-20"^^xsd:date .
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox

from kg.entity_base import EntityBase, KnownEntity, Term
from kg.errors import DataError
from kg.model import Point
from kg.partial_dates import PartialDate

_TYPES = {
    "State": "place",
    "Place": "place",
    "Person": "person",
    "Organization": "organization",
    "Event": "event",
}
_RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
_SKOS = "http://www.w3.org/2004/02/skos/core#"
_WGS84 = "http://www.w3.org/2003/01/geo/wgs84_pos#"
_SAME_AS = "http://www.w3.org/2002/07/owl#sameAs"
_WIKIDATA = re.compile(r"https?://www\.wikidata\.org/entity/(Q[1-9][0-9]*)")
_LARGEST = 64_000_000
_LONGEST = 500


@dataclass(frozen=True, slots=True)
class _Node:
    """All that a file says about one subject: property -> values, and the faults found on the
    way.
    """

    iri: str
    values: dict[str, list[str]]
    kg: str
    faults: list[str]

    @property
    def key(self) -> str:
        return re.split(r"[/#]", self.iri)[-1]

    def all(self, property_: str) -> tuple[str, ...]:
        return tuple(sorted(set(self.values.get(property_, ()))))

    def one(self, property_: str) -> str | None:
        found = self.all(property_)
        if len(found) > 1:
            self.fault(f"{_local(property_)} is given {len(found)} times; keep one")
        return found[0] if found else None

    def required(self, property_: str) -> str:
        found = self.one(property_)
        if not found:
            self.fault(f"{_local(property_)} is missing")
        return found or ""

    def reference(self, property_: str) -> str | None:
        found = self.one(property_)
        return _local(found) if found else None

    def date(self, property_: str) -> PartialDate | None:
        found = self.one(property_)
        try:
            date = PartialDate(iso=found) if found else None
            return date if date and date.earliest and date.latest else None
        except ValueError:
            self.fault(f"{_local(property_)} {found!r} is not a date (2014, 2014-03 or 2014-03-18)")
            return None

    def fault(self, problem: str) -> None:
        self.faults.append(f"{self.key}: {problem}")


def read_entities(paths: Iterable[Path], kg: str) -> EntityBase:
    """Read files of known entities; `kg` is the namespace of the ontology's terms.

    Statements of several files about one key add up. All faults of a file are raised as one
    `DataError`; a reference to a key that no file defines is a fault of the file that holds it.
    """
    values: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    base = EntityBase(entities={})
    for path in paths:
        for subject, property_, value in _triples(path):
            values[subject][property_].append(value)
        faults: list[str] = []
        nodes = [_Node(iri, found, kg, faults) for iri, found in sorted(values.items())]
        base = _base(nodes)
        faults += _dangling(base)
        if faults:
            raise DataError(path, "; ".join(faults))
    return base


def _base(nodes: list[_Node]) -> EntityBase:
    entities: dict[str, KnownEntity] = {}
    terms = []
    for node in nodes:
        classes = {iri.removeprefix(node.kg) for iri in node.all(_RDF + "type")}
        if "OfficeHolding" in classes:
            terms.append(_term(node))
        elif not classes & _TYPES.keys():
            node.fault(f"its class is none of {', '.join(f'kg:{name}' for name in _TYPES)}")
        elif node.key in entities:
            node.fault("two IRIs end in this name; a key has to be unique")
        else:
            entities[node.key] = _entity(node, classes)
    return EntityBase(entities=entities, terms=tuple(terms))


def _entity(node: _Node, classes: set[str]) -> KnownEntity:
    types = {_TYPES[name] for name in classes & _TYPES.keys()}
    if len(types) > 1:
        node.fault(f"it is of several types: {', '.join(sorted(types))}")
    name = node.required(_SKOS + "prefLabel")
    return KnownEntity(
        key=node.key,
        type=min(types),
        name=name,
        aliases=tuple(alias for alias in node.all(_SKOS + "altLabel") if alias != name),
        wikidata=_wikidata(node),
        state=bool(classes & {"State", "Agent"}),
        dependent="Agent" in classes and "State" not in classes,
        demonyms=node.all(node.kg + "demonym"),
        metonyms=node.all(node.kg + "metonym"),
        shared=node.all(node.kg + "sharedName"),
        former=node.all(node.kg + "formerName"),
        renamed=node.date(node.kg + "renamed"),
        noun=node.one(node.kg + "commonNoun") or "",
        capital_of=node.reference(node.kg + "capitalOf"),
        part_of=node.reference(node.kg + "partOf"),
        point=_point(node),
    )


def _point(node: _Node) -> Point | None:
    given = node.one(_WGS84 + "lat"), node.one(_WGS84 + "long")
    if given == (None, None):
        return None
    try:
        point = Point(latitude=float(given[0] or ""), longitude=float(given[1] or ""))
    except ValueError:
        node.fault("wgs84:lat and wgs84:long go together, in degrees (50.45, 30.52)")
        return None
    if not (abs(point.latitude) <= 90 and abs(point.longitude) <= 180):
        node.fault(f"wgs84:lat {given[0]}, wgs84:long {given[1]} is no place on the globe")
    return point


def _term(node: _Node) -> Term:
    return Term(
        person=_local(node.required(node.kg + "person")),
        title=node.required(node.kg + "title"),
        of=_local(node.required(node.kg + "of")),
        start=node.date(node.kg + "start"),
        end=node.date(node.kg + "end"),
    )


def _wikidata(node: _Node) -> str:
    same = node.one(_SAME_AS)
    known = _WIKIDATA.fullmatch(same or "")
    if same and not known:
        node.fault(f"owl:sameAs {same} is not a Wikidata entity (wd:Q212)")
    return known[1] if known else ""


def _dangling(base: EntityBase) -> list[str]:
    asked = [
        (entity.key, key)
        for entity in base.entities.values()
        for key in (entity.capital_of, entity.part_of)
    ]
    asked += [(f"{t.title} {t.person}", key) for t in base.terms for key in (t.person, t.of)]
    return [
        f"{who}: {key} is not defined" for who, key in asked if key and key not in base.entities
    ]


def _triples(path: Path) -> Iterator[tuple[str, str, str]]:
    """The statements of a Turtle file; nothing is fetched, and what could exhaust the parser is
    refused.
    """
    try:
        if path.stat().st_size > _LARGEST:
            raise DataError(path, f"larger than {_LARGEST // 1_000_000} MB; split the file")
        text = path.read_bytes()
    except OSError as error:
        raise DataError(path, f"cannot be read: {error.strerror}") from error
    if b"<<" in text:
        raise DataError(path, "'<<' (a triple inside a triple) is not used here; remove it")
    try:
        for quad in ox.parse(text, format=ox.RdfFormat.TURTLE):
            yield (
                _short(path, quad.subject),
                _short(path, quad.predicate),
                _short(path, quad.object),
            )
    except SyntaxError as error:
        raise DataError(path, f"is not Turtle: {error}") from error


def _short(path: Path, term: object) -> str:
    if not isinstance(term, ox.NamedNode | ox.Literal):
        raise DataError(path, f"{term}: blank nodes are not used here; give it a name")
    if len(term.value) > _LONGEST:
        raise DataError(path, f"{term.value[:40]!r}…: longer than {_LONGEST} characters")
    return term.value


def _local(iri: str) -> str:
    return re.split(r"[/#]", iri)[-1]
