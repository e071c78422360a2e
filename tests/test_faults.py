"""Hostile input and an unkind system: a build ends, says so, and leaves nothing half done."""

from __future__ import annotations

import json
import os
import resource
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from tests.forked import Forked

from kg.cli import main
from kg.errors import OutputError
from kg.model import Article, Skipped
from kg.outputs import delivery
from kg.pipeline import build
from kg.read import read

ROOT = os.geteuid() == 0
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


def contents(folder: Path) -> dict[str, bytes]:
    """What lies in an output folder for everybody to see."""
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted((*folder.glob("[!.]*"), *(folder / "text").glob("*")))
        if path.is_file()
    }


def articles(folder: Path) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "a.txt").write_text(COAST, encoding="utf-8")
    (folder / "b.txt").write_text(INLAND, encoding="utf-8")
    return folder


# Odd files


def test_only_regular_files_inside_the_folder_are_read(tmp_path: Path) -> None:
    folder = articles(tmp_path / "articles")
    (tmp_path / "secret.txt").write_text("not for reading", encoding="utf-8")
    (folder / "out.txt").symlink_to(tmp_path / "secret.txt")
    (folder / "up").symlink_to(tmp_path)
    (folder / "loop").symlink_to(folder)
    (folder / "gone.txt").symlink_to(tmp_path / "gone")
    (folder / "zero.txt").symlink_to("/dev/zero")
    os.mkfifo(folder / "pipe.txt")
    (folder / "movie.mp4").write_bytes(b"x")
    before = time.monotonic()
    found = list(read([folder]))
    assert time.monotonic() - before < 5
    assert [item.name for item in found if isinstance(item, Article)] == ["a.txt", "b.txt"]
    assert {item.name: item.reason for item in found if isinstance(item, Skipped)} == {
        "out.txt": "symlink",
        "up": "symlink",
        "loop": "symlink",
        "gone.txt": "symlink",
        "zero.txt": "symlink",
        "pipe.txt": "not_a_file",
        "movie.mp4": "unknown_format",
    }


def test_a_pipe_or_device_given_by_name_is_not_opened(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    (item,) = read([tmp_path / "pipe.txt"])
    assert isinstance(item, Skipped) and item.reason == "not_a_file"
    (item,) = read([Path("/dev/zero")])
    assert isinstance(item, Skipped) and item.reason == "not_a_file"


def test_a_name_that_is_no_text_can_be_printed(tmp_path: Path) -> None:
    path = os.fsencode(tmp_path) + b"/caf\xff\n.txt"
    Path(os.fsdecode(path)).write_text(COAST, encoding="utf-8")
    (article,) = read([tmp_path])
    assert isinstance(article, Article) and article.name == "caf\ufffd\ufffd.txt"
    article.name.encode("utf-8")


@pytest.mark.skipif(ROOT, reason="root may read everything")
def test_a_file_that_may_not_be_read_is_named(tmp_path: Path) -> None:
    folder = articles(tmp_path / "articles")
    (folder / "b.txt").chmod(0)
    reasons = [item.reason for item in read([folder]) if isinstance(item, Skipped)]
    assert reasons == ["unreadable"]


HOSTILE = {
    "dollars": "Voss said: " + "$" * 8000,
    "brackets": "(" * 200_000,
    "ships": "Voss said 🚢" + "🚢" * 100_000,
    "one line": "Norland said so and so. " * 1500,
    "one word": "a" * 200_000,
    "controls": "Voss\x00 said\x1b[2J so\u2028 and\u202e so. " * 5,
    "markup": '<script>alert(1)</script> "> href=javascript:x \'\'\'""" \\u0000 said Voss. ' * 5,
}


def test_odd_texts_do_not_hold_up_or_change_the_others(tmp_path: Path) -> None:
    folder = articles(tmp_path / "articles")
    build([folder], tmp_path / "plain")
    for name, text in HOSTILE.items():
        (folder / f"odd-{name}.txt").write_bytes(text.encode("utf-8"))
    before = time.process_time()
    report = build([folder], tmp_path / "odd")
    assert time.process_time() - before < 2 * len(HOSTILE) + 10
    plain, odd = (
        json.loads((tmp_path / name / "report.json").read_bytes())["articles"]
        for name in ("plain", "odd")
    )
    assert [article for article in odd if not article["name"].startswith("odd-")] == plain
    assert report.conforms and len(report.articles) == 2 + len(HOSTILE)


def test_names_from_content_make_no_paths(tmp_path: Path) -> None:
    ids = ["../../x", "/etc/passwd", "CON", "a\nb", "x" * 5000, "a/../../b", "\x00", "…", "%2e%2e"]
    lines = [json.dumps({"id": id_, "text": f"{INLAND} Number {id_}."}) for id_ in ids]
    folder = tmp_path / "deep" / "articles"
    folder.mkdir(parents=True)
    (folder / "a.jsonl").write_text("\n".join(lines), encoding="utf-8")
    before = set(tmp_path.rglob("*"))
    report = build([folder], tmp_path / "deep" / "out")
    assert len(report.articles) == len(ids)
    made = set(tmp_path.rglob("*")) - before
    assert all(path.is_relative_to(tmp_path / "deep" / "out") for path in made)
    assert len(list((tmp_path / "deep" / "out" / "text").iterdir())) == len(ids)


# An unkind system

HOLD = "import sys,time; from pathlib import Path; from kg.outputs import delivery\n" + (
    "with delivery(Path(sys.argv[1])):\n    print('held', flush=True); time.sleep(60)"
)


def test_a_second_build_refuses_and_names_the_first(tmp_path: Path) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", HOLD, str(tmp_path / "out")], stdout=subprocess.PIPE
    ) as first:
        assert first.stdout and first.stdout.readline() == b"held\n"
        with (
            pytest.raises(OutputError, match=rf"process {first.pid}\)"),
            delivery(tmp_path / "out"),
        ):
            pass
        first.kill()
    with delivery(tmp_path / "out") as files:
        assert list(files.stage.rglob("*.txt")) == []


