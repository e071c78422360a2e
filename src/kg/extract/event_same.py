"""Several tellings of one event."""

from __future__ import annotations

from collections.abc import Iterable

from kg.extract.context import Context
from kg.extract.event_roles import Roles
from kg.extract.happenings import Happening, definite, object_of
from kg.partial_dates import PartialDate


def grouped(context: Context, happenings: Iterable[Happening]) -> list[list[Happening]]:
    """The tellings, those of one event together, in the order of the text."""
    groups: list[list[Happening]] = []
    for told in happenings:
        known = next((g for g in reversed(groups) if _same(context, g, told)), None)
        if known is None:
            groups.append([told])
        else:
            known.append(told)
    return groups


def _same(context: Context, group: list[Happening], told: Happening) -> bool:
    """Of one type, and nothing that is told of both differs."""
    first = group[0]
    if first.type != told.type:
        return False
    if told.type != "other" and any(object_of(h.token, told.token) for h in group):
        return True
    if told.token.pos_ == "VERB" and all(_other_deed(told, h) for h in group):
        return False
    dates = [h.roles.date for h in group if h.roles.date is not None]
    if told.roles.date is not None and dates:
        return any(_agree(told.roles.date, d) for d in dates) and (
            _together(group, told) or not told.roles.who or not any(h.roles.who for h in group)
        )
    if told.token.sent == group[-1].token.sent and not (told.roles.who and first.roles.who):
        return True
    return (
        _together(group, told)
        or _understood(context, told)
        or all(_understood(context, h) for h in group)
    )


def _understood(context: Context, told: Happening) -> bool:
    """ "the war": which one is left to the reader."""
    noun = told.token.pos_ != "VERB"
    return noun and told.roles == Roles() and definite(context, told.token)


def _other_deed(told: Happening, other: Happening) -> bool:
    """Two verbs tell two votes, and two things of no type of their own."""
    return told.type in ("other", "vote") and told.token.lemma_[:5] != other.token.lemma_[:5]


def _agree(one: PartialDate, other: PartialDate) -> bool:
    """One is the other, or tells it less precisely."""
    return one.iso.startswith(other.iso) or other.iso.startswith(one.iso)


def _together(group: list[Happening], told: Happening) -> bool:
    """They share a participant or the place."""
    return bool(_involved(told) & {key for h in group for key in _involved(h)})


def _involved(told: Happening) -> set[str]:
    place = told.roles.place
    return {*told.roles.who} if place is None else {*told.roles.who, str(place)}
