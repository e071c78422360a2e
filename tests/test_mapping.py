"""Records to triples: who says it, direct triples, dates, evidence, one node for one thing."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any

import pytest
from rdflib import OWL, RDF, RDFS, XSD, BNode, Graph, Literal, URIRef
from tests.conftest import seen

from kg.errors import OntologyError
from kg.mapping import to_graph as mapped
from kg.model import (
    Article,
    Entity,
    Event,
    Evidence,
    Fact,
    Passage,
    Position,
    Relation,
    Resolved,
    TerritoryClaim,
)
from kg.ontology import Ontology
from kg.partial_dates import PartialDate
from kg.validate import validate

D = "https://example.org/kg/id/"


def node(name: str) -> URIRef:
    return URIRef(D + name)


def triple(graph: Graph, ontology: Ontology, subject: str, term: str, object_: str) -> bool:
    return (node(subject), ontology[term], node(object_)) in graph


def only(graph: Graph, ontology: Ontology, cls: str, **values: str) -> URIRef:
    """The one node of a class with the given values."""
    found = [
        s
        for s in graph.subjects(RDF.type, ontology[cls])
        if all((s, ontology[f"kg:{p}"], node(v)) in graph for p, v in values.items())
    ]
    assert len(found) == 1, found
    return URIRef(str(found[0]))


def to_graph(*made_of: Any) -> Graph:
    """The graph in rdflib, to be asked here."""
    return mapped(*made_of).to_rdflib()


def small(*facts: Fact) -> Resolved:
    """A corpus of two places, one state, one person, and the facts."""
    entities = (
        Entity(key="1", type="place", name="Cape Sela", known="cape-sela"),
        Entity(key="2", type="place", name="Norland", known="norland", state=True),
        Entity(key="3", type="person", name="Ada Voss", known="ada-voss"),
    )
    article = Article(name="a.txt", text="Something happened here.", published=dt.date(2024, 3, 1))
    return Resolved(
        articles=(article,), entities={e.key: e for e in entities}, mentions=(), facts=facts
    )


def evidence(certainty: float = 0.8, rule: str = "r") -> Evidence:
    passage = Passage(article="a.txt", start=0, end=9, sentence_start=0, sentence_end=24)
    return Evidence(passage=passage, rule=rule, certainty=certainty)


def claim(**more: object) -> TerritoryClaim:
    fact = TerritoryClaim(territory="1", relation="annexed_by", agent="2", evidence=(evidence(),))
    return replace(fact, **more)  # type: ignore[arg-type]


def test_what_articles_report_is_also_a_direct_triple(graph: Graph, ontology: Ontology) -> None:
    assert triple(graph, ontology, "cape-sela", "kg:annexedBy", "ostmark")
    assert triple(
        graph,
        ontology,
        "ostmark",
        "kg:opposes",
        str(only(graph, ontology, "kg:Proposal"))[len(D) :],
    )


def test_what_a_speaker_claims_is_not(graph: Graph, ontology: Ontology) -> None:
    assert not triple(graph, ontology, "cape-sela", "kg:partOf", "norland")
    assert not triple(graph, ontology, "norland", "kg:enemyOf", "ostmark")
    said = only(graph, ontology, "kg:TerritoryClaim", agent="norland")
    assert list(graph.objects(said, ontology["kg:assertedBy"])) == [node("ada-voss")]


def test_what_is_over_is_not(ontology: Ontology) -> None:
    now, over = to_graph(small(claim()), ontology), to_graph(small(claim(over=True)), ontology)
    assert triple(now, ontology, "cape-sela", "kg:annexedBy", "norland")
    assert not triple(over, ontology, "cape-sela", "kg:annexedBy", "norland")
    assert only(over, ontology, "kg:TerritoryClaim")


def test_a_passage_tells_when_it_was(ontology: Ontology) -> None:
    told = (replace(evidence(), date=PartialDate(iso="1951")), evidence(rule="s"))
    stand = Position(holder="2", stance="opposes", target="the treaty", evidence=told)
    graph = to_graph(small(stand), ontology)
    fact = only(graph, ontology, "kg:Position")
    passages = set(graph.objects(fact, ontology["kg:evidence"]))
    days = {str(day) for p in passages for day in graph.objects(p, ontology["kg:day"])}
    assert len(passages) == 2 and days == {"1951"}
    assert [str(day) for day in graph.objects(fact, ontology["kg:date"])] == ["1951"]
    assert [str(day) for day in graph.objects(fact, ontology["kg:earliest"])] == ["1951-01-01"]


def test_the_articles_assert_what_nobody_else_does(graph: Graph, ontology: Ontology) -> None:
    told = only(graph, ontology, "kg:TerritoryClaim", agent="ostmark")
    sources = set(graph.objects(told, ontology["kg:assertedBy"]))
    names = {str(graph.value(s, ontology["dcterms:identifier"])) for s in sources}
    assert names == {"a.txt", "b.txt"}


def test_both_sides_of_a_contradiction_stay(graph: Graph, ontology: Ontology) -> None:
    assert len(set(graph.subjects(RDF.type, ontology["kg:TerritoryClaim"]))) == 2
    assert len(set(graph.subjects(RDF.type, ontology["kg:Position"]))) == 2


@pytest.mark.parametrize(
    ("iso", "datatype", "earliest", "latest"),
    [
        ("2014", XSD.gYear, "2014-01-01", "2014-12-31"),
        ("2024-02", XSD.gYearMonth, "2024-02-01", "2024-02-29"),
        ("2024-02-03", XSD.date, "2024-02-03", "2024-02-03"),
    ],
)
def test_a_date_is_as_precise_as_it_is_known_and_comparable(
    iso: str, datatype: URIRef, earliest: str, latest: str, ontology: Ontology
) -> None:
    graph = to_graph(small(claim(date=PartialDate(iso=iso))), ontology)
    fact = only(graph, ontology, "kg:TerritoryClaim")
    (date,) = graph.objects(fact, ontology["kg:date"])
    assert isinstance(date, Literal) and (str(date), date.datatype) == (iso, datatype)
    for term, day in (("kg:earliest", earliest), ("kg:latest", latest)):
        assert list(graph.objects(fact, ontology[term])) == [Literal(day, datatype=XSD.date)]


def test_every_fact_says_where_it_comes_from(graph: Graph, ontology: Ontology) -> None:
    facts = set(graph.subjects(RDF.type, ontology["kg:Fact"]))
    assert len(facts) == 10
    for term in ("evidence", "rule", "certainty", "assertedBy"):
        assert all((fact, ontology[f"kg:{term}"], None) in graph for fact in facts), term
    made = set(graph.subjects(ontology["prov:wasGeneratedBy"]))
    happened = set(graph.subjects(RDF.type, ontology["kg:Event"]))
    assert facts - happened <= made and not happened & made
    assert set(graph.objects(None, ontology["kg:evidence"])) <= made
    assert all(graph.value(fact, RDFS.label) for fact in facts)


def test_a_passage_says_where_it_stands(
    graph: Graph, ontology: Ontology, resolved: Resolved
) -> None:
    texts = {article.name: article.text for article in resolved.articles}
    passages = list(graph.subjects(RDF.type, ontology["nif:Phrase"]))
    assert len(passages) > 15
    for phrase in passages:
        start, end = (
            int(str(graph.value(phrase, ontology[f"nif:{x}Index"]))) for x in ("begin", "end")
        )
        article = graph.value(phrase, ontology["nif:referenceContext"])
        text = texts[str(graph.value(article, ontology["dcterms:identifier"]))]
        assert str(graph.value(phrase, ontology["nif:anchorOf"])) == text[start:end]


def test_certainty_is_an_exact_decimal_and_the_highest_of_one_article(ontology: Ontology) -> None:
    fact = claim(evidence=(evidence(0.1, "weak"), evidence(0.9, "strong")))
    graph = to_graph(small(fact), ontology)
    (certainty,) = graph.objects(
        only(graph, ontology, "kg:TerritoryClaim"), ontology["kg:certainty"]
    )
    assert certainty == Literal("0.9", datatype=XSD.decimal)
    rules = graph.objects(only(graph, ontology, "kg:TerritoryClaim"), ontology["kg:rule"])
    assert {str(rule) for rule in rules} == {"weak", "strong"}


def test_equal_facts_are_one_node_with_the_evidence_of_both(ontology: Ontology) -> None:
    one, two = claim(evidence=(evidence(rule="x"),)), claim(evidence=(evidence(rule="y"),))
    graph = to_graph(small(one, two), ontology)
    fact = only(graph, ontology, "kg:TerritoryClaim")
    assert len(list(graph.objects(fact, ontology["kg:evidence"]))) == 2


@pytest.mark.parametrize(
    "change",
    [{"relation": "occupied_by"}, {"date": PartialDate(iso="2014")}, {"asserted_by": "3"}],
    ids=str,
)
def test_facts_that_differ_are_two_nodes(change: dict[str, object], ontology: Ontology) -> None:
    graph = to_graph(small(claim(), claim(**change)), ontology)
    assert len(set(graph.subjects(RDF.type, ontology["kg:TerritoryClaim"]))) == 2


def test_keys_and_order_do_not_change_the_graph(
    graph: Graph, renamed: Resolved, ontology: Ontology
) -> None:
    assert set(to_graph(renamed, ontology)) == set(graph)


def test_a_named_event_and_its_fact_are_one_node(graph: Graph, ontology: Ontology) -> None:
    (summit,) = graph.subjects(RDFS.label, Literal("Port Sela summit", lang="en"))
    assert str(summit).startswith(D + "event_")
    classes = set(graph.objects(summit, RDF.type))
    assert {ontology[f"kg:{c}"] for c in ("Event", "Summit", "Fact", "Entity")} <= classes
    assert list(graph.subjects(ontology["itsrdf:taIdentRef"], summit))
    assert [str(label) for label in graph.objects(summit, RDFS.label)] == ["Port Sela summit"]


def test_a_state_is_a_place_that_acts(graph: Graph, ontology: Ontology) -> None:
    classes = {ontology.curie(str(c)) for c in graph.objects(node("norland"), RDF.type)}
    assert {"kg:State", "kg:Place", "kg:Agent", "schema:Place"} <= classes
    assert ontology["kg:Agent"] not in set(graph.objects(node("cape-sela"), RDF.type))


def test_unnamed_people_act_but_are_no_named_thing(ontology: Ontology) -> None:
    corpus = small()
    residents = Entity(key="9", type="group", name="residents")
    graph = to_graph(replace(corpus, entities={"9": residents}), ontology)
    classes = {ontology.curie(str(c)) for c in graph.objects(node("residents_group"), RDF.type)}
    assert classes == {"kg:Group", "kg:Agent", "kg:Entity"}


def test_a_relation_outside_the_code_list_keeps_its_verb(graph: Graph, ontology: Ontology) -> None:
    relation = graph.value(None, ontology["kg:verb"], Literal("border"))
    assert graph.value(relation, ontology["kg:predicate"]) == ontology["kg:otherRelation"]


def test_only_web_addresses_become_links(graph: Graph, ontology: Ontology) -> None:
    assert [str(u) for u in graph.objects(None, ontology["schema:url"])] == [
        "https://coast.example/a"
    ]


def test_copies_point_at_their_original(graph: Graph, ontology: Ontology) -> None:
    ((copy, original),) = graph.subject_objects(ontology["kg:copyOf"])
    names = [str(graph.value(a, ontology["dcterms:identifier"])) for a in (copy, original)]
    assert names == ["c.txt", "a.txt"]


def test_a_publisher_that_articles_tell_of_is_that_entity(ontology: Ontology) -> None:
    corpus = small()
    house = Entity(key="4", type="organization", name="The Desk")
    articles = (replace(corpus.articles[0], publisher="The Desk"),)
    graph = to_graph(
        replace(corpus, articles=articles, entities={**corpus.entities, "4": house}), ontology
    )
    assert list(graph.objects(None, ontology["schema:publisher"])) == [
        node("the-desk_organization")
    ]


def test_no_blank_nodes_and_no_foreign_doubles(graph: Graph) -> None:
    for triple_ in graph:
        assert not any(isinstance(term, BNode) for term in triple_)
        value = triple_[2]
        assert not isinstance(value, Literal) or value.datatype != XSD.double


def test_wikidata_is_linked(graph: Graph) -> None:
    (item,) = graph.objects(node("norland"), OWL.sameAs)
    assert str(item) == "http://www.wikidata.org/entity/Q900001"


def test_the_terms_used_are_described_and_no_others(graph: Graph, ontology: Ontology) -> None:
    notations = {str(code) for code in graph.objects(None, ontology["skos:notation"])}
    assert {"annexed_by", "part_of", "opposes", "supports", "direct", "summit"} <= notations
    assert not {"occupied_by", "neutral", "indirect", "war"} & notations


def test_the_base_is_an_option(resolved: Resolved, ontology: Ontology) -> None:
    graph = to_graph(resolved, ontology, "urn:desk:")
    assert (URIRef("urn:desk:cape-sela"), RDF.type, ontology["kg:Place"]) in graph
    assert not [s for s in graph.subjects() if str(s).startswith(D)]


def test_an_unknown_code_is_an_error_with_the_nearest(ontology: Ontology) -> None:
    with pytest.raises(OntologyError, match="annexed_by"):
        to_graph(small(claim(relation="anexed_by")), ontology)


@pytest.mark.parametrize(
    "name",
    [
        'x" } UNION { ?s ?p ?o } } #',
        "</script><script>",
        "a\u2028b",
        "=HYPERLINK(1)",
        "../../x",
        "Ω" * 300,
    ],
)
def test_a_hostile_name_is_only_a_label(name: str, ontology: Ontology) -> None:
    corpus = small()
    entity = Entity(key="9", type="person", name=name)
    graph = to_graph(replace(corpus, entities={"9": entity}), ontology)
    (person,) = graph.subjects(RDF.type, ontology["kg:Person"])
    assert str(graph.value(person, RDFS.label)) == name
    assert len(str(person)) < 200


def test_a_position_on_an_unknown_proposal_stays_visible(ontology: Ontology) -> None:
    position = Position(
        holder="2", stance="opposes", target="x", proposal="p9", evidence=(evidence(),)
    )
    graph = to_graph(small(position), ontology)
    (toward,) = graph.objects(only(graph, ontology, "kg:Position"), ontology["kg:toward"])
    assert (toward, RDF.type, None) not in graph


def test_relations_between_unknown_things_stay_visible(ontology: Ontology) -> None:
    relation = Relation(subject="2", predicate="ally_of", object="gone", evidence=(evidence(),))
    graph = to_graph(small(relation), ontology)
    (object_,) = graph.objects(only(graph, ontology, "kg:Relation"), ontology["kg:object"])
    assert (object_, RDF.type, None) not in graph


def test_bare_words_in_two_articles_are_two_positions(
    resolved: Resolved, ontology: Ontology
) -> None:
    places = [("a.txt", "Ostmark rejects the patrol plan"), ("b.txt", "Ostmark now welcomes")]
    told = [
        Position(holder="ostmark", stance="opposes", target="plan", evidence=seen("rule", place))
        for place in places
    ]
    graph = to_graph(replace(resolved, facts=tuple(told)), ontology)
    on = list(graph.subject_objects(ontology["kg:on"]))
    assert len(on) == len(dict(on)) == 2


def test_bare_words_of_two_articles_are_two_positions_on_two_issues(ontology: Ontology) -> None:
    told = evidence()
    elsewhere = replace(told, passage=replace(told.passage, article="b.txt"))
    facts = [
        Position(holder="2", stance="opposes", target="force", evidence=(piece,))
        for piece in (told, elsewhere)
    ]
    graph = to_graph(small(*facts), ontology)
    positions = list(graph.subjects(RDF.type, ontology["kg:Position"]))
    assert [len(list(graph.objects(p, ontology["kg:on"]))) for p in positions] == [1, 1]


def test_what_people_corrected_is_stated(ontology: Ontology) -> None:
    corpus = small(claim(corrected=("relation: part_of → annexed_by",)))
    voss = replace(corpus.entities["3"], corrected=("same Voss / Ada Voss",))
    decided = replace(corpus, entities={**corpus.entities, "3": voss}, rejected=("reject office",))
    graph = to_graph(decided, ontology)
    fact = only(graph, ontology, "kg:TerritoryClaim")
    (run,) = graph.subjects(RDF.type, ontology["prov:Activity"])
    told = {(s, str(o)) for s, o in graph.subject_objects(ontology["kg:corrected"])}
    assert told == {
        (fact, "relation: part_of → annexed_by"),
        (node("ada-voss"), "same Voss / Ada Voss"),
        (run, "reject office"),
    }
    plain = to_graph(small(claim()), ontology)
    aside = {ontology["kg:corrected"], ontology["dcat:version"]}
    assert {t for t in graph if t[1] not in aside} - set(plain) <= {
        (s, p, o) for s, p, o in graph if p == ontology["void:triples"] or "vocabulary" in str(p)
    }


def test_a_publisher_in_two_spellings_is_one(resolved: Resolved, ontology: Ontology) -> None:
    names = ["Gulf Post", "gulf post", 'Gulf "Post"']
    articles = tuple(
        replace(article, publisher=names[n % len(names)])
        for n, article in enumerate(resolved.articles)
    )
    graph = mapped(replace(resolved, articles=articles), ontology)
    assert validate(graph, ontology).conforms


def test_two_names_of_one_event_are_one_name(resolved: Resolved, ontology: Ontology) -> None:
    """Their node is made of who, where and when, which may be the same."""
    first = next(f for f in resolved.facts if isinstance(f, Event) and f.entity and f.date)
    assert first.entity
    named = resolved.entities[first.entity]
    other = replace(named, key="event:other", name=f"{named.name} again")
    twice = replace(
        resolved,
        entities={**resolved.entities, other.key: other},
        facts=(*resolved.facts, replace(first, entity=other.key)),
    )
    graph = to_graph(twice, ontology)
    events = set(graph.subjects(RDF.type, ontology["kg:Event"]))
    assert all(len(list(graph.objects(event, RDFS.label))) == 1 for event in events)
