"""Write beside the target, then rename: a file is the old one or the new one, never half of it."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from kg.errors import OutputError


@contextmanager
def replacing(target: Path) -> Iterator[BinaryIO]:
    """A binary file that takes the place of `target` once all is written, and else leaves no trace.

    What the system refuses (no space, no permission) is raised as `OutputError`.
    """
    beside = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        with beside.open("xb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        beside.replace(target)
    except OSError as error:
        raise OutputError(target, f"cannot be written: {error.strerror or error}") from error
    finally:
        with suppress(OSError):
            beside.unlink(missing_ok=True)
