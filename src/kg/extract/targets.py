"""What a position is about, put as a noun phrase: "withdrawing its troops", "the French offer"."""

from __future__ import annotations

from kg.extract.antecedents import antecedent_of, bare
from kg.extract.context import Context
from kg.language.lemmas import gerund
from kg.language.tokens import Span, Token
from kg.language.trees import SUBJECTS, antecedent, case, core, is_relative, phrase, trim

_CUT = frozenset({"parataxis", "acl:relcl", "appos", "advcl"})
_CLAUSE_CUT = frozenset({"parataxis", "advcl", "cc", "conj"})
_DEPTH = 3
_FULL = 2
"""Words of a phrase that says more than the bare noun."""


def target_of(context: Context, head: Token, trigger: Token, depth: int = 0) -> str:
    """What the position is about, as a noun phrase; "" when the article does not say."""
    if is_relative(head):
        head = antecedent(head)
    head = _described(context, head)
    if any(c.tag_ == "WP$" or (c.lower_ == "what" and c.i < head.i) for c in head.children):
        return ""
    if head.tag_ == "WP" or any(c.tag_ == "WP" and c.dep_ == "obj" for c in head.children):
        return ""  # "welcomed what it called a step"
    if head.pos_ in ("PRON", "DET") or head.lower_ in context.lexicon.words["topics", "pronouns"]:
        return _meant(context, head, trigger, depth) or _named(context, head)
    if _counted(context, head):
        return ""
    if bare(context, head):
        return _told(context, head, _meant(context, head, trigger, depth), trigger)
    if is_clause(head) and not (head == trigger and case(head)):
        return clause_as_noun(context, head)
    return _phrase(context, head)


def _described(context: Context, head: Token) -> Token:
    """ "the union, an idea backed by Norland": the union is what it backs."""
    label = head.dep_ == "appos" and head.head.i < head.i and head.head.pos_ in ("NOUN", "PROPN")
    indefinite = any(c.lower_ in ("a", "an") for c in head.children)
    topics = context.lexicon.words["topics", "nouns"] - context.lexicon.words["topics", "deeds"]
    known = head.lemma_.lower() in topics
    return head.head if label and indefinite and known else head


def _counted(context: Context, head: Token) -> bool:
    """ "the second idea", "rejected the first": only a list that was told says what."""
    children = [c for c in head.children if c.dep_ != "punct"]
    if head.pos_ in ("ADJ", "NUM") and not is_clause(head):
        return all(c.dep_ in ("det", "cc", "conj") for c in children)
    ordinal = any("NumType=Ord" in c.morph for c in children)
    plan = head.lemma_.lower() in context.lexicon.words["topics", "plans"]
    return ordinal and plan and all(c.i < head.i for c in children)


def _meant(context: Context, word: Token, trigger: Token, depth: int) -> str:
    found = antecedent_of(context, word, trigger) if depth < _DEPTH else None
    return target_of(context, found, found, depth + 1) if found is not None else ""


def _told(context: Context, noun: Token, meant: str, trigger: Token) -> str:
    """The bare noun and what it means: "Norland’s offer (ships for the islands)"."""
    own = context.bare(
        context.resolved(core(trim(noun.doc[target_span(noun).start : noun.i + 1]), noun))
    )
    meant = meant.partition(f", a {noun.lower_}")[0]  # where it stands in the clause it means
    if len(meant.split()) < _FULL:
        return "" if noun.lemma_.lower() in context.lexicon.words["topics", "deeds"] else own
    if noun.lemma_.lower() in meant.lower():
        return meant
    maker = _maker(context, noun, trigger)
    return f"{maker}’s {own} ({meant})" if maker and maker not in meant else f"{own} ({meant})"


def _maker(context: Context, noun: Token, trigger: Token) -> str:
    """Whose offer, plan or call it is."""
    found = antecedent_of(context, noun, trigger)
    if noun.lemma_.lower() not in context.lexicon.words["topics", "plans"] or found is None:
        return ""
    makers = {
        int(maker)
        for f in context.frames
        if f.content is not None and f.content.i == found.i and "proposal" in f.entry.frame.facts
        for maker in context.actors(f.holders)
    }
    return context.reading.entities[makers.pop()].name if len(makers) == 1 else ""


