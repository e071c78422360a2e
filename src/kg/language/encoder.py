"""The language model that ships: a transformer in onnxruntime behind a spaCy layer, its heads.

`spacy.load` on the weights directory works once this module has been imported. The transformer
reads word pieces without case; each token's casing and spacing goes in beside them. It reads one
stretch of text at a time, unpadded: a document's analysis depends on nothing but the document.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from itertools import chain as joined
from itertools import pairwise
from pathlib import Path
from typing import Any, cast

import numpy as np
import onnxruntime
import srsly  # type: ignore[import-untyped]
from numpy.typing import NDArray
from spacy.attrs import DEP, HEAD  # type: ignore[import-not-found]
from spacy.language import Language
from spacy.pipeline import Pipe
from spacy.tokens import Doc, Span
from spacy.util import registry
from thinc.api import Model, Shim, chain
from thinc.types import Floats2d, Ints2d

WIDTH = 384
Numbers = NDArray[np.int64]
Rows = NDArray[np.float32]

MAX_PIECES = 160
"""Word pieces the transformer reads at once; documents are cut at sentence-like ends."""
MAX_PIECES_OF_A_WORD = 12
CASINGS = ("lower", "title", "upper", "initial", "mixed", "number", "figure", "mark")
ENDS = frozenset(".!?…")
CLOSERS = frozenset("\"”’')]»")


def casing(text: str, spaced: bool) -> int:
    """The class of a token's casing, doubled by whether white space precedes it."""
    if not any(c.isalnum() for c in text):
        kind = "mark"
    elif text.isdigit():
        kind = "number"
    elif any(c.isdigit() for c in text):
        kind = "figure"
    elif text.islower():
        kind = "lower"
    elif text.isupper():
        kind = "initial" if sum(c.isalpha() for c in text) == 1 else "upper"
    else:
        kind = "title" if text[0].isupper() and text[1:].islower() else "mixed"
    return 2 * CASINGS.index(kind) + spaced


class WordPieces:
    """Cuts words into the pieces of an uncased BERT vocabulary, longest match first."""

    def __init__(self, vocabulary: list[str]) -> None:
        """Index the vocabulary; the order of its entries is their number."""
        self.vocabulary = vocabulary
        self._ids = {piece: i for i, piece in enumerate(vocabulary)}
        self.unknown, self.start, self.end = (self._ids[p] for p in ("[UNK]", "[CLS]", "[SEP]"))
        self.cut = lru_cache(maxsize=50_000)(self._cut)

    def _cut(self, word: str) -> tuple[int, ...]:
        """The numbers of a word's pieces, at least one."""
        plain = "".join(
            c for c in unicodedata.normalize("NFD", word.lower()) if unicodedata.category(c) != "Mn"
        )
        ids: list[int] = []
        for part in _parts(plain):
            ids += self._longest(part)
        return tuple(ids[:MAX_PIECES_OF_A_WORD]) or (self.unknown,)

    def _longest(self, part: str) -> list[int]:
        ids: list[int] = []
        start = 0
        while start < len(part):
            for end in range(len(part), start, -1):
                found = self._ids.get(("##" if start else "") + part[start:end])
                if found is not None:
                    break
            else:
                return [self.unknown]
            ids.append(found)
            start = end
        return ids


def _parts(word: str) -> Iterator[str]:
    """Runs of letters and digits, and every other mark by itself."""
    run = ""
    for char in word:
        if char.isalnum():
            run += char
            continue
        if run:
            yield run
        run = ""
        if not char.isspace():
            yield char
    if run:
        yield run


def stretches(
    words: list[str], lengths: list[int], limit: int = MAX_PIECES - 2
) -> list[tuple[int, int]]:
    """Cut a text into runs of at most `limit` pieces, at sentence-like ends where there are any."""
    cuts: list[tuple[int, int]] = []
    start = size = 0
    safe = 0
    for i, length in enumerate(lengths):
        if size + length > limit and i > start:
            end = safe if safe > start else i
            cuts.append((start, end))
            start, size = end, sum(lengths[end:i])
        size += length
        if _ends(words, i):
            safe = i + 1
    if start < len(words):
        cuts.append((start, len(words)))
    return cuts


