"""Which functions of a package were asked about something, and what they answered: for debugging.

The functions themselves know nothing of it: Python's profiler tells of each call and each return.
"""

from __future__ import annotations

import inspect
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from types import FrameType
from typing import Any, TypeVar

_Found = TypeVar("_Found")
_NAMELESS = "<"
"""Generator expressions and lambdas: parts of the function that they stand in."""


@dataclass(slots=True, eq=False, kw_only=True)
class Call:
    """A function by its module and name, what it was given, what it gave (of a generator the list
    of what it yielded), and the calls that it made itself.
    """

    name: str
    told: str
    given: tuple[Any, ...]
    answer: Any = None
    calls: list[Call] = field(default_factory=list)


def watched(package: str, run: Callable[[], _Found]) -> tuple[_Found, Call]:
    """What `run` gives, and the calls of functions of `package` on the way, below one of no name.

    >>> from kg.nearest import nearest
    >>> found, top = watched("kg.nearest", lambda: nearest("stanse", ["stance"]))
    >>> top.calls[0].name, top.calls[0].given[0], top.calls[0].answer == found
    ('nearest.nearest', 'stanse', True)
    """
    top = Call(name="", told="", given=())
    watcher = _Watcher(package=f"{package}.", open={}, top=top)
    before = sys.getprofile()
    sys.setprofile(watcher.notice)
    try:
        found = run()
    finally:
        sys.setprofile(before)
    return found, top


@dataclass(slots=True, kw_only=True)
class _Watcher:
    """Hears of each call and return; `open` has the calls that are not over, generators as well."""

    package: str
    open: dict[FrameType, Call]
    top: Call

    def notice(self, frame: FrameType, event: str, answer: Any) -> None:
        """What Python tells: a function is entered (a generator: again), or left with an answer."""
        if event == "call" and frame not in self.open and self._is_ours(frame):
            self.open[frame] = call = _call(frame)
            self._around(frame).calls.append(call)
        elif event == "return" and (known := self.open.get(frame)) is not None:
            if not frame.f_code.co_flags & inspect.CO_GENERATOR:
                known.answer = answer
                del self.open[frame]
            elif known.answer is None:
                known.answer = []
            if frame.f_code.co_flags & inspect.CO_GENERATOR and answer is not None:
                known.answer.append(answer)

    def _is_ours(self, frame: FrameType) -> bool:
        module = f"{frame.f_globals.get('__name__', '')}."
        return module.startswith(self.package) and frame.f_code.co_name[0] != _NAMELESS

    def _around(self, frame: FrameType) -> Call:
        """The call that the frame was entered from, over functions that are not ours."""
        outer = frame.f_back
        while outer is not None:
            if outer in self.open:
                return self.open[outer]
            outer = outer.f_back
        return self.top


def _call(frame: FrameType) -> Call:
    code = frame.f_code
    given = tuple(frame.f_locals.get(name) for name in code.co_varnames[: code.co_argcount])
    module = frame.f_globals["__name__"].rpartition(".")[2]
    function = frame.f_globals.get(code.co_name)
    told = " ".join((inspect.getdoc(function) or "").split()) if function else ""
    return Call(name=f"{module}.{code.co_name}", told=told, given=given)
