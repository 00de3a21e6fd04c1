"""The reports of an incident and what ties them together: a table, and a waterfall for each bond."""

from __future__ import annotations

import msgspec

from truceline.model.shown import EvidenceView, ShownReport
from truceline.publish.document import Column, Row, Table, Text
from truceline.publish.intervals import interval
from truceline.publish.waterfall import draw_evidence, signed
from truceline.publish.words import Words


class DrawnBond(msgspec.Struct, frozen=True):
    """One bond: which two reports, and the drawing."""

    name: str
    title: str
    svg: str


def reports(view: EvidenceView, words: Words) -> Table | None:
    """What each report says, under the letter by which the bonds call it."""
    if not view.reports:
        return None
    columns = ("col_report", "col_source", "col_event", "col_when_told", "col_where", "col_words")
    return Table(
        name="reports",
        caption=words.say("reports_caption"),
        columns=(*(Column(words.say(name)) for name in columns), Column(words.say("col_p_same"), numeric=True)),
        rows=tuple(
            _row(report, letter, words) for report, letter in zip(view.reports, _letters(view).values(), strict=True)
        ),
        note=words.say("bonds_cut", n=words.number(len(view.reports))) if view.reports_left_out else "",
    )


def bonds(view: EvidenceView, words: Words) -> tuple[DrawnBond, ...]:
    letters = _letters(view)
    drawn = []
    for n, bond in enumerate(view.bonds, 1):
        said = tuple((words.sentence(label) or label, milli) for label, milli in bond.terms)
        total = signed(sum(milli for _, milli in bond.terms), words)
        title = words.say("bond", a=letters[bond.a], b=letters[bond.b], sum=total)
        drawn.append(DrawnBond(f"bond-{n}", title, draw_evidence(f"bond-{n}-drawing", said, words)))
    return tuple(drawn)


def rulings(view: EvidenceView, words: Words) -> tuple[str, ...]:
    letters = _letters(view)
    return tuple(
        words.say(
            "ruled_same" if one.same else "ruled_apart",
            a=letters.get(one.a, one.a),
            b=letters.get(one.b, one.b),
            who=one.who,
            why=one.why,
        )
        for one in view.rulings
    )


def _letters(view: EvidenceView) -> dict[str, str]:
    """A number for each report, by its id: ids are long, and tell nothing."""
    return {report.observation_id: f"№ {n}" for n, report in enumerate(view.reports, 1)}


def _row(report: ShownReport, letter: str, words: Words) -> Row:
    begins, _, ends = report.interval.partition("/")
    where = Text(words.say("dash"))
    if report.place:
        near = "" if report.radius_m is None else words.say("within_km", km=words.thousandths(report.radius_m, 1))
        where = Text(report.place, under=near)
    return Row(
        (
            Text(letter, under=report.observation_id),
            Text(report.source, own=True, under=words.term("source_class", report.source_class)),
            Text(words.term("event_type", report.event_type)),
            Text(interval(begins, ends, words)),
            where,
            Text(report.words, own=True) if report.words else Text(words.say("dash")),
            Text(words.percent(report.p_same_ppm)),
        ),
        anchor=report.observation_id,
    )
