"""Every mistake that was seen to end in a traceback, or in silence: one line that names the place
and the remedy, and exit code 2.
"""

from __future__ import annotations

import socket
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from kg.cli import main
from kg.report import Report

GRAPH = "@prefix d: <urn:x:> .\n\nd:a d:b d:c .\n"
DEEP = "<urn:a> <urn:b> " + "<<( <urn:a> <urn:b> " * 50_000 + "<urn:c>" + " )>>" * 50_000 + " ."
"""Ends the process of who reads it."""
SECRET = "hunter2"

MISTAKES = {
    # kg serve: its numbers and addresses
    "port too large": (["serve", "{ok}", "--port", "99999"], "--port", "1 to 65535"),
    "port of none": (["serve", "{ok}", "--port", "0"], "--port", "1 to 65535"),
    "port in words": (["serve", "{ok}", "--port", "http"], "--port", "invalid int"),
    "port in use": (["serve", "{ok}", "--port", "{taken}"], ":{taken}/", "choose another --port"),
    "no workers": (["serve", "{ok}", "--workers", "0"], "--workers", "1 to 1000"),
    "too many workers": (["serve", "{ok}", "--workers", "9999999"], "--workers", "1 to 1000"),
    "no rows": (["serve", "{ok}", "--rows", "0"], "--rows", "1 or more"),
    "less than nobody waits": (["serve", "{ok}", "--waiting", "-1"], "--waiting", "0 or more"),
    "no query of a client": (["serve", "{ok}", "--per-client", "0"], "--per-client", "1 or more"),
    "no time": (["serve", "{ok}", "--timeout", "0"], "--timeout", "more than 0"),
    "time that is no number": (["serve", "{ok}", "--timeout", "nan"], "--timeout", "more than 0"),
    "time without end": (["serve", "{ok}", "--timeout", "inf"], "--timeout", "up to 86400"),
    "IPv6": (["serve", "{ok}", "--listen", "::1"], "--listen", "write 127.0.0.1"),
    "a name": (["serve", "{ok}", "--listen", "my.example"], "--listen", "write 127.0.0.1"),
    "everybody": (["serve", "{ok}", "--listen", "0.0.0.0"], "0.0.0.0", "add --i-know"),
    "elsewhere": (
        ["serve", "{ok}", "--listen", "203.0.113.1", "--i-know"],
        "203.0.113.1",
        "choose another --port or --listen",
    ),
    # what is no graph
    "no graph to serve": (["serve", "{none}"], "{none}/graph.ttl", "kg build"),
    "no graph to ask": (["query", "{none}", "positions"], "{none}", "kg build"),
    "no graph to explain": (["explain", "{none}", "d:a"], "{none}", "kg build"),
    "no graph to export": (["export", "{none}", "trig"], "{none}/graph.ttl", "kg build"),
    "no graph to load": (["load", "{none}", *["--store", "{down}"]], "{none}", "kg build"),
    "a folder for a graph": (["query", "{folder}", "positions"], "{folder}/graph.ttl", "kg build"),
    "nonsense to serve": (["serve", "{nonsense}"], "{nonsense}/graph.ttl", "not Turtle"),
    "nonsense to ask": (["query", "{nonsense}", "entities"], "{nonsense}/graph.ttl", "not Turtle"),
    "nonsense to export": (["export", "{nonsense}", "trig"], "{nonsense}/graph.ttl", "not Turtle"),
    "nonsense to draw": (["export", "{nonsense}", "csv"], "{nonsense}/graph.ttl", "not Turtle"),
    "nonsense to load": (["load", "{nonsense}", "--store", "{down}"], "{nonsense}", "not Turtle"),
    "bytes to export": (["export", "{bytes}", "ntriples"], "{bytes}/graph.ttl", "not Turtle"),
    "bytes to draw": (["export", "{bytes}", "gexf"], "{bytes}/graph.ttl", "not Turtle"),
    "depth to serve": (["serve", "{deep}"], "{deep}/graph.ttl", "not Turtle"),
    "depth to ask": (["query", "{deep}", "entities"], "query", "too deep"),
    "depth to export": (["export", "{deep}", "ntriples"], "{deep}/graph.ttl", "not Turtle"),
    "depth to draw": (["export", "{deep}", "graphml"], "{deep}/graph.ttl", "not Turtle"),
    "depth to load": (["load", "{deep}", "--store", "{down}"], "{deep}/graph.ttl", "not Turtle"),
    # kg export and kg load
    "export into a file": (
        ["export", "{ok}", "trig", "--to", "{text}"],
        "{text}",
        "cannot be made",
    ),
    "a store that is down": (["load", "{ok}", "--store", "{down}"], "{down}", "is it running?"),
    "a store without an address": (["load", "{ok}"], "--store", "give the address"),
    "a password in an address": (
        ["load", "{ok}", "--store", f"http://ada:{SECRET}@127.0.0.1:1/"],
        "127.0.0.1:1",
        "KG_STORE_PASSWORD",
    ),
    "a password with a slash": (
        ["load", "{ok}", "--store", f"http://ada:x/{SECRET}@127.0.0.1:1/"],
        "127.0.0.1:1",
        "http",
    ),
    "a port of no number": (
        ["load", "{ok}", "--store", f"http://ada:{SECRET}@127.0.0.1:port/"],
        "127.0.0.1:port",
        "http or https address",
    ),
    "half an address": (["load", "{ok}", "--store", "http://[::1/"], "http://[::1/", "is no http"),
    "a file for a store": (["load", "{ok}", "--store", "file:///etc"], "file:///etc", "is no http"),
    # kg build
    "no such encoding": (["build", "{new}", "{text}", "--encoding", "utf99"], "utf99", "cp1252"),
    "no encoding of text": (["build", "{new}", "{text}", "--encoding", "hex"], "hex", "cp1252"),
    "an odd encoding": (["build", "{new}", "{text}", "--encoding", "a\0b"], "encoding", "cp1252"),
    "a broken pipeline": (
        ["build", "{new}", "{text}", "--pipeline", "{folder}"],
        "{folder}",
        "cannot be loaded",
    ),
    "no number of processes": (
        ["build", "{new}", "{text}", "--workers", "many"],
        "--workers",
        "no number of processes",
    ),
    "output is a file": (["build", "{text}", "{text}"], "{text}", "an empty folder"),
    "output is somebody's": (["build", "{mine}", "{text}"], "{mine}", "an empty folder"),
}
"""The command, whose second word is the output folder, the place and the remedy."""


