"""Whether what a territorial cue tells is over by now."""

from __future__ import annotations

from kg.language.tokens import Token
from kg.language.trees import case, mark
from kg.lexicon import Words


def ended(trigger: Token, words: Words) -> bool:
    """ "ruled it until 1990", "held it before the war", "from 1960 to 1990": over by now."""
    below = trigger.pos_ == "NOUN" and trigger.dep_.startswith("obl")
    for node in (trigger, trigger.head) if below else (trigger,):
        now = any(c.tag_ in ("VBZ", "VBP") for c in node.children if c.dep_.startswith("aux"))
        was = node.tag_ in ("VBD", "VBN") and not now
        told = {case(c) for c in node.children} | {mark(c) for c in node.children}
        if was and (told & words["territories", "ending"] or {"from", "to"} <= _spanned(node)):
            return True
    return False


def _spanned(verb: Token) -> set[str]:
    """The prepositions of the years beside the verb."""
    return {
        case(c) for p in (verb, *verb.children) for c in p.children if c.tag_ == "CD" and case(c)
    }
