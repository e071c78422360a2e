"""The output folder: one build at a time, prepared out of sight and delivered as a whole.

A build that fails, or is killed, leaves what was there before (see `kg.generations`).
"""

from __future__ import annotations

import fcntl
import os
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path

from kg.claims import claim
from kg.errors import OutputError
from kg.generations import CACHE, LOCK, NEW, SHOWN, adopt, current, place, show, sweep
from kg.manifest import HIDDEN, MANIFEST, TEXT
from kg.model import Article

GRAPH = "graph"
REPORT = "report.json"
_PLAIN = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,99}")
_WRITTEN = re.compile(
    rf"{TEXT}|{re.escape(REPORT)}|{re.escape(MANIFEST)}|{GRAPH}\.\w+|context\.jsonld|ontology\.ttl|(neo4j-)?(nodes|edges)\.csv"
    r"|facts-[a-z-]+\.(csv|parquet)"
)
_RESERVED = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\..*)?", re.IGNORECASE)


@dataclass(slots=True, kw_only=True)
class Delivery:
    """Files on their way: written to `stage`, shown in `folder` by `deliver`."""

    folder: Path
    stage: Path
    generation: Path | None = None
    _texts: dict[str, str] = field(default_factory=dict)

    @property
    def cache(self) -> Path:
        """Where a build may keep what the next one need not do again."""
        return self.folder / HIDDEN / CACHE

    def add_text(self, article: Article) -> str:
        """Writes the text that the offsets of an article count in; returns its path there."""
        name = text_name(article.name)
        if name.casefold() in self._texts:
            name = text_name(article.name, alone=False)
        self._texts[name.casefold()] = name
        with _refusals(self.folder / TEXT / name):
            (self.stage / TEXT / name).write_bytes(article.text.encode("utf-8"))
        return f"{TEXT}/{name}"

    def add_report(self, text: str) -> None:
        with _refusals(self.folder / REPORT):
            (self.stage / REPORT).write_bytes(text.encode("utf-8"))

    def deliver(self) -> None:
        """Shows all files at once in place of the former ones."""
        with _refusals(self.folder):
            claim(self.folder)  # once more: a long build gives time to put something there
            adopt(self.folder)
            self.generation = place(self.folder, self.stage)
            show(self.folder, self.generation)
        with suppress(OSError):  # it is delivered; the next build sweeps again
            sweep(self.folder)


@contextmanager
def delivery(folder: Path) -> Iterator[Delivery]:
    """An output folder, created where needed.

    Raises `OutputError` where it is somebody's, or while another build has it. An interrupt says
    whether the new output is there.
    """
    files = Delivery(folder=folder, stage=folder / HIDDEN / NEW)
    try:
        with _held(folder, files.stage):
            yield files
    except KeyboardInterrupt as error:
        delivered = files.generation and files.generation == current(folder)
        done = "has the new output" if delivered else "is as it was"
        raise KeyboardInterrupt(f"{folder} {done}") from error


@contextmanager
def _held(folder: Path, stage: Path) -> Iterator[None]:
    """Has an output folder for itself, with an empty folder to prepare the files in."""
    with _refusals(folder):
        claim(folder)
        made = [path for path in (folder / HIDDEN, folder, *folder.parents) if not path.exists()]
        (folder / HIDDEN).mkdir(parents=True, exist_ok=True)
    with _locked(folder):
        try:
            with _refusals(folder):
                sweep(folder)
                (stage / TEXT).mkdir(parents=True)
            yield
        finally:
            shutil.rmtree(stage, ignore_errors=True)
            if not current(folder):
                _remove_unused(folder, made)


def _remove_unused(folder: Path, made: list[Path]) -> None:
    """Folders in which no output came to be are none."""
    with suppress(OSError):  # something is in one of them
        shutil.rmtree(folder / HIDDEN / CACHE, ignore_errors=True)
        (folder / HIDDEN / LOCK).unlink()
        for path in made:
            path.rmdir()


def own_files(folder: Path) -> tuple[Path, ...]:
    """What a build writes, and so never reads, should the folder lie among the articles."""
    return tuple(folder.resolve() / name for name in SHOWN)


def is_output(folder: Path) -> bool:
    """Whether a build has written into this folder, wherever it lies now."""
    named = (folder / name for name in (REPORT, f"{GRAPH}.ttl"))
    return (folder / HIDDEN).is_dir() or all(path.is_file() for path in named)


def is_written(path: Path) -> bool:
    """Whether a build, or an export into the folder of one, wrote this file or folder."""
    if path.parent.name == TEXT and is_output(path.parent.parent):
        return True
    return _WRITTEN.fullmatch(path.name) is not None and is_output(path.parent)


def text_name(article: str, *, alone: bool = True) -> str:
    """A file name for the text of an article: its own where that is harmless, else with a digest.

    >>> text_name("a01.txt"), text_name("../../x")
    ('a01.txt', 'x-9cdf6a50.txt')
    """
    stem = article.removesuffix(".txt")
    if alone and _PLAIN.fullmatch(stem) and not _RESERVED.fullmatch(stem):
        return f"{stem}.txt"
    digest = sha256(article.encode("utf-8", "surrogatepass")).hexdigest()[:8]
    plain = re.sub(r"[^A-Za-z0-9-]+", "-", stem).strip("-")[:60]
    return f"{plain or 'article'}-{digest}.txt"


@contextmanager
def _locked(folder: Path) -> Iterator[None]:
    """Holds the folder; the system lets go of it should the process die."""
    flags = os.O_RDWR | os.O_CREAT | os.O_CLOEXEC | os.O_NOFOLLOW
    with _refusals(folder):
        lock = os.open(folder / HIDDEN / LOCK, flags, 0o644)
    try:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            holder = os.pread(lock, 20, 0).decode("ascii", "replace") or "unknown"
            problem = f"another build is writing here (process {holder})"
            raise OutputError(folder, problem) from error
        with _refusals(folder):
            os.ftruncate(lock, 0)
            os.pwrite(lock, str(os.getpid()).encode("ascii"), 0)
        try:
            yield
        finally:
            os.ftruncate(lock, 0)
    finally:
        os.close(lock)


@contextmanager
def _refusals(place: Path) -> Iterator[None]:
    """What the system refuses becomes an `OutputError` that names the place."""
    try:
        yield
    except OSError as error:
        raise OutputError(place, f"cannot be written: {error.strerror or error}") from error
