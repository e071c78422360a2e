"""Runs queries on a graph in a process of its own, which has no network and can be killed.

A query that runs for ever, eats memory or crashes the engine ends as a `QueryError`; nothing else
is hurt.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from threading import Timer
from time import monotonic

from kg.errors import InputError, QueryError, QueryStopped
from kg.manifest import is_built
from kg.query_filter import check, may_ask_others

Substitutions = Mapping[str, Mapping[str, str]]
"""What stands in place of variables: terms in the W3C SPARQL results form."""

_READING = 16_000_000_000
"""Bytes of memory that the reading of a graph file may take."""
_WORKER = Path(__file__).with_name("query_worker.py")


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What a query may use: seconds, bytes of memory, rows (or triples) and bytes of its answer."""

    seconds: float = 60.0
    memory: int = 4_000_000_000
    rows: int = 10_000_000
    size: int = 1_000_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """`kind` is `rows`, `truth` or `triples`; `body` is the text in the form that was asked for."""

    kind: str
    body: str


@dataclass(slots=True)
class Engine:
    """A process that holds a graph (a Turtle file, or the folder of a store); it answers one query
    at a time.

    It starts with the first query, and anew after a query that ended it. `prefixes` may be used
    in queries without being declared there.
    """

    graph: Path
    prefixes: Mapping[str, str]
    limits: Limits = field(default_factory=Limits)
    _process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Engine:
        return self

    def __exit__(self, *error: object) -> None:
        self.close()

    def ask(
        self,
        query: str,
        substitutions: Substitutions | None = None,
        *,
        rows: str = "json",
        triples: str = "ntriples",
        unchecked: bool = False,
    ) -> Answer:
        """The answer, in a form for rows (json, xml, csv, tsv) or triples (turtle, ntriples,
        rdfxml, jsonld).

        Raises `InputError` where there is no graph, `QueryError` where the query is refused or
        malformed or its answer too large, `QueryStopped` where it takes too long or too much.
        `unchecked` is for trying what holds back a query that no check has refused.
        """
        if not unchecked:
            check(query)
        if not self.graph.exists():
            raise InputError(self.graph, "there is no graph here; make one with `kg build`")
        request = {
            "query": query,
            "substitutions": {name: dict(term) for name, term in (substitutions or {}).items()},
            "prefixes": dict(self.prefixes),
            "seconds": int(self.limits.seconds) + 1,
            "most": self.limits.rows,
            "most_bytes": self.limits.size,
            "rows": rows,
            "triples": triples,
            "reaches": may_ask_others(query),
        }
        answer = json.loads(self._told(json.dumps(request)))
        if "unreadable" in answer:
            raise InputError(self.graph, f"is not Turtle: {answer['unreadable']}")
        if "error" in answer:
            raise QueryError("query", answer["error"])
        return Answer(kind=answer["kind"], body=answer["body"])

    @property
    def running(self) -> bool:
        """Whether there is a process that has not ended."""
        return self._process is not None and self._process.poll() is None

    def start(self) -> None:
        """Start the process, so that the first query finds the graph open."""
        command = [sys.executable, "-I", str(_WORKER)]
        self._process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        )
        start = {"graph": str(self.graph), "memory": self.limits.memory, "parent": os.getpid()}
        self._send(json.dumps(start))

    def close(self) -> None:
        """End the process."""
        if self._process is not None:
            self._process.kill()
            with suppress(BrokenPipeError), self._process:
                self._process = None

    def _told(self, request: str) -> bytes:
        if self._process is None:
            self.start()
        process = self._process
        assert process is not None and process.stdout is not None
        timer = Timer(self.limits.seconds, process.kill)
        timer.daemon = True
        timer.start()
        begun = monotonic()
        self._send(request)
        line = process.stdout.readline()
        timer.cancel()
        if line.endswith(b"\n"):
            return line
        self.close()
        if monotonic() - begun >= self.limits.seconds:
            seconds = self.limits.seconds
            raise QueryStopped("query", f"stopped after {seconds:g} seconds; ask for less")
        raise QueryStopped("query", "ended the query engine: too large or too deep; ask for less")

    def _send(self, line: str) -> None:
        """Hand a line to the process; one that has ended is noticed when its answer is read."""
        assert self._process is not None and self._process.stdin is not None
        with suppress(BrokenPipeError):
            self._process.stdin.write(line.encode() + b"\n")
            self._process.stdin.flush()


def make_store(graph: Path, folder: Path) -> None:
    """Load a graph file into a new store on the disk, which several engines may then open.

    Raises `InputError` where the file is no graph.
    """
    _read_apart(graph, str(folder))


def require_graph(graph: Path) -> None:
    """Raises `InputError` where a file that no build vouches for is no graph.

    It is read in a process of its own first: some files end the process that reads them.
    """
    if not is_built(graph):
        _read_apart(graph, "")


def _read_apart(graph: Path, store: str) -> None:
    start = {"graph": str(graph), "store": store, "memory": _READING, "parent": os.getpid()}
    command = [sys.executable, "-I", str(_WORKER)]
    done = subprocess.run(
        command, input=json.dumps(start) + "\n", capture_output=True, text=True, check=False
    )
    if done.returncode:
        why = done.stderr.strip().rpartition("\n")[2][-200:] or "it ended the program that reads it"
        raise InputError(graph, f"is not Turtle: {why}")
