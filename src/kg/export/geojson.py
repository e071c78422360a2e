"""GeoJSON (RFC 7946): the places that have a point, and the facts that lie at one."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

from kg.export.atomic import replacing
from kg.export.edges import Sources
from kg.export.facts import FactCard
from kg.export.network import Node, read_network
from kg.ontology import Ontology
from kg.triples import AnyGraph

_PLACES = {"kg:territory", "sem:hasPlace"}
"""What says where a fact lies."""

Feature = dict[str, object]


def write_geojson(graph: AnyGraph, ontology: Ontology, path: Path) -> None:
    """Write a feature for each place with a point, and for each fact at such places."""
    network = read_network(graph, ontology)
    places, sources = {n.iri: n for n in network.nodes if n.point}, Sources(network)
    features = [_place(node) for node in places.values()]
    for fact in network.facts:
        at = {part.node for part in fact.parts if part.property in _PLACES and part.node in places}
        if at:
            features.append(_fact(fact, [places[iri] for iri in sorted(at)], sources))
    lines = ",\n".join(json.dumps(one, ensure_ascii=False) for one in features)
    with replacing(path) as file:
        text = f'{{"type": "FeatureCollection", "features": [\n{lines}\n]}}\n'
        file.write(text.encode("utf-8", "replace"))


def _place(node: Node) -> Feature:
    told = {"label": node.label, "kind": node.kind, "weight": node.weight, "link": node.link}
    return _feature(node.iri, [node], told)


def _fact(fact: FactCard, places: list[Node], sources: Sources) -> Feature:
    surest = sources.surest(fact)
    told = {
        "label": fact.label,
        "kind": fact.kind,
        "place": "; ".join(node.label for node in places),
        "asserted_by": sources.speaker(fact),
        "date": fact.date,
        "earliest": fact.earliest,
        "latest": fact.latest,
        "certainty": fact.certainty,
        "passages": len(fact.evidence),
        "sentence": surest.sentence,
        "article": surest.article,
        "publisher": surest.publisher,
        "published": surest.published,
        "url": surest.url,
    }
    return _feature(fact.iri, places, told)


def _feature(iri: str, places: list[Node], told: Mapping[str, object]) -> Feature:
    points = [list(node.point) for node in places if node.point]
    several = {"type": "MultiPoint", "coordinates": points}
    return {
        "type": "Feature",
        "id": iri,
        "geometry": several if len(points) > 1 else {"type": "Point", "coordinates": points[0]},
        "properties": {name: value for name, value in told.items() if value != ""},
    }
