"""Runs a query on a graph file in a process of its own, which has no network and can be killed.

A query that runs for ever, eats memory or crashes the engine ends as a `QueryError`; nothing else
is hurt.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from kg.errors import InputError, QueryError

SECONDS = 60.0
_MEMORY = 4_000_000_000
_LONGEST = 64_000
_DEEPEST = 100
_WORKER = Path(__file__).with_name("query_worker.py")
_REFUSED = {
    "SERVICE": "a query stays on this graph, and asks no other server",
    "FROM": "a query stays on this graph; remove FROM",
    **dict.fromkeys(
        ("LOAD", "INSERT", "DELETE", "CLEAR", "DROP", "CREATE", "COPY", "MOVE", "ADD"),
        "the graph is read only; ask with SELECT, ASK, CONSTRUCT or DESCRIBE",
    ),
}
_TOKEN = re.compile(
    r"""(?P<skip> \#[^\n]* | <[^<>"{}|^`\\\x00-\x20]*> | \"{3}.*?\"{3} | '{3}.*?'{3}
        | "(?:[^"\\\n]|\\.)*" | '(?:[^'\\\n]|\\.)*' | [?$@]\w+ | [\w.-]*:[^\s{}()\[\]<>"';,]* )
      | (?P<word> [A-Za-z_]\w* ) | (?P<open> [{(\[] ) | (?P<close> [})\]] ) | (?P<escape> \\ )""",
    re.VERBOSE | re.DOTALL,
)


def ask(
    graph: Path,
    query: str,
    substitutions: Mapping[str, Mapping[str, str]],
    prefixes: Mapping[str, str],
    seconds: float = SECONDS,
) -> dict[str, Any]:
    """The answer in the W3C SPARQL results form; `substitutions` are terms in that form, by
    variable.

    `prefixes` may be used in the query without being declared there.

    Raises `InputError` where there is no graph, `QueryError` where the query is refused, malformed,
    too slow or too large.
    """
    check(query)
    if not graph.is_file():
        raise InputError(graph, "there is no graph here; make one with `kg build`")
    request = {
        "graph": str(graph),
        "query": query,
        "substitutions": {name: dict(term) for name, term in substitutions.items()},
        "prefixes": dict(prefixes),
        "memory": _MEMORY,
        "seconds": int(seconds) + 1,
    }
    answer: dict[str, Any] = json.loads(_run(json.dumps(request), seconds))
    if "error" in answer:
        raise QueryError("query", answer["error"])
    return answer


def check(query: str) -> None:
    """Refuse what reaches beyond the graph, changes it, or is built to exhaust the engine."""
    if len(query) > _LONGEST:
        raise QueryError("query", f"longer than {_LONGEST} characters")
    depth = 0
    for kind, text in _tokens(query):
        if kind == "word" and text.upper() in _REFUSED:
            raise QueryError("query", f"{text.upper()} is not allowed: {_REFUSED[text.upper()]}")
        if kind == "escape":
            raise QueryError("query", "a backslash outside a string is not allowed")
        depth += (kind == "open") - (kind == "close")
        if depth > _DEEPEST:
            raise QueryError("query", f"nested deeper than {_DEEPEST} brackets")


def _tokens(query: str) -> Iterator[tuple[str, str]]:
    for match in _TOKEN.finditer(query):
        yield match.lastgroup or "", match[0]


def _run(request: str, seconds: float) -> bytes:
    command = [sys.executable, "-I", str(_WORKER)]
    try:
        done = subprocess.run(
            command, input=request.encode(), capture_output=True, timeout=seconds, check=False
        )
    except subprocess.TimeoutExpired as error:
        raise QueryError("query", f"stopped after {seconds:g} seconds; ask for less") from error
    if done.returncode:
        raise QueryError("query", "ended the query engine: too large or too deep; ask for less")
    return done.stdout
