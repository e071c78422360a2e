"""Places that have the name of a better known one."""

from __future__ import annotations

import pytest
from tests.hand_built import doc, lexicon, reading

from kg.entity_base import EntityBase, KnownEntity
from kg.language.namesakes import NamesakeReader

BASE = EntityBase(
    entities={
        e.key: e
        for e in (
            KnownEntity(key="norland", type="place", name="Norland", state=True),
            KnownEntity(key="sela", type="place", name="Sela", capital_of="norland"),
            KnownEntity(key="sudria", type="place", name="Sudria", state=True),
            KnownEntity(key="kermat", type="place", name="Kermat", part_of="sudria"),
            KnownEntity(key="ostmark", type="place", name="Ostmark", part_of="sudria"),
            KnownEntity(key="coast", type="place", name="Coast", part_of="norland"),
            KnownEntity(
                key="sela-province", type="place", name="Sela Province", part_of="sudria",
                shared=("Sela",),
            ),
            KnownEntity(
                key="norland-province", type="place", name="Norland Province", part_of="sudria",
                shared=("Norland", "Norlander"),
            ),
        )
    }
)  # fmt: skip
KEYS = {k.name: key for key, k in BASE.entities.items()}


def meant(*trees: str, **demonyms: str) -> list[str]:
    """What each name stands for, in the order of the text."""
    built = doc(*trees)
    names = dict.fromkeys(("Norland", "Sela", "Sudria", "Kermat", "Ostmark", "Coast"), "place")
    noted = reading(built, {n: k for n, k in names.items() if n in built.text} | demonyms)
    noted.base = BASE
    for entity in noted.entities:
        entity.known = KEYS[entity.name]
        entity.state = BASE.entities[entity.known].state
    NamesakeReader(lexicon().words)(built)
    return [noted.entities[m.entity].name for m in sorted(noted.mentions, key=lambda m: m.start)]


LEFT = "Sela/NNP/nsubj/left left/VBD ."


def test_a_town_by_what_it_lies_in_and_then_by_its_name() -> None:
    set_in = "Sela/NNP/nsubj/voted , Kermat/NNP/appos/Sela , voted/VBD ."
    assert meant(set_in, LEFT) == ["Sela, Kermat", "Kermat", "Sela, Kermat"]


@pytest.mark.parametrize(
    "tree",
    [
        "Sela/NNP/nsubj/voted , Norland/NNP/appos/Sela , voted/VBD .",
        "Sela/NNP/nsubj/voted , Coast/NNP/appos/Sela , voted/VBD .",
        "Sela/NNP/nsubj/voted , Kermat/NNP/conj/Sela and/CC/cc/Ostmark "
        "Ostmark/NNP/conj/Sela voted/VBD .",
        "Sela/NNP/nsubj/voted , Kermat/NNP/appos/Sela , Ostmark/NNP/appos/Sela , voted/VBD .",
        "In/IN/case/Sela Sela/NNP/obl/fought , Kermat/NNP/nsubj/fought fought/VBD .",
    ],
    ids=["its own state", "a part of its state", "a list", "a list of commas", "another phrase"],
)
def test_no_town_elsewhere(tree: str) -> None:
    assert "Sela, Kermat" not in meant(tree)


@pytest.mark.parametrize(
    "tree",
    [
        "Norland/NNP/compound/governor governor/NN/nsubj/left left/VBD .",
        "Norland/NNP/nmod:poss/governor 's Green/JJ/amod/governor governor/NN/nsubj/left "
        "left/VBD .",
        "The governor/NN/nsubj/left of/IN/case/Norland Norland/NNP/nmod/governor left/VBD .",
        "Norland/NNP/nsubj/left and/CC/cc/Kermat Kermat/NNP/conj/Norland left/VBD .",
        "Voters/NNS/nsubj/left of/IN/case/Norland Norland/NNP/nmod/Voters met/VBD/acl/Voters "
        "Kermat/NNP/obj/met near/IN/case/Ostmark Ostmark/NNP/obl/met left/VBD .",
    ],
    ids=["governor", "whose governor", "the governor of", "beside another", "among others"],
)
def test_part_of_a_federation(tree: str) -> None:
    assert "Norland Province" in meant(tree)


@pytest.mark.parametrize(
    "tree",
    [
        "Norland/NNP/compound/president president/NN/nsubj/left left/VBD .",
        "Norland/NNP/nmod:poss/governor 's bank/NN/compound/governor governor/NN/nsubj/left "
        "left/VBD .",
        "Norland/NNP/nsubj/left left/VBD Kermat/NNP/obj/left .",
        "In/IN/case/Norland Norland/NNP/obl/left , Kermat/NNP/compound/troops "
        "troops/NNS/nsubj/left left/VBD .",
        "Norland/NNP/nsubj/left left/VBD Kermat/NNP/obj/left near/IN/case/Ostmark "
        "Ostmark/NNP/obl/left , Sela/NNP/nsubj/said said/VBD/parataxis/left .",
    ],
    ids=[
        "president",
        "bank governor",
        "one of the federation",
        "another phrase",
        "its capital is told too",
    ],
)
def test_the_state_itself(tree: str) -> None:
    assert "Norland" in meant(tree)


def test_a_state_that_has_a_governor_is_none_that_is_known() -> None:
    assert meant("Sudria/NNP/compound/governor governor/NN/nsubj/left left/VBD .") == ["Sudria"]


def test_a_capital_remains_the_government_in_news_of_other_states() -> None:
    governor = "Sela/NNP/compound/governor governor/NN/nsubj/left left/VBD ."
    abroad = "Sudria/NNP/nsubj/left left/VBD ."
    assert meant(governor, LEFT) == ["Sela Province", "Sela Province"]
    assert meant(governor, LEFT, abroad) == ["Sela Province", "Sela", "Sudria"]
