"""Corrections: a decision changes what it says and no more, in any order, and can be taken back."""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import pytest
from tests.test_resolve import BASE

from kg.corrections.adding import add_corrections
from kg.corrections.built import Built
from kg.corrections.facts import corrected
from kg.corrections.lines import Correction, corrections_beside, read_corrections
from kg.errors import DataError, InputError, QueryError
from kg.identity import plain_words
from kg.model import (
    Article,
    Entity,
    Evidence,
    Extraction,
    Fact,
    Mention,
    Passage,
    Position,
    Proposal,
    Relation,
    Resolved,
    Statement,
    TerritoryClaim,
)
from kg.ontology import load_ontology
from kg.partial_dates import PartialDate
from kg.query import Graph
from kg.resolve import resolve

CODES = load_ontology().schemes()
FIRST = "Ada Voss of Norland welcomed patrols of the strait."
SECOND = "Norland holds Cape Sela, Voss said."
TEXTS = {"a.txt": f"{FIRST} {SECOND}", "b.txt": f"{SECOND} {FIRST}"}
VOSS = Entity(key="0", type="person", name="Ada Voss", aliases=("Voss",))
NORLAND = Entity(key="1", type="place", name="Nordland", known="norland", wikidata="Q1", state=True)
CAPE = Entity(key="2", type="place", name="Cape Sela")


def seen(article: str, sentence: str, certainty: float = 0.8) -> tuple[Evidence, ...]:
    start = TEXTS[article].index(sentence)
    passage = Passage(
        article=article,
        start=start,
        end=start + 7,
        sentence_start=start,
        sentence_end=start + len(sentence),
    )
    return (Evidence(passage=passage, rule="r", certainty=certainty),)


def stand(article: str = "a.txt", **more: object) -> Position:
    fact = Position(
        holder="0",
        stance="supports",
        target="patrols of the strait",
        evidence=seen(article, FIRST),
    )
    return replace(fact, **more)  # type: ignore[arg-type]


def claim(article: str = "a.txt", **more: object) -> TerritoryClaim:
    fact = TerritoryClaim(
        territory="2", relation="controlled_by", agent="1", evidence=seen(article, SECOND)
    )
    return replace(fact, **more)  # type: ignore[arg-type]


def article(name: str, *facts: Fact, entities: Iterable[Entity] = ()) -> Extraction:
    found = tuple(entities) or (VOSS, NORLAND, CAPE)
    return Extraction(
        article=Article(name=name, text=TEXTS[name], published=dt.date(2031, 5, 24)),
        entities=found,
        mentions=tuple(
            Mention(entity=e.key, passage=seen(name, FIRST)[0].passage, text=e.name) for e in found
        ),
        facts=facts,
    )


def built(corrections: Iterable[Correction], *extractions: Extraction) -> Resolved:
    lines = tuple(corrections)
    return corrected(resolve(extractions, BASE, lines), lines)


def says(
    decision: str, what: str, value: str = "", sentence: str = FIRST, where: str = "a.txt"
) -> Correction:
    """A decision on a fact; of an edit `value` is "field: value"."""
    field, _, new = value.partition(": ")
    return Correction(
        decision=decision, what=what, article=where, sentence=sentence, field=field, value=new
    )


def pair(decision: str, what: str, other: str) -> Correction:
    return Correction(decision=decision, what=what, other=other)


def names(found: Resolved) -> set[str]:
    return {entity.name for entity in found.entities.values()}


# Entities

SHORT = replace(VOSS, name="Voss", aliases=())
LATIN = replace(VOSS, name="Ada Wossová", aliases=())


def test_two_names_are_one_entity_when_a_line_says_so() -> None:
    corpus = article("a.txt", stand()), article("b.txt", stand("b.txt"), entities=(LATIN,))
    assert names(built([], *corpus)) == {"Ada Voss", "Norland", "Cape Sela", "Ada Wossová"}
    line = pair("same", "person: Ada Voss", "Ada Wossová")
    found = built([line], *corpus)
    assert names(found) == {"Ada Voss", "Norland", "Cape Sela"} and not found.unmet
    (voss,) = [e for e in found.entities.values() if e.type == "person"]
    assert voss.aliases == ("Ada Wossová", "Voss") and voss.corrected == (line.text,)
    (fact,) = found.facts
    assert [piece.passage.article for piece in fact.evidence] == ["a.txt", "b.txt"]


