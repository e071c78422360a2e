"""Positions: who supports, opposes or is neutral on what, under which condition."""

from __future__ import annotations

from collections.abc import Iterator

from kg.extract.assertion import disclaimed
from kg.extract.context import Context
from kg.extract.deed_dates import taken_on
from kg.extract.targets import courtesy, target_of
from kg.extract.told import Told
from kg.extract.voices import kept_away, voice_at
from kg.language.tokens import Span
from kg.language.trees import children, head, mark
from kg.model import EntityKey, Position


def positions(context: Context) -> Iterator[Position]:
    """One position a frame, holder and thing it is on."""
    for told in context.of_kind("position"):
        for span in _matters(context, told) if _taken(context, told) else ():
            target = "" if courtesy(context, span) else target_of(context, span, told.anchor)
            for holder in holders(context, told) if target else ():
                if context.reading.entities[int(holder)].name != target:
                    yield Position(
                        holder=holder,
                        stance=told.label,
                        target=target,
                        condition=context.clean(told.more[0]) if told.more else "",
                        about=context.about(span),
                        evidence=context.evidence_of(told, taken_on(context, told)),
                    )


def _taken(context: Context, told: Told) -> bool:
    """Somebody takes the stand indeed, and neither denies it, nor gives it up, nor would have taken
    it in another world.
    """
    anchor, bygone = told.anchor, context.lexicon.words["territories", "bygone"]
    asked = mark(anchor) == "whether"
    over = any(c.lower_ in bygone for c in children(anchor, "advmod"))
    return not (asked or over or kept_away(context, told) or disclaimed(context, anchor))


def _matters(context: Context, told: Told) -> Iterator[Span]:
    """What it is on, where that is more than the word that tells it, than what it is called, or
    than what somebody feels.
    """
    feelings = context.lexicon.words["topics", "attitudes"]
    for span in told.what:
        words = [t for t in span if t.pos_ not in ("ADJ", "ADV", "DET", "PUNCT")]
        alone = len(words) == 1 and (words[0] == told.anchor or words[0].lemma_ in feelings)
        if words and not alone:
            yield _account(context, told, span)


def _account(context: Context, told: Told, span: Span) -> Span:
    """ "Dismissed reports that Norland left": it is the reports that somebody is against."""
    node = head(span)
    while node.head != told.anchor and node.head != node:
        node = node.head
    account = node.lemma_.lower() in context.lexicon.words["irrealis", "accounts"]
    return context.doc[node.left_edge.i : span.end] if account else span


def holders(context: Context, told: Told) -> list[EntityKey]:
    """Who is named for it; where nobody is, whose words they are."""
    found = [key for key in context.who(told) if not _continent(context, key)]
    if found or told.who:
        return found
    speaker = voice_at(context, told.anchor).speaker
    return [] if speaker is None else [speaker]


def _continent(context: Context, key: EntityKey) -> bool:
    """A part of the world takes no stand: "South America did not need it", said a president."""
    name = context.reading.entities[int(key)].name.lower()
    return name in context.lexicon.words["territories", "continents"]
