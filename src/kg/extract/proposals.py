"""Proposals: plans, offers, calls and requests, with who makes them; plans that nobody is named
for.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

from kg.extract.advice import advice, calls
from kg.extract.contents import asked, contents, said_span, sentence, worded
from kg.extract.context import Context
from kg.extract.frames import Frame
from kg.extract.offers import offers
from kg.extract.plan_clauses import told
from kg.extract.plans import Plans
from kg.extract.points import points
from kg.extract.provisions import provisions
from kg.extract.reported import crosses_quote
from kg.extract.retold import told_once
from kg.extract.worlds import conditional, disowned, modals, negated
from kg.language.tokens import Span, Token
from kg.language.trees import (
    SUBJECTS,
    case,
    conjuncts,
    mark,
    subjects,
    trim,
)
from kg.model import EntityKey, Proposal


def proposals(context: Context) -> Iterator[Proposal]:
    """What is proposed in an article, each proposal once."""
    yield from told_once(context, _read(context))


def _read(context: Context) -> Iterator[Proposal]:
    """One proposal a cue, proposer and thing proposed; a cue that is negated or only possible gives
    none.
    """
    plans = context.once(Plans)
    taken: set[int] = set()
    for frame in context.frames:
        if frame.trigger.i in taken or not _proposes(context, frame):
            continue
        makers = _makers(context, plans, frame)
        found = [c for c in contents(context, frame) if c.i not in taken]
        if not makers or not found:
            continue
        taken.add(frame.trigger.i)
        for content in found:
            taken.add(content.i)
            for maker in makers:
                yield from _proposal(context, frame, content, maker)
    yield from _points(context, plans, taken)


def _makers(context: Context, plans: Plans, frame: Frame) -> list[EntityKey | None]:
    """Who proposes; of a plan, and of what a plan asks for, the plan's maker, or nobody named."""
    found = context.actors(frame.holders) or context.actors(_callers(context, frame.trigger))
    if found:
        return [*found]
    nouns = [frame.trigger] if frame.entry.frame.id == "plan" else list(frame.holders)
    for noun in nouns:
        if plans.is_proposed(noun) and not plans.foreign(noun):
            return [*plans.makers(noun)] or ([None] if _by_itself(frame) else [])
    return []


def _callers(context: Context, verb: Token) -> list[Token]:
    """Who calls, where the tree takes "the envoy called for" for a passive, or "said the talks
    would go on and appealed for" for one thing said.
    """
    active = verb.lemma_.lower() in context.lexicon.words["proposals", "active"]
    if not active or verb.tag_ not in ("VBN", "VBD"):
        return []
    if verb.dep_ == "conj" and verb.head.tag_ == "VB" and verb.head.dep_ == "ccomp":
        return subjects(verb.head.head)
    return subjects(verb)


def _by_itself(frame: Frame) -> bool:
    """ "a plan to withdraw", "a draft calls for": told even when nobody is named for it."""
    content = frame.content
    return content is not None and (mark(content) in ("to", "that") or case(content) == "for")


def _points(context: Context, plans: Plans, taken: set[int]) -> Iterator[Proposal]:
    """What plans hold, and what speakers say should be done."""
    found = (
        ("point", context.once(points)),
        ("plan", context.once(told)),
        ("provision", provisions(context, plans)),
        ("offer-if", offers(context)),
        ("deontic", advice(context)),
        ("imperative", calls(context)),
    )
    for rule, told_points in found:
        for point in told_points:
            if point.head.i in taken or not context.clean(point.said):
                continue
            taken.add(point.head.i)
            for maker in point.makers or (None,):
                yield Proposal(
                    id=_id_at(context, point.head, maker),
                    content=sentence(context.bare(context.resolved(point.said))),
                    proposer=maker,
                    about=context.about(point.said),
                    evidence=context.evidence(point.clause, f"proposal.{rule}"),
                )


def _proposes(context: Context, frame: Frame) -> bool:
    """The proposing happened: not negated, not only possible, no question asked."""
    words = context.lexicon.words
    return (
        "proposal" in frame.entry.frame.facts
        and not negated(frame.trigger, words)
        and not disowned(frame.trigger, words)
        and not modals(frame.trigger, words) & words["positions", "tentative"]
        and not crosses_quote(context, frame)
        and (mark(frame.trigger) == "to" or not conditional(frame.trigger, words))
        and not (frame.content is not None and _asks_nothing(context, frame, frame.content))
    )


def _asks_nothing(context: Context, frame: Frame, content: Token) -> bool:
    """ "asked who came", "asked not to be named", "told her to expect a visit", "offered an
    apology", "suggested that it had sunk".
    """
    words, lemma = context.lexicon.words, content.lemma_.lower()
    if content.pos_ == "NOUN" and frame.entry.id in ("offer", "want-thing"):
        return lemma in words["proposals", "courtesies"]
    unnamed = lemma in words["proposals", "anonymity"] and content.tag_ == "VBN"
    factual = frame.trigger.lemma_.lower() == "suggest" and _factual(content)
    return unnamed or lemma == "expect" or asked(content) or factual


def _factual(content: Token) -> bool:
    """A clause in the past: what somebody suggests is so, not what to do."""
    tenses = {content.tag_, *(c.tag_ for c in content.children if c.dep_ in ("aux", "cop"))}
    return content.dep_ == "ccomp" and "VBD" in tenses and mark(content) in ("", "that")


def _proposal(
    context: Context, frame: Frame, content: Token, maker: EntityKey | None
) -> Iterator[Proposal]:
    said = said_span(frame, content)
    if context.clean(said):
        yield Proposal(
            id=_id_at(context, content, maker),
            content=worded(context, frame, content, said),
            proposer=maker,
            about=context.about(said),
            evidence=context.evidence(_evidence(frame, content), f"proposal.{frame.entry.id}"),
        )


def _evidence(frame: Frame, content: Token) -> Span:
    """From the proposer, or the cue, to the end of what is proposed."""
    trigger = frame.trigger
    edges = [content.left_edge.i, content.right_edge.i, trigger.i]
    edges += [
        c.left_edge.i for c in trigger.children if c.dep_ in SUBJECTS or c.dep_ == "nmod:poss"
    ]
    for addressee in frame.addressees:
        edges += [h.i for h in conjuncts(addressee)]
    return trim(trigger.doc[min(edges) : max(edges) + 1])


def _id_at(context: Context, cue: Token, maker: str | None) -> str:
    """An id inside the article, from where the proposal stands."""
    place = f"{context.article.name} {cue.idx} {maker}"
    return hashlib.sha256(place.encode()).hexdigest()[:12]
