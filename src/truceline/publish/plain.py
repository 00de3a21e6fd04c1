"""Readings and pairs as plain tables, for layouts that have no marks and no columns of running text."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from truceline.publish.document import Block, Column, Pair, Paragraph, Reading, Row, Section, Table, Text
from truceline.publish.words import Words


def plain(section: Section, words: Words) -> Section:
    """The section with nothing in it but paragraphs, lists, tables, facts and drawings."""
    blocks = tuple(part for block in section.blocks for part in _plain(block, words))
    return msgspec.structs.replace(section, blocks=blocks)


def _plain(block: Block, words: Words) -> Iterator[Block]:
    if isinstance(block, Reading):
        yield from _reading(block, words)
    elif isinstance(block, Pair):
        yield from _pair(block, words)
    else:
        yield block


def _reading(block: Reading, words: Words) -> Iterator[Block]:
    columns = (
        Column(words.say("col_kind")),
        Column(words.say("reading_words"), wide=True),
        Column(words.say("reading_as"), wide=True),
        Column(words.say("reading_how")),
    )
    rows = tuple(
        Row(
            (
                Text(found.label),
                Text(found.words, own=True, kind="quote", under=found.place)
                if found.words
                else Text(found.same, under=found.place),
                Text("; ".join(_fact(name, value) for name, value in found.facts) or words.say("dash"), own=True),
                Text(found.how),
            )
        )
        for line in block.lines
        for found in line.found
    )
    yield Table(block.name, block.title.words, columns, rows, note=block.note)


def _fact(name: str, value: Text) -> str:
    return f"{name}: {value.words}" if name else value.words


def _pair(block: Pair, words: Words) -> Iterator[Block]:
    yield Paragraph(Text(block.title.words, own=True, kind="strong", under=block.relation.words))
    for remark in block.remarks:
        yield Paragraph(remark)
    if block.rows:
        columns = (*(Column(column, wide=True) for column in block.columns),)
        rows = tuple(
            Row((Text(_joined(row.a) or block.empty, own=True), Text(_joined(row.b) or block.empty, own=True)))
            for row in block.rows
        )
        yield Table(block.name, block.caption, columns, rows, note=block.note)
    yield from block.tables


def _joined(parts: tuple[tuple[str, str], ...]) -> str:
    """Words that stand in both texts in brackets."""
    return "".join(f"[{words}]" if kind in ("same", "varied") else words for words, kind in parts)
