"""Reading Universal Dependencies trees: subjects, objects, phrases, without knowing a word."""

from __future__ import annotations

import pytest
from tests.hand_built import tokens

from kg.language.tokens import Doc, Span, Token
from kg.language.trees import (
    agents,
    case,
    conjuncts,
    core,
    head,
    heads,
    is_passive,
    mark,
    patients,
    phrase,
    subjects,
    trim,
)

PASSIVE = (
    "The island/NN/nsubj:pass/annexed was/VBD/aux:pass/annexed annexed/VBN "
    "by/IN/case/Norland Norland/NNP/obl:agent/annexed and/CC/cc/Sudria Sudria/NNP/conj/Norland ."
)
ACTIVE = "Norland/NNP/nsubj/annexed annexed/VBD the island/NN/obj/annexed ."
SHARED = (
    "Norland/NNP/nsubj/read read/VBD the plan/NN/obj/read and/CC/cc/left left/VBD/conj/read "
    "the room/NN/obj/left ."
)
CONTROL = (
    "Norland/NNP/nsubj/asked asked/VBD Sudria/NNP/obj/asked to/TO/mark/leave "
    "leave/VB/xcomp/asked the island/NN/obj/leave ."
)
WILL = "Norland/NNP/nsubj/wants wants/VBZ to/TO/mark/leave leave/VB/xcomp/wants ."
WHO = (
    "Sudria/NNP/nsubj/left , which/WDT/nsubj/lost lost/VBD/acl:relcl/Sudria "
    "the island/NN/obj/lost , left/VBD ."
)
WHOM = (
    "The island/NN/nsubj/lies which/WDT/obj/annexed Norland/NNP/nsubj/annexed "
    "annexed/VBD/acl:relcl/island lies/VBZ far/RB/advmod/lies ."
)
PARTICIPLE = (
    "The island/NN/nsubj/lies , annexed/VBN/acl/island by/IN/case/Norland "
    "Norland/NNP/obl:agent/annexed , lies/VBZ far/RB/advmod/lies ."
)
GERUND = "Norland/NNP/nsubj/left left/VBD , taking/VBG/advcl/left the boats/NNS/obj/taking ."


def word(tree: Doc, text: str) -> Token:
    return next(token for token in tree if token.text == text)


def stretch(tree: Doc, text: str) -> Span:
    """The words, told apart by blanks, where they first stand in a row."""
    words = text.split()
    rows = (tree[i : i + len(words)] for i in range(len(tree)))
    return next(row for row in rows if [t.text for t in row] == words)


def texts(found: list[Token]) -> list[str]:
    return [token.text for token in found]


@pytest.mark.parametrize(
    ("tree", "verb", "who", "what"),
    [
        pytest.param(ACTIVE, "annexed", ["Norland"], ["island"], id="active"),
        pytest.param(PASSIVE, "annexed", ["Norland", "Sudria"], ["island"], id="passive"),
        pytest.param(SHARED, "left", ["Norland"], ["room"], id="shared"),
        pytest.param(CONTROL, "leave", ["Sudria"], ["island"], id="object control"),
        pytest.param(WILL, "leave", ["Norland"], [], id="control"),
        pytest.param(WHO, "lost", ["Sudria"], ["island"], id="who"),
        pytest.param(WHOM, "annexed", ["Norland"], ["island"], id="whom"),
        pytest.param(PARTICIPLE, "annexed", ["Norland"], ["island"], id="participle"),
        pytest.param(GERUND, "taking", ["Norland"], ["boats"], id="gerund"),
    ],
)
def test_who_does_what(tree: str, verb: str, who: list[str], what: list[str]) -> None:
    token = word(tokens(tree), verb)
    assert (texts(agents(token)), texts(patients(token))) == (who, what)


def test_no_subject_is_made_up() -> None:
    imperative = tokens("Leave/VB the island/NN/obj/Leave !")
    finite = tokens(
        "Norland/NNP/nsubj/left left/VBD because/IN/mark/rained rained/VBD/advcl/left ."
    )
    assert subjects(imperative[0]) == []
    assert subjects(word(finite, "rained")) == []


def test_passive_is_told_by_its_auxiliary_its_agent_or_its_bare_participle() -> None:
    assert is_passive(word(tokens(PASSIVE), "annexed"))
    assert is_passive(word(tokens(PARTICIPLE), "annexed"))
    assert not is_passive(word(tokens(ACTIVE), "annexed"))
    had = tokens("Norland/NNP/nsubj/annexed had/VBD/aux/annexed annexed/VBN it/PRP/obj/annexed .")
    assert not is_passive(word(had, "annexed"))
    beside = tokens(
        "It/PRP/nsubj/rained rained/VBD although/IN/mark/said Norland/NNP/nsubj/said "
        "has/VBZ/aux/said said/VBN/advcl/rained so/RB/advmod/said ."
    )
    assert not is_passive(word(beside, "said"))


def test_case_and_mark() -> None:
    tree = tokens(
        "It/PRP/nsubj/left left/VBD in/IN/case/return return/NN/obl/left "
        "if/IN/mark/pay we/PRP/nsubj/pay pay/VBP/advcl/left in/IN/case/exchange "
        "exchange/NN/obl/pay ."
    )
    assert case(word(tree, "return")) == "in"
    assert case(word(tree, "left")) == ""
    assert mark(word(tree, "pay")) == "if"
    assert mark(word(tree, "left")) == ""


