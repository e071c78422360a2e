"""Repairs of trees around verbs of saying; each has trees beside it that stay as they are."""

from __future__ import annotations

import pytest
from tests.hand_built import doc, lexicon

from kg.language.attribution import AttributionRepair

SET_IN = (
    "Norland/NNP/nsubj/argued , Jane/NNP/nsubj/argued Doe/NNP/flat/Jane argued/VBD , "
    "had/VBD/aux/lost lost/VBN/ccomp/argued ."
)
IF_ASKED = (
    "If/IN/mark/asked asked/VBN/advcl/said , she/PRP/nsubj/said said/VBD , "
    "Norland/NNP/nsubj/leave would/MD/aux/leave leave/VB/ccomp/said ."
)
ON_MONDAY = (
    "On/IN/case/Monday Monday/NNP/obl/said , she/PRP/nsubj/said said/VBD that/IN/mark/left "
    "Norland/NNP/nsubj/left left/VBD/ccomp/said ."
)
UP_TO = (
    "It/PRP/nsubj/task was/VBD/cop/task a task/NN/obl/argued , she/PRP/nsubj/argued argued/VBD ."
)
ENVOY_LAST = (
    "Talks/NNS/nsubj/failed failed/VBD/ccomp/announced , the envoy/NN/nsubj/failed , "
    "has/VBZ/aux/announced announced/VBN ."
)
ACCUSED = (
    "Norland/NNP/nsubj/said said/VBD it/PRP/nsubj/open was/VBD/cop/open open/JJ/ccomp/said "
    "and/CC/cc/accused accused/VBD/conj/open Sudria/NNP/obj/accused ."
)
MADE_CLEAR = (
    "Norland/NNP/nsubj/said said/VBD it/PRP/nsubj/open was/VBD/cop/open open/JJ/ccomp/said "
    "and/CC/cc/made made/VBD/conj/open clear/JJ/xcomp/made that/IN/mark/stay "
    "Sudria/NNP/nsubj/stay would/MD/aux/stay stay/VB/ccomp/clear ."
)
MADE_BREAD = (
    "Norland/NNP/nsubj/said said/VBD it/PRP/nsubj/open was/VBD/cop/open open/JJ/ccomp/said "
    "and/CC/cc/made made/VBD/conj/open bread/NN/obj/made ."
)
SHE_ACCUSED = (
    "Norland/NNP/nsubj/said said/VBD it/PRP/nsubj/open was/VBD/cop/open open/JJ/ccomp/said "
    "and/CC/cc/accused she/PRP/nsubj/accused accused/VBD/conj/open Sudria/NNP/obj/accused ."
)
TO_TELL = (
    "Norland/NNP/nsubj/promised promised/VBD to/TO/mark/come come/VB/xcomp/promised "
    "and/CC/cc/tell tell/VB/conj/come Sudria/NNP/obj/tell ."
)
ADDING = (
    "“ Talks/NNS/nsubj/failed failed/VBD/ccomp/said , ” she/PRP/nsubj/said said/VBD , "
    "adding/VBG/advcl/failed that/IN/mark/left Norland/NNP/nsubj/left left/VBD/ccomp/adding ."
)
STRAY_THAT = (
    "She/PRP/nsubj/said said/VBD that/IN/mark/left Norland/NNP/nsubj/left left/VBD/advcl/room "
    "the room/NN/obj/said ."
)
ENVOY_CALLED = (
    "The envoy/NN , Jane/NNP/appos/envoy Doe/NNP/flat/Jane , called/VBN/acl/envoy "
    "for/IN/case/truce a truce/NN/obl/called ."
)
SPOKESMAN = (
    "They/PRP/nsubj/met met/VBD/ccomp/said in/IN/case/port the port/NN/obl/met , "
    "a/DT/det/spokesman spokesman/NN/appos/port for/IN/case/city the city/NN/nmod/spokesman , "
    "Max/NNP/nsubj/said Roe/NNP/flat/Max , said/VBD ."
)
SHIP = SPOKESMAN.replace("spokesman", "steamer")
PLAN_CALLED = (
    "A plan/NN called/VBN/acl/plan a/DT/det/trap trap/NN/xcomp/called by/IN/case/Norland "
    "Norland/NNP/obl:agent/called ."
)

WHOSE = (
    "Jane/NNP/nsubj/thanked , whose/WP$/nmod:poss/son son/NN/nsubj/lost had/VBD/aux/lost "
    "lost/VBN/ccomp/thanked , thanked/VBD Norland/NNP/obj/thanked ."
)
DENIED_WHAT = (
    "Jane/NNP/nsubj/denied denied/VBD what/WP/obj/lost Max/NNP/nsubj/lost lost/VBD/ccomp/denied ."
)
WHO_ASKED = (
    "A diplomat/NN/nsubj/left in/IN/case/Porto Porto/NNP/nmod/diplomat , who/WP/nsubj/asked "
    "asked/VBD/acl:relcl/Porto for/IN/case/peace peace/NN/obl/asked , left/VBD ."
)
SON_OF = WHO_ASKED.replace("diplomat", "son").replace("in/IN", "of/IN")
WITH_ENVOY = (
    "Norland/NNP/nsubj/agreed agreed/VBD , with/IN/case/envoy the envoy/NN/obl/saying "
    "saying/VBG/advcl/agreed that/IN/mark/won it/PRP/nsubj/won won/VBD/ccomp/saying ."
)
SAID_WITH = WITH_ENVOY.replace(", with", ", calmly/RB/advmod/saying with")

