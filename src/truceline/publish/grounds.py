"""What the bulletin rests on: origins, how well the system did where the truth is known, and how to verify it."""

from __future__ import annotations

from collections import Counter

from truceline.model.bulletin import Bulletin
from truceline.publish.document import Block, Bullets, Column, Drawing, Facts, Paragraph, Row, Section, Table, Text
from truceline.publish.origin_graph import draw_origins, drawn_origins
from truceline.publish.reasons import reason
from truceline.publish.score_words import score
from truceline.publish.signed import signed
from truceline.publish.words import Words


def origins(bulletin: Bulletin, words: Words, limit: int, links: dict[str, str]) -> Section | None:
    """`links` gives, for an origin, the place on the page where two of its texts stand side by side."""
    if not bulletin.origins:
        return None
    shown = bulletin.origins[:limit]
    columns = (
        Column(words.say("col_sources_of")),
        Column(words.say("col_items"), numeric=True),
        Column(words.say("col_relation")),
        Column(words.say("col_why"), wide=True),
    )
    rows = tuple(
        Row(
            (
                Text(_named(origin.sources) or words.say("dash"), own=bool(origin.sources), under=origin.origin_id),
                Text(words.number(len(origin.items)), kind="number"),
                Text(words.term("relation", origin.relation), kind="chip", href=links.get(origin.origin_id, ""))
                if origin.relation
                else Text(words.say("dash")),
                reason(origin.reason, words),
            ),
            anchor=origin.origin_id,
        )
        for origin in shown
    )
    note = words.say("origins_note")
    if len(shown) < len(bulletin.origins):
        note += " " + words.count("rows_cut", len(bulletin.origins), k=words.number(len(shown)))
    table = Table("origins", words.say("origins_caption"), columns, rows, note=note)
    size = words.count("rows_in", len(bulletin.origins))
    blocks: tuple[Block, ...] = (*_graph(bulletin, words), table)
    return Section("origins", words.say("origins_title"), blocks, annex=True, size=size)


def _graph(bulletin: Bulletin, words: Words) -> tuple[Drawing, ...]:
    drawn = drawn_origins(bulletin.origins)
    if not drawn:
        return ()
    texts = words.number(sum(len(one.items) for one in drawn))
    told = words.count("origin_graph_told", len(drawn), texts=texts)
    return (Drawing("origin-graph", draw_origins(drawn, words), words.say("origin_graph_caption"), told),)


def _named(sources: tuple[str, ...]) -> str:
    """Each source once, with the number of its items where there are several."""
    times = Counter(sources)
    return " · ".join(name if number == 1 else f"{name} ×{number}" for name, number in times.items())


def scores(bulletin: Bulletin, words: Words) -> Section | None:
    if not bulletin.scores:
        return None
    columns = (
        Column(words.say("col_score"), wide=True),
        Column(words.say("col_value"), numeric=True),
        Column(words.say("col_note"), wide=True),
    )
    rows = tuple(
        Row((score(one.label, words), score(one.value, words, "number"), score(one.note, words)))
        for one in bulletin.scores
    )
    table = Table("scores", words.say("scores_caption"), columns, rows)
    return Section("scores", words.say("scores_title"), (table,), annex=True, size=words.count("rows_in", len(rows)))


def absent(names: list[str], words: Words) -> Section | None:
    """One line for all the sections that have nothing to show."""
    if not names:
        return None
    sentence = words.say("absent", parts=words.listing(names))
    return Section("absent", words.say("absent_title"), (Paragraph(Text(sentence)),))


def method(words: Words) -> Section:
    """How the figures came about, in five sentences."""
    keys = ("method_finding", "method_holding", "method_origins", "method_effort", "method_ladder")
    return Section("method", words.say("method_title"), (Bullets(tuple(Text(words.say(k)) for k in keys)),), annex=True)


def footer(bulletin: Bulletin, words: Words) -> Section:
    facts: list[tuple[str, Text]] = [(words.say("fact_bulletin"), Text(bulletin.bulletin_id, kind="code"))]
    facts += [
        (words.say(key), Text(value, kind="code"))
        for key, value in (("fact_evidence", bulletin.evidence_digest), ("fact_record", bulletin.record_head))
        if value
    ]
    if bulletin.software:
        facts.append((words.say("fact_software"), Text(bulletin.software)))
    licence = Text(bulletin.licence, own=True) if bulletin.licence else Text(words.say("no_licence"))
    facts.append((words.say("fact_licence"), licence))
    steps = (
        Text(words.say("verify_record")),
        Text(words.say("verify_proof")),
        Text(words.say("verify_figure")),
        Text(words.say("verify_evidence")),
    )
    blocks = (
        Paragraph(Text(words.say("not_a_decision"), kind="strong")),
        Paragraph(Text(words.say("release_two" if bulletin.approvals else "release_alone"))),
        Facts(tuple(facts)),
        Bullets(steps, title=words.say("verify_title")),
        *signed(bulletin, words),
        Paragraph(Text(words.say("privacy_note"))),
        Paragraph(Text(words.say("own_words_note"))),
    )
    return Section("verify", words.say("footer_title"), blocks)
