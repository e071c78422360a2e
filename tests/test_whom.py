"""Whom the words of a role mean: names, people, and pronouns that nobody has resolved."""

from __future__ import annotations

import pytest
from tests.hand_built import context, doc

NAMES = {
    "Norland": "state",
    "Norlanders": "demonym Norland",
    "Amber Pact": "organization",
    "Jane Doe": "person",
    "Max Roe": "person",
    "Harbour War": "event",
}
SPOKE = "Jane/NNP/nsubj/spoke Doe/NNP/flat/Jane spoke/VBD ."
PACT_MET = "The Amber/NNP/compound/Pact Pact/NNP/nsubj/met met/VBD ."
LEFT = "{0}/PRP/nsubj/left left/VBD ."
RAIN = "Rain/NN/nsubj/fell fell/VBD ."


def meant(*sentences: str, who: str, before: tuple[str, ...] = ()) -> list[str]:
    """The names of those who fill the role of the word "left"; others act in frames `before`."""
    where = context(doc(*sentences), NAMES, frames=[*before, f"event:other left | {who} | -"])
    told = next(told for told in where.told if told.anchor.text == "left")
    return [where.reading.entities[int(key)].name for key in where.who(told)]


@pytest.mark.parametrize(
    ("tree", "who", "expected"),
    [
        ("Norland/NNP/nsubj/left left/VBD .", "Norland", ["Norland"]),
        (
            "Norland/NNP/nsubj/left and/CC/cc/Pact Amber/NNP/compound/Pact Pact/NNP/conj/Norland "
            "left/VBD .",
            "Norland and Amber Pact",
            ["Norland", "Amber Pact"],
        ),
        ("The Norlanders/NNPS/nsubj/left left/VBD .", "The Norlanders", ["Norland"]),
        (
            "Two/CD/nummod/Norlanders Norlanders/NNPS/nsubj/left left/VBD .",
            "Two Norlanders",
            ["Two Norlanders"],
        ),
        (
            "Norland/NNP/compound/troops troops/NNS/nsubj/left left/VBD .",
            "Norland troops",
            ["Norland"],
        ),
        (
            "The guide/NN/nsubj/left , Jane/NNP/appos/guide Doe/NNP/flat/Jane , left/VBD .",
            "The guide , Jane Doe",
            ["Jane Doe"],
        ),
        (
            "Six/CD/nummod/trawlers trawlers/NNS/nsubj/left left/VBD .",
            "Six trawlers",
            ["Six trawlers"],
        ),
        (
            "Boats/NNS/nsubj/left off/IN/case/Norland Norland/NNP/nmod/Boats left/VBD .",
            "Boats off Norland",
            ["Boats off Norland"],
        ),
        ("This/DT/nsubj/left left/VBD .", "This", []),
    ],
    ids=[
        *("a name", "two names", "a people", "some of a people", "those who act for a state"),
        *("a name beside a noun", "a noun", "a name that only says where", "a pointer"),
    ],
)
def test_who_fills_a_role(tree: str, who: str, expected: list[str]) -> None:
    assert meant(tree, who=who) == expected


ACTED = "event:other spoke | Jane Doe | -"
MET = "event:other met | The Amber Pact | -"


@pytest.mark.parametrize(
    ("sentences", "before", "pronoun", "expected"),
    [
        ((SPOKE,), (ACTED,), "She", ["Jane Doe"]),
        ((SPOKE, PACT_MET), (ACTED, MET), "She", ["Jane Doe"]),
        ((SPOKE, PACT_MET), (ACTED, MET), "It", ["Amber Pact"]),
        ((SPOKE,), (), "She", []),
        ((SPOKE,), (ACTED,), "It", []),
        ((SPOKE,), (ACTED,), "He", []),
        ((PACT_MET,), (MET,), "She", []),
        ((SPOKE, RAIN, RAIN, RAIN), (ACTED,), "She", ["Jane Doe"]),
        ((SPOKE, RAIN, RAIN, RAIN, RAIN), (ACTED,), "She", []),
    ],
    ids=[
        *("a person", "a person before a body", "a body", "who does not act in a frame"),
        *("a person is no it", "a woman is no he", "a body is no she", "near", "too far"),
    ],
)
def test_an_open_pronoun_is_who_acted_last_and_fits(
    sentences: tuple[str, ...], before: tuple[str, ...], pronoun: str, expected: list[str]
) -> None:
    assert meant(*sentences, LEFT.format(pronoun), who=pronoun, before=before) == expected


def test_a_law_acts_in_nothing() -> None:
    where = context(
        doc("The CCA/NNP/nsubj/left left/VBD ."), {}, frames=["event:other left | CCA | -"]
    )
    (told,) = where.told
    where.reading.laws.add(1)
    assert where.who(told) == []
    where.reading.laws.clear()
    assert where.who(told) != []
