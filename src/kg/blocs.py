"""What is known of a whole corpus, in RDF terms: who belongs to which organisation, and what facts
have to do with each other.
"""

from __future__ import annotations

from collections.abc import Iterator

from kg.describe import Names, describe
from kg.literals import english, partial
from kg.model import Membership, Resolved
from kg.same.plans import Plans
from kg.same.ties import ties
from kg.triples import Value

_ROLE = "Member"
"""What a state is in an organisation: the role of its membership."""


def belonging(resolved: Resolved, names: Names) -> Iterator[tuple[str, str, Value | None]]:
    """Nodes, properties and values; an organisation that no article tells of has its name only."""
    told = {*names.iris.values()}
    for one in resolved.memberships:
        of = names.ids.organization(one.name, one.of)
        if of not in told:
            yield of, "rdf:type", names.ontology["schema:Organization"]
            yield of, "rdfs:label", english(one.name)
        role = names.ids.of("role", _ROLE)
        yield role, "rdf:type", names.ontology["org:Role"]
        yield role, "rdfs:label", english(_ROLE)
        for curie, value in _membership(one, of, names):
            yield names.ids.of("membership", names.iri(one.member), of, one.start.iso), curie, value


def tied(resolved: Resolved, plans: Plans, names: Names) -> Iterator[tuple[str, str, Value | None]]:
    """Facts that contradict or revise each other."""
    for one, curie, other in ties(resolved, plans):
        yield describe(one, names).iri, curie, describe(other, names).iri


def _membership(one: Membership, of: str, names: Names) -> Iterator[tuple[str, Value | None]]:
    for cls in names.ontology.with_superclasses(names.ontology["kg:Membership"]):
        yield "rdf:type", cls
    yield "rdfs:label", english(f"{names.name(one.member)}, member of {one.name}")
    yield "kg:member", names.iri(one.member)
    yield "kg:memberIn", of
    yield "org:member", names.iri(one.member)
    yield "org:organization", of
    yield "org:role", names.ids.of("role", _ROLE)
    yield "kg:start", partial(one.start)
    yield "kg:end", partial(one.end)
