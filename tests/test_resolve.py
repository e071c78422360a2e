"""Resolving: which entities and facts of several articles are one, whatever their order."""

from __future__ import annotations

import datetime as dt
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from kg.entity_base import EntityBase, KnownEntity
from kg.identity import entity_key
from kg.merging import identity
from kg.model import (
    Article,
    Entity,
    Event,
    Evidence,
    Extraction,
    Fact,
    Mention,
    Office,
    Passage,
    Position,
    Proposal,
    Relation,
    Resolved,
    Statement,
    TerritoryClaim,
)
from kg.partial_dates import PartialDate
from kg.resolve import resolve

ROOT = Path(__file__).parent.parent
NORLAND = KnownEntity(
    key="norland", type="place", name="Norland", aliases=("Nordland",), wikidata="Q1", state=True
)
BASE = EntityBase(entities={"norland": NORLAND})
ENTITIES = (
    Entity(key="0", type="place", name="Nordland", known="norland", wikidata="Q1", state=True),
    Entity(key="1", type="place", name="Sand Islands"),
    Entity(key="2", type="person", name="Jane Doe"),
)
TEXT = "Norland proposes that both sides withdraw their troops from the Sand Islands in May."


def seen(article: str, start: int = 0, rule: str = "rule", certainty: float = 0.8) -> Evidence:
    passage = Passage(
        article=article, start=start, end=start + 9, sentence_start=0, sentence_end=len(TEXT)
    )
    return Evidence(passage=passage, rule=rule, certainty=certainty)


def extraction(article: str, *facts: Fact, entities: tuple[Entity, ...] = ENTITIES) -> Extraction:
    mentions = tuple(
        Mention(entity=e.key, passage=seen(article, i).passage, text=e.name)
        for i, e in enumerate(entities)
    )
    return Extraction(
        article=Article(name=article, text=TEXT, published=dt.date(2025, 3, 12)),
        entities=entities,
        mentions=mentions,
        facts=facts,
    )


def merged(*extractions: Extraction) -> Resolved:
    return resolve(extractions, BASE)


def claim(article: str, start: int = 0, **changes: str | PartialDate | None) -> TerritoryClaim:
    fact = TerritoryClaim(
        territory="1", relation="annexed_by", agent="0", evidence=(seen(article, start),)
    )
    return replace(fact, **changes)  # type: ignore[arg-type]


def position(article: str, target: str = "the troop withdrawal", **changes: str) -> Position:
    fact = Position(holder="2", stance="supports", target=target, evidence=(seen(article),))
    return replace(fact, **changes)  # type: ignore[arg-type]


def proposal(article: str, content: str, start: int = 0, proposer: str = "2") -> Proposal:
    return Proposal(
        id=f"{article}-{start}",
        content=content,
        proposer=proposer,
        evidence=(seen(article, start),),
    )


def named(kind: str, name: str) -> Entity:
    return Entity(key="3", type=kind, name=name)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (named("place", "Sand Islands"), named("place", "SAND ISLANDS")),
        (named("person", "Jane Doe"), named("person", "Jané Doe")),
        (ENTITIES[0], replace(ENTITIES[0], name="Norland")),
    ],
    ids=["case", "accent", "known"],
)
def test_one_entity_of_two_articles(one: Entity, other: Entity) -> None:
    assert entity_key(one, "a.txt") == entity_key(other, "b.txt")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (named("person", "Jane Doe"), named("person", "Doe")),
        (named("person", "Doe"), named("person", "Doe")),
        (named("place", "Sand"), named("organization", "Sand")),
        (named("place", "Sand"), named("place", "Sand Islands")),
        (named("group", "officials"), named("group", "officials")),
        (named("event", "summit"), named("event", "summit")),
    ],
    ids=["surname", "bare surname", "type", "part", "group", "event"],
)
def test_two_entities_of_two_articles(one: Entity, other: Entity) -> None:
    assert entity_key(one, "a.txt") != entity_key(other, "b.txt")


