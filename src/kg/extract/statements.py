"""Statements: quoted words, and clauses reported as somebody's, each with its speaker."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from kg.extract.context import Context
from kg.extract.deed_dates import said_on, taken_on
from kg.extract.told import Told
from kg.extract.voices import disowned, passes_on, speakers
from kg.language.reading import Quotation
from kg.language.tokens import Span
from kg.language.trees import trim
from kg.model import Evidence, Statement
from kg.partial_dates import PartialDate

_ASIDE = 16
"""Words at most between two parts of one utterance."""


def statements(context: Context) -> Iterator[Statement]:
    """Direct quotations first, then what is reported outside of them."""
    yield from _direct(context)
    yield from _without_marks(context)
    for told in context.of_kind("statement"):
        for said in told.what if told.label == "indirect" else ():
            if not _quoted(context, said) and not passes_on(context, told):
                yield from _reported(context, told, said)


def _quoted(context: Context, said: Span) -> bool:
    """The words are a direct quotation for the greater part."""
    inside = sum(
        max(0, min(said.end, q.end) - max(said.start, q.start))
        for q in context.reading.quotations
        if q.direct and q.speaker is not None
    )
    return 2 * inside > len(said)


def _reported(context: Context, told: Told, said: Span) -> Iterator[Statement]:
    if disowned(context, told):  # with the word that takes it back
        said = context.doc[min(told.anchor.i, said.start) : said.end]
    said = trim(said)
    text = context.clean(said)
    for speaker in context.once(speakers)[told.anchor.i] if text else ():
        yield Statement(
            speaker=speaker,
            mode=told.label,
            texts=(text,),
            about=context.about(said),
            evidence=context.evidence_of(told, taken_on(context, told)),
        )


def _direct(context: Context) -> Iterator[Statement]:
    """An utterance is one statement, with evidence in each of its sentences."""
    for parts in _utterances(context):
        said = [context.doc[q.start : q.end] for q in parts]
        days = (said_on(context, q.cue) for q in parts)
        day = next((d for d in days if d is not None), None)
        whole = context.doc[parts[0].start : parts[-1].end]
        text = " ".join(" ".join(span.text.split()) for span in said)
        yield Statement(
            speaker=str(parts[0].speaker),
            mode="direct",
            texts=(text.rstrip(","),),
            about=context.about(whole),
            evidence=tuple(e for span in said for e in _by_sentence(context, span, day)),
        )


def _by_sentence(context: Context, span: Span, day: PartialDate | None) -> Iterator[Evidence]:
    for sentence in context.doc.sents:
        start, end = max(span.start, sentence.start), min(span.end, sentence.end)
        words = [t for t in context.doc[start:end] if not t.is_space and not t.is_punct]
        if start < end and words:
            told = [
                t
                for t in context.of_kind("statement")
                if t.label == "direct" and any(s.start < end and start < s.end for s in t.what)
            ]
            sure = max((t.certainty for t in told), default=None)
            yield from context.evidence(trim(context.doc[start:end]), "statement.direct", sure, day)


def _without_marks(context: Context) -> Iterator[Statement]:
    """Words told as somebody's own, as in an interview printed without quotation marks."""
    for told in context.of_kind("statement"):
        for said in told.what if told.label == "direct" else ():
            quotations = context.reading.quotations
            if not any(q.start < said.end and said.start < q.end for q in quotations):
                yield from _reported(context, told, said)


def _utterances(context: Context) -> list[list[Quotation]]:
    """Direct quotations with a speaker; the parts of an interrupted one together."""
    found: list[list[Quotation]] = []
    for quote in context.reading.quotations:
        if quote.speaker is None:
            quote = replace(quote, speaker=_learned(context, quote))
        if not quote.direct or quote.speaker is None:
            continue
        if found and _goes_on(context, found[-1][-1], quote):
            found[-1].append(quote)
        else:
            found.append([quote])
    return found


def _learned(context: Context, quote: Quotation) -> int | None:
    """The person whom the frame of the quoted words tells by somebody else, where the tree tells
    nobody: "his colleague".
    """
    for told in context.of_kind("statement"):
        inside = any(quote.start <= t.i < quote.end for s in told.what for t in s)
        owned = any(c.dep_ == "nmod:poss" for s in told.who for c in s.root.children)
        if told.label == "direct" and inside and owned:
            found = context.who(told)
            return int(found[0]) if len(found) == 1 else None
    return None


def _goes_on(context: Context, first: Quotation, second: Quotation) -> bool:
    """ "“If they leave,” she said, “we talk.”", and a quotation that goes on in a new paragraph."""
    if first.speaker != second.speaker:
        return False
    between = context.doc[first.end : second.start]
    words = [t.text for t in between if not t.is_quote and not t.is_space]
    if not words:
        return not any(t.is_quote for t in between[:-1])
    return len(words) < _ASIDE and words[-1] in (",", "—", "–") and "." not in words
