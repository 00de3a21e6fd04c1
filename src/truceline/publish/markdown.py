"""The bulletin as Markdown (CommonMark with GitHub's tables): the same sections, words and numbers as the page."""

from __future__ import annotations

from truceline.model.bulletin import Bulletin
from truceline.publish.compose import compose
from truceline.publish.document import (
    Answer,
    Block,
    Bullets,
    Document,
    Drawing,
    Facts,
    Paragraph,
    Section,
    Table,
    Text,
    Verbatim,
)
from truceline.publish.own import CYRILLIC
from truceline.publish.plain import plain
from truceline.publish.safe import markdown as escaped
from truceline.publish.safe import visible
from truceline.publish.words import words

#: rows of a long table; the data annex has all of them
ROWS = 60
#: readings and pairs of texts
TEXTS = 5


def render_markdown(bulletin: Bulletin, lang: str) -> bytes:
    """The bulletin as Markdown in UTF-8 ("en", "uk" or "ru"). Drawings become their text alternatives.

    Raises:
        UsageError: for another language.
    """
    document = compose(bulletin, lang, ROWS, TEXTS)
    parts = [*_head(document), *_answer(document.answer)]
    for section in document.sections:
        parts += _section(plain(section, words(lang)))
    parts += _section(plain(document.footer, words(lang)))
    parts.append(f"# {escaped(words(lang).say('annexes'))}")
    for section in document.annexes:
        parts += _section(plain(section, words(lang)))
    return ("\n\n".join(part for part in parts if part) + "\n").encode()


def _head(document: Document) -> list[str]:
    banner = [f"> **{escaped(document.banner)}**"] if document.banner else []
    meta = "\n".join(f"- {escaped(name)}: {_said(value)}" for name, value in document.meta)
    return [*banner, f"# {escaped(document.title)} · {_said(document.mission)}", meta]


def _answer(answer: Answer) -> list[str]:
    word = f"**{escaped(answer.in_force_word)}** " if answer.in_force_word else ""
    force = f"{word}{_said(answer.in_force_words)}".strip()
    since = f", {escaped(answer.since)}" if answer.since else ""
    return [
        f"## {escaped(answer.question)} **{escaped(answer.word)}**{since}",
        escaped(answer.meaning),
        force,
        "\n".join(
            f"- **{escaped(card.question)}** {' '.join(_said(part) for part in card.answer)}" for card in answer.cards
        ),
        *((f"### {escaped(answer.three_title)}", _bullets(answer.three)) if answer.three else ()),
        f"### {escaped(answer.tiles_title)}",
        "\n".join(
            f"- {_said(tile.label)}: **{escaped(tile.value)}**"
            + (f" {escaped(tile.unit)}" if tile.unit else "")
            + (f" ({escaped(tile.remark)})" if tile.remark else "")
            for tile in answer.tiles
        ),
    ]


def _section(section: Section) -> list[str]:
    return [f"## {escaped(section.title)}", *(_block(block) for block in section.blocks)]


def _block(block: Block) -> str:
    if isinstance(block, Paragraph):
        return _said(block.text)
    if isinstance(block, Bullets):
        head = f"### {escaped(block.title)}\n\n" if block.title else ""
        return head + _bullets(block.items)
    if isinstance(block, Drawing):
        return f"{escaped(block.caption.rstrip('.'))}. {escaped(block.alternative)}"
    if isinstance(block, Verbatim):
        return (
            f"### {escaped(block.title)}\n\n```text\n" + "\n".join(visible(line) for line in block.verbatim) + "\n```"
        )
    if isinstance(block, Facts):
        return "\n".join(f"- {escaped(name)}: {_said(value)}" for name, value in block.rows)
    return _table(block) if isinstance(block, Table) else ""


def _table(table: Table) -> str:
    head = "| " + " | ".join(escaped(column.label) for column in table.columns) + " |"
    rule = "|" + "|".join(" ---: " if column.numeric else " --- " for column in table.columns) + "|"
    rows = ("| " + " | ".join(_said(cell) for cell in row.cells) + " |" for row in table.rows)
    lines = "\n".join((f"**{escaped(table.caption)}**", "", head, rule, *rows))
    return f"{lines}\n\n{escaped(table.note)}" if table.note else lines


def _bullets(items: tuple[Text, ...]) -> str:
    return "\n".join(f"- {_said(item)}" for item in items)


def _said(text: Text) -> str:
    words = escaped(text.words)
    if text.kind == "quote":
        # the marks of the words between them, as on the page
        words = f"«{words}»" if CYRILLIC.search(words) else f"“{words}”"
    if text.kind in ("breach", "strong"):
        words = f"**{words}**"
    return f"{words} ({escaped(text.under)})" if text.under else words
