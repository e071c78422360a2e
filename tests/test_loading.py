"""What a store holds after loads: two corpora both whole, no more of an earlier build, nothing lost
when a connection breaks.
"""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pyoxigraph as ox
import pytest
from rdflib import Graph
from tests import triple_stores
from tests.conftest import corpus

from kg.cli import main
from kg.export.turtle import write_turtle
from kg.login import Access
from kg.mapping import to_graph
from kg.model import Resolved
from kg.ontology import Ontology
from kg.store import Store, told
from kg.validate import validate

FOREIGN = ox.Triple(ox.NamedNode("urn:x:a"), ox.NamedNode("urn:x:b"), ox.Literal("theirs"))
NAMES = ("a.txt", "b.txt", "c.txt")
NAMED = "urn:x-kg:one"


def renamed(resolved: Resolved, names: dict[str, str]) -> Resolved:
    """Other articles that tell the same: another corpus of the same entities."""

    def other(name: str) -> str:
        return names.get(name, name)

    def moved(fact):
        evidence = tuple(
            replace(e, passage=replace(e.passage, article=other(e.passage.article)))
            for e in fact.evidence
        )
        return replace(fact, evidence=evidence)

    return replace(
        resolved,
        articles=tuple(
            replace(a, name=other(a.name), copy_of=other(a.copy_of), title=f"In {other(a.name)}")
            for a in resolved.articles
        ),
        mentions=tuple(
            replace(m, passage=replace(m.passage, article=other(m.passage.article)))
            for m in resolved.mentions
        ),
        facts=tuple(map(moved, resolved.facts)),
    )


def without(resolved: Resolved, name: str) -> Resolved:
    """The corpus as it is read when an article is gone."""

    def kept(evidence):
        return tuple(e for e in evidence if e.passage.article != name)

    facts = (replace(f, evidence=kept(f.evidence)) for f in resolved.facts)
    return replace(
        resolved,
        articles=tuple(a for a in resolved.articles if a.name != name),
        mentions=tuple(m for m in resolved.mentions if m.passage.article != name),
        facts=tuple(f for f in facts if f.evidence),
    )


FIRST = corpus()
OTHER = renamed(FIRST, {"a.txt": "x.txt", "b.txt": "y.txt", "c.txt": "z.txt"})
FEWER = without(FIRST, "c.txt")
CHANGED = replace(FEWER, facts=FEWER.facts[1:])
first, *others = FIRST.articles
EDITED = replace(FIRST, articles=(replace(first, title=f"{first.title}, anew"), *others))
TURTLE: dict[int, bytes] = {}
"""The graphs of these corpora, each made once."""


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    with triple_stores.oxigraph(tmp_path_factory.mktemp("oxigraph")) as address:
        yield Store(graphs=f"{address}/store", update=f"{address}/update", query=f"{address}/query")


@pytest.fixture
def store(server: Store) -> Store:
    """The server, with nothing in it."""
    server.ask_update("DROP ALL")
    assert not held(server)
    return server


@pytest.fixture(params=["graph store", "graph store and updates", "updates"])
def way(request: pytest.FixtureRequest, store: Store) -> list[str]:
    """The addresses that a user may give."""
    parts = {"graph store": ["--store", store.graphs], "updates": ["--update", store.update]}
    chosen = [word for name, words in parts.items() if name in request.param for word in words]
    return [*chosen, "--query", store.query]


def built(resolved: Resolved, ontology: Ontology, folder: Path) -> Path:
    if id(resolved) not in TURTLE:
        folder.mkdir(parents=True, exist_ok=True)
        write_turtle(to_graph(resolved, ontology), ontology, folder / "graph.ttl")
        TURTLE[id(resolved)] = (folder / "graph.ttl").read_bytes()
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "graph.ttl").write_bytes(TURTLE[id(resolved)])
    return folder


def triples(*folders: Path) -> set[tuple[str, ...]]:
    """All triples of graph files."""
    files = (ox.parse(path=str(f / "graph.ttl"), format=ox.RdfFormat.TURTLE) for f in folders)
    return {told(quad.triple) for file in files for quad in file}


def held(store: Store) -> set[tuple[str, ...]]:
    """All triples that a store has, in whatever graph."""
    return {told(triple) for graph in [None, *named(store)] for triple in store.read(graph)}


def named(store: Store) -> list[ox.NamedNode]:
    """The named graphs of a store, but for those that it has of its own."""
    every = "SELECT DISTINCT ?g WHERE { GRAPH ?g { ?s ?p ?o } }"
    ours = ("https://example.org/", "urn:")
    graphs = (row["g"] for row in store.rows(every) if row["g"].startswith(ours))
    return [ox.NamedNode(graph) for graph in graphs if "virtuoso" not in graph]


