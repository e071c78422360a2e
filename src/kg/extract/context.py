"""What every extractor gets: the document, what was read in it, and the frames; and how facts are
noted.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any, TypeVar

from kg.extract.told import Told
from kg.extract.whom import acting, antecedent_actor
from kg.language.actors import actor
from kg.language.joint import joint
from kg.language.reading import DateSpan, Reading, text_of
from kg.language.tokens import Doc, Span, Token
from kg.language.trees import head
from kg.lexicon import Lexicon
from kg.model import Article, EntityKey, Evidence, Passage
from kg.partial_dates import PartialDate

_Found = TypeVar("_Found")
_PERSONS = frozenset({"him", "her"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """One article on its way from document to facts."""

    article: Article
    doc: Doc
    reading: Reading
    lexicon: Lexicon
    told: tuple[Told, ...]
    _read: dict[Callable[[Context], Any], Any] = field(default_factory=dict)

    def of_kind(self, kind: str) -> list[Told]:
        """The frames that tell facts of a kind."""
        return self.once(_by_kind)[kind]

    def once(self, read: Callable[[Context], _Found]) -> _Found:
        """What `read` finds in the whole article: it reads when it is first asked for."""
        if read not in self._read:
            self._read[read] = read(self)
        found: _Found = self._read[read]
        return found

    def actors(self, tokens: Iterable[Token]) -> list[EntityKey]:
        """The entities that act when these phrases are subjects; those that nobody acts in are left
        out.
        """
        words = self.lexicon.words
        found: list[int | None] = []
        for token in tokens:
            found.extend(joint(token, self.reading, words) or (actor(token, self.reading, words),))
        return list(dict.fromkeys(str(f) for f in found if f is not None))

    def who(self, told: Told) -> list[EntityKey]:
        """Who fills the role in the frame's own sentence, pronouns resolved."""
        found = acting(told.who, self.reading, self.lexicon.words, told.anchor)
        if found or not told.who:
            return found
        pronoun = head(told.who[0])
        spoken = pronoun.lower_ in self.lexicon.words["pronouns", "speaker"]
        if pronoun.pos_ != "PRON" or spoken:
            return []  # "I" and "we" are the speaker's, or nobody's
        before = antecedent_actor(pronoun, self.once(_acted), self.reading, self.lexicon.words)
        return [] if before is None else [before]

    def passage(self, span: Span) -> Passage:
        """The span as a passage of the article, with the sentence it starts in."""
        span = _trimmed(span)
        sentence = _trimmed(span.sent if span.start < span.end else span)
        start, end = (
            min(sentence.start_char, span.start_char),
            max(sentence.end_char, span.end_char),
        )
        return Passage(
            article=self.article.name,
            start=span.start_char,
            end=span.end_char,
            sentence_start=start,
            sentence_end=end,
        )

    def evidence(
        self,
        span: Span,
        rule: str,
        certainty: float | None = None,
        date: PartialDate | None = None,
    ) -> tuple[Evidence, ...]:
        """One piece of evidence, as facts hold it; where no certainty is told, that of its rule."""
        passage = self.passage(span)
        sure = self.lexicon.certainty(rule) if certainty is None else certainty
        return (Evidence(passage=passage, rule=rule, certainty=sure, date=date),)

    def evidence_of(self, told: Told, date: PartialDate | None = None) -> tuple[Evidence, ...]:
        """The frame as a piece of evidence, of a day where it tells one."""
        return self.evidence(told.span, told.rule, told.certainty, date)

    def about(self, span: Span) -> tuple[EntityKey, ...]:
        """The named things that the span speaks of, in order."""
        keys = [self.reading.at(t) for t in span]
        return tuple(
            dict.fromkeys(
                str(k) for k in keys if k is not None and self.reading.entities[k].type != "group"
            )
        )

    def dates_in(self, span: Span) -> list[DateSpan]:
        """The dates that begin in the span, in order; looked up, since an article may have many."""
        dates = self.reading.dates
        first = bisect_left(dates, span.start, key=lambda date: date.start)
        return dates[first : bisect_left(dates, span.end, key=lambda date: date.start)]

    def date(self, span: Span) -> PartialDate | None:
        """The first date in the span."""
        return next(
            (d.date for d in self.reading.dates if span.start <= d.start and d.end <= span.end),
            None,
        )

    def resolved(self, span: Span) -> str:
        """The words of the span, with "him" and "it" replaced by the names they mean."""
        objects = {"him", "her", "it", "them"}
        told = []
        for token in span:
            entity = self.reading.at(token) if token.lower_ in objects else None
            named = entity is not None and token.dep_ in ("obj", "iobj", "obl", "nmod")
            named = named and token.head.lemma_ != "do"  # "do it" stands for a deed
            named = named and (token.lower_ in _PERSONS or _named_before(token, entity, self))
            word = (
                self.reading.entities[entity].name if named and entity is not None else token.text
            )
            told.append(word + token.whitespace_)
        return "".join(told)

    def clean(self, span: Span) -> str:
        """The span as a person would write it by itself: no quotation marks, no "the", one line."""
        return self.bare(text_of(span))

    @staticmethod
    def bare(words: str) -> str:
        """Words as a person would write them by themselves."""
        text = " ".join(words.split()).strip(" ,;:.–—-\"“”‘’'")
        for mark_ in ("“", "”", '"', "‘"):
            text = text.replace(mark_, "")
        first, _, rest = text.partition(" ")
        return rest if rest and (first.lower() in ("the", "to") or first == "that") else text


def _named_before(pronoun: Token, entity: int | None, context: Context) -> bool:
    """What the pronoun means is told before it in the same sentence: "claims the isle and will
    defend it"; else the words do better without a name that may be wrong.
    """
    before = context.doc[pronoun.sent.start : pronoun.i]
    return any(context.reading.at(t) == entity for t in before)


def _trimmed(span: Span) -> Span:
    """The span without white-space tokens at its ends."""
    start, end = span.start, span.end
    while start < end - 1 and span.doc[start].is_space:
        start += 1
    while end > start + 1 and span.doc[end - 1].is_space:
        end -= 1
    return span.doc[start:end]


def _by_kind(context: Context) -> defaultdict[str, list[Told]]:
    found: defaultdict[str, list[Told]] = defaultdict(list)
    for told in context.told:
        found[told.kind].append(told)
    return found


def _acted(context: Context) -> list[tuple[int, EntityKey]]:
    """Who is told to act by name or description, in the order of the text."""
    words = context.lexicon.words
    return sorted(
        (span.start, key)
        for told in context.told
        for span in told.who
        for key in acting((span,), context.reading, words, told.anchor)
    )
