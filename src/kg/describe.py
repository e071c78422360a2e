"""What a fact of each kind says in RDF: its class, what it is identified by, its label and its
properties.

One function a kind; `kg.mapping` adds what all facts share.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from kg.identifiers import Identifiers
from kg.issues import Topic, topic
from kg.literals import english
from kg.model import (
    Entity,
    EntityKey,
    Event,
    Fact,
    Office,
    Position,
    Proposal,
    Relation,
    Statement,
    TerritoryClaim,
)
from kg.ontology import Ontology
from kg.partial_dates import PartialDate
from kg.triples import Literal, Value

_SHORT = 120


@dataclass(frozen=True, slots=True, kw_only=True)
class Description:
    """A fact in RDF terms. `direct` are the plain triples that hold where the articles themselves
    say so.
    """

    iri: str
    cls: str
    label: str
    properties: tuple[tuple[str, Value | None], ...]
    direct: tuple[tuple[str, str, str], ...] = ()
    date_property: str = "kg:date"
    date: PartialDate | None = None
    asserted_by: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Names:
    """What facts refer to: the IRIs and names of entities, the IRIs of proposals, the issues."""

    ids: Identifiers
    ontology: Ontology
    entities: Mapping[EntityKey, Entity]
    iris: Mapping[EntityKey, str]
    proposals: dict[str, str] = field(default_factory=dict)
    issues: dict[Topic, Topic] = field(default_factory=dict)

    def iri(self, key: EntityKey | None) -> str | None:
        """The node of an entity; a key that nobody defined gives a node that validation will
        refuse.
        """
        return None if key is None else self.iris.get(key) or self.ids.of("undefined", key)

    def name(self, key: EntityKey | None) -> str:
        return (
            self.entities[key].name if key is not None and key in self.entities else str(key or "")
        )

    def issue(self, position: Position) -> str:
        """The node of what a position is on."""
        own = topic(position)
        return self.ids.of("issue", *self.issues.get(own, own))

    def links(
        self, property_: str, keys: tuple[EntityKey, ...]
    ) -> tuple[tuple[str, Value | None], ...]:
        return tuple((property_, self.iri(key)) for key in keys)


def describe(fact: Fact, names: Names) -> Description:
    """The RDF form of a fact of any kind."""
    return _DESCRIBERS[type(fact)](fact, names)


def _office(fact: Office, names: Names) -> Description:
    person, of = names.iri(fact.person), names.iri(fact.of)
    suffix = f" of {names.name(fact.of)}" if fact.of is not None else ""
    return Description(
        iri=names.ids.of(fact.kind, person, fact.title, of),
        cls=names.ontology["kg:OfficeHolding"],
        label=f"{names.name(fact.person)}, {fact.title}{suffix}",
        properties=(("kg:person", person), ("kg:title", english(fact.title)), ("kg:of", of)),
        date_property="kg:asOf",
        date=fact.as_of,
    )


def _event(fact: Event, names: Names) -> Description:
    actors, place = names.links("sem:hasActor", fact.participants), names.iri(fact.place)
    named = names.iri(fact.entity)
    iso = fact.date.iso if fact.date else ""
    content = (fact.type, fact.label, sorted(str(actor) for _, actor in actors), place, iso)
    return Description(
        iri=named if named is not None else names.ids.of(fact.kind, *content),
        cls=names.ontology.code("kg:EventTypes", fact.type),
        label=names.name(fact.entity) or fact.label or fact.type,
        properties=(*actors, ("sem:hasPlace", place)),
        date=fact.date,
    )


def _proposal(fact: Proposal, names: Names) -> Description:
    proposer = names.iri(fact.proposer)
    iri = names.ids.of(fact.kind, proposer, fact.content, fact.condition)
    return Description(
        iri=iri,
        cls=names.ontology["kg:Proposal"],
        label=_shorten(fact.content),
        properties=(
            ("kg:proposedBy", proposer),
            ("kg:content", english(fact.content)),
            ("kg:condition", english(fact.condition)),
            *names.links("kg:about", fact.about),
        ),
    )


def _position(fact: Position, names: Names) -> Description:
    holder, stance = names.iri(fact.holder), names.ontology.code("kg:Stances", fact.stance)
    on, toward = names.issue(fact), None
    if fact.proposal is not None:
        toward = names.proposals.get(fact.proposal) or names.ids.of("undefined", fact.proposal)
    place = filter(None, topic(fact)[1:])
    content = (holder, fact.stance, fact.target, fact.condition, toward, *place)
    return Description(
        iri=names.ids.of(fact.kind, *content),
        cls=names.ontology["kg:Position"],
        label=f"{names.name(fact.holder)} {names.ontology.label(stance)} {_shorten(fact.target)}",
        properties=(
            ("kg:holder", holder),
            ("kg:stance", stance),
            ("kg:toward", toward),
            ("kg:on", on),
            ("kg:target", english(fact.target)),
            ("kg:condition", english(fact.condition)),
            *names.links("kg:about", fact.about),
        ),
        direct=_direct(names, holder, stance, toward),
    )


def _territory(fact: TerritoryClaim, names: Names) -> Description:
    territory, agent = names.iri(fact.territory), names.iri(fact.agent)
    relation = names.ontology.code("kg:TerritoryRelations", fact.relation)
    speaker, iso = names.iri(fact.asserted_by), fact.date.iso if fact.date else ""
    phrase, silent = names.ontology.label(relation), speaker is not None or fact.over
    return Description(
        iri=names.ids.of(fact.kind, territory, fact.relation, agent, iso, speaker),
        cls=names.ontology["kg:TerritoryClaim"],
        label=f"{names.name(fact.territory)} {phrase} {names.name(fact.agent)}",
        properties=(("kg:territory", territory), ("kg:relation", relation), ("kg:agent", agent)),
        direct=() if silent else _direct(names, territory, relation, agent),
        date=fact.date,
        asserted_by=speaker,
    )


def _statement(fact: Statement, names: Names) -> Description:
    speaker, mode = names.iri(fact.speaker), names.ontology.code("kg:StatementModes", fact.mode)
    return Description(
        iri=names.ids.of(fact.kind, speaker, fact.mode, sorted(fact.texts)),
        cls=names.ontology["kg:Statement"],
        label=f"{names.name(fact.speaker)}: {_shorten(min(fact.texts, default=''))}",
        properties=(
            ("kg:speaker", speaker),
            ("kg:mode", mode),
            *(("kg:text", english(text)) for text in fact.texts),
            *names.links("kg:about", fact.about),
        ),
    )


def _relation(fact: Relation, names: Names) -> Description:
    subject, object_ = names.iri(fact.subject), names.iri(fact.object)
    code, _, verb = fact.predicate.partition(":")
    predicate = names.ontology.code("kg:RelationPredicates", code)
    phrase = verb or names.ontology.label(predicate)
    speaker = names.iri(fact.asserted_by)
    return Description(
        iri=names.ids.of(fact.kind, subject, fact.predicate, object_, speaker),
        cls=names.ontology["kg:Relation"],
        label=f"{names.name(fact.subject)} {phrase} {names.name(fact.object)}",
        properties=(
            ("kg:subject", subject),
            ("kg:predicate", predicate),
            ("kg:verb", Literal(verb) if verb else None),
            ("kg:object", object_),
        ),
        direct=() if speaker is not None else _direct(names, subject, predicate, object_),
        asserted_by=speaker,
    )


def _direct(
    names: Names, subject: str | None, term: str, object_: str | None
) -> tuple[tuple[str, str, str], ...]:
    """One plain triple, where the code is also a property."""
    if subject is None or object_ is None or not names.ontology.is_property(term):
        return ()
    return ((subject, term, object_),)


def _shorten(text: str) -> str:
    return text if len(text) <= _SHORT else text[: _SHORT - 1].rpartition(" ")[0] + "…"


_DESCRIBERS: dict[type[Fact], Callable[[Any, Names], Description]] = {
    Office: _office,
    Event: _event,
    Proposal: _proposal,
    Position: _position,
    TerritoryClaim: _territory,
    Statement: _statement,
    Relation: _relation,
}
