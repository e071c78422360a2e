"""The output folder: whose it is, that a build takes its place at once, and that edits are told."""

from __future__ import annotations

import contextlib
import io
import json
import os
import shutil
import signal
import sys
from functools import cache
from pathlib import Path

import pytest
from tests.forked import Forked, code_of

import kg.pipeline
import kg.report
from kg.cli import main
from kg.errors import InputError, OutputError
from kg.export.atomic import replacing
from kg.generations import SHOWN, current
from kg.manifest import checked, read_manifest, write_manifest
from kg.model import Article
from kg.outputs import delivery

OLD = {"a.txt": "Norland closes the port.", "b.txt": "Ostmark rejects the plan."}
NEW = {"a.txt": "Norland opens the port.", "c.txt": "Ostmark welcomes the plan."}


def build(folder: Path, texts: dict[str, str]) -> None:
    """What a build does with its output folder, without the reading."""
    with delivery(folder) as files:
        for name, text in texts.items():
            files.add_text(Article(name=name, text=text))
        words = "".join(texts.values())
        graph = f'@prefix d: <urn:x:> .\nd:a d:b "{words}" .\n'
        for name, text in (("graph.ttl", graph), ("graph.html", f"<!doctype html>{words}")):
            with replacing(files.stage / name) as file:
                file.write(text.encode())
        articles = [{"text": f"text/{name}"} for name in texts]
        report = {"articles": articles, "counts": {}, "conformance": {}, "words": words}
        files.add_report(json.dumps(report))
        files.deliver()


def seen(folder: Path) -> dict[str, bytes]:
    """What whoever opens the folder finds by the names of a build."""
    files = {name: folder / name for name in SHOWN}
    files |= {f"text/{path.name}": path for path in sorted((folder / "text").glob("*"))}
    return {name: path.read_bytes() for name, path in files.items() if path.is_file()}


def everything(folder: Path) -> dict[str, bytes | str]:
    """All that lies in a folder, links by where they lead."""
    return {
        path.relative_to(folder).as_posix(): str(path.readlink())
        if path.is_symlink()
        else path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_symlink() or path.is_file()
    }


def plain(folder: Path, source: Path, *, manifest: bool) -> Path:
    """A build as plain files: as copied from elsewhere, or as older versions left it."""
    for name, data in seen(source).items():
        if manifest or name != "manifest.json":
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_bytes(data)
    return folder


# One rename


def test_a_build_is_where_people_look_for_it(tmp_path: Path) -> None:
    build(tmp_path / "out", OLD)
    assert set(seen(tmp_path / "out")) == {*SHOWN, "text/a.txt", "text/b.txt"} - {"text"}
    listed = read_manifest(tmp_path / "out")
    assert listed and set(listed) == set(seen(tmp_path / "out")) - {"manifest.json"}


def test_equal_builds_are_equal_in_every_file_and_link(tmp_path: Path) -> None:
    build(tmp_path / "one", OLD)
    build(tmp_path / "two", NEW)
    build(tmp_path / "two", OLD)
    build(tmp_path / "two", OLD)
    assert everything(tmp_path / "one") == everything(tmp_path / "two")


CHANGES = {"os.rename", "os.remove", "os.symlink", "os.mkdir", "os.rmdir", "open"}


class Step:
    """Where the next build of a folder ends: at the `left`th of its steps, in a `way`."""

    folder: Path | None = None
    left = 0
    way = ""

    @classmethod
    def watch(cls, event: str, arguments: tuple[object, ...]) -> None:
        if cls.folder and event in CHANGES and f"{cls.folder}/" in f"{arguments[0]}/":
            cls.left -= 1
            if cls.left == 0 and cls.way == "kill":
                os.kill(os.getpid(), signal.SIGKILL)
            if cls.left == 0:
                raise KeyboardInterrupt if cls.way == "interrupt" else OSError(28, "No space left")


@cache
def watching() -> None:
    """Python keeps such a hook until the process ends."""
    sys.addaudithook(Step.watch)