def test_a_surname_of_one_article_is_named_with_it() -> None:
    corpus = article("a.txt"), article("b.txt", entities=(SHORT,))
    found = built([pair("same", "person: Voss @ b.txt", "person: Ada Voss")], *corpus)
    assert names(found) == {"Ada Voss", "Norland", "Cape Sela"} and not found.unmet


def test_what_is_one_already_is_not_called_corrected() -> None:
    corpus = article("a.txt"), article("b.txt", entities=(replace(VOSS, name="ADA VOSS"),))
    assert built([pair("same", "Ada Voss", "person: Voss")], *corpus) == built([], *corpus)


def test_what_is_known_beforehand_keeps_its_name() -> None:
    other = replace(CAPE, key="1", name="Aland")
    corpus = article("a.txt"), article("b.txt", entities=(other,))
    found = built([pair("same", "Aland", "Norland")], *corpus).entities["norland"]
    assert (found.name, found.wikidata) == ("Norland", "Q1") and "Aland" in found.aliases


def test_one_name_is_two_entities_when_a_line_says_so() -> None:
    corpus = article("a.txt", stand()), article("b.txt", stand("b.txt"))
    line = pair("different", "person: Ada Voss", "person: Ada Voss @ b.txt")
    found = built([line], *corpus)
    people = [e for e in found.entities.values() if e.type == "person"]
    assert [e.name for e in people] == ["Ada Voss", "Ada Voss"] and not found.unmet
    assert all(e.corrected == (line.text,) for e in people)
    assert [len(fact.evidence) for fact in found.facts] == [1, 1]


def test_a_name_that_was_taken_for_a_known_one_gets_an_entity_of_its_own() -> None:
    line = pair("different", "Norland", "Nordland")
    found = built([line], article("a.txt", claim()))
    (other,) = [e for e in found.entities.values() if e.name == "Nordland"]
    assert (other.known, other.wikidata, "norland" in found.entities) == ("", "", False)
    assert {e.name for e in found.entities.values()} == {"Ada Voss", "Nordland", "Cape Sela"}


def test_two_that_are_two_stay_as_they_were() -> None:
    corpus = article("a.txt", stand()), article("b.txt", entities=(LATIN,))
    line = pair("different", "Ada Voss", "Ada Wossová")
    assert built([line], *corpus) == built([], *corpus)


def test_what_is_told_to_be_different_is_not_joined_by_a_third() -> None:
    third = replace(VOSS, key="3", name="A. Voss", aliases=())
    corpus = article("a.txt"), article("b.txt", entities=(LATIN, third))
    lines = [
        pair("same", "Ada Voss", "A. Voss"),
        pair("same", "A. Voss", "Ada Wossová"),
        pair("different", "Ada Voss", "Ada Wossová"),
    ]
    found = built(lines, *corpus)
    assert len(found.unmet) == 3 and all("contradict" in text for text in found.unmet)
    assert found.entities == built([], *corpus).entities


def test_same_and_different_of_one_pair_are_told() -> None:
    corpus = article("a.txt"), article("b.txt", entities=(LATIN,))
    lines = [pair("same", "Ada Voss", "Ada Wossová"), pair("different", "Ada Wossová", "Ada Voss")]
    found = built(lines, *corpus)
    assert len(found.unmet) == 2 and all("the opposite" in text for text in found.unmet)
    assert found.entities == built([], *corpus).entities


def test_names_that_an_article_takes_for_one_cannot_be_told_apart() -> None:
    found = built([pair("different", "Ada Voss", "person: Voss")], article("a.txt"))
    assert [text.partition(": the ")[2] for text in found.unmet] == [
        "articles take both names for one"
    ]
    nobody = built([pair("same", "Ada Voss", "Ilan Reh")], article("a.txt"))
    assert nobody.unmet == ("same Ada Voss / Ilan Reh: no article tells of Ilan Reh",)