WITH_ENVOY_ABOVE = WITH_ENVOY.replace("obl/saying", "obl/agreed")
WITH_CONSENT = WITH_ENVOY_ABOVE.replace("envoy", "consent")
WHOSE_SON = (
    "Jane/NNP , whose/WP$/nmod:poss/king son/NN/nsubj/king was/VBD/cop/king "
    "king/NN/acl:relcl/Jane , once/RB/advmod/called called/VBD/acl/king Norland/NNP/obj/called "
    "a trap/NN/xcomp/called ."
)
WHO_WAS = WHOSE_SON.replace(", once", "once")

IN_A_STATEMENT = (
    "Norland/NNP/nsubj/said said/VBD in/IN/case/statement a statement/NN/obl/said "
    "that/IN/mark/welcomed it/PRP/nsubj/welcomed welcomed/VBD/acl/statement the "
    "truce/NN/obj/welcomed ."
)
IN_THE_BELIEF = (
    "Norland/NNP/nsubj/said said/VBD so/RB/advmod/said in/IN/case/belief the belief/NN/obl/said "
    "that/IN/mark/held it/PRP/nsubj/held held/VBD/acl/belief ."
)
TOLD_COURT = (
    "Jane/NNP/nsubj/told Doe/NNP/flat/Jane told/VBD the court/NN/iobj/told that/IN/mark/lied the "
    "envoy/NN/nsubj/lied had/VBD/aux/lied lied/VBN/acl:relcl/court ."
)
DENIED_CLAIM = (
    "Jane/NNP/nsubj/denied Doe/NNP/flat/Jane denied/VBD the claim/NN/obj/denied that/IN/mark/lied "
    "the envoy/NN/nsubj/lied had/VBD/aux/lied lied/VBN/acl/claim ."
)
NAME_ASTRAY = (
    "Today/NN/obl/told Jane/NNP/compound/envoys Doe/NNP/flat/Jane told/VBD Norland/NNP/amod/envoys "
    "envoys/NNS/obj/told that/IN/mark/left she/PRP/nsubj/left left/VBD/ccomp/told ."
)
PUT_FIRST = (
    "Norland/NNP , President/NNP/nmod:desc/Jane Jane/NNP/appos/Norland Doe/NNP/flat/Jane "
    "said/VBD/parataxis/Norland in/IN/case/Porto Porto/NNP/obl/said , had/VBD/aux/lost "
    "lost/VBN/ccomp/said ."
)
STRESSED = (
    "Neither/DT/det/side side/NN/nsubj/agreed , she/PRP/nsubj/stressed stressed/VBD/advcl/agreed , "
    "had/VBD/aux/agreed agreed/VBN ."
)
WHEN_ASKED = (
    "The side/NN/nsubj/agreed , when/WRB/mark/said she/PRP/nsubj/said said/VBD/advcl/agreed so/RB/"
    "advmod/said , agreed/VBD ."
)
NOR = (
    "Nor/CC/cc/added , she/PRP/nsubj/added added/VBD/parataxis/sign , would/MD/aux/sign "
    "Norland/NNP/nsubj/sign sign/VB ."
)

NOTED_ENVOY = (
    "It/PRP/nsubj/failed failed/VBD , noted/VBD/advcl/failed the envoy/NN/obj/noted , "
    "Jane/NNP/appos/envoy Doe/NNP/flat/Jane ."
)
PRAISED_ENVOY = (
    "She/PRP/nsubj/left left/VBD , praised/VBD/conj/left the envoy/NN/obj/praised "
    "and/CC/cc/slept slept/VBD/conj/left ."
)

DISMISSED_AS = (
    "Jane/NNP/nsubj/dismissed Doe/NNP/flat/Jane dismissed/VBD as/IN/case/tale a "
    "tale/NN/obl/dismissed the report/NN/nsubj/dismissed ."
)
SAID_SHE = "“ It/PRP/nsubj/failed failed/VBD/ccomp/said , ” said/VBD she/PRP/nsubj/said ."

TITLED = (
    "Asked/VBN/advcl/said about/IN/case/Pact the Pact/NNP/obl/Asked , its/PRP$/nmod:poss/envoy "
    "envoy/NN/appos/Pact , Jane/NNP/appos/envoy Doe/NNP/flat/Jane , said/VBD no/UH/obj/said ."
)
ASIDE = (
    "The talk/NN/nsubj/frank , he/PRP/nsubj/said said/VBD/acl:relcl/talk , was/VBD/cop/frank "
    "frank/JJ ."
)
AFTER_COMMA = (
    "She/PRP/nsubj/left left/VBD the pact/NN/obj/left , Norland/NNP/appos/pact , and/CC/cc/said "
    "said/VBD/conj/left so/RB/advmod/said ."
)


