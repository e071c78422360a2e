"""The network in torch: MiniLM with casing beside the words, and a head for each annotation."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import torch
from rounded import Linear
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn import functional as F

from kg.language import frame_decoding as decoding

WIDTH, LAYERS, ATTENTION_HEADS, INNER = 384, 6, 12, 1536
EPSILON = 1e-12
ARC_WIDTH, LABEL_WIDTH = 256, 64
FRAME_WIDTH = 256
POINTERS = 2 * len(decoding.ROLES)
"""To the first and to the last token of each role."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sizes:
    """How many labels each head chooses from."""

    casings: int
    tags: int
    morphs: int
    lemmas: int
    deps: int
    names: int
    frames: int


class Layer(nn.Module):
    """One transformer layer with normalisation after each half, as in BERT."""

    def __init__(self, dropout: float) -> None:
        """Build with random weights."""
        super().__init__()
        self.qkv = Linear(WIDTH, 3 * WIDTH)
        self.out = Linear(WIDTH, WIDTH)
        self.norm1 = nn.LayerNorm(WIDTH, eps=EPSILON)
        self.up = Linear(WIDTH, INNER)
        self.down = Linear(INNER, WIDTH)
        self.norm2 = nn.LayerNorm(WIDTH, eps=EPSILON)
        self.dropout = nn.Dropout(dropout)

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        """Attend within each row; `mask` is added to scores, very low where no piece is."""
        rows, length, _ = x.shape
        q, k, v = self.qkv(x).view(rows, length, 3, ATTENTION_HEADS, -1).permute(2, 0, 3, 1, 4)
        scores = (q @ k.transpose(2, 3)) * (WIDTH // ATTENTION_HEADS) ** -0.5
        attended = (scores + mask[:, None, None, :]).softmax(-1) @ v
        x = self.norm1(x + self.out(attended.transpose(1, 2).reshape(rows, length, WIDTH)))
        return self.norm2(x + self.dropout(self.down(F.gelu(self.up(x)))))


class Encoder(nn.Module):
    """MiniLM-L6; the two token types of BERT make way for casing classes."""

    def __init__(self, casings: int, vocabulary: int = 30522, dropout: float = 0.1) -> None:
        """Build with random weights."""
        super().__init__()
        self.words = nn.Embedding(vocabulary, WIDTH)
        self.positions = nn.Embedding(512, WIDTH)
        self.casings = nn.Embedding(casings, WIDTH)
        self.norm = nn.LayerNorm(WIDTH, eps=EPSILON)
        self.layers = nn.ModuleList(Layer(dropout) for _ in range(LAYERS))
        self.dropout = nn.Dropout(dropout)

    def forward(self, ids: Tensor, casings: Tensor, first: Tensor, last: Tensor) -> Tensor:
        """One vector a token: the mean of its first and last piece. Padding has piece number 0."""
        places = torch.arange(ids.shape[1], device=ids.device)
        x = self.dropout(
            self.norm(self.words(ids) + self.positions(places) + self.casings(casings))
        )
        mask = torch.where(ids != 0, 0.0, -1e4).to(x.dtype)
        for layer in self.layers:
            x = layer(x, mask)
        wide = (-1, -1, WIDTH)
        return (
            x.gather(1, first[..., None].expand(wide)) + x.gather(1, last[..., None].expand(wide))
        ) / 2

    def load_minilm(self, path: Path) -> None:
        """Take over the weights of a BERT checkpoint of the same shape."""
        old = load_file(path)
        new = {
            "words.weight": old["embeddings.word_embeddings.weight"],
            "positions.weight": old["embeddings.position_embeddings.weight"],
            "casings.weight": old["embeddings.token_type_embeddings.weight"][:1].repeat(
                self.casings.num_embeddings, 1
            ),
            "norm.weight": old["embeddings.LayerNorm.weight"],
            "norm.bias": old["embeddings.LayerNorm.bias"],
        }
        parts = {"out": "attention.output.dense", "norm1": "attention.output.LayerNorm"}
        parts |= {"up": "intermediate.dense", "down": "output.dense", "norm2": "output.LayerNorm"}
        for i in range(LAYERS):
            for kind in ("weight", "bias"):
                base = f"encoder.layer.{i}."
                qkv = [old[f"{base}attention.self.{n}.{kind}"] for n in ("query", "key", "value")]
                new[f"layers.{i}.qkv.{kind}"] = torch.cat(qkv)
                new |= {
                    f"layers.{i}.{ours}.{kind}": old[f"{base}{theirs}.{kind}"]
                    for ours, theirs in parts.items()
                }
        self.load_state_dict(new)


COLUMNS = (
    "tags",
    "morphs",
    "lemmas",
    "names",
    "starts",
    "roots",
    "arc_child",
    "arc_head",
    "label_child",
    "label_head",
    "frame_anchor",
    "frame_query",
    "frame_keys",
)
"""The heads' first layers, whose outputs the shipped graph gives side by side, in this order."""


class Frames(nn.Module):
    """What follows on the first layers of frames: labels of anchors, and pointers to roles."""

    def __init__(self, labels: int) -> None:
        """Build with random weights; at first nothing is an anchor."""
        super().__init__()
        self.anchor = nn.Linear(FRAME_WIDTH, labels)
        self.label = nn.Embedding(labels, FRAME_WIDTH)
        self.pointer = nn.Linear(FRAME_WIDTH, POINTERS * decoding.WIDTH)
        self.none = nn.Linear(FRAME_WIDTH, POINTERS)
        self.distance = nn.Parameter(torch.zeros(POINTERS, decoding.BUCKETS))
        nn.init.constant_(self.anchor.bias, -4.0)
        nn.init.normal_(self.label.weight, std=0.02)

    def pointers(
        self, query: Tensor, labels: Tensor, keys: Tensor, distances: Tensor
    ) -> tuple[Tensor, Tensor]:
        """Scores of each token for each pointer of each frame, and of none.

        A row a frame: `query` of its anchor, the `keys` of its text, each token's distance.
        """
        asked = F.relu(query + self.label(labels))
        wanted = self.pointer(asked).view(len(asked), POINTERS, decoding.WIDTH)
        there = keys.view(*keys.shape[:2], POINTERS, decoding.WIDTH)
        scores = torch.einsum("npw,ntpw->npt", wanted, there) / decoding.WIDTH**0.5
        near = self.distance[:, distances].transpose(0, 1)
        return scores + near, self.none(asked)


class Heads(nn.Module):
    """What is said about each token, from its vector."""

    def __init__(self, sizes: Sizes, dropout: float = 0.25) -> None:
        """Build with random weights."""
        super().__init__()
        self.tags = nn.Linear(WIDTH, sizes.tags)
        self.morphs = nn.Linear(WIDTH, sizes.morphs)
        self.lemmas = nn.Linear(WIDTH, sizes.lemmas)
        self.names = nn.Linear(WIDTH, sizes.names)
        self.starts = nn.Linear(WIDTH, 1)
        self.roots = nn.Linear(WIDTH, 1)
        self.arc_child = nn.Linear(WIDTH, ARC_WIDTH)
        self.arc_head = nn.Linear(WIDTH, ARC_WIDTH)
        self.arc = nn.Linear(ARC_WIDTH, ARC_WIDTH)
        self.label_child = nn.Linear(WIDTH, LABEL_WIDTH)
        self.label_head = nn.Linear(WIDTH, LABEL_WIDTH)
        self.label_pair = nn.Parameter(torch.zeros(LABEL_WIDTH, LABEL_WIDTH * sizes.deps))
        self.label_sum = nn.Linear(2 * LABEL_WIDTH, sizes.deps)
        self.frame_anchor = nn.Linear(WIDTH, FRAME_WIDTH)
        self.frame_query = nn.Linear(WIDTH, FRAME_WIDTH)
        self.frame_keys = nn.Linear(WIDTH, POINTERS * decoding.WIDTH)
        self.frames = Frames(sizes.frames)
        self.dropout = nn.Dropout(dropout)
        nn.init.normal_(self.label_pair, std=0.02)
        nn.init.orthogonal_(self.arc.weight)

    def columns(self) -> dict[str, tuple[int, int]]:
        """Where the outputs of each of the first layers lie, from and to."""
        found: dict[str, tuple[int, int]] = {}
        end = 0
        for name in COLUMNS:
            start, end = end, end + len(getattr(self, name).bias)
            found[name] = (start, end)
        return found

    def arcs(self, x: Tensor) -> Tensor:
        """Score of each token (last axis) as head of each; on the diagonal, of being a root."""
        child = self.dropout(F.relu(self.arc_child(x)))
        head = self.dropout(F.relu(self.arc_head(x)))
        scores = self.arc(child) @ head.transpose(1, 2) / ARC_WIDTH**0.5
        own = torch.eye(x.shape[1], dtype=torch.bool, device=x.device)
        return torch.where(own, self.roots(x), scores)

    def labels(self, x: Tensor, heads: Tensor) -> Tensor:
        """Score of each relation between each token and its given head."""
        child = self.dropout(F.relu(self.label_child(x)))
        head = self.dropout(F.relu(self.label_head(x)))
        head = head.gather(1, heads[..., None].expand(-1, -1, LABEL_WIDTH))
        pairs = (child @ self.label_pair).view(*child.shape[:2], -1, LABEL_WIDTH)
        return (pairs * head[:, :, None, :]).sum(-1) + self.label_sum(torch.cat((child, head), -1))


class Network(nn.Module):
    """Encoder and heads."""

    def __init__(self, sizes: Sizes) -> None:
        """Build with random weights."""
        super().__init__()
        self.encoder = Encoder(sizes.casings)
        self.heads = Heads(sizes)
