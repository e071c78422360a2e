"""Reference: who "she", "its", "the president", "the islands" mean, and when nobody can tell."""

from __future__ import annotations

from tests.hand_built import doc, lexicon, reading
from tests.tree_cases import Case, counted, parametrize

from kg.language.reference import ReferenceResolver
from kg.language.roles import RoleFinder

FILE = "reference.txt"


def resolved(case: Case) -> list[str]:
    tree = doc(*case.sentences)
    noted = reading(tree, case.names)
    for step in (RoleFinder(lexicon().words), ReferenceResolver(lexicon().words)):
        step(tree)
    return [
        f"{tree[m.start : m.end].text} = {noted.entities[m.entity].name}"
        for m in sorted(noted.mentions, key=lambda m: m.start)
        if m.how in ("pronoun", "role", "description")
    ]


@parametrize(FILE)
def test_a_pronoun_or_a_description_means_this(case: Case) -> None:
    assert resolved(case) == case.facts


def test_what_must_not_be_resolved_is_tested_as_much() -> None:
    hits, others = counted(FILE)
    assert 0 < hits <= others


FIRST = "Jane/NNP/nsubj/spoke Doe/NNP/flat/Jane spoke/VBD ."
THEN = "The Norland/NNP/compound/president president/NN/nsubj/left left/VBD ."


def offices(*sentences: str, names: dict[str, str]) -> list[tuple[str, str]]:
    tree = doc(*sentences)
    noted = reading(tree, names)
    for step in (RoleFinder(lexicon().words), ReferenceResolver(lexicon().words)):
        step(tree)
    return [(noted.entities[r.person].name, r.title) for r in noted.roles]


def test_an_office_is_that_of_the_person_just_spoken_of() -> None:
    names = {"Jane Doe": "person", "Norland": "state"}
    assert offices(FIRST, THEN, names=names) == [("Jane Doe", "President")]


def test_an_office_is_not_that_of_a_person_with_another() -> None:
    names = {"Jane Doe": "person", "Norland": "state"}
    titled = FIRST.replace("Jane/NNP", "Minister/NNP/nmod:desc/Jane Jane/NNP", 1)
    assert offices(titled, THEN, names=names) == [("Jane Doe", "Minister")]


def test_a_leader_of_a_state_may_be_anybody() -> None:
    names = {"Jane Doe": "person", "Norland": "state"}
    assert not offices(FIRST, THEN.replace("president", "leader"), names=names)


def test_an_office_is_not_that_of_an_organisation() -> None:
    assert not offices(FIRST, THEN, names={"Jane Doe": "organization", "Norland": "state"})
