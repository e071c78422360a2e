"""The only reader of `data/`: word classes, cues and event words, checked as a whole.

All faults of a file are reported at once; nothing in it is run as code.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any

from kg.errors import DataError

FACTS = ("statement", "proposal", "position", "territory")
STANCES = ("supports", "opposes", "neutral", "")
_UNMEASURED = 0.5
_ENTRY_KEYS = {
    "id", "frame", "verbs", "nouns", "adjectives", "phrases", "according", "content", "addressee",
    "territory", "agent", "examples", "counter_examples",
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class FrameType:
    """What a cue of this frame makes: kinds of fact, and the stance or relation they carry."""

    id: str
    facts: tuple[str, ...]
    stance: str = ""
    negated: str = ""
    relation: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One construction and the words that share it; the paths say where the roles stand."""

    id: str
    frame: FrameType
    verbs: tuple[str, ...] = ()
    nouns: tuple[str, ...] = ()
    adjectives: tuple[str, ...] = ()
    phrases: tuple[str, ...] = ()
    according: tuple[str, ...] = ()
    content: tuple[str, ...] = ()
    addressee: tuple[str, ...] = ()
    territory: tuple[str, ...] = ()
    agent: tuple[str, ...] = ()
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


@dataclass(frozen=True, slots=True, kw_only=True)
class EventCue:
    """Nouns and verbs that tell an event of `type`; one of `needs` must stand beside them."""

    id: str
    type: str
    nouns: tuple[str, ...] = ()
    verbs: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    examples: tuple[str, ...] = ()
    counter_examples: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Lexicon:
    """All linguistic knowledge, loaded once and handed over."""

    words: Words
    entries: tuple[Entry, ...]
    events: tuple[EventCue, ...]
    certainties: Mapping[str, float] = field(default_factory=dict)

    def certainty(self, rule: str) -> float:
        """How often what the rule reads is right; of a rule not measured, that of its kind of fact.

        >>> lexicon = Lexicon(words=Words(tables={}), entries=(), events=(),
        ...                   certainties={"territory": 0.8, "territory.annex": 0.9})
        >>> lexicon.certainty("territory.annex"), lexicon.certainty("territory.seize")
        (0.9, 0.8)
        """
        kind = rule.partition(".")[0]
        return self.certainties.get(rule, self.certainties.get(kind, _UNMEASURED))


@cache
def load_words() -> Words:
    """The word classes alone, for the language components.

    >>> "minister" in load_words()["titles", "offices"]
    True
    """
    data = files("kg") / "data"
    return Words(tables=_toml(data / "words.toml") | _toml(data / "forenames.toml"))


@cache
def load_lexicon() -> Lexicon:
    """Everything under `data/`. Raises `DataError` with all faults of the first faulty file.

    >>> sorted({fact for entry in load_lexicon().entries for fact in entry.frame.facts})
    ['position', 'proposal', 'statement', 'territory']
    """
    cues = files("kg") / "data" / "cues"
    entries: list[Entry] = []
    events: list[EventCue] = []
    for path in sorted(cues.iterdir(), key=lambda p: p.name):
        if path.name.endswith(".toml"):
            table = _toml(path)
            entries.extend(_entries(path.name, table))
            events.extend(EventCue(**_frozen(row)) for row in table.get("event", ()))
    return Lexicon(
        words=load_words(),
        entries=tuple(entries),
        events=tuple(events),
        certainties=_toml(files("kg") / "data" / "certainty.toml"),
    )


def _toml(path: Traversable) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise DataError(path.name, f"is not TOML: {error}") from error


def _entries(name: str, table: dict[str, Any]) -> list[Entry]:
    frames = {
        key: FrameType(id=key, **_frozen(value)) for key, value in table.get("frame", {}).items()
    }
    rows = table.get("entry", [])
    faults = [fault for frame in frames.values() for fault in _frame_faults(frame)]
    faults += [fault for row in rows for fault in _faults(row, frames)]
    ids = [row.get("id") for row in rows]
    faults += [
        f"{i}: the id is used twice" for i in sorted({str(i) for i in ids if ids.count(i) > 1})
    ]
    if faults:
        raise DataError(name, "; ".join(faults))
    return [Entry(**{**_frozen(row), "frame": frames[row["frame"]]}) for row in rows]


def _frame_faults(frame: FrameType) -> Iterator[str]:
    for fact in sorted(set(frame.facts) - set(FACTS)):
        yield f"frame {frame.id}: unknown fact {fact!r} (known: {', '.join(FACTS)})"
    for stance in sorted({frame.stance, frame.negated} - set(STANCES)):
        yield f"frame {frame.id}: unknown stance {stance!r} (known: {', '.join(STANCES)})"


def _faults(row: dict[str, Any], frames: Mapping[str, FrameType]) -> Iterator[str]:
    place = row.get("id", "an entry without id")
    if row.get("frame") not in frames:
        yield f"{place}: unknown frame {row.get('frame')!r} (known: {', '.join(sorted(frames))})"
    for key in sorted(set(row) - _ENTRY_KEYS):
        yield f"{place}: unknown key {key!r}"
    if not any(row.get(k) for k in ("verbs", "nouns", "adjectives", "phrases", "according")):
        yield f"{place}: has no cue"
    for key in ("examples", "counter_examples"):
        if not row.get(key):
            yield f"{place}: has no {key}"


def _frozen(row: dict[str, Any]) -> dict[str, Any]:
    return {key: tuple(value) if isinstance(value, list) else value for key, value in row.items()}
