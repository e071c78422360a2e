"""Land told by the make-up of a phrase: "Norland-held areas", "Norland's Coast region"."""

from __future__ import annotations

from tests.tree_cases import Case, counted, parametrize

from kg.extract.regions import regions

FILE = "lands.txt"


@parametrize(FILE)
def test_a_tree_holds_these_facts_and_no_other(case: Case) -> None:
    assert case.told(regions) == case.facts


def test_what_must_not_be_read_is_tested_as_much() -> None:
    hits, others = counted(FILE)
    assert 0 < hits <= others
