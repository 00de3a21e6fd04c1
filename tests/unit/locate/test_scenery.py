"""A report names one sector after another: each sentence tells of its own places."""

from __future__ import annotations

from truceline.locate.index import PlaceIndex
from truceline.locate.locate import PlaceReading, locate, places
from truceline.model.evidence import Document, EvidenceItem, Span
from truceline.model.mentions import EventMention, PlaceMention

TEXT = """На Куп'янському напрямку обстріляли Синьківку, Іванівку, Берестове.
На Лиманському напрямку бої біля Торського, Тернів.

На Херсонському напрямку обстріляли Антонівку та Білозерку. Українські військові тримають берег Дніпра."""
NAMES = ("Синьківку", "Іванівку", "Берестове", "Торського", "Тернів", "Антонівку", "Білозерку", "Дніпра")


def document(text: str) -> Document:
    item = EvidenceItem("itm_1", "00", "", "text/plain", "AFP", "news", "a.txt", 1_767_866_400, 1_800_000_000)
    return Document(item, text, (Span(0, len(text)),), published_s=1_767_866_400)


def mention(text: str, name: str) -> PlaceMention:
    start = text.index(name)
    return PlaceMention(
        item_id="itm_1", start=start, end=start + len(name), text=name, method="rule", confidence_ppm=900_000
    )


def read(world: PlaceIndex, text: str, *names: str) -> dict[str, PlaceReading]:
    mentions = [mention(text, name) for name in names]
    return {reading.words: reading for reading in places([document(text)], mentions, world)}


def test_each_sentence_tells_of_its_own_places(world: PlaceIndex) -> None:
    found = read(world, TEXT, *NAMES)
    for name, within in (("Іванівку", "UA.07"), ("Берестове", "UA.07"), ("Тернів", "UA.05"), ("Антонівку", "UA.08")):
        resolved = found[name].resolved
        assert resolved is not None and resolved.place.within == within and resolved.place.radius_m < 60_000, name
        assert len(found[name].candidates) > 5  # all that it may be stay
    assert found["Дніпра river"].resolved is not None
    assert found["Дніпра river"].resolved.place.kind == "area"


def test_what_is_left_open_keeps_its_candidates_and_says_so_in_the_observation(world: PlaceIndex) -> None:
    text = "Обстріляли Олександрівку."
    (reading,) = read(world, text, "Олександрівку").values()
    assert reading.resolved is None and len(reading.candidates) >= 108
    event = EventMention(
        item_id="itm_1", start=0, end=len(text), text=text, method="rule:event", confidence_ppm=800_000,
        event_type="fire.shelling", places=("Олександрівку",), place_start=text.index("О", 1),
    )  # fmt: skip
    (row,) = locate([document(text)], [event], world).to_pylist()
    assert row["lat_e6"] is None and row["method"] == "rule:event+rule:place.undecided"
    assert row["place_words"] == "Олександрівку"


def test_the_river_in_the_text_is_not_the_city_in_the_observation(world: PlaceIndex) -> None:
    text = "They shelled the left bank of the Dnipro."
    event = EventMention(
        item_id="itm_1", start=0, end=len(text), text=text, method="rule:event", confidence_ppm=800_000,
        event_type="fire.shelling", places=("Dnipro",), place_start=text.index("Dnipro"),
    )  # fmt: skip
    (row,) = locate([document(text)], [event], world).to_pylist()
    assert row["radius_m"] > 100_000 and row["place_words"] == "Dnipro"


def test_a_sector_tells_a_village_from_a_city_of_its_name(world: PlaceIndex) -> None:
    for text, name, within in (
        ("На Лиманському напрямку бої біля Макіївки.", "Макіївки", "UA.14"),
        ("На Куп'янському напрямку бої під Глушківкою та Лозовою.", "Лозовою", "UA.07"),
    ):
        resolved = next(iter(read(world, text, name).values())).resolved
        assert resolved is not None and resolved.place.within == within and resolved.place.population < 5_000


def test_a_text_in_ukrainian_speaks_of_ukraine_where_its_names_do_not_say_so(world: PlaceIndex) -> None:
    (reading,) = read(world, "Новомосковськ тепер Самар.", "Самар").values()
    assert reading.candidates[0].place.within == "UA.04"
