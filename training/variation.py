"""Vary the typography and the casing of samples, so that a model reads news as it is printed."""

from __future__ import annotations

import random
import re

from samples import Sample, Tree, concatenate, parts

APOSTROPHE = re.compile(r"(?<=\w)'(?=\w|$)|^'(?=(?:s|re|ve|ll|d|m|t)$)", re.IGNORECASE)
PUNCTUATED = 0.5
LOWERED, RAISED, TITLED = 0.02, 0.02, 0.02


def vary(sample: Sample, chance: random.Random) -> Sample:
    """One random variant of a sample; the annotation stays as it is."""
    words = list(sample.words)
    if chance.random() < PUNCTUATED:
        words = typographic(words, sample.spaces, chance)
    else:
        words = straight(words)
    dice = chance.random()
    if dice < LOWERED:
        words = [w.lower() for w in words]
    elif dice < LOWERED + RAISED:
        words = [w.upper() for w in words]
    elif dice < LOWERED + RAISED + TITLED:
        words = [w[:1].upper() + w[1:] if len(w) > 3 else w for w in words]
    return sample.with_words(tuple(words))


def typographic(words: list[str], spaces: tuple[bool, ...], chance: random.Random) -> list[str]:
    """Curly quotation marks and apostrophes, long dashes."""
    dash = chance.choice("—–")
    single = chance.random() < 0.2
    marks = ("‘", "’") if single else ("“", "”")
    out, opened = [], False
    for i, word in enumerate(words):
        before = i == 0 or spaces[i - 1] or words[i - 1] in "([“‘—–"
        after = spaces[i] or i + 1 == len(words)
        if word in ('"', "``", "''"):
            opens = word == "``" or (
                word == '"' and (before and not after if before != after else not opened)
            )
            word, opened = marks[0 if opens else 1], opens
        elif word == "'":
            word = "‘" if before and not after else "’"
        elif word == "--" or (word == "-" and before and after):
            word = dash
        out.append(APOSTROPHE.sub("’", word))
    return out


def straight(words: list[str]) -> list[str]:
    """ASCII quotation marks and apostrophes."""
    table = {"“": '"', "”": '"', "‘": "'", "’": "'", "``": '"', "''": '"'}
    return [table.get(w, w.replace("’", "'")) for w in words]


def quoted(sample: Sample, chance: random.Random) -> Sample | None:
    """A paragraph put between quotation marks, as reports print a speaker's sentences."""
    tree = sample.tree
    if tree is None or len(sample) < 4 or any(w in "\"“”‘’''``" for w in sample.words):
        return None
    marks = chance.choice([("“", "”"), ('"', '"')])
    starts = [i for i, s in enumerate(tree.starts) if s]
    first, final = 0, starts[-1]
    root_first = next(i for i in range(len(sample)) if tree.heads[i] == i)
    root_last = next(i for i in range(final, len(sample)) if tree.heads[i] == i)
    heads = tuple(h + 1 for h in tree.heads)
    return Sample(
        source=sample.source,
        document=sample.document,
        words=(marks[0], *sample.words, marks[1]),
        spaces=(False, *sample.spaces[:-1], False, True),
        tree=Tree(
            tags=("``", *tree.tags, "''"),
            pos=("PUNCT", *tree.pos, "PUNCT"),
            morphs=("", *tree.morphs, ""),
            lemmas=(marks[0], *tree.lemmas, marks[1]),
            heads=(root_first + 1, *heads, root_last + 1),
            deps=("punct", *tree.deps, "punct"),
            starts=(True, False, *tree.starts[first + 1 :], False),
        ),
        names=None if sample.names is None else ("O", *sample.names, "O"),
        unlabelled=sample.unlabelled,
    )


def gather(samples: list[Sample], limit: int, chance: random.Random) -> list[Sample]:
    """Join neighbouring paragraphs of a document at random, up to `limit` tokens."""
    out: list[Sample] = []
    run: list[Sample] = []
    for sample in (part for s in samples for part in parts(s, limit)):
        fits = run and run[0].document == sample.document and run[0].source == sample.source
        if fits and sum(map(len, run)) + len(sample) <= limit and chance.random() < 0.7:
            run.append(sample)
            continue
        if run:
            out.append(concatenate(run))
        run = [sample]
    if run:
        out.append(concatenate(run))
    return out
