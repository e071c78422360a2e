"""Workers that answer queries, and who has to wait for one."""

from __future__ import annotations

import asyncio
from collections import Counter, deque
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from time import monotonic

from kg.sandbox import Answer, Engine, Substitutions

_QUICK = 1.0
"""Seconds within which a query is quick."""
_TIMES = 4
"""Who is so much quicker than the slowest is not slow, but on a machine that is busy."""
_FORGOTTEN = 0.9
"""What of the time that a query took counts when the next one has ended."""
_REMEMBERED = 10_000
"""Clients of which it is remembered how slow they were."""


class Busy(Exception):
    """`status` is 429 where one client asks too much at once, 503 where all do."""

    def __init__(self, status: int, problem: str) -> None:
        super().__init__(problem)
        self.status = status


class Pool:
    """Engines, each for one query at a time; `waiting` queries may wait for one, and `per_client`
    of a client be here at once.

    Clients take turns, however many queries each has here. Where several have asked, the last
    engine that is idle is kept for who has none at work and is not among the slow ones, and some
    places to wait for who has none here.
    """

    def __init__(self, engines: Sequence[Engine], *, waiting: int, per_client: int) -> None:
        self._engines = tuple(engines)
        self._most = len(self._engines) + waiting
        self._per_client = per_client
        self._here: Counter[str] = Counter()
        self._at_work: Counter[str] = Counter()
        self._took: dict[str, float] = {}
        self._known: dict[str, None] = {}
        self._turns: dict[str, deque[asyncio.Future[Engine]]] = {}
        self._idle: list[Engine] = []
        self._threads = ThreadPoolExecutor(len(self._engines))

    def open(self) -> None:
        """Start the engines, so that the first query does not wait for them."""
        for engine in self._engines:
            engine.start()
            self._idle.append(engine)

    def close(self) -> None:
        """End the engines, and with them all queries."""
        for engine in self._engines:
            engine.close()
        self._threads.shutdown(wait=True, cancel_futures=True)
        for engine in self._engines:  # one that has started anew meanwhile
            engine.close()

    async def ask(
        self,
        client: str,
        query: str,
        substitutions: Substitutions | None = None,
        *,
        rows: str = "json",
        triples: str = "turtle",
    ) -> Answer:
        """The answer of `Engine.ask`. Raises `Busy`."""
        self._admit(client)
        self._here[client] += 1
        self._known[client] = self._known.pop(client, None)
        if len(self._known) > _REMEMBERED:
            del self._known[next(iter(self._known))]
        try:
            engine = await self._turn(client)
            loop, begun = asyncio.get_running_loop(), monotonic()
            try:
                return await loop.run_in_executor(
                    self._threads,
                    lambda: _asked(engine, query, substitutions, rows, triples),
                )
            finally:
                self._free(client, engine, monotonic() - begun)
        finally:
            _less(self._here, client)

    def _admit(self, client: str) -> None:
        """Raises `Busy`; who has no query here finds a place longer than who has one."""
        if self._here[client] >= self._per_client:
            raise Busy(429, f"{self._per_client} of your queries are at work; wait for them")
        if self._here.total() >= self._most * (1 if self._here[client] else 2):
            raise Busy(503, "too many queries are at work; try again")

    async def _turn(self, client: str) -> Engine:
        place: asyncio.Future[Engine] = asyncio.get_running_loop().create_future()
        self._turns.setdefault(client, deque()).append(place)
        self._give()
        try:
            return await place
        except asyncio.CancelledError:
            if place.done() and not place.cancelled():
                self._free(client, place.result(), 0.0)
            raise

    def _give(self) -> None:
        """Hand idle engines to those who wait, in turns."""
        for client in list(self._turns):
            if not self._idle:
                return
            if not self._may(client):
                continue
            waiting = self._turns.pop(client)
            while waiting and waiting[0].done():
                waiting.popleft()  # nobody waits for it any more
            if waiting:
                self._at_work[client] += 1
                waiting.popleft().set_result(self._idle.pop())
            if waiting:
                self._turns[client] = waiting

    def _may(self, client: str) -> bool:
        """Whether a client may have an idle engine, be it the last."""
        kept = len(self._engines) > 1 and len(self._idle) == 1 and len(self._known) > 1
        return not kept or not (self._at_work[client] or self._is_slow(client))

    def _is_slow(self, client: str) -> bool:
        took = self._took.get(client, 0.0)
        return took > _QUICK and took * _TIMES > max(self._took.values())

    def _free(self, client: str, engine: Engine, seconds: float) -> None:
        _less(self._at_work, client)
        self._took[client] = max(seconds, _FORGOTTEN * self._took.pop(client, 0.0))
        if len(self._took) > _REMEMBERED:
            del self._took[next(iter(self._took))]
        self._idle.append(engine)
        self._give()


def _asked(
    engine: Engine, query: str, substitutions: Substitutions | None, rows: str, triples: str
) -> Answer:
    """The answer; an engine that a query has ended starts anew before anybody else has it."""
    try:
        return engine.ask(query, substitutions, rows=rows, triples=triples)
    finally:
        if not engine.running:
            engine.start()


def _less(count: Counter[str], client: str) -> None:
    count[client] -= 1
    if count[client] <= 0:
        del count[client]
