"""Proposals: plans, offers, calls and requests, with who makes them; plans that nobody is named
for.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

from spacy.tokens import Span, Token

from kg.extract.advice import advice
from kg.extract.context import Context
from kg.extract.frames import Frame
from kg.extract.plans import Plans, told
from kg.extract.points import points
from kg.extract.statements import crosses_quote
from kg.extract.worlds import modals, negated
from kg.language.reading import text_of
from kg.language.trees import (
    SUBJECTS,
    case,
    conjuncts,
    core,
    main_clause,
    mark,
    phrase,
    trim,
)
from kg.model import Proposal

_QUESTION = frozenset({"WP", "WRB", "WDT", "WP$"})
_KNOWN = frozenset({"the", "this", "that", "these", "those"})
_EMPTY = frozenset({"ADP", "ADV", "PART", "PRON", "DET"})
_ADDRESSEE_CUT = frozenset({"acl:relcl", "xcomp", "advcl", "parataxis"})


def proposals(context: Context) -> Iterator[Proposal]:
    """One proposal a cue, proposer and thing proposed; a cue that is negated or only possible gives
    none.
    """
    taken: set[int] = set()
    made: set[int] = set()
    for frame in context.frames:
        if frame.trigger.i in made or not _proposes(context, frame):
            continue
        makers = context.actors(frame.holders)
        contents = [c for c in _contents(frame) if c.i not in taken and _tells(context, c)]
        if not makers or not contents:
            continue
        made.add(frame.trigger.i)
        for content in contents:
            taken.add(content.i)
            for maker in makers:
                yield from _proposal(context, frame, content, maker)
    yield from _points(context, taken)


def _points(context: Context, taken: set[int]) -> Iterator[Proposal]:
    """What plans hold, and what speakers say should be done."""
    plans = Plans(context)
    found = (
        ("point", points(context, plans)),
        ("plan", told(context, plans)),
        ("deontic", advice(context)),
    )
    for rule, told_points in found:
        for point in told_points:
            if point.head.i in taken or not context.clean(point.said):
                continue
            taken.add(point.head.i)
            for maker in point.makers or (None,):
                yield Proposal(
                    id=_id_at(context, point.head, maker),
                    content=_sentence(context.bare(context.resolved(point.said))),
                    proposer=maker,
                    about=context.about(point.said),
                    evidence=context.evidence(point.clause, f"proposal.{rule}"),
                )


def _proposes(context: Context, frame: Frame) -> bool:
    """The proposing happened: not negated, not only possible, no question asked."""
    words = context.lexicon.words
    return (
        "proposal" in frame.entry.frame.facts
        and frame.content is not None
        and not negated(frame.trigger, words)
        and not modals(frame.trigger, words) & words["positions", "tentative"]
        and not crosses_quote(context, frame)
        and not _asked(frame.content)
    )


def _asked(content: Token) -> bool:
    """ "asked who came", "asked if": what is asked is a question, nothing is asked for."""
    if mark(content) in ("if", "whether"):
        return True
    last = content.doc[content.right_edge.i]
    first = content.doc[content.left_edge.i]
    return content.dep_ == "ccomp" and (first.tag_ in _QUESTION or last.text == "?")


def _contents(frame: Frame) -> list[Token]:
    """What is proposed; each of what is coordinated, when it is introduced anew."""
    assert frame.content is not None
    return [frame.content, *_told_apart(frame.content)]


def _told_apart(content: Token) -> list[Token]:
    """Coordinated contents that are proposals of their own: "to stop and to leave", "for a truce
    and for talks", "postponing the vote and sending jurists".
    """
    return [
        child
        for child in content.children
        if child.dep_ == "conj"
        and child.i > content.i
        and (case(child) or mark(child) in ("to", "that") or child.tag_ == content.tag_ == "VBG")
    ]


def _tells(context: Context, content: Token) -> bool:
    """The content says something by itself: not "it", "a plan", "the duty" told of before."""
    words = context.lexicon.words
    if content.lower_ in words["clauses", "bare"] or content.pos_ in _EMPTY:
        return False
    inside = [c for c in content.children if c.dep_ not in ("case", "punct", "cc")]
    plan = content.lemma_.lower() in words["plans", "proposed"]
    known = [c for c in inside if c.dep_ == "nmod:poss" or c.lower_ in _KNOWN]
    if content.pos_ != "NOUN" or (plan and any(c.dep_ != "det" for c in inside)):
        return True
    return not plan and (not known or len(inside) > len(known))


def _proposal(context: Context, frame: Frame, content: Token, maker: str) -> Iterator[Proposal]:
    said = _content_span(content)
    if context.clean(said):
        yield Proposal(
            id=_id_at(context, content, maker),
            content=_content(context, frame, content, said),
            proposer=maker,
            about=context.about(said),
            evidence=context.evidence(_evidence(frame, content), f"proposal.{frame.entry.id}"),
        )


def _content_span(head: Token) -> Span:
    """The clause or phrase of what is proposed, without what is told apart."""
    whole = main_clause(head)
    apart = _told_apart(head)
    if apart:
        end = min(whole.end, apart[0].left_edge.i)
        while end > head.i + 1 and head.doc[end - 1].dep_ in ("cc", "punct"):
            end -= 1
        whole = trim(head.doc[whole.start : end])
    return core(whole, head)


def _content(context: Context, frame: Frame, content: Token, said: Span) -> str:
    """The proposal in one clause: "Norland and Sudria to withdraw their troops"."""
    text = context.bare(context.resolved(said))
    if frame.addressees and content.pos_ in ("VERB", "AUX"):
        head = frame.addressees[0]
        to = core(phrase(head, drop=_ADDRESSEE_CUT), head)
        words = text_of(said)
        words = words if words.startswith("to ") else f"to {words}"
        if not (to.start <= said.start < to.end):
            text = f"{context.clean(to)} {words}"
    return _sentence(text)


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:]


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
