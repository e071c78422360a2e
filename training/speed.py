"""Time pipelines side by side on running text: words a second on one core, and on two processes.

    python training/speed.py ARTICLES PIPELINE [PIPELINE ...]

The pipelines take turns over the same paragraphs, so that a busy machine slows all of them alike;
each pipeline's figure is the median of its turns, its ratio that to the last pipeline named.
"""

from __future__ import annotations

import argparse
import os
from pathlib import Path
from statistics import median
from time import perf_counter, process_time

for variable in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ[variable] = "1"

import spacy  # noqa: E402
from spacy.language import Language  # noqa: E402

import kg.language.encoder  # noqa: E402  (registers the shipped pipeline's layers)
import kg.language.heads  # noqa: E402, F401  (registers the shipped pipeline's layers)

TURNS = 5


def paragraphs(folder: Path) -> list[str]:
    """Every paragraph of every article."""
    lines = (
        line
        for path in sorted(folder.glob("*.txt"))
        for line in path.read_text(encoding="utf-8").split("\n")
    )
    return [line for line in lines if line.strip()]


def one_turn(nlp: Language, texts: list[str]) -> float:
    """Words per second of processor time on one core."""
    start = process_time()
    words = sum(len(doc) for doc in nlp.pipe(texts))
    return words / (process_time() - start)


def two_processes(nlp: Language, texts: list[str]) -> float:
    """How many times faster two processes are, by the clock (their start counted)."""
    seconds = []
    for processes in (1, 2):
        start = perf_counter()
        for _ in nlp.pipe(texts * 4, n_process=processes):
            pass
        seconds.append(perf_counter() - start)
    return seconds[0] / seconds[1]


def main() -> None:
    """Read the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("articles", type=Path)
    parser.add_argument("pipelines", nargs="+")
    parser.add_argument(
        "--two", action="store_true", help="also time two processes (wants two free cores)"
    )
    options = parser.parse_args()
    texts = paragraphs(options.articles)
    if not texts:
        raise SystemExit(f"{options.articles}: no .txt files; give the folder that has them")
    loaded = []
    for name in options.pipelines:
        start = perf_counter()
        loaded.append((name, spacy.load(name), perf_counter() - start))
    turns: dict[str, list[float]] = {name: [] for name in options.pipelines}
    for turn in range(TURNS + 1):
        for name, nlp, _ in loaded:
            speed = one_turn(nlp, texts)
            if turn:
                turns[name].append(speed)
    last = median(turns[options.pipelines[-1]])
    for name, nlp, seconds in loaded:
        speed = median(turns[name])
        line = f"{name}: {speed:.0f} words/s on one core, ratio {speed / last:.2f}, "
        line += f"loads in {seconds:.1f} s"
        if options.two:
            line += f", two processes {two_processes(nlp, texts):.2f} times as fast"
        print(line, flush=True)


if __name__ == "__main__":
    main()
