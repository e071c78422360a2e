"""What is doubtful: in which order, with which sentences, and that commands come of it."""

from __future__ import annotations

import shlex
from dataclasses import replace
from pathlib import Path

import pytest
from tests.conftest import ENTITIES, corpus, told

from kg.cli import main
from kg.corrections.lines import Correction
from kg.export.turtle import write_turtle
from kg.mapping import to_graph
from kg.model import Entity, Resolved
from kg.ontology import Ontology
from kg.review import alike, review

LIKE = Entity(key="like", type="person", name="Ada Vos")


def written(folder: Path, ontology: Ontology, resolved: Resolved) -> Path:
    write_turtle(to_graph(resolved, ontology), ontology, folder / "graph.ttl")
    return folder


@pytest.fixture
def output(tmp_path: Path, ontology: Ontology) -> Path:
    found = corpus()
    entities = {entity.key: entity for entity in (*ENTITIES, LIKE)}
    mentions = (*found.mentions, told("b.txt", "Voss met", "like"))
    return written(tmp_path, ontology, replace(found, entities=entities, mentions=mentions))


def commands(text: str) -> list[list[str]]:
    return [shlex.split(line)[1:4] for line in text.splitlines() if not line.startswith("#")]


def test_what_is_doubtful_comes_as_commands_with_sentences(output: Path) -> None:
    text = review(output)
    found = commands(text)
    assert ["same", "d:ada-voss", "d:ada-vos_person"] in found
    rejected = [fact.partition("_")[0] for decision, fact, _ in found if decision == "reject"]
    assert "d:territory" in rejected and rejected.count("d:position") >= 2
    assert "# against d:position_" in text and "#   b.txt: Ostmark now welcomes" in text
    assert all(line[0] == "#" or line.startswith("kg ") for line in text.splitlines())


def test_contradictions_come_first_and_only_so_many_are_told(output: Path) -> None:
    text = review(output, most=1)
    assert len(commands(text)) == 1 and "contradicts 1" in text
    assert review(output, most=0) == ""


def test_what_was_decided_is_not_asked_again(output: Path, ontology: Ontology) -> None:
    apart = Correction(decision="different", what="person: Ada Vos", other="Ada Voss")
    assert "same" not in {c[0] for c in commands(review(output, [apart]))}
    facts = tuple(replace(f, corrected=("stance: so → so",)) for f in corpus().facts)
    seen = written(output, ontology, replace(corpus(), facts=facts))
    assert commands(review(seen)) == []


def test_a_command_can_be_run_as_it_is(output: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = output / "my corrections.csv"
    where = ["--output", str(output), "--corrections", str(file)]
    assert main(["review", *where]) == 0
    lines = [line for line in capsys.readouterr().out.splitlines() if line[0] != "#"]
    for line in lines:
        assert main(shlex.split(line)[1:]) == 0
    assert file.read_text(encoding="utf-8").count("\nsame,") == 1
    assert main(["review", *where]) == 0
    assert "kg same" not in capsys.readouterr().out


def test_a_text_cannot_become_a_command(tmp_path: Path, ontology: Ontology) -> None:
    entities = [replace(LIKE, name=name) for name in ("Ada\nrm -rf / Voss", "Ada rm -rf / Voss")]
    keyed = {str(i): replace(e, key=str(i)) for i, e in enumerate(entities)}
    text = review(
        written(tmp_path, ontology, replace(corpus(), entities=keyed, facts=(), mentions=()))
    )
    assert commands(text) and all(line[:3] in ("kg ", "# A", "#  ") for line in text.splitlines())


@pytest.mark.parametrize(
    ("one", "other", "person", "near"),
    [
        ("ada voss", "ada vos", True, True),
        ("voss", "ada voss", True, True),
        ("a voss", "ada voss", True, True),
        ("max roe", "moritz roe", True, False),
        ("sudan", "south sudan", False, False),
        ("niger", "nigeria", False, False),
        ("harbour pact", "harbor pact", False, True),
    ],
)
def test_names_that_are_nearly_one(one: str, other: str, person: bool, near: bool) -> None:
    assert (alike(one.split(), other.split(), person=person) >= 0.85) is near
