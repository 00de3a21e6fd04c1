"""The commission's cases: where each stands, what the parties answered, and what they undertook."""

from __future__ import annotations

from truceline.model.bulletin import Bulletin, PublicCase, PublicIncident
from truceline.publish.document import Block, Bullets, Column, Row, Section, Table, Text
from truceline.publish.own import own
from truceline.publish.words import Words


def cases(bulletin: Bulletin, words: Words) -> Section | None:
    """Null where nothing is before the commission."""
    if not bulletin.cases:
        return None
    known = {incident.incident_id: incident for incident in bulletin.incidents}
    columns = (
        Column(words.say("col_case"), wide=True),
        Column(words.say("col_provision")),
        Column(words.say("col_stage")),
        Column(words.say("col_outcome"), wide=True),
        Column(words.say("col_signed_by")),
    )
    rows = tuple(
        _case(case, known.get(case.incident_id), words, f"/cases/{n}") for n, case in enumerate(bulletin.cases)
    )
    table = Table("cases", words.say("cases_caption"), columns, rows, note=words.say("cases_note"))
    blocks: tuple[Block, ...] = (table, *_remedies(bulletin, words))
    return Section("cases", words.say("cases_title"), blocks)


def _case(case: PublicCase, incident: PublicIncident | None, words: Words, place: str) -> Row:
    what = words.say("incident_withheld") if incident is None else words.term("event_type", incident.event_type)
    brought = words.say("case_brought", office=words.term("office", case.brought_by), day=words.day(case.opened))
    return Row(
        (
            Text(what, under=brought, href="" if incident is None else incident.incident_id),
            Text(", ".join(case.provisions) or words.say("dash"), kind="code"),
            Text(words.term("stage", case.stage), figure=f"{place}/stage"),
            _outcome(case, words, place),
            _signed(case, words),
        ),
        anchor=case.case_id,
    )


def _outcome(case: PublicCase, words: Words, place: str) -> Text:
    outcome = words.term("outcome", case.outcome)
    if case.attributed_to:
        outcome = f"{outcome}: {case.attributed_to}"
    return Text(outcome, under=case.grounds, figure=f"{place}/outcome")


def _signed(case: PublicCase, words: Words) -> Text:
    if not case.signed_by:
        return Text(words.say("dash"))
    signed = ", ".join(words.term("office", office) for office in case.signed_by)
    against = ", ".join(words.term("office", seat) for seat in case.dissent)
    return Text(signed, under=words.say("case_dissent", offices=against) if against else "")


def replies(bulletin: Bulletin, words: Words) -> Section | None:
    """What the parties answered, in their own words; null where none did."""
    said = tuple(
        own(reply.words, words, under=f"{reply.party}, {words.day(reply.day)}")
        for case in bulletin.cases
        for reply in case.replies
    )
    return Section("replies", words.say("replies_title"), (Bullets(said),)) if said else None


def _remedies(bulletin: Bulletin, words: Words) -> tuple[Table, ...]:
    columns = (
        Column(words.say("col_remedy"), wide=True),
        Column(words.say("col_party")),
        Column(words.say("col_due")),
        Column(words.say("col_status")),
    )
    rows = tuple(
        Row(
            (
                own(remedy.words, words),
                Text(remedy.party, own=True),
                Text(words.day(remedy.due) if remedy.due else words.say("dash")),
                Text(words.term("remedy_status", remedy.status)),
            )
        )
        for case in bulletin.cases
        for remedy in case.remedies
    )
    return (Table("remedies", words.say("remedies_caption"), columns, rows),) if rows else ()
