"""The command line: what it prints, where, and with which exit code."""

from __future__ import annotations

import io
import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

import kg
from kg.cli import main
from kg.errors import InputError
from kg.settings import Settings, load_settings, share

COAST = """Norland closes the port of Sund

Published: 24 May 2031

President Ada Voss of Norland on Friday proposed that the Harbour Pact patrol the strait.
"We will never leave the islands," Voss told reporters in Sund. Ostmark rejected the plan.
"""
INLAND = """Ostmark welcomes harbour patrols

Published: 2 June 2031

Ostmark on Monday welcomed the plan of Norland to let the Harbour Pact patrol the strait.
"We were never against it," Foreign Minister Ilan Reh told the Inland Mirror.
"""


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("articles")
    (folder / "a.txt").write_text(COAST, encoding="utf-8")
    (folder / "b.txt").write_text(INLAND, encoding="utf-8")
    output = tmp_path_factory.mktemp("build") / "out"
    assert main(["build", str(folder), "--output", str(output)]) == 0
    return output


def command(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "kg", *arguments], capture_output=True, text=True, check=False
    )


def test_a_summary_says_what_was_found_and_where(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "a.txt").write_text(COAST, encoding="utf-8")
    (tmp_path / "b.txt").write_bytes(b"")
    assert main(["build", str(tmp_path), "--output", str(tmp_path / "out")]) == 0
    out, err = capsys.readouterr()
    for part in (
        "Read 1 article.",
        "Found ",
        "statement",
        "b.txt: is empty",
        "graph.html",
        "Next: ",
    ):
        assert part in out
    assert err == ""


LEXICON = """
[[entry]]
id = "photo"
tells = "opposes"
verbs = ["photograph"]
"""


