"""The order of the stages, from files to files. Nothing else knows it.

read -> annotate -> extract -> resolve -> corrected -> to_graph -> validate -> export
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path

from kg.annotate import annotate, load_pipeline
from kg.certainty import surer
from kg.corrections.facts import corrected
from kg.corrections.lines import corrections_beside, read_corrections
from kg.errors import InputError
from kg.export import EXPORTERS
from kg.extract import extract
from kg.faults import fault
from kg.identifiers import DEFAULT_BASE, Identifiers
from kg.known import EntityBase
from kg.lexicon import Lexicon, load_lexicon
from kg.mapping import to_graph
from kg.model import Article, Extraction, Resolved, Skipped
from kg.ontology import load_entities, load_ontology
from kg.outputs import GRAPH, Delivery, delivery, own_files
from kg.read import read
from kg.report import Report, ReportedArticle, counts, leading_actors, reported
from kg.resolve import resolve
from kg.settings import Settings
from kg.validate import validate

ARTICLE_FAULTS = (
    ArithmeticError,
    AssertionError,
    AttributeError,
    LookupError,
    RuntimeError,
    TypeError,
    ValueError,
)
"""What the reading of one odd article may raise: it is named in the report, and the run goes on."""
_PROBLEM = "could not be understood ({}); the rest was built without it"


def build(
    paths: Path | str | Iterable[Path | str],
    output: Path | str,
    settings: Settings | None = None,
) -> Report:
    """Reads articles and leaves `graph.ttl`, `graph.html`, `report.json` and `text/` in `output`.

    `paths` are files and folders, or one of them. Raises `InputError` when nothing can be read,
    `OutputError` when something cannot be written; then the folder is as it was.
    """
    settings = settings or Settings()
    paths = [paths] if isinstance(paths, (str, Path)) else list(paths)
    output = Path(output)
    Identifiers(settings.base_iri or DEFAULT_BASE)  # refuses a base that is no IRI, before the work
    base = load_entities(*settings.entities)
    lexicon = load_lexicon(*settings.lexicon)
    beside = corrections_beside(paths)
    given = [Path(settings.corrections).resolve()] if settings.corrections else beside
    corrections = read_corrections(given, load_ontology().schemes())
    with delivery(output) as files, _progress_ends():
        run = _Run(files=files, base=base, lexicon=lexicon, pipeline=settings.pipeline)
        articles = read(
            paths,
            published=settings.published,
            encoding=settings.encoding,
            leave_out=(*own_files(output), *beside, *given),
        )
        found = resolve(run.extractions(articles), base, corrections)
        run.check()
        resolved = surer(corrected(found, corrections), settings.min_certainty)
        report = _write(resolved, run, settings)
        files.deliver()
    return report


def _write(resolved: Resolved, run: _Run, settings: Settings) -> Report:
    """The graph of the corpus, checked and written in every format, and the report about it."""
    ontology = load_ontology()
    progress("making the graph")
    graph = to_graph(resolved, ontology, settings.base_iri or DEFAULT_BASE)
    progress("checking the graph")
    conformance = validate(graph, ontology)
    for ending, export in EXPORTERS.items():
        progress(f"writing {GRAPH}.{ending}")
        export(graph, ontology, run.files.stage / f"{GRAPH}.{ending}")
    entities, facts = counts(resolved)
    report = Report(
        articles=tuple(run.articles),
        skipped=tuple(sorted(run.skipped, key=lambda skipped: (skipped.name, skipped.reason))),
        entities=entities,
        facts=facts,
        mentions=len(resolved.mentions),
        triples=len(graph),
        actors=leading_actors(resolved),
        unmet=resolved.unmet,
        conforms=conformance.conforms,
        violations=tuple(asdict(violation) for violation in conformance.violations),
    )
    run.files.add_report(report.to_json())
    return report


@dataclass(slots=True, kw_only=True)
class _Run:
    """What one build remembers about the articles that have passed."""

    files: Delivery
    base: EntityBase
    lexicon: Lexicon
    pipeline: str | None
    articles: list[ReportedArticle] = field(default_factory=list)
    skipped: list[Skipped] = field(default_factory=list)

    def extractions(self, items: Iterable[Article | Skipped]) -> Iterator[Extraction]:
        """One article after the other through annotation and extraction."""
        nlp = load_pipeline(self.pipeline)
        arriving = _Arriving(items=iter(items), skipped=self.skipped)
        while not arriving.done:
            try:
                for annotated in annotate(arriving, nlp, self.base):
                    extraction = extract(annotated, self.lexicon)
                    self.articles.append(
                        reported(annotated.article, self.files.add_text(annotated.article))
                    )
                    yield extraction
            except ARTICLE_FAULTS as error:
                if not arriving.name:
                    raise
                self.skipped.append(fault(arriving.name, error, _PROBLEM))

    def check(self) -> None:
        """Raises `InputError` when no article was left to make a graph of."""
        if not self.articles:
            why = "; ".join(f"{skipped.name} {skipped.message}" for skipped in self.skipped[:3])
            raise InputError("nothing could be read", why or "there is no article in these paths")


@dataclass(slots=True, kw_only=True)
class _Arriving:
    """Hands over articles, sets aside what was skipped, and knows which one is being worked on."""

    items: Iterator[Article | Skipped]
    skipped: list[Skipped]
    name: str = ""
    count: int = 0
    done: bool = False

    def __iter__(self) -> Iterator[Article]:
        for item in self._fetched():
            if isinstance(item, Skipped):
                self.skipped.append(item)
                continue
            self.name, self.count = item.name, self.count + 1
            progress(f"{self.count} {self.name}")
            yield item
        self.done = True

    def _fetched(self) -> Iterator[Article | Skipped]:
        """The items; while one is being fetched no article is at work."""
        self.name = ""
        for item in self.items:
            yield item
            self.name = ""


@contextmanager
def _progress_ends() -> Iterator[None]:
    """Whatever happens, the line of progress is cleared for what is printed next."""
    try:
        yield
    finally:
        progress("")


def progress(text: str) -> None:
    """One line on the terminal that replaces itself; nothing where nobody is looking."""
    if sys.stderr.isatty():
        print(f"\r\x1b[2K{text}", end="", file=sys.stderr, flush=True)
