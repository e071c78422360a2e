"""Put the trained network together as a spaCy pipeline: quantise, adapt the heads, write.

python training/assemble.py DATA WORK TARGET [--full-precision] [--epochs 4]
"""

from __future__ import annotations

import argparse
import json
import shutil
from pathlib import Path

import numpy as np
import torch
from adapt import adapt
from batches import Itemizer
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
from kg.language.heads import TokenHead

NOTICES = Path(__file__).parent / "notices"
PARSER = (
    "starts",
    "roots",
    "arc_child",
    "arc_head",
    "arc",
    "label_child",
    "label_head",
    "label_sum",
    "label_pair",
)


def assemble(items: Itemizer, heads: Heads, shim: OnnxShim, samples: list[Sample]) -> Language:
    """A fresh pipeline with the trained weights; its strings are the labels' alone."""
    template = items.nlp
    nlp = blank()
    add_components(nlp)
    few = [example(nlp, next(s for s in samples if s.tree))]
    weights = {
        name: value.detach().numpy().astype(np.float32)
        for name, value in heads.state_dict().items()
    }
    nlp.get_pipe("tok2vec").model.shims[0].from_bytes(shim.to_bytes())
    for name, head in NATIVE.items():
        pipe = nlp.get_pipe(name)
        pipe.initialize(lambda: few, nlp=nlp, labels=template.get_pipe(name).label_data)
        layer = pipe.model.get_ref("linear")
        layer.set_param("W", weights[f"{head}.weight"])
        layer.set_param("b", weights[f"{head}.bias"])
    for name, wanted in (("parser", PARSER), ("ner", ("names",))):
        pipe = nlp.get_pipe(name)
        assert isinstance(pipe, TokenHead)
        pipe.cfg["labels"] = list(template.get_pipe(name).labels)
        pipe.arrays = {k: v for k, v in weights.items() if k.split(".")[0] in wanted}
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
    parser.add_argument("--epochs", type=int, default=4)
    options = parser.parse_args()
    torch.set_num_threads(2)
    samples = read_corpora(options.data, "train")
    items = itemizer(options.work, samples)
    network, roundings = trained(items, options.work)
    if not roundings and not options.full_precision:
        roundings = calibrate(network.encoder, [items.item(s) for s in spread(samples)])
    graph = export(network.encoder, None if options.full_precision else roundings)
    shim = OnnxShim(graph, items.pieces.vocabulary, threads=1)
    if not options.full_precision and options.epochs:
        adapt(network.heads, shim, items, samples, options.epochs)
    nlp = assemble(items, network.heads, shim, samples)
    nlp.meta.update(json.loads((NOTICES / "meta.json").read_text(encoding="utf-8")))
    nlp.to_disk(options.target)
    for notice in NOTICES.glob("*.*"):
        if notice.name != "meta.json":
            shutil.copy(notice, options.target / notice.name)


if __name__ == "__main__":
    main()