def test_the_entity_base_gives_the_name_and_texts_the_aliases() -> None:
    found = merged(extraction("a.txt", claim("a.txt"))).entities["norland"]
    assert (found.name, found.aliases, found.wikidata) == ("Norland", ("Nordland",), "Q1")


def test_an_unknown_entity_has_its_most_usual_name() -> None:
    shouted = (replace(ENTITIES[1], name="SAND ISLANDS"),)
    found = merged(extraction("a.txt"), extraction("b.txt", entities=shouted), extraction("c.txt"))
    (islands,) = [e for e in found.entities.values() if e.name.startswith("Sand")]
    assert (islands.name, islands.aliases) == ("Sand Islands", ("SAND ISLANDS",))


def test_equal_facts_are_one_with_all_their_evidence() -> None:
    found = merged(
        extraction("a.txt", claim("a.txt"), claim("a.txt", 20)), extraction("b.txt", claim("b.txt"))
    )
    (fact,) = found.facts
    assert [e.passage.article for e in fact.evidence] == ["a.txt", "a.txt", "b.txt"]


def test_one_passage_counts_once_with_its_surest_rule() -> None:
    sure = replace(claim("a.txt"), evidence=(seen("a.txt", rule="sure", certainty=0.9),))
    (fact,) = merged(extraction("a.txt", claim("a.txt"), sure)).facts
    assert [e.rule for e in fact.evidence] == ["sure"]


@pytest.mark.parametrize(
    "other",
    [
        claim("b.txt", relation="claimed_by"),
        claim("b.txt", agent="2"),
        claim("b.txt", asserted_by="2"),
        claim("b.txt", date=PartialDate(iso="2014")),
    ],
    ids=["relation", "agent", "speaker", "date"],
)
def test_claims_that_differ_stay_apart(other: TerritoryClaim) -> None:
    assert len(merged(extraction("a.txt", claim("a.txt")), extraction("b.txt", other)).facts) == 2


def test_positions_agree_by_their_content_words() -> None:
    found = merged(
        extraction("a.txt", position("a.txt")),
        extraction("b.txt", position("b.txt", "a withdrawal of troops", condition="if it holds")),
    )
    (fact,) = found.facts
    assert isinstance(fact, Position) and fact.condition == "if it holds"


def test_opposite_stances_are_both_kept() -> None:
    found = merged(
        extraction("a.txt", position("a.txt")),
        extraction("b.txt", position("b.txt", stance="opposes")),
    )
    assert len(found.facts) == 2


def test_a_proposal_told_twice_is_one_and_positions_follow_it() -> None:
    told = proposal("a.txt", "Both sides withdraw their troops from the islands in May")
    again = proposal("b.txt", "Both sides to withdraw all troops from the islands in May")
    about = replace(position("b.txt"), proposal=again.id)
    found = merged(extraction("a.txt", told), extraction("b.txt", again, about))
    proposals = [f for f in found.facts if isinstance(f, Proposal)]
    positions = [f for f in found.facts if isinstance(f, Position)]
    assert len(proposals) == 1 and len(proposals[0].evidence) == 2
    assert [p.proposal for p in positions] == [proposals[0].id]


@pytest.mark.parametrize(
    "other",
    [
        proposal("b.txt", "A referendum on the islands in June"),
        proposal("b.txt", "Both sides withdraw their troops from the islands in May", proposer="0"),
    ],
    ids=["content", "proposer"],
)
def test_proposals_that_differ_stay_apart(other: Proposal) -> None:
    told = proposal("a.txt", "Both sides withdraw their troops from the islands in May")
    assert len(merged(extraction("a.txt", told), extraction("b.txt", other)).facts) == 2


def said(article: str, text: str, mode: str = "direct") -> Extraction:
    fact = Statement(speaker="2", mode=mode, texts=(text,), evidence=(seen(article),))
    return extraction(article, fact)


