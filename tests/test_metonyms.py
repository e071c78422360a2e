"""Capitals: when they are the government, and when the city."""

from __future__ import annotations

import pytest
from tests.hand_built import doc, framed, lexicon, reading

from kg.known import EntityBase, KnownEntity
from kg.language.metonyms import MetonymReader
from kg.language.plain import tokens_of

BASE = EntityBase(
    entities={
        "norland": KnownEntity(key="norland", type="place", name="Norland", state=True),
        "sela": KnownEntity(key="sela", type="place", name="Sela", capital_of="norland"),
    }
)


def meant(tree: str, *frames: str) -> str:
    built = doc(tree)
    noted = reading(built, {"Sela": "place"})
    noted.frames = framed(tokens_of(built), frames)
    noted.base = BASE
    noted.entities[0].known = "sela"
    MetonymReader(lexicon().words)(built)
    (mention,) = noted.mentions
    return noted.entities[mention.entity].name


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
