"""Proposals: plans, offers, calls and requests, with who makes them; plans that nobody is named
for.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

from kg.extract.context import Context
from kg.extract.deed_dates import taken_on
from kg.extract.positions import holders
from kg.extract.targets import target_of
from kg.language.tokens import Span, Token
from kg.model import EntityKey, Proposal


def proposals(context: Context) -> Iterator[Proposal]:
    """One proposal a frame, proposer and thing proposed; a point of a plan, for which nobody is
    named, is by whoever made the last proposal.
    """
    last: list[EntityKey] = []
    for told in context.of_kind("proposal"):
        listed = not told.who and _in_list(told.anchor)
        makers = holders(context, told) or (last if listed else [])
        last = makers or ([] if told.who else last)
        for span in told.what:
            content = "" if _named(context, span) else target_of(context, span, told.anchor)
            for maker in _named_or_none(makers) if content else ():
                yield Proposal(
                    id=_id_at(context, told.anchor, f"{span.start} {maker}"),
                    content=content[0].upper() + content[1:],
                    proposer=maker,
                    about=context.about(span),
                    condition=context.clean(told.more[0]) if told.more else "",
                    evidence=context.evidence_of(told, taken_on(context, told)),
                )


def _in_list(token: Token) -> bool:
    """The sentence is a point of a list: "- the ships to leave", "(1) the ships leave"."""
    return not token.sent[0].is_alpha and not token.sent[0].is_quote


def _named(context: Context, span: Span) -> bool:
    """Nothing but somebody's name: nobody proposes that."""
    mention = context.reading.mention_at(span.start)
    whole = mention is not None and mention.start <= span.start and span.end <= mention.end
    return mention is not None and whole and mention.how == "name"


def _named_or_none(makers: list[EntityKey]) -> list[EntityKey | None]:
    return [*makers] or [None]


def _id_at(context: Context, cue: Token, maker: str) -> str:
    """An id inside the article, from where the proposal stands."""
    place = f"{context.article.name} {cue.idx} {maker}"
    return hashlib.sha256(place.encode()).hexdigest()[:12]
