"""Resolved + Ontology -> triples. No IRI is written here: terms come from the ontology, nodes from
`identifiers`.

    d:crimea kg:annexedBy d:russia .               what the articles themselves say, as a triple
    d:territory_… kg:territory d:crimea ; …        the same with who says so and where

Every fact has evidence passages, the rules that read them, its certainty and whoever asserts it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from functools import cache, cached_property

from kg.certainty import SURE_ENOUGH, certainty
from kg.dataset import add_dataset
from kg.describe import Description, Names, describe
from kg.identifiers import DEFAULT_BASE, Identifiers, web_address, wikidata
from kg.issues import issues, topic
from kg.literals import day, decimal, english, number, partial
from kg.model import (
    Article,
    Entity,
    Evidence,
    Fact,
    Mention,
    Passage,
    Position,
    Proposal,
    Resolved,
)
from kg.ontology import Ontology
from kg.partial_dates import PartialDate
from kg.triples import TYPE, Literal, Triples, Value


def to_graph(resolved: Resolved, ontology: Ontology, base_iri: str = DEFAULT_BASE) -> Triples:
    """The graph of a corpus, without blank nodes, with the instances below `base_iri`.

    A code that the ontology does not have raises `OntologyError`. A key that no entity has becomes
    a node without a class, which validation reports.
    """
    mapper = _Mapper(resolved, ontology, Identifiers(base_iri))
    for article in resolved.articles:
        mapper.add_article(article)
    for key, entity in resolved.entities.items():
        mapper.add_entity(mapper.names.iris[key], entity)
    for mention in resolved.mentions:
        mapper.add_mention(mention)
    mapper.add_facts(resolved.facts)
    for text in resolved.rejected:
        mapper.put(mapper.run, ("kg:corrected", english(text)))
    for triple in ontology.vocabulary(mapper.graph.terms()):  # so that it is read on its own
        mapper.graph.add(*triple)
    add_dataset(mapper.graph, ontology, mapper.ids)
    return mapper.graph


class _Mapper:
    """Adds one thing after the other to one graph."""

    def __init__(self, resolved: Resolved, ontology: Ontology, ids: Identifiers) -> None:
        self.graph = Triples({**ontology.prefixes, "d": ids.base})
        self.ontology = ontology
        self.ids = ids
        self.names = Names(
            ids=ids,
            ontology=ontology,
            entities=resolved.entities,
            iris=ids.entities(resolved.entities),
        )
        self.term = cache(lambda curie: str(ontology[curie]))
        self.article = cache(lambda name: ids.of("article", name))
        self.sentences: dict[tuple[str, int, int], str] = {}
        self.articles = {article.name: article for article in resolved.articles}
        self.organizations = {
            entity.name: self.names.iris[key]
            for key, entity in sorted(resolved.entities.items())
            if entity.type == "organization"
        }

    def put(self, node: str, *pairs: tuple[str, Value | None]) -> None:
        """State properties of a node; those without a value are left out."""
        for curie, value in pairs:
            if value is not None:
                self.graph.add(node, self.term(curie), value)

    def put_class(self, node: str, cls: str) -> None:
        """State a class of a node, and all classes above it."""
        self.graph.add(node, TYPE, *self.ontology.with_superclasses(cls))

    def add_article(self, article: Article) -> None:
        node = self.article(article.name)
        self.put_class(node, self.ontology["schema:NewsArticle"])
        self.put_class(node, self.ontology["nif:Context"])
        self.put(
            node,
            ("rdfs:label", english(article.title or article.name)),
            ("dcterms:identifier", Literal(article.name)),
            ("schema:headline", english(article.title)),
            ("schema:datePublished", day(article.published)),
            ("schema:publisher", self.publisher(article.publisher)),
            ("schema:url", web_address(article.url)),
            ("kg:copyOf", self.article(article.copy_of) if article.copy_of else None),
            ("nif:beginIndex", number(0)),
            ("nif:endIndex", number(len(article.text))),
        )

    def publisher(self, name: str) -> str | None:
        """The node of a publisher: the organisation of that name, where an article tells of it."""
        if not name or name in self.organizations:
            return self.organizations.get(name)
        node = self.ids.of("publisher", name)
        self.put(
            node, ("rdf:type", self.ontology["schema:Organization"]), ("rdfs:label", english(name))
        )
        return node

    def add_entity(self, node: str, entity: Entity) -> None:
        self.put_class(node, self.class_of(entity))
        if entity.state:
            self.put_class(node, self.ontology["kg:State"])
        self.put(
            node,
            ("rdfs:label", english(entity.name)),
            ("owl:sameAs", wikidata(entity.wikidata) if entity.wikidata else None),
            *(
                ("skos:altLabel", english(alias))
                for alias in entity.aliases
                if alias != entity.name
            ),
            *(("kg:corrected", english(text)) for text in entity.corrected),
        )

    def class_of(self, entity: Entity) -> str:
        """The class of an entity; that of unnamed people is no entity type of the code list."""
        if entity.type == "group":
            return self.ontology["kg:Group"]
        return self.ontology.code("kg:EntityTypes", entity.type)

    def add_mention(self, mention: Mention) -> None:
        at, entity = mention.passage, self.names.iri(mention.entity)
        node = self.ids.of("mention", at.article, at.start, at.end, entity)
        self.put_class(node, self.ontology["nif:Phrase"])
        self.put_span(node, at, mention.text)
        self.put(node, ("itsrdf:taIdentRef", entity))

    def _text(self, article: str) -> str:
        return self.articles[article].text if article in self.articles else ""

    def put_span(self, node: str, at: Passage, text: str) -> None:
        """State where a phrase stands, and the sentence around it."""
        self.put(node, ("nif:sentence", self.sentence(at)))
        self.put_offsets(node, at.article, at.start, at.end, text)

    def sentence(self, at: Passage) -> str:
        key = at.article, at.sentence_start, at.sentence_end
        if key in self.sentences:
            return self.sentences[key]
        node = self.sentences[key] = self.ids.of("sentence", *key)
        self.put_class(node, self.ontology["nif:Sentence"])
        self.put_offsets(node, *key, self._text(at.article)[at.sentence_start : at.sentence_end])
        return node

    def put_offsets(self, node: str, article: str, start: int, end: int, text: str) -> None:
        self.put(
            node,
            ("nif:referenceContext", self.article(article)),
            ("nif:beginIndex", number(start)),
            ("nif:endIndex", number(end)),
            ("nif:anchorOf", english(text)),
        )

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
        self.names.issues.update(issues(positions))
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
        self.put(node, ("rdfs:label", english(min(d.label for d in told))))
        dates = [d.date for d in told if d.date] or [e.date for e in evidence if e.date]
        self.put_dates(node, told[0].date_property, dates)
        self.put(node, ("prov:wasGeneratedBy", self.run))
        self.add_evidence(node, evidence, {d.asserted_by for d in told if d.asserted_by})

    def put_dates(self, node: str, property_: str, dates: list[PartialDate]) -> None:
        if dates:
            self.put(node, *((property_, partial(date)) for date in dates))
            self.put(
                node,
                ("kg:earliest", day(min(date.earliest for date in dates))),
                ("kg:latest", day(max(date.latest for date in dates))),
            )

    def add_evidence(self, node: str, evidence: set[Evidence], speakers: set[str]) -> None:
        articles = {self.article(piece.passage.article) for piece in evidence}
        self.put(node, *(("kg:assertedBy", who) for who in speakers or articles))
        if evidence:
            self.put(node, ("kg:certainty", decimal(certainty(evidence, self.articles))))
        for piece in evidence:
            passage = self.passage(piece)
            self.put(node, ("kg:evidence", passage), ("kg:rule", Literal(piece.rule)))

    def passage(self, piece: Evidence) -> str:
        """The node of a passage as one rule read it, shared by all facts that it told so."""
        at, sure = piece.passage, decimal(piece.certainty)
        of_day = [piece.date.iso] if piece.date else []
        node = self.ids.of("passage", at.article, at.start, at.end, piece.rule, sure.text, *of_day)
        self.put_class(node, self.ontology["kg:Passage"])
        self.put_span(node, at, self._text(at.article)[at.start : at.end])
        self.put(node, ("kg:rule", Literal(piece.rule)), ("kg:certainty", sure))
        self.put(node, ("kg:day", partial(piece.date)))
        return node

    @cached_property
    def run(self) -> str:
        """The node of the reading that made all facts: the same input gives the same graph."""
        node = self.ids.of("run")
        self.put(node, ("rdf:type", self.ontology["prov:Activity"]))
        self.put(node, ("rdfs:label", english("Reading of the articles")))
        return node
