"""Abuses `kg serve` while readers on another address ask, and says how the readers fare.

    python -m benchmarks.abuse output --seconds 60 --readers 8

A calm stretch comes first, of the same length and the same readers; then one address asks without
end for what hurts: cartesian products, doubled texts, twenty thousand braces, slow bodies, idle
connections, large headers, updates. Ends with 1 where the server ended, a reader was refused, the
readers' p95 is more than three times that of the calm, memory grew over 10,000 requests, or an
engine is there five seconds after the server was killed.
"""

from __future__ import annotations

import argparse
import http.client
import socket
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote, urlencode

from tests.triple_stores import listening

READERS, ABUSER = "127.0.0.2", "127.0.0.66"
POINT = "SELECT ?p ?o { ?s ?p ?o } LIMIT 50"
ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l . ?m ?o ?q }"
DOUBLING = (
    'SELECT ?x { BIND ("aaaaaaaa" AS ?a0) '
    + " ".join(f"BIND (CONCAT(?a{i}, ?a{i}) AS ?a{i + 1})" for i in range(60))
    + " BIND (STRLEN(?a60) AS ?x) }"
)
HURTS = (ENDLESS, DOUBLING, "SELECT * { " + "{" * 20_000, "DELETE WHERE { ?s ?p ?o }")
SERVICE = "SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }"


@dataclass(slots=True)
class Asked:
    """What the readers got: how long each answer took, and the statuses."""

    seconds: list[float] = field(default_factory=list)
    statuses: Counter[int] = field(default_factory=Counter)

    @property
    def p95(self) -> float:
        return sorted(self.seconds)[int(len(self.seconds) * 0.95)]

    @property
    def refused(self) -> int:
        return sum(self.statuses.values()) - self.statuses[200]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("output", type=Path, help="the folder of a build")
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--readers", type=int, default=8)
    parser.add_argument("--requests", type=int, default=10_000)
    options = parser.parse_args()
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "kg", "serve", "-g", str(options.output), "--port", str(port)]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL) as server:
        if not listening(server, port):
            raise RuntimeError("the server does not listen")
        faults = tried(server, port, options.seconds, options.readers, options.requests)
        server.kill()
    print(*faults, "all held" if not faults else f"{len(faults)} faults", sep="\n")
    return bool(faults)


def tried(
    server: subprocess.Popen[bytes], port: int, seconds: float, readers: int, requests: int
) -> list[str]:
    """What did not hold."""
    ask(port, POINT)
    calm = read(port, readers, seconds)
    print(f"calm: {told(calm)}", flush=True)
    over = threading.Event()
    with ThreadPoolExecutor(len(ABUSES)) as abusers:
        running = [abusers.submit(repeat, abuse, port, over) for abuse in ABUSES]
        time.sleep(1)
        abused = read(port, readers, seconds)
        over.set()
        hurt: Counter[str] = Counter()
        for one in running:
            hurt += one.result()
    print(f"abused: {told(abused)}; the abuser got {dict(hurt)}", flush=True)
    faults = []
    if server.poll() is not None:
        return [f"the server ended with {server.poll()}"]
    for name, asked in (("calm", calm), ("abused", abused)):
        if asked.refused:
            faults.append(f"{asked.refused} readers refused when {name}: {asked.statuses}")
    if abused.p95 > 3 * calm.p95:
        faults.append(f"p95 is {abused.p95 / calm.p95:.1f} times that of the calm")
    return [*faults, *memory(server.pid, port, requests), *orphans(server)]


def read(port: int, readers: int, seconds: float) -> Asked:
    """What so many readers of one address get in so long, each asking again a moment later."""
    asked, until = Asked(), time.monotonic() + seconds

    def one(_: int) -> None:
        while time.monotonic() < until:
            begun = time.monotonic()
            status = ask(port, POINT)
            asked.seconds.append(time.monotonic() - begun)
            asked.statuses[status] += 1
            time.sleep(0.2)

    with ThreadPoolExecutor(readers) as pool:
        list(pool.map(one, range(readers)))
    return asked


