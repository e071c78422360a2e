"""Statements: reported clauses and quoted words, with who said them."""

from __future__ import annotations

from tests.tree_cases import Case, counted, parametrize

from kg.extract.statements import statements

FILE = "statements.txt"


@parametrize(FILE)
def test_a_tree_holds_these_facts_and_no_other(case: Case) -> None:
    assert case.told(statements) == case.facts


def test_what_must_not_be_read_is_tested_as_much() -> None:
    hits, others = counted(FILE)
    assert 0 < hits <= others
