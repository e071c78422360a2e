"""Clients that are not ours get the rows that rdflib gives: SPARQLWrapper, rdflib's SERVICE,
Comunica, and a web page from elsewhere.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from rdflib import Graph
from SPARQLWrapper import JSON, SPARQLWrapper
from tests.triple_stores import free_port, running

from kg.query import question

ASKED = ("positions", "territories", "entities", "timeline")
Rows = list[tuple[str, ...]]
FETCHED = """async ([endpoint, query]) => {
  const form = new URLSearchParams({ query });
  const headers = { Accept: "application/sparql-results+json" };
  const answer = await fetch(endpoint, { method: "POST", body: form, headers });
  return await answer.json();
}"""


@dataclass(frozen=True)
class Served:
    endpoint: str
    elsewhere: str
    graph: Graph


class Page(BaseHTTPRequestHandler):
    """A web page of somebody else."""

    def do_GET(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.end_headers()
        self.wfile.write(b"<!doctype html><title>Notes</title>")

    def log_message(self, format: str, *args: object) -> None:
        """Nothing is printed."""


@pytest.fixture(scope="module")
def served(folder: Path) -> Iterator[Served]:
    port = free_port()
    with ThreadingHTTPServer(("127.0.0.1", 0), Page) as pages:
        threading.Thread(target=pages.serve_forever, daemon=True).start()
        elsewhere = f"http://127.0.0.1:{pages.server_port}"
        options = ["-g", str(folder), "--port", str(port), "--allow-origin", elsewhere]
        with running([sys.executable, "-m", "kg", "serve", *options], port, folder) as address:
            yield Served(f"{address}/sparql", elsewhere, Graph().parse(folder / "graph.ttl"))
        pages.shutdown()


def rows(answer: dict[str, Any]) -> Rows:
    names, found = answer["head"]["vars"], answer["results"]["bindings"]
    return sorted(tuple(row[n]["value"] if n in row else "" for n in names) for row in found)


def expected(graph: Graph, query: str) -> Rows:
    return sorted(tuple("" if t is None else str(t) for t in row) for row in graph.query(query))


def by_sparqlwrapper(endpoint: str, query: str) -> Rows:
    client = SPARQLWrapper(endpoint)
    client.setQuery(query)
    client.setReturnFormat(JSON)
    return rows(client.queryAndConvert())


def by_service(endpoint: str, query: str) -> Rows:
    head, _, body = query.partition("SELECT")
    whole = f"{head} SELECT * WHERE {{ SERVICE <{endpoint}> {{ {{ SELECT{body} }} }} }}"
    names = body.partition("WHERE")[0].replace("DISTINCT", "").replace("?", "").split()
    found = Graph().query(whole)
    told = ([getattr(row, name, None) for name in names] for row in found)
    return sorted(tuple("" if t is None else str(t) for t in row) for row in told)


def by_comunica(endpoint: str, query: str) -> Rows:
    program = shutil.which("comunica-sparql")
    asked = subprocess.run([program, "--version"], capture_output=True) if program else None
    if asked is None or b"Comunica Engine" not in asked.stdout + asked.stderr:
        pytest.skip("Comunica does not run: npm install --global @comunica/query-sparql@4")
    command = [str(program), f"sparql@{endpoint}", query, "-t", "application/sparql-results+json"]
    told = subprocess.run(command, capture_output=True, text=True, timeout=300, check=True)
    return rows(json.loads(told.stdout))


@pytest.mark.parametrize("name", ASKED)
@pytest.mark.parametrize("client", [by_sparqlwrapper, by_service, by_comunica])
def test_a_client_gets_the_same_rows(
    client: Callable[[str, str], Rows], name: str, served: Served
) -> None:
    found = client(served.endpoint, question(name))
    assert found and found == expected(served.graph, question(name))


def test_a_page_from_elsewhere_gets_the_same_rows_if_it_is_let_in(
    served: Served, chromium: Any
) -> None:
    page = chromium.new_context().new_page()
    page.goto(served.elsewhere)
    for name in ASKED:
        answer = page.evaluate(FETCHED, [served.endpoint, question(name)])
        assert rows(answer) == expected(served.graph, question(name))
    page.goto(served.elsewhere.replace("127.0.0.1", "localhost"))  # another origin
    with pytest.raises(Exception, match="Failed to fetch"):
        page.evaluate(FETCHED, [served.endpoint, question("positions")])
    page.context.close()
