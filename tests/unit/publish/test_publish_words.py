from __future__ import annotations

import re
import string
from pathlib import Path
from typing import Any, get_args, get_type_hints

import pytest
from babel import Locale

import truceline.publish.words
from truceline.extract.english import elementwords as english
from truceline.extract.slavic.russian.elements import ELEMENTS as RUSSIAN_ELEMENTS
from truceline.extract.slavic.ukrainian.elements import ELEMENTS as UKRAINIAN_ELEMENTS
from truceline.model import taxonomy
from truceline.model.bulletin import BulletinKind, KindOf
from truceline.model.comparison_codes import CutKind, QuoteFlag
from truceline.model.english import ENGLISH as ENGLISH_PHRASES
from truceline.model.errors import UsageError
from truceline.model.mentions import AnyMention, ElementStatus, PlaceMention, Stance, Statement
from truceline.model.phrase import blanks_of
from truceline.publish.words import LANGUAGES, Words, words

#: what stands in Latin letters in every language: blanks, and those who are cited
_NAMES = re.compile(r"\{\w+(?=[:}])|de Jong|Williams et al|Linden")

PLURALS = ("plural", "unit")
#: keys that are put together from a code
BUILT = {
    "legend": ("zone", "line", "site"),
    "card_changed": get_args(BulletinKind),
    "harm": ("killed", "wounded"),
    **dict.fromkeys(get_args(KindOf), ("title",)),
}
ENGLISH = [element.code for element in english._ELEMENTS]
UKRAINIAN = [code for code, _ in UKRAINIAN_ELEMENTS]
RUSSIAN = [code for code, _ in RUSSIAN_ELEMENTS]


def table(lang: str) -> dict[str, Any]:
    return words(lang)._table


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_language_has_the_same_groups_and_keys(lang: str) -> None:
    english = table("en")
    assert table(lang).keys() == english.keys()
    for group, entries in english.items():
        assert table(lang)[group].keys() == entries.keys(), group


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_plural_has_the_forms_its_language_needs(lang: str) -> None:
    needed = set(Locale.parse(lang).plural_form.tags) | {"other"}
    for group in PLURALS:
        for key, forms in table(lang)[group].items():
            assert set(forms) == needed, (group, key)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_translations_keep_the_blanks(lang: str) -> None:
    for key, sentence in table("en")["text"].items():
        assert _blanks(table(lang)["text"][key]) == _blanks(sentence), key
    for key in table("en")["sentence"]:
        assert _blanks(table(lang)["sentence"][key]) == _blanks(key), key
    for key, forms in table("en")["plural"].items():
        for form in table(lang)["plural"][key].values():
            assert _blanks(form) == _blanks(forms["other"]), key


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_phrase_of_the_stages_is_told_with_its_blanks_and_plural_forms(lang: str) -> None:
    own = table(lang)["phrase"]
    assert own.keys() == ENGLISH_PHRASES.keys()
    forms = len(set(Locale.parse(lang).plural_form.tags) | {"other"})
    for key, template in own.items():
        assert blanks_of(template) == blanks_of(ENGLISH_PHRASES[key]), key
        for chosen in re.findall(r"\{\w+:([^{}]*)\}", template):
            # a whole number never needs the form for fractions, which is the last
            assert len(chosen.split("|")) in {forms, max(forms - 1, 2)}, key
    if lang != "en":
        assert not [key for key, words in own.items() if re.search("[A-Za-z]{3}", _NAMES.sub("", words))]


def _blanks(sentence: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(sentence) if name}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_code_of_the_taxonomy_has_words(lang: str) -> None:
    spoken = words(lang)
    closed = {
        "event_type": taxonomy.EVENT_TYPES,
        "weapon": taxonomy.WEAPON_CLASSES,
        "target": taxonomy.OBJECT_CLASSES,
        "attribution": taxonomy.ATTRIBUTION_LADDER,
        "restriction": taxonomy.RESTRICTIONS,
        "unit": (*get_args(taxonomy.Unit), "percent"),
        "verb": taxonomy.EVIDENCE_VERBS,
        "stance": get_args(Stance),
        "element_status": get_args(ElementStatus),
        "element": {code for listed in (ENGLISH, UKRAINIAN, RUSSIAN) for code in listed} | {"other"},
        "mode": get_args(get_type_hints(Statement)["mode"]),
        "kind": [str(kind.__struct_config__.tag) for kind in get_args(AnyMention)],
        "place_role": get_args(get_type_hints(PlaceMention)["role"]),
        "quote_flag": get_args(QuoteFlag),
        "cut": get_args(CutKind),
        "language": LANGUAGES,
    }
    for group, codes in closed.items():
        missing = [code for code in codes if not spoken.knows(group, code)]
        assert missing == [], (group, missing)


@pytest.mark.parametrize("lang", ["uk", "ru"])
def test_translations_are_in_cyrillic(lang: str) -> None:
    for key, sentence in table(lang)["text"].items():
        letters = re.sub(r"\{[a-z]+\}|“.*?”|«truceline.*?»", "", sentence)
        if any(c.isalpha() for c in letters):
            assert re.search("[а-яіїєґё]", letters, re.IGNORECASE), key


def test_ukrainian_has_no_russian_letters_and_the_other_way_round() -> None:
    assert not re.search("[ыэъё]", str(table("uk")), re.IGNORECASE)
    assert not re.search("[іїєґ]", str(table("ru")), re.IGNORECASE)


