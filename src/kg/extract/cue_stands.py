"""Stands told by a cue of the lexicon: "rejected the plan", "is ready to talk", "its refusal"."""

from __future__ import annotations

from collections.abc import Iterator

from kg.extract.antecedents import antecedent_of, bare
from kg.extract.context import Context
from kg.extract.frames import Frame
from kg.extract.no_stands import another_verb, hangs, says_nothing
from kg.extract.position_holders import beside, holders_of, likewise
from kg.extract.reported import crosses_quote
from kg.extract.stands import Stand, holds, speaks_for
from kg.extract.targets import clause_as_noun, is_clause, target_of
from kg.extract.worlds import denied, modals, negated
from kg.language.tokens import Token
from kg.language.trees import SUBJECTS, agents, case

_ALONE = frozenset(
    {"aux", "advmod", "punct", "obl:unmarked", "cc", "conj", "advcl", "mark", "parataxis"}
)
"""What may stand beside a verb that leaves out what it is about."""
_AT_LEAST = (("short", "of"), ("less", "than"), ("other", "than"))
_TELLING = 2
"""Words of a deed that says what it is about."""


def cue_stands(context: Context) -> Iterator[Stand]:
    """One stand a frame of support or opposition that tells of what."""
    frames = [f for f in context.frames if "position" in f.entry.frame.facts]
    phrases = {f.trigger.i for f in frames if f.entry.phrases}
    cues = {f.trigger.i: f for f in reversed(frames) if f.content is not None}
    within = {f.content.i for f in context.frames if f.content is not None and _commits(f)}
    for frame in frames:
        trigger = frame.trigger
        least = _least(frame.content)
        content = least or frame.content or _topic(context, frame)
        if content is None or says_nothing(context, frame) or crosses_quote(context, frame):
            continue
        if another_verb(frame) or content.lower_ == "nothing":
            continue
        if content.i in phrases and content.dep_ == "ccomp":
            continue  # "insists that it is not for sale": "not for sale" tells the stand
        if trigger.i in within or (trigger.pos_ == "NOUN" and hangs(context, trigger)):
            continue
        stance = frame.entry.frame.stance if least is not None else _stance(context, frame)
        if stance and holds(context, trigger):
            own = frame.entry.frame.id == "commit" and stance == "supports"
            inner = cues.get(content.i) if own else None
            if inner is not None and inner.content is not None and content.pos_ == "VERB":
                stance, content = _stance(context, inner), inner.content
            yield from _stand(context, frame, content, stance)
            for joined in _joined(content):
                yield from _stand(context, frame, joined, stance, trigger=joined)


def _least(content: Token | None) -> Token | None:
    """ "accepts nothing short of a truce", "wants nothing less than a truce": the truce."""
    if content is None or content.lower_ != "nothing":
        return None
    after = content.doc[content.i + 1 : content.i + 3]
    if tuple(t.lower_ for t in after) not in _AT_LEAST:
        return None
    last = content.i + 2
    return next((t for t in content.sent if t.i > last and content.doc[last].head.i == t.i), None)


def _topic(context: Context, frame: Frame) -> Token | None:
    """ "Norland refused.", "Two members abstained.": what was spoken of last."""
    alone = all(
        c.dep_ in _ALONE or c.dep_.startswith("nsubj") or case(c) == "among"
        for c in frame.trigger.children
    )
    if "topic" not in frame.entry.content or not alone:
        return None
    found = antecedent_of(context, frame.trigger, frame.trigger)
    voted = frame.entry.frame.stance == "neutral" and (found is None or bare(context, found))
    return _voted_on(context, frame) or found if voted else found


def _voted_on(context: Context, frame: Frame) -> Token | None:
    """What others were for or against last: the members who abstained voted on it too."""
    told = [
        f.content
        for f in context.frames
        if f.content is not None
        and f.content.pos_ == "NOUN"
        and f.content.i < frame.trigger.i
        and "position" in f.entry.frame.facts
        and not bare(context, f.content)
    ]
    return told[-1] if told else None


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
        deed = clause_as_noun(context, frame.trigger, own=True)
        target = deed if content.i > frame.trigger.i else f"{deed} {target}"
    if frame.content is None and target in context.lexicon.words["topics", "nouns"]:
        return  # "abstained": on "the text", and on what is not told
    lost = trigger is not None or frame.trigger.pos_ == "NOUN"
    if lost and content.pos_ == "VERB" and len(target.split()) < _TELLING:
        return  # "and to restore, step by step, a treaty": the tree lost what
    if content.dep_ == "advcl" and _gives(frame.trigger):
        return  # "pledged a billion to build ships": what for, not what
    holders = tuple(dict.fromkeys((*_holders(context, frame), *likewise(context, frame.trigger))))
    if target and stance and holders:
        yield Stand(
            trigger=trigger or frame.trigger,
            holders=holders,
            stance=stance,
            content=content,
            target=target.removeprefix("no "),
            rule=frame.entry.id,
        )


