"""Voices: whose words something is told in, the article's own or a speaker's."""

from __future__ import annotations

import pytest
from tests.hand_built import context, doc

from kg.extract.voices import speakers, voice_at

NAMES = {"Norland": "state", "Jane Doe": "person", "Max Roe": "person"}
LEFT = "Norland/NNP/nsubj/left left/VBD"
SAID = "Jane/NNP/nsubj/said Doe/NNP/flat/Jane said/VBD"
SAID_SO = f"{SAID} Norland/NNP/nsubj/left left/VBD/ccomp/said ."
TOLD = (
    "Max/NNP/nsubj/told Roe/NNP/flat/Max told/VBD Jane/NNP/nsubj/said Doe/NNP/flat/Jane "
    "said/VBD/ccomp/told Norland/NNP/nsubj/left left/VBD/ccomp/said ."
)
QUOTED = f"“ {LEFT}/ccomp/said at/IN/case/dawn dawn/NN/obl/left , ” {SAID} ."
RELATIVE = (
    f"{SAID} that/IN/mark/lost {{0}}/NNP/nsubj/lost , which/WDT/nsubj/left "
    "left/VBD/acl:relcl/{0} , had/VBD/aux/lost lost/VBN/ccomp/said ."
)
ON_NAME = RELATIVE.format("Norland")
ON_NOUN = RELATIVE.format("army").replace("NNP/nsubj/lost", "NN/nsubj/lost")


def voice(tree: str, *frames: str) -> str:
    """Who tells that somebody left."""
    where = context(doc(tree), NAMES, frames=frames)
    found = voice_at(where, next(t for t in where.doc if t.text == "left"))
    if found.speaker is None:
        return "nobody known" if found.embedded else "the article"
    assert found.embedded
    return where.reading.entities[int(found.speaker)].name


HEAD = "left/VBD"
BY_NAME = f"Jane/NNP/nsubj/left Doe/NNP/flat/Jane : Norland/NNP/nsubj/left {HEAD}"
BY_ROLE = f"Norland/NNP/nsubj/left {HEAD} Sela/NNP/obj/left – minister/NN/parataxis/left"
AS = "saying/VBG/advcl/{0} Norland/NNP/nsubj/left left/VBD/ccomp/saying ."
AS_SAYING = f"as/IN/mark/saying {AS.format('quoted')}"
QUOTES = (
    "Max/NNP/nsubj/quoted Roe/NNP/flat/Max quoted/VBD Jane/NNP/obj/quoted Doe/NNP/flat/Jane "
    f"{AS_SAYING}"
)
IS_QUOTED = (
    f"Jane/NNP/nsubj:pass/quoted Doe/NNP/flat/Jane was/VBD/aux:pass/quoted quoted/VBN {AS_SAYING}"
)
LEFT_SAYING = (
    "Max/NNP/nsubj/met Roe/NNP/flat/Max met/VBD Jane/NNP/obj/met Doe/NNP/flat/Jane , "
    f"{AS.format('met')}"
)


@pytest.mark.parametrize(
    ("tree", "speaker"),
    [
        (BY_NAME, "Jane Doe"),
        (f"{BY_NAME} Sela/NNP/obj/left .", "Jane Doe"),
        (BY_NAME.replace(":", "–"), "Jane Doe"),
        (BY_ROLE, "minister"),
        (BY_ROLE.replace("minister", "report"), "nobody known"),
        (f"Ministry/NN/nsubj/left : Norland/NNP/nsubj/left {HEAD}", "nobody known"),
        (f"Analysis/NN/nsubj/left : Norland/NNP/nsubj/left {HEAD}", "the article"),
        (f"Norland/NNP/nsubj/left – Norland/NNP/nsubj/left {HEAD}", "the article"),
        (f"{BY_ROLE} .", "the article"),
        (BY_ROLE.replace("minister/NN", "again/RB"), "the article"),
        (BY_NAME.replace(":", ","), "the article"),
        (BY_NAME.replace(":", "met/VBD/parataxis/left :"), "the article"),
    ],
)
def test_a_line_may_be_credited_to_who_stands_beside_it(tree: str, speaker: str) -> None:
    assert voice(tree) == speaker


