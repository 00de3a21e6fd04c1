"""Bulletins for the tests of publish: an invented theatre with two alike sides. All follows from the arguments."""

from __future__ import annotations

import math
import random
from datetime import date, timedelta

import h3
import msgspec

from truceline.model.bulletin import (
    Bulletin,
    PublicArea,
    PublicAudit,
    PublicBefore,
    PublicCheckpoint,
    PublicCorrection,
    PublicCount,
    PublicDay,
    PublicElement,
    PublicFinding,
    PublicHarm,
    PublicHotSpot,
    PublicIncident,
    PublicInForce,
    PublicKind,
    PublicLink,
    PublicObject,
    PublicOrigin,
    PublicPlaces,
    PublicProvision,
    PublicQuantity,
    PublicRate,
    PublicRestriction,
    PublicScore,
    PublicStatement,
    PublicTrend,
    PublicVerdict,
    PublicWeapons,
    PublicWindow,
    PublicWitness,
    Ring,
)
from truceline.model.measures import Escalation, Nowcast, Recovery
from truceline.model.phrase import Code, Day, Decimal, Name, Phrase, Several, say
from truceline.model.public_case import PublicCase, PublicDissent, PublicRemedy, PublicReply, PublicSeat
from truceline.model.settlement import Settlement
from truceline.model.shown import (
    Fact,
    ShownBeside,
    ShownFact,
    ShownLine,
    ShownMark,
    ShownPair,
    ShownPassage,
    ShownQuote,
    ShownRun,
    ShownText,
)

_TYPES = ("fire.explosion", "fire.shelling", "air.drone_strike", "fire.shot", "ground.clash", "attack_infrastructure")
_AREAS = ("Ardal", "Brenn", "Corva", "Dalmere")
_PROVISIONS = (
    ("P1-no-fire", "The Sides shall cease all fire, including sniper fire.", "Article 1"),
    ("P2-energy", "The Sides shall not attack energy facilities.", "Article 2, paragraph 1"),
    ("P3-air", "No aerial vehicle of the Sides shall fly over the zone of separation.", "Article 3"),
)

#: why an earlier answer would be another now
_RISEN = say(
    "is_eroding",
    rise=say("rise", before=Decimal(1800, 1), now=Decimal(3900, 1), day=Day("2031-03-28")),
    lost=say("lost_of_expected", share=31, expected=Decimal(18_000, 0)),
)


