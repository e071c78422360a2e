"""The network behind the page: nodes, arrows, facts and spans, read by the ontology's hints."""

from __future__ import annotations

import json
import random
import re
from dataclasses import replace

import pytest
from rdflib import Graph, Literal, URIRef

from kg.export.arrows import Arrow
from kg.export.core import core_of
from kg.export.edges import edges_of
from kg.export.html import render
from kg.export.layout import CORE, core_nodes, lay_out
from kg.export.network import ISSUE, Network, Node, read_network
from kg.export.page import PageData, as_json, short_names, units
from kg.mapping import to_graph
from kg.model import Resolved
from kg.ontology import Ontology, load_ontology


@pytest.fixture
def network(graph: Graph, ontology: Ontology) -> Network:
    return read_network(graph, ontology)


def named(network: Network, label: str) -> Node:
    return next(node for node in network.nodes if node.label == label)


def arrows(network: Network) -> set[tuple[str, str, str]]:
    labels = {node.iri: node.label for node in network.nodes}
    return {(labels[one.source], one.style, labels[one.target]) for one in network.arrows}


def test_positions_are_signed_arrows_to_the_proposal(network: Network) -> None:
    patrol = "put the strait under Harbour Pact patrols"
    assert {
        ("Ostmark", "negative", patrol),
        ("Ostmark", "positive", patrol),
        ("Ada Voss", "proposing", patrol),
    } <= arrows(network)


def test_a_position_without_a_proposal_ends_at_an_issue_that_others_share(
    resolved: Resolved, ontology: Ontology
) -> None:
    facts = tuple(
        replace(fact, proposal=None, target=target)
        for fact, target in zip(
            [fact for fact in resolved.facts if fact.kind == "position"],
            ["patrol plan", "Plan of patrols"],
            strict=True,
        )
    )
    network = read_network(to_graph(replace(resolved, facts=facts), ontology), ontology)
    issues = [node.label for node in network.nodes if node.kind == ISSUE]
    assert issues == ["patrol plan"]
    assert {style for _, style, _ in arrows(network)} == {"positive", "negative"}


def test_who_says_so_makes_a_different_arrow(network: Network) -> None:
    territorial = {one.label: one.said for one in network.arrows if one.style == "territorial"}
    assert territorial == {"annexed by": False, "part of": True}
    claim = next(fact for fact in network.facts if "part of" in fact.label)
    assert claim.by == named(network, "Ada Voss").iri


def test_an_article_is_nobody_who_asserts(network: Network) -> None:
    annexed = next(fact for fact in network.facts if "annexed by" in fact.label)
    assert annexed.by == ""
    assert (annexed.date, annexed.earliest, annexed.latest) == ("2014", "2014-01-01", "2014-12-31")


def test_evidence_marks_the_words_that_were_read(network: Network) -> None:
    sentences = {sentence.iri: sentence for sentence in network.sentences}
    annexed = next(fact for fact in network.facts if "annexed by" in fact.label)
    marked = {
        sentences[span.sentence].text[span.start : span.end]: (span.rule, span.certainty)
        for span in annexed.evidence
    }
    assert marked == {
        "Ostmark annexed Cape Sela in 2014": ("territory.annex", 0.9),
        "Cape Sela was annexed by Ostmark": ("territory.passive", 0.95),
    }


def test_sources_keep_what_a_reader_knows_them_by(network: Network) -> None:
    first, copy, second = network.sources
    assert (first.name, first.publisher, first.published) == (
        "a.txt",
        "The Coastal Post",
        "2024-03-01",
    )
    assert (second.name, copy.copy_of) == ("b.txt", "a.txt")


def test_aliases_mentions_and_links_come_along(network: Network) -> None:
    norland, voss = named(network, "Norland"), named(network, "Ada Voss")
    assert norland.link == "http://www.wikidata.org/entity/Q900001"
    assert (voss.aliases, len(voss.mentions)) == (("Voss",), 2)


def test_the_order_of_the_graph_does_not_matter(
    network: Network, renamed: Resolved, ontology: Ontology
) -> None:
    assert read_network(to_graph(renamed, ontology), ontology) == network


def test_nothing_to_draw_is_an_empty_network(ontology: Ontology) -> None:
    network = read_network(Graph(), ontology)
    assert (network.nodes, network.arrows, network.facts, lay_out(network)) == ((), (), (), {})


def test_dangling_evidence_is_passed_over(graph: Graph, ontology: Ontology) -> None:
    fact = next(iter(graph.subjects(ontology["kg:territory"])))
    graph.add((fact, ontology["kg:evidence"], URIRef("https://example.org/nowhere")))
    before = len(read_network(graph, ontology).facts)
    assert before == len(set(graph.subjects(ontology["kg:evidence"])))


