"""Persons of one surname: whom it means where it stands alone."""

from __future__ import annotations

import pytest
from tests.hand_built import PUBLISHED, doc, lexicon
from tests.test_gather import NOWHERE, office

from kg.entity_base import EntityBase, KnownEntity
from kg.language.bearers import is_surname
from kg.language.dates import DateFinder
from kg.language.gather import Gatherer
from kg.language.known_names import KnownNames
from kg.language.plain import tokens_of
from kg.language.reading import Name, Reading

JANE = "Jane/NNP/nsubj/left Doe/NNP/flat/Jane left/VBD ."
FATHER = (
    "Her/PRP$/nmod:poss/father father/NN/nsubj/left , "
    "Max/NNP/appos/father Doe/NNP/flat/Max , left/VBD ."
)
SON = (
    "Max/NNP/nsubj/left Doe/NNP/flat/Max , the son/NN/appos/Max "
    "of/IN/case/Jane Jane/NNP/nmod/son Doe/NNP/flat/Jane , left/VBD ."
)
MAX = "Max/NNP/nsubj/left Doe/NNP/flat/Max left/VBD ."
JUNIOR = "Max/NNP/nsubj/left Doe/NNP/flat/Max Jr./NNP/flat/Max left/VBD ."
SENIOR = (
    "His/PRP$/nmod:poss/father father/NN/nsubj/left , "
    "Max/NNP/appos/father Doe/NNP/flat/Max , left/VBD ."
)
NAMES = [["Max", "Doe", "Jr."], ["Max", "Doe"], ["Jane", "Doe"], ["Doe"]]
BARE = "Doe/NNP/nsubj/said said/VBD ."


def titled(title: str, verb: str = "said") -> str:
    return f"{title}/NNP/nmod:desc/Doe Doe/NNP/nsubj/{verb} {verb}/VBD ."


def bearers(sentences: list[str], base: EntityBase = NOWHERE) -> list[str]:
    """Whom each "Doe" that stands alone means, in order."""
    built = doc(*sentences)
    texts = [t.text for t in built]
    names, i = [], 0
    while i < len(texts):
        words = next((n for n in NAMES if texts[i : i + len(n)] == n), [])
        if words:
            span = built[i : i + len(words)]
            known = next((k for k in base.entities.values() if k.name == span.text), None)
            names.append(Name(span, "person", known, "name"))
        i += len(words) or 1
    noted = Reading(base=base, published=PUBLISHED)
    DateFinder(lexicon().words).read(tokens_of(built), noted)
    Gatherer(noted, lexicon().words, KnownNames.of(base).persons).gather(names)
    return [
        noted.entities[m.entity].name
        for m in sorted(noted.mentions, key=lambda m: m.start)
        if m.end - m.start == 1
    ]


@pytest.mark.parametrize(
    ("sentences", "who"),
    [
        ([JANE, FATHER, BARE], ["Jane Doe"]),
        ([SON, BARE], ["Max Doe"]),
        ([JUNIOR, SENIOR, BARE], ["Max Doe Jr."]),
        ([JANE, MAX, BARE], ["Max Doe"]),
        ([JANE, BARE, MAX, BARE], ["Jane Doe", "Jane Doe"]),
        ([JANE, MAX, titled("Ms"), titled("Mr", "left")], ["Jane Doe", "Max Doe"]),
        ([MAX, JANE, titled("Mr")], ["Max Doe"]),
        ([JANE, FATHER, titled("Mr")], ["Max Doe"]),
        (["President/NNP/nmod:desc/Jane " + JANE, MAX, titled("President")], ["Jane Doe"]),
        ([JANE, MAX, titled("President")], ["Max Doe"]),  # a title that was told of neither
        ([JANE, titled("Mr")], ["Mr Doe"]),  # whom the article does not name in full
        ([JANE, titled("Dr")], ["Jane Doe"]),
        ([titled("Mr"), titled("Mrs", "left"), BARE], ["Mr Doe", "Mrs Doe", "Mr Doe"]),
        ([titled("Mr"), BARE], ["Doe", "Doe"]),
        (["Mr/NNP/nmod:desc/Doe and/CC/cc/Mrs " + titled("Mrs"), JANE], ["Jane Doe"]),
    ],
)
def test_whom_the_surname_means(sentences: list[str], who: list[str]) -> None:
    assert bearers(sentences) == who


def test_of_whom_a_past_year_was_told_does_not_speak_now() -> None:
    ruled = "Max/NNP/nsubj/ruled Doe/NNP/flat/Max ruled/VBD until/IN/case/2001 2001/CD/obl/ruled ."
    son = JANE.replace("left/VBD", "came/VBD").replace("/left", "/came")
    assert bearers([son, ruled, BARE]) == ["Jane Doe"]
    assert bearers([ruled, son, BARE]) == ["Jane Doe"]
    assert bearers([son, ruled.replace("2001", "2024"), BARE]) == ["Max Doe"]


def test_of_two_who_are_known_the_one_in_office() -> None:
    known = {
        key: KnownEntity(key=key, type="person", name=name)
        for key, name in (("doe", "Jane Doe"), ("roe", "Max Doe"))
    }
    base = EntityBase(entities=known, terms=(office("2020", None), office("1990", "1994", "roe")))
    assert bearers([JANE, MAX, BARE], base) == ["Jane Doe"]


@pytest.mark.parametrize(
    ("short", "full", "expected"),
    [
        ("doe", "max doe", True),
        ("doe", "max doe jr", True),
        ("doe jr", "max doe jr", True),
        ("max doe", "max roe doe", True),
        ("max doe", "max doe jr", False),
        ("max", "max doe", False),
        ("jr", "max doe jr", True),
        ("doe", "doe", False),
    ],
)
def test_surnames(short: str, full: str, expected: bool) -> None:
    assert is_surname(short.split(), full.split()) == expected


@pytest.mark.parametrize(
    ("name", "surname", "other"),
    [
        ("Max Roe Jr.", "roe", "jr"),
        ("King Max-Jan", "max jan", "jan"),
        ("Max al-Roe", "roe", "al roe"),
        ("Queen Ada of Norland", "ada", "norland"),
    ],
)
def test_surnames_of_the_base(name: str, surname: str, other: str) -> None:
    known = KnownEntity(key="k", type="person", name=name)
    surnames = KnownNames.of(EntityBase(entities={"k": known})).surnames
    assert surname in surnames and other not in surnames
