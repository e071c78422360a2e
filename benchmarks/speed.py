"""What reading costs on top of the bare language pipeline, on the same texts.

    python benchmarks/speed.py articles

Prints, as shares of the time of the bare pipeline, what our own annotation (names, dates, titles,
quotations, reference) and the extraction of facts take. Processor time, the rounds one after the
other in one process; of each share the median, since machines are never quiet.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from spacy.language import Language

from kg.annotate import annotate, load_pipeline, paragraphs
from kg.entity_base import EntityBase
from kg.extract import extract
from kg.lexicon import Lexicon, load_lexicon
from kg.model import Article
from kg.ontology import load_entities
from kg.read import read


@dataclass(frozen=True, slots=True, kw_only=True)
class Round:
    """Seconds of the processor for all articles, once."""

    bare: float
    annotation: float
    extraction: float
    tokens: int


def bare(articles: list[Article], nlp: Language) -> float:
    """The pipeline as it is loaded, with nothing of ours behind it."""
    begun = time.process_time()
    for article in articles:
        with nlp.memory_zone():
            texts = [text for text in paragraphs(article) if text.strip()]
            for _ in nlp.pipe(texts, batch_size=64):
                pass
    return time.process_time() - begun


def once(articles: list[Article], nlp: Language, base: EntityBase, lexicon: Lexicon) -> Round:
    """The bare pipeline, then annotation and extraction."""
    alone = bare(articles, nlp)
    begun, extraction, tokens = time.process_time(), 0.0, 0
    for annotated in annotate(articles, nlp, base):
        start = time.process_time()
        extract(annotated, lexicon)
        extraction += time.process_time() - start
        tokens += len(annotated.doc)
    annotation = time.process_time() - begun - extraction - alone
    return Round(bare=alone, annotation=annotation, extraction=extraction, tokens=tokens)


def measured(paths: list[Path], times: int) -> Iterator[Round]:
    """As many rounds as wanted, after one that only warms up."""
    articles = [item for item in read(paths) if isinstance(item, Article)]
    nlp, base, lexicon = load_pipeline(), load_entities(), load_lexicon()
    for number in range(times + 1):
        found = once(articles, nlp, base, lexicon)
        if number:
            yield found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("paths", type=Path, nargs="*", default=[Path("articles")])
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args()
    rounds = list(measured(options.paths, options.rounds))
    print(f"bare pipeline: {median(r.tokens / r.bare for r in rounds):,.0f} tokens a second")
    print(f"annotation: {median(r.annotation / r.bare for r in rounds):.0%} on top")
    print(f"extraction: {median(r.extraction / r.bare for r in rounds):.0%} on top")
    print(
        f"together:   {median((r.annotation + r.extraction) / r.bare for r in rounds):.0%} on top"
    )


if __name__ == "__main__":
    main()
