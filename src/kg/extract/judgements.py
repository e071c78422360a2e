"""Judgements: "called the visit disrespectful", "the deal would be a mistake, she said"."""

from __future__ import annotations

from collections.abc import Iterator

from kg.extract.context import Context
from kg.extract.position_holders import holders_of
from kg.extract.stands import Stand, holds, voice
from kg.extract.targets import target_of
from kg.extract.worlds import denied, modals, negated
from kg.language.tokens import Token
from kg.language.trees import SUBJECTS, agents, case, is_passive


def judgements(context: Context) -> Iterator[Stand]:
    """Verbs of calling something good or bad, then what speakers say to be so."""
    yield from _called(context)
    yield from _said(context)


def _called(context: Context) -> Iterator[Stand]:
    words = context.lexicon.words
    for verb in context.doc:
        if verb.pos_ != "VERB" or verb.lemma_.lower() not in words["judgements", "verbs"]:
            continue
        thing, label = _parts(verb)
        if thing is None or label is None or negated(verb, words) or not holds(context, verb):
            continue
        if context.reading.at(thing) is not None and thing.pos_ in ("PROPN", "PRON"):
            continue
        if modals(verb, words) & words["positions", "tentative"]:
            continue
        holders = tuple(voice(context, verb, h) for h in holders_of(context, agents(verb)))
        yield from _judged(context, verb, holders, thing, label, "judgement")


def _parts(verb: Token) -> tuple[Token | None, Token | None]:
    """What is called, and what it is called: "called the visit a mistake", "described it as"."""
    after = [c for c in verb.children if c.i > verb.i]
    labels = [c for c in after if case(c) == "as" or c.dep_ == "xcomp"]
    things = [c for c in after if c.dep_ == "obj" or (c.dep_ == "xcomp" and c.pos_ in ("NOUN",))]
    if is_passive(verb):
        things = [c for c in verb.children if c.dep_ in SUBJECTS]
    label = labels[-1] if labels else (things[-1] if len(things) > 1 else None)
    thing = next((t for t in things if label is None or t.i != label.i), None)
    return thing, label


def _said(context: Context) -> Iterator[Stand]:
    """ "The move was illegal", somebody says."""
    for word in context.doc:
        if not any(c.dep_ == "cop" for c in word.children):
            continue
        thing = next((c for c in word.children if c.dep_ in SUBJECTS), None)
        if thing is None or thing.i > word.i:
            continue
        world = context.world(word)
        if not world.embedded or world.speaker is None or not holds(context, word):
            continue
        if thing.pos_ not in ("NOUN", "VERB") or context.reading.at(thing) is not None:
            continue
        if thing.lemma_.lower() in context.lexicon.words["judgements", "reports"]:
            continue
        yield from _judged(context, word, (str(world.speaker),), thing, word, "verdict")


def _judged(
    context: Context,
    trigger: Token,
    holders: tuple[str, ...],
    thing: Token,
    label: Token,
    rule: str,
) -> Iterator[Stand]:
    stance = _worth(context, label, [*label.subtree] if rule == "judgement" else _near(label))
    target = target_of(context, thing, trigger) if stance and holders else ""
    if target:
        yield Stand(
            trigger=trigger,
            holders=holders,
            stance=stance,
            content=thing,
            target=target,
            rule=rule,
        )


def _near(label: Token) -> list[Token]:
    return [label, *(c for c in label.children if c.dep_ == "amod")]


def _worth(context: Context, label: Token, said: list[Token]) -> str:
    """Whether the words are praise or blame; "" when they are neither, or both."""
    words = context.lexicon.words
    told = {t.lower_ for t in said} | {t.lemma_.lower() for t in said}
    good, bad = told & words["judgements", "good"], told & words["judgements", "bad"]
    if bool(good) == bool(bad):
        return ""
    if denied(label, words):
        return "opposes" if good else ""  # "is not an invasion" is no praise
    return "supports" if good else "opposes"
