"""What the graph says in terms of others, so that their programs find it: names that stand for a
state, memberships (ORG), places (GeoSPARQL).
"""

from __future__ import annotations

from dataclasses import replace

from rdflib import RDF, RDFS, Graph, Literal

from kg.entity_base import EntityBase, KnownEntity
from kg.identity import merged_entity
from kg.mapping import to_graph
from kg.model import Entity, Membership, Resolved
from kg.ontology import Ontology
from kg.partial_dates import PartialDate

BASE = EntityBase(
    entities={
        "norland": KnownEntity(
            key="norland", type="place", name="Norland", aliases=("the North",), metonyms=("Keep",)
        ),
        "vossburg": KnownEntity(
            key="vossburg",
            type="place",
            name="Vossburg",
            aliases=("the North", "Old Vossburg"),
            capital_of="norland",
        ),
    }
)


def test_a_name_that_stands_for_a_state_is_a_metonym_and_no_other_name(
    resolved: Resolved, ontology: Ontology
) -> None:
    names = ("Norland", "the North", "Keep", "Vossburg")
    read = [Entity(key="norland", type="place", name=name, state=True) for name in names]
    entity = merged_entity("norland", read, BASE)
    assert entity.metonyms == ("Keep", "Vossburg")
    entities = {**resolved.entities, "norland": entity}
    graph = to_graph(replace(resolved, entities=entities), ontology).to_rdflib()
    (node,) = graph.subjects(RDFS.label, Literal("Norland", lang="en"))
    told = {
        term: {str(name) for name in graph.objects(node, ontology[term])}
        for term in ("kg:metonym", "skos:altLabel")
    }
    assert told == {"kg:metonym": {"Keep", "Vossburg"}, "skos:altLabel": {"the North"}}


def test_a_membership_has_a_member_an_organisation_and_a_role(
    resolved: Resolved, ontology: Ontology
) -> None:
    since = PartialDate(iso="1999")
    one = Membership(member="norland", of="pact", name="Harbour Pact", start=since)
    graph = to_graph(replace(resolved, memberships=(one,)), ontology).to_rdflib()
    (node,) = graph.subjects(RDF.type, ontology["kg:Membership"])
    for ours, theirs in (("kg:member", "org:member"), ("kg:memberIn", "org:organization")):
        assert graph.value(node, ontology[ours]) == graph.value(node, ontology[theirs]) is not None
    role = graph.value(node, ontology["org:role"])
    assert (role, RDF.type, ontology["org:Role"]) in graph
    assert (role, RDFS.label, Literal("Member", lang="en")) in graph


def test_a_known_place_has_a_point_that_a_store_can_reckon_with(
    graph: Graph, ontology: Ontology
) -> None:
    (cape,) = graph.subjects(RDFS.label, Literal("Cape Sela", lang="en"))
    point = graph.value(cape, ontology["geo:hasGeometry"])
    text = graph.value(point, ontology["geo:asWKT"])
    assert (str(text), text.datatype) == ("POINT(-5.0 58.5)", ontology["geo:wktLiteral"])
