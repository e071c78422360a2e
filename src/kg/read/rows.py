"""JSON and JSON Lines: one article or many, in the fields of news services."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from functools import partial
from typing import Any, TextIO

from kg.model import Skipped
from kg.read import records
from kg.read.attempts import attempt
from kg.read.encodings import clean, decode, text_of
from kg.read.files import LONGEST_BYTES, Unreadable, open_unpacked
from kg.read.records import Record
from kg.read.sources import Source

_CHUNK = 1 << 20
_BETWEEN = re.compile(r"[\s,]*")


def json_values(source: Source, encoding: str | None) -> Iterator[Record | Skipped]:
    """An array, an answer of a service, or values one after another: each as long as a line."""
    number = 0
    with text_of(source.path, encoding) as (file, notes):
        for value in _values(file):
            rows = attempt(f"{source.name}#{number + 1}", partial(_unwrapped, value))
            if isinstance(rows, Skipped):
                number += 1
                yield rows
                continue
            for row in rows:
                number += 1
                yield read_row(source, row, number, notes if number == 1 else ())
    if not number:
        raise Unreadable("no_text", "holds no article; look at what it is")


def json_lines(source: Source, encoding: str | None) -> Iterator[Record | Skipped]:
    """One article a line, read line by line: a dump of any length fits."""
    found = False
    with open_unpacked(source.path) as file:
        for number, line in enumerate(iter(lambda: file.readline(LONGEST_BYTES), b""), start=1):
            if not line.strip():
                continue
            found = True
            read = attempt(f"{source.name}#{number}", partial(_line, line, encoding))
            if isinstance(read, Skipped):
                yield read
                continue
            for row in read[0]:
                yield read_row(source, row, number, read[1])
    if not found:
        raise Unreadable("empty", "is empty; nothing to read")


def _line(line: bytes, encoding: str | None) -> tuple[list[dict[str, Any]], tuple[str, ...]]:
    """The rows in one line, and what was guessed of it."""
    decoded = decode(line, encoding=encoding)
    return _unwrapped(records.load(decoded.text)), decoded.notes


def _unwrapped(value: Any) -> list[dict[str, Any]]:
    return list(records.unwrapped(value))


def read_row(
    source: Source, row: dict[str, Any], number: int, notes: tuple[str, ...] = ()
) -> Record | Skipped:
    """One row of a file as a record; it goes by its own id, or else by its number."""

    def made() -> Record:
        record = records.record(row)
        decoded = clean(record.text, *notes)
        return Record(
            id=record.id or str(number),
            text=decoded.text,
            metadata=record.metadata,
            notes=decoded.notes,
        )

    return attempt(f"{source.name}#{number}", made)


def _values(file: TextIO) -> Iterator[Any]:
    """The elements of an array, or the values one after another; never more than one is held."""
    buffer = _Buffer(file)
    in_array = buffer.next_is("[")
    while not (buffer.is_over() or (in_array and buffer.next_is("]"))):
        yield buffer.value()


class _Buffer:
    """The text that was read and not yet understood."""

    def __init__(self, file: TextIO) -> None:
        self._file = file
        self._text = file.read(_CHUNK)
        self._at = 0
        self._count = 0
        self._decoder = json.JSONDecoder()

    def is_over(self) -> bool:
        """Goes on to what comes next, past space and commas; true where nothing comes."""
        while True:
            self._at = _BETWEEN.match(self._text, self._at).end()  # type: ignore[union-attr]
            if self._at < len(self._text):
                return False
            if not self._more(_CHUNK):
                return True

    def next_is(self, mark: str) -> bool:
        found = not self.is_over() and self._text[self._at] == mark
        self._at += found
        return found

    def value(self) -> Any:
        while True:
            problem = ""
            try:
                value, end = self._decoder.raw_decode(self._text, self._at)
            except json.JSONDecodeError as error:
                problem, end = error.msg, 0
            except (ValueError, RecursionError):
                problem, end = "numbers or nesting out of bounds", 0
            if not end:
                self._go_on(problem)
            elif end < len(self._text) or not self._more(_CHUNK):
                self._at, self._count = end, self._count + 1
                return value

    def _go_on(self, problem: str) -> None:
        """More of the file, as what is here is no whole value. Raises `Unreadable` at its end."""
        held = len(self._text) - self._at
        after = f" after its article {self._count}, up to which it was read" if self._count else ""
        if held > LONGEST_BYTES:
            told = f"has a value longer than {LONGEST_BYTES:,} characters{after}; split it"
            raise Unreadable("too_large", told)
        if not self._more(max(held, _CHUNK)):
            told = f"is not JSON ({problem}){after}; mend or remove it"
            raise Unreadable("malformed", told)

    def _more(self, size: int) -> bool:
        more = self._file.read(size)
        if more:
            self._text, self._at = self._text[self._at :] + more, 0
        return bool(more)
