from __future__ import annotations

from typing import Any

import msgspec
import pytest
import typst
from tests.golden.publish.sample_bulletin import empty_bulletin, sample_bulletin

from truceline.model.bulletin import Bulletin
from truceline.publish.compose import compose
from truceline.publish.document import Drawing
from truceline.publish.pdf import render_pdf
from truceline.publish.words import LANGUAGES


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_same_bulletin_gives_the_same_bytes(lang: str) -> None:
    first = render_pdf(sample_bulletin(), lang)
    assert first == render_pdf(sample_bulletin(), lang)
    assert first.startswith(b"%PDF-")


def test_it_is_tagged_and_dated_by_its_period() -> None:
    pdf = render_pdf(sample_bulletin(), "en")
    assert b"/MarkInfo" in pdf and b"pdfuaid" in pdf and b"pdfaid" in pdf
    assert b"Bulletin No. 12" in pdf and b"/Lang(en" in pdf.replace(b"/Lang (", b"/Lang(")
    drawings = [block for section in compose(sample_bulletin(), "en", 20, 4).sections for block in section.blocks]
    assert pdf.count(b"/Alt") >= sum(isinstance(block, Drawing) for block in drawings) >= 5
    assert b"D:20310415" in pdf


def test_a_bulletin_with_nothing_in_it_is_a_pdf_too() -> None:
    assert render_pdf(empty_bulletin(), "ru").startswith(b"%PDF-")


def test_a_period_that_is_no_date_still_prints() -> None:
    assert render_pdf(msgspec.structs.replace(empty_bulletin(), period_end="one day"), "en").startswith(b"%PDF-")


def test_words_are_data_and_never_code() -> None:
    """Typst would stop at the unknown function if any text were read as markup."""
    attack = '#panic("read as code") $x$ *b* \\ #import "@preview/x:1.0.0" `'
    bulletin = msgspec.structs.replace(
        sample_bulletin(), headline=attack, mission=attack, summary=(attack,), cannot_conclude=(attack,)
    )
    assert render_pdf(bulletin, "en").startswith(b"%PDF-")


@pytest.mark.parametrize("bulletin", [sample_bulletin(), sample_bulletin(6), empty_bulletin()])
def test_the_pages_settle_so_that_their_numbers_are_true(bulletin: Bulletin, monkeypatch: pytest.MonkeyPatch) -> None:
    """A page break that depends on its own place never settles: two pages are then page 1."""
    told: list[str] = []

    def compiled(*args: Any, **named: Any) -> bytes:
        made, warnings = typst.compile_with_warnings(*args, **named)
        told.extend(str(one) for one in warnings)
        return bytes(made)

    monkeypatch.setattr("truceline.publish.pdf.typst.compile", compiled)
    assert render_pdf(bulletin, "en")[:5] == b"%PDF-" and told == []
