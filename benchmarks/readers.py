"""Many readers of one `kg serve`: how long they wait, what fails, how the memory grows.

    python benchmarks/readers.py --output output

The graph is that of a build, told again under other names until it has as many articles as wanted.
Times are multiples of what the same query takes when it is alone, since machines differ.
"""

from __future__ import annotations

import argparse
import asyncio
import re
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlencode

import pyoxigraph as ox

from kg.prefixes import read_prefixes

OWN = re.compile(
    r"(_|/)(article|sentence|mention|passage|statement|proposal|position|territory|office|event"
    r"|relation)(_[0-9a-f]{16})"
)
QUERIES = (
    "SELECT ?holder ?target { ?p a kg:Position ; kg:holder ?who ; kg:target ?target . "
    "?who rdfs:label ?holder } LIMIT 20",
    "SELECT ?fact ?label { ?fact kg:about ?what ; rdfs:label ?label } LIMIT 20",
    "SELECT ?name (COUNT(?other) AS ?names) { ?who a kg:Person ; rdfs:label ?name "
    "OPTIONAL { ?who skos:altLabel ?other } } GROUP BY ?name ORDER BY ?name LIMIT 20",
    "DESCRIBE d:guyana",
)
HOSTILE = (
    "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }",
    'SELECT ?x { BIND ("aaaaaaaa" AS ?a0) '
    + " ".join(f"BIND (CONCAT(?a{i}, ?a{i}) AS ?a{i + 1})" for i in range(60))
    + " BIND (STRLEN(?a60) AS ?x) }",
    "SELECT * { " + "{" * 20_000,
    'SELECT * { ?s ?p ?o FILTER (REGEX(STR(?o), "(a+)+$")) } ORDER BY ?o',
    "SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }",
)


@dataclass
class Seen:
    waits: list[float] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)


def enlarge(source: Path, target: Path, articles: int) -> int:
    """A graph of that many articles at least; how many triples it has."""
    triples = sorted(str(q.triple) for q in ox.parse(path=str(source), format=ox.RdfFormat.TURTLE))
    own = sum("schema.org/NewsArticle" in triple for triple in triples)
    with target.open("w", encoding="utf-8") as file:
        for prefix, namespace in read_prefixes(source).items():
            file.write(f"@prefix {prefix}: <{namespace}> .\n")
        copies = -(-articles // own)
        for copy in range(copies):
            file.writelines(OWN.sub(rf"\1\2\g<3>{copy:05d}", t) + " .\n" for t in triples)
    return len(triples) * copies


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as server:
        return int(server.getsockname()[1])


def memory(parent: int) -> float:
    """Megabytes that a process and its children hold."""
    children = Path(f"/proc/{parent}/task/{parent}/children").read_text().split()
    status = [Path(f"/proc/{pid}/status").read_text() for pid in (str(parent), *children)]
    found = [re.search(r"VmRSS:\s+(\d+) kB", text) for text in status]
    return sum(int(match[1]) for match in found if match) / 1000


async def ask(reader: asyncio.StreamReader, writer: asyncio.StreamWriter, query: str) -> int:
    """One request on an open connection; its status."""
    body = urlencode({"query": query}).encode()
    head = (
        "POST /sparql HTTP/1.1\r\nHost: localhost\r\nContent-Type: "
        f"application/x-www-form-urlencoded\r\nContent-Length: {len(body)}\r\n\r\n"
    )
    writer.write(head.encode() + body)
    await writer.drain()
    lines = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
    sizes = [line.split(":")[1] for line in lines if line.lower().startswith("content-length:")]
    await reader.readexactly(int(sizes[0]))
    return int(lines[0].split()[1])


async def read(port: int, number: int, until: float, pause: float, seen: Seen) -> None:
    """A reader that asks one query after the other."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    await asyncio.sleep(pause * number / 200)
    while time.monotonic() < until:
        begun = time.monotonic()
        try:
            status = await ask(reader, writer, QUERIES[number % len(QUERIES)])
            if status != 200:
                seen.errors.append(str(status))
        except (OSError, asyncio.IncompleteReadError) as error:
            seen.errors.append(repr(error))
            reader, writer = await asyncio.open_connection("127.0.0.1", port)
        seen.waits.append(time.monotonic() - begun)
        number += 1
        await asyncio.sleep(pause)
    writer.close()


async def crowd(port: int, readers: int, seconds: float, pause: float) -> Seen:
    seen, until = Seen(), time.monotonic() + seconds
    await asyncio.gather(*(read(port, n, until, pause, seen) for n in range(readers)))
    return seen


async def abuse(port: int, until: float) -> None:
    """A client that asks what hurts, one query after the other."""
    number = 0
    while time.monotonic() < until:
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        await ask(reader, writer, HOSTILE[number % len(HOSTILE)])
        writer.close()
        number += 1


async def besieged(port: int, readers: int, seconds: float) -> Seen:
    hostile = abuse(port, time.monotonic() + seconds)
    seen, _ = await asyncio.gather(crowd(port, readers, seconds, 0.05), hostile)
    return seen


def report(title: str, seen: Seen, alone: float, seconds: float) -> None:
    waits = sorted(seen.waits)
    p50, p95 = (waits[int(len(waits) * share)] for share in (0.5, 0.95))
    print(
        f"{title}: {len(waits):,} answers, {len(waits) / seconds:.0f} a second, "
        f"{len(seen.errors)} errors; median {p50 / alone:.1f}, p95 {p95 / alone:.1f} times "
        f"a lone query ({p95 * 1000:.0f} ms)"
    )
    for error in sorted(set(seen.errors))[:5]:
        print(f"  {error}")


def measure(options: argparse.Namespace, folder: Path) -> None:
    triples = enlarge(options.output / "graph.ttl", folder / "graph.ttl", options.articles)
    print(f"{options.articles:,} articles, {triples:,} triples")
    port, readers = free_port(), str(options.readers)
    command = [sys.executable, "-m", "kg", "serve", "--output", str(folder), "--port", str(port)]
    server = subprocess.Popen([*command, "--waiting", readers, "--per-client", readers])
    try:
        while True:
            try:
                socket.create_connection(("127.0.0.1", port)).close()
                break
            except OSError:
                time.sleep(0.5)
        asyncio.run(crowd(port, 4, 5, 0))
        lone = asyncio.run(crowd(port, 1, 10, 0))
        alone = statistics.median(lone.waits)
        print(f"a lone query takes {alone * 1000:.1f} ms")
        before = memory(server.pid)
        for pause in options.pauses:
            seen = asyncio.run(crowd(port, options.readers, options.seconds, pause))
            title = f"{options.readers} readers, {pause:g} s between questions"
            report(title, seen, alone, options.seconds)
        after = memory(server.pid)
        print(f"memory {before:.0f} -> {after:.0f} MB ({after / before - 1:+.0%})")
        alike = asyncio.run(crowd(port, 2, options.seconds, 0.05))
        report("2 readers", alike, alone, options.seconds)
        seen = asyncio.run(besieged(port, 2, options.seconds))
        report("2 readers beside one that asks what hurts", seen, alone, options.seconds)
    finally:
        server.terminate()
        server.wait(20)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--output", type=Path, default=Path("output"), help="a built graph")
    parser.add_argument("--articles", type=int, default=2000)
    parser.add_argument("--readers", type=int, default=200)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--pauses", type=float, nargs="+", default=[0, 1])
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        measure(options, Path(folder))


if __name__ == "__main__":
    main()
