"""The cases of `data/trees/`: trees with the facts that they hold, and trees that hold none.

First line: the names of all cases. Then `[a case]`, its sentences (notation of `hand_built`; ¶ ends
a paragraph), `frame ` with each frame, further names ("her = pronoun Jane Doe"), and `-> ` with
each fact. After `== nothing ==` stand the cases without a fact, at least as many as with one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from tests.hand_built import context, doc, told

from kg.extract.context import Context
from kg.model import Fact

TREES = Path(__file__).parent / "data" / "trees"
NOTHING = "== nothing =="


@dataclass
class Case:
    id: str
    names: dict[str, str]
    sentences: list[str] = field(default_factory=list)
    frames: list[str] = field(default_factory=list)
    facts: list[str] = field(default_factory=list)

    def told(self, extractor: Callable[[Context], Iterable[Fact]]) -> list[str]:
        """What the extractor finds in the trees of the case."""
        return told(extractor, self.context())

    def context(self) -> Context:
        """What an extractor gets of the case."""
        return context(doc(*self.sentences), self.names, frames=self.frames)


def read_cases(file: str) -> list[Case]:
    """All cases of a file, with facts and without."""
    names, *lines = (TREES / file).read_text(encoding="utf-8").splitlines()
    shared = dict(_names(names.removeprefix("names: ")))
    found: list[Case] = []
    for line in (line.strip() for line in lines):
        if line.startswith("["):
            found.append(Case(line.strip("[]"), dict(shared)))
        elif line.startswith("-> "):
            found[-1].facts.append(line[3:])
        elif line.startswith("frame "):
            found[-1].frames.append(line.removeprefix("frame "))
        elif " = " in line:
            found[-1].names.update(_names(line))
        elif line and line != NOTHING:
            found[-1].sentences.append("\n" if line == "¶" else line)
    return found


def _names(text: str) -> Iterator[tuple[str, str]]:
    for pair in text.split("; "):
        name, kind = pair.split(" = ")
        yield name, kind


def parametrize(file: str) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("case", [pytest.param(c, id=c.id) for c in read_cases(file)])


def counted(file: str) -> tuple[int, int]:
    """How many cases hold a fact, and how many hold none; no id twice."""
    found = read_cases(file)
    assert len({case.id for case in found}) == len(found), f"an id is used twice in {file}"
    hits = sum(bool(case.facts) for case in found)
    return hits, len(found) - hits
