"""Learn which place "it", "the reef" or "the territory" means, from articles annotated with frames.

python training/land_antecedents.py FOLDER [FOLDER …] [--write]

A line for a territorial claim has the words of its sentence for the land and, resolved over the
article, the land's name: where the words hold no name, the place of that name is what they mean,
and "none" where the article names no such place before. Prints how well five folds by article do,
and with `--write` puts the weights learned from all into `src/kg/data/land_antecedents.toml`.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from frame_corpus import find, sentences
from numpy.typing import NDArray

from kg.annotate import annotate, load_pipeline
from kg.extract import context_of
from kg.extract.context import Context
from kg.extract.land_antecedents import NONE, candidates, features
from kg.language.tokens import Span
from kg.language.trees import heads
from kg.lexicon import load_lexicon
from kg.model import Article
from kg.ontology import load_entities

TARGET = Path(__file__).parents[1] / "src" / "kg" / "data" / "land_antecedents.toml"
FOLDS, STEPS, SHRINK = 5, 300, 0.3


@dataclass(frozen=True, slots=True)
class Row:
    """One phrase for a land: the features of every candidate, and which are right."""

    article: str
    options: list[list[str]]
    right: list[bool]


def rows(folders: list[Path]) -> Iterator[Row]:
    """Every phrase for a land, without a name in it, of the annotated articles."""
    nlp, base, lexicon = load_pipeline(), load_entities(), load_lexicon()
    for folder in folders:
        days = _days(folder)
        for path in sorted(folder.glob("*.frames")):
            lines = [line.split("\t") for line in path.read_text(encoding="utf-8").splitlines()]
            claims = [line for line in lines if len(line) == 8 and line[1] == "terr"]
            if claims:
                text, at = _text(path.with_suffix(".sents"))
                article = Article(name=path.stem, text=text, published=days.get(path.stem))
                (annotated,) = annotate([article], nlp, base)
                context = context_of(annotated, lexicon)
                for line in claims:
                    yield from _rows(path.stem, line, at, context)


def _rows(
    article: str, line: list[str], at: dict[str, tuple[int, str]], context: Context
) -> Iterator[Row]:
    number, _, _, cue, _, _, what, more = line
    if number not in at or more.count("|") != 2:
        return
    start, sentence = at[number]
    near = find(cue, sentence)
    found = find(what, sentence, near=near[0] if near else 0)
    name = more.split("|")[0].strip()
    span = _span(context, start + found[0], start + found[1]) if found else None
    if span is None or name in ("", "-"):
        return
    reading = context.reading
    if any(
        span.start <= m.start < span.end
        and m.how == "name"
        and reading.entities[m.entity].type == "place"
        for m in reading.mentions
    ):
        return
    token = heads(span)[0]
    places = candidates(token, context)
    right = [_same(name, context, p) for p in places]
    yield Row(
        article,
        [sorted(set(features(token, p, context))) for p in (NONE, *places)],
        [not any(right), *right],
    )


def _same(name: str, context: Context, place: int) -> bool:
    entity = context.reading.entities[place]
    known = context.reading.base.entities.get(entity.known)
    names = {entity.name, *entity.aliases, *((known.name, *known.aliases) if known else ())}
    return _plain(name) in {_plain(n) for n in names}


def _plain(name: str) -> str:
    return re.sub(
        r"^the |[^\w ]| (island|islands|province|region|district|city)$", "", name.lower()
    )


def _span(context: Context, start: int, end: int) -> Span | None:
    inside = [t.i for t in context.doc if t.idx < end and start < t.idx + len(t.text)]
    return context.doc[inside[0] : inside[-1] + 1] if inside else None


def _text(path: Path) -> tuple[str, dict[str, tuple[int, str]]]:
    text, at = "", {}
    for paragraph in sentences(path):
        text += "\n\n" if text else ""
        for n, (number, sentence) in enumerate(paragraph):
            text += " " if n else ""
            at[number] = (len(text), sentence)
            text += sentence
    return text + "\n", at


def _days(folder: Path) -> dict[str, dt.date]:
    lines = (folder / "index.jsonl").read_text(encoding="utf-8").splitlines()
    days = {row["id"]: row.get("published") or "" for row in map(json.loads, lines)}
    return {
        name: dt.date.fromisoformat(day)
        for name, day in days.items()
        if re.fullmatch(r"\d{4}-\d\d-\d\d", day)
    }


class Ranking:
    """Weights of a log-linear ranking."""

    def __init__(self, told: list[Row]) -> None:
        """Learn from rows."""
        self.names = sorted({f for row in told for option in row.options for f in option})
        self.place = {name: n for n, name in enumerate(self.names)}
        self.weights = np.zeros(len(self.names))
        tables = [(self._table(row), np.array(row.right, dtype=float)) for row in told]
        for step in range(STEPS):
            slope = -SHRINK * self.weights
            for table, right in tables:
                share = _shares(table @ self.weights)
                wanted = share * right
                slope += table.T @ (wanted / wanted.sum() - share)
            self.weights += slope / len(tables) ** 0.5 / (1 + step / 100) / 16

    def shares(self, row: Row) -> NDArray[np.float64]:
        """The probability of each option."""
        return _shares(self._table(row) @ self.weights)

    def _table(self, row: Row) -> NDArray[np.float64]:
        table = np.zeros((len(row.options), len(self.names)))
        for n, option in enumerate(row.options):
            table[n, [self.place[f] for f in option if f in self.place]] = 1
        return table


def _shares(scores: NDArray[np.float64]) -> NDArray[np.float64]:
    powers = np.exp(scores - scores.max())
    shares: NDArray[np.float64] = powers / powers.sum()
    return shares


def judged(row: Row, shares: NDArray[np.float64], least: float) -> str:
    """What became of a phrase."""
    best, named = int(shares.argmax()), not row.right[0]
    if best == 0 or shares[best] < least:
        return "missed" if named else "left alone"
    return "right" if row.right[best] else "wrong"


def main() -> None:
    """Read the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folders", type=Path, nargs="+")
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    told = list(rows(options.folders))
    articles = sorted({row.article for row in told})
    fold = {article: n % FOLDS for n, article in enumerate(articles)}
    counts: dict[float, Counter[str]] = {least: Counter() for least in (0.3, 0.4, 0.5, 0.6, 0.7)}
    for n in range(FOLDS):
        ranking = Ranking([row for row in told if fold[row.article] != n])
        for row in told:
            if fold[row.article] == n:
                for least, count in counts.items():
                    count[judged(row, ranking.shares(row), least)] += 1
    for least, count in counts.items():
        print(least, dict(count.most_common()))
    if options.write:
        ranking = Ranking(told)
        head = TARGET.read_text(encoding="utf-8").split("[weights]")[0]
        lines = (
            f'"{name}" = {weight:.2f}\n'
            for name, weight in zip(ranking.names, ranking.weights, strict=True)
            if abs(weight) >= 0.005
        )
        TARGET.write_text(head + "[weights]\n" + "".join(lines), encoding="utf-8")


if __name__ == "__main__":
    main()
