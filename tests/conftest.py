"""A small corpus, resolved by hand: two newspapers and a wire copy on one invented dispute."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import pytest
import tests.loaded_once  # noqa: F401
from rdflib import Graph
from tests.browsing import ARGUMENTS, CHROMIUM, Browser

from kg.export.html import write_html
from kg.export.turtle import write_turtle
from kg.mapping import to_graph
from kg.model import (
    Article,
    Entity,
    Event,
    Evidence,
    Mention,
    Office,
    Passage,
    Point,
    Position,
    Proposal,
    Relation,
    Resolved,
    Statement,
    TerritoryClaim,
)
from kg.ontology import Ontology, load_ontology
from kg.partial_dates import PartialDate
from kg.query import question

COAST = (
    "Ostmark annexed Cape Sela in 2014. President Ada Voss of Norland proposed that the Harbour "
    "Pact patrol the strait if the shelling stops. “We will never leave the cape,” Voss told "
    "reporters. Ostmark rejects the patrol plan. Norland borders Ostmark."
)
INLAND = (
    "Cape Sela belongs to Norland, Voss said. Ostmark now welcomes the patrol plan. Voss had "
    "proposed that the Harbour Pact patrol the strait. In 2014 Cape Sela was annexed by Ostmark. "
    "Voss met Ilan Reh at the Port Sela summit on 4 March. She promised: “We shall never leave "
    "the cape.”"
)
os.environ["KG_RAISE_BUGS"] = "1"
"""What our own code should never raise ends a build, in these tests and in what they start."""

TEXTS = {"a.txt": COAST, "b.txt": INLAND, "c.txt": COAST}


def passage(article: str, quote: str) -> Passage:
    """Where a quote stands in an article of the corpus, and the sentence around it."""
    text = TEXTS[article]
    start = text.index(quote)
    end = start + len(quote)
    first = max((text.rfind(mark, 0, start) + 2 for mark in (". ", ".” ")), default=0)
    stop = text.find(". ", end - 1)
    return Passage(
        article=article,
        start=start,
        end=end,
        sentence_start=first if first > 1 else 0,
        sentence_end=len(text) if stop < 0 else stop + 1,
    )


def seen(rule: str, *places: tuple[str, str], certainty: float = 0.9) -> tuple[Evidence, ...]:
    """Evidence for a fact: the rule, and where it read what."""
    return tuple(
        Evidence(passage=passage(article, quote), rule=rule, certainty=certainty)
        for article, quote in places
    )


def told(article: str, quote: str, entity: str) -> Mention:
    return Mention(entity=entity, passage=passage(article, quote), text=quote)


ENTITIES = [
    Entity(
        key="norland",
        type="place",
        name="Norland",
        known="norland",
        state=True,
        wikidata="Q900001",
        point=Point(latitude=55.0, longitude=11.0),
    ),
    Entity(key="ostmark", type="place", name="Ostmark", known="ostmark", state=True),
    Entity(
        key="cape",
        type="place",
        name="Cape Sela",
        known="cape-sela",
        aliases=("the cape",),
        point=Point(latitude=58.5, longitude=-5.0),
    ),
    Entity(key="voss", type="person", name="Ada Voss", known="ada-voss", aliases=("Voss",)),
    Entity(key="reh", type="person", name="Ilan Reh", known="ilan-reh"),
    Entity(key="pact", type="organization", name="Harbour Pact", known="harbour-pact"),
    Entity(key="summit", type="event", name="Port Sela summit"),
]


def corpus() -> Resolved:
    patrol = "put the strait under Harbour Pact patrols"
    return Resolved(
        articles=(
            Article(
                name="a.txt",
                text=COAST,
                title="Voss calls for patrols",
                published=dt.date(2024, 3, 1),
                publisher="The Coastal Post",
                url="https://coast.example/a",
            ),
            Article(
                name="b.txt",
                text=INLAND,
                title="Summit in Port Sela",
                published=dt.date(2024, 3, 5),
                publisher="Inland Mirror",
                url="javascript:alert(1)",
            ),
            Article(name="c.txt", text=COAST, published=dt.date(2024, 3, 2), copy_of="a.txt"),
        ),
        entities={entity.key: entity for entity in ENTITIES},
        mentions=(
            told("a.txt", "Ostmark", "ostmark"),
            told("a.txt", "Cape Sela", "cape"),
            told("a.txt", "Ada Voss", "voss"),
            told("b.txt", "Voss", "voss"),
            told("b.txt", "Port Sela summit", "summit"),
        ),
        facts=(
            Office(
                person="voss",
                title="President",
                of="norland",
                as_of=PartialDate(iso="2024-03-01"),
                evidence=seen("office.title", ("a.txt", "President Ada Voss of Norland")),
            ),
            Event(
                type="summit",
                label="Port Sela summit",
                participants=("voss", "reh"),
                date=PartialDate(iso="2024-03-04"),
                entity="summit",
                evidence=seen(
                    "event.named", ("b.txt", "Voss met Ilan Reh at the Port Sela summit")
                ),
            ),
            Proposal(
                id="p1",
                content=patrol,
                proposer="voss",
                about=("pact", "norland"),
                condition="if the shelling stops",
                evidence=seen(
                    "proposal.verb",
                    ("a.txt", "proposed that the Harbour Pact patrol the strait"),
                    ("b.txt", "Voss had proposed that the Harbour Pact patrol the strait"),
                ),
            ),
            Position(
                holder="ostmark",
                stance="opposes",
                target="patrol plan",
                proposal="p1",
                evidence=seen(
                    "position.verb",
                    ("a.txt", "Ostmark rejects the patrol plan"),
                    ("c.txt", "Ostmark rejects the patrol plan"),
                ),
            ),
            Position(
                holder="ostmark",
                stance="supports",
                target="patrol plan",
                proposal="p1",
                evidence=seen("position.verb", ("b.txt", "Ostmark now welcomes the patrol plan")),
            ),
            TerritoryClaim(
                territory="cape",
                relation="annexed_by",
                agent="ostmark",
                date=PartialDate(iso="2014"),
                evidence=(
                    *seen("territory.annex", ("a.txt", "Ostmark annexed Cape Sela in 2014")),
                    *seen(
                        "territory.passive",
                        ("b.txt", "Cape Sela was annexed by Ostmark"),
                        certainty=0.95,
                    ),
                ),
            ),
            TerritoryClaim(
                territory="cape",
                relation="part_of",
                agent="norland",
                asserted_by="voss",
                evidence=seen("territory.belong", ("b.txt", "Cape Sela belongs to Norland")),
            ),
            Statement(
                speaker="voss",
                mode="direct",
                texts=("We shall never leave the cape.", "We will never leave the cape,"),
                about=("cape",),
                evidence=seen(
                    "statement.direct",
                    ("a.txt", "We will never leave the cape,"),
                    ("b.txt", "We shall never leave the cape."),
                ),
            ),
            Relation(
                subject="norland",
                predicate="other:border",
                object="ostmark",
                evidence=seen("relation.other", ("a.txt", "Norland borders Ostmark")),
            ),
            Relation(
                subject="norland",
                predicate="enemy_of",
                object="ostmark",
                asserted_by="voss",
                evidence=seen("relation.said", ("a.txt", "Voss told reporters")),
            ),
        ),
    )


@pytest.fixture(scope="session")
def ontology() -> Ontology:
    return load_ontology()


@pytest.fixture(scope="session")
def resolved() -> Resolved:
    return corpus()


@pytest.fixture(scope="session")
def folder(
    tmp_path_factory: pytest.TempPathFactory, resolved: Resolved, ontology: Ontology
) -> Path:
    """The output of a build of the corpus; nobody changes it."""
    made = tmp_path_factory.mktemp("output")
    write_turtle(to_graph(resolved, ontology), ontology, made / "graph.ttl")
    return made


@dataclass(slots=True)
class Answers:
    """What rdflib answers to the named questions on a graph: names of columns and rows of texts."""

    graph: Graph
    given: dict[str, tuple[list[str], list[tuple[str | None, ...]]]] = field(default_factory=dict)

    def to(self, name: str) -> tuple[list[str], list[tuple[str | None, ...]]]:
        """Asked once."""
        if name not in self.given:
            answer = self.graph.query(question(name))
            rows = [tuple(None if t is None else str(t) for t in row) for row in answer]
            self.given[name] = [str(variable) for variable in answer.vars or ()], rows
        return self.given[name]


@pytest.fixture(scope="session")
def answers(folder: Path) -> Answers:
    return Answers(Graph().parse(folder / "graph.ttl"))


@pytest.fixture
def graph(resolved: Resolved, ontology: Ontology) -> Graph:
    return to_graph(resolved, ontology).to_rdflib()


@pytest.fixture
def renamed(resolved: Resolved) -> Resolved:
    """The same corpus under other entity keys and in another order: the graph must not differ."""
    return replace(
        resolved,
        articles=resolved.articles[::-1],
        mentions=resolved.mentions[::-1],
        facts=resolved.facts[::-1],
        entities=dict(reversed(resolved.entities.items())),
    )


@pytest.fixture
def write(ontology: Ontology, tmp_path: Path) -> Callable[[Graph], Path]:
    def written(graph: Graph) -> Path:
        path = tmp_path / "graph.html"
        write_html(graph, ontology, path)
        return path

    return written


@pytest.fixture(scope="session")
def chromium() -> Iterator[Any]:
    api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    if not CHROMIUM.exists():
        pytest.skip(f"{CHROMIUM} is not installed (Debian's package chromium)")
    with api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(CHROMIUM), args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture
def browser(chromium: Any) -> Iterator[Browser]:
    browser = Browser(chromium)
    yield browser
    for context in chromium.contexts:
        context.close()
    assert browser.faults == []


@pytest.fixture(scope="session")
def written(
    tmp_path_factory: pytest.TempPathFactory, resolved: Resolved, ontology: Ontology
) -> Path:
    """The page of the corpus."""
    path = tmp_path_factory.mktemp("page") / "graph.html"
    write_html(to_graph(resolved, ontology).to_rdflib(), ontology, path)
    return path


@pytest.fixture
def page(browser: Browser, written: Path) -> Any:
    return browser.open(written)
