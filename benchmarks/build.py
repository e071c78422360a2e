"""What a whole build costs, stage by stage, next to the bare language pipeline.

    python benchmarks/build.py articles --articles 200

The articles are varied (`varied.py`) until there are as many as wanted, and built in this process
under clocks: processor seconds, so that other work on the machine counts little, and all shares
from one pass. The pipeline is what spaCy takes within the build; the same without anything of ours
is run once more behind it.
"""

from __future__ import annotations

import argparse
import resource
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from functools import wraps
from pathlib import Path
from typing import Any

from speed import bare
from varied import sources, write

import kg.annotate
import kg.export
import kg.pipeline
from kg.model import Article
from kg.read import read
from kg.settings import Settings

_START = time.process_time()
"""What it took to get here: Python and all imports."""


class Clocks:
    """Processor seconds by stage; what a stage asks of another counts there."""

    def __init__(self) -> None:
        self.seconds: Counter[str] = Counter()
        self._open = ["else"]
        self._since = time.process_time()

    @contextmanager
    def of(self, stage: str) -> Iterator[None]:
        self._turn()
        self._open.append(stage)
        try:
            yield
        finally:
            self._turn()
            self._open.pop()

    def _turn(self) -> None:
        now = time.process_time()
        self.seconds[self._open[-1]] += now - self._since
        self._since = now

    def function(self, stage: str, call: Callable[..., Any]) -> Callable[..., Any]:
        @wraps(call)
        def clocked(*args: Any, **options: Any) -> Any:
            with self.of(stage):
                return call(*args, **options)

        return clocked

    def items(self, stage: str, call: Callable[..., Iterable[Any]]) -> Callable[..., Any]:
        """The same for a function that gives one thing after the other."""

        @wraps(call)
        def clocked(*args: Any, **options: Any) -> Iterator[Any]:
            waiting = iter(call(*args, **options))
            while True:
                with self.of(stage):
                    try:
                        item = next(waiting)
                    except StopIteration:
                        return
                yield item

        return clocked


def clock(clocks: Clocks) -> None:
    """Puts clocks on the stages of the build."""
    stages, annotating = kg.pipeline, kg.annotate
    for stage, name in (
        ("load", "load_pipeline"),
        ("load", "load_entities"),
        ("extract", "extract"),
        ("resolve", "resolve"),
        ("graph", "to_graph"),
        ("check", "validate"),
    ):
        setattr(stages, name, clocks.function(stage, getattr(stages, name)))
    for name in ("read", "annotate"):
        setattr(stages, name, clocks.items(name, getattr(stages, name)))
    annotating._parse = clocks.function("pipeline", annotating._parse)  # type: ignore[assignment]
    for ending, write_it in kg.export.EXPORTERS.items():
        kg.export.EXPORTERS[ending] = clocks.function(f"write {ending}", write_it)


def measure(folder: Path, output: Path, clocks: Clocks) -> None:
    clock(clocks)
    with clocks.of("else"):
        report = kg.pipeline.build(folder, output, Settings())
    print(
        f"{len(report.articles):,} articles, {report.triples:,} triples,"
        f" {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:,.0f} MB at most"
    )


def show(clocks: Clocks, alone: float) -> None:
    """The seconds, and what they are in hundredths of the pipeline's."""
    pipeline = clocks.seconds["pipeline"]
    rows = {"start": _START, **clocks.seconds, "whole": _START + clocks.seconds.total()}
    for stage, seconds in rows.items():
        print(f"{stage:12}{seconds:8.2f} s {seconds / pipeline:8.1%}")
    print(f"{'bare':12}{alone:8.2f} s {alone / pipeline:8.1%}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("paths", type=Path, nargs="*", default=[Path("articles")])
    parser.add_argument("--articles", type=int, default=200)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as place:
        folder, clocks = Path(place, "articles"), Clocks()
        write(sources(options.paths), options.articles, folder)
        measure(folder, Path(place, "output"), clocks)
        articles = [item for item in read([folder]) if isinstance(item, Article)]
        show(clocks, bare(articles, kg.annotate.load_pipeline()))


if __name__ == "__main__":
    main()