def run_to(step: int, way: str, folder: Path) -> tuple[int, str]:
    """Ends a build at a step of its way, in a process of its own if that is to be killed: what it
    returned and said.

    It returns 99 when it had fewer steps, and 98 when it did not mind.
    """
    if way == "kill":
        run = Forked(lambda: ended(step, way, folder))
        return run.wait(), run.told
    with contextlib.redirect_stderr(io.StringIO()) as told:
        code = code_of(lambda: ended(step, way, folder))
    return code, told.getvalue()


def ended(step: int, way: str, folder: Path) -> int:
    watching()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(kg.pipeline, "build", lambda *_: build(folder, NEW))
        patch.setattr(kg.report, "summary", lambda *_: sys.exit(99 if Step.left > 0 else 98))
        patch.setattr(Step, "left", step)
        patch.setattr(Step, "way", way)
        patch.setattr(Step, "folder", folder)
        return main(["build", "x", "--output", str(folder)])


@pytest.mark.parametrize(
    "way", [pytest.param("kill", marks=pytest.mark.heavy), "interrupt", "error"]
)
@pytest.mark.parametrize("before", ["nothing", "a build", "a copy"])
def test_a_build_ended_at_any_step_leaves_the_old_or_the_new(
    way: str, before: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "fsync", lambda _: None)  # slow, and of no use against a mere kill
    build(tmp_path / "old", OLD)
    build(tmp_path / "new", NEW)
    old, new = seen(tmp_path / "old") if before != "nothing" else {}, seen(tmp_path / "new")
    found = []
    for step in range(1, 200):
        out = tmp_path / f"out-{step}"
        if before == "a build":
            build(out, OLD)
        elif before == "a copy":
            plain(out, tmp_path / "old", manifest=True)
        code, told = run_to(step, way, out)
        now = seen(out)
        if before == "a copy" and not (out / "text").exists():  # see `kg.generations.show`
            now |= {name: old[name] for name in old if name.startswith("text/")}
        assert now in (old, new), f"step {step}: {told}"
        found.append(now == new)
        if code == 130:
            place = "has the new output" if now == new else "is as it was"
            assert told == f"kg: interrupted: {out} {place}\n"
        elif code == 2:
            assert told.startswith(f"kg: {out}") and told.count("\n") == 1
        else:
            assert (code, told) in ((-9, ""), (98, ""), (99, "")), f"step {step}: {told}"
        build(out, NEW)
        assert everything(out) == everything(tmp_path / "new"), f"step {step}"
        if code == 99:
            break
    assert code == 99 and found.count(False) > 10 and found[-1]


