"""The list of guards is true: each stands where it says, once, and its test is there.

`python -m benchmarks.guards` takes them out one by one and says whether their tests notice.
"""

from __future__ import annotations

import ast
from pathlib import Path

import pytest
from benchmarks.guards import Guard, guards

ROOT = Path(__file__).parent.parent
GUARDS = guards()


def test_the_list_is_whole() -> None:
    assert len(GUARDS) > 85
    assert len({guard.against for guard in GUARDS}) == len(GUARDS)


@pytest.mark.parametrize("guard", GUARDS, ids=lambda guard: guard.against.replace(" ", "-"))
def test_a_guard_stands_where_it_says_and_has_its_test(guard: Guard) -> None:
    assert guard.without() != (ROOT / guard.file).read_text(encoding="utf-8")
    ast.parse(guard.without())
    file, _, name = guard.test.partition("::")
    tree = ast.parse((ROOT / file).read_text(encoding="utf-8"))
    assert name in {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}
