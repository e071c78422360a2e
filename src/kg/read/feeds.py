"""Feeds (RSS, Atom): one article an entry, as much of it as the feed gives."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from kg.model import Skipped
from kg.read.files import Unreadable, read_bytes
from kg.read.records import Record
from kg.read.rows import read_row
from kg.read.sources import Source

_ENTRIES = frozenset({"item", "entry"})
_FIELDS = {
    "text": ("encoded", "content"),
    "description": ("description", "summary"),
    "title": ("title",),
    "published": ("pubDate", "published", "date", "issued", "updated", "modified"),
    "publisher": ("source", "publisher"),
    "id": ("guid", "id"),
}


def feed(source: Source, encoding: str | None) -> Iterator[Record | Skipped]:
    root, notes = _parsed(read_bytes(source.path), encoding)
    entries = [node for node in root.iter() if _name(node) in _ENTRIES]
    if not entries:
        raise Unreadable("no_text", "is XML and no feed: it has no entry of RSS or Atom")
    channel = next((node for node in root.iter() if _name(node) in {"channel", "feed"}), root)
    publisher = _text(channel, ("title",))
    for number, entry in enumerate(entries, start=1):
        row = {field: _text(entry, names) for field, names in _FIELDS.items()}
        row["publisher"] = row["publisher"] or publisher
        row["url"] = _link(entry)
        yield read_row(source, row, number, notes if number == 1 else ())


def _parsed(data: bytes, encoding: str | None) -> tuple[Any, tuple[str, ...]]:
    """The root of the XML: read as far as it goes where it is broken, and that is said."""
    import lxml.etree  # slow to import, and only markup needs it

    safe = {"resolve_entities": False, "no_network": True, "load_dtd": False, "encoding": encoding}
    try:
        return lxml.etree.fromstring(data, lxml.etree.XMLParser(**safe)), ()
    except (lxml.etree.LxmlError, ValueError, LookupError):
        pass
    try:
        root = lxml.etree.fromstring(data, lxml.etree.XMLParser(recover=True, **safe))
    except (lxml.etree.LxmlError, ValueError, LookupError) as error:
        raise Unreadable("malformed", "is not XML; fetch the feed again") from error
    if root is None:
        raise Unreadable("malformed", "is not XML; fetch the feed again")
    return root, ("is not well-formed XML; read as far as it could be",)


def _name(node: Any) -> str:
    """The name of an element, whatever its namespace; empty for comments and the like."""
    return node.tag.rpartition("}")[2] if isinstance(node.tag, str) else ""


def _text(node: Any, names: tuple[str, ...]) -> str:
    """What the first of these children holds, markup with its tags."""
    for name in names:
        for child in node:
            if _name(child) == name and (told := _inner(child)):
                return told
    return ""


def _inner(node: Any) -> str:
    import lxml.etree

    parts = [node.text or ""]
    parts += [lxml.etree.tostring(child, encoding="unicode", method="html") for child in node]
    return "".join(parts).strip()


def _link(entry: Any) -> str:
    links = [node for node in entry if _name(node) == "link"]
    told = (
        (node.get("href") or node.text or "").strip()
        for node in links
        if node.get("rel") in {None, "alternate"}
    )
    return next((address for address in told if address), "")
