"""Builds graphs of generated articles that mean harm, and says what each cost and what held.

    python -m benchmarks.hostile --articles 10000 [--together 500] [--workers 2] [--keep FOLDER]

So many are built `--together`, with the canary among them each time. Ends with 1 where an article
ended a process, took more than two seconds of processor time or more than a gigabyte, where a quote
is not what stands at its place, a graph does not meet its shapes, somebody was asked over the
network, the canary's facts are others than alone, or a page ran anything. Pages are opened where
Chromium is.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from time import process_time
from typing import Any

import pyoxigraph as ox
from benchmarks.hostile_articles import hostile_files
from tests.browsing import ARGUMENTS, CHROMIUM, Browser, check

import kg.pipeline
from kg.export.by_article import by_article
from kg.model import Article, Extraction, Skipped
from kg.ontology import load_ontology
from kg.report import Report
from kg.settings import Settings
from kg.understand import Reader

MOST_SECONDS, MOST_BYTES = 2.0, 1_000_000_000
_VISIT = """() => {
  const some = (all) => all.filter((_, n) => n % Math.ceil(all.length / 12) === 0);
  const see = (pick) => KG.go({ pick }, false);
  for (const node of some(KG.nodes)) see("node:" + node.id);
  for (const fact of some(KG.facts)) see("fact:" + fact.id);
  for (const view of ["map", "positions", "territories", "timeline", "compare", "articles"])
    KG.go({ view, pick: "" }, false);
  for (const article of some(KG.articles)) see("article:" + article.name);
}"""
NIF = "http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#"


@dataclass(frozen=True, slots=True, kw_only=True)
class Cost:
    """What one article took: processor time, and memory at its peak beyond what there was."""

    name: str
    seconds: float
    bytes: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What a build of hostile articles came to; `faults` is empty where all held."""

    report: Report
    costs: tuple[Cost, ...]
    passages: int
    faults: tuple[str, ...]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--articles", type=int, default=1000)
    parser.add_argument("--together", type=int, default=500)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--keep", type=Path, help="a new folder for articles and outputs")
    options = parser.parse_args()
    connections: list[str] = []
    sys.addaudithook(partial(_heard, connections))
    outcomes: list[Outcome] = []
    with TemporaryDirectory() as scratch:
        for first in range(0, options.articles, options.together):
            folder = (options.keep or Path(scratch)) / str(first)
            numbers = range(first, min(first + options.together, options.articles))
            outcomes.append(tried(folder, numbers, options.workers))
            told(outcomes)
            print(*outcomes[-1].faults, sep="\n", flush=True)
    faults = [*(fault for outcome in outcomes for fault in outcome.faults), *connections]
    print(*connections, f"{len(faults)} faults", sep="\n")
    return bool(faults)


def tried(folder: Path, numbers: range, workers: int) -> Outcome:
    """Builds articles of these numbers in a folder, and the canary alone."""
    files = hostile_files(folder / "articles", numbers)
    costs = folder / "costs"
    report = build_measured([folder / "articles"], folder / "output", workers, costs)
    build_measured([folder / "articles" / "canary.txt"], folder / "alone", 1, folder / "cost")
    measured = tuple(Cost(**json.loads(line)) for line in costs.read_text().splitlines())
    graph = list(ox.parse(path=str(folder / "output" / "graph.ttl")))
    passages, wrong = quotes(graph, folder / "output", report)
    faults = [
        *(f"{c.name} took {c.seconds:.1f} s" for c in measured if c.seconds > MOST_SECONDS),
        *(f"{c.name} took {c.bytes:,} bytes" for c in measured if c.bytes > MOST_BYTES),
        *(f"{s.name} {s.message}" for s in report.skipped if s.reason in ("failed", "bug")),
        *wrong,
        *([] if report.conforms else ["the graph does not meet its shapes"]),
        *missing(report, folder / "articles", files),
    ]
    if canary(folder / "output") != canary(folder / "alone") or not canary(folder / "alone"):
        faults.append("the canary tells other facts than alone")
    if CHROMIUM.exists():
        faults += page_faults(folder / "output" / "graph.html")
    return Outcome(report=report, costs=measured, passages=passages, faults=tuple(faults))


def build_measured(paths: list[Path], output: Path, workers: int, costs: Path) -> Report:
    """A build whose readers write what each article takes into a file."""
    was, kg.pipeline.Reader = kg.pipeline.Reader, partial(_Measured, costs=costs)  # type: ignore[misc,assignment]
    try:
        return kg.pipeline.build(paths, output, Settings(workers=workers))
    finally:
        kg.pipeline.Reader = was  # type: ignore[misc]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Measured(Reader):
    costs: Path

    def read(self, articles: Iterable[Article]) -> Iterator[Extraction | Skipped]:
        self.load()
        begun: list[Any] = []
        for found in super(_Measured, self).read(_noted(articles, begun)):
            name, since, memory = begun[-1]
            cost = {"seconds": process_time() - since, "bytes": _peak() - memory}
            with self.costs.open("a", encoding="utf-8") as file:
                file.write(json.dumps({"name": name, **cost}) + "\n")
            yield found


