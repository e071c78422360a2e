"""What positions are on: the same thing in other words, and bare words of one article."""

from __future__ import annotations

import pytest

from kg.issues import issues, topic
from kg.model import Evidence, Passage, Position


def position(target: str, article: str = "a", about: tuple[str, ...] = ()) -> Position:
    at = Passage(article=article, start=0, end=4, sentence_start=0, sentence_end=9)
    evidence = (Evidence(passage=at, rule="rule", certainty=0.8),)
    return Position(holder="n", stance="opposes", target=target, about=about, evidence=evidence)


def same(one: Position, other: Position) -> bool:
    found = issues([one, other])
    return found[topic(one)] == found[topic(other)]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Norland's entry to the pact", "entry of Norland to the pact"),
        ("withdrawing the troops", "withdraw its troops"),
        ("the harbour toll", "harbour tolls"),
    ],
)
def test_other_words_for_one_thing_are_one_issue(one: str, other: str) -> None:
    assert same(position(one, "a"), position(other, "b"))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("withdrawing the troops", "not withdrawing the troops"),
        ("the harbour toll", "the harbour police"),
        ("entry of Norland to the pact", "entry of Sudria to the union"),
    ],
)
def test_different_things_are_different_issues(one: str, other: str) -> None:
    assert not same(position(one), position(other))


def test_bare_words_are_an_issue_of_their_article() -> None:
    assert same(position("the charge"), position("charge"))
    assert not same(position("the charge", "a"), position("the charge", "b"))
    named = [position("Sudria", article, about=("sudria",)) for article in "ab"]
    assert same(*named)
