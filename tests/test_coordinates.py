"""Where places lie: on the globe, in their states, and refused where it makes no sense."""

from __future__ import annotations

import json
from importlib.resources import files
from pathlib import Path

import pytest
from rdflib import Graph, Literal

from kg.entity_base import EntityBase
from kg.errors import DataError
from kg.mapping import to_graph
from kg.model import Resolved
from kg.ontology import Ontology, load_entities
from kg.validate import validate

OUTLINES = json.loads((files("kg") / "data" / "outlines.json").read_text(encoding="utf-8"))
Box = tuple[float, float, float, float]
NOWHERE = {"ottoman-empire", "soviet-union"}
SCATTERED = {"Bahamas", "Kiribati", "Maldives", "Samoa", "Vanuatu"}
"""States of which the map draws one island of many."""
PLACE = """
@prefix e: <https://example.org/kg/entity/> .
@prefix kg: <https://example.org/kg/ontology#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix wgs84: <http://www.w3.org/2003/01/geo/wgs84_pos#> .
e:port-sela a kg:Place ; skos:prefLabel "Port Sela"@en ; %s .
"""


@pytest.fixture(scope="module")
def base() -> EntityBase:
    return load_entities()


def arcs() -> list[list[tuple[float, float]]]:
    """The lines of the outlines, as longitudes and latitudes."""
    lines = []
    for flat in OUTLINES["arcs"]:
        x = y = 0
        points = []
        for dx, dy in zip(flat[::2], flat[1::2], strict=True):
            x, y = x + dx, y + dy
            points.append((x / OUTLINES["steps"], y / OUTLINES["steps"]))
        lines.append(points)
    return lines


def boxes() -> dict[str, Box]:
    """West, south, east and north of each state that does not cross the 180th meridian."""
    lines = arcs()
    found = {}
    for name, _, _, _, polygons in OUTLINES["states"]:
        points = [
            p for rings in polygons for ring in rings for at in ring for p in lines[max(at, ~at)]
        ]
        xs, ys = [x for x, _ in points], [y for _, y in points]
        if name not in SCATTERED and max(xs) - min(xs) < 180:
            found[name] = min(xs), min(ys), max(xs), max(ys)
    return found


def test_outlines_are_on_the_globe_and_small() -> None:
    points = [point for line in arcs() for point in line]
    assert all(-180 <= x <= 180 and -90 <= y <= 90 for x, y in points)
    assert len((files("kg") / "data" / "outlines.json").read_bytes()) < 150_000
    assert len(OUTLINES["states"]) > 200 and OUTLINES["disputed"]


def test_every_known_place_has_a_point_but_realms_that_are_gone(base: EntityBase) -> None:
    lost = {key for key, one in base.entities.items() if one.type == "place" and not one.point}
    assert lost == NOWHERE
    assert all(not one.point for one in base.entities.values() if one.type != "place")


def test_states_and_their_capitals_lie_within_their_outlines(base: EntityBase) -> None:
    found = boxes()
    states = {one.key: found[one.name] for one in base.entities.values() if one.name in found}
    assert len(states) > 130
    outside = []
    for one in base.entities.values():
        box = states.get(one.key) or states.get(one.capital_of or "")
        if not box or not one.point:
            continue
        west, south, east, north = box
        inside = (
            west - 0.3 <= one.point.longitude <= east + 0.3
            and south - 0.3 <= one.point.latitude <= north + 0.3
        )
        if not inside:
            outside.append(one.key)
    assert outside == []


def test_a_file_of_ones_own_can_tell_where_a_place_lies(tmp_path: Path) -> None:
    file = tmp_path / "mine.ttl"
    file.write_text(PLACE % "wgs84:lat 58.5 ; wgs84:long -5")
    point = load_entities(file).entities["port-sela"].point
    assert point and (point.latitude, point.longitude) == (58.5, -5.0)


@pytest.mark.parametrize(
    ("told", "problem"),
    [
        ("wgs84:lat 58.5", "go together"),
        ("wgs84:lat 58.5 ; wgs84:long 'west'", "go together"),
        ("wgs84:lat 158.5 ; wgs84:long 5", "no place on the globe"),
        ("wgs84:lat 'nan' ; wgs84:long 5", "no place on the globe"),
        ("wgs84:lat 1, 2 ; wgs84:long 5", "given 2 times"),
    ],
)
def test_a_point_that_is_none_is_refused(tmp_path: Path, told: str, problem: str) -> None:
    file = tmp_path / "mine.ttl"
    file.write_text(PLACE % told)
    with pytest.raises(DataError, match=problem):
        load_entities(file)


def test_the_graph_holds_the_points_and_conforms(resolved: Resolved, ontology: Ontology) -> None:
    graph = to_graph(resolved, ontology).to_rdflib()
    points = {
        (str(lat), str(graph.value(place, ontology["wgs84:long"])))
        for place, lat in graph.subject_objects(ontology["wgs84:lat"])
    }
    assert points == {("58.5", "-5.0"), ("55.0", "11.0")}
    assert validate(graph, ontology).conforms


def test_half_a_point_does_not_conform(graph: Graph, ontology: Ontology) -> None:
    place = next(graph.subjects(ontology["wgs84:lat"]))
    graph.remove((place, ontology["wgs84:long"], None))
    assert not validate(graph, ontology).conforms
    graph.set((place, ontology["wgs84:long"], Literal("far")))
    assert not validate(graph, ontology).conforms