def _noted(articles: Iterable[Article], begun: list[Any]) -> Iterator[Article]:
    for article in articles:
        Path("/proc/self/clear_refs").write_text("5", encoding="ascii")  # the peak is now
        begun[:] = [(article.name, process_time(), _peak())]
        yield article


def _peak() -> int:
    """The most memory that this process has had since its peak was reset."""
    lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    return next(int(line.split()[1]) * 1024 for line in lines if line.startswith("VmHWM"))


def quotes(graph: list[Any], output: Path, report: Report) -> tuple[int, list[str]]:
    """How many passages there are, and those that are not what stands at their place."""
    texts = {one.name: (output / one.text).read_bytes().decode() for one in report.articles}
    names = {t.subject: t.object.value for t in graph if t.predicate.value.endswith("/identifier")}
    found: dict[Any, dict[str, Any]] = {}
    for triple in graph:
        if triple.predicate.value.startswith(NIF):
            term = triple.predicate.value.removeprefix(NIF)
            found.setdefault(triple.subject, {})[term] = triple.object
    cited = {node: one for node, one in found.items() if "anchorOf" in one}
    wrong = []
    for node, one in cited.items():
        text = texts[names[one["referenceContext"]]]
        at = slice(int(one["beginIndex"].value), int(one["endIndex"].value))
        if text[at] != one["anchorOf"].value:
            wrong.append(f"{node.value} quotes {one['anchorOf'].value!r}, there is {text[at]!r}")
    return len(cited), wrong


def missing(report: Report, folder: Path, files: int) -> list[str]:
    """Files of which the report says nothing."""
    told = {one.name.partition("#")[0] for one in (*report.articles, *report.skipped)}
    names = {path.name for path in folder.iterdir()}
    assert len(names) == files
    return [f"{name} is lost" for name in sorted(names - told)]


def canary(output: Path) -> list[str]:
    """What a graph has of the canary, as sorted triples."""
    graphs = by_article(list(ox.parse(path=str(output / "graph.ttl"))), load_ontology())  # type: ignore[arg-type]
    for triples in graphs.values():
        if any(getattr(triple.object, "value", "") == "canary.txt" for triple in triples):
            return sorted(map(str, triples))
    return []


def page_faults(page: Path) -> list[str]:
    """What the page ran, asked for or complained about; in a thread, since a browser that somebody
    else has open keeps this one busy.
    """
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(_page_faults, page).result()


def _page_faults(page: Path) -> list[str]:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as engine:
        browser = Browser(engine.chromium.launch(executable_path=str(CHROMIUM), args=ARGUMENTS))
        shown = browser.open(page)
        scripts = shown.locator("script").count()
        shown.evaluate(_VISIT)
        ran = shown.evaluate("window.hit") is not None or shown.locator("script").count() != scripts
        strange = check(shown, "strange")
        browser.chromium.close()
    return [*browser.faults, *map(str, strange), *(["the page ran a script"] if ran else [])]


def told(outcomes: list[Outcome]) -> None:
    """Prints what the builds so far came to."""
    costs = [cost for outcome in outcomes for cost in outcome.costs]
    slowest = max(costs, key=lambda cost: cost.seconds)
    largest = max(costs, key=lambda cost: cost.bytes)
    middle = sorted(cost.seconds for cost in costs)[len(costs) // 2]
    reports = [outcome.report for outcome in outcomes]
    print(
        f"{len(outcomes)} builds: {sum(len(r.articles) for r in reports):,} articles read, "
        f"{sum(len(r.skipped) for r in reports):,} named and left out; "
        f"{sum(sum(r.facts.values()) for r in reports):,} facts, "
        f"{sum(r.triples for r in reports):,} triples, "
        f"{sum(outcome.passages for outcome in outcomes):,} quotes compared with their places; "
        f"slowest {slowest.seconds:.2f} s ({slowest.name}), median {middle:.3f} s; "
        f"most memory {largest.bytes / 1e6:.0f} MB ({largest.name}); "
        f"{sum(len(outcome.faults) for outcome in outcomes)} faults",
        flush=True,
    )


def _heard(connections: list[str], event: str, arguments: tuple[Any, ...]) -> None:
    """Python tells of each connection and each name that is looked up, in its own code."""
    if event in ("socket.getaddrinfo", "socket.gethostbyname"):
        connections.append(f"asked for {arguments[0]}")
    elif event == "socket.connect" and isinstance(arguments[1], tuple):
        connections.append(f"connected to {arguments[1]}")


if __name__ == "__main__":
    sys.exit(main())
