"""The cues of `data/boilerplate.toml`, checked as a whole: all faults are reported at once."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.resources import files
from typing import Any

from kg.errors import DataError
from kg.nearest import hint

KINDS = ("line", "paragraph", "sentence", "list", "section")
PLACES = ("any", "head", "tail", "late")
_KEYS = frozenset({"id", "kind", "where", "patterns", "examples", "counter_examples"})
_STRAIGHT = str.maketrans("’‘“”\u00a0", "''\"\" ")
_WHOLE = frozenset({"line", "list", "section"})


@dataclass(frozen=True, slots=True, kw_only=True)
class BoilerplateCue:
    """One reviewable reason to leave something out; see the head of `data/boilerplate.toml`."""

    id: str
    kind: str
    where: str
    pattern: re.Pattern[str]
    examples: tuple[str, ...] = ()
    counter_examples: tuple[str, ...] = ()

    def fits(self, text: str) -> bool:
        """Whether a line (or a sentence), stripped and straightened, is one."""
        found = self.pattern.fullmatch(text) if self.kind in _WHOLE else self.pattern.search(text)
        return found is not None


def load_cues(text: str | None = None) -> tuple[BoilerplateCue, ...]:
    """The cues in the order of the file (or of TOML `text`). Raises `DataError` with every fault.

    >>> "copyright" in [cue.id for cue in load_cues()]
    True
    """
    place = "data/boilerplate.toml"
    if text is None:
        text = (files("kg") / "data" / "boilerplate.toml").read_text(encoding="utf-8")
    try:
        rows = tomllib.loads(text).get("cue", [])
    except tomllib.TOMLDecodeError as error:
        raise DataError(place, f"is not TOML: {error}") from error
    faults = [fault for row in rows for fault in _faults(row)]
    ids = [str(row.get("id")) for row in rows]
    faults += [f"{name}: the id is used twice" for name in sorted(set(ids)) if ids.count(name) > 1]
    if faults:
        raise DataError(place, "; ".join(faults))
    return tuple(_cue(row) for row in rows)


def straight(text: str) -> str:
    """A line as the patterns see it: one character for one, typographic quotes straightened."""
    return text.translate(_STRAIGHT)


def _faults(row: dict[str, Any]) -> Iterator[str]:
    place = row.get("id", "an entry without id")
    for key in sorted(set(row) - _KEYS):
        yield f"{place}: unknown key {key!r}{hint(key, _KEYS)}"
    yield from (f"{place}: has no {key}" for key in sorted(_KEYS) if not row.get(key))
    if row.get("kind") not in KINDS:
        yield f"{place}: kind is none of {', '.join(KINDS)}"
    if row.get("where") not in PLACES:
        yield f"{place}: where is none of {', '.join(PLACES)}"
    for pattern in row.get("patterns", ()):
        try:
            re.compile(pattern)
        except re.error as error:
            yield f"{place}: {pattern!r} is not a regular expression ({error})"


def _cue(row: dict[str, Any]) -> BoilerplateCue:
    pattern = "|".join(f"(?:{pattern})" for pattern in row["patterns"])
    return BoilerplateCue(
        id=row["id"],
        kind=row["kind"],
        where=row["where"],
        pattern=re.compile(pattern, re.IGNORECASE),
        examples=tuple(row["examples"]),
        counter_examples=tuple(row["counter_examples"]),
    )
