"""The endpoint, as clients that are not ours meet it: SPARQLWrapper, curl, and plain sockets."""

from __future__ import annotations

import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest
from rdflib import OWL, RDF, Graph, Literal, URIRef
from rdflib.term import Node
from SPARQLWrapper import CSV, JSON, JSONLD, POST, POSTDIRECTLY, TSV, TURTLE, XML, SPARQLWrapper
from SPARQLWrapper.SPARQLExceptions import QueryBadFormed
from tests.conftest import Answers
from tests.test_query import listener  # noqa: F401, a fixture
from tests.triple_stores import free_port, listening, running

from kg.cli import main
from kg.errors import InputError
from kg.export.turtle import write_turtle
from kg.mapping import to_graph
from kg.model import Resolved
from kg.ontology import Ontology
from kg.query import question, questions
from kg.serve import Service

ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l . ?m ?o ?q }"
TIMEOUT = 2
PROXY = "127.0.0.6"


@dataclass(frozen=True)
class Served:
    address: str
    graph: Path

    @property
    def port(self) -> int:
        return int(self.address.rpartition(":")[2])

    def curl(self, path: str, *options: str, body: bytes | None = None) -> tuple[int, str]:
        """The status and the body that curl gets."""
        command = ["curl", "-sS", "--max-time", "20", "-w", "\n%{http_code}", *options]
        command += ["--data-binary", "@-"] if body is not None else []
        done = subprocess.run(
            [*command, self.address + path], input=body, capture_output=True, check=True
        )
        text, _, status = done.stdout.decode().rpartition("\n")
        return int(status), text

    def query(self, text: str, *options: str) -> tuple[int, str]:
        return self.curl("/sparql", "--data-urlencode", f"query={text}", *options)


def values(triples: Iterable[tuple[Node, Node, Node]]) -> set[tuple[object, ...]]:
    """Triples by what they say: a store writes the decimal 11.0 as 11."""
    return {(s, p, o.toPython() if isinstance(o, Literal) else o) for s, p, o in triples}


@pytest.fixture(scope="module")
def served(
    tmp_path_factory: pytest.TempPathFactory, resolved: Resolved, ontology: Ontology
) -> Iterator[Served]:
    folder, port = tmp_path_factory.mktemp("served"), free_port()
    base = f"http://127.0.0.1:{port}/id/"
    write_turtle(to_graph(resolved, ontology, base), ontology, folder / "graph.ttl")
    (folder / "graph.html").write_text("<!doctype html>the page", encoding="utf-8")
    options = ["--output", str(folder), "--port", str(port), "--timeout", str(TIMEOUT)]
    command = [sys.executable, "-m", "kg", "serve", *options, "--workers", "2", "--rows", "600"]
    command += ["--per-client", "5"]
    command += ["--allow-origin", "https://notes.example", "--behind-proxy", PROXY]
    with running(command, port, folder) as address:
        yield Served(address, folder / "graph.ttl")


# The protocol


@pytest.fixture(scope="module")
def expected(served: Served) -> Answers:
    return Answers(Graph().parse(served.graph))


@pytest.mark.parametrize("way", ["GET", POST])
@pytest.mark.parametrize("method", ["urlencoded", POSTDIRECTLY])
def test_a_client_gets_the_rows_that_rdflib_gives(
    way: str, method: str, served: Served, expected: Answers
) -> None:
    client = SPARQLWrapper(served.address + "/sparql")
    client.setMethod(way)
    client.setRequestMethod(method)
    client.setReturnFormat(JSON)
    for name in questions():
        client.setQuery(question(name))
        answer = client.queryAndConvert()
        names = answer["head"]["vars"]
        ours = [
            tuple(row[n]["value"] if n in row else None for n in names)
            for row in answer["results"]["bindings"]
        ]
        assert expected.to(name) == (names, ours)


