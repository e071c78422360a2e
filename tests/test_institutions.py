"""Institutions: which noun phrases are organisations of their own, and what they are called."""

from __future__ import annotations

import pytest
from tests.hand_built import doc, lexicon, reading

from kg.language.institutions import InstitutionReader
from kg.language.reading import Role

NAMES = {
    "Norland": "state",
    "Norlander": "demonym Norland",
    "Its": "pronoun Norland",
    "Jane Doe": "person",
    "His": "pronoun Jane Doe",
}
SAID = "said/VBD so/RB/advmod/said ."


def institutions(*trees: str, role: bool = False) -> list[str]:
    built = doc(*trees)
    noted = reading(built, {n: k for n, k in NAMES.items() if n.split()[0] in built.text})
    if role:
        names = [e.name for e in noted.entities]
        noted.roles.append(
            Role(names.index("Jane Doe"), "President", names.index("Norland"), None, 0, 1)
        )
    InstitutionReader(lexicon().words)(built)
    return [e.name for e in noted.entities if e.type == "organization"]


@pytest.mark.parametrize(
    ("tree", "name"),
    [
        ("The Norlander/JJ/amod/ministry foreign/JJ/amod/ministry ministry/NN/nsubj/said " + SAID,
         "Norlander foreign ministry"),
        ("Norland/NNP/nmod:poss/parliament 's parliament/NN/nsubj/said " + SAID,
         "Norland's parliament"),
        ("The Norland/NNP/compound/guard coast/NN/compound/guard guard/NN/nsubj/said " + SAID,
         "Norland coast guard"),
        ("The royal/JJ/amod/palace palace/NN/nsubj/said in/IN/case/Norland "
         "Norland/NNP/nmod/palace " + SAID, "royal palace in Norland"),
        ("Mr/NNP/nmod:desc/Jane Jane/NNP/nmod:poss/office Doe/NNP/flat/Jane 's "
         "office/NN/nsubj/said " + SAID, "Mr Jane Doe's office"),
    ],
)  # fmt: skip
def test_the_owner_stands_beside_it(tree: str, name: str) -> None:
    assert institutions(tree) == [name]


@pytest.mark.parametrize(
    "tree",
    [
        "A/DT/det/court Norlander/JJ/amod/court court/NN/nsubj/said " + SAID,
        "The Norlander/JJ/amod/guard guard/NN/nsubj/said " + SAID,
        "The Norlander/JJ/amod/office office/NN/nsubj/said " + SAID,
        "The Norlander/JJ/amod/government government/NN/nsubj/said " + SAID,
        "The Norlander/JJ/amod/troops troops/NNS/nsubj/said " + SAID,
        "The foreign/JJ/amod/ministry ministry/NN/nsubj/said " + SAID,
        "Jane/NNP/nmod:poss/court Doe/NNP/flat/Jane 's court/NN/nsubj/said " + SAID,
    ],
)
def test_no_institution(tree: str) -> None:
    assert institutions(tree) == []


def test_a_pronoun_stands_for_the_owner() -> None:
    first = "Norland/NNP/nsubj/agreed agreed/VBD ."
    its = "Its/PRP$/nmod:poss/ministry foreign/JJ/amod/ministry ministry/NN/nsubj/said " + SAID
    assert institutions(first, its) == ["Ministry of Foreign Affairs of Norland"]


def test_the_army_of_a_president_is_that_of_the_state() -> None:
    first = "Jane/NNP/nsubj/left Doe/NNP/flat/Jane left/VBD Norland/NNP/obj/left ."
    his = "His/PRP$/nmod:poss/army army/NN/nsubj/said " + SAID
    assert institutions(first, his, role=True) == ["Army of Norland"]


def test_told_twice_it_is_one() -> None:
    one = "Norland/NNP/nmod:poss/army 's army/NN/nsubj/said " + SAID
    again = "The Norlander/JJ/amod/army army/NN/nsubj/said " + SAID
    assert institutions(one, again) == ["Norland's army"]


@pytest.mark.parametrize(("others", "found"), [((), "Norland's army"), (("Sudria",), None)])
def test_the_army_is_the_one_told_of(others: tuple[str, ...], found: str | None) -> None:
    armies = [
        f"{state}/NNP/nmod:poss/army 's army/NN/nsubj/said " + SAID
        for state in ("Norland", *others)
    ]
    built = doc(*armies, "The army/NN/nsubj/added added/VBD so/RB/advmod/added .")
    noted = reading(built, dict.fromkeys(("Norland", *others), "state"))
    InstitutionReader(lexicon().words)(built)
    army = next(t for t in reversed(list(built)) if t.text == "army")
    entity = noted.at(army)
    assert (None if entity is None else noted.entities[entity].name) == found


HER_MINISTRY = "Its/PRP$/nmod:poss/ministry foreign/JJ/amod/ministry ministry/NN/nsubj/said " + SAID


@pytest.mark.parametrize(
    ("tree", "told"),
    [
        ("It/PRP/nsubj/added added/VBD so/RB/advmod/added .", "It"),
        ("The foreign/JJ/amod/ministry ministry/NN/nsubj/added added/VBD so/RB/advmod/added .",
         "ministry"),
    ],
)  # fmt: skip
def test_an_institution_told_again(tree: str, told: str) -> None:
    noted = read(HER_MINISTRY, tree)
    assert noted[told] == "Ministry of Foreign Affairs of Norland"


@pytest.mark.parametrize(
    ("tree", "told"),
    [
        ("It/PRP/expl/clear is/VBZ/cop/clear clear/JJ that/IN/mark/rains rains/VBZ/csubj/clear .",
         "It"),
        ("A foreign/JJ/amod/ministry ministry/NN/nsubj/added added/VBD so/RB/advmod/added .",
         "ministry"),
    ],
)  # fmt: skip
def test_what_is_no_institution_told_again(tree: str, told: str) -> None:
    assert told not in read(HER_MINISTRY, tree)


def read(*trees: str) -> dict[str, str]:
    """Who the words of the last sentence mean."""
    built = doc(*trees)
    noted = reading(built, {n: NAMES[n] for n in ("Norland", "Its")})
    InstitutionReader(lexicon().words)(built)
    last = list(built.sents)[-1]
    return {t.text: noted.entities[e].name for t in last if (e := noted.at(t.i)) is not None}
