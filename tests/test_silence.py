"""Nothing is sent out and nothing is kept: no command opens a connection or writes outside of its
output, onnxruntime's telemetry included.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.heavy
STRACE = shutil.which("strace")
COMMANDS = [
    ["query", "positions", "--output", "out"],
    ["explain", "--output", "out", "truce"],
    ["export", "--output", "out", "--to", "exported", "csv"],
]


def _run(folder: Path, command: list[str]) -> tuple[str, str]:
    """What the command sent to the network, and what it said; its home is `folder/home`."""
    (folder / "home").mkdir(exist_ok=True)
    env = {k: v for k, v in os.environ.items() if k not in ("CI", "ORT_DISABLE_TELEMETRY")}
    env |= {"HOME": str(folder / "home"), "XDG_CACHE_HOME": ""}
    trace = folder / "trace"
    watch = [STRACE, "-f", "-qq", "-e", "trace=network", "-o", str(trace)] if STRACE else []
    ran = subprocess.run(
        [*watch, sys.executable, "-m", "kg", *command],
        cwd=folder,
        env=env,
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    asked = trace.read_text(encoding="utf-8") if STRACE else ""
    sent = re.findall(r".*\b(?:connect|sendto|sendmsg|sendmmsg)\(.*\bAF_INET6?\b.*", asked)
    return "\n".join(sent), ran.stdout + ran.stderr


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """A folder with a build in it, and what the build asked the network for."""
    folder = tmp_path_factory.mktemp("silent")
    article = folder / "articles" / "one.txt"
    article.parent.mkdir()
    article.write_text(
        "Norland rejects truce\n\nNorland rejected the truce at https://example.org on Monday.\n",
        encoding="utf-8",
    )
    asked, said = _run(folder, ["build", "articles", "--output", "out"])
    assert (folder / "out" / "graph.ttl").exists(), said
    return folder, asked


def test_a_build_asks_nobody_and_leaves_nothing_at_home(built: tuple[Path, str]) -> None:
    folder, asked = built
    assert asked == ""
    assert list((folder / "home").rglob("*")) == []
    assert {p.name for p in folder.iterdir()} <= {"articles", "out", "home", "trace"}


@pytest.mark.parametrize("command", COMMANDS, ids=lambda c: c[0])
def test_no_command_asks_anybody(built: tuple[Path, str], command: list[str]) -> None:
    folder, _ = built
    asked, _ = _run(folder, command)
    assert asked == ""
    assert list((folder / "home").rglob("*")) == []
