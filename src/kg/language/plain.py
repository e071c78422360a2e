"""A document of spaCy's as plain objects, once its tree is final: the rules walk it many times.

spaCy makes a token anew, and looks its strings up, each time that it is asked for.
"""

from __future__ import annotations

from collections.abc import Iterator
from operator import attrgetter
from typing import Any, TypeVar

import spacy.tokens

from kg.language.tokens import Doc, Span, Token

_OWN = attrgetter("i", "idx", "whitespace_", "lemma_", "pos_", "tag_", "dep_")
_SPELLING = attrgetter(
    *("text", "lower_", "is_alpha", "is_punct", "is_left_punct", "is_right_punct", "is_quote"),
    *("is_space", "is_stop", "is_title", "is_upper"),
)
"""What all tokens of one spelling share; in the order of a token's fields, as the above."""

Node = TypeVar("Node", Token, spacy.tokens.Token)
"""A token of ours or, while its tree is still being repaired, of spaCy's."""


def tokens_of(doc: spacy.tokens.Doc) -> Doc:
    """The document as plain objects, made on first use; its tree changes no more."""
    if doc._.tokens is None:
        doc._.tokens = _copied(doc)
    found: Doc = doc._.tokens
    return found


def _copied(doc: spacy.tokens.Doc) -> Doc:
    copy = Doc(doc.text)
    copy.tokens = tuple(_tokens(copy, doc))
    _grow(copy, doc)
    copy.sents = tuple(_sentences(copy))
    for sentence in copy.sents:
        for token in sentence:
            token.sent = sentence
    copy.ents = tuple(Span(copy, e.start, e.end, e.label_) for e in doc.ents)
    return copy


def _tokens(copy: Doc, doc: spacy.tokens.Doc) -> Iterator[Token]:
    """The tokens without their places in the tree; what all of one spelling share is read once."""
    spellings: dict[int, tuple[Any, ...]] = {}
    for token in doc:
        if token.orth not in spellings:
            spellings[token.orth] = _SPELLING(token)
        own = (*_OWN(token), str(token.morph), bool(token.is_sent_start))
        yield Token(copy, *(own + spellings[token.orth]))


def _grow(copy: Doc, doc: spacy.tokens.Doc) -> None:
    """Gives each token its head, its children, and the edges of its subtree."""
    tokens = copy.tokens
    children: list[list[Token]] = [[] for _ in tokens]
    for own, token in zip(tokens, doc, strict=True):
        own.head = tokens[token.head.i]
        own.left_edge = tokens[token.left_edge.i]
        own.right_edge = tokens[token.right_edge.i]
        if own.head is not own:
            children[own.head.i].append(own)
    for own, below in zip(tokens, children, strict=True):
        own.children = tuple(below)


def _sentences(doc: Doc) -> Iterator[Span]:
    starts = [token.i for token in doc if token.i == 0 or token.is_sent_start]
    for start, end in zip(starts, [*starts[1:], len(doc)], strict=False):
        yield Span(doc, start, end)


if not spacy.tokens.Doc.has_extension("tokens"):
    spacy.tokens.Doc.set_extension("tokens", default=None)
