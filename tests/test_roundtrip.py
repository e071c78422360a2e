"""Turtle out and in again: the same graph, the same bytes, whatever the order and the hash seed."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pyoxigraph as ox
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from rdflib import RDFS, XSD, BNode, Graph, Literal, URIRef
from rdflib.compare import isomorphic

from kg.errors import OutputError
from kg.export.turtle import write_turtle
from kg.mapping import to_graph
from kg.model import Resolved
from kg.ontology import Ontology

NODE = URIRef("https://example.org/kg/id/a")


def strict(path: Path) -> list[ox.Quad]:
    return list(ox.parse(path=str(path), format=ox.RdfFormat.TURTLE))


def test_what_is_written_is_read_back_by_both_libraries(
    graph: Graph, ontology: Ontology, tmp_path: Path
) -> None:
    target = tmp_path / "graph.ttl"
    write_turtle(graph, ontology, target)
    assert isomorphic(Graph().parse(target, format="turtle"), graph)
    assert len(strict(target)) == len(graph)
    assert list(tmp_path.iterdir()) == [target]


def test_order_and_names_of_keys_do_not_change_a_byte(
    graph: Graph, renamed: Resolved, ontology: Ontology, tmp_path: Path
) -> None:
    write_turtle(graph, ontology, tmp_path / "one.ttl")
    write_turtle(to_graph(renamed, ontology), ontology, tmp_path / "two.ttl")
    assert (tmp_path / "one.ttl").read_bytes() == (tmp_path / "two.ttl").read_bytes()


def test_the_hash_seed_does_not_change_a_byte(
    graph: Graph, ontology: Ontology, tmp_path: Path
) -> None:
    write_turtle(graph, ontology, tmp_path / "graph.ttl")
    script = (
        "import sys, pathlib, rdflib\n"
        "from kg.ontology import load_ontology\n"
        "from kg.export.turtle import write_turtle\n"
        "source, target = map(pathlib.Path, sys.argv[1:])\n"
        "graph = rdflib.Graph(bind_namespaces='none').parse(source)\n"
        "write_turtle(graph, load_ontology(), target)\n"
    )
    for seed in ("1", "2"):
        target = tmp_path / f"{seed}.ttl"
        command = [sys.executable, "-c", script, str(tmp_path / "graph.ttl"), str(target)]
        subprocess.run(command, check=True, env={**os.environ, "PYTHONHASHSEED": seed})
        assert target.read_bytes() == (tmp_path / "graph.ttl").read_bytes()


@settings(max_examples=200, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(st.characters(exclude_categories=["Cs"])))
def test_any_text_survives(text: str, ontology: Ontology, tmp_path: Path) -> None:
    graph = Graph()
    graph.add((NODE, RDFS.label, Literal(text, lang="en")))
    graph.add((NODE, RDFS.comment, Literal(text)))
    write_turtle(graph, ontology, tmp_path / "graph.ttl")
    assert {quad.object.value for quad in strict(tmp_path / "graph.ttl")} == {text}
    assert {str(value) for value in Graph().parse(tmp_path / "graph.ttl").objects()} == {text}


@pytest.mark.parametrize(
    ("text", "datatype"),
    [("2014", XSD.gYear), ("0.90", XSD.decimal), ("007", XSD.integer), ("2024-02-30", XSD.date)],
)
def test_lexical_forms_stay(
    text: str, datatype: URIRef, ontology: Ontology, tmp_path: Path
) -> None:
    graph = Graph()
    graph.add((NODE, RDFS.label, Literal(text, datatype=datatype, normalize=False)))
    write_turtle(graph, ontology, tmp_path / "graph.ttl")
    (quad,) = strict(tmp_path / "graph.ttl")
    assert (quad.object.value, quad.object.datatype.value) == (text, str(datatype))


@pytest.mark.parametrize(
    "value",
    [
        URIRef("https://x.example/a b"),
        URIRef("https://x.example/> . <https://x.example/b"),
        URIRef("relative"),
        Literal("x", datatype=URIRef("https://x.example/> . <https://x.example/forged")),
        Literal("lone \ud800 surrogate"),
        BNode(),
    ],
    ids=["space", "forged", "relative", "datatype", "surrogate", "blank"],
)
def test_a_bad_term_is_refused_and_the_old_file_stays(
    value: URIRef, ontology: Ontology, tmp_path: Path
) -> None:
    target = tmp_path / "graph.ttl"
    target.write_text("old", encoding="utf-8")
    graph = Graph()
    graph.add((NODE, RDFS.seeAlso, value))
    with pytest.raises(OutputError, match=r"graph\.ttl"):
        write_turtle(graph, ontology, target)
    assert target.read_text(encoding="utf-8") == "old"
    assert list(tmp_path.iterdir()) == [target]


def test_a_folder_that_is_not_there_is_named(
    graph: Graph, ontology: Ontology, tmp_path: Path
) -> None:
    with pytest.raises(OutputError, match="nowhere"):
        write_turtle(graph, ontology, tmp_path / "nowhere" / "graph.ttl")
