"""Worlds: what is asserted, what is only possible, and in whose words."""

from __future__ import annotations

import pytest
from tests.hand_built import context, doc, lexicon
from tests.tree_cases import Case, counted, parametrize

from kg.extract.worlds import negated

FILE = "worlds.txt"


def asserted(case: Case) -> list[str]:
    """Who asserts that somebody leaves: the article, a speaker, or nobody."""
    where = context(doc(*case.sentences), case.names)
    world = where.world(next(token for token in where.doc if token.lemma_ == "leave"))
    if not world.real:
        return []
    speaker = None if world.speaker is None else where.reading.entities[world.speaker].name
    return [f"by {speaker or 'the article'}"]


@parametrize(FILE)
def test_who_asserts_a_clause(case: Case) -> None:
    assert asserted(case) == case.facts


def test_what_nobody_asserts_is_tested_as_much() -> None:
    hits, others = counted(FILE)
    assert 0 < hits <= others


@pytest.mark.parametrize(
    ("tree", "expected"),
    [
        ("They/PRP/nsubj/came never/RB/advmod/came came/VBD .", True),
        ("They/PRP/nsubj/came no/RB/advmod/longer longer/RB/advmod/came came/VBD .", True),
        ("They/PRP/nsubj/took took/VBD no/DT/det/ship ship/NN/obj/took .", True),
        ("Neither/DT/nsubj/came came/VBD .", True),
        ("They/PRP/nsubj/refused refused/VBD to/TO/mark/came came/VB/xcomp/refused .", True),
        ("They/PRP/nsubj/came came/VBD no/DT/det/time time/NN/obl/came .", False),
        ("They/PRP/nsubj/came longer/RB/advmod/came came/VBD .", False),
        ("They/PRP/nsubj/came not/RB/advmod/far far/RB/advmod/came came/VBD .", False),
    ],
)
def test_negation_belongs_to_its_own_clause(tree: str, expected: bool) -> None:
    verb = next(token for token in doc(tree) if token.text in ("came", "took"))
    assert negated(verb, lexicon().words) is expected
