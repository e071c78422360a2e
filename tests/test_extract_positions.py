"""Positions: whose they are, on what, under which condition."""

from __future__ import annotations

from tests.tree_cases import Case, counted, parametrize

from kg.extract.positions import positions

FILE = "positions.txt"


@parametrize(FILE)
def test_a_tree_holds_these_facts_and_no_other(case: Case) -> None:
    assert case.told(positions) == case.facts


def test_what_must_not_be_read_is_tested_as_much() -> None:
    hits, others = counted(FILE)
    assert 0 < hits <= others
