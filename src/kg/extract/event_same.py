"""Several tellings of one event."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from kg.extract.context import Context
from kg.extract.told import Told
from kg.language.tokens import Token
from kg.model import EntityKey
from kg.partial_dates import PartialDate


@dataclass(frozen=True, slots=True, kw_only=True)
class Happening:
    """One telling of an event, with what it says of it."""

    told: Told
    who: tuple[EntityKey, ...]
    place: int | None
    date: PartialDate | None

    @property
    def token(self) -> Token:
        """The word that tells it."""
        return self.told.anchor


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
    if first.told.label != told.told.label:
        return False
    if told.token.pos_ == "VERB" and all(_other_deed(told, h) for h in group):
        return False
    dates = [h.date for h in group if h.date is not None]
    if told.date is not None and dates:
        return any(_agree(told.date, d) for d in dates) and (
            _together(group, told) or not told.who or not any(h.who for h in group)
        )
    if told.token.sent == group[-1].token.sent and not (told.who and first.who):
        return True
    return _together(group, told) or _understood(told) or all(map(_understood, group))


def _understood(told: Happening) -> bool:
    """ "the war": which one is left to the reader."""
    noun = told.token.pos_ != "VERB"
    bare = not told.who and told.place is None and told.date is None
    definite = any(
        c.dep_ == "nmod:poss" or c.lower_ in ("the", "this", "that", "these")
        for c in told.token.children
    )
    return noun and bare and definite


def _other_deed(told: Happening, other: Happening) -> bool:
    """Two verbs tell two votes, and two things of no type of their own."""
    deeds = ("other", "vote")
    return told.told.label in deeds and told.token.lemma_[:5] != other.token.lemma_[:5]


def _agree(one: PartialDate, other: PartialDate) -> bool:
    """One is the other, or tells it less precisely."""
    return one.iso.startswith(other.iso) or other.iso.startswith(one.iso)


def _together(group: list[Happening], told: Happening) -> bool:
    """They share a participant or the place."""
    return bool(_involved(told) & {key for h in group for key in _involved(h)})


def _involved(told: Happening) -> set[str]:
    return {*told.who} if told.place is None else {*told.who, str(told.place)}
