"""Plain refusals: "Norland will not withdraw", "we would never sign it", "will send no troops"."""

from __future__ import annotations

from collections.abc import Iterator

from kg.extract.context import Context
from kg.extract.position_holders import holders_of
from kg.extract.stands import Stand, holds, speaks_for
from kg.extract.targets import clause_as_noun
from kg.extract.worlds import denied, modals
from kg.language.tokens import Token
from kg.language.trees import is_passive, subjects
from kg.lexicon import Words


def refusals(context: Context) -> Iterator[Stand]:
    """A negated will is opposition to the deed."""
    words = context.lexicon.words
    cues = {f.trigger.i for f in context.frames if "position" in f.entry.frame.facts}
    for verb in context.doc:
        if verb.i in cues or not _refused(verb, words) or not holds(context, verb):
            continue
        holders = tuple(_holders(context, verb))
        if holders:
            yield Stand(
                trigger=verb,
                holders=holders,
                stance="opposes",
                content=verb,
                target=clause_as_noun(context, verb, own=True),
                rule="refusal",
            )


def _refused(verb: Token, words: Words) -> bool:
    """ "will not sign", "would never sign": a deed that one can decide on."""
    return (
        verb.pos_ == "VERB"
        and (verb.tag_ == "VB" or is_passive(verb))
        and (not is_passive(verb) or _endured(verb, words))
        and verb.lemma_.lower() not in words["positions", "stative"]
        and bool(modals(verb, words) & words["positions", "refusing"])
        and denied(verb, words)
        and not any(c.dep_ == "cc:preconj" for c in verb.children)
    )


def _endured(verb: Token, words: Words) -> bool:
    """ "will not be bound by a treaty": said by whom it would be done to."""
    told = any(c.dep_.startswith("obl") or c.dep_ == "advcl" for c in verb.children)
    return told and verb.lemma_.lower() in words["positions", "endured"]


def _holders(context: Context, verb: Token) -> Iterator[str]:
    """The subject, or who says for it what it will not do: "Norland won't, its king said"."""
    speaker = context.world(verb).speaker
    for holder in holders_of(context, subjects(verb)):
        own = speaker is None or str(speaker) == holder
        if own and context.reading.entities[int(holder)].type != "event":
            yield holder
        elif speaker is not None and speaks_for(context, speaker, int(holder)):
            yield str(speaker)
