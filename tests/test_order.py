"""Extractors read what was read before them and nothing of one another: their order is free."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from tests.hand_built import PUBLISHED, context, doc

import kg.extract
from kg.annotate import Annotated, annotate, load_pipeline
from kg.extract import EXTRACTORS, Extractor, extract
from kg.lexicon import load_lexicon
from kg.model import Article, Extraction, Fact
from kg.ontology import load_entities
from kg.participants import rekeyed

TEXTS = (
    "President Ada Voss of Norland said on Monday that the Port Sela summit of 4 March had failed. "
    "“The summit in Port Sela was a mistake,” Voss told reporters. "
    "Sudria rejected the summit and proposed talks on Tuesday in Geneva about the eastern hills. "
    "Western officials said that Sudria had occupied the eastern hills since the war of 2019. "
    "Officials from Norland oppose the talks. The officials want the talks to end.",
    "Norland annexed the Sand Isles in 1990, and the annexation was condemned by Sudria. "
    "Its government called the annexation of the isles a crime and asked for a vote in May. "
    "“We will never accept the annexation,” said Foreign Minister Ilan Reh, who leads the Amber "
    "Union. The union supports the vote; the isles belong to Sudria, its leader said.",
    "Protesters opposed the vote on the budget. In the capital protesters said the vote was "
    "rigged. “We go on,” the protesters said. Miners back the budget, and miners said so.",
)
ORDERS = {
    "reversed": EXTRACTORS[::-1],
    **{f"from {f.__name__}": EXTRACTORS[i:] + EXTRACTORS[:i] for i, f in enumerate(EXTRACTORS)},
}


def articles() -> Iterator[Annotated]:
    found = [
        Article(name=f"{i}.txt", text=text, published=PUBLISHED) for i, text in enumerate(TEXTS)
    ]
    return annotate(found, load_pipeline(), load_entities())


def bare(found: Extraction) -> tuple[list[Fact], list[tuple[object, ...]]]:
    """The facts and entities under names of their own, whatever their keys in the article."""
    names = {e.key: f"{e.type} {e.name}" for e in found.entities}
    facts = sorted((rekeyed(fact, names) for fact in found.facts), key=repr)
    return facts, sorted((e.type, e.name, e.aliases, e.known, e.state) for e in found.entities)


@pytest.fixture(scope="module")
def usual() -> list[object]:
    return [bare(extract(one, load_lexicon())) for one in articles()]


def test_the_articles_tell_of_every_kind(usual: list[tuple[list[Fact], object]]) -> None:
    """Else the orders would be compared on nothing."""
    kinds = {fact.kind for facts, _ in usual for fact in facts}
    assert len(kinds) == len(EXTRACTORS), kinds


@pytest.mark.parametrize("order", ORDERS.values(), ids=ORDERS)
def test_any_order_of_the_extractors_gives_the_same_facts(
    order: tuple[Extractor, ...], usual: list[object], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(kg.extract, "EXTRACTORS", order)
    assert [bare(extract(one, load_lexicon())) for one in articles()] == usual


def test_nothing_is_mentioned_once_facts_are_read() -> None:
    where = context(doc("Norland/NNP/nsubj/voted voted/VBD ."), {"Norland": "state"})
    for note in (where.reading.mention, where.reading.enclose):
        with pytest.raises(RuntimeError, match="the reading is finished"):
            note(1, 2, 0, "name")
    with pytest.raises(RuntimeError, match="the reading is finished"):
        where.reading.reassign(0, 0)
