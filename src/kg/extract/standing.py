"""Whether what a territorial cue tells stands: it may be over, taken away, planned, or granted even
where the clause around it is not so.
"""

from __future__ import annotations

from kg.extract.context import Context
from kg.extract.cue_dates import date_of
from kg.extract.frames import Frame
from kg.extract.worlds import modals, unreal_here
from kg.language.tokens import Token
from kg.language.trees import SUBJECTS, agents, case, mark
from kg.lexicon import Words


def taken_away(trigger: Token, context: Context) -> bool:
    """ "lost control of": the noun tells of what is no more, or not yet."""
    words = context.lexicon.words
    above = trigger.head.lemma_.lower()
    if trigger.lemma_.lower() == "take":
        return any("to" in (case(c), mark(c)) for c in trigger.children)  # "to court"
    if trigger.lemma_.lower() == "sovereignty":
        return False  # it is whoever recognises it that says so
    if trigger.pos_ == "NOUN" and _open(trigger, words):
        return True
    if trigger.pos_ != "NOUN" or trigger.dep_ not in ("obj", "nmod", "obl", "nsubj:pass"):
        return False
    if trigger.lemma_.lower() in words["territories", "presupposed"]:
        return above in words["territories", "dropping"] and context.world(trigger.head).real
    return trigger.dep_ != "nsubj:pass" and above in words["territories", "loss"]


def _open(noun: Token, words: Words) -> bool:
    """ "backed the annexation", "the annexation is a matter of time": need not come."""
    above = noun.head.lemma_.lower()
    if noun.dep_ in SUBJECTS:
        return noun.head.pos_ == "NOUN" and above in words["territories", "open"]
    claimed = noun.lemma_.lower() == "claim"
    return noun.dep_ == "obj" and not claimed and above in words["territories", "favouring"]


def recogniser(trigger: Token, words: Words) -> Token | None:
    """The verb by which somebody recognises or rules what is told: "recognised its sovereignty"."""
    if trigger.pos_ == "VERB":
        return trigger
    verb = trigger.head if trigger.dep_ == "obj" and trigger.head.pos_ == "VERB" else None
    known = verb is not None and verb.lemma_.lower() in words["territories", "recognising"]
    return verb if known else None


def accuser(trigger: Token) -> Token | None:
    """The verb of "accused Norland of occupying"."""
    gerund = trigger.tag_ == "VBG" and "of" in (mark(trigger), case(trigger))
    return trigger.head if gerund and trigger.head.lemma_.lower() == "accuse" else None


def presupposed(trigger: Token, context: Context) -> bool:
    """ "refuses to drop Norland's claim": that there is one is taken for granted."""
    words = context.lexicon.words
    if trigger.lemma_.lower() not in words["territories", "presupposed"]:
        return False
    if trigger.pos_ != "NOUN" or unreal_here(trigger, words) or not _owned(trigger):
        return False
    head = trigger.head
    if trigger.dep_ in SUBJECTS and modals(head, words):
        return False
    possible = head.lemma_.lower() in words["clauses", "possibilities"] and head.pos_ == "NOUN"
    return not possible and head.lemma_.lower() not in words["territories", "imagining"]


def _owned(noun: Token) -> bool:
    """The phrase is definite and says whose it is."""
    return any(c.dep_ == "nmod:poss" or c.lower_ in ("the", "this") for c in noun.children)


def past(frame: Frame, context: Context) -> bool:
    """ "once controlled", "the former colony", "was part of": no longer so."""
    words, trigger = context.lexicon.words, frame.trigger
    if frame.entry.frame.id == "recognised":
        return False
    if trigger.pos_ == "VERB" and frame.entry.frame.relation == "part_of" and _regarded(trigger):
        return True
    over = words["territories", "past"] | words["territories", "lapsed"]
    if any(c.lower_ in over for c in trigger.children) or _used_to(trigger):
        return True
    if ended(trigger, words) and date_of(trigger, context) is None:
        return True
    was = {trigger.tag_, *(c.tag_ for c in trigger.children if c.dep_ == "cop")} & {"VBD"}
    reported = trigger.dep_ in ("ccomp", "conj") and context.reading.inside_quote(trigger.i) is None
    return frame.entry.frame.relation == "part_of" and bool(was) and not reported


def _used_to(trigger: Token) -> bool:
    return trigger.dep_ == "xcomp" and trigger.head.lemma_ == "use" and mark(trigger) == "to"


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


def _regarded(verb: Token) -> bool:
    """ "is regarded by Norland as part of it": only by Norland."""
    return any(c.dep_ == "obl:agent" or case(c) == "by" for c in verb.children)


def other_verb(frame: Frame) -> bool:
    """A particle makes it another verb: "ruled out"."""
    own = {word for verb in frame.entry.verbs for word in verb.split()[1:]}
    return any(c.dep_ == "compound:prt" and c.lower_ not in own for c in frame.trigger.children)


def planned(node: Token, points: set[int], words: Words) -> bool:
    """The cue tells what a plan holds; an aside in it tells what is so, but not one that goes on
    with the plan: "a committee runs the islands, overseen by Norland".
    """
    while not (node.i in points or _under_plan(node, words)):
        goes_on = node.dep_ == "acl" and node.nbor(-1).text == ","
        aside = node.dep_ in ("acl", "acl:relcl", "appos", "advcl") and not goes_on
        if node.head.i == node.i or aside:
            return False
        node = node.head
    return True


def _under_plan(clause: Token, words: Words) -> bool:
    """ "Under the plan, ...", "In the novel, ..."."""
    unreal = words["plans", "proposed"] | words["territories", "fiction"]
    return any(
        c.lemma_.lower() in unreal and case(c) in ("under", "in", "by")
        for c in clause.children
        if c.dep_ == "obl"
    )


def figurative(trigger: Token, words: Words) -> bool:
    """ "attacked Norland over its record", "struck it with tariffs": with words, with money;
    "a storm hit Norland": with no weapon.
    """
    lemma, arms = trigger.lemma_.lower(), words["territories", "weapons"]
    if lemma in words["territories", "armed"]:
        fighting = arms | words["actors", "forces"]
        armed = any(a.lemma_.lower() in fighting for a in agents(trigger))
        return not armed and not any(
            case(c) == "with" and c.lemma_.lower() in arms for c in trigger.children
        )
    if lemma not in words["territories", "figurative"]:
        return False
    return any(
        case(c) in words["territories", "about"]
        or (case(c) == "with" and c.lemma_.lower() not in arms)
        for c in trigger.children
    )