@pytest.mark.parametrize(
    ("lang", "number", "said"),
    [
        ("en", 1, "1 incident"),
        ("en", 0, "0 incidents"),
        ("uk", 1, "1 інцидент"),
        ("uk", 3, "3 інциденти"),
        ("uk", 5, "5 інцидентів"),
        ("uk", 11, "11 інцидентів"),
        ("uk", 21, "21 інцидент"),
        ("uk", 112, "112 інцидентів"),
        ("ru", 1, "1 инцидент"),
        ("ru", 2, "2 инцидента"),
        ("ru", 12, "12 инцидентов"),
        ("ru", 104, "104 инцидента"),
        ("ru", 1001, "1\u00a0001 инцидент"),
    ],
)
def test_plurals(lang: str, number: int, said: str) -> None:
    assert words(lang).count("incidents_are", number) == said


def test_units_bend_with_their_number() -> None:
    assert words("ru").unit("explosion", 3) == "взрыва"
    assert words("uk").unit("explosion", 7) == "вибухів"
    assert words("en").unit("cucumber", 2) == "cucumber"


@pytest.mark.parametrize(
    ("lang", "milli", "said"), [("en", 1_234_500, "1,234.50"), ("uk", 1_234_500, "1\u00a0234,50"), ("ru", 420, "0,42")]
)
def test_numbers_follow_the_language(lang: str, milli: int, said: str) -> None:
    assert words(lang).fixed(milli) == said


@pytest.mark.parametrize(
    ("ppm", "said"),
    [
        (0, "0\u00a0%"),
        (1, "<1\u00a0%"),
        (4_999, "<1\u00a0%"),
        (310_000, "31\u00a0%"),
        (999_999, ">99\u00a0%"),
        (1_000_000, "100\u00a0%"),
    ],
)
def test_an_uncertain_share_is_never_rounded_to_certainty(ppm: int, said: str) -> None:
    assert words("en").percent(ppm) == said


def test_spans() -> None:
    spoken = words("en")
    assert spoken.span(3, 3) == "3"
    assert spoken.span(3, 5) == "3–5"
    assert spoken.span(None, 5) == "at most 5"
    assert spoken.span(950, None) == "at least 950"
    assert spoken.span(None, None) == "not known"


def test_dates_and_offsets() -> None:
    assert words("uk").day("2025-04-19") == "19 квіт. 2025"
    assert words("uk").full_day("2025-04-19") == "19 квітня 2025\u00a0р."
    assert words("ru").full_day("2025-04-19") == "19 апреля 2025\u00a0г."
    assert words("en").full_day("2025-04-19") == "19 April 2025"
    assert words("en").moment("2025-04-19T18:00:00+03:00") == "19 Apr 2025, 18:00 UTC+3"
    assert words("en").moment("2025-04-19T18:00:00-03:30") == "19 Apr 2025, 18:00 UTC−3:30"
    assert words("en").moment("2025-04-19T18:00:00+00:00") == "19 Apr 2025, 18:00 UTC"
    assert words("en").moment("19:30") == "19:30"
    assert words("en").day("some day") == "some day"


@pytest.mark.parametrize(
    ("lang", "month", "months", "years"),
    [
        ("en", "23–29 Mar 2031", "23 Mar – 3 Apr 2031", "29 Dec 2030 – 4 Jan 2031"),
        ("uk", "23–29 бер. 2031", "23 бер. – 3 квіт. 2031", "29 груд. 2030 – 4 січ. 2031"),
        ("ru", "23–29 мар. 2031", "23 мар. – 3 апр. 2031", "29 дек. 2030 – 4 янв. 2031"),
    ],
)
def test_days_and_weeks_have_the_form_of_a_day(lang: str, month: str, months: str, years: str) -> None:
    spoken = words(lang)

    def told(first: str, last: str) -> str:
        return spoken.week(first, last).replace("\u2009", " ")

    assert told("2031-03-23", "2031-03-29") == month
    assert told("2031-03-23", "2031-04-03") == months
    assert told("2030-12-29", "2031-01-04") == years
    assert spoken.week("2031-05-03", "2031-05-03") == spoken.day("2031-05-03")


def test_an_unknown_language_is_refused_with_advice() -> None:
    with pytest.raises(UsageError, match="en, uk, ru"):
        words("xx")


def test_an_unknown_code_is_shown_as_it_came_but_harmless() -> None:
    spoken: Words = words("en")
    assert spoken.term("status", "new\u202estatus") == "new\ufffdstatus"


def test_no_word_is_left_over() -> None:
    """A word that nothing says any more is one that translators keep up for nothing."""
    room = Path(truceline.publish.words.__file__).parent
    notices = room.parent / "mission" / "recall.py"
    source = "".join(
        path.read_text(encoding="utf-8") for path in sorted((*room.glob("*.py"), *room.glob("templates/*.*"), notices))
    )
    built = {f"{part}_{end}" for part, ends in BUILT.items() for end in ends}
    text = [key for key in table("en")["text"] if f'"{key}"' not in source and f"'{key}'" not in source]
    assert set(text) <= built
    assert [key for key in table("en")["plural"] if f'"{key}"' not in source] == []
    assert [key for key in table("en")["label"] if f"labels.{key}" not in source] == []
