"""Actors: who acts when a phrase is a subject, and what acts for nobody."""

from __future__ import annotations

from tests.hand_built import doc, lexicon, reading
from tests.tree_cases import Case, counted, parametrize

from kg.language.actors import actor
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
