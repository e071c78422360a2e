"""Names found as they are written."""

from __future__ import annotations

import pytest
from spacy.lang.en import English

from kg.entity_base import EntityBase, KnownEntity
from kg.language.known_names import KnownNames
from kg.language.plain import tokens_of
from kg.language.spellings import Spellings

NLP = English()


@pytest.mark.parametrize(
    ("names", "text", "found"),
    [
        (["Norland"], "Norland’s envoy left Norland.", ["Norland", "Norland"]),
        (["Sand-i-Port", "Port"], "They met at Sand-i-Port.", ["Sand-i-Port", "Port"]),
        (["Sand Islands", "Sand"], "the Sand Islands", ["Sand Islands", "Sand"]),
        (["“Free Coast”"], "the “Free Coast” party", ["“Free Coast”"]),
    ],
)
def test_a_name_is_found_wherever_it_stands_the_longest_first(
    names: list[str], text: str, found: list[str]
) -> None:
    assert [span.text for span in Spellings(names).found(tokens_of(NLP(text)))] == found


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("Nor", "Norland left."),
        ("land", "Norland left."),
        ("Sand Islands", "the Sand  Islands"),
        ("Sand-Islands", "the Sand - Islands"),
        ("norland", "Norland left."),
        ("Norland left it", "Norland left"),
    ],
)
def test_not_inside_a_word_and_not_spelt_otherwise(name: str, text: str) -> None:
    assert Spellings([name]).found(tokens_of(NLP(text))) == []


def test_the_names_of_a_base_in_capitals_and_with_both_apostrophes() -> None:
    known = KnownEntity(
        key="isle", type="place", name="Jane's Isle", demonyms=("Islander",), metonyms=("the Rock",)
    )
    names = KnownNames.of(EntityBase(entities={"isle": known}))
    told = tokens_of(NLP("JANE'S ISLE, Jane’s Isle, an Islander, the Rock"))
    found = [(name.span.text, name.how) for name in names.find(told, [], frozenset(), None)]
    assert sorted(found) == [
        ("Islander", "demonym"),
        ("JANE'S ISLE", "name"),
        ("Jane’s Isle", "name"),
        ("the Rock", "metonym"),
    ]
