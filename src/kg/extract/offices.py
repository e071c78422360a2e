"""Offices: who is president, minister, leader of what, as the text says in a title or an
apposition; as of the article's day, or of the time that it tells.
"""

from __future__ import annotations

from collections.abc import Iterator

from kg.extract.context import Context
from kg.language.reading import Role
from kg.model import Office
from kg.partial_dates import PartialDate


def offices(context: Context) -> Iterator[Office]:
    """One office a role; a pronoun for the state ("its president") is resolved."""
    today = context.article.published
    for role in context.reading.roles:
        of = _of(context, role)
        if not _is_office(context, role, of):
            continue
        yield Office(
            person=str(role.person),
            title=role.title,
            of=None if of is None else str(of),
            as_of=role.when or (PartialDate(iso=today.isoformat()) if today else None),
            evidence=context.evidence(
                context.doc[role.start : role.end],
                "office.title" if of is not None else "office.bare-title",
            ),
        )


def _is_office(context: Context, role: Role, of: int | None) -> bool:
    """A trade is one in an organisation only, a "leader" or "head" only of something."""
    words, entities = context.lexicon.words, context.reading.entities
    head = role.title.lower().split()[-1]
    if head in words["titles", "trades"]:
        return of is not None and entities[of].type == "organization"
    owned = role.of_token is not None and (
        context.reading.at(role.of_token) is not None or context.doc[role.of_token].pos_ == "NOUN"
    )
    rest = [w for w in role.title.lower().split() if w not in words["titles", "past"]]
    return of is not None or owned or len(rest) > 1 or head not in words["titles", "unowned"]


def _of(context: Context, role: Role) -> int | None:
    if role.of is not None:
        return role.of
    found = context.reading.at(role.of_token) if role.of_token is not None else None
    return (
        found
        if found is not None and context.reading.entities[found].type in ("place", "organization")
        else None
    )
