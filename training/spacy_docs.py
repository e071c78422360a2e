"""Turn samples into spaCy documents, tokenised as at run time."""

from __future__ import annotations

import spacy
from samples import UNSAID, Sample, spans
from spacy.language import Language
from spacy.tokens import Doc
from spacy.training import Example

LABELS = ("PERSON", "ORG", "LOC", "EVENT")
WHOLE_PREFIXES = """
    anti bi co counter cross de e inter intra micro mid mini multi neo non over post pre pro
    re semi sub tri ultra un
    """.split()  # noqa: SIM905


TOGETHER = 64
"""Texts that pass through the components together; more take memory and save no time."""


def blank() -> Language:
    """An empty English pipeline; its tokenizer keeps prefixes on their word, as treebanks do."""
    nlp = spacy.blank("en", config={"nlp": {"batch_size": TOGETHER}})
    guards = "".join(rf"(?<!\b{p})(?<!\b{p.capitalize()})" for p in WHOLE_PREFIXES)
    infixes = [
        guards + pattern if "-" in pattern and "–" in pattern and "(?<=" in pattern else pattern
        for pattern in nlp.Defaults.infixes or ()
    ]
    nlp.tokenizer.infix_finditer = spacy.util.compile_infix_regex(infixes).finditer
    return nlp


def reference(nlp: Language, sample: Sample) -> Doc:
    """The annotation as a spaCy document over the corpus's own tokens."""
    tree = sample.tree
    columns = {}
    if tree:
        columns = {
            "tags": list(tree.tags),
            "pos": list(tree.pos),
            "morphs": list(tree.morphs),
            "lemmas": list(tree.lemmas),
            "heads": list(tree.heads),
            "deps": list(tree.deps),
        }
    doc = Doc(nlp.vocab, words=list(sample.words), spaces=list(sample.spaces), **columns)
    if sample.names is not None:
        entities = [
            doc.char_span(*_characters(doc, a, b), label=label)
            for a, b, label in spans(sample.names)
        ]
        missing = [doc[i : i + 1] for i, tag in enumerate(sample.names) if tag == UNSAID]
        doc.set_ents([e for e in entities if e is not None], missing=missing, default="outside")
    return doc


def _characters(doc: Doc, start: int, end: int) -> tuple[int, int]:
    return doc[start].idx, doc[end - 1].idx + len(doc[end - 1])


def example(nlp: Language, sample: Sample) -> Example:
    """The run-time tokenisation beside the annotation."""
    gold = reference(nlp, sample)
    return Example(nlp.make_doc(gold.text), gold)
