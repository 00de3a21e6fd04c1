"""Letters written as a base and its marks (NFD, as some file systems and editors write them) are read like others."""

from __future__ import annotations

import unicodedata

import pytest
from tests.extract_texts import news_of

from truceline.extract.extract import extract
from truceline.model.evidence import Document

TEXTS = [
    "У вівторок російський дрон ударив по Чугуєву, поранено двоє людей, повідомив Сергій Їжакевич. «Ми не здаємося», — "
    "сказав він у Києві.",
    "Во вторник российский дрон ударил по городу Йошкар-Ола, ещё пять человек ранены, сообщил Сергей Войтов. «Мы "
    "держимся», — сказал он.",
    "President Emmanuel Macron said on Tuesday that the café in Orléans was open to Élodie Fabré.",
]


def document(text: str) -> Document:
    return news_of(text, "2026-01-08")


@pytest.mark.parametrize("text", TEXTS, ids=["uk", "ru", "en"])
def test_the_same_is_found_with_offsets_of_the_text_as_written(text: str) -> None:
    written = unicodedata.normalize("NFD", text)
    composed = [(type(one), one.text) for one in extract((document(text),))]
    found = extract((document(written),))
    assert [(type(one), unicodedata.normalize("NFC", one.text)) for one in found] == composed
    assert len(composed) > 3
    assert all(one.text == written[one.start : one.end] for one in found)
