"""Resolved + Ontology -> triples. No IRI is written here: terms come from the ontology, nodes from
`identifiers`.

    d:crimea kg:annexedBy d:russia .               what the articles themselves say, as a triple
    d:territory_… kg:territory d:crimea ; …        the same with who says so and where

Every fact has evidence passages, the rules that read them, its certainty and whoever asserts it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from kg.blocs import belonging, tied
from kg.certainty import SURE_ENOUGH, certainty
from kg.dataset import add_dataset
from kg.describe import Description, describe
from kg.identifiers import DEFAULT_BASE, Identifiers, wikidata
from kg.issues import issues, topic
from kg.literals import day, decimal, degrees, english, partial, well_known_text
from kg.model import Entity, Event, Evidence, Fact, Point, Position, Proposal, Resolved
from kg.ontology import Ontology
from kg.partial_dates import PartialDate
from kg.provenance import Reading, described
from kg.same.ties import compared
from kg.texts import Texts
from kg.triples import TYPE, Literal, Triples


def to_graph(
    resolved: Resolved,
    ontology: Ontology,
    base_iri: str = DEFAULT_BASE,
    reading: Reading | None = None,
) -> Triples:
    """The graph of a corpus that `reading` read, without blank nodes, instances below `base_iri`.

    A code that the ontology does not have raises `OntologyError`. A key that no entity has becomes
    a node without a class, which validation reports.
    """
    reading = reading or Reading()
    mapper = _Mapper(resolved, ontology, Identifiers(base_iri), reading)
    nodes = [mapper.add_article(article) for article in resolved.articles]
    for node, *told in described(reading, nodes, mapper.ids, ontology):
        mapper.put(node, *told)
    events = {fact.entity for fact in resolved.facts if isinstance(fact, Event)}
    for key, entity in resolved.entities.items():
        mapper.add_entity(mapper.names.iris[key], entity, named=key not in events)
    for mention in resolved.mentions:
        mapper.add_mention(mention)
    mapper.add_facts(resolved.facts)
    ties = tied(resolved, mapper.plans, mapper.names)
    for node, curie, value in [*belonging(resolved, mapper.names), *ties]:
        mapper.put(node, (curie, value))
    for text in resolved.rejected:
        mapper.put(mapper.run, ("kg:corrected", english(text)))
    for triple in ontology.vocabulary(mapper.graph.terms()):  # so that it is read on its own
        mapper.graph.add(*triple)
    add_dataset(mapper.graph, ontology, mapper.ids, mapper.names.addresses, reading)
    return mapper.graph


class _Mapper(Texts):
    """Adds one thing after the other to one graph."""

    def __init__(
        self, resolved: Resolved, ontology: Ontology, ids: Identifiers, reading: Reading
    ) -> None:
        super().__init__(resolved, ontology, ids, reading)
        self.plans = compared(resolved)

    def add_entity(self, node: str, entity: Entity, *, named: bool) -> None:
        """State an entity, with its name unless the facts that are the same node tell it."""
        self.put_class(node, self.class_of(entity))
        own = {entity.name, *entity.metonyms}
        if entity.state:
            self.put_class(node, self.ontology["kg:State"])
        self.put(
            node,
            ("rdfs:label", english(entity.name) if named else None),
            ("owl:sameAs", wikidata(entity.wikidata) if entity.wikidata else None),
            *(("skos:altLabel", english(a)) for a in entity.aliases if a not in own),
            *(("kg:metonym", english(name)) for name in entity.metonyms),
            *(("kg:corrected", english(text)) for text in entity.corrected),
        )
        if entity.point:
            self.add_point(node, entity.point)

    def add_point(self, node: str, point: Point) -> None:
        """State where a place lies: for maps of the web, and for stores that reckon with places."""
        latitude, longitude = degrees(point.latitude), degrees(point.longitude)
        where = self.ids.of("point", latitude.text, longitude.text)
        self.put_class(node, self.ontology["geo:Feature"])
        self.put(node, ("wgs84:lat", latitude), ("wgs84:long", longitude))
        self.put(node, ("geo:hasGeometry", where))
        self.put_class(where, self.ontology["sf:Point"])
        self.put(where, ("geo:asWKT", well_known_text(longitude, latitude)))

    def class_of(self, entity: Entity) -> str:
        """The class of an entity; that of unnamed people is no entity type of the code list."""
        if entity.type == "group":
            return self.ontology["kg:Group"]
        return self.ontology.code("kg:EntityTypes", entity.type)

    def add_facts(self, facts: Iterable[Fact]) -> None:
        """State facts; those that say the same are one node with the evidence of all."""
        proposals = [fact for fact in facts if isinstance(fact, Proposal)]
        self.names.proposals.update({fact.id: describe(fact, self.names).iri for fact in proposals})
        self.add_issues([fact for fact in facts if isinstance(fact, Position)])
        same: dict[str, list[tuple[Description, Fact]]] = defaultdict(list)
        for fact in facts:
            description = describe(fact, self.names)
            same[description.iri].append((description, fact))
        for node, group in same.items():
            self.add_fact(node, [d for d, _ in group], {e for _, f in group for e in f.evidence})
            self.put(node, *(("kg:corrected", english(c)) for _, f in group for c in f.corrected))

    def add_issues(self, positions: list[Position]) -> None:
        """State what positions are on, each once, whatever words they use."""
        self.names.issues.update(issues(positions, self.plans))
        for position in positions:
            node, (label, _) = self.names.issue(position), self.names.issues[topic(position)]
            self.put_class(node, self.ontology["kg:Issue"])
            self.put(node, ("rdfs:label", english(label)))

    def add_fact(self, node: str, told: list[Description], evidence: set[Evidence]) -> None:
        self.put_class(node, self.ontology["kg:Fact"])
        sure = certainty(evidence, self.articles) >= SURE_ENOUGH
        for description in told:
            self.put_class(node, description.cls)
            self.put(node, *description.properties)
            for triple in description.direct if sure else ():
                self.graph.add(*triple)
            for other, *said in description.also:
                self.put(other, *said)
        self.put(node, ("rdfs:label", english(min(d.label for d in told))))
        dates = [d.date for d in told if d.date] or [e.date for e in evidence if e.date]
        self.put_dates(node, told[0].date_property, dates)
        happened = self.term("kg:Event") in self.graph.objects(node, TYPE)
        if not happened:  # by no reading
            self.put(node, ("prov:wasGeneratedBy", self.run))
        self.add_evidence(node, evidence, {d.asserted_by for d in told if d.asserted_by})

    def put_dates(self, node: str, property_: str, dates: list[PartialDate]) -> None:
        if dates:
            self.put(node, *((property_, partial(date)) for date in dates))
            self.put(node, ("kg:earliest", day(min(date.earliest for date in dates))))
            self.put(node, ("kg:latest", day(max(date.latest for date in dates))))

    def add_evidence(self, node: str, evidence: set[Evidence], speakers: set[str]) -> None:
        articles = {self.article(piece.passage.article) for piece in evidence}
        self.put(node, *(("kg:assertedBy", who) for who in speakers or articles))
        if evidence:
            self.put(node, ("kg:certainty", decimal(certainty(evidence, self.articles))))
        for piece in evidence:
            passage = self.passage(piece)
            self.put(node, ("kg:evidence", passage), ("kg:rule", Literal(piece.rule)))
