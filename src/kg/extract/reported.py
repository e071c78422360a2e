"""Whether a frame of saying reports somebody's words, and which frames do so of what."""

from __future__ import annotations

from collections.abc import Iterator

from kg.extract.context import Context
from kg.extract.frames import Frame
from kg.extract.worlds import disowned, modals, negated, subjunctive
from kg.language.tokens import Token
from kg.language.trees import SUBJECTS, case, children, is_passive, mark, patients

_CLAUSES = ("ccomp", "xcomp", "parataxis", "root", "ROOT", "advcl", "conj", "acl:relcl")


def saying_frames(context: Context) -> Iterator[tuple[int, Frame]]:
    """The frames of saying by the index of what is said: what is under them is somebody's word.

    Of two frames with the same content the one that proposes comes last, and so stands.
    """
    for frame in sorted(context.frames, key=lambda f: "proposal" in f.entry.frame.facts):
        if frame.content is None:
            continue
        if frame.content.dep_ == "parataxis" and not _introduced(frame.trigger, frame.content):
            continue
        stand = "position" in frame.entry.frame.facts
        said = "statement" in frame.entry.frame.facts and frame.content.dep_ in _CLAUSES
        if frame.content.tag_ == "VBG" and (stand or frame.content.dep_ == "advcl"):
            continue  # "ruled out leaving": nobody says that they leave
        if said or (stand and frame.content.dep_ == "ccomp"):
            yield frame.content.i, frame


def reported(context: Context, frame: Frame) -> bool:
    """Somebody is said to have said this: no wish or deed, no negation, nothing inside quotes."""
    return (
        not crosses_quote(context, frame)
        and _said_so(context, frame.trigger)
        and _speaks(context, frame)
        and not _nested(context, frame)
    )


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


def anybody(context: Context, people: Token) -> bool:
    """ "officials fear", "some analysts believe": told by no name, number or "the"."""
    if people.tag_ != "NNS" or context.reading.at(people) is not None:
        return False
    own = {c.lower_ for c in people.children if c.dep_ == "det"}
    told = own & {"the", "both", "these", "those"} or any(
        t.pos_ in ("PROPN", "NUM") or context.reading.at(t) is not None for t in people.subtree
    )
    return not told


def _said_so(context: Context, trigger: Token) -> bool:
    """The saying itself happened: not negated, not only possible, not a condition."""
    words = context.lexicon.words
    if disowned(trigger, words) or subjunctive(trigger):
        return False
    denial = trigger.lemma_.lower() in words["statements", "left_open"]
    if negated(trigger, words) and not denial:
        return False
    modal = modals(trigger, words)
    rather = any(c.lower_ in words["irrealis", "preferring"] for c in children(trigger, "advmod"))
    if modal & words["positions", "tentative"] or (modal and rather):
        return False
    above = trigger.head.lemma_.lower() if trigger.dep_ == "xcomp" and trigger.tag_ == "VB" else ""
    if above in words["irrealis", "verbs"]:
        return False  # "expects them to ask"
    return mark(trigger) not in words["irrealis", "subordinators"]


def _speaks(context: Context, frame: Frame) -> bool:
    """Words are reported: no wish or deed, no "plan proposed by her", no "which they reject"."""
    trigger, content = frame.trigger, frame.content
    assert content is not None
    if trigger.pos_ == "NOUN":
        return mark(content) == "that"
    if _cut_off(frame) or _settled(context, trigger) or _withheld(context, trigger):
        return False
    if _removed(context, frame) or _lasting(context, content):
        return False
    if content.dep_ == "ccomp" or (trigger.dep_ == "parataxis" and frame.inverted):
        return True
    if content.dep_ == "parataxis":
        return _introduced(trigger, content)
    if trigger.lemma_.lower() in context.lexicon.words["statements", "deeds"]:
        return mark(content) == "to"
    return not is_passive(trigger) and content.tag_ not in ("WDT", "WP")


def _cut_off(frame: Frame) -> bool:
    """The words before belong to another sentence: "It is split: two men claim to lead it"."""
    trigger, content = frame.trigger, frame.content
    assert content is not None
    own = [c.left_edge.i for c in trigger.children if c.dep_ in SUBJECTS]
    start = min([trigger.i, *own])
    clause = content.pos_ != "PROPN" and content.i < start
    return clause and start > 0 and trigger.doc[start - 1].text in (".", ":", ";")


def _settled(context: Context, trigger: Token) -> bool:
    """ "the two agreed that ...": a deed, unless one agrees with another."""
    settles = trigger.lemma_.lower() in context.lexicon.words["statements", "settling"]
    return settles and not any(case(c) == "with" for c in trigger.children)


def _withheld(context: Context, trigger: Token) -> bool:
    """ "denied them the right to vote"."""
    denial = trigger.lemma_.lower() in context.lexicon.words["irrealis", "denials"]
    return denial and bool(children(trigger, "iobj"))


def _removed(context: Context, frame: Frame) -> bool:
    """ "dismissed Jane Doe", "dismissed her as his deputy": from an office."""
    words, content = context.lexicon.words, frame.content
    if content is None or frame.trigger.lemma_.lower() not in words["statements", "removing"]:
        return False
    told = [context.reading.at(p) for p in patients(frame.trigger)]
    person = any(e is not None and context.reading.entities[e].type == "person" for e in told)
    office = content.lemma_.lower() in words["titles", "offices"]
    return person and (office or (content.head.i == frame.trigger.i and content.dep_ == "obj"))


def _lasting(context: Context, content: Token) -> bool:
    """ "spoke for an hour"."""
    time = content.lemma_.lower() in context.lexicon.words["events", "parts_of_time"]
    return time and content.dep_.startswith("obl")


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
