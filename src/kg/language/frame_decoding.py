"""From the frame head's scores to frames: which word tells a fact of which label, and its roles.

A frame is an anchor (a token and a label) with spans of the anchor's own sentence. Each role has a
pointer to its first and one to its last token; "not in this sentence" is an answer. A role that
several things fill ("strikes on A and B") has several spans.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from kg.language.decoding import product

Rows = NDArray[np.float32]
Span = tuple[int, int]
"""First and last token, the last exclusive."""

ROLES = ("who", "what", "more")
"""`more` is the condition of a position or proposal, and who says so of a territorial claim."""
BUCKETS = 32
WIDTH = 96
"""Columns of a pointer."""
SEVERAL = {"who": 0.6, "what": 0.35, "more": 0.6}
"""One more span fills a role when its first token is so probable beside that of the best."""
LEAST = 0.1
"""How probable it has to be in any case."""
_ONE_OF = ("pos", "say")
"""Kinds of which one thing has one label: nobody is for and against it."""
_WITH_MORE = ("pos", "prop", "terr")
LOWEST = 0.2
"""How probable a word has to be as an anchor to count at all, if only beside another word."""
LONGEST = {"who": 14, "what": 90, "more": 60}


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """A fact as its sentence tells it; tokens are numbered as the rows given to `decode`."""

    label: str
    anchor: int
    probability: float
    who: tuple[Span, ...] = ()
    what: tuple[Span, ...] = ()
    more: tuple[Span, ...] = ()

    def mapped(self, number: Callable[[int], int]) -> Frame:
        """The frame where each token has another number."""

        def spans(told: tuple[Span, ...]) -> tuple[Span, ...]:
            return tuple((number(a), number(b - 1) + 1) for a, b in told)

        return replace(
            self,
            anchor=number(self.anchor),
            who=spans(self.who),
            what=spans(self.what),
            more=spans(self.more),
        )

    def moved(self, by: int) -> Frame:
        """The frame where its text begins that many tokens later."""
        return self.mapped(lambda token: token + by)


def bucket(distance: NDArray[np.int64]) -> NDArray[np.int64]:
    """The class of a distance in tokens: each one near by, ranges further off, by direction."""
    size = np.abs(distance)
    far = 8 + np.floor(np.log2(np.maximum(size, 8) / 8) * 2).astype(np.int64)
    near = np.where(size < 8, size, np.minimum(far, BUCKETS // 2 - 1))
    return np.where(distance < 0, near, near + BUCKETS // 2)


def decode(
    hidden: Mapping[str, Rows],
    arrays: Mapping[str, Rows],
    labels: tuple[str, ...],
    sentences: list[Span],
    thresholds: Rows,
) -> list[Frame]:
    """The frames of a text in the order of their anchors.

    `hidden` has the columns "frame_anchor", "frame_query" (nothing below zero in the former) and
    "frame_keys" for each token, `sentences` the ranges in which roles are looked for, `thresholds`
    the probability from which on a frame of each label counts. Which of several words tells it may
    be open ("is back in control of"): what they tell alike is as probable as they are together.
    """
    scores = product(hidden["frame_anchor"], arrays["anchor.weight"]) + arrays["anchor.bias"]
    probabilities = 1 / (1 + np.exp(-np.clip(scores, -30, 30)))
    lowest = np.minimum(thresholds, LOWEST)
    sure = dict(zip(labels, map(float, thresholds), strict=True))
    found: list[Frame] = []
    for start, end in sentences:
        own = probabilities[start:end]
        places = [(int(t) + start, int(label)) for t, label in np.argwhere(own >= lowest)]
        if places:
            frames = _with_roles(places, hidden, arrays, labels, (start, end))
            told = _distinct(
                Frame(
                    label=labels[label],
                    anchor=t,
                    probability=float(probabilities[t, label]),
                    **roles,
                )
                for (t, label), roles in zip(places, frames, strict=True)
            )
            found.extend(frame for frame in told if frame.probability >= sure[frame.label])
    return found


def _with_roles(
    places: list[tuple[int, int]],
    hidden: Mapping[str, Rows],
    arrays: Mapping[str, Rows],
    names: tuple[str, ...],
    sentence: Span,
) -> Iterator[dict[str, tuple[Span, ...]]]:
    """The spans of every role for each anchor."""
    start, end = sentence
    tokens, labels = np.array(places).T
    query = np.maximum(hidden["frame_query"][tokens] + arrays["label.weight"][labels], 0)
    pointers = product(query, arrays["pointer.weight"]) + arrays["pointer.bias"]
    none = product(query, arrays["none.weight"]) + arrays["none.bias"]
    keys = hidden["frame_keys"][start:end]
    near = bucket(np.arange(start, end)[None, :] - tokens[:, None])
    count = 2 * len(ROLES)
    parts = [slice(p * WIDTH, (p + 1) * WIDTH) for p in range(count)]
    scores = np.stack([product(pointers[:, p], keys[:, p]) for p in parts], axis=1)
    scores /= np.float32(WIDTH**0.5)
    scores += arrays["distance"][:, near].transpose(1, 0, 2)
    for n, label in enumerate(labels):
        yield {
            role: _spans(
                scores[n, 2 * r], scores[n, 2 * r + 1], none[n, 2 * r : 2 * r + 2], role, start
            )
            for r, role in enumerate(ROLES)
            if role != "more" or names[label].partition(":")[0] in _WITH_MORE
        }


def _spans(first: Rows, last: Rows, none: Rows, role: str, offset: int) -> tuple[Span, ...]:
    """The spans that fill a role, the best of them first; () when none does."""
    length, longest = len(first), LONGEST[role]
    both = first[:, None] + last[None, :]
    apart = np.arange(length)[None, :] - np.arange(length)[:, None]
    both[(apart < 0) | (apart >= longest)] = -np.inf
    best = int(both.argmax())
    start, end = divmod(best, length)
    if both[start, end] <= none.sum():
        return ()
    spans, least = [(start, end + 1)], none.sum()
    weights = np.exp(first - first.max())
    weights /= weights.sum() + np.exp(none[0] - first.max())
    for other in np.argsort(-weights):
        if weights[other] < max(LEAST, SEVERAL[role] * weights[start]):
            break
        free = [
            e
            for e in range(other, min(length, other + longest))
            if both[other, e] > least and all(e + 1 < s or other > t for s, t in spans)
        ]
        if not free:
            continue
        spans.append((int(other), max(free, key=lambda e: last[e]) + 1))
    return tuple((s + offset, e + offset) for s, e in spans)


def _distinct(frames: Iterator[Frame]) -> list[Frame]:
    """The frames of a sentence, the most probable of those that exclude each other: of one kind on
    one word, or telling the same of the same. The others of its label make it more probable.
    """
    kept: list[Frame] = []
    for frame in sorted(frames, key=lambda f: (-f.probability, f.anchor)):
        same = next((n for n, f in enumerate(kept) if _excludes(f, frame)), None)
        if same is None:
            kept.append(frame)
        elif (best := kept[same]).label == frame.label:
            kept[same] = replace(best, probability=min(1.0, best.probability + frame.probability))
    return sorted(kept, key=lambda f: (f.anchor, f.label))


def _excludes(one: Frame, other: Frame) -> bool:
    kind = one.label.partition(":")[0]
    if kind != other.label.partition(":")[0]:
        return False
    if one.anchor == other.anchor:
        return True
    same = one.label == other.label or kind in _ONE_OF
    return same and _meet(one.what, other.what) and _meet(one.who, other.who)


def _meet(one: tuple[Span, ...], other: tuple[Span, ...]) -> bool:
    """Whether spans overlap, or both roles are empty."""
    if not one or not other:
        return not one and not other
    return any(a < d and c < b for a, b in one for c, d in other)
