"""Limits that nothing of ordinary size meets: of files, texts, names, queries, engines, clients.

`tests/guards.toml` names the test of each guard; `python -m benchmarks.guards` takes them out.
"""

from __future__ import annotations

import asyncio
import json
import os
import signal
import socket
import subprocess
import sys
import time
import unicodedata
from collections.abc import Coroutine, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, TypeVar

import pytest
from tests.triple_stores import free_port, listening

import kg.sandbox
from kg.annotate import load_pipeline, paragraphs
from kg.errors import QueryStopped
from kg.export.turtle import write_turtle
from kg.mapping import to_graph
from kg.model import Article, Resolved, Skipped
from kg.ontology import Ontology
from kg.pipeline import build
from kg.read import read
from kg.read.files import LONGEST_BYTES, Unreadable, open_regular
from kg.sandbox import Engine, Limits
from kg.serve.pool import Busy, Pool
from kg.serve.things import _link, _page

PROSE = "Norland closed the port of Sund on Monday, and Ostmark said that it would not.\n\n"


Asked = TypeVar("Asked")


def in_a_loop(asked: Coroutine[Any, Any, Asked]) -> Asked:
    """What it comes to, in a thread of its own: a browser that other tests share has a loop."""
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(asyncio.run, asked).result()


def only(found: list[Article | Skipped]) -> Article | Skipped:
    (one,) = found
    return one


# Files and texts


def test_what_became_a_link_or_a_pipe_meanwhile_is_not_opened(tmp_path: Path) -> None:
    """Between the look at a file and its opening somebody may put something else there."""
    (tmp_path / "a.txt").write_text(PROSE, encoding="utf-8")
    (tmp_path / "link.txt").symlink_to(tmp_path / "a.txt")
    os.mkfifo(tmp_path / "pipe.txt")
    with pytest.raises(Unreadable, match="cannot be opened"):
        open_regular(tmp_path / "link.txt")
    with pytest.raises(Unreadable, match="not a regular file"):
        open_regular(tmp_path / "pipe.txt")
    open_regular(tmp_path / "a.txt").close()


