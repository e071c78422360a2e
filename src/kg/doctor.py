"""What the program needs, as it is on this machine: versions, weights, libraries, limits."""

from __future__ import annotations

import platform
import re
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import metadata

import kg
from kg.errors import PipelineError
from kg.language.shipped import check, identity
from kg.questions import read_questions
from kg.trial import trials

_NAME = re.compile(r"[\w.-]+")
_EXTRA = re.compile(r"extra\s*==\s*['\"](\w+)['\"]")
_OPTIONAL = {
    "pypdf": "PDF",
    "python-docx": "Word documents",
    "striprtf": "RTF",
    "warcio": "web archives",
}
"""What is not needed, and what it is for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """`verdict` is well, fault, or optional (not there, and not needed)."""

    verdict: str
    what: str
    told: str


def examine() -> list[Finding]:
    """All that was found; nothing is kept, and nothing asked of the network."""
    return [*_versions(), _weights(), *_libraries(), *_questions(), *_limits()]


def _versions() -> Iterator[Finding]:
    yield Finding(verdict="well", what="kg", told=kg.__version__)
    told = f"{platform.python_version()} on {platform.system()} {platform.machine()}"
    yield Finding(verdict="well", what="Python", told=told)


def _weights() -> Finding:
    try:
        check()
    except PipelineError as error:
        return Finding(verdict="fault", what="language model", told=str(error))
    return Finding(verdict="well", what="language model", told=f"{identity()}, whole")


def _libraries() -> Iterator[Finding]:
    """Each library that kg asks for; those of its tests are not asked about."""
    for requirement in sorted(metadata.requires("kg") or (), key=str.casefold):
        name, extra = _NAME.match(requirement), _EXTRA.search(requirement)
        if name is not None and (extra is None or extra[1] == "documents"):
            yield library(name[0], needed=extra is None)


def library(name: str, *, needed: bool) -> Finding:
    """Whether a library is there.

    >>> library("no-such", needed=False).told
    'is missing: pip install no-such'
    """
    use = f" ({_OPTIONAL[name]})" if name in _OPTIONAL else ""
    try:
        return Finding(verdict="well", what=name, told=f"{metadata.version(name)}{use}")
    except metadata.PackageNotFoundError:
        verdict = "fault" if needed else "optional"
        return Finding(verdict=verdict, what=name, told=f"is missing{use}: pip install {name}")


def _questions() -> Iterator[Finding]:
    found = read_questions()
    yield Finding(verdict="well", what="questions", told=str(len(found.named)))
    for name, error in found.faults.items():
        yield Finding(verdict="fault", what=f"question {name}", told=str(error))


def _limits() -> Iterator[Finding]:
    """What holds a query back, tried with queries that would do harm."""
    for what, holds in trials():
        verdict, told = ("well", "holds") if holds else ("fault", "does not hold on this system")
        yield Finding(verdict=verdict, what=what, told=told)
