"""What is in the file and is no part of the article: found by cues, cut with the cue's name kept.

Nothing is removed from the text: a cut is a stretch that later stages pass over, so offsets hold.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import takewhile

from kg.model import Cut
from kg.read.cues import BoilerplateCue, straight
from kg.read.dates import is_date_line

_LONGEST_LINE = 1_500
_LONGEST_ITEM = 140
_LONG_LINE = 240
_LONGEST_PARAGRAPH = 600
_TITLE_GAPS = 4
_LONGEST_WORD = 1_000
_LAST_LINES = 3
_MOST_ITEMS = 30
_SHORTEST_REPEAT = 15
_SYMBOLS = re.compile(r"(?:[^\w\s]|_){257,}")
_ENDLESS = re.compile(r"\S{257,}")
_SENTENCE = re.compile(r"\S.*?(?:[.!?…][\"'”’)\]]*(?=\s+[\"'“‘(\[]?\w)|$)")
_BULLET = re.compile(r"(?:[-–—•*·▪►»>]+|\d{1,2}[.)]?)\s+\S")
_ENDS_SENTENCE = re.compile(r"[.;,:]['\")\]]*$")
_SAID = r"\b(?:said|says|told|added|wrote|asked|argued|insisted|warned)\b"
_ATTRIBUTED = re.compile(rf"\"[^\"]+\".*{_SAID}|{_SAID}.*\"")
_TIMESTAMP = re.compile(r"\d{1,2}[:.]\d{2}\b.*")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Line:
    start: int
    end: int
    text: str

    @property
    def is_paragraph(self) -> bool:
        """A line of running text: long, or one that ends as a sentence does."""
        ends = self.text.rstrip("'\")")[-1:] in ".!?"
        return len(self.text) > 180 or (len(self.text) > 60 and ends)


def find_cuts(text: str, cues: Iterable[BoilerplateCue]) -> tuple[Cut, ...]:
    """The stretches of `text` that are boilerplate, sorted, without overlap.

    >>> from kg.read.cues import load_cues
    >>> find_cuts("Parliament met.\\nRead more: A bridge too few", load_cues())
    (Cut(start=16, end=43, cue='read-more-line'),)
    """
    lines = list(_lines(text))
    cuts: dict[int, Cut] = {}
    cues = tuple(cues)
    _cut_by(lines, [cue for cue in cues if cue.where == "any"], cuts)
    head, tail, late = _places(lines, cuts, len(text))
    for where, place in (("head", head), ("tail", tail), ("late", late)):
        _cut_by(place, [cue for cue in cues if cue.where == where], cuts)
    _cut_repeats(lines, cuts)
    sentences = [cue for cue in cues if cue.kind in {"sentence", "paragraph"}]
    found = [*cuts.values(), *_sentences(lines, sentences, cuts), *_symbols(text)]
    return merged(found)


def merged(cuts: Iterable[Cut]) -> tuple[Cut, ...]:
    """Cuts in their order; where two overlap, the later one gives way."""
    kept: list[Cut] = []
    end = 0
    for cut in sorted(cuts, key=lambda cut: (cut.start, -cut.end, cut.cue)):
        if cut.end > end:
            kept.append(Cut(start=max(cut.start, end), end=cut.end, cue=cut.cue))
            end = cut.end
    return tuple(kept)


def _lines(text: str) -> Iterator[_Line]:
    """The lines that hold something, stripped and straightened, with their place."""
    for match in re.finditer(r"[^\n]+", text):
        bare = match.group().strip()
        if bare:
            start = match.start() + match.group().index(bare)
            yield _Line(start=start, end=start + len(bare), text=straight(bare))


def _places(lines: list[_Line], cuts: dict[int, Cut], length: int) -> tuple[list[_Line], ...]:
    """The lines before the first paragraph, after the last long one, and in the second half."""
    begin = 0 if lines and is_date_line(lines[0].text) else 1
    kept = [(i, line) for i, line in enumerate(lines) if line.start not in cuts and i >= begin]
    first = next((i for i, line in kept if line.is_paragraph), len(lines))
    last = max((i for i, line in kept if len(line.text) > _LONG_LINE), default=0)
    tail = lines[max(1, min(last + 1, len(lines) - _LAST_LINES)) :]
    return lines[begin:first], tail, [line for line in lines if line.start * 2 > length]


def _cut_by(lines: list[_Line], cues: list[BoilerplateCue], cuts: dict[int, Cut]) -> None:
    for i, line in enumerate(lines):
        if line.start in cuts or len(line.text) > _LONGEST_LINE or _is_title(line):
            continue
        cue = next((cue for cue in cues if cue.kind != "sentence" and _fits(cue, line)), None)
        if cue is None:
            continue
        for extra in (line, *_more(cue, lines, i + 1)):
            cuts.setdefault(extra.start, Cut(start=extra.start, end=extra.end, cue=cue.id))


def _is_title(line: _Line) -> bool:
    """What a file begins with is its headline, whatever it looks like, unless it is very short."""
    heads = line.start == 0 and line.text.count(" ") >= _TITLE_GAPS
    return heads and not is_date_line(line.text)


def _fits(cue: BoilerplateCue, line: _Line) -> bool:
    if cue.kind == "paragraph" and (
        len(line.text) > _LONGEST_PARAGRAPH or _ATTRIBUTED.search(line.text)
    ):
        return False
    return cue.fits(line.text)


def _more(cue: BoilerplateCue, lines: list[_Line], start: int) -> list[_Line]:
    """What a heading takes with it: all the rest, or the items of its list."""
    if cue.kind == "section":
        return lines[start:]
    following = lines[start : start + _MOST_ITEMS]
    if cue.kind != "list" or not following:
        return []
    belongs = _is_item if _is_item(following[0]) else _is_headline
    return list(takewhile(belongs, following))


def _is_item(line: _Line) -> bool:
    return _BULLET.match(line.text) is not None


def _is_headline(line: _Line) -> bool:
    if len(line.text) > _LONGEST_ITEM or _TIMESTAMP.fullmatch(line.text):
        return False
    return not _ENDS_SENTENCE.search(line.text)


def _cut_repeats(lines: list[_Line], cuts: dict[int, Cut]) -> None:
    """The second of two equal lines, as scraped headlines, standfirsts and pull quotes are."""
    seen: set[str] = set()
    for line in lines:
        key = " ".join(line.text.casefold().split())
        if key in seen and len(key) >= _SHORTEST_REPEAT:
            cuts.setdefault(line.start, Cut(start=line.start, end=line.end, cue="repeated-line"))
        seen.add(key)


def _sentences(
    lines: list[_Line], cues: list[BoilerplateCue], cuts: dict[int, Cut]
) -> Iterator[Cut]:
    for line in lines:
        if line.start in cuts or len(line.text) > 20 * _LONGEST_LINE:
            continue
        long = len(line.text) > _LONGEST_PARAGRAPH and not _ATTRIBUTED.search(line.text)
        fitting = [cue for cue in cues if cue.kind == "sentence" or (long and cue.where == "any")]
        for match in _SENTENCE.finditer(line.text):
            cue = next((cue for cue in fitting if cue.fits(match.group())), None)
            if cue:
                yield Cut(
                    start=line.start + match.start(), end=line.start + match.end(), cue=cue.id
                )


def _symbols(text: str) -> Iterator[Cut]:
    """Runs of symbols and words without an end, on which a tokeniser would be busy for minutes."""
    for match in _ENDLESS.finditer(text):
        runs = [run.span() for run in _SYMBOLS.finditer(text, *match.span())]
        yield from (Cut(start=start, end=end, cue="symbol-run") for start, end in runs)
        if not runs and len(match.group()) > _LONGEST_WORD:
            yield Cut(start=match.start(), end=match.end(), cue="endless-word")