def test_a_file_beyond_all_size_is_named(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"Norland left. " * (LONGEST_BYTES // 14 + 1))
    one = only(list(read([tmp_path])))
    assert isinstance(one, Skipped) and one.reason == "too_large" and "bytes" in one.message


def test_a_text_beyond_all_size_is_named(tmp_path: Path) -> None:
    row = {"id": "1", "text": PROSE * (2_000_000 // len(PROSE) + 1)}
    (tmp_path / "a.jsonl").write_text(json.dumps(row), encoding="utf-8")
    one = only(list(read([tmp_path])))
    assert isinstance(one, Skipped) and one.reason == "too_large" and "characters" in one.message


def test_names_and_titles_have_an_end(tmp_path: Path) -> None:
    row = {"id": "x" * 5000, "title": "T" * 5000, "text": PROSE * 3}
    (tmp_path / "a.jsonl").write_text(json.dumps(row), encoding="utf-8")
    one = only(list(read([tmp_path])))
    assert isinstance(one, Article) and len(one.name) < 150 and len(one.title) <= 500


def test_entities_of_xml_are_not_put_in(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("SECRET", encoding="utf-8")
    entities = f'<!ENTITY out SYSTEM "{(tmp_path / "secret").as_uri()}"><!ENTITY in "INSIDE">'
    item = f"<item><title>Port</title><content>{PROSE * 3} &out; &in;</content></item>"
    text = f"<!DOCTYPE rss [{entities}]><rss><channel>{item}</channel></rss>"
    (tmp_path / "a.rss").write_text(text, encoding="utf-8")
    one = only(list(read([tmp_path / "a.rss"])))
    assert isinstance(one, Article) and "SECRET" not in one.text and "INSIDE" not in one.text


def test_a_paragraph_without_end_is_read_in_parts() -> None:
    text = "Norland left " * 4000
    parts = list(paragraphs(Article(name="a", text=text)))
    assert "".join(parts) == text and max(map(len, parts)) <= 20_000


def test_a_sentence_without_end_is_read_in_parts() -> None:
    """What finds the best tree takes the square of a sentence, in memory and in time."""
    doc = load_pipeline()(", " * 1200)
    assert max(len(sentence) for sentence in doc.sents) == 500


# One address, one article


ONE_NAME = [
    (unicodedata.normalize("NFC", "é.txt"), unicodedata.normalize("NFD", "é.txt")),
    ("x\ny.txt", "x\ty.txt"),
    ("a b.txt", "a\u00a0b.txt"),
]


@pytest.mark.parametrize("names", ONE_NAME, ids=["composition", "controls", "spaces"])
def test_two_names_that_look_alike_are_two_articles_with_their_own_quotes(
    names: tuple[str, str], tmp_path: Path
) -> None:
    for name, who in zip(names, ("Norland", "Sudria"), strict=True):
        text = f"{who} rejects plan\n\n{'The sea was calm. ' * len(who)}{who} rejected the plan.\n"
        (tmp_path / name).write_text(text, encoding="utf-8")
    if len(list(tmp_path.iterdir())) < 2:
        pytest.skip("this file system knows one of them only")
    report = build([tmp_path], tmp_path / "out")
    graph = (tmp_path / "out" / "graph.ttl").read_text(encoding="utf-8")
    named = len({article.name for article in report.articles})
    assert graph.count("schema:NewsArticle ;") == len(report.articles) == named
    assert report.conforms and named + len(report.skipped) == 2


# Engines


def graph_of(folder: Path, triples: int = 300) -> Path:
    graph = folder / "graph.ttl"
    lines = (f"<urn:{n}> <urn:p> {n} .\n" for n in range(triples))
    graph.write_text("".join(lines), encoding="utf-8")
    return graph


def test_an_engine_that_nobody_ends_ends_by_its_own_clock(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Nobody:
        daemon = False

        def __init__(self, *_: object) -> None: ...
        def start(self) -> None: ...
        def cancel(self) -> None: ...

    monkeypatch.setattr(kg.sandbox, "Timer", Nobody)
    query = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l . ?m ?o ?q }"
    limits = Limits(seconds=1)
    with Engine(graph_of(tmp_path), {}, limits) as engine, pytest.raises(QueryStopped):
        engine.ask(query)


def test_an_engine_has_its_share_of_memory_and_no_more(tmp_path: Path) -> None:
    doubling = " ".join(f"BIND (CONCAT(?a{i}, ?a{i}) AS ?a{i + 1})" for i in range(27))
    query = f'SELECT ?n {{ BIND ("aaaaaaaa" AS ?a0) {doubling} BIND (STRLEN(?a27) AS ?n) }}'
    limits, why = Limits(memory=800_000_000), "too large"
    with Engine(graph_of(tmp_path), {}, limits) as engine, pytest.raises(QueryStopped, match=why):
        engine.ask(query)


# Clients


def test_places_to_wait_have_an_end() -> None:
    async def asked() -> list[int]:
        pool = Pool([Engine(Path("none"), {})], waiting=2, per_client=9)
        found = []
        for client in ("a", "a", "a", "b", "b", "b", "c", "c", "c"):
            try:
                pool._admit(client)
                pool._here[client] += 1
            except Busy as busy:
                found.append(busy.status)
        return found

    assert in_a_loop(asked()) == [503] * 4


def test_who_is_slower_than_usual_but_no_slow_client_keeps_an_engine() -> None:
    """On a busy machine every query takes a second; readers are still told from abusers."""

    async def asked() -> dict[str, bool]:
        engine = Engine(Path("none"), {})
        pool = Pool([engine, engine], waiting=9, per_client=9)
        pool._known = dict.fromkeys(("reader", "abuser", "other"))
        for client, seconds in (("reader", 1.5), ("abuser", 10.0), ("abuser", 0.0), ("other", 8.0)):
            pool._at_work[client] += 1
            pool._free(client, engine, seconds)
        pool._idle = [engine]
        return {client: pool._may(client) for client in ("reader", "abuser", "other", "new")}

    assert in_a_loop(asked()) == {"reader": True, "abuser": False, "other": False, "new": True}


def test_an_engine_that_ended_is_there_again_for_the_next(tmp_path: Path) -> None:
    async def asked() -> bool:
        engine = Engine(graph_of(tmp_path), {}, Limits(seconds=1))
        pool = Pool([engine], waiting=2, per_client=2)
        pool.open()
        with pytest.raises(QueryStopped):
            await pool.ask(
                "a", "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
            )
        running = engine.running
        pool.close()
        return running

    assert in_a_loop(asked())


def test_what_a_graph_says_is_text_on_the_page_of_a_thing() -> None:
    evil = "<script>hit()</script>"
    row = {"property": {"value": "http://x/#label"}, "value": {"type": "literal", "value": evil}}
    page = _page("https://x/id/a", [row], [], [], {"d": "https://x/id/"}, 0)
    assert "<script>hit" not in page and "&lt;script&gt;hit" in page


def test_a_thing_leads_to_pages_only() -> None:
    prefixes = {"d": "https://x/id/"}
    assert _link("javascript:hit()", prefixes) == "" == _link("data:text/html,x", prefixes)
    assert _link("https://y/", prefixes) == "https://y/"
    assert _link("https://x/id/a", prefixes).endswith("/a")


@pytest.fixture
def server(
    resolved: Resolved, ontology: Ontology, tmp_path: Path
) -> Iterator[tuple[subprocess.Popen[bytes], int]]:
    write_turtle(to_graph(resolved, ontology), ontology, tmp_path / "graph.ttl")
    port = free_port()
    command = [sys.executable, "-m", "kg", "serve", "-g", str(tmp_path), "--port", str(port)]
    with subprocess.Popen([*command, "--workers", "2"], stdout=subprocess.PIPE) as process:
        assert process.stdout and process.stdout.readline()
        assert listening(process, port)
        yield process, port
        process.kill()


def children(process: int) -> set[int]:
    command = ["pgrep", "-P", str(process)]
    return set(map(int, subprocess.run(command, capture_output=True, check=False).stdout.split()))


def test_no_engine_outlives_a_server_that_is_killed(
    server: tuple[subprocess.Popen[bytes], int],
) -> None:
    process, _ = server
    engines = children(process.pid)
    assert len(engines) == 2
    process.send_signal(signal.SIGKILL)
    process.wait()
    time.sleep(5)
    assert not [engine for engine in engines if Path("/proc", str(engine), "exe").exists()]


def test_connections_of_one_address_have_an_end(
    server: tuple[subprocess.Popen[bytes], int],
) -> None:
    _, port = server
    held = [socket.create_connection(("127.0.0.1", port), timeout=10) for _ in range(320)]
    for connection in held:
        connection.sendall(b"GET / HTTP/1.1\r\nHost: localhost\r\n")  # unfinished, as if slow
    time.sleep(1)
    closed = 0
    for connection in held:
        connection.setblocking(False)
        try:
            closed += connection.recv(1) == b""
        except BlockingIOError:
            pass
        except OSError:
            closed += 1
        connection.close()
    assert 10 <= closed <= 40


READING = """
import sys, time
from functools import cache
from spacy.language import Language
from kg.annotate import load_pipeline
from kg.entity_base import EntityBase
from kg.lexicon import load_lexicon
from kg.model import Article
from kg.understand import Reader
from kg.workers import read_by

@Language.component("slumber")
def slumber(doc):
    import os
    print(os.getpid(), flush=True)
    time.sleep(600)

def load():
    nlp = load_pipeline()
    nlp.add_pipe("slumber")
    return nlp

reader = Reader(load=cache(load), base=EntityBase(entities={}), lexicon=load_lexicon())
list(read_by(1, reader, [Article(name="a", text="Norland left.")]))
"""


def test_no_reader_outlives_a_build_that_is_killed() -> None:
    with subprocess.Popen([sys.executable, "-c", READING], stdout=subprocess.PIPE) as building:
        assert building.stdout
        reader = int(building.stdout.readline())
        assert reader in children(building.pid)
        building.send_signal(signal.SIGKILL)
    for _ in range(50):
        if not Path("/proc", str(reader), "exe").exists():
            break
        time.sleep(0.1)
    assert not Path("/proc", str(reader), "exe").exists()
