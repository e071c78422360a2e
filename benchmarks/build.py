"""What a whole build costs, stage by stage, next to the bare language pipeline.

    python benchmarks/build.py articles --articles 200

The articles are varied (`varied.py`) until there are as many as wanted, and built in this process
under clocks: processor seconds, so that other work on the machine counts little, and all shares
from one pass. The pipeline is what spaCy takes within the build; "bare" is the same run once more
without anything of ours. Then one article is changed and all built again.
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
import kg.cache
import kg.export
import kg.pipeline
import kg.understand
from kg.annotate import load_pipeline
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

    def restart(self) -> None:
        self.seconds.clear()
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
    for stage, module, name in (
        ("load", kg.pipeline, "load_pipeline"),
        ("load", kg.pipeline, "load_entities"),
        ("pipeline", kg.annotate, "_parse"),
        ("extract", kg.understand, "extract"),
        ("cache", kg.pipeline, "circumstances"),
        ("cache", kg.cache, "to_text"),
        ("cache", kg.cache, "from_text"),
        ("resolve", kg.pipeline, "resolve"),
        ("graph", kg.pipeline, "to_graph"),
        ("check", kg.pipeline, "validate"),
    ):
        setattr(module, name, clocks.function(stage, getattr(module, name)))
    for stage, module, name in (
        ("read", kg.pipeline, "read"),
        ("annotate", kg.understand, "annotate"),
    ):
        setattr(module, name, clocks.items(stage, getattr(module, name)))
    for ending, write_it in kg.export.EXPORTERS.items():
        kg.export.EXPORTERS[ending] = clocks.function(f"write {ending}", write_it)


def build(folder: Path, output: Path, clocks: Clocks) -> None:
    """One build under clocks."""
    with clocks.of("else"):
        report = kg.pipeline.build(folder, output, Settings(workers=1))
    print(
        f"{len(report.articles):,} articles, {report.triples:,} triples,"
        f" {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:,.0f} MB at most"
    )


def show(seconds: Counter[str], pipeline: float) -> None:
    """The seconds, and what they are in hundredths of the pipeline's."""
    for stage, own in seconds.items():
        print(f"{stage:12}{own:8.2f} s {own / pipeline:8.1%}")
    print()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("paths", type=Path, nargs="*", default=[Path("articles")])
    parser.add_argument("--articles", type=int, default=200)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as place:
        folder, output, clocks = Path(place, "articles"), Path(place, "output"), Clocks()
        write(sources(options.paths), options.articles, folder)
        clock(clocks)
        build(folder, output, clocks)
        first = Counter({"start": _START, **clocks.seconds})
        first["whole"] = first.total()
        first["bare"] = bare([a for a in read([folder]) if isinstance(a, Article)], load_pipeline())
        show(first, first["pipeline"])
        (folder / "v000000.txt").write_text("The port of Sund is closed.", encoding="utf-8")
        clocks.restart()
        build(folder, output, clocks)
        again = Counter({"start": _START, **clocks.seconds})
        again["whole"] = again.total()
        show(again, first["pipeline"])


if __name__ == "__main__":
    main()