def ask(port: int, query: str, source: str = READERS, **headers: str) -> int:
    """The status of an answer; 0 where there is none."""
    connection = http.client.HTTPConnection("127.0.0.1", port, 30, source_address=(source, 0))
    try:
        connection.request("GET", f"/sparql?query={quote(query)}", headers=headers)
        answer = connection.getresponse()
        answer.read()
        return answer.status
    except (OSError, http.client.HTTPException):
        return 0
    finally:
        connection.close()


def repeat(abuse: Callable[[int], str], port: int, over: threading.Event) -> Counter[str]:
    got: Counter[str] = Counter()
    while not over.is_set():
        with suppress(OSError):
            got[abuse(port)] += 1
    return got


def _hurts(query: str) -> Callable[[int], str]:
    return lambda port: str(ask(port, query, ABUSER))


def _slow(port: int) -> str:
    """A body that comes a byte at a time."""
    with socket.create_connection(("127.0.0.1", port), 30, (ABUSER, 0)) as line:
        line.sendall(b"POST /sparql HTTP/1.1\r\nHost: localhost\r\nContent-Length: 60000\r\n\r\n")
        for _ in range(20):
            line.sendall(b"A")
            time.sleep(0.5)
    return "slow body"


def _idle(port: int) -> str:
    """Many connections that ask nothing."""
    lines = [socket.create_connection(("127.0.0.1", port), 30, (ABUSER, 0)) for _ in range(100)]
    time.sleep(6)
    for line in lines:
        line.close()
    return "idle"


def _heads(port: int) -> str:
    return str(ask(port, "ASK {}", ABUSER, **{"X-Much": "x" * 100_000}))


def _form(port: int) -> str:
    """A form from a page elsewhere."""
    connection = http.client.HTTPConnection("127.0.0.1", port, 30, source_address=(ABUSER, 0))
    kind = {"Content-Type": "application/x-www-form-urlencoded", "Origin": "http://evil.example"}
    connection.request("POST", "/sparql", urlencode({"query": ENDLESS}), kind)
    status = connection.getresponse().status
    connection.close()
    return str(status)


ABUSES = (*map(_hurts, (*HURTS, ENDLESS, ENDLESS, SERVICE)), _slow, _idle, _heads, _form)


def memory(server: int, port: int, requests: int) -> list[str]:
    """Whether the server's memory is the same over so many requests, after some to warm up."""

    def many(count: int) -> None:
        with ThreadPoolExecutor(4) as pool:
            list(pool.map(lambda _: ask(port, "ASK { ?s ?p ?o }"), range(count)))

    many(requests // 10)
    before = resident(server)
    many(requests)
    after = resident(server)
    print(f"memory: {before / 1e6:.1f} MB, after {requests:,} requests {after / 1e6:.1f} MB")
    return [] if after < before * 1.05 else [f"memory grew by {after / before - 1:.0%}"]


def resident(process: int) -> int:
    pages = Path(f"/proc/{process}/statm").read_text(encoding="ascii").split()[1]
    return int(pages) * 4096


def orphans(server: subprocess.Popen[bytes]) -> list[str]:
    """Engines that are there five seconds after the server was killed."""
    listed = subprocess.run(["pgrep", "-P", str(server.pid)], capture_output=True, check=False)
    engines = listed.stdout.decode().split()
    server.kill()
    server.wait()
    time.sleep(5)
    left = [engine for engine in engines if Path(f"/proc/{engine}/exe").exists()]
    print(f"{len(engines)} engines, {len(left)} of them 5 s after the server was killed")
    return [f"process {engine} is an orphan" for engine in left]


def told(asked: Asked) -> str:
    middle = sorted(asked.seconds)[len(asked.seconds) // 2]
    return (
        f"{len(asked.seconds):,} answers, {asked.refused} refused, "
        f"p50 {middle * 1000:.0f} ms, p95 {asked.p95 * 1000:.0f} ms"
    )


if __name__ == "__main__":
    sys.exit(main())
