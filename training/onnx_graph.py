"""Write the network as an ONNX graph: eight-bit weights, or full precision to compare with."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

import numpy as np
import onnx
import torch
from network import ATTENTION_HEADS, COLUMNS, EPSILON, WIDTH, Encoder, Heads
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper
from onnx_attention import attention
from rounded import STEPS, Rounding

OPSET, MICROSOFT, IR_VERSION = 20, "com.microsoft", 9
INPUTS = {"pieces": "pieces", "places": "pieces", "casings": "pieces"}
INPUTS |= {"first": "tokens", "last": "tokens", "bounds": "bounds"}
Floats = NDArray[np.float32]


@dataclass(slots=True)
class Graph:
    """Nodes and constants collected so far."""

    roundings: dict[str, Rounding]
    nodes: list[onnx.NodeProto] = field(default_factory=list)
    constants: dict[str, onnx.TensorProto] = field(default_factory=dict)

    def constant(self, name: str, values: NDArray[np.generic]) -> str:
        """Keep an array under a name."""
        self.constants[name] = numpy_helper.from_array(np.array(values, order="C"), name)
        return name

    def add(self, kind: str, *inputs: str, domain: str = "", **attributes: object) -> str:
        """Append a node with one output; its name is returned."""
        output = f"{kind}_{len(self.nodes)}"
        self.nodes.append(
            helper.make_node(kind, list(inputs), [output], domain=domain, **attributes)
        )
        return output

    def linear(self, x: str, name: str, weight: Floats, bias: Floats) -> str:
        """x times weight (outputs by inputs) plus bias."""
        offset = self.constant(f"{name}.bias", bias)
        if not self.roundings:
            product = self.add("MatMul", x, self.constant(f"{name}.weight", weight.T))
            return self.add("Add", product, offset)
        rounding = self.roundings[name]
        channels = rounding.channels.numpy()
        whole, scale = rounded(weight * channels)
        step = self.constant(f"{name}.step", np.array(rounding.step, dtype=np.float32))
        zero = self.constant(f"{name}.zero", np.array(rounding.zero, dtype=np.uint8))
        if not (channels == 1).all():
            x = self.add("Mul", x, self.constant(f"{name}.channels", 1 / channels))
        as_bytes = self.add("QuantizeLinear", x, step, zero)
        b = self.constant(f"{name}.weight", whole.T)
        scales = self.constant(f"{name}.scale", scale[:, 0])
        inputs = (as_bytes, b, step, scales, zero, "", offset)
        return self.add("MatMulIntegerToFloat", *inputs, domain=MICROSOFT)

    def lookup(self, name: str, table: Floats, rows: str) -> str:
        """Rows of a table, which is kept in eight bits with a scale for each row."""
        if not self.roundings:
            return self.add("Gather", self.constant(name, table), rows)
        whole, scale = rounded(table, 127)
        found = self.add(
            "Cast", self.add("Gather", self.constant(name, whole), rows), to=TensorProto.FLOAT
        )
        return self.add(
            "Mul", found, self.add("Gather", self.constant(f"{name}.scale", scale), rows)
        )

    def norm(self, x: str, name: str, weight: Floats, bias: Floats) -> str:
        """Layer normalisation."""
        w, b = self.constant(f"{name}.weight", weight), self.constant(f"{name}.bias", bias)
        return self.add("LayerNormalization", x, w, b, epsilon=EPSILON)


def rounded(table: Floats, steps: int = STEPS) -> tuple[NDArray[np.int8], Floats]:
    """Whole numbers and a scale for each row."""
    scale = np.maximum(np.abs(table).max(axis=1, keepdims=True) / steps, 1e-12).astype(np.float32)
    return np.round(table / scale).astype(np.int8), scale


def export(encoder: Encoder, heads: Heads, roundings: dict[str, Rounding]) -> bytes:
    """Stretches of text, one after the other, in; a row for each token out.

    A row has the outputs of the heads' first layers side by side. Without roundings all stays in
    full precision.
    """
    weights = {name: value.detach().numpy() for name, value in encoder.state_dict().items()}
    graph = Graph(inherited(roundings))
    x = graph.lookup("words", weights["words.weight"], "pieces")
    for name, numbers in (("positions", "places"), ("casings", "casings")):
        table = graph.constant(f"{name}.table", weights[f"{name}.weight"])
        x = graph.add("Add", x, graph.add("Gather", table, numbers))
    x = graph.norm(x, "norm", weights["norm.weight"], weights["norm.bias"])
    for i in range(len(encoder.layers)):
        prefix = f"layers.{i}."
        layer = {k.removeprefix(prefix): v for k, v in weights.items() if k.startswith(prefix)}
        if roundings:
            _pass_on(layer, roundings[f"{prefix}out"].channels.numpy())
        x = _layer(graph, x, prefix, layer)
    ends = graph.add("Add", graph.add("Gather", x, "first"), graph.add("Gather", x, "last"))
    rows = graph.add("Mul", ends, graph.constant("half", np.array(0.5, dtype=np.float32)))
    rows, width = _columns(graph, rows, heads)
    graph.nodes.append(helper.make_node("Identity", [rows], ["rows"]))
    return _model(graph, width).SerializeToString()


def inherited(roundings: dict[str, Rounding]) -> dict[str, Rounding]:
    """Roundings where the values, not the output layer, bring the scales of its channels."""
    return {
        name: replace(rounding, channels=torch.ones_like(rounding.channels))
        if name.endswith(".out")
        else rounding
        for name, rounding in roundings.items()
    }


def _pass_on(layer: dict[str, Floats], channels: Floats) -> None:
    """Scale the values of the attention, so that its output layer need not scale its input."""
    shares = np.concatenate((np.ones(2 * WIDTH, dtype=np.float32), 1 / channels))
    layer["qkv.weight"] = layer["qkv.weight"] * shares[:, None]
    layer["qkv.bias"] = layer["qkv.bias"] * shares
    layer["out.weight"] = layer["out.weight"] * channels


def _layer(graph: Graph, x: str, prefix: str, weights: dict[str, Floats]) -> str:
    def linear(name: str, value: str) -> str:
        return graph.linear(
            value, prefix + name, weights[f"{name}.weight"], weights[f"{name}.bias"]
        )

    def norm(name: str, value: str) -> str:
        return graph.norm(value, prefix + name, weights[f"{name}.weight"], weights[f"{name}.bias"])

    attended = attention(graph, linear("qkv", x), ATTENTION_HEADS, WIDTH // ATTENTION_HEADS)
    x = norm("norm1", graph.add("Add", x, linear("out", attended)))
    return norm("norm2", graph.add("Add", x, linear("down", graph.add("Gelu", linear("up", x)))))


def _columns(graph: Graph, rows: str, heads: Heads) -> tuple[str, int]:
    """The heads' first layers in one product; their weights are kept in half precision."""
    layers = [getattr(heads, name) for name in COLUMNS]
    weight = np.concatenate([layer.weight.detach().numpy() for layer in layers])
    bias = np.concatenate([layer.bias.detach().numpy() for layer in layers])
    half = graph.constant("heads.weight", weight.T.astype(np.float16))
    product = graph.add("MatMul", rows, graph.add("Cast", half, to=TensorProto.FLOAT))
    return graph.add("Add", product, graph.constant("heads.bias", bias)), len(bias)


def _model(graph: Graph, width: int) -> onnx.ModelProto:
    inputs = [
        helper.make_tensor_value_info(name, TensorProto.INT64, [size])
        for name, size in INPUTS.items()
    ]
    output = helper.make_tensor_value_info("rows", TensorProto.FLOAT, ["tokens", width])
    body = helper.make_graph(
        graph.nodes, "encoder", inputs, [output], list(graph.constants.values())
    )
    opsets = [helper.make_opsetid("", OPSET), helper.make_opsetid(MICROSOFT, 1)]
    return helper.make_model(body, opset_imports=opsets, ir_version=IR_VERSION)
