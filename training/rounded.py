"""A linear layer that rounds as the shipped graph does, while its weights are still learning."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import torch
from torch import Tensor, nn
from torch.nn import functional as F

STEPS, BYTES = 63, 255
"""Weights are rounded to -63..63: two products then fit sixteen bits on every processor."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rounding:
    """Bytes for the input of one linear layer: value = (byte - zero) * step * channel."""

    channels: Tensor
    step: float
    zero: int


class Linear(nn.Linear):
    """Linear, and from the moment it has a rounding, in whole numbers."""

    rounding: Rounding | None = None

    def forward(self, x: Tensor) -> Tensor:
        """x times weight plus bias."""
        if self.rounding is None:
            return super().forward(x)
        return _Rounded.apply(x, self.weight, self.bias, self.rounding)  # type: ignore[no-untyped-call, no-any-return]


def set_roundings(encoder: nn.Module, roundings: dict[str, Rounding]) -> None:
    """Have the named layers round."""
    for name, rounding in roundings.items():
        layer = encoder.get_submodule(name)
        assert isinstance(layer, Linear)
        layer.rounding = rounding


class _Rounded(torch.autograd.Function):
    """The product of rounded input and weight; gradients pass as if nothing were rounded.

    Whole numbers up to 256 are exact in bfloat16, so the product is what eight bits give.
    """

    @staticmethod
    def forward(ctx: Any, x: Tensor, weight: Tensor, bias: Tensor, by: Rounding) -> Tensor:
        """Round both sides, multiply, scale back."""
        exact = torch.bfloat16 if torch.is_autocast_enabled("cpu") else torch.float32
        bytes_ = x.float() * (1 / (by.channels * by.step))
        bytes_ = bytes_.round_().add_(by.zero)
        inside = (bytes_ >= 0) & (bytes_ <= BYTES)
        bytes_ = bytes_.clamp_(0, BYTES).sub_(by.zero).to(exact)
        scaled = weight.detach() * by.channels
        scale = scaled.abs().amax(1, keepdim=True).clamp_(min=1e-12) / STEPS
        whole = (scaled / scale).round_().to(exact)
        ctx.save_for_backward(bytes_, inside, whole, scale, by.channels)
        ctx.step, ctx.kind = by.step, x.dtype
        product = F.linear(bytes_, whole).float()
        return (product * (scale[:, 0] * by.step) + bias).to(exact)

    @staticmethod
    def backward(ctx: Any, gradient: Tensor) -> tuple[Tensor, Tensor, Tensor, None]:  # type: ignore[override]
        """Gradients of input (none where it was cut off), weight and bias."""
        bytes_, inside, whole, scale, channels = ctx.saved_tensors
        by_output = (gradient.float() * scale[:, 0]).to(whole.dtype)
        to_input = (by_output @ whole).float() / channels * inside
        flat, rows = gradient.flatten(0, -2), bytes_.flatten(0, -2)
        to_weight = (flat.to(rows.dtype).T @ rows).float() * (channels * ctx.step)
        return to_input.to(ctx.kind), to_weight, flat.float().sum(0), None
