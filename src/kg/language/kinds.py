"""What kind of thing a name is: person, organisation, place, event; decided once for all its
occurrences.

The name recogniser judges each occurrence alone and errs on names it never saw. The article as a
whole tells more: a word inside the name ("Council"), the words around it ("in Porto", "Mr Roe"), an
adjective derived from it ("Norlander"). Votes are summed over the article, as
"one sense per discourse" (Gale, Church and Yarowsky 1992).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from typing import TypeAlias

from spacy.tokens import Span

from kg.lexicon import Words

Votes: TypeAlias = defaultdict[str, defaultdict[str, float]]
"""Sums by the plain form of a name and the kind."""

_RECOGNISER = 2.0
_MOST = 4.0
"""Votes of the recogniser for one name, however often it stands in the article."""
_INSIDE = 6.0
_AROUND = 3.0


class KindVoter:
    """Sums what tells of the kind of each name, by the plain form of the name."""

    def __init__(self, words: Words) -> None:
        self._words = words
        self._titles = words["titles", "offices"]
        self._courtesy = (
            words["titles", "male"] | words["titles", "female"] | words["titles", "plain"]
        )

    def votes(
        self, occurrences: Iterable[tuple[str, Span, str | None]], surnames: frozenset[str]
    ) -> Votes:
        """`occurrences` are (plain form, span, kind by the recogniser or None).

        The recogniser has a few votes in all, shared among the kinds it gave the name: its errors
        repeat, and do not get truer by that.
        """
        found: Votes = defaultdict(lambda: defaultdict(float))
        judged: Votes = defaultdict(lambda: defaultdict(float))
        times_named: Counter[str] = Counter()
        for key, span, kind in occurrences:
            times_named[key] += 1
            if kind is not None:
                judged[key][kind] += 1
            for told, weight in (*self._inside(span), *self._around(span)):
                found[key][told] += weight
        unintroduced = self._unintroduced(found, times_named, surnames)
        for key, kinds in judged.items():
            total = sum(kinds.values())
            for kind, times in kinds.items():
                found[key][kind] += min(_RECOGNISER * total, _MOST) * times / total
        for key in unintroduced:
            found[key]["person"] -= _MOST
            found[key]["place"] += _RECOGNISER
        return found

    @staticmethod
    def _unintroduced(votes: Votes, times: Counter[str], surnames: frozenset[str]) -> list[str]:
        """Single words that are no person's: the news gives a person's full name or title once.

        Named twice or more, never with a forename or a title, and no surname of the entity base.
        """
        full = {key.split()[-1] for key in times if " " in key}
        return [
            key
            for key, n in times.items()
            if n > 1
            and " " not in key
            and key not in full
            and key not in surnames
            and votes[key]["person"] <= 0
        ]

    def _inside(self, span: Span) -> list[tuple[str, float]]:
        words = [t.lower_ for t in span if t.is_alpha]
        if len(words) < 2 and not span.text.isupper():
            return []
        last = words[-1] if words else ""
        first = words[0] if words else ""
        for kind in ("organization", "place", "event"):
            telling = self._words["naming", f"{kind}_words"]
            if last in telling or (first in telling and len(words) > 1):
                return [(kind, _INSIDE)]
        inner = [
            k
            for k in ("organization", "event")
            if any(w in self._words["naming", f"{k}_words"] for w in words)
        ]
        return [(inner[0], _INSIDE / 2)] if inner else []

    def _around(self, span: Span) -> list[tuple[str, float]]:
        doc, told = span.doc, []
        before = doc[span.start - 1] if span.start else None
        after = doc[span.end] if span.end < len(doc) else None
        following = doc[span.end + 1].lower_ if span.end + 1 < len(doc) else ""
        if before is not None:
            if before.lower_ in self._words["naming", "locative"]:
                told.append(("place", _AROUND))
            if before.lower_ in self._words["naming", "compass"]:
                told.append(("place", _AROUND))
            if before.lower_ in self._courtesy or (
                before.lower_ in self._titles and before.i not in range(span.start, span.end)
            ):
                told.append(("person", _AROUND))
            if before.lower_ == "the" and not span[0].is_sent_start:
                told.append(("person", -_AROUND))
        if after is not None:
            possessive = after.text in ("'s", "’s") or (
                after.text in ("'", "’") and span.text.endswith("s")
            )
            if possessive and following in self._words["naming", "state_nouns"]:
                told.append(("place", _AROUND))
            if after.lower_ in self._words["naming", "state_nouns"] and after.text.islower():
                told.append(("place", _AROUND / 2))
            held = self._words.table("land", "held")
            if after.text in ("-", "–") and following in held:
                told.append(("place", _AROUND / 2))
            if (
                after.lower_ in self._words["naming", "place_words"]
                and after.text.islower()
                and before is not None
                and before.lower_ == "the"
            ):
                told.append(("place", _AROUND))
            if after.text == "," and following.isdigit() and len(following) == 2:
                told.append(("person", _AROUND))
        verb = span.root.head
        if (
            span.root.dep_ == "nsubj"
            and verb.lemma_.lower() in self._words["naming", "person_verbs"]
            and len(span) > 1
        ):
            told.append(("person", _AROUND / 3))
        if len(span) == 1 and span.root.dep_ == "nsubj" and self._as_state(verb.lemma_.lower()):
            told.append(("place", _AROUND / 2))
        return told

    def _as_state(self, verb: str) -> bool:
        return verb in self._words["naming", "state_verbs"]
