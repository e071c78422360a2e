"""Plans told as a list: each item is a point of the plan that the words before it speak of."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kg.extract.context import Context
from kg.extract.plans import Plans, Point
from kg.language.tokens import Span, Token
from kg.language.trees import core, trim
from kg.model import EntityKey

_ITEM = re.compile(
    r"(?:[•·▪*–—-]|\(?\d{1,2}[.)]|\(?[a-z]\)|(?:point|step|stage|phase)\s\w+\s?[.:–—-])\s+",
    re.IGNORECASE,
)
_LONGEST = 2
"""Items of more sentences are sections of a text, not points."""


@dataclass(frozen=True, slots=True)
class _List:
    before: Span
    items: tuple[Span, ...]


def points(context: Context) -> tuple[Point, ...]:
    """The points of every list that follows words about a plan or words of proposing; of a list of
    what somebody does, what they propose or will do.
    """
    return tuple(_points(context, context.once(Plans)))


def _points(context: Context, plans: Plans) -> Iterator[Point]:
    for found in _lists(context):
        if any(_too_long(item) or _reports(context, item) for item in found.items):
            continue
        last = found.before[-1].sent
        subject = _open_subject(last)
        if subject is not None and all(_finite(item[0]) for item in found.items):
            yield from _deeds(context, plans, found, subject)
            continue
        makers = _makers(context, plans, found.before)
        if makers is not None:
            for item in found.items:
                clause = trim(item[0].doc[item.start : _end(item)])
                yield Point(clause.root, core(clause, clause.root), clause, makers)


def _deeds(context: Context, plans: Plans, found: _List, subject: Token) -> Iterator[Point]:
    """ "The Council: 1. calls upon ...; 2. requests ..."; "Norland: will open an embassy"."""
    words = context.lexicon.words
    makers = tuple(context.actors([subject]))
    agreed = any(plans.is_agreed(t) for t in found.before)
    for item in found.items:
        clause = trim(item[0].doc[item.start : _end(item)])
        verb = item[0].lemma_.lower()
        if len(clause) < 3 or not (makers or agreed):
            continue
        if item[0].lower_ in words["plans", "future"] or verb in words["plans", "deeds"]:
            said = trim(clause.doc[clause.start + 1 : clause.end])
            yield Point(said.root, said, clause, () if agreed else makers)


def _open_subject(last: Span) -> Token | None:
    """The last noun of words that break off: "By the text, the Council:", "Norland"."""
    end = [t for t in last if not t.is_space]
    if end and end[-1].text == ":":
        end = end[:-1]
    elif end and end[-1].is_punct:
        return None
    return end[-1] if end and end[-1].pos_ in ("NOUN", "PROPN") else None


def _finite(token: Token) -> bool:
    return token.tag_ in ("VBZ", "VBP", "MD") or (
        token.pos_ == "NOUN" and token.tag_ in ("NNS", "NNPS") and token.is_title
    )


def _lists(context: Context) -> Iterator[_List]:
    """Two or more paragraphs in a row that begin like items, and the paragraph before them."""
    before: Span | None = None
    items: list[Span] = []
    for line in _lines(context):
        at = _ITEM.match(line.text)
        if at is not None and before is not None:
            start = next(t.i for t in line if t.idx >= line.start_char + at.end())
            items.append(line.doc[start : line.end])
            continue
        if before is not None and len(items) > 1:
            yield _List(before, tuple(items))
        before, items = line, []
    if before is not None and len(items) > 1:
        yield _List(before, tuple(items))


def _lines(context: Context) -> Iterator[Span]:
    start = 0
    doc = context.doc
    for token in doc:
        if "\n" in token.text:
            if token.i > start:
                yield doc[start : token.i]
            start = token.i + 1
    if start < len(doc):
        yield doc[start : len(doc)]


def _makers(context: Context, plans: Plans, before: Span) -> tuple[EntityKey, ...] | None:
    """Whose proposals the items are; None when the words before speak of no plan."""
    last = before[-1].sent
    nouns = [t for t in before if plans.is_plan(t)]
    if any(plans.foreign(n) for n in nouns):
        return None
    made = next((m for n in reversed(nouns) if (m := plans.makers(n))), None)
    if made is not None:
        return made
    for frame in context.frames:
        if (
            "proposal" in frame.entry.frame.facts
            and last.start <= frame.trigger.i < last.end
            and (found := context.actors(frame.holders))
        ):
            return tuple(found)
    return () if nouns else None


def _too_long(item: Span) -> bool:
    return sum(bool(t.is_sent_start) for t in item[1:]) >= _LONGEST


def _reports(context: Context, item: Span) -> bool:
    """The item tells what happened or what somebody said, as in a summary of the news."""
    verb = next((t for t in item if t.dep_ in ("root", "ROOT")), item[0])
    perfect = any(c.lower_ in ("has", "have", "had") and c.dep_ == "aux" for c in verb.children)
    says = any(
        f.trigger.i == verb.i and f.entry.frame.id == "say" and f.holders for f in context.frames
    )
    return verb.tag_ == "VBD" or perfect or says


def _end(item: Span) -> int:
    """The end of the first sentence of the item."""
    return min(item.end, item[0].sent.end) if item[0].sent.end > item.start + 2 else item.end
