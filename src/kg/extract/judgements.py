"""Judgements: "called the visit disrespectful", "the deal would be a mistake, she said"."""

from __future__ import annotations

from collections.abc import Iterator

from kg.extract.context import Context
from kg.extract.position_holders import holders_of
from kg.extract.stands import Stand, holds
from kg.extract.targets import target_of
from kg.extract.worlds import denied, modals, negated
from kg.language.tokens import Token
from kg.language.trees import SUBJECTS, agents, case, children, conjuncts, is_passive, is_relative


def judgements(context: Context) -> Iterator[Stand]:
    """Verbs of calling something good or bad, what speakers say to be so, what they warn of."""
    yield from _called(context)
    yield from _said(context)
    yield from _warned(context)


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
        holders = tuple(holders_of(context, agents(verb)))
        yield from _judged(context, verb, holders, thing, label, "judgement")


def _parts(verb: Token) -> tuple[Token | None, Token | None]:
    """What is called, and what it is called: "called the visit a mistake", "described it as"."""
    after = [c for c in verb.children if c.i > verb.i]
    labels = [c for c in after if case(c) == "as" or c.dep_ == "xcomp"]
    things = [c for c in after if c.dep_ == "obj" or (c.dep_ == "xcomp" and c.pos_ in ("NOUN",))]
    if is_passive(verb):
        things = [c for c in verb.children if c.dep_ in SUBJECTS]
    elif not things:  # "a vote which he called illegal"
        things = [c for c in verb.children if c.dep_ == "obj" and is_relative(c)]
    label = labels[-1] if labels else (things[-1] if len(things) > 1 else None)
    thing = next((t for t in things if label is None or t.i != label.i), None)
    return thing, label


def _said(context: Context) -> Iterator[Stand]:
    """ "The move was illegal", somebody says."""
    for word in context.doc:
        if not any(c.dep_ == "cop" for c in word.children) or case(word):
            continue  # "will be about the illegal war" judges nothing
        thing = next((c for c in word.children if c.dep_ in SUBJECTS), None)
        if thing is None or thing.i > word.i:
            continue
        holders = _to_whom(context, word) or _speaker(context, word)
        if not holders or not holds(context, word):
            continue
        if thing.pos_ not in ("NOUN", "VERB") or context.reading.at(thing) is not None:
            continue
        if thing.lemma_.lower() in context.lexicon.words["judgements", "reports"]:
            continue
        yield from _judged(context, word, holders, thing, word, "verdict")


def _to_whom(context: Context, label: Token) -> tuple[str, ...]:
    """ "The plan is unacceptable to Norland"."""
    if label.lower_ not in context.lexicon.words["judgements", "to"]:
        return ()
    heads = [h for c in children(label, "obl", "nmod") if case(c) == "to" for h in conjuncts(c)]
    return tuple(holders_of(context, heads))


def _speaker(context: Context, label: Token) -> tuple[str, ...]:
    """Who says so; nobody when the article itself does."""
    world = context.world(label)
    return (str(world.speaker),) if world.embedded and world.speaker is not None else ()


def _warned(context: Context) -> Iterator[Stand]:
    """ "warned that a vote would split the island": against what would bring the harm."""
    words = context.lexicon.words
    for frame in context.frames:
        verb, content = frame.trigger, frame.content
        if content is None or verb.lemma_.lower() not in words["judgements", "warning"]:
            continue
        told = [c for c in content.children if c.dep_ in SUBJECTS and c.i < content.i]
        thing = told[-1] if told else None  # a tree may take who is warned for a subject too
        if thing is None or not _at_issue(context, thing) or not holds(context, verb):
            continue
        holders = tuple(holders_of(context, frame.holders))
        target = target_of(context, thing, verb)
        if target and holders and modals(content, words) and not denied(content, words):
            yield Stand(
                trigger=verb,
                holders=holders,
                stance="opposes",
                content=thing,
                target=target,
                rule="warning",
            )


def _at_issue(context: Context, thing: Token) -> bool:
    """A deed that one can be for or against."""
    words, lemma = context.lexicon.words, thing.lemma_.lower()
    deed = lemma in words["topics", "nouns"] | words["judgements", "acts"]
    return thing.pos_ == "VERB" or (thing.pos_ == "NOUN" and deed)


def _judged(
    context: Context,
    trigger: Token,
    holders: tuple[str, ...],
    thing: Token,
    label: Token,
    rule: str,
) -> Iterator[Stand]:
    if thing.pos_ != "PRON" and not _at_issue(context, thing):
        return
    stance = _worth(context, label, [*label.subtree] if rule == "judgement" else _near(label))
    target = target_of(context, thing, trigger) if stance and holders else ""
    if target and not (stance == "supports" and _went_well(context, target)):
        yield Stand(
            trigger=trigger,
            holders=holders,
            stance=stance,
            content=thing,
            target=target,
            rule=rule,
        )


def _went_well(context: Context, target: str) -> bool:
    """ "called the meeting constructive" is no support of it."""
    return target.lower().split()[0] in context.lexicon.words["judgements", "talks"]


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
