"""Who speaks: asides, offices, pronouns, governments, letters, the one who is quoted; and who is named at all."""

from __future__ import annotations

import pytest
from tests.extract_texts import news_of

from truceline.extract.extract import extract
from truceline.model.evidence import Document
from truceline.model.mentions import AgreementElement, PersonMention, Quote, Statement


def document(text: str) -> Document:
    return news_of(text, "2033-03-16", "en")


def last_speaker(text: str) -> tuple[str | None, str | None]:
    quote = [found for found in extract((document(text),)) if isinstance(found, Quote)][-1]
    return quote.speaker, quote.speaker_id


@pytest.mark.parametrize(
    ("text", "speaker", "key"),
    [
        ('"We go," Peskov, the Kremlin spokesman, told reporters.', "Peskov", "peskov"),
        ('"It is quiet," said 72-year-old Gayane, wrapped in a blanket.', "Gayane", "gayane"),
        ('The mayor, Lena Hask, was blunt: "No."', "Lena Hask", "lena_hask"),
        ('Her neighbour, Ivo, shook his head. "Nobody is coming."', "Ivo", "ivo"),
        ('"Nobody is coming," said one, who gave her name only as Amna.', "Amna", "amna"),
        ('One of them, a woman who gave her name as Lidia, said it was "like a mosquito".', "Lidia", "lidia"),
        ('"We fired back," read a letter signed by General Ivo Brand.', "Ivo Brand", "ivo_brand"),
        ('State television quoted Marshal Ivo Brand as saying the war was "over".', "Ivo Brand", "ivo_brand"),
        ('"Nonsense," one trader was quoted as saying by the paper.', "one trader", "one_trader"),
        ('Baku was silent, with Lena Hask calling it "a gift".', "Lena Hask", "lena_hask"),
        ('Moscow said it was "ready".', "Moscow", "moscow"),
        ('"Who fired first?" Pavlo snorts.', "Pavlo", "pavlo"),
        ('"Peace?" Ivo, the beekeeper, spat.', "Ivo", "ivo"),
        ('Lena Hask wrote on X. His army counterpart, General Ivo Brand, shot back: "No."', "Ivo Brand", "ivo_brand"),
        ('Lena Hask spoke. "We are tired," her office quoted her as saying.', "Lena Hask", "lena_hask"),
        ('Berendsen, a former officer, was blunt. "It is over," he said.', "Berendsen", "berendsen"),
        ('The truce, which Lena Hask called "a gift", ended.', "Lena Hask", "lena_hask"),
        ('Lena Hask said that Ivo Brand had told her: "Go home."', "Ivo Brand", "ivo_brand"),
        (
            'Spokeswoman Lena Hask spoke. The minister left. "It is over," the spokeswoman said.',
            "Lena Hask",
            "lena_hask",
        ),
        ('Baku rejected the "ultimatum" of the council.', None, None),
        ('The so-called "quiet zone" was closed.', None, None),
        ("Lena Hask said: \"They told us there was 'nowhere to go' then.\"", None, None),
    ],
)
def test_speaker(text: str, speaker: str | None, key: str | None) -> None:
    assert last_speaker(text) == (speaker, key)


def test_she_is_the_one_whom_the_sentence_before_is_about() -> None:
    text = 'Minister Ivo Brand left. A resident named Larysa, 71, sat in the dark. "I have candles," she said.'
    assert last_speaker(text) == ("Larysa", "larysa")


def test_he_is_nobody_whom_the_quotation_names() -> None:
    text = 'Minister Ivo Brand spoke in Pell. "I believe President Oren Tal wants peace," he wrote.'
    assert last_speaker(text) == ("Ivo Brand", "ivo_brand")


@pytest.mark.parametrize(
    ("text", "speaker", "content"),
    [
        ("Ivo Brand told Lena Hask that the road was open, his office said.", "office",
         "Ivo Brand told Lena Hask that the road was open"),
        ("The blasts, Lena Hask added, were heard far away.", "Lena Hask",
         "The blasts, Lena Hask added, were heard far away"),
        ("The soldiers were accused of looting the shop.", None, "looting the shop"),
        ("It is alleged that soldiers looted the shop.", None, "soldiers looted the shop"),
        ("Baku issued a warning that it would return fire.", "Baku", "it would return fire"),
        ("Residents reached by phone said the road was closed.", "Residents reached by phone", "the road was closed"),
        ("Lena Hask said the road was closed but declined to say why.", "Lena Hask", "the road was closed"),
    ],
)  # fmt: skip
def test_content(text: str, speaker: str | None, content: str) -> None:
    found = [(one.speaker, one.text) for one in extract((document(text),)) if isinstance(one, Statement)]
    assert (speaker, content) in found


