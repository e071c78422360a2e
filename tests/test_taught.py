"""Words that people teach: whose they are, what they are of, and where they tell nothing."""

from __future__ import annotations

import pytest
from tests.hand_built import doc, framed, lexicon, tokens

from kg.extract.taught import taught
from kg.extract.told import Told, learned, together, told_as
from kg.language.plain import tokens_of
from kg.lexicon import Entry, Lexicon, load_words

ENTRIES = (
    Entry(id="laud", tells="supports", verbs=("laud", "wave through"), nouns=("praise",)),
    Entry(id="balk", tells="opposes", verbs=("balk at", "pour water on")),
    Entry(id="sit-out", tells="neutral", verbs=("sit out",)),
    Entry(id="moot", tells="proposes", verbs=("moot",), nouns=("scheme",)),
    Entry(id="hold", tells="controlled_by", verbs=("garrison",)),
    Entry(id="opine", tells="says", verbs=("opine",)),
)
LEXICON = Lexicon(words=load_words(), entries=ENTRIES)
LAUDED = "Norland/NNP/nsubj/lauded lauded/VBD the plan/NN/obj/lauded ."


def read(*sentences: str) -> list[str]:
    """Each frame: its rule, who, what."""
    return [row(told) for told in taught(tokens(*sentences), LEXICON)]


def row(told: Told) -> str:
    who, what = (" + ".join(s.text for s in spans) for spans in (told.who, told.what))
    return f"{told.rule}: {who} | {what}"


@pytest.mark.parametrize(
    ("tree", "frame"),
    [
        pytest.param(*case[1:], id=case[0])
        for case in (
            ("active", LAUDED, "position.supports.laud: Norland | plan"),
            (
                "passive",
                "The plan/NN/nsubj:pass/lauded was/VBD/aux:pass/lauded lauded/VBN "
                "by/IN/case/Norland Norland/NNP/obl:agent/lauded .",
                "position.supports.laud: Norland | plan",
            ),
            (
                "participle",
                "The plan/NN/nsubj/died , lauded/VBN/acl/plan by/IN/case/Norland "
                "Norland/NNP/obl:agent/lauded , died/VBD .",
                "position.supports.laud: Norland | plan",
            ),
            (
                "relative clause",
                "The plan/NN/nsubj/died which/WDT/obj/lauded Norland/NNP/nsubj/lauded "
                "lauded/VBD/acl:relcl/plan died/VBD .",
                "position.supports.laud: Norland | plan",
            ),
            (
                "two of each",
                "Norland/NNP/nsubj/lauded and/CC/cc/Sudria Sudria/NNP/conj/Norland lauded/VBD "
                "the plan/NN/obj/lauded and/CC/cc/truce the truce/NN/conj/plan .",
                "position.supports.laud: Norland + Sudria | plan + truce",
            ),
            (
                "particle",
                "Norland/NNP/nsubj/waved waved/VBD the plan/NN/obj/waved "
                "through/RP/compound:prt/waved .",
                "position.supports.laud: Norland | plan",
            ),
            (
                "preposition",
                "Norland/NNP/nsubj/balked balked/VBD at/IN/case/plan the plan/NN/obl/balked .",
                "position.opposes.balk: Norland | plan",
            ),
            (
                "noun and preposition",
                "Norland/NNP/nsubj/poured poured/VBD water/NN/obj/poured on/IN/case/plan "
                "the plan/NN/obl/poured .",
                "position.opposes.balk: Norland | plan",
            ),
            (
                "noun with its owner",
                "Norland/NNP/nmod:poss/praise 's praise/NN/nsubj/hurt for/IN/case/plan "
                "the plan/NN/nmod/praise hurt/VBD .",
                "position.supports.laud: Norland's | plan",
            ),
            (
                "noun by somebody",
                "A scheme/NN/nsubj/failed by/IN/case/Norland Norland/NNP/nmod/scheme "
                "to/TO/mark/leave leave/VB/acl/scheme failed/VBD .",
                "proposal.moot: Norland | leave",
            ),
            (
                "clause",
                "Doe/NNP/nsubj/opined opined/VBD that/IN/mark/failed the talks/NNS/nsubj/failed "
                "failed/VBD/ccomp/opined .",
                "statement.indirect.opine: Doe | talks failed",
            ),
            (
                "land",
                "Norland/NNP/nsubj/garrisons garrisons/VBZ the isles/NNS/obj/garrisons .",
                "territory.controlled_by.hold: Norland | isles",
            ),
        )
    ],
)
def test_who_and_what_in_every_construction(tree: str, frame: str) -> None:
    assert read(tree) == [frame]


