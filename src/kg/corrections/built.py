"""An entity or a fact of a built graph, as a line of `corrections.csv` names it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from kg.corrections.fields import FIELDS, FactKey
from kg.corrections.lines import Correction
from kg.corrections.references import Reference, plain
from kg.errors import QueryError
from kg.explain import node_named, records
from kg.nearest import did_you_mean
from kg.prefixes import expand
from kg.query import Graph

_ENTITIES = """
SELECT DISTINCT ?node ?type ?name ?alias ?article WHERE {
  VALUES (?class ?type) { (kg:Person "person") (kg:Organization "organization")
    (kg:Place "place") (kg:Event "event") (kg:Group "group") }
  ?node a ?class ; rdfs:label ?name .
  OPTIONAL { ?node skos:altLabel|kg:metonym ?alias }
  OPTIONAL { ?at itsrdf:taIdentRef ?node ; nif:referenceContext/dcterms:identifier ?named }
  OPTIONAL {
    ?fact ?property ?node ; kg:evidence/nif:referenceContext/dcterms:identifier ?told
    FILTER (!BOUND(?named))
  }
  BIND (COALESCE(?named, ?told) AS ?article)
} ORDER BY ?node ?type ?name ?alias ?article
"""
_FACT = """
SELECT DISTINCT ?node ?property ?value ?text ?said ?code ?class WHERE {
  ?node a kg:Fact ; ?property ?value .
  OPTIONAL { ?value rdfs:label ?name }
  OPTIONAL { ?value skos:notation ?code ; skos:inScheme ?scheme }
  OPTIONAL { ?value a kg:Entity . BIND (true AS ?said) }
  BIND (COALESCE(?name, STR(?value)) AS ?text)
  BIND (IF(?property = rdf:type, STRAFTER(STR(?scheme), "#"), "") AS ?class)
} ORDER BY ?property ?text
"""
_EVIDENCE = """
SELECT DISTINCT ?node ?article ?sentence WHERE {
  ?node kg:evidence ?passage .
  ?passage nif:sentence/nif:anchorOf ?sentence ;
    nif:referenceContext/dcterms:identifier ?article .
} ORDER BY ?article ?sentence
"""
_PROPERTIES = {
    "kg:proposedBy": "proposer",
    "sem:hasActor": "participants",
    "sem:hasPlace": "place",
    "kg:asOf": "date",
}
"""Fields whose property has another name."""


class Built:
    """A built graph, asked for what a person points at."""

    def __init__(self, graph: Graph) -> None:
        self._graph = graph
        rows = records(graph.ask(_ENTITIES))
        self._references: dict[str, Reference] = {}
        self._articles: dict[str, set[str]] = defaultdict(set)
        self._named: dict[str, set[str]] = defaultdict(set)
        self._also: dict[str, set[str]] = defaultdict(set)
        for row in rows:
            node = row["node"]
            self._references[node] = Reference(name=row["name"], type=row["type"])
            self._named[plain(row["name"])].add(node)
            self._articles[node] |= {row["article"]} - {""}
            if row["alias"]:
                self._also[plain(row["alias"])].add(node)

    def entity(self, text: str) -> Reference:
        """The entity that an IRI, a short name, or a name such as "person: Voss @ a.txt" means.

        Raises `QueryError` where that is none or several.
        """
        iri = expand(text, self._graph.prefixes)
        if iri in self._references:
            return self._reference(str(iri))
        asked = Reference.read(text)
        name = plain(asked.name)
        nodes = self._fitting(self._named[name], asked) or self._fitting(self._also[name], asked)
        if len(nodes) != 1:
            several = ", ".join(str(self._reference(node)) for node in nodes[:5])
            known = (reference.name for reference in self._references.values())
            hint = did_you_mean(asked.name, known, "kg query entities lists all")
            problem = f"several are called so: {several}" if nodes else f"there is none; {hint}"
            raise QueryError(text, problem)
        meant = self._reference(nodes[0])
        return Reference(name=asked.name, type=meant.type, article=asked.article or meant.article)

    def _fitting(self, nodes: set[str], asked: Reference) -> list[str]:
        return sorted(
            node
            for node in nodes
            if asked.type in ("", self._references[node].type)
            and (not asked.article or asked.article in self._articles[node])
        )

    def _reference(self, node: str) -> Reference:
        """The type and name of an entity, with an article where others may be called so too."""
        own = self._references[node]
        alike = {n for n in self._named[plain(own.name)] if self._references[n].type == own.type}
        local = own.type in ("group", "event") or (own.type == "person" and " " not in own.name)
        if not local and len(alike) == 1:
            return own
        others = set().union(*(self._articles[n] for n in alike - {node}))
        here = sorted(self._articles[node], key=lambda article: (article in others, article))
        return Reference(name=own.name, type=own.type, article=next(iter(here), ""))

    def fact(self, name: str) -> list[Correction]:
        """A rejection of a fact for each sentence that tells it. Raises `QueryError`."""
        iri = node_named(self._graph, name)
        rows = records(self._graph.ask(_FACT, {"node": iri}))
        kinds = {row["code"] for row in rows if row["class"] == "FactKinds"}
        if not kinds:
            raise QueryError(name, "is no fact; kg query shows their addresses")
        kind = min(kinds)
        key = str(FactKey(kind=kind, wanted=self._wanted(kind, rows)))
        return [
            Correction(
                decision="reject",
                what=key,
                article=row["article"],
                sentence=" ".join(row["sentence"].split()),
            )
            for row in records(self._graph.ask(_EVIDENCE, {"node": iri}))
        ]

    def _wanted(self, kind: str, rows: list[dict[str, str]]) -> dict[str, str]:
        """The fields of a fact, as the properties of its node tell them."""
        values: dict[str, list[str]] = defaultdict(list)
        for name, value in self._told(rows):
            values[name].append(" ".join(value.split()))
        if "verb" in values:
            values["predicate"] = [f"other:{verb}" for verb in values["verb"]]
        return {
            field.name: "; ".join(values[field.name][: None if field.sort == "entities" else 1])
            for field in FIELDS[kind]
            if field.sort != "day" and (field.optional or field.name in values)
        }

    def _told(self, rows: list[dict[str, str]]) -> Iterator[tuple[str, str]]:
        short = {namespace: prefix for prefix, namespace in self._graph.prefixes.items()}
        for row in rows:
            namespace, mark, local = _parted(row["property"])
            curie = f"{short.get(namespace + mark, '')}:{local}"
            if row["class"] == "EventTypes":
                yield "type", row["code"]
            elif curie == "rdfs:label":
                yield "label", row["text"]
            elif curie != "rdf:type" and (curie != "kg:assertedBy" or row["said"]):
                yield _PROPERTIES.get(curie, local), row["code"] or row["text"]


def _parted(iri: str) -> tuple[str, str, str]:
    return iri.rpartition("#") if "#" in iri else iri.rpartition("/")