# Facts

STAND = "position\nholder: Ada Voss\nstance: supports\ntarget: patrols of the strait"
CLAIM = "territory\nterritory: Cape Sela\nrelation: controlled_by\nagent: Norland"


def test_a_rejected_fact_is_gone_and_nothing_else() -> None:
    corpus = article("a.txt", stand(), claim())
    found = built([says("reject", STAND)], corpus)
    assert [fact.kind for fact in found.facts] == ["territory"] and not found.unmet
    assert len(found.rejected) == 1 and "Ada Voss" in found.rejected[0]
    before = built([], corpus)
    assert (found.entities, found.mentions) == (before.entities, before.mentions)
    assert found.facts == before.facts[1:]


def test_a_fact_that_another_article_tells_too_keeps_that_evidence() -> None:
    corpus = article("a.txt", stand()), article("b.txt", stand("b.txt"))
    (fact,) = built([says("reject", STAND)], *corpus).facts
    assert [piece.passage.article for piece in fact.evidence] == ["b.txt"] and not fact.corrected
    both = [says("reject", STAND), says("reject", STAND, where="b.txt")]
    assert built(both, *corpus).facts == ()


def test_an_article_under_another_name_is_found_by_its_sentence() -> None:
    assert built([says("reject", STAND, where="old.txt")], article("a.txt", stand())).facts == ()
    kept = built(
        [says("reject", STAND, where="b.txt")], article("a.txt", stand()), article("b.txt")
    )
    assert kept.facts and "tells no such fact" in kept.unmet[0]


EDITS = {
    "stance: opposes": ("stance", "opposes"),
    "target: patrols by the Harbour Pact": ("target", "patrols by the Harbour Pact"),
    "condition: if it is safe": ("condition", "if it is safe"),
    "holder: Norland": ("holder", "norland"),
}


@pytest.mark.parametrize("edit", EDITS)
def test_an_edit_sets_one_field(edit: str) -> None:
    corpus = article("a.txt", stand(), claim())
    found, before = built([says("edit", STAND, edit)], corpus), built([], corpus)
    attribute, value = EDITS[edit]
    assert isinstance(found.facts[0], Position) and not found.unmet
    assert getattr(found.facts[0], attribute) == value
    (note,) = found.facts[0].corrected
    assert note.startswith(attribute) and " → " in note
    old = getattr(before.facts[0], attribute)
    assert replace(found.facts[0], corrected=(), **{attribute: old}) == before.facts[0]
    assert found.facts[1:] == before.facts[1:] and found.entities == before.entities


def test_a_value_that_is_there_already_is_no_correction() -> None:
    corpus = article("a.txt", stand())
    assert built([says("edit", STAND, "stance: supports")], corpus) == built([], corpus)


def test_claims_are_edited_too() -> None:
    fact = claim(asserted_by="0")
    lines = [
        says("edit", CLAIM, text, SECOND)
        for text in ("relation: claimed_by", "date: 2030-02", "assertedBy: ")
    ]
    (found,) = built(lines, article("a.txt", fact)).facts
    assert isinstance(found, TerritoryClaim) and len(found.corrected) == 3
    assert (found.relation, found.asserted_by) == ("claimed_by", None)
    assert found.date == PartialDate(iso="2030-02")


def test_a_position_has_the_day_of_its_passage() -> None:
    (found,) = built([says("edit", STAND, "date: 2031-05-20")], article("a.txt", stand())).facts
    assert [piece.date for piece in found.evidence] == [PartialDate(iso="2031-05-20")]
    assert found.corrected == ("date: none → 2031-05-20",)


def test_what_becomes_equal_by_an_edit_is_one_fact() -> None:
    other = stand("b.txt", stance="opposes")
    corpus = article("a.txt", stand()), article("b.txt", other)
    (fact,) = built([says("edit", STAND, "stance: opposes")], *corpus).facts
    assert [piece.passage.article for piece in fact.evidence] == ["a.txt", "b.txt"]