@pytest.mark.parametrize(
    "text",
    [
        "Lena Hask declined to comment.",
        "Baku did not confirm that the road was open.",
        "Ivo Brand asked not to be named.",
        "The governor posted pictures of the bus.",
        "The commission found two shells near the road.",
        "Lena Hask stopped short of saying who had fired.",
    ],
)
def test_nothing_is_stated(text: str) -> None:
    assert [one.text for one in extract((document(text),)) if isinstance(one, Statement)] == []


def test_the_act_that_is_denied() -> None:
    (found,) = [one for one in extract((document("The army denied shelling Pell."),)) if isinstance(one, Statement)]
    assert (found.stance, found.about) == ("denies", "fire.shelling")


def test_persons_are_neither_bodies_nor_places_nor_storms() -> None:
    text = (
        "Operation Iron Gate went on as Storm Boris hit Camp Bastion, the Kyiv Post and Novaya Gazeta said. "
        "Mayor Vitali Klitschko met Ursula von der Leyen, Xi Jinping and General Abdel Fattah al-Burhan in Yar. "
        "Von der Leyen thanked Xi. Kyiv said no. The 3rd Assault Brigade and the General Staff left."
    )
    found = [(one.text, one.person_id) for one in extract((document(text),)) if isinstance(one, PersonMention)]
    assert found == [
        ("Vitali Klitschko", "vitali_klitschko"),
        ("Ursula von der Leyen", "ursula_von_der_leyen"),
        ("Xi Jinping", "xi_jinping"),
        ("Abdel Fattah al-Burhan", "abdel_fattah_al_burhan"),
        ("Von der Leyen", "ursula_von_der_leyen"),
        ("Xi", "xi_jinping"),
    ]


@pytest.mark.parametrize(
    ("text", "element", "status", "by"),
    [
        ("The sides failed to agree on a ceasefire.", "ceasefire", "unresolved", None),
        ("A prisoner swap was agreed on Monday.", "prisoner_exchange", "agreed", None),
        ("Kyiv refused to accept a withdrawal of troops.", "withdrawal_of_troops", "rejected", "Kyiv"),
        ("Baku proposed a demilitarised zone.", "buffer_zone", "proposed", "Baku"),
        ("There was no agreement on the status of Crimea.", "territory", "unresolved", None),
        ("The sides differ over the future of the nuclear plant.", "nuclear_power_plant", "unresolved", None),
        ("Brand insisted that the withdrawal of troops be completed.", "withdrawal_of_troops", "demanded", "Brand"),
        ("NATO membership is off the table, Lena Hask said.", "alliance_membership", "rejected", "Lena Hask"),
        ("The text of the agreement has not been published.", "details", "undisclosed", None),
        ("Sticking points include sanctions relief.", "sanctions_relief", "unresolved", None),
    ],
)
def test_an_element_stands_where_its_clause_says(text: str, element: str, status: str, by: str | None) -> None:
    found = [one for one in extract((document(text),)) if isinstance(one, AgreementElement)]
    assert [(one.element, one.status, one.by) for one in found] == [(element, status, by)]


def test_a_truce_that_is_broken_or_only_thought_of_is_no_element() -> None:
    text = "Both accused each other of violating the ceasefire. If a ceasefire is agreed, talks begin."
    assert [one for one in extract((document(text),)) if isinstance(one, AgreementElement)] == []


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ('"They left at dawn," remembered a shepherd.', "shepherd"),
        ('"They left at dawn," Ana Reis shrugged.', "Ana Reis"),
        ('"Is it over now?" mused the farmer.', "farmer"),
        ('A fisherman pointed at the pier. "It is gone," he said.', "fisherman"),
        ('The nurse, Ana Reis, put down her cup. "I am not afraid," she shrugged.', "Ana Reis"),
        ('A drone hit the depot. "Iron Gate of Steel," a film, opened on Monday.', None),
    ],
)
def test_any_verb_beside_a_quotation_may_be_one_of_saying(text: str, speaker: str | None) -> None:
    assert last_speaker(text)[0] == speaker
