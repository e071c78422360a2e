"""Stage 2: an `Article` becomes an `Annotated`: tags, trees, names, dates, quotations, reference.

The language model reads one paragraph at a time; headlines and subheads never run into the text
after them. What the reading stage cut is blanked, so that offsets hold and nothing is read from it.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import spacy
from spacy.language import Language
from spacy.tokens import Doc
from spacy.util import get_package_path
from spacy.vocab import Vocab

import kg.language.components  # noqa: F401  (registers our components with spaCy)
from kg.entity_base import EntityBase
from kg.errors import PipelineError
from kg.language.contract import check as check_order
from kg.language.frame_decoding import Frame
from kg.language.frame_finder import FRAME_FINDER, FrameFinder
from kg.language.reading import Reading
from kg.language.shipped import SUMS, WEIGHTS, check
from kg.model import Article

COMPONENTS = (
    "kg_universal",
    "kg_lemmas",
    "kg_attribution",
    "kg_dates",
    "kg_names",
    "kg_namesakes",
    "kg_metonyms",
    "kg_roles",
    "kg_reference",
    "kg_institutions",
    "kg_quotations",
)
"""Our own steps, in their order; each is a spaCy component of that name."""

Pipeline = Language
"""What annotates, once loaded."""
Step = Callable[[Doc], Doc]
_NEEDED = ("parser", "ner")
_BROKEN = (OSError, ImportError, LookupError, RuntimeError, TypeError, ValueError)
"""What spaCy raises on loading a pipeline that is not there, or of which something is missing."""
_LONGEST_PARAGRAPH = 20_000
_TOGETHER = 2000
"""Tokens from which on a long article is read in parts."""
_SHARING = 30
"""Articles that share what spaCy remembers of words; then it is forgotten."""
_DATELINE = re.compile(r"[^\W\d_a-z]{3}[^a-z\n]{0,40}(?:[^\n]{0,40}?)\s[-–—]{1,2}\s")
"""Capitals, perhaps a date or an agency, a dash: "PORTO, June 1 (Coast News) - "."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Annotated:
    """An article and its spaCy document; character offsets of `doc` are offsets of the article's
    text.
    """

    article: Article
    doc: Doc


def load_pipeline(name: str | None = None) -> Language:
    """The bare language pipeline: tags, lemmas, trees, sentences, names.

    `name` is an installed spaCy pipeline; None is the one that ships. Raises `PipelineError` when
    it is not installed or finds no trees or no names.

    >>> [w.pos_ for w in load_pipeline()("The envoys met in May.")]
    ['DET', 'NOUN', 'VERB', 'ADP', 'PROPN', 'PUNCT']
    """
    try:
        nlp = spacy.load(name) if name else _shipped()
    except _BROKEN as error:
        raise _not_loaded(name or "the shipped pipeline", error) from error
    missing = [need for need in _NEEDED if need not in nlp.pipe_names]
    if missing:
        raise PipelineError(
            name, f"has no {' and no '.join(missing)}; both are needed to read facts"
        )
    return nlp


def pipeline_files(name: str | None = None) -> Path:
    """Where a pipeline lies; of the one that ships the list of its files. Raises `PipelineError`
    when it is not installed.
    """
    if name is None:
        return WEIGHTS / SUMS
    try:
        return Path(name) if Path(name).is_dir() else get_package_path(name)
    except _BROKEN as error:
        raise _not_loaded(name, error) from error


def _not_loaded(name: str, error: BaseException) -> PipelineError:
    return PipelineError(name, f"cannot be loaded; install it or leave --pipeline out ({error})")


def annotate(articles: Iterable[Article], nlp: Language, base: EntityBase) -> Iterator[Annotated]:
    """Reads the articles one by one, in order; memory does not grow with their number."""
    check_order(COMPONENTS)
    steps = [nlp.get_pipe(n) if n in nlp.pipe_names else nlp.create_pipe(n) for n in COMPONENTS]
    finders = _finders(nlp)
    waiting = iter(articles)
    for first in waiting:
        with nlp.memory_zone():
            for article in itertools.chain([first], itertools.islice(waiting, _SHARING - 1)):
                doc = _parse(article, nlp, finders)
                doc._.reading = Reading(base=base, published=article.published, frames=doc._.frames)
                for step in steps:
                    doc = step(doc)
                yield Annotated(article=article, doc=doc)


