"""`reject` and `edit`: the facts of the corpus, less what people say is wrong.

A line is about what one sentence tells: rejecting it takes that evidence from the fact, editing it
makes it evidence of the edited fact. All lines that apply are applied at once, then those that
apply to what came of it, so that their order in the file does not matter. A line that is not met
word for word may be met nearly, once no other is met.
"""

from __future__ import annotations

import dataclasses
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TypeAlias

from kg.corrections.fields import ENTITIES, FactKey, Field, field_of, shown, suits
from kg.corrections.lines import PAIRED, Correction
from kg.corrections.references import Directory, Reference
from kg.digests import digest
from kg.merging import identity, merge, order
from kg.model import EntityKey, Event, Evidence, Fact, Position, Proposal, Resolved
from kg.partial_dates import PartialDate
from kg.participants import participants

_Hits: TypeAlias = dict[tuple[int, int], list[Correction]]
"""Which lines are about which piece of evidence: the number of the fact, that of the piece."""
_Change: TypeAlias = tuple[str, str]
"""A field, and the value that it gets."""
_LEAST = 20
"""A quotation of so many letters may be part of a sentence, or the sentence part of it."""


def corrected(resolved: Resolved, corrections: Iterable[Correction]) -> Resolved:
    """The corpus with its facts corrected; lines that do not apply are in `unmet`."""
    pending = sorted(c for c in corrections if c.decision not in PAIRED)
    if not pending:
        return resolved
    work = _Correcting(resolved)
    while pending:
        hits = work.hits(pending, nearly=False) or work.hits(pending, nearly=True)
        done = {correction for some in hits.values() for correction in some}
        if not done:
            break
        work.apply(hits)
        pending = [correction for correction in pending if correction not in done]
    work.unmet.update(f"{c.text}: {work.why_unmet(c)}" for c in pending)
    return dataclasses.replace(
        resolved,
        facts=tuple(work.facts),
        rejected=tuple(sorted(work.rejected)),
        unmet=tuple(sorted({*resolved.unmet, *work.unmet})),
    )


