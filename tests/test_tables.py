"""Exports that other programs load: tables of facts, Neo4j, GeoJSON; each is read back."""

from __future__ import annotations

import csv
import datetime as dt
import json
import re
from dataclasses import replace
from pathlib import Path

import pytest
from rdflib import Graph

from kg.export.geojson import write_geojson
from kg.export.neo4j import write_cypher, write_edges, write_nodes
from kg.export.network import read_network
from kg.export.tables import write_facts_csv, write_facts_parquet
from kg.mapping import to_graph
from kg.model import Resolved
from kg.ontology import Ontology


def rows_of(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_each_kind_of_fact_has_a_table_with_a_row_a_passage(
    graph: Graph, ontology: Ontology, tmp_path: Path
) -> None:
    files = write_facts_csv(graph, ontology, tmp_path)
    facts = read_network(graph, ontology).facts
    assert len(files) == len({fact.kind for fact in facts})
    told = [(row["fact"], row["passage"]) for path in files for row in rows_of(path)]
    assert len(told) == sum(len(fact.evidence) for fact in facts)
    assert {iri for iri, _ in told} == {fact.iri for fact in facts}
    assert all(passage for _, passage in told)


def test_a_row_has_the_sentence_the_source_the_date_and_the_certainty(
    graph: Graph, ontology: Ontology, tmp_path: Path
) -> None:
    write_facts_csv(graph, ontology, tmp_path)
    rows = rows_of(tmp_path / "facts-territory-claim.csv")
    first = next(r for r in rows if r["relation"] == "annexed by" and r["article"] == "a.txt")
    assert (first["territory"], first["agent"], first["date"]) == ("Cape Sela", "Ostmark", "2014")
    assert (first["earliest"], first["latest"]) == ("2014-01-01", "2014-12-31")
    assert first["passage"] == first["sentence"][:-1] == "Ostmark annexed Cape Sela in 2014"
    assert (first["begin"], first["end"]) == ("0", "33")
    assert (first["publisher"], first["published"]) == ("The Coastal Post", "2024-03-01")
    assert 0.9 <= float(first["certainty"]) <= 1 and first["passage_certainty"] == "0.9"
    said = next(r for r in rows if r["relation"] == "part of")
    assert said["asserted_by"] == "Ada Voss" and said["asserted_by_id"].endswith("ada-voss")


def test_parquet_has_the_same_with_days_and_numbers(
    graph: Graph, ontology: Ontology, tmp_path: Path
) -> None:
    parquet = pytest.importorskip("pyarrow.parquet")
    tables = write_facts_csv(graph, ontology, tmp_path)
    files = write_facts_parquet(graph, ontology, tmp_path)
    assert [path.stem for path in files] == [path.stem for path in tables]
    for path, other in zip(files, tables, strict=True):
        read, rows = parquet.read_table(path).to_pylist(), rows_of(other)
        assert [
            {name: "" if value is None else str(value) for name, value in row.items()}
            for row in read
        ] == rows
    claims = parquet.read_table(tmp_path / "facts-territory-claim.parquet").to_pylist()
    assert {row["earliest"] for row in claims} == {dt.date(2014, 1, 1), None}


@pytest.mark.parametrize("name", ["=HYPERLINK(1)", "\x00@x", '"\r\n,'])
def test_no_cell_runs(name: str, resolved: Resolved, ontology: Ontology, tmp_path: Path) -> None:
    entities = {key: replace(one, name=f"{name}{key}") for key, one in resolved.entities.items()}
    graph = to_graph(replace(resolved, entities=entities), ontology)
    for path in write_facts_csv(graph, ontology, tmp_path):
        for row in rows_of(path):
            assert not any(v.startswith(("=", "+", "-", "@", "\0")) for v in row.values())


def test_neo4j_gets_the_nodes_and_edges_by_type(
    graph: Graph, ontology: Ontology, tmp_path: Path
) -> None:
    write_nodes(graph, ontology, tmp_path / "nodes.csv")
    write_edges(graph, ontology, tmp_path / "edges.csv")
    nodes, edges = rows_of(tmp_path / "nodes.csv"), rows_of(tmp_path / "edges.csv")
    ids = {row["id:ID"] for row in nodes}
    assert len(ids) == len(nodes) and all(row[":LABEL"] for row in nodes)
    assert {row[end] for row in edges for end in (":START_ID", ":END_ID")} <= ids
    assert {"POSITION", "TERRITORY_CLAIM"} <= {row[":TYPE"] for row in edges}
    assert next(r for r in nodes if r["label"] == "Norland")["latitude:double"] == "55.0"
    assert all(row["sentence"] and float(row["certainty:double"]) <= 1 for row in edges)


@pytest.mark.parametrize("name", ["it's", "\\'}) DETACH DELETE n //", "\\u0027 x", "a\nb"])
def test_no_text_ends_a_string_of_cypher(
    name: str, resolved: Resolved, ontology: Ontology, tmp_path: Path
) -> None:
    entities = {key: replace(one, name=f"{name}{key}") for key, one in resolved.entities.items()}
    graph = to_graph(replace(resolved, entities=entities), ontology)
    write_cypher(graph, ontology, tmp_path / "graph.cypher")
    lines = (tmp_path / "graph.cypher").read_text(encoding="utf-8").splitlines()
    network = read_network(graph, ontology)
    edges = sum(len(arrow.facts) for arrow in network.arrows)
    assert len(lines) == 1 + len(network.nodes) + edges
    for line in lines:  # with all strings taken out nothing of a name is left
        bare = re.sub(r"'(?:[^'\\]|\\.)*'", "", line)
        assert "'" not in bare and "DETACH" not in bare and bare.endswith(";")
        assert "\\u0027" not in line


def test_lands_and_what_is_told_of_them_lie_at_their_points(
    graph: Graph, ontology: Ontology, tmp_path: Path
) -> None:
    write_geojson(graph, ontology, tmp_path / "graph.geojson")
    features = json.loads((tmp_path / "graph.geojson").read_text(encoding="utf-8"))["features"]
    by_label = {one["properties"]["label"]: one for one in features}
    assert by_label["Norland"]["geometry"] == {"type": "Point", "coordinates": [11.0, 55.0]}
    claim = next(f for f in features if f["properties"].get("date") == "2014")
    assert claim["geometry"]["coordinates"] == [-5.0, 58.5]
    assert "2014" in claim["properties"]["sentence"] and claim["properties"]["publisher"]
    assert len({one["id"] for one in features}) == len(features)


def test_the_same_graph_gives_the_same_bytes(
    graph: Graph, renamed: Resolved, ontology: Ontology, tmp_path: Path
) -> None:
    made = []
    for number, one in enumerate((graph, to_graph(renamed, ontology))):
        folder = tmp_path / str(number)
        folder.mkdir()
        write_facts_csv(one, ontology, folder)
        for write in (write_nodes, write_edges, write_cypher, write_geojson):
            write(one, ontology, folder / write.__name__)
        made.append({path.name: path.read_bytes() for path in folder.iterdir()})
    assert made[0] == made[1]
