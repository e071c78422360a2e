"""Read the corpora, each in its own format, into samples."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

from gum_names import gum_names
from samples import OUTSIDE, UNSAID, Sample, Tree, write_spans

SPLITS = ("train", "dev", "test")
EWT_LABELS = {"PER": "PERSON", "ORG": "ORG", "LOC": "LOC"}
WIKI_LABELS = {"PER": "PERSON", "ORG": "ORG", "LOC": "LOC"}
CROSSNER_LABELS = {
    "politician": "PERSON",
    "person": "PERSON",
    "organisation": "ORG",
    "politicalparty": "ORG",
    "location": "LOC",
    "country": "LOC",
    "event": "EVENT",
    "election": "EVENT",
}
NO_EVENT = frozenset({"EVENT"})
EVENTS = re.compile(
    r"\b(?:Wars?|Battles?|Siege|Revolution|Uprising|Revolt|Rebellion|Elections?|election|"
    r"Olympics|Championships?|Cup|Festival|Conference|Summit|Crisis|Referendum|Massacre|Blitz|"
    r"Offensive|Grand Prix|Expo|Congress of)\b"
)
"""Names that Wikipedia corpora leave among the miscellaneous but are events by their noun."""
PEOPLES = re.compile(
    r"^(?:[A-Z][a-z]+(?:ian|ans?|ish|ese|ch|ic|i|ard|is|iot|ene)s?|Greeks?|Turks?|Danes?|Czechs?|"
    r"Welsh|Thais?|Swiss|Dutch|Poles?|Swedes?|Finns?|Serbs?|Croats?|Arabs?)$"
)
PLACES_LIKE_PEOPLES = frozenset(
    """
    Iran Japan Sudan Jordan Pakistan Afghanistan Kazakhstan Turkmenistan Uzbekistan
    Tajikistan Oman Taiwan Milan Michigan Paris Mali Chili Haiti Fiji Delhi Hawaii Miami
    Missouri Mississippi Brunei Burundi Malawi Dubai Bali Helsinki Nairobi Kurdistan Munich
    Zurich Norwich Greenwich Ipswich Isfahan Durban Vatican Aegean Caribbean Balkan Balkans
    Manhattan Karachi Mumbai Shanghai Abidjan Yerevan Wuhan Hunan Henan Sichuan Yunnan
    Hainan Dagestan Kyrgyzstan Islamabad Tbilisi Benghazi Tripoli Assisi Luhansk Donetsk
    """.split()  # noqa: SIM905
)


def read_corpora(root: Path, split: str) -> list[Sample]:
    """Every sample of one split; corpora without splits of their own belong to training alone."""
    samples = [*read_ewt(root, split), *read_gum(root, split)]
    if split == "train":
        samples += [*read_crossner(root, "train"), *read_wikigold(root), *read_redocred(root)]
        samples += read_crossner(root, "dev")
    return [s for s in samples if len(s)]


def read_ewt(root: Path, split: str) -> list[Sample]:
    """English Web Treebank with the names of Universal NER, one sample a paragraph."""
    path = root / "ewt-ner" / f"{split}.conllu"
    return [_tree_sample("ewt", block, _ewt_names(block)) for block in _paragraphs(path)]


def read_gum(root: Path, split: str) -> list[Sample]:
    """GUM, where the licence allows; entities cut down to names, one sample a paragraph."""
    path = root / "gum" / f"{split}.ok.conllu"
    return [_tree_sample("gum", block, _block_gum_names(block)) for block in _paragraphs(path)]


def read_crossner(root: Path, split: str) -> list[Sample]:
    """CrossNER politics, one sample a sentence."""
    text = (root / "crossner-politics" / f"{split}.txt").read_text(encoding="utf-8")
    return [
        _flat_sample("crossner", rows, CROSSNER_LABELS, frozenset())
        for rows in _column_rows(text, "\t")
    ]


def read_wikigold(root: Path) -> list[Sample]:
    """Wikigold, one sample a sentence."""
    path = root / "wikigold" / "CONLL-format" / "data" / "wikigold.conll.txt"
    text = path.read_text(encoding="utf-8")
    return [
        _flat_sample("wikigold", rows, WIKI_LABELS, NO_EVENT) for rows in _column_rows(text, " ")
    ]


def read_redocred(root: Path) -> list[Sample]:
    """Re-DocRED's Wikipedia articles, one sample a sentence."""
    documents = json.loads((root / "re-docred" / "dev_revised.json").read_text(encoding="utf-8"))
    samples = []
    for document in documents:
        tags = [[OUTSIDE] * len(sentence) for sentence in document["sents"]]
        for mention in (m for cluster in document["vertexSet"] for m in cluster):
            start, end = mention["pos"]
            words = document["sents"][mention["sent_id"]][start:end]
            label = _wiki_label(mention["type"], words)
            if label:
                tags[mention["sent_id"]][start:end] = write_spans(
                    end - start, [(0, end - start, label)]
                )
        for words, row in zip(document["sents"], tags, strict=True):
            samples.append(_sample_of_words("redocred", document["title"], words, row, NO_EVENT))
    return samples


