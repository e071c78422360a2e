"""What was read is kept for the next build, which ends as one that reads all."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.conftest import corpus
from tests.test_pipeline import COAST, INLAND, contents

import kg.pipeline
from kg.cache import Cache, circumstances
from kg.model import Article, Cut, Extraction, Skipped
from kg.pipeline import build
from kg.records import from_text, to_text
from kg.settings import Settings

LEXICON = """
[[entry]]
id = "photo"
tells = "opposes"
verbs = ["photograph"]
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    path = tmp_path / "articles"
    path.mkdir()
    (path / "a.txt").write_text(COAST, encoding="utf-8")
    (path / "b.txt").write_text(INLAND, encoding="utf-8")
    (path / "copy.txt").write_text(COAST.replace("24 May", "25 May"), encoding="utf-8")
    return path


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the articles that are read, one after the other."""
    names: list[str] = []
    own = kg.pipeline.read_by

    def read_by(workers, reader, articles, **options):  # type: ignore[no-untyped-def]
        def noted() -> Iterator[Article]:
            for article in articles:
                names.append(article.name)
                yield article

        return own(workers, reader, noted(), **options)

    monkeypatch.setattr(kg.pipeline, "read_by", read_by)
    return names


def clean(folder: Path, tmp_path: Path, **options: object) -> dict[str, bytes]:
    """What a build into a new folder leaves."""
    number = len(list(tmp_path.glob("clean*")))
    build(folder, tmp_path / f"clean{number}", Settings(**options))  # type: ignore[arg-type]
    return contents(tmp_path / f"clean{number}")


def test_only_what_is_new_is_read(folder: Path, tmp_path: Path, read: list[str]) -> None:
    output = tmp_path / "out"
    build(folder, output)
    assert read == ["a.txt", "b.txt", "copy.txt"]
    for change, expected in (
        (lambda: None, []),
        (lambda: (folder / "c.txt").write_text("Ostmark left the Harbour Pact."), ["c.txt"]),
        (lambda: (folder / "b.txt").write_text(INLAND + "\nVoss agreed.\n"), ["b.txt"]),
        (lambda: (folder / "b.txt").unlink(), []),
        (lambda: (folder / "a.txt").unlink(), ["copy.txt"]),  # which is no copy any more
    ):
        change()
        read.clear()
        build(folder, output)
        assert read == expected
        assert contents(output) == clean(folder, tmp_path)
    assert len(list((output / ".kg" / "cache").iterdir())) == 2, "what is gone is forgotten"


def test_other_words_and_dates_are_read_anew(folder: Path, tmp_path: Path, read: list[str]) -> None:
    (folder / "n.txt").write_text("Ostmark photographed the ferry treaty.", encoding="utf-8")
    (tmp_path / "words.toml").write_text(LEXICON, encoding="utf-8")
    build(folder, tmp_path / "out")
    read.clear()
    build(folder, tmp_path / "out", Settings(published="2031-01-02"))  # type: ignore[arg-type]
    assert read == ["n.txt"], "the others tell their date themselves"
    read.clear()
    build(folder, tmp_path / "out", Settings(lexicon=(tmp_path / "words.toml",)))
    assert len(read) == 4
    build(folder, tmp_path / "out", Settings(min_certainty=0.5))
    assert len(read) == 8, "what was kept is of the build before, and no other"
    read.clear()
    build(folder, tmp_path / "out", Settings(min_certainty=0.9, base_iri="urn:desk:"))
    assert not read


def test_a_damaged_entry_is_read_anew(folder: Path, tmp_path: Path, read: list[str]) -> None:
    output = tmp_path / "out"
    build(folder, output)
    before = contents(output)
    entries = sorted((output / ".kg" / "cache").iterdir())
    entries[0].write_bytes(entries[0].read_bytes()[:-9])
    entries[1].write_bytes(b"")
    read.clear()
    build(folder, output)
    assert len(read) == 2 and contents(output) == before


def test_a_cache_of_its_own_serves_several_outputs(
    folder: Path, tmp_path: Path, read: list[str]
) -> None:
    kept = Settings(cache=tmp_path / "kept")
    build(folder, tmp_path / "one", kept)
    (folder / "b.txt").unlink()
    build(folder, tmp_path / "two", kept)
    assert len(read) == 3 and len(list((tmp_path / "kept").iterdir())) == 3
    assert not (tmp_path / "one" / ".kg" / "cache").exists()


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_cache_that_cannot_be_written_is_done_without(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "kept").mkdir(mode=0o500)
    build(folder, tmp_path / "out", Settings(cache=tmp_path / "kept"))
    assert not list((tmp_path / "kept").iterdir())


def test_results_come_in_the_order_of_the_articles(tmp_path: Path) -> None:
    cache = Cache(folder=tmp_path, circumstances="")
    articles = [Article(name=str(n), text="x") for n in range(9)]
    for article in articles[1:4]:
        cache.keep(article, Extraction(article=article, entities=(), mentions=(), facts=()))
    seen: list[str] = []

    def ahead(unknown):  # type: ignore[no-untyped-def]
        """Takes all that it gets before it gives anything, as processes do."""
        held = list(unknown)
        seen.extend(article.name for article in held)
        return [Skipped(name=a.name, reason="failed", message="") for a in held]

    found = list(cache.through(articles, ahead))
    names = [one.name if isinstance(one, Skipped) else one.article.name for one in found]
    assert names == [article.name for article in articles]
    assert seen == ["0", "4", "5", "6", "7", "8"]


def test_every_record_comes_back_as_it_was() -> None:
    records = corpus()
    told = Extraction(
        article=records.articles[0],
        entities=tuple(records.entities.values()),
        mentions=records.mentions,
        facts=records.facts,
    )
    assert from_text(to_text(told)) == told
    odd = Article(name="\ud800", text="a\u2028\x00😀", cuts=(Cut(start=0, end=1, cue="x"),))
    assert from_text(to_text(odd)) == odd


def test_circumstances_change_with_the_files_that_decide(tmp_path: Path) -> None:
    words = tmp_path / "words.toml"
    words.write_text("a", encoding="utf-8")
    first = circumstances(words)
    assert first == circumstances(words)
    words.write_text("b", encoding="utf-8")
    assert len({first, circumstances(words), circumstances()}) == 3
