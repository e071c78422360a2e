"""The pipeline as it ships, with its labels from the training samples and no weights yet."""

from __future__ import annotations

from samples import Sample
from spacy.language import Language
from spacy_docs import blank, example

from kg.language import encoder
from kg.language.heads import TokenHead

LEMMA_TREES_SEEN = 3
NATIVE = {"tagger": "tags", "morphologizer": "morphs", "trainable_lemmatizer": "lemmas"}
"""spaCy's own components, each a linear head, and that head's name in the network."""


def build(samples: list[Sample], name_tags: tuple[str, ...]) -> Language:
    """A pipeline whose components know their labels."""
    nlp = blank()
    parser, ner = add_components(nlp)
    parser.cfg["labels"] = sorted({dep for s in samples if s.tree for dep in s.tree.deps} - {"_"})
    ner.cfg["labels"] = list(name_tags)
    nlp.initialize(lambda: [example(nlp, s) for s in samples if s.tree])
    return nlp


def add_components(nlp: Language) -> tuple[TokenHead, TokenHead]:
    """The encoder and, listening to it, every head; the parser and the name tagger are returned."""
    listener = {"@architectures": "spacy.Tok2VecListener.v1", "width": encoder.WIDTH}
    linear = {"@architectures": "kg.Linear.v1", "tok2vec": listener, "nO": None}
    nlp.add_pipe("tok2vec", config={"model": {"@architectures": "kg.OnnxEncoder.v1"}})
    nlp.add_pipe("tagger", config={"model": linear})
    nlp.add_pipe("morphologizer", config={"model": linear})
    lemmatizer = {"model": linear, "min_tree_freq": LEMMA_TREES_SEEN, "top_k": 3}
    nlp.add_pipe("trainable_lemmatizer", config=lemmatizer)
    parser = nlp.add_pipe("kg_tree_parser", name="parser")
    ner = nlp.add_pipe("kg_name_tagger", name="ner")
    assert isinstance(parser, TokenHead) and isinstance(ner, TokenHead)
    return parser, ner
