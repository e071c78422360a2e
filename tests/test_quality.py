"""Quality: articles of our own, annotated by hand, are read no worse than the floors say.

`data/quality/floors.json` holds an F1 for each kind of fact; a floor may rise and never falls. The
articles are there to measure, not to tune to.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.quality_score import KINDS, Tally, found_rows, gold_rows, scored

from kg.annotate import Annotated, annotate, load_pipeline
from kg.extract import extract
from kg.lexicon import load_lexicon
from kg.model import Article
from kg.ontology import load_entities
from kg.resolve import resolve

QUALITY = Path(__file__).parent / "data" / "quality"
FLOORS = json.loads((QUALITY / "floors.json").read_text(encoding="utf-8"))


def articles() -> Iterator[Article]:
    index = (QUALITY / "articles" / "index.jsonl").read_text(encoding="utf-8")
    for row in map(json.loads, index.splitlines()):
        text = (QUALITY / "articles" / f"{row['id']}.txt").read_text(encoding="utf-8")
        published = dt.date.fromisoformat(row["published"])
        yield Article(name=row["id"], text=text, title=row["title"], published=published)


@pytest.fixture(scope="module")
def tallies() -> dict[str, Tally]:
    """Each kind summed over the articles."""
    base, lexicon = load_entities(), load_lexicon()
    total = {kind: Tally() for kind in KINDS}
    for read in annotate(articles(), load_pipeline(), base):
        assert isinstance(read, Annotated)
        found = found_rows(resolve([extract(read, lexicon)], base), read.article.name)
        gold = gold_rows(QUALITY / "gold" / f"{read.article.name}.jsonl")
        for kind, tally in scored(gold, found, read.article.text).items():
            one = total[kind]
            one.wanted, one.met = one.wanted + tally.wanted, one.met + tally.met
            one.found, one.right = one.found + tally.found, one.right + tally.right
    return total


@pytest.mark.parametrize("kind", KINDS)
def test_no_kind_is_read_worse_than_before(kind: str, tallies: dict[str, Tally]) -> None:
    assert tallies[kind].f1 >= FLOORS["f1"][kind], tallies[kind]


def test_the_corpus_is_the_one_that_the_floors_were_set_on() -> None:
    digest = hashlib.sha256()
    for path in sorted(QUALITY.glob("*/*")):
        digest.update(path.read_bytes())
    assert digest.hexdigest()[:16] == FLOORS["corpus"], "set the floors anew on a changed corpus"


def test_every_annotation_is_in_its_article() -> None:
    for article in articles():
        for row in gold_rows(QUALITY / "gold" / f"{article.name}.jsonl"):
            assert row["kind"] in KINDS and row["article"] == article.name
            assert all(quote in article.text for quote in (row["evidence"], *row.get("also", ())))


PERFECT = [
    {"kind": "office", "person": "Jane Doe", "title": "Mayor", "of": "Porto", "evidence": "Mayor"},
    {"kind": "office", "person": "Max Roe", "title": "Judge", "of": "", "evidence": "Judge"},
]


@pytest.mark.parametrize(
    ("found", "f1"),
    [
        ([("Doe", "Mayor"), ("Max Roe", "Judge")], 1.0),
        ([("Jane Doe", "Mayor")], 2 / 3),
        ([("Jane Doe", "Mayor"), ("Doe", "Mayor")], 0.5),
        ([("Jane Doe", "Judge")], 0.0),
        ([], 0.0),
    ],
    ids=["all", "one", "twice", "wrong", "none"],
)
def test_the_scorer(found: list[tuple[str, str]], f1: float) -> None:
    rows = [{"kind": "office", "person": p, "title": t, "spans": [(0, 5)]} for p, t in found]
    assert scored(PERFECT, rows, "Mayor Judge")["office"].f1 == pytest.approx(f1)
