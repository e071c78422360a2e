"""Proposals: plans, offers, calls and requests, with who makes them; plans that nobody is named
for.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

from kg.extract.assertion import disclaimed
from kg.extract.context import Context
from kg.extract.deed_dates import taken_on
from kg.extract.positions import holders
from kg.extract.targets import courtesy, target_of
from kg.extract.told import Told
from kg.extract.worlds import denied, modals
from kg.language.tokens import Span, Token
from kg.language.trees import case, children, head
from kg.model import EntityKey, Proposal


def proposals(context: Context) -> Iterator[Proposal]:
    """One proposal a frame, proposer and thing proposed; a point of a plan, for which nobody is
    named, is by whoever made the last proposal.
    """
    last: list[EntityKey] = []
    for told in context.of_kind("proposal"):
        if disclaimed(context, told.anchor) or _not_made(context, told):
            continue
        listed = not told.who and _in_list(told.anchor)
        makers = holders(context, told) or (last if listed else [])
        last = makers or ([] if told.who else last)
        for span in told.what:
            plan = not (_named(context, span) or courtesy(context, span) or _to_whom(told, span))
            content = target_of(context, span, told.anchor) if plan else ""
            for maker in _named_or_none(makers) if content else ():
                yield Proposal(
                    id=_id_at(context, told.anchor, f"{span.start} {maker}"),
                    content=content[0].upper() + content[1:],
                    proposer=maker,
                    about=context.about(span),
                    condition=context.clean(told.more[0]) if told.more else "",
                    evidence=context.evidence_of(told, taken_on(context, told)),
                )


def _not_made(context: Context, told: Told) -> bool:
    """ "Is not asking for the land", "may propose a pause", "potential plans": the word that
    proposes is negated or only possible, not what it proposes.
    """
    anchor, words = told.anchor, context.lexicon.words
    inside = any(s.start <= anchor.i < s.end for s in told.what)
    unsure = any(c.lower_ in words["irrealis", "unsure"] for c in children(anchor, "amod"))
    maybe = modals(anchor, words) & words["irrealis", "possible"]
    return not inside and (denied(anchor, words) or unsure or bool(maybe))


def _in_list(token: Token) -> bool:
    """The sentence is a point of a list: "- the ships to leave", "(1) the ships leave"."""
    return not token.sent[0].is_alpha and not token.sent[0].is_quote


def _named(context: Context, span: Span) -> bool:
    """Nothing but somebody's name: nobody proposes that."""
    mention = context.reading.mention_at(span.start)
    whole = mention is not None and mention.start <= span.start and span.end <= mention.end
    return mention is not None and whole and mention.how == "name"


def _to_whom(told: Told, span: Span) -> bool:
    """ "Proposed to Jane Doe": whom somebody asks for her hand."""
    top = head(span)
    asked = top.head.i == told.anchor.i and top.dep_.startswith("obl") and case(top) == "to"
    return asked and top.pos_ == "PROPN" and not children(told.anchor, "obj", "ccomp", "xcomp")


def _named_or_none(makers: list[EntityKey]) -> list[EntityKey | None]:
    return [*makers] or [None]


def _id_at(context: Context, cue: Token, maker: str) -> str:
    """An id inside the article, from where the proposal stands."""
    place = f"{context.article.name} {cue.idx} {maker}"
    return hashlib.sha256(place.encode()).hexdigest()[:12]