def test_offsets_outside_the_sentence_stay_inside_it(graph: Graph, ontology: Ontology) -> None:
    for passage in set(graph.objects(predicate=ontology["kg:evidence"])):
        graph.set((passage, ontology["nif:endIndex"], Literal(10**6)))
    network = read_network(graph, ontology)
    texts = {sentence.iri: sentence.text for sentence in network.sentences}
    spans = [span for fact in network.facts for span in fact.evidence]
    assert spans and all(0 <= span.start <= span.end <= len(texts[span.sentence]) for span in spans)


def test_each_fact_of_an_arrow_is_an_edge_with_its_surest_sentence(network: Network) -> None:
    edges = edges_of(network)
    assert len(edges) == sum(len(arrow.facts) for arrow in network.arrows)
    annexed = next(edge for edge in edges if edge.label == "annexed by")
    assert annexed.told.sentence == "In 2014 Cape Sela was annexed by Ostmark."
    assert (annexed.date, annexed.passages) == ("2014", 2)


def many(count: int) -> Network:
    """A network with a crowded middle and a long tail, as real ones have."""
    dice = random.Random(1)
    nodes = tuple(
        Node(iri=f"n{i:05}", kind="Person", label=f"Node {i}", weight=round(count / (i + 1), 2))
        for i in range(count)
    )
    ends = [(f"n{int(i * dice.random() ** 2):05}", f"n{i:05}") for i in range(1, count)]
    lines = tuple(
        Arrow(source=a, target=b, style="plain", label="knows", said=False, facts=(), strength=1.0)
        for a, b in ends
    )
    empty = read_network(Graph(), load_ontology())
    return replace(empty, nodes=nodes, arrows=lines)


def test_every_node_has_a_place_and_no_two_share_one() -> None:
    network = many(700)
    places = lay_out(network)
    assert set(places) == {node.iri for node in network.nodes}
    assert len(set(places.values())) == 700


def test_places_are_the_same_each_time_and_core_names_do_not_cover_each_other() -> None:
    network = many(300)
    places = lay_out(network)
    assert places == lay_out(network)
    core = [places[iri] for iri in core_nodes(((a.source, a.target) for a in network.arrows), CORE)]
    close = [
        (p, q)
        for i, p in enumerate(core)
        for q in core[:i]
        if abs(p[0] - q[0]) < 50 and abs(p[1] - q[1]) < 25
    ]
    assert len(close) <= 3


def test_json_cannot_leave_its_script_element() -> None:
    hostile = "</script><!--<script>&\u2028\u2029"
    text = as_json({"x": hostile})
    assert not set("<>&\u2028\u2029") & set(text)
    assert json.loads(text) == {"x": hostile}


def test_a_lone_surrogate_survives_as_an_escape() -> None:
    text = as_json("a\udc80b").encode("utf-8", "backslashreplace").decode("utf-8")
    assert json.loads(text) == "a\udc80b"


def test_offsets_count_as_javascript_does(graph: Graph, ontology: Ontology) -> None:
    assert units("😀😀x", 2) == 4
    text = "Ostmark annexed Cape Sela in 2014."
    for sentence in list(graph.subjects(ontology["nif:anchorOf"], Literal(text))):
        graph.set((sentence, ontology["nif:anchorOf"], Literal("😀" + text[1:])))
    data = PageData(read_network(graph, ontology)).facts()
    annexed = next(fact for fact in data["facts"] if "annexed by" in fact["label"])
    assert annexed["evidence"][0][1:3] == [0, len("Ostmark annexed Cape Sela in 2014") + 1]


def test_names_that_end_alike_stay_apart() -> None:
    names = short_names(["https://a/x", "https://b/x", "https://a/y"])
    assert len(set(names.values())) == 3


def test_a_page_too_large_keeps_the_strongest_and_says_what_it_left_out(network: Network) -> None:
    core, left = core_of(network, 0.5)
    assert left.facts == len(network.facts) - len(core.facts) > 0
    assert left.nodes == len(network.nodes) - len(core.nodes)
    assert [a.strength for a in core.arrows][:2] == [a.strength for a in network.arrows][:2]
    ends = {end for arrow in core.arrows for end in (arrow.source, arrow.target)}
    assert ends <= {node.iri for node in core.nodes}
    assert {iri for arrow in core.arrows for iri in arrow.facts} <= {f.iri for f in core.facts}


def test_a_page_stays_below_its_limit(network: Network) -> None:
    whole = render(network)
    small = render(network, largest=4000)
    assert len(small) < len(whole)
    assert re.search(r'"leftOut":\{"nodes":\d+,"facts":[1-9]', small)
    assert '"leftOut":{"nodes":0,"facts":0}' in whole
