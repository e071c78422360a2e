"""Statements: quoted words, and clauses reported after a verb of saying, each with its speaker."""

from __future__ import annotations

from collections.abc import Iterator

from kg.extract.context import Context
from kg.extract.frames import Frame
from kg.extract.worlds import disowned, modals, negated
from kg.language.reading import Quotation
from kg.language.tokens import Span, Token
from kg.language.trees import SUBJECTS, case, is_passive, mark, trim
from kg.model import Statement

_CLAUSES = ("ccomp", "xcomp", "parataxis", "root", "ROOT", "advcl", "conj", "acl:relcl")


_ASIDE = 16
"""Words at most between two parts of one utterance."""


def saying_frames(context: Context) -> Iterator[tuple[int, Frame]]:
    """The frames of saying by the index of what is said: what is under them is somebody's word.

    Of two frames with the same content the one that proposes comes last, and so stands.
    """
    for frame in sorted(context.frames, key=lambda f: "proposal" in f.entry.frame.facts):
        if frame.content is None:
            continue
        stand = "position" in frame.entry.frame.facts
        said = "statement" in frame.entry.frame.facts and frame.content.dep_ in _CLAUSES
        if frame.content.tag_ == "VBG" and (stand or frame.content.dep_ == "advcl"):
            continue  # "ruled out leaving": nobody says that they leave
        if said or (stand and frame.content.dep_ == "ccomp"):
            yield frame.content.i, frame


