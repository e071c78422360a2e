"""Roles without a name: who is meant by the roles that the article tells, before or after."""

from __future__ import annotations

import pytest
from tests.hand_built import doc, lexicon, reading

from kg.entity_base import EntityBase, KnownEntity, Term
from kg.language.dates import DateFinder
from kg.language.officers import OfficerReader
from kg.language.reading import Role
from kg.partial_dates import PartialDate

NAMES = {"Norland": "state", "Sudria": "state", "Jane Doe": "person", "Max Roe": "person"}
JANE = "Jane/NNP/nsubj/left Doe/NNP/flat/Jane left/VBD Norland/NNP/obj/left ."
MAX = "Max/NNP/nsubj/left Roe/NNP/flat/Max left/VBD Sudria/NNP/obj/left ."


def meant(tree: str, word: str, title: str = "President", seen: bool = True) -> str:
    """Who `word` of the tree means when Jane Doe holds `title` of Norland."""
    built = doc(JANE, MAX, tree)
    noted = reading(built, NAMES)
    noted.roles.append(Role(2, title, 0, 0, 0, 1))
    token = next(t for t in built if t.text == word)
    found = OfficerReader(lexicon().words).resolve(token, {2: 1} if seen else {}, noted)
    return "" if found is None else noted.entities[found].name


POSSESSIVE = "Norland/NNP/nmod:poss/president 's president/NN/nsubj/left left/VBD ."
OF = "The president/NN/nsubj/left of/IN/case/Norland Norland/NNP/nmod/president left/VBD ."


@pytest.mark.parametrize(
    ("tree", "word"),
    [
        (POSSESSIVE, "president"),
        (OF, "president"),
        ("The president/NN/nsubj/left left/VBD .", "president"),
        ("Norland/NNP/nmod:poss/leader 's leader/NN/nsubj/left left/VBD .", "leader"),
        ("The Norland/NNP/compound/president president/NN/nsubj/left left/VBD .", "president"),
    ],
)
def test_the_holder_of_the_office_is_meant(tree: str, word: str) -> None:
    assert meant(tree, word) == "Jane Doe"


@pytest.mark.parametrize("tree", [POSSESSIVE, OF])
def test_also_when_the_name_comes_later(tree: str) -> None:
    assert meant(tree, "president", seen=False) == "Jane Doe"


@pytest.mark.parametrize(
    ("tree", "word", "title"),
    [
        (POSSESSIVE.replace("Norland", "Sudria"), "president", "President"),
        ("A/DT/det/president president/NN/nsubj/left left/VBD .", "president", "President"),
        ("The minister/NN/nsubj/left left/VBD .", "minister", "President"),
        ("The prime/JJ/amod/minister minister/NN/nsubj/left left/VBD .", "minister",
         "Deputy Prime Minister"),
        ("The president/NN/nsubj/left left/VBD .", "president", "Former President"),
        ("The former/JJ/amod/president president/NN/nsubj/left left/VBD .", "president",
         "President"),
        ("Its/PRP$/nmod:poss/president president/NN/nsubj/left left/VBD .", "president",
         "President"),
    ],
)  # fmt: skip
def test_nobody_is_meant(tree: str, word: str, title: str) -> None:
    assert meant(tree, word, title) == ""


def test_without_an_owner_nobody_unseen_is_meant() -> None:
    assert meant("The president/NN/nsubj/left left/VBD .", "president", seen=False) == ""


@pytest.mark.parametrize(
    ("title", "person"),
    [("Prime minister", "Jane Doe"), ("Premier", "Jane Doe"), ("Foreign minister", "")],
)
def test_a_premier_is_a_prime_minister(title: str, person: str) -> None:
    assert meant("The premier/NN/nsubj/left left/VBD .", "premier", title) == person


BASE = EntityBase(
    entities={
        "norland": KnownEntity(key="norland", type="place", name="Norland", state=True),
        "jane": KnownEntity(key="jane", type="person", name="Jane Doe"),
        "ann": KnownEntity(key="ann", type="person", name="Ann Poe"),
    },
    terms=(
        Term(person="jane", title="President", of="norland", start=PartialDate(iso="2021-01-20")),
        Term(
            person="ann", title="President", of="norland",
            start=PartialDate(iso="1997-05-02"), end=PartialDate(iso="2007-06-27"),
        ),
    ),
)  # fmt: skip


def held(time: str, told: bool = False) -> tuple[str, str]:
    """Who Norland's president is, and as of when, in a clause of that time; `told`: Jane Doe."""
    built = doc(
        JANE, f"{time} Norland/NNP/nmod:poss/president 's president/NN/nsubj/left left/VBD ."
    )
    noted = reading(built, NAMES)
    noted.base = BASE
    for i, key in ((0, "norland"), (2, "jane")):
        noted.entities[i].known = key
    noted.roles = [Role(2, "President", 0, 0, 0, 1)] if told else []
    DateFinder(lexicon().words)(built)
    token = next(t for t in built if t.text == "president")
    found = OfficerReader(lexicon().words).resolve(token, {2: 1} if told else {}, noted)
    whens = [r.when.iso for r in noted.roles if r.person == found and r.when]
    return "" if found is None else noted.entities[found].name, "".join(whens)


@pytest.mark.parametrize("told", [False, True])
@pytest.mark.parametrize(
    ("time", "holder"),
    [
        ("", ("Jane Doe", "")),
        ("In/IN/case/1999 1999/CD/obl/left", ("Ann Poe", "1999")),
        ("In/IN/case/1956 1956/CD/obl/left", ("", "")),
    ],
    ids=["today", "the one of then", "nobody known"],
)
def test_an_office_has_its_time(time: str, holder: tuple[str, str], told: bool) -> None:
    assert held(time, told) == holder


@pytest.mark.parametrize(("year", "person"), [("2022", "Jane Doe"), ("1987", "")])
def test_nobody_holds_an_office_for_decades(year: str, person: str) -> None:
    built = doc(JANE, f"In/IN/case/{year} {year}/CD/obl/left {POSSESSIVE.lstrip()}")
    noted = reading(built, NAMES)
    noted.roles.append(Role(2, "President", 0, 0, 0, 1))
    DateFinder(lexicon().words)(built)
    token = next(t for t in built if t.text == "president")
    found = OfficerReader(lexicon().words).resolve(token, {2: 1}, noted)
    assert ("" if found is None else noted.entities[found].name) == person


def test_who_held_it_long_ago_is_not_the_president_of_today() -> None:
    built = doc(JANE, POSSESSIVE)
    noted = reading(built, NAMES)
    noted.roles.append(Role(2, "President", 0, 0, 0, 1, PartialDate(iso="1962")))
    token = next(t for t in built if t.text == "president")
    assert OfficerReader(lexicon().words).resolve(token, {2: 1}, noted) is None
