"""The first thing on the page: is it holding, is anything in force, why, and how much."""

from __future__ import annotations

from truceline.model.bulletin import Bulletin, PublicVerdict
from truceline.publish.document import Answer, Text, Tile
from truceline.publish.own import own, own_texts, reasons_of
from truceline.publish.period import period_days
from truceline.publish.words import Words


def answer(bulletin: Bulletin, words: Words) -> Answer:
    verdict = bulletin.verdict
    # without an agreement in force there is nothing that could hold: the page says that, and keeps the reasons
    code = verdict.verdict if bulletin.in_force else "not_in_force"
    return Answer(
        question=words.say("question"),
        verdict=code,
        word=words.term("verdict", code),
        meaning=words.term("verdict_meaning", code),
        measure=_measure(verdict, words) if bulletin.in_force else "",
        in_force=bulletin.in_force,
        in_force_word=_in_force(bulletin, words),
        in_force_words=own(bulletin.agreement_status, words),
        headline=own(bulletin.headline, words),
        summary=own_texts(bulletin.summary, words),
        reasons_title=words.say("reasons"),
        reasons=reasons_of(verdict.reasons, verdict.told, words),
        changes_title=words.say("changes"),
        changes=own_texts(verdict.changes, words),
        alarms_title=words.say("alarms"),
        alarms=own_texts(verdict.alarms, words),
        tiles_title=words.say("key_figures"),
        tiles=_tiles(bulletin, words),
    )


def _measure(verdict: PublicVerdict, words: Words) -> str:
    if verdict.ratio_milli is None:
        return words.say("effect_unknown")
    ratio = words.fixed(verdict.ratio_milli)
    if verdict.low_milli is None or verdict.high_milli is None:
        return words.say("effect_open", ratio=ratio)
    interval = f"{words.fixed(verdict.low_milli)}–{words.fixed(verdict.high_milli)}"
    return words.say("effect", ratio=ratio, interval=interval)


def _in_force(bulletin: Bulletin, words: Words) -> str:
    if not bulletin.in_force:
        return words.say("not_in_force")
    days = period_days(bulletin)
    if len(days) < 2:
        return words.say("in_force")
    covered = sum(day.in_force for day in days)
    return words.count("in_force_days", len(days), k=words.number(covered))


def _tiles(bulletin: Bulletin, words: Words) -> tuple[Tile, ...]:
    tiles = [_incidents(bulletin, words)]
    if bulletin.findings or bulletin.in_force:
        tiles += [_breaches(bulletin, words), _open(bulletin, words)]
    if period_days(bulletin):
        tiles.append(_effort(bulletin, words))
    return tuple(tiles)


def _incidents(bulletin: Bulletin, words: Words) -> Tile:
    number = len(bulletin.incidents)
    low = sum(incident.origins_min >= 2 for incident in bulletin.incidents)
    high = sum(incident.origins_max >= 2 for incident in bulletin.incidents)
    return Tile(
        label=Text(words.say("tile_incidents")),
        value=words.number(number),
        unit=words.count("incident_word", number),
        remark=words.say("two_origins", span=words.span(low, high)) if number else "",
    )


def _breaches(bulletin: Bulletin, words: Words) -> Tile:
    number = len({finding.incident_id for finding in bulletin.findings if finding.status == "breach"})
    contested = len({finding.incident_id for finding in bulletin.findings if finding.contested})
    return Tile(
        label=Text(words.say("tile_breaches")),
        value=words.number(number),
        unit=words.count("incident_word", number),
        remark=words.count("contested_findings", contested) if contested else words.say("none_contested"),
    )


def _open(bulletin: Bulletin, words: Words) -> Tile:
    settled = {finding.incident_id for finding in bulletin.findings if finding.status == "breach"}
    open_ids = {finding.incident_id for finding in bulletin.findings if finding.status == "undetermined"}
    number = len(open_ids - settled)
    return Tile(
        label=Text(words.say("tile_undetermined")),
        value=words.number(number),
        unit=words.count("incident_word", number),
        remark=words.say("undetermined_remark"),
    )


def _effort(bulletin: Bulletin, words: Words) -> Tile:
    """The last week whose hours are told: they leave by whole weeks."""
    told = [day for day in bulletin.days if day.observer_minutes]
    if not told:
        return Tile(
            label=Text(words.say("tile_effort")), value=words.say("dash"), unit="", remark=words.say("effort_unknown")
        )
    last = told[-1]
    remarks = [words.say("week_to", day=words.day(last.day))]
    if last.outage_minutes:
        remarks.append(words.say("outages_are", hours=words.hours(last.outage_minutes)))
    if last.night_share_ppm is not None:
        remarks.append(words.say("night_is", share=words.percent(last.night_share_ppm)))
    return Tile(
        label=Text(words.say("tile_effort")),
        value=words.hours(last.observer_minutes or 0),
        unit=words.say("observer_hours_a_day"),
        remark="; ".join(remarks),
    )
