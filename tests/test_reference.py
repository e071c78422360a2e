"""Reference: who "she", "its", "the president", "the islands" mean, and when nobody can tell."""

from __future__ import annotations

from tests.hand_built import doc, lexicon, reading
from tests.tree_cases import Case, counted, parametrize

from kg.language.reference import ReferenceResolver
from kg.language.roles import RoleFinder

FILE = "reference.txt"


def resolved(case: Case) -> list[str]:
    tree = doc(*case.sentences)
    noted = reading(tree, case.names)
    for step in (RoleFinder(lexicon().words), ReferenceResolver(lexicon().words)):
        step(tree)
    return [
        f"{tree[m.start : m.end].text} = {noted.entities[m.entity].name}"
        for m in sorted(noted.mentions, key=lambda m: m.start)
        if m.how in ("pronoun", "role", "description")
    ]


@parametrize(FILE)
def test_a_pronoun_or_a_description_means_this(case: Case) -> None:
    assert resolved(case) == case.facts


def test_what_must_not_be_resolved_is_tested_as_much() -> None:
    hits, others = counted(FILE)
    assert 0 < hits <= others
