"""Queries that would do harm, and whether they are held back."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory

from kg.errors import QueryError, QueryStopped
from kg.sandbox import Engine, Limits

_SECONDS = 1.0
_ITEMS = 60
_ONE = "SELECT ?a WHERE { ?a ?b ?c } LIMIT 1"
_CHANGE = "DELETE WHERE { ?a ?b ?c }"
_ELSEWHERE = "SELECT * WHERE { SERVICE <ADDRESS> { ?a ?b ?c } }"
_ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?p ?b . ?c ?q ?d . ?e ?r ?f . ?g ?s ?h . ?i ?t ?j }"


def trials() -> Iterator[tuple[str, bool]]:
    """What ought to hold, and whether it does."""
    with TemporaryDirectory(prefix="kg-doctor-") as folder:
        graph = Path(folder) / "graph.ttl"
        lines = (f"<urn:a{i}> <urn:b> <urn:c{i}> .\n" for i in range(_ITEMS))
        graph.write_text("".join(lines), encoding="utf-8")
        with Engine(graph, {}, Limits(seconds=_SECONDS)) as engine:
            yield "a query is answered", _answered(engine, _ONE)
            yield "a query changes nothing", not _answered(engine, _CHANGE)
            yield "a query reaches no network", _stays(engine)
            yield "a query without end is stopped", _stopped(engine)


def _answered(engine: Engine, query: str) -> bool:
    try:
        engine.ask(query, unchecked=True)
    except QueryError:
        return False
    return True


def _stopped(engine: Engine) -> bool:
    try:
        engine.ask(_ENDLESS)
    except QueryStopped:
        return True
    return False


def _stays(engine: Engine) -> bool:
    """Whether the process that asks reaches no server, though one listens here."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.setblocking(False)
        address = f"http://127.0.0.1:{server.getsockname()[1]}/"
        with suppress(QueryError):
            engine.ask(_ELSEWHERE.replace("ADDRESS", address), unchecked=True)
        try:
            server.accept()[0].close()
        except BlockingIOError:
            return True
    return False
