"""The agreement's provisions and what was found against each; incidents and findings with their reasons."""

from __future__ import annotations

from truceline.model.bulletin import Bulletin, PublicFinding, PublicIncident, PublicProvision
from truceline.model.settlement import Settlement
from truceline.publish.around import around, next_to
from truceline.publish.document import Block, Column, Paragraph, Row, Section, Table, Text
from truceline.publish.own import clause, own
from truceline.publish.words import Words

_ORDER = {"breach": 0, "undetermined": 1, "no_breach": 2}


def provisions(bulletin: Bulletin, words: Words) -> Section | None:
    if not bulletin.provisions:
        return None
    keys = ("col_breaches", "col_undetermined", "col_no_breach", "col_counted")
    columns = (
        Column(words.say("col_provision"), wide=True),
        Column(words.say("col_in_force"), wide=True),
        *(Column(words.say(key), numeric=True) for key in keys),
        Column(words.say("col_by_decision")),
    )
    rows = [(one, _provision(one, words, f"/provisions/{n}")) for n, one in enumerate(bulletin.provisions)]
    met = tuple(row for one, row in rows if _touched(one))
    quiet = tuple(row for one, row in rows if not _touched(one))
    blocks: list[Block] = []
    if not bulletin.in_force:
        blocks.append(Paragraph(Text(words.say("counted_all_the_same"))))
    if met:
        note = words.say("provisions_note")
        blocks.append(Table("provisions", words.say("provisions_caption"), columns, met, note=note))
    if quiet:
        blocks.append(Table("provisions-quiet", words.say("provisions_quiet"), columns, quiet, folded=True))
    return Section("provisions", words.say("provisions_title"), tuple(blocks))


def _touched(one: PublicProvision) -> bool:
    return bool(one.breaches or one.undetermined or one.no_breach or one.counted)


def _provision(provision: PublicProvision, words: Words, place: str) -> Row:
    numbers = {name: getattr(provision, name) for name in ("breaches", "undetermined", "no_breach", "counted")}
    in_force = [own(reading, words) for reading in provision.in_force]
    return Row(
        (
            clause(provision.words, provision.citation or provision.provision_id),
            Text(" · ".join(text.words for text in in_force), own=any(text.own for text in in_force))
            if in_force
            else Text(words.say("no_reading")),
            *(Text(words.number(n), kind="number", figure=f"{place}/{name}") for name, n in numbers.items()),
            Text(_decided(provision, words)),
        ),
        anchor=f"prv-{provision.provision_id}",
    )


def _decided(provision: PublicProvision, words: Words) -> str:
    """Breaches by party where people decided so, and the others, which no party is charged with."""
    told = [f"{one.party}: {words.number(one.breaches)}" for one in provision.by_party]
    if provision.unattributed:
        told.append(words.count("unattributed", provision.unattributed))
    return "; ".join(told) or words.say("dash")


def findings(bulletin: Bulletin, words: Words, limit: int) -> Section | None:
    """Breaches first, then what is undetermined; at most `limit` rows, and the page says how many there are."""
    if not bulletin.findings:
        return None
    incidents = {incident.incident_id: incident for incident in bulletin.incidents}
    days = {incident.incident_id: incident.day for incident in bulletin.incidents}
    ordered = sorted(
        bulletin.findings, key=lambda f: (_ORDER[f.status], days.get(f.incident_id, ""), f.provision_id, f.finding_id)
    )
    shown = ordered[:limit]
    columns = (
        Column(words.say("col_event")),
        Column(words.say("col_where")),
        Column(words.say("col_finding")),
        Column(words.say("col_provision")),
        Column(words.say("col_support")),
        Column(words.say("col_why"), wide=True),
    )
    places = {finding.finding_id: f"/findings/{n}" for n, finding in enumerate(bulletin.findings)}
    cited = {one.provision_id: one.citation or one.provision_id for one in bulletin.provisions}
    rows = tuple(
        _finding(
            one,
            incidents.get(one.incident_id),
            _where(incidents.get(one.incident_id), bulletin.settlements, words),
            words,
            places[one.finding_id],
            Text(
                cited.get(one.provision_id, one.provision_id),
                own=True,
                href=f"prv-{one.provision_id}" if one.provision_id in cited else "",
            ),
        )
        for one in shown
    )
    table = Table(
        "findings",
        words.say("findings_caption"),
        columns,
        rows,
        note=_cut(len(shown), len(ordered), words),
        groups=tuple(sorted({(one.provision_id, cited.get(one.provision_id, one.provision_id)) for one in shown})),
        statuses=tuple(
            (status, words.term("status", status)) for status in _ORDER if any(f.status == status for f in shown)
        ),
    )
    intro = Paragraph(Text(words.say("findings_intro")))
    size = words.count("rows_in", len(bulletin.findings))
    return Section("findings", words.say("findings_title"), (intro, table), annex=True, size=size)


def _cut(shown: int, total: int, words: Words) -> str:
    if shown == total:
        return words.count("rows_all", total)
    return words.count("rows_cut", total, k=words.number(shown))


