"""What the validator of NIF 2.0 looks for, asked anew: no text, sentence or mention is at fault."""

from __future__ import annotations

import pyoxigraph as ox
import pytest
from rdflib import RDF, XSD, Graph, Literal, URIRef

from kg.ontology import Ontology

PREFIXES = {
    "nif": "http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
KINDS = "VALUES ?kind { nif:OffsetBasedString nif:RFC5147String nif:CStringImpl }"
FAULTS = {
    "a word of an older vocabulary": """?it a ?class
        FILTER (CONTAINS(STR(?class), "nlp2rdf.lod2.eu/schema/"))""",
    "a text that is not there": "?it a nif:Context FILTER NOT EXISTS { ?it nif:isString ?text }",
    "a text that does not begin at 0": """?it a nif:Context ; nif:beginIndex ?begin
        FILTER (?begin != 0)""",
    "a text of another length": """?it a nif:Context ; nif:isString ?text ; nif:endIndex ?end
        FILTER (STRLEN(STR(?text)) != ?end)""",
    "words that do not stand there": """
        ?it nif:beginIndex ?begin ; nif:endIndex ?end ; nif:anchorOf ?words .
        ?it nif:referenceContext/nif:isString ?text
        FILTER (SUBSTR(STR(?text), ?begin + 1, ?end - ?begin) != STR(?words))""",
    "a kind misspelt": """?it a ?class FILTER (CONTAINS(STR(?class), "5147")
        && !STRENDS(STR(?class), "#RFC5147String"))""",
    "a string in no text": f"""{KINDS} ?it a ?kind FILTER NOT EXISTS {{ ?it a nif:Context }}
        FILTER NOT EXISTS {{ ?it nif:referenceContext ?whole . ?whole a nif:Context }}""",
    "a string without an end": f"{KINDS} ?it a ?kind FILTER NOT EXISTS {{ ?it nif:endIndex ?end }}",
    "a string without a beginning": f"""{KINDS} ?it a ?kind
        FILTER NOT EXISTS {{ ?it nif:beginIndex ?begin }}""",
    "a text of no kind": f"?it a nif:Context FILTER NOT EXISTS {{ {KINDS} ?it a ?kind }}",
    "a string of no kind": f"?it a nif:CString FILTER NOT EXISTS {{ {KINDS} ?it a ?kind }}",
    "an offset that is no number from 0": """?it nif:beginIndex|nif:endIndex ?at
        FILTER (!COALESCE(xsd:integer(STR(?at)) >= 0, false))""",
    # What its ontology says beside: of each one at most, and each string is in a text.
    "two of what there is one of": """?it ?of ?one , ?other FILTER (STR(?one) < STR(?other))
        FILTER (?of IN (nif:referenceContext, nif:isString, nif:beginIndex, nif:endIndex,
            nif:anchorOf))""",
    "a sentence that is none": """?it nif:sentence ?of FILTER NOT EXISTS { ?of a nif:Sentence }""",
    "a phrase or a sentence in no text": """VALUES ?kind { nif:Phrase nif:Sentence } ?it a ?kind
        FILTER NOT EXISTS { ?it nif:referenceContext ?whole . ?whole a nif:Context }""",
}
TEXT = {name: PREFIXES["nif"] + name for name in ("isString", "anchorOf", "beginIndex", "endIndex")}


def found(graph: Graph, fault: str) -> list[str]:
    """What is at fault so in a graph."""
    store = ox.Store()
    store.load(graph.serialize(format="nt", encoding="utf-8"), format=ox.RdfFormat.N_TRIPLES)
    query = f"SELECT DISTINCT ?it WHERE {{ {FAULTS[fault]} }}"
    return [row["it"].value for row in store.query(query, prefixes=PREFIXES)]


@pytest.mark.parametrize("fault", FAULTS)
def test_nothing_is_at_fault(fault: str, graph: Graph) -> None:
    assert found(graph, fault) == []


@pytest.mark.parametrize(
    ("fault", "property_", "value"),
    [
        ("a text that does not begin at 0", "beginIndex", Literal(1)),
        ("a text of another length", "endIndex", Literal(3)),
        ("a text that is not there", "isString", None),
        ("a text of another length", "isString", Literal("Ostmark")),
        ("words that do not stand there", "isString", Literal("Ostmark" * 200)),
    ],
)
def test_a_fault_is_found(
    fault: str, property_: str, value: Literal | None, graph: Graph, ontology: Ontology
) -> None:
    text = min(graph.subjects(RDF.type, ontology["nif:Context"]))
    graph.remove((text, URIRef(TEXT[property_]), None))
    if value is not None:
        graph.add((text, URIRef(TEXT[property_]), value))
    assert found(graph, fault)


def test_offsets_and_words_are_of_the_types_of_nif(graph: Graph) -> None:
    types = {
        name: {value.datatype for value in graph.objects(None, URIRef(iri))}
        for name, iri in TEXT.items()
    }
    assert types["beginIndex"] == types["endIndex"] == {XSD.nonNegativeInteger}
    assert types["isString"] == types["anchorOf"] == {None}