def _wiki_label(kind: str, words: list[str]) -> str:
    """Our label of a mention; nothing for numbers, peoples and names of other kinds."""
    if kind == "MISC":
        return "EVENT" if EVENTS.search(" ".join(words)) else ""
    if kind == "LOC" and _is_people(words):
        return ""
    return WIKI_LABELS.get(kind, "")


def _is_people(words: list[str]) -> bool:
    """Whether these words name a nationality ("German"), which is not a place."""
    return len(words) == 1 and words[0] not in PLACES_LIKE_PEOPLES and bool(PEOPLES.match(words[0]))


def _column_rows(text: str, separator: str) -> Iterator[list[tuple[str, str]]]:
    for block in re.split(r"\n\s*\n", text.strip()):
        rows = [line.rstrip().rsplit(separator, 1) for line in block.splitlines() if line.strip()]
        yield [(row[0], row[1]) for row in rows if len(row) == 2]


def _flat_sample(
    source: str, rows: list[tuple[str, str]], labels: dict[str, str], unlabelled: frozenset[str]
) -> Sample:
    words = [word for word, _ in rows]
    tags, before = [], OUTSIDE
    for _, tag in rows:
        label = labels.get(tag[2:])
        inside = "I-" if tag[0] == "I" and before[2:] == tag[2:] else "B-"
        tags.append(inside + label if label else OUTSIDE)
        before = tag
    return _sample_of_words(source, source, words, tags, unlabelled)


def _sample_of_words(
    source: str, document: str, words: list[str], tags: list[str], unlabelled: frozenset[str]
) -> Sample:
    """Put running text back together from tokens whose spacing was lost."""
    words = [{"``": '"', "''": '"', "-LRB-": "(", "-RRB-": ")"}.get(w, w) for w in words]
    spaces, quoted = [], False
    for i, word in enumerate(words):
        following = words[i + 1] if i + 1 < len(words) else ""
        quoted ^= word == '"'
        closes = re.match(r"^(?:[,.;:!?%)\]’”]|'s?|’s|n't|n’t|'(?:re|ve|ll|d|m))$", following)
        joins = (word == '"' and quoted) or (following == '"' and quoted) or word in "([“‘$£€"
        hyphen = "-" in (word, following) or "–" in (word, following) or "/" in (word, following)
        spaces.append(not (closes or joins or hyphen))
    return Sample(
        source=source,
        document=document,
        words=tuple(words),
        spaces=tuple(spaces),
        names=tuple(tags),
        unlabelled=unlabelled,
    )


class _Block:
    """The sentences of one paragraph in CoNLL-U."""

    def __init__(self, document: str) -> None:
        self.document = document
        self.sentences: list[list[list[str]]] = []
        self.comments: list[list[str]] = []


