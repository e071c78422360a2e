"""Lasting ties: who leads, works for, belongs to what."""

from __future__ import annotations

from collections.abc import Iterator

from kg.extract.context import Context
from kg.extract.voices import voice_at
from kg.extract.worlds import unreal_here
from kg.language.appointments import for_employer
from kg.language.tokens import Token
from kg.language.trees import agents, case, children, mark, patients, trim
from kg.model import Relation


def relations(context: Context) -> Iterator[Relation]:
    """Ties told by a role ("leader of the Norland Front"), by "leads", by "member of"."""
    for role in context.reading.roles:
        if role.of is None:
            continue
        predicate = _tie(context, role.title.lower().split()[-1], role.of)
        if predicate:
            span = context.doc[role.start : role.end]
            yield Relation(
                subject=str(role.person),
                predicate=predicate,
                object=str(role.of),
                evidence=context.evidence(span, f"relation.{predicate}"),
            )
    for token in context.doc:
        if (
            token.pos_ == "VERB"
            and token.lemma_.lower() in context.lexicon.words["relations", "lead_verbs"]
        ):
            yield from _led(context, token)
        if token.lemma_.lower() == "member" and token.pos_ == "NOUN":
            yield from _members(context, token)


def _tie(context: Context, title: str, of: int) -> str:
    """What the last word of a title makes of its holder: a "chief correspondent" leads nobody."""
    words = context.lexicon.words
    if title in words["relations", "employed"]:
        return "employed_by"
    organisation = context.reading.entities[of].type == "organization"
    return "leads" if organisation and title in words["relations", "leading"] else ""


def _led(context: Context, verb: Token) -> Iterator[Relation]:
    unreal = unreal_here(verb, context.lexicon.words) or mark(verb) == "to"
    if unreal or voice_at(context, verb).embedded:
        return
    market = for_employer(verb)
    told = {(r.person, r.of) for r in context.reading.roles}
    for person in context.actors(agents(verb)):
        for group in context.actors(patients(verb)):
            entities = context.reading.entities
            if (
                (int(person), int(group)) not in told
                and entities[int(person)].type == "person"
                and entities[int(group)].type in ("organization", "place")
                and not (market and entities[int(group)].type == "place")
            ):
                span = trim(context.doc[verb.left_edge.i : verb.right_edge.i + 1])
                yield Relation(
                    subject=person,
                    predicate="leads",
                    object=group,
                    evidence=context.evidence(span, "relation.leads"),
                )


def _members(context: Context, noun: Token) -> Iterator[Relation]:
    """ "Norland, a member of the Amber Union"."""
    holder = noun.head if noun.dep_ == "appos" else next(iter(children(noun, "nsubj")), None)
    unreal = unreal_here(noun, context.lexicon.words)
    if holder is None or unreal or voice_at(context, noun).embedded:
        return
    for group in (c for c in noun.children if c.dep_ == "nmod" and case(c) == "of"):
        for subject in context.actors([holder]):
            for organisation in context.actors([group]):
                if context.reading.entities[int(organisation)].type == "organization":
                    yield Relation(
                        subject=subject, predicate="member_of", object=organisation,
                        evidence=context.evidence(noun.sent[:], "relation.member"),
                    )  # fmt: skip
