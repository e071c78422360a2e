"""The records that pass between stages.

Plain, frozen, without spaCy and without rdflib: what one stage hands to the next, and nothing else.
Offsets are code points in `Article.text`, end exclusive. Actors, territories and other participants
of a fact are *entity keys*: inside one `Extraction` they are local to its article, in `Resolved`
they are the keys of `Resolved.entities`.
"""

from __future__ import annotations

import datetime as dt
import re
from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar, TypeAlias

EntityKey: TypeAlias = str
"""Names one entity; opaque to everybody but the stage that made it."""

_PARTIAL_DATE = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Cut:
    """A stretch of an article left out of extraction, and the cue that says why."""

    start: int
    end: int
    cue: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """One article as read: `text` is what every offset counts in.

    `name` is the file name a person knows it by (`articles.jsonl#id` for one line of many),
    `copy_of` the name of the article that this one repeats word for word or nearly so, `notes` what
    had to be guessed or replaced while reading (an encoding, a date that could not be read).
    """

    name: str
    text: str
    title: str = ""
    published: dt.date | None = None
    publisher: str = ""
    url: str = ""
    cuts: tuple[Cut, ...] = ()
    copy_of: str = ""
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Skipped:
    """Something that could not be read: where, a short reason code, and a sentence with the remedy."""

    name: str
    reason: str
    message: str


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Passage:
    """A stretch of an article, and the sentence around it."""

    article: str
    start: int
    end: int
    sentence_start: int
    sentence_end: int


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Evidence:
    """Why a fact is believed: the passage, the rule that read it, and how certain the reading is."""

    passage: Passage
    rule: str
    certainty: float


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class PartialDate:
    """A date as precise as it is known: `2014`, `2014-03` or `2014-03-18`.

    >>> PartialDate(iso="2024-02").latest
    datetime.date(2024, 2, 29)
    """

    iso: str

    def __post_init__(self) -> None:
        if not _PARTIAL_DATE.fullmatch(self.iso):
            raise ValueError(f"{self.iso!r} is not a year, a month or a day (2014, 2014-03, 2014-03-18)")

    @property
    def earliest(self) -> dt.date:
        return dt.date.fromisoformat((self.iso + "-01-01")[:10])

    @property
    def latest(self) -> dt.date:
        year, *rest = (int(part) for part in self.iso.split("-"))
        month = rest[0] if rest else 12
        day = rest[1] if len(rest) > 1 else monthrange(year, month)[1]
        return dt.date(year, month, day)


@dataclass(frozen=True, slots=True, kw_only=True)
class Entity:
    """A person, organisation, place or named event, or a `group` of unnamed people that acts.

    `state` marks a place that can also act; `known` is the key in the entity base, "" if not there.
    """

    key: EntityKey
    type: str
    name: str
    aliases: tuple[str, ...] = ()
    wikidata: str = ""
    state: bool = False
    known: str = ""


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Mention:
    """One place in an article where an entity is named or meant."""

    entity: EntityKey
    passage: Passage
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """What all facts share: the evidence, one piece an occurrence."""

    kind: ClassVar[str]
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Office(Fact):
    """`person` holds the office `title` of the state or organisation `of`."""

    kind: ClassVar[str] = "office"
    person: EntityKey
    title: str
    of: EntityKey | None = None
    as_of: PartialDate | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Event(Fact):
    """Something that happened or is scheduled. `entity` is its node among the entities, when it is named."""

    kind: ClassVar[str] = "event"
    type: str
    label: str
    participants: tuple[EntityKey, ...] = ()
    place: EntityKey | None = None
    date: PartialDate | None = None
    entity: EntityKey | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal(Fact):
    """What somebody (nobody named: `proposer` is None) proposes. `id` is what a position points at."""

    kind: ClassVar[str] = "proposal"
    id: str
    content: str
    proposer: EntityKey | None = None
    about: tuple[EntityKey, ...] = ()
    condition: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Position(Fact):
    """`holder` supports, opposes or is neutral on `target`; `proposal` is the `Proposal.id` it is about."""

    kind: ClassVar[str] = "position"
    holder: EntityKey
    stance: str
    target: str
    condition: str = ""
    about: tuple[EntityKey, ...] = ()
    proposal: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TerritoryClaim(Fact):
    """`territory` stands in `relation` to `agent`; `asserted_by` None means the article itself says so."""

    kind: ClassVar[str] = "territory"
    territory: EntityKey
    relation: str
    agent: EntityKey
    date: PartialDate | None = None
    asserted_by: EntityKey | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement(Fact):
    """What `speaker` said: the quoted words (`direct`) or the reported clause (`indirect`).

    One utterance in the wordings of several outlets is one statement with several `texts`.
    """

    kind: ClassVar[str] = "statement"
    speaker: EntityKey
    mode: str
    texts: tuple[str, ...]
    about: tuple[EntityKey, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Relation(Fact):
    """A lasting tie between two entities: `member_of`, `ally_of`, `employed_by` ..., `other:<lemma>`."""

    kind: ClassVar[str] = "relation"
    subject: EntityKey
    predicate: str
    object: EntityKey
    asserted_by: EntityKey | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Extraction:
    """All that one article says."""

    article: Article
    entities: tuple[Entity, ...]
    mentions: tuple[Mention, ...]
    facts: tuple[Fact, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Resolved:
    """All that the corpus says: one entity per thing, equal facts merged with all their evidence.

    Everything is sorted, so that what is made of it does not depend on the order of the input.
    `articles` holds the texts too: a passage is shown by slicing.
    """

    articles: tuple[Article, ...]
    entities: Mapping[EntityKey, Entity]
    mentions: tuple[Mention, ...]
    facts: tuple[Fact, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownEntity:
    """One entry of the entity base.

    `demonyms` are adjectives and peoples ("Russian", "Russians"), `metonyms` names that stand for the
    entity when it acts ("the Kremlin"); a capital is an entity of its own with `capital_of`.
    """

    key: EntityKey
    type: str
    name: str
    aliases: tuple[str, ...] = ()
    wikidata: str = ""
    state: bool = False
    demonyms: tuple[str, ...] = ()
    metonyms: tuple[str, ...] = ()
    capital_of: EntityKey | None = None
    part_of: EntityKey | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """`person` held the office `title` of `of` from `start` until `end` (None: still, or not known)."""

    person: EntityKey
    title: str
    of: EntityKey
    start: PartialDate | None = None
    end: PartialDate | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class EntityBase:
    """What is known before reading: `ontology/entities.ttl` and the files a user adds."""

    entities: Mapping[EntityKey, KnownEntity]
    terms: tuple[Term, ...] = ()
