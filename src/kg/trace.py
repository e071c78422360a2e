"""One sentence -> what each stage made of it, for a person who wonders why it is read as it is.

kg explain --trace "Norland rejected the plan of Sudria."
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import fields
from typing import Any

from kg.aligned import aligned
from kg.annotate import Annotated, Pipeline, annotate, frames_seen
from kg.entity_base import EntityBase
from kg.explain import printable
from kg.extract import EXTRACTORS, context_of
from kg.extract.context import Context
from kg.extract.told import KINDS, Told
from kg.language.frame_decoding import Frame
from kg.language.reading import MentionSpan, text_of
from kg.lexicon import Lexicon
from kg.model import Article, Fact
from kg.participants import rekeyed
from kg.watching import Call, watched

_SEEN = 0.1
"""From this probability on frames are shown that are too improbable to be counted."""
_WHOLE = "context.once"
"""What reads the whole article, whoever asks."""
_HIDDEN = ("evidence", "corrected", "id")


def trace(sentence: str, nlp: Pipeline, base: EntityBase, lexicon: Lexicon) -> str:
    """Tokens and tree, mentions, frames with probabilities and roles, and what became of each frame
    of a sentence, or of a text of several. Where it became no fact: the checks that it went through
    and what they answered, the last of them to the bottom.

    Raises what the stages raise: this is for debugging them.
    """
    article = Article(name="sentence", text=sentence)
    parts: list[str] = []
    for one in annotate([article], nlp, base):  # what it holds is gone after the loop
        parts += _told(one, nlp, lexicon)
    return "\n".join(printable(line) for line in "\n".join(filter(None, parts)).splitlines()) + "\n"


def _told(one: Annotated, nlp: Pipeline, lexicon: Lexicon) -> Iterator[str]:
    """What is read of an article, part by part."""

    def read() -> tuple[Context, list[Fact]]:
        context = context_of(one, lexicon)
        return context, [fact for extractor in EXTRACTORS for fact in extractor(context)]

    (context, facts), calls = watched("kg.extract", read)
    yield _tree(context)
    yield _mentions(context)
    yield from _frames(context, facts, calls)
    yield _others(context, facts)
    yield _missed(frames_seen(one, nlp, _SEEN), one)


def _tree(context: Context) -> str:
    """The words, each under its head."""
    rows = [
        [str(t.i), "  " * len([*t.ancestors]) + t.text, t.tag_, t.dep_, t.head.text, t.lemma_]
        for t in context.doc
        if not t.is_space
    ]
    names = ["token", "word, under its head", "tag", "relation", "head", "lemma"]
    return aligned(names, rows, [False] * len(names))


def _mentions(context: Context) -> str:
    rows = [_mention(context, m) for m in sorted(context.reading.mentions, key=lambda m: m.start)]
    dates = [
        [_words(context, d.start, d.end), "date", d.date.iso, ""] for d in context.reading.dates
    ]
    names = ["mention", "by", "of", "type"]
    return aligned(names, rows + dates, [False] * len(names)) if rows + dates else "No mentions.\n"


def _mention(context: Context, mention: MentionSpan) -> list[str]:
    entity = context.reading.entities[mention.entity]
    named = f"{entity.name} ({entity.known})" if entity.known else entity.name
    return [_words(context, mention.start, mention.end), mention.how, named, entity.type]


def _words(context: Context, start: int, end: int) -> str:
    return text_of(context.doc[start:end])


def _frames(context: Context, facts: list[Fact], calls: Call) -> Iterator[str]:
    """Each frame, with its roles and the facts made of it, or how far it came."""
    if not context.told:
        yield "No frames.\n"
    for told in context.told:
        lines = [f"frame {_reading(context, told)} at {told.anchor.i} {told.anchor.text!r}"]
        lines += [
            f"  {role}: {' | '.join(map(text_of, spans))}"
            for role, spans in (("who", told.who), ("what", told.what), ("more", told.more))
            if spans
        ]
        made = [fact for fact in facts if _is_of(context, fact, told)]
        lines += [f"  -> {_fact(context, fact)}" for fact in made] or [
            "  -> no fact; asked on the way:",
            *_asked(calls, told),
        ]
        yield "".join(f"{line}\n" for line in lines)


def _reading(context: Context, told: Told) -> str:
    """What a frame was read as, how probable the reader found it, and how often that is right."""
    read = (f for f in context.reading.frames if f.anchor == told.anchor.i)
    same = (f for f in read if KINDS[f.label.partition(":")[0]] == told.kind)
    how = next((f"probability {f.probability:.2f}, " for f in same), "")
    return f"{told.rule} ({how}certainty {told.certainty})"


def _is_of(context: Context, fact: Fact, told: Told) -> bool:
    """The fact has evidence that the frame gave: around its word, or words that it quotes."""
    whole, word = context.passage(told.span), told.anchor.idx
    quoted = [context.passage(span) for span in told.what if told.rule == "statement.direct"]
    places = [e.passage for e in fact.evidence if e.rule == told.rule]
    return any(
        (whole.start <= p.start <= word < p.end <= whole.end)
        or any(p.start < q.end and q.start < p.end for q in quoted)
        for p in places
    )


def _fact(context: Context, fact: Fact) -> str:
    """The fields of a fact that say something, entities by name."""
    names = {str(i): entity.name for i, entity in enumerate(context.reading.entities)}
    named = rekeyed(fact, names)
    told = ((field.name, getattr(named, field.name)) for field in fields(named))
    said = (f"{name} {_plain(value)}" for name, value in told if value and name not in _HIDDEN)
    return f"{fact.kind}: {', '.join(said)}"


def _plain(value: Any) -> str:
    if isinstance(value, tuple):
        return " and ".join(map(_plain, value))
    return repr(value) if isinstance(value, str) else str(getattr(value, "iso", value))


def _asked(calls: Call, told: Told) -> Iterator[str]:
    """The questions asked about a frame, and below the last one those that decided it."""
    reader = reader_of(calls, told.kind)
    asked = [call for call in _about(reader, told) if _is_answer(call)] if reader else []
    for call in asked:
        yield f"     {_answer(call)}"
    deep, node = 0, asked[-1] if asked else None
    while node is not None:
        node, deep = next(filter(_is_answer, reversed(node.calls)), None), deep + 1
        if node is not None:
            yield f"     {'  ' * deep}{_answer(node)}"


def _about(reader: Call, told: Told) -> Iterator[Call]:
    """The outermost calls about the frame, its word or its spans; none on behalf of others."""
    own = (told.anchor, *told.who, *told.what, *told.more)
    for call in reader.calls:
        frames = [given for given in call.given if isinstance(given, Told)]
        if any(_same(frame, told) for frame in frames) or any(g in own for g in call.given):
            yield call
        elif not frames and call.name != _WHOLE:
            yield from _about(call, told)


def reader_of(calls: Call, kind: str) -> Call | None:
    """What reads the frames of a kind: the outermost that asks for them."""
    waiting = deque([calls])
    while waiting:
        call = waiting.popleft()
        if any(c.name == "context.of_kind" and c.given[1] == kind for c in call.calls):
            return call
        waiting.extend(call.calls)
    return None


def _same(one: Told, other: Told) -> bool:
    return (one.anchor, one.rule) == (other.anchor, other.rule)


def _is_answer(call: Call) -> bool:
    """A yes or no, or that nothing was found."""
    return call.name != _WHOLE and (isinstance(call.answer, bool) or not call.answer)


def _answer(call: Call) -> str:
    answer = {True: "yes", False: "no"}[call.answer] if isinstance(call.answer, bool) else "nothing"
    return f"{call.name}: {answer}" + (f"  ({call.told})" if call.told else "")


def _others(context: Context, facts: list[Fact]) -> str:
    """The facts that no frame gave: offices, ties, words in quotation marks."""
    own = [f for f in facts if not any(_is_of(context, f, told) for told in context.told)]
    return "".join(f"read by rules: {_fact(context, fact)}\n" for fact in own)


def _missed(seen: Iterable[Frame], one: Annotated) -> str:
    """What the reader of frames thought of, and did not find probable enough."""
    found = {(f.label, f.anchor) for f in one.doc._.frames}
    missed = (f for f in seen if (f.label, f.anchor) not in found)
    lines = (
        f"{f.label} ({f.probability:.2f}) at {f.anchor} {one.doc[f.anchor].text!r}\n"
        for f in missed
    )
    return "".join(f"not probable enough: {line}" for line in lines)
