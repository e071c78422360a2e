"""Names of treaties, called after places or not."""

from __future__ import annotations

import pytest
from tests.hand_built import lexicon, tokens

from kg.language.accords import accords


def found(tree: str) -> list[str]:
    dates = {0} if tree.startswith("May") else set[int]()
    return [s.text for s in accords(tokens(tree), lexicon().words, dates, frozenset({"Norland"}))]


@pytest.mark.parametrize(
    ("tree", "name"),
    [
        ("The Porto/NNP/compound/Declaration Declaration/NNP/nsubj/holds holds/VBZ .",
         "Porto Declaration"),
        ("The Porto/NNP/compound/accords accords/NNS/nsubj/hold hold/VBP .", "Porto accords"),
        ("The Norland/NNP/compound/Treaty Treaty/NNP/nsubj/holds holds/VBZ .", "Norland Treaty"),
        ("The Good/JJ/amod/Agreement Friday/NNP/compound/Agreement Agreement/NNP/nsubj/holds "
         "holds/VBZ .", "Good Friday Agreement"),
    ],
)  # fmt: skip
def test_a_treaty_with_a_name(tree: str, name: str) -> None:
    assert found(tree) == [name]


@pytest.mark.parametrize(
    "tree",
    [
        "The Norland/NNP/compound/treaty treaty/NN/nsubj/holds holds/VBZ .",
        "The new/JJ/amod/treaty treaty/NN/nsubj/holds holds/VBZ .",
        "A/DT/det/treaty Porto/NNP/compound/treaty treaty/NN/nsubj/holds holds/VBZ .",
        "The Monday/NNP/compound/agreement agreement/NN/nsubj/holds holds/VBZ .",
        "The Porto/NNP/compound/Organisation Treaty/NNP/compound/Organisation "
        "Organisation/NNP/nsubj/met met/VBD .",
        "The PORTO/NNP/compound/TREATY TREATY/NNP/nsubj/holds holds/VBZ .",
    ],
)
def test_no_name_of_a_treaty(tree: str) -> None:
    assert found(tree) == []
