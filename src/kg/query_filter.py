"""Which queries may run at all: what reaches beyond the graph or changes it is refused.

The engine knows no words, only what may stand at a place: `SERVICE:a{}` asks a server, and so does
`?o.SERVICE:a{}`. Here a query is read by the terminals of SPARQL 1.1, and where `<` may begin an
address as well as compare, in both ways: what is refused in one of them is refused.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator

from kg.errors import QueryError

_LONGEST = 64_000
_DEEPEST = 100
_REFUSED = {
    "SERVICE": "a query stays on this graph, and asks no other server",
    "FROM": "a query stays on this graph; remove FROM",
    **dict.fromkeys(
        ("LOAD", "INSERT", "DELETE", "CLEAR", "DROP", "CREATE", "COPY", "MOVE", "ADD"),
        "the graph is read only; ask with SELECT, ASK, CONSTRUCT or DESCRIBE",
    ),
}
_BASE = (
    "A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u02ff\u0370-\u037d\u037f-\u1fff\u200c\u200d"
    "\u2070-\u218f\u2c00-\u2fef\u3001-\ud7ff\uf900-\ufdcf\ufdf0-\ufffd\U00010000-\U000effff"
)
_MORE = rf"{_BASE}_0-9\u00b7\u0300-\u036f\u203f\u2040"
_ESCAPED = r"%[0-9A-Fa-f]{2} | \\[_~.\-!$&'()*+,;=/?\#@%]"
_TOKEN = re.compile(
    rf"""(?P<skip> "{{3}} (?: "{{0,2}} (?: [^"\\] | \\. ) )*+ "{{3}}
        | '{{3}} (?: '{{0,2}} (?: [^'\\] | \\. ) )*+ '{{3}}
        | " (?: [^"\\\r\n] | \\. )*+ " | ' (?: [^'\\\r\n] | \\. )*+ '
        | [?$] [{_BASE}_0-9] [{_BASE}_0-9\u00b7\u0300-\u036f\u203f\u2040]*
        | @[A-Za-z]+ (?: --?[A-Za-z0-9]+ )* )
      | (?P<address> <[^<>"{{}}|^`\\\x00-\x20]*> )
      | (?P<name> (?: _ | [{_BASE}] [{_MORE}.-]{{0,1000}}+ )? :
          (?: (?: [{_MORE}:] | {_ESCAPED} )
              (?: (?: [{_MORE}.:-] | {_ESCAPED} )* (?: [{_MORE}:-] | {_ESCAPED} ) )? )? )
      | (?P<word> [A-Za-z_]\w* ) | (?P<open> [{{(\[] ) | (?P<close> [}})\]] ) | (?P<escape> \\ )""",
    re.VERBOSE | re.DOTALL,
)
_END_OF_LINE = re.compile(r"[\r\n]|\Z")
_GROUP = re.compile(r"(?:\s|#[^\r\n]*+)*+\{")


def check(query: str) -> None:
    """Refuse what reaches beyond the graph, changes it, or is built to exhaust the engine.

    Raises `QueryError` with what to do.
    """
    if len(query) > _LONGEST:
        raise QueryError("query", f"longer than {_LONGEST} characters")
    for kind, text, depth in _tokens(query):
        word = _refused(kind, text)
        if word:
            raise QueryError("query", f"{word} is not allowed: {_REFUSED[word]}")
        if kind == "escape":
            raise QueryError("query", "a backslash outside a string is not allowed")
        if depth > _DEEPEST:
            raise QueryError("query", f"nested deeper than {_DEEPEST} brackets")


def may_ask_others(query: str) -> bool:
    """Whether the letters of SERVICE stand in a query, as whatever: for systems on which nothing
    else would keep the engine from the network.
    """
    return "service" in query.casefold() or "\\" in query


def _refused(kind: str, text: str) -> str:
    """The word that may not be there; SERVICE also where it grew together with its neighbours."""
    if kind in ("word", "group") and "SERVICE" in text.partition(":")[0].upper():
        return "SERVICE"
    return text.upper() if kind == "word" and text.upper() in _REFUSED else ""


def _tokens(query: str) -> Iterator[tuple[str, str, int]]:
    """Kind, text and depth of each token, in all readings; a `group` is a name before a `{`."""
    waiting, seen = [(0, 0)], set[int]()
    ends = [match.start() for match in _END_OF_LINE.finditer(query)]
    while waiting:
        at, depth = waiting.pop()
        while at < len(query) and at not in seen:
            seen.add(at)
            if query[at] == "#":
                at = ends[bisect_left(ends, at)]
                continue
            match = _TOKEN.match(query, at)
            kind, text = (match.lastgroup or "", match[0]) if match else ("", query[at])
            if kind == "address" and _may_compare(text):
                waiting.append((at + 1, depth))
            at += len(text)
            if kind == "name" and _GROUP.match(query, at):
                kind = "group"
            depth += (kind == "open") - (kind == "close")
            yield kind, text, depth


def _may_compare(address: str) -> bool:
    """Whether what looks like an address may be a comparison and a comment, as in `?a<?b#>`."""
    before, mark, _ = address.partition("#")
    return bool(mark) and "//" not in before
