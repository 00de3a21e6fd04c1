"""Reports side by side: what both tell, what was done to the quotations, what only one of them states."""

from __future__ import annotations

from collections.abc import Iterator

from truceline.model.bulletin import Bulletin
from truceline.model.shown import ShownBeside, ShownFact, ShownPair, ShownPassage, ShownQuote
from truceline.publish.document import Beside, Block, Column, Pair, Paragraph, Row, Section, Table, Text
from truceline.publish.reasons import reason
from truceline.publish.words import Words

#: between two sentences of one text that stand side by side with one of the other
_GAP = " … "


def pairs(bulletin: Bulletin, words: Words, limit: int) -> Section | None:
    if not bulletin.pairs:
        return None
    shown = bulletin.pairs[:limit]
    blocks: list[Block] = [Paragraph(Text(words.say("pairs_intro"))), Paragraph(Text(words.say("pair_key")))]
    blocks += [pair(one, anchor(n), words) for n, one in enumerate(shown)]
    size = words.count("rows_in", len(bulletin.pairs))
    return Section("pairs", words.say("pairs_title"), tuple(blocks), annex=True, size=size)


def anchor(n: int) -> str:
    """The place on the page of pair number `n`, from 0."""
    return f"pair-{n + 1}"


def pair(shown: ShownPair, name: str, words: Words) -> Pair:
    tables = [_quotes(shown, name, words), _lone(shown, name, words)]
    return Pair(
        name=name,
        title=Text(words.say("pair_title", a=shown.a_name, b=shown.b_name), own=True),
        relation=Text(words.term("relation", shown.relation), kind="chip") if shown.relation else Text(""),
        remarks=tuple(_remarks(shown, words)),
        columns=(f"A · {shown.a_name}", f"B · {shown.b_name}"),
        caption=words.say("pair_caption", a="A", b="B"),
        rows=tuple(_row(row, words) for row in shown.beside),
        tables=tuple(table for table in tables if table is not None),
        note=_note(shown, words),
        empty=words.say("pair_not_told"),
    )


def _remarks(shown: ShownPair, words: Words) -> Iterator[Text]:
    if shown.reason:
        yield reason(shown.reason, words)
    if shown.direction:
        later, earlier = ("A", "B") if shown.direction == "a_from_b" else ("B", "A")
        yield Text(words.say("pair_from", later=later, earlier=earlier))
    if shown.credit:
        yield Text(words.say("pair_credit", who=shown.credit))
    if not shown.one_language and not shown.reason:
        yield Text(words.say("pair_languages"))
    if not shown.whole:
        yield Text(words.say("pair_not_whole"))


def _row(row: ShownBeside, words: Words) -> Beside:
    return Beside(tuple(_parts(row.a)), tuple(_parts(row.b)), words.say("pair_moved") if row.moved else "")


def _parts(passages: tuple[ShownPassage, ...]) -> Iterator[tuple[str, str]]:
    for n, passage in enumerate(passages):
        if n:
            yield _GAP, "left_out"
        for part in passage.parts:
            yield part.words, part.kind


def _note(shown: ShownPair, words: Words) -> str:
    if not shown.rows_left_out:
        return ""
    return " ".join((words.say("pair_excerpts"), words.count("rows_beside_cut", shown.rows_left_out)))


def _quotes(shown: ShownPair, name: str, words: Words) -> Table | None:
    if not shown.quotes:
        return None
    columns = (
        Column(words.say("col_quote_done")),
        Column("A", wide=True),
        Column("B", wide=True),
        Column(words.say("col_changed")),
    )
    rows = tuple(
        Row(
            (
                _done(quote, words),
                _said(quote.a_words, quote.a_speaker, quote.a_start),
                _said(quote.b_words, quote.b_speaker, quote.b_start),
                Text("; ".join(f"{a or '–'} → {b or '–'}" for a, b in quote.changed) or words.say("dash"), own=True),
            )
        )
        for quote in shown.quotes
    )
    return Table(f"{name}-quotes", words.say("quotes_caption"), columns, rows)


def _done(quote: ShownQuote, words: Words) -> Text:
    if not quote.flags:
        return Text(words.say("quote_kept"), kind="no_breach")
    details = []
    if quote.cut_in:
        who = words.listing([side.upper() for side in quote.cut_in])
        details.append(words.say("quote_cut_in", who=who))
    if quote.cut:
        details.append(words.term("cut", quote.cut))
    named = words.listing([words.term("quote_flag", flag) for flag in quote.flags])
    return Text(named, kind="breach" if _is_grave(quote) else "undetermined", under=", ".join(details))


def _is_grave(quote: ShownQuote) -> bool:
    """What changes the sense: other words, another speaker, words dropped without a mark."""
    return "altered" in quote.flags or "re_attributed" in quote.flags or quote.cut == "unmarked"


def _said(said: str, speaker: str | None, start: int) -> Text:
    return Text(said, own=True, kind="quote", under=f"{speaker} [{start}]" if speaker else f"[{start}]")


def _lone(shown: ShownPair, name: str, words: Words) -> Table | None:
    if not shown.lone:
        return None
    columns = (
        Column(words.say("col_report")),
        Column(words.say("col_kind")),
        Column(words.say("col_words"), wide=True),
    )
    rows = tuple(
        Row(
            (
                Text(side.upper()),
                Text(words.term("lone_kind", kind)),
                Text(" · ".join(f"{fact.words} [{fact.start}]" for fact in facts), own=True),
            )
        )
        for (side, kind), facts in _grouped(shown.lone)
    )
    return Table(f"{name}-lone", words.say("lone_caption"), columns, rows)


def _grouped(facts: tuple[ShownFact, ...]) -> list[tuple[tuple[str, str], list[ShownFact]]]:
    """Facts of one text and one kind together, in the order of the text."""
    groups: dict[tuple[str, str], list[ShownFact]] = {}
    for fact in facts:
        groups.setdefault((fact.side, fact.kind), []).append(fact)
    return sorted(groups.items())