@pytest.mark.parametrize(
    "tree",
    [
        "Norland/NNP/nsubj/waved waved/VBD the flag/NN/obj/waved .",
        "Norland/NNP/nsubj/balked balked/VBD on/IN/case/Monday Monday/NNP/obl/balked .",
        "The horse/NN/nsubj/balked balked/VBD .",
        "The plan/NN/nsubj:pass/lauded was/VBD/aux:pass/lauded lauded/VBN .",
        "Praise/NN/nsubj/hurt for/IN/case/plan the plan/NN/nmod/Praise hurt/VBD .",
        "Norland/NNP/nmod:poss/praise 's praise/NN/nsubj/hurt hurt/VBD .",
        "The point/NN/nsubj/moot is/VBZ/cop/moot moot/JJ .",
    ],
    ids=[
        *("no particle", "another preposition", "of nothing", "by nobody", "of nobody"),
        *("a noun of nothing", "an adjective of that spelling"),
    ],
)
def test_no_frame(tree: str) -> None:
    assert read(tree) == []


# What is not so


@pytest.mark.parametrize(
    ("tree", "rule"),
    [
        (
            "Norland/NNP/nsubj/laud did/VBD/aux/laud not/RB/advmod/laud laud/VB "
            "the plan/NN/obj/laud .",
            "position.opposes.laud",
        ),
        (
            "Norland/NNP/nsubj/balk did/VBD/aux/balk not/RB/advmod/balk balk/VB at/IN/case/plan "
            "the plan/NN/obl/balk .",
            "position.supports.balk",
        ),
    ],
)
def test_who_does_not_support_opposes_and_the_other_way_round(tree: str, rule: str) -> None:
    assert [frame.partition(":")[0] for frame in read(tree)] == [rule]


@pytest.mark.parametrize(
    "tree",
    [
        "Norland/NNP/nsubj/moot did/VBD/aux/moot not/RB/advmod/moot moot/VB a truce/NN/obj/moot .",
        "Norland/NNP/nsubj/sit did/VBD/aux/sit not/RB/advmod/sit sit/VB the vote/NN/obj/sit "
        "out/RP/compound:prt/sit .",
        "Norland/NNP/nsubj/laud might/MD/aux/laud laud/VB the plan/NN/obj/laud .",
        "Did/VBD/aux/laud Norland/NNP/nsubj/laud laud/VB the plan/NN/obj/laud ?",
        "Prices/NNS/nsubj/fall fall/VBP if/IN/mark/lauds Norland/NNP/nsubj/lauds "
        "lauds/VBZ/advcl/fall the plan/NN/obj/lauds .",
    ],
    ids=["a denied proposal", "not neutral", "might", "a question", "if"],
)
def test_what_is_denied_or_only_possible_tells_nothing(tree: str) -> None:
    assert read(tree) == []


# Beside the learned reader


def frames(*rows: str) -> list[str]:
    """The rules of the frames that are learned and taught together."""
    built = tokens_of(doc(LAUDED))
    known = learned(built, framed(built, rows), LEXICON)
    return [told.rule for told in together(known, taught(built, LEXICON))]


def test_a_learned_frame_on_the_same_word_wins() -> None:
    assert frames() == ["position.supports.laud"]
    assert frames("pos:neutral lauded | Norland | the plan") == ["position.neutral"]


def test_a_learned_frame_of_another_kind_or_word_stands_beside_a_taught_one() -> None:
    said = "say:indirect lauded | Norland | the plan"
    assert frames(said) == ["position.supports.laud", "statement.indirect"]
    on_plan = "pos:opposes plan | Norland | the plan"
    assert frames(on_plan) == ["position.supports.laud", "position.opposes"]


def test_a_learned_frame_is_as_certain_as_its_probability_was_found_right() -> None:
    measured = Lexicon(words=load_words(), curves={"position": [[0.8, 0.5], [1.0, 0.7]]})
    built = tokens_of(doc(LAUDED))
    (told,) = learned(built, framed(built, ["pos:supports lauded | Norland | the plan"]), measured)
    assert told.certainty == 0.6


def test_a_frame_reaches_from_its_first_word_to_its_last() -> None:
    built = tokens("On/IN/case/Monday Monday/NNP/obl/lauded " + LAUDED)
    told = told_as("pos:supports", built[3], who=(built[2:3],), what=(built[4:6],), certainty=1)
    assert (told.span.text, told.rule) == ("Norland lauded the plan", "position.supports")


def test_the_words_that_ship_are_read() -> None:
    built = tokens("Norland/NNP/nsubj/mooted mooted/VBD a truce/NN/obj/mooted .")
    assert [row(told) for told in taught(built, lexicon())] == ["proposal.moot: Norland | truce"]
