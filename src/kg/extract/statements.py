"""Statements: quoted words, and clauses reported after a verb of saying, each with its speaker."""

from __future__ import annotations

from collections.abc import Iterator

from kg.extract.context import Context
from kg.extract.frames import Frame
from kg.extract.reported import anybody, reported
from kg.language.reading import Quotation, text_of
from kg.language.tokens import Span, Token
from kg.language.trees import SUBJECTS, case, mark, phrase, trim
from kg.model import Statement

_CLAUSES = frozenset({"acl", "acl:relcl", "parataxis"})
_NOT = frozenset({"not", "n't", "n’t", "never", "no", "longer"})
_WITH = frozenset({"of", "for", "as", "over", "against", "about"})
"""Before what else is said of the object: "accused them of", "thanked them for"."""
_ASIDE = 16
"""Words at most between two parts of one utterance."""


def statements(context: Context) -> Iterator[Statement]:
    """Direct quotations first, then reported speech outside of them."""
    yield from _direct(context)
    seen: set[tuple[int, str]] = set()
    for frame in context.frames:
        facts = frame.entry.frame.facts
        if "statement" not in facts or "position" in facts or frame.content is None:
            continue
        speakers = [h for h in frame.holders if not anybody(context, h)]
        if (
            not speakers
            or not reported(context, frame)
            or _inside_direct(context, frame.trigger)
            or _inside_direct(context, frame.content)
        ):
            continue
        for speaker in context.actors(speakers):
            if (frame.trigger.i, speaker) not in seen:
                seen.add((frame.trigger.i, speaker))
                said = _said(context, frame)
                text = _text(context, frame, said)
                if not text:
                    continue
                yield Statement(
                    speaker=speaker,
                    mode="indirect",
                    texts=(text,),
                    about=context.about(said),
                    evidence=context.evidence(_clause(frame), f"statement.{frame.entry.id}"),
                )


def _direct(context: Context) -> Iterator[Statement]:
    for parts in _utterances(context):
        said = [context.doc[q.start : q.end] for q in parts]
        whole = context.doc[parts[0].start : parts[-1].end]
        text = " ".join(" ".join(span.text.split()) for span in said)
        rule = "statement.quotation" if parts[0].cue is not None else "statement.went-on"
        yield Statement(
            speaker=str(parts[0].speaker),
            mode="direct",
            texts=(text.rstrip(","),),
            about=context.about(whole),
            evidence=context.evidence(whole, rule),
        )


def _utterances(context: Context) -> list[list[Quotation]]:
    """Direct quotations with a speaker; the parts of an interrupted one together."""
    found: list[list[Quotation]] = []
    for quote in context.reading.quotations:
        if not quote.direct or quote.speaker is None:
            continue
        if found and _goes_on(context, found[-1][-1], quote):
            found[-1].append(quote)
        else:
            found.append([quote])
    return found


def _goes_on(context: Context, first: Quotation, second: Quotation) -> bool:
    """ "“If they leave,” she said, “we talk.”", and a quotation that goes on in a new paragraph."""
    if first.speaker != second.speaker:
        return False
    between = context.doc[first.end : second.start]
    words = [t.text for t in between if not t.is_quote and not t.is_space]
    if not words:
        return not any(t.is_quote for t in between[:-1])
    return len(words) < _ASIDE and words[-1] in (",", "—", "–") and "." not in words


def _inside_direct(context: Context, token: Token) -> bool:
    quote = context.reading.inside_quote(token.i)
    return quote is not None and quote.direct


def _said(context: Context, frame: Frame) -> Span:
    """The reported clause alone; with the verb where there is none: "accused Norland of lying"."""
    content, doc = frame.content, context.doc
    assert content is not None
    if frame.inverted:
        whole = trim(doc[content.left_edge.i : content.right_edge.i + 1])
        left, right = whole.start, whole.end - 1
        start, end = frame.trigger.left_edge.i, frame.trigger.right_edge.i
        if end >= right:
            right = start - 1
        elif start <= left:
            left = end + 1
        return trim(doc[left : max(right, left) + 1])
    denial = frame.trigger.lemma_.lower() in context.lexicon.words["irrealis", "denials"]
    clause = content.dep_ in ("ccomp", "parataxis") and not denial
    alone = clause or frame.trigger.pos_ == "NOUN" or frame.entry.according
    first = content.left_edge.i if alone else min(_verb(frame.trigger), content.left_edge.i)
    return trim(doc[first : _last_said(frame) + 1])


def _verb(trigger: Token) -> int:
    """Where the verb begins: "did not rule out"."""
    first = trigger.i
    while first > 0 and trigger.doc[first - 1] in trigger.children:
        before = trigger.doc[first - 1]
        if before.dep_ not in ("aux", "advmod", "cc:preconj"):
            break
        first -= 1
    group = trigger.doc[first : trigger.i]
    if not any(t.lower_ in _NOT or t.tag_ == "MD" for t in group):
        return trigger.i
    while trigger.doc[first].dep_ == "advmod" and trigger.doc[first].lower_ not in _NOT:
        first += 1
    return first


def _text(context: Context, frame: Frame, said: Span) -> str:
    """The words of the clause, without an attribution that is set into it or stands beside it."""
    content, trigger = frame.content, frame.trigger
    assert content is not None
    if content.i < trigger.i and content.pos_ in ("NOUN", "PROPN") and trigger.dep_ == "acl:relcl":
        return context.bare(f"{trigger.text} {text_of(phrase(content, drop=_CLAUSES))}")
    left, right = _attribution(frame)
    if not said.start <= left <= right < said.end:
        return context.clean(said)
    around = (context.doc[said.start : left], context.doc[right + 1 : said.end])
    return context.bare(" ".join(text_of(span).strip(" ,—–") for span in around))


def _attribution(frame: Frame) -> tuple[int, int]:
    """From who says it to the verb, or to whom it is said."""
    trigger = frame.trigger
    if frame.inverted:
        return trigger.left_edge.i, trigger.right_edge.i
    if frame.entry.according:
        return frame.holders[0].left_edge.i, frame.holders[0].right_edge.i
    own = [c.left_edge.i for c in trigger.children if c.dep_ in SUBJECTS and c.i < trigger.i]
    told = [a.right_edge.i for a in frame.addressees]
    return (own[-1], max([trigger.i, *told])) if own else (0, -1)


def _last_said(frame: Frame) -> int:
    """Where they end: "accused [Norland of lying]", "ruled out [a truce for now]"."""
    content, trigger = frame.content, frame.trigger
    assert content is not None
    ends = [content.right_edge.i]
    if content.dep_ == "obj" and content.head.i == trigger.i:
        ends += [
            c.right_edge.i
            for c in trigger.children
            if c.i > content.i and _WITH & {case(c), mark(c)} and c.dep_ in ("obl", "advcl")
        ]
    return max(ends)


def _clause(frame: Frame) -> Span:
    """The clause of the verb of saying with its subject and what is said."""
    trigger, doc = frame.trigger, frame.trigger.doc
    assert frame.content is not None
    tokens = [frame.content.left_edge.i, _last_said(frame), trigger.i]
    if not frame.inverted:
        tokens += [c.left_edge.i for c in trigger.children if c.dep_ in SUBJECTS]
    else:
        tokens = [frame.content.left_edge.i, frame.content.right_edge.i]
    return trim(doc[min(tokens) : max(tokens) + 1])
