"""Workers that answer queries, and who has to wait for one."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor

from kg.sandbox import Answer, Engine, Substitutions


class Busy(Exception):
    """`status` is 429 where one client asks too much at once, 503 where all do."""

    def __init__(self, status: int, problem: str) -> None:
        super().__init__(problem)
        self.status = status


class Pool:
    """Engines, each for one query at a time; `waiting` queries may wait for one, and `per_client`
    of a client be here at once.
    """

    def __init__(self, engines: Sequence[Engine], *, waiting: int, per_client: int) -> None:
        self._engines = tuple(engines)
        self._most = len(self._engines) + waiting
        self._per_client = per_client
        self._clients: Counter[str] = Counter()
        self._idle: asyncio.Queue[Engine] = asyncio.Queue()
        self._threads = ThreadPoolExecutor(len(self._engines))

    def open(self) -> None:
        """Start the engines, so that the first query does not wait for them."""
        for engine in self._engines:
            engine.start()
            self._idle.put_nowait(engine)

    def close(self) -> None:
        """End the engines, and with them all queries."""
        for engine in self._engines:
            engine.close()
        self._threads.shutdown(wait=True, cancel_futures=True)

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
        if self._clients[client] >= self._per_client:
            raise Busy(429, f"{self._per_client} of your queries are at work; wait for them")
        if self._clients.total() >= self._most:
            raise Busy(503, "too many queries are at work; try again")
        self._clients[client] += 1
        try:
            return await self._asked(query, substitutions, rows, triples)
        finally:
            self._clients[client] -= 1
            if not self._clients[client]:
                del self._clients[client]

    async def _asked(
        self, query: str, substitutions: Substitutions | None, rows: str, triples: str
    ) -> Answer:
        engine = await self._idle.get()
        try:
            return await asyncio.get_running_loop().run_in_executor(
                self._threads,
                lambda: engine.ask(query, substitutions, rows=rows, triples=triples),
            )
        finally:
            self._idle.put_nowait(engine)
