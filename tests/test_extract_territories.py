"""Territorial claims: who holds which land, and who says so."""

from __future__ import annotations

from tests.tree_cases import Case, counted, parametrize

from kg.extract.territories import territories

FILE = "territories.txt"


@parametrize(FILE)
def test_a_tree_holds_these_facts_and_no_other(case: Case) -> None:
    assert case.told(territories) == case.facts


def test_what_must_not_be_read_is_tested_as_much() -> None:
    hits, others = counted(FILE)
    assert 0 < hits <= others
