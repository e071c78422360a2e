"""Lists that go together one by one: "Norland and Sudria annexed the coast and the isles,
respectively".

The learned reader takes such lists as wholes; each of the first goes with its own of the second.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from kg.extract.told import Told
from kg.language.tokens import Span, Token
from kg.language.trees import agents, children, conjuncts, core, heads, patients, phrase

_DROP = frozenset({"conj", "cc", "appos", "acl:relcl"})
_KINDS = ("position", "proposal", "territory")


def paired(frames: Iterable[Told]) -> Iterator[Told]:
    """The frames; one of a sentence that pairs its lists as one for each pair."""
    for told in frames:
        who = agents(told.anchor)
        if told.kind not in _KINDS or len(who) < 2 or not _respectively(told.anchor):
            yield told
            continue
        deeds, what = _deeds(told.anchor), _what(told)
        if len(deeds) == len(who):
            mine = who[[d.i for d in deeds].index(told.anchor.i)]
            yield replace(told, who=(_words(mine),))
        elif len(what) == len(who):
            for one, other in zip(who, what, strict=True):
                yield replace(told, who=(_words(one),), what=(_words(other),))
        else:
            yield told


def _respectively(anchor: Token) -> bool:
    words = [t.lower_ for t in anchor.sent]
    ordered = any(words[i : i + 3] == ["in", "that", "order"] for i in range(len(words)))
    return ordered or "respectively" in words


def _deeds(verb: Token) -> list[Token]:
    """The verbs that the one stands among: "backed and rejected"."""
    while verb.dep_ == "conj" and verb.head.pos_ in ("VERB", "AUX"):
        verb = verb.head
    shared = (c for c in verb.children if c.dep_ == "conj" and not children(c, "nsubj"))
    return [verb, *(c for c in shared if c.pos_ in ("VERB", "AUX"))]


def _what(told: Told) -> list[Token]:
    """What it was done to, one by one."""
    tops = patients(told.anchor)
    return tops if len(tops) > 1 else [c for s in told.what for h in heads(s) for c in conjuncts(h)]


def _words(top: Token) -> Span:
    return core(phrase(top, drop=_DROP), top)