def test_positions_follow_an_edited_proposal() -> None:
    told = [
        Proposal(id=f"p{i}", content=content, proposer="0", evidence=seen("a.txt", sentence))
        for i, (content, sentence) in enumerate([("a toll", FIRST), ("a harbour fee", SECOND)])
    ]
    on = stand(target="the harbour fee", proposal="p1", evidence=seen("a.txt", SECOND))
    edit = says("edit", "proposal\ncontent: a harbour fee", "content: a toll", SECOND)
    found = built([edit], article("a.txt", *told, on)).facts
    (proposal,) = [fact for fact in found if isinstance(fact, Proposal)]
    (position,) = [fact for fact in found if isinstance(fact, Position)]
    assert len(proposal.evidence) == 2 and position.proposal == proposal.id


def test_a_proposal_that_two_articles_tell_stays_one_and_positions_stay_on_it() -> None:
    plan = Proposal(id="p", content="a toll", proposer="0", evidence=seen("a.txt", FIRST))
    again = replace(plan, id="q", evidence=seen("b.txt", FIRST))
    on = stand(target="the toll", proposal="p", evidence=seen("a.txt", SECOND))
    corpus = article("a.txt", plan, on), article("b.txt", again)
    lines = [
        says("edit", "proposal\ncontent: a toll", "content: a harbour fee", where=where)
        for where in TEXTS
    ]
    for some, proposals in ((lines, 1), (lines[:1], 2)):
        found = built(some, *corpus).facts
        plans = [fact for fact in found if isinstance(fact, Proposal)]
        (position,) = [fact for fact in found if isinstance(fact, Position)]
        assert len(plans) == proposals == len({plan.id for plan in plans})
        assert position.proposal in {plan.id for plan in plans}
    kept = [replace(line, value="a toll") for line in lines]
    assert built(kept, *corpus) == built([], *corpus)


def test_an_edit_of_an_edit_and_one_back() -> None:
    corpus = article("a.txt", stand())
    there = says("edit", STAND, "stance: opposes")
    changed = STAND.replace("supports", "opposes")
    back = says("edit", changed, "stance: supports")
    (fact,) = built([there, back], corpus).facts
    assert isinstance(fact, Position) and fact.stance == "supports" and len(fact.corrected) == 2
    assert built([there, says("reject", changed)], corpus).facts == ()


def test_another_reading_is_met_nearly() -> None:
    line = says("reject", STAND.replace("patrols of the strait", "more patrols of the strait"))
    assert built([line], article("a.txt", stand())).facts == ()
    longer = replace(line, sentence=f"{FIRST} {SECOND}")
    assert built([longer], article("a.txt", stand())).facts == ()


@pytest.mark.parametrize(
    ("line", "why"),
    [
        (says("reject", STAND, sentence="Norland welcomed rain."), "no article has its sentence"),
        (says("reject", STAND.replace("supports", "opposes")), "tells no such fact"),
        (says("reject", STAND.replace("the strait", "Sund").replace("patrols", "rain")), "no such"),
        (says("edit", STAND, "holder: Ilan Reh"), "no article tells of Ilan Reh"),
        (says("edit", STAND, "holder: Cape Sela"), "Cape Sela is no actor"),
    ],
)
def test_what_no_longer_applies_is_told(line: Correction, why: str) -> None:
    corpus = article("a.txt", stand(), claim())
    found = built([line], corpus)
    assert len(found.unmet) == 1 and why in found.unmet[0]
    assert found.facts == built([], corpus).facts


def test_lines_that_contradict_each_other_are_told() -> None:
    lines = [says("edit", STAND, f"stance: {stance}") for stance in ("opposes", "neutral")]
    found = built(lines, article("a.txt", stand()))
    assert found.facts == built([], article("a.txt", stand())).facts
    assert len(found.unmet) == 2 and all("another stance" in text for text in found.unmet)
    gone = built([lines[0], says("reject", STAND)], article("a.txt", stand()))
    assert gone.facts == () and ["rejects it" in text for text in gone.unmet] == [True]


