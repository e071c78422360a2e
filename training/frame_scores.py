"""How well frames are read on articles that were not trained on, by the annotation's own sentences.

A frame is right when the sentence tells one of its label; whole, when its roles overlap too (of an
event, who takes part).
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

import numpy as np
import torch
from batches import FRAMES, STRETCH, Item, Itemizer, collate
from frame_corpus import Fact, Paragraph, Span, moved
from network import Network
from samples import concatenate

from kg.language.frame_decoding import Frame, Rows, decode

KINDS = ("event", "pos", "prop", "say", "terr")
ROLES = 2
"""Who and what."""
LOWEST = 0.15
THRESHOLDS = (0.2, 0.3, 0.4, 0.5, 0.6, 0.7)


def joined(paragraphs: list[Paragraph]) -> Paragraph:
    """Paragraphs as one text, the facts' tokens counted on."""
    facts: list[Fact] = []
    offset = 0
    for paragraph in paragraphs:
        facts.extend(moved(f, offset) for f in paragraph.facts)
        offset += len(paragraph.sample)
    return Paragraph(sample=concatenate([p.sample for p in paragraphs]), facts=tuple(facts))


def windows(paragraphs: list[Paragraph], limit: int = STRETCH) -> Iterator[Paragraph]:
    """An article's paragraphs, as many together as the transformer reads at once."""
    run: list[Paragraph] = []
    for paragraph in paragraphs:
        if run and sum(len(p.sample) for p in run) + len(paragraph.sample) > limit:
            yield joined(run)
            run = []
        run.append(paragraph)
    if run:
        yield joined(run)


@torch.inference_mode()
def read(network: Network, item: Item, threshold: float) -> list[Frame]:
    """The frames of one text."""
    batch = collate([item])
    with torch.autocast("cpu", dtype=torch.bfloat16):
        x = network.encoder(batch.pieces, batch.casings, batch.first, batch.last)
    heads, x = network.heads, x.float()
    hidden = {
        "frame_anchor": heads.frame_anchor(x)[0].relu().numpy(),
        "frame_query": heads.frame_query(x)[0].numpy(),
        "frame_keys": heads.frame_keys(x)[0].numpy(),
    }
    arrays = {name: value.numpy() for name, value in heads.frames.state_dict().items()}
    starts = np.flatnonzero(np.diff(item.sentences, prepend=-1))
    sentences = list(pairwise([*map(int, starts), len(item.first)]))
    return decode(hidden, arrays, FRAMES, sentences, np.full(len(FRAMES), threshold))


def counts(
    network: Network, items: Itemizer, articles: list[list[Paragraph]]
) -> dict[str, dict[float, list[int]]]:
    """Of each kind and for each threshold: frames annotated, found, right by label, right whole."""
    network.eval()
    texts = [(items.item(w.sample, w.facts), w.facts) for a in articles for w in windows(a)]
    found = [(read(network, item, LOWEST), facts, item) for item, facts in texts]
    network.train()
    out: dict[str, dict[float, list[int]]] = {kind: {} for kind in KINDS}
    for threshold in THRESHOLDS:
        tally = {kind: [0] * 4 for kind in KINDS}
        for frames, facts, item in found:
            compare(frames, facts, item.sentences, tally, threshold)
        for kind, numbers in tally.items():
            out[kind][threshold] = numbers
    return out


def summed(parts: list[dict[str, dict[float, list[int]]]]) -> dict[str, dict[float, list[int]]]:
    """The counts of several sets of articles together."""
    return {
        kind: {
            t: [sum(numbers) for numbers in zip(*(p[kind][t] for p in parts), strict=True)]
            for t in THRESHOLDS
        }
        for kind in KINDS
    }


def figures(tally: dict[str, dict[float, list[int]]]) -> dict[str, dict[str, float]]:
    """Precision, recall and F1 of whole frames, and the F1 of labels, at each kind's best
    threshold.
    """
    out: dict[str, dict[str, float]] = {}
    for kind, by_threshold in tally.items():
        best = max(by_threshold, key=lambda t: _f1(by_threshold[t], 3))
        gold, made, _, whole = numbers = by_threshold[best]
        out[kind] = {
            "at": best,
            "label": round(_f1(numbers, 2), 3),
            "P": round(whole / max(1, made), 3),
            "R": round(whole / max(1, gold), 3),
            "F": round(_f1(numbers, 3), 3),
        }
    out["mean"] = {"F": round(sum(f["F"] for f in out.values()) / len(out), 3)}
    return out


def _f1(numbers: list[int], right: int) -> float:
    return 2 * numbers[right] / max(1, numbers[0] + numbers[1])


def compare(
    frames: list[Frame],
    facts: tuple[Fact, ...],
    sentences: Rows,
    tally: dict[str, list[int]],
    threshold: float,
) -> None:
    """Count what agrees, the surest frames first."""
    for fact in facts:
        tally[fact.label.split(":")[0]][0] += 1
    sure = [f for f in frames if f.probability >= threshold]
    for frame, agreement in matched(sure, facts, sentences):
        count = tally[frame.label.split(":")[0]]
        count[1] += 1
        count[2] += agreement is not None
        count[3] += agreement == ROLES


def compared(
    frames: list[Frame], facts: tuple[Fact, ...], sentences: Rows
) -> Iterator[tuple[Frame, bool]]:
    """Each frame, and whether it is right as a whole."""
    for frame, agreement in matched(frames, facts, sentences):
        yield frame, agreement == ROLES


def matched(
    frames: list[Frame], facts: tuple[Fact, ...], sentences: Rows
) -> Iterator[tuple[Frame, int | None]]:
    """Each frame, the surest first, with how many roles agree with the best fact left of its label
    in its sentence; None where there is none.
    """
    left = list(facts)
    for frame in sorted(frames, key=lambda f: -f.probability):
        same = [
            f
            for f in left
            if f.label == frame.label and sentences[f.anchor] == sentences[frame.anchor]
        ]
        if not same:
            yield frame, None
            continue
        best = max(same, key=lambda fact, frame=frame: _agreement(frame, fact))
        left.remove(best)
        yield frame, _agreement(frame, best)


def _agreement(frame: Frame, fact: Fact) -> int:
    where = frame.label.startswith("event") or _agree(frame.what, fact.what)
    return _agree(frame.who, fact.who) + where


def _agree(found: tuple[Span, ...], gold: tuple[Span, ...] | None) -> bool:
    if gold is None:
        return True
    if not found or not gold:
        return not found and not gold
    return any(a < d and c < b for a, b in found for c, d in gold)
