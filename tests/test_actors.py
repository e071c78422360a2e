"""Actors: who acts when a phrase is a subject, and what acts for nobody."""

from __future__ import annotations

import pytest
from tests.hand_built import doc, lexicon, reading
from tests.tree_cases import Case, counted, parametrize

from kg.language.actors import actor
from kg.language.joint import joint
from kg.language.roles import RoleFinder
from kg.language.trees import subjects

FILE = "actors.txt"
NAMES = {"Norland": "state", "Norlander": "demonym Norland"}


def acting(case: Case) -> list[str]:
    tree = doc(*case.sentences)
    noted = reading(tree, case.names)
    RoleFinder(lexicon().words)(tree)
    verb = next(token for token in tree if token.text == "acted")
    found = [actor(subject, noted, lexicon().words) for subject in subjects(verb)]
    entities = [noted.entities[f] for f in found if f is not None]
    return [f"{entity.name} ({entity.type})" for entity in entities]


@parametrize(FILE)
def test_who_acts(case: Case) -> None:
    assert acting(case) == case.facts


def test_what_does_not_act_is_tested_as_much() -> None:
    hits, others = counted(FILE)
    assert 0 < hits <= others


def test_a_group_told_again_is_the_same_group() -> None:
    tree = doc(
        "Two/CD/nummod/officials Norlander/JJ/amod/officials officials/NNS/nsubj/came came/VBD .",
        "The officials/NNS/nsubj/left left/VBD .",
    )
    noted = reading(tree, NAMES)
    words = lexicon().words
    first, again = (actor(t, noted, words) for t in tree if t.text == "officials")
    assert first is not None and first == again


BOTH = "Both/DT/det/governments governments/NNS/nsubj/agreed agreed/VBD ."
TWO = "Norland/NNP/nsubj/met met/VBD Sudria/NNP/obj/met ."


@pytest.mark.parametrize(
    ("trees", "expected"),
    [
        ((TWO, BOTH), ["Norland", "Sudria"]),
        ((TWO, "Porto/NNP/nsubj/left left/VBD .", BOTH), []),
        ((TWO, BOTH.replace("Both", "The")), []),
        ((TWO, BOTH.replace("governments", "candidates")), []),
        ((BOTH,), []),
    ],
)
def test_both_governments_are_the_two_states_spoken_of(
    trees: tuple[str, ...], expected: list[str]
) -> None:
    tree = doc(*trees)
    noted = reading(tree, {"Norland": "state", "Sudria": "state", "Porto": "state"})
    token = next(t for t in tree if t.text in ("governments", "candidates"))
    found = joint(token, noted, lexicon().words)
    assert [noted.entities[i].name for i in found] == expected


MET = (
    "Negotiator/NNP/nmod:desc/Jane Jane/NNP/nsubj/met Doe/NNP/flat/Jane met/VBD "
    "Negotiator/NNP/nmod:desc/Max Max/NNP/obj/met Roe/NNP/flat/Max ."
)
LEFT = "The two/CD/nummod/negotiators negotiators/NNS/nsubj/left left/VBD ."


@pytest.mark.parametrize(
    ("trees", "expected"),
    [
        ((MET, LEFT), ["Jane Doe", "Max Roe"]),
        ((MET, LEFT.replace("two/", "three/")), []),
        ((MET, LEFT.replace("The two/CD/nummod/negotiators ", "Two/CD/nummod/negotiators ")), []),
        ((MET, LEFT.replace("negotiators", "ministers")), []),
        ((LEFT,), []),
    ],
)
def test_as_many_as_hold_the_office(trees: tuple[str, ...], expected: list[str]) -> None:
    tree = doc(*trees)
    noted = reading(tree, {"Jane Doe": "person", "Max Roe": "person"} if MET in trees else {})
    RoleFinder(lexicon().words)(tree)
    heads = [t for t in tree if t.lower_ in ("negotiators", "ministers")]
    assert [noted.entities[e].name for e in joint(heads[-1], noted, lexicon().words)] == expected


AND = "Norland/NNP/nsubj/met and/CC/cc/Sudria Sudria/NNP/conj/Norland met/VBD ."
THEY = "They/PRP/nsubj/left left/VBD ."


@pytest.mark.parametrize(
    ("trees", "expected"),
    [
        ((AND, THEY), ["Norland", "Sudria"]),
        ((AND, THEY, THEY.replace("They", "they")), ["Norland", "Sudria"]),
        ((TWO, THEY), []),
        ((THEY,), []),
        ((AND.replace("Sudria", "rain").replace("NNP/conj", "NN/conj"), THEY), []),
    ],
)
def test_they_are_those_before(trees: tuple[str, ...], expected: list[str]) -> None:
    tree = doc(*trees)
    noted = reading(tree, {"Norland": "state", "Sudria": "state"})
    token = [t for t in tree if t.lower_ == "they"][-1]
    assert [noted.entities[e].name for e in joint(token, noted, lexicon().words)] == expected
