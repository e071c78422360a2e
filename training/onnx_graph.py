"""Write the encoder as an ONNX graph: eight-bit weights, or full precision to compare with."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
import onnx
from network import ATTENTION_HEADS, EPSILON, WIDTH, Encoder
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper
from rounded import STEPS, Rounding

OPSET, MICROSOFT, IR_VERSION = 20, "com.microsoft", 9
INPUTS = (("pieces", "pieces"), ("casings", "pieces"), ("first", "tokens"), ("last", "tokens"))


@dataclass(slots=True)
class Graph:
    """Nodes and constants collected so far."""

    roundings: dict[str, Rounding] | None
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

    def linear(
        self, x: str, name: str, weight: NDArray[np.float32], bias: NDArray[np.float32]
    ) -> str:
        """x times weight (outputs by inputs) plus bias."""
        offset = self.constant(f"{name}.bias", bias)
        if self.roundings is None:
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

    def lookup(self, name: str, table: NDArray[np.float32], rows: str) -> str:
        """Rows of a table, which is kept in eight bits with a scale for each row."""
        if self.roundings is None:
            return self.add("Gather", self.constant(name, table), rows)
        whole, scale = rounded(table, 127)
        found = self.add(
            "Cast", self.add("Gather", self.constant(name, whole), rows), to=TensorProto.FLOAT
        )
        return self.add(
            "Mul", found, self.add("Gather", self.constant(f"{name}.scale", scale), rows)
        )

    def norm(
        self, x: str, name: str, weight: NDArray[np.float32], bias: NDArray[np.float32]
    ) -> str:
        """Layer normalisation."""
        w, b = self.constant(f"{name}.weight", weight), self.constant(f"{name}.bias", bias)
        return self.add("LayerNormalization", x, w, b, epsilon=EPSILON)


def rounded(
    table: NDArray[np.float32], steps: int = STEPS
) -> tuple[NDArray[np.int8], NDArray[np.float32]]:
    """Whole numbers and a scale for each row."""
    scale = np.maximum(np.abs(table).max(axis=1, keepdims=True) / steps, 1e-12).astype(np.float32)
    return np.round(table / scale).astype(np.int8), scale


def export(encoder: Encoder, roundings: dict[str, Rounding] | None) -> bytes:
    """The encoder for one text without padding: piece and casing numbers in, one row a token out.

    Without roundings it stays in full precision.
    """
    weights = {name: value.detach().numpy() for name, value in encoder.state_dict().items()}
    graph = Graph(roundings)
    x = graph.lookup("words", weights["words.weight"], "pieces")
    length = graph.add("Shape", "pieces")
    zero = graph.constant("zero", np.array([0]))
    table = graph.constant("positions", weights["positions.weight"])
    x = graph.add("Add", x, graph.add("Slice", table, zero, length, zero))
    cases = graph.add(
        "Gather", graph.constant("casings.table", weights["casings.weight"]), "casings"
    )
    x = graph.norm(graph.add("Add", x, cases), "norm", weights["norm.weight"], weights["norm.bias"])
    for i in range(len(encoder.layers)):
        prefix = f"layers.{i}."
        layer = {k.removeprefix(prefix): v for k, v in weights.items() if k.startswith(prefix)}
        x = _layer(graph, x, prefix, layer)
    ends = graph.add("Add", graph.add("Gather", x, "first"), graph.add("Gather", x, "last"))
    rows = graph.add("Mul", ends, graph.constant("half", np.array(0.5, dtype=np.float32)))
    graph.nodes.append(helper.make_node("Identity", [rows], ["rows"]))
    return _model(graph).SerializeToString()


def _layer(graph: Graph, x: str, prefix: str, weights: dict[str, NDArray[np.float32]]) -> str:
    def linear(name: str, value: str) -> str:
        return graph.linear(
            value, prefix + name, weights[f"{name}.weight"], weights[f"{name}.bias"]
        )

    def norm(name: str, value: str) -> str:
        return graph.norm(value, prefix + name, weights[f"{name}.weight"], weights[f"{name}.bias"])

    by_head = graph.constant(
        "by_head", np.array([-1, 3, ATTENTION_HEADS, WIDTH // ATTENTION_HEADS])
    )
    flat = graph.constant("flat", np.array([-1, WIDTH]))
    qkv = graph.add("Reshape", linear("qkv", x), by_head)
    parts = [
        graph.add("Gather", qkv, graph.constant(f"part{n}", np.array(n)), axis=1) for n in range(3)
    ]
    q, v = (graph.add("Transpose", parts[n], perm=[1, 0, 2]) for n in (0, 2))
    k = graph.add("Transpose", parts[1], perm=[1, 2, 0])
    scale = graph.constant("scale", np.array((WIDTH // ATTENTION_HEADS) ** -0.5, dtype=np.float32))
    scores = graph.add("Softmax", graph.add("Mul", graph.add("MatMul", q, k), scale), axis=-1)
    attended = graph.add("Transpose", graph.add("MatMul", scores, v), perm=[1, 0, 2])
    x = norm("norm1", graph.add("Add", x, linear("out", graph.add("Reshape", attended, flat))))
    return norm("norm2", graph.add("Add", x, linear("down", graph.add("Gelu", linear("up", x)))))


def _model(graph: Graph) -> onnx.ModelProto:
    inputs = [
        helper.make_tensor_value_info(name, TensorProto.INT64, [size]) for name, size in INPUTS
    ]
    output = helper.make_tensor_value_info("rows", TensorProto.FLOAT, ["tokens", WIDTH])
    body = helper.make_graph(
        graph.nodes, "encoder", inputs, [output], list(graph.constants.values())
    )
    opsets = [helper.make_opsetid("", OPSET), helper.make_opsetid(MICROSOFT, 1)]
    return helper.make_model(body, opset_imports=opsets, ir_version=IR_VERSION)