def test_rows_come_in_all_forms_of_the_standard(served: Served) -> None:
    client = SPARQLWrapper(served.address + "/sparql")
    client.setQuery("SELECT ?s ?name { ?s a kg:Person ; rdfs:label ?name } ORDER BY ?name")
    forms = {
        JSON: ox.QueryResultsFormat.JSON,
        XML: ox.QueryResultsFormat.XML,
        TSV: ox.QueryResultsFormat.TSV,
    }
    for form, parsed in forms.items():
        client.setReturnFormat(form)
        rows = ox.parse_query_results(client.query().response.read(), format=parsed)
        assert [row["name"].value for row in rows] == ["Ada Voss", "Ilan Reh"]
    client.setReturnFormat(CSV)
    assert client.query().response.read().decode().splitlines()[0] == "s,name"


@pytest.mark.parametrize("form", [TURTLE, JSONLD, XML])
def test_triples_come_in_the_form_that_is_asked_for(form: str, served: Served) -> None:
    client = SPARQLWrapper(served.address + "/sparql")
    client.setQuery("CONSTRUCT { ?s rdfs:label ?name } WHERE { ?s a kg:Person ; rdfs:label ?name }")
    client.setReturnFormat(form)
    body = client.query().response.read().decode()
    parser = {TURTLE: "turtle", JSONLD: "json-ld", XML: "xml"}[form]
    assert len(Graph().parse(data=body, format=parser)) == 2


def test_a_client_may_prefer_and_gets_406_for_what_there_is_not(served: Served) -> None:
    ask = "ASK { ?s ?p ?o }"
    xml = "Accept: text/html, application/sparql-results+xml;q=0.9, */*;q=0.1"
    assert served.query(ask, "-H", xml)[1].startswith("<?xml")
    assert served.query(ask, "-H", "Accept: image/png")[0] == 406
    assert served.query(ask, "-H", "Accept: text/turtle")[0] == 406
    assert served.query("DESCRIBE d:norland", "-H", "Accept: text/csv")[0] == 406
    assert served.query(ask) == (200, '{"head":{},"boolean":true}')


def test_what_is_no_query_is_told(served: Served) -> None:
    client = SPARQLWrapper(served.address + "/sparql")
    client.setQuery("SELECT nonsense")
    with pytest.raises(QueryBadFormed):
        client.query()
    direct = ("-H", "Content-Type: application/sparql-query")
    statuses = [
        (served.curl("/sparql", "-H", "Accept: text/csv")[0], 400),
        (served.curl("/sparql?query=ASK%7B%7D&query=ASK%7B%7D")[0], 400),
        (served.curl("/sparql?query=ASK%7B%7D&default-graph-uri=urn:x")[0], 400),
        (served.curl("/sparql", *direct, body=b"\xff")[0], 400),
        (served.curl("/sparql", *direct, body=b"ASK {} #" + b"x" * 70_000)[0], 413),
        (served.curl("/sparql", "-H", "Content-Type: text/plain", body=b"ASK {}")[0], 415),
        (served.curl("/sparql", "-X", "PUT", body=b"")[0], 405),
        (served.curl("/", "-H", "Host: other.example")[0], 400),
    ]
    assert [found for found, _ in statuses] == [wanted for _, wanted in statuses]
    chunked = ("-H", "Transfer-Encoding: chunked")
    assert served.curl("/sparql", *direct, *chunked, body=b"x" * 80_000)[0] == 413


def test_nothing_can_be_changed(served: Served) -> None:
    update = "DELETE WHERE { ?s ?p ?o }"
    media = ("-H", "Content-Type: application/sparql-update")
    assert served.curl("/sparql", "-d", f"update={update}")[0] == 403
    assert served.curl("/sparql", *media, body=update.encode())[0] == 403
    assert served.query(update)[0] == 400
    assert served.query("INSERT DATA { <urn:a> <urn:b> <urn:c> }")[0] == 400
    assert served.query("ASK { ?s ?p ?o }")[1].endswith("true}")


