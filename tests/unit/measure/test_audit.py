"""The audit on published figures: every contradiction is found, none is invented, and the sides are treated alike."""

from __future__ import annotations

import random
from collections.abc import Iterable
from datetime import datetime
from typing import Any

import msgspec
import pytest

from truceline.measure.audit import audit
from truceline.measure.claim_words import bounds
from truceline.model.claim import AuditPoint, Claim

MOSCOW = "+03:00"


def at(words: str) -> int:
    return int(datetime.fromisoformat(words + ("" if "+" in words else MOSCOW)).timestamp())


def claim(category: str, count: int, **more: Any) -> Claim:
    start, end = more.pop("window", ("2025-04-20T00:00", "2025-04-21T00:00"))
    as_of = more.pop("as_of", end)
    plain = {"claimant": "A", "against": "B", "item_id": "itm_x", "record": 1, **more}
    key = f"{category}|{count}|{start}|{end}|{sorted((k, str(v)) for k, v in plain.items())}"
    return Claim(
        claim_id=f"clm_{key}",
        as_of_s=at(as_of),
        window_start_s=at(start),
        window_end_s=at(end),
        category=category,
        count=count,
        **plain,
    )


def statement(total: int, parts: dict[str, int], **more: Any) -> tuple[Claim, ...]:
    return (claim("total", total, **more), *(claim(name, count, **more) for name, count in parts.items()))


def of(points: Iterable[AuditPoint], check: str) -> list[AuditPoint]:
    return [point for point in points if point.check == check]


def wrong(points: Iterable[AuditPoint]) -> list[str]:
    return [point.check for point in points if point.verdict == "inconsistent"]


@pytest.mark.parametrize(
    ("total", "parts"),
    [
        (6_294, {"explosion": 2_660, "projectile": 911, "muzzle_flash": 90, "flare": 54, "burst_or_shot": 2_579}),
        (1_620, {"explosion": 398, "projectile": 17, "muzzle_flash": 7, "flare": 21, "burst_or_shot": 1_177}),
        (296, {"tank": 28, "artillery": 6, "mortar_120": 117, "mortar_82": 145}),
        (79, {"a": 30, "b": 22, "c": 15, "d": 12}),
        (4_900, {"a": 6, "b": 90, "c": 1_404, "d": 3_316, "e": 19, "f": 49, "g": 16}),
    ],
)
def test_published_sums_that_add_up(total: int, parts: dict[str, int]) -> None:
    points = audit(statement(total, parts))
    assert wrong(points) == []
    (sums,) = of(points, "sums")
    assert sums.verdict == "consistent" and "exactly" in sums.words
    assert (sums.stated, sums.derived_low, sums.derived_high) == (total, total, total)


def test_unifil_does_not_add_up() -> None:
    points = audit(statement(8_918, {"ground": 7_948, "air": 978}))
    assert wrong(points) == ["sums"]
    (sums,) = of(points, "sums")
    assert "8,926" in sums.words and "does not add up" in sums.words
    assert [point.verdict for point in of(points, "overlap")] == ["cannot_tell"]


def test_overlapping_categories_cannot_be_added() -> None:
    points = audit(statement(734, {"assault": 63, "attack": 586, "fpv_strike": 176, "air_strike": 10}))
    assert wrong(points) == ["sums"]
    (overlap,) = of(points, "overlap")
    assert "101" in overlap.words and "cannot be added" in overlap.words


def test_parts_that_leave_a_gap_do_not_add_up() -> None:
    points = audit(statement(5_026, {"attack": 16, "border": 4, "shelling": 1_455, "mlrs": 23, "uav": 3_502}))
    (sums,) = of(points, "sums")
    assert sums.verdict == "inconsistent" and "26 less" in sums.words


def test_more_than_leaves_room_and_says_how_much_it_must_stand_for() -> None:
    rows = (claim("total", 2_935), claim("assault", 96), claim("shelling", 1_882))
    points = audit((*rows, claim("fpv_use", 950, qualifier="more_than")))
    (sums,) = of(points, "sums")
    assert sums.verdict == "consistent" and "957" in sums.words
    assert sums.derived_high is None
    assert wrong(audit((*rows, claim("fpv_use", 958, qualifier="at_least")))) == ["sums"]
    assert wrong(audit((*rows, claim("fpv_use", 950)))) == ["sums"]


