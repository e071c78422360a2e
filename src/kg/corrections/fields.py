"""What a fact is known by: its kind, and its fields as the columns of the named questions.

    position
    holder: Ostmark
    stance: opposes
    target: patrols of the strait

A field that is not named is not compared, so that a line written by hand may be short; one without
a value is one that the fact does not have.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from kg.corrections.references import Reference, plain
from kg.identity import plain_words
from kg.model import Entity, EntityKey, Event, Fact
from kg.partial_dates import PartialDate
from kg.similar import content_words

Codes = Mapping[str, frozenset[str]]
"""The codes of each code list, by the name of the list in the ontology."""
ENTITIES = ("entity", "entities", "actor", "person", "place")
"""Sorts of fields that hold entities: any, several, what can act, a person, a place."""
_ALIKE = 0.5


@dataclass(frozen=True, slots=True)
class Field:
    """A field of a kind of fact: its name, the attribute of the record, and the sort of its value.

    The sort is one of `ENTITIES`, text, texts, date, day (of the passage, not of the fact), or else
    the code list of its codes.
    """

    name: str
    attribute: str
    sort: str
    optional: bool = False


_DAY = Field("date", "evidence", "day", optional=True)
_SPEAKER = Field("assertedBy", "asserted_by", "actor", optional=True)
_CONDITION = Field("condition", "condition", "text", optional=True)
FIELDS: Mapping[str, tuple[Field, ...]] = {
    "office": (
        Field("person", "person", "person"),
        Field("title", "title", "text"),
        Field("of", "of", "entity", optional=True),
        Field("date", "as_of", "date", optional=True),
    ),
    "event": (
        Field("type", "type", "kg:EventTypes"),
        Field("label", "label", "text"),
        Field("place", "place", "place", optional=True),
        Field("participants", "participants", "entities", optional=True),
        Field("date", "date", "date", optional=True),
    ),
    "proposal": (
        Field("proposer", "proposer", "actor", optional=True),
        Field("content", "content", "text"),
        _CONDITION,
        _DAY,
    ),
    "position": (
        Field("holder", "holder", "actor"),
        Field("stance", "stance", "kg:Stances"),
        Field("target", "target", "text"),
        _CONDITION,
        _DAY,
    ),
    "territory": (
        Field("territory", "territory", "place"),
        Field("relation", "relation", "kg:TerritoryRelations"),
        Field("agent", "agent", "entity"),
        Field("date", "date", "date", optional=True),
        _SPEAKER,
    ),
    "statement": (
        Field("speaker", "speaker", "actor"),
        Field("mode", "mode", "kg:StatementModes"),
        Field("text", "texts", "texts"),
        _DAY,
    ),
    "relation": (
        Field("subject", "subject", "entity"),
        Field("predicate", "predicate", "kg:RelationPredicates"),
        Field("object", "object", "entity"),
        _SPEAKER,
    ),
}
SCHEMES = sorted({f.sort for fields in FIELDS.values() for f in fields if f.sort[:3] == "kg:"})


def field_of(kind: str, name: str) -> Field | None:
    """The field of that name, or None."""
    return next((field for field in FIELDS.get(kind, ()) if field.name == name), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class FactKey:
    """A fact as a line names it.

    >>> FactKey.read("office\\nperson: Ada Voss").wanted
    {'person': 'Ada Voss'}
    """

    kind: str
    wanted: Mapping[str, str]

    @classmethod
    def read(cls, text: str) -> FactKey:
        kind, *rest = (" ".join(line.split()) for line in text.strip().splitlines() or [""])
        pairs = (line.partition(":") for line in rest if line)
        return cls(kind=kind, wanted={name.strip(): value.strip() for name, _, value in pairs})

    def __str__(self) -> str:
        lines = (f"{name}: {value}".rstrip() for name, value in self.wanted.items())
        return "\n".join((self.kind, *lines))

    def fits(self, fact: Fact, entities: Mapping[EntityKey, Entity], *, nearly: bool) -> bool:
        """Whether a fact is the one; `nearly` where its texts may be in much the same words."""
        return fact.kind == self.kind and all(
            _agrees(field, self.wanted[field.name], fact, entities, nearly)
            for field in FIELDS[fact.kind]
            if field.name in self.wanted
        )


def fault(kind: str, name: str, value: str, codes: Codes) -> str:
    """What is wrong with a value for a field, and what to do; "" where nothing is.

    >>> fault("position", "stance", "agrees", {"kg:Stances": frozenset({"supports"})})
    "stance 'agrees' is none of supports"
    """
    field = field_of(kind, name)
    if field is None:
        known = ", ".join(dict.fromkeys(field.name for field in FIELDS[kind]))
        return f"{kind} has no field {name!r}; there are {known}"
    if not value:
        return "" if field.optional else f"{name} needs a value"
    if field.sort in ("date", "day"):
        return _no_date(value)
    allowed = codes.get(field.sort)
    if allowed is not None and value not in allowed and not _other(value, allowed):
        return f"{name} {value!r} is none of {', '.join(sorted(allowed))}"
    return ""


def suits(field: Field, entity: Entity) -> bool:
    """Whether an entity can be what a field says; a place acts if it is a state.

    >>> suits(Field("holder", "holder", "actor"), Entity(key="c", type="place", name="Cape Sela"))
    False
    """
    if field.sort == "actor":
        return entity.state or entity.type not in ("place", "event")
    return field.sort in ("entity", "entities", entity.type)


def shown(field: Field, fact: Fact, entities: Mapping[EntityKey, Entity]) -> str:
    """The value of a field as a person reads it."""
    return "; ".join(next(iter(names), "") for names in _said(field, fact, entities))


def _agrees(
    field: Field, wanted: str, fact: Fact, entities: Mapping[EntityKey, Entity], nearly: bool
) -> bool:
    said = list(_said(field, fact, entities))
    if field.sort == "day" or (nearly and field.sort == "date"):
        return True
    if not wanted or not said:
        return not wanted and not said
    if field.sort in ENTITIES:
        names = [plain(Reference.read(name).name) for name in wanted.split("; ")]
        return len(names) == len(said) and all(
            any(name in map(plain, those) for those in said) for name in names
        )
    texts = [text for those in said for text in those]
    return wanted in texts or (
        nearly and field.sort in ("text", "texts") and any(_alike(wanted, text) for text in texts)
    )


def _said(field: Field, fact: Fact, entities: Mapping[EntityKey, Entity]) -> Iterator[list[str]]:
    """Each value of a field, as the texts that all stand for it, the best first."""
    value = getattr(fact, field.attribute)
    if field.sort == "day" or (field.sort == "date" and value is None):
        days = sorted({piece.date.iso for piece in fact.evidence if piece.date})
        yield from ([day] for day in days)
        return
    if isinstance(fact, Event) and field.name == "label":
        named = entities.get(fact.entity or "")
        names = [named.name, *named.aliases] if named else []
        yield [*names, value or fact.type]
        return
    for one in value if isinstance(value, tuple) else [value]:
        if isinstance(one, PartialDate):
            yield [one.iso]
        elif one and field.sort in ENTITIES:
            named = entities[one]
            yield [named.name, *named.aliases]
        elif one:
            yield [" ".join(one.split())]


def _alike(one: str, other: str) -> bool:
    a, b = (content_words(t) or frozenset(plain_words(t).split()) for t in (one, other))
    return bool(a and b) and (a <= b or b <= a or len(a & b) >= _ALIKE * len(a | b))


def _other(value: str, allowed: frozenset[str]) -> bool:
    code, colon, lemma = value.partition(":")
    return bool(colon and lemma) and code == "other" and code in allowed


def _no_date(value: str) -> str:
    try:
        date = PartialDate(iso=value)
        real = date.earliest <= date.latest
    except ValueError:
        real = False
    return "" if real else f"{value!r} is no date; write 2031, 2031-05 or 2031-05-24"
