"""What kind of thing a name is: person, organisation, place, event; decided once for all its
occurrences.

The name recogniser judges each occurrence alone and errs on names it never saw. The article as a
whole tells more: a word inside the name ("Council"), the words around it ("in Porto", "Mr Roe"), an
adjective derived from it ("Norlander"). Votes are summed over the article, as
"one sense per discourse" (Gale, Church and Yarowsky 1992).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from kg.language.surroundings import CLEAR, Surroundings
from kg.language.tokens import Span
from kg.lexicon import Words

Votes: TypeAlias = defaultdict[str, defaultdict[str, float]]
"""Sums by the plain form of a name and the kind."""


@dataclass(frozen=True, slots=True)
class People:
    """Persons known before the unknown names are read: plain names in the article, and the surnames
    of the entity base.
    """

    named: frozenset[str]
    surnames: frozenset[str]


_RECOGNISER = 2.0
_MOST = 4.0
"""Votes of the recogniser for one name, however often it stands in the article."""


def best_kind(counted: Mapping[str, float]) -> str:
    """The kind with most votes, "" without any."""
    return min(counted, key=lambda k: (-counted[k], k)) if counted else ""


class KindVoter:
    """Sums what tells of the kind of each name, by the plain form of the name."""

    def __init__(self, words: Words) -> None:
        self._words = words
        self._surroundings = Surroundings(words)

    def votes(self, occurrences: Iterable[tuple[str, Span, str | None]], people: People) -> Votes:
        """`occurrences` are (plain form, span, kind by the recogniser or None).

        The recogniser has a few votes in all, shared among the kinds it gave the name: its errors
        repeat, and do not get truer by that.
        """
        found: Votes = defaultdict(lambda: defaultdict(float))
        judged: Votes = defaultdict(lambda: defaultdict(float))
        for key, span, kind in occurrences:
            if kind is not None:
                judged[key][kind] += 1
            for told, weight in (*self._inside(span), *self._surroundings.signs(span)):
                found[key][told] += weight
        titled = {key for key, kinds in found.items() if kinds.get("person", 0) > 0}
        for key, kinds in judged.items():
            total = sum(kinds.values())
            for kind, times in kinds.items():
                found[key][kind] += min(_RECOGNISER * total, _MOST) * times / total
        self._introduced(found, judged, titled, people)
        return found

    @staticmethod
    def _introduced(votes: Votes, judged: Container[str], titled: set[str], people: People) -> None:
        """Single words: the news gives a person's full name or title once.

        A word of the name of a person is that person. What is never part of a full name, stands
        after no title and is no surname of the entity base is no person.
        """
        full = [key for key in votes if " " in key and best_kind(votes[key]) == "person"]
        parts = {word for key in (*full, *people.named) for word in key.split()}
        for key in [k for k in votes if " " not in k]:
            if key in parts:
                votes[key]["person"] += CLEAR
            elif key not in titled and key not in people.surnames:
                votes[key]["person"] -= _MOST
                votes[key]["place"] += _RECOGNISER * (key in judged)

    def _inside(self, span: Span) -> list[tuple[str, float]]:
        words = [t.lower_ for t in span if t.is_alpha]
        if len(words) == 1 and words[0] in self._words["naming", "chambers"]:
            return [("organization", CLEAR)]
        if len(words) < 2 and not span.text.isupper():
            return []
        if span[-1].text.islower() and span[-1].lower_ in self._words["naming", "facilities"]:
            return [("place", 2 * CLEAR)]
        last = words[-1] if words else ""
        first = words[0] if words else ""
        for kind in ("organization", "place", "event"):
            telling = self._words["naming", f"{kind}_words"]
            if last in telling or (first in telling and len(words) > 1):
                return [(kind, CLEAR)]
        inner = [
            k
            for k in ("organization", "event")
            if any(w in self._words["naming", f"{k}_words"] for w in words)
        ]
        return [(inner[0], CLEAR / 2)] if inner else []
