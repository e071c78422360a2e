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
from template import NATIVE
from torch import Tensor

from kg.language.encoder import OnnxShim
from kg.language.heads import TokenHead

Arrays = dict[str, NDArray[np.generic]]


def restore(network: Network, weights: Path) -> None:
    """Fill a network with what a pipeline's weights say, as exactly as eight bits allow."""
    nlp = spacy.load(weights)
    shim = nlp.get_pipe("tok2vec").model.shims[0]
    assert isinstance(shim, OnnxShim)
    network.encoder.load_state_dict(encoder_state(shim.graph))
    network.heads.load_state_dict(heads_state(nlp))


def encoder_state(graph: bytes) -> dict[str, Tensor]:
    """The encoder's parameters, from the constants of its graph."""
    model = onnx.load_from_string(graph)
    constants = {c.name: numpy_helper.to_array(c) for c in model.graph.initializer}
    state = {
        "words.weight": constants["words"] * constants["words.scale"],
        "positions.weight": constants["positions"],
        "casings.weight": constants["casings.table"],
    }
    for name, value in constants.items():
        if re.search(r"(?:norm\d?\.(?:weight|bias)|\.bias)$", name):
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


def heads_state(nlp: Language) -> dict[str, Tensor]:
    """The heads' parameters, from the pipeline's components."""
    state: dict[str, NDArray[np.generic]] = {}
    for name, head in NATIVE.items():
        layer = nlp.get_pipe(name).model.get_ref("linear")
        state |= {f"{head}.weight": layer.get_param("W"), f"{head}.bias": layer.get_param("b")}
    for name in ("parser", "ner"):
        pipe = nlp.get_pipe(name)
        assert isinstance(pipe, TokenHead)
        state |= pipe.arrays
    return {name: torch.tensor(value, dtype=torch.float32) for name, value in state.items()}
