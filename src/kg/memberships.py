"""Which states belong to which organisation and since when: facts that are known beforehand, so
that a bloc can be asked about.

`data/memberships.toml` has them, under the keys of the entity base.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Set
from typing import Any

from kg.entity_base import EntityBase
from kg.errors import DataError
from kg.lexicon import load_memberships
from kg.model import EntityKey, Membership
from kg.partial_dates import PartialDate

FILE = "memberships.toml"


def memberships(base: EntityBase, told: Set[EntityKey]) -> tuple[Membership, ...]:
    """The memberships of the states that are told of, sorted.

    A base without an organisation or a state leaves out what is said of it. A date that is none
    raises `DataError`.

    >>> from kg.ontology import load_entities
    >>> memberships(load_entities(), {"aukus"}), memberships(load_entities(), {"finland"})[0].start
    ((), PartialDate(iso='1989'))
    """
    found = (m for m in _read(load_memberships(), base) if m.member in told)
    return tuple(sorted(found, key=lambda m: (m.member, m.of, m.start.iso)))


def _read(table: Mapping[str, Any], base: EntityBase) -> Iterator[Membership]:
    for organization, rows in table.items():
        bloc = base.entities.get(organization)
        for start, members in rows.items() if bloc else ():
            for member in members:
                key, end = (member, "") if isinstance(member, str) else member
                if bloc and key in base.entities:
                    yield Membership(
                        member=key,
                        of=organization,
                        name=bloc.name,
                        start=_date(start),
                        end=_date(end) if end else None,
                    )


def _date(text: str) -> PartialDate:
    try:
        return PartialDate(iso=text)
    except ValueError as error:
        raise DataError(FILE, f"{text!r} is not a date (2014, 2014-03 or 2014-03-18)") from error