def _ends(words: list[str], i: int) -> bool:
    """Whether a sentence may well end with token i: after a final mark and what closes with it."""
    word, following = words[i], words[i + 1 : i + 2]
    if following and (following[0] in CLOSERS or following[0][:1].islower()):
        return False
    before = words[i - 1] if i else ""
    return word in ENDS or "\n" in word or (word in CLOSERS and before in ENDS)


class OnnxShim(Shim):
    """The transformer and its vocabulary, kept within the spaCy model and among its bytes."""

    def __init__(
        self, graph: bytes = b"", vocabulary: Iterable[str] = (), threads: int = 1
    ) -> None:
        """An empty shim is filled by `from_bytes`."""
        super().__init__(None)
        self.threads = threads
        self.session: onnxruntime.InferenceSession | None = None
        self._fill(graph, list(vocabulary))

    def _fill(self, graph: bytes, vocabulary: list[str]) -> None:
        self.graph, self.vocabulary = graph, vocabulary
        if not graph:
            return
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = self.threads
        options.add_session_config_entry("session.intra_op.allow_spinning", "0")
        self.pieces = WordPieces(vocabulary)
        self.session = onnxruntime.InferenceSession(
            graph, options, providers=["CPUExecutionProvider"]
        )

    def encode(self, doc: Doc) -> Rows:
        """One row a token; white space gets zeros."""
        out = np.zeros((len(doc), WIDTH), dtype=np.float32)
        tokens = [t for t in doc if not t.is_space]
        if not tokens or self.session is None:
            return out
        cut = [self.pieces.cut(t.text) for t in tokens]
        cases = [
            casing(t.text, t.i == 0 or bool(doc[t.i - 1].whitespace_) or doc[t.i - 1].is_space)
            for t in tokens
        ]
        rows = np.array([t.i for t in tokens])
        for start, end in stretches([t.text for t in tokens], [len(c) for c in cut]):
            lengths = np.array([len(c) for c in cut[start:end]])
            last = np.cumsum(lengths)
            pieces = np.array([self.pieces.start, *joined(*cut[start:end]), self.pieces.end])
            cased = np.array([0, *np.repeat(cases[start:end], lengths), 0])
            out[rows[start:end]] = self.run(pieces, cased, last - lengths + 1, last)
        return out

    def run(self, pieces: Numbers, casings: Numbers, first: Numbers, last: Numbers) -> Rows:
        """One row for each first and last piece of a word."""
        assert self.session is not None
        inputs = {"pieces": pieces, "casings": casings, "first": first, "last": last}
        return cast(Rows, self.session.run(None, inputs)[0])

    def __getstate__(self) -> dict[str, object]:
        """What a copy or another process is made from: a session cannot travel."""
        return {"graph": self.graph, "vocabulary": self.vocabulary, "threads": self.threads}

    def __setstate__(self, state: dict[str, Any]) -> None:
        """Open a session of its own."""
        self.__init__(**state)  # type: ignore[misc]

    def to_bytes(self) -> bytes:
        """Graph and vocabulary."""
        return bytes(srsly.msgpack_dumps({"graph": self.graph, "vocabulary": self.vocabulary}))

    def from_bytes(self, bytes_data: bytes) -> OnnxShim:
        """Read what `to_bytes` wrote."""
        content = srsly.msgpack_loads(bytes_data)
        self._fill(content["graph"], content["vocabulary"])
        return self


@registry.architectures("kg.OnnxEncoder.v1")  # type: ignore[untyped-decorator]
def onnx_encoder(width: int = WIDTH, threads: int = 1) -> Model[list[Doc], list[Floats2d]]:
    """A tok2vec layer around the transformer; it is not trained any further."""
    return Model("onnx_encoder", _encode, dims={"nO": width}, shims=[OnnxShim(threads=threads)])


