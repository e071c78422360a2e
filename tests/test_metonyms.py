"""Capitals: when they are the government, and when the city."""

from __future__ import annotations

import pytest
from tests.hand_built import doc, framed, lexicon, reading

from kg.entity_base import EntityBase, KnownEntity
from kg.language.metonyms import MetonymReader
from kg.language.plain import tokens_of

BASE = EntityBase(
    entities={
        "norland": KnownEntity(key="norland", type="place", name="Norland", state=True),
        "sudria": KnownEntity(key="sudria", type="place", name="Sudria", state=True),
        "sela": KnownEntity(key="sela", type="place", name="Sela", capital_of="norland"),
    }
)


def meant(tree: str, *frames: str) -> str:
    (name,) = told(tree, frames=frames)
    return name


def told(*trees: str, frames: tuple[str, ...] = ()) -> list[str]:
    """What each name stands for, in the order of the text."""
    built = doc(*trees)
    names = [n for n in ("Sela", "Sudria") if n in built.text]
    noted = reading(built, dict.fromkeys(names, "place"))
    noted.frames = framed(tokens_of(built), frames)
    noted.base = BASE
    for entity, name in zip(noted.entities, names, strict=True):
        entity.known = name.lower()
    MetonymReader(lexicon().words)(built)
    return [noted.entities[m.entity].name for m in sorted(noted.mentions, key=lambda m: m.start)]


@pytest.mark.parametrize(
    "tree",
    [
        "Sela/NNP/nsubj/denied denied/VBD it/PRP/obj/denied .",
        "Sela/NNP/nmod:poss/claim 's claim/NN/nsubj/fell fell/VBD .",
        "They/PRP/nsubj/urged urged/VBD Sela/NNP/obj/urged .",
        "Pressure/NN/nsubj/grew on/IN/case/Sela Sela/NNP/nmod/Pressure grew/VBD .",
        "Talks/NNS/nsubj/began with/IN/case/Sela Sela/NNP/nmod/Talks began/VBD .",
        "The Sela/NNP/compound/government government/NN/nsubj/failed failed/VBD .",
        "Sela/NNP/nsubj/attacked attacked/VBD the plan/NN/obj/attacked .",
        "Sela/NNP/nsubj/seized seized/VBD the coast/NN/obj/seized .",
    ],
)
def test_it_acts(tree: str) -> None:
    assert meant(tree) == "Norland"


@pytest.mark.parametrize(
    "tree",
    [
        "They/PRP/nsubj/met met/VBD in/IN/case/Sela Sela/NNP/obl/met .",
        "They/PRP/nsubj/fled fled/VBD to/IN/case/Sela Sela/NNP/obl/fled .",
        "They/PRP/nsubj/seized seized/VBD Sela/NNP/obj/seized .",
        "Sela/NNP/nsubj:pass/shelled was/VBD/aux:pass/shelled shelled/VBN .",
        "Sela/NNP/nsubj/fell fell/VBD .",
        "The assault/NN/nsubj/began on/IN/case/Sela Sela/NNP/nmod/assault began/VBD .",
        "The Sela/NNP/compound/talks talks/NNS/nsubj/failed failed/VBD .",
        "The mayor/NN/nsubj/left of/IN/case/Sela Sela/NNP/nmod/mayor left/VBD .",
    ],
)
def test_it_is_a_city(tree: str) -> None:
    assert meant(tree) == "Sela"


FELL = "Sela/NNP/nsubj/fell fell/VBD ."
IN_SELA = "They/PRP/nsubj/met met/VBD in/IN/case/Sela Sela/NNP/obl/met ."


@pytest.mark.parametrize(
    ("tree", "frame", "expected"),
    [
        (FELL, "event:other fell | Sela | -", "Norland"),
        (FELL, "event:other fell | - | Sela", "Sela"),
        (IN_SELA, "event:meeting met | They ; in Sela | -", "Sela"),
    ],
    ids=["it acts", "it is where something is", "one is in it"],
)
def test_what_a_frame_tells_to_act_is_the_government(tree: str, frame: str, expected: str) -> None:
    assert meant(tree, frame) == expected


DENIED = "Sela/NNP/nsubj/denied denied/VBD it/PRP/obj/denied ."


@pytest.mark.parametrize(
    "tree",
    [
        "Sela/NNP/nmod:poss/mayor 's mayor/NN/nsubj/spoke spoke/VBD .",
        "Sela/NNP/compound/council city/NN/compound/council council/NN/nsubj/spoke spoke/VBD .",
        "The Sela/NNP/compound/government city/NN/compound/government government/NN/nsubj/spoke "
        "spoke/VBD .",
        "The city/NN/nsubj/spoke of/IN/case/Sela Sela/NNP/nmod/city spoke/VBD .",
    ],
)
def test_in_an_article_on_its_affairs_it_is_a_city(tree: str) -> None:
    assert told(tree, DENIED) == ["Sela", "Sela"]
    abroad = "Sudria/NNP/nsubj/spoke spoke/VBD ."
    assert told(tree, DENIED, abroad) == ["Sela", "Norland", "Sudria"]


def test_its_schools_are_the_citys_and_the_article_is_not() -> None:
    tree = "Sela/NNP/compound/schools schools/NNS/nsubj/closed closed/VBD ."
    assert told(tree, DENIED) == ["Sela", "Norland"]


@pytest.mark.parametrize(
    "time",
    [
        "in/IN/case/30 30/CD/obl/took BC/NN/nmod/30",
        "in/IN/case/1204 1204/CD/obl/took",
        "in/IN/case/century the second/JJ/amod/century century/NN/obl/took",
        "from/IN/case/Sudria ancient/JJ/amod/Sudria Sudria/NNP/obl/took",
    ],
)
def test_before_the_states_of_today_it_is_a_realm_of_its_own(time: str) -> None:
    took = f"Sela/NNP/nsubj/took took/VBD it/PRP/obj/took {time} ."
    assert told(took, DENIED)[0] == told(took, DENIED)[-1] == "Sela"
    assert told(took, "\n", DENIED)[-1] == "Norland"


@pytest.mark.parametrize(
    "time",
    [
        "in/IN/case/1938 1938/CD/obl/took",
        "in/IN/case/troops 1200/CD/nummod/troops troops/NNS/obl/took",
        "in/IN/case/century the twentieth/JJ/amod/century century/NN/obl/took",
    ],
)
def test_later_it_is_the_government(time: str) -> None:
    assert meant(f"Sela/NNP/nsubj/took took/VBD it/PRP/obj/took {time} .") == "Norland"


def test_the_sentence_before_one_of_old_times_is_of_them() -> None:
    later = (
        "Sela/NNP/nsubj/took took/VBD it/PRP/obj/took in/IN/case/58 58/CD/obl/took BC/NN/nmod/58 ."
    )
    assert told(DENIED, later) == ["Sela", "Sela"]
    denies = "Sela/NNP/nsubj/denies denies/VBZ it/PRP/obj/denies ."
    assert told(denies, later) == ["Norland", "Sela"]
