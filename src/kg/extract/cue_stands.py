"""Stands told by a cue of the lexicon: "rejected the plan", "is ready to talk", "its refusal"."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from kg.extract.context import Context
from kg.extract.frames import Frame
from kg.extract.stands import Stand, holds, speaks_for, voice
from kg.extract.statements import crosses_quote
from kg.extract.targets import clause_as_noun, target_of
from kg.extract.worlds import denied, modals, negated

_DEPENDENT = ("obl", "nmod")
"""A noun of support that only hangs on something: "depends on the readiness to sign"."""


def cue_stands(context: Context) -> Iterator[Stand]:
    """One stand a frame of support or opposition that tells of what."""
    frames = [f for f in context.frames if "position" in f.entry.frame.facts]
    phrases = {f.trigger.i for f in frames if f.entry.phrases}
    cues = {f.trigger.i: f for f in reversed(frames) if f.content is not None}
    within = {f.content.i for f in context.frames if f.content is not None and _commits(f)}
    for frame in frames:
        content, trigger = frame.content, frame.trigger
        if content is None or _says_nothing(context, frame) or crosses_quote(context, frame):
            continue
        if content.i in phrases and content.dep_ == "ccomp":
            continue  # "insists that it is not for sale": "not for sale" tells the stand
        if trigger.i in within or (trigger.pos_ == "NOUN" and trigger.dep_ in _DEPENDENT):
            continue
        stance = _stance(context, frame)
        if stance and holds(context, trigger):
            own = frame.entry.frame.id == "commit" and stance == "supports"
            inner = cues.get(content.i) if own else None
            if inner is not None and inner.content is not None and content.pos_ == "VERB":
                stance, content = _stance(context, inner), inner.content
            yield from _stand(context, frame, content, stance)
            for joined in _joined(content):
                yield from _stand(context, frame, joined, stance, trigger=joined)


def _joined(content: Token) -> list[Token]:
    """ "pledged to respect the treaty and restore the bridge": the second deed too."""
    if content.dep_ not in ("xcomp", "advcl") or content.tag_ != "VB":
        return []
    return [c for c in content.children if c.dep_ == "conj" and c.tag_ == "VB"]


def _commits(frame: Frame) -> bool:
    """What the content does is wanted, refused or promised: it is no stand of its own subject."""
    content, facts = frame.content, frame.entry.frame.facts
    assert content is not None
    if content.pos_ == "NOUN":
        return "position" in facts and frame.trigger.pos_ == "VERB"
    return bool({"position", "proposal"} & set(facts)) and content.tag_ in ("VB", "VBG")


def _stand(
    context: Context, frame: Frame, content: Token, stance: str, trigger: Token | None = None
) -> Iterator[Stand]:
    target = target_of(context, content, frame.trigger)
    refused = frame.entry.frame.id == "accept" and stance == "opposes"
    if refused and frame.trigger.pos_ == "VERB" and target:
        target = clause_as_noun(context, frame.trigger, own=True)
    holders = tuple(_holders(context, frame))
    if target and stance and holders:
        yield Stand(
            trigger=trigger or frame.trigger,
            holders=holders,
            stance=stance,
            content=content,
            target=target,
            rule=frame.entry.id,
        )


def _says_nothing(context: Context, frame: Frame) -> bool:
    """ "declined to comment" is no position, "wants them to sign" a proposal."""
    content, trigger = frame.content, frame.trigger
    if content is None or content.dep_ not in ("xcomp", "ccomp"):
        return False
    if content.dep_ == "ccomp":
        return content.i < trigger.i
    if trigger.lemma_.lower() == "want":
        return any(c.dep_ == "obj" for c in trigger.children)
    silent = context.lexicon.words["positions", "silent"]
    return frame.entry.frame.stance == "opposes" and content.lemma_.lower() in silent


def _stance(context: Context, frame: Frame) -> str:
    kind, words, content = frame.entry.frame, context.lexicon.words, frame.content
    if frame.entry.phrases:
        return kind.stance
    if negated(frame.trigger, words):
        return kind.negated
    if any(c.lower_ == "no" for c in frame.trigger.children if c.dep_ == "det"):
        return kind.negated
    if content is not None and content.pos_ in ("VERB", "AUX", "ADJ") and denied(content, words):
        return "opposes" if kind.stance == "supports" else ""
    tentative = modals(frame.trigger, words) & words["positions", "tentative"]
    return "" if tentative else kind.stance


def _holders(context: Context, frame: Frame) -> list[str]:
    """Who takes the position; of "X is a red line" the one who says so."""
    if frame.entry.phrases:
        speaker = context.world(frame.trigger).speaker
        found = context.actors(frame.holders)
        if speaker is not None and (
            not found or any(speaks_for(context, speaker, int(f)) for f in found)
        ):
            found.append(str(speaker))
        return found
    return [voice(context, frame.trigger, h) for h in context.actors(frame.holders)]
