"""The only reader of named questions: those that ship, and those in folders of one's own.

A question is a file of SPARQL. Its name is that of the file; its first line is a comment that says
what it asks. A file that is none is told by name, and the others are still there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from kg.errors import InputError, QueryError
from kg.nearest import did_you_mean

SHIPPED = Path(__file__).parent / "queries"
_SELECT = re.compile(
    r"\bSELECT\s+(?:(?:DISTINCT|REDUCED)\s+)?(.*?)\s*(?:\bWHERE\b\s*)?\{", re.I | re.S
)
_INNERMOST = re.compile(r"\(([^()]*)\)")
_NAMED = re.compile(r"\bAS\s+([?$]\w+)\s*$", re.I)
_FORM = re.compile(r"\b(SELECT|ASK|CONSTRUCT|DESCRIBE)\b", re.I)
_SKIPPED = re.compile(r"^\s*(?:#.*|PREFIX\b.*|BASE\b.*)?$", re.I | re.M)
_NAME = re.compile(r"[\w.-]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A question that has a name: what it asks, its SPARQL, its columns as its SELECT names them.

    `columns` is empty where only the answer tells them (`SELECT *`, and what is no SELECT).
    """

    file: Path
    asks: str
    text: str
    columns: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Questions:
    """Questions by their names, and the faults of the files that are none, by theirs."""

    named: Mapping[str, Question] = field(default_factory=dict)
    faults: Mapping[str, QueryError] = field(default_factory=dict)

    def __getitem__(self, name: str) -> Question:
        """The question of that name. Raises `QueryError`: none, or what is wrong with its file."""
        if name in self.faults:
            raise self.faults[name]
        if name not in self.named:
            known = f"known: {', '.join(self.named)}"
            raise QueryError(name, f"no such question; {did_you_mean(name, self.named, known)}")
        return self.named[name]

    def __contains__(self, name: str) -> bool:
        return name in self.named or name in self.faults


def read_questions(*folders: Path) -> Questions:
    """The questions that ship, and those of more folders: the last one of a name is taken.

    Raises `InputError` for a folder that is none. A faulty file is in `faults`.

    >>> read_questions()["timeline"].columns
    ('date', 'label', 'kind', 'article')
    """
    named: dict[str, Question] = {}
    faults: dict[str, QueryError] = {}
    for file in _files(SHIPPED, *folders):
        named.pop(file.stem, None)
        faults.pop(file.stem, None)
        try:
            named[file.stem] = _question(file)
        except QueryError as error:
            faults[file.stem] = error
    return Questions(named=dict(sorted(named.items())), faults=dict(sorted(faults.items())))


def _files(*folders: Path) -> Iterator[Path]:
    for folder in folders:
        if not folder.is_dir():
            raise InputError(folder, "is no folder of questions (files that end in .rq)")
        yield from sorted(folder.glob("*.rq"))


def _question(file: Path) -> Question:
    try:
        text = file.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise QueryError(file, f"cannot be read: {error}") from error
    if not _NAME.fullmatch(file.stem):
        raise QueryError(file, "the name of a question has letters, digits, - and _ only")
    code = _SKIPPED.sub("", text)
    if not _FORM.search(code):
        raise QueryError(file, "has no SELECT, ASK, CONSTRUCT or DESCRIBE")
    first = text.partition("\n")[0]
    asks = first.lstrip("# ").strip() if first.startswith("#") else ""
    return Question(file=file, asks=asks, text=text, columns=_columns(code))


def _columns(code: str) -> tuple[str, ...]:
    """The variables of a SELECT; of `(COUNT(?a) AS ?b)` the last.

    >>> _columns("SELECT ?a (MAX(STR(?day)) AS ?b) { ?a ?p ?day }")
    ('a', 'b')
    """
    select = _SELECT.search(code)
    said = select[1] if select else ""
    while _INNERMOST.search(said):
        said = _INNERMOST.sub(_named, said)
    return tuple(re.findall(r"[?$](\w+)", said))


def _named(inner: re.Match[str]) -> str:
    named = _NAMED.search(inner[1])
    return f" {named[1]} " if named else " "