@pytest.mark.parametrize("size", [0, 1000, 20_000])
def test_a_full_disk_keeps_the_old_output(size: int, tmp_path: Path) -> None:
    folder, output = articles(tmp_path / "articles"), tmp_path / "out"
    build([folder / "a.txt"], output)
    before = contents(output)

    def limited() -> int:
        resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))
        return main(["build", str(folder), "--output", str(output)])

    run = Forked(limited)
    assert run.wait() == 2
    assert str(output) in run.told and run.told.count("\n") == 1
    assert contents(output) == before
    assert not (output / ".kg" / "new").exists()


@pytest.mark.skipif(ROOT, reason="root may write everywhere")
def test_a_folder_that_may_not_be_written_is_named(tmp_path: Path) -> None:
    folder, output = articles(tmp_path / "articles"), tmp_path / "out"
    output.mkdir(mode=0o500)
    with pytest.raises(OutputError, match="cannot be written"):
        build([folder], output)


def test_a_killed_build_leaves_whole_files(tmp_path: Path) -> None:
    folder, output = articles(tmp_path / "articles"), tmp_path / "out"
    build([folder], tmp_path / "whole")
    build([folder / "a.txt"], output)
    old, new = contents(output), contents(tmp_path / "whole")
    command = ["build", str(folder), "--output", str(output)]
    for delay in (0.01, 0.05, 0.1, 0.2, 0.3, 0.5):
        run = Forked(lambda: main(command))
        time.sleep(delay)
        os.kill(run.process, signal.SIGKILL)
        run.wait()
        assert contents(output) in (old, new)
    build([folder], output)
    assert contents(output) == new


def test_marks_without_end_and_sentences_without_end_are_read(tmp_path: Path) -> None:
    """Neither takes the square of its length, and both leave their neighbour as it is alone."""
    neighbour = "Norland rejects truce\n\nNorland rejected the truce on Monday.\n"
    for name, text in (
        ("marks.txt", "« " * 1500),
        ("endless.txt", "Norland rejected the truce and " * 400),
        ("plain.txt", neighbour),
    ):
        (tmp_path / name).write_text(text, encoding="utf-8")
    report = build([tmp_path], tmp_path / "out")
    assert {a.name for a in report.articles} >= {"endless.txt", "plain.txt"}
    assert not [s for s in report.skipped if "could not be understood" in s.message]