def frames_seen(one: Annotated, nlp: Language, probability: float) -> tuple[Frame, ...]:
    """The frames that the finder finds in a text where this probability is enough for any label;
    none of a text that is too long to be read at once.
    """
    finder = nlp.get_pipe(FRAME_FINDER) if FRAME_FINDER in nlp.pipe_names else None
    if not isinstance(finder, FrameFinder) or len(one.doc.tensor) != len(one.doc):
        return ()
    return finder.frames(one.doc, np.minimum(finder.thresholds, np.float32(probability)))


def _shipped() -> Language:
    check()
    return spacy.load(WEIGHTS)


def _finders(nlp: Language) -> list[Step]:
    """What a pipeline lacks that does not find frames: the encoder and the finder that ship."""
    if FRAME_FINDER in nlp.pipe_names:
        return []
    own = _shipped()
    return [own.get_pipe("tok2vec"), own.get_pipe(FRAME_FINDER)]


def _parse(article: Article, nlp: Language, finders: list[Step]) -> Doc:
    """The article as one document; paragraphs are read in runs, and never joined to a sentence."""
    parts = list(nlp.pipe(_parts(article, nlp), batch_size=1))
    for find in finders:
        parts = [find(part) for part in parts]
    if len(parts) < 2:
        return parts[0] if parts else Doc(nlp.vocab)
    joined: Doc = Doc.from_docs(
        parts,
        ensure_whitespace=False,
        exclude=["tensor", "user_data"],  # type: ignore[call-arg]
    )
    ends = itertools.accumulate(map(len, parts), initial=0)
    joined._.frames = tuple(
        frame.moved(start)
        for start, part in zip(ends, parts, strict=False)
        for frame in part._.frames
    )
    return joined


def _parts(article: Article, nlp: Language) -> Iterator[Doc]:
    """The text in documents of about so many tokens as are read at once, each paragraph's first
    token a sentence's.
    """
    run: list[Doc] = []
    for text in paragraphs(article):
        blank = not text.strip()
        doc = Doc(nlp.vocab, words=[text], spaces=[False]) if blank else nlp.make_doc(text)
        run.append(doc)
        if not blank and sum(map(len, run)) >= _TOGETHER:
            yield _joined(nlp.vocab, run)
            run = []
    if run:
        yield _joined(nlp.vocab, run)


def _joined(vocab: Vocab, docs: list[Doc]) -> Doc:
    """One document of several, with a sentence start at the head of each."""
    tokens = [token for doc in docs for token in doc]
    joined = Doc(
        vocab, words=[t.text for t in tokens], spaces=[bool(t.whitespace_) for t in tokens]
    )
    start = 0
    for doc in docs:
        joined[start].is_sent_start = True
        start += len(doc)
    return joined


def _blanked(article: Article) -> str:
    """The text with a space for every character that was cut, line breaks kept."""
    text = article.text
    for cut in article.cuts:
        hole = "".join("\n" if c == "\n" else " " for c in text[cut.start : cut.end])
        text = text[: cut.start] + hole + text[cut.end :]
    return text


def paragraphs(article: Article) -> Iterator[str]:
    """White space and paragraphs, alternating; joined they give the text again, less the cuts."""
    text, start = _blanked(article), 0
    while start < len(text):
        end = start
        if text[start].isspace():
            while end < len(text) and text[end].isspace():
                end += 1
        else:
            end = text.find("\n", start)
            end = len(text) if end < 0 else end
            end = min(end, start + _LONGEST_PARAGRAPH)
            dateline = _DATELINE.match(text, start, end)
            end = dateline.end() if dateline else end
            end = start + len(text[start:end].rstrip())
        yield text[start:end]
        start = end
