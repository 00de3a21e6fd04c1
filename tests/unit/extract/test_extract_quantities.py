"""Numbers with their units and their room; and numbers that are none."""

from __future__ import annotations

import pytest

from truceline.extract.extract import extract
from truceline.model.evidence import Document, EvidenceItem, Span
from truceline.model.mentions import QuantityMention


def quantities(text: str) -> list[QuantityMention]:
    item = EvidenceItem("itm_x", "", "", "text/plain", "own", "news", "x.txt", None, 0)
    document = Document(item=item, text=text, body=(Span(0, len(text)),), published_day="2033-03-16", language="en")
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
