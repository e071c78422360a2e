"""What a graph says of how it came about: enough to read the articles again in the same way."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from rdflib import RDF, Graph, Literal, URIRef
from tests.mutations import READING

import kg
from kg.errors import InputError
from kg.language.shipped import identity
from kg.mapping import to_graph
from kg.model import Resolved
from kg.ontology import Ontology
from kg.provenance import Reading, reading_of
from kg.settings import Settings


def made(resolved: Resolved, ontology: Ontology, reading: Reading = READING) -> Graph:
    return to_graph(resolved, ontology, reading=reading).to_rdflib()


def run_of(graph: Graph, ontology: Ontology) -> URIRef:
    (run,) = graph.subjects(RDF.type, ontology["prov:Activity"])
    return run


def test_the_reading_names_program_weights_words_settings_and_articles(
    resolved: Resolved, ontology: Ontology
) -> None:
    graph = made(resolved, ontology)
    run = run_of(graph, ontology)
    program = graph.value(run, ontology["prov:wasAssociatedWith"])
    assert graph.value(program, ontology["schema:softwareVersion"]) == Literal("1.2.3")
    assert set(graph.objects(run, ontology["kg:setting"])) == {Literal("min-certainty = 0.7")}
    used = set(graph.objects(run, ontology["prov:used"]))
    articles = set(graph.subjects(RDF.type, ontology["schema:NewsArticle"]))
    digests = {str(graph.value(node, ontology["kg:digest"])) for node in used - articles}
    assert articles <= used and digests == {"sha256:" + "0f" * 32, "sha256:" + "1e" * 32}
    dataset = graph.value(predicate=RDF.type, object=ontology["dcat:Dataset"])
    assert graph.value(dataset, ontology["dcterms:license"]) == URIRef(READING.licence)


def test_another_reading_has_another_name_and_other_articles_have_the_same(
    resolved: Resolved, ontology: Ontology
) -> None:
    run = run_of(made(resolved, ontology), ontology)
    fewer = replace(resolved, articles=resolved.articles[:2])
    assert run_of(made(fewer, ontology), ontology) == run
    for change in ({"version": "1.2.4"}, {"settings": ()}, {"used": READING.used[:1]}):
        assert run_of(made(resolved, ontology, replace(READING, **change)), ontology) != run


def test_the_version_of_a_graph_is_that_of_its_content(
    resolved: Resolved, ontology: Ontology, renamed: Resolved
) -> None:
    def version(corpus: Resolved, reading: Reading = READING) -> object:
        (found,) = made(corpus, ontology, reading).objects(None, ontology["dcat:version"])
        return found

    text = replace(resolved.articles[0], text=resolved.articles[0].text + " ")
    first = version(resolved)
    assert version(renamed) == first
    assert version(replace(resolved, articles=(text, *resolved.articles[1:]))) != first
    assert version(replace(resolved, facts=resolved.facts[1:])) != first
    assert version(resolved, replace(READING, version="2")) != first


def test_a_build_tells_what_read(tmp_path: Path) -> None:
    words = tmp_path / "words.toml"
    words.write_text("", encoding="utf-8")
    plain, told = (
        reading_of(kg.__version__, settings)
        for settings in (Settings(), Settings(min_certainty=0.7, lexicon=(words,)))
    )
    weights, lexicon, entities = plain.used
    assert f"{weights.name} {weights.version} (sha256 {weights.digest[:16]})" == identity()
    assert (plain.version, plain.settings) == (kg.__version__, ())
    assert told.settings == ("min-certainty = 0.7",)
    assert [part == other for part, other in zip(plain.used, told.used, strict=True)] == [
        True,
        False,
        True,
    ]
    assert len({weights.digest, lexicon.digest, entities.digest}) == 3


def test_a_licence_that_is_no_address_is_refused() -> None:
    with pytest.raises(InputError, match="--licence"):
        reading_of("1", Settings(licence="CC BY"))
