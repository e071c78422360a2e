"""The order of the stages, from files to files. Nothing else knows it.

read -> annotate -> extract -> resolve -> corrected -> to_graph -> validate -> export
"""

from __future__ import annotations

import gc
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from functools import cache, partial
from pathlib import Path

import kg
from kg.annotate import load_pipeline, pipeline_files
from kg.cache import Cache, circumstances
from kg.certainty import surer
from kg.corrections.facts import corrected
from kg.corrections.lines import corrections_beside, read_corrections
from kg.dataset import entitle
from kg.entity_base import EntityBase
from kg.errors import InputError
from kg.export import EXPORTERS
from kg.identifiers import DEFAULT_BASE, Identifiers
from kg.lexicon import load_lexicon
from kg.mapping import to_graph
from kg.model import Article, Extraction, Resolved, Skipped
from kg.ontology import load_entities, load_ontology, ontology_file
from kg.outputs import GRAPH, Delivery, delivery, own_files
from kg.progress import Progress
from kg.provenance import Reading, reading_of
from kg.read import read
from kg.report import Report, ReportedArticle, counts, leading_actors, reported
from kg.resolve import resolve
from kg.settings import Settings
from kg.understand import Reader
from kg.validate import validate
from kg.workers import FEW, cores, read_by


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
    reading = reading_of(kg.__version__, settings)
    base = load_entities(*settings.entities)
    beside = corrections_beside(paths)
    given = [Path(settings.corrections).resolve()] if settings.corrections else beside
    corrections = read_corrections(given, load_ontology().schemes())
    with delivery(output) as files, _told() as progress:
        run = _Run(files=files, reader=_reader(settings, base), progress=progress)
        articles = read(
            paths,
            published=settings.published,
            encoding=settings.encoding,
            leave_out=(*own_files(output), *beside, *given),
        )
        found = resolve(run.extractions(articles, settings), base, corrections)
        run.check()
        resolved = surer(corrected(found, corrections), settings.min_certainty)
        with _nothing_collected():
            report = _write(resolved, run, settings, reading)
        files.deliver()
    return report


def _reader(settings: Settings, base: EntityBase) -> Reader:
    load = cache(lambda: load_pipeline(settings.pipeline))
    if settings.pipeline:
        load()  # so that a wrong name is told first
    return Reader(load=load, base=base, lexicon=load_lexicon(*settings.lexicon))


def _write(resolved: Resolved, run: _Run, settings: Settings, reading: Reading) -> Report:
    """The graph of the corpus, checked and written in every format, and the report about it."""
    ontology = load_ontology()
    run.progress.stage("making the graph")
    graph = to_graph(resolved, ontology, settings.base_iri or DEFAULT_BASE, reading)
    entitle(graph, ontology, settings.title, settings.note)
    run.progress.stage("checking the graph")
    conformance = validate(graph, ontology)
    for ending, export in EXPORTERS.items():
        run.progress.stage(f"writing {GRAPH}.{ending}")
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
    reader: Reader
    progress: Progress
    articles: list[ReportedArticle] = field(default_factory=list)
    skipped: list[Skipped] = field(default_factory=list)

    def extractions(
        self, items: Iterable[Article | Skipped], settings: Settings
    ) -> Iterator[Extraction]:
        """What the articles say; those of the build before that are still the same are not read
        again.
        """
        workers, few = settings.workers or cores(), 0 if settings.workers else FEW
        kept = Cache(
            folder=settings.cache or self.files.cache,
            circumstances=circumstances(*_decisive(settings)),
        )
        read_new = partial(read_by, workers, self.reader, few=few)
        for found in kept.through(self.arriving(items), read_new):
            if isinstance(found, Skipped):
                self.skipped.append(found)
                continue
            text = self.files.add_text(found.article)
            self.articles.append(reported(found.article, text))
            yield found
        if not settings.cache:
            kept.tidy()

    def arriving(self, items: Iterable[Article | Skipped]) -> Iterator[Article]:
        """The articles; what was skipped is set aside."""
        count = 0
        for item in items:
            if isinstance(item, Skipped):
                self.skipped.append(item)
                continue
            count += 1
            self.progress.article(count, item.name)
            yield item

    def check(self) -> None:
        """Raises `InputError` when no article was left to make a graph of."""
        if not self.articles:
            why = "; ".join(f"{skipped.name} {skipped.message}" for skipped in self.skipped[:3])
            raise InputError("nothing could be read", why or "there is no article in these paths")


def _decisive(settings: Settings) -> Iterator[Path]:
    """The files, beside the program's own, by which an article is read as it is."""
    yield pipeline_files(settings.pipeline)
    yield ontology_file("kg.ttl").parent
    yield from (*settings.entities, *settings.lexicon)


@contextmanager
def _nothing_collected() -> Iterator[None]:
    """Python does not look for garbage meanwhile: there is none, and much to look through."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


@contextmanager
def _told() -> Iterator[Progress]:
    """Progress, whose line is cleared for what is printed next, whatever happens."""
    progress = Progress()
    try:
        yield progress
    finally:
        progress.end()