@pytest.mark.parametrize(
    ("tree", "speaker"),
    [(QUOTES, "Jane Doe"), (IS_QUOTED, "Jane Doe"), (LEFT_SAYING, "Max Roe")],
)
def test_who_is_quoted_as_saying_speaks(tree: str, speaker: str) -> None:
    first = "Jane Doe" if tree is IS_QUOTED else "Max Roe"
    assert voice(tree, f"say:indirect saying | {first} | Norland left") == speaker


@pytest.mark.parametrize(
    ("tree", "frames", "speaker"),
    [
        (f"{LEFT} .", (), "the article"),
        (SAID_SO, (), "the article"),
        (SAID_SO, ("say:indirect said | Jane Doe | Norland left",), "Jane Doe"),
        (SAID_SO, ("say:indirect said | Jane Doe | -",), "the article"),
        (SAID_SO, ("pos:supports said | Jane Doe | Norland left",), "the article"),
        (SAID_SO, ("say:direct said | Jane Doe | Norland left",), "the article"),
        (f"{LEFT} .", ("say:indirect left | Norland | Norland left",), "the article"),
        (
            TOLD,
            (
                "say:indirect told | Max Roe | Jane Doe said Norland left",
                "say:indirect said | Jane Doe | Norland left",
            ),
            "Jane Doe",
        ),
        (
            SAID_SO.replace("Jane/NNP", "She/PRP").replace("Doe/NNP/flat/Jane ", ""),
            ("say:indirect said | She | Norland left",),
            "nobody known",
        ),
        (QUOTED, (), "Jane Doe"),
        (f"“ {LEFT} at/IN/case/dawn dawn/NN/obl/left . ”", (), "nobody known"),
        (
            ON_NAME,
            ("say:indirect said | Jane Doe | Norland , which left , had lost",),
            "the article",
        ),
        (ON_NOUN, ("say:indirect said | Jane Doe | army , which left , had lost",), "Jane Doe"),
    ],
    ids=[
        *("no words of anybody's", "no frame", "reported", "nothing is reported"),
        *("another frame", "direct, without marks", "the word that tells it", "the inner of two"),
        *("an unknown speaker", "quoted", "quoted of nobody"),
        *("a relative clause on a name", "a relative clause on a noun"),
    ],
)
def test_who_tells_it(tree: str, frames: tuple[str, ...], speaker: str) -> None:
    assert voice(tree, *frames) == speaker


def spoken(*sentences: str, frames: tuple[str, ...]) -> list[list[str]]:
    """The speakers of each frame of saying, in the order of the text."""
    where = context(doc(*sentences), NAMES, frames=frames)
    turns, entities = speakers(where), where.reading.entities
    return [[entities[int(key)].name for key in turns[at]] for at in sorted(turns)]


FAILED = "Talks/NNS/nsubj/failed failed/VBD ."
FIRST = "say:indirect said | Jane Doe | Norland left"


@pytest.mark.parametrize(
    ("between", "frame", "then"),
    [
        ((), "say:indirect failed | - | Talks", ["Jane Doe"]),
        (("\n",), "say:indirect failed | - | Talks", []),
        ((), "say:indirect failed | Talks | -", ["Talks"]),
    ],
    ids=["the same paragraph", "another paragraph", "another speaker"],
)
def test_who_spoke_last_in_the_paragraph_speaks_on(
    between: tuple[str, ...], frame: str, then: list[str]
) -> None:
    assert spoken(SAID_SO, *between, FAILED, frames=(FIRST, frame)) == [["Jane Doe"], then]


def test_a_pronoun_that_means_nobody_ends_the_turn() -> None:
    it = "It/PRP/nsubj/added added/VBD ."
    frames = FIRST, "say:indirect added | It | -", "say:indirect failed | - | Talks"
    assert spoken(SAID_SO, it, FAILED, frames=frames) == [["Jane Doe"], [], []]
