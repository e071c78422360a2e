"""Which proposals of several articles are one, and which of them positions are on.

Proposals are one when one side makes them, the articles tell of one matter, and most of what the
shorter telling says is in the longer. What differs in a number stays apart. A telling without
content ("the plan put forward by Norland") is the one proposal of its maker, where there is one.
"""

from __future__ import annotations

import itertools
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from kg.lexicon import load_words
from kg.model import Article, EntityKey, Passage, Position, Proposal
from kg.same.company import Company
from kg.same.concepts import concepts
from kg.same.joins import Joins
from kg.same.sides import Sides
from kg.similar import NOT, content_words
from kg.wording import Wording

_MOST = 0.6
"""The share of the shorter telling that the longer has to have."""
_ONLY = 0.35
"""The same where either article tells of one proposal only by the one who makes both."""
_COMMON = 40
"""A word of more proposals than this brings no two of them together."""

_CONDITION = re.compile(r"(?<=\w\w),? (?:provided|on condition|unless|if|so long as|as long as) .*")
"""What a proposal hangs on is no part of what is proposed."""
_ASIDE = re.compile(r",? as \w+ed by .*|, (?:he|she|they) (?:said|says),")
"""Nor is who is said to propose it, and what is said of it then."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """A proposal as it is compared: what it says in short and in full, where, and by whom.

    `bare` tells nothing of its own; a `headline` may tell what its article tells again. `sorts`
    are what it is called: a plan, a bill.
    """

    maker: EntityKey | None
    core: frozenset[str]
    full: frozenset[str]
    articles: frozenset[str]
    days: tuple[date, ...] = ()
    bare: bool = False
    headline: bool = False
    sorts: frozenset[str] = frozenset()

    @property
    def numbers(self) -> frozenset[str]:
        return frozenset(word for word in self.core if word.lstrip("d").isdecimal())


class Plans:
    """Tells which proposals are one."""

    def __init__(
        self, said: Wording, company: Company, sides: Sides, articles: Iterable[Article]
    ) -> None:
        self.said, self.company, self.sides = said, company, sides
        self._articles = {article.name: article for article in articles}
        words = load_words()
        self._kin = words.table("sameness", "kin")
        nouns = words["topics", "plans"] | words["sameness", "bare"]
        nouns |= {noun for some in self._kin.values() for noun in some}
        self.generic = frozenset().union(*(content_words(noun) for noun in nouns))

    def telling(self, fact: Proposal | Position) -> Telling:
        """What is compared of a proposal, or of what a position is on."""
        maker = fact.proposer if isinstance(fact, Proposal) else fact.holder
        text = fact.content if isinstance(fact, Proposal) else fact.target
        at = fact.evidence[0].passage
        core = self.said.words(_ASIDE.sub("", _CONDITION.sub("", text)), at, maker)
        extra = self.said.words(fact.condition, at, maker)
        # what a stand is on may be named after it: "arbitration", "the Court of Arbitration"
        stand = isinstance(fact, Position)
        told = concepts(text) if stand else self.said.told(fact.evidence, maker)
        names = frozenset(e.passage.article for e in fact.evidence)
        own = {word for word in core if not word.startswith("@")}
        days = (a.published for n in names if (a := self._articles.get(n)) and a.published)
        return Telling(
            maker=maker,
            core=core,
            full=core | told | extra,
            articles=names,
            days=tuple(sorted(days)),
            bare=own <= self.generic,
            headline=all(self._in_headline(e.passage) for e in fact.evidence),
            sorts=self._sorts(fact),
        )

    def _sorts(self, fact: Proposal | Position) -> frozenset[str]:
        """What a position calls what it is on, or the sentences a proposal: a plan, a bill."""
        if isinstance(fact, Position):
            texts = [fact.target]
        else:
            texts = [self.said.sentence(piece.passage) for piece in fact.evidence]
        words = set(re.findall(r"[a-z]+", " ".join(texts).lower()))
        return frozenset(
            s
            for s, nouns in self._kin.items()
            if any(n in words or f"{n}s" in words for n in nouns)
        )

    def _in_headline(self, at: Passage) -> bool:
        found = self._articles.get(at.article)
        return found is not None and "\n" not in found.text[: at.end].strip()

    def groups(self, proposals: Sequence[Proposal]) -> list[list[int]]:
        """Indices, grouped; every index is in one group."""
        told = [self.telling(proposal) for proposal in proposals]
        self._counts = _counted(told)
        joins = Joins(len(told))
        for i, j in candidates(told, self.sides):
            if not told[i].bare and not told[j].bare and self.one(told[i], told[j]):
                joins.join(i, j)
        full = [i for i, one in enumerate(told) if not one.bare]
        for i in (i for i, one in enumerate(told) if one.bare):
            meant = {joins.find(j) for j in self._meant(told[i], told, full)}
            if len(meant) == 1:
                joins.join(i, *meant)
        return joins.groups()

    def maker(self, proposals: Sequence[Proposal]) -> EntityKey | None:
        """Who makes a proposal that is told several times: whoever most tellings name, headlines
        last; of several a person.
        """
        told = [one for one in map(self.telling, proposals) if one.maker is not None]
        counts = Counter(one.maker for one in told if not one.headline)
        makers = sorted({one.maker for one in told}, key=str)
        return min(
            makers, key=lambda m: (-counts[m], not self.sides.is_person(m), str(m)), default=None
        )

    def one(self, one: Telling, other: Telling) -> bool:
        """Whether two tellings are of one proposal."""
        if (NOT in one.core) != (NOT in other.core) or _differ(one.numbers, other.numbers):
            return False
        close = self.sides.one(one.maker, other.maker)
        counted = bool(one.numbers & other.numbers)
        named = self._named(one, other, counted=counted)
        if not close and not named and not self.sides.share(one.maker, other.maker):
            return False
        if one.articles & other.articles:
            if not one.headline and not other.headline:
                return False
        elif not self.one_matter(one, other):
            return False
        return self._alike(one, other, least=2 if close or (named and counted) else 3)

    def _named(self, one: Telling, other: Telling, *, counted: bool) -> bool:
        """One is by nobody, in an article that names whoever makes the other, or both tell of one
        number.
        """
        nobody = [self._is_nobody(one), self._is_nobody(other)]
        if not any(nobody) or counted:
            return any(nobody)
        none, some = (one, other) if nobody[0] else (other, one)
        return bool(self.sides.of(some.maker) & self.company.of(none.articles))

    def _is_nobody(self, telling: Telling) -> bool:
        """Made by nobody named, or by what it is itself: "a draft"."""
        return telling.maker is None or self.sides.is_unnamed(telling.maker)

    def one_matter(self, one: Telling, other: Telling) -> bool:
        """Whether the articles of both tell of one matter."""
        return self.company.one_matter(one.articles, other.articles)

    def _alike(self, one: Telling, other: Telling, least: int) -> bool:
        only = one.maker == other.maker and self._only(one) and self._only(other)
        most = _ONLY if only and not (one.articles & other.articles) else _MOST
        for short, full in ((one, other), (other, one)):
            both = short.core & full.full - self.generic
            if len(both) >= least and len(both) >= most * len(short.core - self.generic):
                return True
        return False

    def _only(self, one: Telling) -> bool:
        return all(self._counts[article, one.maker] == 1 for article in one.articles)

    def _meant(self, bare: Telling, told: Sequence[Telling], full: Sequence[int]) -> list[int]:
        """The proposals that a telling without content may mean."""
        found = [
            i
            for i in full
            if self.sides.one(bare.maker, told[i].maker)
            and not bare.articles & told[i].articles
            and (not bare.days or not told[i].days or told[i].days[0] <= bare.days[-1])
            and self.one_matter(bare, told[i])
        ]
        return [i for i in found if told[i].full & bare.core & self.generic] or found


def _differ(some: frozenset[str], others: frozenset[str]) -> bool:
    return bool(some and others and not some & others)


def _counted(told: Sequence[Telling]) -> dict[tuple[str, EntityKey | None], int]:
    counts: dict[tuple[str, EntityKey | None], int] = defaultdict(int)
    for one in told:
        for article in one.articles:
            counts[article, one.maker] += not one.headline
    return counts


def candidates(told: Sequence[Telling], sides: Sides) -> Iterator[tuple[int, int]]:
    """Pairs that share a word that not too many of one side's have."""
    having: dict[tuple[str | None, str], list[int]] = defaultdict(list)
    for i, one in enumerate(told):
        for party in {*sides.of(one.maker), None}:
            for word in one.core:
                having[party, word].append(i)
    small = (some for some in having.values() if len(some) <= _COMMON)
    yield from sorted({pair for some in small for pair in itertools.combinations(some, 2)})