def test_a_fixed_adposition_is_one_case_and_a_possessive_is_none() -> None:
    tree = tokens(
        "It/PRP/nsubj/left left/VBD because/IN/case/war of/IN/fixed/because "
        "Norland/NNP/nmod:poss/war 's war/NN/obl/left ."
    )
    assert case(word(tree, "war")) == "because of"
    assert case(word(tree, "Norland")) == ""


def test_coordination_of_names_but_not_of_verbs() -> None:
    names = tokens(
        "Norland/NNP/nsubj/met , Sudria/NNP/conj/Norland and/CC/cc/Ost Ost/NNP/conj/Norland "
        "met/VBD ."
    )
    assert texts(conjuncts(names[0])) == ["Norland", "Sudria", "Ost"]
    assert texts(conjuncts(word(tokens(SHARED), "read"))) == ["read"]


def test_a_phrase_ends_before_the_branches_that_are_dropped() -> None:
    tree = tokens(WHO)
    sudria = word(tree, "Sudria")
    assert phrase(sudria).text == "Sudria, which lost the island"
    assert phrase(sudria, drop=frozenset({"acl:relcl"})).text == "Sudria"


def test_core_drops_what_introduces_a_phrase() -> None:
    tree = tokens(
        "It/PRP/nsubj/lies lies/VBZ in/IN/case/part the eastern/JJ/amod/part part/NN/obl/lies ."
    )
    part = word(tree, "part")
    assert core(phrase(part), part).text == "eastern part"
    these = tokens("It/PRP/nsubj/saw saw/VBD these/DT/det/islands islands/NNS/obj/saw .")
    assert core(phrase(these[3]), these[3]).text == "these islands"


def test_trim_keeps_quotation_marks_and_one_word_at_least() -> None:
    tree = tokens("and/CC/cc/left , “ it/PRP/nsubj/left left/VBD ” , .")
    assert trim(tree[:]).text == "“it left”"
    assert len(trim(tokens("left/VBD . . .")[1:4])) == 1


def test_no_word_is_coordinated_across_its_own_verb() -> None:
    tree = tokens(
        "Jane/NNP/nsubj/said said/VBD he/PRP/nsubj/met and/CC/cc/Max Max/NNP/conj/Jane "
        "met/VBD/ccomp/said ."
    )
    assert texts(conjuncts(word(tree, "Jane"))) == ["Jane"]


@pytest.mark.parametrize(
    ("tree", "words", "top"),
    [
        (PASSIVE, "by Norland and Sudria", "Norland"),
        (ACTIVE, "the island", "island"),
        (ACTIVE, "annexed the island .", "annexed"),
        (CONTROL, "Sudria to leave the island", "Sudria"),
        (CONTROL, "to leave the", "leave"),
        (GERUND, ", taking", "taking"),
        (CONTROL.replace("Sudria/NNP", "then/RB/advmod/asked Sudria/NNP"), "then Sudria", "Sudria"),
        ("They/PRP/nsubj/came came/VBD far/RB/advmod/came .", "far .", "far"),
        ("They/PRP/nsubj/came came/VBD “ .", "“ .", "“"),
    ],
    ids=[
        *("names", "a noun", "a clause", "of two the first", "a verb before a mark of it"),
        *("no comma", "no adverb before a name", "an adverb before a mark", "nothing but marks"),
    ],
)
def test_the_head_of_a_span(tree: str, words: str, top: str) -> None:
    assert head(stretch(tokens(tree), words)).text == top


@pytest.mark.parametrize(
    ("tree", "words", "tops"),
    [
        (PASSIVE, "Norland and Sudria", ["Norland", "Sudria"]),
        (PASSIVE, "by Norland", ["Norland"]),
        (PASSIVE, "Sudria", ["Sudria"]),
        (SHARED, "read the plan and left", ["read"]),
    ],
    ids=["two", "the second is outside", "the first is outside", "verbs are one thing each"],
)
def test_the_heads_of_what_a_span_names(tree: str, words: str, tops: list[str]) -> None:
    assert texts(heads(stretch(tokens(tree), words))) == tops


WHICH = (
    "Norland/NNP/nsubj/praised praised/VBD the plan/NN/obj/praised , as/IN/mark/Sudria "
    "did/VBD/aux/Sudria Sudria/NNP/obl/said , which/WDT/nsubj/said said/VBD/acl:relcl/plan "
    "so/RB/advmod/said ."
)
OF_PLAN = (
    "Norland/NNP/nsubj/praised praised/VBD the plan/NN/obj/praised of/IN/case/Sudria "
    "Sudria/NNP/nmod/plan which/WDT/nsubj/failed failed/VBD/acl:relcl/plan ."
)


def test_which_is_the_name_before_that_hangs_in_its_clause() -> None:
    assert [t.text for t in subjects(word(tokens(WHICH), "said"))] == ["Sudria"]
    assert [t.text for t in subjects(word(tokens(OF_PLAN), "failed"))] == ["plan"]
