"""The process that runs one query and ends: what hurts, hurts only it. Run as a script, by
`kg.sandbox`.

Reads a request as JSON on stdin (graph, query, prefixes, substitutions, memory, seconds) and
writes the answer in the W3C SPARQL results form on stdout, or `{"error": ...}`. Once the graph is
loaded it can open no file and no socket. Imports nothing of the package, so that it starts in a
blink.
"""

from __future__ import annotations

import json
import sys
from contextlib import suppress
from typing import Any

import pyoxigraph as ox


def main() -> None:
    """Answer one request."""
    request = json.load(sys.stdin)
    _limit("RLIMIT_AS", request["memory"])
    _limit("RLIMIT_CPU", request["seconds"])
    try:
        store = ox.Store()
        store.bulk_load(path=request["graph"])
        _limit("RLIMIT_NOFILE", 3)
        answer = _ask(store, request)
    except (SyntaxError, ValueError, OSError, RuntimeError) as error:
        answer = json.dumps({"error": str(error)}).encode()
    sys.stdout.buffer.write(answer)


def _ask(store: ox.Store, request: dict[str, Any]) -> bytes:
    values: dict[ox.Variable, ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple] = {
        ox.Variable(name): _term(term) for name, term in request["substitutions"].items()
    }
    results = store.query(
        request["query"], prefixes=request["prefixes"], substitutions=values or None
    )
    if not isinstance(results, ox.QueryTriples):
        return results.serialize(format=ox.QueryResultsFormat.JSON) or b""
    triples = [(t.subject, t.predicate, t.object) for t in sorted(results, key=str)]
    columns = ("subject", "predicate", "object")
    rows = [dict(zip(columns, map(_json, triple), strict=True)) for triple in triples]
    return json.dumps({"head": {"vars": columns}, "results": {"bindings": rows}}).encode()


def _term(value: dict[str, str]) -> ox.NamedNode | ox.Literal:
    if value["type"] == "uri":
        return ox.NamedNode(value["value"])
    return ox.Literal(value["value"], language=value.get("xml:lang"))


def _json(term: Any) -> dict[str, str]:
    if isinstance(term, ox.NamedNode):
        return {"type": "uri", "value": term.value}
    if isinstance(term, ox.BlankNode):
        return {"type": "bnode", "value": term.value}
    language = {"xml:lang": term.language} if term.language else {"datatype": term.datatype.value}
    return {"type": "literal", "value": term.value, **language}


def _limit(name: str, most: int) -> None:
    """Lower a limit of this process, on systems that have such limits."""
    with suppress(ImportError, AttributeError, ValueError):
        import resource

        kind = getattr(resource, name)
        hard = resource.getrlimit(kind)[1]
        most = most if hard == resource.RLIM_INFINITY else min(most, hard)
        resource.setrlimit(kind, (most, most))


if __name__ == "__main__":
    main()
