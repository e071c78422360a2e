"""Lists that go together one by one."""

from __future__ import annotations

import pytest
from tests.hand_built import context, doc

NAMES = dict.fromkeys(("Norland", "Sudria", "Kermat", "Sela"), "state")
TOOK = (
    "Norland/NNP/nsubj/took and/CC/cc/Sudria Sudria/NNP/conj/Norland took/VBD Kermat/NNP/obj/took "
    "and/CC/cc/Sela Sela/NNP/conj/Kermat {0} ."
)
TAKEN = (
    "Kermat/NNP/nsubj:pass/taken and/CC/cc/Sela Sela/NNP/conj/Kermat were/VBD/aux:pass/taken "
    "taken/VBN by/IN/case/Norland Norland/NNP/obl:agent/taken and/CC/cc/Sudria "
    "Sudria/NNP/conj/Norland , respectively/RB/advmod/taken ."
)
DEEDS = (
    "Norland/NNP/nsubj/backed and/CC/cc/Sudria Sudria/NNP/conj/Norland backed/VBD and/CC/cc/fought "
    "fought/VBD/conj/backed it/PRP/obj/fought {0} ."
)
RESPECTIVELY = "respectively/RB/advmod/took"


def pairs(tree: str, frame: str) -> list[str]:
    where = context(doc(tree), {n: k for n, k in NAMES.items() if n in tree}, frames=[frame])
    return [
        " + ".join(s.text for s in t.who) + " | " + " + ".join(s.text for s in t.what)
        for t in where.told
    ]


@pytest.mark.parametrize(
    ("tree", "frame", "found"),
    [
        (
            TOOK.format(RESPECTIVELY),
            "terr:annexed_by took | Sudria | Kermat and Sela",
            ["Norland | Kermat", "Sudria | Sela"],
        ),
        (
            TAKEN,
            "terr:annexed_by taken | Norland and Sudria | Kermat and Sela",
            ["Norland | Kermat", "Sudria | Sela"],
        ),
        (
            DEEDS.format("respectively/RB/advmod/fought"),
            "pos:opposes fought | Norland and Sudria | it",
            ["Sudria | it"],
        ),
    ],
    ids=["objects", "passive", "verbs"],
)
def test_each_with_its_own(tree: str, frame: str, found: list[str]) -> None:
    assert pairs(tree, frame) == found


@pytest.mark.parametrize(
    ("tree", "frame", "found"),
    [
        (
            TOOK.format("together/RB/advmod/took"),
            "terr:annexed_by took | Norland and Sudria | Kermat and Sela",
            "Norland and Sudria | Kermat and Sela",
        ),
        (
            DEEDS.format("at/IN/case/once once/RB/obl/fought"),
            "pos:opposes fought | Norland and Sudria | it",
            "Norland and Sudria | it",
        ),
        (
            "Norland/NNP/nsubj/took took/VBD Kermat/NNP/obj/took and/CC/cc/Sela "
            "Sela/NNP/conj/Kermat respectively/RB/advmod/took .",
            "terr:annexed_by took | Norland | Kermat and Sela",
            "Norland | Kermat and Sela",
        ),
    ],
    ids=["objects", "verbs", "one against two"],
)
def test_lists_that_are_not_paired(tree: str, frame: str, found: str) -> None:
    assert pairs(tree, frame) == [found]