class _Correcting:
    """The facts while they are being corrected."""

    def __init__(self, resolved: Resolved) -> None:
        self.facts: list[Fact] = list(resolved.facts)
        self.entities = resolved.entities
        self.rejected: set[str] = set()
        self.unmet: set[str] = set()
        self._texts = {article.name: article.text for article in resolved.articles}
        self._directory = Directory(resolved.entities, _places(resolved))

    def hits(self, corrections: Sequence[Correction], *, nearly: bool) -> _Hits:
        """The evidence that lines are about, as the facts are now."""
        places: dict[str, dict[str, list[tuple[int, int]]]] = defaultdict(lambda: defaultdict(list))
        for i, fact in enumerate(self.facts):
            for j, piece in enumerate(fact.evidence):
                places[fact.kind][self._sentence(piece)].append((i, j))
        found: _Hits = defaultdict(list)
        for correction in corrections:
            key, quotation = FactKey.read(correction.what), correction.sentence
            inside = places[key.kind]
            like = [s for s in inside if _quoted(quotation, s)] if nearly else [quotation]
            for i, j in (place for sentence in like for place in inside.get(sentence, ())):
                fits = key.fits(self.facts[i], self.entities, nearly=nearly)
                if fits and self._in_article(correction, self.facts[i].evidence[j]):
                    found[i, j].append(correction)
        return found

    def apply(self, hits: _Hits) -> None:
        """The facts with all these lines applied."""
        self._tell_contradictions(hits)
        facts = list(self.facts)
        changed: list[Fact] = []
        for i in sorted({i for i, _ in hits}, reverse=True):
            lines = {j: hits.get((i, j), []) for j in range(len(facts[i].evidence))}
            changed += self._parts(facts.pop(i), lines)
        self.facts = _with_equal_merged([*facts, *changed])

    def _parts(self, fact: Fact, lines: Mapping[int, list[Correction]]) -> Iterator[Fact]:
        """What becomes of a fact: for each set of changes, what that evidence tells."""
        parts: dict[tuple[_Change, ...], list[Evidence]] = defaultdict(list)
        for j, piece in enumerate(fact.evidence):
            if rejecting := [c for c in lines[j] if c.decision == "reject"]:
                self.rejected.update(c.text for c in rejecting)
                continue
            parts[self._changes(fact, lines[j])].append(piece)
        for changes, evidence in parts.items():
            part = dataclasses.replace(fact, evidence=tuple(evidence))
            for field, value in changes:
                part = self._edited(part, field, value)
            if isinstance(part, Proposal) and changes and len(parts) > 1:
                part = dataclasses.replace(part, id=digest(part.id, changes)[:12])
            yield part

    def _changes(self, fact: Fact, lines: list[Correction]) -> tuple[_Change, ...]:
        """What lines change in a fact: a field that two give different values stays as it is."""
        found = {(c.field, c.value) for c in lines if self._possible(fact, c)}
        fields = [name for name, _ in found]
        once = sorted(change for change in found if fields.count(change[0]) == 1)
        return tuple(change for change in once if self._edited(fact, *change) is not fact)

    def _possible(self, fact: Fact, edit: Correction) -> bool:
        field = _field(fact, edit.field)
        problem = ""
        if field.sort in ENTITIES:
            for name in filter(None, edit.value.split("; ")):
                found = self._directory.find(Reference.read(name))
                if not found:
                    problem = f"no article tells of {name}"
                elif len(found) > 1:
                    problem = f"several are called {name}; write '{name} @ an article'"
                elif not suits(field, self.entities[found[0]]):
                    problem = f"{name} is no {field.sort}"
        if isinstance(fact, Event) and field.name == "label" and fact.entity is not None:
            problem = "the event goes by the name that articles give it"
        if problem:
            self.unmet.add(f"{edit.text}: {problem}")
        return not problem

    def _edited(self, fact: Fact, name: str, value: str) -> Fact:
        """The fact with another value for a field; itself where it is that value already."""
        field, before = _field(fact, name), fact
        changes: dict[str, object]
        if field.sort == "day":
            day = PartialDate(iso=value) if value else None
            told = tuple(dataclasses.replace(piece, date=day) for piece in fact.evidence)
            changes = {"evidence": told}
        else:
            changes = {field.attribute: self._value(field, value)}
        after: Fact = dataclasses.replace(fact, **changes)  # type: ignore[arg-type]
        was, now = (shown(field, f, self.entities) or "none" for f in (before, after))
        if after == before and was == now:
            return fact
        note = f"{field.name}: {was} → {now}"
        return dataclasses.replace(after, corrected=tuple(sorted({*after.corrected, note})))

    def _value(self, field: Field, value: str) -> object:
        if field.sort in ENTITIES:
            names = filter(None, value.split("; "))
            keys = tuple(self._directory.find(Reference.read(name))[0] for name in names)
            return keys if field.sort == "entities" else next(iter(keys), None)
        if field.sort == "date":
            return PartialDate(iso=value) if value else None
        return (value,) if field.sort == "texts" else value

    def _tell_contradictions(self, hits: _Hits) -> None:
        """What lines say of one thing and cannot both be."""
        for lines in hits.values():
            rejected = any(c.decision == "reject" for c in lines)
            edits = [c for c in lines if c.decision == "edit"]
            for edit in edits:
                others = {c.value for c in edits if c.field == edit.field}
                if rejected:
                    self.unmet.add(f"{edit.text}: another line rejects it")
                elif len(others) > 1:
                    self.unmet.add(f"{edit.text}: another line gives it another {edit.field}")

    def why_unmet(self, correction: Correction) -> str:
        """Why nothing is met: the sentence is gone, or it tells no such fact any more."""
        there = any(
            _quoted(correction.sentence, " ".join(text.split())) for text in self._texts.values()
        )
        return "its sentence tells no such fact" if there else "no article has its sentence"

    def _sentence(self, piece: Evidence) -> str:
        at = piece.passage
        return " ".join(self._texts[at.article][at.sentence_start : at.sentence_end].split())

    def _in_article(self, correction: Correction, piece: Evidence) -> bool:
        """Whether it is the article; one that there is no more may have another name now."""
        return correction.article not in self._texts or correction.article == piece.passage.article


def _places(resolved: Resolved) -> dict[EntityKey, set[str]]:
    """The articles that name each entity; of one that none names, those of its facts."""
    named: dict[EntityKey, set[str]] = defaultdict(set)
    told: dict[EntityKey, set[str]] = defaultdict(set)
    for mention in resolved.mentions:
        named[mention.entity].add(mention.passage.article)
    for fact in resolved.facts:
        for key in participants(fact):
            told[key].update(piece.passage.article for piece in fact.evidence)
    return {**told, **named}


def _with_equal_merged(facts: Iterable[Fact]) -> list[Fact]:
    """Facts of which some were corrected: where one became equal to another, they are one."""
    groups: dict[tuple[object, ...], list[Fact]] = defaultdict(list)
    for fact in facts:
        groups[identity(fact)].append(fact)
    found: list[Fact] = []
    renamed: dict[str, str] = {}
    for group in groups.values():
        equal = len(group) > 1 and any(fact.corrected for fact in group)
        found += [merge(group)] if equal else group
        ids = [fact.id for fact in group if isinstance(fact, Proposal)] if equal else []
        renamed |= dict.fromkeys(ids, min(ids, default=""))
    return sorted((_following(fact, renamed) for fact in found), key=order)


def _following(fact: Fact, renamed: Mapping[str, str]) -> Fact:
    """A position on the proposal that took the place of the one it was on."""
    if isinstance(fact, Position) and fact.proposal is not None:
        return dataclasses.replace(fact, proposal=renamed.get(fact.proposal, fact.proposal))
    return fact


def _field(fact: Fact, name: str) -> Field:
    field = field_of(fact.kind, name)
    assert field is not None, "lines are checked when they are read"
    return field


def _quoted(quotation: str, sentence: str) -> bool:
    """Whether it is the sentence or part of it, or the sentence now is part of what was one."""
    shorter, longer = sorted((quotation, sentence), key=len)
    return quotation == sentence or (len(shorter) >= _LEAST and shorter in longer)
