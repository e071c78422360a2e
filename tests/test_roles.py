"""Roles: which tokens tell an office, of what, and the gender that a title tells."""

from __future__ import annotations

import pytest
from tests.hand_built import doc, lexicon, reading

from kg.language.reading import Reading
from kg.language.roles import RoleFinder

NAMES = {
    "Norland": "state",
    "Amber Pact": "organization",
    "Jane Doe": "person",
    "Quillon Roe": "person",
}
JANE = "Jane/NNP/nsubj/spoke Doe/NNP/flat/Jane"


def roles(tree: str) -> Reading:
    built = doc(tree)
    noted = reading(built, NAMES)
    RoleFinder(lexicon().words)(built)
    return noted


@pytest.mark.parametrize(
    ("title", "forename", "gender"),
    [
        ("Ms", "Quillon", "f"),
        ("Mr", "Quillon", "m"),
        ("Queen", "Quillon", "f"),
        ("Dr", "Quillon", ""),
        ("Minister", "Quillon", ""),
        ("Dr", "Jane", "f"),
    ],
)
def test_a_title_or_a_forename_tells_the_gender_or_does_not(
    title: str, forename: str, gender: str
) -> None:
    surname = {"Jane": "Doe", "Quillon": "Roe"}[forename]
    name = f"{forename}/NNP/nsubj/spoke {surname}/NNP/flat/{forename}"
    noted = roles(f"{title}/NNP/nmod:desc/{forename} {name} spoke/VBD .")
    (person,) = (e for e in noted.entities if e.name.endswith(surname))
    assert person.gender == gender


def test_the_evidence_runs_from_the_state_to_the_name() -> None:
    (role,) = roles(
        f"Norland/NNP/compound/President President/NNP/nmod:desc/Jane {JANE} spoke/VBD ."
    ).roles
    assert (role.start, role.end, role.title, role.of) == (0, 4, "President", 0)


def test_a_pronoun_for_the_state_is_noted_for_later() -> None:
    (role,) = roles(
        "Its/PRP$/nmod:poss/minister foreign/JJ/amod/minister minister/NN/nsubj/spoke , "
        "Jane/NNP/appos/minister Doe/NNP/flat/Jane , spoke/VBD ."
    ).roles
    assert (role.title, role.of, role.of_token) == ("Foreign minister", None, 0)


@pytest.mark.parametrize(
    "title", ["Prime Minister", "Deputy Foreign Minister", "Defence Secretary", "Vice President"]
)
def test_titles_of_several_words(title: str) -> None:
    words = " ".join(f"{word}/NNP/nmod:desc/Jane" for word in title.split())
    assert [r.title for r in roles(f"{words} {JANE} spoke/VBD .").roles] == [title]


def test_two_offices_of_one_person() -> None:
    noted = roles(
        f"Senator/NNP/nmod:desc/Jane {JANE} , head/NN/appos/Jane of/IN/case/Pact "
        "the Amber/NNP/compound/Pact Pact/NNP/nmod/head , spoke/VBD ."
    )
    assert [(r.title, r.of) for r in noted.roles] == [("Senator", None), ("Head", 1)]


MAX = "Quillon/NNP/conj/Jane Roe/NNP/flat/Quillon"


@pytest.mark.parametrize(
    ("title", "told"),
    [("Presidents", ["President", "President"]), ("President", ["President"])],
)
def test_one_title_of_several(title: str, told: list[str]) -> None:
    noted = roles(f"{title}/NNPS/nmod:desc/Jane {JANE} and/CC/cc/Quillon {MAX} spoke/VBD .")
    assert [r.title for r in noted.roles] == told


def test_a_name_told_with_brackets_goes_on_to_its_office() -> None:
    noted = roles(
        f"{JANE} (/-LRB-/punct/Jane Norland/NNP/parataxis/Jane )/-RRB-/punct/Jane , "
        "head/NN/appos/Jane of/IN/case/Pact the Amber/NNP/compound/Pact Pact/NNP/nmod/head , "
        "spoke/VBD ."
    )
    assert [r.title for r in noted.roles] == ["Head"]


@pytest.mark.parametrize("article", ["a/DT/det/fellow", ""])
def test_an_office_told_after_a_name_is_not_that_of_the_next_name(article: str) -> None:
    noted = roles(
        "According/VBG/case/Jane to/IN/fixed/According Jane/NNP/obl/left Doe/NNP/flat/Jane , "
        f"{article} fellow/NN/appos/Jane of/IN/case/Pact the Amber/NNP/compound/Pact "
        "Pact/NNP/nmod/fellow , Quillon/NNP/nsubj/left Roe/NNP/flat/Quillon left/VBD ."
    )
    assert [noted.entities[r.person].name for r in noted.roles] == ["Jane Doe"]
