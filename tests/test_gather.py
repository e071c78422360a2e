"""Names of one article: which spellings and short forms are one thing, which are two."""

from __future__ import annotations

import datetime as dt

import pytest
from spacy.lang.en import English
from spacy.tokens import Doc
from tests.hand_built import lexicon

from kg.entity_base import EntityBase, KnownEntity, Term
from kg.language.forms import derives, plain
from kg.language.gather import Gatherer, Name
from kg.language.known_names import KnownNames
from kg.language.reading import LocalEntity, Reading
from kg.partial_dates import PartialDate

NLP = English()
NOWHERE = EntityBase(entities={})


def gathered(
    names: list[tuple[str, str]], base: EntityBase = NOWHERE, year: int = 2025
) -> list[LocalEntity]:
    """The entities that a text made of these (name, kind) has."""
    built = NLP.make_doc(" ; ".join(name for name, _ in names))
    noted = Reading(base=base, published=dt.date(year, 3, 12))
    persons = KnownNames.of(base).persons
    found = [_name(built, name, kind) for name, kind in names]
    Gatherer(noted, lexicon().words, persons).gather(found)
    return noted.entities


def _name(built: Doc, name: str, kind: str) -> Name:
    start = built.text.index(name)
    span = built.char_span(start, start + len(name))
    assert span is not None
    return Name(span, kind, None, "demonym" if kind == "demonym" else "name")


ONE = [
    [("Doe", "person"), ("Jane Doe", "person")],
    [("Jane Doe", "person"), ("Jane Mary Doe", "person")],
    [("José Peña", "person"), ("Pena", "person")],
    [("van der Berg", "person"), ("Max van der Berg", "person")],
    [("Norland Energy Agency", "organization"), ("NEA", "organization")],
    [("Norland Energy Agency", "organization"), ("N.E.A.", "organization")],
    [("Norland Energy", "organization"), ("Norland Energy Agency", "organization")],
    [("Republic of Norland", "place"), ("Norland", "place")],
    [("Norland", "place"), ("Norlander", "demonym")],
    [("Porto Sela del Mar", "place"), ("Porto Sela", "place")],
    [("PORTO", "place"), ("Porto", "place")],
    [("Doe Jane-Mary", "person"), ("Doe", "person")],
    [("Council of Elders", "organization"), ("Council", "organization")],
]
TWO = [
    [("Jane Doe", "person"), ("Max Doe", "person")],
    [("Jane Doe", "person"), ("Jane", "person"), ("Janet", "person")],
    [("Jane Doe", "person"), ("Doe", "place")],
    [("Norland", "place"), ("South Norland", "place")],
    [("Norland Energy Agency", "organization"), ("NAE", "organization")],
    [("Norland Energy Agency", "organization"), ("Norland", "organization")],
    [("Norland Bank", "organization"), ("Norland Rail", "organization")],
    [("Norland", "place"), ("Norland", "organization")],
    [("Sand", "place"), ("Sandy", "place")],
    [("Porto Sela", "place"), ("Porto", "place")],
]


def shown(names: list[tuple[str, str]]) -> str:
    return " / ".join(f"{name} ({kind})" for name, kind in names)


@pytest.mark.parametrize("names", ONE, ids=shown)
def test_one_thing(names: list[tuple[str, str]]) -> None:
    assert len(gathered(names)) == 1


@pytest.mark.parametrize("names", TWO, ids=shown)
def test_two_things(names: list[tuple[str, str]]) -> None:
    assert len(gathered(names)) >= 2


@pytest.mark.parametrize(
    ("names", "bearer"),
    [
        (["Jane Doe", "Max Doe", "Doe"], "Max Doe"),
        (["Jane Doe", "Doe", "Max Doe"], "Jane Doe"),
        (["Doe", "Jane Doe", "Max Doe"], "Jane Doe"),
        (["Jane Doe", "Max Roe", "Doe"], "Jane Doe"),
    ],
)
def test_a_surname_alone_is_that_of_the_one_named_last(names: list[str], bearer: str) -> None:
    built = NLP.make_doc(" ; ".join(names))
    noted, found, at = Reading(base=NOWHERE, published=dt.date(2025, 3, 12)), [], 0
    for name in names:
        span = built.char_span(at, at + len(name))
        assert span is not None
        found.append(Name(span, "person", None, "name"))
        at += len(name) + 3
    Gatherer(noted, lexicon().words, {}).gather(found)
    assert [e.name for e in noted.entities if "Doe" in e.aliases] == [bearer]


def test_the_longest_name_is_the_name() -> None:
    (entity,) = gathered([("Doe", "person"), ("Jane Doe", "person")])
    assert (entity.name, entity.aliases) == ("Jane Doe", {"Jane Doe", "Doe"})


def test_a_land_with_a_people_is_a_state() -> None:
    names = [("Norland", "place"), ("Cape Sela", "place"), ("Norlander", "demonym")]
    assert {e.name: e.state for e in gathered(names)} == {"Norland": True, "Cape Sela": False}


def test_an_adjective_of_no_land_of_the_article_is_nothing() -> None:
    assert gathered([("Ostian", "demonym")]) == []


def office(start: str, end: str | None, person: str = "doe") -> Term:
    return Term(
        person=person,
        title="president",
        of="norland",
        start=PartialDate(iso=start),
        end=PartialDate(iso=end) if end else None,
    )


DOE = KnownEntity(key="doe", type="person", name="Jane Doe")
ROE = KnownEntity(key="roe", type="person", name="Max Doe")


@pytest.mark.parametrize(
    ("terms", "year", "known"),
    [
        ([office("2020", None)], 2025, "doe"),
        ([office("2010", "2022")], 2025, "doe"),
        ([office("2010", "2012")], 2025, ""),
        ([office("2030", None)], 2025, ""),
        ([office("2020", None), office("2020", None, "roe")], 2025, ""),
        ([], 2025, ""),
    ],
    ids=["in office", "just left", "long gone", "not yet", "two of that name", "no office"],
)
def test_a_surname_alone_is_the_one_in_office(terms: list[Term], year: int, known: str) -> None:
    base = EntityBase(entities={"doe": DOE, "roe": ROE}, terms=tuple(terms))
    (entity,) = gathered([("Doe", "person")], base, year)
    assert entity.known == known


@pytest.mark.parametrize(
    ("word", "land"),
    [
        ("Norlander", "Norland"),
        ("Sudrian", "Sudria"),
        ("Sudrians", "Sudria"),
        ("Ostish", "Ostland"),
        ("Marese", "Mara"),
        ("Belani", "Belan"),
    ],
)
def test_an_adjective_derives_from_its_land(word: str, land: str) -> None:
    assert derives(word, land)


@pytest.mark.parametrize(
    ("word", "land"),
    [
        ("Norman", "Norland"),
        ("Norland", "Norland"),
        ("Norlander", "South Norland"),
        ("Sudrian", "Sud"),
        ("Martian", "Mara"),
        ("", "Norland"),
    ],
)
def test_no_adjective_of_that_land(word: str, land: str) -> None:
    assert not derives(word, land)


@pytest.mark.parametrize(
    ("text", "same"),
    [
        ("Zelenskyý’s", "zelenskyy"),
        ("AL-MUNTASIR", "al muntasir"),
        ("U.N.", "u n"),
        ("  Jane\n Doe ", "jane doe"),
        ("’s", ""),
    ],
)
def test_plain(text: str, same: str) -> None:
    assert plain(text) == same
