"""What our components find in a text, kept on the spaCy `Doc` as `doc._.reading`.

The components fill it one after the other: names, dates, roles, quotations, reference. Token
indices are spaCy's; an entity is known by its place in `entities`.
"""

from __future__ import annotations

import datetime as dt
from abc import ABC, abstractmethod
from dataclasses import dataclass, field

import spacy.tokens

from kg.entity_base import EntityBase, KnownEntity
from kg.language.frame_decoding import Frame
from kg.language.plain import tokens_of
from kg.language.tokens import Doc, Span, Token
from kg.model import EntityKey
from kg.partial_dates import PartialDate

GROUP = "group"
"""Type of unnamed people or bodies that speak and act: "Norland officials"."""


@dataclass(slots=True)
class LocalEntity:
    """One thing of one article; `known` is its key in the entity base, "" when it is not there."""

    type: str
    name: str
    aliases: set[str] = field(default_factory=set)
    known: str = ""
    state: bool = False
    gender: str = ""
    """"f" or "m" once a title or a pronoun has told it."""


@dataclass(frozen=True, slots=True)
class Name:
    """A name found: its span, its type, and the entry of the entity base, when there is one."""

    span: Span
    type: str
    known: KnownEntity | None
    how: str


@dataclass(frozen=True, slots=True)
class MentionSpan:
    """Tokens `start` to `end` (exclusive) name or mean entity number `entity`.

    `how` is "name", "demonym", "metonym", "role" (the president), "description" (the bloc) or
    "pronoun".
    """

    start: int
    end: int
    entity: int
    how: str


@dataclass(frozen=True, slots=True)
class Role:
    """`person` holds `title` of `of` (None: the text does not say), told by the tokens start to
    end.

    `of_token` is where it says so; a pronoun there ("its president") is resolved later. `when` is
    the time that it is told of, where that is not the article's.
    """

    person: int
    title: str
    of: int | None
    of_token: int | None
    start: int
    end: int
    when: PartialDate | None = None


@dataclass(frozen=True, slots=True)
class Quotation:
    """Quoted words: tokens `start` to `end` between the marks. `speaker` is the entity that said
    them.

    `cue` is the index of the verb of saying; `direct` is False for words quoted inside a sentence
    of the reporter's ("a 'red line' for Norland").
    """

    start: int
    end: int
    speaker: int | None
    cue: int | None
    direct: bool


@dataclass(frozen=True, slots=True)
class DateSpan:
    """A date expression and the day, month or year it stands for."""

    start: int
    end: int
    date: PartialDate


@dataclass(slots=True)
class Reading:
    """All that the components found; `base` and `published` are what they may look things up in."""

    base: EntityBase
    published: dt.date | None = None
    entities: list[LocalEntity] = field(default_factory=list)
    mentions: list[MentionSpan] = field(default_factory=list)
    roles: list[Role] = field(default_factory=list)
    quotations: list[Quotation] = field(default_factory=list)
    dates: list[DateSpan] = field(default_factory=list)
    frames: tuple[Frame, ...] = ()
    laws: set[int] = field(default_factory=set)
    """Tokens by which laws are called: they act in nothing, "the Clean Coast Act (CCA)"."""
    _at: dict[int, int] = field(default_factory=dict)
    _first: dict[int, int] = field(default_factory=dict)
    """The first noted of the mentions around a token, by its place in `mentions`."""
    _finished: bool = False

    def finish(self) -> None:
        """Ends the reading: who mentions something afterwards is told so by a `RuntimeError`."""
        self._finished = True

    def _open(self) -> None:
        if self._finished:
            raise RuntimeError("the reading is finished: facts are read, nothing is noted")

    def add(self, entity: LocalEntity) -> int:
        self.entities.append(entity)
        return len(self.entities) - 1

    def mention(self, start: int, end: int, entity: int, how: str) -> None:
        """Notes a mention, unless one of its tokens is taken already."""
        self._open()
        if any(i in self._at for i in range(start, end)):
            return
        self._note(MentionSpan(start, end, entity, how))
        for i in range(start, end):
            self._at[i] = entity

    def enclose(self, start: int, end: int, entity: int, how: str) -> None:
        """Notes a mention around others, whose tokens stay theirs: "its army"."""
        self._note(MentionSpan(start, end, entity, how))
        for i in range(start, end):
            self._at.setdefault(i, entity)

    def _note(self, mention: MentionSpan) -> None:
        self._open()
        for i in range(mention.start, mention.end):
            self._first.setdefault(i, len(self.mentions))
        self.mentions.append(mention)

    def reassign(self, i: int, entity: int, how: str = "metonym") -> None:
        """Gives the mention at token `i` to another entity: a capital read as its government."""
        self._open()
        for k, m in enumerate(self.mentions):
            if m.start <= i < m.end:
                self.mentions[k] = MentionSpan(m.start, m.end, entity, how)
                for j in range(m.start, m.end):
                    self._at[j] = entity

    def at(self, token: Token | int) -> int | None:
        """The entity that the token is part of a mention of."""
        return self._at.get(token if isinstance(token, int) else token.i)

    def mention_at(self, i: int) -> MentionSpan | None:
        """The mention that token `i` is part of; of nested ones the inner."""
        return self.mentions[self._first[i]] if i in self._first else None

    def inside_quote(self, i: int) -> Quotation | None:
        """The quotation around token `i`."""
        return next((q for q in self.quotations if q.start <= i < q.end), None)


class Component(ABC):
    """A step that reads a document and notes what it finds; a spaCy component."""

    def __call__(self, doc: spacy.tokens.Doc) -> spacy.tokens.Doc:
        self.read(tokens_of(doc), reading_of(doc))
        return doc

    @abstractmethod
    def read(self, doc: Doc, reading: Reading) -> None:
        """Fills the reading."""


def reading_of(doc: spacy.tokens.Doc) -> Reading:
    """The reading of `doc`, made on first use with an empty entity base."""
    if doc._.reading is None:
        doc._.reading = Reading(base=EntityBase(entities={}))
    found: Reading = doc._.reading
    return found


def known_entity(reading: Reading, key: EntityKey) -> int:
    """The entity of the base, as one of the reading."""
    for i, entity in enumerate(reading.entities):
        if entity.known == key:
            return i
    known = reading.base.entities[key]
    return reading.add(
        LocalEntity(type=known.type, name=known.name, known=known.key, state=known.state)
    )


def text_of(span: Span) -> str:
    """The text of the span on one line."""
    return " ".join(span.text.split())


if not spacy.tokens.Doc.has_extension("reading"):
    spacy.tokens.Doc.set_extension("reading", default=None)
