"""Whose words a token is part of: a speaker's, or the article's own.

A quotation is its speaker's, a reported clause the speaker's of the frame that reports it. A
relative clause on a name tells what the reporter takes for granted, whatever surrounds it.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from kg.extract.context import Context
from kg.extract.told import Told
from kg.language.tokens import Token
from kg.language.trees import antecedent, is_relative
from kg.model import EntityKey


@dataclass(frozen=True, slots=True)
class Voice:
    """`embedded`: inside somebody's words; `speaker`: who vouches for them, None when that is not
    told or nobody does.
    """

    embedded: bool
    speaker: EntityKey | None


def voice_at(context: Context, token: Token) -> Voice:
    """Who says what the token tells."""
    quote = context.reading.inside_quote(token.i)
    if quote is not None and quote.direct:
        return Voice(True, None if quote.speaker is None else str(quote.speaker))
    if _taken_for_granted(token):
        return Voice(False, None)
    here = context.once(_reporting)[token.sent.start]
    around = [t for t in here if _reports(t, token)]
    if not around:
        return Voice(False, None)
    nearest = min(around, key=lambda t: sum(len(s) for s in t.what))
    if disowned(context, nearest):
        return Voice(True, None)
    return Voice(True, next(iter(context.once(speakers).get(nearest.anchor.i, ())), None))


def disowned(context: Context, told: Told) -> bool:
    """The word that reports the clause tells that its speaker is against it: "dismissed reports
    that Norland left".
    """
    return told.anchor.i in context.once(_opposing)


def _opposing(context: Context) -> set[int]:
    """The words that tell of somebody who is against something."""
    return {t.anchor.i for t in context.of_kind("position") if t.label == "opposes"}


def _reporting(context: Context) -> defaultdict[int, list[Told]]:
    """Frames of saying by the first token of their sentence."""
    found: defaultdict[int, list[Told]] = defaultdict(list)
    for told in context.of_kind("statement"):
        found[told.anchor.sent.start].append(told)
    return found


def speakers(context: Context) -> dict[int, list[EntityKey]]:
    """Who speaks in each frame of saying, by its anchor; where the sentence does not say, who spoke
    last in the same paragraph.
    """
    found: dict[int, list[EntityKey]] = {}
    last: list[EntityKey] = []
    line = -1
    for told in sorted(context.of_kind("statement"), key=lambda t: t.anchor.i):
        here = _line(context, told.anchor)
        if here != line:
            last, line = [], here
        last = context.who(told) or ([] if told.who else last)
        found.setdefault(told.anchor.i, []).extend(last)
    return found


def _line(context: Context, token: Token) -> int:
    """The line of the text that a token stands in."""
    return context.doc.text.count("\n", 0, token.idx)


def _reports(told: Told, token: Token) -> bool:
    inside = any(s.start <= token.i < s.end for s in told.what)
    return inside and told.anchor.i != token.i and told.label == "indirect"


def _taken_for_granted(token: Token) -> bool:
    """Inside a relative clause on a name."""
    node = token
    while node.head.i != node.i:
        pronoun = next((c for c in node.children if is_relative(c)), None)
        if node.dep_ == "acl:relcl":
            noun = node.head if pronoun is None else antecedent(pronoun)
            return noun.pos_ == "PROPN"
        if node.dep_ in ("ccomp", "parataxis"):
            return False
        node = node.head
    return False
