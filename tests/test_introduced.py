"""What an article introduces by a name goes before what the entity base knows by it."""

from __future__ import annotations

import datetime as dt

import pytest
from spacy.tokens import Span
from spacy.util import filter_spans
from tests.hand_built import doc, lexicon

from kg.entity_base import EntityBase, KnownEntity, Term
from kg.language.names import NameLinker
from kg.language.reading import Reading

LINKER = NameLinker(lexicon().words)
MERROW = KnownEntity(key="merrow", type="place", name="Merrow", state=True, demonyms=("Merrowese",))
PORTO = KnownEntity(key="porto", type="place", name="Porto", capital_of="merrow")
UNION = KnownEntity(key="union", type="organization", name="Coastal Union", aliases=("CU",))
PARTY = KnownEntity(
    key="party", type="organization", name="Republican Party", aliases=("Republicans",)
)
MINISTER = KnownEntity(key="minister", type="person", name="Merrow Kest")
KNOWN = (MERROW, PORTO, UNION, PARTY, MINISTER)
BASE = EntityBase(
    entities={k.key: k for k in KNOWN},
    terms=(Term(person="minister", title="minister", of="merrow"),),
)
LABELS = {"P": "PERSON", "L": "LOC", "O": "ORG"}


def named(sentences: list[str], ents: str) -> dict[str, list[str]]:
    """The names of the entities with what mentions them; `ents` is "P Jane Doe, L Porto"."""
    built = doc(*sentences)
    texts, found = [t.text for t in built], []
    for ent in ents.split(", "):
        label, *words = ent.split()
        found += [
            Span(built, i, i + len(words), LABELS[label])
            for i in range(len(texts))
            if texts[i : i + len(words)] == words
        ]
    built.ents = filter_spans(found)
    noted = Reading(base=BASE, published=dt.date(2025, 3, 12))
    built._.reading = noted
    LINKER(built)
    return {
        e.name: [
            built[m.start : m.end].text
            for m in sorted(noted.mentions, key=lambda m: m.start)
            if m.entity == i
        ]
        for i, e in enumerate(noted.entities)
    }


JANE = "Jane/NNP/nsubj/left Merrow/NNP/flat/Jane left/VBD ."
HOLM = "Merrow/NNP/nsubj/left Holm/NNP/flat/Merrow left/VBD ."
BARE = "Merrow/NNP/nsubj/waited waited/VBD ."
PEOPLE = "P Jane Merrow, P Merrow Holm, L Merrow"


@pytest.mark.parametrize(
    ("sentences", "ents", "person"),
    [
        ([JANE, BARE], PEOPLE, "Jane Merrow"),
        ([HOLM, BARE], PEOPLE, "Merrow Holm"),
        (["Senator/NNP/nmod:desc/Merrow Merrow/NNP/nsubj/left left/VBD ."], "P Merrow", "Merrow"),
        (
            ["Merrow/NNP/nsubj/left Holm/NNP/nsubj/left left/VBD .", BARE],
            "L Merrow, O Holm",
            "Merrow Holm",
        ),  # the recogniser took the name apart
        (
            [
                JANE,
                "It/PRP/nsubj/rained rained/VBD in/IN/case/Merrow Merrow/NNP/obl/rained .",
                "Merrow/NNP/nsubj/waited waited/VBD .",
            ],
            "P Jane Merrow, P Merrow",
            "Jane Merrow",
        ),  # both are spoken of: the recogniser decides
    ],
)
def test_a_person_introduced_in_full_is_meant(sentences: list[str], ents: str, person: str) -> None:
    assert named(sentences, ents)[person][-1] == "Merrow"


@pytest.mark.parametrize(
    ("sentences", "ents"),
    [
        ([BARE], PEOPLE),
        ([BARE, JANE], PEOPLE),  # before the introduction
        (
            [JANE, "It/PRP/nsubj/rained rained/VBD in/IN/case/Merrow Merrow/NNP/obl/rained ."],
            PEOPLE,
        ),
        ([JANE, "Merrow/NNP/nmod:poss/army 's army/NN/nsubj/left left/VBD ."], PEOPLE),
        (
            [JANE, "The Merrowese/JJ/amod/king king/NN/nsubj/left left/VBD .", BARE],
            PEOPLE,
        ),  # the state is spoken of
        (
            [HOLM, "Holm/NNP/nsubj/spoke spoke/VBD .", BARE],
            f"{PEOPLE}, P Holm",
        ),  # who goes by the surname does not go by the forename
        (
            ["Merrow/NNP/nsubj/left Kest/NNP/flat/Merrow left/VBD .", BARE],
            "P Merrow Kest, L Merrow",
        ),  # the state's own minister
        (
            [
                "King/NNP/nmod:desc/Ada Ada/NNP/nsubj/left "
                "of/IN/case/Merrow Merrow/NNP/nmod/Ada left/VBD .",
                BARE,
            ],
            "P Ada of Merrow, L Merrow",
        ),
    ],
)
def test_the_place_is_meant(sentences: list[str], ents: str) -> None:
    assert named(sentences, ents)["Merrow"][-1] == "Merrow"


