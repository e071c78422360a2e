"""A position on a proposal points at it; one on something else does not."""

from __future__ import annotations

from kg.extract.links import linked
from kg.lexicon import load_lexicon
from kg.model import Evidence, Fact, Passage, Position, Proposal


def evidence(start: int) -> tuple[Evidence, ...]:
    passage = Passage(
        article="a", start=start, end=start + 5, sentence_start=start, sentence_end=start + 5
    )
    return (Evidence(passage=passage, rule="r", certainty=0.8),)


def proposal(id: str, start: int, proposer: str | None) -> Proposal:
    return Proposal(id=id, content="joint patrols", proposer=proposer, evidence=evidence(start))


def position(target: str, start: int, *about: str) -> Position:
    return Position(
        holder="norland", stance="opposes", target=target, about=about, evidence=evidence(start)
    )


def pointed_at(*facts: Fact) -> str | None:
    found = [f for f in linked(facts, load_lexicon()) if isinstance(f, Position)]
    return found[0].proposal


def test_the_plan_is_the_latest_before_it() -> None:
    plans = proposal("p1", 0, "sudria"), proposal("p2", 10, "estria"), proposal("p3", 90, "estria")
    assert pointed_at(*plans, position("plan", 50)) == "p2"


def test_a_plan_of_nobody_may_be_meant() -> None:
    assert pointed_at(proposal("p1", 0, None), position("plan", 50)) == "p1"


def test_words_for_what_somebody_asks_for_mean_a_proposal_as_well() -> None:
    plan = proposal("p1", 0, "sudria")
    assert pointed_at(plan, position("demand", 50)) == "p1"
    assert pointed_at(plan, position("treaty", 50)) is None


def test_a_named_maker_decides() -> None:
    plans = proposal("p1", 0, "sudria"), proposal("p2", 10, "estria")
    assert pointed_at(*plans, position("Sudria's offer", 50, "sudria")) == "p1"


def test_no_proposal_is_meant() -> None:
    plan = proposal("p1", 0, "sudria")
    assert pointed_at(plan, position("withdrawing its troops", 50)) is None
    assert pointed_at(plan, position("Estria's offer", 50, "estria")) is None
    assert pointed_at(proposal("p1", 0, "norland"), position("plan", 50)) is None
    assert pointed_at(plan, position("plan of the city to build a bridge", 50)) is None
    assert pointed_at(proposal("p1", 90, "sudria"), position("plan", 50)) is None
