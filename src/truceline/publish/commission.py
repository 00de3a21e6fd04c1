"""The commission's cases: where each stands, what each party answered, who holds otherwise, and what was undertaken."""

from __future__ import annotations

from collections.abc import Iterator

from truceline.model.bulletin import Bulletin
from truceline.model.public_case import PublicCase, PublicReply
from truceline.publish.document import Block, Column, Row, Section, Table, Text
from truceline.publish.own import own
from truceline.publish.words import Words


def cases(bulletin: Bulletin, words: Words) -> Section | None:
    """Null where nothing is before the commission."""
    if not bulletin.cases:
        return None
    columns = (
        Column(words.say("col_case"), wide=True),
        Column(words.say("col_provision")),
        Column(words.say("col_stage")),
        Column(words.say("col_outcome"), wide=True),
        Column(words.say("col_signed_by")),
    )
    rows = tuple(_case(case, bulletin, words, f"/cases/{n}") for n, case in enumerate(bulletin.cases))
    table = Table("cases", words.say("cases_caption"), columns, rows, note=words.say("cases_note"))
    blocks: tuple[Block, ...] = (table, *_dissents(bulletin, words), *_remedies(bulletin, words))
    return Section("cases", words.say("cases_title"), blocks)


def _case(case: PublicCase, bulletin: Bulletin, words: Words, place: str) -> Row:
    listed = any(incident.incident_id == case.incident_id for incident in bulletin.incidents)
    brought = words.say("case_brought", office=_office(case.brought_by, bulletin, words), day=words.day(case.opened))
    return Row(
        (
            Text(_about(case, words), under=brought, href=case.incident_id if listed else ""),
            Text(_provisions(case, bulletin) or words.say("dash"), own=True),
            Text(words.term("stage", case.stage), figure=f"{place}/stage"),
            _outcome(case, words, place),
            _signed(case, bulletin, words),
        ),
        anchor=case.case_id,
    )


def _named(case: PublicCase, bulletin: Bulletin, words: Words) -> Text:
    """A case where it is spoken of again."""
    return Text(_about(case, words), href=case.case_id, under=_provisions(case, bulletin))


def _provisions(case: PublicCase, bulletin: Bulletin) -> str:
    cited = {one.provision_id: one.citation or one.provision_id for one in bulletin.provisions}
    return ", ".join(cited.get(name, name) for name in case.provisions)


def _about(case: PublicCase, words: Words) -> str:
    """What happened, and on which day: the incident itself stands in the bulletin of that day."""
    if case.event_type is None or case.day is None:
        return words.say("incident_withheld")
    return f"{words.term('event_type', case.event_type)}, {words.day(case.day)}"


def _office(office: str, bulletin: Bulletin, words: Words) -> str:
    """An office in words; a side by the party that speaks for it."""
    party = next((seat.party for seat in bulletin.seats if seat.office == office), None)
    term = words.term("office", office)
    return f"{party} ({term})" if party else term


def _outcome(case: PublicCase, words: Words, place: str) -> Text:
    outcome = words.term("outcome", case.outcome)
    if case.attributed_to:
        outcome = f"{outcome}: {case.attributed_to}"
    decided = words.say("decided_on", day=words.day(case.decided)) if case.decided else ""
    return Text(outcome, under=" · ".join(part for part in (decided, case.grounds) if part), figure=f"{place}/outcome")


def _signed(case: PublicCase, bulletin: Bulletin, words: Words) -> Text:
    if not case.signed_by:
        return Text(words.say("dash"))
    signed = ", ".join(_office(office, bulletin, words) for office in case.signed_by)
    against = ", ".join(_office(seat, bulletin, words) for seat in case.dissent)
    return Text(signed, under=words.say("case_dissent", offices=against) if against else "")


def replies(bulletin: Bulletin, words: Words) -> Section | None:
    """What each party answered in each case, side by side, in its own words; null where none did."""
    if not any(case.replies for case in bulletin.cases):
        return None
    parties = tuple(_parties(bulletin))
    columns = (Column(words.say("col_case")), *(Column(party, wide=True) for party in parties))
    rows = tuple(
        Row(
            (
                _named(case, bulletin, words),
                *(_reply([one for one in case.replies if one.party == party], words) for party in parties),
            )
        )
        for case in bulletin.cases
    )
    table = Table("replies", words.say("replies_caption"), columns, rows, note=words.say("replies_note"))
    return Section("replies", words.say("replies_title"), (table,))


def _parties(bulletin: Bulletin) -> Iterator[str]:
    """Those of the seats, then any other that answered."""
    seats = [seat.party for seat in bulletin.seats]
    yield from seats
    yield from sorted({reply.party for case in bulletin.cases for reply in case.replies}.difference(seats))


def _reply(said: list[PublicReply], words: Words) -> Text:
    """A party's answers to a case, oldest first; that it gave none is said as well."""
    if not said:
        return Text(words.say("no_reply"), kind="missing")
    days = ", ".join(words.day(reply.day) for reply in said)
    return Text(" ¶ ".join(reply.words for reply in said), own=True, kind="quote", under=days)


def _dissents(bulletin: Bulletin, words: Words) -> tuple[Table, ...]:
    columns = (
        Column(words.say("col_case")),
        Column(words.say("col_who")),
        Column(words.say("col_words"), wide=True),
    )
    rows = tuple(
        Row(
            (
                _named(case, bulletin, words),
                Text(_office(one.seat, bulletin, words), under=words.day(one.day)),
                Text(one.words, own=True, kind="quote"),
            )
        )
        for case in bulletin.cases
        for one in case.dissents
    )
    return (Table("dissents", words.say("dissents_caption"), columns, rows),) if rows else ()


def _remedies(bulletin: Bulletin, words: Words) -> tuple[Table, ...]:
    columns = (
        Column(words.say("col_remedy"), wide=True),
        Column(words.say("col_party")),
        Column(words.say("col_case")),
        Column(words.say("col_due")),
        Column(words.say("col_status")),
    )
    rows = tuple(
        Row(
            (
                own(remedy.words, words),
                Text(remedy.party, own=True),
                _named(case, bulletin, words),
                Text(words.day(remedy.due) if remedy.due else words.say("dash")),
                Text(words.term("remedy_status", remedy.status)),
            )
        )
        for case in bulletin.cases
        for remedy in case.remedies
    )
    return (Table("remedies", words.say("remedies_caption"), columns, rows),) if rows else ()
