"""The pipeline as it ships, with its labels from the training samples and no weights yet."""

from __future__ import annotations

from samples import Sample
from spacy.language import Language
from spacy_docs import blank, example

import kg.language.encoder  # noqa: F401  (registers the encoder with spaCy)
from kg.language.frame_finder import COLUMNS, FRAME_FINDER
from kg.language.heads import TokenHead

LEMMA_TREES_SEEN = 3
NATIVE = {"tagger": "tags", "morphologizer": "morphs", "trainable_lemmatizer": "lemmas"}
"""spaCy's own components, each a linear head, and that head's name in the network."""
OWN = {
    "parser": ("starts", "roots", "arc_child", "arc_head", "label_child", "label_head"),
    "ner": ("names",),
    FRAME_FINDER: COLUMNS,
}
"""Our components, and the names of the columns that each reads."""
Columns = dict[str, tuple[int, int]]


def build(samples: list[Sample], name_tags: tuple[str, ...]) -> Language:
    """A pipeline whose components know their labels."""
    nlp = blank()
    parser, ner, _ = add_components(nlp)
    parser.cfg["labels"] = sorted({dep for s in samples if s.tree for dep in s.tree.deps} - {"_"})
    ner.cfg["labels"] = list(name_tags)
    nlp.initialize(lambda: [example(nlp, s) for s in samples if s.tree])
    return nlp


def add_components(
    nlp: Language, columns: Columns | None = None
) -> tuple[TokenHead, TokenHead, TokenHead]:
    """The encoder and, listening to it, every head; the parser, the name tagger and the finder of
    frames are returned.

    Without columns there is nothing to read yet.
    """
    columns = columns or {}
    width = max((end for _, end in columns.values()), default=1)
    listener = {"@architectures": "spacy.Tok2VecListener.v1", "width": width}
    encoder = {"@architectures": "kg.OnnxEncoder.v2", "width": width}
    nlp.add_pipe("tok2vec", config={"model": encoder})
    for name, head in NATIVE.items():
        start, _ = columns.get(head, (0, 0))
        model = {"@architectures": "kg.Columns.v1", "tok2vec": listener, "start": start}
        more = {"min_tree_freq": LEMMA_TREES_SEEN, "top_k": 1} if head == "lemmas" else {}
        nlp.add_pipe(name, config={"model": model, **more})
    parser = nlp.add_pipe("kg_tree_parser", name="parser")
    ner = nlp.add_pipe("kg_name_tagger", name="ner")
    frames = nlp.add_pipe(FRAME_FINDER)
    for pipe in (parser, ner, frames):
        assert isinstance(pipe, TokenHead)
        pipe.cfg["columns"] = {name: columns.get(name, (0, 0)) for name in OWN[pipe.name]}
    return parser, ner, frames
