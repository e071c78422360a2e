"""What each stage made of a sentence, as `kg explain --trace` tells it."""

from __future__ import annotations

import re
import sys
from functools import partial

import pytest

from kg.annotate import Annotated, annotate, load_pipeline
from kg.cli import main
from kg.extract import EXTRACTORS, context_of
from kg.extract.told import KINDS
from kg.lexicon import load_lexicon
from kg.model import Article
from kg.ontology import load_entities
from kg.trace import reader_of, trace
from kg.watching import watched

TEXT = (
    "President Ada Voss of Norland rejected the treaty on 4 May 2031. "
    "Norland was on the verge of annexing the Sand Isles. "
    "A toast to the queen was proposed by Voss. "
    "Norland once opposed the summit. “We stay,” said Voss."
)


@pytest.fixture(scope="module")
def told() -> str:
    return trace(TEXT, load_pipeline(), load_entities(), load_lexicon())


def part(told: str, start: str) -> str:
    return next(block for block in told.split("\n\n") if block.startswith(start))


def test_every_word_stands_below_its_head(told: str) -> None:
    lines = [line.split() for line in part(told, "token").splitlines()]
    assert ["5", "rejected", "VBD", "ROOT", "rejected", "reject"] in lines
    assert ["7", "treaty", "NN", "obj", "rejected", "treaty"] in lines


def test_mentions_are_told_with_what_they_mean(told: str) -> None:
    lines = [" ".join(line.split()) for line in part(told, "mention").splitlines()]
    assert "Ada Voss name Ada Voss person" in lines
    assert "4 May 2031 date 2031-05-04" in lines


def test_a_frame_has_its_roles_its_probability_and_its_fact(told: str) -> None:
    lines = part(told, "frame position.opposes").splitlines()
    assert "(probability " in lines[0] and lines[0].endswith("at 5 'rejected'")
    assert "  what: the treaty" in lines
    assert any(line.startswith("  -> position: holder 'Ada Voss'") for line in lines)


def test_a_frame_that_became_nothing_has_the_check_that_dropped_it(told: str) -> None:
    lines = part(told, "frame proposal").splitlines()
    assert "no fact" in lines[3]
    assert "targets.courtesy: yes  (What one proposes to" in lines[-1]
    assert [line for line in lines if "assertion.disclaimed: no" in line]


def test_a_word_that_was_not_probable_enough_is_told(told: str) -> None:
    assert re.search(r"not probable enough: \w+:\w+ \(0\.\d\d\) at \d+ 'annexing'", told)


def test_what_rules_read_is_told_as_well(told: str) -> None:
    assert "read by rules: office: person 'Ada Voss', title 'President', of 'Norland'" in told


def test_each_kind_of_frame_leads_to_what_reads_it() -> None:
    """Else nothing would be told of one that became no fact."""

    def read(one: Annotated) -> object:
        context = context_of(one, load_lexicon())
        return [list(extractor(context)) for extractor in EXTRACTORS]

    article = Article(name="a.txt", text="Norland rejected it.")
    for one in annotate([article], load_pipeline(), load_entities()):
        _, calls = watched("kg.extract", partial(read, one))
    names = {kind: found.name for kind in KINDS.values() if (found := reader_of(calls, kind))}
    assert names == {
        "statement": "statements.statements",
        "position": "positions.positions",
        "proposal": "proposals.proposals",
        "territory": "territories.territories",
        "event": "events.events_read",
    }


def test_a_generator_answers_with_what_it_yields_and_a_profiler_is_put_back() -> None:
    before = sys.getprofile()
    found, top = watched("kg.extract", lambda: load_lexicon())
    assert (found, top.calls) == (load_lexicon(), [])
    with pytest.raises(ZeroDivisionError):
        watched("kg", lambda: 1 / 0)
    assert sys.getprofile() is before


def test_the_command_prints_it(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["explain", "--trace", "Norland\x1b[31m rejected the plan."]) == 0
    out = capsys.readouterr().out
    assert "frame position.opposes" in out and "\x1b" not in out


def test_without_a_sentence_a_name_and_a_graph_are_needed(
    capsys: pytest.CaptureFixture[str],
) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["explain", "Norland"])
    assert ended.value.code == 2
    assert "--trace" in capsys.readouterr().err
