"""Makes `src/kg/data/inflections.tsv` and `.npz` from lemminflect 0.2.3 (MIT licence).

    python training/inflections.py

Its networks are copied as arrays. Of its dictionary, made from the SPECIALIST Lexicon of the U.S.
National Library of Medicine, the words are kept that the networks are wrong about. Reading its
networks unpickles them, which is why it is done here, once, and not by `kg`.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from lemminflect.core.Inflections import Inflections as Forms
from lemminflect.core.Lemmatizer import Lemmatizer

from kg.language.inflections import (
    EXCEPTIONS,
    GERUND,
    NETWORKS,
    Inflections,
    read_inflections,
)

CLASSES = ("ADJ", "AUX", "NOUN", "VERB")
HEAD = "# word, class, form: the words whose forms the networks of inflections.npz do not tell\n"


def main() -> None:
    write_networks()
    EXCEPTIONS.write_text(HEAD, encoding="utf-8")
    bare = read_inflections()
    lines = sorted({*lemmas(bare), *gerunds(bare)})
    EXCEPTIONS.write_text(HEAD + "".join(f"{line}\n" for line in lines), encoding="utf-8")
    print(f"{len(lines)} exceptions in {EXCEPTIONS}")


def write_networks() -> None:
    arrays = {}
    for name, network in (
        ("lemma", Lemmatizer()._getOOVLemmatizer().kinfer),
        ("style", Forms()._getInflStyleModel().kinfer),
    ):
        arrays |= {f"{name}_{n}": array for n, array in enumerate(network.weights)}
        arrays[f"{name}_rules"] = np.array(network.getOutputEnum())
    np.savez_compressed(NETWORKS, allow_pickle=False, **arrays)


def lemmas(bare: Inflections) -> Iterator[str]:
    known, mended = Lemmatizer()._getLemmaDict(), Lemmatizer()._getOverridesDict()
    for word in sorted({*known, *mended}):
        forms = {**known.get(word, {}), **mended.get(word, {})}
        for word_class in CLASSES:
            if word != word.lower() or word_class not in forms:
                continue
            form = forms[word_class][0].lower()
            if bare.lemma(word, word_class) != form:
                yield f"{word}\t{word_class}\t{form}"


def gerunds(bare: Inflections) -> Iterator[str]:
    for verb, known in Forms()._getInflDict().items():
        forms = {**known, **Forms()._getOverridesDict().get(verb, {})}
        if verb == verb.lower() and "VBG" in forms and bare.gerund(verb) != forms["VBG"][0].lower():
            yield f"{verb}\t{GERUND}\t{forms['VBG'][0].lower()}"


if __name__ == "__main__":
    main()
