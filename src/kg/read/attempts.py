"""One article of many: whatever is wrong with it, it is named and the others are read."""

from __future__ import annotations

import csv
import struct
import zipfile
import zlib
from collections.abc import Callable
from email.errors import MessageError
from typing import TypeVar

from kg.faults import fault
from kg.model import Skipped
from kg.read.files import Unreadable

_Made = TypeVar("_Made")
FAULTS = (
    ArithmeticError,
    AssertionError,
    AttributeError,
    EOFError,
    LookupError,
    MemoryError,
    OSError,
    RuntimeError,
    TypeError,
    ValueError,
    MessageError,
    csv.Error,
    struct.error,
    zipfile.BadZipFile,
    zlib.error,
)
"""What an odd article may make a reader raise."""


def attempt(name: str, make: Callable[[], _Made]) -> _Made | Skipped:
    """What `make` gives, or the word that `name` cannot be read.

    >>> attempt("a.json#2", lambda: 1 // 0).message  # doctest: +ELLIPSIS
    'cannot be read (ZeroDivisionError: ...); look at it, or remove it'
    """
    try:
        return make()
    except Unreadable as fault:
        return fault.skipped(name)
    except FAULTS as error:
        return failed(name, error)


def failed(name: str, error: BaseException) -> Skipped:
    """The word for what no reader foresaw."""
    return fault(name, error, "cannot be read ({}); look at it, or remove it")
