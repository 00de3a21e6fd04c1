"""Which language a text is in, and what is read in those that have no rules of their own."""

from __future__ import annotations

import unicodedata

import pytest
from tests.extract_texts import news_of

from truceline.extract.extract import extract
from truceline.extract.language import detect, languages
from truceline.model.evidence import Document
from truceline.model.mentions import QuantityMention, Quote, Statement, TimeMention

UKRAINIAN = (
    "Міністерство заявило: «Ми готові до миру», і це було 08.01.2026 року. Без світла лишилися 600 000 домівок у 5 "
    "районах."
)
RUSSIAN = "Представитель ведомства заявил: «Мы готовы к миру», и это было 2026-01-08 в городе. Ранены 17 человек."


def document(text: str, language: str | None = None) -> Document:
    return news_of(text, "2026-01-08", language)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("The army said that it was in the town and the road was open.", "en"),
        (UKRAINIAN, "uk"),
        (RUSSIAN, "ru"),
        ("Die Armee hat am Montag die Stadt verlassen und ist nicht mehr da.", None),
        ("L'armée a quitté la ville lundi et la route est ouverte.", None),
        ("12345 !!!", None),
        ("a " * 500, None),
        ("на " * 500, None),
        ("", None),
    ],
)
def test_language(text: str, wanted: str | None) -> None:
    assert detect(text) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Russian forces shelled Kupiansk on Thursday.", "en"),
        ("Shelling killed three people near Kupiansk yesterday.", "en"),
        ("La Paz and Los Angeles signed a deal on water, de la Rue said.", "en"),
        ("Росіяни обстріляли Харків уранці.", "uk"),
        ("Ворог ударив по Куп'янську, двоє загиблих.", "uk"),
        ("Президент сказав, що перемовини тривають.", "uk"),
        ("Российские войска обстреляли Купянск утром.", "ru"),
        ("Губернатор сообщил о трех раненых.", "ru"),
        ("Песков прокомментировал заявление Трампа", "ru"),
    ],
)
def test_a_few_clear_words_are_enough(text: str, wanted: str) -> None:
    assert detect(text) == wanted


@pytest.mark.parametrize(
    "text",
    [
        "Прадстаўнік сказаў у чацвер: «Мы не адступім».",
        "Украінскія войскі атакавалі пазіцыі праціўніка каля горада, паведаміла міністэрства.",
        "При обстрела загинаха двама души, съобщи кметът.",
        "Руските сили атакуваха града тази сутрин",
        "Двоје људи је погинуло у нападу, саопштио је градоначелник.",
        "Претседателот рече дека нема да се повлечат од градот.",
        "Президент Қазақстан Республикасының азаматтарына үндеу жасады.",
        "Ерөнхийлөгч өнөөдөр хэвлэлийн хурал хийв.",
        "Bei dem Angriff kamen zwei Menschen ums Leben.",
        "W ataku zginęły dwie osoby, poinformował burmistrz.",
        "Le porte-parole a déclaré jeudi que deux personnes sont mortes.",
        "El portavoz dijo el jueves que no se retirarán.",
        "Sözcü perşembe günü iki kişinin öldüğünü söyledi.",
        "Ο εκπρόσωπος είπε ότι δύο άτομα σκοτώθηκαν.",
        "قال المتحدث باسم الجيش يوم الخميس إن القوات أطلقت النار.",
        "外交部发言人周四表示,停火协议必须得到遵守。",
    ],
)
def test_languages_without_rules_are_not_taken_for_those_that_have_them(text: str) -> None:
    assert detect(text) is None


ENGLISH = "Russian forces shelled the town on Thursday, killing two people, the governor said."


@pytest.mark.parametrize(
    "text",
    [
        ENGLISH.replace("o", "\u043e").replace("e", "\u0435").replace("a", "\u0430"),
        "\u200b".join(ENGLISH),
        ENGLISH.replace("shelled", "shel\u00adled"),
    ],
    ids=["look-alikes", "zero width", "soft hyphen"],
)
def test_the_language_is_that_of_the_words_as_they_are_read(text: str) -> None:
    assert detect(text) == "en"


@pytest.mark.parametrize("text", [UKRAINIAN, RUSSIAN])
def test_decomposed_letters_tell_the_same(text: str) -> None:
    assert detect(unicodedata.normalize("NFD", text)) == detect(text)


def test_names_in_the_other_script_do_not_hide_the_language() -> None:
    assert (
        detect("Губернатор Oleh Sydorenko said: «We hold». У Kupiansk поранено трьох, повідомив Сергій Malenko.")
        == "uk"
    )


def test_every_stretch_has_its_language() -> None:
    text = "\n\n".join([ENGLISH, GERMAN, RUSSIAN, UKRAINIAN])
    told = languages(document(text))
    assert [told.at(text.index(part) + 5) for part in (ENGLISH, GERMAN, RUSSIAN, UKRAINIAN)] == ["en", None, "ru", "uk"]
    assert told.unread


