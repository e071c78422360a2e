"""The query filter agrees with the engine on what asks a server; where it would not, the engine
could still reach none.
"""

from __future__ import annotations

import contextlib
import json
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pyoxigraph as ox
import pytest

from kg.cli import main
from kg.errors import QueryError
from kg.query_filter import check

PLACE = "http://127.0.0.1:1/"
"""A port that the engine connects to on no account, and says so."""
WORKER = Path(__file__).parents[1] / "src" / "kg" / "query_worker.py"
GRAPH = f"""<urn:s> <urn:p> <{PLACE}a>, '"' ; <{PLACE}n> 1, 2 .\n"""

DISGUISED = [
    "SELECT * { SERVICE:a { ?s ?p ?o } }",
    "SELECT * { ?s ?p ?o.SERVICE:a{ ?s ?p ?o } }",
    "SELECT * { ?s ?p ?o . SERVICE :a { ?s ?p ?o } }",
    "SELECT * { ?s ?p ?o #\rSERVICE :a { ?s ?p ?o }\n}",
    "SELECT * { ?s ?p ?o . service silent:a{ ?s ?p ?o } }",
    "SELECT * { SERVICESILENT:a { ?s ?p ?o } }",
    "SELECT * { ?s :n 1SERVICE:a # x\n { ?s ?p ?o } }",
    "SELECT * { ?a :n ?s . ?b :n ?o FILTER(?s<?o#>'''\n) SERVICE <http://127.0.0.1:1/> { } #'''\n}",
    'SELECT * { ?s ?p :a#"""\n . SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } #"""\n}',
    r'SELECT * { ?s ?p """\"""" SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } #"""' + "\n}",
]
NOTICED = [query for query in DISGUISED if "silent" not in query.casefold()]
"""Those in which the engine says that it was kept from a server."""


@pytest.mark.parametrize("query", DISGUISED)
def test_a_server_in_disguise_is_seen(query: str) -> None:
    with pytest.raises(QueryError, match="SERVICE is not allowed"):
        check(query)


def asks(store: ox.Store, query: str) -> bool:
    """Whether the engine, left alone, would ask another server."""
    prefixes = dict.fromkeys(("", "SERVICE", "silent", "x"), PLACE)
    try:
        answer = store.query(query, prefixes=prefixes)
        if isinstance(answer, ox.QuerySolutions):
            list(answer)
    except (SyntaxError, ValueError):
        return False
    except (OSError, RuntimeError):
        return True
    return False


PIECES = (
    *(
        "#",
        "\r",
        "\n",
        " ",
        '"',
        "'",
        '"""',
        "'''",
        "\\",
        "<",
        ">",
        "<?s#>",
        "{",
        "}",
        "(",
        ")",
        ".",
    ),
    *(
        ";",
        ",",
        ":a",
        "SERVICE",
        "SILENT",
        "?o",
        "1",
        "true",
        "@en",
        "^^",
        "x:y",
        "<urn:a#>",
        "%41",
    ),
    *(
        "FILTER(?s<?o#>",
        "FILTER EXISTS",
        "OPTIONAL",
        "BIND(1 AS ?z)",
        "VALUES ?z { 1 }",
        "é",
        "\u2028",
    ),
)


def mutated(chance: random.Random) -> str:
    text = chance.choice(NOTICED)
    for _ in range(chance.randint(1, 2)):
        at = chance.randint(0, len(text))
        cut = chance.choice((0, 0, 0, 1, 2))
        text = text[:at] + chance.choice((*PIECES, "")) + text[at + cut :]
    return text


def test_what_passes_asks_nobody() -> None:
    store = ox.Store()
    store.load(GRAPH, format=ox.RdfFormat.TURTLE)
    assert all(asks(store, query) for query in NOTICED)
    chance = random.Random(15)
    asked = 0
    for _ in range(10_000):
        query = mutated(chance)
        if not asks(store, query):
            continue
        asked += 1
        with pytest.raises(QueryError):
            check(query)
    assert asked > 900


@pytest.mark.parametrize(
    "query",
    [
        "PREFIX service: <http://x.example/from#> SELECT * { ?s service:load ?o }",
        "SELECT * { ?s <http://x.example/service#here> ?service . ?s ?p 'from'@en }",
        "SELECT * { ?s ?p ?o FILTER (?s < ?o) } # service",
        "SELECT * { ?s <urn:x:service#here> ?o ; <urn:p> '''it's a service { ''' }",
    ],
)
def test_harmless_words_pass(query: str) -> None:
    check(query)


