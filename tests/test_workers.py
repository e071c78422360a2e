"""Several processes give what one gives; one that dies or hangs is noticed, the rest goes on."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import pytest
from spacy.language import Language
from spacy.tokens import Doc
from tests.test_pipeline import COAST, INLAND, contents

from kg.annotate import load_pipeline
from kg.entity_base import EntityBase
from kg.lexicon import load_lexicon
from kg.model import Article, Extraction, Skipped
from kg.pipeline import build
from kg.settings import Settings
from kg.understand import Reader
from kg.workers import read_by

HERE = os.getpid()


@Language.component("struck_by_words")
def struck_by_words(doc: Doc) -> Doc:
    """Dies of one word, sleeps at another, fails at a third."""
    if os.getpid() != HERE and "lightning" in doc.text:
        os.kill(os.getpid(), signal.SIGKILL)
    if os.getpid() != HERE and "slumber" in doc.text:
        time.sleep(600)
    if os.getpid() != HERE and "flood" in doc.text:
        bytearray(5_000_000_000)
    if "storm" in doc.text:
        raise ValueError("no reading of a storm")
    return doc


def struck() -> Language:
    nlp = load_pipeline()
    nlp.add_pipe("struck_by_words", last=True)
    return nlp


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader(load=cache(struck), base=EntityBase(entities={}), lexicon=load_lexicon())


def told(number: int, word: str = "ferry") -> Article:
    text = f"Norland's foreign minister said on Monday that the {word} of pier {number} was closed."
    return Article(name=f"{number:02}.txt", text=text)


Words = dict[int, str]
Many = Callable[[Words], list[Article]]


def articles(words: Words, count: int = 12) -> list[Article]:
    return [told(number, words.get(number, "ferry")) for number in range(count)]


@pytest.mark.parametrize("workers", [2, 3])
def test_the_results_and_their_order_are_those_of_one_process(reader: Reader, workers: int) -> None:
    given = articles({3: "storm"})
    alone = list(read_by(1, reader, given))
    assert [type(one) for one in alone].count(Skipped) == 1
    assert list(read_by(workers, reader, given, few=0)) == alone


def test_what_kills_or_holds_up_a_process_is_named_and_the_others_are_read(reader: Reader) -> None:
    given = articles({0: "lightning", 4: "slumber", 5: "lightning", 11: "storm"})
    found = list(read_by(2, reader, given, few=0, seconds=3))
    skipped = {n: one.message for n, one in enumerate(found) if isinstance(one, Skipped)}
    assert set(skipped) == {0, 4, 5, 11}
    assert "ended the process" in skipped[0] and "ended the process" in skipped[5]
    assert "longer than 3 seconds" in skipped[4] and "no reading of a storm" in skipped[11]
    read = [one.article.name for one in found if isinstance(one, Extraction)]
    assert read == [given[n].name for n in range(12) if n not in skipped]


def test_what_needs_too_much_memory_is_named_and_the_others_are_read(reader: Reader) -> None:
    found = list(read_by(2, reader, articles({1: "flood"}), few=0))
    assert [n for n, one in enumerate(found) if isinstance(one, Skipped)] == [1]
    assert "MemoryError" in getattr(found[1], "message", "")


@pytest.mark.parametrize("workers", [1, 2])
def test_few_articles_and_one_process_are_watched_as_well(reader: Reader, workers: int) -> None:
    given = articles({0: "flood", 2: "lightning", 4: "slumber"}, count=6)
    found = list(read_by(workers, reader, given, few=12, seconds=3))
    assert [n for n, one in enumerate(found) if isinstance(one, Skipped)] == [0, 2, 4]


def test_where_no_process_can_be_made_this_one_reads(
    reader: Reader, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delattr(os, "sched_getaffinity")
    found = list(read_by(4, reader, articles({2: "lightning"}), few=0))
    assert all(isinstance(one, Extraction) for one in found) and len(found) == 12


def test_a_fault_of_the_source_is_no_fault_of_an_article(reader: Reader) -> None:
    def broken() -> Iterator[Article]:
        yield told(1)
        raise LookupError("the source")

    for workers in (1, 2):
        with pytest.raises(LookupError, match="the source"):
            list(read_by(workers, reader, broken(), few=0))


def test_any_number_of_processes_leaves_the_same_bytes(tmp_path: Path) -> None:
    folder = tmp_path / "articles"
    folder.mkdir()
    for name, text in {"a": COAST, "b": INLAND, "A": INLAND.replace("Monday", "Friday")}.items():
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    build(folder, tmp_path / "one", Settings(workers=1))
    build(folder, tmp_path / "three", Settings(workers=3))
    assert contents(tmp_path / "three") == contents(tmp_path / "one")