@pytest.fixture(scope="module")
def places(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, str]]:
    root = tmp_path_factory.mktemp("mistakes")
    graphs = {"ok": GRAPH.encode(), "nonsense": b"nonsense", "deep": DEEP.encode()}
    for name, data in {**graphs, "bytes": b"\xff\xfe\x00", "mine": b"mine"}.items():
        (root / name).mkdir()
        (root / name / ("graph.ttl" if name != "mine" else "a.txt")).write_bytes(data)
    (root / "folder" / "graph.ttl").mkdir(parents=True)
    (root / "text").write_text("Norland closed the port of Sund.", encoding="utf-8")
    names = ("ok", "nonsense", "deep", "bytes", "mine", "folder", "text", "none", "new")
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield {
            **{name: str(root / name) for name in names},
            "taken": str(server.getsockname()[1]),
            "down": "http://127.0.0.1:1/store",
        }


@pytest.mark.parametrize("mistake", MISTAKES)
def test_a_mistake_is_told_in_one_line(
    mistake: str,
    places: dict[str, str],
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("kg.serve._run", lambda *_: None)  # so that none is served after all
    words, place, remedy = MISTAKES[mistake]
    command, output, *more = (word.format(**places) for word in words)
    try:
        code = main([command, "--output", output, *more])
    except SystemExit as stop:
        code = int(stop.code or 0)
    out, err = capsys.readouterr()
    assert (code, out) == (2, "") and err.count("\n") == 1, err
    assert place.format(**places) in err and remedy in err and SECRET not in err, err
    assert not Path(places["none"]).exists() and not Path(places["new"]).exists()


def test_a_port_is_taken_before_it_is_told(
    places: dict[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["serve", "--output", places["ok"], "--port", places["taken"]]) == 2
    assert "Serving" not in capsys.readouterr().out


def test_an_export_makes_its_folder(places: dict[str, str], tmp_path: Path) -> None:
    target = tmp_path / "deep" / "down"
    assert main(["export", "ntriples", "--output", places["ok"], "--to", str(target)]) == 0
    assert (target / "graph.nt").read_text(encoding="utf-8") == "<urn:x:a> <urn:x:b> <urn:x:c> .\n"


def test_an_export_leaves_the_graph_that_it_is_of(places: dict[str, str]) -> None:
    graph = Path(places["ok"]) / "graph.ttl"
    before = graph.stat().st_ino
    assert main(["export", "turtle", "--output", places["ok"]]) == 0
    assert graph.stat().st_ino == before


def test_what_the_system_refuses_is_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    def refused(_: object) -> int:
        raise PermissionError(13, "Permission denied", "/somewhere")

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("kg.cli.questions.run", refused)
        assert main(["questions"]) == 2
    assert capsys.readouterr().err == "kg: /somewhere: refused: Permission denied\n"


def test_the_exit_code_of_a_build() -> None:
    report = Report(
        articles=(),
        skipped=(),
        entities={},
        facts={},
        mentions=0,
        triples=0,
        actors=(),
        conforms=True,
        violations=(),
        unmet=(),
    )
    assert [report.exit_code(strict=strict) for strict in (False, True)] == [0, 0]
    assert replace(report, conforms=False).exit_code(strict=False) == 1
