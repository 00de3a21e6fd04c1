"""The bulletin as a tagged A4 PDF, laid out by Typst.

The words reach Typst as data, never as markup, so that no text can become code. Fonts are those that Typst brings
along (Libertinus has Cyrillic), and the date in the file is the period's end: the same bulletin gives the same bytes.
"""

from __future__ import annotations

from datetime import UTC, datetime
from importlib import resources

import msgspec
import typst

from truceline.model.bulletin import Bulletin
from truceline.publish.compose import compose
from truceline.publish.document import Document, Drawing, Section
from truceline.publish.plain import plain
from truceline.publish.safe import visible
from truceline.publish.svg import palette_colours, standalone
from truceline.publish.words import words

#: rows of a long table; the data annex has all of them
ROWS = 20
#: readings and pairs of texts
TEXTS = 4

FONT = "Libertinus Serif"


def render_pdf(bulletin: Bulletin, lang: str) -> bytes:
    """The bulletin as a PDF/UA-1 and PDF/A-2a file ("en", "uk" or "ru").

    Raises:
        UsageError: for another language.
    """
    composed = compose(bulletin, lang, ROWS, TEXTS)
    spoken = words(lang)
    document = msgspec.structs.replace(
        composed,
        sections=tuple(plain(section, spoken) for section in composed.sections),
        annexes=tuple(plain(section, spoken) for section in composed.annexes),
    )
    template = resources.files("truceline.publish").joinpath("templates", "page.typ").read_bytes()
    pdf: bytes = typst.compile(
        template,
        format="pdf",
        ignore_system_fonts=True,
        sys_inputs={
            "document": msgspec.json.encode(_printable(document)).decode(),
            "colours": msgspec.json.encode(palette_colours()).decode(),
        },
        timestamp=_moment(bulletin.period_end),
        # to be read by everybody, aloud too (PDF/UA-1), and to be kept for decades (PDF/A-2a)
        pdf_standards=["a-2a", "ua-1"],
    )
    return pdf


def _printable(document: Document) -> object:
    """The document as plain data, drawings with their own style, and every text without hidden characters."""
    sections, annexes = (tuple(_drawn(one) for one in part) for part in (document.sections, document.annexes))
    drawn = msgspec.structs.replace(document, sections=sections, annexes=annexes)
    return _clean(msgspec.to_builtins(drawn))


def _drawn(section: Section) -> Section:
    blocks = tuple(
        msgspec.structs.replace(block, svg=standalone(block.svg, FONT)) if isinstance(block, Drawing) else block
        for block in section.blocks
    )
    return msgspec.structs.replace(section, blocks=blocks)


def _clean(value: object) -> object:
    if isinstance(value, str):
        return visible(value)
    if isinstance(value, dict):
        return {key: _clean(part) for key, part in value.items()}
    if isinstance(value, (list, tuple)):
        return [_clean(part) for part in value]
    return value


def _moment(iso: str) -> int:
    """UTC epoch seconds of the period's end; the epoch itself where the words are no date."""
    try:
        found = datetime.fromisoformat(iso)
    except ValueError:
        return 0
    return round((found if found.tzinfo else found.replace(tzinfo=UTC)).timestamp())
