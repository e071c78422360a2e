"""Measure frames on articles that had no part in the training, fold by fold.

    python training/cross_validate.py DATA WORK WEIGHTS FOLDER [FOLDER ...]

WORK holds a training for each fold, in `WORK/0` to `WORK/4`, made with

    python training/train.py DATA WORK/N --from WEIGHTS --frames FOLDER ... --hold N --rounded 0

Every article is read by the network of the fold that it was held out of. The folds are by topic:
no dispute of an article is in what its reader was trained on. Where WORK is itself a training, in
which none of the folders had a part (`training/unseen`), all of their articles are read by it.
Printed for each folder and for all: whole frames at one threshold a kind.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from pathlib import Path

import torch
from batches import Itemizer
from frame_corpus import Paragraph
from frame_scores import counts, figures, summed
from network import Network
from train import articles_of, itemizer


def networks(work: Path) -> Iterator[tuple[int | None, Itemizer, Network]]:
    """The fold that each network was not trained on, None for one that saw no article; and it."""
    alone = work / "checkpoint.pt"
    for path in [alone] if alone.exists() else sorted(work.glob("*/checkpoint.pt")):
        items = itemizer(path.parent, [])
        network = Network(items.sizes)
        network.load_state_dict(torch.load(path, weights_only=True)["network"])
        yield None if path == alone else int(path.parent.name), items, network


def unread(
    options: argparse.Namespace, fold: int | None, only: Path | None = None
) -> list[list[Paragraph]]:
    """The articles that the network of a fold was not trained on."""
    every, held = articles_of(options.folders, options.weights, fold, only=only)
    return every if fold is None else held


def arguments(description: str | None) -> argparse.ArgumentParser:
    """What every measurement of held-out articles is told."""
    parser = argparse.ArgumentParser(description=description)
    parser.add_argument("data", type=Path)
    parser.add_argument("work", type=Path)
    parser.add_argument("weights", type=Path)
    parser.add_argument("folders", type=Path, nargs="+")
    return parser


def main() -> None:
    """Read the command line."""
    options = arguments(__doc__).parse_args()
    torch.set_num_threads(1)
    tallies: dict[str, list[dict[str, dict[float, list[int]]]]] = {}
    for fold, items, network in networks(options.work):
        for folder in options.folders:
            tally = counts(network, items, unread(options, fold, folder))
            tallies.setdefault(folder.name, []).append(tally)
            print(f"fold {fold} {folder.name} {json.dumps(figures(tally))}", flush=True)
    for name, parts in tallies.items():
        print(f"{name} {json.dumps(figures(summed(parts)))}")
    print(f"all {json.dumps(figures(summed([t for parts in tallies.values() for t in parts])))}")


if __name__ == "__main__":
    main()
