"""The records that pass between stages.

Plain, frozen, without spaCy and without rdflib. Offsets are code points in `Article.text`, end
exclusive. The participants of a fact are *entity keys*: inside one `Extraction` they are local to
its article, in `Resolved` they are the keys of `Resolved.entities`.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import ClassVar, TypeAlias

from kg.partial_dates import PartialDate

EntityKey: TypeAlias = str
"""Names one entity; opaque to everybody but the stage that made it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cut:
    """A stretch of an article left out of extraction, and the cue that says why."""

    start: int
    end: int
    cue: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """One article as read: `text` is what every offset counts in, `name` the file it was in
    (`articles.jsonl#id`), `copy_of` the name of the one it repeats, `notes` what was guessed.
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
    """Something that could not be read: where, a reason code, a sentence with the remedy, and where
    in the program it was raised when nobody foresaw it.
    """

    name: str
    reason: str
    message: str
    trace: tuple[str, ...] = ()


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
    """Why a fact is believed: the passage, the rule that read it, how certain the reading is, and
    when the passage says that it was.
    """

    passage: Passage
    rule: str
    certainty: float
    date: PartialDate | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """A place on the globe, in degrees (WGS 84)."""

    latitude: float
    longitude: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Entity:
    """A person, organisation, place or named event, or a `group` of unnamed people that acts.

    `metonyms` are aliases that mean it when it acts, a `state` is a place that acts.
    """

    key: EntityKey
    type: str
    name: str
    aliases: tuple[str, ...] = ()
    metonyms: tuple[str, ...] = ()
    wikidata: str = ""
    state: bool = False
    known: str = ""
    point: Point | None = None
    corrected: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Mention:
    """One place in an article where an entity is named or meant."""

    entity: EntityKey
    passage: Passage
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """What all facts share: the evidence, one piece an occurrence; what people `corrected`."""

    kind: ClassVar[str]
    evidence: tuple[Evidence, ...]
    corrected: tuple[str, ...] = ()


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
    """Something that happened or is scheduled. `entity` is its node, when it is named."""

    kind: ClassVar[str] = "event"
    type: str
    label: str
    participants: tuple[EntityKey, ...] = ()
    place: EntityKey | None = None
    date: PartialDate | None = None
    entity: EntityKey | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal(Fact):
    """What somebody (nobody named: `proposer` is None) proposes; positions point at its `id`."""

    kind: ClassVar[str] = "proposal"
    id: str
    content: str
    proposer: EntityKey | None = None
    about: tuple[EntityKey, ...] = ()
    condition: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Position(Fact):
    """`holder` supports, opposes or is neutral on `target`, which the `proposal` of that id is."""

    kind: ClassVar[str] = "position"
    holder: EntityKey
    stance: str
    target: str
    condition: str = ""
    about: tuple[EntityKey, ...] = ()
    proposal: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TerritoryClaim(Fact):
    """`territory` stands in `relation` to `agent`, or did and it is `over`; so says `asserted_by`,
    or the article itself.
    """

    kind: ClassVar[str] = "territory"
    territory: EntityKey
    relation: str
    agent: EntityKey
    date: PartialDate | None = None
    asserted_by: EntityKey | None = None
    over: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement(Fact):
    """What `speaker` said, in all wordings: quoted words (`direct`) or a clause (`indirect`)."""

    kind: ClassVar[str] = "statement"
    speaker: EntityKey
    mode: str
    texts: tuple[str, ...]
    about: tuple[EntityKey, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Relation(Fact):
    """A lasting tie between two entities: `member_of`, `ally_of` ..., `other:<lemma>`."""

    kind: ClassVar[str] = "relation"
    subject: EntityKey
    predicate: str
    object: EntityKey
    asserted_by: EntityKey | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Membership:
    """`member` belongs to `of`, called `name`, since `start`, until `end`: known beforehand."""

    member: EntityKey
    of: EntityKey
    name: str
    start: PartialDate
    end: PartialDate | None = None


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

    Everything is sorted: what is made of it does not depend on the order of the input. Known
    beforehand are the keys of some `publishers`, and the `memberships` of states. `rejected` are
    facts that people took out, in words, `unmet` their decisions that do not apply.
    """

    articles: tuple[Article, ...]
    entities: Mapping[EntityKey, Entity]
    mentions: tuple[Mention, ...]
    facts: tuple[Fact, ...]
    publishers: Mapping[str, EntityKey] = field(default_factory=dict)
    memberships: tuple[Membership, ...] = ()
    rejected: tuple[str, ...] = ()
    unmet: tuple[str, ...] = ()
