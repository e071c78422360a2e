"""Put the trained network together as a spaCy pipeline: quantise, write, with its licences.

python training/assemble.py DATA WORK TARGET [--full-precision]
"""

from __future__ import annotations

import argparse
import json
import shutil
from pathlib import Path

import numpy as np
import torch
from batches import FRAMES, Itemizer
from calibration import calibrate, spread
from corpora import read_corpora
from network import Heads, Network
from onnx_graph import export
from rounded import Rounding
from samples import Sample
from spacy.language import Language
from spacy_docs import blank, example
from template import NATIVE, add_components
from train import itemizer

from kg.language.encoder import OnnxShim
from kg.language.shipped import seal

NOTICES = Path(__file__).parent / "notices"
THRESHOLDS = {
    "event": 0.7, "event:other": 0.75, "pos": 0.8, "prop": 0.75, "say": 0.6, "terr": 0.9,
}  # fmt: skip
"""Probability from which on a frame counts, by label or kind: as high as F1 hardly falls on
articles held out, since a false fact costs more than a missed one.
"""
PARSER = ("arc.weight", "arc.bias", "label_sum.weight", "label_sum.bias", "label_pair")


def assemble(items: Itemizer, heads: Heads, shim: OnnxShim, samples: list[Sample]) -> Language:
    """A fresh pipeline with the trained weights; its strings are the labels' alone."""
    template = items.nlp
    nlp = blank()
    parser, ner, frames = add_components(nlp, heads.columns())
    few = [example(nlp, next(s for s in samples if s.tree))]
    nlp.get_pipe("tok2vec").model.shims[0].from_bytes(shim.to_bytes())
    for name in NATIVE:
        labels = template.get_pipe(name).label_data
        nlp.get_pipe(name).initialize(lambda: few, nlp=nlp, labels=labels)
    for pipe in (parser, ner):
        pipe.cfg["labels"] = list(template.get_pipe(pipe.name).labels)
    weights = heads.state_dict()
    parser.arrays = {name: weights[name].numpy().astype(np.float32) for name in PARSER}
    frames.cfg["labels"] = list(FRAMES)
    frames.cfg["thresholds"] = [
        THRESHOLDS.get(label) or THRESHOLDS[label.partition(":")[0]] for label in FRAMES
    ]
    frames.arrays = {
        name: value.numpy().astype(np.float32) for name, value in heads.frames.state_dict().items()
    }
    return nlp


def trained(items: Itemizer, work: Path) -> tuple[Network, dict[str, Rounding]]:
    """The network of the last checkpoint, and how it was trained to round."""
    state = torch.load(work / "checkpoint.pt", weights_only=True)
    network = Network(items.sizes)
    network.load_state_dict(state["network"])
    return network.eval(), {n: Rounding(**r) for n, r in state["roundings"].items()}


def main() -> None:
    """Read the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("work", type=Path)
    parser.add_argument("target", type=Path)
    parser.add_argument("--full-precision", action="store_true")
    options = parser.parse_args()
    torch.set_num_threads(1)
    samples = read_corpora(options.data, "train")
    items = itemizer(options.work, samples)
    network, roundings = trained(items, options.work)
    if not roundings and not options.full_precision:
        roundings = calibrate(network.encoder, [items.item(s) for s in spread(samples)])
    graph = export(network.encoder, network.heads, {} if options.full_precision else roundings)
    shim = OnnxShim(graph, items.pieces.vocabulary)
    nlp = assemble(items, network.heads, shim, samples)
    nlp.meta.update(json.loads((NOTICES / "meta.json").read_text(encoding="utf-8")))
    nlp.to_disk(options.target)
    for notice in NOTICES.glob("*.*"):
        if notice.name != "meta.json":
            shutil.copy(notice, options.target / notice.name)
    seal(options.target)


if __name__ == "__main__":
    main()
