"""How often each rule is right, measured on articles annotated by hand; and how far to trust it.

    python training/certainty.py GOLD=ARTICLES …            # the reliability of the figures
    python training/certainty.py GOLD=ARTICLES … --write    # src/kg/data/certainty.toml anew

GOLD is a folder of annotations (JSON Lines, one file an article), ARTICLES that of their texts. The
certainty of a rule is the share of its facts that were right, drawn towards the share of its kind
of fact as if that had been seen a few times more: a rule seen twice is not known well. What is
reported is cross-validated: no article is judged by figures that its own story had a part in.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

from tests.quality_score import found_rows, gold_rows, judged  # noqa: E402

from kg.annotate import annotate, load_pipeline  # noqa: E402
from kg.extract import extract  # noqa: E402
from kg.lexicon import load_lexicon  # noqa: E402
from kg.model import Article, Skipped  # noqa: E402
from kg.ontology import load_entities  # noqa: E402
from kg.read import read  # noqa: E402
from kg.resolve import resolve  # noqa: E402

PRIOR, FOLDS, STEP = 6, 8, 0.1
TARGET = ROOT / "src" / "kg" / "data" / "certainty.toml"
HEAD = """\
# How often what a rule reads is right, on articles annotated by hand. Measured and written by
# `python training/certainty.py`. A kind of fact alone stands for its rules that were not measured.

"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One fact that a rule read in an article of a story, and whether it was right."""

    story: str
    rule: str
    right: bool

    @property
    def kind(self) -> str:
        return self.rule.partition(".")[0]


def cases(gold: Path, folder: Path) -> Iterator[Case]:
    """Every fact read in these articles, each judged on its own article alone."""
    base, lexicon = load_entities(), load_lexicon()
    stories = dict(_stories(folder / "index.jsonl"))
    articles = [item for item in read([folder]) if not isinstance(item, Skipped)]
    for annotated in annotate(articles, load_pipeline(), base):
        article = annotated.article
        annotation = _annotation(gold, article)
        if annotation is None:
            continue
        resolved = resolve([extract(annotated, lexicon)], base)
        rows = found_rows(resolved, article.name)
        for row, right in judged(gold_rows(annotation), rows, article.text):
            yield Case(
                story=stories.get(annotation.stem, annotation.stem), rule=row["rule"], right=right
            )


def certainties(seen: Iterable[Case]) -> dict[str, float]:
    """The share that was right, by kind and by rule."""
    kinds: dict[str, list[bool]] = defaultdict(list)
    rules: dict[str, list[bool]] = defaultdict(list)
    for case in seen:
        kinds[case.kind].append(case.right)
        rules[case.rule].append(case.right)
    shares = {kind: sum(right) / len(right) for kind, right in kinds.items()}
    for rule, right in rules.items():
        prior = shares[rule.partition(".")[0]]
        shares[rule] = (sum(right) + PRIOR * prior) / (len(right) + PRIOR)
    return {name: round(min(share, 0.99), 2) for name, share in sorted(shares.items())}


def reliability(seen: list[Case]) -> Iterator[tuple[float, float, int]]:
    """Mean certainty, share that was right, count: in steps of certainty, on stories held out."""
    stories = sorted({case.story for case in seen})
    bins: dict[int, list[tuple[float, bool]]] = defaultdict(list)
    for fold in range(FOLDS):
        held = set(stories[fold::FOLDS])
        known = certainties(case for case in seen if case.story not in held)
        for case in (c for c in seen if c.story in held):
            sure = known.get(case.rule, known[case.kind])
            bins[int(sure / STEP)].append((sure, case.right))
    for _, found in sorted(bins.items()):
        count = len(found)
        yield sum(s for s, _ in found) / count, sum(r for _, r in found) / count, count


def _annotation(gold: Path, article: Article) -> Path | None:
    stem = Path(article.name).stem
    found = [path for path in sorted(gold.glob("*.jsonl")) if stem.startswith(path.stem)]
    return found[0] if found else None


def _stories(index: Path) -> Iterator[tuple[str, str]]:
    if index.exists():
        for row in map(json.loads, index.read_text(encoding="utf-8").splitlines()):
            yield row["id"], row.get("story") or row.get("topic") or row["id"]


def main() -> None:
    """Read the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sets", nargs="+", metavar="GOLD=ARTICLES")
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    pairs = [map(Path, pair.split("=", 1)) for pair in options.sets]
    seen = [case for gold, articles in pairs for case in cases(gold, articles)]
    for said, right, count in reliability(seen):
        print(f"certainty {said:.2f}  right {right:.2f}  of {count}")
    if options.write:
        rows = "".join(f'"{name}" = {share:.2f}\n' for name, share in certainties(seen).items())
        TARGET.write_text(HEAD + rows, encoding="utf-8")


if __name__ == "__main__":
    main()
