"""The process that asks the graph: what hurts, hurts only it. Run as a script, by `kg.sandbox`.

The first line on stdin is a JSON object that names the graph (a Turtle file, or the folder of a
store) and the memory allowed; or it names a graph and the folder of a store to make of it, and that
is all. Every further line is one request, answered by one line of JSON on stdout: `{"kind": ...,
"body": ...}`, `{"error": ...}`, or `{"unreadable": ...}` where the file is no graph. Once the graph
is open, the process can open no file and no socket; where the system cannot see to that, it refuses
what could need one. It ends with the process that started it, and imports nothing of the package,
so that it starts in a blink.
"""

from __future__ import annotations

import json
import os
import socket
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from itertools import islice
from pathlib import Path
from threading import Thread
from typing import Any

import pyoxigraph as ox

_ROWS = {
    "json": ox.QueryResultsFormat.JSON,
    "xml": ox.QueryResultsFormat.XML,
    "csv": ox.QueryResultsFormat.CSV,
    "tsv": ox.QueryResultsFormat.TSV,
}
_TRIPLES = {
    "turtle": ox.RdfFormat.TURTLE,
    "ntriples": ox.RdfFormat.N_TRIPLES,
    "rdfxml": ox.RdfFormat.RDF_XML,
    "jsonld": ox.RdfFormat.JSON_LD,
}


_FORMULA = set("=+-@\t\r\0")
_OPEN = (
    "this system cannot keep a query from the network, so one with the letters SERVICE or a "
    "backslash in it is refused; write it without, or ask on Linux"
)


class _TooLarge(ValueError):
    pass


def main() -> None:
    """Open the graph, then answer one request after the other."""
    start = json.loads(sys.stdin.readline())
    Thread(target=_end_with, args=(start["parent"],), daemon=True).start()
    _limit("RLIMIT_AS", start["memory"])
    if "store" in start:
        _make(start["store"], start["graph"])
        return
    try:
        store = _open(Path(start["graph"]))
    except (SyntaxError, ValueError, OSError) as error:
        for _ in sys.stdin:
            _write({"unreadable": str(error)})
        return
    _limit("RLIMIT_NOFILE", 3)
    shut = _shut_in()
    for line in sys.stdin:
        request = json.loads(line)
        if request["reaches"] and not shut:
            _write({"error": _OPEN})
            continue
        _limit_time(request["seconds"])
        try:
            _write(_answer(store, request))
        except (SyntaxError, ValueError, OSError, RuntimeError) as error:
            _write({"error": str(error)})


def _make(folder: str, graph: str) -> None:
    """A store on the disk, packed into few files, so that a reader has all of them open; without a
    folder the graph is read, and that is all.
    """
    store = ox.Store(folder) if folder else ox.Store()
    store.bulk_load(path=graph)
    store.optimize()


def _open(graph: Path) -> ox.Store:
    if graph.is_dir():
        return ox.Store.read_only(str(graph))
    store = ox.Store()
    store.bulk_load(path=str(graph))
    return store


def _answer(store: ox.Store, request: dict[str, Any]) -> dict[str, str]:
    values: dict[ox.Variable, ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple] = {
        ox.Variable(name): _term(term) for name, term in request["substitutions"].items()
    }
    results = store.query(
        request["query"], prefixes=request["prefixes"], substitutions=values or None
    )
    if isinstance(results, ox.QueryBoolean):
        kind, body = "truth", results.serialize(format=_ROWS[request["rows"]])
    elif isinstance(results, ox.QueryTriples):
        kind, body = "triples", _triples(results, request)
    else:
        kind, body = "rows", _rows(results, request)
    if len(body or b"") > request["most_bytes"]:
        raise _TooLarge(f"the answer is larger than {request['most_bytes']:,} bytes; ask for less")
    return {"kind": kind, "body": (body or b"").decode("utf-8")}


def _rows(results: ox.QuerySolutions, request: dict[str, Any]) -> bytes:
    names = [variable.value for variable in results.variables]
    form = _guarded if request["rows"] == "csv" else _json
    rows = [
        {name: form(term) for name, term in zip(names, row, strict=True) if term is not None}
        for row in _most(results, request, "rows")
    ]
    answer = json.dumps({"head": {"vars": names}, "results": {"bindings": rows}}).encode()
    if request["rows"] == "json":
        return answer
    read = ox.parse_query_results(answer, format=ox.QueryResultsFormat.JSON)
    return read.serialize(format=_ROWS[request["rows"]]) or b""


def _triples(results: ox.QueryTriples, request: dict[str, Any]) -> bytes:
    triples = sorted(set(_most(results, request, "triples")), key=str)
    form = _TRIPLES[request["triples"]]
    return ox.serialize(triples, format=form, prefixes=request["prefixes"]) or b""


def _most(results: Any, request: dict[str, Any], what: str) -> Iterator[Any]:
    """The results, up to the most allowed."""
    yield from islice(results, request["most"])
    if next(iter(results), None) is not None:
        raise _TooLarge(f"the answer has more than {request['most']:,} {what}; add LIMIT")


def _term(value: dict[str, str]) -> ox.NamedNode | ox.Literal:
    if value["type"] == "uri":
        return ox.NamedNode(value["value"])
    return ox.Literal(value["value"], language=value.get("xml:lang"))


def _guarded(term: Any) -> dict[str, str]:
    """A term for a table that a spreadsheet opens: it runs no text as a formula."""
    value = _json(term)
    text = value["type"] == "literal" and "datatype" not in value
    return value | {"value": "'" + value["value"]} if text and term.value[:1] in _FORMULA else value


def _json(term: Any) -> dict[str, str]:
    if isinstance(term, ox.NamedNode):
        return {"type": "uri", "value": term.value}
    if isinstance(term, ox.BlankNode):
        return {"type": "bnode", "value": term.value}
    if term.language:
        return {"type": "literal", "value": term.value, "xml:lang": term.language}
    plain = term.datatype.value.endswith("#string")
    more = {} if plain else {"datatype": term.datatype.value}
    return {"type": "literal", "value": term.value, **more}


def _shut_in() -> bool:
    """Whether the system keeps this process from opening a socket, as it was told."""
    try:
        socket.socket().close()
    except OSError:
        return True
    return False


def _end_with(parent: int) -> None:
    """End when the process that asks is gone, be it in the midst of a query."""
    while os.getppid() == parent:
        time.sleep(1)
    os._exit(1)


def _write(answer: dict[str, str]) -> None:
    sys.stdout.write(json.dumps(answer) + "\n")
    sys.stdout.flush()


def _limit_time(seconds: int) -> None:
    """Let the process use that much more time of a processor, should nobody be there to end it."""
    with suppress(ImportError):
        import resource

        used = resource.getrusage(resource.RUSAGE_SELF)
        _limit("RLIMIT_CPU", int(used.ru_utime + used.ru_stime) + 1 + seconds, hard=False)


def _limit(name: str, most: int, *, hard: bool = True) -> None:
    """Lower a limit of this process, on systems that have such limits."""
    with suppress(ImportError, AttributeError, ValueError):
        import resource

        kind = getattr(resource, name)
        top = resource.getrlimit(kind)[1]
        most = most if top == resource.RLIM_INFINITY else min(most, top)
        resource.setrlimit(kind, (most, most if hard else top))


if __name__ == "__main__":
    main()
