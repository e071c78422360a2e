"""Ways to break a sound graph, one thing at a time: what the shapes say of each."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

from rdflib import OWL, RDF, RDFS, XSD, Graph, Literal, URIRef
from rdflib.term import Node

from kg.ontology import Ontology
from kg.provenance import Reading, Used

D = "https://example.org/kg/id/"
SUMMIT = URIRef(D + "event_a312e610560f89f2")
NOWHERE = URIRef(D + "nowhere")
KG = "https://example.org/kg/ontology#"
WD = "http://www.wikidata.org/entity/"
CAPE, VOSS, NORLAND, OSTMARK, PACT = (
    URIRef(D + name) for name in ("cape-sela", "ada-voss", "norland", "ostmark", "harbour-pact")
)


READING = Reading(
    version="1.2.3",
    used=(
        Used(name="weights", version="4.5", digest="0f" * 32),
        Used(name="lexicon", digest="1e" * 32),
    ),
    settings=("min-certainty = 0.7",),
    licence="https://licence.example/open",
)


class Breaker:
    """Changes one thing of a sound graph."""

    def __init__(self, graph: Graph, ontology: Ontology) -> None:
        self.graph = graph
        self.ontology = ontology

    def first(self, cls: str) -> Node:
        return min(self.graph.subjects(RDF.type, self.ontology[cls]), key=str)

    def put(self, cls: str, term: str, *values: Node) -> None:
        """Put other values in place of those of a property, on the first node of a class."""
        node = self.first(cls)
        self.graph.remove((node, self.ontology[term], None))
        for value in values:
            self.graph.add((node, self.ontology[term], value))

    def add(self, subject: Node, term: str, value: Node) -> None:
        self.graph.add((subject, self.ontology[term], value))

    def forget(self, node: Node) -> None:
        """Take a node away, and leave what refers to it."""
        self.graph.remove((node, None, None))

    def concept(self, curie: str) -> Node:
        return self.ontology[curie]

    def value(self, node: Node, *path: str) -> Node:
        """The first value at the end of a path."""
        for term in path:
            node = min(self.graph.objects(node, self.ontology[term]), key=str)
        return node

    def passage_of(self, cls: str) -> Node:
        return self.value(self.first(cls), "kg:evidence")

    def mention(self) -> Node:
        return min(self.graph.subjects(self.ontology["itsrdf:taIdentRef"]), key=str)

    def set(self, node: Node, term: str, *values: Node) -> None:
        self.graph.remove((node, self.ontology[term], None))
        for value in values:
            self.graph.add((node, self.ontology[term], value))

    def shift(self, node: Node, term: str, by: int) -> None:
        """Move an offset."""
        number = self.value(node, term)
        self.set(node, term, Literal(number.toPython() + by, datatype=number.datatype))

    def words(self, node: Node, words: str) -> None:
        """Put other words in place of those of a passage or a sentence."""
        said = self.value(node, "nif:anchorOf")
        self.set(node, "nif:anchorOf", Literal(words, lang=said.language))

    def other(self, node: Node, *path: str) -> Node:
        """Another sentence or article than the one at the end of a path."""
        own = self.value(node, *path)
        kind = self.ontology["nif:Sentence" if path[-1] == "nif:sentence" else "nif:Context"]
        return min((n for n in self.graph.subjects(RDF.type, kind) if n != own), key=str)

    def unclassed(self, node: Node, *classes: str) -> None:
        for cls in classes:
            self.graph.remove((node, RDF.type, self.ontology[cls]))

    def classed(self, node: Node, *classes: str) -> None:
        for cls in classes:
            self.graph.add((node, RDF.type, self.ontology[cls]))

    def elsewhere(self, node: Node) -> Node:
        """A sentence of another article than that of a passage."""
        context = self.ontology["nif:referenceContext"]
        own = self.value(node, "nif:referenceContext")
        sentences = self.graph.subjects(RDF.type, self.ontology["nif:Sentence"])
        return min((s for s in sentences if (s, context, own) not in self.graph), key=str)


def a_membership(breaker: Breaker, *said: tuple[str, URIRef]) -> None:
    """A membership of which this is said."""
    breaker.classed(NOWHERE, "kg:Membership", "org:Membership")
    for term, value in said:
        breaker.add(NOWHERE, term, value)


BREAKS: dict[str, tuple[str, Callable[[Breaker], object]]] = {
    "no evidence": ("at least one passage", lambda b: b.put("kg:Position", "kg:evidence")),
    "evidence that is nowhere": ("at least one passage", lambda b: b.forget(b.first("kg:Passage"))),
    "no rule": ("names the rule", lambda b: b.put("kg:Position", "kg:rule")),
    "no certainty": ("one certainty", lambda b: b.put("kg:Position", "kg:certainty")),
    "certainty above one": (
        "one certainty",
        lambda b: b.put("kg:Position", "kg:certainty", Literal(Decimal("1.5"))),
    ),
    "certainty a double": (
        "one certainty",
        lambda b: b.put("kg:Position", "kg:certainty", Literal(0.5)),
    ),
    "nobody says it": ("is asserted by", lambda b: b.put("kg:Relation", "kg:assertedBy")),
    "an event says it": (
        "is asserted by",
        lambda b: b.put("kg:Relation", "kg:assertedBy", SUMMIT),
    ),
    "no reading": ("which reading", lambda b: b.put("kg:Statement", "prov:wasGeneratedBy")),
    "a correction without a language": (
        "told in text",
        lambda b: b.add(b.first("kg:Statement"), "kg:corrected", Literal("mode: direct")),
    ),
    "a correction of an article": (
        "is a fact, an entity",
        lambda b: b.add(b.first("schema:NewsArticle"), "kg:corrected", Literal("so", lang="en")),
    ),
    "two labels": (
        "one label",
        lambda b: b.add(b.first("kg:Statement"), "rdfs:label", Literal("b", lang="en")),
    ),
    "two certainties": (
        "one certainty",
        lambda b: b.add(b.first("kg:Proposal"), "kg:certainty", Literal(Decimal("0.95"))),
    ),
    "an entity of two names": (
        "one label",
        lambda b: b.add(NORLAND, "rdfs:label", Literal("Northland", lang="en")),
    ),
    "contradicts nothing": (
        "contradicts a fact",
        lambda b: b.add(b.first("kg:Statement"), "kg:contradicts", NOWHERE),
    ),
    "revises a statement": (
        "revises a position",
        lambda b: b.add(b.first("kg:Position"), "kg:revises", b.first("kg:Statement")),
    ),
    "a statement that revises": (
        "nothing of its class says",
        lambda b: b.add(b.first("kg:Statement"), "kg:revises", b.first("kg:Position")),
    ),
    "a membership of nobody": (
        "membership is of one state",
        a_membership,
    ),
    "a membership told by an article": (
        "nothing of its class says",
        lambda b: (
            b.classed(NOWHERE, "kg:Membership", "org:Membership")
            or b.add(NOWHERE, "kg:assertedBy", b.first("schema:NewsArticle"))
        ),
    ),
    "told but not a fact": (
        "stated to be a kg:Fact",
        lambda b: b.graph.remove((b.first("kg:Proposal"), RDF.type, b.concept("kg:Fact"))),
    ),
    "about nothing": (
        "entities that are in the graph",
        lambda b: b.put("kg:Proposal", "kg:about", NOWHERE),
    ),
    "a participant that is nowhere": (
        "participants of an event",
        lambda b: b.add(SUMMIT, "sem:hasActor", NOWHERE),
    ),
    "an event in a person": (
        "place of an event",
        lambda b: b.add(SUMMIT, "sem:hasPlace", URIRef(D + "ada-voss")),
    ),
    "an event holds a position": (
        "held by one person",
        lambda b: b.put("kg:Position", "kg:holder", SUMMIT),
    ),
    "a place that cannot act speaks": (
        "one speaker",
        lambda b: b.put("kg:Statement", "kg:speaker", URIRef(D + "cape-sela")),
    ),
    "an event proposes": ("is made by", lambda b: b.put("kg:Proposal", "kg:proposedBy", SUMMIT)),
    "a state holds an office": (
        "held by one person",
        lambda b: b.put("kg:OfficeHolding", "kg:person", URIRef(D + "norland")),
    ),
    "an event annexes": (
        "agent of a territory claim is",
        lambda b: (
            [
                b.put("kg:TerritoryClaim", p, v)
                for p, v in (("kg:agent", SUMMIT), ("kg:relation", b.concept("kg:annexedBy")))
            ]
        ),
    ),
    "a person is a territory": (
        "about one place",
        lambda b: b.put("kg:TerritoryClaim", "kg:territory", URIRef(D + "ada-voss")),
    ),
    "a plain triple of an event": (
        "holds, claims or attacks",
        lambda b: b.add(URIRef(D + "cape-sela"), "kg:occupiedBy", SUMMIT),
    ),
    "a plain triple to nowhere": (
        "proposal that is in the graph",
        lambda b: b.add(URIRef(D + "ostmark"), "kg:opposes", NOWHERE),
    ),
    "a stance off the list": (
        "one stance",
        lambda b: b.put("kg:Position", "kg:stance", b.concept("kg:annexedBy")),
    ),
    "a territory relation off the list": (
        "one relation",
        lambda b: b.put("kg:TerritoryClaim", "kg:relation", b.concept("kg:supports")),
    ),
    "a mode off the list": (
        "one mode",
        lambda b: b.put("kg:Statement", "kg:mode", b.concept("kg:neutral")),
    ),
    "a predicate off the list": (
        "one predicate",
        lambda b: b.put("kg:Relation", "kg:predicate", b.concept("kg:direct")),
    ),
    "two stances": (
        "one stance",
        lambda b: b.put(
            "kg:Position", "kg:stance", b.concept("kg:supports"), b.concept("kg:opposes")
        ),
    ),
    "a position toward nothing": (
        "toward a proposal",
        lambda b: b.put("kg:Position", "kg:toward", NOWHERE),
    ),
    "no target": ("what it is on", lambda b: b.put("kg:Position", "kg:target")),
    "a day that does not exist": (
        "a year that exists",
        lambda b: b.put("kg:Summit", "kg:date", Literal("2024-02-30", datatype=XSD.date)),
    ),
    "a date as text": (
        "a year that exists",
        lambda b: b.put("kg:Summit", "kg:date", Literal("2014")),
    ),
    "earliest after latest": (
        "not after the latest",
        lambda b: b.put("kg:Summit", "kg:earliest", Literal("2025-01-01", datatype=XSD.date)),
    ),
    "a date without earliest": (
        "earliest date to compare",
        lambda b: b.put("kg:Summit", "kg:earliest"),
    ),
    "published on no day": (
        "date of publication",
        lambda b: b.put(
            "schema:NewsArticle", "schema:datePublished", Literal("2024-13-01", datatype=XSD.date)
        ),
    ),
    "an offset outside the article": (
        "ends within its article",
        lambda b: b.put("kg:Passage", "nif:endIndex", Literal(9999)),
    ),
    "a passage that begins after its end": (
        "before it ends",
        lambda b: b.put("kg:Passage", "nif:beginIndex", Literal(9999)),
    ),
    "a negative offset": (
        "begins at 0",
        lambda b: b.put("nif:Sentence", "nif:beginIndex", Literal(-1)),
    ),
    "an article that is nowhere": (
        "stands in one article",
        lambda b: b.forget(b.first("schema:NewsArticle")),
    ),
    "a sentence that is nowhere": (
        "stands in one sentence",
        lambda b: b.forget(b.first("nif:Sentence")),
    ),
    "a mention of nothing": (
        "means one entity",
        lambda b: b.forget(URIRef(D + "cape-sela")),
    ),
    "an entity without a label": (
        "one label with a language",
        lambda b: b.graph.remove((SUMMIT, RDFS.label, None)),
    ),
    "the same as something else": (
        "one Wikidata item",
        lambda b: b.graph.add((SUMMIT, OWL.sameAs, URIRef("https://x.example/Q1"))),
    ),
    "a script as address": (
        "begins with http",
        lambda b: b.put("schema:NewsArticle", "schema:url", URIRef("javascript:alert(1)")),
    ),
    "a copy of nothing": (
        "copy names one article",
        lambda b: b.put("schema:NewsArticle", "kg:copyOf", NOWHERE),
    ),
    "a verb with a listed predicate": (
        "has the predicate kg:otherRelation",
        lambda b: b.add(
            next(b.graph.subjects(b.concept("kg:predicate"), b.concept("kg:enemyOf"))),
            "kg:verb",
            Literal("border"),
        ),
    ),
}

EN = "en"
YEAR, MONTH = XSD.gYear, XSD.gYearMonth


def _day(text: str, datatype: URIRef = XSD.date) -> Literal:
    return Literal(text, datatype=datatype, normalize=False)


BREAKS |= {
    # What a person or a program that edits the file may do: found by those who did.
    "a forged quote": (
        "has the words that stand",
        lambda b: b.words(b.passage_of("kg:Position"), "Ostmark welcomes the patrol plan"),
    ),
    "a forged mention": ("has the words that stand", lambda b: b.words(b.mention(), "Sudria")),
    "a forged sentence": (
        "has the words that stand",
        lambda b: b.words(
            s := b.value(b.passage_of("kg:Relation"), "nif:sentence"),
            "X" * len(b.value(s, "nif:anchorOf")),
        ),
    ),
    "a sentence of another length": (
        "as long as its offsets",
        lambda b: b.words(b.value(b.mention(), "nif:sentence"), "Ostmark."),
    ),
    "a sentence of another article": (
        "sentence of its own article",
        lambda b: b.set(p := b.passage_of("kg:TerritoryClaim"), "nif:sentence", b.elsewhere(p)),
    ),
    "a passage before its sentence": (
        "begin before its sentence",
        lambda b: b.shift(
            b.value(b.passage_of("kg:OfficeHolding"), "nif:sentence"), "nif:beginIndex", 3
        ),
    ),
    "a passage after its sentence": (
        "end after its sentence",
        lambda b: b.shift(b.value(b.passage_of("kg:Relation"), "nif:sentence"), "nif:endIndex", -9),
    ),
    "an offset moved": (
        "has the words that stand",
        lambda b: b.shift(b.passage_of("kg:Proposal"), "nif:beginIndex", 1),
    ),
    "a misspelt property of a fact": (
        "is the name misspelt",
        lambda b: b.graph.add((b.first("kg:Position"), URIRef(KG + "tward"), NOWHERE)),
    ),
    "a misspelt property of an entity": (
        "is the name misspelt",
        lambda b: b.graph.add((CAPE, URIRef(KG + "anexedBy"), OSTMARK)),
    ),
    "a property of another class": (
        "is the name misspelt",
        lambda b: b.add(b.first("kg:Statement"), "kg:holder", VOSS),
    ),
    "a property of an article misspelt": (
        "is the name misspelt",
        lambda b: b.graph.add(
            (b.first("schema:NewsArticle"), URIRef("https://schema.org/author"), VOSS)
        ),
    ),
    "a property of a passage misspelt": (
        "is the name misspelt",
        lambda b: b.graph.add((b.first("kg:Passage"), URIRef(KG + "sentence"), NOWHERE)),
    ),
    "a property of a mention misspelt": (
        "is the name misspelt",
        lambda b: b.add(b.mention(), "kg:about", CAPE),
    ),
    "a direct triple that no claim tells": (
        "A plain triple is told",
        lambda b: b.add(CAPE, "kg:occupiedBy", OSTMARK),
    ),
    "a direct triple that a speaker tells": (
        "A plain triple is told",
        lambda b: b.add(CAPE, "kg:partOf", NORLAND),
    ),
    "a direct triple of a doubtful claim": (
        "A plain triple is told",
        lambda b: (
            [
                b.put(cls, "kg:certainty", Literal(Decimal("0.4")))
                for cls in ("kg:TerritoryClaim", "kg:Position", "kg:Relation")
            ]
            and [
                b.graph.set((fact, b.concept("kg:certainty"), Literal(Decimal("0.4"))))
                for fact in set(b.graph.subjects(RDF.type, b.concept("kg:Fact")))
            ]
        ),
    ),
    "a direct triple of a position to another proposal": (
        "A plain triple is told",
        lambda b: b.add(NORLAND, "kg:opposes", b.first("kg:Proposal")),
    ),
    "a direct tie that nothing tells": (
        "A plain triple is told",
        lambda b: b.add(NORLAND, "kg:memberOf", PACT),
    ),
    "a wrong count of triples": (
        "as many triples",
        lambda b: b.put("dcat:Dataset", "void:triples", Literal(12)),
    ),
    "a triple more than counted": (
        "as many triples",
        lambda b: b.add(CAPE, "skos:altLabel", Literal("the Cape", lang=EN)),
    ),
    "a wrong count of entities": (
        "as many entities",
        lambda b: b.put("dcat:Dataset", "void:entities", Literal(3)),
    ),
    "a wrong count of articles": (
        "as many entities and articles",
        lambda b: b.put("dcat:Dataset", "void:documents", Literal(30)),
    ),
    "a wrong count of a class": (
        "as many things of its class",
        lambda b: b.set(
            b.value(b.first("dcat:Dataset"), "void:classPartition"), "void:entities", Literal(99)
        ),
    ),
    "an earliest day that is not that of the date": (
        "earliest date is the first day",
        lambda b: b.put("kg:Summit", "kg:earliest", _day("2024-03-01")),
    ),
    "a date before the earliest": (
        "lies between",
        lambda b: b.add(SUMMIT, "kg:date", _day("2019", YEAR)),
    ),
    "a latest day that is not of the date": (
        "latest date is a day",
        lambda b: (
            b.put("kg:TerritoryClaim", "kg:latest", _day("2015-06-30"))
            or (
                [
                    b.graph.set((claim, b.concept("kg:latest"), _day("2015-06-30")))
                    for claim in set(b.graph.subjects(b.concept("kg:latest")))
                ]
            )
        ),
    ),
    "earliest without a latest": (
        "latest date to compare",
        lambda b: b.put("kg:Summit", "kg:latest"),
    ),
    "a rule that is none": (
        "names the rule",
        lambda b: b.put("kg:Passage", "kg:rule", Literal("guesswork")),
    ),
    "an unknown rule": (
        "rules of a fact are those",
        lambda b: b.put("kg:Position", "kg:rule", Literal("position.embraces")),
    ),
    "a rule of another kind": (
        "rules for its kind",
        lambda b: b.put("kg:Position", "kg:rule", Literal("territory.annex")),
    ),
    "two kinds of fact": (
        "is of one kind, and is of two",
        lambda b: b.classed(b.first("kg:Position"), "kg:Statement"),
    ),
    "no kind of fact": (
        "is of one kind, and is of none",
        lambda b: b.unclassed(b.first("kg:Position"), "kg:Position"),
    ),
    "a misspelt class": (
        "is of one kind, and is of none",
        lambda b: (
            [
                b.unclassed(f := b.first("kg:Proposal"), "kg:Proposal"),
                b.graph.add((f, RDF.type, URIRef(KG + "Propsal"))),
            ]
        ),
    ),
    "a person that is a place": (
        "An entity is of one type",
        lambda b: b.classed(VOSS, "kg:Place", "schema:Place"),
    ),
    "an entity of no type": (
        "An entity is a person",
        lambda b: b.unclassed(CAPE, "kg:Place"),
    ),
    "an agent that cannot act": ("What acts is", lambda b: b.classed(CAPE, "kg:Agent")),
    "a state that does not act": (
        "all that this means",
        lambda b: b.unclassed(NORLAND, "kg:Agent"),
    ),
    "a person without the class above": (
        "all that this means",
        lambda b: b.unclassed(VOSS, "schema:Person"),
    ),
    "an office that is no membership": (
        "all that this means",
        lambda b: b.unclassed(b.first("kg:OfficeHolding"), "org:Membership"),
    ),
    "an event without a type": (
        "has a type of the code list",
        lambda b: b.unclassed(SUMMIT, "kg:Summit"),
    ),
    "a phrase that means nothing": (
        "or means an entity",
        lambda b: b.set(b.mention(), "itsrdf:taIdentRef"),
    ),
    "one Wikidata item of two entities": (
        "A Wikidata item is one entity",
        lambda b: b.add(OSTMARK, "owl:sameAs", b.value(NORLAND, "owl:sameAs")),
    ),
    "two Wikidata items of one entity": (
        "one Wikidata item at most",
        lambda b: b.add(NORLAND, "owl:sameAs", URIRef(WD + "Q900002")),
    ),
    "a land that is part of itself": (
        "no part of itself",
        lambda b: b.put("kg:TerritoryClaim", "kg:agent", CAPE),
    ),
    "a tie to itself": (
        "tied to itself",
        lambda b: b.put("kg:Relation", "kg:object", b.value(b.first("kg:Relation"), "kg:subject")),
    ),
    "a year of five digits": (
        "a year that exists",
        lambda b: b.put("kg:Summit", "kg:date", _day("20244", YEAR)),
    ),
    "a year in words": (
        "a year that exists",
        lambda b: b.put("kg:Summit", "kg:date", _day("last year", YEAR)),
    ),
    "a thirteenth month": (
        "a year that exists",
        lambda b: b.put("kg:Summit", "kg:date", _day("2024-13", MONTH)),
    ),
    "a passage of no day": (
        "A passage tells of one time",
        lambda b: b.put("kg:Passage", "kg:day", _day("1951-02-31")),
    ),
    "an office of no date": (
        "date of an office",
        lambda b: b.put("kg:OfficeHolding", "kg:asOf", Literal("spring")),
    ),
    "another name that is an address": (
        "Another name is text",
        lambda b: b.add(VOSS, "skos:altLabel", URIRef(D + "voss")),
    ),
    "another name without a language": (
        "Another name is text",
        lambda b: b.add(VOSS, "skos:altLabel", Literal("A. Voss")),
    ),
    "asserted by an article that does not tell it": (
        "has a passage that tells it",
        lambda b: b.add(
            f := b.first("kg:Relation"),
            "kg:assertedBy",
            b.other(f, "kg:evidence", "nif:referenceContext"),
        ),
    ),
    "less certain than its passage": (
        "as certain as each",
        lambda b: b.put("kg:Proposal", "kg:certainty", Literal(Decimal("0.2"))),
    ),
    "a passage of no fact": (
        "is evidence of a fact",
        lambda b: b.put("kg:OfficeHolding", "kg:evidence", b.passage_of("kg:Relation")),
    ),
    "a sentence that nothing stands in": (
        "stands in each sentence",
        lambda b: b.classed(URIRef(D + "sentence_0"), "nif:Sentence"),
    ),
    "a passage that is no phrase": (
        "is a nif:Phrase",
        lambda b: b.unclassed(b.first("kg:Passage"), "nif:Phrase"),
    ),
    "two articles of a passage": (
        "stands in one article",
        lambda b: b.add(
            p := b.first("kg:Passage"),
            "nif:referenceContext",
            b.other(p, "nif:referenceContext"),
        ),
    ),
    "a copy of itself": (
        "not itself or another copy",
        lambda b: b.put("schema:NewsArticle", "kg:copyOf", b.first("schema:NewsArticle")),
    ),
    "an article without a name": (
        "An article has one name",
        lambda b: b.put("schema:NewsArticle", "dcterms:identifier"),
    ),
    "two headlines": (
        "one headline",
        lambda b: b.put(
            "schema:NewsArticle", "schema:headline", Literal("A", lang=EN), Literal("B", lang=EN)
        ),
    ),
    "an article that begins later": (
        "begins at 0",
        lambda b: b.put("schema:NewsArticle", "nif:beginIndex", Literal(5)),
    ),
    "an article shorter than its passages": (
        "ends within its article",
        lambda b: b.put("schema:NewsArticle", "nif:endIndex", Literal(9)),
    ),
    "an article that is no context": (
        "is a context",
        lambda b: b.unclassed(b.first("schema:NewsArticle"), "nif:Context"),
    ),
    "a publisher without a name": (
        "A publisher has one name",
        lambda b: (
            [
                b.graph.remove((who, RDFS.label, None))
                for who in set(b.graph.objects(None, b.concept("schema:publisher")))
            ]
        ),
    ),
    "a proposal that says nothing": (
        "says in words what is proposed",
        lambda b: b.put("kg:Proposal", "kg:content", Literal("", lang=EN)),
    ),
    "a condition that is a thing": (
        "A condition is text",
        lambda b: b.put("kg:Proposal", "kg:condition", NOWHERE),
    ),
    "a position on nothing": (
        "on one issue",
        lambda b: b.put("kg:Position", "kg:on"),
    ),
    "an issue that nobody is on": (
        "is on each issue",
        lambda b: (
            b.classed(URIRef(D + "issue_0"), "kg:Issue")
            or b.add(URIRef(D + "issue_0"), "rdfs:label", Literal("the cape", lang=EN))
        ),
    ),
    "an issue without a label": (
        "An issue has one label",
        lambda b: b.put("kg:Issue", "rdfs:label"),
    ),
    "a statement without words": (
        "A statement has a text",
        lambda b: b.put("kg:Statement", "kg:text"),
    ),
    "a statement without a speaker": (
        "one speaker",
        lambda b: b.put("kg:Statement", "kg:speaker"),
    ),
    "an office without a title": (
        "An office has a title",
        lambda b: b.put("kg:OfficeHolding", "kg:title"),
    ),
    "an office of two states": (
        "An office is of one entity",
        lambda b: b.put("kg:OfficeHolding", "kg:of", NORLAND, OSTMARK),
    ),
    "two lands of one claim": (
        "about one place",
        lambda b: b.put("kg:TerritoryClaim", "kg:territory", CAPE, NORLAND),
    ),
    "a relation without an end": (
        "leads to one entity",
        lambda b: b.put("kg:Relation", "kg:object"),
    ),
    "a code without a notation": (
        "A code has one notation",
        lambda b: b.set(b.concept("kg:opposes"), "skos:notation"),
    ),
    "a code of no list": (
        "in a code list",
        lambda b: b.set(b.concept("kg:opposes"), "skos:inScheme", NOWHERE),
    ),
    "a time that ends before it begins": (
        "not after the last",
        lambda b: b.put("dcterms:PeriodOfTime", "dcat:startDate", _day("2031-01-01")),
    ),
    "a data set of two sizes": (
        "says once how many triples",
        lambda b: b.add(b.first("dcat:Dataset"), "void:triples", Literal(7)),
    ),
    "an event that a reading made": (
        "No reading makes an event",
        lambda b: b.add(SUMMIT, "prov:wasGeneratedBy", b.first("prov:Activity")),
    ),
    "a passage that nobody read": (
        "which reading made it",
        lambda b: b.put("kg:Passage", "prov:wasGeneratedBy"),
    ),
    "an article that no reading used": (
        "Each article was used",
        lambda b: b.graph.remove((None, b.concept("prov:used"), b.first("schema:NewsArticle"))),
    ),
    "a reading of nothing": (
        "A reading used articles",
        lambda b: b.put("prov:Activity", "prov:used", NOWHERE),
    ),
    "a reading by no program": (
        "which program read",
        lambda b: b.put("prov:Activity", "prov:wasAssociatedWith"),
    ),
    "a setting without a value": (
        "a name and a value",
        lambda b: b.put("prov:Activity", "kg:setting", Literal("strict")),
    ),
    "a digest cut short": (
        "has a digest",
        lambda b: b.put("prov:Entity", "kg:digest", Literal("sha256:2c26b46b")),
    ),
    "another member of an office": (
        "is the person of the office",
        lambda b: b.put("kg:OfficeHolding", "org:member", NORLAND),
    ),
    "an office that is no role": (
        "An office is one role",
        lambda b: b.put("kg:OfficeHolding", "org:role"),
    ),
    "a role of another name": (
        "called by the title",
        lambda b: b.put("org:Role", "rdfs:label", Literal("Premier", lang=EN)),
    ),
    "a data set that nobody made": (
        "who made it",
        lambda b: b.put("dcat:Dataset", "dcterms:creator"),
    ),
    "a data set without a version": (
        "which version",
        lambda b: b.put("dcat:Dataset", "dcat:version"),
    ),
    "a licence in words": (
        "A licence is one address",
        lambda b: b.put("dcat:Dataset", "dcterms:license", Literal("free")),
    ),
    "a data set in no file": (
        "in which file",
        lambda b: b.put("dcat:Dataset", "dcat:distribution"),
    ),
    "a code under another name": (
        "called by its label",
        lambda b: b.set(b.concept("kg:opposes"), "skos:prefLabel", Literal("is against", lang=EN)),
    ),
    "a code that is not on top": (
        "top concept of its list",
        lambda b: b.set(b.concept("kg:opposes"), "skos:topConceptOf"),
    ),
    "a list that names a code of another": (
        "names those of its codes",
        lambda b: b.add(b.concept("kg:Stances"), "skos:hasTopConcept", b.concept("kg:direct")),
    ),
    "an article without its text": (
        "An article has its text",
        lambda b: b.put("schema:NewsArticle", "nif:isString"),
    ),
    "an article of other words": (
        "stand at its place in its article",
        lambda b: b.set(
            a := b.first("schema:NewsArticle"),
            "nif:isString",
            Literal("X" * len(b.value(a, "nif:isString"))),
        ),
    ),
    "an article that goes on": (
        "as long as it says",
        lambda b: b.set(
            a := b.first("schema:NewsArticle"),
            "nif:isString",
            Literal(b.value(a, "nif:isString") + " More of it."),
        ),
    ),
    "a sentence with a language": (
        "has its text",
        lambda b: b.set(
            s := b.first("nif:Sentence"),
            "nif:anchorOf",
            Literal(b.value(s, "nif:anchorOf"), lang=EN),
        ),
    ),
    "a passage that is not counted": (
        "where they begin and end",
        lambda b: b.unclassed(b.first("kg:Passage"), "nif:OffsetBasedString"),
    ),
    "a name that stands for what has it": (
        "no name of its own",
        lambda b: b.add(CAPE, "kg:metonym", Literal("the cape", lang=EN)),
    ),
    "a membership that is no role": (
        "so is a membership",
        a_membership,
    ),
    "a membership of another member": (
        "The member of a membership is the state",
        lambda b: a_membership(b, ("kg:member", NORLAND), ("org:member", OSTMARK)),
    ),
    "a membership in another organisation": (
        "the one that the state is in",
        lambda b: a_membership(b, ("kg:memberIn", PACT), ("org:organization", OSTMARK)),
    ),
    "a place without a point": (
        "has a point",
        lambda b: b.set(CAPE, "geo:hasGeometry"),
    ),
    "a point that is not well written": (
        "POINT(longitude latitude)",
        lambda b: b.put("sf:Point", "geo:asWKT", Literal("58.5, -5.0")),
    ),
    "a point elsewhere": (
        "where its latitude and longitude are",
        lambda b: b.put(
            "sf:Point", "geo:asWKT", Literal("POINT(1.0 2.0)", datatype=b.concept("geo:wktLiteral"))
        ),
    ),
}
