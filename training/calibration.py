"""Choose, once and for all, how the encoder's inner values are rounded to bytes.

Fixed ranges are the fastest, and no token's rounding depends on another's. Channels with large
values are scaled down and their weights up (after SmoothQuant, Xiao et al. 2023), then the range
with the least squared error is taken; what little is outside of it is cut off.
"""

from __future__ import annotations

from itertools import product

import torch
from batches import STRETCH, Item
from network import Encoder
from rounded import BYTES, Rounding
from samples import Sample
from torch import Tensor

LINEARS = ("qkv", "out", "up", "down")
UNSCALED = "down"
TEXTS = 300
SHARES = (1.0, 0.85, 0.7, 0.55, 0.42, 0.3, 0.22, 0.15)


def spread(samples: list[Sample]) -> list[Sample]:
    """A spread of training texts to choose the roundings by."""
    fitting = [s for s in samples if 10 <= len(s) <= STRETCH]
    return fitting[:: max(1, len(fitting) // TEXTS)]


def calibrate(encoder: Encoder, items: list[Item]) -> dict[str, Rounding]:
    """A rounding for the input of every linear layer, from what it is on these texts."""
    seen: dict[str, list[Tensor]] = {}
    hooks = []
    for i, layer in enumerate(encoder.layers):
        for name in LINEARS:
            found = seen.setdefault(f"layers.{i}.{name}", [])
            linear = getattr(layer, name)
            hooks.append(
                linear.register_forward_pre_hook(lambda _, x, found=found: found.append(x[0][0]))
            )
    with torch.inference_mode():
        for item in items:
            numbers = (item.pieces, item.casings, item.first, item.last)
            encoder(*(torch.from_numpy(n)[None] for n in numbers))
    for hook in hooks:
        hook.remove()
    weights = dict(encoder.named_parameters())
    return {
        name: _rounding(name, torch.cat(found), weights[f"{name}.weight"])
        for name, found in seen.items()
    }


def _rounding(name: str, values: Tensor, weight: Tensor) -> Rounding:
    channels = torch.ones(values.shape[1])
    if not name.endswith(UNSCALED):
        largest = values.abs().amax(0).clamp(min=1e-4)
        channels = (largest / weight.detach().abs().amax(0).clamp(min=1e-4)).sqrt()
        channels = channels / channels.mean()
    step, zero = _range((values / channels).flatten()[::3])
    return Rounding(channels=channels, step=step, zero=zero)


def _range(values: Tensor) -> tuple[float, int]:
    """Step and zero of the range with the least squared error."""
    lowest, highest = min(float(values.min()), 0.0), max(float(values.max()), 1e-6)
    found: list[tuple[float, float, int]] = []
    for low, high in product(SHARES, SHARES):
        step = (highest * high - lowest * low) / BYTES
        zero = round(-lowest * low / step)
        rounded = ((values / step).round() + zero).clamp(0, BYTES).sub(zero).mul(step)
        found.append((float((rounded - values).square().mean()), step, zero))
    _, step, zero = min(found)
    return step, zero
