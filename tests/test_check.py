"""`kg validate` of graphs that exist: as built, in other forms of RDF, broken, forged, or none."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from rdflib import Graph
from tests.conftest import TEXTS

from kg.cli import main
from kg.export import export


@pytest.fixture
def output(folder: Path, tmp_path: Path) -> Path:
    """A graph that may be changed, with the texts of its articles."""
    made = tmp_path / "output"
    (made / "text").mkdir(parents=True)
    (made / "graph.ttl").write_bytes((folder / "graph.ttl").read_bytes())
    for name, text in TEXTS.items():
        (made / "text" / name).write_bytes(text.encode())
    articles = [{"name": name, "text": f"text/{name}"} for name in TEXTS]
    (made / "report.json").write_text(json.dumps({"articles": articles}), encoding="utf-8")
    return made


def edit(output: Path, old: str, new: str) -> None:
    file = output / "graph.ttl"
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")


def test_what_was_built_conforms(output: Path, capsys: pytest.CaptureFixture[str]) -> None:
    triples = len(Graph().parse(output / "graph.ttl"))
    assert main(["validate", str(output)]) == 0
    assert capsys.readouterr().out == f"{output}: conforms ({triples} triples)\n"


@pytest.mark.parametrize("form", ["ntriples", "nquads", "trig", "jsonld", "rdfxml"])
def test_other_forms_of_it_conform(form: str, output: Path, tmp_path: Path) -> None:
    files = export(output / "graph.ttl", form, tmp_path / "files")
    assert main(["validate", str(files[0])]) == 0


def test_what_is_wrong_is_told(output: Path, capsys: pytest.CaptureFixture[str]) -> None:
    edit(output, 'kg:target "patrol plan"@en', 'kg:target "patrol plan"@en ; kg:tward d:cape-sela')
    assert main(["validate", str(output / "graph.ttl")]) == 1
    told = capsys.readouterr().out
    assert "does not conform: 3 violations" in told
    assert "d:position_" in told and "is the name misspelt?" in told
    assert "position.verb Ostmark rejects the patrol plan." in told
    assert main(["validate", str(output), "--most", "1"]) == 1
    assert "and 2 more" in capsys.readouterr().out


def test_a_sentence_forged_with_all_that_stands_in_it_is_told(
    output: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    edit(output, "Norland borders Ostmark", "Norland watches Ostmark")
    assert main(["validate", str(output / "graph.ttl")]) == 0
    capsys.readouterr()
    assert main(["validate", str(output)]) == 1
    assert "at its place in its text" in capsys.readouterr().out


def test_what_is_no_graph_is_told_in_a_line(
    output: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "broken.ttl").write_text("d:a d:b .", encoding="utf-8")
    (tmp_path / "a.doc").write_text("words", encoding="utf-8")
    for name, told in [
        ("broken.ttl", "is not Turtle"),
        ("a.doc", "is no graph file by its name"),
        ("none.ttl", "does not exist"),
        ("", "does not exist"),
    ]:
        assert main(["validate", str(tmp_path / name)]) == 2
        error = capsys.readouterr().err
        assert told in error and error.count("\n") == 1
