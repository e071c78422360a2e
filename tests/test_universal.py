"""Trees of pipelines in the CLEAR style become Universal Dependencies."""

from __future__ import annotations

import pytest
import spacy
from spacy.tokens import Doc

from kg.language.universal import UniversalTrees

VOCAB = spacy.blank("en").vocab


def clear(*rows: str) -> Doc:
    """A document from "word POS label head" rows; the head is the number of a row, from 0."""
    cells = [row.split() for row in rows]
    words, pos, deps, heads = zip(*cells, strict=True)
    built = Doc(
        VOCAB,
        words=list(words),
        pos=list(pos),
        deps=list(deps),
        heads=[int(h) for h in heads],
        lemmas=["be" if w in ("is", "was") else w for w in words],
    )
    return UniversalTrees()(built)


def tree(doc: Doc) -> dict[str, tuple[str, str]]:
    return {t.text: (t.dep_, t.head.text) for t in doc}


PASSIVE = clear(
    "Islands PROPN nsubjpass 2",
    "were AUX auxpass 2",
    "annexed VERB ROOT 2",
    "by ADP agent 2",
    "Norland PROPN pobj 3",
    "in ADP prep 2",
    "1990 NUM pobj 5",
)
COPULA = clear(
    "Sela PROPN nsubj 1",
    "is AUX ROOT 1",
    "part NOUN attr 1",
    "of ADP prep 2",
    "Norland PROPN pobj 3",
)
GERUND = clear(
    "Sudria PROPN nsubj 1",
    "insists VERB ROOT 1",
    "on ADP prep 1",
    "keeping VERB pcomp 2",
    "Sela PROPN dobj 3",
)


@pytest.mark.parametrize(
    ("doc", "word", "expected"),
    [
        (PASSIVE, "Islands", ("nsubj:pass", "annexed")),
        (PASSIVE, "Norland", ("obl:agent", "annexed")),
        (PASSIVE, "by", ("case", "Norland")),
        (PASSIVE, "1990", ("obl", "annexed")),
        (COPULA, "part", ("ROOT", "part")),
        (COPULA, "is", ("cop", "part")),
        (COPULA, "Sela", ("nsubj", "part")),
        (COPULA, "Norland", ("nmod", "part")),
        (GERUND, "keeping", ("advcl", "insists")),
        (GERUND, "on", ("mark", "keeping")),
        (GERUND, "Sela", ("obj", "keeping")),
    ],
)
def test_a_word_gets_its_place_in_a_universal_tree(
    doc: Doc, word: str, expected: tuple[str, str]
) -> None:
    assert tree(doc)[word] == expected


def test_a_universal_tree_is_left_alone() -> None:
    rows = ("Norland PROPN nsubj 1", "annexed VERB ROOT 1", "Sela PROPN obj 1")
    assert tree(clear(*rows)) == {
        "Norland": ("nsubj", "annexed"),
        "annexed": ("ROOT", "annexed"),
        "Sela": ("obj", "annexed"),
    }
