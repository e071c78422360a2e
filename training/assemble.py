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
from batches import STRETCH, Item, Itemizer
from calibration import calibrate
from corpora import read_corpora
from network import Heads, Network
from onnx_graph import export
from samples import Sample
from spacy.language import Language
from spacy_docs import blank, example
from template import NATIVE, add_components
from train import itemizer

from kg.language.encoder import OnnxShim
from kg.language.heads import TokenHead

NOTICES = Path(__file__).parent / "notices"
CALIBRATION = 300
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


def network(items: Itemizer, work: Path) -> Network:
    """The network of the last checkpoint."""
    found = Network(items.sizes)
    found.load_state_dict(torch.load(work / "checkpoint.pt", weights_only=True)["network"])
    return found.eval()


def calibration_items(items: Itemizer, samples: list[Sample]) -> list[Item]:
    """A spread of training texts to choose the roundings by."""
    fitting = [s for s in samples if 10 <= len(s) <= STRETCH]
    return [items.item(s) for s in fitting[:: max(1, len(fitting) // CALIBRATION)]]


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
    trained = network(items, options.work)
    roundings = (
        None
        if options.full_precision
        else calibrate(trained.encoder, calibration_items(items, samples))
    )
    graph = export(trained.encoder, roundings)
    shim = OnnxShim(graph, items.pieces.vocabulary, threads=1)
    if not options.full_precision and options.epochs:
        adapt(trained.heads, shim, items, samples, options.epochs)
    nlp = assemble(items, trained.heads, shim, samples)
    nlp.meta.update(json.loads((NOTICES / "meta.json").read_text(encoding="utf-8")))
    nlp.to_disk(options.target)
    for notice in NOTICES.glob("*.*"):
        if notice.name != "meta.json":
            shutil.copy(notice, options.target / notice.name)


if __name__ == "__main__":
    main()
