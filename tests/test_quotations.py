"""Quotations: where quoted words begin and end, who said them, and which marks quote nobody."""

from __future__ import annotations

from collections.abc import Iterable

import pytest
from spacy.lang.en import English
from tests.hand_built import context, doc

from kg.language.quote_marks import _quoted

NLP = English()
NAMES = {"Jane Doe": "person", "Max Roe": "person"}


def spans(text: str) -> list[str]:
    return [text[start:end] for start, end in _quoted(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“We left,” she said. “Now.”", ["We left,", "Now."]),
        ('"We left," she said. "Now."', ["We left,", "Now."]),
        ("‘We left,’ she said.", ["We left,"]),
        ("'We left,' she said.", ["We left,"]),
        ("«We left», she said.", ["We left"]),
        ("„We left“, she said.", ["We left"]),
        ("“He said ‘no’ twice,” she said.", ["He said ‘no’ twice,"]),
        ("‘We don’t know,’ she said.", ["We don’t know,"]),
        ("'We don't know,' she said.", ["We don't know,"]),
        ("“First paragraph.\n\n“Second paragraph.”", ["First paragraph.", "Second paragraph."]),
        ("“", [""]),
        ("She said: “We left", ["We left"]),
    ],
)
def test_quoted(text: str, expected: list[str]) -> None:
    assert spans(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "They left.",
        "Norland's ships and the sailors' boats",
        "Norland’s ships and the sailors’ boats",
        "the '90s",
        "rock 'n roll",
        "it's 5' tall",
        "",
        "\n\n",
        "don't, won't, can't",
    ],
)
def test_nothing_quoted(text: str) -> None:
    assert spans(text) == []


def read(*sentences: str, frames: Iterable[str] = ()) -> list[tuple[str, str | None, bool]]:
    """Each quotation: its words, its speaker, whether it is direct."""
    where = context(doc(*sentences), NAMES, frames=frames)
    entities = where.reading.entities
    return [
        (
            where.doc[q.start : q.end].text,
            None if q.speaker is None else entities[q.speaker].name,
            q.direct,
        )
        for q in where.reading.quotations
    ]


WE_LEFT = "“ We/PRP/nsubj/left have/VBP/aux/left left/VBN/ccomp/said , ”"
SAID = "said/VBD Jane/NNP/nsubj/said Doe/NNP/flat/Jane"


def test_the_speaker_stands_after_the_quotation() -> None:
    assert read(f"{WE_LEFT} {SAID} .") == [("We have left,", "Jane Doe", True)]


def test_the_speaker_stands_before_the_quotation() -> None:
    tree = (
        "Jane/NNP/nsubj/said Doe/NNP/flat/Jane said/VBD : “ We/PRP/nsubj/left have/VBP/aux/left "
        "left/VBN/ccomp/said . ”"
    )
    assert read(tree) == [("We have left.", "Jane Doe", True)]


def test_the_wife_of_somebody_named_is_somebody_else() -> None:
    wife = "said/VBD Jane/NNP/nmod:poss/wife Doe/NNP/flat/Jane 's wife/NN/nsubj/said"
    assert read(f"{WE_LEFT} {wife} .")[0][1] != "Jane Doe"


def test_an_interrupted_quotation_has_one_speaker() -> None:
    found = read(
        f"{WE_LEFT} {SAID} .",
        "“ They/PRP/nsubj/stayed have/VBP/aux/stayed stayed/VBN . ”",
    )
    assert [(speaker, direct) for _, speaker, direct in found] == [("Jane Doe", True)] * 2


def test_a_quotation_goes_on_in_the_next_paragraph() -> None:
    found = read(
        "Jane/NNP/nsubj/said Doe/NNP/flat/Jane said/VBD : “ We/PRP/nsubj/left have/VBP/aux/left "
        "left/VBN/ccomp/said .",
        "\n",
        "“ They/PRP/nsubj/stayed have/VBP/aux/stayed stayed/VBN . ”",
    )
    assert [speaker for _, speaker, _ in found] == ["Jane Doe", "Jane Doe"]


def test_i_is_the_speaker() -> None:
    where = context(doc(f"{WE_LEFT} {SAID} ."), NAMES)
    we = next(token for token in where.doc if token.text == "We")
    assert where.reading.at(we) == 0


