"""Who said what: speakers, cues, contents, stances."""

from __future__ import annotations

import pytest
from tests.extract_texts import news_of

from truceline.extract.english.names import key
from truceline.extract.extract import extract
from truceline.model.evidence import Document
from truceline.model.mentions import Quote, Statement


def document(text: str) -> Document:
    return news_of(text, "2033-03-16")


def statements(text: str) -> list[Statement]:
    return [found for found in extract((document(text),)) if isinstance(found, Statement)]


@pytest.mark.parametrize(
    ("text", "speaker", "content", "stance"),
    [
        ("The RSF said that the road was open.", "RSF", "the road was open", "asserts"),
        ("Baku agreed to reopen the road.", "Baku", "to reopen the road", "agrees"),
        ("Baku denied that the road was open, and so did Tehran.", "Baku", "the road was open", "denies"),
        ("The road is open, local sources said, and some 60 families left.", "local sources", "The road is open",
         "asserts"),
        ("Cairo waits, while Baku refuses to talk and says the road is open.", "Baku", "the road is open", "asserts"),
        ("Sources close to the talks claim that the road was open.", "Sources close to the talks",
         "the road was open", "claims"),
        ("Moscow said on Tuesday that the road was open.", "Moscow", "the road was open", "asserts"),
        ("Baku told reporters that the road was open.", "Baku", "the road was open", "asserts"),
        ("The road is open, said Lena Hask.", "Lena Hask", "The road is open", "asserts"),
        ("The road is open, the ministry of defence said.", "ministry of defence", "The road is open", "asserts"),
        ("The road is open, according to the Lebanese army.", "Lebanese army", "The road is open", "asserts"),
        ("According to the Lebanese army, the road is open.", "Lebanese army", "the road is open", "asserts"),
        ("The army denied it had opened fire.", "army", "it had opened fire", "denies"),
        ("Yerevan claims to have won the day.", "Yerevan", "to have won the day", "claims"),
        ("Marshal Oren Tal has warned that the truce will fail.", "Oren Tal", "the truce will fail", "warns"),
        ("The minister, Lena Hask, confirmed the road was open.", "Lena Hask", "the road was open", "confirms"),
        ("Lena Hask, who lost the vote, said the road was open.", "Lena Hask", "the road was open", "asserts"),
        ("Kestria slams the plan for the river.", "Kestria", "the plan for the river", "rejects"),
        ("The plan of the council was criticised by Baku.", "Baku", "The plan of the council", "rejects"),
        ("The rebels demanded the release of all prisoners.", "rebels", "the release of all prisoners", "demands"),
        ("In a post on Telegram, Lena Hask said the road was open.", "Lena Hask", "the road was open", "asserts"),
        ("Officials in the city and the army said the road was open.", "Officials in the city and the army",
         "the road was open", "asserts"),
    ],
)  # fmt: skip
def test_statement(text: str, speaker: str, content: str, stance: str) -> None:
    (found,) = statements(text)
    assert (found.speaker, found.text, found.stance) == (speaker, content, stance)
    assert text[found.start : found.end] == found.text


@pytest.mark.parametrize(
    "text",
    [
        "The army did not say who had opened the road.",
        "The claims of the army and the reports of the police were read.",
        "Moscow's demands were met by the council of the town.",
        "Neither side in the war reported any shooting.",
        "The blast claimed another life in the town.",
        "A United States is born of the union.",
    ],
)
def test_no_statement(text: str) -> None:
    assert statements(text) == []


def test_mixed_speech_keeps_the_marks_and_the_quotation_has_the_speaker() -> None:
    text = 'Lena Hask said the truce was "close to collapse" in the north.'
    (found,) = statements(text)
    assert found.mode == "mixed"
    assert found.text == 'the truce was "close to collapse" in the north'


def test_a_pronoun_is_carried_to_the_last_speaker_it_can_stand_for() -> None:
    text = 'Spokeswoman Lena Hask said the road was open. Colonel Ivo Brand spoke to the crowd. She called it "a gift".'
    found = [quote for quote in extract((document(text),)) if isinstance(quote, Quote)]
    assert found[0].speaker_id == "lena_hask"


def test_a_pronoun_without_a_speaker_stays_null() -> None:
    found = [q for q in extract((document('She called the plan of the town "a gift".'),)) if isinstance(q, Quote)]
    assert [(q.text, q.speaker, q.speaker_id) for q in found] == [("a gift", None, None)]


def test_last_name_and_full_name_are_one_speaker() -> None:
    text = "Lena Hask said the road was open. The army left the town. Hask said the road was closed."
    assert {found.speaker_id for found in statements(text)} == {"lena_hask"}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Volodymyr Zelenskyy", "Volodymyr Zelensky"),
        ("Zelenskiy", "Zelenskyi"),
        ("Dmytro Kuleba", "Dmytro Kuleba's"),
        ("José Ramírez", "Jose Ramirez"),
    ],
)
def test_spellings_of_one_name_have_one_key(one: str, other: str) -> None:
    assert key(one) == key(other)


def test_two_persons_of_one_last_name_are_not_merged() -> None:
    text = "Lena Hask and Ivo Hask met the army. Hask said the road was open."
    (found,) = statements(text)
    assert found.speaker_id == "hask"


def test_the_sides_are_treated_alike() -> None:
    text = "Northern Command spokesman Ivo Brand said the Southern Guard shelled Pell on Monday, killing two people."
    swapped = (
        text.replace("Northern Command", "@")
        .replace("Southern Guard", "Northern Command")
        .replace("@", "Southern Guard")
    )
    one, other = extract((document(text),)), extract((document(swapped),))
    assert [type(found) for found in one] == [type(found) for found in other]

    def mirrored(words: str) -> str:
        return (
            words.replace("Northern Command", "@")
            .replace("Southern Guard", "Northern Command")
            .replace("@", "Southern Guard")
        )

    assert [mirrored(found.text) for found in one] == [found.text for found in other]


def test_marked_words_outside_all_that_is_said_have_no_speaker() -> None:
    text = 'Data for "the cloud" stopped in the town, the army said. Ivo Brand, the "fox" of Pell, left.'
    found = [quote for quote in extract((document(text),)) if isinstance(quote, Quote)]
    assert [(quote.text, quote.speaker) for quote in found] == [("the cloud", "army"), ("fox", None)]
