"""Numbers with their units and their room; and numbers that are none."""

from __future__ import annotations

import pytest
from tests.extract_texts import news_of

from truceline.extract.extract import extract
from truceline.model.mentions import QuantityMention


def quantities(text: str) -> list[QuantityMention]:
    document = news_of(text, "2033-03-16", "en")
    return [found for found in extract((document,)) if isinstance(found, QuantityMention)]


@pytest.mark.parametrize(
    ("text", "value", "low", "high", "unit", "of"),
    [
        ("600,000 households are in the dark", 600_000, 600_000, 600_000, "household", "households"),
        ("About 600,000 households are in the dark", 600_000, 540_000, 660_000, "household", "households"),
        ("hundreds of thousands of homes are in the dark", None, 200_000, 999_999, "household", "homes"),
        ("dozens of people fled", None, 24, 99, "person", "people"),
        ("more than 40 drones were seen", 40, 40, None, "sortie", "drones"),
        ("at least twelve shells fell", 12, 12, None, "round", "shells"),
        ("up to 200 fighters came", 200, None, 200, "person", "fighters"),
        ("nearly 100 rockets were fired", 100, 90, 99, "projectile", "rockets"),
        ("between 30 and 40 strikes were seen", None, 30, 40, "strike", "strikes"),
        ("20-30 explosions were heard", None, 20, 30, "explosion", "explosions"),
        ("Exports fell by a third", 33.333, 33.333, 33.333, "percent", None),
        ("about 20 per cent of fields are mined", 20, 18, 22, "percent", "fields"),
        ("2.5 million people fled", 2_500_000, 2_500_000, 2_500_000, "person", "people"),
        ("twenty-three mortar rounds landed", 23, 23, 23, "round", "mortar rounds"),
        ("five Ukrainian regions were named", 5, 5, 5, None, "Ukrainian regions"),
        ("killing four people in the town", 4, 4, 4, "person", "people"),
        ("in the blast, wounding 17, officials said", 17, 17, 17, "person", None),
        ("several houses were hit", None, 3, 9, "object", "houses"),
        ("a dozen soldiers were held", 12, 12, 12, "person", "soldiers"),
        ("Some 1.2m people fled", 1_200_000, 1_080_000, 1_320_000, "person", "people"),
        ("600 000 homes are dark", 600_000, 600_000, 600_000, "household", "homes"),
        ("1,5 thousand homes are dark", 1_500, 1_500, 1_500, "household", "homes"),
        ("half a million residents left", 500_000, 500_000, 500_000, "person", "residents"),
        ("30 to 40 drones were seen", None, 30, 40, "sortie", "drones"),
        ("two or three shells fell", None, 2, 3, "round", "shells"),
        ("no fewer than 15 strikes were seen", 15, 15, None, "strike", "strikes"),
        ("several hundred fighters came", None, 300, 999, "person", "fighters"),
        ("a handful of tanks came", None, 3, 6, "weapon", "tanks"),
        ("100+ drones flew", 100, 100, None, "sortie", "drones"),
        ("two Kenyans were held", 2, 2, 2, "person", "Kenyans"),
        ("two T-72 tanks were seen", 2, 2, 2, "weapon", "T-72 tanks"),
        ("nearly two-thirds of the houses fell", 66.667, 60.001, 66.667, "percent", "houses"),
        ("one in five homes is dark", 20, 20, 20, "percent", "homes"),
        ("It rose by five percentage points", 5, 5, 5, "percentage_point", None),
        ("Exports doubled", 2, 2, 2, "times", None),
        ("It broke the truce 12 times", 12, 12, 12, "event", "times"),
        ("Twelve were killed in the town", 12, 12, 12, "person", None),
        ("The toll rose to at least 45", 45, 45, None, "person", None),
        ("dozens more wounded were seen", None, 24, 99, "person", "wounded"),
        ("One Russian soldier was held", 1, 1, 1, "person", "Russian soldier"),
    ],
)
def test_quantity(
    text: str, value: float | None, low: float | None, high: float | None, unit: str | None, of: str | None
) -> None:
    def milli(number: float | None) -> int | None:
        return None if number is None else round(number * 1000)

    (found,) = quantities(text)
    assert (found.value_milli, found.low_milli, found.high_milli) == (milli(value), milli(low), milli(high))
    assert (found.unit, found.of) == (unit, of)
    assert text[found.start : found.end] == found.text


@pytest.mark.parametrize(
    "text",
    [
        "They trained with an FGM-148 Javelin system in the field.",
        "A TM-62 and a 9K35 were found in the field.",
        "The 28-point plan was sent to the army.",
        "Call +41 22 555 0101 or +380 44 123-45-67 for the list.",
        "It began in 2014 and was over by 8 January 2026.",
        "Anton Greel, 44, was on the bus.",
        "A 61-year-old farmer was in the field.",
        "Article 5 and Resolution 1701 of the council were read.",
        "They came at 22:10 and left at 6.20am that day.",
        "It took three hours, and two winters ago it took ten days.",
        "It lies four kilometres north of the town.",
        "No one was hurt; one of the men was there.",
        "It began at about nine o'clock in the town.",
        "They had a 155-mm gun, 152mm howitzers, 82 mm mortars, an Su-35 and a T-72.",
        "Resolutions 1701 and 1559, the G7 and COVID-19 were named.",
        "They sent a Boeing 737 and a Leopard 2 into it.",
        "He lives at 22 Mira Street near School No. 5, see page 12.",
        "The address 192.168.1.1 and the point 48.0159, 37.8028 were given.",
        "It won 3-0, and 24/7 it was so, as on 9/11.",
        "They are aged 12 to 17, aged between 5 and 12, or in their 60s.",
        "The two sides of the Group of 20 met for the first 100 days.",
        "Camera posts heard it 3-5km south-east of the town.",
    ],
)
def test_no_quantity(text: str) -> None:
    assert quantities(text) == []


def test_the_claimant_is_the_speaker() -> None:
    (found,) = quantities("About 600,000 households were cut off, the company DTEK said.")
    assert found.claimed_by == "DTEK"


def test_handed_over_is_not_a_bound() -> None:
    (found,) = quantities("The army handed over 311 prisoners to the mission.")
    assert (found.text, found.high_milli) == ("311 prisoners", 311_000)


@pytest.mark.parametrize(
    ("text", "part", "value", "unit", "total"),
    [
        ("There were 90 drones, 70 of which were shot down.", "70", 70, "sortie", "90 drones"),
        ("There were 152 clashes, 43 of them near Pell.", "43 of them", 43, "attack", "152 clashes"),
        ("They lost 1,200 soldiers, including 300 killed.", "300 killed", 300, "person", "1,200 soldiers"),
        ("They shot down 51 drones, including 36 over Pell.", "36", 36, "sortie", "51 drones"),
        ("Of the 90 drones, 12 were jammed.", "12", 12, "sortie", "90 drones"),
        ("They downed 144 of the 210 targets.", "144 of the 210 targets", 144, "object", "210 targets"),
        ("It counted 312 violations, including 85 explosions.", "85 explosions", 85, "explosion", "312 violations"),
    ],
)
def test_a_part_points_to_its_total(text: str, part: str, value: int, unit: str, total: str) -> None:
    found = {one.text: one for one in quantities(text)}
    assert (found[part].value_milli, found[part].unit) == (value * 1000, unit)
    assert found[part].part_of == found[total].start


def test_the_wounded_are_no_part_of_the_dead() -> None:
    found = quantities("Seven people were killed, including two children, and 19 wounded.")
    assert [one.part_of for one in found] == [None, 0, None]
