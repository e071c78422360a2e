"""Which files are read: regular files inside the folders given, in one fixed order.

Nothing is followed out of a folder: no symbolic link, no pipe, no device. What is left out is
named.
"""

from __future__ import annotations

import os
import re
import stat
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from kg.errors import InputError
from kg.model import Skipped

SUFFIXES = frozenset(
    {".txt", ".text", ".md", ".markdown", ".html", ".htm", ".xhtml", ".jsonl", ".ndjson", ".json"}
)
INDEX_NAMES = frozenset({"index.jsonl", "index.csv"})
_PASSED = re.compile(r"\.|(README|LICEN[CS]E|COPYING|CHANGELOG)(\.|$)")
LONGEST_BYTES = 20_000_000
"""No article is larger: what is, is a dump of something else."""

_OPEN = (
    os.O_RDONLY
    | getattr(os, "O_NOFOLLOW", 0)
    | getattr(os, "O_NONBLOCK", 0)
    | getattr(os, "O_BINARY", 0)
)


class Unreadable(Exception):
    """One file or record cannot be read; becomes a `Skipped` with this reason code and sentence."""

    def __init__(self, reason: str, message: str) -> None:
        super().__init__(message)
        self.reason = reason
        self.message = message

    def skipped(self, name: str) -> Skipped:
        return Skipped(name=name, reason=self.reason, message=self.message)


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Source:
    """A file to read, and the name its articles go by."""

    name: str
    path: Path


def sources(paths: Iterable[Path | str], leave_out: Iterable[Path] = ()) -> list[Source | Skipped]:
    """Every file under `paths`, sorted by name, so that the order of the arguments does not matter.

    The name is the file name; where two files share one, as much of the path as
    tells them apart. Raises
    `InputError` for a path that does not exist.
    """
    files: set[Path] = set()
    skipped: dict[Path, Skipped] = {}
    left_out = frozenset(leave_out)
    for given in paths:
        for path, fault in _walk(_existing(Path(given)), left_out):
            if fault:
                skipped[path] = fault
            else:
                files.add(path)
    found = sorted(Source(name=name, path=path) for path, name in _names(files).items())
    return [*found, *(fault for _, fault in sorted(skipped.items()))]


def open_regular(path: Path) -> BinaryIO:
    """The file opened for reading, certainly a regular one. Raises `Unreadable`."""
    try:
        handle = os.open(path, _OPEN)
    except OSError as error:
        raise Unreadable(
            "unreadable", f"cannot be opened ({error.strerror}); check its permissions"
        ) from error
    if not stat.S_ISREG(os.fstat(handle).st_mode):
        os.close(handle)
        raise Unreadable("not_a_file", "is not a regular file; give a file or a folder of files")
    return os.fdopen(handle, "rb")


def read_bytes(path: Path) -> bytes:
    """All of a file, if it is a regular one of sensible size. Raises `Unreadable`."""
    with open_regular(path) as file:
        try:
            data = file.read(LONGEST_BYTES + 1)
        except OSError as error:
            raise Unreadable("unreadable", f"cannot be read ({error.strerror})") from error
    if len(data) > LONGEST_BYTES:
        raise Unreadable(
            "too_large", f"is larger than {LONGEST_BYTES:,} bytes; split it into articles"
        )
    return data


def printable(name: str) -> str:
    """A file name or id as text that can be printed and stored: odd bytes and controls as U+FFFD.

    >>> printable("a\\nb\\udcff.txt")
    'a�b�.txt'
    """
    return "".join(c if c.isprintable() else "\ufffd" for c in name)


def _existing(given: Path) -> Path:
    try:
        return given.resolve(strict=True)
    except (OSError, RuntimeError, ValueError) as error:
        raise InputError(printable(str(given)), "no such file or folder; check the path") from error


def _walk(root: Path, left_out: frozenset[Path]) -> Iterator[tuple[Path, Skipped | None]]:
    """The files at and under `root`; hidden, metadata and readme files are passed over silently."""
    todo = [root]
    while todo:
        path = todo.pop()
        if path in left_out:
            continue
        try:
            mode = path.lstat().st_mode
            if stat.S_ISDIR(mode):
                todo += sorted(
                    (p for p in path.iterdir() if not _PASSED.match(p.name)), reverse=True
                )
                continue
        except OSError as error:
            yield (
                path,
                _fault(
                    path,
                    "unreadable",
                    f"cannot be opened ({error.strerror}); check its permissions",
                ),
            )
            continue
        if path == root or path.name not in INDEX_NAMES or _holds_articles(path):
            yield path, _unfit(path, mode)


def _unfit(path: Path, mode: int) -> Skipped | None:
    if stat.S_ISLNK(mode):
        return _fault(
            path, "symlink", "is a symbolic link; links are not followed, give the file itself"
        )
    if not stat.S_ISREG(mode):
        return _fault(path, "not_a_file", "is not a regular file; give a file or a folder of files")
    if path.suffix.lower() not in SUFFIXES:
        known = ", ".join(sorted(SUFFIXES))
        return _fault(
            path, "unknown_format", f"has no ending that is read ({known}); rename or convert it"
        )
    return None


def _holds_articles(path: Path) -> bool:
    """An index file lists metadata; one whose first line is long holds the articles themselves."""
    try:
        with open_regular(path) as file:
            return path.suffix == ".jsonl" and b'"text"' in file.readline(LONGEST_BYTES)
    except Unreadable:
        return False


def _fault(path: Path, reason: str, message: str) -> Skipped:
    return Skipped(name=printable(path.name), reason=reason, message=message)


def _names(files: set[Path]) -> dict[Path, str]:
    """The shortest end of each path that no other file has: `a.txt`, `sub/a.txt`."""
    named: dict[Path, str] = {}
    left, parts = sorted(files), 1
    while left:
        ends = {path: printable("/".join(path.parts[-parts:])) for path in left}
        count = Counter(ends.values())
        longest = max(len(path.parts) for path in left) <= parts
        named |= {path: end for path, end in ends.items() if count[end] == 1 or longest}
        left, parts = [path for path in left if path not in named], parts + 1
    return named
