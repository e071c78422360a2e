"""How often the learned reader is right when it gives a frame some probability: the curves of
`src/kg/data/certainty.toml`, and how far to trust them.

    python training/certainty.py DATA WORK WEIGHTS FOLDER [FOLDER ...] [--write]

WORK, WEIGHTS and the folders are those of `cross_validate.py`: every article is read by a network
that saw nothing of its topic. A frame is right when its label and its roles are. A curve rises from
point to point (isotonic regression). What is printed is cross-validated once more: the certainty
of a frame comes from the other half of the articles.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import torch
from cross_validate import arguments, networks, unread
from frame_scores import KINDS, compared, read, windows

from kg.extract.told import KINDS as NAMES
from kg.lexicon import Lexicon, Words

TARGET = Path(__file__).parents[1] / "src" / "kg" / "data" / "certainty.toml"
LOWEST, POINTS, STEP = 0.3, 8, 0.1
Seen = list[tuple[float, bool]]
"""Probabilities, and whether the frame was right."""


def curve(seen: Seen) -> list[list[float]]:
    """Points of probability and share of right ones, never falling."""
    ordered = sorted(seen)
    size = max(1, len(ordered) // POINTS)
    groups = [ordered[i : i + size] for i in range(0, len(ordered) - size + 1, size)]
    merged: list[Seen] = []
    for group in groups:
        merged.append(list(group))
        while len(merged) > 1 and _share(merged[-2]) >= _share(merged[-1]):
            last = merged.pop()
            merged[-1] = merged[-1] + last
    points = {round(sum(p for p, _ in g) / len(g), 3): round(_share(g), 3) for g in merged}
    return [[probability, share] for probability, share in points.items()]


def _share(group: Seen) -> float:
    return sum(right for _, right in group) / len(group)


def reliability(halves: list[dict[str, Seen]]) -> Iterator[tuple[float, float, int]]:
    """Mean certainty, share that was right, count: in steps of certainty."""
    bins: dict[int, Seen] = defaultdict(list)
    for known, judged in ((halves[0], halves[1]), (halves[1], halves[0])):
        curves = {NAMES[kind]: curve(seen) for kind, seen in known.items() if seen}
        lexicon = Lexicon(words=Words(tables={}), curves=curves)
        for kind, seen in judged.items():
            for probability, right in seen:
                sure = lexicon.certainty(NAMES[kind], probability)
                bins[int(sure / STEP)].append((sure, right))
    for _, found in sorted(bins.items()):
        yield sum(s for s, _ in found) / len(found), _share(found), len(found)


def write(curves: dict[str, list[list[float]]]) -> None:
    """Put the curves in the place of those that are there."""
    head = TARGET.read_text(encoding="utf-8").partition("\n[curve]\n")[0]
    rows = "".join(f"{kind} = {points}\n" for kind, points in sorted(curves.items()))
    TARGET.write_text(f"{head}\n[curve]\n{rows}", encoding="utf-8")


def main() -> None:
    """Read the command line."""
    parser = arguments(__doc__)
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    torch.set_num_threads(1)
    halves: list[dict[str, Seen]] = [{kind: [] for kind in KINDS} for _ in range(2)]
    for fold, items, network in networks(options.work):
        network.eval()
        for n, article in enumerate(unread(options, fold)):
            for window in windows(article):
                item = items.item(window.sample, window.facts)
                frames = read(network, item, LOWEST)
                for frame, right in compared(frames, window.facts, item.sentences):
                    halves[n % 2][frame.label.split(":")[0]].append((frame.probability, right))
    for said, right, count in reliability(halves):
        print(f"certainty {said:.2f}  right {right:.2f}  of {count}")
    if options.write:
        write({NAMES[kind]: curve(halves[0][kind] + halves[1][kind]) for kind in KINDS})


if __name__ == "__main__":
    main()