def _encode(
    model: Model[list[Doc], list[Floats2d]], docs: list[Doc], is_train: bool
) -> tuple[list[Floats2d], Callable[[list[Floats2d]], list[Doc]]]:
    shim = model.shims[0]
    assert isinstance(shim, OnnxShim)
    return [cast(Floats2d, shim.encode(doc)) for doc in docs], lambda gradient: []


@registry.architectures("kg.Linear.v1")  # type: ignore[untyped-decorator]
def linear(
    tok2vec: Model[list[Doc], list[Floats2d]], nO: int | None = None
) -> Model[list[Doc], list[Floats2d]]:
    """Scores from rows, for spaCy's tagger and its kin; the weights come ready-made."""
    layer: Model[Any, Any] = Model(
        "linear", _scores, init=_size, dims={"nO": nO, "nI": None}, params={"W": None, "b": None}
    )
    model: Model[list[Doc], list[Floats2d]] = chain(tok2vec, layer)
    model.set_ref("linear", layer)
    return model


def _size(model: Model[Any, Any], X: object = None, Y: list[Floats2d] | None = None) -> None:
    """Find out the widths from a sample, with weights of nothing but zeros."""
    if Y and model.has_dim("nO") is None:
        model.set_dim("nO", Y[0].shape[1])
    model.set_dim("nI", WIDTH)
    model.set_param("W", model.ops.alloc2f(model.get_dim("nO"), WIDTH))
    model.set_param("b", model.ops.alloc1f(model.get_dim("nO")))


def _scores(
    model: Model[Any, Any], rows: list[Rows], is_train: bool
) -> tuple[list[Rows], Callable[[list[Rows]], list[Rows]]]:
    weight, bias = model.get_param("W").T, model.get_param("b")
    return [x @ weight + bias for x in rows], lambda gradient: []


class TokenHead(Pipe):
    """A head that reads the encoder's rows and holds its weights as named arrays."""

    def __init__(self, name: str, labels: Iterable[str] = ()) -> None:
        """Without weights; `from_disk` or an assignment to `arrays` brings them."""
        self.name = name
        self.cfg: dict[str, object] = {"labels": list(labels)}
        self.arrays: dict[str, Rows] = {}

    @property
    def labels(self) -> tuple[str, ...]:
        """The labels, in the order of the scores."""
        return tuple(cast("list[str]", self.cfg["labels"]))

    def apply(self, layer: str, x: Rows) -> Rows:
        """A linear layer."""
        return cast(
            "Rows",
            x @ self.arrays[f"{layer}.weight"].T + self.arrays[f"{layer}.bias"],
        )

    def to_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> None:
        """Write labels and weights, the latter in half precision."""
        Path(path).mkdir(parents=True, exist_ok=True)
        srsly.write_json(Path(path) / "cfg", self.cfg)
        srsly.write_msgpack(
            Path(path) / "arrays", {k: v.astype(np.float16) for k, v in self.arrays.items()}
        )

    def from_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> TokenHead:
        """Read what `to_disk` wrote."""
        self.cfg = srsly.read_json(Path(path) / "cfg")
        arrays = srsly.read_msgpack(Path(path) / "arrays")
        self.arrays = {k: v.astype(np.float32) for k, v in arrays.items()}
        return self


