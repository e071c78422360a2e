"""Work in a process of its own that need not be started: it has all that is loaded here."""

from __future__ import annotations

import os
import sys
import traceback
from collections.abc import Callable


class Forked:
    """A process that does `work` and ends with what it returns; `told` is what it says on standard
    error, known once it has ended.
    """

    def __init__(self, work: Callable[[], int]) -> None:
        self.told = ""
        self._hears, says = os.pipe()
        self.process = os.fork()
        if not self.process:
            os.close(self._hears)
            with os.fdopen(says, "w", encoding="utf-8") as sys.stderr:
                code = code_of(work)
                sys.stderr.flush()
            os._exit(code)
        os.close(says)

    def wait(self) -> int:
        """Its exit code; below zero the signal that ended it."""
        with os.fdopen(self._hears, encoding="utf-8") as hears:
            self.told = hears.read()
        return os.waitstatus_to_exitcode(os.waitpid(self.process, 0)[1])


def code_of(work: Callable[[], int]) -> int:
    """What a process would end with that does `work`: 97, and a traceback, where it is a bug."""
    try:
        return work()
    except SystemExit as stop:
        return int(stop.code or 0)
    except BaseException as error:
        traceback.print_exception(error)
        return 97
