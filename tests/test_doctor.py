"""`kg doctor`, help, completion and progress: what a person sees of the program itself."""

from __future__ import annotations

import io
import shutil
import subprocess
import sys
from importlib import metadata
from pathlib import Path

import pytest

from kg.cli import COMMANDS, main
from kg.doctor import library
from kg.language import shipped
from kg.progress import Progress
from kg.sandbox import Engine
from kg.trial import trials


def test_all_is_well_here(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["doctor"]) == 0
    out = capsys.readouterr().out
    for part in ("Python: 3.", shipped.identity(), "spacy: ", "no network: holds", "All is well."):
        assert part in out
    assert "pytest" not in out


def test_weights_that_were_cut_are_a_fault(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.copytree(shipped.WEIGHTS, tmp_path / "weights")
    with (tmp_path / "weights" / "parser" / "arrays").open("r+b") as file:
        file.truncate(100)
    monkeypatch.setattr(shipped, "WEIGHTS", tmp_path / "weights")
    assert main(["doctor"]) == 1
    out = capsys.readouterr().out
    assert "fault    language model" in out and "install kg again" in out and "1 to mend" in out


def test_a_library_that_is_missing_is_needed_or_not(monkeypatch: pytest.MonkeyPatch) -> None:
    def absent(name: str) -> str:
        raise metadata.PackageNotFoundError(name)

    monkeypatch.setattr(metadata, "version", absent)
    assert library("rdflib", needed=True).verdict == "fault"
    optional = library("pypdf", needed=False)
    assert (optional.verdict, optional.told) == ("optional", "is missing (PDF): pip install pypdf")


def test_a_sandbox_that_does_not_hold_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Engine, "ask", lambda *_, **__: None)  # answers all, and stops nothing
    held = dict(trials())
    assert not held["a query without end is stopped"] and not held["a query changes nothing"]


@pytest.mark.parametrize("arguments", [[], ["--help"]])
def test_help_says_what_one_can_do(
    arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    try:
        assert main(arguments) == 0
    except SystemExit as stop:
        assert not stop.code
    out, err = capsys.readouterr()
    names = [command.__name__.rpartition(".")[2] for command in COMMANDS]
    assert all(f"\n  {name} " in out for name in names) and err == ""
    assert out.index("make a graph:") < out.index("ask it:") < out.index("examples:")
    assert "Annotated" not in out and max(map(len, out.splitlines())) <= 100


def test_every_command_has_help(capsys: pytest.CaptureFixture[str]) -> None:
    for command in COMMANDS:
        name = command.__name__.rpartition(".")[2]
        with pytest.raises(SystemExit) as stop:
            main([name, "--help"])
        assert not stop.value.code
        assert capsys.readouterr().out.startswith(f"usage: kg {name}")


def test_a_shell_completes_commands(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--completion", "bash"]) == 0
    script = tmp_path / "kg.bash"
    script.write_text(capsys.readouterr().out, encoding="utf-8")
    asked = 'COMP_WORDS=(kg expl); COMP_CWORD=1; _shtab_kg kg expl kg; echo "${COMPREPLY[@]}"'
    run = subprocess.run(
        ["bash", "-c", f"source {script}; {asked}"], capture_output=True, text=True, check=True
    )
    assert run.stdout.split() == ["explain"]


def test_progress_in_a_pipe_is_a_line_at_a_time() -> None:
    out = io.StringIO()
    Progress(stream=out, every=3600).article(1, "a.txt")
    assert out.getvalue() == ""
    progress = Progress(stream=out, every=0, begun=-1e9)
    progress.article(1200, "a\x1b[2J.txt")
    progress.stage("making the graph")
    progress.end()
    first, second = out.getvalue().splitlines()
    assert first.startswith("kg: 1,200 articles (0 a minute): a\ufffd")
    assert second == "kg: making the graph"


def test_progress_on_a_terminal_is_one_line_that_goes_away() -> None:
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    out = Terminal()
    progress = Progress(stream=out)
    progress.stage("checking the graph")
    progress.end()
    assert "\n" not in out.getvalue() and out.getvalue().endswith("\r\x1b[2K")


def test_help_and_the_list_of_questions_load_no_library() -> None:
    script = (
        "import sys; from kg.cli import main\n"
        "main([]); main(['questions'])\n"
        "loaded = {'spacy', 'numpy', 'pyoxigraph', 'rdflib', 'shtab'} & set(sys.modules)\n"
        "sys.exit(f'loaded {sorted(loaded)}' if loaded else 0)"
    )
    run = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=False
    )
    assert run.returncode == 0, run.stderr
