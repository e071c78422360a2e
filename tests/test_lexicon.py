"""The lexicon: a file is checked as a whole, and every entry does what its examples say."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import pytest
from tests.hand_built import PUBLISHED, lexicon

from kg.annotate import Annotated, annotate, load_pipeline
from kg.entity_base import EntityBase, KnownEntity
from kg.errors import DataError
from kg.extract import extract
from kg.extract.taught import taught
from kg.language.plain import tokens_of
from kg.lexicon import TELLS, Entry, Lexicon, Words, examples, load_lexicon, load_words
from kg.model import Article, Position

KNOWN = (
    KnownEntity(key="norland", type="place", name="Norland", state=True),
    KnownEntity(key="sudria", type="place", name="Sudria", state=True),
)
NODS = """
[[entry]]
id = "nod"
tells = "supports"
verbs = ["nod through"]
"""
FAULTY = """
[other]
x = 1

[[entry]]
id = "nod"
tells = "suports"
verb = ["nod"]
nouns = "nod"

[[entry]]
id = "nod"
tells = "xyz"
verbs = [1]
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "nods.toml"


# Files


def test_all_faults_of_a_file_are_told_at_once(file: Path) -> None:
    file.write_text(FAULTY, encoding="utf-8")
    with pytest.raises(DataError) as caught:
        load_lexicon(file)
    for fault in (
        "unknown table 'other'; write [[entry]]",
        "nod: tells 'suports' is unknown; did you mean 'supports'?",
        "nod: tells 'xyz' is unknown (known: says, proposes, ",
        "nod: unknown key 'verb'",
        "nod: nouns is no list of texts",
        "nod: verbs is no list of texts",
        "nod: the id is used twice",
    ):
        assert fault in caught.value.problem
    assert caught.value.place == "nods.toml"


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ('[[entry]]\nid = "nod"\ntells = "supports"\n', "nod: has no verbs and no nouns"),
        ('[[entry]]\ntells = "supports"\nverbs = ["nod"]\n', "an entry without id"),
        ('[entry]\nid = "nod"\n', "write each entry under [[entry]]"),
        ("entry = 3\n", "write each entry under [[entry]]"),
        ("[[entry\n", "is not TOML"),
        (None, "cannot be read"),
    ],
    ids=["no words", "no id", "a table", "a number", "no TOML", "no file"],
)
def test_a_fault_of_a_file_is_told(file: Path, text: str | None, fault: str) -> None:
    if text is not None:
        file.write_text(text, encoding="utf-8")
    with pytest.raises(DataError, match=fault.replace("[", "\\[")):
        load_lexicon(file)


def test_a_file_adds_its_entries(file: Path) -> None:
    file.write_text(NODS, encoding="utf-8")
    added = load_lexicon(file)
    assert added.entries == (
        *load_lexicon().entries,
        Entry(id="nod", tells="supports", verbs=("nod through",)),
    )
    assert added.words is lexicon().words


def test_the_words_of_a_file_are_read_in_an_article(file: Path) -> None:
    file.write_text(NODS.replace("nod through", "photograph"), encoding="utf-8")
    for found in annotated(["Norland photographed the new treaty with Sudria."]):
        facts = extract(found, load_lexicon(file)).facts
        told = [(f.stance, f.target) for f in facts if isinstance(f, Position)]
        assert told == [("supports", "new treaty with Sudria")]


# What there is to look up


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


CURVE = Lexicon(
    words=Words(tables={}),
    shares={"office": 0.8, "office.title": 0.9},
    curves={"position": [[0.4, 0.5], [0.8, 0.9], [0.9, 0.95]]},
)


@pytest.mark.parametrize(
    ("probability", "expected"),
    [(0.1, 0.5), (0.4, 0.5), (0.5, 0.6), (0.6, 0.7), (0.8, 0.9), (0.85, 0.92), (0.99, 0.95)],
)
def test_certainty_lies_on_the_curve_of_the_kind(probability: float, expected: float) -> None:
    assert CURVE.certainty("position.opposes", probability) == pytest.approx(expected, abs=0.006)


@pytest.mark.parametrize(
    ("rule", "expected"), [("office.title", 0.9), ("office.bare-title", 0.8), ("event.war", 0.5)]
)
def test_certainty_of_a_rule_is_its_share_or_that_of_its_kind(rule: str, expected: float) -> None:
    assert CURVE.certainty(rule) == expected


def test_a_probability_of_no_measured_kind_stands_for_itself() -> None:
    assert CURVE.certainty("event.war", 0.777) == 0.78


# The entries that ship


def annotated(texts: Iterable[str]) -> Iterator[Annotated]:
    """Each text as an article; what one holds is gone once the next is asked for."""
    articles = [Article(name=text, text=text, published=PUBLISHED) for text in texts]
    base = EntityBase(entities={known.key: known for known in KNOWN})
    return annotate(articles, load_pipeline(), base)


@pytest.fixture(scope="module")
def rules() -> Mapping[str, tuple[str, set[str]]]:
    """Each sentence of the lexicon: its tree, and the rules of the taught frames in it."""
    texts = dict.fromkeys(text for _, text, _ in examples(lexicon().entries))
    found = {}
    for one in annotated(texts):
        tree = " ".join(f"{t.text}/{t.pos_}/{t.dep_}/{t.head.text}" for t in one.doc)
        frames = taught(tokens_of(one.doc), lexicon())
        found[one.article.name] = tree, {frame.rule for frame in frames}
    return found


@pytest.mark.parametrize(
    ("entry", "sentence", "fires"),
    [
        pytest.param(entry, text, fires, id=f"{entry.id}: {text}")
        for entry, text, fires in examples(lexicon().entries)
    ],
)
def test_an_entry_fires_in_its_examples_alone(
    entry: Entry, sentence: str, fires: bool, rules: Mapping[str, tuple[str, set[str]]]
) -> None:
    tree, found = rules[sentence]
    assert any(rule.endswith(f".{entry.id}") for rule in found) is fires, tree


def test_entries_have_both_kinds_of_example_and_words_in_lower_case() -> None:
    for entry in lexicon().entries:
        assert entry.examples and entry.counter_examples, entry.id
        for words in (entry.verbs, entry.nouns):
            assert all(word == word.lower().strip() for word in words)
            assert len(words) == len(set(words)), f"{entry.id}: {sorted(words)}"


def test_what_words_may_tell_are_labels_of_the_learned_reader() -> None:
    known = load_pipeline().get_pipe("kg_frame_finder").labels
    assert set(TELLS.values()) <= set(known)
