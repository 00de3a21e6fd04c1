"""What an incident says of its members: place, time, type, counts, parties, witnesses."""

from __future__ import annotations

import random
from typing import Any

import numpy as np
import pytest
from tests.fuse_rows import NOON_S, row, table

from truceline.fuse import incidents as telling
from truceline.fuse.fuse import fuse
from truceline.fuse.grouping import Grouping
from truceline.fuse.incidents import incident_tables
from truceline.fuse.params import FuseParams
from truceline.fuse.reports import reports_of
from truceline.fuse.telling import telling_of
from truceline.model.incident import incident_id_of
from truceline.model.observation import Derivation, Origin
from truceline.model.units import PPM


def as_one(
    *rows: dict[str, Any],
    origins: tuple[Origin, ...] = (),
    pairs: tuple[Derivation, ...] = (),
    languages: dict[str, str] | None = None,
) -> dict[str, Any]:
    """The incident of these rows, held to be one."""
    params = FuseParams()
    reports = reports_of(table(*rows), origins, params)
    groups = Grouping(np.zeros(len(rows), dtype=np.int64), 1)
    incidents, _ = incident_tables(
        telling_of(reports), groups, np.full(len(rows), PPM), (origins, pairs, languages or {}), params
    )
    found: dict[str, Any] = incidents.to_pylist()[0]
    return found


def test_place_is_near_the_precision_weighted_mean() -> None:
    found = as_one(row("a", lat_e6=48_000_000, radius_m=1_000), row("b", lat_e6=48_009_000, radius_m=2_000))
    assert found["lat_e6"] == pytest.approx(48_001_800, abs=600)
    assert 890 <= found["radius_m"] <= 1_300


def test_the_same_look_up_twice_is_no_second_measurement() -> None:
    assert as_one(row("a"), row("b"), row("c"))["radius_m"] == 1_500


def test_places_that_disagree_widen_the_radius() -> None:
    near = as_one(row("a"), row("b", lat_e6=48_002_000))
    apart = as_one(row("a"), row("b", lat_e6=48_100_000))
    assert near["radius_m"] < 1_500 < apart["radius_m"]


def test_interval_is_what_all_allow_as_good_as_their_clocks_are() -> None:
    pad = FuseParams().pad_hour_s
    shared = as_one(row("a", end_s=NOON_S + 3_600), row("b", start_s=NOON_S + 1_800, end_s=NOON_S + 9_000))
    assert (shared["start_s"], shared["end_s"]) == (NOON_S + 1_800, NOON_S + 3_600 + pad)
    alone = as_one(row("a", end_s=NOON_S + 3_600))
    assert (alone["start_s"], alone["end_s"]) == (NOON_S, NOON_S + 3_600)


def test_of_times_that_disagree_the_one_that_two_tell_is_believed() -> None:
    day = 86_400
    told = [
        row("a", end_s=NOON_S + 60),
        row("b", end_s=NOON_S + 60),
        row("c", start_s=NOON_S + day, end_s=NOON_S + 2 * day),
    ]
    found = as_one(*told)
    assert NOON_S - 4 * 3_600 < found["start_s"] < NOON_S < found["end_s"] < NOON_S + 4 * 3_600


def test_what_lasts_covers_the_time_of_all() -> None:
    outage = {"event_type": "harm.outage"}
    found = as_one(row("a", **outage), row("b", **outage, start_s=NOON_S + 300, end_s=NOON_S + 9_000))
    assert (found["start_s"], found["end_s"]) == (NOON_S, NOON_S + 9_000)


def test_a_parent_type_speaks_for_its_children() -> None:
    found = as_one(row("a", event_type="fire"), row("b", event_type="fire"), row("c", event_type="fire.shelling"))
    assert (found["event_type"], found["type_share_ppm"]) == ("fire.shelling", PPM)


def test_rival_values_stay_as_a_range_and_units_are_not_mixed() -> None:
    found = as_one(
        row("a", count_low=3, count_high=3, count_unit="explosion", event_type="fire.explosion"),
        row("b", count_low=5, count_high=8, count_unit="explosion", event_type="fire.explosion"),
        row("c", count_low=400, count_high=400, count_unit="round", killed_low=1, killed_high=2),
        row("d", killed_low=4, killed_high=4),
    )
    assert (found["count_unit"], found["count_low"], found["count_high"]) == ("explosion", 3, 8)
    assert (found["killed_low"], found["killed_high"], found["wounded_high"]) == (1, 4, None)


