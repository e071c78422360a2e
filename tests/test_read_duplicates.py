"""Copies: word for word or nearly; reports of their own that share a quotation are none."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.model import Article, Cut
from kg.read import read
from kg.read.duplicates import Copies

WORDS = "harbour bridge market island northern ferry school border treaty light winter summer"
GOODS = "fish gas coal timber copper salt wool glass grain paper"
SENTENCES = [
    f"Sentence number {i} of the report says that the {word} council of Sund met in the {i}th week."
    for i, word in enumerate(WORDS.split())
]
WIRE = " ".join(SENTENCES)
OWN = " ".join(
    f"In the {i}th year nobody in Ostland asked about {word}, writes our own reporter."
    for i, word in enumerate(GOODS.split())
)


def first(*texts: str) -> list[str]:
    copies = Copies()
    return [copies.first(str(i), text, ()) for i, text in enumerate(texts)]


@pytest.mark.parametrize(
    "copy",
    [
        WIRE,
        WIRE.upper().replace(".", " !"),
        f"SUND (Coast Press) - {WIRE} Additional reporting by our staff.",
        WIRE.replace("treaty", "pact").replace("5th", "fifth"),
        " ".join(SENTENCES[:7]),
        " ".join([*SENTENCES, OWN[:300]]),
    ],
    ids=["exact", "case and marks", "framed", "edited", "shortened", "lengthened"],
)
def test_a_wire_copy_is_known(copy: str) -> None:
    assert first(WIRE, copy) == ["", "0"]


@pytest.mark.parametrize(
    "other",
    [OWN, f"{OWN} {SENTENCES[0]} {SENTENCES[1]}", SENTENCES[0], "Short."],
    ids=["another", "quoting two sentences", "one sentence", "short"],
)
def test_a_report_of_its_own_is_no_copy(other: str) -> None:
    assert first(WIRE, other) == ["", ""]


def test_a_copy_of_a_copy_names_the_first() -> None:
    assert first(WIRE, WIRE + " Edited.", WIRE + " Edited.") == ["", "0", "0"]


def test_boilerplate_makes_no_copies() -> None:
    copies = Copies()
    appeal = " ".join(["Support our journalism today."] * 100)
    texts = [f"Norland closed port {i}. {appeal}" for i in range(2)]
    cut = Cut(start=texts[0].index("Support"), end=len(texts[0]), cue="support-appeal")
    assert [copies.first(text, text, (cut,)) for text in texts] == ["", ""]


def test_the_order_of_names_decides_which_is_the_first(tmp_path: Path) -> None:
    for name in ("b.txt", "a.txt"):
        (tmp_path / name).write_text(WIRE, encoding="utf-8")
    found = [
        item for item in read([tmp_path / "b.txt", tmp_path / "a.txt"]) if isinstance(item, Article)
    ]
    assert [(article.name, article.copy_of) for article in found] == [
        ("a.txt", ""),
        ("b.txt", "a.txt"),
    ]
