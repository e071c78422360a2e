"""Adapt the heads to what the quantised encoder says, so that what is measured is what ships."""

from __future__ import annotations

import random
from dataclasses import dataclass

import numpy as np
import torch
from batches import Batch, Item, Itemizer, collate, grouped
from losses import losses, total
from network import WIDTH, Heads
from numpy.typing import NDArray
from samples import Sample

from kg.language.encoder import OnnxShim

RATE, WORDS, SEED = 4e-4, 1500, 23


@dataclass(frozen=True, slots=True, kw_only=True)
class Encoded:
    """A stretch of text with the rows the quantised encoder gives it."""

    item: Item
    rows: NDArray[np.float16]


def encode(shim: OnnxShim, items: list[Item]) -> list[Encoded]:
    """Run the shipped graph over each item."""
    return [
        Encoded(item=i, rows=shim.run(i.pieces, i.casings, i.first, i.last).astype(np.float16))
        for i in items
    ]


def adapt(
    heads: Heads, shim: OnnxShim, items: Itemizer, samples: list[Sample], epochs: int
) -> None:
    """Train the heads alone, over one varied pass that is encoded once."""
    chance = random.Random(SEED)
    torch.manual_seed(SEED)
    encoded = encode(shim, list(items.varied(samples, chance)))
    encoded.sort(key=lambda e: len(e.item.first))
    groups = _grouped(encoded)
    optimizer = torch.optim.AdamW(
        heads.parameters(), lr=RATE, betas=(0.9, 0.98), weight_decay=0.01, fused=True
    )
    steps = epochs * len(groups)
    heads.train()
    for epoch in range(epochs):
        chance.shuffle(groups)
        for n, group in enumerate(groups):
            for setting in optimizer.param_groups:
                setting["lr"] = RATE * (1 - (epoch * len(groups) + n) / steps)
            optimizer.zero_grad()
            total(losses(heads, *_tensors(group))).backward()
            torch.nn.utils.clip_grad_norm_(heads.parameters(), 2.0)
            optimizer.step()
    heads.eval()


def _grouped(encoded: list[Encoded]) -> list[list[Encoded]]:
    by_item = {id(e.item): e for e in encoded}
    return [
        [by_item[id(item)] for item in group] for group in grouped([e.item for e in encoded], WORDS)
    ]


def _tensors(group: list[Encoded]) -> tuple[torch.Tensor, Batch]:
    batch = collate([e.item for e in group])
    x = torch.zeros((len(group), batch.first.shape[1], WIDTH))
    for row, entry in zip(x, group, strict=True):
        row[: len(entry.rows)] = torch.from_numpy(entry.rows.astype(np.float32))
    return x, batch