def test_parties_that_accuse_each_other_leave_the_actor_open() -> None:
    claims = (
        row("a", claimant="North", alleged_actor="South"),
        row("b", claimant="South", alleged_actor="North"),
    )
    found = as_one(*claims)
    assert (found["alleged_actor"], found["actor_disputed"]) == (None, True)
    assert found["claimants"] == ["North", "South"]
    third = as_one(*claims, row("c", alleged_actor="South"))
    assert (third["alleged_actor"], third["actor_disputed"]) == ("South", True)


def test_the_strongest_verb_and_an_agreed_calibre_stand() -> None:
    mortar = {"weapon": "mortar", "verb": "was_told"}
    found = as_one(row("a", **mortar, calibre_mm=120), row("b", **{**mortar, "verb": "saw"}, calibre_mm=120))
    assert (found["verb"], found["weapon"], found["calibre_mm"]) == ("saw", "mortar", 120)
    assert as_one(row("a", **mortar, calibre_mm=120), row("b", **mortar, calibre_mm=82))["calibre_mm"] is None


def test_copies_are_one_origin_and_an_open_relation_lowers_the_minimum() -> None:
    texts = [row(name, record=0) for name in "abc"]
    separate = as_one(*texts)
    assert (separate["origins_min"], separate["origins_max"]) == (3, 3)
    copied = as_one(*texts, origins=(Origin("org_1", ("itm_a", "itm_b")), Origin("org_2", ("itm_c",))))
    assert (copied["origins_min"], copied["origins_max"]) == (2, 2)
    doubt = Derivation("itm_a", "itm_b", "undetermined", 300_000, (), "")
    unsure = as_one(*texts, pairs=(doubt,))
    assert (unsure["origins_min"], unsure["origins_max"]) == (2, 3)
    sure = as_one(*texts, pairs=(Derivation("itm_a", "itm_b", "independent", 0, (), ""),))
    assert (sure["origins_min"], sure["origins_max"]) == (3, 3)


def test_an_open_relation_reaches_through_an_item_without_observations() -> None:
    texts = [row(name, record=0) for name in "ac"]
    origins = (Origin("org_1", ("itm_a", "itm_silent")), Origin("org_2", ("itm_c",)))
    doubt = Derivation("itm_c", "itm_silent", "partial", 300_000, (), "")
    found = as_one(*texts, origins=origins, pairs=(doubt,))
    assert (found["origins_min"], found["origins_max"]) == (1, 2)


def test_a_text_in_another_language_may_be_a_translation() -> None:
    texts = [row(name, record=0) for name in "abcd"]

    def counted(languages: dict[str, str], **given: Any) -> tuple[object, object]:
        found = as_one(*texts, languages={f"itm_{name}": tongue for name, tongue in languages.items()}, **given)
        return found["origins_min"], found["origins_max"]

    assert counted({"a": "en", "b": "en", "c": "en", "d": "en"}) == (4, 4)
    assert counted({"a": "en", "b": "en", "c": "uk", "d": "ru"}) == (2, 4)
    assert counted({"a": "en", "b": "uk", "c": "ru", "d": ""}) == (1, 4)
    assert counted({"a": "en", "b": "uk"}) == (
        3,
        4,
    )  # c and d are no texts: whoever wrote those rows translated nothing
    doubt = Derivation("itm_a", "itm_b", "undetermined", 0, (), "")
    assert counted({"a": "en", "b": "en", "c": "uk", "d": "uk"}, pairs=(doubt,)) == (2, 4)


def test_what_people_hold_to_be_two_origins_counts_as_two_whatever_the_languages() -> None:
    def least(languages: str, *relations: tuple[str, str]) -> object:
        texts = [row(name, record=0) for name in "abcd"[: len(languages.split())]]
        spoken = {f"itm_{name}": tongue for name, tongue in zip("abcd", languages.split(), strict=False)}
        pairs = tuple(
            Derivation(f"itm_{of[0]}", f"itm_{of[1]}", relation, 0, (), "") for of, relation in sorted(relations)
        )
        return as_one(*texts, languages=spoken, pairs=pairs)["origins_min"]

    two, open_ = "two_origins", "undetermined"
    assert (least("en uk"), least("en uk", ("ab", two))) == (1, 2)
    assert least("en en uk", ("ac", two)) == 2  # c may be a translation of b
    assert least("en en uk", ("ac", two), ("bc", two)) == 3
    assert least("en en en", ("ab", open_), ("bc", open_)) == 1
    assert least("en en en", ("ab", open_), ("bc", open_), ("ac", two)) == 2
    assert least("en en uk uk", ("ac", two), ("bd", two)) == 2  # a and d may be one, and b and c
    assert least("en uk ru", ("ab", two), ("bc", two), ("ac", two)) == 3


