"""When a stand was taken, something proposed or said; published on Wednesday 12 March 2025."""

from __future__ import annotations

import datetime as dt

import pytest
from tests.hand_built import PUBLISHED, context, doc

from kg.extract.deed_dates import taken_on

NAMES = {"Norland": "state", "Jane Doe": "person"}


def day(tree: str, frames: tuple[str, ...], published: dt.date | None = PUBLISHED) -> str:
    """The date of the first frame."""
    where = context(doc(tree), NAMES, published, frames)
    anchor = frames[0].split()[1]
    found = taken_on(where, next(t for t in where.told if t.anchor.text == anchor))
    return "" if found is None else found.iso


TOLD = [
    (
        "Norland/NNP/nsubj/rejected rejected/VBD the treaty/NN/obj/rejected in/IN/case/1951"
        " 1951/CD/obl/rejected .",
        ("pos:opposes rejected | Norland | the treaty",),
        "1951",
    ),
    (
        "Norland/NNP/nsubj/rejected rejected/VBD the treaty/NN/obj/rejected in/IN/case/1951"
        " 1951/CD/nmod/treaty .",
        ("pos:opposes rejected | Norland | the treaty",),
        "1951",
    ),
    (
        "As/IN/case/lawmaker a lawmaker/NN/obl/opposed in/IN/case/1999 1999/CD/nmod/lawmaker ,"
        " Jane/NNP/nsubj/opposed Doe/NNP/flat/Jane opposed/VBD the euro/NN/obj/opposed .",
        ("pos:opposes opposed | Jane Doe | the euro",),
        "1999",
    ),
    (
        "In/IN/case/speech her/PRP$/nmod:poss/speech 1962/CD/compound/speech speech/NN/obl/rejected"
        " , Jane/NNP/nsubj/rejected Doe/NNP/flat/Jane rejected/VBD the union/NN/obj/rejected .",
        ("pos:opposes rejected | Jane Doe | the union",),
        "1962",
    ),
    (
        "Speaking/VBG/advcl/rejected on/IN/case/Monday Monday/NNP/obl/Speaking ,"
        " Jane/NNP/nsubj/rejected Doe/NNP/flat/Jane rejected/VBD the treaty/NN/obj/rejected .",
        ("pos:opposes rejected | Jane Doe | the treaty",),
        "2025-03-10",
    ),
    (
        "In/IN/case/1951 1951/CD/obl/signed Norland/NNP/nsubj/signed signed/VBD"
        " the pact/NN/obj/signed and/CC/cc/rejected rejected/VBD/conj/signed"
        " the treaty/NN/obj/rejected .",
        ("pos:opposes rejected | Norland | the treaty",),
        "1951",
    ),
    (
        "Norland/NNP/nsubj/refused refused/VBD in/IN/case/1951 1951/CD/obl/refused"
        " to/TO/mark/sign sign/VB/xcomp/refused the treaty/NN/obj/sign .",
        ("pos:opposes refused | Norland | to sign the treaty",),
        "1951",
    ),
    (
        "Jane/NNP/nsubj/said Doe/NNP/flat/Jane said/VBD on/IN/case/Monday Monday/NNP/obl/said"
        " that/IN/mark/opposed she/PRP/nsubj/opposed opposed/VBD/ccomp/said"
        " the treaty/NN/obj/opposed .",
        (
            "pos:opposes opposed | she | the treaty",
            "say:indirect said | Jane Doe | she opposed the treaty",
        ),
        "2025-03-10",
    ),
    (
        "Yesterday/NN/obl:unmarked/proposed Norland/NNP/nsubj/proposed proposed/VBD"
        " a vote/NN/obj/proposed in/IN/case/May May/NNP/nmod/vote .",
        ("prop:- proposed | Norland | a vote in May",),
        "2025-03-11",
    ),
]
NOT_TOLD = [
    (
        "Under/IN/case/pact the 1962/CD/nummod/pact pact/NN/obl/rejected"
        " Norland/NNP/nsubj/rejected rejected/VBD the union/NN/obj/rejected .",
        ("pos:opposes rejected | Norland | the union",),
    ),
    (
        "Norland/NNP/nsubj/proposed proposed/VBD elections/NNS/obj/proposed in/IN/case/May"
        " May/NNP/obl/proposed .",
        ("prop:- proposed | Norland | elections in May",),
    ),
    (
        "Norland/NNP/nsubj/called called/VBD for/IN/case/vote a vote/NN/obl/called"
        " in/IN/case/September September/NNP/obl/called .",
        ("prop:- called | Norland | a vote",),
    ),
    (
        "Norland/NNP/nsubj/rejected rejected/VBD the treaty/NN/obj/rejected of/IN/case/1951"
        " 1951/CD/nmod/treaty .",
        ("pos:opposes rejected | Norland | the treaty of 1951",),
    ),
    (
        "Norland/NNP/nsubj/opposed has/VBZ/aux/opposed opposed/VBN the treaty/NN/obj/opposed"
        " since/IN/case/1951 1951/CD/obl/opposed .",
        ("pos:opposes opposed | Norland | the treaty",),
    ),
    (
        "Norland/NNP/nsubj/rejects , which/WDT/nsubj/left left/VBD/acl:relcl/Norland"
        " the pact/NN/obj/left in/IN/case/1951 1951/CD/obl/left , rejects/VBZ"
        " the treaty/NN/obj/rejects .",
        ("pos:opposes rejects | Norland | the treaty",),
    ),
    (
        "Norland/NNP/nsubj/opposed had/VBD/aux/opposed opposed/VBN the treaty/NN/obj/opposed"
        " in/IN/case/1951 1951/CD/obl/opposed but/CC/cc/supports now/RB/advmod/supports"
        " supports/VBZ/conj/opposed it/PRP/obj/supports .",
        ("pos:supports supports | Norland | it",),
    ),
    (
        "Jane/NNP/nsubj/said Doe/NNP/flat/Jane said/VBD on/IN/case/Monday Monday/NNP/obl/said"
        " that/IN/mark/rejected she/PRP/nsubj/rejected had/VBD/aux/rejected"
        " rejected/VBN/ccomp/said the treaty/NN/obj/rejected .",
        (
            "pos:opposes rejected | she | the treaty",
            "say:indirect said | Jane Doe | she had rejected the treaty",
        ),
    ),
    (
        "Norland/NNP/nsubj/plans plans/VBZ to/TO/mark/reject reject/VB/xcomp/plans"
        " the treaty/NN/obj/reject in/IN/case/2031 2031/CD/obl/reject .",
        ("pos:opposes reject | Norland | the treaty",),
    ),
]


@pytest.mark.parametrize(("tree", "frames", "expected"), TOLD)
def test_a_deed_has_the_day_that_its_clause_tells(
    tree: str, frames: tuple[str, ...], expected: str
) -> None:
    assert day(tree, frames) == expected


@pytest.mark.parametrize(("tree", "frames"), NOT_TOLD)
def test_a_date_of_something_else_is_none_of_the_deed(tree: str, frames: tuple[str, ...]) -> None:
    assert day(tree, frames) == ""


def test_what_must_not_be_dated_is_tested_as_much() -> None:
    assert len(NOT_TOLD) >= len(TOLD)
