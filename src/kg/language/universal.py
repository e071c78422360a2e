"""Trees in the older CLEAR style of labels turned into Universal Dependencies.

Many installed English pipelines attach "the summit" to "in" and "is" above "president"; UD puts the
content word on top. Labels after the ClearNLP guidelines (Choi and Palmer 2012) and the UD v2 table
of English relations.
"""

from __future__ import annotations

from typing import cast

import numpy as np
from spacy.attrs import DEP, HEAD  # type: ignore[import-not-found]
from spacy.tokens import Doc, Token
from thinc.types import Ints2d

_CLEAR = frozenset({"dobj", "pobj", "nsubjpass", "auxpass", "prep", "relcl", "prt"})
_LABELS = {
    "dobj": "obj",
    "dative": "iobj",
    "nsubjpass": "nsubj:pass",
    "csubjpass": "csubj:pass",
    "auxpass": "aux:pass",
    "poss": "nmod:poss",
    "prt": "compound:prt",
    "relcl": "acl:relcl",
    "neg": "advmod",
    "npadvmod": "obl:unmarked",
    "oprd": "xcomp",
    "quantmod": "advmod",
    "predet": "det:predet",
    "preconj": "cc:preconj",
    "nmod": "compound",
    "intj": "discourse",
    "meta": "dep",
}
_PREDICATES = ("attr", "acomp")


class UniversalTrees:
    """The component `kg_universal`; a document in UD already is left alone."""

    def __call__(self, doc: Doc) -> Doc:
        if not any(t.dep_ in _CLEAR for t in doc):
            return doc
        heads = [t.head.i for t in doc]
        labels = [_LABELS.get(t.dep_, t.dep_) for t in doc]
        for token in doc:
            _adposition(token, heads, labels)
        for token in doc:
            _copula(token, heads, labels)
        offsets = (np.array(heads) - np.arange(len(doc))).astype(np.int64).view(np.uint64)
        relations = np.array([doc.vocab.strings.add(label) for label in labels], dtype=np.uint64)
        return doc.from_array([HEAD, DEP], cast(Ints2d, np.stack((offsets, relations), axis=1)))


def _adposition(token: Token, heads: list[int], labels: list[str]) -> None:
    """ "in" above "Porto" becomes "Porto" with the case "in"."""
    if token.dep_ not in ("prep", "agent", "dative"):
        return
    inner = next((c for c in token.children if c.dep_ in ("pobj", "pcomp")), None)
    if inner is None:
        return
    above = token.head
    verbal = above.pos_ in ("VERB", "AUX", "ADJ", "ADV")
    if inner.dep_ == "pcomp":
        labels[inner.i], labels[token.i] = "advcl" if verbal else "acl", "mark"
    else:
        labels[inner.i] = ("obl:agent" if token.dep_ == "agent" else "obl") if verbal else "nmod"
        labels[token.i] = "case"
    heads[inner.i], heads[token.i] = heads[token.i], inner.i
    for child in token.children:
        if child.i != inner.i:
            heads[child.i] = inner.i


def _copula(token: Token, heads: list[int], labels: list[str]) -> None:
    """ "is" above "president" becomes "president" with the copula "is"."""
    if token.lemma_.lower() != "be" or token.pos_ not in ("AUX", "VERB"):
        return
    predicate = next((c for c in token.children if c.dep_ in _PREDICATES), None)
    if predicate is None:
        return
    heads[predicate.i] = predicate.i if heads[token.i] == token.i else heads[token.i]
    labels[predicate.i] = labels[token.i]
    for i, head in enumerate(heads):
        if head == token.i and i not in (token.i, predicate.i):
            heads[i] = predicate.i
    heads[token.i], labels[token.i] = predicate.i, "cop"
