"""Generated articles that mean harm: all are read or named, quotes are what stands at their place,
the graph meets its shapes, the page runs nothing, and their neighbour tells what it tells alone.

`python -m benchmarks.hostile --articles 10000` is the long form, with what each cost.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pyoxigraph as ox
import pytest
from benchmarks.hostile import Outcome, canary, missing, quotes, tried

from kg.extract import Context
from kg.extract.statements import statements
from kg.model import Fact
from kg.pipeline import build


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("hostile")


@pytest.fixture(scope="module")
def outcome(folder: Path) -> Outcome:
    return tried(folder, range(60), workers=1)


def test_hostile_articles_hurt_nobody(outcome: Outcome) -> None:
    assert outcome.faults == ()
    assert len(outcome.report.articles) > 30 and outcome.passages > 1000


def test_what_goes_wrong_would_be_seen(outcome: Outcome, folder: Path) -> None:
    graph = list(ox.parse(path=str(folder / "output" / "graph.ttl")))
    canary_text = folder / "output" / "text" / "canary.txt"
    canary_text.write_text(canary_text.read_text().replace("Norland", "Sudland"))
    assert quotes(graph, folder / "output", outcome.report)[1]
    (folder / "articles" / "lost.txt").write_text("x")
    assert missing(outcome.report, folder / "articles", 62) == ["lost.txt is lost"]
    assert any("Voss" in triple for triple in canary(folder / "alone"))


def test_what_is_cut_within_a_name_stays_in_its_quote(tmp_path: Path) -> None:
    text = f"Norland rejects\n\nNorland {'|' * 300} Cape Sela rejected the truce on Monday.\n"
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    report = build(tmp_path, tmp_path / "out")
    assert report.conforms and len(report.articles[0].cuts) == 1
    graph = list(ox.parse(path=str(tmp_path / "out" / "graph.ttl")))
    assert quotes(graph, tmp_path / "out", report)[1] == []


def test_a_fact_without_a_sentence_is_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """One such fact once ended a build of hundreds of articles."""

    def bare(context: Context) -> Iterator[Fact]:
        for fact in statements(context):
            yield fact
            yield replace(fact, evidence=())

    monkeypatch.setattr("kg.extract.EXTRACTORS", (bare,))
    text = "Ostmark rejects plan\n\nMinister Ilan Reh said that Ostmark had rejected the plan.\n"
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    report = build(tmp_path, tmp_path / "out")
    assert report.conforms and report.facts["statement"] == 1
