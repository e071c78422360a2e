"""The shipped language model's machinery, on numbers made by hand: no weights needed."""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest
import spacy
import srsly
from spacy.tokens import Doc

from kg.language.decoding import best_sequence, best_tree
from kg.language.heads import NameTagger, TreeParser
from kg.language.stretches import cut_up, grouped, packed
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


def test_texts_are_packed_one_after_the_other_with_bounds_between() -> None:
    pieces = WordPieces(VOCABULARY)
    docs = [
        Doc(spacy.blank("en").vocab, words=words, spaces=[False] * len(words))
        for words in (["undoing", "\n", "do"], [], ["\n"], ["Café", "'s"])
    ]
    parts = [(n, part) for n, doc in enumerate(docs) for part in cut_up(doc, pieces)]
    assert [n for n, _ in parts] == [0, 3]
    together = packed([part for _, part in parts])
    read = [VOCABULARY[piece] for piece in together["pieces"]]
    assert read == [
        "[CLS]",
        "un",
        "##do",
        "##ing",
        "do",
        "[SEP]",
        "[CLS]",
        "cafe",
        "'",
        "s",
        "[SEP]",
    ]
    assert together["bounds"].tolist() == [0, 6, 11]
    assert together["places"].tolist() == [0, 1, 2, 3, 4, 5, 0, 1, 2, 3, 4]
    assert together["first"].tolist() == [1, 4, 7, 8]
    assert together["last"].tolist() == [3, 4, 7, 9]
    assert together["casings"][1] == casing("undoing", spaced=True)


def test_stretches_are_read_together_up_to_a_limit() -> None:
    doc = Doc(spacy.blank("en").vocab, words=["do"] * 148)
    parts = [(n, part) for n in range(5) for part in cut_up(doc, WordPieces(VOCABULARY))]
    assert [[n for n, _ in group] for group in grouped(parts)] == [[0, 1], [2, 3], [4]]


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
    tagger.cfg["columns"] = {"names": (0, len(TAGS))}
    doc = Doc(spacy.blank("en").vocab, words=["EU", "\n", "European", "Council"])
    doc.tensor = np.eye(len(TAGS), dtype=np.float32)[[4, 0, 1, 3]]
    assert [(e.text, e.label_) for e in tagger(doc).ents] == [
        ("EU", "ORG"),
        ("European Council", "ORG"),
    ]


def _parser() -> TreeParser:
    """A parser whose rows say by themselves: starts a sentence, is a root, hangs from that root."""
    parser = TreeParser("parser", ["ROOT", "dep", "obj"])
    columns = {"starts": (0, 1), "roots": (1, 2), "arc_child": (2, 4), "arc_head": (2, 4)}
    parser.cfg["columns"] = columns | {"label_child": (2, 4), "label_head": (2, 4)}
    parser.arrays = {
        "arc.weight": np.zeros((2, 2), dtype=np.float32),
        "arc.bias": np.zeros(2, dtype=np.float32),
        "label_pair": np.zeros((2, 6), dtype=np.float32),
        "label_sum.weight": np.zeros((3, 4), dtype=np.float32),
        "label_sum.bias": np.array([0, 0, 1], dtype=np.float32),
    }
    return parser


def test_parser_sets_sentences_trees_and_relations() -> None:
    doc = Doc(spacy.blank("en").vocab, words=["He", "left", ".", "\n", "They", "stayed"])
    doc.tensor = np.zeros((6, 4), dtype=np.float32)
    doc.tensor[4, 0] = 1
    doc.tensor[[1, 5], 1] = 9
    doc = _parser()(doc)
    assert [s.text for s in doc.sents] == ["He left . \n", "They stayed"]
    assert [s.root.text for s in doc.sents] == ["left", "stayed"]
    assert {t.dep_ for t in doc if t.head.i != t.i and not t.is_space} == {"obj"}


@pytest.mark.parametrize("words", [[], ["\n"], ["Hi"]])
def test_heads_take_texts_of_any_length(words: list[str]) -> None:
    vocab = spacy.blank("en").vocab
    doc = Doc(vocab, words=words)
    doc.tensor = np.zeros((len(words), 4), dtype=np.float32)
    assert len(_parser()(doc)) == len(words)


def test_heads_keep_their_weights_through_the_disk(tmp_path) -> None:
    parser = _parser()
    parser.to_disk(tmp_path / "parser")
    again = TreeParser("parser").from_disk(tmp_path / "parser")
    assert again.labels == parser.labels
    assert again.cfg == srsly.read_json(tmp_path / "parser" / "cfg")
    assert all((again.arrays[k] == v).all() for k, v in parser.arrays.items())
