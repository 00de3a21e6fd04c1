"""Findings, audits and origins draw themselves: every count that is told is drawn, and nothing else."""

from __future__ import annotations

from xml.etree import ElementTree

import pytest
from tests.unit.notebook.test_calls_equal_commands import AGREEMENT, EXAMPLES, TABLES

import truceline as tl
from truceline.notebook.card import Chart, spoken
from truceline.publish.share_bars import Split, draw_share_bars

WIRE = (
    "Shelling hit Lyman on 3 March 2026, killing two people, the regional governor Olena Marchuk said. “We counted "
    "eleven blasts in one hour,” she said. The shells fell on the market square shortly after dawn, and fire crews "
    "worked until noon. Power was cut to 4,200 households."
)
_SVG = "{http://www.w3.org/2000/svg}"


def _told(chart: Chart) -> list[str]:
    """What the marks of a drawing say when they are pointed at."""
    root = ElementTree.fromstring(chart.svg)
    return [mark.text or "" for shape in ("rect", "circle") for mark in root.findall(f".//{_SVG}{shape}/{_SVG}title")]


def test_findings_are_drawn_by_clause() -> None:
    found = tl.assess(tl.fuse(TABLES, zone="Europe/Kyiv"), AGREEMENT)
    told = _told(found.plot())
    for status, n in found.counts.items():
        named = spoken("en").term("status", status)
        assert sum(int(one.rpartition(": ")[2]) for one in told if f"· {named}:" in one) == n


@pytest.mark.parametrize("lang", ["en", "uk", "ru"])
def test_an_audit_is_drawn_by_check(lang: str) -> None:
    found = tl.audit(EXAMPLES / "claims" / "claims.csv", zone="Europe/Kyiv", lang=lang)
    told = _told(found.plot())
    assert found.counts["inconsistent"] == 2
    assert sum(int(one.rpartition(": ")[2]) for one in told) == sum(found.counts.values())


def test_origins_are_drawn_as_trees_of_their_texts() -> None:
    copied = WIRE.replace("shortly after", "soon after")
    found = tl.derive({"wire.txt": WIRE, "daily.txt": copied, "other.txt": "A warehouse burnt in Riga on 5 June 2025."})
    told = " ".join(_told(found.plot()))
    assert "wire.txt" in told and "daily.txt" in told and "copy" in told and "other.txt" not in told


def test_nothing_to_draw_is_no_drawing() -> None:
    assert tl.derive({"one.txt": WIRE}).plot().svg == ""
    assert draw_share_bars("none", "None", ("a", "b"), [Split("x", (0, 0))], spoken("en")) == ""


def test_bars_are_of_one_scale_and_lie_end_to_end() -> None:
    root = ElementTree.fromstring(
        draw_share_bars("b", "B", ("a", "b", "c"), [Split("x", (1, 2, 1)), Split("y", (0, 2, 0))], spoken("en"))
    )
    bars = [one for one in root.iter(f"{_SVG}rect") if one.find(f"{_SVG}title") is not None]
    places = [(float(one.attrib["x"]), float(one.attrib["width"])) for one in bars]
    assert [width for _, width in places] == [110, 220, 110, 220]
    assert [x for x, _ in places] == [250, 360, 580, 250]
    assert "x: a 1, b 2, c 1; y: b 2" in (root.findtext(f"{_SVG}desc") or "")
