"""Statements: reported clauses and quoted words, with who said them."""

from __future__ import annotations

from tests.hand_built import context, doc, lexicon
from tests.tree_cases import Case, counted, parametrize

from kg.extract.statements import statements
from kg.model import Evidence

FILE = "statements.txt"
FAILED = "“ The talks/NNS/nsubj/failed have/VBP/aux/failed failed/VBN/ccomp/said"
SAID = "Jane/NNP/nsubj/said Doe/NNP/flat/Jane said/VBD"


@parametrize(FILE)
def test_a_tree_holds_these_facts_and_no_other(case: Case) -> None:
    assert case.told(statements) == case.facts


def test_what_must_not_be_read_is_tested_as_much() -> None:
    hits, others = counted(FILE)
    assert 0 < hits <= others


def pieces(*sentences: str, frames: tuple[str, ...]) -> list[tuple[str, Evidence]]:
    """Each piece of evidence of the one statement, and its words."""
    where = context(doc(*sentences), {"Jane Doe": "person"}, frames=frames)
    (found,) = statements(where)
    text = where.article.text
    return [(text[e.passage.start : e.passage.end], e) for e in found.evidence]


def test_a_quotation_of_two_sentences_has_evidence_in_each() -> None:
    found = pieces(
        f"{SAID} : {FAILED} .",
        "We/PRP/nsubj/left left/VBD . ”",
        frames=("say:direct said | Jane Doe | The talks have failed .",),
    )
    assert [words for words, _ in found] == ["The talks have failed", "We left"]


def test_quoted_words_are_as_certain_as_the_frame_that_tells_them() -> None:
    (_, told), (_, untold) = pieces(
        f"{SAID} : {FAILED} .",
        "We/PRP/nsubj/left left/VBD . ”",
        frames=("say:direct said | Jane Doe | The talks have failed .",),
    )
    assert told.rule == untold.rule == "statement.direct"
    assert told.certainty == lexicon().certainty("statement.direct", 0.9)
    assert untold.certainty == lexicon().certainty("statement.direct")


def test_a_report_is_evidence_from_who_said_it_to_what_was_said() -> None:
    ((words, found),) = pieces(
        f"On/IN/case/Monday Monday/NNP/obl/said {SAID} the talks/NNS/nsubj/failed "
        "failed/VBD/ccomp/said .",
        frames=("say:indirect said | Jane Doe | the talks failed",),
    )
    assert (words, found.rule) == ("Jane Doe said the talks failed", "statement.indirect")
