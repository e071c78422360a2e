"""What the network is trained to say, summed over its heads."""

from __future__ import annotations

import torch
from batches import MISSING, NAME_TAGS, Batch
from network import Heads
from torch import Tensor
from torch.nn import functional as F

from kg.language.frame_decoding import bucket

WEIGHTS = {
    "tags": 0.5,
    "morphs": 0.5,
    "lemmas": 0.5,
    "starts": 1.0,
    "heads": 1.0,
    "deps": 1.0,
    "names": 2.0,
    "anchors": 1.0,
    "roles": 0.4,
}
FREQUENCY = 13
"""Tokens for each anchor, about."""
SURER = 1.5
"""What an anchor weighs more than a token that is none: a threshold can undo it, a miss cannot."""
EVENT = torch.tensor([tag.endswith("-EVENT") for tag in NAME_TAGS])


def losses(heads: Heads, x: Tensor, batch: Batch) -> dict[str, Tensor]:
    """The loss of every head that has something to learn from this batch."""
    targets = batch.targets
    found: dict[str, Tensor] = {}
    dropped = heads.dropout(x)
    for name in ("tags", "morphs", "lemmas"):
        if (targets[name] != MISSING).any():
            found[name] = _cross_entropy(getattr(heads, name)(dropped), targets[name])
    if (targets["starts"] != MISSING).any():
        said = targets["starts"] != MISSING
        logits = heads.starts(dropped)[..., 0][said]
        found["starts"] = F.binary_cross_entropy_with_logits(
            logits, targets["starts"][said].float()
        )
    if (targets["heads"] != MISSING).any():
        found["heads"] = _cross_entropy(
            within_sentences(heads.arcs(x), batch.sentences), targets["heads"]
        )
        given = targets["heads"].clamp(min=0)
        found["deps"] = _cross_entropy(heads.labels(x, given), targets["deps"])
    if (targets["names"] != MISSING).any():
        found["names"] = names_loss(heads.names(dropped), batch)
    if batch.told.annotated.any():
        found |= frame_losses(heads, dropped, batch)
    return found


def frame_losses(heads: Heads, x: Tensor, batch: Batch) -> dict[str, Tensor]:
    """How far anchors and their roles are off."""
    told = batch.told
    real = (batch.last > 0) & told.annotated[:, None]
    hidden = heads.dropout(F.relu(heads.frame_anchor(x)))
    each = F.binary_cross_entropy_with_logits(
        heads.frames.anchor(hidden), told.anchors, reduction="none"
    )
    each = each * (1 + (SURER - 1) * told.anchors) * real[..., None]
    found = {"anchors": each.sum() / (real.sum() / FREQUENCY)}
    if not len(told.texts):
        return found
    query = heads.frame_query(x)[told.texts, told.tokens]
    distance = torch.arange(x.shape[1])[None, :] - told.tokens[:, None]
    distances = torch.from_numpy(bucket(distance.numpy()))
    scores, none = heads.frames.pointers(
        query, told.labels, heads.frame_keys(x)[told.texts], distances
    )
    sentences = batch.sentences[told.texts]
    own = sentences.gather(1, told.tokens[:, None])
    apart = (sentences != own)[:, None, :]
    scores = scores.masked_fill(apart, -1e4)
    wanted = torch.cat((told.pointers[..., :-1].masked_fill(apart, 0), told.pointers[..., -1:]), -1)
    logs = F.log_softmax(torch.cat((scores, none[..., None]), -1), -1)
    known = wanted.sum((-1, -2)).clamp(min=1).sum() / 4
    found["roles"] = -(wanted * logs).sum() / known
    return found


def total(found: dict[str, Tensor]) -> Tensor:
    """The weighted sum."""
    return torch.stack([WEIGHTS[name] * loss for name, loss in found.items()]).sum()


def within_sentences(scores: Tensor, sentences: Tensor) -> Tensor:
    """Arc scores with every arc across a sentence boundary ruled out."""
    same = sentences[:, :, None] == sentences[:, None, :]
    return scores.masked_fill(~same, -1e4)


def names_loss(logits: Tensor, batch: Batch) -> Tensor:
    """Cross entropy, where "outside" of a corpus without events may as well be an event."""
    targets = batch.targets["names"]
    log_probabilities = F.log_softmax(logits, -1)
    gold = log_probabilities.gather(-1, targets.clamp(min=0)[..., None])[..., 0]
    open_ended = torch.cat(
        (log_probabilities[..., :1], log_probabilities[..., EVENT]), -1
    ).logsumexp(-1)
    gold = torch.where((targets == 0) & batch.no_event[:, None], open_ended, gold)
    return -gold[targets != MISSING].mean()


def _cross_entropy(logits: Tensor, targets: Tensor) -> Tensor:
    return F.cross_entropy(logits.flatten(0, -2), targets.flatten(), ignore_index=MISSING)
