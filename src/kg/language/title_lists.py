"""Several offices before several names: "the prime minister and foreign minister, A and B"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from kg.language.reading import MentionSpan, Reading
from kg.language.titles import Title
from kg.language.tokens import Doc


def offices(doc: Doc, title: Title, heads: frozenset[str]) -> list[Title]:
    """The offices that a title joins: each has a head of its own, unlike "trade and industry"."""
    cuts = [
        i
        for i in range(title.start + 1, title.end - 1)
        if doc[i].lower_ in ("and", "&") and doc[i - 1].lower_ in heads
    ]
    if not cuts or doc[title.end - 1].lower_ not in heads:
        return [title]
    starts, ends = [title.start, *(i + 1 for i in cuts)], [*cuts, title.end]
    return [replace(title, start=a, end=b) for a, b in zip(starts, ends, strict=True)]


def holders(doc: Doc, first: MentionSpan, named: list[MentionSpan]) -> Iterator[MentionSpan]:
    """The persons named in a row: "A and B", "A, B and C"; a list ends with "and"."""
    row, joined = [first], False
    for mention in named:
        between = [t.lower_ for t in doc[row[-1].end : mention.start]]
        if mention.start >= row[-1].end and between in ([","], ["and"], [",", "and"]):
            row.append(mention)
            joined = "and" in between
            if joined:
                break
    yield from row if joined else [first]


def shared_out(
    doc: Doc,
    title: Title,
    first: MentionSpan,
    named: list[MentionSpan],
    titles: list[Title],
    heads: frozenset[str],
) -> list[tuple[MentionSpan, Title]]:
    """Who holds which: one each, in their order; of one person all."""
    told, row = offices(doc, title, heads), list(holders(doc, first, named))
    before = _before(doc, title, titles)
    if len(told) > 1 and before and len(row) == len(told) + len(before):
        told = [replace(t, of=title.of, of_token=title.of_token) for t in before] + told
    if len(told) == len(row) > 1:
        return list(zip(row, told, strict=True))
    return [(first, one) for one in told]


def _before(doc: Doc, title: Title, titles: list[Title]) -> list[Title]:
    """ "president" of "the president, prime minister and foreign minister"."""
    found: list[Title] = []
    start = title.start
    while start > 1 and doc[start - 1].text == ",":
        last = next((t for t in titles if t.end == start - 1), None)
        if last is None:
            break
        found.insert(0, last)
        start = last.start
    return found


def each_of_one(
    doc: Doc, title: Title, named: list[MentionSpan], reading: Reading
) -> list[tuple[MentionSpan, Title]]:
    """ "The presidents of Norland and Sudria, A and B": one each, in their order."""
    states, i = [], title.end
    while i + 1 < len(doc) and doc[i].lower_ in ("of", "and", ","):
        i += 1 + (doc[i + 1].lower_ == "and")
        state = reading.mention_at(i)
        if state is None or reading.entities[state.entity].type != "place":
            break
        states.append(state)
        i = state.end
    if len(states) < 2 or doc[states[-1].end].text != ",":
        return []
    first = next((m for m in named if m.start == states[-1].end + 1), None)
    row = [] if first is None else list(holders(doc, first, named[named.index(first) + 1 :]))
    if len(row) != len(states):
        return []
    told = (replace(title, of=s.entity, of_token=s.start, last=s.end) for s in states)
    return list(zip(row, told, strict=True))
