"""A built graph as a local, read-only SPARQL endpoint, with its page and its addresses.

    /            the page of the graph
    /sparql      SPARQL 1.1 protocol; in a browser, a page to ask on
    /ontology    the terms; /.well-known/void leads to what the graph says of itself
    below the path of the graph's base address, each thing, which leads to its document: a page,
    Turtle or JSON-LD

The process that listens never runs a query: workers do, which have no network and are ended when
they take too long (see `kg.sandbox`). There is no way to change anything.
"""

from __future__ import annotations

import math
import re
import signal
import socket
from asyncio import Transport
from collections.abc import Callable
from dataclasses import dataclass, field
from ipaddress import IPv4Address, ip_address
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NoReturn
from urllib.parse import urlsplit

import uvicorn
from starlette.applications import Starlette
from uvicorn.protocols.http.h11_impl import H11Protocol

from kg.errors import InputError
from kg.manifest import checked
from kg.prefixes import read_prefixes
from kg.sandbox import Engine, Limits, make_store
from kg.serve.app import HEADERS, make_app
from kg.serve.pool import Pool

_CONNECTIONS = 1000
_OF_ONE = 300
"""Connections at once: of all, of one address."""
_SILENT = 5.0
_DAY = 86_400
_ORIGIN = re.compile(r"https?://[\w.-]+(:\d+)?")
_NAMES = ("127.0.0.1", "localhost")
LIMITS = Limits(seconds=10.0, memory=1_500_000_000, rows=10_000, size=20_000_000)


@dataclass(frozen=True, slots=True, kw_only=True)
class Service:
    """Where to listen and how much to allow: workers, requests that wait, requests of a client; the
    pages that may ask, and the proxies that are believed whom they ask for.
    """

    address: str = "127.0.0.1"
    port: int = 8765
    workers: int = 2
    waiting: int = 64
    per_client: int = 32
    limits: Limits = field(default_factory=lambda: LIMITS)
    exposed: bool = False
    origins: tuple[str, ...] = ()
    proxies: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        """Raises `InputError` naming the option."""
        try:
            address = IPv4Address("127.0.0.1" if self.address == "localhost" else self.address)
        except ValueError as error:
            problem = f"{self.address!r} is no IPv4 address; write 127.0.0.1"
            raise InputError("--listen", problem) from error
        if not self.exposed and not address.is_loopback:
            problem = "is an address that other machines reach; if you mean it, add --i-know"
            raise InputError(self.address, problem)
        object.__setattr__(self, "address", str(address))
        for origin in self.origins:
            if origin != "*" and not _ORIGIN.fullmatch(origin):
                problem = f"{origin!r} is no origin; write https://example.org, or * for all"
                raise InputError("--allow-origin", problem)
        for proxy in self.proxies:
            try:
                ip_address(proxy)
            except ValueError as error:
                problem = f"{proxy!r} is no address of a machine; write 127.0.0.1"
                raise InputError("--behind-proxy", problem) from error
        for option, number, most in (
            ("--port", self.port, 65_535),
            ("--workers", self.workers, 1000),
            ("--per-client", self.per_client, math.inf),
            ("--rows", self.limits.rows, math.inf),
            ("--waiting", self.waiting + 1, math.inf),
        ):
            if not 1 <= number <= most:
                least = 0 if option == "--waiting" else 1
                top = f" to {most}" if most < math.inf else " or more"
                raise InputError(option, f"takes a number from {least}{top}")
        if not 0 < self.limits.seconds <= _DAY:
            raise InputError("--timeout", f"takes seconds, more than 0 and up to {_DAY}")

    @property
    def place(self) -> str:
        """Where the server is found."""
        return f"http://{self.address}:{self.port}/"


def serve(output: Path, service: Service, ready: Callable[[], None] = lambda: None) -> None:
    """Serve the graph in the folder of a build until the process is told to end.

    `ready` is called when nothing is in the way any more. Raises `InputError` for a graph that
    cannot be read and a port that cannot be had.
    """
    graph, page = checked(output / "graph.ttl"), output / "graph.html"
    if page.is_file():
        checked(page)
    prefixes = read_prefixes(graph)
    with _bound(service) as port, TemporaryDirectory(prefix="kg-serve-") as folder:
        store = Path(folder) / "store"
        make_store(graph, store)
        engines = [Engine(store, prefixes, service.limits) for _ in range(service.workers)]
        pool = Pool(engines, waiting=service.waiting, per_client=service.per_client)
        hosts, origins = _hosts(service, prefixes), service.origins
        app = make_app(pool, page=page, prefixes=prefixes, hosts=hosts, origins=origins)
        ready()
        _run(_config(app, service), port)


def _bound(service: Service) -> socket.socket:
    """The port, taken but not open yet."""
    port = socket.socket()
    port.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        port.bind((service.address, service.port))
    except OSError as error:
        port.close()
        problem = f"cannot be had ({error.strerror}); choose another --port or --listen"
        raise InputError(service.place, problem) from error
    return port


def _hosts(service: Service, prefixes: dict[str, str]) -> list[str]:
    """The names that a request may call the server by, so that no other name leads a browser
    here.
    """
    if service.exposed and IPv4Address(service.address).is_unspecified:
        return ["*"]
    own = urlsplit(prefixes.get("d", "")).hostname
    return [*_NAMES, service.address, *([own] if own else [])]


class _Protocol(H11Protocol):
    """Hangs up on who connects and asks nothing, or has too many connections."""

    def connection_made(self, transport: Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        self.loop.call_later(_SILENT, self._hang_up)
        host = self.client[0] if self.client else ""
        same = [c for c in self.connections if isinstance(c, _Protocol) and c.client]
        alone = host not in (self.config.forwarded_allow_ips or ())
        if alone and sum(c.client[0] == host for c in same if c.client) > _OF_ONE:
            transport.abort()

    def _hang_up(self) -> None:
        if self.cycle is None:
            self.transport.close()


def _config(app: Starlette, service: Service) -> uvicorn.Config:
    return uvicorn.Config(
        app,
        http=_Protocol,
        ws="none",
        h11_max_incomplete_event_size=HEADERS,
        limit_concurrency=_CONNECTIONS,
        timeout_keep_alive=5,
        timeout_graceful_shutdown=3,
        access_log=False,
        log_level="warning",
        server_header=False,
        proxy_headers=bool(service.proxies),
        forwarded_allow_ips=list(service.proxies),
    )


def _run(config: uvicorn.Config, port: socket.socket) -> None:
    """Run the server; a signal to end is a way to end, and not a fault."""
    former = signal.signal(signal.SIGTERM, _stopped)
    try:
        uvicorn.Server(config).run(sockets=[port])
    except KeyboardInterrupt:
        return
    finally:
        signal.signal(signal.SIGTERM, former)


def _stopped(number: int, frame: object) -> NoReturn:
    raise KeyboardInterrupt
