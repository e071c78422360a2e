"""Documents built by hand: trees and frames in a short notation, names given, no language model.

A sentence is a row of `word/TAG/label/head`: Penn tags, Universal Dependencies labels. The head is
a word of the sentence, the nearest of that spelling; without label and head the word is the root.
Marks, articles and "'s" stand alone: they find their heads themselves.

    doc("Norland/NNP/nsubj/annexed annexed/VBD the Sand/NNP/compound/Isles Isles/NNP/obj/annexed .")

A frame is its label and anchor, then who, what and more; several spans of a role stand apart by
";", "-" is none. The anchor is the first word of that spelling that tells no frame of the kind yet,
a span the one nearest to it in its sentence.

    "terr:annexed_by annexed | Norland | Sand Isles | -"
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from functools import cache

from spacy.lang.en import English
from spacy.tokens import Doc

from kg.annotate import Annotated
from kg.entity_base import EntityBase
from kg.extract import context_of
from kg.extract.context import Context
from kg.language.dates import DateFinder
from kg.language.frame_decoding import Frame, Span
from kg.language.lemmas import Lemmatizer
from kg.language.plain import tokens_of
from kg.language.quotations import QuotationFinder
from kg.language.reading import LocalEntity, Reading
from kg.language.roles import RoleFinder
from kg.language.tokens import Doc as Tokens
from kg.lexicon import Lexicon, load_lexicon
from kg.model import (
    Article,
    Event,
    Fact,
    Office,
    Position,
    Proposal,
    Relation,
    Statement,
    TerritoryClaim,
)

PUBLISHED = dt.date(2025, 3, 12)
"""A Wednesday."""

_ARTICLES = {"the", "a", "an", "The", "A", "An"}
_OWN = {"'s", "’s"}
_LEFT, _RIGHT = set("“«([$"), set("”»).,;:?!%’]")
_COARSE = {
    "PROPN": ("NNP", "NNPS"),
    "NOUN": ("NN", "NNS"),
    "PRON": ("PRP", "PRP$", "WP", "WDT", "EX"),
    "ADJ": ("JJ",),
    "ADV": ("RB", "WRB"),
    "ADP": ("IN", "RP"),
    "PART": ("TO", "POS"),
    "DET": ("DT",),
    "NUM": ("CD",),
    "AUX": ("MD",),
    "CCONJ": ("CC",),
    "SPACE": ("SP",),
}
_VOCAB = English().vocab


@cache
def lexicon() -> Lexicon:
    return load_lexicon()


def doc(*sentences: str) -> Doc:
    """One document; "\\n" between sentences ends a paragraph."""
    rows = [_rows(s) if s.strip() else [(s, "SP", "dep", 0)] for s in sentences]
    heads, start = [], 0
    for sentence in rows:
        heads += [start + head for *_, head in sentence]
        start += len(sentence)
    flat = [row for sentence in rows for row in sentence]
    words = [word for word, *_ in flat]
    built = Doc(
        _VOCAB,
        words=words,
        spaces=_spaces(words),
        heads=heads,
        deps=[label for *_, label, _ in flat],
        tags=[tag for _, tag, *_ in flat],
        pos=[_pos(word, tag, label) for word, tag, label, _ in flat],
    )
    return Lemmatizer()(built)


def tokens(*sentences: str) -> Tokens:
    """The same as the rules see it."""
    return tokens_of(doc(*sentences))


def _rows(sentence: str) -> list[tuple[str, str, str, int]]:
    cells = [cell.split("/") for cell in sentence.split()]
    words = [cell[0] for cell in cells]
    rootless = [i for i, cell in enumerate(cells) if len(cell) == 2]
    assert len(rootless) == 1, f"one root a sentence, not {len(rootless)}: {sentence}"
    rows = []
    for i, cell in enumerate(cells):
        if len(cell) == 4:
            rows.append((cell[0], cell[1], cell[2], _nearest(words, cell[3], i)))
        elif len(cell) == 2:
            rows.append((cell[0], cell[1], "ROOT", i))
        else:
            rows.append(_bare(cells, i, rootless[0]))
    return rows


def _nearest(words: list[str], head: str, i: int) -> int:
    places = [j for j, word in enumerate(words) if word == head and j != i]
    assert places, f"no word {head!r} in {' '.join(words)}"
    return min(places, key=lambda j: (abs(j - i), j))


def _bare(cells: list[list[str]], i: int, root: int) -> tuple[str, str, str, int]:
    word = cells[i][0]
    if word in _ARTICLES:
        noun = next(
            j
            for j in range(i + 1, len(cells))
            if len(cells[j]) > 1
            and cells[j][1].startswith("N")
            and cells[j][2:3] not in (["compound"], ["nmod:desc"])
        )
        return word, "DT", "det", noun
    if word in _OWN:
        return word, "POS", "case", i - 1
    assert not word[0].isalnum(), f"{word!r} needs a tag, a label and a head"
    return word, word, "punct", root


def _pos(word: str, tag: str, label: str) -> str:
    if label in ("aux", "aux:pass", "cop"):
        return "AUX"
    if label == "mark" and tag == "IN":
        return "SCONJ"
    if tag.startswith("VB"):
        return "VERB"
    return next((coarse for coarse, fine in _COARSE.items() if tag in fine), "PUNCT")


def _spaces(words: list[str]) -> list[bool]:
    opened, spaces = False, []
    for word, after in zip(words, [*words[1:], ""], strict=True):
        closing = after in _RIGHT or after in _OWN or after in ("n't", "-", "n’t")
        glued = word in _LEFT or word == "-" or word.isspace() or after.isspace() or not after
        if word == '"':
            opened = not opened
        inside = (word == '"' and opened) or (after == '"' and opened)
        spaces.append(not (closing or glued or inside))
    return spaces


def reading(built: Doc, names: Mapping[str, str], published: dt.date | None = PUBLISHED) -> Reading:
    """Notes the `names`: "Norland": "state", "Norlander": "demonym Norland" ..."""
    noted = Reading(base=EntityBase(entities={}), published=published)
    index: dict[str, int] = {}
    found: list[tuple[int, int, int, str]] = []
    for name, kind in names.items():
        how, _, whose = kind.partition(" ")
        if whose:
            entity = index[whose]
        else:
            state, how = kind == "state", "name"
            entity = index[name] = noted.add(
                LocalEntity(type="place" if state else kind, name=name, state=state)
            )
        found.extend((*span, entity, how) for span in _places(built, name))
    for start, end, entity, how in sorted(found):
        noted.mention(start, end, entity, how)
    built._.reading = noted
    return noted


def _places(built: Doc, name: str) -> list[tuple[int, int]]:
    """Where the name stands."""
    texts = [token.text for token in built]
    words = name.replace("-", " - ").split()
    starts = range(len(texts) - len(words) + 1)
    return [(i, i + len(words)) for i in starts if texts[i : i + len(words)] == words]


def context(
    built: Doc,
    names: Mapping[str, str] | None = None,
    published: dt.date | None = PUBLISHED,
    frames: Iterable[str] = (),
) -> Context:
    """What an extractor gets: names and frames as given; dates, offices, quotations as found."""
    noted = reading(built, names or {}, published)
    words = lexicon().words
    noted.frames = framed(tokens_of(built), frames)
    for step in (DateFinder(words), RoleFinder(words), QuotationFinder(words)):
        step(built)
    article = Article(name="a.txt", text=built.text, published=published)
    return context_of(Annotated(article=article, doc=built), lexicon())


def framed(built: Tokens, rows: Iterable[str]) -> tuple[Frame, ...]:
    """The frames of a document, from their notation."""
    found: list[Frame] = []
    for row in rows:
        first, *roles = (part.strip() for part in row.split("|"))
        label, anchor = first.split()
        taken = {f.anchor for f in found if f.label.split(":")[0] == label.split(":")[0]}
        at = next((t.i for t in built if t.text == anchor and t.i not in taken), None)
        assert at is not None, f"no word {anchor!r} that is free in {built.text}"
        who, what, more = (_spans(built, at, role) for role in [*roles, "-", "-", "-"][:3])
        found.append(Frame(label=label, anchor=at, probability=0.9, who=who, what=what, more=more))
    return tuple(found)


def _spans(built: Tokens, anchor: int, role: str) -> tuple[Span, ...]:
    return () if role == "-" else tuple(_span(built, anchor, t) for t in role.split(";"))


def _span(built: Tokens, anchor: int, text: str) -> Span:
    words, sentence = text.split(), built[anchor].sent
    places = [
        i
        for i in range(sentence.start, sentence.end - len(words) + 1)
        if [t.text for t in built[i : i + len(words)]] == words
    ]
    assert places, f"no {text.strip()!r} in {sentence.text}"
    start = min(places, key=lambda i: (abs(i - anchor), i))
    return start, start + len(words)


def told(extractor: Callable[[Context], Iterable[Fact]], where: Context) -> list[str]:
    """The facts that an extractor finds, a line each: "Sand Islands annexed_by Norland 1990";
    "(1951)" is the day that the passage tells.
    """
    return [line(fact, where) for fact in extractor(where)]


def line(fact: Fact, where: Context) -> str:
    """A fact as a person would note it down; "×2" when two passages tell it."""

    def name(key: str | None) -> str:
        return "" if key is None else where.reading.entities[int(key)].name

    match fact:
        case Office():
            parts = [name(fact.person), fact.title, name(fact.of)]
        case Event():
            who = " + ".join(name(p) for p in fact.participants)
            parts = [fact.type, who, f"in {name(fact.place)}" if fact.place else "", _iso(fact)]
        case Proposal():
            condition = f"[{fact.condition}]" if fact.condition else ""
            parts = [f"{name(fact.proposer)}:", fact.content, condition]
        case Position():
            condition = f"[{fact.condition}]" if fact.condition else ""
            parts = [name(fact.holder), fact.stance, fact.target, condition]
        case TerritoryClaim():
            said = f"says {name(fact.asserted_by)}" if fact.asserted_by is not None else ""
            over = "over" if fact.over else ""
            parts = [name(fact.territory), fact.relation, name(fact.agent), _iso(fact), over, said]
        case Statement():
            parts = [name(fact.speaker), f"{fact.mode}:", *fact.texts]
        case Relation():
            parts = [name(fact.subject), fact.predicate, name(fact.object)]
    if not isinstance(fact, Event | TerritoryClaim):
        parts += [f"({day})" for day in sorted({e.date.iso for e in fact.evidence if e.date})]
    parts.append(f"×{len(fact.evidence)}" if len(fact.evidence) > 1 else "")
    return " ".join(part for part in parts if part)


def _iso(fact: Event | TerritoryClaim) -> str:
    return fact.date.iso if fact.date else ""
