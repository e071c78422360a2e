"""Months that are names of persons, and months that stand beside a name."""

from __future__ import annotations

import pytest
from spacy.tokens import Span
from tests.hand_built import doc, lexicon

from kg.language.month_names import MonthNames
from kg.language.plain import tokens_of

MONTHS = MonthNames(lexicon().words)


def persons(tree: str, *ents: str) -> list[str]:
    """The months that are persons' names; `ents` are the persons that the recogniser found."""
    built = doc(tree)
    texts = [t.text for t in built]
    spans = []
    for ent in ents:
        words = ent.split()
        start = next(i for i in range(len(texts)) if texts[i : i + len(words)] == words)
        spans.append(Span(built, start, start + len(words), "PERSON"))
    built.ents = spans
    return [texts[i] for i in sorted(MONTHS.named(tokens_of(built)))]


@pytest.mark.parametrize(
    ("tree", "ents", "names"),
    [
        ("Jan/NNP/nsubj/left Holm/NNP/flat/Jan left/VBD .", ["Jan Holm"], ["Jan"]),
        ("April/NNP/nsubj/left Roe/NNP/flat/April left/VBD .", [], ["April"]),
        (
            "June/NNP/nsubj/left Roe/NNP/nsubj/left , the mayor/NN/appos/Roe , left/VBD .",
            ["Roe"],
            ["June"],
        ),
        (
            "The plan/NN/nsubj/failed of/IN/case/May "
            "May/NNP/nmod/plan Roe/NNP/flat/May failed/VBD .",
            [],
            ["May"],
        ),
        (
            "August/NNP/nsubj/left Roe/NNP/flat/August left/VBD , and/CC/cc/said "
            "August/NNP/nsubj/said said/VBD/conj/left so/RB/advmod/said .",
            ["August Roe"],
            ["August", "August"],
        ),
        ("Jane/NNP/nsubj/left March/NNP/flat/Jane left/VBD .", ["Jane March"], ["March"]),
        (
            "In/IN/case/June June/NNP/obl/left Roe/NNP/nsubj/left left/VBD .",
            ["Roe"],
            [],
        ),
        (
            "Since/IN/case/April April/NNP/obl/left Sela/NNP/nsubj/left left/VBD .",
            [],
            [],
        ),
        ("On/IN/case/3 3/CD/obl/left June/NNP/nmod/3 Roe/NNP/nsubj/left left/VBD .", ["Roe"], []),
        (
            "The April/NNP/compound/summit "
            "Norland/NNP/compound/summit summit/NN/nsubj/failed failed/VBD .",
            [],
            [],
        ),
        (
            "August/NNP/nsubj/left Roe/NNP/flat/August left/VBD "
            "in/IN/case/August August/NNP/obl/left .",
            ["August Roe"],
            ["August"],
        ),
        ("June/NNP/nsubj/saw saw/VBD a vote/NN/obj/saw .", [], []),
    ],
)
def test_months_that_are_names(tree: str, ents: list[str], names: list[str]) -> None:
    assert persons(tree, *ents) == names
