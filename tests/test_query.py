"""The named questions are the contract; queries are read-only, without network, and cannot hurt."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
import re
import socket
import threading
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pyoxigraph as ox
import pytest
from rdflib import Graph
from tests.conftest import Answers

from kg.errors import InputError, QueryError
from kg.explain import explain
from kg.export.turtle import write_turtle
from kg.mapping import to_graph
from kg.model import Article, Entity, Event, Membership, Mention, Passage, Resolved
from kg.ontology import Ontology
from kg.partial_dates import PartialDate
from kg.query import Graph as Opened
from kg.query import question, questions, run
from kg.query_filter import check
from kg.questions import read_questions
from kg.table import Cell, Table

CONTRACT = {
    "mentions": "entity name type text article start end",
    "entities": "entity name type aliases wikidata articles mentions",
    "offices": "office person title of article start end",
    "events": "event type label date place participants article start end",
    "proposals": "proposal proposer content about condition article start end",
    "positions": "position holder stance target condition proposal date article start end",
    "territories": "claim territory relation agent date assertedBy article start end",
    "statements": "statement speaker mode text article start end",
    "relations": "relation subject predicate object article start end",
    "corroboration": "fact label kind articles publishers",
    "contradictions": "left right kind leftSource rightSource",
    "changes": "holder target from to fromDate toDate",
    "timeline": "date label kind article",
}
PACK = {
    "allies": "name side other because article date",
    "control": "territory relation agent date assertedBy publisher article start end",
    "outcomes": "proposal content proposer proposed outcome supporters opponents answered",
    "outlets": "topic publisher date kind label article",
    "responses": "proposal content proposer holder stance condition date article start end",
    "said": "speaker topic date mode text article start end",
    "single-source": "fact label kind article publisher date",
}
QUESTIONS = {**CONTRACT, **PACK}
PASSAGE = Passage(article="a.txt", start=0, end=1, sentence_start=0, sentence_end=1)


def rows(folder: Path, name: str, *columns: str) -> list[tuple[str, ...]]:
    """The rows of a named question, these columns only."""
    table = run(folder, name)
    at = [table.columns.index(column) for column in columns]
    return [tuple(cell.value if (cell := row[i]) else "" for i in at) for row in table.rows]


def written(resolved: Resolved, ontology: Ontology, folder: Path) -> Path:
    write_turtle(to_graph(resolved, ontology), ontology, folder / "graph.ttl")
    return folder


# The contract

OF_MANY = {
    "members": "bloc member holder stance target date article start end",
    "unsupported": "proposal content proposer proposed opponents article",
    "versions": "publisher tells article other otherTells otherArticle",
}
"""Questions that a corpus of two articles need not answer."""


def test_the_questions_are_those_of_the_contract_and_the_pack() -> None:
    assert set(questions()) == {*QUESTIONS, *OF_MANY}
    assert all(help_ and help_.endswith(".") for help_ in questions().values())


@pytest.mark.parametrize("name", QUESTIONS)
def test_a_question_has_its_columns_in_order_and_answers(name: str, folder: Path) -> None:
    table = run(folder, name)
    assert table.columns == read_questions()[name].columns == tuple(QUESTIONS[name].split())
    assert table.rows


@pytest.mark.parametrize("name", QUESTIONS)
def test_a_question_has_columns_even_where_the_graph_is_empty(name: str, tmp_path: Path) -> None:
    (tmp_path / "graph.ttl").write_text("", encoding="utf-8")
    table = run(tmp_path, name)
    assert (table.columns, table.rows) == (tuple(QUESTIONS[name].split()), ())
    assert list(Graph().query(question(name))) == []


@pytest.mark.parametrize("name", QUESTIONS)
def test_both_engines_give_the_same_rows(name: str, folder: Path, answers: Answers) -> None:
    names = QUESTIONS[name].split()
    ours = [tuple(cell and cell.value for cell in row) for row in run(folder, name).rows]
    assert answers.to(name) == (names, ours)


@pytest.mark.parametrize("name", OF_MANY)
def test_a_question_of_many_articles_has_its_columns_on_both_engines(
    name: str, folder: Path, answers: Answers
) -> None:
    table = run(folder, name)
    assert table.columns == read_questions()[name].columns == tuple(OF_MANY[name].split())
    assert len(answers.to(name)[1]) == len(table.rows)


def test_members_are_those_that_belonged_to_the_bloc_on_the_day(
    resolved: Resolved, ontology: Ontology, tmp_path: Path
) -> None:
    holder = next(f.holder for f in resolved.facts if f.kind == "position")
    for start, end, found in (("2000", None, True), ("2000", "2001", False)):
        belongs = Membership(
            member=holder,
            of="sea-pact",
            name="Sea Pact",
            start=PartialDate(iso=start),
            end=PartialDate(iso=end) if end else None,
        )
        folder = written(replace(resolved, memberships=(belongs,)), ontology, tmp_path)
        assert bool(rows(folder, "members", "bloc")) == found


@pytest.mark.parametrize("name", [*QUESTIONS, *OF_MANY])
def test_a_question_is_short_plain_sparql(name: str) -> None:
    body = [line for line in question(name).splitlines() if line and line[0] != "#"]
    body = [line for line in body if not line.startswith("PREFIX")]
    assert len(body) <= 24 and max(map(len, body)) <= 140
    assert not re.search(r"\b(SERVICE|FROM|LATERAL|oxigraph|jena)\b", question(name))


# What they say


def test_mentions_include_named_events(folder: Path) -> None:
    found = rows(folder, "mentions", "name", "type", "text", "article", "start", "end")
    assert ("Ada Voss", "person", "Voss", "b.txt", "30", "34") in found
    assert ("Port Sela summit", "event") in {row[:2] for row in found}


def test_entities_are_counted(folder: Path) -> None:
    found = rows(folder, "entities", "name", "type", "aliases", "articles", "mentions")
    assert found[0] == ("Ada Voss", "person", "Voss", "2", "2")
    assert ("Ilan Reh", "person", "", "0", "0") in found


def test_one_proposal_told_twice_has_two_rows_and_one_id(folder: Path) -> None:
    found = rows(folder, "proposals", "proposal", "proposer", "about", "condition", "article")
    assert len(found) == 2 and len({row[0] for row in found}) == 1
    assert {row[4] for row in found} == {"a.txt", "b.txt"}
    assert found[0][1:4] == ("Ada Voss", "Harbour Pact; Norland", "if the shelling stops")


def test_positions_have_the_date_of_their_article(folder: Path) -> None:
    found = rows(folder, "positions", "holder", "stance", "target", "date", "article")
    assert ("Ostmark", "opposes", "patrol plan", "2024-03-01", "a.txt") in found
    assert ("Ostmark", "supports", "patrol plan", "2024-03-05", "b.txt") in found


def test_territories_say_who_asserts_them(folder: Path) -> None:
    found = rows(
        folder, "territories", "territory", "relation", "agent", "date", "assertedBy", "article"
    )
    assert sorted(found) == [
        ("Cape Sela", "annexed_by", "Ostmark", "2014", "a.txt", "a.txt"),
        ("Cape Sela", "annexed_by", "Ostmark", "2014", "b.txt", "b.txt"),
        ("Cape Sela", "part_of", "Norland", "", "Ada Voss", "b.txt"),
    ]


def test_a_statement_is_shown_in_the_wording_of_each_article(folder: Path) -> None:
    found = rows(folder, "statements", "speaker", "mode", "text", "article")
    assert found == [
        ("Ada Voss", "direct", "We will never leave the cape,", "a.txt"),
        ("Ada Voss", "direct", "We shall never leave the cape.", "b.txt"),
    ]


def test_relations_outside_the_list_show_their_verb(folder: Path) -> None:
    found = rows(folder, "relations", "subject", "predicate", "object")
    assert found == [("Norland", "enemy_of", "Ostmark"), ("Norland", "other:border", "Ostmark")]


def test_copies_do_not_corroborate(folder: Path) -> None:
    found = dict(rows(folder, "corroboration", "label", "articles"))
    assert found["Cape Sela annexed by Ostmark"] == "2"
    assert not [label for label in found if "opposes" in label], "a.txt and its copy are one source"


def test_contradictions_keep_both_sides_and_their_sources(folder: Path) -> None:
    found = rows(folder, "contradictions", "kind", "leftSource", "rightSource")
    assert sorted(found) == [
        ("position", "b.txt", "a.txt; c.txt"),
        ("territory", "b.txt", "a.txt; b.txt"),
    ]


def test_a_conditional_position_contradicts_nothing(
    resolved: Resolved, ontology: Ontology, tmp_path: Path
) -> None:
    facts = [
        replace(f, condition="if paid") if getattr(f, "stance", "") == "supports" else f
        for f in resolved.facts
    ]
    folder = written(replace(resolved, facts=tuple(facts)), ontology, tmp_path)
    assert rows(folder, "contradictions", "kind") == [("territory",)]


def test_claims_on_different_years_do_not_contradict(
    resolved: Resolved, ontology: Ontology, tmp_path: Path
) -> None:
    facts = [
        replace(f, date=PartialDate(iso="1990")) if getattr(f, "relation", "") == "part_of" else f
        for f in resolved.facts
    ]
    folder = written(replace(resolved, facts=tuple(facts)), ontology, tmp_path)
    assert rows(folder, "contradictions", "kind") == [("position",)]


def test_a_change_has_the_dates_on_either_side(folder: Path) -> None:
    assert rows(folder, "changes", *CONTRACT["changes"].split()) == [
        ("Ostmark", "patrol plan", "opposes", "supports", "2024-03-02", "2024-03-05")
    ]


def dated(resolved: Resolved, stance: str, iso: str) -> Resolved:
    """The corpus, the stands of one kind told to be of that time."""
    facts = [
        replace(f, evidence=tuple(replace(e, date=PartialDate(iso=iso)) for e in f.evidence))
        if getattr(f, "stance", "") == stance
        else f
        for f in resolved.facts
    ]
    return replace(resolved, facts=tuple(facts))


def test_a_position_is_of_the_day_that_is_told(
    resolved: Resolved, ontology: Ontology, tmp_path: Path
) -> None:
    folder = written(dated(resolved, "opposes", "1951"), ontology, tmp_path)
    assert set(rows(folder, "positions", "stance", "date")) == {
        ("opposes", "1951"),
        ("supports", "2024-03-05"),
    }
    assert rows(folder, "changes", "fromDate", "toDate") == [("1951", "2024-03-05")]
    told = [row for row in rows(folder, "timeline", "date", "kind") if row[1] == "position"]
    assert told == [("1951", "position"), ("1951", "position")]


def test_positions_of_different_years_do_not_contradict(
    resolved: Resolved, ontology: Ontology, tmp_path: Path
) -> None:
    then = dated(dated(resolved, "opposes", "1951"), "supports", "1960")
    assert rows(written(then, ontology, tmp_path), "contradictions", "kind") == [("territory",)]


def test_the_timeline_is_in_order(folder: Path) -> None:
    dates = [date for (date,) in rows(folder, "timeline", "date")]
    assert dates == ["2014", "2014", "2024-03-04"]


def test_participants_are_joined_in_order(
    resolved: Resolved, ontology: Ontology, tmp_path: Path
) -> None:
    names = [f"Guest {letter}" for letter in "HCBGADFE"]
    guests = {name: Entity(key=name, type="person", name=name) for name in names}
    event = next(fact for fact in resolved.facts if isinstance(fact, Event))
    crowded = replace(event, participants=tuple(names))
    folder = written(
        replace(resolved, facts=(crowded,), entities={**resolved.entities, **guests}),
        ontology,
        tmp_path,
    )
    joined = "; ".join(sorted(names))
    assert {row[0] for row in rows(folder, "events", "participants")} == {joined}
    answer = Graph().parse(folder / "graph.ttl").query(question("events"))
    assert {str(row["participants"]) for row in answer} == {joined}


def test_who_held_a_land_by_a_day_comes_with_who_says_so(folder: Path) -> None:
    with Opened(folder) as graph:
        said = graph.query("control", territory="cape sela")
        then = graph.query("control", territory="Cape Sela", until="2015")
    assert [(row["agent"], row["assertedBy"]) for row in said] == [
        ("Norland", "Ada Voss"),
        ("Ostmark", "a.txt"),
        ("Ostmark", "b.txt"),
    ]
    assert {row["agent"] for row in then} == {"Ostmark"}


def test_the_pack_follows_a_proposal(folder: Path) -> None:
    assert rows(folder, "responses", "holder", "stance", "article") == [
        ("Ostmark", "opposes", "a.txt"),
        ("Ostmark", "opposes", "c.txt"),
        ("Ostmark", "supports", "b.txt"),
    ]
    assert rows(folder, "outcomes", "proposer", "outcome", "supporters", "answered") == [
        ("Ada Voss", "disputed", "Ostmark", "2024-03-05")
    ]
    sides = rows(folder, "allies", "name", "side", "other")
    assert {("Norland", "opponent", "Ostmark"), ("Ada Voss", "ally", "Ostmark")} <= set(sides)


def test_the_pack_compares_sources(folder: Path) -> None:
    single = {row[:2] for row in rows(folder, "single-source", "kind", "article")}
    assert ("position", "a.txt") in single, "a copy is no second source"
    assert ("proposal", "a.txt") not in single
    outlets = rows(folder, "outlets", "topic", "publisher")
    assert {("Cape Sela", "The Coastal Post"), ("Cape Sela", "Inland Mirror")} <= set(outlets)
    assert [row[0] for row in rows(folder, "said", "date")] == ["2024-03-01", "2024-03-05"]


# Parameters


def test_a_parameter_keeps_the_rows_with_that_value(folder: Path) -> None:
    assert len(run(folder, "positions", parameters={"stance": "supports"}).rows) == 1
    assert len(run(folder, "mentions", parameters={"entity": "d:ada-voss"}).rows) == 2
    with pytest.raises(QueryError, match="columns: position, holder"):
        run(folder, "positions", parameters={"who": "Ostmark"})


def test_a_parameter_is_a_value_and_never_query_text(folder: Path) -> None:
    text = "SELECT ?s ?name WHERE { ?s rdfs:label ?label BIND (STR(?label) AS ?name) }"
    hostile = 'x" } UNION { ?s ?p ?o } } #'
    assert run(folder, text, parameters={"name": hostile}).rows == ()
    assert len(run(folder, text, parameters={"name": "Ada Voss"}).rows) == 1
    assert run(folder, "mentions", parameters={"name": hostile}).rows == ()


def test_a_star_stands_for_any_letters_in_any_case(folder: Path) -> None:
    found = run(folder, "positions", parameters={"target": "*PATROL*"})
    assert len(found.rows) == 3
    assert not run(folder, "positions", parameters={"target": "patrol"}).rows
    assert not run(folder, "positions", parameters={"target": ".*"}).rows


@pytest.mark.parametrize(
    ("since", "until", "count"),
    [("2024", "", 3), ("2024-03-02", "", 2), ("", "2024-02", 0), ("2024-03", "2024-03-01", 1)],
)
def test_a_time_keeps_what_can_lie_in_it(since: str, until: str, count: int, folder: Path) -> None:
    with Opened(folder) as graph:
        assert len(graph.query("positions", since=since, until=until)) == count
        with pytest.raises(QueryError, match="no date"):
            graph.query("offices", since="2024")


def test_rows_are_values_that_a_data_frame_takes(folder: Path) -> None:
    with Opened(folder) as graph:
        first = graph.query("positions")[0]
        nothing = graph.query("positions", holder="Nobody")
    assert (first["date"], type(first["start"])) == (dt.date(2024, 3, 1), int)
    assert first["condition"] is None
    assert nothing == [] and nothing.columns[:2] == ["position", "holder"]


def test_a_parameter_may_be_a_short_name(folder: Path) -> None:
    found = run(
        folder, "SELECT ?who ?label { ?who rdfs:label ?label }", parameters={"who": "d:norland"}
    )
    assert [row[1].value for row in found.rows if row[1]] == ["Norland"]


# Forms of answers


def test_json_is_the_w3c_form(folder: Path) -> None:
    table = run(folder, "territories")
    parsed = ox.parse_query_results(table.to_json(), format=ox.QueryResultsFormat.JSON)
    assert isinstance(parsed, ox.QuerySolutions)
    assert tuple(v.value for v in parsed.variables) == table.columns
    assert len(list(parsed)) == len(table.rows)
    first = json.loads(table.to_json())["results"]["bindings"][0]
    assert first["territory"] == {"type": "literal", "value": "Cape Sela", "xml:lang": "en"}
    assert first["start"]["datatype"].endswith("#integer")


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\0"])
def test_csv_runs_in_no_spreadsheet(start: str) -> None:
    text = start + 'HYPERLINK("http://x.example")'
    table = Table(columns=("a",), rows=((Cell(type="literal", value=text),),))
    assert next(csv.DictReader(io.StringIO(table.to_csv(), newline="")))["a"] == "'" + text
    assert next(csv.DictReader(io.StringIO(table.to_csv(raw=True), newline="")))["a"] == text


def test_text_is_aligned_and_shows_no_control_characters() -> None:
    cells = [Cell(type="literal", value=value) for value in ("a\x1b[31mb", "two\nlines", "x" * 99)]
    table = Table(columns=("a", "b", "c"), rows=(tuple(cells), (None, None, None)))
    text = table.to_text()
    assert "\x1b" not in text and "two lines" in text and "…" in text
    assert len(text.splitlines()) == 4


def test_other_kinds_of_query_answer_too(folder: Path) -> None:
    assert json.loads(run(folder, "ASK { ?s ?p ?o }").to_json()) == {"head": {}, "boolean": True}
    described = run(folder, "DESCRIBE d:norland")
    assert described.columns == ("subject", "predicate", "object") and len(described.rows) >= 7


def test_triples_are_turtle(folder: Path) -> None:
    described = run(folder, "DESCRIBE d:norland")
    back = Graph().parse(data=described.to_turtle(), format="turtle")
    assert len(back) == len(described.rows)
    with pytest.raises(QueryError, match="CONSTRUCT"):
        run(folder, "positions").to_turtle()


def test_tsv_is_the_w3c_form(folder: Path) -> None:
    table = run(folder, "territories")
    parsed = ox.parse_query_results(table.to_tsv(), format=ox.QueryResultsFormat.TSV)
    assert isinstance(parsed, ox.QuerySolutions)
    told = [[term and term.value for term in row] for row in parsed]
    assert told == [[cell and cell.value for cell in row] for row in table.rows]


def test_a_file_of_sparql_is_a_query(folder: Path, tmp_path: Path) -> None:
    own = tmp_path / "own.rq"
    own.write_text("SELECT ?s { ?s a kg:Person } ORDER BY ?s", encoding="utf-8")
    assert len(run(folder, str(own)).rows) == 2
    with pytest.raises(QueryError, match="cannot be read"):
        run(folder, str(tmp_path / "missing.rq"))


# What is refused, and what ends


def test_an_unknown_question_names_the_nearest(folder: Path) -> None:
    with pytest.raises(QueryError, match="did you mean positions"):
        run(folder, "positins")


def test_where_there_is_no_graph_is_said(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="kg build"):
        run(tmp_path, "positions")


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * { SERVICE <http://x.example/> { ?s ?p ?o } }",
        "SELECT * { service silent <http://x.example/> { ?s ?p ?o } }",
        "SELECT * { SERV\\u0049CE <http://x.example/> { ?s ?p ?o } }",
        "SELECT * FROM <file:///etc/passwd> { ?s ?p ?o }",
        "SELECT * FROM NAMED <http://x.example/> { GRAPH ?g { ?s ?p ?o } }",
        "LOAD <http://x.example/>",
        "DELETE WHERE { ?s ?p ?o }",
        "INSERT DATA { <a:a> <a:b> <a:c> }",
        "SELECT * { " + "{" * 5000,
        "SELECT * { " + " " * 70_000 + " }",
        "SELECT * { ?s ?p",
    ],
    ids=lambda query: query[:24],
)
def test_what_reaches_out_or_changes_is_refused(query: str, folder: Path) -> None:
    before = (folder / "graph.ttl").read_bytes()
    with pytest.raises(QueryError):
        run(folder, query)
    assert (folder / "graph.ttl").read_bytes() == before


@pytest.mark.parametrize(
    "query",
    [
        'SELECT * { ?service ?from "SERVICE <x>" }  # FROM',
        "PREFIX service: <http://x.example/from#> SELECT * { ?s service:load ?o }",
        "SELECT * { ?s <http://x.example/service> 'it''s' }",
        'SELECT * { ?s ?p """a "quoted" { LOAD """ }',
    ],
)
def test_harmless_words_are_not_refused(query: str) -> None:
    check(query)


@pytest.fixture
def listener() -> Iterator[tuple[int, list[object]]]:
    """A server that only notes who connects."""
    seen: list[object] = []
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.1)
        done = threading.Event()

        def listen() -> None:
            while not done.is_set():
                try:
                    connection, who = server.accept()
                except TimeoutError:
                    continue
                connection.close()
                seen.append(who)

        thread = threading.Thread(target=listen)
        thread.start()
        yield server.getsockname()[1], seen
        done.set()
        thread.join()


def test_even_a_query_that_slips_through_reaches_nobody(
    folder: Path, listener: tuple[int, list[object]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kg.sandbox.check", lambda query: None)
    port, seen = listener
    query = f"SELECT * {{ SERVICE <http://127.0.0.1:{port}/> {{ ?s ?p ?o }} }}"
    with pytest.raises(QueryError):
        run(folder, query)
    time.sleep(0.3)
    assert seen == []


@pytest.mark.parametrize(
    "query",
    [
        "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l . ?m ?n0 ?o }",
        'SELECT ?x { BIND ("aaaaaaaa" AS ?a0) '
        + " ".join(f"BIND (CONCAT(?a{i}, ?a{i}) AS ?a{i + 1})" for i in range(60))
        + " BIND (STRLEN(?a60) AS ?x) }",
    ],
    ids=["cartesian", "doubling"],
)
def test_a_query_that_hurts_ends_in_time(query: str, folder: Path) -> None:
    before = time.monotonic()
    with pytest.raises(QueryError, match="ask for less"):
        run(folder, query, seconds=2)
    assert time.monotonic() - before < 10


def test_a_graph_that_is_not_turtle_is_named(tmp_path: Path) -> None:
    (tmp_path / "graph.ttl").write_text("<<( " * 100_000, encoding="utf-8")
    with pytest.raises(InputError, match="is not Turtle"):
        run(tmp_path, "positions")


# Explaining


def test_a_fact_is_explained_by_its_sentences(folder: Path) -> None:
    text = explain(folder, "territory_73")
    assert text.startswith("Cape Sela annexed by Ostmark\nd:territory_73")
    assert "1. The Coastal Post, 2024-03-01, Voss calls for patrols" in text
    assert "a.txt 0–33, rule territory.annex, certainty 0.9" in text
    assert "In 2014 »Cape Sela was annexed by Ostmark«." in text
    assert "rule territory.passive, certainty 0.95" in text


def test_an_entity_is_explained_by_its_facts(folder: Path) -> None:
    text = explain(folder, "norland")
    assert "Ada Voss, President of Norland  (d:office_" in text


def test_any_form_of_the_name_will_do_but_only_one_node(folder: Path) -> None:
    full = next(cell for cell in run(folder, "offices").rows[0] if cell)
    assert explain(folder, full.value) == explain(folder, "office_")
    with pytest.raises(QueryError, match="several nodes are called so: d:position_"):
        explain(folder, "position_")
    for unknown in ("nobody", "d:nobody", "https://x.example/a", 'x" } #', "javascript:a"):
        with pytest.raises(QueryError, match="no such node"):
            explain(folder, unknown)


def test_what_an_article_says_cannot_steer_the_terminal(
    resolved: Resolved, ontology: Ontology, tmp_path: Path
) -> None:
    articles = (replace(resolved.articles[0], title="\x1b[2Jgone"), *resolved.articles[1:])
    folder = written(replace(resolved, articles=articles), ontology, tmp_path)
    assert "\x1b" not in explain(folder, "office_")


def test_offsets_count_code_points(ontology: Ontology, tmp_path: Path) -> None:
    text = "𝔘𝔫𝔦 🇺🇦 met Ada Voss."
    start = text.index("Ada")
    passage = replace(PASSAGE, start=start, end=start + 8, sentence_end=len(text))
    corpus = Resolved(
        articles=(Article(name="a.txt", text=text),),
        entities={"v": Entity(key="v", type="person", name="Ada Voss")},
        mentions=(Mention(entity="v", passage=passage, text="Ada Voss"),),
        facts=(),
    )
    folder = written(corpus, ontology, tmp_path)
    ((begin, end),) = rows(folder, "mentions", "start", "end")
    assert text[int(begin) : int(end)] == "Ada Voss"


def test_values_of_python_are_taken_and_odd_ones_refused(folder: Path) -> None:
    with Opened(folder) as graph:
        every = graph.query("positions")
        assert graph.query("positions", holder=None) == every
        assert graph.query("positions", start=every[0]["start"])
        assert graph.query("positions", since=2000) == graph.query("positions", since="2000")
        for odd in ({"since": "bad"}, {"limit": -1}, {"limit": "a"}):
            with pytest.raises(QueryError):
                graph.query("positions", **odd)  # type: ignore[arg-type]
