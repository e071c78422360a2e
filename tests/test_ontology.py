"""The ontology lint: every term has label, comment, domain, range and example, and is used."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from rdflib import OWL, RDF, RDFS, SH, SKOS, Graph, URIRef
from rdflib.collection import Collection

from kg.errors import DataError, OntologyError
from kg.identifiers import checked_iri
from kg.model import Position
from kg.ontology import Ontology, load_entities, load_ontology, load_shapes, ontology_file

ONTOLOGY = load_ontology()
TERMS = Graph().parse(ontology_file("kg.ttl"), format="turtle")
KG = ONTOLOGY.prefixes["kg"]
OWN = sorted(
    {
        str(term)
        for term in TERMS.subjects()
        if str(term).startswith(KG) and (term, RDF.type, ONTOLOGY["kg:EdgeHint"]) not in TERMS
    }
)
PROPERTIES = [
    term
    for term in OWN
    for kind in (OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty)
    if (URIRef(term), RDF.type, kind) in TERMS
]
SOURCE = Path(__file__).parent.parent / "src" / "kg"
SHAPES = ontology_file("shapes.ttl"), ontology_file("whole.ttl")
QUERIES = sorted((SOURCE / "queries").glob("*.rq"))


def short(iri: str) -> str:
    return ONTOLOGY.curie(iri)


def test_the_lint_has_something_to_look_at() -> None:
    assert len(OWN) > 90
    assert len(PROPERTIES) > 50


@pytest.mark.parametrize("term", OWN, ids=short)
def test_a_term_is_labelled_commented_and_shown(term: str) -> None:
    for property_ in (RDFS.label, RDFS.comment, SKOS.example):
        values = list(TERMS.objects(URIRef(term), property_))
        assert len(values) == 1, f"{short(term)} needs one {short(property_)}"
        assert values[0].language == "en" and str(values[0]).strip()


@pytest.mark.parametrize("term", PROPERTIES, ids=short)
def test_a_property_has_a_domain_and_a_range(term: str) -> None:
    for side in (RDFS.domain, RDFS.range):
        values = list(TERMS.objects(URIRef(term), side))
        assert len(values) == 1, f"{short(term)} needs one {short(side)}"
        own = str(values[0]).startswith(KG)
        assert not own or (values[0], RDF.type, OWL.Class) in TERMS


@pytest.mark.parametrize("term", OWN, ids=short)
def test_a_term_has_one_nature(term: str) -> None:
    kinds = {OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty}
    natures = set(TERMS.objects(URIRef(term), RDF.type)) & (kinds | {SKOS.ConceptScheme})
    assert len(natures) == 1 or (not natures and (URIRef(term), SKOS.inScheme, None) in TERMS)


def used_names() -> set[str]:
    """Every short name in the code, the queries, the shapes, and the files of entities."""
    files = [*SOURCE.rglob("*.py"), *SOURCE.rglob("*.rq"), *SHAPES]
    files += sorted(ontology_file("kg.ttl").parent.glob("entities/*.ttl"))
    text = "\n".join(file.read_text(encoding="utf-8") for file in files)
    hints = "\n".join(
        str(o) for s, _, o in TERMS if (s, RDF.type, ONTOLOGY["kg:EdgeHint"]) in TERMS
    )
    return set(re.findall(r"kg:\w+", text + hints))


def test_every_term_is_used() -> None:
    used = used_names()
    coded = {short(str(term)) for term in TERMS.subjects(SKOS.inScheme)}
    above = {short(str(cls)) for cls in TERMS.objects(None, RDFS.subClassOf)}
    names = ("demonym", "metonym", "sharedName", "formerName", "renamed", "commonNoun")
    names = (*names, "capitalOf", "start", "end")
    bases = {f"kg:{name}" for name in names}
    assert {short(term) for term in OWN} <= used | coded | above | bases


def test_code_and_data_use_no_unknown_term() -> None:
    files = [*SOURCE.rglob("*.py"), *SOURCE.rglob("*.rq"), *SHAPES]
    prefixes = "|".join(ONTOLOGY.prefixes)
    unknown = {
        name
        for file in files
        for name in re.findall(
            rf'(?<![\w:"])(?:kg|nif|schema|sem):[A-Za-z]\w+|"(?:{prefixes}):\w+"',
            file.read_text("utf-8"),
        )
        if name.strip('"') not in {short(str(term)) for term in TERMS.subjects()}
    }
    assert not unknown


def test_the_ontology_has_no_blank_nodes_and_only_good_iris() -> None:
    for triple in TERMS:
        for term in triple:
            assert not str(type(term)).endswith("BNode'>"), triple
            if isinstance(term, URIRef):
                checked_iri(term)


def test_the_address_of_the_ontology_is_the_same_everywhere() -> None:
    files = [*QUERIES, *ontology_file("kg.ttl").parent.rglob("*.ttl")]
    found = {
        iri
        for file in files
        for iri in re.findall(r"prefix kg:\s+<([^>]*)>", file.read_text("utf-8"), re.IGNORECASE)
    }
    assert found == {KG}
    assert not [file for file in SOURCE.rglob("*.py") if KG in file.read_text("utf-8")]


@pytest.mark.parametrize(
    ("scheme", "codes"),
    {
        "kg:EntityTypes": "person organization place event",
        "kg:FactKinds": "office event proposal position territory statement relation",
        "kg:EventTypes": "interview meeting summit election referendum annexation invasion war "
        "attack agreement speech vote protest sanction other",
        "kg:Stances": "supports opposes neutral",
        "kg:TerritoryRelations": "occupied_by annexed_by controlled_by claimed_by part_of ceded_to "
        "attacked_by",
        "kg:StatementModes": "direct indirect",
        "kg:RelationPredicates": "member_of ally_of enemy_of located_in employed_by leads supplies "
        "sanctions other",
    }.items(),
)
def test_code_lists_are_those_of_the_contract(scheme: str, codes: str) -> None:
    assert set(ONTOLOGY.codes(scheme)) == set(codes.split())


@pytest.mark.parametrize(
    ("shape", "scheme"),
    [
        ("stance", "kg:Stances"),
        ("relation", "kg:TerritoryRelations"),
        ("mode", "kg:StatementModes"),
        ("predicate", "kg:RelationPredicates"),
    ],
)
def test_shapes_allow_just_the_codes(shape: str, scheme: str) -> None:
    shapes = load_shapes()
    node = URIRef(str(dict(shapes.namespaces())["s"]) + shape)
    allowed = shapes.value(node, SH["in"])
    assert set(Collection(shapes, allowed)) == set(ONTOLOGY.codes(scheme).values())


def test_every_shape_says_what_is_wrong() -> None:
    shapes = load_shapes()
    targeted = {
        shape
        for target in (SH.targetClass, SH.targetSubjectsOf, SH.targetObjectsOf)
        for shape in shapes.subjects(target)
    }
    assert len(targeted) > 50
    assert {s for s in targeted if not shapes.value(s, SH.message)} == set()


def test_alignments_speak_of_our_terms_only() -> None:
    graph = Graph().parse(ontology_file("alignments.ttl"), format="turtle")
    assert len(graph) > 40
    said = {str(s) for s, p, o in graph if p != RDF.type or not str(o).startswith(str(OWL))}
    assert said <= set(OWN)


def test_an_unknown_term_is_an_error_with_the_nearest_names() -> None:
    with pytest.raises(OntologyError, match="kg:annexedBy"):
        ONTOLOGY["kg:annexdBy"]
    with pytest.raises(OntologyError, match="annexed_by"):
        ONTOLOGY.code("kg:TerritoryRelations", "anexed_by")


def test_edge_hints_are_in_terms_of_the_ontology() -> None:
    edges = ONTOLOGY.edges()
    drawn = {node.cls for node in ONTOLOGY.node_classes()}
    assert {edge.cls for edge in edges} <= drawn
    assert all(edge.source or edge.target for edge in edges)
    assert all(edge.label or edge.text for edge in edges)
    position = next(edge for edge in edges if edge.cls == str(ONTOLOGY["kg:Position"]))
    assert position.source == (str(ONTOLOGY["kg:holder"]),)
    assert position.target == (str(ONTOLOGY["kg:toward"]), str(ONTOLOGY["kg:on"]))
    assert position.styles[str(ONTOLOGY["kg:opposes"])] == "negative"


def test_a_state_is_drawn_as_a_state() -> None:
    order = [node.cls for node in ONTOLOGY.node_classes()]
    assert order.index(str(ONTOLOGY["kg:State"])) < order.index(str(ONTOLOGY["kg:Place"]))
    assert len({(node.colour, node.shape) for node in ONTOLOGY.node_classes()[:7]}) == 7


def test_superclasses_are_given_with_a_class(ontology: Ontology) -> None:
    above = {ontology.curie(cls) for cls in ontology.with_superclasses(ontology["kg:State"])}
    assert above == {"kg:State", "kg:Place", "kg:Agent", "kg:Entity", "schema:Place"}


def test_terms_of_kinds_are_those_of_the_records() -> None:
    assert Position.kind in ONTOLOGY.codes("kg:FactKinds")


# Files of entities

HEAD = f"""@prefix kg: <{KG}> .
@prefix d: <https://example.org/own/> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix wd: <http://www.wikidata.org/entity/> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
"""


def test_a_user_adds_entities(tmp_path: Path) -> None:
    own = tmp_path / "own.ttl"
    own.write_text(
        HEAD
        + """d:norland a kg:State ; skos:prefLabel "Norland"@en ; kg:demonym "Norlander"@en ;
            kg:metonym "the Harbour House"@en ; owl:sameAs wd:Q900001 .
        d:port-sela a kg:Place ; skos:prefLabel "Port Sela"@en ; kg:capitalOf d:norland .
        d:ada-voss a kg:Person ; skos:prefLabel "Ada Voss"@en ; skos:altLabel "A. Voss"@en .
        d:term-1 a kg:OfficeHolding ; kg:person d:ada-voss ; kg:title "President"@en ;
            kg:of d:norland ; kg:start "2019-05"^^xsd:gYearMonth .""",
        encoding="utf-8",
    )
    base = load_entities(own)
    assert base.entities["norland"].state and base.entities["norland"].wikidata == "Q900001"
    assert base.entities["norland"].metonyms == ("the Harbour House",)
    assert base.entities["port-sela"].capital_of == "norland"
    term = next(term for term in base.terms if term.person == "ada-voss")
    assert term.title == "President" and term.start and term.start.iso == "2019-05"


def test_all_faults_of_a_file_are_told_at_once(tmp_path: Path) -> None:
    own = tmp_path / "own.ttl"
    own.write_text(
        HEAD
        + """d:a a kg:State ; owl:sameAs <http://x.example/Q1> .
        d:b a kg:Nonsense ; skos:prefLabel "B"@en .
        d:c a kg:Place, kg:Person ; skos:prefLabel "C"@en ; kg:capitalOf d:nowhere .
        d:t a kg:OfficeHolding ; kg:person d:c ; kg:title "Chief"@en ; kg:of d:c ;
            kg:start "2024-02-31"^^xsd:date .""",
        encoding="utf-8",
    )
    with pytest.raises(DataError) as caught:
        load_entities(own)
    for fault in (
        "a: prefLabel is missing",
        "a: owl:sameAs http://x.example/Q1 is not a Wikidata entity",
        "b: its class is none of",
        "c: it is of several types: person, place",
        "nowhere is not defined",
        "'2024-02-31' is not a date",
    ):
        assert fault in caught.value.problem


@pytest.mark.parametrize(
    "text",
    [
        "not turtle",
        "d:x a [] .",
        "<< <a:b> <a:b> <a:b> >> <a:b> <a:b> .",
        f'd:x skos:prefLabel "{"x" * 600}" .',
    ],
    ids=["syntax", "blank", "quoted", "long"],
)
def test_what_is_not_a_file_of_entities_is_refused(tmp_path: Path, text: str) -> None:
    own = tmp_path / "own.ttl"
    own.write_text(HEAD + text, encoding="utf-8")
    with pytest.raises(DataError, match=r"own\.ttl"):
        load_entities(own)
    with pytest.raises(DataError, match="cannot be read"):
        load_entities(tmp_path / "missing.ttl")
