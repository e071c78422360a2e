"""Proposals: plans, offers, calls and requests, with who makes them; plans that nobody is named for."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

from spacy.tokens import Span, Token

from kg.extract.context import Context
from kg.extract.frames import Frame
from kg.extract.worlds import negated
from kg.language.reading import text_of
from kg.language.trees import SUBJECTS, conjuncts, phrase, trim
from kg.model import Proposal

_CUT = frozenset({"parataxis"})
_BARE = frozenset({"it", "this", "that", "so", "them", "they", "which", "what"})


def proposals(context: Context) -> Iterator[Proposal]:
    """One proposal a cue and proposer; a cue that is negated or only possible gives none."""
    taken: set[int] = set()
    for frame in context.frames:
        if "proposal" not in frame.entry.frame.facts or frame.content is None or frame.content.i in taken:
            continue
        if negated(frame.trigger, context.lexicon.words) or frame.content.lower_ in _BARE:
            continue
        makers: list[str | None] = list(context.actors(frame.holders))
        if not makers:
            continue
        taken.add(frame.content.i)
        said = _content_span(frame.content)
        for maker in makers:
            yield Proposal(
                id=_id(context, frame, maker),
                content=_content(context, frame, said),
                proposer=maker,
                about=context.about(said),
                evidence=context.evidence(_evidence(frame), f"proposal.{frame.entry.id}", 0.8),
            )


def _content_span(head: Token) -> Span:
    return trim(phrase(head, drop=_CUT))


def _content(context: Context, frame: Frame, said: Span) -> str:
    """The proposal in one clause: "Norland and Sudria to withdraw their troops"."""
    text = context.clean(said)
    if frame.addressees and frame.content is not None and frame.content.pos_ in ("VERB", "AUX"):
        to = phrase(frame.addressees[0], drop=frozenset({"acl:relcl", "xcomp", "advcl", "parataxis"}))
        words = text_of(said)
        words = words if words.startswith("to ") else f"to {words}"
        if not (to.start <= said.start < to.end):
            text = f"{context.clean(to)} {words}"
    return text[:1].upper() + text[1:]


def _evidence(frame: Frame) -> Span:
    assert frame.content is not None
    trigger = frame.trigger
    edges = [frame.content.left_edge.i, frame.content.right_edge.i, trigger.i]
    edges += [c.left_edge.i for c in trigger.children if c.dep_ in SUBJECTS or c.dep_ == "nmod:poss"]
    for addressee in frame.addressees:
        edges += [h.i for h in conjuncts(addressee)]
    return trim(trigger.doc[min(edges) : max(edges) + 1])


def _id(context: Context, frame: Frame, maker: str | None) -> str:
    """An id inside the article, from where the proposal stands."""
    place = f"{context.article.name} {frame.trigger.idx} {maker}"
    return hashlib.sha256(place.encode()).hexdigest()[:12]
