"""What somebody who has never seen a bulletin must be able to tell from it at once."""

from __future__ import annotations

import re
from xml.etree import ElementTree as ET

import msgspec
import pytest
from tests.golden.publish.sample_bulletin import sample_bulletin

from truceline.model.bulletin import PublicAudit, PublicTrend
from truceline.model.phrase import Moment, Name, Phrase, say
from truceline.publish.alike import others, told_together
from truceline.publish.answer import answer
from truceline.publish.compose import compose
from truceline.publish.document import Drawing, Table
from truceline.publish.map import count_cells, draw_map
from truceline.publish.multiples import draw_multiples
from truceline.publish.words import LANGUAGES, words

_DAYS = ("2031-04-01", "2031-04-02")


def _unequal(category: str, figure: str, start_s: int = 0) -> PublicAudit:
    window = say("window", hours=24, start=Moment(start_s), end=Moment(start_s + 86_400))
    told = say(
        "audit_unequal",
        category=Name(category),
        one=Name("north"),
        two=Name("south"),
        figure=Name(figure),
        other=Name("7"),
        window=window,
        wider=window,
        more=say("no_more"),
    )
    return PublicAudit("window", "North, South", "2031-04-12T09:00+03:00", "cannot_tell", "", told)


def test_what_is_found_of_several_categories_is_told_once_and_the_total_leads() -> None:
    points = [_unequal("drone", "5"), _unequal("total", "9"), _unequal("assault", "1"), _unequal("drone", "5", 3600)]
    together = told_together(points)
    assert [[point.told.blanks[0][1].words for point in group] for group in together] == [  # type: ignore[union-attr]
        ["total", "drone", "assault"],
        ["drone"],
    ]
    assert others(together[0], words("en")) == "The same is found of: drones, assaults."
    assert others(together[1], words("en")) == ""


def test_a_check_without_a_phrase_stands_alone() -> None:
    bare = msgspec.structs.replace(_unequal("drone", "5"), told=None)
    assert told_together([bare, bare]) == [(bare,), (bare,)]


def test_moments_of_a_check_are_by_the_clock_of_the_mission() -> None:
    told = _unequal("total", "9").told
    assert told is not None
    assert "1 Jan 1970, 03:00 UTC+3" in words("en").phrase(told, "Europe/Kyiv")
    assert "1 Jan 1970, 00:00 UTC " in words("en").phrase(told, "no such zone")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_collapse_says_whether_there_was_a_fall(lang: str) -> None:
    def meaning(told: tuple[Phrase, ...]) -> str:
        bulletin = sample_bulletin()
        verdict = msgspec.structs.replace(bulletin.verdict, verdict="collapsed", told=told)
        return answer(msgspec.structs.replace(bulletin, verdict=verdict), words(lang)).meaning

    lost = meaning((say("has_collapsed", rise=say("no_more"), lost=say("no_more")),))
    never = meaning((say("not_taken_hold"),))
    assert len({lost, never, meaning(())}) == 3


def test_sectors_are_drawn_on_one_scale_and_a_single_incident_does_not_fill_a_panel() -> None:
    parts = tuple(
        PublicTrend(of, name, name, _DAYS, numbers, (0, 0))  # type: ignore[arg-type]
        for of, name, numbers in (("sector", "a", (10, 40)), ("sector", "b", (0, 20)), ("provision", "c", (0, 1)))
    )
    tree = ET.fromstring(draw_multiples(parts, words("en"), frozenset()))
    bars = [float(bar.attrib["height"]) for bar in tree.iter("{http://www.w3.org/2000/svg}rect")]
    assert bars[1] == 2 * bars[2] == 4 * bars[0]
    assert bars[3] == pytest.approx(bars[1] / 5, abs=0.1)


def test_the_days_show_since_when_the_answer_stands_and_what_the_last_one_brought() -> None:
    bulletin = sample_bulletin()

    def drawn(verdict: str) -> str:
        found = msgspec.structs.replace(bulletin.verdict, verdict=verdict)
        made = compose(msgspec.structs.replace(bulletin, verdict=found), "en", 20, 0)
        return next(b.svg for s in made.sections for b in s.blocks if isinstance(b, Drawing) and b.name == "timeline")

    assert "Eroding since 10 Apr" in drawn("eroding")
    assert "d-turn" not in drawn("holding")
    last = [day.incidents for day in bulletin.days][-1]
    assert f'class="d-value" text-anchor="start">{last}</text>' in drawn("holding")


def test_a_cell_with_several_incidents_has_their_number_in_it() -> None:
    bulletin = sample_bulletin(400)
    svg = draw_map(bulletin.areas, bulletin.incidents, words("en"))
    told = [int(found) for found in re.findall(r'class="d-number"[^>]*>(\d+)<', svg)]
    counted = [cell.number for cell in count_cells(bulletin.incidents) if cell.number]
    assert told and min(told) >= 2 and set(told) <= set(counted)


def test_a_clause_that_came_without_words_is_named_by_its_place() -> None:
    tables = [b for s in compose(sample_bulletin(), "en", 20, 0).sections for b in s.blocks if isinstance(b, Table)]
    windows = next(table for table in tables if table.name == "windows")
    assert [row.cells[0].words for row in windows.rows] == ["No fire at the substation during its repair.", "Annex 4"]


def test_who_says_so_counts_incidents_by_kind_of_source() -> None:
    bulletin = sample_bulletin()
    said = next(one for one in answer(bulletin, words("en")).cards if one.question == "Who says so?").answer[0].words
    told = [code for incident in bulletin.incidents for code in incident.source_classes]
    for code in set(told):
        assert re.search(rf"{words('en').term('source_class', code)} {told.count(code)}[,.]", said)
    bare = msgspec.structs.replace(bulletin, incidents=())
    assert "No report" in answer(bare, words("en")).cards[3].answer[0].words
