"""The parts of plain-text articles, and what is refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from truceline.model.errors import InputError
from truceline.model.evidence import Blob, Document, ReadContext
from truceline.model.ids import content_id, sha256_hex
from truceline.model.reading import Reading
from truceline.sources.decoding import MAX_BYTES
from truceline.sources.text import SOURCE

KYIV = ReadContext(time_zone="Europe/Kyiv")


def read(data: bytes | str, source: str = "") -> Reading:
    data = data.encode() if isinstance(data, str) else data
    return SOURCE.read(Blob(sha256=sha256_hex(data), data=data, filename="a.txt", source=source, received_s=7), KYIV)


def document(data: bytes | str) -> Document:
    return read(data).documents[0]


def body(data: bytes | str) -> list[str]:
    doc = document(data)
    return [span.of(doc.text) for span in doc.body]


WIRE = (
    " date 2026-01-08 ×\nGuns fall silent in Kestria\n\nBy AFP | Jan. 8, 2026\n\n"
    "Soldiers rest near the line on January 7, 2026. [AFP]\n\n"
    "The guns fell silent on Thursday, both armies said.\n\n"
    "Wary hopes\n\n"
    'Residents of Orvane left their cellars. "It is quiet," one said.\n\n'
    "Read more: The road to the truce\n\nShare\nFacebook Twitter WhatsApp\n"
)


def test_a_wire_story_is_told_apart() -> None:
    doc = document(WIRE)
    assert doc.headline is not None and doc.headline.of(doc.text) == "Guns fall silent in Kestria"
    assert doc.byline is not None and doc.byline.of(doc.text) == "By AFP | Jan. 8, 2026"
    assert (doc.credit, doc.published_s, doc.published_day, doc.language) == ("AFP", None, "2026-01-08", "en")
    assert body(WIRE) == [
        "The guns fell silent on Thursday, both armies said.",
        'Residents of Orvane left their cellars. "It is quiet," one said.',
    ]


def test_the_text_is_the_file_as_it_stands() -> None:
    data = "\ufeffA headline here\r\n\r\nFirst sentence of it.\rSecond sentence.\n".encode()
    assert document(data).text == data.decode("utf-8")
    assert body(data) == ["First sentence of it.", "Second sentence."]


def test_residue_at_the_end_of_a_paragraph_is_cut_off_and_dates_the_story() -> None:
    doc = document("The guns fell silent, both armies said. They had fired for days. date 2026-01-08 ×")
    assert doc.body[-1].of(doc.text).endswith("for days.")
    assert doc.published_day == "2026-01-08"


def test_a_day_with_its_weekday_in_the_opening_dates_a_story_that_has_no_other_date() -> None:
    assert document("The army said on Thursday, January 8, 2026, that it held fire.").published_day == "2026-01-08"
    assert document("The army said on Friday, January 8, 2026, that it held fire.").published_day is None
    assert document("The treaty of January 8, 2026, holds, the army said.").published_day is None


@pytest.mark.parametrize(
    ("line", "seconds", "day"),
    [
        ("By AFP | Jan. 8, 2026 10:30 pm GMT", 1767911400, None),
        ("By AFP | 8 January 2026, 14:05", 1767873900, None),
        ("By AFP | 2026-01-08T10:20:00+02:00", 1767860400, None),
        ("Автор: Ukrinform | 8 січня 2026", None, "2026-01-08"),
        ("By AFP | 01/02/2026", None, None),
        ("By AFP | February 30, 2026", None, None),
    ],
)
def test_dates_of_bylines(line: str, seconds: int | None, day: str | None) -> None:
    doc = document(f"Guns fall silent\n\n{line}\n\nThe guns fell silent, both armies said.\n\nNobody was hurt.\n")
    assert (doc.published_s, doc.published_day) == (seconds, day)
    assert doc.item.reported_s == seconds


def test_hard_wrapped_lines_are_one_paragraph() -> None:
    text = (
        "The guns fell silent along the whole line of contact on Thursday\n"
        "evening, both armies said, after a night in which more than forty\n"
        "explosions had been counted by the observers of the mission.\n\n"
        "Nobody was hurt.\n"
    )
    assert len(body(text)) == 2


def test_notes_without_full_stops_stay_in_the_body() -> None:
    assert len(body("Explosions in Orvane\nDrones over Pell\nPower is out\n")) >= 2
    assert body("Explosions in Orvane") == ["Explosions in Orvane"]


def test_an_agency_in_the_dateline_or_at_the_end_is_the_credit_and_a_photo_credit_is_none() -> None:
    assert document("KYIV, Jan 8 (Reuters) - The guns fell silent, both armies said.").credit == "Reuters"
    assert document("The guns fell silent, both armies said.\n\n© 2026 AFP. All rights reserved\n").credit == "AFP"
    assert document("A soldier rests. [AFP]\n\nThe guns fell silent, both armies said.").credit is None


def test_encodings_other_than_utf8_are_read_with_a_warning() -> None:
    words = "Гармати замовкли в четвер, сказали обидві армії."
    for encoding in ("utf-16", "utf-16-le", "cp1251", "koi8-u"):
        reading = read(words.encode(encoding))
        assert reading.documents[0].text == words, encoding
        assert [note.severity for note in reading.notes] == ["warning"]
    assert read(words).documents[0].language == "uk"
    assert read("Орудия замолчали в четверг, сообщили обе армии, это было тихо.").documents[0].language == "ru"


def test_capitals_in_an_old_encoding_are_read() -> None:
    for words in ("ОРУДИЯ ЗАМОЛЧАЛИ В ЧЕТВЕРГ НА ФРОНТЕ", "орудия замолчали в четверг на фронте"):
        for encoding in ("cp1251", "koi8-u"):
            assert document(words.encode(encoding)).text == words


def test_broken_places_do_not_make_an_utf8_file_another_encoding() -> None:
    words = b"The guns fell silent. " + b"\xff\xfe\x80" + "Гармати замовкли в четвер, сказали армії.".encode()
    reading = read(words)
    assert reading.documents[0].text.endswith("Гармати замовкли в четвер, сказали армії.")
    assert "3 places are not valid UTF-8" in reading.notes[0].found


def test_a_text_longer_than_any_article_is_read_and_said() -> None:
    reading = read("The guns fell silent on Thursday, both armies said. " * 40_000)
    assert [note.field for note in reading.notes] == ["length"]
    assert len(reading.documents) == 1


def test_a_cut_character_and_a_nul_are_told_and_the_rest_goes_in() -> None:
    cut = read("Гармати замовкли в четвер".encode()[:-1])
    assert "truncated" in cut.notes[0].found
    assert "control" in read(b"The guns fell\0 silent, both armies said.").notes[0].found


@pytest.mark.parametrize("data", [b"", b" \n\n", b"\0" * 500, bytes(range(256)) * 40, b"x" * (MAX_BYTES + 1)])
def test_what_is_no_article_is_refused(data: bytes) -> None:
    with pytest.raises(InputError) as caught:
        read(data)
    assert caught.value.where == "a.txt" and caught.value.advice


def test_a_post_loses_no_line_of_its_own() -> None:
    lines = [
        "Чернігівщина: доба 11 квітня",
        "За минулу добу в області – 38 обстрілів, 67 вибухів. \U0001f3da",
        "танків – 12 018 (+3) од",
        "БПЛА оперативно-тактичного рівня – 281 644 (+1 903) од",
        "Від січня це вже шостий випадок нападу на гуманітарні місії.",
        "Дані уточнюються.",
    ]
    read = document("\n\n".join(lines).encode())
    assert [span.of(read.text) for span in read.body] == lines[1:] and read.byline is None


def test_ids_and_sources() -> None:
    item = read(WIRE).items[0]
    assert item.item_id == content_id("itm", sha256_hex(WIRE.encode()), "")
    assert (item.source, item.source_class, item.received_s) == ("AFP", "news", 7)
    assert read(WIRE, source="Kestria Today").items[0].source == "Kestria Today"


def test_the_seeds(seed_texts: Path) -> None:
    documents = [document(path.read_bytes()) for path in sorted(seed_texts.glob("*.txt"))]
    assert [doc.credit for doc in documents] == [None, "AFP"]
    assert {doc.published_day for doc in documents} == {"2026-01-08"}
    assert all(
        not span.of(doc.text).startswith(("By AFP", "Ukrainian soldiers")) for doc in documents for span in doc.body
    )
    assert "Escalating Rhetoric and Military Threats" not in [s.of(documents[0].text) for s in documents[0].body]
