"""Clauses run together by a parser; each has trees beside it that stay as they are."""

from __future__ import annotations

import pytest
from tests.hand_built import doc, lexicon

from kg.language.attribution import AttributionRepair

TWO_HOLD = (
    "Norland/NNP/nsubj/holds holds/VBZ Porto/NNP/obj/holds and/CC/cc/Sudria "
    "Sudria/NNP/conj/Porto still/RB/advmod/rules rules/VBZ/conj/holds Coast/NNP/obj/rules ."
)
HALVES = (
    "Norland/NNP/nsubj/holds holds/VBZ half/NN/obj/holds of/IN/case/Porto Porto/NNP/nmod/half "
    "and/CC/cc/rules Sudria/NNP/conj/Porto rules/VBZ/conj/holds Coast/NNP/obj/rules ."
)
ONE_DOES_BOTH = (
    "Norland/NNP/nsubj/shelled shelled/VBD Porto/NNP/obj/shelled and/CC/cc/Sudria "
    "Sudria/NNP/conj/Porto and/CC/cc/seized seized/VBD/conj/shelled Coast/NNP/obj/seized ."
)
OWN_SUBJECT = (
    "Norland/NNP/nsubj/holds holds/VBZ Porto/NNP/obj/holds and/CC/cc/rules "
    "Sudria/NNP/nsubj/rules rules/VBZ/conj/holds Coast/NNP/obj/rules ."
)


def heads(text: str) -> dict[str, tuple[str, str]]:
    """The label and the head of each word, after the repair."""
    return {t.text: (t.dep_, t.head.text) for t in AttributionRepair(lexicon().words)(doc(text))}


@pytest.mark.parametrize("text", [TWO_HOLD, HALVES], ids=["two hold", "halves"])
def test_the_noun_before_the_second_verb_is_its_subject(text: str) -> None:
    found = heads(text)
    assert found["Sudria"] == ("nsubj", "rules")
    assert found["and"] == ("cc", "rules")


@pytest.mark.parametrize("text", [ONE_DOES_BOTH, OWN_SUBJECT], ids=["does both", "own subject"])
def test_other_coordinations_stay(text: str) -> None:
    before = {t.text: (t.dep_, t.head.text) for t in doc(text)}
    assert heads(text) == before
