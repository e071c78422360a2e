"""Opens what is read: regular files only, of bounded size, unpacked where they are packed.

Any format may be packed with gzip (`dump.jsonl.gz`). What grows out of all proportion while it is
unpacked was made to fill a machine, and is refused.
"""

from __future__ import annotations

import gzip
import io
import os
import stat
import zlib
from pathlib import Path
from typing import BinaryIO

from kg.model import Skipped

LONGEST_BYTES = 20_000_000
"""No article is larger: what is, is a dump of something else."""
MOST_TIMES = 100
"""Texts shrink to a fifth or a twentieth; nothing that people wrote grows a hundredfold."""
UNPACKED_FREELY = 10_000_000
_CHUNK = 1 << 16

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


def ending(path: Path) -> str:
    """The ending that tells the format, in small letters: of what is inside, where it is packed.

    >>> ending(Path("a/Dump.JSONL.gz"))
    '.jsonl'
    """
    return Path(path.name.lower().removesuffix(".gz")).suffix


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


def open_unpacked(path: Path) -> BinaryIO:
    """The same, and what it holds where it is packed with gzip. Reading may raise `Unreadable`."""
    file = open_regular(path)
    return io.BufferedReader(_Unpacked(file), _CHUNK) if path.suffix.lower() == ".gz" else file


def read_bytes(path: Path) -> bytes:
    """All of a file, if it is a regular one of sensible size. Raises `Unreadable`."""
    with open_unpacked(path) as file:
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


class _Unpacked(io.RawIOBase):
    """What is packed in a file, as long as it stays in proportion to the file."""

    def __init__(self, packed: BinaryIO) -> None:
        self._packed = packed
        self._gzip = gzip.GzipFile(fileobj=packed)
        self._size = 0

    def readable(self) -> bool:
        return True

    def tell(self) -> int:
        return self._size

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        try:
            data = self._gzip.read1(len(buffer))
        except (OSError, EOFError, zlib.error) as error:
            problem = "is no whole gzip file, and is read up to where it breaks; fetch it again"
            raise Unreadable("malformed", problem) from error
        self._size += len(data)
        if self._size > max(UNPACKED_FREELY, MOST_TIMES * self._packed.tell()):
            problem = f"unpacks to more than {MOST_TIMES} times its size; unpack it and look at it"
            raise Unreadable("too_large", problem)
        buffer[: len(data)] = data
        return len(data)

    def close(self) -> None:
        self._gzip.close()
        self._packed.close()
        super().close()
