"""What is proposed: where it stands beside its cue, and how it reads as one plain clause."""

from __future__ import annotations

from kg.extract.context import Context
from kg.extract.frames import Frame
from kg.language.reading import text_of
from kg.language.tokens import Span, Token
from kg.language.trees import case, core, main_clause, mark, phrase, trim

_QUESTION = frozenset({"WP", "WRB", "WDT", "WP$"})
_KNOWN = frozenset({"the", "this", "that", "these", "those"})
_EMPTY = frozenset({"ADP", "ADV", "PART", "PRON", "DET"})
_ADDRESSEE_CUT = frozenset({"acl:relcl", "xcomp", "advcl", "parataxis"})


def contents(context: Context, frame: Frame) -> list[Token]:
    """What is proposed; each of what is coordinated, when it is introduced anew; "the peace plan",
    "the plan for Norland" by itself.
    """
    content = frame.content
    if frame.entry.frame.id == "plan":
        content = _planned(context, frame)
    if content is None:
        return []
    return [c for c in (content, *_told_apart(content)) if _tells(context, c, frame.trigger)]


def _planned(context: Context, frame: Frame) -> Token | None:
    """What a noun of proposing proposes, or the noun itself: "its peace plan"."""
    noun, content = frame.trigger, frame.content
    told = content is not None and (_only_describes(content) or _says(context, content))
    if content is not None and (told or _is_date(context, content)):
        content = _beyond(noun, content)
    if content is None:
        content = _behind_maker(noun)
    if content is not None:
        return noun if content.pos_ == "PROPN" else content
    named = any(
        c.dep_ == "compound" and c not in frame.holders and c.text.islower() for c in noun.children
    )
    proposed = noun.lemma_.lower() in context.lexicon.words["plans", "proposed"]
    return noun if named and proposed and context.actors(frame.holders) else None


def _is_date(context: Context, content: Token) -> bool:
    """ "its plan on 29 September", "the appeal of 12 May to stop"."""
    return any(d.start <= content.i < d.end for d in context.reading.dates)


def _says(context: Context, content: Token) -> bool:
    """ "rejected the plan, saying that it was late": what is said of it, by whoever rejects it."""
    return content.tag_ == "VBG" and any(
        f.trigger == content and f.entry.id == "say" for f in context.frames
    )


def _behind_maker(noun: Token) -> Token | None:
    """ "a motion by Jane Doe to close the border": what the tree hangs on the name."""
    for maker in noun.children:
        if case(maker) in ("by", "from") and maker.i > noun.i:
            return next((c for c in maker.children if c.dep_ == "acl" and mark(c) == "to"), None)
    return None


def _only_describes(content: Token) -> bool:
    """A participle that says nothing of what is proposed: "made in May", "circulating here"."""
    alone = not any(
        c.dep_ in ("obj", "ccomp", "xcomp") or case(c) == "for" for c in content.children
    )
    return not mark(content) and (
        content.tag_ == "VBN" or (content.tag_ == "VBG" and content.dep_ == "acl" and alone)
    )


def _beyond(noun: Token, told: Token) -> Token | None:
    """What is proposed, behind a participle or a date: "the offer, made in May, to submit it"."""
    near = [c for c in noun.head.children if c.left_edge.i == told.right_edge.i + 1]
    for child in (*noun.children, *told.children, *near):
        clause = child.dep_ in ("acl", "advcl", "xcomp") and mark(child) == "to"
        if child.i > told.i and (clause or (case(child) == "for" and child not in near)):
            return child
    return None


def _told_apart(content: Token) -> list[Token]:
    """Coordinated contents that are proposals of their own: "to stop and to leave", "for a truce
    and for talks", "postponing the vote and sending jurists".
    """
    return [
        child
        for child in content.children
        if child.dep_ == "conj"
        and child.i > content.i
        and (case(child) or mark(child) in ("to", "that") or child.tag_ == content.tag_ == "VBG")
    ]


def _tells(context: Context, content: Token, trigger: Token) -> bool:
    """The content says something: not "it", "a plan", "the duty" told of before, a time."""
    words = context.lexicon.words
    if content.pos_ != "VERB" and content.lemma_.lower() in words["clauses", "times"]:
        return False
    if content.lower_ in words["clauses", "bare"] or content.pos_ in _EMPTY:
        return False
    inside = [
        c
        for c in content.children
        if c.dep_ not in ("case", "punct", "cc") and not any(t.lower_ == "own" for t in c.subtree)
    ]
    plan = content.lemma_.lower() in words["plans", "proposed"]
    if plan:  # "under the plan, unveiled on Friday by ..."
        inside = [c for c in inside if c != trigger]
    known = [c for c in inside if c.dep_ == "nmod:poss" or c.lower_ in _KNOWN]
    if content.pos_ != "NOUN" or (plan and any(c.dep_ != "det" for c in inside)):
        return True
    return not plan and (not known or len(inside) > len(known))


def asked(content: Token) -> bool:
    """ "asked who came", "asked if": what is asked is a question, nothing is asked for."""
    if mark(content) in ("if", "whether"):
        return True
    first = content.doc[content.left_edge.i]
    return any(t.text == "?" for t in content.subtree) or (
        content.dep_ == "ccomp" and first.tag_ in _QUESTION
    )


def said_span(frame: Frame, head: Token) -> Span:
    """The clause or phrase of what is proposed, without what is told apart."""
    whole = main_clause(head)
    apart = _told_apart(head)
    if apart:
        end = min(whole.end, apart[0].left_edge.i)
        while end > head.i + 1 and head.doc[end - 1].dep_ in ("cc", "punct"):
            end -= 1
        whole = trim(head.doc[whole.start : end])
    if whole.start <= frame.trigger.i < head.i:
        whole = trim(head.doc[frame.trigger.i + 1 : whole.end])
    return core(whole, head)


def worded(context: Context, frame: Frame, content: Token, said: Span) -> str:
    """The proposal in one clause: "Norland and Sudria to withdraw their troops"."""
    text = context.bare(context.resolved(said))
    if frame.addressees and content.pos_ in ("VERB", "AUX"):
        head = frame.addressees[0]
        to = core(phrase(head, drop=_ADDRESSEE_CUT), head)
        words = text_of(said)
        words = words if words.startswith(("to ", "not to ")) else f"to {words}"
        if not (to.start <= said.start < to.end):
            text = f"{context.clean(to)} {words}"
    return sentence(text)


def sentence(text: str) -> str:
    """The words with a capital at their head."""
    return text[:1].upper() + text[1:]
