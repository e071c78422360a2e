"""A mistake of the program is told as one, and never as a fault of what was read."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import kg.extract
from kg.extract.context import Context
from kg.faults import fault, is_bug, trace
from kg.pipeline import build
from kg.read.attempts import attempt
from kg.read.sources import Source
from kg.skips import skip_lines

TEXT = "Norland rejected the plan. Sudria supports it, the minister said on Monday."


@pytest.fixture
def articles(tmp_path: Path) -> Path:
    folder = tmp_path / "articles"
    folder.mkdir()
    (folder / "a.txt").write_text(f"A plan is rejected\n\n{TEXT}", encoding="utf-8")
    (folder / "b.txt").write_text(f"An odd article\n\nOddly, {TEXT}", encoding="utf-8")
    return folder


@pytest.fixture
def mistaken(monkeypatch: pytest.MonkeyPatch) -> None:
    """An extractor asks for a class of words that there is not, in one of the articles."""

    def odd(context: Context):  # type: ignore[no-untyped-def]
        if "Oddly" in context.article.text:
            yield context.lexicon.words["titles", "offcies"]

    monkeypatch.setattr(kg.extract, "EXTRACTORS", (*kg.extract.EXTRACTORS, odd))


@pytest.mark.usefixtures("mistaken")
def test_a_bug_is_told_with_its_place(
    articles: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("KG_RAISE_BUGS")
    report = build([articles], tmp_path / "out")
    (skipped,) = report.skipped
    assert (skipped.name, skipped.reason) == ("b.txt", "bug")
    assert "met a bug of kg (KeyError: " in skipped.message and "please report" in skipped.message
    (told,) = json.loads((tmp_path / "out" / "report.json").read_bytes())["skipped"]
    assert any(line.startswith("kg/lexicon.py:") for line in told["trace"])
    assert not any(str(Path.cwd()) in line for line in told["trace"])
    assert "please report" in "\n".join(skip_lines(report.skipped, 1))


@pytest.mark.usefixtures("mistaken")
def test_a_bug_ends_a_build_of_the_tests(articles: Path, tmp_path: Path) -> None:
    with pytest.raises(KeyError, match="offcies"):
        build([articles], tmp_path / "out")


def caught(fails: object) -> BaseException:
    try:
        fails()  # type: ignore[operator]
    except Exception as error:
        return error
    raise AssertionError("nothing was raised")


def test_only_our_own_mistakes_are_bugs() -> None:
    ours = caught(lambda: Source(nothing=1))  # type: ignore[call-arg]
    theirs = caught(lambda: json.loads(None))  # type: ignore[arg-type]
    value = caught(lambda: int("x"))
    assert [is_bug(error) for error in (ours, theirs, value)] == [False, False, False]
    assert trace(theirs)[-1].startswith("json/__init__.py:")
    assert fault("a", theirs, "is odd ({})").reason == "failed"


def test_a_fault_of_the_input_keeps_its_trace() -> None:
    found = attempt("a.json", lambda: int("x"))
    assert found.reason == "failed" and found.trace  # type: ignore[union-attr]
