"""How certain a fact is: by its rule, by who tells it; and what is left out below a least value."""

from __future__ import annotations

import dataclasses

import pytest

from kg.certainty import certainty, surer
from kg.extract.told import KINDS
from kg.lexicon import load_lexicon
from kg.model import Article, Evidence, Passage, Position, Proposal, Resolved

ARTICLES = {
    "a": Article(name="a", text="", publisher="Meridian"),
    "b": Article(name="b", text="", publisher="Harbour"),
    "copy": Article(name="copy", text="", publisher="Reprint", copy_of="a"),
    "second": Article(name="second", text="", publisher="Meridian"),
    "unsigned": Article(name="unsigned", text=""),
}


def seen(article: str, share: float) -> Evidence:
    at = Passage(article=article, start=0, end=4, sentence_start=0, sentence_end=9)
    return Evidence(passage=at, rule="rule", certainty=share)


@pytest.mark.parametrize(
    ("other", "expected"),
    [("b", 0.92), ("unsigned", 0.92), ("copy", 0.8), ("second", 0.8), ("a", 0.8)],
)
def test_only_an_independent_source_makes_a_fact_surer(other: str, expected: float) -> None:
    told = [seen("a", 0.8), seen(other, 0.6)]
    assert certainty(told, ARTICLES) == pytest.approx(expected)


def test_nothing_is_ever_quite_certain_by_being_repeated() -> None:
    many = [seen(f"{n}", 0.9) for n in range(9)]
    assert certainty(many, {}) == 0.99


def test_a_position_on_a_proposal_that_is_left_out_keeps_its_words() -> None:
    proposal = Proposal(id="p", content="a truce", evidence=(seen("a", 0.5),))
    position = Position(
        holder="n", stance="supports", target="a truce", proposal="p", evidence=(seen("a", 0.8),)
    )
    corpus = Resolved(
        articles=tuple(ARTICLES.values()), entities={}, mentions=(), facts=(proposal, position)
    )
    assert surer(corpus, 0.5) == corpus
    assert surer(corpus, 0.7).facts == (dataclasses.replace(position, proposal=None),)
    assert surer(corpus, 0.9).facts == ()


def test_every_measured_certainty_is_a_share() -> None:
    measured = load_lexicon()
    assert "office" in measured.shares
    assert all(0 < share < 1 for share in measured.shares.values())


def test_a_curve_is_of_a_kind_of_fact_and_goes_from_probabilities_to_shares() -> None:
    for kind, curve in load_lexicon().curves.items():
        assert kind in KINDS.values()
        assert all(0 <= value <= 1 for point in curve for value in point)
        probabilities = [probability for probability, _ in curve]
        assert probabilities == sorted(set(probabilities))