def test_nothing_is_fetched(
    served: Served,
    listener: tuple[int, list[object]],  # noqa: F811
) -> None:
    port, seen = listener
    there = f"<http://127.0.0.1:{port}/>"
    for query in (
        f"SELECT * {{ SERVICE {there} {{ ?s ?p ?o }} }}",
        f"SELECT * FROM {there} {{ ?s ?p ?o }}",
        f"SELECT * FROM NAMED {there} {{ GRAPH ?g {{ ?s ?p ?o }} }}",
        f"LOAD {there}",
    ):
        assert served.query(query)[0] == 400
    time.sleep(0.3)
    assert seen == []


# Limits


def test_an_endless_query_is_stopped_while_others_are_answered(served: Served) -> None:
    with ThreadPoolExecutor(1) as pool:
        endless = pool.submit(served.query, ENDLESS)
        time.sleep(0.3)
        before = time.monotonic()
        assert served.query("ASK { ?s ?p ?o }")[0] == 200
        assert time.monotonic() - before < TIMEOUT / 2
        assert endless.result()[0] == 504
    for _ in range(4):
        assert served.query("ASK { ?s ?p ?o }")[0] == 200


def test_what_ends_an_engine_ends_nothing_else(served: Served) -> None:
    doubling = " ".join(f"BIND (CONCAT(?a{i}, ?a{i}) AS ?a{i + 1})" for i in range(60))
    status, text = served.query(f'SELECT ?x {{ BIND ("aaaaaaaa" AS ?a0) {doubling} }}')
    assert status in (400, 504) and text
    assert served.query("SELECT * { " + "{" * 5000)[0] == 400
    assert served.query("ASK { ?s ?p ?o }")[0] == 200


def test_an_answer_is_never_cut_short_in_silence(served: Served) -> None:
    status, text = served.query("SELECT * { ?s ?p ?o . ?a ?b ?s }")
    assert (status, "600 rows" in text) == (400, True)
    assert served.query("SELECT * { ?s ?p ?o . ?a ?b ?s } LIMIT 600")[0] == 200


def test_one_client_cannot_take_all_places(served: Served) -> None:
    with ThreadPoolExecutor(9) as pool:
        found = list(pool.map(lambda _: served.query(ENDLESS, "-i"), range(9)))
    refused = [text for status, text in found if status == 429]
    assert len(refused) == 4 and all("retry-after: 1" in text.casefold() for text in refused)
    assert served.query("ASK { ?s ?p ?o }")[0] == 200


def test_slow_clients_leave_an_engine_to_the_others(served: Served) -> None:
    slow = [("--interface", f"127.0.0.{n}") for n in (7, 8)]
    with ThreadPoolExecutor(6) as pool:
        list(pool.map(lambda of: served.query(ENDLESS, *of), slow))  # now they are known
        endless = [pool.submit(served.query, ENDLESS, *of) for of in slow * 3]
        time.sleep(0.5)
        quick = [served.query("ASK { ?s ?p ?o }", "--interface", "127.0.0.9") for _ in range(5)]
        assert [status for status, _ in quick] == [200] * 5
        assert not any(one.done() for one in endless)
        assert all(one.result()[0] == 504 for one in endless)


@pytest.mark.parametrize(("through", "refused"), [(PROXY, 0), ("127.0.0.5", 1)])
def test_clients_are_told_apart_by_a_proxy_that_is_named(
    through: str, refused: int, served: Served
) -> None:
    with ThreadPoolExecutor(6) as pool:
        asked = [
            pool.submit(
                *(served.query, ENDLESS, "--interface", through),
                *("-H", f"X-Forwarded-For: 203.0.113.99, 203.0.113.{n}"),
            )
            for n in range(6)
        ]
    assert sum(one.result()[0] == 429 for one in asked) == refused
    with pytest.raises(InputError, match="--behind-proxy"):
        Service(proxies=("proxy.example",))


def test_a_household_behind_one_address_is_served(tmp_path: Path) -> None:
    service = Service()
    assert service.per_client >= 8 * 3 and service.waiting >= service.per_client