class TreeParser(TokenHead):
    """Sentence starts, then for each sentence the best tree with one root."""

    def __call__(self, doc: Doc) -> Doc:
        """Set heads and relations; spaCy reads the sentences off the trees."""
        rows = np.array([t.i for t in doc if not t.is_space], dtype=np.int64)
        found = np.zeros(len(rows), dtype=np.int64)
        heads, deps = _heads_of_space(doc, rows), ["dep"] * len(doc)
        if len(rows):
            x = _rows(doc, rows)
            for start, end in self._sentences(doc, rows, x):
                found[start:end] = start + best_tree(self._arcs(x[start:end]))
            heads[rows] = rows[found]
            for i, label in zip(rows, self._relations(x, found), strict=True):
                deps[i] = "ROOT" if heads[i] == i else self.labels[label]
        offsets = (heads - np.arange(len(doc))).astype(np.int64).view(np.uint64)
        relations = np.array([doc.vocab.strings.add(d) for d in deps], dtype=np.uint64)
        return doc.from_array([HEAD, DEP], cast(Ints2d, np.stack((offsets, relations), axis=1)))

    def _arcs(self, x: Rows) -> Rows:
        """The score of each token of a sentence as head of each; on the diagonal, as root."""
        child, head = self._hidden("arc_child", x), self._hidden("arc_head", x)
        scores = self.apply("arc", child) @ head.T / np.float32(head.shape[1] ** 0.5)
        np.fill_diagonal(scores, self.apply("roots", x)[:, 0])
        return cast(Rows, scores)

    def _hidden(self, layer: str, x: Rows) -> Rows:
        return np.maximum(self.apply(layer, x), 0)

    def _sentences(self, doc: Doc, rows: Numbers, x: Rows) -> list[tuple[int, int]]:
        """Sentences as ranges of the tokens without white space; an empty line always ends one."""
        starts = self.apply("starts", x)[:, 0] > 0
        if doc.has_annotation("SENT_START"):
            starts = np.array([bool(doc[int(i)].is_sent_start) for i in rows])
        starts[0] = True
        for n, (before, after) in enumerate(pairwise(rows)):
            if after > before + 1 and "\n\n" in doc[before + 1 : after].text:
                starts[n + 1] = True
        return list(pairwise([*np.flatnonzero(starts), len(rows)]))

    def _relations(self, x: Rows, heads: Numbers) -> Numbers:
        """The best relation of each token to its head; "ROOT" only where there is none."""
        child, head = self._hidden("label_child", x), self._hidden("label_head", x)[heads]
        width = child.shape[1]
        pairs = (child @ self.arrays["label_pair"]).reshape(len(x), -1, width)
        scores = (pairs @ head[:, :, None])[:, :, 0]
        scores += self.apply("label_sum", np.concatenate((child, head), axis=1))
        scores[:, self.labels.index("ROOT")] = -np.inf
        return cast(Numbers, scores.argmax(axis=1))


def _rows(doc: Doc, numbers: Numbers) -> Rows:
    """The encoder's rows of these tokens."""
    return cast(Rows, doc.tensor[numbers])


def _heads_of_space(doc: Doc, rows: Numbers) -> Numbers:
    """White space hangs from the word before it, or from the first word."""
    heads = np.arange(len(doc))
    if len(rows):
        before = np.searchsorted(rows, heads, side="right") - 1
        heads = rows[np.maximum(before, 0)]
    return heads


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


class NameTagger(TokenHead):
    """Names from tags for first, inner, last and single tokens, in their best sound sequence."""

    def __call__(self, doc: Doc) -> Doc:
        """Set the entities."""
        rows = [t.i for t in doc if not t.is_space]
        tags = (
            best_sequence(self.apply("names", _rows(doc, np.array(rows))), self.labels)
            if rows
            else []
        )
        spans: list[Span] = []
        start = 0
        for row, tag in zip(rows, tags, strict=True):
            place, _, label = self.labels[tag].partition("-")
            start = row if place in "BS" else start
            if place in "ES":
                spans.append(Span(doc, start, row + 1, label=label))
        doc.set_ents(spans)
        return doc


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


@Language.factory(
    "kg_tree_parser", assigns=["token.dep", "token.head", "doc.sents"], requires=["doc.tensor"]
)
def tree_parser(nlp: Language, name: str) -> TreeParser:
    """The parser that ships."""
    return TreeParser(name)


@Language.factory("kg_name_tagger", assigns=["doc.ents"], requires=["doc.tensor"])
def name_tagger(nlp: Language, name: str) -> NameTagger:
    """The name tagger that ships."""
    return NameTagger(name)