def test_a_lexicon_of_ones_own_is_read(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    files = {name: tmp_path / name for name in ("a.txt", "words.toml", "kg.toml", "out")}
    files["a.txt"].write_text(
        "Ostmark photographed the harbour treaty with Norland.", encoding="utf-8"
    )
    files["words.toml"].write_text(LEXICON, encoding="utf-8")
    files["kg.toml"].write_text('lexicon = ["words.toml"]\n', encoding="utf-8")
    output = ["--output", str(files["out"])]
    for option in (["--lexicon", str(files["words.toml"])], ["--config", str(files["kg.toml"])]):
        assert main(["build", str(files["a.txt"]), *output, *option]) == 0
        assert "position.opposes.photo" in (files["out"] / "graph.ttl").read_text(encoding="utf-8")
    capsys.readouterr()


def test_strict_makes_a_skipped_article_a_failure(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(COAST, encoding="utf-8")
    (tmp_path / "b.txt").write_bytes(b"")
    output = str(tmp_path / "out")
    assert main(["build", str(tmp_path), "--output", output, "--strict"]) == 1
    assert (tmp_path / "out" / "graph.ttl").is_file()


MISTAKES = {
    "unknown command": ["bild"],
    "no output": ["build", "a.txt"],
    "no such path": ["build", "nowhere.txt", "--output", "{out}"],
    "no such pipeline": ["build", "{text}", "--output", "{out}", "--pipeline", "no_such_model"],
    "no such entities": ["build", "{text}", "--output", "{out}", "--entities", "no.ttl"],
    "no such lexicon": ["build", "{text}", "--output", "{out}", "--lexicon", "no.toml"],
    "faulty lexicon": ["build", "{text}", "--output", "{out}", "--lexicon", "{words}"],
    "no such corrections": ["build", "{text}", "--output", "{out}", "--corrections", "no.csv"],
    "faulty corrections": ["build", "{text}", "--output", "{out}", "--corrections", "{words}"],
    "bad date": ["build", "{text}", "--output", "{out}", "--published", "24.5.2031"],
    "bad base": ["build", "{text}", "--output", "{out}", "--base-iri", "not an iri/"],
    "no such encoding": ["build", "{latin}", "--output", "{out}", "--encoding", "klingon"],
    "output is a file": ["build", "{text}", "--output", "{text}"],
    "no such config": ["build", "{text}", "--output", "{out}", "--config", "no.toml"],
    "nothing to read": ["build", "{empty}", "--output", "{out}"],
    "no graph": ["query", "entities", "--output", "{out}"],
    "no such question": ["query", "entitys", "--output", "{built}"],
    "bad sparql": ["query", "SELECT * WHERE {{ ?s", "--output", "{built}"],
    "bad condition": ["query", "entities", "--output", "{built}", "--where", "Norland"],
    "no such node": ["explain", "d:nobody-at-all", "--output", "{built}"],
}


@pytest.mark.parametrize("mistake", MISTAKES)
def test_a_mistake_is_one_line_and_exit_code_2(
    mistake: str, tmp_path: Path, built: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    files = {name: tmp_path / f"{name}.txt" for name in ("text", "latin", "empty")}
    files["text"].write_text(COAST, encoding="utf-8")
    files["latin"].write_bytes("café".encode("cp1252"))
    files["empty"].write_bytes(b"")
    (tmp_path / "words.toml").write_text(
        '[[entry]]\nid = "nod"\ntells = "suports"\nverb = []\n', encoding="utf-8"
    )
    places = {**files, "words": tmp_path / "words.toml", "out": tmp_path / "out", "built": built}
    arguments = [argument.format(**places) for argument in MISTAKES[mistake]]
    try:
        code = main(arguments)
    except SystemExit as stop:
        code = int(stop.code or 0)
    out, err = capsys.readouterr()
    assert (code, out) == (2, "")
    assert err.startswith("kg") and err.count("\n") == 1 and "Traceback" not in err
    assert not (tmp_path / "out").exists()


def test_the_version_is_the_packages_and_its_language_models(
    capsys: pytest.CaptureFixture[str],
) -> None:
    with pytest.raises(SystemExit) as stop:
        main(["--version"])
    package, model = capsys.readouterr().out.splitlines()
    assert stop.value.code == 0 and package == f"kg {kg.__version__}"
    assert re.fullmatch(r"language model kg_news \d+\.\d+\.\d+ \(sha256 [0-9a-f]{16}\)", model)


def test_every_question_is_listed_and_answered(
    built: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["questions"]) == 0
    names = [line.split()[0] for line in capsys.readouterr().out.splitlines()]
    assert len(names) == 23
    for name in names:
        assert main(["query", name, "--output", str(built), "--format", "json"]) == 0
        assert set(json.loads(capsys.readouterr().out)) == {"head", "results"}


def test_a_query_may_be_text_or_a_file(
    built: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    query = "SELECT (COUNT(*) AS ?n) WHERE { ?a a schema:NewsArticle }"
    (tmp_path / "q.rq").write_text(query, encoding="utf-8")
    for text in (query, str(tmp_path / "q.rq")):
        assert main(["query", text, "--output", str(built), "--format", "csv"]) == 0
        assert capsys.readouterr().out.split() == ["n", "2"]


def test_rows_may_be_chosen(built: Path, capsys: pytest.CaptureFixture[str]) -> None:
    options = ["--output", str(built), "--format", "csv", "--where", "article=b.txt"]
    assert main(["query", "mentions", *options]) == 0
    rows = capsys.readouterr().out.splitlines()[1:]
    assert rows and all(",b.txt," in row for row in rows)


def test_columns_are_options(built: Path, capsys: pytest.CaptureFixture[str]) -> None:
    options = ["--output", str(built), "--format", "tsv"]
    assert main(["query", "mentions", *options, "--article", "B*"]) == 0
    rows = capsys.readouterr().out.splitlines()[1:]
    assert rows and all('"b.txt"' in row for row in rows)
    with pytest.raises(SystemExit):
        main(["query", "positions", *options, "--since", "May"])
    assert main(["query", "offices", *options, "--since", "2024"]) == 2
    assert "has no date" in capsys.readouterr().err


def test_a_query_may_come_through_a_pipe(
    built: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("DESCRIBE d:norland_place"))
    assert main(["query", "-", "--output", str(built), "--format", "turtle"]) == 0
    assert capsys.readouterr().out.startswith("@prefix")


def test_a_fact_is_explained(built: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["query", "statements", "--output", str(built), "--format", "json"]) == 0
    rows = json.loads(capsys.readouterr().out)["results"]["bindings"]
    assert main(["explain", rows[0]["statement"]["value"], "--output", str(built)]) == 0
    assert rows[0]["article"]["value"] in capsys.readouterr().out


def test_a_closed_pipe_is_no_fault(built: Path) -> None:
    run = subprocess.run(
        ["bash", "-c", f"{sys.executable} -m kg query mentions --output {built} | head -n 1"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (run.stderr, run.stdout.count("\n")) == ("", 1)


def test_python_m_kg_is_kg() -> None:
    assert command("--version").stdout.startswith(f"kg {kg.__version__}\n")


def test_text_is_printed_in_any_locale(built: Path) -> None:
    run = subprocess.run(
        [sys.executable, "-m", "kg", "query", "statements", "--output", str(built)],
        capture_output=True,
        check=False,
        env={"PYTHONIOENCODING": "ascii", "PATH": "/usr/bin"},
    )
    assert run.returncode == 0 and run.stderr == b""


# Settings


def test_options_win_over_the_file(tmp_path: Path) -> None:
    path = tmp_path / "kg.toml"
    path.write_text(
        'base-iri = "https://data.example/"\nstrict = true\npublished = 2031-05-24\n'
        'entities = ["more.ttl"]\nlexicon = ["words.toml", "verbs.toml"]\n'
        'corrections = "mine.csv"\ntitle = "Talks"\nnote = "Two years of them."\n',
        encoding="utf-8",
    )
    settings = load_settings(path)
    assert settings.entities == (tmp_path / "more.ttl",)
    assert settings.corrections == tmp_path / "mine.csv"
    assert settings.lexicon == (tmp_path / "words.toml", tmp_path / "verbs.toml")
    assert (settings.title, settings.note) == ("Talks", "Two years of them.")
    changed = settings.changed(base_iri="https://other.example/", strict=False, pipeline=None)
    assert settings.changed(title="", note="None yet.").title == "Talks"
    assert (changed.base_iri, changed.strict) == ("https://other.example/", True)
    assert changed.published == settings.published


def test_all_faults_of_a_settings_file_are_told(tmp_path: Path) -> None:
    path = tmp_path / "kg.toml"
    path.write_text(
        'strict = "yes"\npublished = "May"\ncolour = "red"\nmin-certainty = 7.0\nlexicon = [3]\n'
        "workers = 0\n",
        encoding="utf-8",
    )
    with pytest.raises(InputError) as caught:
        load_settings(path)
    for fault in (
        "workers: 0 is not a number",
        "strict: 'yes'",
        "published: 'May'",
        "colour: no such",
        "min_certainty: 7.0",
        "lexicon: [3]",
    ):
        assert fault in str(caught.value)


def test_a_certainty_is_a_share() -> None:
    for text in ("7", "-0.1", "sure", "nan"):
        with pytest.raises(InputError, match="no share"):
            share(text)


def test_settings_start_plain() -> None:
    assert Settings() == Settings(
        pipeline=None,
        entities=(),
        lexicon=(),
        published=None,
        encoding=None,
        base_iri=None,
        strict=False,
    )


def test_a_pipeline_in_a_folder_is_told_to_be_a_program(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "a.txt").write_text("Norland rejected the truce.", encoding="utf-8")
    (tmp_path / "theirs").mkdir()
    (tmp_path / "theirs" / "config.cfg").write_text("[nlp]\n", encoding="utf-8")
    command = ["build", str(tmp_path / "a.txt"), "--output", str(tmp_path / "out"), "--pipeline"]
    assert main([*command, str(tmp_path / "theirs")]) == 2
    assert "is a program" in capsys.readouterr().err
    assert main([*command, "not_installed"]) == 2
    assert "is a program" not in capsys.readouterr().err
