"""The output folder: one build at a time; new files are prepared inside it, then moved into place.

A build that fails, or is killed, leaves what was there before.
"""

from __future__ import annotations

import fcntl
import json
import os
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path

from kg.errors import OutputError
from kg.model import Article

GRAPH = "graph"
REPORT = "report.json"
TEXT = "text"
_STAGE = ".kg-new"
_LOCK = ".kg.lock"
_PLAIN = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,99}")
_WRITTEN = re.compile(
    rf"{TEXT}|{re.escape(REPORT)}|{GRAPH}\.\w+|context\.jsonld|(nodes|edges)\.csv"
)
_RESERVED = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\..*)?", re.IGNORECASE)


@dataclass(slots=True, kw_only=True)
class Delivery:
    """Files on their way: written to `stage`, moved to `folder` by `deliver`."""

    folder: Path
    stage: Path
    _texts: dict[str, str] = field(default_factory=dict)

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
        """Moves all files into place, and removes the texts of a former build that are no more."""
        with _refusals(self.folder):
            former = _former_texts(self.folder)
            (self.folder / TEXT).mkdir(exist_ok=True)
            for path in sorted((self.stage / TEXT).iterdir()):
                path.replace(self.folder / TEXT / path.name)
            for path in sorted(path for path in self.stage.iterdir() if path.is_file()):
                path.replace(self.folder / path.name)
            for name in sorted(former - set(self._texts.values())):
                (self.folder / TEXT / name).unlink(missing_ok=True)


@contextmanager
def delivery(folder: Path) -> Iterator[Delivery]:
    """An output folder, created where needed. Raises `OutputError` while another build has it."""
    with _refusals(folder):
        folder.mkdir(parents=True, exist_ok=True)
    with _locked(folder):
        stage = folder / _STAGE
        try:
            with _refusals(folder):
                shutil.rmtree(stage, ignore_errors=True)
                (stage / TEXT).mkdir(parents=True)
            yield Delivery(folder=folder, stage=stage)
        finally:
            shutil.rmtree(stage, ignore_errors=True)
            _remove_if_unused(folder)


def _remove_if_unused(folder: Path) -> None:
    """A folder in which nothing but the lock came to be is no output."""
    if [path.name for path in folder.iterdir()] == [_LOCK]:
        (folder / _LOCK).unlink()
        folder.rmdir()


def own_files(folder: Path) -> tuple[Path, ...]:
    """What a build writes, and so never reads, should the folder lie among the articles."""
    names = (TEXT, REPORT, f"{GRAPH}.ttl", f"{GRAPH}.html")
    return tuple(folder.resolve() / name for name in names)


def is_output(folder: Path) -> bool:
    """Whether a build has written into this folder, wherever it lies now."""
    named = (folder / name for name in (REPORT, f"{GRAPH}.ttl"))
    return (folder / _LOCK).is_file() or all(path.is_file() for path in named)


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
    with _refusals(folder):
        lock = os.open(folder / _LOCK, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
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


def _former_texts(folder: Path) -> set[str]:
    """The names of the text files that the last build wrote, by its report."""
    try:
        articles = json.loads((folder / REPORT).read_bytes())["articles"]
        return {Path(article["text"]).name for article in articles}
    except (OSError, ValueError, LookupError, TypeError):
        return set()


@contextmanager
def _refusals(place: Path) -> Iterator[None]:
    """What the system refuses becomes an `OutputError` that names the place."""
    try:
        yield
    except OSError as error:
        raise OutputError(place, f"cannot be written: {error.strerror or error}") from error
