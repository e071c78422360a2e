"""Annotation: an article becomes one document, whatever its length and its pipeline."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import spacy
from spacy.language import Language

from kg.annotate import Annotated, annotate, load_pipeline
from kg.entity_base import EntityBase
from kg.language.frame_decoding import Frame
from kg.model import Article, Cut

REPORT = (
    "Norland leaves the pact\n\nNorland rejected the plan, Jane Doe said.\n"
    "Sudria rejected it\n\n\n  “We will stay,” said Max Roe."
)


@pytest.fixture(scope="module")
def nlp() -> Language:
    return load_pipeline()


def annotated(text: str, nlp: Language, *cuts: Cut) -> Iterator[Annotated]:
    articles = [Article(name="a.txt", text=text, cuts=cuts)]
    return annotate(articles, nlp, EntityBase(entities={}))


def rejecting(text: str, nlp: Language) -> list[tuple[int, str, str]]:
    """Where each word stands that tells of opposing, and whose and on what that is."""
    (found,) = (
        [
            (doc[f.anchor].idx, *(" + ".join(doc[a:b].text for a, b in r) for r in (f.who, f.what)))
            for f in doc._.reading.frames
            if f.label == "pos:opposes"
        ]
        for doc in (one.doc for one in annotated(text, nlp))
    )
    return found


@pytest.mark.parametrize("text", [REPORT, "\n\n" + REPORT + "\n", "Talks failed.", " \n", ""])
def test_a_document_has_the_text_of_its_article(text: str, nlp: Language) -> None:
    assert [one.doc.text for one in annotated(text, nlp)] == [text]


def test_a_paragraph_begins_a_sentence(nlp: Language) -> None:
    for one in annotated(REPORT, nlp):
        starts = {sentence.start_char for sentence in one.doc.sents}
        assert {REPORT.index(w) for w in ("Norland l", "Norland r", "Sudria", "“We")} <= starts


def test_what_was_cut_is_blank_and_all_else_keeps_its_place(nlp: Language) -> None:
    start = REPORT.index("Sudria")
    cut = Cut(start=start, end=start + len("Sudria rejected it"), cue="c")
    for one in annotated(REPORT, nlp, cut):
        assert len(one.doc.text) == len(REPORT) and "Sudria" not in one.doc.text
        assert one.doc.text.index("“We") == REPORT.index("“We")


def test_frames_of_a_long_article_point_at_their_own_words(nlp: Language) -> None:
    line = "Norland rejected the plan of the island council on Monday.\n\n"
    text = line * 400  # read in several parts
    found = rejecting(text, nlp)
    assert [start for start, *_ in found] == [
        n * len(line) + line.index("rejected") for n in range(400)
    ]
    assert all(who == "Norland" and what.startswith("the plan") for _, who, what in found)


def test_another_pipeline_gets_the_frames_of_the_one_that_ships(nlp: Language) -> None:
    other = spacy.load(nlp.path, exclude=["kg_frame_finder"])
    assert "kg_frame_finder" not in other.pipe_names
    assert rejecting(REPORT, other) == rejecting(REPORT, nlp) != []


def test_frames_are_kept_with_what_else_was_read(nlp: Language) -> None:
    for one in annotated(REPORT, nlp):
        assert one.doc._.reading.frames == one.doc._.frames
        assert all(isinstance(frame, Frame) for frame in one.doc._.frames)
