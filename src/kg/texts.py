"""What the graph says of the texts: articles with their publishers, sentences, mentions, passages.

Nothing of it is named by a file: two folders may both hold an `a1.txt`.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from kg.addresses import addresses
from kg.describe import Names
from kg.identifiers import Identifiers, web_address
from kg.literals import day, decimal, english, index, partial
from kg.model import Article, Evidence, Mention, Passage, Resolved
from kg.ontology import Ontology
from kg.provenance import Reading
from kg.triples import TYPE, Literal, Triples, Value


class Texts:
    """A graph to which the texts of a corpus are added, with what mentions and evidence quote."""

    def __init__(
        self, resolved: Resolved, ontology: Ontology, ids: Identifiers, reading: Reading
    ) -> None:
        self.graph = Triples({**ontology.prefixes, "d": ids.base})
        self.ontology = ontology
        self.ids = ids
        self.names = Names(
            ids=ids,
            ontology=ontology,
            entities=resolved.entities,
            iris=ids.entities(resolved.entities),
            addresses=addresses(resolved.articles),
        )
        self.names.iris.update(self.names.events(resolved.facts))
        self.run = ids.of("run", *reading.identity())
        self.articles = {article.name: article for article in resolved.articles}
        self.publishers = resolved.publishers
        self.labels = self._labels(article.publisher for article in resolved.articles)
        self.sentences: dict[tuple[str, int, int], str] = {}
        self.term = cache(lambda curie: str(ontology[curie]))
        self.article = cache(lambda name: ids.of("article", self.names.address(name)))

    def put(self, node: str, *pairs: tuple[str, Value | None]) -> None:
        """State properties of a node; those without a value are left out."""
        for curie, value in pairs:
            if value is not None:
                self.graph.add(node, self.term(curie), value)

    def put_class(self, node: str, cls: str) -> None:
        """State a class of a node, and all classes above it."""
        self.graph.add(node, TYPE, *self.ontology.with_superclasses(cls))

    def add_article(self, article: Article) -> str:
        """State what an article is; its node."""
        node = self.article(article.name)
        self.put_class(node, self.ontology["schema:NewsArticle"])
        self.put_class(node, self.ontology["nif:Context"])
        self.put_class(node, self.ontology["nif:OffsetBasedString"])
        self.put(
            node,
            ("rdfs:label", english(article.title) or Literal(article.name)),
            ("dcterms:identifier", Literal(article.name)),
            ("schema:headline", english(article.title)),
            ("schema:datePublished", day(article.published)),
            ("schema:publisher", self.publisher(article.publisher) if article.publisher else None),
            ("schema:url", web_address(article.url)),
            ("kg:copyOf", self.article(article.copy_of) if article.copy_of else None),
            ("nif:isString", Literal(article.text)),
            ("nif:beginIndex", index(0)),
            ("nif:endIndex", index(len(article.text))),
        )
        return node

    def publisher(self, name: str) -> str:
        """The node of a publisher: that of the organisation, whether articles tell of it or not."""
        node = self.ids.organization(name, self.publishers.get(name, ""))
        if node not in self.names.iris.values():
            self.put(node, ("rdf:type", self.ontology["schema:Organization"]))
            self.put(node, ("rdfs:label", Literal(self.labels[node])))
        return node

    def _labels(self, publishers: Iterable[str]) -> dict[str, str]:
        """What each publisher is called, by its node: "Gulf Post" of that and "gulf post"."""
        found: dict[str, str] = {}
        for name in filter(None, publishers):
            node = self.ids.organization(name, self.publishers.get(name, ""))
            found[node] = min(name, found.get(node, name))
        return found

    def add_mention(self, mention: Mention) -> None:
        """State where an entity is named or meant."""
        at, entity = mention.passage, self.names.iri(mention.entity)
        node = self.ids.of("mention", self.article(at.article), at.start, at.end, entity)
        self.put_class(node, self.ontology["nif:Phrase"])
        self.put_span(node, at, mention.text)
        self.put(node, ("itsrdf:taIdentRef", entity))

    def passage(self, piece: Evidence) -> str:
        """The node of a passage as one rule read it, shared by all facts that it told so."""
        at, sure = piece.passage, decimal(piece.certainty)
        read = [piece.rule, sure.text, *([piece.date.iso] if piece.date else [])]
        node = self.ids.of("passage", self.article(at.article), at.start, at.end, *read)
        self.put_class(node, self.ontology["kg:Passage"])
        self.put_span(node, at, self._slice(at.article, at.start, at.end))
        self.put(node, ("kg:rule", Literal(piece.rule)), ("kg:certainty", sure))
        self.put(node, ("kg:day", partial(piece.date)), ("prov:wasGeneratedBy", self.run))
        return node

    def put_span(self, node: str, at: Passage, text: str) -> None:
        """State where a phrase stands, and the sentence around it."""
        self.put(node, ("nif:sentence", self._sentence(at)))
        self._put_offsets(node, at.article, at.start, at.end, text)

    def _sentence(self, at: Passage) -> str:
        key = article, start, end = at.article, at.sentence_start, at.sentence_end
        if key in self.sentences:
            return self.sentences[key]
        node = self.sentences[key] = self.ids.of("sentence", self.article(article), start, end)
        self.put_class(node, self.ontology["nif:Sentence"])
        self._put_offsets(node, *key, self._slice(*key))
        return node

    def _slice(self, article: str, start: int, end: int) -> str:
        return self.articles[article].text[start:end] if article in self.articles else ""

    def _put_offsets(self, node: str, article: str, start: int, end: int, text: str) -> None:
        self.put_class(node, self.ontology["nif:OffsetBasedString"])
        self.put(
            node,
            ("nif:referenceContext", self.article(article)),
            ("nif:beginIndex", index(start)),
            ("nif:endIndex", index(end)),
            ("nif:anchorOf", Literal(text)),
        )
