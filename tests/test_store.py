"""Loading into real stores; there the named questions give the rows that rdflib gives."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from contextlib import ExitStack
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from urllib.parse import urlencode
from urllib.request import Request, urlopen

import pyoxigraph as ox
import pytest
from tests import triple_stores
from tests.conftest import Answers

from kg.cli import main, parser
from kg.errors import InputError, StoreError
from kg.login import Access
from kg.query import question, questions
from kg.store import Store

NAME = "urn:x-kg:whole"
DOCS = Path(__file__).parent.parent
COMMANDS = [
    line
    for page in (DOCS / "docs" / "stores.md", DOCS / "README.md")
    for line in page.read_text(encoding="utf-8").splitlines()
    if line.startswith("kg load ")
]
TRIPLE = ox.Triple(
    ox.NamedNode("urn:x-kg:a"),
    ox.NamedNode("urn:x-kg:b"),
    ox.Literal('quoted "text" \\ with\nlines and } INSERT', language="en"),
)


@pytest.fixture(scope="module")
def expected(answers: Answers) -> dict[str, list[tuple[str, ...]]]:
    """What rdflib answers to the named questions, in sorted rows."""
    found = {name: answers.to(name)[1] for name in questions()}
    return {name: sorted(tuple(t or "" for t in row) for row in found[name]) for name in found}


@pytest.fixture(
    scope="module", params=["oxigraph", pytest.param("virtuoso", marks=pytest.mark.heavy)]
)
def store(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Store]:
    with ExitStack() as stack:
        start = getattr(triple_stores, request.param)
        address = stack.enter_context(start(tmp_path_factory.mktemp(request.param)))
        if request.param == "oxigraph":
            ways = {"graphs": "/store", "update": "/update", "query": "/query"}
            access = Access()
        else:
            ways = {"graphs": "/sparql-graph-crud-auth", "update": "/sparql-auth"}
            ways["query"] = "/sparql"
            access = Access(user="dba", password="dba")
        yield Store(**{name: address + way for name, way in ways.items()}, access=access)


def rows(store: Store, query: str, *graphs: str) -> list[tuple[str, ...]]:
    """The sorted rows that a store answers, with these graphs as its default graph."""
    form = urlencode([("query", query), *(("default-graph-uri", graph) for graph in graphs)])
    headers = {"Accept": "application/sparql-results+json"}
    with urlopen(Request(store.query, form.encode(), headers), timeout=60) as answer:
        found = json.load(answer)
    names = found["head"]["vars"]
    bindings = found["results"]["bindings"]
    return sorted(tuple(b[n]["value"] if n in b else "" for n in names) for b in bindings)


def arguments(store: Store, folder: Path, *more: str) -> list[str]:
    addresses = ["--store", store.graphs, "--query", store.query]
    user = ["--user", store.access.user] if store.access.user else []
    return ["load", "--output", str(folder), *addresses, *user, *more]


@pytest.fixture(autouse=True)
def patience(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kg.login.SECONDS", 30)


@pytest.fixture(autouse=True)
def password(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KG_STORE_PASSWORD", "dba")


def test_all_questions_give_the_same_rows_in_the_store(
    store: Store, folder: Path, expected: dict[str, list[tuple[str, ...]]]
) -> None:
    assert main(arguments(store, folder, "--graph", NAME)) == 0
    found = {name: rows(store, question(name), NAME) for name in expected}
    assert found == expected


def test_the_documented_command_loads_the_store(
    store: Store, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    port = "8890" if store.access.user else "7878"
    line = next(line for line in COMMANDS if f":{port}/" in line)
    there = store.query.rpartition("/")[0]
    command = line.replace(f"http://127.0.0.1:{port}", there)
    command = command.replace("--output output", f"--output {folder}")
    assert main(command.split()[1:]) == 0
    assert "the store holds as many" in capsys.readouterr().out


def test_all_documented_commands_are_commands() -> None:
    assert len(COMMANDS) >= 7
    for line in COMMANDS:
        options = parser().parse_args(line.partition("#")[0].split()[1:])
        Store(graphs=options.store, update=options.update, query=options.query)


def test_articles_are_loaded_and_replaced_one_by_one(
    store: Store,
    folder: Path,
    expected: dict[str, list[tuple[str, ...]]],
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(arguments(store, folder, "--per-article")) == 0
    assert "4 graphs" in capsys.readouterr().out
    every = "SELECT DISTINCT ?g WHERE { GRAPH ?g { ?s a ?c } }"
    base = "https://example.org/kg/id/"
    graphs = [graph for (graph,) in rows(store, every) if graph.startswith(base)]
    assert len(graphs) == 4
    assert rows(store, question("positions"), *graphs) == expected["positions"]
    assert main(arguments(store, folder, "--article", "b.txt")) == 0
    assert "4 graphs" in capsys.readouterr().out
    assert rows(store, question("territories"), *graphs) == expected["territories"]
    assert main(arguments(store, folder, "--article", "z.txt")) == 2
    assert "no such article" in capsys.readouterr().err


@pytest.mark.parametrize("protocol", ["graph store", "update", "fallback"])
def test_a_graph_is_replaced_as_a_whole(protocol: str, store: Store) -> None:
    graphs = {
        "graph store": store.graphs,
        "update": "",
        "fallback": store.query.rpartition("/")[0] + "/nothing",
    }
    way = Store(
        graphs=graphs[protocol], update=store.update, query=store.query, access=store.access
    )
    name = ox.NamedNode("urn:x-kg:small")
    other = ox.Triple(TRIPLE.subject, TRIPLE.predicate, ox.Literal("other"))
    way.replace(name, [TRIPLE, other])
    way.replace(name, [TRIPLE])
    found = rows(store, "SELECT ?o WHERE { ?s ?p ?o }", name.value)
    assert found == [(TRIPLE.object.value,)]


def test_what_is_read_is_what_is_there(store: Store) -> None:
    name = ox.NamedNode("urn:x-kg:read")
    Store(graphs=store.graphs, access=store.access).replace(name, [TRIPLE])
    for way in (store, Store(update=store.update, query=store.query, access=store.access)):
        assert way.read(name) == {TRIPLE}
        assert way.read(ox.NamedNode("urn:x-kg:none")) == set()


def test_a_refusal_is_told(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Store, "read", lambda self, graph: set())
    with pytest.raises(StoreError, match="lacks 1 of 1 triples in <urn:"):
        store.replace(ox.NamedNode("urn:x-kg:read"), [TRIPLE])
    if store.access.user:
        wrong = Store(graphs=store.graphs, access=Access(user="dba", password="no"))
        with pytest.raises(StoreError, match="401"):
            wrong.replace(ox.NamedNode("urn:x-kg:read"), [TRIPLE])


def test_addresses_are_checked() -> None:
    with pytest.raises(InputError, match="http"):
        Store(graphs="file:///etc/passwd")
    with pytest.raises(InputError, match="--update and --query"):
        Store(update="http://store.example/update")
    with pytest.raises(StoreError, match="cannot be reached"):
        Store(graphs="http://127.0.0.1:1/store").replace(None, [TRIPLE])


class Gate(BaseHTTPRequestHandler):
    """Lets in who knows the word, and holds one graph."""

    word = ""
    held = b""

    def do_HEAD(self) -> None:
        self.answer(b"")

    def do_GET(self) -> None:
        self.answer(Gate.held)

    def do_PUT(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        if self.answer(b""):
            Gate.held = body

    def answer(self, body: bytes) -> bool:
        known = self.headers.get("Authorization") == Gate.word
        self.send_response(200 if known else 401)
        if not known:
            self.send_header("WWW-Authenticate", 'Basic realm="store"')
        self.send_header("Content-Length", str(len(body) if known else 0))
        self.end_headers()
        self.wfile.write(body if known else b"")
        return known

    def log_message(self, format: str, *args: object) -> None:
        """Nothing is printed."""


@pytest.mark.parametrize(
    ("word", "access"),
    [
        ("Basic YWRhOnNlY3JldA==", Access(user="ada", password="secret")),
        ("Bearer secret", Access(token="secret")),
    ],
    ids=["basic", "token"],
)
def test_a_password_or_token_opens_the_gate(word: str, access: Access) -> None:
    Gate.word, Gate.held = word, b""
    with HTTPServer(("127.0.0.1", 0), Gate) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        address = f"http://127.0.0.1:{server.server_port}/store"
        Store(graphs=address, access=access).replace(None, [TRIPLE])
        assert Gate.held
        with pytest.raises(StoreError, match="401"):
            Store(graphs=address).replace(None, [TRIPLE])
        server.shutdown()
