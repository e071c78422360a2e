"""What articles were found to say, kept from one build to the next.

An entry is named by all that it depends on: the article and `circumstances`. Where there is none of
that name, or it is damaged, the article is read anew.
"""

from __future__ import annotations

import os
import re
import sys
import zlib
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field, replace
from hashlib import sha256
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from kg.digests import digest_of_files
from kg.model import Article, Extraction, Skipped
from kg.records import from_text, to_text

_LIBRARIES = ("spacy", "thinc", "numpy", "onnxruntime")
_ENTRY = re.compile(r"[0-9a-f]{64}(\.\d+)?")
Read = Callable[[Iterator[Article]], Iterable[Extraction | Skipped]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Cache:
    """Files in a folder, one an article; `tidy` removes those that this build has not used."""

    folder: Path
    circumstances: str
    used: set[str] = field(default_factory=set)

    def through(self, articles: Iterable[Article], read: Read) -> Iterator[Extraction | Skipped]:
        """What each article says, in their order: what is not known yet is read, and kept."""
        waiting: deque[tuple[Article, Extraction | None]] = deque()

        def unknown() -> Iterator[Article]:
            for article in articles:
                waiting.append((article, self.find(article)))
                if waiting[-1][1] is None:
                    yield article

        for found in read(unknown()):
            yield from _known(waiting)
            article, _ = waiting.popleft()
            if isinstance(found, Extraction):
                self.keep(article, found)
            yield found
        yield from _known(waiting)

    def find(self, article: Article) -> Extraction | None:
        """What an article says, where it is known."""
        try:
            told = from_text(
                zlib.decompress(self._file(article).read_bytes()).decode("utf-8", "surrogatepass")
            )
        except (OSError, zlib.error, ValueError, TypeError, LookupError):
            return None
        return replace(told, article=article) if isinstance(told, Extraction) else None

    def keep(self, article: Article, told: Extraction) -> None:
        """Keeps what an article says; without room it will be read again."""
        text = to_text(replace(told, article=replace(article, text="", cuts=())))
        file = self._file(article)
        beside = file.with_suffix(f".{os.getpid()}")
        with suppress(OSError):
            self.folder.mkdir(parents=True, exist_ok=True)
            beside.write_bytes(zlib.compress(text.encode("utf-8", "surrogatepass"), 1))
            beside.replace(file)

    def tidy(self) -> None:
        """Removes the entries of articles that are gone, or are told otherwise by now."""
        with suppress(OSError):
            for path in self.folder.iterdir():
                if _ENTRY.fullmatch(path.name) and path.name not in self.used:
                    path.unlink()

    def _file(self, article: Article) -> Path:
        content = f"{self.circumstances} {to_text(article)}".encode("utf-8", "surrogatepass")
        name = sha256(content).hexdigest()
        self.used.add(name)
        return self.folder / name


def _known(waiting: deque[tuple[Article, Extraction | None]]) -> Iterator[Extraction]:
    while waiting and (known := waiting[0][1]) is not None:
        yield known
        waiting.popleft()


def circumstances(*files: Path) -> str:
    """A digest of all that decides how an article is read: the code of this package, the libraries
    that it reads with, and these files and folders.
    """
    package = Path(__file__).parent
    given = [file for path in files for file in (path.rglob("*") if path.is_dir() else [path])]
    every = sorted({*package.rglob("*.py"), *package.rglob("data/*"), *given})
    libraries = f"{sys.version_info[:2]} {[_version(name) for name in _LIBRARIES]}"
    return digest_of_files((file for file in every if file.is_file()), libraries)


def _version(library: str) -> str:
    try:
        return version(library)
    except PackageNotFoundError:  # there by another name
        return ""
