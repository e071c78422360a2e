"""Worlds: what a clause says is so, and what it only denies, asks or supposes."""

from __future__ import annotations

import pytest
from tests.hand_built import lexicon, tokens

from kg.extract.worlds import conditional, denied, imagined, modals, negated, unreal_here
from kg.language.tokens import Token

WORDS = lexicon().words
REAL = {
    "plain": "Norland/NNP/nsubj/left left/VBD .",
    "after": "It/PRP/nsubj/rained rained/VBD after/IN/mark/left Norland/NNP/nsubj/left "
    "left/VBD/advcl/rained .",
    "because": "It/PRP/nsubj/rained rained/VBD because/IN/mark/left Norland/NNP/nsubj/left "
    "left/VBD/advcl/rained .",
    "managed to": "Norland/NNP/nsubj/managed managed/VBD to/TO/mark/leave leave/VB/xcomp/managed .",
    "above a denial": "Norland/NNP/nsubj/left left/VBD because/IN/mark/rain it/PRP/nsubj/rain "
    "did/VBD/aux/rain not/RB/advmod/rain rain/VB/advcl/left .",
    "neither side, in an aside": "The isle/NN/nsubj/left awarded/VBN/acl/isle to/IN/case/side "
    "neither/DT/det/side side/NN/obl/awarded left/VBD .",
}
UNREAL = {
    "not": "Norland/NNP/nsubj/leave did/VBD/aux/leave not/RB/advmod/leave leave/VB .",
    "may": "Norland/NNP/nsubj/leave may/MD/aux/leave leave/VB .",
    "would": "Norland/NNP/nsubj/leave would/MD/aux/leave leave/VB .",
    "a question": "Norland/NNP/nsubj/left left/VBD ?",
    "a quoted question": "“ Norland/NNP/nsubj/left left/VBD ? ”",
    "no state": "No/DT/det/state state/NN/nsubj/left left/VBD .",
    "nobody": "Nobody/NN/nsubj/left left/VBD .",
    "if": "It/PRP/nsubj/rains rains/VBZ if/IN/mark/left Norland/NNP/nsubj/left "
    "left/VBD/advcl/rains .",
    "a purpose": "It/PRP/nsubj/rained rained/VBD to/TO/mark/leave leave/VB/advcl/rained .",
    "failed to": "Norland/NNP/nsubj/failed failed/VBD to/TO/mark/leave leave/VB/xcomp/failed .",
    "a plan to": "A plan/NN/nsubj/died to/TO/mark/leave leave/VB/acl/plan died/VBD .",
    "without": "It/PRP/nsubj/rained rained/VBD without/IN/mark/leaving leaving/VBG/advcl/rained .",
}


def leaving(tree: str) -> Token:
    return next(token for token in tokens(tree) if token.lemma_ == "leave")


@pytest.mark.parametrize("name", REAL)
def test_a_clause_that_is_so(name: str) -> None:
    assert not unreal_here(leaving(REAL[name]), WORDS)


@pytest.mark.parametrize("name", UNREAL)
def test_a_clause_that_is_not_so_or_only_possible(name: str) -> None:
    assert unreal_here(leaving(UNREAL[name]), WORDS)


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
    verb = next(token for token in tokens(tree) if token.text in ("came", "took"))
    assert negated(verb, WORDS) is expected


def test_what_a_verb_above_takes_away_the_clause_does_not_deny_itself() -> None:
    verb = leaving(UNREAL["failed to"])
    assert negated(verb, WORDS) and not denied(verb, WORDS)


def test_modal_verbs_of_the_clause() -> None:
    assert modals(leaving(UNREAL["may"]), WORDS) == {"may"}
    assert modals(leaving(UNREAL["not"]), WORDS) == set()


@pytest.mark.parametrize(("name", "expected"), [("if", True), ("a question", True), ("not", False)])
def test_conditions_and_questions(name: str, expected: bool) -> None:
    assert conditional(leaving(UNREAL[name]), WORDS) is expected


WON = "What/WP if/IN/mark/won Norland/NNP/nsubj/won had/VBD/aux/won won/VBN/advcl/What ?"
LEFT_IT = "Norland/NNP/nsubj/left left/VBD ."
IN_IT = "In/IN/case/{0} {1}/DT/det/{0} {0}/NN/obl/left , Norland/NNP/nsubj/left left/VBD ."
IMAGINE = "Imagine/VB Norland/NNP/nsubj/won had/VBD/aux/won won/VBN/ccomp/Imagine ."
RULES = (
    "Norland/NNP/nsubj/left left/VBD in/IN/case/scenario this/DT/det/scenario "
    "scenario/NN/obl/left ."
)
THEN = "Then/RB/advmod/left Norland/NNP/nsubj/left left/VBD ."
AND = (
    "In/IN/case/film the film/NN/obl/came , Norland/NNP/nsubj/came came/VBD and/CC/cc/left "
    "left/VBD/conj/came ."
)


def is_imagined(*sentences: str) -> bool:
    return imagined(next(t for t in tokens(*sentences) if t.text == "left"), WORDS)


@pytest.mark.parametrize(
    "sentences",
    [
        (WON, IN_IT.format("world", "that")),
        (IMAGINE, RULES),
        (IMAGINE, THEN),
        (IMAGINE, IN_IT.format("world", "such").replace("DT/det", "PDT/det:predet")),
        (IN_IT.format("novel", "the"),),
        (AND,),
    ],
)
def test_what_is_only_imagined(sentences: tuple[str, ...]) -> None:
    assert is_imagined(*sentences)


@pytest.mark.parametrize(
    "sentences",
    [
        (WON, LEFT_IT),
        (WON, "\n", IN_IT.format("world", "that")),
        (WON, IN_IT.format("year", "that")),
        (WON, IN_IT.format("valley", "that")),
        (LEFT_IT.replace("left", "met"), IN_IT.format("world", "that")),
        (LEFT_IT.replace("left", "met"), THEN),
        (IN_IT.format("capital", "the"),),
    ],
)
def test_what_is_told_beside_it_is_so(sentences: tuple[str, ...]) -> None:
    assert not is_imagined(*sentences)
