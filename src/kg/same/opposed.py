"""Which reports contradict each other: a denial and what it denies, two counts of one harm, two who
blame each other for one. Both sides stay as they are.

Two reports are compared where their articles tell of one matter; what stands close together in one
article needs fewer words in common than what two articles tell.
"""

from __future__ import annotations

import itertools
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from kg.lexicon import load_words
from kg.model import EntityKey, Event, Evidence, Fact, Statement
from kg.same.company import Company
from kg.same.sides import Sides
from kg.same.tallies import tallies
from kg.similar import NOT
from kg.wording import Wording

_SORTS = ("denying", "blaming", "pointing")
_CLOSE = 400
"""Letters between two reports of one article that answer each other, at most."""
_MOST = 0.5
_LEAST = 2
_TURNS = 3
"""Statements back to which a denial may answer."""
_COMMON = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """One passage of a statement or an event: who tells what, and whether it is denied."""

    fact: int
    speaker: EntityKey | None
    article: str
    start: int
    end: int
    sentence: tuple[int, int]
    words: frozenset[str]
    around: frozenset[str]
    denied: bool
    by_verb: bool
    turn: int
    pointing: bool
    supposed: bool
    blaming: bool
    counts: tuple[tuple[str, int], ...]

    @property
    def own(self) -> frozenset[str]:
        """What it says, less names and the word for a denial."""
        return frozenset(w for w in self.words if not w.startswith("@") and w not in (NOT, "land"))


