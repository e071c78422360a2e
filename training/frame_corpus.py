"""Articles with the facts that their sentences tell: `ID.sents`, `ID.frames`, read into samples.

The trees and names come from a pipeline that is there already, so that a text teaches both: what it
says, and what the network knew about it before.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from samples import Sample, Tree, parts
from spacy.language import Language
from spacy.tokens import Doc, Token

Span = tuple[int, int]
EVENTS = """
    agreement annexation attack election interview invasion meeting other protest referendum
    sanction speech summit vote war
    """.split()  # noqa: SIM905
RELATIONS = """
    annexed_by attacked_by ceded_to claimed_by controlled_by occupied_by part_of
    """.split()  # noqa: SIM905
LABELS = (
    *(f"event:{type_}" for type_ in EVENTS),
    *("pos:neutral", "pos:opposes", "pos:supports"),
    "prop:-",
    *("say:direct", "say:indirect"),
    *(f"terr:{relation}" for relation in RELATIONS),
)
LONGEST = 150
"""Tokens of a text that is read at once."""
_MARKS = str.maketrans("’‘“”–—", "''\"\"--")
_HEADING = re.compile(r"(\S+)\t(.*)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """A line of annotation on the tokens of its sample. None: said, but not found among them."""

    label: str
    anchor: int
    who: tuple[Span, ...] | None
    what: tuple[Span, ...] | None
    more: tuple[Span, ...] | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """A paragraph and its facts."""

    sample: Sample
    facts: tuple[Fact, ...]


def folds(folders: list[Path], count: int = 5) -> dict[tuple[str, str], int]:
    """Which fold each article of the folders belongs to: the same for all that were written on one
    topic, so that a fold's disputes are in no other.
    """
    found = {}
    for folder in folders:
        topics: dict[str, int] = {}
        lines = (folder / "index.jsonl").read_text(encoding="utf-8").splitlines()
        for row in map(json.loads, lines):
            topic = row.get("topic") or row["id"]
            found[folder.name, row["id"]] = topics.setdefault(topic, len(topics)) % count
    return found


def read_frames(folder: Path, nlp: Language) -> dict[str, list[Paragraph]]:
    """The paragraphs of every article in a folder, by its id."""
    found = {}
    for path in sorted(folder.glob("*.frames")):
        paragraphs = sentences(path.with_suffix(".sents"))
        lines = [line.split("\t") for line in path.read_text(encoding="utf-8").splitlines()]
        lines = [line for line in lines if len(line) == 8]
        docs = list(nlp.pipe([_doc(nlp, p) for p in paragraphs]))
        found[path.stem] = [
            part
            for doc, paragraph in zip(docs, paragraphs, strict=True)
            for part in _parts(_paragraph(path.stem, doc, paragraph, lines))
        ]
    return found


def _parts(paragraph: Paragraph) -> Iterator[Paragraph]:
    """A long paragraph by its sentences; one that is too long by itself is left out."""
    at = 0
    for sample in parts(paragraph.sample, LONGEST):
        end = at + len(sample)
        own = [f for f in paragraph.facts if at <= f.anchor < end]
        if len(sample) <= 2 * LONGEST:
            yield Paragraph(sample=sample, facts=tuple(moved(f, -at) for f in own))
        at = end


def moved(fact: Fact, by: int) -> Fact:
    """The fact where its text begins that many tokens later."""

    def spans(told: tuple[Span, ...] | None) -> tuple[Span, ...] | None:
        return None if told is None else tuple((a + by, b + by) for a, b in told)

    return replace(
        fact,
        anchor=fact.anchor + by,
        who=spans(fact.who),
        what=spans(fact.what),
        more=spans(fact.more),
    )


def sentences(path: Path) -> list[list[tuple[str, str]]]:
    """Numbered sentences by paragraph."""
    paragraphs: list[list[tuple[str, str]]] = [[]]
    for line in path.read_text(encoding="utf-8").splitlines():
        match = _HEADING.match(line)
        if match and match[2].strip():
            paragraphs[-1].append((match[1], match[2].strip()))
        elif paragraphs[-1]:
            paragraphs.append([])
    return [p for p in paragraphs if p]


def _doc(nlp: Language, sentences: list[tuple[str, str]]) -> Doc:
    """A paragraph's tokens, with its sentences as annotated."""
    doc = nlp.make_doc(" ".join(text for _, text in sentences))
    starts, at = set(), 0
    for _, text in sentences:
        starts.add(at)
        at += len(text) + 1
    for token in doc:
        token.is_sent_start = any(token.idx <= s < token.idx + len(token) for s in starts)
    return doc


def _paragraph(
    article: str, doc: Doc, sentences: list[tuple[str, str]], lines: list[list[str]]
) -> Paragraph:
    tokens = [t for t in doc if not t.is_space]
    number = {t.i: n for n, t in enumerate(tokens)}
    facts, at = [], 0
    for sentence, text in sentences:
        own = [t for t in tokens if at <= t.idx < at + len(text)]
        for line in lines:
            if line[0] == sentence and own:
                facts.extend(_fact(line, text, at, own, number))
        at += len(text) + 1
    return Paragraph(sample=_sample(article, doc, tokens, number), facts=tuple(_joined(facts)))


