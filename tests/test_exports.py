"""Every form of RDF that is written is read back equal, by both libraries; articles have graphs."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections import defaultdict
from pathlib import Path

import pyoxigraph as ox
import pytest
from rdflib import RDFS, Dataset, Graph, Literal, URIRef
from rdflib.compare import isomorphic

from kg.cli import main
from kg.errors import InputError, OutputError
from kg.export import RDF, export
from kg.export.rdf import read_triples
from kg.export.turtle import write_turtle
from kg.ontology import Ontology

FILES = {
    "turtle": ("graph.ttl", ox.RdfFormat.TURTLE, "turtle"),
    "ntriples": ("graph.nt", ox.RdfFormat.N_TRIPLES, "nt"),
    "nquads": ("graph.nq", ox.RdfFormat.N_QUADS, "nquads"),
    "trig": ("graph.trig", ox.RdfFormat.TRIG, "trig"),
    "jsonld": ("graph.jsonld", ox.RdfFormat.JSON_LD, "json-ld"),
    "rdfxml": ("graph.rdf", ox.RdfFormat.RDF_XML, "xml"),
}
BASE = "https://example.org/kg/id/"


@pytest.fixture(scope="module")
def named(folder: Path, ontology: Ontology) -> dict[str, set[ox.Triple]]:
    """The named graphs, by the name of the article; the shared one as ""."""
    triples = read_triples(folder / "graph.ttl", ontology)
    identifier = str(ontology["dcterms:identifier"])
    names = {t.subject: t.object.value for t in triples.triples if t.predicate.value == identifier}
    return {names.get(graph, ""): set(told) for graph, told in triples.by_article().items()}


def triples(path: Path, form: ox.RdfFormat) -> set[ox.Triple]:
    return {quad.triple for quad in ox.parse(path=str(path), format=form)}


@pytest.mark.parametrize("format", FILES)
def test_what_is_written_is_read_back_by_both_libraries(
    format: str, folder: Path, tmp_path: Path
) -> None:
    assert set(RDF) == {*FILES, "ontology"}
    name, strict, lenient = FILES[format]
    export(folder / "graph.ttl", format, tmp_path)
    assert triples(tmp_path / name, strict) == triples(folder / "graph.ttl", ox.RdfFormat.TURTLE)
    back = Dataset(default_union=True).parse(tmp_path / name, format=lenient)
    union = Graph()
    for subject, predicate, value, _ in back.quads():
        union.add((subject, predicate, value))
    assert isomorphic(union, Graph().parse(folder / "graph.ttl"))


def test_neither_hash_seed_nor_place_changes_a_byte(folder: Path, tmp_path: Path) -> None:
    script = (
        "import sys, pathlib\n"
        "from kg.export import RDF, export\n"
        "for format in RDF:\n"
        "    export(pathlib.Path(sys.argv[1]), format, pathlib.Path(sys.argv[2]))\n"
    )
    found = defaultdict(set)
    for seed in ("1", "2"):
        (tmp_path / seed).mkdir()
        command = [sys.executable, "-c", script, str(folder / "graph.ttl"), str(tmp_path / seed)]
        subprocess.run(command, check=True, env={**os.environ, "PYTHONHASHSEED": seed})
        for path in (tmp_path / seed).iterdir():
            found[path.name].add(path.read_bytes())
    assert len(found) == 8 and {len(contents) for contents in found.values()} == {1}


def test_articles_have_graphs_that_together_are_the_whole(
    folder: Path, named: dict[str, set[ox.Triple]]
) -> None:
    assert set(named) == {"a.txt", "b.txt", "c.txt", ""}
    whole = triples(folder / "graph.ttl", ox.RdfFormat.TURTLE)
    assert set.union(*named.values()) == whole


def test_what_an_article_tells_is_in_its_graph_only(
    folder: Path, ontology: Ontology, named: dict[str, set[ox.Triple]]
) -> None:
    about = ontology["nif:referenceContext"]
    for name, told in named.items():
        contexts = {t.object for t in told if t.predicate.value == str(about)}
        assert len(contexts) == (1 if name else 0)
    annexed = ox.Triple(
        ox.NamedNode(BASE + "cape-sela"),
        ox.NamedNode(str(ontology["kg:annexedBy"])),
        ox.NamedNode(BASE + "ostmark"),
    )
    assert {name for name, told in named.items() if annexed in told} == {"a.txt", "b.txt"}


def test_what_only_a_speaker_claims_is_stated_in_no_graph(
    ontology: Ontology, named: dict[str, set[ox.Triple]]
) -> None:
    part = str(ontology["kg:partOf"])
    assert not [t for told in named.values() for t in told if t.predicate.value == part]


def test_json_ld_has_its_context_inside_and_beside(folder: Path, tmp_path: Path) -> None:
    export(folder / "graph.ttl", "jsonld", tmp_path)
    document = json.loads((tmp_path / "graph.jsonld").read_text(encoding="utf-8"))
    beside = json.loads((tmp_path / "context.jsonld").read_text(encoding="utf-8"))
    assert document["@context"] == beside["@context"]
    position = next(n for n in document["@graph"] if "kg:Position" in n["@type"])
    assert position["holder"] == "d:ostmark" and position["target"] == "patrol plan"


def test_rdf_xml_refuses_what_xml_cannot_hold(ontology: Ontology, tmp_path: Path) -> None:
    graph = Graph()
    graph.add((URIRef(BASE + "a"), RDFS.label, Literal("bell \x07")))
    write_turtle(graph, ontology, tmp_path / "graph.ttl")
    with pytest.raises(OutputError, match="use ntriples"):
        export(tmp_path / "graph.ttl", "rdfxml", tmp_path)
    assert not (tmp_path / "graph.rdf").exists()
    export(tmp_path / "graph.ttl", "jsonld", tmp_path)
    assert triples(tmp_path / "graph.jsonld", ox.RdfFormat.JSON_LD)


def test_a_file_that_is_no_turtle_is_named(tmp_path: Path) -> None:
    (tmp_path / "graph.ttl").write_text("nonsense", encoding="utf-8")
    with pytest.raises(InputError, match="not Turtle"):
        export(tmp_path / "graph.ttl", "trig", tmp_path)


def test_the_command_prints_or_names_the_files(
    folder: Path, tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    options = ["--output", str(folder)]
    assert main(["export", "ntriples", *options, "--to", str(tmp_path)]) == 0
    assert capfdbinary.readouterr().out.decode().split() == [str(tmp_path / "graph.nt")]
    assert main(["export", "ntriples", *options, "--to", "-"]) == 0
    assert capfdbinary.readouterr().out == (tmp_path / "graph.nt").read_bytes()
    assert main(["export", "csv", *options, "--to", "-"]) == 2
