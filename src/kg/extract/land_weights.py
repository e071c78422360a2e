"""What was learned about lands that are meant without their name: one weight a feature."""

from __future__ import annotations

import math
import tomllib
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import cast


def likeliest(options: Sequence[Collection[str]]) -> int | None:
    """The number of the option, told by its features, with the largest share of the probability;
    None where no share is large enough.

    >>> likeliest([["subject", "distance 0", "named 5+", "held elsewhere"], ["distance 6+"]])
    0
    """
    model = _model()
    scores = [sum(model.weights.get(f, 0.0) for f in sorted(option)) for option in options]
    powers = [math.exp(score - max(scores)) for score in scores]
    best = max(range(len(powers)), key=powers.__getitem__, default=None)
    return best if best is not None and powers[best] >= model.least * sum(powers) else None


def sort_of_noun(noun: str) -> str:
    """The sort of land that a noun names: "island" of "reef"; "" for none."""
    return _model().sorts.get(noun, "")


@dataclass(frozen=True, slots=True)
class _Model:
    least: float
    weights: dict[str, float]
    sorts: dict[str, str]


@cache
def _model() -> _Model:
    told = tomllib.loads(
        files("kg").joinpath("data", "land_antecedents.toml").read_text(encoding="utf-8")
    )
    sorts = cast("dict[str, list[str]]", told["sorts"])
    return _Model(
        least=float(told["least"]),
        weights={name: float(value) for name, value in told["weights"].items()},
        sorts={noun: sort for sort, nouns in sorts.items() for noun in nouns},
    )
