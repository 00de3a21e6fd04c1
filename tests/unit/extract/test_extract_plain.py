"""Bad input: what stands in the middle of words is read past, and offsets stay those of the original."""

from __future__ import annotations

import pytest
from tests.extract_texts import news_of

from truceline.extract.extract import extract
from truceline.extract.lookalikes import unmixed
from truceline.extract.plain import plain
from truceline.model.evidence import Document
from truceline.model.mentions import AnyMention, EventMention, Quote, Statement


def document(text: str, language: str | None = "en") -> Document:
    return news_of(text, "2033-03-16", language)


def found_in(text: str, language: str | None = "en") -> tuple[AnyMention, ...]:
    found = extract((document(text, language),))
    for one in found:
        assert text[one.start : one.end] == one.text
    return found


@pytest.mark.parametrize(
    "text",
    [
        "Lena Hask said the r\u00adoad was \u201copen\u201d.",
        "Lena Ha\u200bsk sa\u200did the road was \u201copen\u201d.",
        "\ufeffLena Hask said the road was \u201copen\u201d.",
        "Lena H\u0430sk s\u0430id the ro\u0430d was \u201copen\u201d.",  # Cyrillic letters
        "Lena Hask said the road was &ldquo;open&rdquo;.",
        "<p>Lena <b>Hask</b> said the road was <i>\u201copen\u201d</i>.</p>",
        "\u202aLena Hask\u202c said the road was \u201copen\u201d.",
        "\uff2cena \uff28ask said the road was \u201copen\u201d.",
        "Lena Hask said<br/> the road was &quot;open&quot;.<script>var said = 'Ivo said no';</script>",
    ],
)
def test_speaker_and_quotation_in_spite_of_it(text: str) -> None:
    (quote,) = [one for one in found_in(text) if isinstance(one, Quote)]
    assert (quote.text.replace("\u200b", ""), quote.speaker_id) == ("open", "lena_hask")


def test_a_quotation_keeps_the_characters_that_stand_in_it() -> None:
    text = "Lena Hask said: \u201cwe are re\u00adady to g\u200bo\u201d."
    (quote,) = [one for one in found_in(text) if isinstance(one, Quote)]
    assert quote.text == "we are re\u00adady to g\u200bo"


def test_letters_with_combining_marks_are_one_letter() -> None:
    text = (
        "\u041f\u0440\u0435\u0437\u0438\u0301\u0434\u0435\u043d\u0442 \u0437\u0430\u044f\u0432\u0438\u0432: "
        "\u00ab\u041c\u0438\u0301 \u0433\u043e\u0442\u043e\u0432\u0456\u00bb."
    )
    (quote,) = [one for one in found_in(text, "uk") if isinstance(one, Quote)]
    assert quote.text == "\u041c\u0438\u0301 \u0433\u043e\u0442\u043e\u0432\u0456"


def test_the_place_of_an_event_points_into_the_original() -> None:
    text = "The ar\u200bmy shel\u00adled Pe\u200bll on Monday."
    (event,) = [one for one in found_in(text) if isinstance(one, EventMention)]
    assert event.place_start is not None
    assert text[event.place_start :].startswith("Pe")


def test_a_clean_text_is_its_own_plain_text() -> None:
    clean = document("The army said \u201cno\u201d. 5 < 6 & 7 > 2.")
    assert plain(clean).document is clean


@pytest.mark.parametrize(
    ("mixed", "wanted"),
    [
        ("Z\u0430kharova", "Zakharova"),
        ("\u041cinister", "Minister"),
        ("\u041a\u0438i\u0432", "\u041a\u0438\u0456\u0432"),
        ("Kyiv", "Kyiv"),
        ("\u041a\u0438\u0457\u0432", "\u041a\u0438\u0457\u0432"),
    ],
)
def test_words_of_two_alphabets(mixed: str, wanted: str) -> None:
    assert unmixed(f"a {mixed} b") == f"a {wanted} b"


def test_unclosed_script_and_tags_lose_nothing() -> None:
    text = "<script>" * 30 + "Lena Hask said the road was open."
    (statement,) = [one for one in found_in(text) if isinstance(one, Statement)]
    assert statement.text == "the road was open"