def test_statements_and_relations_are_named_by_what_they_say() -> None:
    said = Statement(
        speaker="0", mode="direct", texts=("It is ours",), evidence=seen("a.txt", SECOND)
    )
    tie = Relation(subject="0", predicate="leads", object="1", evidence=seen("a.txt", FIRST))
    lines = [
        says("edit", "statement\ntext: It is ours", "speaker: Norland", SECOND),
        says("edit", "relation\nsubject: Voss", "predicate: member_of"),
    ]
    tied, told = sorted(built(lines, article("a.txt", said, tie)).facts, key=lambda f: f.kind)
    assert isinstance(told, Statement) and told.speaker == "norland"
    assert isinstance(tied, Relation) and tied.predicate == "member_of"


def test_the_order_of_the_lines_and_of_the_articles_does_not_matter() -> None:
    corpus = [
        article("a.txt", stand(), claim()),
        article("b.txt", stand("b.txt"), entities=(LATIN,)),
    ]
    lines = [
        pair("same", "Ada Voss", "Ada Wossová"),
        says("edit", STAND, "stance: opposes"),
        says("edit", STAND.replace("supports", "opposes"), "target: the patrols"),
        says("reject", CLAIM, sentence=SECOND),
    ]
    found = [
        built(some, *order)
        for some in itertools.permutations(lines)
        for order in (corpus, corpus[::-1])
    ]
    assert all(one == found[0] for one in found) and not found[0].unmet
    assert built([], *corpus).rejected == ()


# A built graph


def test_a_fact_of_a_graph_is_named_so_that_just_that_fact_is_met(
    folder: Path, resolved: Resolved
) -> None:
    kinds = "office", "event", "proposal", "position", "territory", "statement", "relation"
    with Graph(folder) as graph:
        facts = graph.query("SELECT ?fact WHERE { ?fact a kg:Fact } ORDER BY ?fact")
        lines = {str(row["fact"]): Built(graph).fact(str(row["fact"])) for row in facts}
    assert {some[0].what.partition("\n")[0] for some in lines.values()} == set(kinds)
    for some in lines.values():
        left = corrected(resolved, some)
        assert not left.unmet and len(left.rejected) == len(some)
        assert set(left.facts) < set(resolved.facts)
        assert len({f.kind for f in set(resolved.facts) - set(left.facts)}) == 1


@pytest.mark.parametrize(
    ("text", "meant"),
    {
        "d:ada-voss": "person: Ada Voss",
        "ada voss": "person: ada voss",
        "the cape": "place: the cape",
        "Ada Voss @ b.txt": "person: Ada Voss @ b.txt",
        "port sela summit": "event: port sela summit @ b.txt",
    }.items(),
)
def test_an_entity_of_a_graph_is_named(text: str, meant: str, folder: Path) -> None:
    with Graph(folder) as graph:
        assert str(Built(graph).entity(text)) == meant
        with pytest.raises(QueryError, match="there is none"):
            Built(graph).entity("Ada Voss @ nowhere.txt")


# The file

HEAD = "decision,what,other,article,sentence,field,value,note\n"


def written(folder: Path, text: str | bytes) -> Path:
    path = folder / "corrections.csv"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


NASTY = [
    'He said: "no, never"\nand left',
    "=HYPERLINK(1)",
    "'=1",
    "''@x",
    "-5, +3",
    "Zürich ≠ 東京",
    "it's",
]


@pytest.mark.parametrize("text", NASTY)
def test_any_text_comes_back_and_no_cell_is_a_formula(text: str, tmp_path: Path) -> None:
    path = tmp_path / "corrections.csv"
    line = Correction(
        decision="edit",
        what="position\nholder: Voss, Ada",
        article="a.txt",
        sentence=" ".join(text.split()),
        field="target",
        value=" ".join(text.split()),
    )
    assert add_corrections(path, [line], CODES) == 1
    assert add_corrections(path, [line], CODES) == 0
    assert read_corrections([path], CODES) == (line,)
    raw = path.read_text(encoding="utf-8")
    assert not any(cell[:1] in ("=", "+", "-", "@") for cell in raw.replace('"', "").split(","))
    assert [file.name for file in tmp_path.iterdir()] == ["corrections.csv"]


