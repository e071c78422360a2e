"""One training text, whatever corpus it came from: tokens with what that corpus says about them.

`None` always means "this corpus does not say", never "there is nothing".
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from itertools import pairwise

OUTSIDE = "O"
UNSAID = "-"
"""Name tag of a token whose corpus leaves open whether it belongs to a name we know."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tree:
    """The grammar of a text, an entry per token; heads are positions, a root is its own head."""

    tags: tuple[str, ...]
    pos: tuple[str, ...]
    morphs: tuple[str, ...]
    lemmas: tuple[str, ...]
    heads: tuple[int, ...]
    deps: tuple[str, ...]
    starts: tuple[bool, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    """A stretch of running text (a paragraph or more) from one document."""

    source: str
    document: str
    words: tuple[str, ...]
    spaces: tuple[bool, ...]
    tree: Tree | None = None
    names: tuple[str, ...] | None = None
    unlabelled: frozenset[str] = field(default_factory=frozenset)
    """Name labels this corpus never gives: outside of its names says nothing about them."""

    def __post_init__(self) -> None:
        """Refuse columns of unequal length: a shifted column would train nonsense silently."""
        columns = [self.spaces]
        if self.tree:
            tree = self.tree
            columns += [
                tree.tags,
                tree.pos,
                tree.morphs,
                tree.lemmas,
                tree.heads,
                tree.deps,
                tree.starts,
            ]
        if self.names is not None:
            columns.append(self.names)
        if any(len(column) != len(self.words) for column in columns):
            raise ValueError(f"{self.document}: columns of unequal length")

    def __len__(self) -> int:
        """Count of tokens."""
        return len(self.words)

    @property
    def text(self) -> str:
        """The running text."""
        return "".join(
            w + (" " if s else "") for w, s in zip(self.words, self.spaces, strict=True)
        ).rstrip()

    def with_words(self, words: tuple[str, ...]) -> Sample:
        """The same annotation over other spellings."""
        return replace(self, words=words)


def spans(tags: tuple[str, ...]) -> list[tuple[int, int, str]]:
    """Read (start, end, label) of every name out of B-/I- tags; stray I- opens a name."""
    found: list[tuple[int, int, str]] = []
    start, label = 0, ""
    for i, tag in enumerate((*tags, OUTSIDE)):
        inside = tag.startswith("I-") and tag[2:] == label
        if label and not inside:
            found.append((start, i, label))
            label = ""
        if tag[:2] in ("B-", "I-") and not inside:
            start, label = i, tag[2:]
    return found


def write_spans(length: int, found: list[tuple[int, int, str]]) -> list[str]:
    """Write names as B-/I-/O tags."""
    tags = [OUTSIDE] * length
    for start, end, label in found:
        tags[start:end] = [f"B-{label}"] + [f"I-{label}"] * (end - start - 1)
    return tags


def concatenate(samples: list[Sample]) -> Sample:
    """Join neighbouring samples of one document (all with a tree or none) into one text."""
    if len(samples) == 1:
        return samples[0]
    offsets = [sum(len(s) for s in samples[:i]) for i in range(len(samples))]
    trees = [s.tree for s in samples]
    tree = None
    if all(trees):
        columns = {
            name: tuple(v for t in trees if t for v in getattr(t, name))
            for name in ("tags", "pos", "morphs", "lemmas", "deps", "starts")
        }
        heads = tuple(h + o for t, o in zip(trees, offsets, strict=True) if t for h in t.heads)
        tree = Tree(heads=heads, **columns)
    names = None
    if all(s.names is not None for s in samples):
        names = tuple(n for s in samples for n in s.names or ())
    return Sample(
        source=samples[0].source,
        document=samples[0].document,
        words=tuple(w for s in samples for w in s.words),
        spaces=tuple(v for s in samples for v in (*s.spaces[:-1], True)),
        tree=tree,
        names=names,
        unlabelled=samples[0].unlabelled,
    )


def parts(sample: Sample, limit: int) -> list[Sample]:
    """Cut a sample at sentence starts into parts of at most `limit` tokens, if sentences allow."""
    tree = sample.tree
    if tree is None or len(sample) <= limit:
        return [sample]
    starts = [*(i for i, first in enumerate(tree.starts) if first), len(sample)]
    cuts = [0]
    for start, end in pairwise(starts):
        if end - cuts[-1] > limit and start > cuts[-1]:
            cuts.append(start)
    return [_slice(sample, tree, a, b) for a, b in pairwise([*cuts, len(sample)])]


def _slice(sample: Sample, tree: Tree, start: int, end: int) -> Sample:
    """The tokens from start to end, which hold whole sentences."""
    columns = ("tags", "pos", "morphs", "lemmas", "deps", "starts")
    cut = {name: getattr(tree, name)[start:end] for name in columns}
    return replace(
        sample,
        words=sample.words[start:end],
        spaces=sample.spaces[start:end],
        names=None if sample.names is None else sample.names[start:end],
        tree=Tree(heads=tuple(h - start for h in tree.heads[start:end]), **cut),
    )
