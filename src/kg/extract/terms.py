"""Terms: "any deal must include a truce", somebody says, who is for a deal on that condition."""

from __future__ import annotations

from collections.abc import Iterator

from kg.extract.context import Context
from kg.extract.stands import Stand, holds
from kg.extract.targets import target_of
from kg.extract.worlds import denied
from kg.language.tokens import Token
from kg.language.trees import SUBJECTS, phrase


def terms(context: Context) -> Iterator[Stand]:
    """Support for what is not there yet, on the terms that the clause tells."""
    words = context.lexicon.words
    for verb in context.doc:
        thing = next((c for c in verb.children if c.dep_ in SUBJECTS and c.i < verb.i), None)
        if thing is None or _must(verb) is None or not _any(context, thing):
            continue
        speaker = context.world(verb).speaker
        target = target_of(context, thing, verb)
        if speaker is not None and target and holds(context, verb) and not denied(verb, words):
            yield Stand(
                trigger=verb,
                holders=(str(speaker),),
                stance="supports",
                content=thing,
                target=target,
                rule="terms",
            )


def told(context: Context, stand: Stand) -> str:
    """The condition: "must include a truce"."""
    must = _must(stand.trigger)
    if stand.rule != "terms" or must is None:
        return ""
    return context.clean(stand.trigger.doc[must.i : phrase(stand.trigger).end])


def _must(verb: Token) -> Token | None:
    return next((c for c in verb.children if c.lower_ == "must" and c.dep_.startswith("aux")), None)


def _any(context: Context, thing: Token) -> bool:
    """ "any deal", "a truce": of a sort, and none that is known."""
    known = not any(c.lower_ in ("a", "an", "any") for c in thing.children)
    return not known and thing.lemma_.lower() in context.lexicon.words["topics", "nouns"]
