"""Articles -> extractions, in several processes under watch.

Each process has one article at a time. When it dies of it, is at it for too long, or needs too
much memory, the article is named and another process takes its place. What comes out is in the
order of the articles, and the same for any number of processes.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import chain, islice
from multiprocessing import get_context, parent_process
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from pathlib import Path
from threading import Thread
from time import monotonic
from typing import TypeAlias

from kg.faults import BUGS
from kg.model import Article, Extraction, Skipped
from kg.understand import Reader, failed

FEW = 50
"""Articles up to which one process is enough, besides this one."""
LONGEST = 300.0
"""Seconds that one article may take."""
LARGEST = 4_000_000_000
"""Bytes of memory that a process may take beyond what it has when it begins."""

Result: TypeAlias = Extraction | Skipped


def cores() -> int:
    """The processors that this process may use, on Linux; elsewhere one."""
    return len(os.sched_getaffinity(0)) if _watches() else 1


def _watches() -> bool:
    """Whether a process that is made of this one works as well as this one, as it does on Linux."""
    return hasattr(os, "sched_getaffinity")


def read_by(
    workers: int,
    reader: Reader,
    articles: Iterable[Article],
    *,
    few: int = FEW,
    seconds: float = LONGEST,
) -> Iterator[Result]:
    """What each article says, in their order, by so many processes, by one where there are not more
    than a `few` articles. On systems where none can be made of this process it reads them itself.
    """
    waiting = iter(articles)
    first = list(islice(waiting, few + 1 if workers > 1 else 1))
    waiting = chain(first, waiting)
    if not first or not _watches():
        yield from reader.read(waiting)
        return
    reader.load()  # once, for all processes that are made of this one
    pool = _Pool(reader=reader, workers=workers if len(first) > few else 1, seconds=seconds)
    try:
        yield from pool.results(waiting)
    finally:
        pool.close()


@dataclass(slots=True, kw_only=True)
class _Worker:
    """A process, what leads to it, and the article that it has since when."""

    process: BaseProcess
    line: Connection
    number: int = -1
    article: Article | None = None
    since: float = 0.0


@dataclass(slots=True, kw_only=True)
class _Pool:
    reader: Reader
    workers: int
    seconds: float
    busy: list[_Worker] = field(default_factory=list)
    idle: list[_Worker] = field(default_factory=list)
    done: dict[int, Result] = field(default_factory=dict)

    def results(self, articles: Iterator[Article]) -> Iterator[Result]:
        given = told = 0
        coming = next(articles, None)
        while coming is not None or told < given:
            while coming is not None and len(self.busy) < self.workers:
                self.give(given, coming)
                given, coming = given + 1, next(articles, None)
            self.collect()
            while told in self.done:
                yield self.done.pop(told)
                told += 1

    def give(self, number: int, article: Article) -> None:
        worker = self.idle.pop() if self.idle else self.start()
        worker.number, worker.article, worker.since = number, article, monotonic()
        self.busy.append(worker)
        with suppress(OSError):  # a process that is gone is noticed when it does not answer
            worker.line.send(article)

    def start(self) -> _Worker:
        context = get_context("fork")
        own, theirs = context.Pipe()
        others = [own, *(worker.line for worker in (*self.busy, *self.idle))]
        arguments = (theirs, others, self.reader)
        process = context.Process(target=_work, args=arguments, daemon=True)
        process.start()
        theirs.close()
        return _Worker(process=process, line=own)

    def collect(self) -> None:
        """Waits for an answer, or until an article has taken too long."""
        left = min(worker.since for worker in self.busy) + self.seconds - monotonic()
        answered = wait([worker.line for worker in self.busy], timeout=max(0.0, left))
        for worker in list(self.busy):
            if worker.line in answered:
                self.take(worker)
            elif monotonic() - worker.since > self.seconds:
                self.give_up(worker, f"took longer than {self.seconds:g} seconds")

    def take(self, worker: _Worker) -> None:
        try:
            told = worker.line.recv()
        except (EOFError, OSError):
            self.give_up(worker, "ended the process that read it")
            return
        if isinstance(told, Exception):
            raise told
        self.done[worker.number] = told
        self.busy.remove(worker)
        self.idle.append(worker)

    def give_up(self, worker: _Worker, why: str) -> None:
        assert worker.article is not None
        self.done[worker.number] = failed(worker.article.name, why)
        self.busy.remove(worker)
        _end(worker)

    def close(self) -> None:
        for worker in (*self.busy, *self.idle):
            _end(worker)


def _end(worker: _Worker) -> None:
    worker.process.kill()
    worker.process.join()
    worker.line.close()


def _work(line: Connection, others: list[Connection], reader: Reader) -> None:
    """The life of a process: an article in, what it says out, until nobody is there any more."""
    for other in others:  # a copy of one would keep that process waiting when the first is gone
        other.close()
    Thread(target=_end_with_parent, daemon=True).start()
    _limit_memory(LARGEST)
    with suppress(EOFError, OSError, KeyboardInterrupt):
        for result in _told(reader, line):
            line.send(result)


def _told(reader: Reader, line: Connection) -> Iterator[Result | Exception]:
    """What each article says; last, a bug of ours where it is to end the run (see `kg.faults`)."""
    try:
        yield from reader.read(iter(line.recv, None))
    except BUGS as error:
        yield error


def _end_with_parent() -> None:
    """End when who hands out articles is gone, be it in the midst of one."""
    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _limit_memory(more: int) -> None:
    """Let this process take so much more memory than it has, on systems that tell and limit it."""
    with suppress(ImportError, OSError, ValueError):
        import resource

        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0])
        most = pages * resource.getpagesize() + more
        top = resource.getrlimit(resource.RLIMIT_AS)[1]
        most = most if top == resource.RLIM_INFINITY else min(most, top)
        resource.setrlimit(resource.RLIMIT_AS, (most, top))