def test_a_page_from_elsewhere_may_not_ask(served: Served) -> None:
    own = f"Origin: {served.address}"
    for header in ("Sec-Fetch-Site: cross-site", "Sec-Fetch-Site: same-site", "Origin: null"):
        assert served.query("ASK {}", "-H", header)[0] == 403
        assert served.curl("/sparql?query=ASK%7B%7D", "-H", header)[0] == 403
    assert served.query("ASK {}", "-H", "Origin: http://x.example")[0] == 403
    assert served.query("ASK {}", "-H", own, "-H", "Sec-Fetch-Site: same-origin")[0] == 200


def test_large_headers_are_refused(served: Served) -> None:
    assert served.query("ASK {}", "-H", "X-Much: " + "x" * 100_000)[0] in (400, 431)
    many = [part for n in range(40) for part in ("-H", f"X-{n}: {'x' * 450}")]
    assert served.query("ASK {}", *many)[0] in (400, 431)


def test_a_table_runs_no_formula(served: Served) -> None:
    query = 'SELECT * { VALUES (?a ?b) { ("=A1" -5) } }'
    assert served.query(query, "-H", "Accept: text/csv")[1].split() == ["a,b", "'=A1,-5"]
    assert '"=A1"' in served.query(query, "-H", "Accept: application/json")[1]


def test_nobody_is_waited_for(served: Served) -> None:
    there = ("127.0.0.1", served.port)
    with (
        socket.create_connection(there, timeout=10) as client,
        socket.create_connection(there, timeout=10) as silent,
    ):
        silent.sendall(b"GET /sparql HTTP/1.1\r\nHost:")
        client.sendall(
            b"POST /sparql HTTP/1.1\r\nHost: localhost\r\nContent-Length: 50\r\n"
            b"Content-Type: application/sparql-query\r\n\r\nASK"
        )
        assert b" 408 " in client.recv(1000)
        assert silent.recv(1000) == b""


# Pages and things


def test_pages_are_there_and_run_nothing_from_elsewhere(served: Served) -> None:
    assert served.curl("/")[1] == "<!doctype html>the page"
    status, page = served.curl("/sparql", "-i", "-H", "Accept: text/html,*/*;q=0.8")
    assert status == 200 and "default-src 'none'" in page
    assert set(json.loads(served.curl("/questions.json")[1])) == set(questions())
    for name in ("query.js", "pages.css"):
        assert served.curl(f"/static/{name}")[0] == 200
    assert served.curl("/static/../app.py", "--path-as-is")[0] == 404


def test_a_person_asks_on_the_page(served: Served, chromium: Any) -> None:
    asked, faults = [], []
    page = chromium.new_context().new_page()
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: faults.append(message.text))
    page.goto(served.address + "/sparql")
    page.select_option("#question", "offices")
    page.click("#ask")
    page.wait_for_selector("#answer tbody tr")
    assert "Ada Voss" in page.inner_text("#answer") and page.inner_text("#help")
    hostile = "<img src=x onerror='window.hit=1'>"
    page.fill("#query", f'SELECT ("{hostile}" AS ?x) {{}}')
    page.click("#ask")
    page.wait_for_selector('#state:text-is("1 rows")')
    assert hostile in page.inner_text("#answer")
    assert page.evaluate("window.hit") is None and not page.query_selector("img")
    page.goto(served.address + "/id/ada-voss")
    assert page.inner_text("h1") == "Ada Voss"
    page.context.close()
    assert not faults and all(url.startswith(served.address) for url in asked)


def test_every_address_of_the_graph_answers(served: Served) -> None:
    graph = Graph().parse(served.graph)
    things = {str(s) for s in graph.subjects() if str(s).startswith(served.address)}
    assert len(things) > 30
    for iri in sorted(things)[::5]:
        path = iri.removeprefix(served.address)
        status, text = served.curl(path, "-L", "-H", "Accept: text/turtle")
        told = Graph().parse(data=text, format="turtle")
        assert status == 200 and values(told) <= values(graph)
        node = URIRef(iri)
        own = (node, None, None)
        assert values(told.triples(own)) == values(graph.triples(own))
        assert all(node in (s, o) for s, _, o in told)


