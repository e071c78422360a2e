"""The weights that ship: they load, they are documented, and one text always gets one analysis."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Callable
from inspect import unwrap
from pathlib import Path

import pytest
import spacy
from spacy.language import Language

import kg.language.encoder
import kg.language.frame_finder
import kg.language.heads
from kg.annotate import load_pipeline
from kg.errors import PipelineError
from kg.extract.told import KINDS
from kg.language import shipped

WEIGHTS = Path(kg.language.encoder.__file__).parents[1] / "weights"
MEGABYTES = 32
FLOORS = {
    "ewt test": {"tag": 0.962, "uas": 0.905, "las": 0.88, "sentences": 0.9, "names": 0.794},
    "gum test": {"las": 0.886, "names": 0.761},
}
"""Measured figures may not fall below these when the weights are trained again. With version 2.0.0,
whose encoder reads frames as well, those of EWT fell by .001 to .007, and GUM's names rose by .008;
with 2.2.0 EWT's names rose by .013, and GUM's fell by .006.
"""
TEXTS = [
    "“We will not cede land,” Zelenskyy said, according to the BBC. “Never.”",
    "The Serbian president, Aleksandar Vučić, met Albin Kurti in Ohrid on 18 March.",
    "",
    "\n",
    "No.\n\nYes.",
    "US-led talks don’t end — they stall… " * 60,
]


@pytest.fixture(scope="module")
def nlp() -> Language:
    return spacy.load(WEIGHTS)


def _analysis(doc: spacy.tokens.Doc) -> list[object]:
    tokens = [
        (t.text, t.tag_, t.pos_, str(t.morph), t.lemma_, t.dep_, t.head.i, t.ent_iob_, t.ent_type_)
        for t in doc
    ]
    return [*tokens, doc._.frames]


def test_components_and_labels(nlp: Language) -> None:
    assert nlp.pipe_names == [
        "tok2vec",
        "tagger",
        "morphologizer",
        "trainable_lemmatizer",
        "parser",
        "ner",
        "kg_frame_finder",
    ]
    labels = set(nlp.get_pipe("parser").labels)
    assert {"ROOT", "nsubj:pass", "obl:agent", "nmod:poss", "acl:relcl", "aux:pass"} <= labels


def test_a_text_gets_the_same_analysis_alone_and_among_others(nlp: Language) -> None:
    alone = [_analysis(nlp(text)) for text in TEXTS]
    together = [_analysis(doc) for doc in nlp.pipe(TEXTS, batch_size=len(TEXTS))]
    assert alone == together


def test_every_sentence_has_one_root_and_no_word_is_left_out(nlp: Language) -> None:
    for doc in nlp.pipe(TEXTS):
        for sentence in doc.sents:
            roots = [t for t in sentence if t.head.i == t.i]
            assert len(roots) == 1
        assert all(t.dep_ and t.tag_ and t.pos_ and t.lemma_ for t in doc if not t.is_space)


def test_frames_are_of_kinds_that_become_facts(nlp: Language) -> None:
    finder = nlp.get_pipe("kg_frame_finder")
    assert {label.partition(":")[0] for label in finder.labels} == set(KINDS)
    assert len(finder.cfg["thresholds"]) == len(finder.labels)


def test_frames_are_found_and_stay_inside_their_sentences(nlp: Language) -> None:
    docs = list(nlp.pipe(TEXTS))
    assert docs[0]._.frames
    for doc in docs:
        for frame in doc._.frames:
            sentence = doc[frame.anchor].sent
            spans = (*frame.who, *frame.what, *frame.more)
            assert all(sentence.start <= a < b <= sentence.end for a, b in spans)


def test_names_keep_to_four_labels(nlp: Language) -> None:
    found = {e.label_ for doc in nlp.pipe(TEXTS) for e in doc.ents}
    assert found
    assert found <= {"PERSON", "ORG", "LOC", "EVENT"}


def test_the_pipeline_survives_a_round_trip(nlp: Language, tmp_path: Path) -> None:
    nlp.to_disk(tmp_path / "again")
    again = spacy.load(tmp_path / "again")
    assert _analysis(again(TEXTS[0])) == _analysis(nlp(TEXTS[0]))


def test_weights_are_small_enough_to_ship() -> None:
    size = sum(path.stat().st_size for path in WEIGHTS.rglob("*") if path.is_file())
    assert size <= MEGABYTES * 1_000_000


@pytest.mark.parametrize(
    "name", ["ATTRIBUTION.md", "LICENSE-CC-BY-SA-4.0.txt", "LICENSE-Apache-2.0.txt"]
)
def test_licences_lie_beside_the_weights(name: str) -> None:
    assert (WEIGHTS / name).stat().st_size > 500


@pytest.mark.parametrize(
    ("corpus", "figure", "floor"),
    [(c, name, floor) for c, figures in FLOORS.items() for name, floor in figures.items()],
)
def test_measured_figures_are_told_and_do_not_fall(corpus: str, figure: str, floor: float) -> None:
    meta = json.loads((WEIGHTS / "meta.json").read_text(encoding="utf-8"))
    assert round(meta["performance"][corpus][figure], 3) >= floor


def test_nothing_of_the_training_is_needed_at_run_time() -> None:
    code = (
        "import sys; sys.modules |= dict.fromkeys(('torch', 'onnx', 'transformers'));"
        "import spacy, kg.language.components;"
        f"assert spacy.load({str(WEIGHTS)!r})('It met.')[1].tag_ == 'VBD'"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


def test_the_weights_are_those_that_were_sealed() -> None:
    """After a training: python -c "from kg.language.shipped import seal; seal()"."""
    shipped.check()
    listed = (WEIGHTS / shipped.SUMS).read_text(encoding="utf-8")
    assert {line[66:] for line in listed.splitlines()} == set(shipped.digests(WEIGHTS))


def cut(file: Path) -> None:
    file.write_bytes(file.read_bytes()[: file.stat().st_size // 2])


def flip(file: Path) -> None:
    data = bytearray(file.read_bytes())
    data[len(data) // 2] ^= 1
    file.write_bytes(data)


@pytest.mark.parametrize("damage", [cut, flip, Path.unlink])
@pytest.mark.parametrize("name", ["parser/arrays", "meta.json", shipped.SUMS])
def test_weights_that_were_cut_or_changed_are_told(
    name: str, damage: Callable[[Path], None], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "weights"
    shutil.copytree(WEIGHTS, folder, ignore=shutil.ignore_patterns("tok2vec"))
    shipped.seal(folder)
    monkeypatch.setattr(shipped, "WEIGHTS", folder)
    shipped.check()
    damage(folder / name)
    with pytest.raises(PipelineError, match="install kg again"):
        unwrap(load_pipeline)()
