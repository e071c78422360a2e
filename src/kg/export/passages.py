"""Where facts are told: the articles, sentences and marked spans of a graph."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from kg.ontology import Ontology
from kg.triples import LABEL, Triples, Value, text_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """One article, as a reader knows it; `copy_of` is the `name` of the article it repeats."""

    iri: str
    name: str
    title: str = ""
    publisher: str = ""
    published: str = ""
    url: str = ""
    copy_of: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """One sentence; `begin` counts code points in the text of `article`."""

    iri: str
    article: str
    begin: int
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """A stretch of a sentence that tells something; offsets count code points from its start."""

    sentence: str
    start: int
    end: int
    rule: str = ""
    certainty: float = 1.0


class Passages:
    """Reads articles, sentences and spans out of a graph; each is looked up by IRI."""

    def __init__(self, graph: Triples, ontology: Ontology) -> None:
        self._graph = graph
        self._terms = ontology
        self._spans: dict[str, Span] = {}
        self.sentences: Mapping[str, Sentence] = self._read_sentences()
        self.sources: Mapping[str, Source] = self._read_sources()

    def span(self, passage: Value) -> Span | None:
        """The span of a passage; None when its sentence is not in the graph."""
        iri = text_of(passage)
        if iri not in self._spans:
            sentence = self.sentences.get(self._text(iri, "nif:sentence"))
            if sentence is None:
                return None
            self._spans[iri] = self._read_span(iri, sentence)
        return self._spans[iri]

    def evidence(self, fact: str) -> tuple[Span, ...]:
        """The spans that tell a fact, in order of their sentences."""
        spans = map(self.span, self._graph.objects(fact, self._terms["kg:evidence"]))
        return tuple(sorted((span for span in spans if span), key=self._order))

    def mentions(self) -> dict[str, tuple[Span, ...]]:
        """For each entity the spans that name it."""
        found: dict[str, list[Span]] = {}
        for entity, phrases in self._graph.towards(self._terms["itsrdf:taIdentRef"]).items():
            if spans := [span for phrase in phrases if (span := self.span(phrase))]:
                found[text_of(entity)] = spans
        return {entity: tuple(sorted(spans, key=self._order)) for entity, spans in found.items()}

    def _order(self, span: Span) -> tuple[str, int, int, int, str]:
        sentence = self.sentences[span.sentence]
        return sentence.article, sentence.begin, span.start, span.end, span.rule

    def _read_span(self, iri: str, sentence: Sentence) -> Span:
        length = len(sentence.text)
        start = min(max(0, self._number(iri, "nif:beginIndex") - sentence.begin), length)
        end = min(max(start, self._number(iri, "nif:endIndex") - sentence.begin), length)
        certainty = self._text(iri, "kg:certainty")
        return Span(
            sentence=sentence.iri,
            start=start,
            end=end,
            rule=self._text(iri, "kg:rule"),
            certainty=float(certainty) if certainty else 1.0,
        )

    def _read_sentences(self) -> dict[str, Sentence]:
        wanted = self._graph.towards(self._terms["nif:sentence"])
        read = [self._sentence(text_of(iri)) for iri in wanted]
        return {
            one.iri: one for one in sorted(read, key=lambda one: (one.article, one.begin, one.iri))
        }

    def _sentence(self, iri: str) -> Sentence:
        return Sentence(
            iri=iri,
            article=self._text(iri, "nif:referenceContext"),
            begin=self._number(iri, "nif:beginIndex"),
            text=self._text(iri, "nif:anchorOf"),
        )

    def _read_sources(self) -> dict[str, Source]:
        articles = set(self._graph.having(self._terms["dcterms:identifier"]))
        articles |= {one.article for one in self.sentences.values()}
        read = [self._source(iri) for iri in articles]
        return {
            one.iri: one for one in sorted(read, key=lambda one: (one.published, one.name, one.iri))
        }

    def _source(self, iri: str) -> Source:
        copied = self._text(iri, "kg:copyOf")
        return Source(
            iri=iri,
            name=self._name(iri),
            title=self._text(iri, "schema:headline"),
            publisher=self._label(iri, "schema:publisher"),
            published=self._text(iri, "schema:datePublished"),
            url=self._text(iri, "schema:url"),
            copy_of=self._name(copied) if copied else "",
        )

    def _name(self, article: str) -> str:
        return self._text(article, "dcterms:identifier") or article.rsplit("/", 1)[-1]

    def _label(self, subject: str, property_: str) -> str:
        value = self._text(subject, property_)
        return self._graph.text(value, LABEL) or value

    def _text(self, subject: str, property_: str) -> str:
        return self._graph.text(subject, self._terms[property_])

    def _number(self, subject: str, property_: str) -> int:
        text = self._text(subject, property_)
        return int(text) if text.isdecimal() else 0
