"""Proposals: plans, offers, calls and requests, with who makes them; plans that nobody is named
for.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

from spacy.tokens import Span, Token

from kg.extract.context import Context
from kg.extract.frames import Frame
from kg.extract.statements import crosses_quote
from kg.extract.worlds import conditional, modals, negated
from kg.language.reading import text_of
from kg.language.trees import SUBJECTS, children, conjuncts, core, main_clause, mark, phrase, trim
from kg.lexicon import Words
from kg.model import Proposal

_ADDRESSEE_CUT = frozenset({"acl:relcl", "xcomp", "advcl", "parataxis"})


def proposals(context: Context) -> Iterator[Proposal]:
    """One proposal a cue and proposer; a cue that is negated or only possible gives none."""
    tentative = context.lexicon.words["positions", "tentative"]
    taken: set[int] = set()
    made: set[int] = set()
    for frame in context.frames:
        if (
            "proposal" not in frame.entry.frame.facts
            or frame.content is None
            or frame.content.i in taken
        ):
            continue
        if frame.trigger.i in made:
            continue
        if (
            negated(frame.trigger, context.lexicon.words)
            or frame.content.lower_ in context.lexicon.words["clauses", "bare"]
        ):
            continue
        if modals(frame.trigger, context.lexicon.words) & tentative or crosses_quote(
            context, frame
        ):
            continue
        makers: list[str | None] = list(context.actors(frame.holders))
        if not makers:
            continue
        taken.add(frame.content.i)
        made.add(frame.trigger.i)
        said = _content_span(frame.content)
        if not context.clean(said):
            continue
        for maker in makers:
            yield Proposal(
                id=_id(context, frame, maker),
                content=_content(context, frame, said),
                proposer=maker,
                about=context.about(said),
                evidence=context.evidence(_evidence(frame), f"proposal.{frame.entry.id}"),
            )
    yield from _deontic(context, taken)


def _deontic(context: Context, taken: set[int]) -> Iterator[Proposal]:
    """ "We need to place ...", "both sides should withdraw", in somebody's words: the speaker
    proposes it.
    """
    words = context.lexicon.words
    for token in context.doc:
        verb = _needed(token, words)
        if (
            verb is None
            or verb.i in taken
            or conditional(token, words)
            or negated(token, words)
            or negated(verb, words)
        ):
            continue
        world = context.world(token)
        if (
            not world.embedded
            or world.speaker is None
            or verb.lemma_.lower() in context.lexicon.words["proposals", "states"]
        ):
            continue
        said = _content_span(verb)
        bare = any(c.lower_ in words["clauses", "bare"] for c in children(verb, "obj"))
        if len(said) < 3 or bare:
            continue
        clause = trim(context.doc[token.left_edge.i : token.right_edge.i + 1])
        yield Proposal(
            id=_id_at(context, token, str(world.speaker)),
            content=_sentence(context.bare(context.resolved(said))),
            proposer=str(world.speaker),
            about=context.about(said),
            evidence=context.evidence(clause, "proposal.deontic"),
        )


def _needed(token: Token, words: Words) -> Token | None:
    """The verb that is said to be needed: "need to place", "should place"."""
    if token.pos_ != "VERB" and not (
        token.pos_ == "NOUN" and any(c.dep_ == "cop" for c in token.children)
    ):
        return None
    if token.lemma_.lower() in ("need", "have") and token.tag_ in ("VBP", "VBZ"):
        return next(
            (c for c in token.children if c.dep_ == "xcomp" and c.tag_ == "VB" and mark(c) == "to"),
            None,
        )
    return (
        token if modals(token, words) & words["proposals", "ought"] and token.tag_ == "VB" else None
    )


def _content_span(head: Token) -> Span:
    return core(main_clause(head), head)


def _content(context: Context, frame: Frame, said: Span) -> str:
    """The proposal in one clause: "Norland and Sudria to withdraw their troops"."""
    text = context.bare(context.resolved(said))
    if frame.addressees and frame.content is not None and frame.content.pos_ in ("VERB", "AUX"):
        head = frame.addressees[0]
        to = core(phrase(head, drop=_ADDRESSEE_CUT), head)
        words = text_of(said)
        words = words if words.startswith("to ") else f"to {words}"
        if not (to.start <= said.start < to.end):
            text = f"{context.clean(to)} {words}"
    return _sentence(text)


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:]


def _evidence(frame: Frame) -> Span:
    assert frame.content is not None
    trigger = frame.trigger
    edges = [frame.content.left_edge.i, frame.content.right_edge.i, trigger.i]
    edges += [
        c.left_edge.i for c in trigger.children if c.dep_ in SUBJECTS or c.dep_ == "nmod:poss"
    ]
    for addressee in frame.addressees:
        edges += [h.i for h in conjuncts(addressee)]
    return trim(trigger.doc[min(edges) : max(edges) + 1])


def _id(context: Context, frame: Frame, maker: str | None) -> str:
    return _id_at(context, frame.trigger, maker)


def _id_at(context: Context, cue: Token, maker: str | None) -> str:
    """An id inside the article, from where the proposal stands."""
    place = f"{context.article.name} {cue.idx} {maker}"
    return hashlib.sha256(place.encode()).hexdigest()[:12]
