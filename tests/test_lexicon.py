"""The lexicon: its files are checked as a whole, and every entry does what its examples say."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest
from tests.hand_built import PUBLISHED, lexicon

from kg.annotate import Annotated, annotate, load_pipeline
from kg.errors import DataError
from kg.extract import extract
from kg.extract.frames import FrameReader
from kg.extract.happenings import SIGNS
from kg.known import EntityBase, KnownEntity
from kg.language.plain import tokens_of
from kg.lexicon import FACTS, STANCES, Entry, EventCue, Words, _entries, load_words
from kg.model import Article

PEOPLE = ("Norlander", "Norlanders"), ("Sudrian", "Sudrians")
KNOWN = (
    KnownEntity(key="norland", type="place", name="Norland", state=True, demonyms=PEOPLE[0]),
    KnownEntity(key="sudria", type="place", name="Sudria", state=True, demonyms=PEOPLE[1]),
    KnownEntity(key="sand", type="place", name="Sand Islands"),
    KnownEntity(key="doe", type="person", name="Jane Doe"),
)
FAULTY = """
[frame.say]
facts = ["statement"]

[[entry]]
id = "nod"
frame = "sya"
verb = ["nod"]
examples = ["She nodded."]

[[entry]]
id = "nod"
frame = "say"
verbs = ["nod"]
examples = ["She nodded."]
counter_examples = ["She slept."]
"""


def test_all_faults_of_a_file_are_told_at_once() -> None:
    with pytest.raises(DataError) as caught:
        _entries("nods.toml", tomllib.loads(FAULTY))
    for fault in (
        "unknown frame 'sya'",
        "unknown key 'verb'",
        "has no cue",
        "has no counter_examples",
        "the id is used twice",
    ):
        assert fault in caught.value.problem
    assert caught.value.place == "nods.toml"


def test_frames_make_facts_that_there_are() -> None:
    for entry in lexicon().entries:
        assert entry.frame.facts and set(entry.frame.facts) <= set(FACTS)
        assert {entry.frame.stance, entry.frame.negated} <= set(STANCES)
        assert bool(entry.frame.relation) == ("territory" in entry.frame.facts)


def test_cues_are_lower_case_and_noted_once() -> None:
    for entry in lexicon().entries:
        for cues in (entry.verbs, entry.nouns, entry.adjectives, entry.phrases):
            assert all(cue == cue.lower().strip() for cue in cues)
            assert len(cues) == len(set(cues)), f"{entry.id}: {sorted(cues)}"


def test_event_cues_have_an_id_of_their_own_and_cases() -> None:
    cues = lexicon().events
    assert len({cue.id for cue in cues}) == len(cues)
    for cue in cues:
        assert cue.examples and cue.counter_examples, cue.id
        assert len(cue.verbs) == len(set(cue.verbs)) and len(cue.nouns) == len(set(cue.nouns))


def test_event_nouns_tell_one_type() -> None:
    nouns = [noun for event in lexicon().events for noun in event.nouns]
    assert not {noun for noun in nouns if nouns.count(noun) > 1}


def test_event_needs_are_signs_that_there_are() -> None:
    told = {s for cue in lexicon().events for need in cue.needs for s in need.split("+")}
    assert told <= set(SIGNS)


def test_words_are_sets_tables_and_ordered_lists() -> None:
    words = load_words()
    assert words["dates", "months"] is words["dates", "months"]
    assert words.ordered("dates", "months")[0] == "january"
    assert words.table("dates", "numbers")["two"] == 2
    with pytest.raises(KeyError):
        Words(tables={})["dates", "months"]


def test_word_lists_are_lower_case() -> None:
    folder = Path(__file__).parent.parent / "src" / "kg" / "data" / "words.toml"
    tables = tomllib.loads(folder.read_text(encoding="utf-8"))
    lists = {(a, b): ws for a, t in tables.items() for b, ws in t.items() if isinstance(ws, list)}
    assert not {key: w for key, ws in lists.items() for w in ws if w != w.lower()}


@dataclass(frozen=True)
class Read:
    """What was read in a sentence: its tree, the entries that fired, kind and rule of each fact."""

    tree: str
    entries: set[str]
    facts: set[tuple[str, str]]


def read_one(found: Annotated) -> Read:
    facts = extract(found, lexicon()).facts
    return Read(
        tree=" ".join(f"{t.text}/{t.pos_}/{t.dep_}/{t.head.text}" for t in found.doc),
        entries={frame.entry.id for frame in FrameReader.of(lexicon()).read(tokens_of(found.doc))},
        facts={(fact.kind, e.rule) for fact in facts for e in fact.evidence},
    )


@pytest.fixture(scope="module")
def readings() -> Mapping[str, Read]:
    """Every sentence of the lexicon, read once."""
    cues = (*lexicon().entries, *lexicon().events)
    texts = [t for e in cues for t in (*e.examples, *e.counter_examples)]
    articles = (Article(name=t, text=t, published=PUBLISHED) for t in dict.fromkeys(texts))
    base = EntityBase(entities={known.key: known for known in KNOWN})
    read = annotate(articles, load_pipeline(), base)
    return {a.article.name: read_one(a) for a in read if isinstance(a, Annotated)}


def sentences(kind: str) -> pytest.MarkDecorator:
    """Each entry with each of its examples or counter-examples."""
    cases = [(entry, text) for entry in lexicon().entries for text in getattr(entry, kind)]
    return pytest.mark.parametrize(
        ("entry", "sentence"), cases, ids=[f"{entry.id}: {text}" for entry, text in cases]
    )


@sentences("examples")
def test_an_entry_fires_in_its_examples(
    entry: Entry, sentence: str, readings: Mapping[str, Read]
) -> None:
    found = readings[sentence]
    assert entry.id in found.entries, found.tree
    assert made_for(entry) & {kind for kind, _ in found.facts}, found.tree


@sentences("counter_examples")
def test_an_entry_is_silent_in_its_counter_examples(
    entry: Entry, sentence: str, readings: Mapping[str, Read]
) -> None:
    rules = {(kind, f"{kind}.{entry.id}") for kind in made_for(entry)}
    assert not rules & readings[sentence].facts, readings[sentence].tree


def event_sentences(kind: str) -> pytest.MarkDecorator:
    cases = [(cue, text) for cue in lexicon().events for text in getattr(cue, kind)]
    return pytest.mark.parametrize(("cue", "sentence"), cases)


@event_sentences("examples")
def test_an_event_is_told_in_the_examples_of_its_cue(
    cue: EventCue, sentence: str, readings: Mapping[str, Read]
) -> None:
    found = readings[sentence]
    assert ("event", f"event.{cue.id}") in found.facts, found.tree


@event_sentences("counter_examples")
def test_an_event_is_not_told_in_the_counter_examples_of_its_cue(
    cue: EventCue, sentence: str, readings: Mapping[str, Read]
) -> None:
    found = readings[sentence]
    assert ("event", f"event.{cue.id}") not in found.facts, found.tree


def made_for(entry: Entry) -> set[str]:
    """The kinds of fact that a frame is there for; that somebody said it comes with them."""
    return set(entry.frame.facts) - {"statement"} or {"statement"}