def test_coded_data_sets_add_to_the_maximum_only() -> None:
    coded = {"source_class": "dataset"}
    found = as_one(row("a"), row("b", **coded), row("c", **coded))
    assert (found["origins_min"], found["origins_max"]) == (1, 3)
    alone = as_one(row("b", **coded), row("c", **coded))
    assert (alone["origins_min"], alone["origins_max"]) == (1, 2)


def test_existence_grows_with_independent_origins_only() -> None:
    told = {"verb": "was_told", "confidence_ppm": PPM}
    one = as_one(row("a", **told))
    assert one["existence_ppm"] == 600_000
    assert as_one(row("a", **told), row("b", **told))["existence_ppm"] == 840_000
    same = as_one(row("a", **told), row("b", **told, source="source-a"))
    assert (same["existence_ppm"], same["n_sources"]) == (600_000, 1)


def test_how_many_incidents_are_told_at_a_time_changes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    draw = random.Random(4)
    rows = [
        row(
            f"{k:02}",
            item_id=f"itm_{draw.randrange(12)}",
            record=draw.choice((0, 0, 3)),
            source=f"source-{draw.randrange(5)}",
            source_class=draw.choice(("news", "dataset")),
            event_type=draw.choice(("fire.shelling", "fire", "signal.acoustic")),
            lat_e6=48_000_000 + draw.randrange(9_000),
            start_s=NOON_S - draw.randrange(300),
            alleged_actor=draw.choice((None, "Alder", "Birch")),
            claimant=draw.choice((None, "Alder", "Birch", "Cedar")),
            weapon=draw.choice((None, "mortar", "howitzer")),
            calibre_mm=draw.choice((None, 120, 122)),
            count_low=draw.choice((None, 1, 4)),
            count_unit=draw.choice((None, "rounds", "explosions")),
            killed_low=draw.choice((None, 0, 2)),
            verb=draw.choice(("heard", "saw", "was_told")),
            confidence_ppm=draw.randrange(1, 1_000_000),
        )
        for k in range(80)
    ]
    params, p_same = FuseParams(), np.array([draw.randrange(PPM) for _ in rows])
    origins = (Origin("org_a", ("itm_1", "itm_2")), Origin("org_b", ("itm_3",)))
    pairs = (
        Derivation("itm_1", "itm_3", "undetermined", 300_000, (), ""),
        Derivation("itm_4", "itm_5", "two_origins", 0, (), ""),
    )
    languages = {f"itm_{k}": ("uk", "ru", "en")[k % 3] for k in range(12)}
    reports = reports_of(table(*rows), origins, params)
    groups = Grouping(np.array([*range(30), *(draw.randrange(30) for _ in rows[30:])]), 30)
    whole = incident_tables(telling_of(reports), groups, p_same, (origins, pairs, languages), params)
    assert len(set(whole[0].column("origins_min").to_pylist())) > 1
    monkeypatch.setattr(telling, "_BLOCK", 7)
    few_at_a_time = incident_tables(telling_of(reports), groups, p_same, (origins, pairs, languages), params)
    for one, other in zip(whole, few_at_a_time, strict=True):
        assert one.equals(other)


@pytest.mark.parametrize("own", ["patrol", "social"])
def test_an_incident_is_called_after_the_first_report_that_was_published(own: str) -> None:
    """By its name whoever holds the press would tell an incident that the mission saw first."""
    patrol = row("a_patrol", source_class=own, reported_s=NOON_S)
    late, early = row("b_late", reported_s=NOON_S + 900), row("c_early", reported_s=NOON_S + 600)
    alone, both = (
        fuse(table(*rows)).incidents["incident_id"].to_pylist() for rows in ((late, early), (patrol, late, early))
    )
    assert alone == both == [incident_id_of("obs_c_early")]
    assert fuse(table(patrol)).incidents["incident_id"].to_pylist() == [incident_id_of("obs_a_patrol")]