def test_a_thing_is_a_page_for_people_and_data_for_programs(served: Served) -> None:
    page = served.curl("/id/ada-voss", "-L", "-H", "Accept: text/html")[1]
    assert "<bdi>Ada Voss</bdi>" in page and 'href="/document/office_' in page
    data = served.curl("/id/ada-voss", "-L", "-H", "Accept: application/ld+json")[1]
    assert Graph().parse(data=data, format="json-ld")
    assert served.curl("/id/nobody")[0] == served.curl("/elsewhere")[0] == 404
    assert served.curl("/document/nobody")[0] == served.curl("/document/")[0] == 404
    assert served.curl("/id/ada-voss", "-L", "-H", "Accept: image/png")[0] == 406
    assert served.curl("/document/ada-voss?format=png")[0] == 406
    assert served.curl("/document/ada-voss?from=x")[0] == 400


def test_a_thing_leads_to_its_document_and_the_document_to_its_forms(served: Served) -> None:
    status, head = served.curl("/id/ada-voss", "-i")
    assert status == 303 and "location: /document/ada-voss" in head.casefold()
    assert 'rel="describedby"' in head
    _, head = served.curl("/document/ada-voss", "-i", "-H", "Accept: text/turtle")
    links = dict(re.findall(r'<([^>]+)>; rel="(\w+)"', head))
    assert links[f"{served.address}/id/ada-voss"] == "describes"
    assert links["/document/ada-voss?format=jsonld"] == "alternate"
    data = served.curl("/document/ada-voss?format=jsonld", "-H", "Accept: text/html")[1]
    assert Graph().parse(data=data, format="json-ld")


def test_addresses_are_found_percent_encoded_or_not(served: Served) -> None:
    assert served.curl("/id/%61da-voss", "-L")[0] == 200
    assert served.curl("/id/ada%2Dvoss", "-L")[0] == 200
    for path in ("/id/%", "/id/%ff", "/id/%3Cx%3E", "/id/%00", "/id/a%0d%0aX-Y:%20z"):
        assert served.curl(path)[0] == 404


def test_the_page_of_a_fact_shows_its_sentence_and_its_article(served: Served) -> None:
    graph = Graph().parse(served.graph)
    query = "SELECT ?fact { ?fact a kg:TerritoryClaim ; kg:relation kg:annexedBy }"
    fact = str(next(iter(graph.query(query)))[0]).removeprefix(served.address)
    page = served.curl(fact, "-L", "-H", "Accept: text/html")[1]
    assert "<bdi>Ostmark annexed Cape Sela in 2014.</bdi>" in page
    assert "<bdi>Voss calls for patrols</bdi>" in page


def test_what_has_not_changed_is_not_sent_again(served: Served) -> None:
    for path in ("/", "/document/ada-voss", "/ontology", "/sparql?query=ASK%7B%7D"):
        _, head = served.curl(path, "-i")
        tag = re.search(r"(?i)^etag: (.+?)\r", head, re.MULTILINE)
        assert tag and "cache-control: no-cache" in head.casefold()
        assert served.curl(path, "-H", f"If-None-Match: {tag[1]}") == (304, "")
        assert served.curl(path, "-H", 'If-None-Match: "other"')[0] == 200


def test_answers_are_packed_for_who_takes_that(served: Served) -> None:
    packed = served.curl("/ontology", "-i", "--compressed")[1]
    assert "content-encoding: gzip" in packed.casefold() and "owl:Ontology" in packed
    head = served.curl("/document/ada-voss", "-i", "-o", "/dev/null", "-D", "-", "--compressed")[1]
    vary = re.findall(r"(?i)^vary: (.+?)\r", head, re.MULTILINE)
    assert {"Accept", "Accept-Encoding"} <= set(re.split(r",\s*", ",".join(vary)))


