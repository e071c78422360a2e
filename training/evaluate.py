"""Measure pipelines on splits never trained on, from raw text.

    python training/evaluate.py DATA PIPELINE [PIPELINE ...] [--split dev] [--into-meta]

Trees are scored as spaCy scores them (punctuation left out, wrong sentence ends counted), also
with the annotation's sentences given; names as exact spans. EWT has no events, so events found
there do not count.
"""

from __future__ import annotations

import argparse
import json
from dataclasses import dataclass, field
from pathlib import Path

import spacy
from corpora import read_ewt, read_gum
from samples import Sample
from spacy.language import Language
from spacy.scorer import Scorer
from spacy.tokens import Doc
from spacy.training import Example
from spacy_docs import reference

import kg.language.encoder
import kg.language.heads  # noqa: F401  (registers the shipped pipeline's layers)
from kg.language.shipped import seal

CORPORA = {"ewt": read_ewt, "gum": read_gum}
TREE_SCORES = {"tag": "tag_acc", "pos": "pos_acc", "morph": "morph_acc", "lemma": "lemma_acc"}
TREE_SCORES |= {"uas": "dep_uas", "las": "dep_las", "sentences": "sents_f"}


@dataclass(slots=True)
class Count:
    """Names found, annotated, and both."""

    both: int = 0
    found: int = 0
    gold: int = 0

    def add(self, found: set[tuple[int, int, str]], gold: set[tuple[int, int, str]]) -> None:
        """Compare one text's names."""
        self.both += len(found & gold)
        self.found += len(found)
        self.gold += len(gold)

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        return 2 * self.both / max(1, self.found + self.gold)


@dataclass(slots=True)
class Names:
    """Counts by label and over all."""

    all: Count = field(default_factory=Count)
    by_label: dict[str, Count] = field(default_factory=dict)

    def add(self, predicted: Doc, gold: Doc, unlabelled: frozenset[str]) -> None:
        """Compare one text's names, leaving out labels its corpus does not give."""
        found, right = (
            {(e.start_char, e.end_char, e.label_) for e in doc.ents if e.label_ not in unlabelled}
            for doc in (predicted, gold)
        )
        self.all.add(found, right)
        for label in {span[2] for span in found | right}:
            count = self.by_label.setdefault(label, Count())
            count.add({s for s in found if s[2] == label}, {s for s in right if s[2] == label})


def measure(
    nlp: Language, samples: list[Sample], *, given_sentences: bool = False
) -> dict[str, float]:
    """Every figure of one pipeline on one corpus."""
    golds = [reference(nlp, s) for s in samples]
    docs = [nlp.make_doc(gold.text) for gold in golds]
    pairs = [Example(doc, gold) for doc, gold in zip(docs, golds, strict=True)]
    if given_sentences:
        for pair in pairs:
            for token, start in zip(pair.predicted, pair.get_aligned_sent_starts(), strict=True):
                token.is_sent_start = start == 1
    names = Names()
    for pair, doc, sample in zip(pairs, nlp.pipe(docs), samples, strict=True):
        pair.predicted = doc
        names.add(doc, pair.reference, sample.unlabelled)
    scores = Scorer(nlp).score(pairs)
    scores |= Scorer.score_deps(
        pairs, "dep", getter=lambda t, a: t.dep_, head_attr="head", ignore_labels=("punct",)
    )
    scores |= Scorer.score_spans(
        pairs, "sents", has_annotation=lambda d: d.has_annotation("SENT_START")
    )
    figures = {ours: round(float(scores[theirs]), 4) for ours, theirs in TREE_SCORES.items()}
    figures["names"] = round(names.all.f1, 4)
    return figures | {
        f"names {label}": round(c.f1, 4) for label, c in sorted(names.by_label.items())
    }


def evaluate(nlp: Language, data: Path, split: str) -> dict[str, dict[str, float]]:
    """Figures on each corpus, with the trees also on given sentences."""
    results: dict[str, dict[str, float]] = {}
    for corpus, read in CORPORA.items():
        samples = read(data, split)
        figures = measure(nlp, samples)
        given = measure(nlp, samples, given_sentences=True)
        figures |= {f"{name}, sentences given": given[name] for name in ("uas", "las")}
        results[f"{corpus} {split}"] = figures
    return results


def table(results: dict[str, dict[str, dict[str, float]]]) -> str:
    """A Markdown table: a row for each figure, a column for each pipeline."""
    lines = ["| | " + " | ".join(results) + " |", "|---" * (len(results) + 1) + "|"]
    first = next(iter(results.values()))
    for corpus, figures in first.items():
        for name in figures:
            cells = [f"{r[corpus].get(name, float('nan')):.3f}" for r in results.values()]
            lines.append(f"| {corpus}: {name} | " + " | ".join(cells) + " |")
    return "\n".join(lines)


def main() -> None:
    """Read the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("pipelines", nargs="+")
    parser.add_argument("--split", default="test", choices=("dev", "test"))
    parser.add_argument(
        "--into-meta", action="store_true", help="write the figures into each pipeline's meta.json"
    )
    options = parser.parse_args()
    results = {}
    for name in options.pipelines:
        figures = evaluate(spacy.load(name), options.data, options.split)
        results[Path(name).name] = figures
        if options.into_meta:
            path = Path(name) / "meta.json"
            meta = json.loads(path.read_text(encoding="utf-8"))
            meta["performance"] = figures
            path.write_text(json.dumps(meta, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
            seal(Path(name))
    print(table(results))


if __name__ == "__main__":
    main()
