"""Put a speaker after a sentence, “…,” she said: reports do it all the time, treebanks seldom."""

from __future__ import annotations

import random
from dataclasses import dataclass, replace
from itertools import pairwise

from samples import Sample, Tree, spans

PAST = "Mood=Ind|Number=Sing|Person=3|Tense=Past|VerbForm=Fin"
VERBS = {
    "said": "say",
    "added": "add",
    "wrote": "write",
    "warned": "warn",
    "insisted": "insist",
    "explained": "explain",
}
PRONOUNS = {"he": "Case=Nom|Gender=Masc|Number=Sing|Person=3|PronType=Prs"}
PRONOUNS["she"] = PRONOUNS["he"].replace("Masc", "Fem")
OFFICES = (
    "minister",
    "president",
    "spokesman",
    "official",
    "ambassador",
    "mayor",
    "statement",
    "lawmaker",
)
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MARKS = (("“", "”"), ("“", "”"), ('"', '"'), ("‘", "’"))


@dataclass(frozen=True, slots=True)
class Token:
    """One token of an attribution; its head is counted from the verb."""

    word: str
    tag: str
    pos: str
    morph: str
    lemma: str
    head: int
    dep: str
    name: str = "O"


def person_names(samples: list[Sample]) -> list[tuple[str, ...]]:
    """Names of people in the corpora, to speak in made-up attributions."""
    found = {
        s.words[a:b]
        for s in samples
        if s.names
        for a, b, label in spans(s.names)
        if label == "PERSON" and b - a <= 3
    }
    return sorted(
        n for n in found if all(w.isalpha() and w[0].isupper() and w[1:].islower() for w in n)
    )


def attributed(
    sample: Sample, people: list[tuple[str, ...]], chance: random.Random
) -> Sample | None:
    """The sample's first sentences within quotation marks, and who said so."""
    tree = sample.tree
    if tree is None:
        return None
    starts = [*(i for i, s in enumerate(tree.starts) if s), len(sample)]
    bounds = list(pairwise(starts))[: chance.choice((1, 1, 1, 2, 3))]
    end = bounds[-1][1]
    words = sample.words[:end]
    if (
        end < 4
        or words[-1] not in (".", "!", "?")
        or any(w in "\"“”‘’'``''" for w in words)
        or not words[0][0].isupper()
    ):
        return None
    marks = chance.choice(MARKS)
    tail = _attribution(people, chance)
    verb = next(i for i, t in enumerate(tail) if t.dep == "ROOT")
    said = end + 2 + verb
    roots = [next(i for i in range(a, b) if tree.heads[i] == i) for a, b in bounds]
    last_mark = "," if words[-1] == "." else words[-1]
    heads = [h + 1 for h in tree.heads[:end]]
    heads[roots[-1]] = said
    deps = list(tree.deps[:end])
    deps[roots[-1]] = "ccomp"
    return Sample(
        source=sample.source,
        document=sample.document,
        words=(marks[0], *words[:-1], last_mark, marks[1], *(t.word for t in tail)),
        spaces=(False, *sample.spaces[: end - 1], False, True, *_spaces(tail)),
        tree=Tree(
            tags=(
                "``",
                *tree.tags[: end - 1],
                "," if last_mark == "," else ".",
                "''",
                *(t.tag for t in tail),
            ),
            pos=("PUNCT", *tree.pos[:end], "PUNCT", *(t.pos for t in tail)),
            morphs=("", *tree.morphs[:end], "", *(t.morph for t in tail)),
            lemmas=(
                marks[0],
                *tree.lemmas[: end - 1],
                last_mark,
                marks[1],
                *(t.lemma for t in tail),
            ),
            heads=(roots[0] + 1, *heads, roots[-1] + 1, *(said + t.head for t in tail)),
            deps=("punct", *deps, "punct", *(t.dep for t in tail)),
            starts=(True, False, *tree.starts[1:end], False, *(False for _ in tail)),
        ),
        names=None
        if sample.names is None
        else ("O", *sample.names[:end], "O", *(t.name for t in tail)),
        unlabelled=sample.unlabelled,
    )


def _spaces(tail: list[Token]) -> list[bool]:
    return [*(after.word != "." for _, after in pairwise(tail)), True]


def _attribution(people: list[tuple[str, ...]], chance: random.Random) -> list[Token]:
    word = chance.choice(("said", "said", "said", *VERBS))
    verb = Token(word, "VBD", "VERB", PAST, VERBS[word], 0, "ROOT")
    speaker = _speaker(people, chance)
    inverted = speaker[0].pos != "PRON" and chance.random() < 0.35
    after: list[Token] = []
    reach = len(speaker) if inverted else 0
    if chance.random() < 0.25:
        on = Token("on", "IN", "ADP", "", "on", reach + 2, "case")
        day = chance.choice(DAYS)
        after = [on, Token(day, "NNP", "PROPN", "Number=Sing", day, 0, "obl")]
    final = Token(".", ".", "PUNCT", "", ".", 0, "punct")
    if inverted:
        return [verb, *_hung(speaker, 1), *after, final]
    return [*_hung(speaker, -len(speaker)), verb, *after, final]


def _hung(speaker: list[Token], start: int) -> list[Token]:
    """The speaker's tokens, their heads counted from the verb instead of from the first of them."""
    return [t if t.dep == "nsubj" else replace(t, head=t.head + start) for t in speaker]


def _speaker(people: list[tuple[str, ...]], chance: random.Random) -> list[Token]:
    dice = chance.random()
    if dice < 0.25:
        pronoun = chance.choice(sorted(PRONOUNS))
        return [Token(pronoun, "PRP", "PRON", PRONOUNS[pronoun], pronoun, 0, "nsubj")]
    if dice < 0.4:
        office = chance.choice(OFFICES)
        the = Token("the", "DT", "DET", "Definite=Def|PronType=Art", "the", 1, "det")
        return [the, Token(office, "NN", "NOUN", "Number=Sing", office, 0, "nsubj")]
    name = chance.choice(people)
    return [
        Token(
            w,
            "NNP",
            "PROPN",
            "Number=Sing",
            w,
            0,
            "flat" if i else "nsubj",
            "I-PERSON" if i else "B-PERSON",
        )
        for i, w in enumerate(name)
    ]
