"""The network's other formats: each is read back and equals the network."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import networkx
import pytest
from rdflib import Graph

from kg.cli import main
from kg.cli.export import FORMATS
from kg.export import NETWORKS, RDF, TABLES
from kg.export.network import read_network
from kg.export.networks import write_gexf, write_graphml
from kg.export.tables import write_edges_csv, write_nodes_csv
from kg.mapping import to_graph
from kg.model import Resolved
from kg.ontology import Ontology

Writer = Callable[[Graph, Ontology, Path], None]
ALL: list[Writer] = [write_graphml, write_gexf, write_nodes_csv, write_edges_csv]


@pytest.mark.parametrize("write", [write_graphml, write_gexf])
def test_xml_is_read_back(write: Writer, graph: Graph, ontology: Ontology, tmp_path: Path) -> None:
    path = tmp_path / "graph.xml"
    write(graph, ontology, path)
    read = (
        networkx.read_graphml(path)
        if write is write_graphml
        else networkx.read_gexf(path, version="1.3")
    )
    network = read_network(graph, ontology)
    nodes = {
        (iri, data["label"], data["kind"], data["weight"]) for iri, data in read.nodes(data=True)
    }
    assert nodes == {(n.iri, n.label, n.kind, n.weight) for n in network.nodes}
    edges = sorted((a, b, data["label"], data["fact"]) for a, b, data in read.edges(data=True))
    assert edges == sorted(
        (a.source, a.target, a.label, fact) for a in network.arrows for fact in a.facts
    )
    claim = next(d for _, _, d in read.edges(data=True) if d["label"] == "annexed by")
    assert claim["date"] == "2014" and claim["certainty"] > 0.9
    assert claim["sentence"].startswith("In 2014") and claim["publisher"] == "Inland Mirror"


DAY = r"\d{4}-\d\d-\d\d"
GEXF = {
    # What the schema of GEXF 1.3 says: of each element its attributes, with a ! if it has to have
    # them, and the elements in it.
    "gexf": ({"version!": "1[.]3"}, {"meta", "graph"}),
    "graph": (
        {
            "defaultedgetype": "directed|undirected|mutual",
            "mode": "static|dynamic|slice",
            "timeformat": "integer|double|date|dateTime",
            "timerepresentation": "interval|timestamp",
        },
        {"attributes", "nodes", "edges"},
    ),
    "attributes": ({"class!": "node|edge", "mode": "static|dynamic"}, {"attribute"}),
    "attribute": (
        {"id!": ".+", "title!": ".*", "type!": "integer|long|double|float|boolean|string|anyURI"},
        {"default", "options"},
    ),
    "nodes": ({"count": r"\d+"}, {"node"}),
    "node": ({"id!": ".+", "label": "(?s:.*)"}, {"attvalues"}),
    "attvalues": ({}, {"attvalue"}),
    "attvalue": ({"for!": ".+", "value!": "(?s:.*)"}, set()),
    "edges": ({"count": r"\d+"}, {"edge"}),
    "edge": (
        {
            "id!": ".+",
            "source!": ".+",
            "target!": ".+",
            "label": "(?s:.*)",
            "weight": r"\d+([.]\d+)?",
            "start": DAY,
            "end": DAY,
        },
        {"attvalues"},
    ),
}


def test_gexf_is_as_its_schema_says(graph: Graph, ontology: Ontology, tmp_path: Path) -> None:
    write_gexf(graph, ontology, tmp_path / "graph.gexf")
    root = ElementTree.parse(tmp_path / "graph.gexf").getroot()
    assert root.tag == "{http://gexf.net/1.3}gexf"
    for element in root.iter():
        attributes, inside = GEXF[element.tag.removeprefix("{http://gexf.net/1.3}")]
        forms = {name.rstrip("!"): form for name, form in attributes.items()}
        assert {name.rstrip("!") for name in attributes if name[-1] == "!"} <= set(element.keys())
        for name, value in element.items():
            assert re.fullmatch(forms[name], value), (element.tag, name, value)
        assert {child.tag.rpartition("}")[2] for child in element} <= inside
    space = {"g": "http://gexf.net/1.3"}
    for of in ("node", "edge"):
        declared = root.findall(f".//g:attributes[@class='{of}']/g:attribute", space)
        used = root.findall(f".//g:{of}/g:attvalues/g:attvalue", space)
        assert {one.get("for") for one in used} <= {one.get("id") for one in declared}


def test_the_dates_of_an_edge_are_its_place_on_the_line_of_time(
    graph: Graph, ontology: Ontology, tmp_path: Path
) -> None:
    write_gexf(graph, ontology, tmp_path / "graph.gexf")
    space = {"g": "http://gexf.net/1.3"}
    root = ElementTree.parse(tmp_path / "graph.gexf").getroot()
    edges = root.findall(".//g:edge", space)
    dated = [(one.get("start"), one.get("end")) for one in edges if one.get("start")]
    assert ("2014-01-01", "2014-12-31") in dated and len(dated) < len(edges)
    types = {one.get("type") for one in root.findall(".//g:attribute", space)}
    assert types == {"string", "double", "integer", "boolean"}
    assert len({one.get("id") for one in edges}) == len(edges)


def test_yed_shows_names(graph: Graph, ontology: Ontology, tmp_path: Path) -> None:
    write_graphml(graph, ontology, tmp_path / "graph.graphml")
    space = {"y": "http://www.yworks.com/xml/graphml"}
    root = ElementTree.parse(tmp_path / "graph.graphml").getroot()
    names = {one.text for one in root.findall(".//y:NodeLabel", space)}
    assert {"Ada Voss", "Cape Sela"} <= names
    assert "annexed by" in {one.text for one in root.findall(".//y:EdgeLabel", space)}


def test_csv_is_read_back(graph: Graph, ontology: Ontology, tmp_path: Path) -> None:
    write_nodes_csv(graph, ontology, tmp_path / "nodes.csv")
    write_edges_csv(graph, ontology, tmp_path / "edges.csv")
    network = read_network(graph, ontology)
    with (tmp_path / "nodes.csv").open(encoding="utf-8", newline="") as file:
        assert [row["label"] for row in csv.DictReader(file)] == [n.label for n in network.nodes]
    with (tmp_path / "edges.csv").open(encoding="utf-8", newline="") as file:
        rows = [
            (row["source"], row["style"], row["said"] == "true", row["fact"])
            for row in csv.DictReader(file)
        ]
    assert rows == [(a.source, a.style, a.said, fact) for a in network.arrows for fact in a.facts]


@pytest.mark.parametrize("write", ALL)
def test_the_same_graph_gives_the_same_bytes(
    write: Writer, graph: Graph, renamed: Resolved, ontology: Ontology, tmp_path: Path
) -> None:
    write(graph, ontology, tmp_path / "a")
    write(to_graph(renamed, ontology), ontology, tmp_path / "b")
    assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes()


@pytest.mark.parametrize("write", ALL)
@pytest.mark.parametrize("name", ["=HYPERLINK(1)", "\x00\x0b<&>\u2028", "\u202e", '"\r\n,'])
def test_hostile_names_are_kept_harmless(
    write: Writer, name: str, resolved: Resolved, ontology: Ontology, tmp_path: Path
) -> None:
    entities = {key: replace(one, name=f"{name}{key}") for key, one in resolved.entities.items()}
    graph = to_graph(replace(resolved, entities=entities), ontology)
    path = tmp_path / "out"
    write(graph, ontology, path)
    if write is write_graphml:
        assert len(networkx.read_graphml(path)) == len(read_network(graph, ontology).nodes)
    if write is write_nodes_csv:
        with path.open(encoding="utf-8", newline="") as file:
            assert not any(
                cell.startswith(("=", "+", "-", "@"))
                for row in csv.DictReader(file)
                for name, cell in row.items()
                if name not in ("latitude", "longitude")
            )


def test_the_command_writes_the_files_beside_the_graph(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    sample = Path(__file__).parent.parent / "articles" / "shoal-2024-meridian.txt"
    assert main(["build", str(sample), "--output", str(tmp_path)]) == 0
    capsys.readouterr()
    for format, names in {"csv": ["edges.csv", "nodes.csv"], "gexf": ["graph.gexf"]}.items():
        assert main(["export", format, "--output", str(tmp_path)]) == 0
        assert sorted(Path(line).name for line in capsys.readouterr().out.split()) == names
        assert all((tmp_path / name).stat().st_size > 100 for name in names)
    assert set(FORMATS) == {*NETWORKS, *TABLES, *RDF}


def test_where_no_graph_is_the_command_says_so(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["export", "csv", "--output", str(tmp_path)]) == 2
    assert "kg build" in capsys.readouterr().err
