"""Which of several persons of one surname is meant where it stands alone: "Jane Doe ... her son,
Max Doe, left. Doe said".

What stands at the surname decides first: "Mr Doe" is no woman, "President Doe" is who was called
so. Then who holds an office, then of whom no past year was told, then who was not brought in as
somebody's relative, then who was named in full last.
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import takewhile

from kg.language.forms import plain, written
from kg.language.full_names import GENERATIONS
from kg.language.reading import MentionSpan, Name, Reading
from kg.language.tokens import Span, Token
from kg.lexicon import Words

RECENT = 4
"""Years in which who left office is still spoken of by the surname alone."""
_OWN = frozenset({"his", "her", "their", "my", "our", "whose"})


class Bearers:
    """The bearers of a surname in one article, and which of them each place means."""

    def __init__(
        self, reading: Reading, words: Words, active: Callable[[set[str]], set[str]]
    ) -> None:
        """`active` keeps those persons of the entity base who are in office."""
        self._reading = reading
        self._active = active
        self._gendered, self._forenames, self._kin = (
            {"m": words[table, "male"], "f": words[table, "female"]}
            for table in ("titles", "forenames", "kin")
        )
        self._relatives = words["kin", "male"] | words["kin", "female"] | words["kin", "either"]
        self._titles = words["titles", "offices"]
        self._settled: dict[str, int] = {}
        self._courtesies: dict[str, set[str]] = {}

    def note(self, names: list[Name]) -> None:
        """Takes down which surnames stand after "Mr" and which after "Mrs"."""
        for name in names:
            told = self._courtesies.setdefault(plain(written(name.span)), set())
            told.add(self._told_gender(_before(name.span)))

    def apart(self, name: Name, known: list[str]) -> str:
        """ "Mrs Doe" where all others of the name are men: a person of her own; else "".

        `known` are the names of those in the entity base who bear the surname.
        """
        gender, key = self._told_gender(_before(name.span)), plain(written(name.span))
        title = name.span.doc[name.span.start - 1].text.rstrip(".") if name.span.start else ""
        if not gender or plain(title) in self._titles:
            return ""
        full = self._full(key.split(), name.span)
        genders = {self._gender(name.span.doc[m.start : m.end]) for m in full}
        genders |= {self._of_forename(n.split()[0]) for n in known if not full}
        if not genders:
            alone = not self._courtesies.get(key, set()) - {"", gender}
            return "" if alone else f"{title} {written(name.span)}"
        return "" if genders & {"", gender} else f"{title} {written(name.span)}"

    def bearer(self, name: Name) -> int | None:
        """The person meant; None when the article has fewer than two who bear the name."""
        key = plain(written(name.span))
        full = self._full(key.split(), name.span)
        bearers = {m.entity for m in full}
        if len(bearers) < 2 or not any(m.end <= name.span.start for m in full):
            return None
        fitting = self._fitting(name.span, full, bearers)
        if len(fitting) == 1:
            return fitting.pop()
        if self._settled.get(key) in fitting:
            return self._settled[key]
        last = max(
            (m for m in full if m.entity in fitting and m.end <= name.span.start),
            key=lambda m: m.start,
            default=None,
        )
        if last is None:
            return None
        return self._settled.setdefault(key, last.entity)

    def _full(self, words: list[str], span: Span) -> list[MentionSpan]:
        """Where those who bear the surname are named in full."""
        entities = self._reading.entities
        bearers = {
            i
            for i, e in enumerate(entities)
            if e.type == "person" and is_surname(words, plain(e.name).split())
        }
        return [
            m
            for m in self._reading.mentions
            if m.entity in bearers
            and m.how == "name"
            and len(plain(span.doc[m.start : m.end].text).split()) > len(words)
        ]

    def _fitting(self, span: Span, full: list[MentionSpan], bearers: set[int]) -> set[int]:
        """Who is left by one sign after the other; a sign that leaves nobody says nothing."""
        fitting, before = set(bearers), _before(span)
        gender = self._told_gender(before)
        genders = {m.entity: self._gender(span.doc[m.start : m.end]) for m in reversed(full)}
        signs = (
            {i for i in bearers if gender and genders[i] in ("", gender)},
            {i for i in bearers if gender and genders[i] == gender},
            {m.entity for m in full if self._titled(span.doc[m.start : m.end], before[-1:])},
            self._in_office(bearers),
            bearers - {m.entity for m in full if self._past(span.doc[m.start : m.end])},
            bearers - {m.entity for m in full if self._relative(span.doc[m.start : m.end])},
        )
        for left in signs:
            fitting = fitting & left or fitting
            if len(fitting) == 1:
                break
        return fitting

    def _told_gender(self, before: list[str]) -> str:
        """That of "Mr" right before the name; none of "Mr and Mrs"."""
        if not before or "and" in before:
            return ""
        return next((g for g, titles in self._gendered.items() if before[-1] in titles), "")

    def _gender(self, full: Span) -> str:
        """What the courtesy title, the word for a relative or the forename tell."""
        kin = self._kin_of(full)
        for gender in ("m", "f"):
            before = full.doc[full.start - 1].lower_ if full.start else ""
            if before in self._gendered[gender] or (kin and kin.lower_ in self._kin[gender]):
                return gender
        return self._of_forename(full[0].text)

    def _of_forename(self, name: str) -> str:
        return next((g for g, names in self._forenames.items() if name.lower() in names), "")

    def _titled(self, full: Span, title: list[str]) -> bool:
        """The full name stands with the title that stands before the surname: "President Doe"."""
        if not title or title[0] not in self._titles:
            return False
        before = full.doc[max(full.start - 3, 0) : full.start]
        beside = [c.lower_ for c in full.root.children if c.dep_ == "appos"]
        return title[0] in [t.lower_ for t in before] + beside

    def _in_office(self, bearers: set[int]) -> set[int]:
        known = {self._reading.entities[i].known: i for i in bearers}
        known.pop("", None)
        return {known[key] for key in self._active(set(known))}

    def _past(self, full: Span) -> bool:
        """Named in a sentence of years back: "Max Doe was shot in 2001"."""
        if self._reading.published is None:
            return False
        year = self._reading.published.year - RECENT
        past = [d.start for d in self._reading.dates if d.date.latest.year < year]
        return any(full.sent.start <= i < full.sent.end for i in past)

    def _relative(self, full: Span) -> bool:
        """Brought in by whose relative it is: "his father, Max Doe", "the son of Max Doe"."""
        above = full.root.head
        owner = full.root.dep_ in ("nmod", "nmod:poss") and above.lower_ in self._relatives
        kin = self._kin_of(full)
        return owner or (kin is not None and any(c.lower_ in _OWN for c in kin.children))

    def _kin_of(self, full: Span) -> Token | None:
        """The word for a relative beside the name: "his wife, Jane Doe", "Jane Doe, his wife"."""
        root = full.root
        beside = [c for c in root.children if c.dep_ == "appos" and c.i >= full.end]
        if root.dep_ in ("appos", "flat", "nmod:desc"):
            beside.append(root.head)
        return next((t for t in beside if t.lower_ in self._relatives), None)


def _before(span: Span) -> list[str]:
    return [t.lower_ for t in span.doc[max(span.start - 2, 0) : span.start]]


def is_surname(short: list[str], full: list[str]) -> bool:
    """Whether `short` is the end of the full name, or its first and last words.

    >>> is_surname(["doe"], ["max", "doe", "jr"]), is_surname(["max"], ["max", "doe"])
    (True, False)
    """
    if short[-1:] and short[-1] not in GENERATIONS:
        full = full[: len(full) - len(list(takewhile(GENERATIONS.__contains__, reversed(full))))]
    if not 0 < len(short) < len(full):
        return False
    return full[-len(short) :] == short or (
        len(short) > 1 and short[0] == full[0] and short[-1] == full[-1]
    )