def _named(context: Context, word: Token) -> str:
    entity = context.reading.at(word)
    return context.reading.entities[entity].name if entity is not None else ""


def _phrase(context: Context, head: Token) -> str:
    return context.bare(context.resolved(core(target_span(head), head)))


def target_span(head: Token) -> Span:
    """The phrase of the target without what is only added to it."""
    span = phrase(head, drop=_CUT)
    against = [c.i for c in head.children if c.dep_ == "case" and c.i < head.i]
    if against and any(c.dep_ == "cop" for c in head.children):  # "is against the plan"
        span = head.doc[against[-1] + 1 : span.end]
    elif is_clause(head):
        return trim(phrase(head, drop=frozenset({"parataxis", "advcl"})))
    end = next((t.i for t in span if t.i > head.i and _ends(t)), span.end)
    return trim(head.doc[span.start : max(end, head.i + 1)])


def _ends(token: Token) -> bool:
    """A mark or a finite verb that only a wrong tree puts inside a noun phrase; or what is but
    added: ", drafted in May,".
    """
    if token.text == ",":
        return any(
            t.dep_ == "acl" and t.tag_ == "VBN" for t in token.doc[token.i + 1 : token.i + 2]
        )
    joined = token.dep_ == "conj" and token.head.tag_ != token.tag_
    return token.text in (";", ":") or (joined and token.tag_ in ("VBD", "VBZ", "VBP"))


def clause_as_noun(context: Context, verb: Token, *, own: bool = False) -> str:
    """ "Sudria withdrew its troops" as "Sudria withdrawing its troops".

    A deed of the holder's `own` is told without its subject.
    """
    copula = next((c for c in verb.children if c.dep_ == "cop"), None)
    subject = next((c for c in verb.children if c.dep_ in SUBJECTS and c.i < verb.i), None)
    if (
        subject is None
        and verb.head.lemma_.lower() in context.lexicon.words["positions", "wanting"]
    ):
        subject = next((c for c in verb.head.children if c.dep_ == "obj" and c.i < verb.i), None)
    words = []
    if (
        subject is not None
        and not own
        and subject.lower_ not in ("it", "there", "he", "she", "we", "they", "i")
    ):
        words.append(context.clean(core(phrase(subject, drop=_CUT), subject)))
    if copula is not None:
        after = [c for c in verb.children if c.i > copula.i and c.left_edge.i <= verb.i]
        left = min([verb.i, *(c.left_edge.i for c in after)])
        words += ["being", context.resolved(_clause(verb, left)).strip()]
    else:
        passive = any(c.dep_ == "aux:pass" for c in verb.children)
        words.append(f"being {verb.text}" if passive else gerund(verb.lemma_.lower()))
        if verb.right_edge.i > verb.i:
            words.append(context.resolved(_clause(verb, verb.i + 1)).strip())
        fronted = _fronted(verb)
        if fronted is not None:
            words.append(_phrase(context, fronted))
    return context.bare(" ".join(words))


def _fronted(verb: Token) -> Token | None:
    """The object put first: "a ruling that Norland refuses to accept"."""
    if verb.dep_ != "xcomp" or any(c.i > verb.i and not c.is_punct for c in verb.children):
        return None
    above = verb.head
    subjects = [c for c in above.children if c.dep_ in SUBJECTS and c.i < above.i]
    if len(subjects) > 1:
        return subjects[0]
    if not subjects:
        return None
    return above.head if above.dep_ == "acl:relcl" and not is_relative(subjects[0]) else None


def _clause(verb: Token, start: int) -> Span:
    span = phrase(verb, drop=_CLAUSE_CUT)
    end = max(span.end, start)
    return verb.doc[start : max(end, start + (start <= verb.i))]


def is_clause(head: Token) -> bool:
    """A verb, or a predicate with a copula."""
    return head.pos_ in ("VERB", "AUX") or any(c.dep_ == "cop" for c in head.children)