def _fact(
    line: list[str], text: str, at: int, own: list[Token], number: dict[int, int]
) -> Iterator[Fact]:
    _, kind, label, cue, who, _, what, more = line
    name = f"{kind}:{label}"
    what_at = find(what, text)
    for_cue = find(cue, text, avoid=what_at if kind == "say" else None)
    if for_cue is None or name not in LABELS:
        return

    def spans(found: list[Span | None]) -> tuple[Span, ...] | None:
        there = [s for s in (_tokens(f, at, own, number) for f in found if f) if s]
        return tuple(there) if len(there) == len(found) else None

    told = [] if who == "-" else [find(w, text, near=for_cue[0]) for w in who.split("; ")]
    target = [] if what == "-" else [find(what, text, near=for_cue[0])]
    if kind == "terr":
        by = more.split("|")[-1].strip() if more.count("|") == 2 else "-"
        said = [] if by in ("-", "") else [_loosely(by, text)]
    else:
        said = [] if more == "-" or kind == "event" else [find(more, text, near=for_cue[0])]
    cue_tokens = [t for t in own if at + for_cue[0] < t.idx + len(t) and t.idx < at + for_cue[1]]
    if cue_tokens:
        yield Fact(
            label=name,
            anchor=number[_head(cue_tokens).i],
            who=spans(told),
            what=spans(target),
            more=None if kind in ("event", "say") else spans(said),
        )


def _head(tokens: list[Token]) -> Token:
    """The word of a cue that the others hang from; a content word where there is one."""
    inside = {t.i for t in tokens}
    tops = [t for t in tokens if t.head.i not in inside or t.head.i == t.i]
    content = [t for t in tops if t.pos_ in ("VERB", "NOUN", "ADJ", "ADV", "PROPN")]
    return (content or tops or tokens)[0]


def _tokens(found: Span | None, at: int, own: list[Token], number: dict[int, int]) -> Span | None:
    if found is None:
        return None
    start, end = found[0] + at, found[1] + at
    inside = [number[t.i] for t in own if t.idx < end and start < t.idx + len(t)]
    return (inside[0], inside[-1] + 1) if inside else None


def _joined(facts: list[Fact]) -> Iterator[Fact]:
    """One fact an anchor and label: lines that share them fill its roles together."""
    groups: dict[tuple[int, str], list[Fact]] = {}
    for fact in facts:
        groups.setdefault((fact.anchor, fact.label), []).append(fact)
    for (anchor, label), group in groups.items():
        roles = {}
        for role in ("who", "what", "more"):
            told = [getattr(f, role) for f in group]
            known = [spans for spans in told if spans is not None]
            every = tuple(dict.fromkeys(s for spans in known for s in spans))
            roles[role] = every if known else None
        yield Fact(label=label, anchor=anchor, **roles)


def _sample(article: str, doc: Doc, tokens: list[Token], number: dict[int, int]) -> Sample:
    names = ["O"] * len(tokens)
    for ent in doc.ents:
        inside = [number[t.i] for t in ent if t.i in number]
        names[inside[0] : inside[-1] + 1] = [f"B-{ent.label_}"] + [f"I-{ent.label_}"] * (
            len(inside) - 1
        )
    return Sample(
        source="frames",
        document=article,
        words=tuple(t.text for t in tokens),
        spaces=tuple(bool(t.whitespace_) for t in tokens),
        tree=Tree(
            tags=tuple(t.tag_ for t in tokens),
            pos=tuple(t.pos_ for t in tokens),
            morphs=tuple(str(t.morph) for t in tokens),
            lemmas=tuple(t.lemma_ for t in tokens),
            heads=tuple(number.get(t.head.i, n) for n, t in enumerate(tokens)),
            deps=tuple(t.dep_ for t in tokens),
            starts=tuple(bool(t.is_sent_start) for t in tokens),
        ),
        names=tuple(names),
    )


def plain(text: str) -> str:
    """The text with one kind of quotation mark, dash and case; as long as before."""
    folded = unicodedata.normalize("NFC", text).translate(_MARKS)
    return "".join(c.lower() if len(c.lower()) == 1 else c for c in folded)


def find(part: str, text: str, near: int | None = None, avoid: Span | None = None) -> Span | None:
    """Where the words of an annotation stand in the sentence; "first … last" spans all between."""
    whole, inside = plain(part).strip(), plain(text)
    if whole in ("", "-"):
        return None
    parted = [p.strip(' ".,') for p in re.split(r"\s*(?:…|\.\.\.)\s*", whole)]
    pieces = [whole] if whole in inside else [p for p in parted if p]
    if not pieces:
        return None
    edges = (r"\b" if pieces[0][0].isalnum() else "", r"\b" if pieces[0][-1].isalnum() else "")
    places = [m.start() for m in re.finditer(re.escape(pieces[0]).join(edges), inside)]
    places = places or [m.start() for m in re.finditer(re.escape(pieces[0]), inside)]
    if avoid:
        places = [p for p in places if not avoid[0] <= p < avoid[1]] or places
    if not places:
        return None
    start = places[0] if near is None else min(places, key=lambda p: abs(p - near))
    end = start + len(pieces[0])
    for piece in pieces[1:]:
        at = inside.find(piece, end)
        if at < 0:
            return None
        end = at + len(piece)
    return start, end


def _loosely(name: str, text: str) -> Span | None:
    """A name of which the sentence may have the last word alone."""
    words = name.split()
    return find(name, text) or (find(words[-1], text) if words and len(words[-1]) > 3 else None)