def _gives(verb: Token) -> bool:
    """It has an object other than itself: "committed itself to"."""
    return any(c.dep_ == "obj" and not c.lower_.endswith(("self", "selves")) for c in verb.children)


def _stance(context: Context, frame: Frame) -> str:
    kind, words, content = frame.entry.frame, context.lexicon.words, frame.content
    if frame.entry.phrases:
        return kind.stance
    if _accused(context, frame):
        return ""
    before = frame.trigger.doc[max(frame.trigger.i - 1, 0)].lower_
    if before in ("neither", "nor") and "neither" in _words_before(frame.trigger):
        return "neutral" if before == "neither" else ""  # "neither backed nor opposed it"
    if negated(frame.trigger, words) or _nor(frame.trigger):
        return kind.negated
    if _scant(context, frame.trigger):
        return kind.negated
    if content is not None and is_clause(content) and denied(content, words):
        return "opposes" if kind.stance == "supports" else ""
    if _dropped(context, frame):
        return "opposes" if kind.stance == "supports" else "supports"
    tentative = modals(frame.trigger, words) & words["positions", "tentative"]
    if kind.id == "accept" and tentative == {"could"} and context.world(frame.trigger).embedded:
        return kind.stance  # "could live with it", the holder says
    return "" if tentative else kind.stance


def _scant(context: Context, noun: Token) -> bool:
    """ "no wish to", "little appetite for"; "a little" is some."""
    before = [c.lower_ for c in noun.children if c.i < noun.i and c.dep_ in ("det", "amod")]
    return "a" not in before and bool(context.lexicon.words["positions", "scant"] & set(before))


def _words_before(token: Token) -> set[str]:
    return {t.lower_ for t in token.doc[token.sent.start : token.i]}


def _accused(context: Context, frame: Frame) -> bool:
    """ "said that Norland backs an illegal war": so others put it."""
    content, bad = frame.content, context.lexicon.words["judgements", "bad"]
    if content is None or frame.entry.frame.stance != "supports":
        return False
    blamed = any(t.lower_ in bad and t.pos_ == "ADJ" for t in content.subtree if t.i < content.i)
    return blamed and context.world(frame.trigger).embedded


def _nor(verb: Token) -> bool:
    """ "Nor, she said, would Norland sign": before its subject the modal is inverted."""
    subject = next((c.i for c in verb.children if c.dep_ in SUBJECTS), verb.i)
    turned = any(c.dep_.startswith("aux") and c.i < subject < verb.i for c in verb.children)
    return turned and any(t.lower_ == "nor" for t in verb.doc[verb.sent.start : subject])


def _dropped(context: Context, frame: Frame) -> bool:
    """ "dropped its opposition to the plan"."""
    noun, words = frame.trigger, context.lexicon.words
    return (
        noun.pos_ == "NOUN"
        and noun.dep_ in ("obj", "nsubj:pass")
        and noun.head.lemma_.lower() in words["positions", "dropping"]
    )


def _holders(context: Context, frame: Frame) -> list[str]:
    """Who takes the position; of "X is a red line" the one who says so, of "dropped Norland's
    opposition" the one who drops it.
    """
    if _dropped(context, frame):
        return holders_of(context, agents(frame.trigger.head))
    if frame.entry.phrases:
        speaker = context.world(frame.trigger).speaker
        found = holders_of(context, frame.holders)
        if speaker is not None and (
            not found or any(speaks_for(context, speaker, int(f)) for f in found)
        ):
            found.append(str(speaker))
        return found
    noun, shared = frame.trigger, context.lexicon.words["positions", "sharing"]
    sharers = noun.pos_ == "NOUN" and noun.dep_ == "obj" and noun.head.lemma_.lower() in shared
    heads = (*frame.holders, *agents(noun.head)) if sharers else frame.holders
    return beside(context, noun) or holders_of(context, heads)
