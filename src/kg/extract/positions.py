"""Positions: who supports, opposes or is neutral on what, under which condition."""

from __future__ import annotations

from collections.abc import Iterator

from kg.extract.context import Context
from kg.extract.deed_dates import taken_on
from kg.extract.hedges import taken_back
from kg.extract.targets import courtesy, target_of
from kg.extract.told import Told
from kg.extract.voices import kept_away, voice_at
from kg.model import EntityKey, Position


def positions(context: Context) -> Iterator[Position]:
    """One position a frame, holder and thing it is on."""
    for told in context.of_kind("position"):
        given_up = taken_back(told.anchor, context.lexicon.words)
        for span in () if given_up or kept_away(context, told) else told.what:
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


def holders(context: Context, told: Told) -> list[EntityKey]:
    """Who is named for it; where nobody is, whose words they are."""
    found = context.who(told)
    if found or told.who:
        return found
    speaker = voice_at(context, told.anchor).speaker
    return [] if speaker is None else [speaker]
