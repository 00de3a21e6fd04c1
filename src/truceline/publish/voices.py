"""What the parties and others say: claims and their audit, statements, parts of an agreement, published numbers."""

from __future__ import annotations

from collections import Counter

from truceline.model.bulletin import Bulletin, PublicAudit
from truceline.publish.alike import others, told_together
from truceline.publish.document import Block, Column, Row, Section, Table, Text
from truceline.publish.own import own
from truceline.publish.period import in_the_period
from truceline.publish.values import milli_span
from truceline.publish.words import Words

#: what does not add up comes first
_AUDIT_ORDER = {"inconsistent": 0, "cannot_tell": 1, "consistent": 2}


def audits(bulletin: Bulletin, words: Words, limit: int) -> Section | None:
    """How the totals of each claimant fare, and the checks of this period one by one; all are in the data annex."""
    if not bulletin.audits:
        return None
    blocks: list[Block] = [_audit_summary(bulletin.audits, words)]
    mine = [point for point in bulletin.audits if in_the_period(point.as_of, bulletin)]
    if mine:
        blocks.append(_audit_points(mine, bulletin.zone, words, limit))
    return Section("audits", words.say("audits_title"), tuple(blocks))


def _audit_summary(points: tuple[PublicAudit, ...], words: Words) -> Table:
    columns = (
        Column(words.say("col_claimant"), wide=True),
        *(Column(words.term("audit_verdict", verdict), numeric=True) for verdict in _AUDIT_ORDER),
    )
    tally: dict[str, Counter[str]] = {}
    for point in points:  # in the order of the points: a swap of the names mirrors the table
        tally.setdefault(point.claimant, Counter())[point.verdict] += 1
    rows = tuple(
        Row(
            (
                Text(name, own=True),
                *(Text(words.number(tally[name][verdict]), kind="number") for verdict in _AUDIT_ORDER),
            )
        )
        for name in tally
    )
    return Table("audit-summary", words.say("audit_summary"), columns, rows, note=words.say("audits_note"))


def _audit_points(points: list[PublicAudit], zone: str, words: Words, limit: int) -> Table:
    # the latest first, and never by claimant: a cut table must not show one side and leave out the other
    latest = sorted(points, key=lambda point: point.as_of, reverse=True)
    ordered = told_together(sorted(latest, key=lambda point: _AUDIT_ORDER.get(point.verdict, len(_AUDIT_ORDER))))
    shown = ordered[:limit]
    columns = (
        Column(words.say("col_claimant")),
        Column(words.say("col_as_of")),
        Column(words.say("col_check")),
        Column(words.say("col_verdict")),
        Column(words.say("col_words"), wide=True),
    )
    rows = tuple(
        Row(
            (
                Text(point.claimant, own=True),
                Text(words.moment(point.as_of)),
                Text(words.term("audit_check", point.check)),
                Text(words.term("audit_verdict", point.verdict), kind=point.verdict),
                Text(words.phrase(point.told, zone), under=others(group, words))
                if point.told
                else own(point.words, words),
            )
        )
        for group in shown
        for point in group[:1]
    )
    note = _cut(len(shown), len(ordered), words)
    return Table("audits", words.say("audit_points"), columns, rows, note=note, folded=True)


def statements(bulletin: Bulletin, words: Words, limit: int) -> Section | None:
    if not bulletin.statements:
        return None
    shown = bulletin.statements[:limit]
    columns = (
        Column(words.say("col_speaker")),
        Column(words.say("col_mode")),
        Column(words.say("col_words"), wide=True),
        Column(words.say("col_source")),
    )
    rows = tuple(
        Row(
            (
                Text(item.speaker, own=True) if item.speaker else Text(words.say("speaker_unknown")),
                Text(words.term("mode", item.mode), under=words.term("stance", item.stance)),
                Text(item.words, own=True, kind="quote" if item.mode == "verbatim" else ""),
                Text(item.source, own=True, under=f"{item.item_id} [{item.start}:{item.end}]"),
            )
        )
        for item in shown
    )
    note = _cut(len(shown), len(bulletin.statements), words)
    table = Table("statements", words.say("statements_caption"), columns, rows, note=note)
    size = words.count("rows_in", len(bulletin.statements))
    return Section("statements", words.say("statements_title"), (table,), annex=True, size=size)


def elements(bulletin: Bulletin, words: Words) -> Section | None:
    if not bulletin.elements:
        return None
    columns = (
        Column(words.say("col_element")),
        Column(words.say("col_status")),
        Column(words.say("col_by")),
        Column(words.say("col_words"), wide=True),
        Column(words.say("col_source")),
    )
    rows = tuple(
        Row(
            (
                Text(words.term("element", item.element)),
                Text(words.term("element_status", item.status), kind="chip"),
                Text(item.by, own=True) if item.by else Text(words.say("dash")),
                Text(item.words, own=True, kind="quote"),
                Text(item.source, own=True, under=item.item_id),
            )
        )
        for item in bulletin.elements
    )
    table = Table("elements", words.say("elements_caption"), columns, rows)
    size = words.count("rows_in", len(bulletin.elements))
    return Section("elements", words.say("elements_title"), (table,), annex=True, size=size)


def quantities(bulletin: Bulletin, words: Words, limit: int) -> Section | None:
    if not bulletin.quantities:
        return None
    shown = bulletin.quantities[:limit]
    columns = (
        Column(words.say("col_value"), numeric=True),
        Column(words.say("col_of")),
        Column(words.say("col_claimant")),
        Column(words.say("col_words"), wide=True),
        Column(words.say("col_source")),
    )
    rows = tuple(
        Row(
            (
                Text(
                    milli_span(item.value_low_milli, item.value_high_milli, words),
                    kind="number",
                    under=words.unit(item.unit, None) if item.unit else "",
                ),
                Text(item.of, own=True) if item.of else Text(words.say("dash")),
                Text(item.claimed_by, own=True) if item.claimed_by else Text(words.say("speaker_unknown")),
                Text(item.words, own=True, kind="quote"),
                Text(item.source, own=True, under=item.item_id),
            )
        )
        for item in shown
    )
    note = words.say("quantities_note") + " " + _cut(len(shown), len(bulletin.quantities), words)
    table = Table("quantities", words.say("quantities_caption"), columns, rows, note=note)
    size = words.count("rows_in", len(bulletin.quantities))
    return Section("quantities", words.say("quantities_title"), (table,), annex=True, size=size)


def _cut(shown: int, total: int, words: Words) -> str:
    return "" if shown == total else words.count("rows_cut", total, k=words.number(shown))
