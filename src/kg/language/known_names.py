"""Names of the entity base found in a text, word for word, demonyms and metonyms among them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import spacy.tokens
from spacy.lang.en import English
from spacy.matcher import PhraseMatcher
from spacy.vocab import Vocab

from kg.known import EntityBase, KnownEntity
from kg.language.gather import Name, plain
from kg.language.plain import tokens_of
from kg.language.tokens import Span
from kg.lexicon import Words


@dataclass(frozen=True, slots=True)
class _Matcher:
    """The names of an entity base, compiled."""

    base: EntityBase
    phrases: PhraseMatcher
    table: dict[str, tuple[KnownEntity, str]]


class KnownNames:
    """Finds the names of an entity base; compiles them once."""

    def __init__(self, words: Words) -> None:
        self._titles = (
            words["titles", "offices"] | words["titles", "male"] | words["titles", "female"]
        )
        self._titles |= words["titles", "plain"]
        self._matcher: _Matcher | None = None
        self.surnames: frozenset[str] = frozenset()
        self.blank = English()

    def find(self, doc: spacy.tokens.Doc, base: EntityBase, bodies: list[Span]) -> Iterator[Name]:
        """Names of the entity base, the longest first; not those that are part of a longer name,
        or of the name of one of the `bodies`.
        """
        matcher = self.compile(doc.vocab, base)
        tokens, found = tokens_of(doc), matcher.phrases(doc)
        spans = sorted((tokens[s:e] for _, s, e in found), key=lambda s: (s.start - s.end, s.start))
        taken: set[int] = set()
        for span in spans:
            if taken & set(range(span.start, span.end)) or self._part_of_longer(span):
                continue
            if any(b.start <= span.start < b.end and len(span) < len(b) for b in bodies):
                continue
            entity, how = matcher.table[span.text]
            taken |= set(range(span.start, span.end))
            yield Name(span, entity.type, entity, how)

    def _part_of_longer(self, span: Span) -> bool:
        """ "Jordan" in "Michael Jordan", "Norland" in "Bank of Norland": the recogniser's name is
        longer.
        """
        for ent in span.doc.ents:
            if ent.start <= span.start and span.end <= ent.end and len(ent) > len(span):
                rest = [t for t in ent if not span.start <= t.i < span.end and t.text[:1].isupper()]
                if any(t.lower_ not in self._titles for t in rest):
                    return ent.label_ in ("ORG", "EVENT", "FAC") or len(span) == 1
        return False

    def compile(self, vocab: Vocab, base: EntityBase) -> _Matcher:
        """The names of the base as a matcher; made once, and outside of any memory zone."""
        if self._matcher is None or self._matcher.base is not base:
            table: dict[str, tuple[KnownEntity, str]] = {}
            for entity in base.entities.values():
                for name in (entity.name, *entity.aliases):
                    table.setdefault(name, (entity, "name"))
            for entity in base.entities.values():
                for how, names in (("demonym", entity.demonyms), ("metonym", entity.metonyms)):
                    for name in names:
                        table.setdefault(name, (entity, how))
            table |= {n.replace("'", "’"): found for n, found in sorted(table.items()) if "'" in n}
            table |= {
                n.upper(): found
                for n, found in sorted(table.items())
                if len(n) > 3 and n.upper() not in table
            }
            phrases = PhraseMatcher(vocab, attr="ORTH")
            phrases.add(
                "known", [reworded(d, vocab) for d in map(self.blank.make_doc, sorted(table))]
            )
            self._matcher = _Matcher(base, phrases, table)
            people = (e for e in base.entities.values() if e.type == "person")
            self.surnames = frozenset(
                plain(name).split()[-1] for e in people for name in (e.name, *e.aliases)
            )
        return self._matcher


def reworded(doc: spacy.tokens.Doc, vocab: Vocab) -> spacy.tokens.Doc:
    """The same tokens in another vocabulary."""
    words, spaces = [t.text for t in doc], [bool(t.whitespace_) for t in doc]
    return spacy.tokens.Doc(vocab, words=words, spaces=spaces)
