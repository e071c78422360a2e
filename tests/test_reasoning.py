"""What a reasoner makes of the ontology: with data it is consistent; what cannot be is found."""

from __future__ import annotations

import importlib.util
import shutil
import subprocess
from pathlib import Path

import pytest
from rdflib import OWL, RDF, RDFS, Graph, URIRef

from kg.ontology import Ontology, ontology_file

MOST_MEMORY = "-Xmx1500M"


@pytest.fixture(scope="module")
def hermit() -> list[str]:
    """The command of HermiT, which owlready2 brings along and Java runs."""
    found = importlib.util.find_spec("owlready2")
    if found is None or found.origin is None or not shutil.which("java"):
        pytest.skip("HermiT needs java, and: pip install owlready2")
    folder = Path(found.origin).parent / "hermit"
    command = ["java", MOST_MEMORY, "-cp", f"{folder}:{folder / 'HermiT.jar'}"]
    return [*command, "org.semanticweb.HermiT.cli.CommandLine", "--ignoreUnsupportedDatatypes"]


def consistent(hermit: list[str], graph: Graph, folder: Path) -> bool:
    """Whether the terms, those of other vocabularies and a graph can all be true."""
    whole = Graph()
    for file in ("kg.ttl", "alignments.ttl"):
        whole.parse(ontology_file(file))
    whole += graph
    file = folder / "graph.owl"
    whole.serialize(file, format="xml", encoding="utf-8")
    asked = [*hermit, "--consistency", file.as_uri()]
    told = subprocess.run(asked, capture_output=True, text=True, timeout=300, check=False)
    found = "is satisfiable" in told.stdout
    assert found or "InconsistentOntologyException" in told.stderr, told
    return found


@pytest.mark.heavy
def test_the_ontology_with_data_is_consistent(
    hermit: list[str], graph: Graph, tmp_path: Path
) -> None:
    assert consistent(hermit, graph, tmp_path)


@pytest.mark.heavy
@pytest.mark.parametrize("one,other", [("kg:Person", "kg:Place"), ("kg:Position", "kg:Proposal")])
def test_what_cannot_be_both_is_found(
    one: str, other: str, hermit: list[str], graph: Graph, ontology: Ontology, tmp_path: Path
) -> None:
    node = min(graph.subjects(RDF.type, ontology[one]))
    graph.add((node, RDF.type, ontology[other]))
    assert not consistent(hermit, graph, tmp_path)


def test_no_term_is_of_a_datatype_that_reasoners_refuse() -> None:
    terms = Graph().parse(ontology_file("kg.ttl"))
    assert (None, RDFS.range, RDF.langString) not in terms


def test_what_is_between_things_has_things_as_values(graph: Graph, ontology: Ontology) -> None:
    terms = Graph().parse(ontology_file("kg.ttl"))
    for predicate in graph.predicates(unique=True):
        wanted = (predicate, RDF.type, OWL.ObjectProperty) in terms
        if wanted or (predicate, RDF.type, OWL.DatatypeProperty) in terms:
            values = graph.objects(None, predicate)
            assert {isinstance(value, URIRef) for value in values} == {wanted}, predicate


@pytest.mark.parametrize("files", [("kg.ttl",), ("kg.ttl", "alignments.ttl")])
def test_the_ontology_is_in_owl_2_dl(files: tuple[str, ...], tmp_path: Path) -> None:
    jars = Path("/usr/share/java")
    if not shutil.which("javac") or not (jars / "owlapi-distribution.jar").exists():
        pytest.skip("the OWL API needs: apt-get install default-jdk-headless libowlapi-java")
    whole = Graph()
    for file in files:
        whole.parse(ontology_file(file))
    whole.serialize(tmp_path / "terms.owl", format="xml", encoding="utf-8")
    program = Path(__file__).with_name("Profile.java")
    command = ["java", "-cp", f"{jars}/*", str(program), str(tmp_path / "terms.owl")]
    told = subprocess.run(command, capture_output=True, text=True, timeout=300, check=True)
    lines = [line for line in told.stdout.splitlines() if "INFO" not in line]
    assert len(lines) == 1 and int(lines[0].removesuffix(" axioms")) > 1000, lines
