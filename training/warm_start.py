"""Read a network back out of weights that were shipped, to train it further."""

from __future__ import annotations

import re
from pathlib import Path

import numpy as np
import onnx
import spacy
import torch
from network import LAYERS, Network
from numpy.typing import NDArray
from onnx import numpy_helper
from spacy.language import Language
from template import Columns
from torch import Tensor

from kg.language.encoder import OnnxShim
from kg.language.heads import TokenHead

FRAMES = "kg_frame_finder"
Arrays = dict[str, NDArray[np.generic]]


def restore(network: Network, weights: Path) -> None:
    """Fill a network with what a pipeline's weights say, as exactly as eight bits allow.

    Weights that know no frames leave the heads for them as they are.
    """
    nlp = spacy.load(weights)
    shim = nlp.get_pipe("tok2vec").model.shims[0]
    assert isinstance(shim, OnnxShim)
    network.encoder.load_state_dict(encoder_state(shim.graph))
    network.heads.load_state_dict(
        heads_state(shim.graph, nlp, network.heads.columns()), strict=False
    )


def encoder_state(graph: bytes) -> dict[str, Tensor]:
    """The encoder's parameters, from the constants of its graph."""
    constants = _constants(graph)
    state = {
        "words.weight": constants["words"] * constants["words.scale"],
        "positions.weight": constants["positions.table"],
        "casings.weight": constants["casings.table"],
    }
    for name, value in constants.items():
        if re.search(r"(?:norm\d?\.weight|\.bias)$", name) and not name.startswith("heads"):
            state[name] = value
    for i in range(LAYERS):
        for linear in ("qkv", "out", "up", "down"):
            state[f"layers.{i}.{linear}.weight"] = _linear(constants, f"layers.{i}.{linear}")
    return {name: torch.tensor(value, dtype=torch.float32) for name, value in state.items()}


def _linear(constants: Arrays, name: str) -> NDArray[np.generic]:
    """A weight, outputs by inputs, its channels as they were before they were scaled."""
    weight = constants[f"{name}.weight"] * constants[f"{name}.scale"]
    shares = constants.get(f"{name}.channels")
    return (weight if shares is None else weight * shares[:, None]).T


def heads_state(graph: bytes, nlp: Language, columns: Columns) -> dict[str, Tensor]:
    """The heads' parameters: columns of the graph's last product, and the parser's arrays."""
    constants = _constants(graph)
    weight, bias = constants["heads.weight"].T, constants["heads.bias"]
    parser = nlp.get_pipe("parser")
    assert isinstance(parser, TokenHead)
    state: Arrays = dict(parser.arrays)
    if FRAMES in nlp.pipe_names:
        frames = nlp.get_pipe(FRAMES)
        assert isinstance(frames, TokenHead)
        state |= {f"frames.{name}": array for name, array in frames.arrays.items()}
    for name, (start, end) in columns.items():
        if end > len(bias):
            continue
        state |= {f"{name}.weight": weight[start:end], f"{name}.bias": bias[start:end]}
    return {name: torch.tensor(value, dtype=torch.float32) for name, value in state.items()}


def _constants(graph: bytes) -> Arrays:
    return {
        c.name: numpy_helper.to_array(c) for c in onnx.load_from_string(graph).graph.initializer
    }