def conforms(store: Store, ontology: Ontology, *, default: bool = True) -> bool:
    graph = Graph()
    for name in [*([None] if default else []), *named(store)]:
        data = ox.serialize(store.read(name), format=ox.RdfFormat.N_TRIPLES)
        graph.parse(data=data, format="nt")
    found = validate(graph, ontology)
    assert found.conforms, found.violations
    return True


@pytest.mark.parametrize("mode", ["whole", "each its own graph", "per article"])
@pytest.mark.parametrize("order", [1, -1])
def test_two_corpora_are_both_whole(
    mode: str, order: int, store: Store, way: list[str], ontology: Ontology, tmp_path: Path
) -> None:
    one = built(FIRST, ontology, tmp_path / "one")
    other = built(OTHER, ontology, tmp_path / "other")
    for number, folder in enumerate([one, other][::order]):
        graph = ["--graph", f"urn:x-kg:{number}"] if mode.startswith("each") else []
        more = ["--per-article"] if mode == "per article" else graph
        assert main(["load", "--output", str(folder), *way, *more]) == 0
    assert held(store) == triples(one, other)
    assert conforms(store, ontology)


@pytest.mark.parametrize("later", [CHANGED, EDITED], ids=["gone", "edited"])
@pytest.mark.parametrize("mode", [(), ("--graph", NAMED), ("--per-article",)])
def test_an_article_that_changed_or_is_gone_leaves_nothing(
    later: Resolved,
    mode: tuple[str, ...],
    store: Store,
    way: list[str],
    ontology: Ontology,
    tmp_path: Path,
) -> None:
    before = built(FIRST, ontology, tmp_path / "before")
    now = built(later, ontology, tmp_path / "now")
    other = built(OTHER, ontology, tmp_path / "other")  # beside ours, and so not in its way
    where = ("--per-article",) if mode == ("--per-article",) else ("--graph", "urn:x-kg:other")
    for folder, more in ((other, where), (before, mode), (now, mode)):
        assert main(["load", "--output", str(folder), *way, *more]) == 0
    assert held(store) == triples(now, other)
    assert conforms(store, ontology)


def test_articles_loaded_one_by_one_are_the_whole(
    store: Store, way: list[str], ontology: Ontology, tmp_path: Path
) -> None:
    folder = built(FIRST, ontology, tmp_path / "one")
    for name in NAMES:
        assert main(["load", "--output", str(folder), *way, "--article", name]) == 0
        assert conforms(store, ontology)
    assert held(store) == triples(folder)


def test_an_article_brings_the_others_up_to_date(
    store: Store, way: list[str], ontology: Ontology, tmp_path: Path
) -> None:
    before = built(FIRST, ontology, tmp_path / "before")
    now = built(CHANGED, ontology, tmp_path / "now")
    assert main(["load", "--output", str(before), *way, "--per-article"]) == 0
    assert main(["load", "--output", str(now), *way, "--article", "a.txt"]) == 0
    assert held(store) == triples(now)


