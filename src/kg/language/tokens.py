"""Documents, spans and tokens as plain objects: what the rules read.

Attributes have the names and the meaning that they have in spaCy.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import overload


@dataclass(slots=True, eq=False, repr=False)
class Token:
    """A word or a mark, and its place in the tree."""

    doc: Doc
    i: int
    idx: int
    whitespace_: str
    lemma_: str
    pos_: str
    tag_: str
    dep_: str
    morph: str
    is_sent_start: bool
    text: str
    lower_: str
    is_alpha: bool
    is_punct: bool
    is_left_punct: bool
    is_right_punct: bool
    is_quote: bool
    is_space: bool
    is_stop: bool
    is_title: bool
    is_upper: bool
    head: Token = field(init=False)
    children: tuple[Token, ...] = ()
    left_edge: Token = field(init=False)
    right_edge: Token = field(init=False)
    sent: Span = field(init=False)

    def __repr__(self) -> str:
        return self.text

    def __len__(self) -> int:
        return len(self.text)

    @property
    def ancestors(self) -> Iterator[Token]:
        """The head, its head, up to the root."""
        node = self
        while node.head is not node:
            node = node.head
            yield node

    @property
    def subtree(self) -> Iterator[Token]:
        """The token and all below it, in the order of the text."""
        for child in self.children:
            if child.i < self.i:
                yield from child.subtree
        yield self
        for child in self.children:
            if child.i > self.i:
                yield from child.subtree

    def nbor(self, distance: int = 1) -> Token:
        """The token so many places further on, or back."""
        return self.doc.tokens[self.i + distance]


@dataclass(slots=True, repr=False)
class Span:
    """The tokens from `start` to `end`, exclusive."""

    doc: Doc
    start: int
    end: int
    label_: str = ""

    def __repr__(self) -> str:
        return self.text

    def __len__(self) -> int:
        return self.end - self.start

    def __iter__(self) -> Iterator[Token]:
        return iter(self.doc.tokens[self.start : self.end])

    @overload
    def __getitem__(self, at: int) -> Token: ...

    @overload
    def __getitem__(self, at: slice) -> Span: ...

    def __getitem__(self, at: int | slice) -> Token | Span:
        if isinstance(at, int):
            return self.doc.tokens[self.start : self.end][at]
        start, end = _bounds(at, self.end - self.start)
        return Span(self.doc, self.start + start, self.start + end)

    @property
    def start_char(self) -> int:
        """Where its first token begins in the text."""
        tokens = self.doc.tokens
        return tokens[self.start].idx if self.start < len(tokens) else len(self.doc.text)

    @property
    def end_char(self) -> int:
        """Where its last token ends in the text."""
        if self.start == self.end:
            return self.start_char
        last = self.doc.tokens[self.end - 1]
        return last.idx + len(last.text)

    @property
    def text(self) -> str:
        """Its words, without the white space after the last."""
        return self.doc.text[self.start_char : self.end_char]

    @property
    def sent(self) -> Span:
        """The sentence that it begins in."""
        return self.doc.tokens[self.start].sent

    @property
    def root(self) -> Token:
        """The token nearest to the root of the sentence, of several the first; a bare mark last."""
        inside = self.doc.tokens[self.start : self.end]
        if len(inside) == 1:
            return inside[0]
        top = [t for t in inside if t.head is t or not self.start <= t.head.i < self.end]
        return top[0] if len(top) == 1 else min(top, key=_depth, default=inside[0])


@dataclass(slots=True, eq=False, repr=False)
class Doc:
    """The whole text."""

    text: str
    tokens: tuple[Token, ...] = ()
    sents: tuple[Span, ...] = ()
    ents: tuple[Span, ...] = ()

    def __len__(self) -> int:
        return len(self.tokens)

    def __iter__(self) -> Iterator[Token]:
        return iter(self.tokens)

    @overload
    def __getitem__(self, at: int) -> Token: ...

    @overload
    def __getitem__(self, at: slice) -> Span: ...

    def __getitem__(self, at: int | slice) -> Token | Span:
        if isinstance(at, int):
            return self.tokens[at]
        return Span(self, *_bounds(at, len(self.tokens)))


def _depth(token: Token) -> int:
    bare = (token.is_space or token.is_punct) and not token.children and token.head is not token
    return len(token.doc) if bare else sum(1 for _ in token.ancestors)


def _bounds(at: slice, length: int) -> tuple[int, int]:
    """Where a slice begins and ends, as Python has it; never before it begins."""
    start, end, _ = at.indices(length)
    return start, max(start, end)
