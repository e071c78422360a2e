"""Average the weights of two trainings in a row: often better than either (Wortsman et al. 2022).

    python training/average.py FIRST SECOND TARGET [--parts 2 1]

FIRST, SECOND are the WORK folders of `train.py`, where SECOND went on from FIRST; TARGET is a new
one, to assemble. So many parts of each go in; it rounds as FIRST does.
"""

from __future__ import annotations

import argparse
import shutil
from pathlib import Path

import torch


def average(first: Path, second: Path, target: Path, parts: tuple[int, int]) -> None:
    """Write a checkpoint with both networks' weights, mixed."""
    target.mkdir(parents=True, exist_ok=True)
    state, other = (torch.load(w / "checkpoint.pt", weights_only=True) for w in (first, second))
    a, b = parts
    state["network"] = {
        name: weight * a / (a + b) + other["network"][name] * b / (a + b)
        for name, weight in state["network"].items()
    }
    torch.save(state, target / "checkpoint.pt")
    shutil.copytree(first / "template", target / "template", dirs_exist_ok=True)


def main() -> None:
    """Read the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    for name in ("first", "second", "target"):
        parser.add_argument(name, type=Path)
    parser.add_argument("--parts", type=int, nargs=2, default=(2, 1))
    options = parser.parse_args()
    average(options.first, options.second, options.target, tuple(options.parts))


if __name__ == "__main__":
    main()