def test_all_is_on_the_disk_before_the_link_is_turned(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    done: list[int | str] = []
    sync, turn = os.fsync, os.replace

    def synced(file: int) -> None:
        sync(file)
        done.append(os.fstat(file).st_ino)

    def replaced(source: Path, target: Path) -> None:
        turn(source, target)
        done.append(Path(target).name)

    monkeypatch.setattr(os, "fsync", synced)
    monkeypatch.setattr(os, "replace", replaced)
    build(tmp_path, OLD)
    built = current(tmp_path)
    assert built
    before = done[: done.index("now")]
    for path in (*built.rglob("*"), built, built.parent, tmp_path):
        assert path.stat().st_ino in before, path
    assert done[-1] == built.parent.stat().st_ino, "the turn itself"


# Whose folder it is

NOTE = b"mine"


def with_file(folder: Path, name: str) -> None:
    (folder / name).parent.mkdir(parents=True, exist_ok=True)
    (folder / name).write_bytes(NOTE)


def with_link(folder: Path, name: str) -> None:
    """A link by the name of something that a build writes, to a file of somebody's."""
    (folder / name).parent.mkdir(parents=True, exist_ok=True)
    (folder / name).unlink(missing_ok=True)
    (folder / name).symlink_to(folder.parent / "precious.txt")


def with_link_for_folder(folder: Path, name: str) -> None:
    (folder / name).parent.mkdir(parents=True, exist_ok=True)
    (folder / name).symlink_to(folder.parent / "precious", target_is_directory=True)


def with_link_for_an_empty_folder(folder: Path, name: str) -> None:
    (folder.parent / "empty").mkdir()
    (folder / name).symlink_to(folder.parent / "empty", target_is_directory=True)


def with_foreign_report(folder: Path, name: str) -> None:
    """A report that nobody's build wrote; it would have had the file removed."""
    with_file(folder, f"text/{name}")
    articles = [{"text": f"text/{name}"}]
    (folder / "report.json").write_text(json.dumps({"articles": articles}))


def with_foreign_graph(folder: Path, name: str) -> None:
    with_file(folder, "graph.ttl")
    with_foreign_report(folder, name)


def with_foreign_manifest(folder: Path, name: str) -> None:
    """A manifest that lists what lies elsewhere."""
    listed = {name: {"bytes": len(NOTE), "sha256": "0" * 64}}
    (folder / "manifest.json").write_text(json.dumps({"made_by": "kg build", "files": listed}))


FOREIGN = {
    "articles": (with_file, "a.txt"),
    "a graph of somebody's": (with_file, "graph.ttl"),
    "a folder of texts": (with_file, "text/a.txt"),
    "a report": (with_foreign_report, "a.txt"),
    "a graph and a report": (with_foreign_graph, "a.txt"),
    "a manifest that leads out": (with_foreign_manifest, "../precious.txt"),
    "a link for the graph": (with_link, "graph.ttl"),
    "a link for the page": (with_link, "graph.html"),
    "a link for the lock": (with_link, ".kg/lock"),
    "a link for the texts": (with_link_for_folder, "text"),
    "a link for the hidden folder": (with_link_for_folder, ".kg"),
    "a link for the hidden folder to an empty one": (with_link_for_an_empty_folder, ".kg"),
    "something hidden": (with_file, ".kg/notes.txt"),
}


@pytest.mark.parametrize("kind", FOREIGN)
def test_a_folder_that_is_somebodys_is_refused_and_left_as_it_is(kind: str, tmp_path: Path) -> None:
    with_file(tmp_path, "precious.txt")
    with_file(tmp_path, "precious/precious.txt")
    folder = tmp_path / "out"
    folder.mkdir()
    put, name = FOREIGN[kind]
    put(folder, name)
    before = everything(tmp_path)
    with pytest.raises(OutputError) as refused, delivery(folder):
        pytest.fail("before the work, not after it")
    assert str(folder) in refused.value.place and "\n" not in str(refused.value)
    assert everything(tmp_path) == before


AFTERWARDS = {
    "a text of somebody's": (with_file, "text/notes.txt"),
    "a link among the texts": (with_link, "text/notes.txt"),
    "a link for a text": (with_link, "text/a.txt"),
    "a link to a folder among the texts": (with_link_for_folder, "text/more"),
    "a link for the graph": (with_link, "graph.ttl"),
    "a link for the lock": (with_link, ".kg/lock"),
    "something hidden": (with_file, ".kg/notes.txt"),
}


@pytest.mark.parametrize("kind", AFTERWARDS)
def test_what_came_to_lie_among_the_files_of_a_build_is_not_lost(kind: str, tmp_path: Path) -> None:
    with_file(tmp_path, "precious.txt")
    build(tmp_path / "out", OLD)
    put, name = AFTERWARDS[kind]
    put(tmp_path / "out", name)
    before = everything(tmp_path)
    with pytest.raises(OutputError):
        build(tmp_path / "out", NEW)
    assert everything(tmp_path) == before


def test_what_comes_during_a_build_is_not_lost(tmp_path: Path) -> None:
    build(tmp_path, OLD)
    with pytest.raises(OutputError, match=r"graph\.html"), delivery(tmp_path) as files:
        files.add_report("{}")
        (tmp_path / "graph.html").unlink()
        with_file(tmp_path, "graph.html")
        files.deliver()
    assert (tmp_path / "graph.html").read_bytes() == NOTE


def test_other_files_in_a_folder_of_ours_stay(tmp_path: Path) -> None:
    build(tmp_path, OLD)
    with_file(tmp_path, "graph.nt")
    with_file(tmp_path, "notes/a.txt")
    build(tmp_path, NEW)
    assert {path.name for path in tmp_path.iterdir()} == {*SHOWN, ".kg", "graph.nt", "notes"}
    assert (tmp_path / "notes" / "a.txt").read_bytes() == NOTE


def test_hidden_files_do_not_make_a_folder_somebodys(tmp_path: Path) -> None:
    with_file(tmp_path, ".gitkeep")
    build(tmp_path, OLD)
    assert (tmp_path / ".gitkeep").read_bytes() == NOTE and (tmp_path / "graph.ttl").exists()


@pytest.mark.parametrize("manifest", [True, False], ids=["a copy", "of an older version"])
def test_plain_files_of_a_build_are_replaced(manifest: bool, tmp_path: Path) -> None:
    build(tmp_path / "old", OLD)
    build(tmp_path / "new", NEW)
    out = plain(tmp_path / "out", tmp_path / "old", manifest=manifest)
    with_file(out, ".kg.lock")
    build(out, NEW)
    (out / ".kg.lock").unlink()
    assert everything(out) == everything(tmp_path / "new")


def test_a_copy_that_followed_all_links_is_replaced(tmp_path: Path) -> None:
    build(tmp_path / "old", OLD)
    build(tmp_path / "new", NEW)
    shutil.copytree(tmp_path / "old", tmp_path / "out", symlinks=False)
    assert checked(tmp_path / "out" / "graph.ttl") == tmp_path / "out" / "graph.ttl"
    build(tmp_path / "out", NEW)
    assert everything(tmp_path / "out") == everything(tmp_path / "new")


def test_a_folder_of_an_older_version_has_nothing_else_in_it(tmp_path: Path) -> None:
    build(tmp_path / "old", OLD)
    for name in ("notes.txt", "text/notes.txt"):
        out = plain(tmp_path / name.replace("/", "-"), tmp_path / "old", manifest=False)
        with_file(out, name)
        before = everything(out)
        with pytest.raises(OutputError, match="no build made it"):
            build(out, NEW)
        assert everything(out) == before


def test_a_copy_that_was_edited_is_somebodys(tmp_path: Path) -> None:
    build(tmp_path / "old", OLD)
    for name in ("graph.ttl", "text/a.txt"):
        out = plain(tmp_path / name.replace("/", "-"), tmp_path / "old", manifest=True)
        with_file(out, name)
        with pytest.raises(OutputError, match="move it away"):
            build(out, NEW)
        assert (out / name).read_bytes() == NOTE


def test_a_link_where_a_build_works_is_not_followed(tmp_path: Path) -> None:
    with_file(tmp_path, "precious/precious.txt")
    with_link_for_folder(tmp_path / "out", ".kg/new")
    build(tmp_path / "out", OLD)
    assert [path.name for path in (tmp_path / "precious").iterdir()] == ["precious.txt"]


def test_the_former_build_is_gone_but_for_what_came_to_lie_in_it(tmp_path: Path) -> None:
    with_file(tmp_path, "precious/a.txt")
    out = tmp_path / "out"
    build(out, OLD)
    former = current(out)
    assert former
    for name in ("1" * 32, "2" * 32):  # as a build leaves them that is killed
        shutil.copytree(former, former.with_name(name))
    with_file(former.with_name("1" * 32), "text/notes.txt")
    shutil.rmtree(former.with_name("2" * 32) / "text")
    (former.with_name("2" * 32) / "text").symlink_to(tmp_path / "precious")
    build(out, NEW)
    now = current(out)
    assert now and {path.name for path in now.parent.iterdir()} == {
        *("lock", "now", now.name, "1" * 32, "2" * 32)
    }
    assert (former.with_name("1" * 32) / "text" / "notes.txt").read_bytes() == NOTE
    assert (tmp_path / "precious" / "a.txt").read_bytes() == NOTE


def test_a_build_of_nothing_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(RuntimeError), delivery(tmp_path / "deep" / "out"):
        raise RuntimeError
    assert list(tmp_path.iterdir()) == []


# What is read is what was built

READERS = {
    "query": ["query", "SELECT * {{ ?s ?p ?o }}"],
    "explain": ["explain", "urn:x:a"],
    "export": ["export", "ntriples", "--to", "{0}-exported"],
    "draw": ["export", "gexf", "--to", "{0}-exported"],
    "load": ["load", "--store", "http://127.0.0.1:1/"],
    "serve": ["serve", "--port", "1"],
}


def cut(file: Path) -> None:
    file.write_bytes(file.read_bytes()[:-10])


def flip(file: Path) -> None:
    data = bytearray(file.read_bytes())
    data[-6] ^= 1
    file.write_bytes(data)


def swap(file: Path) -> None:
    """As an editor does that writes beside and renames: a plain file in place of the link."""
    data = file.read_bytes()
    file.unlink()
    file.write_bytes(data + b"# edited\n")


@pytest.mark.parametrize("damage", [cut, flip, swap])
@pytest.mark.parametrize("command", READERS)
def test_a_graph_that_was_cut_or_edited_is_told(
    command: str, damage: object, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "out"
    build(out, OLD)
    damage(out / "graph.ttl")  # type: ignore[operator]
    arguments = [argument.format(out) for argument in READERS[command]]
    assert main([*arguments, "--output", str(out)]) == 2
    told = f"kg: {out}/graph.ttl: was changed since it was built; run `kg build` again\n"
    assert capsys.readouterr() == ("", told)
    assert not (tmp_path / "out-exported").exists()


def test_a_copy_of_a_build_is_checked_as_well(tmp_path: Path) -> None:
    build(tmp_path / "old", OLD)
    out = plain(tmp_path / "out", tmp_path / "old", manifest=True)
    assert checked(out / "graph.ttl") == out / "graph.ttl"
    flip(out / "graph.ttl")
    with pytest.raises(InputError, match="was changed"):
        checked(out / "graph.ttl")


def test_a_manifest_that_was_edited_is_told(tmp_path: Path) -> None:
    build(tmp_path, OLD)
    flip(tmp_path / "manifest.json")
    with pytest.raises(InputError, match="was changed"):
        checked(tmp_path / "graph.ttl")


def test_a_manifest_that_was_made_to_fit_is_told(tmp_path: Path) -> None:
    build(tmp_path, OLD)
    flip(tmp_path / "graph.ttl")
    built = current(tmp_path)
    assert built and write_manifest(built) != built.name
    with pytest.raises(InputError, match="was changed"):
        checked(tmp_path / "graph.ttl")


def test_a_page_that_was_edited_is_not_served(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kg.serve._run", lambda *_: None)
    build(tmp_path, OLD)
    flip(tmp_path / "graph.html")
    assert main(["serve", "--output", str(tmp_path), "--port", "1"]) == 2
    assert "graph.html: was changed" in capsys.readouterr().err


def test_an_edited_build_is_mended_by_the_next(tmp_path: Path) -> None:
    build(tmp_path / "new", NEW)
    build(tmp_path / "out", NEW)
    for name in ("graph.ttl", "text/a.txt"):
        flip(tmp_path / "out" / name)
    build(tmp_path / "out", NEW)
    assert everything(tmp_path / "out") == everything(tmp_path / "new")


def test_a_file_with_a_manifest_of_somebodys_is_read(tmp_path: Path) -> None:
    build(tmp_path / "out", OLD)
    listed = '"files": {"graph.ttl": {"bytes": 1, "sha256": "0"}}'
    for text in ('{"made_by": "an app", ' + listed + "}", "[]", "{", '{"made_by": "kg build"}'):
        (tmp_path / "manifest.json").write_text(text)
        (tmp_path / "graph.ttl").write_bytes((tmp_path / "out" / "graph.ttl").read_bytes())
        assert checked(tmp_path / "graph.ttl") == tmp_path / "graph.ttl"
