"""What is made of content alone: the same content has the same digest in every build."""

from __future__ import annotations

import hashlib
import json
import unicodedata

_AS_TEXT = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def digest(*content: object) -> str:
    """Sixteen hexadecimal digits of a sequence of texts, numbers and sequences of them.

    >>> digest("ab", "c") == digest("a", "bc")
    False
    """
    composed = unicodedata.normalize("NFC", _AS_TEXT(content))
    return hashlib.sha256(composed.encode("utf-8", "surrogatepass")).hexdigest()[:16]