def test_what_is_not_ours_stays_until_told_otherwise(
    store: Store,
    way: list[str],
    ontology: Ontology,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    folder = built(FIRST, ontology, tmp_path / "one")
    store.add(None, [FOREIGN])
    arguments = ["load", "--output", str(folder), *way]
    assert main(arguments) == 0
    assert "1 others are kept there; --replace takes them out" in capsys.readouterr().out
    assert held(store) == triples(folder) | {told(FOREIGN)}
    assert main([*arguments, "--replace"]) == 0
    assert held(store) == triples(folder)


@contextmanager
def breaking(address: str, after: int) -> Iterator[str]:
    """A way to a server that breaks once so many bytes were sent over it."""
    host, port = address.removeprefix("http://").split(":")
    sent = 0

    def serve(client: socket.socket) -> None:
        nonlocal sent
        with client, socket.create_connection((host, int(port))) as server:
            threading.Thread(target=back, args=(server, client), daemon=True).start()
            while sent < after and (data := client.recv(4096)):
                data = data[: max(0, after - sent)]
                sent += len(data)
                server.sendall(data)

    def back(server: socket.socket, client: socket.socket) -> None:
        try:
            while data := server.recv(4096):
                client.sendall(data)
        except OSError:
            return

    def accept(listener: socket.socket) -> None:
        try:
            while True:
                client, _ = listener.accept()
                threading.Thread(target=serve, args=(client,), daemon=True).start()
        except OSError:
            return

    with socket.create_server(("127.0.0.1", 0)) as listener:
        threading.Thread(target=accept, args=(listener,), daemon=True).start()
        yield f"http://127.0.0.1:{listener.getsockname()[1]}"


@pytest.mark.parametrize("name", ["", NAMED])
@pytest.mark.parametrize("share", [0.1, 0.7])
def test_a_connection_that_breaks_loses_nothing(
    name: str, share: float, store: Store, way: list[str], ontology: Ontology, tmp_path: Path
) -> None:
    before = built(FIRST, ontology, tmp_path / "before")
    now = built(CHANGED, ontology, tmp_path / "now")
    graph = ["--graph", name] if name else []
    assert main(["load", "--output", str(before), *way, *graph]) == 0
    address = store.query.removesuffix("/query")
    size = int(share * len((now / "graph.ttl").read_bytes()))
    with breaking(address, size) as weak:
        there = [word.replace(address, weak) for word in way]
        assert main(["load", "--output", str(now), *there, *graph]) == 2
    target = ox.NamedNode(name) if name else None
    assert {told(triple) for triple in store.read(target)} == triples(before)
    assert main(["load", "--output", str(now), *way, *graph]) == 0
    assert held(store) == triples(now)


class Virtuoso:
    """A Virtuoso that runs, and the addresses that a user gives; it has no default graph."""

    def __init__(self, address: str) -> None:
        self.address = address
        self.access = Access(user="dba", password="dba")
        self.store = Store(graphs=self.way[1], query=self.way[3], access=self.access)

    @property
    def way(self) -> list[str]:
        there = self.address
        return ["--store", f"{there}/sparql-graph-crud-auth", "--query", f"{there}/sparql"]

    def load(self, folder: Path, *more: str, by: str = "", updates: bool = False) -> int:
        way = [*self.way, *(["--update", f"{self.address}/sparql-auth"] if updates else [])]
        way = [word.replace(self.address, by or self.address) for word in way]
        return main(["load", "--output", str(folder), *way, "--user", "dba", *more])

    def held(self) -> set[tuple[str, ...]]:
        return {t for name in named(self.store) for t in map(told, self.store.read(name))}

    def clear(self) -> None:
        for name in named(self.store):
            self.store.drop(name)


@pytest.fixture(scope="module")
def virtuoso(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Virtuoso]:
    with triple_stores.virtuoso(tmp_path_factory.mktemp("virtuoso")) as address:
        yield Virtuoso(address)


@pytest.fixture
def another(virtuoso: Virtuoso, monkeypatch: pytest.MonkeyPatch) -> Virtuoso:
    """Virtuoso with nothing of ours in it."""
    monkeypatch.setenv("KG_STORE_PASSWORD", "dba")
    virtuoso.clear()
    return virtuoso


@pytest.mark.heavy
@pytest.mark.parametrize("updates", [True, False])
@pytest.mark.parametrize("order", [1, -1])
def test_another_store_holds_two_corpora_in_either_order(
    order: int, updates: bool, another: Virtuoso, ontology: Ontology, tmp_path: Path
) -> None:
    """Per article, with an article that changed and one that is gone; then whole."""
    before, now, other = (
        built(resolved, ontology, tmp_path / name)
        for name, resolved in (("before", FIRST), ("now", CHANGED), ("other", OTHER))
    )
    for folder in [before, other][::order]:
        assert another.load(folder, "--per-article", updates=updates) == 0
    assert another.held() == triples(before, other)
    assert another.load(now, "--per-article", updates=updates) == 0
    assert another.held() == triples(now, other)
    assert conforms(another.store, ontology, default=False)
    another.clear()
    for folder in [before, other][::order]:
        assert another.load(folder, "--into", f"{NAMED}:{folder.name}", updates=updates) == 0
    assert another.load(now, "--into", f"{NAMED}:before", updates=updates) == 0
    assert another.held() == triples(now, other)
    assert conforms(another.store, ontology, default=False)


@pytest.mark.heavy
@pytest.mark.parametrize("order", [1, -1])
def test_another_store_holds_two_corpora_in_one_graph(
    order: int, another: Virtuoso, ontology: Ontology, tmp_path: Path
) -> None:
    one = built(FIRST, ontology, tmp_path / "one")
    other = built(OTHER, ontology, tmp_path / "other")
    for folder in [one, other][::order]:
        assert another.load(folder, "--into", NAMED) == 0
    assert another.held() == triples(one, other)
    assert conforms(another.store, ontology, default=False)


@pytest.mark.heavy
@pytest.mark.parametrize("share", [0.1, 0.7])
@pytest.mark.parametrize("updates", [True, False])
def test_another_store_loses_nothing_when_a_connection_breaks(
    updates: bool, share: float, another: Virtuoso, ontology: Ontology, tmp_path: Path
) -> None:
    before = built(FIRST, ontology, tmp_path / "before")
    now = built(CHANGED, ontology, tmp_path / "now")
    assert another.load(before, "--into", NAMED, updates=updates) == 0
    size = int(share * len((now / "graph.ttl").read_bytes()))
    with breaking(another.address, size) as weak:
        assert another.load(now, "--into", NAMED, by=weak, updates=updates) == 2
    assert set(map(told, another.store.read(ox.NamedNode(NAMED)))) == triples(before)
    assert another.load(now, "--into", NAMED, updates=updates) == 0
    assert another.held() == triples(now)
