"""Across articles: who is who, which proposals and events are one, what contradicts, what keeps its
address.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import replace

import pytest

from kg.entity_base import EntityBase, KnownEntity
from kg.issues import issues
from kg.mapping import to_graph
from kg.memberships import memberships
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
    Resolved,
    Statement,
)
from kg.ontology import Ontology
from kg.partial_dates import PartialDate
from kg.resolve import resolve
from kg.same.ties import compared, ties
from kg.triples import TYPE, Triples, text_of
from kg.validate import validate

BASE = EntityBase(
    entities={
        "norland": KnownEntity(key="norland", type="place", name="Norland", state=True),
        "nato": KnownEntity(key="nato", type="organization", name="NATO"),
        "finland": KnownEntity(key="finland", type="place", name="Finland", state=True),
    }
)
COMPANY = (
    Entity(key="c1", type="place", name="Merrow Bay", state=True),
    Entity(key="c2", type="organization", name="Tarn Dockers"),
    Entity(key="c3", type="person", name="Ida Mereth"),
)
"""Whom the articles of one matter have in common."""


def told(
    name: str,
    text: str,
    *facts: Fact,
    entities: Iterable[Entity] = (),
    day: int = 1,
    company: tuple[Entity, ...] = COMPANY,
) -> Extraction:
    """An article; every entity is mentioned where its name stands, or at the start."""
    some = (*company, *entities)
    mentions = []
    for entity in some:
        start = max(text.find(entity.name), 0)
        end = start + len(entity.name)
        passage = at(name, text, start, min(end, len(text)))
        mentions.append(Mention(entity=entity.key, passage=passage, text=text[start:end]))
    return Extraction(
        article=Article(name=name, text=text, published=dt.date(2031, 3, day), publisher=name),
        entities=some,
        mentions=tuple(mentions),
        facts=facts,
    )


def at(name: str, text: str, start: int, end: int) -> Passage:
    """A passage, in the sentence around it."""
    first = text.rfind(". ", 0, start) + 2 if ". " in text[:start] else 0
    last = text.find(". ", end)
    return Passage(
        article=name,
        start=start,
        end=end,
        sentence_start=first,
        sentence_end=last + 1 if last >= 0 else len(text),
    )


def seen(name: str, text: str, words: str, rule: str = "r") -> tuple[Evidence, ...]:
    start = text.index(words)
    passage = at(name, text, start, start + len(words))
    return (Evidence(passage=passage, rule=rule, certainty=0.9),)


def one(*extractions: Extraction) -> Resolved:
    return resolve(extractions, BASE)


def named(kind: str, name: str, *aliases: str) -> Entity:
    return Entity(key="x", type=kind, name=name, aliases=aliases)


def count(left: Entity, right: Entity, company: tuple[Entity, ...] = COMPANY) -> int:
    """How many entities of that type the two are."""
    both = one(
        told("a.txt", left.name, entities=(left,)),
        told("b.txt", right.name, entities=(right,), company=company),
    )
    found = {key for key, e in both.entities.items() if e.name in (left.name, right.name)}
    return len(found)


@pytest.mark.parametrize(
    ("left", "right"),
    [
        (named("person", "Pavlo Hrynko"), named("person", "Pavlo Grynko")),
        (named("person", "Sheikha Latifa al-Dosri"), named("person", "Lateefa al-Dosari")),
        (named("person", "Omar bin Khalid al-Sela"), named("person", "Omar al-Sela")),
        (named("person", "Vosska"), named("person", "Ada Vosska")),
        (named("person", "Vosska"), named("person", "Vosska")),
        (
            named("organization", "Norland's defense ministry"),
            named("organization", "Ministry of Defence of Norland"),
        ),
        (named("organization", "Sela Coast Guard"), named("organization", "Coastguard of Sela")),
        (named("organization", "UFM"), named("organization", "United Front of Merrow", "UFM")),
        (named("place", "Orlo gas field"), named("place", "Orlo field")),
        (named("place", "Kingdom of Sudria"), named("place", "Sudria")),
    ],
    ids=lambda entity: entity.name,
)
def test_one_thing_under_two_names_where_the_company_agrees(left: Entity, right: Entity) -> None:
    assert count(left, right) == 1
    strangers = count(left, right, company=())
    assert strangers == 2 or left.name == right.name


@pytest.mark.parametrize(
    ("left", "right"),
    [
        (named("person", "Ada Vosska"), named("person", "Ida Vosska")),
        (named("person", "Max Roe"), named("person", "Max Roe Jr")),
        (named("person", "Ivan Petrov"), named("person", "Ivana Petrova")),
        (named("person", "Ali Hassan"), named("person", "Ali Hussein")),
        (named("place", "Tarn"), named("place", "Tarn Province")),
        (named("place", "Tarn"), named("place", "Tarn River")),
        (named("place", "Sela Glacier"), named("place", "Tsela Glacier")),
        (named("place", "Upper Merrow"), named("place", "Lower Merrow")),
        (
            named("organization", "Foreign Ministry"),
            named("organization", "Sudrian Foreign Ministry"),
        ),
    ],
    ids=lambda entity: entity.name,
)
def test_two_things_stay_two_however_alike(left: Entity, right: Entity) -> None:
    assert count(left, right) == 2


def test_a_surname_that_two_may_mean_is_neither() -> None:
    fathers = tuple(
        Entity(key=k, type="person", name=n) for k, n in (("y", "Ada Roe"), ("z", "Max Roe"))
    )
    found = one(
        told("a.txt", "Roe", entities=(named("person", "Roe"),)),
        told("b.txt", "Ada Roe met Max Roe", entities=fathers),
    )
    assert {"Roe", "Ada Roe", "Max Roe"} <= {e.name for e in found.entities.values()}


ADA = Entity(key="ada", type="person", name="Ada Vosska")
NORLAND = Entity(key="n", type="place", name="Norland", known="norland", state=True)


def plan(name: str, content: str, maker: Entity | None = ADA, day: int = 1) -> Extraction:
    text = f"A headline.\n{content}. Ada Vosska of Norland spoke at Merrow Bay."
    offered = Proposal(
        id=f"{name}1",
        content=content,
        proposer=maker.key if maker else None,
        evidence=seen(name, text, content),
    )
    office = Office(person="ada", title="envoy", of="n", evidence=seen(name, text, "Ada Vosska"))
    return told(name, text, offered, office, entities=(ADA, NORLAND), day=day)


def plans(*extractions: Extraction) -> int:
    return sum(isinstance(fact, Proposal) for fact in one(*extractions).facts)


@pytest.mark.parametrize(
    ("first", "second", "maker"),
    [
        ("a truce of 60 days at Merrow Bay", "a two-month ceasefire at Merrow Bay", ADA),
        ("the two states jointly administer the quarry", "running the quarry together", ADA),
        ("ships escort the supply runs to the reef", "vessels accompany supply runs", NORLAND),
        ("all troops leave the ice on a single Sunday", "both armies withdraw the same day", ADA),
    ],
)
def test_a_proposal_in_other_words_is_one(first: str, second: str, maker: Entity) -> None:
    assert plans(plan("a.txt", first), plan("b.txt", second, maker)) == 1


@pytest.mark.parametrize(
    ("first", "second", "maker"),
    [
        ("a truce of 60 days at Merrow Bay", "a truce of 30 days at Merrow Bay", ADA),
        ("withdraw the troops from the quarry", "withdraw the troops from the quarry", COMPANY[2]),
        ("open the border to the dockers", "not open the border to the dockers", ADA),
        ("a toll on the bridge", "a vote on the quarry", ADA),
    ],
)
def test_near_misses_of_one_dispute_stay_two(first: str, second: str, maker: Entity) -> None:
    assert plans(plan("a.txt", first), plan("b.txt", second, maker)) == 2


def test_a_plan_without_content_is_the_one_of_its_maker() -> None:
    content = "a plan to empty the quarry of soldiers"
    bare = plan("b.txt", "peace plan put forward a day earlier by Norland", NORLAND, day=2)
    assert plans(plan("a.txt", content), bare) == 1


def test_a_stand_is_on_the_proposal_of_another_article() -> None:
    first = plan("a.txt", "joint patrols of the strait of Kest for five years")
    text = "Ida Mereth welcomed joint patrols of the strait. Merrow Bay was calm."
    for target, linked in (("joint patrols of the strait", True), ("the toll on ships", False)):
        words = "joint patrols of the strait"
        stand = Position(
            holder="c3", stance="supports", target=target, evidence=seen("b.txt", text, words)
        )
        facts = one(first, told("b.txt", text, stand, entities=(ADA,))).facts
        (found,) = [fact for fact in facts if isinstance(fact, Position)]
        assert (found.proposal is not None) == linked


def event(
    name: str, text: str, words: str, day: str = "2031-03-01", kind: str = "attack"
) -> Extraction:
    happened = Event(
        type=kind,
        label=words,
        place="c1",
        date=PartialDate(iso=day),
        evidence=seen(name, text, words, "event.verb"),
    )
    return told(name, text, happened)


def test_one_shelling_told_by_three_outlets_is_one_event() -> None:
    texts = {
        "a.txt": "Shells hit Merrow Bay on Saturday.",
        "b.txt": "The shelling of Merrow Bay went on.",
        "c.txt": "Artillery struck Merrow Bay.",
    }
    tellings = [event(name, text, text[:-1]) for name, text in texts.items()]
    (found,) = [fact for fact in one(*tellings).facts if isinstance(fact, Event)]
    assert [piece.passage.article for piece in found.evidence] == sorted(texts)


@pytest.mark.parametrize(("day", "kind"), [("2031-03-02", "attack"), ("2031-03-01", "meeting")])
def test_another_day_or_another_type_is_another_event(day: str, kind: str) -> None:
    first = event("a.txt", "Shells hit Merrow Bay.", "Shells hit Merrow Bay")
    second = event(
        "b.txt", "Ministers at Merrow Bay met.", "Ministers at Merrow Bay met", day, kind
    )
    assert sum(isinstance(fact, Event) for fact in one(first, second).facts) == 2


def said(speaker: str, text: str, words: str, name: str = "a.txt") -> Statement:
    return Statement(
        speaker=speaker, mode="indirect", texts=(words,), evidence=seen(name, text, words)
    )


def against(*extractions: Extraction) -> int:
    return sum(curie == "kg:contradicts" for _, curie, _ in ties(one(*extractions)))


@pytest.mark.parametrize(
    ("claim", "answer", "contradicted"),
    [
        ("dockers had fired on the ferry", "Ida Mereth denied any shots had been fired", 1),
        ("the dockers were paid in gold", "Ida Mereth denied any such deal", 1),
        ("the dockers would strike if pay were cut", "Ida Mereth denied any strike or cut", 0),
        ("the dockers were paid in gold", "Ida Mereth said any such deal was welcome", 0),
        ("the quarry would open in May", "Ida Mereth denied the mayor had resigned", 0),
    ],
)
def test_a_denial_is_against_what_was_told_before(
    claim: str, answer: str, contradicted: int
) -> None:
    text = f"Tarn Dockers said {claim}. {answer}."
    words = answer.split(" ", 3)[3]
    facts = said("c2", text, claim), said("c3", text, words)
    assert against(told("a.txt", text, *facts)) == contradicted


@pytest.mark.parametrize(("number", "contradicted"), [("14 people died", 1), ("11 people died", 0)])
def test_two_counts_of_one_harm_contradict_each_other(number: str, contradicted: int) -> None:
    first = "Shells hit a market in Merrow Bay, killing 11 people."
    second = f"At the market of Merrow Bay {number}, Ida Mereth said."
    assert contradicted == against(
        told("a.txt", first, said("c2", first, "Shells hit a market")),
        told("b.txt", second, said("c3", second, number, "b.txt")),
    )


@pytest.mark.parametrize(
    ("answer", "contradicted"),
    [
        ("denied there was any such deal", 1),
        ("denied any gold", 1),
        ("denied writing it", 0),
        ("welcomed any such deal", 0),
    ],
)
def test_a_denial_may_stand_in_what_is_told(answer: str, contradicted: int) -> None:
    claim = "the dockers were paid in gold"
    text = f"Tarn Dockers said {claim}. Ida Mereth {answer}."
    facts = said("c2", text, claim), said("c3", text, answer)
    assert against(told("a.txt", text, *facts)) == contradicted


@pytest.mark.parametrize(
    ("between", "contradicted"), [(" ", 1), (" The harbour was shut all day. ", 0)]
)
def test_a_count_answers_the_one_before_it(between: str, contradicted: int) -> None:
    text = f"Tarn Dockers said 3,000 people marched.{between}Ida Mereth puts the crowd at 800."
    facts = said("c2", text, "3,000 people marched"), said("c3", text, "crowd at 800")
    assert against(told("a.txt", text, *facts)) == contradicted


def stand(
    holder: str, stance: str, target: str, name: str = "a.txt", text: str = "", day: int = 1
) -> Extraction:
    text = text or f"Ida Mereth spoke of {target}."
    seen_at = seen(name, text, target)
    fact = Position(holder=holder, stance=stance, target=target, evidence=seen_at)
    return told(name, text, fact, day=day)


def issues_of(*extractions: Extraction) -> int:
    """On how many issues the positions are."""
    corpus = one(*extractions)
    positions = [fact for fact in corpus.facts if isinstance(fact, Position)]
    return len(set(issues(positions, compared(corpus)).values()))


@pytest.mark.parametrize(
    ("first", "second", "count"),
    [
        ("a ballot that includes independence", "a referendum with independence", 1),
        ("a ballot that includes independence", "a ballot on fishing quotas", 2),
        ("a truce of 60 days", "a truce of 90 days", 2),
        ("patrols of the strait", "no patrols of the strait", 2),
    ],
)
def test_stands_in_other_words_are_on_one_issue(first: str, second: str, count: int) -> None:
    assert count == issues_of(
        stand("c2", "supports", first), stand("c3", "opposes", second, "b.txt")
    )


def test_whoever_stands_both_ways_knows_two_issues_apart() -> None:
    words = "a ballot that includes independence", "a referendum with independence"
    tellings = stand("c2", "supports", words[0]), stand("c2", "opposes", words[1], "b.txt")
    assert issues_of(*tellings) == 2


def test_a_draft_of_nobody_is_the_proposal_of_whoever_makes_it_elsewhere() -> None:
    first = plan("a.txt", "200 observers at the bridge of Kest")
    draft = Entity(key="g", type="group", name="draft")
    for content, count in (("200 neutral observers at Kest", 1), ("300 observers at Kest", 2)):
        text = f"A draft foresees {content}."
        second = Proposal(
            id="p", content=content, proposer="g", evidence=seen("b.txt", text, content)
        )
        corpus = one(first, told("b.txt", text, second, entities=(draft,)))
        assert sum(isinstance(fact, Proposal) for fact in corpus.facts) == count


def test_whoever_is_for_his_own_proposal_tells_of_it_again() -> None:
    first = plan("a.txt", "delaying the ballot until March")
    text = "Ada Vosska has been pressing for a March date."
    again = Position(
        holder="ada", stance="supports", target="March date", evidence=seen("b.txt", text, "March")
    )
    corpus = one(first, told("b.txt", text, again, entities=(ADA,)))
    (found,) = [fact for fact in corpus.facts if isinstance(fact, Proposal)]
    _, more = found.evidence
    assert (more.passage.article, more.rule) == ("b.txt", "proposal.backed")


def test_whoever_speaks_for_one_side_may_revise_its_stand() -> None:
    texts = (
        "Norland rejected tags on ships.",
        "Ada Vosska, envoy of Norland, accepts tags on ships.",
    )
    first = Position(
        holder="n", stance="opposes", target="tags", evidence=seen("a.txt", texts[0], "tags")
    )
    second = Position(
        holder="ada",
        stance="supports",
        target="tags on ships",
        evidence=seen("b.txt", texts[1], "tags on ships"),
    )
    office = Office(person="ada", title="envoy", of="n", evidence=seen("b.txt", texts[1], "Ada"))
    corpus = one(
        told("a.txt", texts[0], first, entities=(NORLAND,)),
        told("b.txt", texts[1], second, office, entities=(NORLAND, ADA), day=5),
    )
    (revision,) = [tie for tie in ties(corpus) if tie[1] == "kg:revises"]
    assert isinstance(revision[0], Position) and revision[0].stance == "supports"


def test_memberships_are_of_the_states_that_are_told_of() -> None:
    (nato,) = memberships(BASE, {"finland", "norland"})
    assert (nato.member, nato.of, nato.start.iso, nato.end) == (
        "finland",
        "nato",
        "2023-04-04",
        None,
    )


def corpus() -> list[Extraction]:
    return [
        plan("a.txt", "joint patrols of the strait of Kest for five years"),
        event("b.txt", "Shells hit Merrow Bay.", "Shells hit Merrow Bay"),
        told("c.txt", "Vosska spoke.", entities=(named("person", "Vosska"),), company=()),
        told("d.txt", "Vosska is a town.", entities=(named("place", "Vosska"),), company=()),
    ]


def nodes(graph: Triples) -> set[str]:
    whole = ("run_", "dataset_", "partition_", "period_", "distribution_")
    found = {node.rpartition("/")[2] for node in graph.nodes}
    return {node for node in found if not node.startswith(whole)}


@pytest.mark.parametrize("left_out", range(4))
def test_an_article_less_renames_nothing(left_out: int, ontology: Ontology) -> None:
    told_all = corpus()
    rest = [x for i, x in enumerate(told_all) if i != left_out]
    assert nodes(to_graph(one(*rest), ontology)) <= nodes(to_graph(one(*told_all), ontology))


def together(*graphs: Triples) -> Triples:
    """Graphs put together, as a store has them."""
    both = Triples()
    for graph in graphs:
        for triple in graph:
            both.add(*triple)
    return both


def test_two_corpora_with_equal_file_names_go_into_one_graph(ontology: Ontology) -> None:
    shared = "Shells hit Merrow Bay."
    here = to_graph(one(event("a1.txt", shared, "Shells hit Merrow Bay")), ontology)
    text = f"{shared} Ada Vosska of Norland spoke."
    there = to_graph(one(replace(event("a1.txt", text, "Shells hit Merrow Bay"))), ontology)
    both = together(here, there)
    assert len(both.subjects(TYPE, ontology["schema:NewsArticle"])) == 2
    assert len(both.subjects(TYPE, ontology["dcat:Dataset"])) == 2
    conformance = validate(both, ontology)
    assert conformance.conforms, [v.message for v in conformance.violations]


def test_each_of_two_corpora_says_how_sure_it_is_of_the_same(ontology: Ontology) -> None:
    def stand(file: str, text: str, certainty: float, day: str) -> Extraction:
        at = Passage(article=file, start=0, end=len(text), sentence_start=0, sentence_end=len(text))
        read = Evidence(
            passage=at, rule="position.verb", certainty=certainty, date=PartialDate(iso=day)
        )
        opposed = Position(
            holder="norland", stance="opposes", target="the toll on the strait", evidence=(read,)
        )
        return told(file, text, opposed, entities=(state,), company=())

    state = Entity(key="norland", type="place", name="Norland", known="norland", state=True)

    def certainties(graph: Triples) -> list[str]:
        (fact,) = graph.subjects(TYPE, ontology["kg:Position"])
        return sorted(map(text_of, graph.objects(fact, ontology["kg:certainty"])))

    unsure = stand("a.txt", "Norland may oppose the toll on the strait.", 0.5, "2024-01-05")
    sure = stand("a.txt", "Norland opposes the toll on the strait.", 0.9, "2024-03-05")
    here, there = (to_graph(one(corpus), ontology) for corpus in (unsure, sure))
    both = together(here, there)
    assert certainties(both) == sorted([*certainties(here), *certainties(there)])
    conformance = validate(both, ontology)
    assert conformance.conforms, [v.message for v in conformance.violations]
