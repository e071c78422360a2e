"""Names of the entity base found in a text, word for word, demonyms and metonyms among them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from kg.entity_base import EntityBase, KnownEntity
from kg.language.forms import plain
from kg.language.full_names import GENERATIONS
from kg.language.reading import Name
from kg.language.spellings import Spellings
from kg.language.tokens import Doc, Span

_Table = dict[str, tuple[KnownEntity, str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownNames:
    """The names of an entity base; made once for all texts.

    `table` tells what a name means and how ("name", "demonym", "metonym"); `persons` has people by
    their plain names and surnames.
    """

    base: EntityBase
    table: Mapping[str, tuple[KnownEntity, str]]
    spellings: Spellings
    persons: Mapping[str, list[KnownEntity]]
    surnames: frozenset[str]
    states: frozenset[str]
    """What states and their people are called."""
    former: Mapping[str, KnownEntity]
    """Names from before a renaming, which older realms had too."""

    @classmethod
    def of(cls, base: EntityBase) -> KnownNames:
        """The names of the base, with those in capitals."""
        table = _table(base)
        persons: dict[str, list[KnownEntity]] = {}
        surnames: set[str] = set()
        for known in base.entities.values():
            if known.type == "person":
                for name in sorted({plain(n) for n in (known.name, *known.aliases)}):
                    persons.setdefault(name, []).append(known)
                for surname in sorted({_surname(n) for n in (known.name, *known.aliases)}):
                    persons.setdefault(surname, []).append(known)
                    surnames.add(surname)
        return cls(
            base=base,
            table=table,
            spellings=Spellings(table),
            persons=persons,
            surnames=frozenset(surnames),
            states=frozenset(n for n, (entity, _) in table.items() if entity.state),
            former={n: k for k in base.entities.values() for n in k.former},
        )

    def find(
        self, doc: Doc, bodies: list[Span], titles: frozenset[str], published: dt.date | None
    ) -> Iterator[Name]:
        """Names of the entity base, the longest first; not those that are part of a longer name,
        or of the name of one of the `bodies`.
        """
        taken: set[int] = set()
        spans = list(self.spellings.found(doc))
        for span in spans:
            if span.text in self.former and not self._still(span, spans, published):
                continue
            if taken & set(range(span.start, span.end)) or _part_of_longer(span, titles):
                continue
            if self.table[span.text][0].type == "person" and _of_another_generation(span):
                continue
            if any(b.start <= span.start < b.end and len(span) < len(b) for b in bodies):
                continue
            entity, how = self.table[span.text]
            taken |= set(range(span.start, span.end))
            yield Name(span, entity.type, entity, how)

    def _still(self, span: Span, spans: list[Span], published: dt.date | None) -> bool:
        """The former name means the state of today: the article is from before the renaming, or
        has the present name too, or the capital.
        """
        entity = self.former[span.text]
        if published is not None and entity.renamed and published < entity.renamed.earliest:
            return True
        present = (self.table[s.text] for s in spans if s.text not in self.former)
        return any(entity.key in (k.key, k.capital_of) for k, how in present if how == "name")


def _table(base: EntityBase) -> _Table:
    table: _Table = {}
    for entity in base.entities.values():
        for name in (entity.name, *entity.aliases, *entity.former):
            table.setdefault(name, (entity, "name"))
    for entity in base.entities.values():
        for how, names in (("demonym", entity.demonyms), ("metonym", entity.metonyms)):
            for name in names:
                table.setdefault(name, (entity, how))
    table |= {n.replace("'", "’"): found for n, found in sorted(table.items()) if "'" in n}
    return table | {
        n.upper(): found
        for n, found in sorted(table.items())
        if len(n) > 3 and n.upper() not in table
    }


def _surname(name: str) -> str:
    """The last word, without a son's "Jr." and the land of a king; a double name is one:
    Willem-Alexander is no Alexander.

    >>> [_surname(n) for n in ("Max Roe Jr.", "King Max-Jan", "Max al-Roe", "Queen Ada of Norland")]
    ['roe', 'max jan', 'roe', 'ada']
    """
    *words, last = name.partition(" of ")[0].split()
    if plain(last) in GENERATIONS and words:
        return _surname(" ".join(words))
    double = all(part[:1].isupper() for part in last.split("-"))
    return plain(last) if double else plain(last).split()[-1]


def _of_another_generation(span: Span) -> bool:
    """ "Max Roe" in "Max Roe Jr.", who is his son."""
    after = span.doc[span.end : span.end + 1].text
    return plain(after) in GENERATIONS and plain(span[-1].text) not in GENERATIONS


def _part_of_longer(span: Span, titles: frozenset[str]) -> bool:
    """ "Jordan" in "Michael Jordan", "Norland" in "Bank of Norland": the recogniser's name is
    longer.
    """
    for ent in span.doc.ents:
        if ent.start <= span.start and span.end <= ent.end and len(ent) > len(span):
            rest = [t for t in ent if not span.start <= t.i < span.end and t.text[:1].isupper()]
            if any(t.lower_ not in titles for t in rest):
                return ent.label_ in ("ORG", "EVENT", "FAC") or len(span) == 1
    return False
