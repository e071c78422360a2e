"""Kinds: what tells that a name is a person, an organisation, a place, an event."""

from __future__ import annotations

import pytest
from tests.hand_built import doc, lexicon

from kg.language.kinds import KindVoter, People

NOBODY = People(frozenset(), frozenset())
VOTER = KindVoter(lexicon().words)


def kind(tree: str, name: str, recogniser: str | None = None) -> str:
    """The kind with most votes, "" when nothing tells."""
    built = doc(tree)
    words = name.split()
    start = next(
        i for i in range(len(built)) if [t.text for t in built[i : i + len(words)]] == words
    )
    votes = VOTER.votes([(name, built[start : start + len(words)], recogniser)], NOBODY)[name]
    best = max(sorted(votes), key=lambda k: votes[k], default="")
    return best if best and votes[best] > 0 else ""


LEFT = "nsubj/left left/VBD ."


@pytest.mark.parametrize(
    ("tree", "name", "expected"),
    [
        (f"The Coast/NNP/compound/Council Council/NNP/{LEFT}", "Coast Council", "organization"),
        (f"The Sand/NNP/compound/Islands Islands/NNP/{LEFT}", "Sand Islands", "place"),
        (f"The Porto/NNP/compound/Accord Accord/NNP/{LEFT}", "Porto Accord", "event"),
        (f"Mr/NNP/nmod:desc/Roe Roe/NNP/{LEFT}", "Roe", "person"),
        (f"Minister/NNP/nmod:desc/Roe Roe/NNP/{LEFT}", "Roe", "person"),
        ("Roe/NNP/nsubj/left , 52/CD/appos/Roe , left/VBD .", "Roe", "person"),
        ("It/PRP/nsubj/rained rained/VBD in/IN/case/Sela Sela/NNP/obl/rained .", "Sela", "place"),
        ("It/PRP/nsubj/hit hit/VBD northern/JJ/amod/Sela Sela/NNP/obj/hit .", "Sela", "place"),
        (f"Sela/NNP/nmod:poss/president 's president/NN/{LEFT}", "Sela", "place"),
        (f"The Sela/NNP/compound/region region/NN/{LEFT}", "Sela", "place"),
        (
            "Jane/NNP/nsubj/said Doe/NNP/flat/Jane said/VBD so/RB/advmod/said .",
            "Jane Doe",
            "person",
        ),
    ],
)
def test_the_text_tells_the_kind(tree: str, name: str, expected: str) -> None:
    assert kind(tree, name) == expected


@pytest.mark.parametrize(
    ("tree", "name"),
    [
        (f"Sela/NNP/{LEFT}", "Sela"),
        ("Roe/NNP/nsubj/left and/CC/cc/Doe Doe/NNP/conj/Roe left/VBD .", "Roe"),
        (f"Sela/NNP/nmod:poss/dream 's dream/NN/{LEFT}", "Sela"),
        ("They/PRP/nsubj/like like/VBP Sela/NNP/obj/like .", "Sela"),
        ("Roe/NNP/nsubj/left , smiling/VBG/advcl/left , left/VBD .", "Roe"),
    ],
)
def test_nothing_tells(tree: str, name: str) -> None:
    assert kind(tree, name) == ""


def test_a_telling_word_inside_outweighs_the_recogniser() -> None:
    tree = f"The Coast/NNP/compound/Council Council/NNP/{LEFT}"
    assert kind(tree, "Coast Council", "person") == "organization"


def test_without_other_signs_the_recogniser_decides() -> None:
    tree = "Sela/NNP/nsubj/left Roe/NNP/flat/Sela left/VBD ."
    assert kind(tree, "Sela Roe", "person") == "person"


def test_the_whole_article_votes() -> None:
    built = doc(
        f"Sela/NNP/{LEFT}",
        "It/PRP/nsubj/rained rained/VBD in/IN/case/Sela Sela/NNP/obl/rained .",
    )
    named = [("sela", built[0:1], "person"), ("sela", built[6:7], None)]
    votes = VOTER.votes(named, People(frozenset(), frozenset({"sela"})))["sela"]
    assert votes["place"] > votes["person"] > 0


def test_a_single_word_that_is_never_introduced_is_no_person() -> None:
    built = doc(
        "Sudria/NNP/nsubj/left left/VBD and/CC/cc/came Sudria/NNP/nsubj/came came/VBD/conj/left ."
    )
    twice = [("sudria", built[0:1], "person"), ("sudria", built[3:4], "person")]
    for named in (twice, twice[:1]):
        votes = VOTER.votes(named, NOBODY)["sudria"]
        assert votes["place"] > votes["person"]
    known = VOTER.votes(twice, People(frozenset(), frozenset({"sudria"})))["sudria"]
    introduced = VOTER.votes([*twice, ("jane sudria", built[0:1], "person")], NOBODY)["sudria"]
    assert known["person"] > known["place"] and introduced["person"] > introduced["place"]


@pytest.mark.parametrize(("noun", "expected"), [("chain", "organization"), ("port", "place")])
def test_a_trade_tells_a_firm_against_the_recogniser(noun: str, expected: str) -> None:
    tree = f"Quillon/NNP/nsubj/left , the {noun}/NN/appos/Quillon , left/VBD ."
    assert kind(tree, "Quillon", "place") == expected


def test_a_storm_is_no_person() -> None:
    assert kind(f"Storm/NNP/compound/Quillon Quillon/NNP/{LEFT}", "Quillon", "person") == "event"
