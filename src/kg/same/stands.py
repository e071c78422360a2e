"""Which proposals positions are on: a stand on what a proposal of the same matter proposes; "the
plan" and the like only where the proposal is told to be such a thing, by whoever is named with it.

What an article seemed to say of itself ("rejected it") is kept where the words bear it out.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from kg.model import Position, Proposal
from kg.same.plans import Plans, Telling
from kg.similar import NOT

_MOST = 0.75
"""The share of what a stand is on that the proposal has to say."""
_LEFT = 1
"""How many of its words the proposal need not say where whoever is for it has proposed it."""
_LEAST = 2
_COMMON = 40


def meant(
    positions: Sequence[Position], proposals: Mapping[str, Sequence[Proposal]], plans: Plans
) -> Iterator[str | None]:
    """For each position the id of the proposal that it is on, None where that is not plain.

    `proposals` has the tellings of each; a position has the id of one of them, or none.
    """
    told = {key: [plans.telling(p) for p in some] for key, some in proposals.items()}
    stands = _Stands(told, plans)
    for position in positions:
        yield stands.meant(position)


class _Stands:
    def __init__(self, told: Mapping[str, Sequence[Telling]], plans: Plans) -> None:
        self._told, self._plans = told, plans
        self._having: dict[str, set[str]] = defaultdict(set)
        for key, tellings in told.items():
            makers = {f"@{who}" for one in tellings for who in plans.sides.of(one.maker)}
            for word in makers.union(*(telling.core for telling in tellings)):
                self._having[word].add(key)

    def meant(self, position: Position) -> str | None:
        stand, own = self._plans.telling(position), position.proposal
        against = position.holder if position.stance == "opposes" else None
        if own is not None and self._makes(against, own):
            own = None
        if not stand.core - self._plans.generic:
            return own if self._bears_out(stand, own) else None
        rare = [self._having[w] for w in stand.core if 0 < len(self._having[w]) <= _COMMON]
        near = sorted({key for some in rare for key in some} | {own or ""} - {""})
        near = [key for key in near if not self._makes(against, key)]
        backs = position.holder if position.stance == "supports" else None
        fits = {
            key: self._fit(stand, key, given=key == own, backed=self._made_by(backs, key))
            for key in near
        }
        best = [key for key in near if fits[key] and fits[key] == max(fits.values())]
        if own in best:
            return own
        return best[0] if len(best) == 1 else None

    def _makes(self, against: str | None, key: str) -> bool:
        """Nobody is against a proposal of his own."""
        return against is not None and any(one.maker == against for one in self._told[key])

    def _bears_out(self, stand: Telling, key: str | None) -> bool:
        """What the stand is on is called alike where it is proposed."""
        return any(stand.sorts <= one.sorts for one in self._told.get(key or "", ()))

    def _made_by(self, holder: str | None, key: str) -> bool:
        """Whether somebody, or whoever he speaks for, makes a proposal."""
        return any(self._plans.sides.one(holder, one.maker) for one in self._told[key])

    def _fit(self, stand: Telling, key: str, *, given: bool, backed: bool) -> float:
        """How much of what a stand is on a proposal says; 0 where it is not on it. Less is asked
        of one that the article itself gives, or that is `backed` by its maker.
        """
        words = stand.core - self._plans.generic
        tellings = [one for one in self._told[key] if self._together(stand, one)]
        makers = {f"@{who}" for one in tellings for who in self._plans.sides.of(one.maker)}
        shares = (words & (one.core | makers) for one in tellings)
        both = max(shares, key=lambda share: (len(share), sorted(share)), default=frozenset())
        own = any(not word.startswith("@") for word in both)
        if not both:
            return 0
        whole = both == words and (given or self._called(stand, key))
        plain = backed or whole or len(both) >= _LEAST
        if own and not plain:
            return 0
        if not own and not (words <= makers and self._called(stand, key)):
            return 0
        near = backed and len(words - both) <= _LEFT
        return len(both) / len(words) if near or len(both) >= _MOST * len(words) else 0

    def _called(self, stand: Telling, key: str) -> bool:
        return bool(stand.sorts) and self._bears_out(stand, key)

    def _together(self, stand: Telling, plan: Telling) -> bool:
        """Both are of one matter, and neither denies what the other says."""
        told = bool(stand.articles & plan.articles) or self._plans.one_matter(stand, plan)
        return told and (NOT in stand.core) == (NOT in plan.core)
