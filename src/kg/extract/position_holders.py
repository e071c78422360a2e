"""Who holds a position: the actors behind its subject, of "both sides" and "they" each one."""

from __future__ import annotations

from collections.abc import Iterable

from kg.extract.context import Context
from kg.language.tokens import Token
from kg.language.trees import case, children, conjuncts, subjects

_WITH = (("along", "with"), ("together", "with"), ("alongside",), ("as", "well", "as"))

_NEAR = 25
"""Words after a stand in which another may be told to take it too."""


def likewise(context: Context, trigger: Token) -> list[str]:
    """ "Norland backed the plan, as did Sudria": who did the same."""
    end = trigger.sent.end - 2
    for word in trigger.doc[trigger.i + 1 : max(trigger.i + 1, end)]:
        did = word.nbor()
        if word.lower_ in ("as", "so", "neither", "nor") and did.lemma_.lower() in ("do", "have"):
            nouns = (t for t in trigger.doc[did.i + 1 : end + 1] if t.pos_ in ("NOUN", "PROPN"))
            if word.i < trigger.i + _NEAR and (head := next(nouns, None)) is not None:
                while head.head.i > did.i and head.head.pos_ in ("NOUN", "PROPN"):
                    head = head.head
                return holders_of(context, conjuncts(head))
    return []


def beside(context: Context, trigger: Token) -> list[str]:
    """ "with Norland and Sudria abstaining": the names between."""
    start = next((c.i for c in trigger.children if c.lower_ == "with" and c.i < trigger.i), None)
    if start is None or trigger.tag_ != "VBG":
        return []
    between = trigger.doc[start + 1 : trigger.i]
    start = next((t.i for t in between if t.lower_ in ("against", "for", "favour", "favor")), start)
    names = [t for t in between if t.i > start and context.reading.at(t) is not None]
    return holders_of(context, conjuncts(names[0])) if names else []


def holders_of(context: Context, heads: Iterable[Token]) -> list[str]:
    """The entities that take the position; none when the text does not say who."""
    found: list[str] = []
    for head in heads:
        if _defined(head) or _paper(context, head):
            continue
        found += (
            _listed(context, head)
            or _same(context, head)
            or _sent_by(context, head)
            or context.actors([head])
            or _represented(context, head)
        )
        found += context.actors(_together(head))
    return [f for f in dict.fromkeys(found) if _known(context, f)]


def _known(context: Context, holder: str) -> bool:
    """Not "his deputy", "the only country that ...", "five deputies", a land or a court."""
    entity, words = context.reading.entities[int(holder)], context.lexicon.words
    first = entity.name.lower().split()[0]
    vague = first.isdigit() or first in words["positions", "vague"] | words["dates", "numbers"]
    if words["positions", "ruling"] & set(entity.name.lower().split()):
        return False
    if entity.type == "place" and not entity.state:
        last = entity.name.lower().split()[-1]
        return not {last, last.removesuffix("s")} & words["land", "nouns"]
    return entity.type != "group" or not vague


def _same(context: Context, head: Token) -> list[str]:
    """ "Norland is among those that declined", "the only state that declined": who that is."""
    one = head.head if case(head) == "of" and head.head.lower_ == "one" else head
    if context.reading.at(head) is not None or not any(c.dep_ == "cop" for c in one.children):
        return []
    return context.actors(subjects(one))


def _together(head: Token) -> list[Token]:
    """ "Norland, along with Sudria": who takes it with them."""
    after = [t for t in head.doc[head.i + 1 : head.i + 6] if not t.is_punct]
    for phrase in _WITH:
        if tuple(t.lower_ for t in after[: len(phrase)]) == phrase:
            return conjuncts(after[len(phrase)]) if len(after) > len(phrase) else []
    return []


def _defined(head: Token) -> bool:
    """ "the Ministers", "the Parties": what a document calls those who made it."""
    the = any(c.lower_ == "the" and c.i == head.i - 1 for c in head.children)
    alone = all(c.i < head.i for c in head.children)
    return (
        the
        and alone
        and head.tag_ in ("NNS", "NNPS")
        and head.pos_ == "NOUN"
        and head.text[0].isupper()
    )


def _paper(context: Context, head: Token) -> bool:
    """ "the Norlander paper": it does not speak for the state."""
    unnamed = context.reading.at(head) is None
    return unnamed and head.lemma_.lower() in context.lexicon.words["positions", "press"]


def _listed(context: Context, head: Token) -> list[str]:
    """ "Seven members, among them Norland and Sudria": those named."""
    if head.tag_ != "NNS" or context.reading.at(head) is not None:
        return []
    for child in [*head.children, *head.head.children]:
        before = {t.lower_ for t in child.doc[max(child.left_edge.i - 2, 0) : child.i]}
        if child.i > head.i and before & {"among", "including"} and child.pos_ == "PROPN":
            return context.actors(conjuncts(child))
    return []


def _sent_by(context: Context, head: Token) -> list[str]:
    """ "delegates from Norland and Sudria", "the Norlanders": the states themselves."""
    reading = context.reading
    mention = reading.mention_at(head.i)
    if mention is not None and mention.how == "demonym" and head.tag_ == "NNPS":
        plain = not any(c.dep_ in ("amod", "nummod", "acl") for c in head.children)
        return [str(mention.entity)] if plain and mention.end - mention.start == 1 else []
    if mention is not None or head.lemma_.lower() not in context.lexicon.words["actors", "envoys"]:
        return []
    named = context.actors([head])
    if any(reading.entities[int(e)].type == "person" for e in named):
        return named
    of = [c for c in children(head, "nmod", "nmod:poss") if case(c) in ("", "from", "of")]
    senders = [e for c in of for e in context.actors(conjuncts(c))]
    return [e for e in senders if reading.entities[int(e)].type != "person"]


def _represented(context: Context, head: Token) -> list[str]:
    """ "his government", "her country", "their party": what the person holds an office of."""
    reading, kinds = context.reading, context.lexicon.words
    if reading.at(head) is not None:
        return []
    state = head.lemma_.lower() in kinds["actors", "governments"]
    found: set[int] = set()
    for owner in children(head, "nmod:poss"):
        person = reading.at(owner)
        if (
            owner.tag_ == "PRP$"
            and person is not None
            and reading.entities[person].type == "person"
        ):
            found |= {r.of for r in reading.roles if r.person == person and r.of is not None}
    found = {e for e in found if reading.entities[e].state == state}
    return [str(e) for e in found] if len(found) == 1 else []
