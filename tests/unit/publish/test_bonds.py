"""What ties the reports of an incident together, as a table and as waterfalls."""

from __future__ import annotations

import pytest
from lxml import html

from truceline.model.shown import EvidenceView, ShownBond, ShownReport, ShownRuling
from truceline.publish.evidence_page import render_evidence
from truceline.publish.waterfall import draw_evidence, signed
from truceline.publish.words import words

TERMS = (("type of event", 1_700), ("weapon", -700), ("killed", 40))


def report(name: str, said: str = "") -> ShownReport:
    return ShownReport(
        observation_id=f"obs_{name}",
        source="North patrol",
        source_class="patrol",
        event_type="fire.shelling",
        interval="2031-04-07T10:00:00+03:00/2031-04-07T10:30:00+03:00",
        place="49.9935, 36.2304",
        radius_m=800,
        words=said,
        p_same_ppm=987_000,
    )


def page(lang: str, said: str = "") -> html.HtmlElement:
    view = EvidenceView(
        subject="inc_01",
        texts=(),
        reports=(report("a", said), report("b")),
        reports_left_out=3,
        bonds=(ShownBond("obs_a", "obs_b", TERMS),),
        rulings=(ShownRuling("obs_a", "obs_b", True, "A. Reviewer", "one photograph"),),
    )
    return html.fromstring(render_evidence(view, lang))


@pytest.mark.parametrize("lang", ["en", "uk", "ru"])
def test_reports_bonds_and_rulings_are_told(lang: str) -> None:
    told = page(lang)
    assert [row.get("id") for row in told.xpath("//table[@id='reports']/tbody/tr")] == ["obs_a", "obs_b"]
    assert "№ 1" in told.xpath("//details/summary")[0].text_content()
    assert "A. Reviewer" in told.text_content()
    assert len(told.xpath("//svg//rect")) == len(TERMS) + 1
    assert (words(lang).sentence("weapon") or "weapon") in told.xpath("//svg/desc")[0].text_content()


def test_hostile_words_are_words() -> None:
    assert not page("en", "<script>alert(1)</script>").xpath("//script")


def test_each_bar_begins_where_the_one_before_ended_and_the_last_is_the_sum() -> None:
    drawn = html.fromstring(draw_evidence("one", TERMS, words("en")))
    bars = [(float(bar.get("x")), float(bar.get("width"))) for bar in drawn.xpath(".//rect")]
    assert bars[0][0] + bars[0][1] == pytest.approx(bars[1][0] + bars[1][1], abs=0.11)  # the second goes back
    assert bars[2][0] == pytest.approx(bars[1][0], abs=0.11)
    assert bars[3][0] == pytest.approx(bars[0][0], abs=0.11)
    assert drawn.xpath(".//desc")[0].text_content() == "type of event +1.7; weapon −0.7; killed 0.0; log-odds +1.0"


def test_nothing_is_neither_for_nor_against() -> None:
    assert [signed(milli, words("en")) for milli in (-40, 0, 60, -51)] == ["0.0", "0.0", "+0.1", "−0.1"]
