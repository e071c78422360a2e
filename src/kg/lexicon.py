"""The only reader of `data/` and of lexicons that people bring.

Word classes, taught words, measured certainties.

All faults of a file are reported at once; nothing in it is run as code.
"""

from __future__ import annotations

import tomllib
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

from kg.errors import DataError
from kg.nearest import hint
from kg.word_classes import word_faults

TELLS = {
    "says": "say:indirect",
    "proposes": "prop:-",
    "supports": "pos:supports",
    "opposes": "pos:opposes",
    "neutral": "pos:neutral",
    "annexed_by": "terr:annexed_by",
    "attacked_by": "terr:attacked_by",
    "ceded_to": "terr:ceded_to",
    "claimed_by": "terr:claimed_by",
    "controlled_by": "terr:controlled_by",
    "occupied_by": "terr:occupied_by",
    "part_of": "terr:part_of",
}
"""What a taught word may tell, and the label of its frames."""
_UNMEASURED = 0.5
_LISTS = ("verbs", "nouns", "examples", "counter_examples")


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """Words that tell one thing."""

    id: str
    tells: str
    verbs: tuple[str, ...] = ()
    nouns: tuple[str, ...] = ()
    examples: tuple[str, ...] = ()
    counter_examples: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """The word classes of `data/words.toml`: `words["titles", "offices"]` is a set, tables are
    dicts.
    """

    tables: Mapping[str, Mapping[str, Any]]
    _sets: dict[tuple[str, str], frozenset[str]] = field(default_factory=dict)

    def __getitem__(self, key: tuple[str, str]) -> frozenset[str]:
        if key not in self._sets:
            self._sets[key] = frozenset(self.tables[key[0]][key[1]])
        return self._sets[key]

    def table(self, name: str, key: str | None = None) -> Mapping[str, Any]:
        found: Mapping[str, Any] = self.tables[name] if key is None else self.tables[name][key]
        return found

    def ordered(self, name: str, key: str) -> list[str]:
        return list(self.tables[name][key])


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Lexicon:
    """All that is known of words beside what the model has learned; loaded once, handed over."""

    words: Words
    entries: tuple[Entry, ...] = ()
    shares: Mapping[str, float] = field(default_factory=dict)
    """How often each rule is right."""
    curves: Mapping[str, list[list[float]]] = field(default_factory=dict)
    """By kind of fact: probabilities of the learned reader, and how often it is right with each."""

    def certainty(self, rule: str, probability: float | None = None) -> float:
        """How often such a fact is right: what a rule reads, or the reader with that probability.

        >>> lexicon = Lexicon(words=Words(tables={}), shares={"office": 0.8},
        ...                   curves={"position": [[0.4, 0.5], [0.8, 0.9]]})
        >>> lexicon.certainty("office.title"), lexicon.certainty("position.opposes", 0.6)
        (0.8, 0.7)
        """
        kind = rule.partition(".")[0]
        if probability is not None and kind in self.curves:
            return _between(self.curves[kind], probability)
        if probability is not None:
            return round(probability, 2)
        return self.shares.get(rule, self.shares.get(kind, _UNMEASURED))


def _between(curve: list[list[float]], x: float) -> float:
    """The height of a curve of points at x; beyond its ends that of the ends."""
    at = bisect_left([point[0] for point in curve], x)
    if at in (0, len(curve)):
        return round(curve[min(at, len(curve) - 1)][1], 2)
    (x0, y0), (x1, y1) = curve[at - 1], curve[at]
    return round(y0 + (y1 - y0) * (x - x0) / (x1 - x0), 2)


@cache
def load_words() -> Words:
    """The word classes alone, without the entries that people taught.

    >>> "minister" in load_words()["titles", "offices"]
    True
    """
    data = files("kg") / "data"
    names = ("words.toml", "forenames.toml", "sameness.toml")
    return checked_words({t: row for name in names for t, row in _toml(data / name).items()})


def checked_words(tables: Mapping[str, Any]) -> Words:
    """The word classes of the tables. Raises `DataError` with all faults of them."""
    faults = list(word_faults(tables))
    if faults:
        raise DataError("words.toml", "; ".join(faults))
    return Words(tables=tables)


@cache
def load_memberships() -> Mapping[str, Any]:
    """The states in each organisation, by the day since when.

    >>> "finland" in load_memberships()["nato"]["2023-04-04"]
    True
    """
    return _toml(files("kg") / "data" / "memberships.toml")


def data_files(*more: Path) -> list[Path]:
    """Every file that a lexicon with these `more` is made of."""
    return [*sorted(Path(__file__).with_name("data").glob("*.toml")), *more]


@cache
def load_lexicon(*more: Path) -> Lexicon:
    """Everything under `data/`, and the entries of `more` files of the form of `data/lexicon.toml`.

    Raises `DataError` with all faults of the first faulty file.

    >>> "moot" in {verb for entry in load_lexicon().entries for verb in entry.verbs}
    True
    """
    data = files("kg") / "data"
    certainty = _toml(data / "certainty.toml")
    entries = [*_entries(data / "lexicon.toml"), *(e for path in more for e in _entries(path))]
    return Lexicon(
        words=load_words(),
        entries=tuple(entries),
        shares=certainty["share"],
        curves=certainty["curve"],
    )


def _toml(path: Traversable) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise DataError(path.name, f"is not TOML: {error}") from error
    except OSError as error:
        raise DataError(path.name, f"cannot be read ({error.strerror})") from error


def _entries(path: Traversable) -> list[Entry]:
    table = _toml(path)
    rows = table.get("entry", [])
    faults = [f"unknown table {key!r}; write [[entry]]" for key in sorted(set(table) - {"entry"})]
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise DataError(path.name, "entry: write each entry under [[entry]]")
    faults += [fault for row in rows for fault in _faults(row)]
    ids = [str(row.get("id")) for row in rows]
    faults += [f"{i}: the id is used twice" for i in sorted({i for i in ids if ids.count(i) > 1})]
    if faults:
        raise DataError(path.name, "; ".join(faults))
    return [Entry(**_frozen(row)) for row in rows]


def _faults(row: dict[str, Any]) -> Iterator[str]:
    place = row.get("id", "an entry without id")
    if not isinstance(row.get("id"), str) or not row["id"]:
        yield f"{place}: id is no text"
    if row.get("tells") not in TELLS:
        near = hint(str(row.get("tells")), TELLS) or f" (known: {', '.join(TELLS)})"
        yield f"{place}: tells {row.get('tells')!r} is unknown{near}"
    known = {"id", "tells", *_LISTS}
    for key in sorted(set(row) - known):
        yield f"{place}: unknown key {key!r}{hint(key, known)}"
    for key in _LISTS:
        if not _texts(row.get(key, [])):
            yield f"{place}: {key} is no list of texts"
    if not row.get("verbs") and not row.get("nouns"):
        yield f"{place}: has no verbs and no nouns"


def _texts(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(text, str) and text for text in value)


def _frozen(row: Mapping[str, Any]) -> dict[str, Any]:
    return {key: tuple(value) if isinstance(value, list) else value for key, value in row.items()}


def examples(entries: Iterable[Entry]) -> Iterator[tuple[Entry, str, bool]]:
    """The sentences of entries, and whether the entry has to be read in them."""
    for entry in entries:
        yield from ((entry, text, True) for text in entry.examples)
        yield from ((entry, text, False) for text in entry.counter_examples)
