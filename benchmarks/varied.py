"""Many articles out of a few: the paragraphs of several, mixed, under other names.

    python benchmarks/varied.py articles --articles 200 --output many

No article is a copy of another, and names of few articles are spelt otherwise in each round
through the sources, so that distinct things grow as they do in an archive. The same sources give
the same files.
"""

from __future__ import annotations

import argparse
import re
from collections import Counter
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from random import Random

from kg.model import Article
from kg.read import read

_NAME = re.compile(r"(?<=[\w,;] )[A-Z][a-z]{3,}\b")
_VOWELS = "aeiou"
_OF_MANY = 3
"""Articles from which on a word is no name of a few."""


def sources(paths: list[Path]) -> list[Article]:
    """The articles to vary, copies of others left out."""
    return [a for a in read(paths) if isinstance(a, Article) and not a.copy_of]


def varied(articles: list[Article], count: int, seed: int = 1) -> Iterator[str]:
    """So many texts, each with the title and about as many paragraphs as one of the articles."""
    return islice(_endless(articles, Random(seed)), count)


def _endless(articles: list[Article], random: Random) -> Iterator[str]:
    texts = [[p for p in article.text.split("\n") if p.strip()] for article in articles]
    found = Counter(name for article in articles for name in set(_NAME.findall(article.text)))
    common = {name for name, times in found.items() if times >= _OF_MANY}
    turn = 0
    while True:
        for own in texts:
            others = [p for text in random.sample(texts, 3) for p in text[1:]]
            mixed = [random.choice((p, random.choice(others))) for p in own[1:]]
            yield _renamed("\n\n".join((own[0], *mixed)) + "\n", turn, common)
        turn += 1


def _renamed(text: str, turn: int, common: set[str]) -> str:
    """The names that are not common with their vowels moved on, the first letter left."""
    moved = _VOWELS[turn % 5 :] + _VOWELS[: turn % 5]
    table = str.maketrans(_VOWELS, moved)
    return _NAME.sub(lambda m: m[0] if m[0] in common else m[0].translate(table), text)


def write(articles: list[Article], count: int, folder: Path) -> None:
    """The texts as files of a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for number, text in enumerate(varied(articles, count)):
        (folder / f"v{number:06d}.txt").write_text(text, encoding="utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("paths", type=Path, nargs="+")
    parser.add_argument("--articles", type=int, default=200)
    parser.add_argument("--output", type=Path, required=True)
    options = parser.parse_args()
    write(sources(options.paths), options.articles, options.output)


if __name__ == "__main__":
    main()