SHORT = "The CU/NNP/nsubj/left left/VBD ."
LEAGUE = "The Clover/NNP/compound/Union Union/NNP/nsubj/left ( CU/NNP/appos/Union ) left/VBD ."


@pytest.mark.parametrize(
    ("sentences", "ents", "long"),
    [
        ([LEAGUE, SHORT], "O Clover Union, O CU", "Clover Union"),
        (
            [
                "The Clover/NNP/compound/Union Union/NNP/nsubj/left , "
                "or/CC/cc/CU CU/NNP/conj/Union , left/VBD .",
                SHORT,
            ],
            "O Clover Union, O CU",
            "Clover Union",
        ),
        (
            [
                "Sudria/NNP/nmod:poss/Cause 's Free/NNP/compound/Cause "
                "Cause/NNP/nsubj/left ( CU/NNP/appos/Cause ) left/VBD .",
                SHORT,
            ],
            "L Sudria, O Free Cause, O CU",
            "Free Cause",
        ),  # of another language
        ([SHORT], "O CU", "Coastal Union"),
        (
            [
                "The Coastal/NNP/compound/Union "
                "Union/NNP/nsubj/left ( CU/NNP/appos/Union ) left/VBD .",
                SHORT,
            ],
            "O Coastal Union, O CU",
            "Coastal Union",
        ),
        (
            [
                "The Coastel/NNP/compound/Union "
                "Union/NNP/nsubj/left ( CU/NNP/appos/Union ) left/VBD .",
                SHORT,
            ],
            "O Coastel Union, O CU",
            "Coastal Union",
        ),  # another spelling
        (
            ["Jane/NNP/nsubj/left Doe/NNP/flat/Jane ( CU/NNP/appos/Jane ) left/VBD .", SHORT],
            "P Jane Doe, O CU",
            "Coastal Union",
        ),  # her party
        (
            ["Sela/NNP/nsubj/left ( CU/NNP/appos/Sela ) left/VBD .", SHORT],
            "L Sela, O CU",
            "Coastal Union",
        ),
    ],
)
def test_an_acronym_means_what_the_article_defines(
    sentences: list[str], ents: str, long: str
) -> None:
    assert named(sentences, ents)[long][-1] == "CU"


def test_a_law_is_nobody() -> None:
    law = (
        "The Clean/NNP/compound/Act Union/NNP/compound/Act "
        "Act/NNP/nsubj/passed ( CUA/NNP/appos/Act ) passed/VBD ."
    )
    assert named([law, SHORT.replace("CU/", "CUA/")], "O CUA") == {}


MEMBERS = "The Republicans/NNPS/nsubj/left left/VBD ."


@pytest.mark.parametrize(
    ("sentences", "ents", "party"),
    [
        (
            [
                "The Republican/NNP/compound/Party Party/NNP/nsubj/met "
                "of/IN/case/Merrow Merrow/NNP/nmod/Party met/VBD .",
                MEMBERS,
            ],
            "O Republican Party of Merrow, O Republicans",
            "Republican Party of Merrow",
        ),
        (
            ["Les/NNP/nsubj/met Républicains/NNPS/flat/Les met/VBD .", MEMBERS],
            "L Les Républicains, O Republicans",
            "Les Républicains",
        ),
        ([MEMBERS], "O Republicans", "Republican Party"),
        (
            ["The Republican/NNP/compound/Guard Guard/NNP/nsubj/met met/VBD .", MEMBERS],
            "O Republican Guard, O Republicans",
            "Republican Party",
        ),
        (
            [
                "The Republican/NNP/compound/Party Party/NNP/nsubj/met "
                "of/IN/case/Sund Sund/NNP/nmod/Party met/VBD .",
                MEMBERS,
            ],
            "O Republican Party of Sund, O Republicans",
            "Republican Party",
        ),  # that of a town
    ],
)
def test_members_are_of_the_party_that_the_article_names(
    sentences: list[str], ents: str, party: str
) -> None:
    assert named(sentences, ents)[party][-1] == "Republicans"


@pytest.mark.parametrize(
    ("sentence", "person"),
    [
        ("Max/NNP/nsubj/left Doe/NNP/flat/Max Jr./NNP/flat/Max left/VBD .", "Max Doe Jr."),
        ("April/NNP/nsubj/left Doe/NNP/flat/April left/VBD .", "April Doe"),
    ],
)
def test_a_full_name_is_whole(sentence: str, person: str) -> None:
    assert named([sentence], f"P {person}") == {person: [person]}
