"""Surroundings: signs of kinds around a name; the sums are tested with `kinds`."""

from __future__ import annotations

import pytest
from tests.hand_built import doc, lexicon

from kg.language.surroundings import Surroundings

SIGNS = Surroundings(lexicon().words)


def signs(tree: str, name: str) -> set[str]:
    built = doc(tree)
    (at,) = [t.i for t in built if t.text == name]
    return {kind for kind, weight in SIGNS.signs(built[at : at + 1]) if weight > 0}


@pytest.mark.parametrize(
    ("tree", "expected"),
    [
        ("They/PRP/nsubj/met met/VBD in/IN/case/Porto Porto/NNP/obl/met and/CC/cc/Sela "
         "Sela/NNP/conj/Porto .", {"place"}),
        ("A/DT/det/diplomat diplomat/NN/nsubj/left from/IN/case/Sela Sela/NNP/nmod/diplomat "
         "left/VBD .", {"place"}),
        ("They/PRP/nsubj/visited visited/VBD Sela/NNP/obj/visited .", {"place"}),
        ("The town/NN/nsubj/fell of/IN/case/Sela Sela/NNP/nmod/town fell/VBD .", {"place"}),
        ("Sela/NNP/nsubj/fell , a port/NN/appos/Sela , fell/VBD .", {"place"}),
        ("The newspaper/NN/nsubj/said Sela/NNP/appos/newspaper said/VBD so/RB/advmod/said .",
         {"organization"}),
        ("She/PRP/nsubj/told told/VBD the Sela/NNP/obj/told so/RB/advmod/told .",
         {"organization"}),
        ("The farmer/NN/nsubj/left , Sela/NNP/appos/farmer , left/VBD .", {"person"}),
        ("The island/NN/nsubj/fell , Sela/NNP/appos/island , fell/VBD .", {"place"}),
        ("The farmer/NN/nsubj/left Sela/NNP/appos/farmer left/VBD .", {"person"}),
    ],
)  # fmt: skip
def test_what_tells(tree: str, expected: set[str]) -> None:
    assert signs(tree, "Sela") == expected


@pytest.mark.parametrize(
    "tree",
    [
        "A letter/NN/nsubj/came from/IN/case/Sela Sela/NNP/nmod/letter came/VBD .",
        "They/PRP/nsubj/met met/VBD Sela/NNP/obj/met .",
        "They/PRP/nsubj/spoke spoke/VBD of/IN/case/Sela Sela/NNP/obl/spoke .",
        "Interest/NN/nsubj/grew in/IN/case/Sela Sela/NNP/nmod/Interest grew/VBD .",
        "She/PRP/nsubj/told told/VBD Sela/NNP/obj/told so/RB/advmod/told .",
    ],
)
def test_what_does_not(tree: str) -> None:
    assert signs(tree, "Sela") == set()