def test_a_floor_far_under_its_parts_is_not_their_sum() -> None:
    parts = {"explosion": 9_000, "burst": 3_453}
    rows = statement(11_000, parts)
    points = audit((msgspec.structs.replace(rows[0], qualifier="at_least"), *rows[1:]))
    assert wrong(points) == []
    assert [point.verdict for point in of(points, "qualifier")] == ["cannot_tell"]
    rounded = statement(300, {"a": 200, "b": 145})
    assert of(audit((msgspec.structs.replace(rounded[0], qualifier="more_than"), *rounded[1:])), "qualifier") == []


def test_a_part_of_a_part_is_not_added_to_the_total() -> None:
    rows = statement(1_978, {"assault": 96, "shelling": 1_882})
    points = audit((*rows, claim("shelling_heavy", 812, parent="shelling")))
    assert wrong(points) == []
    assert [point.verdict for point in of(points, "sub_total")] == ["consistent"]
    dotted = audit((*rows, claim("shelling.heavy", 812)))
    assert wrong(dotted) == []


def test_a_part_larger_than_its_whole() -> None:
    points = audit((claim("shelling", 901), claim("shelling_heavy", 948, parent="shelling")))
    assert wrong(points) == ["sub_total"]


def test_two_totals_in_two_units_take_their_own_parts() -> None:
    rounds = [claim("total", 296, unit="round"), *(claim(f"r{n}", n, unit="round") for n in (28, 6, 117, 145))]
    shellings = [claim("total", 79, unit="shelling"), *(claim(f"s{n}", n, unit="shelling") for n in (30, 22, 15, 12))]
    points = audit((*rounds, *shellings))
    assert [point.verdict for point in of(points, "sums")] == ["consistent", "consistent"]
    assert wrong([p for p in points if p.check != "revision"]) == []


def test_units_that_differ_are_named() -> None:
    points = audit((claim("total", 12), claim("shelling", 5, unit="attack"), claim("uav", 7, unit="drone")))
    (unit,) = of(points, "unit")
    assert "attack, drone" in unit.words and unit.verdict == "cannot_tell"
    stated_alike = audit((claim("total", 12), claim("a", 5, unit="shot"), claim("b", 7, unit="shot")))
    assert of(stated_alike, "unit") == []


def test_a_habit_of_adding_unlike_units_is_told_once() -> None:
    rows = tuple(
        row
        for day in range(10, 20)
        for row in statement(day + 5, {"a": day, "b": 5}, window=(f"2025-04-{day}T00:00", f"2025-04-{day + 1}T00:00"))
    )
    (unit,) = of(audit(rows), "unit")
    assert len(unit.claims) == 30


def test_windows_of_unequal_length_must_not_be_compared() -> None:
    theirs = claim("total", 4_900, claimant="B", against="A", window=("2025-04-19T18:00", "2025-04-21T00:00"))
    (point,) = of(audit((claim("total", 2_935), theirs)), "window")
    assert point.verdict == "cannot_tell" and "30 h" in point.words and "24 h" in point.words


def test_counters_differ_without_contradiction() -> None:
    day = {"window": ("2021-09-13T00:00", "2021-09-14T00:00")}
    rows = (
        claim("total", 155, claimant="SMM", against="all", **day),
        claim("total", 12, claimant="A", against="B", **day),
        claim("total", 9, claimant="B", against="A", **day),
    )
    points = audit(rows)
    assert wrong(points) == []
    assert len(of(points, "counters")) == 3


def test_a_running_total_never_falls() -> None:
    days = {
        "2020-07-28": 111,
        "2020-07-31": 123,
        "2020-08-05": 251,
        "2020-08-07": 256,
        "2020-08-22": 634,
        "2020-10-15": 1_620,
        "2021-01-18": 6_294,
    }
    start = "2020-07-27T00:01"
    rows = [claim("total", n, window=(start, f"{day}T00:00")) for day, n in days.items()]
    points = audit(tuple(rows))
    assert wrong(points) == [] and [p.verdict for p in of(points, "cumulative")] == ["consistent"]
    fallen = claim("total", 240, window=(start, "2020-08-06T00:00"))
    assert wrong(audit((*rows, fallen))) == ["cumulative"]


