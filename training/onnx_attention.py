"""Attention over stretches that lie one after the other: each attends within itself alone.

The linear layers take all stretches at once, which is fast; here a loop takes them one by one, so
that no stretch's numbers depend on what it is read together with.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import onnx
from onnx import TensorProto, helper

if TYPE_CHECKING:
    from onnx_graph import Graph


def attention(graph: Graph, qkv: str, heads: int, width: int) -> str:
    """The attended values, from queries, keys and values side by side."""
    _shapes(graph, heads, width)
    count = graph.add("Sub", graph.add("Size", "bounds"), "one")
    empty = graph.add("SequenceEmpty", dtype=TensorProto.FLOAT)
    body = _one_stretch(qkv, width)
    return graph.add(
        "ConcatFromSequence", graph.add("Loop", count, "true", empty, body=body), axis=0
    )


def _shapes(graph: Graph, heads: int, width: int) -> None:
    graph.constant("one", np.array(1))
    graph.constant("true", np.array(True))
    graph.constant("rows_axis", np.array([0]))
    graph.constant("by_head", np.array([-1, 3 * heads, width]))
    graph.constant("flat", np.array([-1, heads * width]))


def _one_stretch(qkv: str, width: int) -> onnx.GraphProto:
    """The body of the loop: stretch number `i` attends; its rows are appended to `before`."""

    def node(kind: str, inputs: str, outputs: str, **attributes: object) -> onnx.NodeProto:
        names = [f"{qkv}.{name}" for name in outputs.split()]
        return helper.make_node(kind, inputs.split(), names, **attributes)

    own = f"{qkv}."
    nodes = [
        node("Unsqueeze", f"{own}i rows_axis", "this"),
        node("Add", f"{own}this one", "next"),
        node("Gather", f"bounds {own}this", "start"),
        node("Gather", f"bounds {own}next", "end"),
        node("Slice", f"{qkv} {own}start {own}end rows_axis", "stretch"),
        node("Reshape", f"{own}stretch by_head", "by_head"),
        node("Transpose", f"{own}by_head", "turned", perm=[1, 0, 2]),
        node("Split", f"{own}turned", "q k v", axis=0, num_outputs=3),
        node(
            "FusedMatMul",
            f"{own}q {own}k",
            "scores",
            domain="com.microsoft",
            transB=1,
            alpha=float(width**-0.5),
        ),
        node("Softmax", f"{own}scores", "shares", axis=-1),
        node("MatMul", f"{own}shares {own}v", "values"),
        node("Transpose", f"{own}values", "by_token", perm=[1, 0, 2]),
        node("Reshape", f"{own}by_token flat", "rows"),
        node("SequenceInsert", f"{own}before {own}rows", "after"),
        node("Identity", f"{own}more", "again"),
    ]
    value, sequence = helper.make_tensor_value_info, helper.make_tensor_sequence_value_info
    inputs = [
        value(f"{own}i", TensorProto.INT64, []),
        value(f"{own}more", TensorProto.BOOL, []),
        sequence(f"{own}before", TensorProto.FLOAT, None),
    ]
    outputs = [
        value(f"{own}again", TensorProto.BOOL, []),
        sequence(f"{own}after", TensorProto.FLOAT, None),
    ]
    return helper.make_graph(nodes, f"{own}attention", inputs, outputs)