def test_the_server_tells_what_it_has(served: Served) -> None:
    text = served.curl("/sparql", "-H", "Accept: text/turtle")[1]
    described = Graph().parse(data=text, format="turtle", publicID=served.address + "/sparql")
    sd = "http://www.w3.org/ns/sparql-service-description#"
    endpoint = URIRef(served.address + "/sparql")
    assert described.value(endpoint, URIRef(sd + "endpoint")) == endpoint
    told = Graph().parse(data=served.curl("/ontology")[1], format="turtle")
    assert (None, RDF.type, OWL.Ontology) in told


def test_pages_of_an_origin_that_is_let_in_may_read(served: Served) -> None:
    for origin, allowed in (("https://notes.example", True), ("https://other.example", False)):
        head = served.query("ASK { ?s ?p ?o }", "-i", "-H", f"Origin: {origin}")[1].casefold()
        assert (f"access-control-allow-origin: {origin}" in head) is allowed
    with pytest.raises(InputError, match="--allow-origin"):
        Service(origins=("notes.example/x",))


def test_a_crawler_that_starts_at_the_dataset_reaches_every_fact_and_its_sentence(
    served: Served,
) -> None:
    whole, found = Graph().parse(served.graph), Graph()
    status, first = served.curl("/.well-known/void", "-i")
    path = re.search(r"(?i)^location: (/document/dataset_\w+)", first, re.MULTILINE)
    assert status == 303 and path
    ahead, seen = [served.address + path[1]], set()
    while ahead:
        url = ahead.pop()
        seen.add(url)
        path = url.removeprefix(served.address)
        status, text = served.curl(path, "-i", "-L", "-H", "Accept: application/n-triples")
        head, _, body = text.rpartition("\r\n\r\n")
        assert status == 200, url
        told = Graph().parse(data=body, format="nt")
        found += told
        near = {str(node) for s, _, o in told for node in (s, o) if isinstance(node, URIRef)}
        near |= {served.address + more for more in re.findall(r'<([^>]+)>; rel="next"', head)}
        ahead += [one for one in sorted(near - seen - set(ahead)) if one.startswith(served.address)]
    facts = "SELECT ?fact ?text { ?fact a kg:Fact ; kg:evidence/nif:sentence/nif:anchorOf ?text }"
    names = dict(whole.namespaces())
    rows = set(whole.query(facts))
    assert rows and rows == set(found.query(facts, initNs=names))
    ours = {triple for triple in whole if str(triple[0]).startswith(served.address)}
    assert ours and values(ours) <= values(found)


# Starting and stopping


def test_the_server_ends_cleanly_and_leaves_nothing(
    resolved: Resolved, ontology: Ontology, tmp_path: Path
) -> None:
    write_turtle(to_graph(resolved, ontology), ontology, tmp_path / "graph.ttl")
    port, scratch = free_port(), tmp_path / "scratch"
    scratch.mkdir()
    command = [sys.executable, "-m", "kg", "serve", "--output", str(tmp_path)]
    process = subprocess.Popen(
        [*command, "--port", str(port)],
        env={**os.environ, "TMPDIR": str(scratch)},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )
    assert listening(process, port)
    process.send_signal(signal.SIGTERM)
    printed, _ = process.communicate(timeout=10)
    assert process.returncode == 0
    assert printed.decode().count("\n") == 1 and not list(scratch.iterdir())


def test_other_machines_are_let_in_only_on_purpose(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(InputError, match="--i-know"):
        Service(address="0.0.0.0")
    assert main(["serve", "--output", str(tmp_path), "--listen", "0.0.0.0"]) == 2
    assert main(["serve", "--output", str(tmp_path)]) == 2
    assert "kg build" in capsys.readouterr().err
    (tmp_path / "graph.ttl").write_text("nonsense", encoding="utf-8")
    assert main(["serve", "--output", str(tmp_path)]) == 2