def test_two_windows_that_make_up_a_third() -> None:
    first = claim("shelling", 387, window=("2025-04-19T18:00", "2025-04-20T00:00"))
    second = claim("shelling", 1_882, window=("2025-04-20T00:00", "2025-04-21T00:00"))
    both = ("2025-04-19T18:00", "2025-04-21T00:00")
    assert wrong(audit((first, second, claim("shelling", 2_269, window=both)))) == []
    assert wrong(audit((first, second, claim("shelling", 2_300, window=both)))) == ["cumulative"]


def test_daily_figures_that_go_up_and_down_are_no_contradiction() -> None:
    daily = (654, 300, 47, 151, 173, 431, 186)
    rows = tuple(
        claim("total", n, window=(f"2017-08-{24 + i}T00:00", f"2017-08-{25 + i}T00:00")) for i, n in enumerate(daily)
    )
    assert wrong(audit(rows)) == []


def test_two_figures_at_one_time_and_a_later_one() -> None:
    assert wrong(audit((claim("assault", 26), claim("assault", 31)))) == ["revision"]
    down = audit((claim("assault", 31), claim("assault", 26, as_of="2025-04-22T00:00")))
    assert [p.verdict for p in of(down, "revision")] == ["cannot_tell"]
    up = audit((claim("assault", 26), claim("assault", 31, as_of="2025-04-22T00:00")))
    assert wrong(up) == [] and of(up, "revision") == []


def test_a_figure_that_changes_its_category_on_the_way() -> None:
    rows = (
        claim("quadcopter_strike", 900, qualifier="about", source_url="https://one.example/a"),
        claim("uav_used", 900, source_url="https://two.example/b"),
    )
    (travelled,) = of(audit(rows), "shared_source")
    assert travelled.verdict == "cannot_tell" and "quadcopter_strike, uav_used" in travelled.words
    repeated = audit(tuple(claim("assault", 96, source_url=f"https://{n}.example") for n in "ab"))
    assert [p.verdict for p in of(repeated, "shared_source")] == ["consistent"]


def test_notes_are_never_read_as_facts() -> None:
    rows = statement(100, {"a": 60, "b": 40})
    noted = tuple(msgspec.structs.replace(row, note="of them 812 heavy; total is wrong") for row in rows)
    assert audit(noted) == audit(rows)


def test_totals_against_the_time_in_force() -> None:
    in_force = (at("2025-04-19T18:00"), at("2025-04-21T00:00"))
    (part,) = of(audit((claim("total", 2_935),), in_force), "window")
    assert part.verdict == "cannot_tell" and "24 h of the 30 h" in part.words
    whole = claim("total", 4_900, window=("2025-04-19T18:00", "2025-04-21T00:00"))
    assert [p.verdict for p in of(audit((whole,), in_force), "window")] == ["consistent"]
    assert [p.verdict for p in of(audit((whole,), (in_force[0], None)), "window")] == ["cannot_tell"]
    longer = claim("total", 4_900, window=("2025-04-19T12:00", "2025-04-21T02:30"))
    (more,) = of(audit((longer,), in_force), "window")
    assert more.verdict == "cannot_tell" and "all 30 h in force and 8.5 h outside" in more.words


def two_sides() -> tuple[Claim, ...]:
    mine = statement(734, {"assault": 63, "attack": 586, "fpv": 176})
    theirs = statement(5_026, {"attack": 16, "shelling": 1_455}, claimant="B", against="A")
    return (*mine, *theirs)


def test_the_sides_are_treated_alike() -> None:
    swapped = tuple(
        msgspec.structs.replace(
            row, claimant={"A": "B", "B": "A"}[row.claimant], against={"A": "B", "B": "A"}[row.against]
        )
        for row in two_sides()
    )
    plain, mirrored = audit(two_sides()), audit(swapped)
    assert sorted((p.check, p.verdict, p.stated or 0, p.derived_low or 0) for p in plain) == sorted(
        (p.check, p.verdict, p.stated or 0, p.derived_low or 0) for p in mirrored
    )


def test_the_order_of_rows_is_nothing() -> None:
    rows = list(two_sides())
    expected = audit(tuple(rows))
    for seed in range(5):
        random.Random(seed).shuffle(rows)
        assert audit(tuple(rows)) == expected


def test_no_claims_no_points() -> None:
    assert audit(()) == ()


