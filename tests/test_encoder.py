"""The shipped language model's machinery, on numbers made by hand: no weights needed."""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest
import spacy
from spacy.tokens import Doc

from kg.language.decoding import best_sequence, best_tree
from kg.language.heads import NameTagger, TreeParser
from kg.language.word_pieces import CASINGS, WordPieces, casing, stretches

VOCABULARY = [
    "[PAD]",
    "[UNK]",
    "[CLS]",
    "[SEP]",
    "un",
    "##do",
    "##ing",
    "do",
    "'",
    "s",
    "cafe",
    "-",
]
TAGS = ("O", "B-ORG", "I-ORG", "E-ORG", "S-ORG", "B-LOC", "I-LOC", "E-LOC", "S-LOC")


@pytest.mark.parametrize(
    ("word", "pieces"),
    [
        ("undoing", ["un", "##do", "##ing"]),
        ("Café", ["cafe"]),
        ("’s", ["[UNK]", "s"]),
        ("'s", ["'", "s"]),
        ("do-do", ["do", "-", "do"]),
        ("xyz", ["[UNK]"]),
        ("\u00a0", ["[UNK]"]),
    ],
)
def test_words_are_cut_longest_piece_first(word: str, pieces: list[str]) -> None:
    cut = WordPieces(VOCABULARY).cut(word)
    assert [VOCABULARY[i] for i in cut] == pieces


@pytest.mark.parametrize(
    ("word", "kind"),
    [
        ("talks", "lower"),
        ("Kyiv", "title"),
        ("NATO", "upper"),
        ("J.", "initial"),
        ("McDonald", "mixed"),
        ("2014", "number"),
        ("2.5", "figure"),
        ("”", "mark"),
        ("’s", "lower"),
    ],
)
def test_casing(word: str, kind: str) -> None:
    assert casing(word, spaced=False) == 2 * CASINGS.index(kind)
    assert casing(word, spaced=True) == 2 * CASINGS.index(kind) + 1


def test_stretches_end_at_sentence_ends_and_cover_the_text() -> None:
    words = ["It", "met", ".", "“", "No", ".", "”", "They", "left", ".", "He", "stayed", "on"]
    found = stretches(words, [1] * len(words), limit=8)
    assert found == [(0, 7), (7, 13)]
    assert stretches(["a"] * 5, [3] * 5, limit=6) == [(0, 2), (2, 4), (4, 5)]
    assert stretches([], [], limit=6) == []


def _tree_score(scores: np.ndarray, heads: tuple[int, ...]) -> float:
    roots = [i for i, head in enumerate(heads) if head == i]
    if len(roots) != 1:
        return -np.inf
    for i in range(len(heads)):
        at = i
        for _ in heads:
            at = heads[at]
        if at != roots[0]:
            return -np.inf
    return float(sum(scores[i, head] for i, head in enumerate(heads)))


@pytest.mark.parametrize("seed", range(40))
def test_best_tree_is_a_single_rooted_tree_and_close_to_the_best(seed: int) -> None:
    scores = np.random.default_rng(seed).normal(size=(5, 5)).astype(np.float32)
    heads = tuple(int(h) for h in best_tree(scores))
    root = next(i for i, head in enumerate(heads) if head == i)
    trees = [h for h in product(range(5), repeat=5) if h[root] == root]
    assert _tree_score(scores, heads) == pytest.approx(max(_tree_score(scores, t) for t in trees))


@pytest.mark.parametrize("size", [1, 2, 60])
def test_best_tree_of_any_size_has_one_root(size: int) -> None:
    heads = best_tree(np.zeros((size, size), dtype=np.float32))
    assert (heads == np.arange(size)).sum() == 1


def test_name_tags_are_well_formed_even_where_the_best_single_tags_are_not() -> None:
    scores = np.full((3, len(TAGS)), -5, dtype=np.float32)
    scores[0, TAGS.index("B-ORG")] = 3
    scores[1, TAGS.index("E-LOC")] = 2
    scores[1, TAGS.index("E-ORG")] = 1
    scores[2, TAGS.index("I-LOC")] = 2
    scores[2, TAGS.index("O")] = 1
    assert [TAGS[i] for i in best_sequence(scores, TAGS)] == ["B-ORG", "E-ORG", "O"]


def test_name_tagger_sets_whole_names_and_leaves_white_space_out() -> None:
    tagger = NameTagger("ner", TAGS)
    tagger.arrays = {"names.weight": np.eye(len(TAGS), dtype=np.float32)}
    tagger.arrays["names.bias"] = np.zeros(len(TAGS), dtype=np.float32)
    doc = Doc(spacy.blank("en").vocab, words=["EU", "\n", "European", "Council"])
    doc.tensor = np.eye(len(TAGS), dtype=np.float32)[[4, 0, 1, 3]]
    assert [(e.text, e.label_) for e in tagger(doc).ents] == [
        ("EU", "ORG"),
        ("European Council", "ORG"),
    ]


def _parser() -> TreeParser:
    """A parser whose rows say by themselves: starts a sentence, is a root, hangs from that root."""
    parser = TreeParser("parser", ["ROOT", "dep", "obj"])
    zeros = {"arc_child": (2, 3), "arc_head": (2, 3), "arc": (2, 2), "label_child": (2, 3)}
    zeros |= {"label_head": (2, 3), "label_sum": (3, 4), "starts": (1, 3), "roots": (1, 3)}
    for name, shape in zeros.items():
        parser.arrays[f"{name}.weight"] = np.zeros(shape, dtype=np.float32)
        parser.arrays[f"{name}.bias"] = np.zeros(shape[0], dtype=np.float32)
    parser.arrays["label_pair"] = np.zeros((2, 6), dtype=np.float32)
    parser.arrays["starts.weight"][0, 0] = 1
    parser.arrays["roots.weight"][0, 1] = 9
    parser.arrays["label_sum.bias"][2] = 1
    return parser


def test_parser_sets_sentences_trees_and_relations() -> None:
    doc = Doc(spacy.blank("en").vocab, words=["He", "left", ".", "\n", "They", "stayed"])
    doc.tensor = np.zeros((6, 3), dtype=np.float32)
    doc.tensor[4, 0] = 1
    doc.tensor[[1, 5], 1] = 1
    doc = _parser()(doc)
    assert [s.text for s in doc.sents] == ["He left . \n", "They stayed"]
    assert [s.root.text for s in doc.sents] == ["left", "stayed"]
    assert {t.dep_ for t in doc if t.head.i != t.i and not t.is_space} == {"obj"}


@pytest.mark.parametrize("words", [[], ["\n"], ["Hi"]])
def test_heads_take_texts_of_any_length(words: list[str]) -> None:
    vocab = spacy.blank("en").vocab
    doc = Doc(vocab, words=words)
    doc.tensor = np.zeros((len(words), 3), dtype=np.float32)
    assert len(_parser()(doc)) == len(words)


def test_heads_keep_their_weights_through_the_disk(tmp_path) -> None:
    parser = _parser()
    parser.to_disk(tmp_path / "parser")
    again = TreeParser("parser").from_disk(tmp_path / "parser")
    assert again.labels == parser.labels
    assert all((again.arrays[k] == v).all() for k, v in parser.arrays.items())
