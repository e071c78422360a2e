"""What can go wrong, as one small tree.

KgError                 a user can mend it; exit code 2
├── InputError          nothing could be read, a path is missing, a date is malformed
├── DataError           a file of linguistic or entity data has faults (all of them listed)
├── OntologyError       a term that the ontology does not have (the nearest names are given)
├── PipelineError       the spaCy pipeline is missing or lacks a component
├── QueryError          a query is unknown, malformed or not allowed
│   └── QueryStopped    a query took too long, or too much memory
├── OutputError         a file cannot be written
└── StoreError          a triple store cannot be reached, refuses, or holds something else
"""

from __future__ import annotations


class KgError(Exception):
    """`place` is the file, entry or argument at fault; `problem` what is wrong and what to do."""

    def __init__(self, place: object, problem: str) -> None:
        super().__init__(f"{place}: {problem}")
        self.place = str(place)
        self.problem = problem


class InputError(KgError):
    """Nothing could be read, a path is missing, or an option's value is malformed."""


class DataError(KgError):
    """A file of linguistic or entity data has faults; `problem` lists all of them."""


class OntologyError(KgError):
    """A term that the ontology does not have."""


class PipelineError(KgError):
    """The spaCy pipeline is not installed or lacks a component."""


class QueryError(KgError):
    """A query is unknown, malformed or not allowed."""


class QueryStopped(QueryError):
    """A query took too long or ended the query engine."""


class OutputError(KgError):
    """A file cannot be written."""


class StoreError(KgError):
    """A triple store cannot be reached, refuses, or does not hold what was loaded."""
