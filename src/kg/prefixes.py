"""The prefixes of a graph file: short names for addresses, and back."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

_PREFIX = re.compile(r"@prefix ([\w-]*): <([^>]*)> \.")


def read_prefixes(file: Path) -> dict[str, str]:
    """The prefixes that a Turtle file declares at its top."""
    prefixes = {}
    if file.is_file():
        with file.open(encoding="utf-8", errors="replace") as lines:
            for line in lines:
                declared = _PREFIX.match(line)
                if not declared:
                    break
                prefixes[declared[1]] = declared[2]
    return prefixes


def shorten(iri: str, prefixes: Mapping[str, str]) -> str:
    """An IRI as a short name, where a prefix fits."""
    for prefix, namespace in prefixes.items():
        if iri.startswith(namespace) and len(iri) > len(namespace):
            return f"{prefix}:{iri[len(namespace) :]}"
    return iri


def expand(name: str, prefixes: Mapping[str, str]) -> str | None:
    """The IRI that a short name stands for, an IRI itself, or None for anything else."""
    if re.fullmatch(r"(https?://|urn:)[^\s<>\"{}|\\^`]+", name):
        return name
    prefix, colon, local = name.partition(":")
    known = colon and prefix in prefixes and re.fullmatch(r"[\w%-]+", local)
    return prefixes[prefix] + local if known else None
