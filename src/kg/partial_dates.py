"""Dates as precise as they are known."""

from __future__ import annotations

import datetime as dt
import re
from calendar import monthrange
from dataclasses import dataclass

_MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)
_PARTIAL_DATE = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class PartialDate:
    """A date as precise as it is known: `2014`, `2014-03` or `2014-03-18`.

    >>> PartialDate(iso="2024-02").latest
    datetime.date(2024, 2, 29)
    """

    iso: str

    def __post_init__(self) -> None:
        if not _PARTIAL_DATE.fullmatch(self.iso):
            raise ValueError(
                f"{self.iso!r} is not a year, a month or a day (2014, 2014-03, 2014-03-18)"
            )

    @property
    def earliest(self) -> dt.date:
        return dt.date.fromisoformat((self.iso + "-01-01")[:10])

    @property
    def latest(self) -> dt.date:
        year, *rest = (int(part) for part in self.iso.split("-"))
        month = rest[0] if rest else 12
        day = rest[1] if len(rest) > 1 else monthrange(year, month)[1]
        return dt.date(year, month, day)

    @property
    def spoken(self) -> str:
        """As one says it.

        >>> PartialDate(iso="2024-03-02").spoken
        '2 March 2024'
        """
        year, *rest = self.iso.split("-")
        month = [_MONTHS[int(rest[0]) - 1]] if rest else []
        return " ".join([*(str(int(day)) for day in rest[1:]), *month, year])
