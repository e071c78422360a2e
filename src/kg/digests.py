"""What is made of content alone: the same content has the same digest in every build."""

from __future__ import annotations

import hashlib
import json
import unicodedata
from collections.abc import Iterable
from pathlib import Path

_AS_TEXT = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def digest_of_files(paths: Iterable[Path], start: str = "") -> str:
    """One digest over a text and the contents of files, in their order, wherever they lie."""
    found = hashlib.sha256(start.encode())
    for path in paths:
        found.update(hashlib.sha256(path.read_bytes()).digest())
    return found.hexdigest()


def digest(*content: object) -> str:
    """Sixteen hexadecimal digits of a sequence of texts, numbers and sequences of them.

    >>> digest("ab", "c") == digest("a", "bc")
    False
    """
    composed = unicodedata.normalize("NFC", _AS_TEXT(content))
    return hashlib.sha256(composed.encode("utf-8", "surrogatepass")).hexdigest()[:16]
