"""What a whole corpus keeps: addresses when articles come and go, one graph of two, any order."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

import pytest
from rdflib import Graph, URIRef

import kg
from kg.mapping import to_graph
from kg.model import Extraction
from kg.ontology import Ontology, load_entities, load_ontology
from kg.resolve import resolve
from kg.validate import validate

STORIES = {
    "a1.txt": """Published: 2031-03-02
Source: Harbour Post

Norland offers shared patrols of the strait

Ada Vosska, the foreign minister of Norland, proposed on Monday that Norland and Sudria jointly
patrol the strait of Merrow for five years. The Sudrian government in Kest rejected the patrols.
Shells hit the market of Port Orlo on 1 March 2031, killing 11 people.
""",
    "a2.txt": """Published: 2031-03-03
Source: Kest Courier

Sudria and the patrols

Sudria said on Tuesday that joint patrols, as suggested by Ada Voska of Norland, would end its
rule over the strait of Merrow. "We will never leave the strait," said Bram Tolle, its president.
Officials in Port Orlo say that 14 people died when shells hit the market on 1 March 2031.
""",
    "a3.txt": """Published: 2031-03-05
Source: Harbour Post

A minister speaks

Bram Tolle, the president of Sudria, now welcomes joint patrols of the strait of Merrow. Vosska
told the Harbour Post that Norland was grateful. Georgia called for calm.
""",
}
OTHERS = {
    "a1.txt": """Published: 2031-03-02
Source: Ostmark Daily

A toll on the bridge

Ida Mereth, the mayor of Tarn, proposed a toll on the bridge. Shells hit the market of Port Orlo
on 1 March 2031, killing 11 people. France recognised Norland in 2019.
""",
}


def put(folder: Path, stories: dict[str, str]) -> Path:
    folder.mkdir()
    for name, text in stories.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def graphs(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Graph]:
    """Of all three, of each two of them, and of another corpus with an equal file name."""
    home = tmp_path_factory.mktemp("whole")
    sets = {"all": STORIES, "others": OTHERS}
    for left_out in STORIES:
        sets[left_out] = {name: text for name, text in STORIES.items() if name != left_out}
    return {name: built(put(home / name, some), home / f"{name}.out") for name, some in sets.items()}


def built(articles: Path, output: Path) -> Graph:
    assert kg.build([articles], output).conforms
    return Graph().parse(output / "graph.ttl")


def nodes(graph: Graph, base: str = "https://example.org/kg/id/") -> set[str]:
    return {str(s) for s in graph.subjects(unique=True) if str(s).startswith(base)}


def of_article(graph: Graph, name: str) -> set[str]:
    """The nodes that an article tells of."""
    ontology = load_ontology()
    (article,) = (
        s for s, o in graph.subject_objects(ontology["dcterms:identifier"]) if str(o) == name
    )
    places = set(graph.subjects(ontology["nif:referenceContext"], article))
    told = {s for place in places for s in graph.subjects(ontology["kg:evidence"], place)}
    told |= {o for place in places for o in graph.objects(place, ontology["itsrdf:taIdentRef"])}
    about = {o for fact in told for o in graph.objects(fact) if isinstance(o, URIRef)}
    return {str(node) for node in {article, *places, *told, *about}}


@pytest.mark.parametrize("left_out", STORIES)
def test_what_an_article_does_not_tell_keeps_its_address(
    left_out: str, graphs: dict[str, Graph]
) -> None:
    whole, without = graphs["all"], graphs[left_out]
    changing = {"run_", "dataset_", "partition_", "period_"}
    gone = {
        node
        for node in nodes(without) - nodes(whole)
        if not any(node.rpartition("/")[2].startswith(kind) for kind in changing)
    }
    kept = set().union(*(of_article(without, name) for name in STORIES if name != left_out))
    touched = {str(s) for s in of_article(whole, left_out)}
    assert kept and touched
    assert {node for node in gone if node.rpartition("/")[2].startswith(("article_", "sentence_"))} == set()
    assert gone <= kept


def test_graphs_of_two_corpora_with_an_equal_file_name_conform_together(
    graphs: dict[str, Graph], ontology: Ontology
) -> None:
    both = graphs["all"] + graphs["others"]
    conformance = validate(both, ontology)
    assert conformance.conforms, [v.message for v in conformance.violations]
    identifier = ontology["dcterms:identifier"]
    named = [s for s, o in both.subject_objects(identifier) if str(o) == "a1.txt"]
    assert len(named) == 2