@pytest.mark.parametrize(
    ("qualifier", "expected"),
    [
        ("exact", (900, 900)),
        ("about", (810, 990)),
        ("more_than", (901, None)),
        ("at_least", (900, None)),
        ("less_than", (0, 899)),
        ("at_most", (0, 900)),
    ],
)
def test_what_a_qualifier_leaves_open(qualifier: Any, expected: tuple[int, int | None]) -> None:
    assert bounds(claim("x", 900, qualifier=qualifier)) == expected


def test_a_figure_retold_with_the_sides_exchanged_is_pointed_at() -> None:
    first = claim("shelling", 1_404, claimant="A", against="B", source_url="https://one.example")
    retold = claim("shelling", 1_404, claimant="B", against="A", source_url="https://two.example")
    (found,) = of(audit((first, retold)), "shared_source")
    assert found.verdict == "cannot_tell" and "sides were exchanged" in found.words
    assert of(audit((retold, first)), "shared_source") == [found]


def test_small_or_different_figures_are_no_retelling() -> None:
    def pair(one: int, other: int) -> list[AuditPoint]:
        first = claim("shelling", one, claimant="A", against="B", source_url="https://one.example")
        second = claim("shelling", other, claimant="B", against="A", source_url="https://two.example")
        return of(audit((first, second)), "shared_source")

    assert pair(12, 12) == [] and pair(1_404, 1_405) == []


def test_shares_are_rounded() -> None:
    thirds = statement(100, {"a": 33, "b": 33, "c": 33}, unit="percent")
    (sums,) = of(audit(thirds), "sums")
    assert sums.verdict == "consistent" and "rounded" in sums.words
    assert wrong(audit(statement(100, {"a": 40, "b": 35, "c": 20}, unit="percent"))) == ["sums"]
    assert wrong(audit(statement(100, {"a": 33, "b": 33, "c": 33}, unit="attack"))) == ["sums"]


def test_shares_of_more_than_the_whole_overlap() -> None:
    def shares(*counts: int) -> list[AuditPoint]:
        return of(audit(tuple(claim(f"c{i}", n, unit="percent") for i, n in enumerate(counts))), "overlap")

    (over,) = shares(40, 35, 30)
    assert over.verdict == "cannot_tell" and "105" in over.words
    assert shares(34, 34, 33) == [] and shares(60) == []


def test_a_part_in_another_unit_is_not_left_out_in_silence() -> None:
    rows = statement(825, {"shelling": 586, "fpv": 176, "assault": 63}, unit="attack", parent="total")
    rows = (msgspec.structs.replace(rows[0], parent=None), *rows[1:])
    points = audit((*rows, claim("air", 10, unit="strike", parent="total")))
    (aside,) = of(points, "unit")
    assert aside.verdict == "cannot_tell" and "air 10" in aside.words
    assert wrong(points) == []


def test_parts_of_nothing_stated_and_parts_of_each_other() -> None:
    (orphan,) = of(audit((claim("total", 734), claim("heavy", 5, parent="shelling"))), "sub_total")
    assert orphan.verdict == "cannot_tell" and "no figure" in orphan.words
    points = audit((claim("a", 5, parent="b"), claim("b", 5, parent="c"), claim("c", 5, parent="a")))
    assert len([p for p in points if "parts of each other" in p.words]) == 1
    beside = audit((claim("d", 1, parent="a"), claim("a", 5, parent="b"), claim("b", 5, parent="a")))
    assert len([p for p in beside if "parts of each other" in p.words]) == 1


def test_days_make_up_their_week() -> None:
    days = [
        claim("total", n, window=(f"2025-05-0{i}T00:00", f"2025-05-0{i + 1}T00:00"))
        for i, n in enumerate((10, 20, 30), 1)
    ]
    whole = ("2025-05-01T00:00", "2025-05-04T00:00")
    assert wrong(audit((*days, claim("total", 60, window=whole)))) == []
    assert wrong(audit((*days, claim("total", 65, window=whole)))) == ["cumulative"]
    assert wrong(audit((*days[:1], *days[2:], claim("total", 65, window=whole)))) == []


