"""Boilerplate: every cue's examples are cut whole, its counter-examples stay, and offsets hold."""

from __future__ import annotations

import time
from itertools import pairwise
from typing import Any

import pytest

from kg.errors import DataError
from kg.read.boilerplate import find_cuts, merged
from kg.read.cues import BoilerplateCue, load_cues

CUES = load_cues()
TITLE = "Norland closes the port of Sund"
FIRST = (
    "Norland closed the port of Sund on Friday after talks with Ostland failed, the harbour "
    "council said. It named no date for a new round, and the premier, Ada Voss, left the hall. "
    "The ferries stay in the docks until the islanders are asked, two officials told the paper."
)
LAST = (
    "Ostland called the step a breach of the treaty of 1991 and asked for a meeting of the Harbour "
    "Pact, which both states belong to. Norland's foreign ministry said it would come if the light "
    "was on the agenda, but that it would not speak of the quay again before the summer has ended."
)


def page(cue: BoilerplateCue, text: str) -> tuple[str, int]:
    """An article with `text` where such a cue stands, and the offset of `text` in it."""
    before = f"{TITLE}\n\n" if cue.where == "head" else f"{TITLE}\n\n{FIRST}\n\n{LAST}\n\n"
    after = f"\n\n{FIRST}\n\n{LAST}\n" if cue.where == "head" else "\n"
    return before + text + after, len(before)


def cases(kind: str) -> list[Any]:
    return [
        pytest.param(cue, example, id=f"{cue.id}: {example[:40]}")
        for cue in CUES
        for example in getattr(cue, kind)
    ]


@pytest.mark.parametrize(("cue", "example"), cases("examples"))
def test_an_example_is_cut_whole_and_nothing_else_is(cue: BoilerplateCue, example: str) -> None:
    text, start = page(cue, example)
    cuts = find_cuts(text, CUES)
    left = "".join(
        c for i, c in enumerate(text) if not any(cut.start <= i < cut.end for cut in cuts)
    )
    assert "".join(left.split()) == "".join((TITLE + FIRST + LAST).split())
    assert cue.id in {cut.cue for cut in cuts} | {other.id for other in CUES if other.fits(example)}
    assert all(start <= cut.start for cut in cuts)


@pytest.mark.parametrize(("cue", "example"), cases("counter_examples"))
def test_a_counter_example_stays(cue: BoilerplateCue, example: str) -> None:
    text, _ = page(cue, example)
    assert find_cuts(text, [cue]) == ()
    assert find_cuts(text, CUES) == ()


def test_a_list_ends_where_its_items_end() -> None:
    list_ = "Read more:\n- A bridge too few\n- The quay"
    text = f"{TITLE}\n\n{list_}\n\n{FIRST}\n\n- a list of the council's own\n"
    assert [text[cut.start : cut.end] for cut in find_cuts(text, CUES)] == [
        "Read more:",
        "- A bridge too few",
        "- The quay",
    ]


def test_a_second_headline_is_cut_and_the_first_stays() -> None:
    text = f"{TITLE}\n\n{TITLE}\n\n{FIRST}\n"
    (cut,) = find_cuts(text, CUES)
    assert (cut.start, cut.cue) == (len(TITLE) + 2, "repeated-line")


def test_the_words_of_somebody_are_no_appeal() -> None:
    text = f"{TITLE}\n\n{FIRST}\n\n“Support our journalism,” the editor told parliament.\n"
    assert find_cuts(text, CUES) == ()


def test_a_heading_in_the_text_is_no_navigation() -> None:
    headings = ["What happens next", "Sund", "Reactions", "Voss: ‘Never’", "16:40", "In Sund"]
    text = "\n\n".join([TITLE, *(part for heading in headings for part in (heading, FIRST[:-9]))])
    assert {cut.cue for cut in find_cuts(text, CUES)} <= {"repeated-line"}


@pytest.mark.parametrize(
    "run",
    ["$" * 8000, "(" * 200_000, "🚢" * 20_000, "_" * 5000, "—*" * 5000],
    ids=["dollars", "brackets", "ships", "lines", "pairs"],
)
def test_a_run_of_symbols_is_cut(run: str) -> None:
    text = f"{TITLE}\n\nThe quay {run} is closed."
    assert [(cut.start, cut.end, cut.cue) for cut in find_cuts(text, CUES)] == [
        (len(TITLE) + 11, len(TITLE) + 11 + len(run), "symbol-run")
    ]


def test_a_word_without_end_is_cut_and_an_address_stays() -> None:
    address = "https://coast.example/" + "a" * 900
    text = f"{TITLE}\n\nSee {address} or {'a' * 1001} today."
    assert [(cut.start, cut.cue) for cut in find_cuts(text, CUES)] == [
        (text.index("a" * 1001), "endless-word")
    ]


@pytest.mark.parametrize(
    "text",
    [
        "a" * 999_000,
        "Norland said so. " * 60_000,
        "| a " * 200_000,
        "  ".join(["Home"] * 200_000),
        "Read more: " * 50_000,
        "\n".join(["Read more:", *["- a"] * 30_000]),
        "by A " * 1000 + "\n" + "© " * 700,
    ],
    ids=["letters", "sentences", "bars", "words", "cues", "lines", "long lines"],
)
def test_odd_texts_take_no_more_than_a_moment(text: str) -> None:
    before = time.process_time()
    find_cuts(text, CUES)
    assert time.process_time() - before < 4


@pytest.mark.parametrize("end", ["", "!", " so.", "\t\x01"])
@pytest.mark.parametrize(
    "part",
    [
        "a  ",
        "a | ",
        "a·",
        "by A ",
        "Photo ",
        "read more ",
        "© ",
        "share ",
        "Mon 1 ",
        "- ",
        "(",
        "A. ",
    ],
)
def test_no_pattern_goes_astray(part: str, end: str) -> None:
    line = (part * 1000)[:1490] + end
    before = time.process_time()
    for cue in CUES:
        cue.fits(line)
    assert time.process_time() - before < 1


def test_cuts_never_overlap() -> None:
    cues = load_cues()
    text = (
        f"{TITLE}\n\n{FIRST}\n\nRead more:\nRead more:\n© 2031 {'$' * 300} All rights reserved.\n"
    )
    cuts = find_cuts(text, cues)
    assert cuts == merged(cuts)
    assert all(a.end <= b.start for a, b in pairwise(cuts))


def test_all_faults_of_the_file_are_told_at_once() -> None:
    rows = ('id = "a"', 'kind = "lines"', 'where = "any"', 'patterns = ["("]', 'examples = ["x"]')
    with pytest.raises(DataError) as caught:
        load_cues("\n".join(["[[cue]]", *rows, "odd = 1"]))
    for fault in ("kind is none", "not a regular expression", "no counter_examples", "'odd'"):
        assert fault in str(caught.value)


def test_every_cue_was_tried() -> None:
    assert len(CUES) > 20
    assert all(cue.examples and cue.counter_examples for cue in CUES)
