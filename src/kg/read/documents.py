"""Documents (PDF, Word, RTF): the text of one article, with what its first lines tell."""

from __future__ import annotations

import io
import logging
import zipfile
from collections.abc import Iterator
from pathlib import Path

from kg.read.encodings import clean
from kg.read.files import LONGEST_BYTES, Unreadable, read_bytes
from kg.read.metadata import top
from kg.read.records import Record
from kg.read.reflow import paragraphs, without_running_lines
from kg.read.sources import Source

_MOST_PAGES = 1_000
_MOST_DRAWN = 500_000
_MOST_UNPACKED = 5 * LONGEST_BYTES
_SCANNED = "holds no text, perhaps pictures of pages: have them recognised (ocrmypdf), or type it"


def needed(library: str) -> Unreadable:
    """The word for a library that is not installed."""
    problem = (
        f"needs {library}, which is not installed: pip install {library}, "
        "or install kg with kg[documents] (see README)"
    )
    return Unreadable("library", problem)


def pdf(source: Source, encoding: str | None) -> Iterator[Record]:
    """The pages one after another, their lines put back together into paragraphs."""
    try:
        from pypdf import PdfReader
        from pypdf.errors import DependencyError, PyPdfError
    except ModuleNotFoundError as error:
        raise needed("pypdf") from error

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # it would print each oddity of a file
    data = read_bytes(source.path)
    try:
        document = PdfReader(io.BytesIO(data))
        if document.is_encrypted and not document.decrypt(""):
            raise Unreadable("locked", "has a password; save it without one")
        if len(document.pages) > _MOST_PAGES:
            raise Unreadable("too_large", f"has more than {_MOST_PAGES:,} pages; split it")
        drawn = _Drawn()
        pages = [page.extract_text(visitor_operand_before=drawn) for page in document.pages]
    except DependencyError as error:
        raise Unreadable("locked", "is encrypted; save it without a password") from error
    except PyPdfError as error:
        told = f"is no PDF that can be read ({error}); open it and save it anew"
        raise Unreadable("malformed", told) from error
    yield _record(paragraphs("\n".join(without_running_lines(pages))), _SCANNED)


def docx(source: Source, encoding: str | None) -> Iterator[Record]:
    """The paragraphs of a Word document; of a layout in tables, those of its cells."""
    try:
        import docx as word
        from docx.opc.exceptions import OpcError
    except ModuleNotFoundError as error:
        raise needed("python-docx") from error
    import lxml.etree

    data = read_bytes(source.path)
    try:
        _check_size(data)
        document = word.Document(io.BytesIO(data))
    except (OpcError, zipfile.BadZipFile, lxml.etree.LxmlError, KeyError, ValueError) as error:
        told = "is no Word document that can be read; open it and save it anew as .docx"
        raise Unreadable("malformed", told) from error
    lines = [one.text for one in document.paragraphs]
    if not any(line.strip() for line in lines):
        lines = [cell.text for table in document.tables for cell in table._cells]
    yield _record("\n\n".join(line.strip() for line in lines if line.strip()), "holds no text")


def rtf(source: Source, encoding: str | None) -> Iterator[Record]:
    try:
        from striprtf.striprtf import rtf_to_text
    except ModuleNotFoundError as error:
        raise needed("striprtf") from error

    data = read_bytes(source.path)
    if not data.lstrip().startswith(b"{\\rtf"):
        raise Unreadable("malformed", "is no RTF; open it and save it anew")
    told = data.decode("latin-1")
    text: str = rtf_to_text(told, encoding=encoding or "cp1252", errors="replace")  # type: ignore[no-untyped-call]
    lines = (line.strip() for line in text.split("\n"))
    yield _record("\n\n".join(line for line in lines if line), "holds no text")


class _Drawn:
    """Counts what the pages draw: forms within forms can draw without end."""

    def __init__(self) -> None:
        self._count = 0

    def __call__(self, *_: object) -> None:
        self._count += 1
        if self._count > _MOST_DRAWN:
            raise Unreadable("too_large", f"draws more than {_MOST_DRAWN:,} things; split it")


def _record(text: str, nothing: str) -> Record:
    if not text.strip():
        raise Unreadable("no_text", nothing)
    decoded = clean(text)
    return Record(
        text=decoded.text, metadata=top(decoded.text), from_lines=True, notes=decoded.notes
    )


def _check_size(data: bytes) -> None:
    """Refuses what unpacks to more than any document holds, before it is unpacked."""
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        parts = packed.infolist()
    texts = sum(part.file_size for part in parts if Path(part.filename).suffix in {".xml", ".rels"})
    if texts > LONGEST_BYTES or sum(part.file_size for part in parts) > _MOST_UNPACKED:
        raise Unreadable("too_large", f"unpacks to more than {LONGEST_BYTES:,} bytes; split it")