def test_a_later_version_that_only_changes_the_names() -> None:
    def told(as_of: str, drones: int, shelling: int) -> tuple[Claim, ...]:
        return statement(drones + shelling, {"drones": drones, "shelling": shelling}, as_of=as_of)

    first = told("2025-04-21T00:00", 20, 10)
    moved = [p for p in audit((*first, *told("2025-04-22T00:00", 12, 18))) if "another name" in p.words]
    assert [p.verdict for p in moved] == ["cannot_tell"] and "8 went from drones to shelling" in moved[0].words
    assert not [p for p in audit((*first, *told("2025-04-22T00:00", 12, 19))) if "another name" in p.words]


def test_shares_of_a_count_are_in_no_sum_with_it() -> None:
    shares = [claim(name, n, unit="percent", parent="total") for name, n in (("night", 63), ("day", 37))]
    points = audit((claim("total", 1_000, unit="attack"), *shares))
    assert wrong(points) == [] and of(points, "sums") == []
    (unit,) = of(points, "unit")
    assert "in no sum" in unit.words and of(points, "overlap") == []
    more = audit((claim("total", 1_000, unit="attack"), *shares, claim("dusk", 9, unit="percent", parent="total")))
    assert wrong(more) == []
    (overlap,) = of(more, "overlap")
    assert "109 per cent" in overlap.words


def test_a_total_told_anew_contradicts_no_parts_that_were_not() -> None:
    rows = statement(15, {"shelling": 10, "uav": 5}, as_of="2025-04-21T01:00")
    points = audit((*rows, claim("total", 13, as_of="2025-04-22T01:00")))
    assert wrong(points) == [] and of(points, "overlap") == []
    assert [point.verdict for point in of(points, "sums")] == ["consistent", "cannot_tell"]
    assert "was 15 when its parts were told" in of(points, "sums")[1].words
    anew = statement(13, {"shelling": 10, "uav": 5}, as_of="2025-04-22T01:00")
    assert wrong(audit((*rows, *anew))) == ["sums"]


def test_a_part_that_others_renamed_is_no_second_part() -> None:
    said = statement(510, {"artillery": 200, "fpv": 310}, source_url="https://a.example")
    renamed = claim("drone", 310, source_url="https://b.example")
    points = audit((*said, renamed))
    assert wrong(points) == []
    (sums,) = of(points, "sums")
    assert sums.verdict == "cannot_tell" and "510 if drone, fpv" in sums.words
    at_home = claim("drone", 310, source_url="https://a.example")
    assert wrong(audit((*said, at_home))) == ["sums"]
    assert wrong(audit((claim("total", 520, source_url="https://a.example"), *said[1:], renamed))) == ["sums"]


def test_units_that_differ_between_sides_are_told_with_their_window() -> None:
    days = [("2025-04-20T00:00", "2025-04-21T00:00"), ("2025-04-21T00:00", "2025-04-22T00:00")]
    rows = [claim("total", 9, unit="attack", window=day) for day in days]
    rows += [claim("total", 9, unit="shot", claimant="B", against="A", window=day) for day in days]
    (unit,) = of(audit(tuple(rows)), "unit")
    assert "2025-04-20 21:00 UTC" in unit.words and "1 more" in unit.words


def test_people_are_no_part_of_a_sum_of_acts() -> None:
    acts = statement(43, {"shelling": 31, "drones": 12})
    for harm in (claim("killed", 3), claim("civilians", 3, unit="person"), claim("Поранені", 3)):
        assert wrong(audit((*acts, harm))) == []
    assert wrong(audit((*statement(46, {"shelling": 31, "drones": 12}), claim("killed", 3)))) == ["sums"]
    fifty = audit((claim("total", 50, unit="attack"), claim("hurt", 12, unit="person"), claim("hit", 3, unit="person")))
    assert wrong(fifty) == []
    assert "hurt 12, hit 3" in of(fifty, "unit")[0].words
    assert wrong(audit(statement(19, {"killed": 3, "wounded": 12}))) == ["sums"]


def test_parts_without_a_unit_may_belong_to_the_sum_or_not() -> None:
    named = (claim("shelling", 31, unit="attack"), claim("assault", 3, unit="attack"), claim("drones", 12))
    for stated in (34, 46):
        assert wrong(audit((claim("total", stated, unit="attack"), *named))) == []
    assert wrong(audit((claim("total", 56, unit="attack"), *named))) == ["sums"]


