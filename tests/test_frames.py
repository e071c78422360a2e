"""Frames: one cue, its roles, in every construction."""

from __future__ import annotations

import pytest
from tests.hand_built import doc, frames, lexicon

from kg.extract.frames import Frame, follow


def found(tree: str, entry: str) -> list[Frame]:
    return [frame for frame in frames(doc(tree)) if frame.entry.id == entry]


def roles(frame: Frame) -> tuple[list[str], str]:
    return [h.text for h in frame.holders], frame.content.text if frame.content else ""


@pytest.mark.parametrize(
    ("entry", "tree", "holders", "content"),
    [
        pytest.param(*case[1:], id=case[0])
        for case in (
            (
                "active",
                "oppose",
                "Norland/NNP/nsubj/rejected rejected/VBD the plan/NN/obj/rejected .",
                ["Norland"],
                "plan",
            ),
            (
                "passive",
                "oppose",
                "The plan/NN/nsubj:pass/rejected was/VBD/aux:pass/rejected rejected/VBN "
                "by/IN/case/Norland Norland/NNP/obl:agent/rejected .",
                ["Norland"],
                "plan",
            ),
            (
                "relative clause",
                "oppose",
                "The plan/NN/nsubj/died which/WDT/obj/rejected Norland/NNP/nsubj/rejected "
                "rejected/VBD/acl:relcl/plan died/VBD .",
                ["Norland"],
                "plan",
            ),
            (
                "participle",
                "oppose",
                "The plan/NN/nsubj/died , rejected/VBN/acl/plan by/IN/case/Norland "
                "Norland/NNP/obl:agent/rejected , died/VBD .",
                ["Norland"],
                "plan",
            ),
            (
                "noun",
                "refuse-noun",
                "Norland/NNP/nmod:poss/rejection 's rejection/NN/nsubj/hurt of/IN/case/plan "
                "the plan/NN/nmod/rejection hurt/VBD .",
                ["Norland"],
                "plan",
            ),
            (
                "particle",
                "oppose",
                "Norland/NNP/nsubj/turned turned/VBD the plan/NN/obj/turned "
                "down/RP/compound:prt/turned .",
                ["Norland"],
                "plan",
            ),
            (
                "according to",
                "according-to",
                "It/PRP/nsubj/failed failed/VBD , according/VBG/case/Norland "
                "to/IN/fixed/according Norland/NNP/obl/failed .",
                ["Norland"],
                "failed",
            ),
        )
    ],
)
def test_the_same_roles_in_every_construction(
    entry: str, tree: str, holders: list[str], content: str
) -> None:
    assert [roles(frame) for frame in found(tree, entry)] == [(holders, content)]


@pytest.mark.parametrize(
    ("entry", "tree"),
    [
        ("oppose", "Norland/NNP/nsubj/turned turned/VBD the ship/NN/obj/turned ."),
        ("call-on", "Norland/NNP/nsubj/called called/VBD for/IN/case/calm calm/NN/obl/called ."),
        ("control", "The controls/NNS/nsubj/failed failed/VBD ."),
        ("according-to", "Accord/NN/nsubj/failed failed/VBD ."),
    ],
    ids=["no particle", "another preposition", "a noun of that spelling", "another word"],
)
def test_no_frame(entry: str, tree: str) -> None:
    assert found(tree, entry) == []


def test_the_addressee_is_not_the_content() -> None:
    (frame,) = found(
        "Norland/NNP/nsubj/urged urged/VBD Sudria/NNP/obj/urged to/TO/mark/leave "
        "leave/VB/xcomp/urged .",
        "urge",
    )
    assert roles(frame) == (["Norland"], "leave")
    assert [a.text for a in frame.addressees] == ["Sudria"]


def test_a_verb_of_saying_set_into_its_clause_is_inverted() -> None:
    set_in = "It/PRP/nsubj/failed failed/VBD , Doe/NNP/nsubj/said said/VBD/parataxis/failed ."
    before = "Doe/NNP/nsubj/said said/VBD it/PRP/nsubj/failed failed/VBD/ccomp/said ."
    assert [frame.inverted for frame in found(set_in, "say")] == [True]
    assert [frame.inverted for frame in found(before, "say")] == [False]


def test_a_path_with_a_word_takes_that_word_only() -> None:
    tree = doc(
        "They/PRP/nsubj/spoke spoke/VBD of/IN/case/peace peace/NN/obl/spoke "
        "in/IN/case/May May/NNP/obl/spoke ."
    )
    assert [t.text for t in follow(tree[1], "obl:of", lexicon().words)] == ["peace"]
    assert [t.text for t in follow(tree[1], "obl:in", lexicon().words)] == ["May"]
    assert follow(tree[1], "obl:on", lexicon().words) == []