def sample_bulletin(incidents: int = 40, days: int = 14, seed: int = 7) -> Bulletin:
    """A bulletin with something in every part of it."""
    chance = random.Random(seed)
    start = date(2031, 4, 1)
    public = tuple(_incident(number, start, days, chance) for number in range(incidents))
    findings = tuple(_finding(incident, number, chance) for number, incident in enumerate(public))
    return Bulletin(
        bulletin_id="bul_5f0c7d1e9a3b",
        mission="Exercise Two Rivers",
        number=12,
        period_start="2031-04-01T19:30:00+03:00",
        period_end=f"{start + timedelta(days=days)}T19:30:00+03:00",
        cut_off=f"{start + timedelta(days=days)}T19:30:00+03:00",
        zone="Europe/Kyiv",
        agreement="Two Rivers Ceasefire of 3 April 2031",
        agreement_status=(
            "The Northern Side reads it as in force from 3 April 00:01, the Southern Side from 5 April 00:01."
        ),
        in_force=True,
        verdict=PublicVerdict(
            verdict="eroding",
            ratio_milli=420,
            low_milli=300,
            high_milli=610,
            changes=("10 April: the daily level rises from 1.8 to 3.9 (p = 0.003).",),
            alarms=("11 April: online alarm, at a rate of one false alarm in 60 days.",),
            reasons=(
                "The level in force is 0.42 of the level expected without the ceasefire, interval 0.30 to 0.61.",
                "A lasting rise was found on 10 April while the effort stayed the same.",
                "Placebo dates before the ceasefire show no such drop.",
            ),
            since="2031-04-10",
        ),
        headline="The ceasefire still lowers violence by more than a third; that effect is shrinking since 10 April.",
        summary=("Most breaches are shelling in Ardal and Brenn; both sides are named as origin in equal parts.",),
        counts=_counts(),
        days=tuple(_day(number, start, public, findings) for number in range(days)),
        rates=_rates(),
        provisions=_provisions(findings),
        incidents=public,
        findings=findings,
        statements=_statements(),
        elements=_elements(),
        quantities=_quantities(),
        origins=_origins(),
        pairs=_pairs(),
        readings=_readings(),
        audits=_audits(),
        seats=(PublicSeat("side_a", "Northern Committee"), PublicSeat("side_b", "Southern Committee")),
        cases=(
            PublicCase(
                case_id="cas_5f0c7d1e9a3b",
                incident_id="inc_0000000003",
                event_type="fire.explosion",
                day="2031-04-03",
                brought_by="side_b",
                stage="dispute_resolution",
                outcome="violation",
                attributed_to="Northern Committee",
                provisions=("fire",),
                opened="2031-04-04",
                decided="2031-04-09",
                grounds="Two craters, and fragments of one calibre <120 mm>.",
                signed_by=("chair", "side_b"),
                dissent=("side_a",),
                replies=(
                    PublicReply("Northern Committee", "2031-04-05", "Our guns were silent & cold."),
                    PublicReply("Southern Committee", "2031-04-06", "Our sappers found the craters."),
                    PublicReply("Northern Committee", "2031-04-07", "The craters are of last year."),
                ),
                remedies=(PublicRemedy("Northern Committee", "withdraws the battery", "2031-04-20", "overdue"),),
                dissents=(PublicDissent("side_a", "2031-04-09", "Fragments have no date."),),
            ),
            PublicCase(
                case_id="cas_6f0c7d1e9a3b",
                incident_id="inc_withheld",
                brought_by="monitoring",
                stage="verification",
                outcome="pending",
                attributed_to=None,
                provisions=(),
                opened="2031-04-12",
                decided=None,
                grounds="",
                signed_by=(),
                dissent=(),
                replies=(),
                remedies=(),
            ),
        ),
        restrictions=(
            PublicRestriction("denial", 4, 380),
            PublicRestriction("gps_interference", 11, 95),
            PublicRestriction("gunfire_or_threat", None, None),
        ),
        places=_places(start),
        areas=_areas(),
        settlements=_settlements(),
        cannot_conclude=(
            "Whether the lull of 6 and 7 April is real: watchers had less than a fifth of their usual hours.",
            "Who fired in 14 of the 22 breaches: no evidence names a side, or the evidence disagrees.",
        ),
        late=(Nowcast(f"{start + timedelta(days=days - 1)}", 3, 5, 3, 9),),
        hot_spots=_hot_spots(public),
        escalation=Escalation(440_000, 210_000, 60_000, 390_000, 25, 61, "heavier"),
        recovery=Recovery("2031-03-20", 9_300, 2_000, 4_200, 2_900, 7_800, 21),
        trends=_trends(),
        scores=(
            PublicScore("Incidents found", "0.93", "share of the script's incidents with a match"),
            PublicScore("Merged in error", "0.02", "share of incidents holding two true ones"),
        ),
        invented=True,
        evidence_digest="9f2c4a7d1be05c6f8833a1d0b7e24c95aa10f63cd2457e8b1c0f9d6e3a72b548",
        record_head="41d7be90c2a86f135d0e7a4b98c3f26175ea0b4c8d9f1e2a3b6c7d8e9f001122",
        checkpoint=_checkpoint(),
        software="Truceline 0.1.0",
        before=PublicBefore("holding", True, 1_234, 21),
        harm=(
            PublicHarm("killed", 5, 5, 9, 2, 2, 3),
            PublicHarm("wounded", 3, 7, 7, 0, 0, 0),
        ),
        objects=(
            PublicObject("energy.substation", 4, 1, 3),
            PublicObject("residential", 6, 2, 5),
            PublicObject("monitors", 1, 0, 1),
        ),
        windows=(
            PublicWindow(
                "P2-energy",
                "No fire at the substation during its repair.",
                "Annex 3",
                "2031-04-09T08:00+03:00",
                "2031-04-09T17:00+03:00",
                "over",
                2,
                1,
            ),
            PublicWindow("P3-air", "", "Annex 4", "2031-04-20T08:00+03:00", "2031-04-20T12:00+03:00", "ahead", 0, 0),
        ),
        by_part=_parts(start, days),
        corrections=(
            PublicCorrection("2031-03-30", "breaches", "11", "13", "later_evidence"),
            PublicCorrection("2031-03-30", "verdict", "holding", "eroding", "other_rules", told=_RISEN),
            PublicCorrection("2031-03-31", "recalled", "bul_0011", "", "recalled", "a table was of the day before"),
        ),
        incomplete=True,
        kinds=(
            PublicKind("weapons", "weapon", 5, 2, 2, 0, 0),
            PublicKind("mines", "mine.explosion", 2, 1, 0, 1, 3),
            PublicKind("crossings", "ground.crossing", 1, 0, 1, 0, 0),
        ),
        by_kind=_by_kind(start, days),
        weapons=(
            PublicWeapons("in_breach", "mlrs", 2, 1, 2, 3),
            PublicWeapons("not_settled", "mortar", 1, 0, 1, 1),
            PublicWeapons("beyond", None, 2, 1, 2, 2),
            PublicWeapons("unnamed", "heavy_machine_gun", 1, 0, 1, 2),
            PublicWeapons("in_storage", "tank", 2, 1, 11, 11),
            PublicWeapons("storage_visit", None, 1, 0, 1, 1),
        ),
        force_readings=(
            PublicInForce("", "Northern Side", "2031-04-03T00:01+03:00", None),
            PublicInForce("", "Southern Side", "2031-04-05T00:01+03:00", None),
            PublicInForce("Annex 3", "", "2031-04-09T08:00+03:00", "2031-04-09T17:00+03:00"),
        ),
    )


