"""Names: found, typed, linked to the entity base, gathered into one entity a thing.

What the entity base knows by name, demonym or metonym is taken from there. What it does not know is
taken from the name recogniser and from runs of capitalised proper nouns that it overlooked; `kinds`
decides what they are. An adjective derived from a land of the article ("Norlander" of "Norland")
means the land.
"""

from __future__ import annotations

from collections.abc import Iterator

from kg.entity_base import EntityBase
from kg.language.accords import accords
from kg.language.capitals import capital, runs
from kg.language.forms import derives, plain, written
from kg.language.full_names import side_by_side, with_forename
from kg.language.gather import Gatherer
from kg.language.introduced import Introduced, Introductions
from kg.language.kinds import KindVoter, People, best_kind
from kg.language.known_names import KnownNames
from kg.language.long_names import facility, fields, institutions, unbroken
from kg.language.month_names import MonthNames
from kg.language.reading import Component, LocalEntity, Name, Reading
from kg.language.spellings import Spellings
from kg.language.tokens import Doc, Span
from kg.lexicon import Words

_MARKS = frozenset(
    {"'s", "’s", "'", "’", ",", "-", "–", "—", ":", "“", "”", '"', "(", ")", "‘", "[", "]"}
)
_DEMONYM_WEIGHT = 8.0


class NameLinker(Component):
    """The component `kg_names`."""

    def __init__(self, words: Words) -> None:
        self._words = words
        self._courtesy = (
            words["titles", "male"] | words["titles", "female"] | words["titles", "plain"]
        )
        self._titles = words["titles", "offices"]
        self._inert = words["actors", "inert"]
        self._voter = KindVoter(words)
        self._introductions = Introductions(words, self._courtesy | self._titles)
        self._months = MonthNames(words)
        self._known = KnownNames.of(EntityBase(entities={}))

    def read(self, doc: Doc, reading: Reading) -> None:
        if self._known.base is not reading.base:
            self._known = KnownNames.of(reading.base)
        dates = {i for d in reading.dates for i in range(d.start, d.end)}
        dates |= fields(doc, self._words)
        bodies = institutions(doc, self._words)
        treaties = accords(doc, self._words, dates, self._known.states)
        introduced = self._introductions.read(
            doc, self._known, [*bodies, *treaties], dates, reading.published
        )
        known = introduced.known
        named = [
            *introduced.bodies,
            *((b, "organization") for b in bodies),
            *((t, "event") for t in treaties),
        ]
        reading.laws |= introduced.laws
        unknown = list(self._unknown(doc, known, named, dates | introduced.laws))
        names = [*known, *self._typed(unknown, introduced)]
        Gatherer(reading, self._words, self._known.persons, introduced.called).gather(
            sorted(names, key=lambda n: n.span.start)
        )
        self._facilities(known, reading)
        self._missed(doc, reading)

    def _facilities(self, known: list[Name], reading: Reading) -> None:
        """What is called after a known place: "Norland airport" in Norland."""
        for name in known:
            span = facility(name.span, self._words)
            state = name.known is not None and name.known.state
            if name.type == "place" and not state and len(span) > len(name.span):
                called = written(span)
                same = (i for i, e in enumerate(reading.entities) if e.name == called)
                entity = next(same, -1)
                if entity < 0:
                    entity = reading.add(LocalEntity(type="place", name=called, aliases={called}))
                reading.enclose(span.start, span.end, entity, "name")

    def _unknown(
        self, doc: Doc, known: list[Name], named: list[tuple[Span, str]], dates: set[int]
    ) -> Iterator[tuple[Span, str | None]]:
        """Spans that the recogniser found, and capitalised runs that it did not, outside of known
        names.
        """
        taken = {i for n in known for i in range(n.span.start, n.span.end)} | dates
        table = self._words.table("labels")
        forenames = self._months.named(doc) | side_by_side(doc)
        for body, kind in named:
            if not taken & set(range(body.start, body.end)):
                taken |= set(range(body.start, body.end))
                yield body, kind
        for ent in doc.ents:
            if len(ent) == 1 and ent.start in forenames:
                continue
            name = with_forename(_bracketed(ent), forenames)
            label = table.get(name.label_)
            span = self._trimmed(unbroken(name), label)
            if (
                label
                and span is not None
                and self._names(span)
                and not taken & set(range(span.start, span.end))
            ):
                taken |= set(range(span.start, span.end))
                longer = facility(span, self._words)
                yield longer, label if len(longer) == len(span) else "place"
        for run in runs(doc, taken):
            span = self._trimmed(unbroken(run), None)
            if span is not None and self._names(span):
                yield span, None

    def _names(self, span: Span) -> bool:
        """A name, and not a title ("Taoiseach"), nor that of a people or a faith."""
        word = span.text.lower()
        common = word in self._titles | self._words["naming", "peoples"] | self._inert
        return _is_name(span) and not common

    def _typed(
        self, unknown: list[tuple[Span, str | None]], introduced: Introduced
    ) -> Iterator[Name]:
        """Each span with the kind that its name has in this article; without any sign of one it is
        dropped. A short form is of the kind of its long one.
        """
        known, called = introduced.known, introduced.called
        keyed = [(plain(called.get(written(s), written(s))), s, k) for s, k in unknown]
        named = frozenset(plain(n.known.name) for n in known if n.known and n.type == "person")
        votes = self._voter.votes(
            [(key, s, k if k != "demonym" else None) for key, s, k in keyed],
            People(named, self._known.surnames),
        )
        forms = {plain(written(s)): written(s) for s, _ in unknown}
        lands = set()
        for key, form in forms.items():
            for other in forms.values():
                if derives(other, form):
                    votes[key]["place"] += _DEMONYM_WEIGHT
                    votes[plain(other)]["demonym"] += 2 * _DEMONYM_WEIGHT
                    lands.add(key)
        for key, span, kind in keyed:
            counted = votes[key]
            best = best_kind(counted)
            if best and counted[best] > 1.5 and (kind is not None or counted[best] >= 3):
                yield Name(span, best, None, "demonym" if best == "demonym" else "name")

    def _trimmed(self, span: Span, kind: str | None) -> Span | None:
        """Without determiner, title and marks at its ends; None when nothing is left."""
        start, end, doc = span.start, span.end, span.doc
        while start < end and (
            doc[start].lower_ in ("the", "a", "an")
            or doc[start].text in _MARKS
            or doc[start].is_space
            or doc[start].lower_ in self._courtesy
            or (
                doc[start].lower_ in self._titles | self._words["titles", "modifiers"]
                and end - start > 1
                and kind in ("person", None)
                and _title_before_name(doc, start, end)
            )
        ):
            start += 1
        while end > start and (
            doc[end - 1].is_space
            or doc[end - 1].text in _MARKS
            or (doc[end - 1].is_punct and doc[end - 1].text != ".")
        ):
            end -= 1
        return doc[start:end] if end > start else None

    def _missed(self, doc: Doc, reading: Reading) -> None:
        """Further occurrences of the names found, and adjectives derived from its lands."""
        names: dict[str, int] = {}
        for i, entity in enumerate(reading.entities):
            for name in sorted({entity.name, *entity.aliases}):
                if name[:1].isupper() and (not entity.known or name == entity.name):
                    names.setdefault(name, i)
        for span in Spellings(names).found(doc):
            if not _beside_capital(span):
                reading.mention(span.start, span.end, names[span.text], "name")
        lands = [
            (i, e.name) for i, e in enumerate(reading.entities) if e.type == "place" and not e.known
        ]
        for token in doc if lands else ():
            if (
                token.is_alpha
                and token.text[:1].isupper()
                and len(token) > 4
                and reading.at(token) is None
            ):
                for i, land in lands:
                    if derives(token.text, land):
                        reading.mention(token.i, token.i + 1, i, "demonym")
                        reading.entities[i].state = True
                        break


