"""Corrections of a whole build, by the commands: what they change, and that they can be undone."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from kg.cli import main

COAST = """Norland closes the port of Sund

Published: 24 May 2031

President Ada Voss of Norland on Friday proposed that the Harbour Pact patrol the strait.
"We will never leave the islands," Voss told reporters in Sund. Ostmark rejected the plan.
Ostmark annexed Cape Sela in 2014.
"""
INLAND = """Ostmark welcomes harbour patrols

Published: 2 June 2031

Ostmark on Monday welcomed the plan of Norland to let the Coast Pact patrol the strait.
"We were never against it," Foreign Minister Ilan Reh told the Inland Mirror.
"""


class Corpus:
    """Two articles, and what they are built into."""

    def __init__(self, folder: Path) -> None:
        self.articles, self.output = folder / "articles", folder / "out"
        self.articles.mkdir()
        (self.articles / "a.txt").write_text(COAST, encoding="utf-8")
        (self.articles / "b.txt").write_text(INLAND, encoding="utf-8")
        self.file = self.articles / "corrections.csv"

    def build(self) -> dict[str, bytes]:
        assert main(["build", str(self.articles), "--output", str(self.output)]) == 0
        return {path.name: path.read_bytes() for path in self.output.iterdir() if path.is_file()}

    def run(self, *command: str) -> int:
        places = ["--output", str(self.output), "--corrections", str(self.file)]
        return main([*command, *places])

    def rows(self, question: str, capsys: pytest.CaptureFixture[str]) -> list[dict[str, str]]:
        capsys.readouterr()
        assert main(["query", question, "--output", str(self.output), "--format", "json"]) == 0
        rows = json.loads(capsys.readouterr().out)["results"]["bindings"]
        return [{name: cell["value"] for name, cell in row.items()} for row in rows]


@pytest.fixture
def corpus(tmp_path: Path) -> Corpus:
    return Corpus(tmp_path)


def test_decisions_change_what_they_say_and_can_be_taken_back(
    corpus: Corpus, capsys: pytest.CaptureFixture[str]
) -> None:
    before = corpus.build()
    claims, stands = (corpus.rows(name, capsys) for name in ("territories", "positions"))
    names = {row["name"] for row in corpus.rows("entities", capsys)}
    assert {"Harbour Pact", "Coast Pact"} <= names and claims and stands
    assert corpus.run("same", "Harbour Pact", "d:coast-pact_organization") == 0
    assert corpus.run("reject", claims[0]["claim"]) == 0
    stand = next(row for row in stands if row["stance"] != "neutral")
    assert corpus.run("edit", stand["position"], "stance", "neutral") == 0
    assert "Added 1 line to" in capsys.readouterr().out
    assert corpus.run("same", "d:coast-pact_organization", "Harbour Pact") == 0
    assert "Nothing to add" in capsys.readouterr().out
    after = corpus.build()
    assert not json.loads(after["report.json"])["corrections"]["unmet"]
    assert "not apply" not in capsys.readouterr().out
    now = {row["name"] for row in corpus.rows("entities", capsys)}
    assert names - now == {"Coast Pact"} and now <= names
    assert len(corpus.rows("territories", capsys)) == len(claims) - 1
    changed = corpus.rows("positions", capsys)
    neutral = [row["stance"] for row in stands].count("neutral")
    assert [row["stance"] for row in changed].count("neutral") == neutral + 1
    assert len(changed) == len(stands)
    told = after["graph.ttl"].decode()
    assert told.count("kg:corrected") == 3

    head, *lines = corpus.file.read_text(encoding="utf-8").splitlines(keepends=True)
    corpus.file.write_text(head + "".join(_records(lines)[::-1]), encoding="utf-8")
    assert corpus.build() == after
    old = {row["position"] for row in stands if row["stance"] == "neutral"}
    (edited,) = [r for r in changed if r["stance"] == "neutral" and r["position"] not in old]
    assert corpus.run("edit", edited["position"], "holder", "person: Ilan Reh") == 0
    corpus.build()
    assert "Ilan Reh" in {row["holder"] for row in corpus.rows("positions", capsys)}
    corpus.file.write_text(head, encoding="utf-8")
    assert corpus.build() == before
    corpus.file.unlink()
    assert corpus.build() == before


def _records(lines: list[str]) -> list[str]:
    """The lines of each record together: a cell may hold line breaks."""
    records: list[str] = []
    for line in lines:
        if records and records[-1].count('"') % 2:
            records[-1] += line
        else:
            records.append(line)
    return records


def test_one_name_in_two_articles_is_told_apart(
    corpus: Corpus, capsys: pytest.CaptureFixture[str]
) -> None:
    before = corpus.build()
    assert corpus.run("different", "d:norland_place", "Norland @ b.txt") == 0
    after = corpus.build()
    rows = corpus.rows("mentions", capsys)
    articles = {row["entity"]: row["article"] for row in rows if row["name"] == "Norland"}
    assert sorted(articles.values()) == ["a.txt", "b.txt"]
    assert json.loads(after["report.json"])["conformance"]["conforms"]
    assert corpus.run("same", "Norland @ b.txt", "Norland @ a.txt") == 0
    assert corpus.build()["graph.ttl"] == after["graph.ttl"]
    assert "2 corrections do not apply: different" in capsys.readouterr().out
    corpus.file.unlink()
    assert corpus.build() == before


def test_what_no_longer_applies_is_one_line_of_the_summary(
    corpus: Corpus, capsys: pytest.CaptureFixture[str]
) -> None:
    corpus.file.write_text(
        "decision,what,other,article,sentence,field,value\n"
        "same,Ada Voss,Nobody Atall,,,,\n"
        "reject,position,,c.txt,It rained in Sund on Monday.,,\n",
        encoding="utf-8",
    )
    report = json.loads(corpus.build()["report.json"])
    out = capsys.readouterr().out
    assert "2 corrections do not apply: reject position" in out and "Skipped" not in out
    assert len(report["corrections"]["unmet"]) == 2


def test_a_file_that_is_named_takes_the_place_of_the_one_beside(
    corpus: Corpus, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    head = "decision,what,other,article,sentence,field,value\n"
    corpus.file.write_text(head + "same,Nobody,Somebody,,,,\n", encoding="utf-8")
    (tmp_path / "mine.csv").write_text(head, encoding="utf-8")
    (tmp_path / "kg.toml").write_text('corrections = "mine.csv"\n', encoding="utf-8")
    for option in (["--config", "kg.toml"], ["--corrections", "mine.csv"]):
        places = [str(corpus.articles), "--output", str(corpus.output)]
        assert main(["build", *places, option[0], str(tmp_path / option[1]), "--strict"]) == 0
        assert "not apply" not in capsys.readouterr().out


def test_every_kind_of_fact_can_be_rejected(
    corpus: Corpus, capsys: pytest.CaptureFixture[str]
) -> None:
    corpus.build()
    asked = {"offices": "office", "events": "event", "proposals": "proposal"}
    asked |= {"positions": "position", "territories": "claim", "statements": "statement"}
    facts = {row[column] for name, column in asked.items() for row in corpus.rows(name, capsys)}
    assert len(facts) >= 6
    for fact in sorted(facts):
        assert corpus.run("reject", fact) == 0
    report = json.loads(corpus.build()["report.json"])
    assert not report["corrections"]["unmet"] and report["conformance"]["conforms"]
    assert set(report["counts"]["facts"].values()) == {0}


MISTAKES = {
    "nobody": ["same", "Nobody Atall", "Ada Voss"],
    "one and the same": ["same", "Ada Voss", "d:ada-voss_person"],
    "a person and an organisation": ["same", "Ada Voss", "Harbour Pact"],
    "no fact": ["reject", "d:ada-voss_person"],
    "no field": ["edit", "FACT", "mood", "bad"],
    "no code": ["edit", "FACT", "stance", "agrees"],
    "no date": ["edit", "FACT", "date", "May"],
    "no holder": ["edit", "FACT", "holder", "Nobody Atall"],
}


def test_a_mistake_is_one_line_and_leaves_no_file(
    corpus: Corpus, capsys: pytest.CaptureFixture[str]
) -> None:
    corpus.build()
    fact = corpus.rows("positions", capsys)[0]["position"]
    for mistake in MISTAKES.values():
        assert corpus.run(*(fact if word == "FACT" else word for word in mistake)) == 2
        out, err = capsys.readouterr()
        assert out == "" and err.count("\n") == 1 and not corpus.file.exists(), err
    corpus.file.write_text("decision;what\n", encoding="utf-8")
    assert main(["build", str(corpus.articles), "--output", str(corpus.output)]) == 2
    assert "corrections.csv: line 1: has to name" in capsys.readouterr().err
