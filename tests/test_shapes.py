"""Each constraint that shapes may use finds what pySHACL finds; what is not known is refused."""

from __future__ import annotations

import pytest
from rdflib import Graph
from tests.shacl_reference import reference

from kg.constraints import CONSTRAINTS
from kg.errors import OntologyError
from kg.shapes import faults
from kg.triples import as_triples

PREFIXES = """
@prefix : <https://x.example/> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
"""
DATA = """
:harbour a :Port ; :name "Sela"@en , "Sela" ; :depth 12 ; :berths 3 , 20 ; :near :cape , :harbour ;
    :opened "1931-02-30"^^xsd:date ; :code "AB-1" .
:cape a :Cape ; :name "Kap"@de , "Cap"@de ; :depth 0 ; :berths 7 ; :near "the coast" , _:nobody ;
    :opened "1931-02-28"^^xsd:date , "1930"^^xsd:gYear ; :code "ab-12345" , :harbour .
:quay a :Quay ; :depth "deep" ; :berths 12.5 ; :opened "1931-03-01"^^xsd:date ; :code :quay .
:Quay rdfs:subClassOf :Port .
_:nobody a :Cape ; :near :quay .
"""
SHAPES = {
    "minCount": "sh:path :name ; sh:minCount 1",
    "maxCount": "sh:path :name ; sh:maxCount 1",
    "class": "sh:path :near ; sh:class :Port",
    "datatype": "sh:path :opened ; sh:datatype xsd:date",
    "nodeKind": "sh:path :near ; sh:nodeKind sh:IRI",
    "minLength": "sh:path :code ; sh:minLength 5",
    "maxLength": "sh:path :code ; sh:maxLength 5",
    "pattern": 'sh:path :code ; sh:pattern "^ab" ; sh:flags "i"',
    "minInclusive": "sh:path :depth ; sh:minInclusive 12",
    "minExclusive": "sh:path :depth ; sh:minExclusive 0",
    "maxInclusive": "sh:path :berths ; sh:maxInclusive 12.5",
    "maxExclusive": "sh:path :berths ; sh:maxExclusive 12.5",
    "lessThan": "sh:path :berths ; sh:lessThan :depth",
    "lessThanOrEquals": "sh:path :berths ; sh:lessThanOrEquals :berths",
    "equals": "sh:path ( :near :near ) ; sh:equals :near",
    "disjoint": "sh:path [ sh:inversePath :near ] ; sh:disjoint :near",
    "in": "sh:path :depth ; sh:in ( 12 )",
    "hasValue": "sh:path :near ; sh:hasValue :cape",
    "uniqueLang": "sh:path :name ; sh:uniqueLang true",
    "and": "sh:path :near ; sh:and ( :IsPort :HasDepth )",
    "or": "sh:path :near ; sh:or ( :IsPort :HasDepth )",
    "xone": "sh:path :near ; sh:xone ( :IsPort :HasDepth )",
    "node": "sh:path :near ; sh:node :HasDepth",
    "not": "sh:path :near ; sh:not :IsPort",
}
NODE_SHAPES = {
    "closed": "sh:closed true ; sh:ignoredProperties ( rdf:type :near ) ; sh:property :naming",
    "nodeKind": "sh:nodeKind sh:BlankNode",
}
TARGETS = {
    "targetClass": ":Port",
    "targetNode": ":cape , :harbour",
    "targetSubjectsOf": ":near",
    "targetObjectsOf": ":near",
}
OTHERS = """
:IsPort a sh:NodeShape ; sh:class :Port .
:HasDepth a sh:NodeShape ; sh:property [ sh:path :depth ; sh:minCount 1 ] .
:naming a sh:PropertyShape ; sh:path :name .
"""


def parsed(text: str) -> Graph:
    return Graph().parse(data=PREFIXES + text, format="turtle")


def agreed(shape: str) -> int:
    """How many faults are found, by both."""
    graph, shapes = parsed(DATA), parsed(f'{shape} ; sh:message "It is not." . {OTHERS}')
    found = faults(as_triples(graph), as_triples(shapes))
    assert found == reference(graph, shapes)
    return len(found)


def test_every_constraint_is_tried() -> None:
    assert SHAPES.keys() | NODE_SHAPES.keys() == CONSTRAINTS.keys()


@pytest.mark.parametrize("target", TARGETS)
@pytest.mark.parametrize("name", SHAPES)
def test_what_is_found_in_values(name: str, target: str) -> None:
    aim = f"sh:{target} {TARGETS[target]} "
    found = agreed(f":S a sh:PropertyShape ; {aim} ; {SHAPES[name]}")
    assert found or target != "targetSubjectsOf", "the example has a fault to find"


@pytest.mark.parametrize("name", NODE_SHAPES)
def test_what_is_found_in_nodes(name: str) -> None:
    assert agreed(f":S a sh:NodeShape ; sh:targetSubjectsOf :name ; {NODE_SHAPES[name]}")


@pytest.mark.parametrize("name", SHAPES)
def test_a_shape_within_another(name: str) -> None:
    within = f'[ {SHAPES[name]} ; sh:message "Within." ]'
    agreed(f":S a sh:NodeShape ; sh:targetSubjectsOf :near ; sh:property {within}")


@pytest.mark.parametrize(
    "unknown",
    [
        "sh:path :name ; sh:qualifiedMinCount 1",
        "sh:path :name ; sh:severity sh:Info",
        "sh:path :name ; sh:deactivated true",
        "sh:path [ sh:zeroOrMorePath :name ]",
        'sh:path :name ; sh:sparql [ sh:select "" ]',
        "sh:path :name ; :minCount 1",
    ],
)
def test_what_is_not_known_is_refused(unknown: str) -> None:
    shapes = parsed(f":S a sh:PropertyShape ; sh:targetClass :Port ; {unknown} .")
    with pytest.raises(OntologyError, match="not know"):
        faults(as_triples(parsed(DATA)), as_triples(shapes))
