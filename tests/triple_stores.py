"""Real triple stores, started for the tests: Oxigraph from PyPI and Virtuoso from Debian."""

from __future__ import annotations

import contextlib
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

VIRTUOSO = """
[Database]
DatabaseFile={0}/virtuoso.db
ErrorLogFile={0}/virtuoso.log
LockFile={0}/virtuoso.lck
TransactionFile={0}/virtuoso.trx
xa_persistent_file={0}/virtuoso.pxa
[TempDatabase]
DatabaseFile={0}/temporary.db
TransactionFile={0}/temporary.trx
[Parameters]
ServerPort=127.0.0.1:{1}
NumberOfBuffers=10000
[HTTPServer]
ServerPort=127.0.0.1:{2}
ServerThreads=4
[SPARQL]
ResultSetMaxRows=1000000
"""


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as server:
        return int(server.getsockname()[1])


@contextlib.contextmanager
def running(command: list[str], port: int, folder: Path, seconds: float = 60) -> Iterator[str]:
    """A server until it listens, and no longer than the block; its address."""
    with (folder / "output.txt").open("wb") as output:
        process = subprocess.Popen(command, stdout=output, stderr=output)
    try:
        if not listening(process, port, seconds):
            raise AssertionError(f"{command}: {(folder / 'output.txt').read_text()}")
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        try:
            process.wait(20)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def listening(process: subprocess.Popen[bytes], port: int, seconds: float = 60) -> bool:
    """Waits until a server listens; no longer than the process lives, and so many seconds."""
    until = time.monotonic() + seconds
    while time.monotonic() < until and process.poll() is None:
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
            return True
        time.sleep(0.1)
    return False


def oxigraph(folder: Path) -> contextlib.AbstractContextManager[str]:
    beside = Path(sys.executable).with_name("oxigraph")
    program = str(beside) if beside.exists() else shutil.which("oxigraph")
    if not program:
        pytest.skip("the oxigraph server is not installed: pip install oxigraph")
    port = free_port()
    options = ["--location", str(folder / "data"), "--bind", f"127.0.0.1:{port}"]
    return running([program, "serve", *options], port, folder)


def virtuoso(folder: Path) -> contextlib.AbstractContextManager[str]:
    program = shutil.which("virtuoso-t")
    if not program:
        pytest.skip("Virtuoso is not installed: apt-get install virtuoso-opensource")
    own, port = free_port(), free_port()
    (folder / "virtuoso.ini").write_text(VIRTUOSO.format(folder, own, port), encoding="utf-8")
    return running([program, "-f", "-c", str(folder / "virtuoso.ini")], port, folder, 300)