def test_a_stretch_is_found_in_a_text_with_signs_that_are_not_read() -> None:
    text = "\u200b".join(ENGLISH) + "\n\n" + RUSSIAN
    told = languages(document(text))
    assert (told.at(3), told.at(len(text) - 3)) == ("en", "ru")
    assert not told.unread


GERMAN = "Die Armee sagte: „Wir sind bereit“, und das war am 08.01.2026 so. Ohne Strom blieben 600 000 Haushalte."


def test_other_languages_give_quotations_numbers_and_dates_and_nothing_guessed() -> None:
    found = extract((document(GERMAN),))
    assert {type(one) for one in found} <= {Quote, QuantityMention, TimeMention}
    (quote,) = [one for one in found if isinstance(one, Quote)]
    assert (quote.text, quote.speaker, quote.speaker_id) == ("Wir sind bereit", None, None)
    (time,) = [one for one in found if isinstance(one, TimeMention)]
    assert (time.from_s, time.to_s) == (1767830400, 1767916800)
    numbers = [one.value_milli for one in found if isinstance(one, QuantityMention)]
    assert numbers == [600_000_000]


@pytest.mark.parametrize("text", [UKRAINIAN, RUSSIAN])
def test_quotations_of_every_language(text: str) -> None:
    quotes = [one.text for one in extract((document(text),)) if isinstance(one, Quote)]
    assert quotes in (["Ми готові до миру"], ["Мы готовы к миру"])


def test_each_paragraph_in_its_own_language() -> None:
    text = (
        "The army said that the road was open to all of the people in the town.\n\n"
        "Міністр заявив: «Ми готові до миру і будемо йти далі, що б там не було на цьому шляху».\n\n"
        "The minister said that the road was closed."
    )
    found = extract((document(text),))
    assert {one.text for one in found if isinstance(one, Statement)} >= {
        "the road was open to all of the people in the town",
        "the road was closed",
    }
    (quote,) = [one for one in found if isinstance(one, Quote)]
    assert quote.speaker != "minister"


def test_the_language_of_the_document_is_taken_as_said() -> None:
    text = "The army said the road was open to all."
    assert any(isinstance(one, Statement) for one in extract((document(text, "en"),)))
    assert extract((document(text, "ru"),)) == ()


MIXED = (
    "Ministers met in Kyiv to speak about the ceasefire, officials said. Міністр оборони Іван Петренко заявив: «Ми "
    "готові до миру. Ми чекаємо». At least 12 people were killed in Kherson on Thursday, the governor said. Губернатор "
    "области сообщил, что были ранены ещё пять человек."
)


def test_a_paragraph_in_several_languages_is_read_run_by_run() -> None:
    told = languages(document(MIXED))
    tongues = {
        words: told.at(MIXED.index(words)) for words in ("Ministers", "Міністр", "чекаємо", "At least", "ранены")
    }
    assert list(tongues.values()) == ["en", "uk", "uk", "en", "ru"]
    found = extract([document(MIXED)])
    assert all(m.text == MIXED[m.start : m.end] for m in found)
    speakers = {m.speaker for m in found if isinstance(m, Statement | Quote)}
    assert {"officials", "Іван Петренко"} <= speakers
    counted = {m.text for m in found if isinstance(m, QuantityMention) and m.unit == "person"}
    assert counted == {"At least 12 people", "пять человек"}


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        # what is quoted may be in any language: the narrator's is the paragraph's
        ("The mayor wrote in Ukrainian on Monday: «Тримаємося. Світла немає з ранку, але ми працюємо».", "en"),
        ("«Мы всё решим сами», — сказав він. Міський голова додав, що світла в місті ще немає.", "uk"),
        # without letters of their own, sentences stay with the others
        ("Речник сказав, що обстріл тривав дві години. За його словами, поранено трьох людей.", "uk"),
        ("Речник МИД написал в Telegram: «We are ready for peace». Это было ещё утром в среду.", "ru"),
    ],
)
def test_a_paragraph_is_not_cut_where_it_is_not_plain(text: str, wanted: str) -> None:
    assert {language for _, language in languages(document(text)).stretches} == {wanted}


def test_a_paragraph_is_never_cut_inside_a_quotation() -> None:
    text = (
        "“Everything is under control. Ми всі їх знаємо, і вони нас знають. We shall see,” the mayor of the town said."
    )
    told = languages(document(text))
    assert len(told.stretches) == 1


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("До 15 грудня мешканцям трьох громад виплатять кошти.", "uk"),
        ("Близько 06:40 окупанти завдали ракетного удару по Павлограду.", "uk"),
        ("Программа охватит 7,5 миллиона человек, бюджет утверждён.", "ru"),
        ("Воду дадут сегодня вечером, а свет — послезавтра.", "ru"),
    ],
)
def test_frequent_words_tell_a_sentence_without_letters_of_its_own(text: str, told: str) -> None:
    assert detect(text) == told
