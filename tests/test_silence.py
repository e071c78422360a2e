"""Nothing is sent out and nothing is kept: no command opens a connection or writes outside of its
output, onnxruntime's telemetry included.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path
from urllib.request import urlopen

import pytest
from tests.triple_stores import free_port

import kg

pytestmark = pytest.mark.heavy
STRACE = shutil.which("strace")
STORE = "127.0.0.1:1"
"""Where nobody listens; the one place that a command may turn to, where it is told to."""
COMMANDS = [
    ["query", "positions", "-g", "out"],
    ["questions"],
    ["explain", "-g", "out", "truce"],
    ["export", "-g", "out", "--to", "exported", "csv"],
    ["export", "-g", "out", "--to", "exported", "html"],
    ["validate", "out"],
    ["review", "-g", "out"],
    ["reject", "-g", "out", "{fact}"],
    ["edit", "-g", "out", "{fact}", "stance", "supports"],
    ["same", "-g", "out", "Norland", "Sudria"],
    ["different", "-g", "out", "Norland", "Sudria"],
    ["doctor"],
    ["load", "-g", "out", "--store", f"http://{STORE}/store"],
    ["build", "articles", "--output", "out", "--workers", "2"],
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
    return sent(asked), ran.stdout + ran.stderr


def sent(trace: str) -> str:
    """What went to the network, but for the store that `kg load` is given."""
    calls = re.findall(r".*\b(?:connect|sendto|sendmsg|sendmmsg)\(.*\bAF_INET6?\b.*", trace)
    host, _, port = STORE.partition(":")
    store = f'sin_port=htons({port}), sin_addr=inet_addr("{host}")'
    return "\n".join(call for call in calls if store not in call)


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


@pytest.mark.parametrize("command", COMMANDS, ids=lambda c: " ".join(c[:1] + c[-1:]))
def test_no_command_asks_anybody(built: tuple[Path, str], command: list[str]) -> None:
    folder, _ = built
    facts = re.findall(
        r"^(d:position_\w+)", (folder / "out" / "graph.ttl").read_text(), re.MULTILINE
    )
    asked, said = _run(folder, [part.format(fact=facts[0]) for part in command])
    assert asked == "" and "Traceback" not in said
    assert list((folder / "home").rglob("*")) == []


def test_every_command_is_among_them() -> None:
    files = {path.stem for path in (Path(kg.__file__).parent / "cli").glob("*.py")}
    commands = files - {"__init__", "arguments", "deciding", "serve"}
    assert {command[0] for command in COMMANDS} == commands


def test_a_server_asks_nobody(built: tuple[Path, str]) -> None:
    folder, _ = built
    trace, port = folder / "trace", free_port()
    watch = [STRACE, "-f", "-qq", "-e", "trace=network", "-o", str(trace)] if STRACE else []
    command = [*watch, sys.executable, "-m", "kg", "serve", "-g", "out", "--port", str(port)]
    env = {k: v for k, v in os.environ.items() if k not in ("CI", "ORT_DISABLE_TELEMETRY")}
    env |= {"HOME": str(folder / "home"), "XDG_CACHE_HOME": ""}
    with subprocess.Popen(command, cwd=folder, env=env, stdout=subprocess.PIPE) as server:
        assert server.stdout and b"Serving" in server.stdout.readline()
        for _ in range(100):
            with (
                suppress(OSError),
                urlopen(f"http://127.0.0.1:{port}/ontology", timeout=60) as page,
            ):
                assert page.status == 200
                break
            time.sleep(0.1)
        query = f"http://127.0.0.1:{port}/sparql?query=ASK%7B%3Fs%20%3Fp%20%3Fo%7D"
        with urlopen(query, timeout=60) as page:
            assert json.load(page)["boolean"]
        subprocess.run(["pkill", "-TERM", "-P", str(server.pid)], check=False)
        server.terminate()
    assert sent(trace.read_text(encoding="utf-8") if STRACE else "") == ""
    assert list((folder / "home").rglob("*")) == []
