"""What sentences tell: the frames of an article on its tokens, and whom and what they mean.

A frame comes from the learned reader, or from a cue that somebody taught in a lexicon; from here on
nobody asks which.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from kg.language.frame_decoding import Frame
from kg.language.tokens import Doc, Span, Token
from kg.language.trees import case, head, trim
from kg.lexicon import Lexicon

KINDS = {
    "say": "statement",
    "pos": "position",
    "prop": "proposal",
    "terr": "territory",
    "event": "event",
}
"""Kinds of fact by the first part of a frame's label."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """One frame: the word that tells it and the spans of its roles, all of one sentence."""

    kind: str
    label: str
    anchor: Token
    who: tuple[Span, ...]
    what: tuple[Span, ...]
    more: tuple[Span, ...]
    rule: str
    certainty: float

    @property
    def span(self) -> Span:
        """From the first to the last word of the frame."""
        parts = [(self.anchor.i, self.anchor.i + 1)]
        parts += [(s.start, s.end) for s in (*self.who, *self.what)]
        return trim(self.anchor.doc[min(a for a, _ in parts) : max(b for _, b in parts)])


def told_as(
    label: str,
    anchor: Token,
    *,
    who: tuple[Span, ...],
    what: tuple[Span, ...],
    more: tuple[Span, ...] = (),
    certainty: float,
    cue: str = "",
) -> Told:
    """A frame of a label of the reader's; `cue` is the entry of a lexicon that it is read by."""
    first, _, kind_of = label.partition(":")
    kind = KINDS[first]
    if kind != "event":
        who = tuple(s for s in who if not _addressed(s)) or who
    if kind in ("position", "proposal"):
        who = tuple(s for s in who if not _of_another(s, anchor))
    if kind in ("position", "proposal"):
        what = tuple(s for s in what if _joined(head(what[0]), head(s)))
        # "called on Doe to resign", "a proposal for Norland's protection": what they shall do or
        # get is not theirs; "Norland's offer of talks" is, where the offer itself is told
        outside = tuple(s for s in who if not any(_within(s, w) or _makes(s, w) for w in what))
        offered = any(w.start <= anchor.i < w.end for w in what)
        who = outside or who if kind == "proposal" and offered else outside
    elif label == "say:indirect" and what:  # one clause, with what stands between its parts
        what = (anchor.doc[min(s.start for s in what) : max(s.end for s in what)],)
    return Told(
        kind=kind,
        label=kind_of,
        anchor=anchor,
        who=who,
        what=what,
        more=more,
        rule=".".join(filter(None, (kind, kind_of.strip("-"), cue))),
        certainty=certainty,
    )


def _addressed(who: Span) -> bool:
    """ "Speaking to Jane Doe, he proposed": to whom it is said, not who says it."""
    top = head(who)
    while top.dep_ in ("flat", "appos", "nmod:desc", "compound"):
        top = top.head
    return case(top) == "to" and not top.dep_.startswith("nmod")


def _of_another(who: Span, anchor: Token) -> bool:
    """ "Norland's hopes are old, as entry requires peace": only whose something else is."""
    top = head(who)
    noun = top.head
    owns = top.dep_ in ("compound", "nmod:poss", "amod") and noun.pos_ == "NOUN"
    outside = not who.start <= noun.i < who.end
    return owns and outside and noun.i != anchor.i and anchor not in noun.subtree


def _within(inner: Span, outer: Span) -> bool:
    return outer.start <= inner.start and inner.end <= outer.end


def _makes(who: Span, what: Span) -> bool:
    """ "A proposal by Norland": whose it is, not who is for or against it."""
    top = who.root
    return case(top) == "by" and top.dep_ == "nmod" and what.start <= top.head.i < what.end


def _joined(best: Token, other: Token) -> bool:
    """Several things are told where they are coordinated; else the best reading is the one."""
    tops = []
    for node in (best, other):
        while node.dep_ == "conj":
            node = node.head
        tops.append(node.i)
    return tops[0] == tops[1]


def learned(doc: Doc, frames: Iterable[Frame], lexicon: Lexicon) -> Iterator[Told]:
    """The frames of the learned reader on the tokens of the article."""
    for frame in frames:
        kind = KINDS[frame.label.partition(":")[0]]
        yield told_as(
            frame.label,
            doc[frame.anchor],
            who=tuple(doc[a:b] for a, b in frame.who),
            what=tuple(doc[a:b] for a, b in frame.what),
            more=tuple(doc[a:b] for a, b in frame.more),
            certainty=lexicon.certainty(kind, frame.probability),
        )


def together(first: Iterable[Told], then: Iterable[Told]) -> tuple[Told, ...]:
    """The frames of both; of two of one kind on one word the former."""
    found = list(first)
    taken = {(t.kind, t.anchor.i) for t in found}
    found += [t for t in then if (t.kind, t.anchor.i) not in taken]
    return tuple(sorted(found, key=lambda t: (t.anchor.i, t.kind, t.label)))