def arcs(sentence: str) -> set[str]:
    """The arcs of the repaired tree: "label(head, word)"."""
    repaired = AttributionRepair(lexicon().words)(doc(sentence))
    return {f"{t.dep_}({t.head.text}, {t.text})" for t in repaired}


@pytest.mark.parametrize(
    ("sentence", "arc"),
    [
        (SET_IN, "nsubj(lost, Norland)"),
        (SET_IN, "nsubj(argued, Jane)"),
        (IF_ASKED, "advcl(leave, asked)"),
        (UP_TO, "ccomp(argued, task)"),
        (ENVOY_LAST, "nsubj(announced, envoy)"),
        (ACCUSED, "conj(said, accused)"),
        (ADDING, "advcl(said, adding)"),
        (STRAY_THAT, "ccomp(said, left)"),
        (ENVOY_CALLED, "nsubj(called, envoy)"),
        (ENVOY_CALLED, "ROOT(called, called)"),
        (IN_A_STATEMENT, "ccomp(said, welcomed)"),
        (TOLD_COURT, "ccomp(told, lied)"),
        (NAME_ASTRAY, "nsubj(told, Jane)"),
        (PUT_FIRST, "nsubj(said, Jane)"),
        (PUT_FIRST, "nsubj(lost, Norland)"),
        (PUT_FIRST, "ROOT(said, said)"),
        (STRESSED, "parataxis(agreed, stressed)"),
        (NOR, "cc(sign, Nor)"),
        (NOTED_ENVOY, "nsubj(noted, envoy)"),
        (DISMISSED_AS, "obj(dismissed, report)"),
        (TITLED, "nsubj(said, envoy)"),
        (ASIDE, "parataxis(frank, said)"),
        (NOTED_ENVOY, "parataxis(failed, noted)"),
        (SPOKESMAN, "nsubj(said, spokesman)"),
        (SPOKESMAN, "appos(spokesman, Max)"),
        (WHOSE, "acl:relcl(Jane, lost)"),
        (WITH_ENVOY_ABOVE, "nsubj(saying, envoy)"),
        (WHOSE_SON, "nsubj(called, Jane)"),
        (WHO_ASKED, "acl:relcl(diplomat, asked)"),
        (WITH_ENVOY, "nsubj(saying, envoy)"),
    ],
)
def test_an_arc_moves(sentence: str, arc: str) -> None:
    assert arc in arcs(sentence)


@pytest.mark.parametrize(
    ("sentence", "arc"),
    [
        (DENIED_WHAT, "ccomp(denied, lost)"),
        (SON_OF, "acl:relcl(Porto, asked)"),
        (SAID_WITH, "obl(saying, envoy)"),
        (WITH_CONSENT, "obl(agreed, consent)"),
        (WHO_WAS, "acl(king, called)"),
        (ON_MONDAY, "obl(said, Monday)"),
        (ON_MONDAY, "nsubj(said, she)"),
        (SHE_ACCUSED, "conj(open, accused)"),
        (TO_TELL, "conj(come, tell)"),
        (ACCUSED, "ccomp(said, open)"),
        (PLAN_CALLED, "ROOT(plan, plan)"),
        (PLAN_CALLED, "acl(plan, called)"),
        (ENVOY_LAST, "nsubj(failed, Talks)"),
        (IF_ASKED, "nsubj(said, she)"),
        (ADDING, "ccomp(said, failed)"),
        (IN_THE_BELIEF, "acl(belief, held)"),
        (DENIED_CLAIM, "acl(claim, lied)"),
        (NAME_ASTRAY, "obj(told, envoys)"),
        (PUT_FIRST, "ccomp(said, lost)"),
        (WHEN_ASKED, "advcl(agreed, said)"),
        (STRESSED, "nsubj(agreed, side)"),
        (TOLD_COURT, "nsubj(told, Jane)"),
        (NOR, "nsubj(added, she)"),
        (PRAISED_ENVOY, "obj(praised, envoy)"),
        (SAID_SHE, "nsubj(said, she)"),
        (AFTER_COMMA, "appos(pact, Norland)"),
        (ASIDE, "nsubj(said, he)"),
        (DISMISSED_AS, "nsubj(dismissed, Jane)"),
        (PRAISED_ENVOY, "conj(left, praised)"),
        (SPOKESMAN, "obl(met, port)"),
        (SHIP, "appos(port, steamer)"),
    ],
)
def test_an_arc_stays(sentence: str, arc: str) -> None:
    assert arc in arcs(sentence)


@pytest.mark.parametrize(("tree", "head"), [(MADE_CLEAR, "said"), (MADE_BREAD, "open")])
def test_who_said_so_made_it_clear(tree: str, head: str) -> None:
    repaired = AttributionRepair(lexicon().words)(doc(tree))
    assert next(t for t in repaired if t.text == "made").head.text == head