def _parts(start: date, days: int) -> tuple[PublicTrend, ...]:
    """Two sectors, one of them with a long name, and a provision that nothing was held against."""
    names = tuple(str(start + timedelta(days=number + 1)) for number in range(days))
    some = tuple(number * 3 % 7 for number in range(days))
    few = tuple(number // 2 for number in some)
    none = (0,) * days
    return (
        PublicTrend("sector", "north", "Zone of separation, five km on each side of the river", names, some, few),
        PublicTrend("sector", "east", "East bank", names, few, none),
        PublicTrend("provision", "P1-no-fire", "Article 1", names, some, some),
        PublicTrend("provision", "P3-air", "Article 3", names, none, none),
    )


def _by_kind(start: date, days: int) -> tuple[PublicTrend, ...]:
    names = tuple(str(start + timedelta(days=number + 1)) for number in range(days))
    seen = tuple(number % 3 for number in range(days))
    broken = tuple(number // 2 for number in seen)
    codes = ("weapon", "mine.explosion", "ground.crossing")
    return tuple(PublicTrend("kind", code, code, names, seen, broken) for code in codes) if days else ()


def empty_bulletin() -> Bulletin:
    """No ceasefire in force, no evidence, nothing to show."""
    return msgspec.structs.replace(
        sample_bulletin(0, 0),
        agreement="",
        agreement_status="The mission holds no agreement, so nothing here is found to be a breach.",
        in_force=False,
        verdict=PublicVerdict("undetermined", None, None, None, (), (), ()),
        headline="",
        summary=(),
        counts=(),
        rates=(),
        provisions=(),
        statements=(),
        elements=(),
        quantities=(),
        origins=(),
        pairs=(),
        readings=(),
        audits=(),
        restrictions=(),
        cases=(),
        places=(),
        areas=(),
        cannot_conclude=(),
        late=(),
        hot_spots=(),
        escalation=None,
        recovery=None,
        trends=(),
        scores=(),
        before=None,
        harm=(),
        objects=(),
        windows=(),
        by_part=(),
        kinds=(),
        by_kind=(),
        weapons=(),
        force_readings=(),
        incomplete=False,
        corrections=(),
        invented=False,
    )


def _trends() -> tuple[Phrase, ...]:
    late = say("still_day", day=Day("2031-04-14"), so_far=3, median=5, low=3, high=9)
    peak = {"day": Day("2031-03-20"), "peak": Decimal(9_300, 1)}
    return (
        say("still_reported", days=Several((late,))),
        say("escalation_heavier", n=25, before_n=61, share=44, before=21, low=6, high=39),
        say("recovery_open", **peak, half=Decimal(4_200, 1), low=Decimal(2_900, 1)),
    )


def _hot_spots(incidents: tuple[PublicIncident, ...]) -> tuple[PublicHotSpot, ...]:
    """The fullest cell."""
    cells = [incident.cell for incident in incidents if incident.cell is not None]
    if not cells:
        return ()
    fullest = max(sorted(set(cells)), key=cells.count)
    return (PublicHotSpot(fullest, _outline(fullest), cells.count(fullest)),)


def _incident(number: int, start: date, days: int, chance: random.Random) -> PublicIncident:
    lon, lat = 34.6 + abs(chance.gauss(0, 0.9)), 48.6 + chance.gauss(0, 0.35)
    cell = h3.latlng_to_cell(lat, lon, 5)
    on_map, withheld = number % 5 != 4, number % 11 == 3
    low = chance.randint(1, 3)
    kind = chance.choice(_TYPES)
    return PublicIncident(
        incident_id=f"inc_{number:010x}",
        event_type=kind,
        day=str(start + timedelta(days=1 + chance.randrange(days))),
        part_of_day=chance.choice(("night", "morning", "afternoon", "evening", "unknown")),
        cell=cell if on_map and not withheld else None,
        cell_outline=_outline(cell) if on_map else None,
        area=None if number % 13 == 5 else chance.choice(_AREAS),
        radius_km=chance.choice((1, 3, 9, 25, None)),
        origins_min=low,
        origins_max=low + chance.randint(0, 2),
        n_reports=low + chance.randint(1, 6),
        claimants=("Northern Side", "Southern Side")[: chance.randint(0, 2)],
        source_classes=(("mission",), ("news",), ("news", "official"))[chance.randint(1, 3) - 1],
        count_low=low if number % 3 else None,
        count_high=low + 2 if number % 3 else None,
        count_unit="explosion" if number % 3 else None,
        killed_low=0 if number % 4 == 0 else None,
        killed_high=2 if number % 4 == 0 else None,
        wounded_low=None,
        wounded_high=None,
        target="energy.substation" if kind == "attack_infrastructure" else None,
        weapon="mortar" if kind == "fire.shelling" else None,
        existence_ppm=chance.randint(600_000, 999_000),
        texts=(("itm_1a2b3c", "itm_778899"), ("itm_4d5e6f",), ())[number % 3],
    )


def _outline(cell: str) -> Ring:
    corners = [(round(lon * 1e6), round(lat * 1e6)) for lat, lon in h3.cell_to_boundary(cell)]
    return Ring((*corners, corners[0]))


def _finding(incident: PublicIncident, number: int, chance: random.Random) -> PublicFinding:
    before = incident.day < "2031-04-04"  # the agreement is not in force yet: nothing is a breach
    status = "no_breach" if before else ("breach", "undetermined", "no_breach", "breach")[number % 4]
    belief = {"breach": 920_000, "undetermined": 310_000, "no_breach": 20_000}[status]
    provision = _PROVISIONS[number % 3]
    return PublicFinding(
        finding_id=f"fnd_{number:010x}",
        incident_id=incident.incident_id,
        provision_id=provision[0],
        provision_words=provision[1],
        status=status,  # type: ignore[arg-type]
        counted=number % 2 == 0,
        belief_ppm=belief,
        plausibility_ppm=min(1_000_000, belief + chance.randint(0, 80_000)),
        contested=status == "undetermined" and number % 8 == 1,
        attribution="side_of_origin_of_fire" if number % 6 == 0 else "none_stated",
        attributed_to=None,
        summary="Fire inside the zone while the agreement is in force under both readings; place certain to 3 km.",
        told=_why(status, number, incident.event_type),
    )


def _why(status: str, number: int, event_type: str) -> Phrase | None:
    """Why, in the phrases of the door; every fifth finding is of a bulletin that told none."""
    clause, zone = Name(f"Article {number % 3 + 1}"), Name("Zone of separation")
    if number % 5 == 4:
        return None
    if status == "breach":
        met = Several((say("why_act_yes", act=Code("event_type", event_type)), Phrase("why_force_yes")))
        return say("why_met_open", clause=clause, grounds=met, open=Phrase("why_second_origin"))
    if status == "undetermined":
        return say("why_open", clause=clause, grounds=Several((say("why_zone_open", zone=zone),)))
    return say("why_not_met", clause=clause, grounds=Several((say("why_zone_no", zone=zone),)))


def _counts() -> tuple[PublicCount, ...]:
    return (
        PublicCount("fire.explosion", "explosion", 212, 240, 96, 101),
        PublicCount("fire.shelling", "attack", 31, 34, 22, 36),
        PublicCount("air.drone_strike", "strike", 18, 18, 21, 21),
        PublicCount("harm.killed", "person", None, None, 3, 4, True),
        PublicCount("harm.wounded", "person", 9, 14, None, None),
    )


def _places(start: date) -> tuple[PublicPlaces, ...]:
    """Two wide cells of one week, and one of weapons, without an upper end."""
    week = str(start - timedelta(days=9)), str(start - timedelta(days=3))
    cells = [str(h3.latlng_to_cell(48.2 + north, 34.6, 3)) for north in (0.0, 1.5)]
    return (
        PublicPlaces(*week, "incidents", cells[0], _outline(cells[0]), 11, 20),
        PublicPlaces(*week, "incidents", cells[1], _outline(cells[1]), 3, 5),
        PublicPlaces(*week, "weapons", cells[0], _outline(cells[0]), 1_001, None),
    )


def _day(
    number: int, start: date, incidents: tuple[PublicIncident, ...], findings: tuple[PublicFinding, ...]
) -> PublicDay:
    day = str(start + timedelta(days=number + 1))
    here = {incident.incident_id for incident in incidents if incident.day == day}
    found = [finding for finding in findings if finding.incident_id in here]
    thin = number in (5, 6)
    return PublicDay(
        day=day,
        incidents=len(here),
        breaches=sum(finding.status == "breach" for finding in found),
        undetermined=sum(finding.status == "undetermined" for finding in found),
        counted=sum(finding.counted for finding in found),
        observer_minutes=None if number >= 12 else 900 if thin else 5200 + 130 * (number % 5),
        outage_minutes=None if number >= 12 else 2100 if thin else 120,
        night_share_ppm=None if thin else 310_000,
        in_force=number >= 2,
    )


def _rates() -> tuple[PublicRate, ...]:
    return (
        PublicRate("Ardal", 31, 42_000, 4428, 3009, 6286, outage_minutes=1_300, night_share_ppm=350_000),
        PublicRate("Brenn", 12, 39_500, 1822, 941, 3184),
        PublicRate("Corva", 0, 30_100, 0, 0, 735),
        PublicRate("Dalmere", 2, 600, None, None, None, "fewer than 24 observer-hours: no rate is stated"),
    )


def _provisions(findings: tuple[PublicFinding, ...]) -> tuple[PublicProvision, ...]:
    return tuple(
        PublicProvision(
            provision_id=name,
            words=words,
            citation=citation,
            in_force=(
                "In force from 3 April 00:01 according to the Northern Side.",
                "In force from 5 April 00:01 according to the Southern Side.",
            ),
            breaches=sum(f.provision_id == name and f.status == "breach" for f in findings),
            undetermined=sum(f.provision_id == name and f.status == "undetermined" for f in findings),
            no_breach=sum(f.provision_id == name and f.status == "no_breach" for f in findings),
            counted=sum(f.provision_id == name and f.counted for f in findings),
        )
        for name, words, citation in _PROVISIONS
    )


def _statements() -> tuple[PublicStatement, ...]:
    return (
        PublicStatement(
            "Spokesperson of the Northern Side",
            "We have kept the ceasefire on every metre of the line",
            "verbatim",
            "asserts",
            "Ardal Courier",
            "itm_1a2b3c",
            104,
            157,
        ),
        PublicStatement(
            "Речниця Південної сторони",
            "північні сили обстріляли підстанцію тричі",
            "indirect",
            "claims",
            "Вісник Бренна",
            "itm_4d5e6f",
            33,
            75,
        ),
        PublicStatement(None, "talks may resume next week", "indirect", "announces", "Corva Wire", "itm_778899", 0, 26),
    )


def _elements() -> tuple[PublicElement, ...]:
    return (
        PublicElement(
            "monitoring_mechanism",
            "agreed",
            None,
            "a joint commission will verify breaches",
            "Ardal Courier",
            "itm_1a2b3c",
        ),
        PublicElement(
            "territory",
            "unresolved",
            "both sides",
            "the question of the east bank stays open",
            "Corva Wire",
            "itm_778899",
        ),
    )


def _quantities() -> tuple[PublicQuantity, ...]:
    return (
        PublicQuantity(
            950_000, None, "strike", "drone strikes", "Southern Side", "over 950 drones", "Вісник Бренна", "itm_4d5e6f"
        ),
        PublicQuantity(
            38_500, 38_500, "percent", "substations repaired", None, "38.5 per cent", "Corva Wire", "itm_778899"
        ),
    )


def _origins() -> tuple[PublicOrigin, ...]:
    return (
        PublicOrigin(
            "org_01ab",
            ("itm_1a2b3c", "itm_778899"),
            ("Ardal Courier", "Corva Wire"),
            "rewrite",
            "Eleven rare words in the same order outside quotations; the later item names the earlier as its source.",
            (PublicLink(0, 1, "rewrite", "b_from_a"),),
        ),
        PublicOrigin(
            "org_02cd",
            ("itm_4d5e6f", "itm_99aa00"),
            ("Вісник Бренна", "Dalmere Radio"),
            "undetermined",
            "Same event and figures, no shared wording: a common press statement cannot be excluded.",
        ),
    )


def _pairs() -> tuple[ShownPair, ...]:
    told = ShownBeside(
        (
            ShownPassage(
                0, 61, (ShownRun("Shells hit the "), ShownRun("ferry landing at Corva", "same"), ShownRun("."))
            ),
        ),
        (
            ShownPassage(
                40, 99, (ShownRun("The "), ShownRun("ferry landing at Corva", "same"), ShownRun("…", "left_out"))
            ),
        ),
        moved=True,
    )
    respelled = ShownBeside(
        (ShownPassage(70, 90, (ShownRun("Mayor "), ShownRun("Virel", "varied"), ShownRun(" came."))),),
        (ShownPassage(10, 30, (ShownRun("Then "), ShownRun("Vyrel", "varied"), ShownRun(" arrived."))),),
    )
    quote = ShownQuote(
        a_words="We will not leave this town",
        b_words="We will leave this town",
        a_start=104,
        b_start=12,
        a_speaker="Jonas Virel",
        b_speaker="the governor",
        flags=("cut", "re_attributed"),
        attribution="other",
        cut="unmarked",
        cut_in=("b",),
        changed=(("not", ""),),
    )
    kept = msgspec.structs.replace(quote, flags=(), cut=None, cut_in=(), changed=(), a_words=quote.b_words)
    return (
        ShownPair(
            a="itm_1a2b3c",
            b="itm_778899",
            a_name="Ardal Courier: Shells hit ferry",
            b_name="Corva Wire",
            relation="rewrite",
            score_ppm=710_000,
            reason="Eleven rare words in the same order outside quotations.",
            direction="b_from_a",
            credit="Ardal Courier",
            beside=(told, respelled),
            rows_left_out=5,
            quotes=(quote, kept),
            lone=(ShownFact("a", "quantity", "about 40 shells", 61), ShownFact("b", "name", "Дарина Коваль", 80)),
        ),
        ShownPair(
            a="itm_4d5e6f",
            b="itm_99aa00",
            a_name="Вісник Бренна",
            b_name="Dalmere Radio",
            relation="undetermined",
            score_ppm=0,
            reason="",
            one_language=False,
            whole=False,
        ),
    )


def _readings() -> tuple[ShownText, ...]:
    text = "Shells hit Corva. “We will not leave this town,” Jonas Virel said, denying that about 40 had left."
    marks = (
        _mark(
            1, "event", text, "Shells hit Corva", Fact("event_type", "fire.shelling", "code"), Fact("places", "Corva")
        ),
        _mark(2, "place", text, "Corva", Fact("place_role", "event", "code")),
        _mark(3, "quote", text, "We will not leave this town,", Fact("speaker", "Jonas Virel"), Fact("cue", "said")),
        _mark(4, "person", text, "Jonas Virel said, denying", Fact("name", "Jonas Virel")),
        _mark(5, "statement", text, "said, denying that about 40 had left", Fact("stance", "denies", "code")),
        _mark(6, "quantity", text, "about 40", Fact("value", "36000..44000 person", "amount")),
    )
    lines = (ShownLine("headline", 0, 17, text[:17]), ShownLine("body", 18, len(text), text[18:]))
    ukrainian = "Обстріл Бренна 4 березня"
    day = Fact("when", "2031-03-04T00:00+02:00/2031-03-05T00:00+02:00", "interval")
    time = _mark(1, "time", ukrainian, "4 березня", day)
    return (
        ShownText(
            item_id="itm_1a2b3c",
            name="Ardal Courier: Shells hit ferry",
            url="https://example.org/shells",
            language="en",
            published="2031-04-05T10:30+03:00",
            reprinted=True,
            lines=lines,
            marks=marks,
        ),
        ShownText(
            item_id="itm_4d5e6f",
            name="Вісник Бренна",
            language=None,
            published="2031-04-05",
            lines=(ShownLine("headline", 0, len(ukrainian), ""),),
            marks=(time, msgspec.structs.replace(time, number=2, start=900, end=909)),
        ),
    )


def _mark(number: int, kind: str, text: str, words: str, *facts: Fact) -> ShownMark:
    start = text.index(words)
    return ShownMark(number, kind, start, start + len(words), words, facts, f"rule:{kind}.sample", 900_000)


def _audits() -> tuple[PublicAudit, ...]:
    return (
        PublicAudit(
            "sums",
            "Northern Side",
            "2031-04-12T09:00:00+03:00",
            "inconsistent",
            "The parts give 835; the stated total is 734.",
        ),
        PublicAudit(
            "sums", "Southern Side", "2031-04-12T10:00:00+03:00", "consistent", "The parts give 4,900, as stated."
        ),
        PublicAudit(
            "window",
            "Southern Side",
            "2031-04-12T10:00:00+03:00",
            "cannot_tell",
            "The claim covers a calendar day, the ceasefire 30 hours of it.",
        ),
    )


def _checkpoint() -> PublicCheckpoint:
    """Signed by the record and two of three witnesses; the third signed last a week before."""

    def witness(side: str, name: str, signed: bool, size: int | None, moment: str | None) -> PublicWitness:
        key = f"witness.{name}.example+0a1b2c3d+BEdhoJ4S0nQgmrZH1n2Kc1o0n8T6m3vQ1yq8b0d9Xq2l"
        neutral = name == "neutral"
        return PublicWitness(side=side, neutral=neutral, key=key, signed=signed, last_size=size, last_time=moment)

    return PublicCheckpoint(
        size=2187,
        note="truceline/two-rivers\n2187\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n\n"
        "— truceline/two-rivers Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeOoRDe4URYN7u5/Zhcyv2q1gGzGku9nTo+zyWE+xeM"
        "cTOAYQ8=\n",
        unsigned=3,
        log_key="truceline/two-rivers+3b1f0c99+AR1h0z3o9C7m5d0vJm8nC7h5f7a0l1s2d3f4g5h6j7k8",
        grade="attested",
        witnesses=(
            witness("Northern Side", "north", True, 2187, "2031-04-12T18:05:09Z"),
            witness("Southern Side", "south", False, 1902, "2031-04-05T18:04:55Z"),
            witness("neutral", "neutral", True, 2187, "2031-04-12T18:05:11Z"),
        ),
    )


def _areas() -> tuple[PublicArea, ...]:
    shore = [(34.0 + 4.0 * t / 60, 47.3 + 0.12 * math.sin(t * 0.31) + 0.05 * math.sin(t * 0.83)) for t in range(61)]
    theatre = [*shore, (38.0, 50.0), (34.0, 50.0), shore[0]]
    river = [(34.9 + 0.18 * math.sin(t * 0.13) + 0.05 * math.sin(t * 0.41), 47.4 + 2.6 * t / 80) for t in range(81)]
    west = [(x - 0.15, y) for x, y in river[16:60]]
    east = [(x + 0.15, y) for x, y in river[16:60]]
    zone = [*west, *reversed(east), west[0]]
    boxes = {"Ardal": (34.0, 48.6, 35.9, 50.0), "Brenn": (35.9, 48.6, 38.0, 50.0), "Corva": (34.0, 47.4, 35.9, 48.6)}
    regions = tuple(
        PublicArea(name, "region", (_ring([(w, s), (e, s), (e, n), (w, n), (w, s)]),), name)
        for name, (w, s, e, n) in boxes.items()
    )
    return (
        PublicArea("theatre", "theatre", (_ring(theatre),), "Theatre of Two Rivers"),
        *regions,
        PublicArea("separation", "zone", (_ring(zone),), "Zone of separation"),
        PublicArea("line", "line", (_ring(river),), "Line of contact"),
    )


def _settlements() -> tuple[Settlement, ...]:
    """Invented towns, the largest first."""
    towns = (
        ("Ardal Haven", "Ардальська Гавань", "Ардальская Гавань", 34.62, 49.31, 240_000),
        ("Brenn", "Бренн", "Бренн", 36.9, 49.2, 130_000),
        ("Two Rivers", "Дворіччя", "Двуречье", 35.02, 48.71, 61_000),
        ("Corvale", "Корваль", "Корваль", 35.4, 47.92, 34_000),
        ("Lower Ford", "Нижній Брід", "Нижний Брод", 37.35, 47.86, 18_000),
        ("Millmark", "Млинова Межа", "Мельничная Межа", 36.35, 48.35, 7_000),
        ("Outlying", "Далека", "Далёкая", 37.6, 49.75, 900),
    )
    return tuple(
        Settlement(name, round(lat * 1e6), round(lon * 1e6), people, {"uk": uk, "ru": ru})
        for name, uk, ru, lon, lat, people in towns
    )


def _ring(points: list[tuple[float, float]]) -> Ring:
    return Ring(tuple((round(lon * 1e6), round(lat * 1e6)) for lon, lat in points))
