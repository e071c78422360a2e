"""Events: who took part, where and when, what they are called, and which tellings are of one."""

from __future__ import annotations

import pytest
from tests.hand_built import context, doc
from tests.tree_cases import Case, parametrize, read_cases

from kg.extract.events import events
from kg.model import Event

FILE = "events.txt"
NAMES = {"Norland": "state", "Sand Isles": "place"}
ISLES = "the Sand/NNP/compound/Isles"
ANNEXED = (
    f"Norland/NNP/nsubj/annexed annexed/VBD {ISLES} Isles/NNP/obj/annexed "
    "in/IN/case/1990 1990/CD/obl/annexed ."
)
UNDATED = f"Norland/NNP/nsubj/annexed annexed/VBD {ISLES} Isles/NNP/obj/annexed ."
PASSIVE = (
    f"{ISLES.replace('the', 'The')} Isles/NNP/nsubj:pass/annexed were/VBD/aux:pass/annexed "
    "annexed/VBN by/IN/case/Norland Norland/NNP/obl:agent/annexed ."
)
NOUN = (
    f"The annexation/NN/nsubj/ended of/IN/case/Isles {ISLES} Isles/NNP/nmod/annexation "
    "in/IN/case/1990 1990/CD/nmod/annexation ended/VBD ."
)
HELD = (
    "Norland/NNP/nsubj/annexed annexed/VBD what/WP/obj/annexed it/PRP/nsubj/held "
    "held/VBD/ccomp/annexed ."
)


@parametrize(FILE)
def test_a_frame_is_an_event_with_this_and_no_more(case: Case) -> None:
    assert case.told(events) == case.facts


def test_what_must_not_be_read_is_tested_as_much() -> None:
    """A frame that is not denied is an event: what must not be read is who, where and when."""
    bare = [all(len(fact.split()) == 1 for fact in case.facts) for case in read_cases(FILE)]
    assert 0 < bare.count(False) <= bare.count(True)


def event(tree: str, frame: str) -> Event:
    (found,) = events(context(doc(tree), {**NAMES, "it": "pronoun Norland"}, frames=[frame]))
    return found


@pytest.mark.parametrize(
    ("tree", "anchor", "label"),
    [
        (ANNEXED, "annexed", "Norland annexed Sand Isles (1990)"),
        (UNDATED, "annexed", "Norland annexed Sand Isles"),
        (PASSIVE, "annexed", "Sand Isles annexed by Norland"),
        (NOUN, "annexation", "annexation of the Sand Isles in 1990"),
        (HELD, "held", "Norland held"),
    ],
    ids=["a deed and its date", "a deed", "a passive", "a noun with its date", "a pronoun"],
)
def test_an_event_is_called_by_the_words_that_tell_it(tree: str, anchor: str, label: str) -> None:
    assert event(tree, f"event:annexation {anchor} | - | -").label == label


@pytest.mark.parametrize(
    ("tree", "kind", "anchor", "own"),
    [
        (NOUN, "annexation", "annexation", True),
        (ANNEXED, "annexation", "annexed", True),
        (UNDATED, "annexation", "annexed", False),
        (ANNEXED, "other", "annexed", False),
    ],
    ids=["a noun", "a deed with a date", "a deed", "a deed of no type"],
)
def test_what_is_a_thing_to_refer_to(tree: str, kind: str, anchor: str, own: bool) -> None:
    assert (event(tree, f"event:{kind} {anchor} | - | -").entity is not None) is own


def test_the_fullest_telling_names_the_event() -> None:
    first = f"The annexation/NN/nsubj/ended of/IN/case/Isles {ISLES} Isles/NNP/nmod/annexation "
    frames = [
        "event:annexation annexation | - | the Sand Isles",
        "event:annexation annexed | Norland | the Sand Isles",
    ]
    (found,) = events(context(doc(f"{first} ended/VBD .", ANNEXED), NAMES, frames=frames))
    assert found.label == "Norland annexed Sand Isles (1990)"
    starts = [evidence.passage.start for evidence in found.evidence]
    assert starts == [len("The "), len("The annexation of the Sand Isles ended. ")]
