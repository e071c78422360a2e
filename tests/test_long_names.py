"""Names with adpositions inside, and fields of office, which are no names."""

from __future__ import annotations

import pytest
from spacy.lang.en import English
from tests.hand_built import lexicon, tokens

from kg.language.long_names import facility, fields, institutions, unbroken
from kg.language.plain import tokens_of

WORDS = lexicon().words


def plain_doc(text: str) -> str:
    """Every word a modifier of the last: only spelling matters here."""
    *rest, last = text.split()
    cased = [
        w if w in (",", "the") else f"{w}/{'NNP' if w[0].isupper() else 'IN'}/dep/{last}"
        for w in rest
    ]
    return " ".join([*cased, f"{last}/VBD"])


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("the Ministry of Trade said", "Ministry of Trade"),
        ("the Ministry for Trade and Industry said", "Ministry for Trade and Industry"),
        (
            "the Department for Science , Energy and Water said",
            "Department for Science , Energy and Water",
        ),
        ("the Movement for a Free Coast said", "Movement for a Free Coast"),
        ("the Council of the Isles of Norland said", "Council of the Isles of Norland"),
    ],
)
def test_an_institution_goes_on_after_its_adposition(text: str, name: str) -> None:
    assert [" ".join(t.text for t in s) for s in institutions(tokens(plain_doc(text)), WORDS)] == [
        name
    ]


@pytest.mark.parametrize(
    "text",
    [
        "the Council said",
        "the Council of elders said",
        "the ministry of Norland said",
        "Jane of Norland said",
    ],
)
def test_other_names_do_not(text: str) -> None:
    assert institutions(tokens(plain_doc(text)), WORDS) == []


def test_the_council_and_its_neighbour_are_two() -> None:
    (found,) = institutions(tokens(plain_doc("the Council of Norland and Sudria said")), WORDS)
    assert found.text == "Council of Norland"


@pytest.mark.parametrize(
    ("text", "field"),
    [
        ("Secretary of State Jane said", ["of", "State"]),
        ("Minister for Foreign Affairs said", ["for", "Foreign", "Affairs"]),
        ("Minister of State for Energy said", ["of", "State", "for", "Energy"]),
        ("Minister for Trade and Industry said", ["for", "Trade", "and", "Industry"]),
        ("National Security Minister Jane said", ["National", "Security"]),
        ("Norland Minister Jane said", []),
        ("the national minister Jane said", []),
        ("Minister of Norland said", []),
        ("Council of State said", []),
    ],
)
def test_what_an_office_is_responsible_for_is_no_name(text: str, field: list[str]) -> None:
    built = tokens(plain_doc(text))
    assert [built[i].text for i in sorted(fields(built, WORDS))] == field


def test_hyphens_join() -> None:
    built = tokens_of(English()("They met at Mar-a-Lago , near Norland-held Port-Louis ."))
    starts = {t.text: t.i for t in built}
    assert unbroken(built[starts["Mar"] : starts["Mar"] + 1]).text == "Mar-a-Lago"
    assert unbroken(built[starts["Lago"] : starts["Lago"] + 1]).text == "Mar-a-Lago"
    assert unbroken(built[starts["Norland"] : starts["Norland"] + 1]).text == "Norland"


@pytest.mark.parametrize(
    ("tree", "name"),
    [
        ("The Sela/NNP/compound/field gas/NN/compound/field field/NN/nsubj/closed closed/VBD .",
         "Sela gas field"),
        ("The Sela/NNP/compound/crossing crossing/NN/nsubj/closed closed/VBD .", "Sela crossing"),
        ("The Sela/NNP/compound/region region/NN/nsubj/closed closed/VBD .", "Sela"),
        ("The Sela/NNP/compound/port port/NN/nsubj/closed of/IN/case/Porto Porto/NNP/nmod/port "
         "closed/VBD .", "Sela"),
        ("The Sela/NNP/nmod:poss/field 's field/NN/nsubj/closed closed/VBD .", "Sela"),
    ],
)  # fmt: skip
def test_what_is_called_after_a_place(tree: str, name: str) -> None:
    built = tokens(tree)
    (at,) = [t.i for t in built if t.text == "Sela"]
    assert facility(built[at : at + 1], WORDS).text == name