def test_one_utterance_in_two_wordings_keeps_both() -> None:
    once, again = "We will never leave these islands", "We will never leave the islands!"
    (fact,) = merged(said("a.txt", once), said("b.txt", again)).facts
    assert isinstance(fact, Statement) and fact.texts == (again, once)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("We will leave the islands", "We will not leave the islands"),
        ("We can leave the islands", "We can’t leave the islands"),
        ("It is so", "We were there"),
        ("We will leave the islands", "We will sell the islands"),
    ],
)
def test_what_says_something_else_stays_apart(one: str, other: str) -> None:
    assert len(merged(said("a.txt", one), said("b.txt", other)).facts) == 2


def test_direct_and_reported_words_are_two_statements() -> None:
    told = said("b.txt", "We will leave", mode="indirect")
    assert len(merged(said("a.txt", "We will leave"), told).facts) == 2


def facts(article: str) -> tuple[Fact, ...]:
    return (
        Office(person="2", title="President", of="0", evidence=(seen(article, 3),)),
        claim(article),
        position(article),
        proposal(article, "Both sides withdraw their troops"),
        Relation(subject="2", predicate="leads", object="0", evidence=(seen(article, 5),)),
    )


def test_the_order_of_the_articles_does_not_matter() -> None:
    extractions = [extraction(name, *facts(name)) for name in ("a.txt", "b.txt", "c.txt")]
    assert resolve(extractions, BASE) == resolve(extractions[::-1], BASE)


SAME_BYTES = """
from tests.test_resolve import BASE, extraction, facts, position, resolve
wide = [position("a.txt", f"the {w} plan of the valley") for w in ("harbour", "border", "water")]
print(repr(resolve([extraction("a.txt", *facts("a.txt"), *wide)], BASE)))
"""


def test_the_hash_seed_does_not_matter() -> None:
    seeds = ({"PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT)} for seed in ("1", "2", "3"))
    told = {
        subprocess.run(
            [sys.executable, "-c", SAME_BYTES], env=env, capture_output=True, check=True
        ).stdout
        for env in seeds
    }
    assert len(told) == 1


def test_every_key_of_a_fact_is_an_entity() -> None:
    found = merged(extraction("a.txt", *facts("a.txt")), extraction("b.txt", *facts("b.txt")))
    keys = {m.entity for m in found.mentions} | {
        key
        for fact in found.facts
        for name in (
            "person",
            "of",
            "holder",
            "territory",
            "agent",
            "subject",
            "object",
            "proposer",
        )
        if (key := getattr(fact, name, None)) is not None
    }
    assert keys <= set(found.entities)


def test_nothing_gives_nothing() -> None:
    assert resolve([], BASE) == Resolved(articles=(), entities={}, mentions=(), facts=())


def told_twice(first: Position, second: Position) -> list[tuple[str, int]]:
    again = replace(second, evidence=(seen(second.evidence[0].passage.article, 8),))
    facts = merged(extraction("a.txt", first, again)).facts
    return sorted((f.target, len(f.evidence)) for f in facts if isinstance(f, Position))


def test_a_stand_told_again_in_fewer_words_is_the_fuller_one() -> None:
    full, short = position("a.txt", "the truce along the border"), position("a.txt", "the truce")
    assert told_twice(full, short) == [("the truce along the border", 2)]


@pytest.mark.parametrize("changes", [{"stance": "opposes"}, {"target": "the toll"}])
def test_another_stance_or_another_matter_is_another_stand(changes: dict[str, str]) -> None:
    full = position("a.txt", "the truce along the border")
    assert len(told_twice(full, replace(position("a.txt", "the truce"), **changes))) == 2


def test_what_happened_once_is_one_event_however_it_is_spelt() -> None:
    """Its address is made of who, where and when: two of one address would be two in one."""
    year = PartialDate(iso="1987")
    event = Event(
        type="annexation", participants=("0",), place="1", date=year, label="", evidence=()
    )
    spelt = [
        replace(event, label=label, evidence=(seen(article),))
        for article, label in (("a", "O’Dell annexed Sand"), ("b", "O¡Dell annexed Sand"))
    ]
    assert identity(spelt[0]) == identity(spelt[1])
    assert len(merged(extraction("a", spelt[0]), extraction("b", spelt[1])).facts) == 1
    timeless = [replace(one, date=None) for one in spelt]
    assert identity(timeless[0]) != identity(timeless[1])
