"""The best tree and the best tag sequence for the scores of the heads."""

from __future__ import annotations

from functools import lru_cache
from typing import cast

import numpy as np
from numpy.typing import NDArray
from thinc.api import NumpyOps

Numbers = NDArray[np.int64]
Rows = NDArray[np.float32]

_OPS = NumpyOps()


def product(rows: Rows, weights: Rows) -> Rows:
    """Rows times the rows of a table of weights, on one core: several that wait for one another are
    slower on a busy machine, and round otherwise.
    """
    return cast("Rows", _OPS.gemm(rows, np.ascontiguousarray(weights), trans2=True))


def best_tree(scores: Rows) -> Numbers:
    """The head of each token in the best tree with a single root, which is its own head.

    `scores[i, j]` is the score of j as head of i, and on the diagonal that of i as root.
    """
    heads = scores.argmax(axis=1)
    roots = np.flatnonzero(heads == np.arange(len(heads)))
    if len(roots) == 1 and not _cycle(heads):
        return cast(Numbers, heads)
    others = scores.copy()
    np.fill_diagonal(others, -np.inf)
    best = others.max(axis=1) if len(scores) > 1 else np.zeros(1, dtype=np.float32)
    candidates = roots if len(roots) else np.arange(len(heads))
    root = int(candidates[(np.diag(scores) - best)[candidates].argmax()])
    others[root] = -np.inf
    others[root, root] = 0
    return _arborescence(others)


def _cycle(heads: Numbers) -> list[int]:
    """The tokens of one cycle of at least two, if there is any."""
    state = [0] * len(heads)
    for i in range(len(heads)):
        path = []
        while state[i] == 0:
            state[i] = 1
            path.append(i)
            i = int(heads[i])
        if state[i] == 1 and heads[i] != i:
            return path[path.index(i) :]
        for visited in path:
            state[visited] = 2
    return []


def _arborescence(scores: Rows) -> Numbers:
    """Chu-Liu and Edmonds: break each cycle where that costs least."""
    heads = scores.argmax(axis=1)
    cycle = _cycle(heads)
    if not cycle:
        return cast(Numbers, heads)
    rest = [i for i in range(len(heads)) if i not in set(cycle)]
    kept = scores[cycle, heads[cycle]]
    into = scores[np.ix_(cycle, rest)] - kept[:, None]
    out = scores[np.ix_(rest, cycle)]
    small = np.full((len(rest) + 1,) * 2, -np.inf, dtype=scores.dtype)
    small[:-1, :-1] = scores[np.ix_(rest, rest)]
    small[-1, :-1] = into.max(axis=0)
    small[:-1, -1] = out.max(axis=1)
    solved = _arborescence(small)
    entry = int(solved[-1])
    opened = int(into[:, entry].argmax())
    heads[cycle[opened]] = rest[entry]
    for n, i in enumerate(rest):
        heads[i] = cycle[int(out[n].argmax())] if solved[n] == len(rest) else rest[solved[n]]
    return cast(Numbers, heads)


def best_sequence(scores: Rows, labels: tuple[str, ...]) -> list[int]:
    """The best sequence of tags in which every name that begins also ends (Viterbi at need)."""
    allowed = _transitions(labels)
    greedy = scores.argmax(axis=1)
    edges = (
        [i for i, label in enumerate(labels) if label[0] in "OBS"],
        [i for i, label in enumerate(labels) if label[0] in "OES"],
    )
    if greedy[0] in edges[0] and greedy[-1] in edges[1] and allowed[greedy[:-1], greedy[1:]].all():
        return [int(tag) for tag in greedy]
    ruled_out = np.where(allowed, np.float32(0), np.float32(-1e9))
    best = scores[0] + np.where(np.isin(np.arange(len(labels)), edges[0]), 0, -1e9)
    back = []
    for row in scores[1:]:
        paths = best[:, None] + ruled_out
        back.append(paths.argmax(axis=0))
        best = paths.max(axis=0) + row
    tags = [int((best + np.where(np.isin(np.arange(len(labels)), edges[1]), 0, -1e9)).argmax())]
    for pointers in reversed(back):
        tags.append(int(pointers[tags[-1]]))
    return tags[::-1]


@lru_cache(maxsize=8)
def _transitions(labels: tuple[str, ...]) -> NDArray[np.bool_]:
    """Which tag may follow which."""
    allowed = np.zeros((len(labels), len(labels)), dtype=bool)
    for i, before in enumerate(labels):
        for j, after in enumerate(labels):
            inside = before[0] in "BI"
            allowed[i, j] = (
                (after[0] in "IE" and after[1:] == before[1:]) if inside else after[0] in "OBS"
            )
    return allowed
