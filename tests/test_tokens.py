"""Tokens as plain objects: the same document as spaCy's, to be walked many times."""

from __future__ import annotations

from itertools import combinations_with_replacement

import pytest
from spacy.tokens import Doc, Span
from tests.hand_built import doc

from kg.language.plain import tokens_of
from kg.language.tokens import Token

BUILT = doc(
    "The envoy/NN/nsubj/said said/VBD that/IN/mark/held Norland/NNP/nsubj/held "
    "held/VBD/ccomp/said “ talks/NNS/obj/held ” with/IN/case/Sudria Sudria/NNP/obl/held .",
    "\n",
    "It/PRP/nsubj/left left/VBD , and/CC/cc/stayed they/PRP/nsubj/stayed stayed/VBD/conj/left .",
)
OWN = ("text", "lower_", "lemma_", "pos_", "tag_", "dep_", "whitespace_", "i", "idx")
SIGNS = (
    *("is_alpha", "is_punct", "is_left_punct", "is_right_punct", "is_quote", "is_space"),
    *("is_stop", "is_title", "is_upper", "is_sent_start"),
)


def places(tokens: object) -> list[int]:
    return [token.i for token in tokens]  # type: ignore[attr-defined]


@pytest.mark.parametrize("name", [*OWN, *SIGNS])
def test_attributes_are_those_of_spacy(name: str) -> None:
    expected = [getattr(token, name) for token in BUILT]
    assert [getattr(token, name) for token in tokens_of(BUILT)] == expected


@pytest.mark.parametrize("name", ["children", "subtree", "ancestors", "sent"])
def test_the_tree_is_that_of_spacy(name: str) -> None:
    expected = [places(getattr(token, name)) for token in BUILT]
    assert [places(getattr(token, name)) for token in tokens_of(BUILT)] == expected


@pytest.mark.parametrize("name", ["head", "left_edge", "right_edge"])
def test_so_are_heads_and_edges(name: str) -> None:
    expected = [getattr(token, name).i for token in BUILT]
    assert [getattr(token, name).i for token in tokens_of(BUILT)] == expected


def test_spans_are_those_of_spacy() -> None:
    copy = tokens_of(BUILT)
    for start, end in combinations_with_replacement(range(len(BUILT) + 1), 2):
        span, expected = copy[start:end], BUILT[start:end]
        assert (span.start, span.end, len(span)) == (start, end, len(expected))
        assert (span.text, span.start_char) == (expected.text, expected.start_char)
        assert span.end_char == expected.end_char
        if start < end:
            assert (span.root.i, span.sent.start) == (expected.root.i, expected.sent.start)
            assert (span[0].i, span[-1].i) == (expected[0].i, expected[-1].i)
            assert places(span[1:-1]) == places(expected[1:-1])


@pytest.mark.parametrize(("start", "end"), [(-3, None), (None, 2), (4, 2), (90, 99), (-99, 3)])
def test_slices_may_reach_beyond_the_ends(start: int | None, end: int | None) -> None:
    expected = BUILT[start:end]
    assert (tokens_of(BUILT)[start:end].start, len(tokens_of(BUILT)[start:end])) == (
        expected.start,
        len(expected),
    )


def test_sentences_and_names_are_kept() -> None:
    named = Doc(BUILT.vocab, words=["Norland", "left"], deps=["nsubj", "ROOT"], heads=[1, 1])
    named.ents = [Span(named, 0, 1, label="GPE")]
    (found,) = tokens_of(named).ents
    assert (found.text, found.label_) == ("Norland", "GPE")
    assert [s.start for s in tokens_of(BUILT).sents] == [s.start for s in BUILT.sents]


def test_each_token_is_one_object() -> None:
    copy = tokens_of(BUILT)
    assert tokens_of(BUILT) is copy
    assert copy[1].head is copy[2] and copy[2:5][0] is copy[2]
    assert copy[1] != copy[2] and len({*copy, *copy}) == len(copy)


def test_no_token_lies_beyond_the_end() -> None:
    copy = tokens_of(BUILT)
    with pytest.raises(IndexError):
        copy[len(copy)]
    with pytest.raises(IndexError):
        copy[0:2][2]


def test_a_document_without_words_has_no_tokens() -> None:
    empty = tokens_of(Doc(BUILT.vocab))
    assert (list(empty), list(empty.sents), empty.text, len(empty[:])) == ([], [], "", 0)


def test_neighbours() -> None:
    first: Token = tokens_of(BUILT)[0]
    assert (first.nbor().text, first.nbor(2).text, first.nbor().nbor(-1)) == (
        "envoy",
        "said",
        first,
    )
