"""The bill of materials names every file that ships, every library, and the licence of each."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterator
from fnmatch import fnmatchcase
from importlib.metadata import metadata
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parent.parent
PARTS = json.loads((ROOT / "docs/sbom.json").read_text(encoding="utf-8"))["components"]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
LICENCES = {
    "Apache-2.0": "Apache",
    "MIT": "MIT",
    "MIT OR Apache-2.0": "MIT",
    "BSD-3-Clause": "BSD",
    "MPL-2.0": "MPL",
}


def files(part: dict[str, Any]) -> list[str]:
    return [p["value"] for p in part.get("properties", ()) if p["name"] == "kg:files"]


def matches(path: str, pattern: str) -> bool:
    return fnmatchcase(path, pattern.replace("**/*", "*").replace("**", "*"))


def shipped() -> Iterator[str]:
    """The files of a wheel: what stands in two folders, but for what Python and editors leave."""
    for folder in ("src/kg", "ontology"):
        for path in sorted((ROOT / folder).rglob("*")):
            if path.is_file() and "__pycache__" not in path.parts and path.name[0] != ".":
                yield path.relative_to(ROOT).as_posix()


def licence(part: dict[str, Any]) -> str:
    (entry,) = part["licenses"]
    found = entry.get("expression") or entry["license"].get("id") or entry["license"]["name"]
    return str(found)


def test_every_file_that_ships_is_part_of_something() -> None:
    patterns = [pattern for part in PARTS for pattern in files(part)]
    names = list(shipped())
    assert len(names) > 200
    assert [n for n in names if not any(matches(n, pattern) for pattern in patterns)] == []
    for pattern in patterns:
        assert any(matches(name, pattern) for name in names), f"{pattern}: nothing is there"


def test_every_part_has_a_licence_that_the_package_declares() -> None:
    declared = set(PROJECT["license"].split(" AND "))
    of_ours = [part for part in PARTS if files(part)]
    assert len(of_ours) > 5
    assert {licence(part) for part in of_ours} == declared | {"public domain"}
    shown = [path for pattern in PROJECT["license-files"] for path in ROOT.glob(pattern)]
    assert len(shown) == len(declared) + 1  # Apache-2.0 of the program, and of the encoder


def test_every_library_is_listed() -> None:
    extras = PROJECT["optional-dependencies"]
    wanted = [*PROJECT["dependencies"], *extras["documents"], *extras["tables"]]
    names = {match[0] for line in wanted if (match := re.match(r"[\w-]+", line))}
    listed = {part["name"] for part in PARTS if part.get("purl", "").startswith("pkg:pypi/")}
    assert listed == names


@pytest.mark.parametrize(
    "part", [p for p in PARTS if p.get("purl", "").startswith("pkg:pypi/")], ids=lambda p: p["name"]
)
def test_the_licence_of_a_library_is_what_it_says(part: dict[str, Any]) -> None:
    told = metadata(part["name"])
    every = [told.get("License-Expression"), told.get("License"), *told.get_all("Classifier", [])]
    assert LICENCES[licence(part)] in " ".join(text for text in every if text)


def test_a_wheel_has_what_the_list_was_made_of() -> None:
    """The build takes these two folders and no other."""
    build = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["hatch"]
    wheel = build["build"]["targets"]["wheel"]
    assert wheel == {
        "packages": ["src/kg"],
        "force-include": {"ontology": "kg/ontology_files"},
    }