def test_a_line_is_added_below_those_that_people_wrote(tmp_path: Path) -> None:
    mine = "note,decision,what,other,article,sentence,field,value\r\nmine,Same,Voss,Ada Voss,,,,"
    path = written(tmp_path, "\ufeff" + mine)
    add_corrections(path, [pair("different", "Voss", "Vos")], CODES)
    text = path.read_bytes().decode()
    assert text == f"\ufeff{mine}\n,different,Voss,Vos,,,,\n"
    assert [c.decision for c in read_corrections([path], CODES)] == ["different", "same"]
    with pytest.raises(DataError, match="different; take that line out"):
        add_corrections(path, [pair("same", "Vos", "Voss")], CODES)
    assert path.read_bytes().decode() == text


def test_spreadsheets_may_save_it_their_way(tmp_path: Path) -> None:
    row = 'reject,"position\r\nholder:  Ada Voss",,a.txt," It  rained. ",,,\r\n'
    (line,) = read_corrections([written(tmp_path, HEAD + ",,,,,,,\r\n" + row)], CODES)
    assert (line.what, line.sentence) == ("position\nholder: Ada Voss", "It rained.")


MALFORMED = {
    "no header": ("same,Voss,Ada Voss,,,,,\n", "line 1: has to name the columns"),
    "semicolons": (HEAD.replace(",", ";"), "line 1: has to name the columns"),
    "decision": (HEAD + "sane,Voss,Ada Voss,,,,,\n", "line 2: 'sane' is no decision; write same"),
    "one name": (HEAD + "same,Voss,,,,,,\n", "line 2: what and other"),
    "itself": (HEAD + "\nsame,Voss,Voss,,,,,\n", "line 3: what and other"),
    "kind": (HEAD + "reject,opinion,,a,It rained.,,,\n", "line 2: 'opinion' is no kind"),
    "sentence": (HEAD + "reject,position,,a,,,,\n", "line 2: sentence is empty; quote"),
    "field": (HEAD + "edit,position,,a,It.,mood,bad,\n", "no field 'mood'; there are holder"),
    "key": (HEAD + 'reject,"position\nmood: x",,a,It.,,,\n', "no field 'mood'; there are holder"),
    "code": (HEAD + "edit,position,,a,It.,stance,agrees,\n", "none of neutral, opposes, supports"),
    "date": (HEAD + "edit,event,,a,It.,date,2031-02-30,\n", "no date; write 2031"),
    "empty": (HEAD + "edit,position,,a,It.,target,,\n", "target needs a value"),
    "cells": (
        HEAD + "same,a,b,,,,,note,with comma\n",
        "line 2: has 9 cells, the first",
    ),
    "quotes": (HEAD + 'same,"a,b,,,,,\n', "line 2: is no CSV"),
    "bytes": (HEAD.encode() + b"same,Zo\xeb,b,,,,,\n", "line 2: is not UTF-8; save"),
}


@pytest.mark.parametrize("fault", MALFORMED)
def test_a_malformed_file_names_line_and_remedy(fault: str, tmp_path: Path) -> None:
    text, told = MALFORMED[fault]
    path = written(tmp_path, text)
    with pytest.raises(DataError, match=r"corrections\.csv") as caught:
        read_corrections([path], CODES)
    assert told in str(caught.value) and "\n" not in str(caught.value)
    with pytest.raises(DataError):
        add_corrections(path, [pair("same", "c", "d")], CODES)


def test_files_are_found_beside_the_articles(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("x", encoding="utf-8")
    assert corrections_beside([tmp_path]) == ()
    path = written(tmp_path, HEAD).resolve()
    assert corrections_beside([tmp_path, tmp_path / "a.txt"]) == (path,)
    with pytest.raises(InputError, match="cannot be read"):
        read_corrections([tmp_path / "none.csv"], CODES)


def test_names_are_compared_without_accents() -> None:
    assert plain_words("Wossová") == "wossova"
    corpus = article("a.txt", stand()), article("b.txt", entities=(LATIN,))
    assert not built([pair("same", "ada WOSSOVA", "Ada Voss")], *corpus).unmet
