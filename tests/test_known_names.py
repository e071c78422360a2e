"""Names of the entity base in a text."""

from __future__ import annotations

import datetime as dt

import pytest
from tests.hand_built import tokens

from kg.entity_base import EntityBase, KnownEntity
from kg.language.known_names import KnownNames
from kg.partial_dates import PartialDate

BASE = EntityBase(
    entities={
        "sudria": KnownEntity(
            key="sudria", type="place", name="Sudria", state=True, demonyms=("Ostian",),
            former=("Ostia",), renamed=PartialDate(iso="1935-03-22"),
        ),
        "porto": KnownEntity(key="porto", type="place", name="Porto", capital_of="sudria"),
        "doe": KnownEntity(key="doe", type="person", name="King Jan-Max"),
    }
)  # fmt: skip
OSTIA = "Ostia/NNP/nsubj/fell fell/VBD ."


@pytest.mark.parametrize(
    ("also", "year", "found"),
    [
        ("It/PRP/nsubj/fell fell/VBD .", 2024, []),
        ("An/DT/det/king Ostian/JJ/amod/king king/NN/nsubj/fell fell/VBD .", 2024, ["Ostian"]),
        ("It/PRP/nsubj/fell fell/VBD .", 1930, ["Ostia"]),
        ("Sudria/NNP/nsubj/fell fell/VBD .", 2024, ["Ostia", "Sudria"]),
        ("Porto/NNP/nsubj/fell fell/VBD .", 2024, ["Ostia", "Porto"]),
    ],
    ids=["alone", "beside an adjective", "before the renaming", "beside the present name",
         "beside the capital"],
)  # fmt: skip
def test_a_former_name(also: str, year: int, found: list[str]) -> None:
    names = KnownNames.of(BASE).find(tokens(OSTIA, also), [], frozenset(), dt.date(year, 6, 1))
    assert sorted(n.span.text for n in names) == found


def test_a_part_of_a_forename_is_no_surname() -> None:
    assert KnownNames.of(BASE).surnames == {"jan max"}
