"""Questions of one's own, rows that were asked for, and what was probably meant."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest

import kg
from kg.cli import main
from kg.errors import InputError, QueryError
from kg.query import Graph
from kg.questions import read_questions
from kg.table import Cell, Table

OWN = """# Which names there are, and of what.
prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#>
select distinct ?label (count(distinct ?node) as ?limit)
where { ?node rdfs:label ?label } group by ?label order by ?label
"""


@pytest.fixture
def own(tmp_path: Path) -> Path:
    (tmp_path / "names.rq").write_text(OWN, encoding="utf-8")
    (tmp_path / "empty.rq").write_text("# Nothing yet.\n", encoding="utf-8")
    (tmp_path / "latin.rq").write_bytes(b"# Caf\xe9.\nASK {}")
    (tmp_path / "broken.rq").write_text("# Broken.\nSELECT ?a { ?a ?b", encoding="utf-8")
    return tmp_path


def printed(capsys: pytest.CaptureFixture[str]) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(capsys.readouterr().out)))


def test_a_faulty_file_names_itself_and_stops_nothing_else(
    own: Path, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["questions", "--questions", str(own)]) == 1
    out, err = capsys.readouterr()
    assert "names " in out and "timeline" in out and out.count("\n") == 25
    assert str(own / "empty.rq") in err and str(own / "latin.rq") in err
    asked = ["-g", str(folder), "--questions", str(own), "--format", "csv"]
    for name in ("names", "timeline"):
        assert main(["query", name, *asked]) == 0
    capsys.readouterr()
    for name in ("empty", "latin", "broken"):
        assert main(["query", name, *asked]) == 2
        assert str(own / f"{name}.rq") in capsys.readouterr().err


def test_columns_of_an_own_question_are_options(
    own: Path, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    asked = ["query", "names", "-g", str(folder), "--questions", str(own), "--format", "csv"]
    assert main([*asked, "--label", "ostmark"]) == 0
    assert [row["label"] for row in printed(capsys)] == ["Ostmark"]
    assert main([*asked, "--where", "limit=1", "--limit", "2"]) == 0  # --limit stays what it is
    assert len(printed(capsys)) == 2


def test_an_own_question_may_take_the_name_of_one_that_ships(own: Path) -> None:
    (own / "timeline.rq").write_text("# Mine.\nSELECT * { ?a ?b ?c }", encoding="utf-8")
    mine = read_questions(own)["timeline"]
    assert (mine.asks, mine.columns) == ("Mine.", ())
    with pytest.raises(InputError, match="no folder"):
        read_questions(own / "none")


def test_rows_have_their_sentences(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name, question in read_questions().named.items():
        options = ["query", name, "-g", str(folder), "--sentences", "--format", "csv"]
        placed = {"article", "start", "end"} <= set(question.columns)
        assert main(options) == (0 if placed else 2)
        out = capsys.readouterr().out
        assert not placed or out.partition("\n")[0].endswith(",sentence")


def test_a_sentence_is_the_one_that_the_passage_lies_in(folder: Path) -> None:
    with kg.load(folder) as graph:
        found = graph.query("territories", relation="annexed_by", sentences=True, limit=1)
        explained = graph.explain(str(found[0]["claim"]))
    assert len(found) == 1 and found.columns[-1] == "sentence"
    assert "annexed" in str(found[0]["sentence"])
    assert str(found[0]["sentence"]) in explained.replace("»", "").replace("«", "")


def test_a_limit_keeps_the_first_rows_and_tells(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with Graph(folder) as graph:
        every = graph.query("entities")
        assert graph.query("entities", limit=3) == every[:3]
        assert graph.query("entities", limit=0) == []
    assert main(["query", "entities", "-g", str(folder), "--limit", "1"]) == 0
    out, err = capsys.readouterr()
    assert out.count("\n") == 3 and err == f"(1 of {len(every)} rows)\n"


def test_a_value_that_no_row_has_is_wondered_about(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["query", "positions", "-g", str(folder), "--holder", "Ostmrak"]) == 0
    assert capsys.readouterr().err.endswith("did you mean Ostmark?\n")


@pytest.mark.parametrize(
    ("words", "meant"),
    [
        (["bild"], "did you mean build?"),
        (["positions"], "did you mean kg query positions?"),
        (["query", "positons"], "did you mean positions?"),
        (["query", "positions", "--holdr", "x"], "did you mean --holder?"),
        (["query", "positions", "--where", "holdr=x"], "did you mean holder?"),
        (["query", "positions", "--formt", "csv"], "--format"),
        (["query", "positions", "--format", "jsn"], "did you mean json?"),
        (["query", "positions", "--limit", "many"], "write 20"),
        (["explain", "Ostmrak"], "did you mean Ostmark"),
        (["explain", "d:ostmrak"], "d:ostmark"),
        (["export", "turtel"], "did you mean turtle?"),
        (["same", "Ostmrak", "Norland", "--corrections", "{none}"], "did you mean Ostmark?"),
        (["validate", "{none}"], "give one"),
        (["load", "-g", "{none}"], "--into"),
    ],
)
def test_what_was_probably_meant_is_said(
    words: list[str],
    meant: str,
    folder: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    arguments = [word.format(none=tmp_path / "none") for word in words]
    try:
        code = main([*arguments, "-g", str(folder)])
    except SystemExit as stop:
        code = int(stop.code or 0)
    out, err = capsys.readouterr()
    assert (code, out) == (2, "") and err.count("\n") == 1 and meant in err, err


def test_a_graph_is_named_in_either_way(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    answers = []
    for option in ("-g", "--graph", "--output"):
        assert main(["query", "entities", option, str(folder)]) == 0
        answers.append(capsys.readouterr().out)
    assert len(set(answers)) == 1
    assert main(["validate", "--graph", str(folder)]) == 0


# Tables as wide as the terminal


def test_a_table_is_as_wide_as_the_terminal() -> None:
    def cell(value: str, type: str = "literal") -> Cell:
        return Cell(type=type, value=value)

    long = "a word " * 20
    table = Table(
        columns=("node", "text"), rows=((cell("urn:x:" + "y" * 30, "uri"), cell(long.strip())),)
    )
    for width in (60, 100, 200):
        lines = table.to_text(width).splitlines()
        assert max(map(len, lines)) <= width and "urn:x:" + "y" * 30 in lines[2]
    assert table.to_text(60).splitlines()[2].endswith("…")
    assert long.strip() in table.to_text(200)
    assert max(map(len, table.to_text(10).splitlines())) < 60  # addresses are never cut
    assert table.to_text().splitlines()[2].endswith("…")


def test_on_a_terminal_the_sentence_stands_below_its_row() -> None:
    said = "the harbour stays open " * 8
    row = Cell(type="literal", value="7"), Cell(type="literal", value=said.strip())
    table = Table(columns=("end", "sentence"), rows=(row, (row[0], None)))
    lines = table.to_text(60).splitlines()
    assert lines[:3] == ["end", "---", "7"] and lines.count("7") == 2
    assert "sentence" not in lines[0] and max(map(len, lines)) <= 60
    assert " ".join(" ".join(lines[3:7]).split()).startswith(said.strip()[:150])
    assert said.strip() in table.to_text().splitlines()[2]


def test_a_question_that_ships_has_no_fault() -> None:
    found = read_questions()
    assert not found.faults and all(q.asks and q.columns for q in found.named.values())
    with pytest.raises(QueryError, match="known: allies"):
        found["zzz"]
