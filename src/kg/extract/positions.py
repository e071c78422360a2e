"""Positions: who supports, opposes or is neutral on what, under which condition."""

from __future__ import annotations

from collections.abc import Iterator

from kg.extract.context import Context
from kg.extract.cue_stands import cue_stands
from kg.extract.judgements import judgements
from kg.extract.refusals import refusals
from kg.extract.retold import told_once
from kg.extract.stands import Stand
from kg.extract.targets import target_span
from kg.extract.terms import terms, told
from kg.language.reading import MentionSpan, text_of
from kg.language.tokens import Span, Token
from kg.language.trees import SUBJECTS, case, children, mark, phrase, trim
from kg.model import Position

_JOINED = frozenset({"conj", "cc", "parataxis", "advcl", "punct"})
_READERS = (cue_stands, judgements, refusals, terms)
"""A word of support or opposition first, then judgements ("called it a mistake"), then plain
declarations ("will not withdraw", "any deal must include a truce").
"""

_FEW = 3
"""Words of a target that says nothing but its pronoun."""


def positions(context: Context) -> Iterator[Position]:
    """One position for a holder and what it is about."""
    yield from told_once(context, _read(context))


def _read(context: Context) -> Iterator[Position]:
    """One position for a holder and the word that tells it."""
    seen: set[tuple[int, str]] = set()
    for stands in _READERS:
        for stand in stands(context):
            if _empty(context, stand.target):
                continue
            for holder in stand.holders:
                if (stand.trigger.i, holder) not in seen and not _names(context, stand, holder):
                    seen.add((stand.trigger.i, holder))
                    yield _position(context, stand, holder)


def _empty(context: Context, target: str) -> bool:
    """ "burning it", "half of them": the article does not say what."""
    words = target.lower().split()
    return len(words) <= _FEW and words[-1] in context.lexicon.words["topics", "pronouns"]


def _names(context: Context, stand: Stand, holder: str) -> bool:
    """The target names the holder, or "him" who is taken for the holder: somebody else holds it."""
    if context.reading.entities[int(holder)].type != "person" or stand.content == stand.trigger:
        return False
    inside = range(stand.content.left_edge.i, stand.content.right_edge.i + 1)
    return stand.trigger.i not in inside and any(
        m.entity == int(holder) and m.start in inside and _other(context, m)
        for m in context.reading.mentions
    )


def _other(context: Context, mention: MentionSpan) -> bool:
    """A name, or a pronoun that would be "himself" if it were the holder."""
    word = context.doc[mention.start]
    return mention.how == "name" or (word.tag_ == "PRP" and word.dep_ in ("obj", "iobj", "obl"))


def _position(context: Context, stand: Stand, holder: str) -> Position:
    trigger, content = stand.trigger, stand.content
    return Position(
        holder=holder,
        stance=stand.stance,
        target=stand.target,
        condition=told(context, stand) or condition(context, trigger),
        about=context.about(target_span(content)),
        evidence=context.evidence(_clause(stand), f"position.{stand.rule}"),
    )


def _clause(stand: Stand) -> Span:
    """The clause that tells the stand, with its subject, without what is only joined to it."""
    trigger, content = stand.trigger, stand.content
    edges = [trigger.i]
    if content.sent.start == trigger.sent.start:
        edges += [content.left_edge.i, content.right_edge.i]
    for child in trigger.children:
        if child.i > trigger.i and child.dep_ not in _JOINED:
            edges.append(child.right_edge.i)
        elif child.dep_ in SUBJECTS and child.left_edge.i < trigger.i:
            edges.append(child.left_edge.i)
    return trim(trigger.doc[min(edges) : max(edges) + 1])


def condition(context: Context, trigger: Token) -> str:
    """ "if", "provided", "unless" and their clause, under the verb of the position."""
    for child in children(trigger, "advcl"):
        if mark(child) in context.lexicon.words["positions", "conditions"] or (
            child.lower_ == "provided" and child.i > trigger.i
        ):
            return context.clean(phrase(child))
    for child in children(trigger, "obl"):
        if case(child) in ("on condition", "in exchange for", "in return for", "without"):
            return text_of(phrase(child))
    return ""