@pytest.mark.parametrize(
    ("query", "why"),
    [
        ("SELECT * FROM <http://x.example/> { ?s ?p ?o }", "FROM is not allowed"),
        ("LOAD <http://x.example/>", "read only"),
        ("SELECT * { " + "{" * 200 + "}" * 201, "nested deeper"),
        ("SELECT * { ?s ?p ?o }" + " " * 64_000, "longer than"),
        ("SELECT * { ?s \\u0070 ?o }", "backslash"),
    ],
    ids=["from", "load", "deep", "long", "escape"],
)
def test_what_the_filter_refuses_the_filter_names(query: str, why: str) -> None:
    with pytest.raises(QueryError, match=why):
        check(query)


def test_no_query_takes_long_to_check() -> None:
    for text in (
        "<?b#>",
        "a:####",
        '"""',
        "'\\'",
        "a:",
        ":%41",
        "{}",
        "<<( ",
        "#\r",
        "a.",
        "service:a#\n",
    ):
        query = text * (64_000 // len(text))
        begun = time.process_time()
        with contextlib.suppress(QueryError):
            check(query)
        assert time.process_time() - begun < 10, text


def worker(graph: Path, *, start: str) -> subprocess.Popen[bytes]:
    process = subprocess.Popen(
        [
            sys.executable,
            "-I",
            "-c",
            start + f"import runpy; runpy.run_path({str(WORKER)!r}, run_name='__main__')",
        ],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    say(process, {"graph": str(graph), "memory": 1_000_000_000, "parent": os.getpid()})
    return process


def say(process: subprocess.Popen[bytes], what: dict[str, object]) -> None:
    assert process.stdin
    process.stdin.write(json.dumps(what).encode() + b"\n")
    process.stdin.flush()


def request(query: str, *, reaches: bool) -> dict[str, object]:
    limits = {"seconds": 60, "most": 100, "most_bytes": 10_000, "rows": "json", "triples": "turtle"}
    return {"query": query, "substitutions": {}, "prefixes": {}, "reaches": reaches, **limits}


@pytest.mark.parametrize("held", [True, False])
def test_where_nothing_holds_the_engine_what_may_reach_out_is_refused(
    held: bool, tmp_path: Path
) -> None:
    graph = tmp_path / "graph.ttl"
    graph.write_text(GRAPH, encoding="utf-8")
    with worker(graph, start="" if held else "import sys; sys.modules['resource'] = None\n") as run:
        assert run.stdin and run.stdout
        say(run, request("ASK { ?service ?p ?o }", reaches=True))
        answer = json.loads(run.stdout.readline())
        assert ("kind" in answer) == held and ("cannot keep" in answer.get("error", "")) != held
        say(run, request("ASK { ?s ?p ?o }", reaches=False))
        assert json.loads(run.stdout.readline())["kind"] == "truth"
        run.stdin.close()


PARENT = """
import sys
from pathlib import Path
from kg.sandbox import Engine
engine = Engine(Path(sys.argv[1]), {})
engine.start()
print(engine._process.pid, flush=True)
engine.ask("SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l . ?m ?o ?q }")
"""


@pytest.mark.skipif(not Path("/proc").is_dir(), reason="looks at /proc")
def test_an_engine_ends_with_who_asks_in_the_midst_of_a_query(tmp_path: Path) -> None:
    graph = tmp_path / "graph.ttl"
    graph.write_text("".join(f"<urn:{n}> <urn:p> {n} .\n" for n in range(2000)), encoding="utf-8")
    command = [sys.executable, "-c", PARENT, str(graph)]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as asking:
        assert asking.stdout
        engine = Path("/proc", asking.stdout.readline().decode().strip())
        time.sleep(1)
        assert engine.exists()
        asking.send_signal(signal.SIGKILL)
    for _ in range(100):
        if not engine.exists() or "Z" in (engine / "stat").read_text().split()[2]:
            return
        time.sleep(0.1)
    pytest.fail("the engine goes on")


@pytest.mark.parametrize("command", ["export", "load"])
def test_a_graph_from_elsewhere_cannot_end_the_program(
    command: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    deep = f"<urn:a> <urn:b> {'<<( <urn:a> <urn:b> ' * 50_000}<urn:c>{' )>>' * 50_000} ."
    (tmp_path / "graph.ttl").write_text(deep, encoding="utf-8")
    more = {
        "export": ["ntriples", "--to", str(tmp_path / "out")],
        "load": ["--store", "http://127.0.0.1:9/"],
    }
    assert main([command, "--output", str(tmp_path), *more[command]]) == 2
    assert "is not Turtle" in capsys.readouterr().err
