"""Articles -> extractions, in this process: annotated and read for facts, one after the other."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import chain

from kg.annotate import Pipeline, annotate
from kg.entity_base import EntityBase
from kg.extract import extract
from kg.faults import fault
from kg.lexicon import Lexicon
from kg.model import Article, Extraction, Skipped

ARTICLE_FAULTS = (
    ArithmeticError,
    AssertionError,
    AttributeError,
    LookupError,
    MemoryError,
    RuntimeError,
    TypeError,
    ValueError,
)
"""What the reading of one odd article may raise: it is named in the report, and the run goes on."""
PROBLEM = "could not be understood ({}); the rest was built without it"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reader:
    """Reads articles by one pipeline, entity base and lexicon. `load` gives the pipeline when the
    first article comes.
    """

    load: Callable[[], Pipeline]
    base: EntityBase
    lexicon: Lexicon

    def read(self, articles: Iterable[Article]) -> Iterator[Extraction | Skipped]:
        """What each article says, in their order; one that cannot be understood is `Skipped`."""
        waiting = iter(articles)
        for first in waiting:
            nlp, arriving = self.load(), _Arriving(items=chain([first], waiting))
            while not arriving.done:
                try:
                    for annotated in annotate(arriving, nlp, self.base):
                        yield extract(annotated, self.lexicon)
                except ARTICLE_FAULTS as error:
                    if not arriving.name:
                        raise
                    yield fault(arriving.name, error, PROBLEM)


@dataclass(slots=True, kw_only=True)
class _Arriving:
    """Hands over articles, and knows which one is being worked on; while one is being fetched, none
    is.
    """

    items: Iterator[Article]
    name: str = ""
    done: bool = False

    def __iter__(self) -> Iterator[Article]:
        self.name = ""
        for item in self.items:
            self.name = item.name
            yield item
            self.name = ""
        self.done = True


def failed(name: str, why: str) -> Skipped:
    """An article that was given up."""
    return Skipped(name=name, reason="failed", message=PROBLEM.format(why))
