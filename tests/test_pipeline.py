"""A build from files to files: what it leaves, and that it leaves the same every time."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from spacy.language import Language
from spacy.tokens import Doc

from kg.annotate import load_pipeline
from kg.errors import InputError, OutputError
from kg.outputs import delivery, text_name
from kg.pipeline import build
from kg.settings import Settings

COAST = """Norland closes the port of Sund

Published: 24 May 2031

SUND - President Ada Voss of Norland on Friday proposed that the Harbour Pact patrol the strait.
"We will never leave the islands," Voss told reporters in Sund.

Ostmark, which annexed Cape Sela in 2014, rejected the plan. Foreign Minister Ilan Reh said that
his country would not accept foreign ships.

Read more:
- Why the ferry strike will not end soon
"""
INLAND = """Ostmark welcomes harbour patrols

Published: 2 June 2031

Ostmark on Monday welcomed the plan of Norland to let the Harbour Pact patrol the strait, its
foreign ministry said. "We were never against it," Foreign Minister Ilan Reh told the Inland Mirror.
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two reports and a wire copy, one empty file, one picture that says it is text."""
    path = tmp_path / "articles"
    path.mkdir()
    (path / "a.txt").write_text(COAST, encoding="utf-8")
    (path / "b.txt").write_text(INLAND, encoding="utf-8")
    (path / "copy.txt").write_text(COAST.replace("24 May", "25 May"), encoding="utf-8")
    (path / "empty.txt").write_bytes(b"")
    (path / "photo.txt").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(50))
    return path


@pytest.fixture
def output(tmp_path: Path) -> Path:
    return tmp_path / "out"


def contents(folder: Path) -> dict[str, bytes]:
    """What lies in an output folder for everybody to see."""
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted((*folder.glob("[!.]*"), *(folder / "text").glob("*")))
        if path.is_file()
    }


def test_a_build_leaves_graph_page_report_and_texts(folder: Path, output: Path) -> None:
    report = build([folder], output)
    assert set(contents(output)) == {
        "graph.html",
        "graph.ttl",
        "manifest.json",
        "report.json",
        "text/a.txt",
        "text/b.txt",
        "text/copy.txt",
    }
    assert (output / "text" / "a.txt").read_text(encoding="utf-8") == COAST
    assert report.facts["statement"] >= 2 and report.triples > 100


def test_the_report_tells_what_was_read_left_out_and_skipped(folder: Path, output: Path) -> None:
    build([folder], output)
    report = json.loads((output / "report.json").read_bytes())
    first, _, copy = report["articles"]
    assert (first["name"], first["published"]) == ("a.txt", "2031-05-24")
    assert copy["copy_of"] == "a.txt"
    cut = first["cuts"][-1]
    assert (cut["cue"], cut["excerpt"]) == (
        "read-more-list",
        "- Why the ferry strike will not end soon",
    )
    assert COAST[cut["start"] : cut["end"]] == cut["excerpt"]
    assert [(s["name"], s["reason"]) for s in report["skipped"]] == [
        ("empty.txt", "empty"),
        ("photo.txt", "binary"),
    ]
    assert report["counts"]["articles"] == 3
    assert report["counts"]["independent_articles"] == 2
    assert report["conformance"] == {"conforms": True, "violations": []}


def test_the_report_names_no_place_on_this_machine(folder: Path, output: Path) -> None:
    build([folder], output)
    assert str(folder.parent) not in (output / "report.json").read_text(encoding="utf-8")


def test_one_path_and_texts_for_paths_and_dates_are_taken(folder: Path, output: Path) -> None:
    told = Settings(published="2031-05-24")  # type: ignore[arg-type]
    one = build(str(folder), str(output), told)
    assert [a.name for a in one.articles] == [a.name for a in build([folder], output).articles]
    with pytest.raises(InputError, match="'24 May' is no date"):
        Settings(published="24 May")  # type: ignore[arg-type]


def test_the_same_articles_give_the_same_bytes(folder: Path, output: Path, tmp_path: Path) -> None:
    build([folder], output)
    before = contents(output)
    build([folder], output)
    assert contents(output) == before
    build(sorted(folder.iterdir(), reverse=True), tmp_path / "again")
    assert contents(tmp_path / "again") == before


def test_a_build_into_its_own_articles_is_refused(folder: Path) -> None:
    before = contents(folder)
    with pytest.raises(OutputError, match="no build made it"):
        build([folder], folder)
    assert contents(folder) == before


def test_a_build_among_its_articles_does_not_read_itself(folder: Path) -> None:
    first = build([folder], folder / "out")
    assert build([folder], folder / "out") == first


def test_texts_that_are_no_more_are_removed(folder: Path, output: Path) -> None:
    build([folder], output)
    (folder / "b.txt").unlink()
    build([folder], output)
    assert {path.name for path in (output / "text").iterdir()} == {"a.txt", "copy.txt"}


def test_nothing_to_read_is_said_and_leaves_nothing(tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_bytes(b"")
    with pytest.raises(InputError, match=r"empty\.txt is empty"):
        build([tmp_path / "empty.txt"], tmp_path / "out")
    assert not (tmp_path / "out").exists()


@Language.component("fails_on_storms")
def fails_on_storms(doc: Doc) -> Doc:
    """Raises on one article, as a rule with a fault in it would."""
    if "storm" in doc.text:
        raise ValueError("no reading of a storm")
    return doc


@pytest.fixture
def faulty(tmp_path: Path) -> Iterator[str]:
    nlp = load_pipeline()
    nlp.add_pipe("fails_on_storms", last=True)
    nlp.to_disk(tmp_path / "faulty")
    yield str(tmp_path / "faulty")


def test_an_article_that_fails_is_named_and_the_others_are_built(
    folder: Path, output: Path, faulty: str
) -> None:
    (folder / "aa.txt").write_text("A storm closed the port of Sund.", encoding="utf-8")
    report = build([folder], output, Settings(pipeline=faulty))
    assert [article.name for article in report.articles] == ["a.txt", "b.txt", "copy.txt"]
    failed = next(skipped for skipped in report.skipped if skipped.name == "aa.txt")
    assert failed.reason == "failed" and "no reading of a storm" in failed.message
    assert report.exit_code(strict=False) == 0
    assert report.exit_code(strict=True) == 1


LEXICON = """
[[entry]]
id = "photo"
tells = "opposes"
verbs = ["photograph"]
"""


@pytest.mark.parametrize(("lexicon", "more"), [("", 0), (LEXICON, 1)])
def test_words_that_people_teach_are_read(
    folder: Path, output: Path, tmp_path: Path, lexicon: str, more: int
) -> None:
    (tmp_path / "words.toml").write_text(lexicon, encoding="utf-8")
    (folder / "n.txt").write_text(
        "Ostmark photographed the ferry treaty with Norland.", encoding="utf-8"
    )
    before = build([folder], output).facts["position"]
    after = build([folder], output, Settings(lexicon=(tmp_path / "words.toml",)))
    assert after.facts["position"] == before + more


# The output folder


def test_a_delivery_that_fails_leaves_what_was_there(output: Path) -> None:
    with delivery(output) as files:
        files.add_report('{"articles": []}')
        files.deliver()
    before = contents(output)
    with pytest.raises(RuntimeError), delivery(output) as files:
        files.add_report("half")
        raise RuntimeError
    assert contents(output) == before


@pytest.mark.parametrize(
    "name",
    [
        "../../x.txt",
        "/etc/passwd",
        "a.jsonl#../x",
        "CON.txt",
        "a\nb",
        ".hidden",
        "x" * 5000,
        "",
        "…",
        "A\ud800",
        "a/b.txt",
    ],
)
def test_the_name_of_an_article_is_never_a_path(name: str) -> None:
    made = text_name(name)
    assert Path(made).name == made and len(made) < 120
    assert not made.startswith(".") and made.endswith(".txt") and made.isascii()
    assert made != text_name(name + "x")


def test_names_that_differ_in_case_only_are_two_files(folder: Path, output: Path) -> None:
    (folder / "A.txt").write_text("Another report about Sund and its quay.", encoding="utf-8")
    report = build([folder], output)
    texts = {article.text.casefold() for article in report.articles}
    assert len(texts) == len(report.articles) == 4