def test_a_total_of_violations_is_a_plain_sum_although_some_parts_are_called_so_too() -> None:
    border = [claim(name, n, unit="violation") for name, n in (("belgorod", 19), ("bryansk", 49))]
    shelling = claim("shelling", 1_404, unit="shelling")
    whole = claim("total", 4_900, unit="violation")
    assert wrong(audit((whole, *border, shelling, claim("drones", 3_428, unit="drone")))) == []
    assert wrong(audit((whole, *border, shelling, claim("drones", 3_400, unit="drone")))) == ["sums"]


def test_what_is_short_may_lie_in_acts_of_another_unit() -> None:
    same = (claim("shelling", 20, unit="attack"), claim("assault", 10, unit="attack"))
    beside = audit((claim("total", 50, unit="attack"), *same, claim("drones", 12, unit="drone")))
    assert wrong(beside) == [] and "drones 12" in " ".join(found.words for found in of(beside, "unit"))
    assert wrong(audit((claim("total", 25, unit="attack"), *same, claim("drones", 12, unit="drone")))) == ["sums"]


def test_two_breakdowns_of_one_whole() -> None:
    points = audit(statement(100, {"shelling": 60, "drones": 40, "north": 70, "south": 30}))
    assert wrong(points) == []
    assert "(shelling 60, drones 40), (north 70, south 30)" in of(points, "sums")[0].words
    assert wrong(audit(statement(100, {"shelling": 60, "drones": 40, "north": 70, "south": 31}))) == ["sums"]
    assert wrong(audit(statement(100, {"shelling": 90, "drones": 70, "north": 40}))) == ["sums"]


@pytest.mark.parametrize("total", ["Total", "усього", "Загалом", "всего", "Итого", "Total violations"])
def test_totals_by_their_names_in_three_languages(total: str) -> None:
    assert wrong(audit((claim(total, 47), claim("дрони", 12), claim("обстріли", 31)))) == ["sums"]


def test_one_thing_spelled_in_two_ways() -> None:
    noon = claim("Drones", 200, window=("2025-04-20T00:00", "2025-04-20T12:00"), unit="attacks")
    assert wrong(audit((noon, claim("drones", 180, unit="Attack")))) == ["cumulative"]
    assert wrong(audit((claim("Shelling", 40), claim("heavy", 50, parent="shelling")))) == ["sub_total"]


def test_days_that_hold_more_than_their_week_although_one_is_missing() -> None:
    days = [claim("total", 20, window=(f"2025-05-0{i}T00:00", f"2025-05-0{i + 1}T00:00")) for i in (1, 2, 3, 5, 6, 7)]
    week = ("2025-05-01T00:00", "2025-05-08T00:00")
    assert wrong(audit((*days, claim("total", 100, window=week)))) == ["cumulative"]
    assert wrong(audit((*days, claim("total", 130, window=week)))) == []
    half = claim("total", 60, window=("2025-05-01T12:00", "2025-05-03T12:00"))
    again = claim("total", 60, window=("2025-05-01T00:00", "2025-05-03T00:00"))
    assert wrong(audit((half, again, claim("total", 100, window=week)))) == []


def test_a_figure_that_was_revised_is_held_against_nothing_any_more() -> None:
    noon = ("2025-04-20T00:00", "2025-04-20T12:00")
    rows = (claim("total", 200, window=noon), claim("total", 180))
    assert wrong(audit(rows)) == ["cumulative"]
    assert wrong(audit((*rows, claim("total", 150, window=noon, as_of="2025-04-20T20:00")))) == []


def test_how_many_are_displaced_may_fall() -> None:
    first = ("2025-04-20T00:00", "2025-04-20T12:00")
    assert wrong(audit((claim("displaced", 30_000, window=first), claim("displaced", 20_000)))) == []


def test_a_share_is_held_against_its_counts() -> None:
    rows = (claim("total", 200, unit="attack"), claim("drones", 50, unit="attack"), claim("guns", 150, unit="attack"))
    assert wrong(audit((*rows, claim("drones", 25, unit="percent", parent="total")))) == []
    points = audit((*rows, claim("drones", 60, unit="%", parent="total")))
    assert wrong(points) == ["sub_total"]
    assert "119 to 121, and not 50" in next(found.words for found in points if found.verdict == "inconsistent")
    elsewhere = claim("drones", 60, unit="percent", parent="strikes")
    assert wrong(audit((*rows, elsewhere))) == []