def _finding(
    finding: PublicFinding, incident: PublicIncident | None, where: Text, words: Words, place: str, cited: Text
) -> Row:
    low, high = words.percent(finding.belief_ppm), words.percent(finding.plausibility_ppm)
    support = low if low == high else f"{low}–{high}"
    origins = "" if incident is None else _origins(incident, words)
    marks = [words.say("contested")] if finding.contested else []
    marks += [words.say("is_counted")] if finding.counted else []
    return Row(
        (
            _event(incident, words),
            where,
            Text(
                words.term("status", finding.status),
                kind=finding.status,
                under=", ".join(marks),
                figure=place,
            ),
            cited,
            Text(support, kind="number", under=origins),
            _why(finding, words),
        ),
        anchor=finding.finding_id,
        group=finding.provision_id,
        status=finding.status,
    )


def _why(finding: PublicFinding, words: Words) -> Text:
    under = f"{_attribution(finding, words)} · {finding.finding_id}"
    if finding.told is None:
        return own(finding.summary, words, under=under)
    return Text(words.phrase(finding.told), under=under)


def _attribution(finding: PublicFinding, words: Words) -> str:
    """The rung of the ladder; a name only where a decision was signed."""
    rung = words.term("attribution", finding.attribution)
    if finding.attribution == "attributed_by_decision" and finding.attributed_to:
        return f"{rung}: {finding.attributed_to}"
    return rung


def _event(incident: PublicIncident | None, words: Words) -> Text:
    if incident is None:
        return Text(words.say("incident_withheld"))
    when = f"{words.day(incident.day)}, {words.term('part_of_day', incident.part_of_day)}"
    return Text(words.term("event_type", incident.event_type), under=when)


def _where(incident: PublicIncident | None, settlements: tuple[Settlement, ...], words: Words) -> Text:
    if incident is None:
        return Text(words.say("dash"))
    radius = "" if incident.radius_km is None else words.say("within_km", km=words.number(incident.radius_km))
    town = "" if incident.cell_outline is None else next_to(incident.cell_outline, settlements, words)
    under = "; ".join(part for part in (radius, town) if part)
    if incident.area is not None:
        return Text(incident.area, own=True, under=under)
    if incident.cell_outline is None:
        return Text(words.say("area_unknown"), under=under)
    return Text(around(incident.cell_outline, words), under=under)


def _origins(incident: PublicIncident, words: Words) -> str:
    """What stands behind the incident itself: support for a breach is support if it happened at all."""
    span = words.span(incident.origins_min, incident.origins_max)
    origins = words.count("origins_are", incident.origins_max, span=span)
    return f"{origins}; {words.say('it_happened', share=words.percent(incident.existence_ppm))}"


def incidents(bulletin: Bulletin, words: Words, limit: int, links: dict[str, str]) -> Section | None:
    """`links` gives, for an incident, the place on the page that shows the texts behind it."""
    if not bulletin.incidents:
        return None
    shown = bulletin.incidents[:limit]
    columns = (
        Column(words.say("col_event")),
        Column(words.say("col_where")),
        Column(words.say("col_count"), numeric=True),
        Column(words.say("col_harm")),
        Column(words.say("col_origins"), numeric=True),
        Column(words.say("col_reports"), numeric=True),
        Column(words.say("col_sources")),
        Column(words.say("col_exists"), numeric=True),
    )
    rows = tuple(
        _incident(one, _where(one, bulletin.settlements, words), links.get(one.incident_id, ""), words) for one in shown
    )
    note = _cut(len(shown), len(bulletin.incidents), words)
    table = Table("incidents", words.say("incidents_caption"), columns, rows, note=note)
    size = words.count("rows_in", len(bulletin.incidents))
    return Section("incidents", words.say("incidents_title"), (table,), annex=True, size=size)


def _incident(incident: PublicIncident, where: Text, link: str, words: Words) -> Row:
    classes = words.listing([words.term("source_class", code) for code in incident.source_classes])
    claimants = words.say("claimed_by", who=words.listing(list(incident.claimants))) if incident.claimants else ""
    return Row(
        (
            _event(incident, words),
            where,
            _amount(incident, words),
            Text(_harm(incident, words)),
            _independent(incident, link, words),
            Text(words.number(incident.n_reports), kind="number"),
            Text(classes or words.say("dash"), under=claimants),
            Text(words.percent(incident.existence_ppm), kind="number"),
        ),
        anchor=incident.incident_id,
        group=incident.event_type,
    )


def _independent(incident: PublicIncident, link: str, words: Words) -> Text:
    """The number of independent origins; where it is a range, in words as well."""
    low, high = incident.origins_min, incident.origins_max
    between = "" if low == high else words.say("origins_between", low=words.number(low), high=words.number(high))
    return Text(words.span(low, high), kind="number", under=between, href=link)


def _amount(incident: PublicIncident, words: Words) -> Text:
    if incident.count_low is None and incident.count_high is None:
        return Text(words.say("dash"), kind="number")
    high = incident.count_high if incident.count_high is not None else incident.count_low
    unit = words.unit(incident.count_unit, high) if incident.count_unit else ""
    return Text(words.span(incident.count_low, incident.count_high), kind="number", under=unit)


def _harm(incident: PublicIncident, words: Words) -> str:
    parts = []
    if incident.killed_low is not None or incident.killed_high is not None:
        parts.append(words.say("killed", n=words.span(incident.killed_low, incident.killed_high)))
    if incident.wounded_low is not None or incident.wounded_high is not None:
        parts.append(words.say("wounded", n=words.span(incident.wounded_low, incident.wounded_high)))
    if incident.target:
        parts.append(words.term("target", incident.target))
    if incident.weapon:
        parts.append(words.term("weapon", incident.weapon))
    return "; ".join(parts) or words.say("dash")
