"""What one odd article may raise: told as a fault of the input, or as a bug of ours.

A `KeyError`, `TypeError` or `AttributeError` that our own code raises is a bug, whatever the
article: it is told so, with where it was raised, and the environment variable `KG_RAISE_BUGS`
makes it end the run, as in the tests. What a library raises on a broken file is the file's fault.
"""

from __future__ import annotations

import os
import traceback
from pathlib import Path

from kg.model import Skipped

BUGS = (AttributeError, KeyError, TypeError)
_OURS = Path(__file__).parent
_LONGEST = 200


def fault(name: str, error: BaseException, problem: str) -> Skipped:
    """The article `name`, skipped for what was raised; `problem` is a sentence with a place for it.

    >>> fault("a.txt", ValueError("odd"), "cannot be read ({}); look at it").message
    'cannot be read (ValueError: odd); look at it'
    """
    told = " ".join(f"{type(error).__name__}: {error}".split())[:_LONGEST]
    places = trace(error)
    if not is_bug(error):
        message = problem.format(told)
        return Skipped(name=name, reason="failed", message=message, trace=places)
    if os.environ.get("KG_RAISE_BUGS"):
        raise error
    message = f"met a bug of kg ({told}); please report it, with report.json and the article"
    return Skipped(name=name, reason="bug", message=message, trace=places)


def is_bug(error: BaseException) -> bool:
    """Whether our own code raised what no input should make it raise."""
    frames = traceback.extract_tb(error.__traceback__)
    return isinstance(error, BUGS) and bool(frames) and _is_ours(frames[-1])


def trace(error: BaseException) -> tuple[str, ...]:
    """Where it was raised, outermost first: files without the folders they are installed in."""
    return tuple(
        f"{'/'.join(Path(frame.filename).parts[-2:])}:{frame.lineno} {frame.name}: {frame.line}"
        for frame in traceback.extract_tb(error.__traceback__)
    )


def _is_ours(frame: traceback.FrameSummary) -> bool:
    return Path(frame.filename).is_relative_to(_OURS)