def test_another_speaker_ends_the_turn() -> None:
    found = read(
        f"{WE_LEFT} {SAID} .",
        "Max/NNP/nsubj/added Roe/NNP/flat/Max added/VBD : “ They/PRP/nsubj/stayed "
        "have/VBP/aux/stayed stayed/VBN/ccomp/added . ”",
    )
    assert [speaker for _, speaker, _ in found] == ["Jane Doe", "Max Roe"]


@pytest.mark.parametrize(
    "tree",
    [
        "Trains/NNS/nsubj/left left/VBD the “ ghost/NN/compound/line ” line/NN/obj/left .",
        "They/PRP/nsubj/sang sang/VBD “ Long/RB/advmod/Road Road/NN/obj/sang ” .",
        f"{SAID} it/PRP/nsubj/line was/VBD/cop/line a “ red/JJ/amod/line line/NN/ccomp/said ” .",
    ],
    ids=["scare quotes", "a song", "two words in a clause"],
)
def test_marks_that_quote_no_clause(tree: str) -> None:
    assert [direct for *_, direct in read(tree)] == [False]


def test_a_quotation_without_a_speaker_has_none() -> None:
    assert read("“ They/PRP/nsubj/left have/VBP/aux/left left/VBN . ”") == [
        ("They have left.", None, True)
    ]


STAYED = "“ They/PRP/nsubj/stayed have/VBP/aux/stayed stayed/VBN . ”"


def test_the_sentence_after_a_full_stop_is_not_whose_words_they_are() -> None:
    assert read(STAYED, "Max/NNP/nsubj/denied Roe/NNP/flat/Max denied/VBD it/PRP/obj/denied .") == [
        ("They have stayed.", None, True)
    ]


def test_a_person_and_a_colon() -> None:
    found = read("Jane/NNP Doe/NNP/flat/Jane on/IN/case/talks the talks/NNS/nmod/Jane :", STAYED)
    assert found == [("They have stayed.", "Jane Doe", True)]


def test_it_had_been_said() -> None:
    found = read(f"{WE_LEFT} Jane/NNP/nsubj/said Doe/NNP/flat/Jane had/VBD/aux/said said/VBN .")
    assert found == [("We have left,", "Jane Doe", True)]


def test_the_speaker_is_named_after_a_title() -> None:
    found = read(
        f"{WE_LEFT} said/VBD the chair/NN/dep/said of/IN/case/board the board/NN/nmod/chair , "
        "Jane/NNP/dep/said Doe/NNP/flat/Jane ."
    )
    assert found == [("We have left,", "Jane Doe", True)]


def test_a_whole_clause_after_said_that_is_direct() -> None:
    tree = (
        "Jane/NNP/nsubj/said Doe/NNP/flat/Jane said/VBD that/IN/mark/open “ the door/NN/nsubj/open "
        "is/VBZ/cop/open wide/RB/advmod/open open/JJ/ccomp/said ” ."
    )
    assert read(tree) == [("the door is wide open", "Jane Doe", True)]


def test_an_answer_is_of_who_spoke_before() -> None:
    found = read(
        f"{WE_LEFT} {SAID} .", "Would/MD/aux/return they/PRP/nsubj/return return/VB ?", STAYED
    )
    assert [speaker for _, speaker, _ in found] == ["Jane Doe", "Jane Doe"]


HEADING = "“ They/PRP/nsubj/stayed have/VBP/aux/stayed stayed/VBN ”"
BY_ROE = "said/VBD Max/NNP/nsubj/said Roe/NNP/flat/Max"


def test_a_heading_is_of_whom_the_text_quotes_so() -> None:
    so = STAYED.replace("stayed/VBN .", "stayed/VBN/ccomp/said ,")
    found = read(HEADING, "\n", f"{WE_LEFT} {SAID} .", f"{so} {BY_ROE} .")
    assert [speaker for _, speaker, _ in found] == ["Max Roe", "Jane Doe", "Max Roe"]


@pytest.mark.parametrize(
    ("others", "speaker"), [((SAID, SAID), "Jane Doe"), ((SAID,), None), ((SAID, BY_ROE), None)]
)
def test_a_heading_is_of_whom_the_text_quotes_most(
    others: tuple[str, ...], speaker: str | None
) -> None:
    found = read(HEADING, "\n", *(f"{WE_LEFT} {by} ." for by in others))
    assert found[0][1] == speaker


