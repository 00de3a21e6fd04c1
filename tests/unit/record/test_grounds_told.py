"""Why a finding is what it is: only what its status and its public row imply, and never whose act it was."""

from __future__ import annotations

from itertools import pairwise

import msgspec
import pytest
from tests.golden.publish.sample_bulletin import sample_bulletin

from truceline.model.english import ENGLISH, english
from truceline.model.finding import Status
from truceline.model.grounds import Ground, GroundKind, Grounds, State
from truceline.publish.words import LANGUAGES, words
from truceline.record.grounds_told import told

INCIDENT = msgspec.structs.replace(sample_bulletin(1).incidents[0], event_type="fire.shelling", origins_max=2)
IN_FORCE, ZONE, ACT = Ground("force", "yes"), Ground("zone", "open", "East bank"), Ground("act", "yes")


def party_name(party_id: str) -> str:
    return {"A": "Alder"}.get(party_id, party_id)


def why(
    *grounds: Ground,
    status: Status,
    counted: bool = False,
    guarded: bool = False,
    hidden: bool = False,
    origins: int = 2,
    circumstances: int = 1,
    in_force: State = "yes",
) -> str | None:
    incident = msgspec.structs.replace(INCIDENT, origins_max=origins)
    phrase = told(
        Grounds(grounds), status, counted, incident, "Article 1", party_name, guarded=guarded, hidden=hidden,
        circumstances=circumstances, in_force=in_force,
    )  # fmt: skip
    return None if phrase is None else english(phrase)


def test_a_breach_says_what_is_met_and_what_is_not_established() -> None:
    met = (ACT, Ground("zone", "yes", "East bank"), IN_FORCE)
    assert why(*met, status="breach") == (
        "What is reported meets Article 1: “Shelling”, in “East bank”, while the clause was in force."
    )
    assert str(why(*met, status="breach", origins=1)).endswith("; not established: a second independent origin.")


def test_what_is_open_is_named_and_what_is_met_beside_it_is_not() -> None:
    said = why(ACT, ZONE, IN_FORCE, status="undetermined", guarded=True)
    assert said == "Not settled under Article 1: whether the place lies in “East bank”."


def test_a_place_is_not_named_where_something_public_explains_the_status() -> None:
    said = why(ZONE, Ground("attribute", "open", "target"), status="undetermined", guarded=True)
    assert said == "Not settled under Article 1: whether the object that was hit is as the clause asks."
    assert "East bank" in str(why(ZONE, Ground("attribute", "open", "target"), status="undetermined"))


@pytest.mark.parametrize("status", ["undetermined", "no_breach"])
def test_what_the_mission_alone_knows_has_neither_place_nor_hour(status: Status) -> None:
    state = "open" if status == "undetermined" else "no"
    for kind in ("zone", "force", "line", "time", "event"):
        said = str(why(Ground(kind, state, "East bank"), status=status, guarded=True, hidden=True))
        assert said.endswith(f": {ENGLISH['why_veiled']}.")


OTHERS = (
    Ground("line", "open"), Ground("time", "open"), Ground("event", "open"), Ground("actor", "open"),
    Ground("placed", "open"), Ground("exception", "open", "Range", asked=False),
    Ground("attribute", "open", "calibre_mm"), Ground("attribute", "open", "count_of"), Ground("force", "open"),
)  # fmt: skip


@pytest.mark.parametrize("hidden", [False, True])
@pytest.mark.parametrize("status", ["undetermined", "no_breach"])
def test_of_several_things_on_which_a_clause_hangs_none_is_named(status: Status, hidden: bool) -> None:
    """The status does not say which: beside the cell of the press, its name would tell what a monitor saw."""
    state: State = "open" if status == "undetermined" else "no"
    unmet = [ZONE, *OTHERS] if status == "undetermined" else [
        Ground(one.kind, "yes" if not one.asked else state, one.name, one.asked) for one in (ZONE, *OTHERS)
        if one.kind != "placed"
    ]  # fmt: skip
    said = {why(ACT, one, status=status, guarded=True, hidden=hidden, circumstances=2) for one in unmet}
    said |= {why(ACT, *two, status=status, guarded=True, hidden=hidden, circumstances=2) for two in pairwise(unmet)}
    assert len(said) == 1
    assert str(said.pop()).endswith(f": {ENGLISH['why_veiled']}.")
    assert len({why(ACT, one, status=status) for one in unmet}) > 5  # a mission with nobody to be found names them


def test_the_only_thing_on_which_a_clause_hangs_is_named_as_the_status_implies_it() -> None:
    assert why(ACT, ZONE, status="undetermined", guarded=True) == (
        "Not settled under Article 1: whether the place lies in “East bank”."
    )
    # but not that nobody of the mission has a place for it
    unplaced = Ground("placed", "open")
    assert why(ACT, ZONE, unplaced, status="undetermined", guarded=True) == why(
        ACT, ZONE, status="undetermined", guarded=True
    )
    # unless nothing else is open
    assert why(ACT, unplaced, status="undetermined", guarded=True) == why(ACT, unplaced, status="undetermined")
    holds = Ground("exception", "yes", "Range", asked=False)
    assert why(ACT, holds, status="no_breach", counted=True, guarded=True) == (
        "Counted under Article 1, and no breach: the exception “Range” holds."
    )


