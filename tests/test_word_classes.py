"""Word classes are checked when they are loaded, and each of them is asked for by the code."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from kg.errors import DataError
from kg.lexicon import checked_words, load_words
from kg.word_classes import CLASSES

SOURCE = Path(__file__).parents[1] / "src" / "kg"


def test_a_misspelt_name_is_told_with_the_right_one_and_all_faults_at_once() -> None:
    tables = {name: dict(table) for name, table in load_words().tables.items()}
    tables["titles"]["offcies"] = tables["titles"].pop("offices")
    tables["plnas"] = tables.pop("plans")
    tables["saying"]["verbs_of_old"] = ["quoth"]
    tables["dates"]["months"] = ["January"]
    tables["dates"]["numbers"] = ["two"]
    with pytest.raises(DataError) as caught:
        checked_words(tables)
    assert caught.value.problem.split("; ") == [
        "unknown table 'plnas'",
        "did you mean 'plans'?",
        "has no table 'plans'",
        "titles: unknown class 'offcies'",
        "did you mean 'offices'?",
        "titles: has no class 'offices'",
        "dates.months: is no list of words in lower case",
        "dates.numbers: is no table of words",
        "saying: unknown class 'verbs_of_old'",
    ]


def test_the_code_asks_for_each_class_and_for_no_other() -> None:
    text = "".join(
        path.read_text(encoding="utf-8")
        for path in SOURCE.rglob("*.py")
        if path.name != "word_classes.py"
    )
    asked = set(re.findall(r'words(?:\[|\.\w+\()\s*"(\w+)", "(\w+)"', text))
    known = {(t, name.rstrip("=+")) for t, names in CLASSES.items() for name in names.split()}
    assert asked <= known
    # a class may also be asked for by a name that is put together: its word stands in the code then
    loose = {name for _, name in known - asked if f'"{name}"' not in text}
    assert {name for name in loose if not name.endswith("_words")} <= {"female", "male"}