def _bracketed(span: Span) -> Span:
    """A name that an editor's bracket cuts: "[President Jane] Doe"."""
    doc, start, end = span.doc, span.start, span.end - (span[-1].text == "]")
    if span.label_ not in ("PERSON", "PER"):
        return span
    if end + 1 < len(doc) and doc[end].text == "]" and capital(doc, end + 1):
        end += 2
    if start > 1 and doc[start - 1].text == "]" and capital(doc, start - 2):
        start -= 2
    return Span(doc, start, end, span.label_)


def _title_before_name(doc: Doc, start: int, end: int) -> bool:
    return any(doc[i].text[:1].isupper() and doc[i].pos_ == "PROPN" for i in range(start + 1, end))


def _is_name(span: Span) -> bool:
    capitals = [t for t in span if t.text[:1].isupper() and t.is_alpha]
    return (
        bool(capitals)
        and len(span) <= 12
        and not (len(span) == 1 and span[0].pos_ in ("PRON", "DET", "AUX", "ADV", "SCONJ", "VERB"))
    )


def _beside_capital(span: Span) -> bool:
    """A single word that is joined to a capitalised one beside it: part of a longer name."""
    if len(span) > 1:
        return False
    token, doc = span[0], span.doc
    for i in (token.i - 1, token.i + 1):
        if (
            0 <= i < len(doc)
            and doc[i].pos_ == "PROPN"
            and doc[i].text[0].isupper()
            and (doc[i].dep_ == "flat" or token.dep_ == "flat")
        ):
            return doc[i].head == token or token.head == doc[i] or token.head == doc[i].head
    return False