class Opposed:
    """Finds the facts that contradict each other."""

    def __init__(self, said: Wording, company: Company, sides: Sides) -> None:
        self._said, self._company, self._sides = said, company, sides
        self._words = {
            name: load_words()["opposed", name] for name in ("denying", "blaming", "pointing")
        }

    def pairs(self, facts: Sequence[Fact]) -> list[tuple[int, int]]:
        """Pairs of indices of facts, the smaller first."""
        told = [
            (i, fact, piece)
            for i, fact in enumerate(facts)
            if isinstance(fact, Statement | Event)
            for piece in fact.evidence
        ]
        told.sort(key=lambda one: (one[2].passage, one[0]))
        turns: Counter[str] = Counter()
        reports = []
        for i, fact, piece in told:
            turns[piece.passage.article] += isinstance(fact, Statement)
            turn = turns[piece.passage.article] if isinstance(fact, Statement) else 0
            reports.append(self._report(i, fact, piece, turn))
        found = set()
        for one, other in _near(reports):
            if one.fact != other.fact and self._against(one, other):
                found.add((min(one.fact, other.fact), max(one.fact, other.fact)))
        return sorted(found)

    def _report(self, number: int, fact: Statement | Event, piece: Evidence, turn: int) -> Report:
        at = piece.passage
        text = fact.texts[0] if isinstance(fact, Statement) else fact.label
        sentence = self._said.sentence(at)
        found = sentence.find(text[:20])
        lead = re.findall(r"[a-z]+", sentence[: max(found, 0)].lower())[-8:]
        inside = set(re.findall(r"[a-z]+", sentence.lower()))
        statement = isinstance(fact, Statement)
        first, _, rest = text.partition(" ")
        inner = statement and first.lower() in self._words["denying"]  # "denies there was any"
        lead, text = ([*lead, first.lower()], rest) if inner else (lead, text)
        words = self._said.words(text, at)
        by_verb = statement and bool(self._words["denying"] & set(lead))
        whole = replace(at, start=at.sentence_start, end=at.sentence_end)
        return Report(
            fact=number,
            speaker=fact.speaker if isinstance(fact, Statement) else None,
            article=at.article,
            start=at.start,
            end=at.end,
            sentence=(at.sentence_start, at.sentence_end),
            words=words,
            around=self._said.words(sentence, whole),
            denied=by_verb != (NOT in words),
            by_verb=by_verb,
            turn=turn,
            pointing=self._points(text, alone=inner),
            supposed={"if", "would"} <= set(text.lower().split()),
            blaming=bool(self._words["blaming"] & inside) and statement,
            counts=tuple(sorted(tallies(sentence).items())),
        )

    def _points(self, text: str, *, alone: bool) -> bool:
        """Whether a text begins with what was said before it: "any such deal"; "it" `alone`."""
        first = re.findall(r"[a-z]+", text.lower())[:4]
        found = self._words["pointing"] & set(first)
        return bool(found) and not (alone and found == {"it"} and first != ["it"])

    def _against(self, one: Report, other: Report) -> bool:
        if self._sides.one(one.speaker, other.speaker) or one.speaker is other.speaker is None:
            return (
                _counted_otherwise(one, other)
                and one.article != other.article
                and (
                    self._company.one_matter([one.article], [other.article])
                    and self._alike(one.around, other.around)
                )
            )
        together = one.article == other.article
        if together and None in (one.speaker, other.speaker) and not (one.by_verb or other.by_verb):
            return False  # the event is told in the very words of the other
        if not together and not self._company.one_matter([one.article], [other.article]):
            return False
        close = together and max(one.start, other.start) - min(one.end, other.end) <= _CLOSE
        return (
            self._denies(one, other, close)
            or (_counted_otherwise(one, other) and self._on_one_harm(one, other))
            or (close and self._blame_each_other(one, other))
        )

    def _denies(self, one: Report, other: Report, close: bool) -> bool:
        """One says that it is not so: nearly in the words of the other; by a verb like "deny"
        right after it; or in the other half of one sentence.
        """
        if one.denied == other.denied:
            return False
        claim, denial = sorted((one, other), key=lambda report: (report.denied, report.fact))
        both = one.own & other.own
        if denial.by_verb and claim.supposed:
            return False
        half = len(both) >= _MOST * len(denial.own) and bool(both)
        if close and denial.by_verb and claim.turn and 0 < denial.turn - claim.turn <= _TURNS:
            return half or (denial.pointing and denial.turn == claim.turn + 1)
        if one.article == other.article and one.sentence == other.sentence:
            return self._halves(one, other)
        if denial.by_verb:
            together = one.article == other.article and claim.start < denial.start
            answered = together and claim.speaker is not None and both == denial.own
            return half and (len(both) >= _LEAST or answered)
        return len(both) > _LEAST and len(both) >= _MOST * min(len(one.own), len(other.own))

    def _halves(self, one: Report, other: Report) -> bool:
        """ "Norland says it is so; Sudria says it is not"."""
        first, second = sorted((one, other), key=lambda report: report.start)
        between = self._said.between(first.article, first.start, second.end)
        states = self._sides.is_place(one.speaker) and self._sides.is_place(other.speaker)
        return states and ";" in between

    def _on_one_harm(self, one: Report, other: Report) -> bool:
        """They have a word in common, or somebody answers in the next sentence."""
        first, second = sorted((one, other), key=lambda report: report.sentence)
        between = self._said.between(first.article, first.sentence[1], second.sentence[0])
        answered = one.article == other.article and second.speaker is not None
        next_to = answered and first.sentence[1] <= second.sentence[0] and not between.strip()
        return next_to or self._alike(one.around, other.around)

    def _alike(self, some: frozenset[str], others: frozenset[str]) -> bool:
        return any(not word.startswith("@") for word in some & others - {NOT})

    def _blame_each_other(self, one: Report, other: Report) -> bool:
        """Each names the other's side, and says whose fault it was, or speaks of the same."""
        about = (one.blaming and other.blaming) or (
            (one.blaming or other.blaming) and one.own & other.own
        )
        if not about or one.speaker is None or other.speaker is None:
            return False
        mine, theirs = self._sides.of(one.speaker), self._sides.of(other.speaker)
        named = any(f"@{key}" in one.around for key in theirs)
        apart = not mine & theirs and one.sentence != other.sentence
        return named and apart and any(f"@{key}" in other.around for key in mine)


def _counted_otherwise(one: Report, other: Report) -> bool:
    some, others = dict(one.counts), dict(other.counts)
    return any(some[deed] != others[deed] for deed in some.keys() & others.keys())


def _near(reports: Sequence[Report]) -> Iterator[tuple[Report, Report]]:
    """Pairs that stand close together, or share a word that not too many have."""
    having: dict[str, list[int]] = defaultdict(list)
    places: dict[str, list[int]] = defaultdict(list)
    for i, report in enumerate(reports):
        places[report.article].append(i)
        for word in report.own | {f"#{deed}" for deed, _ in report.counts}:
            having[word].append(i)
    small = [some for some in having.values() if len(some) <= _COMMON]
    close = [
        [a, b] for some in places.values() for n, a in enumerate(some) for b in some[n + 1 : n + 6]
    ]
    pairs: set[tuple[int, int]] = set()
    for some in (*small, *close):
        pairs |= set(itertools.combinations(some, 2))
    for i, j in sorted(pairs):
        yield reports[i], reports[j]
