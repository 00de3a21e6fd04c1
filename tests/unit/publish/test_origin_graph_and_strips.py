"""Which texts are one witness, and when what is in force: drawn with every label, and with no more than there is."""

from __future__ import annotations

import re
from xml.etree import ElementTree as ET

import msgspec
import pytest
from tests.golden.publish.sample_bulletin import sample_bulletin

from truceline.model.bulletin import PublicInForce, PublicLink, PublicOrigin
from truceline.publish.origin_graph import MOST_ORIGINS, draw_origins, drawn_origins
from truceline.publish.strips import strips
from truceline.publish.words import words

EN = words("en")
BULLETIN = sample_bulletin()


def origin(texts: int, *links: tuple[int, int, str], name: str = "org_x") -> PublicOrigin:
    joined = tuple(PublicLink(a, b, relation, "b_from_a") for a, b, relation in links)
    return PublicOrigin(name, tuple(f"i{n}" for n in range(texts)), ("Wire",) * texts, "copy", "", joined)


def labels(svg: str) -> list[str]:
    return [one.text or "" for one in ET.fromstring(svg).iter("{http://www.w3.org/2000/svg}text")]


def test_every_text_stands_once_below_the_one_it_came_from() -> None:
    svg = draw_origins((origin(4, (2, 0, "copy"), (2, 1, "rewrite"), (1, 3, "partial"), (0, 1, "copy")),), EN)
    assert [one for one in labels(svg) if "Wire" in one] == ["Wire · 3", "Wire · 1", "Wire · 2", "Wire · 4"]
    assert svg.count('class="d-node"') == 4
    tree = re.findall(r'class="d-link d-link-(\w+)"', svg)
    assert sorted(tree) == ["copy", "copy", "partial", "partial", "rewrite", "rewrite"]  # the key, and three strokes


def test_a_long_chain_is_cut_and_says_so() -> None:
    svg = draw_origins((origin(2_000, *((n, n + 1, "copy") for n in range(1_999))),), EN)
    assert svg.count('class="d-node"') == 12
    assert "and 1,988 more texts" in labels(svg) and "One witness: 2,000 texts" in labels(svg)


def test_the_largest_come_first_and_those_without_a_link_are_not_drawn() -> None:
    many = tuple(origin(n, (0, 1, "copy"), name=f"org_{n}") for n in range(2, 12))
    drawn = drawn_origins((*many, origin(50)))
    assert [len(one.items) for one in drawn] == [11, 10, 9, 8, 7, 6]
    assert len(drawn) == MOST_ORIGINS
    assert drawn_origins(many[::-1]) == drawn_origins(many)


def test_names_are_escaped() -> None:
    bad = msgspec.structs.replace(origin(2, (0, 1, "copy")), sources=("<script>", 'a"b&c'))
    assert "<script>" not in draw_origins((bad,), EN)
    ET.fromstring(draw_origins((bad,), EN))


def readings(*told: PublicInForce) -> list[tuple[str, float, float]]:
    bulletin = msgspec.structs.replace(BULLETIN, force_readings=told)
    return [(one.label, one.start, one.end) for one in strips(bulletin, bulletin.days, EN)]


def test_a_contested_beginning_is_drawn_for_each_side() -> None:
    first = BULLETIN.days[0].day
    assert first == "2031-04-02"  # it begins on the day before, at the cut-off of 19:30
    told = readings(
        PublicInForce("", "Northern Committee", "2031-04-02T19:30+03:00", None),
        PublicInForce("", "Southern Committee", "2031-04-03T07:30+03:00", "2031-04-05T19:30+03:00"),
    )
    assert told == [
        ("in force: Northern Committee", 1.0, float(len(BULLETIN.days))),
        ("in force: Southern Committee", 1.5, 4.0),
    ]


@pytest.mark.parametrize(
    "told",
    [
        PublicInForce("", "", None, None),  # one reading of all: the shaded days say it
        PublicInForce("Annex 3", "", "2030-01-01T00:00+03:00", "2030-01-02T00:00+03:00"),  # long ago
        PublicInForce("Annex 3", "", "2032-01-01T00:00+03:00", None),  # ahead
    ],
)
def test_what_is_not_among_the_days_drawn_has_no_stroke(told: PublicInForce) -> None:
    assert readings(told) == []
