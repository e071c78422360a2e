"""Train a small plain spaCy pipeline from scratch: the baseline to compare with.

python training/quick.py tree DATA OUT --minutes 9     # tags, morphology, lemmas, trees, sentences
python training/quick.py names DATA OUT --minutes 9    # names, an encoder of their own
python training/quick.py join OUT/tree OUT/names TARGET
"""

from __future__ import annotations

import argparse
import random
import time
from pathlib import Path

import spacy
from corpora import read_corpora
from samples import Sample
from spacy.language import Language
from spacy.scorer import Scorer
from spacy.training import Example
from spacy_docs import blank, example
from thinc.api import fix_random_seed
from variation import gather, quoted, vary

WIDTH, DEPTH = 96, 4
SEED = 7
TREE_PIPES = ("tagger", "morphologizer", "trainable_lemmatizer", "parser")
ENCODER = {
    "@architectures": "spacy.HashEmbedCNN.v2",
    "width": WIDTH,
    "depth": DEPTH,
    "embed_size": 4000,
    "window_size": 1,
    "maxout_pieces": 3,
    "subword_features": True,
    "pretrained_vectors": None,
}
LISTENER = {"@architectures": "spacy.Tok2VecListener.v1", "width": WIDTH}


def tree_pipeline() -> Language:
    """Tagger, morphologizer, lemmatizer and parser over one shared encoder."""
    nlp = blank()
    nlp.add_pipe("tok2vec", config={"model": ENCODER})
    linear = {"@architectures": "spacy.Tagger.v2", "tok2vec": LISTENER, "nO": None}
    for name in TREE_PIPES[:2]:
        nlp.add_pipe(name, config={"model": linear})
    nlp.add_pipe("trainable_lemmatizer", config={"model": linear, "min_tree_freq": 3, "top_k": 3})
    nlp.add_pipe("parser", config={"model": _transitions("parser"), "min_action_freq": 20})
    return nlp


def names_pipeline() -> Language:
    """Named entities over an encoder of their own."""
    nlp = blank()
    nlp.add_pipe("tok2vec", config={"model": ENCODER})
    nlp.add_pipe("ner", config={"model": _transitions("ner")})
    return nlp


def _transitions(state: str) -> dict[str, object]:
    return {
        "@architectures": "spacy.TransitionBasedParser.v2",
        "state_type": state,
        "extra_state_tokens": False,
        "hidden_width": 64,
        "maxout_pieces": 2,
        "use_upper": True,
        "tok2vec": LISTENER,
        "nO": None,
    }


def epoch(nlp: Language, samples: list[Sample], chance: random.Random) -> list[Example]:
    """One varied pass over the samples, in random order."""
    stretches = gather(samples, 150, chance)
    for i, sample in enumerate(stretches):
        if chance.random() < 0.06:
            stretches[i] = quoted(sample, chance) or sample
    chance.shuffle(stretches)
    return [example(nlp, vary(s, chance)) for s in stretches]


def train(kind: str, data: Path, out: Path, minutes: float) -> None:
    """Train until the time is up, keeping averaged weights."""
    fix_random_seed(SEED)
    chance = random.Random(SEED)
    everything = read_corpora(data, "train")
    samples = [s for s in everything if (s.tree if kind == "tree" else s.names)]
    dev = [s for s in read_corpora(data, "dev") if (s.tree if kind == "tree" else s.names)]
    nlp = tree_pipeline() if kind == "tree" else names_pipeline()
    sample_examples = [example(nlp, s) for s in samples]
    optimizer = nlp.initialize(lambda: sample_examples)
    optimizer.learn_rate = 0.001
    deadline = time.monotonic() + minutes * 60
    step, number = 0, 0
    losses: dict[str, float] = {}
    start = time.monotonic()
    while time.monotonic() < deadline:
        pending: list[Example] = []
        for item in epoch(nlp, samples, chance):
            pending.append(item)
            if sum(len(e) for e in pending) < min(1500, 300 + 2 * step):
                continue
            left = max(0.0, (deadline - time.monotonic()) / (minutes * 60))
            optimizer.learn_rate = 0.0002 + 0.0012 * left
            nlp.update(pending, sgd=optimizer, losses=losses, drop=0.1)
            pending, step = [], step + 1
            if time.monotonic() > deadline:
                break
        number += 1
        with nlp.use_params(optimizer.averages):
            report(nlp, dev, f"epoch {number} {time.monotonic() - start:.0f}s")
    with nlp.use_params(optimizer.averages):
        out.parent.mkdir(parents=True, exist_ok=True)
        nlp.to_disk(out)


def report(nlp: Language, dev: list[Sample], title: str) -> None:
    """Print the development figures."""
    examples = [example(nlp, s) for s in dev]
    for item, doc in zip(examples, nlp.pipe([e.reference.text for e in examples]), strict=True):
        item.predicted = doc
    scores = Scorer(nlp).score(examples)
    wanted = (
        "tag_acc",
        "pos_acc",
        "morph_acc",
        "lemma_acc",
        "dep_uas",
        "dep_las",
        "sents_f",
        "ents_f",
    )
    figures = {k: round(scores[k], 4) for k in wanted if scores.get(k) is not None}
    print(title, figures, scores.get("ents_per_type"), flush=True)


def join(tree: Path, names: Path, target: Path, *, shared: bool) -> None:
    """Put both halves into one pipeline; names keep an encoder of their own, but for timing."""
    nlp, other = spacy.load(tree), spacy.load(names)
    if not shared:
        other.replace_listeners("tok2vec", "ner", ["model.tok2vec"])
    nlp.add_pipe("ner", source=other)
    nlp.to_disk(target)


def main() -> None:
    """Read the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("step", choices=("tree", "names", "join"))
    parser.add_argument("first", type=Path)
    parser.add_argument("second", type=Path)
    parser.add_argument("third", type=Path, nargs="?")
    parser.add_argument(
        "--shared", action="store_true", help="join: one encoder for all heads (names get worse)"
    )
    parser.add_argument("--minutes", type=float, default=10)
    options = parser.parse_args()
    if options.step == "join":
        join(options.first, options.second, options.third, shared=options.shared)
    else:
        train(options.step, options.first, options.second / options.step, options.minutes)


if __name__ == "__main__":
    main()