def test_that_a_clause_was_not_in_force_is_told_where_the_day_says_so() -> None:
    out, outside = Ground("force", "no"), Ground("zone", "no", "East bank")
    for hidden in (False, True):
        said = why(outside, out, status="no_breach", guarded=True, hidden=hidden, in_force="no", circumstances=3)
        assert said == "Article 1 is not met: the clause was not in force at that time."
    # on the day on which it came into force, it would say at which hour the act was
    assert str(why(outside, out, status="no_breach", guarded=True, in_force="open")).endswith(
        f"{ENGLISH['why_veiled']}."
    )
    assert why(out, status="no_breach", guarded=True, in_force="open", circumstances=0) == (
        "Article 1 is not met: the clause was not in force at that time."
    )


def test_what_no_report_states_is_not_said_to_be_another_thing() -> None:
    said = why(Ground("attribute", "no", "target"), status="no_breach")
    assert INCIDENT.target is None and said == "Article 1 is not met: no report states the object that was hit."


@pytest.mark.parametrize(
    ("name", "stated", "said"),
    [
        ("weapon", None, "no report states the weapon"),
        ("heavy", None, "no report states {heavy}"),
        ("weapon", "mlrs", "the weapon is not as the clause asks"),
        ("heavy", "mlrs", "{heavy} is not as the clause asks"),
        ("calibre_mm", None, "{calibre_mm} is not as the clause asks"),
    ],
)
def test_a_weapon_of_which_nothing_is_stated_is_not_said_to_be_another(
    name: str, stated: str | None, said: str
) -> None:
    names = {one: ENGLISH[f"why_of_{one}"] for one in ("heavy", "calibre_mm")}
    armed = msgspec.structs.replace(INCIDENT, weapon=stated)
    phrase = told(
        Grounds((Ground("attribute", "no", name),)), "no_breach", False, armed, "Article 1", str, guarded=False,
        hidden=False, circumstances=0, in_force="yes",
    )  # fmt: skip
    assert phrase is not None and english(phrase) == f"Article 1 is not met: {said.format(**names)}."


@pytest.mark.parametrize("kind", ["act", "attribute"])
def test_a_kind_that_a_clause_leaves_out_is_named_only_where_it_is_that(kind: GroundKind) -> None:
    left_out = Ground(kind, "yes", "weapon" if kind == "attribute" else "", asked=False)
    assert str(why(left_out, status="no_breach")).endswith(" that the clause leaves out.")
    other = msgspec.structs.replace(left_out, state="no")
    assert why(ACT, other, status="breach") == "What is reported meets Article 1: “Shelling”."


def test_of_several_zones_that_would_do_none_is_told() -> None:
    chosen = Ground("zone", "yes", "East bank", chosen=True)
    assert "East bank" not in str(why(ACT, chosen, status="breach", guarded=True))
    assert "East bank" in str(why(ACT, chosen, status="breach"))


def test_what_is_counted_with_nothing_against_it_has_no_ground_to_be_veiled() -> None:
    """That the clause counts it is all there is to say: a veil would say that something lifted a breach."""
    assert why(ACT, status="no_breach", counted=True, guarded=True, circumstances=2) is None
    assert str(why(ACT, status="no_breach", guarded=True, circumstances=2)).endswith(f"{ENGLISH['why_veiled']}.")


def test_who_acted_is_never_a_ground() -> None:
    assert why(Ground("actor", "no"), status="no_breach") is None
    assert why(Ground("actor", "yes"), status="breach") is None
    assert why(Ground("actor", "open"), status="undetermined") == "Not settled under Article 1: whose act it was."


def test_readings_that_differ_are_told_by_whom() -> None:
    by = Grounds(by_reading=(("A", "breach"), ("B", "no_breach"), ("all", "undetermined")))
    phrase = told(
        by, "undetermined", True, INCIDENT, "Article 1", party_name, guarded=True, hidden=True, circumstances=2,
        in_force="open",
    )  # fmt: skip
    assert phrase is not None
    assert words("en").phrase(phrase).endswith("differ: Alder: breach, B: no breach, all: undetermined.")
    assert ", усі: " in words("uk").phrase(phrase), "nobody is called all"


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_ground_has_words_in_every_language(lang: str) -> None:
    states = [
        Ground(kind, state, name, asked)
        for kind, names in (("force", ("",)), ("act", ("",)), ("zone", ("Z",)), ("line", ("",)), ("time", ("",)),
                            ("event", ("",)), ("exception", ("", "E")),
                            ("attribute", tuple(k[7:] for k in ENGLISH if k.startswith("why_of_"))))
        for name in names
        for state in (("yes", "open") if kind == "exception" else ("yes", "open", "no"))
        for asked in ((False,) if kind == "exception" else (True, False))
    ]  # fmt: skip
    for one in (*states, Ground("placed", "open"), Ground("actor", "open")):
        for status in ("breach", "undetermined", "no_breach"):
            phrase = told(
                Grounds((one,)), status, True, INCIDENT, "Article 1", str, guarded=False, hidden=False, circumstances=1,
                in_force="yes",
            )  # fmt: skip
            assert phrase is None or words(lang).phrase(phrase)