def test_words_after_a_report_are_of_whom_it_is() -> None:
    report = (
        "The treaty/NN/nsubj/fail , Jane/NNP/nsubj/argued Doe/NNP/flat/Jane "
        "argued/VBD/parataxis/fail , would/MD/aux/fail fail/VB ."
    )
    assert read(report, STAYED) == [("They have stayed.", "Jane Doe", True)]


# What the learned reader tells

SMILED = f"{WE_LEFT} Jane/NNP/nsubj/smiled Doe/NNP/flat/Jane smiled/VBD ."
WAS_TOLD = (
    f"{WE_LEFT} Max/NNP/nsubj:pass/told Roe/NNP/flat/Max was/VBD/aux:pass/told told/VBD "
    "by/IN/case/Jane Jane/NNP/obl:agent/told Doe/NNP/flat/Jane ."
).replace("ccomp/said", "ccomp/told")
GHOST = "Trains/NNS/nsubj/left left/VBD the “ ghost/NN/compound/line ” line/NN/obj/left ."


@pytest.mark.parametrize(
    ("tree", "frame", "expected"),
    [
        (
            SMILED.replace("said", "smiled"),
            "say:direct smiled | Jane Doe | We have left",
            ("We have left,", "Jane Doe", True),
        ),
        (
            WAS_TOLD,
            "say:direct told | by Jane Doe | We have left",
            ("We have left,", "Jane Doe", True),
        ),
        (f"{WE_LEFT} {SAID} .", "say:direct said | - | We", ("We have left,", "Jane Doe", True)),
        (GHOST, "say:direct ghost | - | ghost", ("ghost", None, True)),
    ],
    ids=["a verb of no saying", "not the subject", "nobody in the frame", "a word said by itself"],
)
def test_a_frame_tells_who_speaks_and_that_somebody_does(
    tree: str, frame: str, expected: tuple[str, str | None, bool]
) -> None:
    assert read(tree, frames=[frame]) == [expected]


@pytest.mark.parametrize(
    ("tree", "frame"),
    [
        (GHOST, "say:indirect left | Trains | ghost"),
        (GHOST, "say:direct left | Trains | Trains left the"),
        (GHOST, "say:direct left | Trains | -"),
    ],
    ids=["reported words", "words beside the marks", "no words"],
)
def test_a_frame_of_other_words_tells_nothing_of_these(tree: str, frame: str) -> None:
    assert read(tree, frames=[frame]) == read(tree)


def test_who_speaks_in_a_frame_is_who_speaks_on() -> None:
    found = read(
        SMILED.replace("said", "smiled"),
        STAYED,
        frames=["say:direct smiled | Jane Doe | We have left"],
    )
    assert [speaker for _, speaker, _ in found] == ["Jane Doe", "Jane Doe"]


UNNAMED = (
    "“ We/PRP/nsubj/left have/VBP/aux/left left/VBN/ccomp/said , ” said/VBD {} man/NN/nsubj/said ."
)


@pytest.mark.parametrize(
    ("tree", "who", "speaker"),
    [
        (UNNAMED.format("a"), "a man", "man"),
        (UNNAMED.format("a").replace("man", "note"), "a note", None),
        (UNNAMED.format("the"), "the man", None),
        (UNNAMED.format("his/PRP$/nmod:poss/man"), "his man", None),
    ],
)
def test_somebody_unnamed_speaks(tree: str, who: str, speaker: str | None) -> None:
    found = read(tree, frames=[f"say:direct said | {who} | We have left"])
    assert [told for _, told, _ in found] == [speaker]


WHO = "“ Who/WP/nsubj/left left/VBD/ccomp/asked ? ”"
NOBODY = "“ Nobody/NN/nsubj/left has/VBZ/aux/left left/VBN/ccomp/answered . ”"


def test_who_answers_did_not_ask() -> None:
    asked = f"Jane/NNP/nsubj/asked Doe/NNP/flat/Jane asked/VBD : {WHO}"
    answered = f"Max/NNP/nsubj/answered Roe/NNP/flat/Max answered/VBD : {NOBODY}"
    assert [who for _, who, _ in read(asked, answered)] == ["Jane Doe", "Max Roe"]


def test_who_is_told_after_a_question_asked_it() -> None:
    asked = f"{WHO} Max/NNP/nsubj/asked Roe/NNP/flat/Max asked/VBD ."
    assert [who for _, who, _ in read(asked)] == ["Max Roe"]
