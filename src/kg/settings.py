"""What a build can be told: a TOML file, and options over it.

pipeline = "en_core_web_lg"      # any installed spaCy pipeline; without it the one that ships
entities = ["my-parties.ttl"]    # more known entities; a path is relative to the file
lexicon = ["my-verbs.toml"]      # words of one's own, in the form of src/kg/data/lexicon.toml
corrections = "corrections.csv"  # what people decided; without it the files beside the articles
published = 2031-05-24           # the date of articles that tell none
encoding = "cp1252"              # of files that are not UTF-8
base-iri = "https://data.example/id/"
min-certainty = 0.7              # leave out facts that are less certain
workers = 4                      # processes that read; without it as many as there are cores
cache = "kept"                   # a folder for what was read, for several outputs
strict = true                    # an article that is skipped counts as a failure
"""

from __future__ import annotations

import datetime as dt
import tomllib
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import Any

from kg.errors import InputError


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """How a build is done; the defaults are what most people want."""

    pipeline: str | None = None
    entities: tuple[Path, ...] = ()
    lexicon: tuple[Path, ...] = ()
    corrections: Path | None = None
    published: dt.date | None = None
    encoding: str | None = None
    base_iri: str | None = None
    min_certainty: float = 0.0
    strict: bool = False
    workers: int | None = None
    cache: Path | None = None

    def __post_init__(self) -> None:
        """Raises `InputError` for an encoding or a date that is none; a date may be written out:
        "2024-06-12".
        """
        if self.encoding is not None and not _is_encoding(self.encoding):
            problem = f"{self.encoding!r} is no encoding of text; write cp1252, for example"
            raise InputError("encoding", problem)
        if isinstance(self.published, str):
            try:
                date = dt.date.fromisoformat(self.published)
            except ValueError as error:
                raise InputError("published", f"{self.published!r} is no date: {error}") from error
            object.__setattr__(self, "published", date)

    def changed(self, **options: Any) -> Settings:
        """These settings with the options that were given (those that are None or empty were not).

        >>> Settings(strict=True).changed(encoding="cp1252", pipeline=None).strict
        True
        """
        given = {name: value for name, value in options.items() if value not in (None, (), False)}
        return replace(self, **given)


def load_settings(path: Path) -> Settings:
    """The settings in a TOML file. Raises `InputError` naming every fault."""
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise InputError(path, f"cannot be read ({error.strerror})") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise InputError(path, f"is not TOML: {error}") from error
    given = {key.replace("-", "_"): value for key, value in table.items()}
    faults = [fault for key, value in sorted(given.items()) if (fault := _fault(key, value))]
    if faults:
        raise InputError(path, "; ".join(faults))
    for key in {"entities", "lexicon"} & set(given):
        given[key] = tuple(path.parent / entry for entry in given[key])
    for key in {"corrections", "cache"} & set(given):
        given[key] = path.parent / given[key]
    return Settings(**given)


def parse_date(text: str) -> dt.date:
    """A day as YYYY-MM-DD. Raises `InputError`.

    >>> parse_date("2031-05-24")
    datetime.date(2031, 5, 24)
    """
    try:
        return dt.datetime.strptime(text, "%Y-%m-%d").date()
    except ValueError as error:
        raise InputError("--published", f"{text!r} is no date; write 2031-05-24") from error


def share(text: str) -> float:
    """A number from 0 to 1. Raises `InputError`.

    >>> share("0.7")
    0.7
    """
    try:
        number = float(text)
    except ValueError:
        number = -1.0
    if not 0 <= number <= 1:
        raise InputError("--min-certainty", f"{text!r} is no share; write 0.7")
    return number


def processes(text: str) -> int:
    """A number of processes. Raises `InputError`.

    >>> processes("4")
    4
    """
    if not (text.isdecimal() and int(text)):
        raise InputError("--workers", f"{text!r} is no number of processes; write 4")
    return int(text)


def _is_encoding(name: str) -> bool:
    """Whether Python decodes text by a codec of this name (`hex` and its like are none of text)."""
    try:
        b"a".decode(name)
    except UnicodeError:
        return True
    except (LookupError, ValueError):
        return False
    return True


def _fault(key: str, value: object) -> str:
    types = {
        "strict": bool,
        "published": dt.date,
        "entities": list,
        "lexicon": list,
        "min_certainty": float,
        "workers": int,
    }
    names = [field.name for field in fields(Settings)]
    if key not in names:
        return f"{key}: no such setting (there are: {', '.join(sorted(names))})"
    wanted = types.get(key, str)
    wrong = not isinstance(value, wanted) or isinstance(value, dt.datetime)
    if isinstance(value, float):
        wrong = wrong or not 0 <= value <= 1
    if isinstance(value, int) and wanted is int:
        wrong = isinstance(value, bool) or value < 1
    if isinstance(value, list):
        wrong = wrong or not all(isinstance(entry, str) for entry in value)
    return f"{key}: {value!r} is not {_WANTED.get(wanted, 'text')}" if wrong else ""


_WANTED = {
    bool: "true or false",
    float: "a share such as 0.7",
    int: "a number of processes such as 4",
    dt.date: "a date (2031-05-24)",
    list: "a list of file names",
}
