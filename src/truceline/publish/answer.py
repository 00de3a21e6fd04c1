"""The first thing on the page: is it holding, since when, how sure, what changed, where, who, and how to check."""

from __future__ import annotations

from truceline.model.bulletin import Bulletin
from truceline.publish.cards import cards
from truceline.publish.document import Answer, Text, Tile
from truceline.publish.own import own
from truceline.publish.period import as_day, last_day, period_days
from truceline.publish.standing import standing
from truceline.publish.to_know import three
from truceline.publish.words import Words


def answer(bulletin: Bulletin, words: Words) -> Answer:
    code = standing(bulletin)
    return Answer(
        question=words.say("question"),
        verdict=code,
        word=words.term("verdict", code),
        since=_since(bulletin, words),
        meaning=words.term("verdict_meaning", _meant(bulletin, code)),
        in_force=bulletin.in_force,
        in_force_word=_in_force(bulletin, words),
        in_force_words=own(bulletin.agreement_status, words, kind="" if bulletin.in_force else "strong"),
        cards=cards(bulletin, words),
        three_title=words.say("three_title"),
        three=three(bulletin, words),
        tiles_title=words.say("key_figures"),
        tiles=_tiles(bulletin, words),
    )


def _meant(bulletin: Bulletin, code: str) -> str:
    """A collapse is a fall that was lost again, or one that never came: which of them, the first reason says."""
    ways = {"has_collapsed": "lost_again", "not_taken_hold": "never_fell"}
    told = bulletin.verdict.told[:1] if code == "collapsed" else ()
    return next((ways[one.key] for one in told if one.key in ways), code)


def _since(bulletin: Bulletin, words: Words) -> str:
    """The day since which the answer stands, and how many days that is, both included."""
    since = bulletin.verdict.since
    if since is None or not bulletin.in_force:
        return ""
    first, last = as_day(since), last_day(bulletin)
    if first is None or last is None:
        return words.say("since", day=words.full_day(since))
    return words.count("since_days", (last - first).days + 1, day=words.full_day(since))


def _in_force(bulletin: Bulletin, words: Words) -> str:
    """Nothing where none is in force: the status of the agreement says that, and what follows from it, once."""
    if not bulletin.in_force:
        return ""
    days = period_days(bulletin)
    if len(days) < 2:
        return words.say("in_force")
    covered = sum(day.in_force for day in days)
    if covered == len(days):
        return words.say("in_force")
    return words.count("in_force_days", len(days), k=words.number(covered))


def _tiles(bulletin: Bulletin, words: Words) -> tuple[Tile, ...]:
    # a choice is not held against all of the period before
    before = bulletin.before if bulletin.scope.whole else None
    tiles = [_incidents(bulletin, words, None if before is None else before.incidents)]
    if bulletin.findings or bulletin.in_force:
        tiles += [_breaches(bulletin, words, None if before is None else before.breaches), _open(bulletin, words)]
    if period_days(bulletin):
        tiles.append(_effort(bulletin, words))
    return tuple(tiles)


def _was(bulletin: Bulletin, number: int | None, words: Words) -> str:
    if number is None:
        return ""
    key = "period_before_was"
    if bulletin.kind == "weekly":
        key = "week_before_was"
    elif len(period_days(bulletin)) == 1:
        key = "day_before_was"
    return words.say(key, n=_number(number, words))


def _incidents(bulletin: Bulletin, words: Words, before: int | None) -> Tile:
    return Tile(
        label=Text(words.say("tile_incidents")),
        value=_number(len(bulletin.incidents), words),
        unit="",
        remark=_was(bulletin, before, words),
    )


def _breaches(bulletin: Bulletin, words: Words, before: int | None) -> Tile:
    number = len({finding.incident_id for finding in bulletin.findings if finding.status == "breach"})
    contested = len({finding.incident_id for finding in bulletin.findings if finding.contested})
    disputed = words.count("contested_findings", contested) if contested else words.say("none_contested")
    if not bulletin.findings:
        disputed = ""
    return Tile(
        label=Text(words.say("tile_breaches")),
        value=_number(number, words),
        unit=words.count("incident_word", number) if number else "",
        remark="; ".join(part for part in (_was(bulletin, before, words), disputed) if part),
    )


def _open(bulletin: Bulletin, words: Words) -> Tile:
    settled = {finding.incident_id for finding in bulletin.findings if finding.status == "breach"}
    open_ids = {finding.incident_id for finding in bulletin.findings if finding.status == "undetermined"}
    number = len(open_ids - settled)
    return Tile(
        label=Text(words.say("tile_undetermined")),
        value=_number(number, words),
        unit=words.count("incident_word", number) if number else "",
        remark=words.say("undetermined_remark") if number else "",
    )


def _number(number: int, words: Words) -> str:
    """A count as a person says it: none rather than zero."""
    return words.number(number) if number else words.say("none_counted")


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
