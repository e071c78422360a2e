"""Lines whose words are somebody's without a verb of saying: "Voss: Norland holds the pass" and, in
a headline, "Norland holds the pass – minister".
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kg.extract.context import Context
from kg.language.reading import GROUP
from kg.language.tokens import Span, Token
from kg.language.trees import heads
from kg.model import EntityKey

_LONGEST = 8
"""Words at most that name who is credited."""
_LONGEST_HEADLINE = 30
_DASHES = frozenset({"-", "–", "—"})
_ENDS = frozenset({".", "!", "?", "…"})


@dataclass(frozen=True, slots=True)
class Credit:
    """Tokens `start` to `end` are the words of `speaker`; None where nobody is named: "Report:"."""

    start: int
    end: int
    speaker: EntityKey | None


def credits(context: Context) -> list[Credit]:
    """All such lines of the article."""
    found = (_credit(context, line) for line in _lines(context))
    return [credit for credit in found if credit is not None]


def _lines(context: Context) -> Iterator[Span]:
    start = 0
    doc = context.doc
    for i in range(len(doc) + 1):
        if i == len(doc) or "\n" in doc[i].text:
            if start < i:
                yield doc[start:i]
            start = i + 1


def _credit(context: Context, line: Span) -> Credit | None:
    doc, headline = context.doc, _is_headline(line)
    first = next((t for t in line if t.text == ":" or t.is_quote or _is_dash(t)), None)
    if first is not None and not first.is_quote:
        credited, speaker = _speaker(
            context, doc[line.start : first.i], headline and first.text == ":"
        )
        if credited and _told(doc[first.i + 1 : line.end]):
            return Credit(first.i + 1, line.end, speaker)
    last = next((t for t in reversed(list(line)) if t.text == ":" or _is_dash(t)), None)
    if not headline or last is None:
        return None
    credited, speaker = _speaker(context, doc[last.i + 1 : line.end], headline)
    told = credited and _told(doc[line.start : last.i])
    return Credit(line.start, last.i, speaker) if told else None


def _is_headline(line: Span) -> bool:
    return len(line) <= _LONGEST_HEADLINE and line[-1].text not in _ENDS


def _is_dash(mark: Token) -> bool:
    """A dash between words, not inside one."""
    between = mark.i > 0 and bool(mark.nbor(-1).whitespace_ and mark.whitespace_)
    return mark.text in _DASHES and between


def _told(words: Span) -> bool:
    """The words are a clause."""
    return any(t.pos_ in ("VERB", "AUX") for t in words)


def _speaker(context: Context, words: Span, headline: bool) -> tuple[bool, EntityKey | None]:
    """Whether the words name who speaks and do nothing else, and who it is; outside of headlines a
    person only.
    """
    named = [t for t in words if not t.is_space and not t.is_punct]
    if not 0 < len(named) <= _LONGEST or _told(words):
        return False, None
    top = heads(words)[0]
    found = context.actors([top])[:1]
    if not found:
        return headline and _speaks(context, top), None
    entity = context.reading.entities[int(found[0])]
    told = entity.type in ("organization", GROUP) or entity.state
    speaks = entity.type == "person" or (headline and told)
    return speaks and not _outlet(context, int(found[0])), found[0]


def _speaks(context: Context, noun: Token) -> bool:
    """ "Ministry: ...", "Report: ...": somebody of whom the line does not say more."""
    words = context.lexicon.words
    sorts = words["actors", "bodies"] | words["actors", "documents"] | words["actors", "people"]
    return context.reading.at(noun) is None and noun.lemma_.lower() in sorts


def _outlet(context: Context, entity: int) -> bool:
    """ "– The Coast Post": where it is printed, not who says it."""
    told = context.reading.entities[entity]
    known = context.reading.base.entities.get(told.known)
    printed = known is not None and known.noun == "outlet"
    return printed or told.name == context.article.publisher
