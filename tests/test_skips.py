"""The summary of what was skipped: by kind, with the remedy, and a warning where it is much."""

from __future__ import annotations

import re
from pathlib import Path

from kg.model import Skipped
from kg.skips import KINDS, skip_lines

SOURCE = Path(__file__).parent.parent / "src" / "kg"
GIVEN = re.compile(r"(?:Unreadable\(|reason=|_fault\(\s*(?:path|root),)\s*\"([a-z_]+)\"")


def skipped(reason: str, *names: str) -> list[Skipped]:
    return [Skipped(name=name, reason=reason, message="is odd; mend it") for name in names]


def test_every_reason_has_its_remedy() -> None:
    files = [*SOURCE.glob("read/*.py"), SOURCE / "faults.py"]
    given = {reason for path in files for reason in GIVEN.findall(path.read_text("utf-8"))}
    assert given == set(KINDS)


def test_what_was_skipped_is_told_by_kind_with_the_remedy() -> None:
    pictures = skipped("unknown_format", "a.jpg", "b.jpg", "c.png", "d.jpg")
    others = [*skipped("locked", "a.pdf"), *skipped("no_prose", "a.csv#1", "a.csv#2")]
    assert list(skip_lines([*pictures, *others], 50)) == [
        "Skipped 7 files and records:",
        "  4 of a kind that is not read (.jpg, .png): convert them to one that is (see README)",
        "    a.jpg, b.jpg, c.png and 1 more",
        "  2 without a sentence: nothing, if they are no articles",
        "    a.csv#1, a.csv#2",
        "  a.pdf: is odd; mend it",
        "  report.json names all of them, with the reason.",
    ]


def test_much_that_was_skipped_is_a_warning() -> None:
    many = skipped("empty", "a.txt", "b.txt")
    assert not any(line.startswith("Warning") for line in skip_lines(many, 2))
    assert "Warning: more than half was skipped (2 of 3)." in " ".join(skip_lines(many, 1))


def test_an_index_is_no_article_that_was_skipped() -> None:
    assert not any(
        line.startswith("Warning") for line in skip_lines(skipped("index", "index.csv"), 0)
    )


def test_nothing_skipped_is_no_line() -> None:
    assert list(skip_lines([], 0)) == []