def _paragraphs(path: Path) -> Iterator[_Block]:
    """Group a CoNLL-U file's sentences by paragraph."""
    block, document = _Block(path.stem), path.stem
    for chunk in path.read_text(encoding="utf-8").strip().split("\n\n"):
        lines = chunk.splitlines()
        comments = [line for line in lines if line.startswith("#")]
        opens = any(c.startswith(("# newpar", "# newdoc")) for c in comments)
        if opens and block.sentences:
            yield block
            block = _Block(document)
        for comment in comments:
            if comment.startswith("# newdoc id"):
                document = comment.split("=", 1)[1].strip()
        block.document = document
        block.sentences.append([line.split("\t") for line in lines if not line.startswith("#")])
        block.comments.append(comments)
    if block.sentences:
        yield block


def _words_and_spaces(rows: list[list[str]]) -> tuple[list[str], list[bool]]:
    """Surface forms and whether a space follows; a contraction's parts share one surface."""
    words: list[str] = []
    spaces: list[bool] = []
    part_of, last, space = range(0), 0, True
    for row in rows:
        if "-" in row[0]:
            first, last = map(int, row[0].split("-"))
            part_of, space = range(first, last + 1), "SpaceAfter=No" not in row[9]
        elif "." not in row[0]:
            inside = int(row[0]) in part_of
            words.append(row[1])
            after = "SpaceAfter=No" not in row[9]
            spaces.append((space if int(row[0]) == last else False) if inside else after)
    return words, spaces


def _tree_sample(source: str, block: _Block, names: list[str] | None) -> Sample:
    words: list[str] = []
    spaces: list[bool] = []
    heads: list[int] = []
    starts: list[bool] = []
    columns: dict[str, list[str]] = {"tags": [], "pos": [], "morphs": [], "lemmas": [], "deps": []}
    for rows in block.sentences:
        offset = len(words)
        forms, after = _words_and_spaces(rows)
        words += forms
        spaces += [*after[:-1], True]
        for row in (r for r in rows if r[0].isdigit()):
            heads.append(offset + (int(row[6]) - 1 if row[6] != "0" else int(row[0]) - 1))
            starts.append(row[0] == "1")
            columns["tags"].append(row[4])
            columns["pos"].append(row[3])
            columns["morphs"].append("" if row[5] == "_" else row[5])
            columns["lemmas"].append(row[1] if row[2] == "_" and row[1] != "_" else row[2])
            columns["deps"].append("ROOT" if row[6] == "0" else row[7])
    tree = Tree(
        heads=tuple(heads), starts=tuple(starts), **{k: tuple(v) for k, v in columns.items()}
    )
    return Sample(
        source=source,
        document=block.document,
        words=tuple(words),
        spaces=tuple(spaces),
        tree=tree,
        names=None if names is None else tuple(names),
        unlabelled=NO_EVENT if source == "ewt" else frozenset(),
    )


def _ewt_names(block: _Block) -> list[str] | None:
    """EWT's name tags; OTH is a people ("Iraqi") or a name of another kind, both outside."""
    tags: list[str] = []
    for rows, comments in zip(block.sentences, block.comments, strict=True):
        said = "# ner = yes" in comments
        for row in (r for r in rows if r[0].isdigit()):
            found = re.search(r"NER=([BI])-(\w+)", row[9])
            if not said:
                tags.append(UNSAID)
            elif found and found[2] in EWT_LABELS:
                tags.append(f"{found[1]}-{EWT_LABELS[found[2]]}")
            else:
                tags.append(OUTSIDE)
    return tags


def _block_gum_names(block: _Block) -> list[str]:
    """GUM's name tags of one paragraph."""
    return [
        tag for rows in block.sentences for tag in gum_names([r for r in rows if r[0].isdigit()])
    ]