def statements(context: Context) -> Iterator[Statement]:
    """Direct quotations first, then reported speech outside of them."""
    yield from _direct(context)
    seen: set[tuple[int, str]] = set()
    for frame in context.frames:
        facts = frame.entry.frame.facts
        if "statement" not in facts or "position" in facts or frame.content is None:
            continue
        speakers = [h for h in frame.holders if not _anybody(context, h)]
        if (
            not speakers
            or crosses_quote(context, frame)
            or not _said_so(context, frame.trigger)
            or not _speaks(context, frame)
            or _nested(context, frame)
            or _inside_direct(context, frame.trigger)
            or _inside_direct(context, frame.content)
        ):
            continue
        for speaker in context.actors(speakers):
            if (frame.trigger.i, speaker) not in seen:
                seen.add((frame.trigger.i, speaker))
                said = _said(frame)
                if not context.clean(said):
                    continue
                yield Statement(
                    speaker=speaker,
                    mode="indirect",
                    texts=(context.clean(said),),
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


def crosses_quote(context: Context, frame: Frame) -> bool:
    """The tree takes quoted words for what a verb says that does not introduce them."""
    if frame.content is None:
        return False
    quote = context.reading.inside_quote(frame.content.i)
    return (
        quote is not None
        and quote.direct
        and quote.cue != frame.trigger.i
        and not quote.start <= frame.trigger.i < quote.end
    )


def _said_so(context: Context, trigger: Token) -> bool:
    """The saying itself happened: not negated, not only possible, not a condition."""
    words = context.lexicon.words
    if disowned(trigger, words):
        return False
    if negated(trigger, words) or modals(trigger, words) & words["positions", "tentative"]:
        return False
    return mark(trigger) not in words["irrealis", "subordinators"]


def _speaks(context: Context, frame: Frame) -> bool:
    """Words are reported: no wish or deed, no "plan proposed by her", no "which they reject"."""
    trigger, content = frame.trigger, frame.content
    assert content is not None
    if trigger.pos_ == "NOUN":
        return mark(content) == "that"
    if _cut_off(frame) or _settled(context, trigger):
        return False
    if content.dep_ == "ccomp" or (trigger.dep_ == "parataxis" and frame.inverted):
        return True
    if content.dep_ == "parataxis":
        return _introduced(trigger, content)
    if trigger.lemma_.lower() in context.lexicon.words["statements", "deeds"]:
        return mark(content) == "to"
    return not is_passive(trigger) and content.tag_ not in ("WDT", "WP")


def _settled(context: Context, trigger: Token) -> bool:
    """ "the two agreed that ...": a deed, unless one agrees with another."""
    settles = trigger.lemma_.lower() in context.lexicon.words["statements", "settling"]
    return settles and not any(case(c) == "with" for c in trigger.children)


def _anybody(context: Context, people: Token) -> bool:
    """ "officials fear", "some analysts believe": told by no name, number or "the"."""
    if people.tag_ != "NNS" or context.reading.at(people) is not None:
        return False
    own = {c.lower_ for c in people.children if c.dep_ == "det"}
    told = own & {"the", "both", "these", "those"} or any(
        t.pos_ in ("PROPN", "NUM") or context.reading.at(t) is not None for t in people.subtree
    )
    return not told


def _cut_off(frame: Frame) -> bool:
    """The words before belong to another sentence: "It is split: two men claim to lead it"."""
    trigger, content = frame.trigger, frame.content
    assert content is not None
    own = [c.left_edge.i for c in trigger.children if c.dep_ in SUBJECTS]
    start = min([trigger.i, *own])
    clause = content.pos_ != "PROPN" and content.i < start
    return clause and start > 0 and trigger.doc[start - 1].text in (".", ":")


def _introduced(trigger: Token, content: Token) -> bool:
    """A colon leads from the verb to what is said, unless it comes first."""
    between = trigger.doc[trigger.i : content.left_edge.i + 1]
    return content.i < trigger.i or any(t.text == ":" for t in between)


def _nested(context: Context, frame: Frame) -> bool:
    """Told inside somebody else's words: "he said they reject it".

    What a third one is said to have told ("he said she had warned that ...") is a statement too.
    """
    if frame.addressees or (frame.content is not None and frame.content.dep_ == "ccomp"):
        return False
    node = frame.trigger
    for _ in range(20):
        above = context.saying.get(node.i)
        if above is not None and above.trigger.i != frame.trigger.i:
            return True
        beside = node.dep_ == "parataxis" or (
            node.dep_ == "acl:relcl" and node.head.pos_ == "PROPN"
        )
        if node.head.i == node.i or beside:
            return False
        node = node.head
    return False


def _inside_direct(context: Context, token: Token) -> bool:
    quote = context.reading.inside_quote(token.i)
    return quote is not None and quote.direct


def _said(frame: Frame) -> Span:
    """The reported clause alone."""
    content = frame.content
    assert content is not None
    doc = content.doc
    if frame.inverted:
        whole = trim(doc[content.left_edge.i : content.right_edge.i + 1])
        left, right = whole.start, whole.end - 1
        start, end = frame.trigger.left_edge.i, frame.trigger.right_edge.i
        if end >= right:
            right = start - 1
        elif start <= left:
            left = end + 1
        return trim(doc[left : max(right, left) + 1])
    return trim(doc[_first_said(frame) : content.right_edge.i + 1])


def _first_said(frame: Frame) -> int:
    """Where the reported words begin: "calls [it a trap]", "[denies this]"."""
    content, trigger = frame.content, frame.trigger
    assert content is not None
    if content.pos_ == "PRON":
        return trigger.i
    objects = [c.left_edge.i for c in trigger.children if c.dep_ in ("obj", "expl")]
    named = [i for i in objects if i > trigger.i and not mark(content)]
    return min([content.left_edge.i, *named])


def _clause(frame: Frame) -> Span:
    """The clause of the verb of saying with its subject and what is said."""
    trigger, doc = frame.trigger, frame.trigger.doc
    assert frame.content is not None
    tokens = [frame.content.left_edge.i, frame.content.right_edge.i, trigger.i]
    if not frame.inverted:
        tokens += [c.left_edge.i for c in trigger.children if c.dep_ in SUBJECTS]
    else:
        tokens = [frame.content.left_edge.i, frame.content.right_edge.i]
    return trim(doc[min(tokens) : max(tokens) + 1])
