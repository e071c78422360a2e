"""Lands: what a phrase stands for, whole or in part: "parts of Coast", "both", "the rest"."""

from __future__ import annotations

from tests.tree_cases import Case, counted, parametrize

from kg.extract.lands import lands
from kg.language.trees import heads

FILE = "lands.txt"


def meant(case: Case) -> list[str]:
    """The lands that the phrases of the case's frames stand for."""
    where = case.context()
    return [
        where.reading.entities[land].name
        for told in where.of_kind("territory")
        for span in told.what
        for top in heads(span)
        for land in lands(top, where, [int(key) for key in where.who(told)])
    ]


@parametrize(FILE)
def test_a_phrase_stands_for_these_lands_and_no_other(case: Case) -> None:
    assert meant(case) == case.facts


def test_what_must_not_be_read_is_tested_as_much() -> None:
    hits, others = counted(FILE)
    assert 0 < hits <= others
