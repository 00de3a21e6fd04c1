"""What the sections say, before any layout: the answer, periods, changes, labels, limits."""

from __future__ import annotations

import re
from pathlib import Path

import msgspec
import pytest
from tests.golden.publish.sample_bulletin import empty_bulletin, sample_bulletin

import truceline.exercise.score
from truceline.model.bulletin import Bulletin, PublicAudit, PublicCount, PublicDay, PublicScope, PublicVerdict
from truceline.publish.answer import answer
from truceline.publish.cards import cards
from truceline.publish.compose import compose
from truceline.publish.counting import counts, time_line
from truceline.publish.document import Table
from truceline.publish.own import label, own
from truceline.publish.period import LONGEST, period_days
from truceline.publish.score_words import score
from truceline.publish.voices import audits
from truceline.publish.words import words

EN = words("en")


def with_days(start: str, end: str, days: int) -> Bulletin:
    series = tuple(PublicDay(f"2031-04-{n:02d}", 1, 0, 0, 1, 60 * n, 0, None, True) for n in range(1, days + 1))
    return msgspec.structs.replace(sample_bulletin(), period_start=start, period_end=end, days=series)


@pytest.mark.parametrize(
    ("start", "end", "inside"),
    [
        ("2031-04-09T19:30:00+03:00", "2031-04-10T19:30:00+03:00", ["2031-04-10"]),
        ("2031-04-09T00:00:00+03:00", "2031-04-10T00:00:00+03:00", ["2031-04-09"]),
        ("2031-04-08T19:30:00+03:00", "2031-04-10T19:30:00+03:00", ["2031-04-09", "2031-04-10"]),
    ],
)
def test_days_of_the_period_are_named_as_the_reporting_days_are(start: str, end: str, inside: list[str]) -> None:
    assert [day.day for day in period_days(with_days(start, end, 20))] == inside


def test_the_hours_watched_are_those_of_the_last_week_that_is_told() -> None:
    bulletin = with_days("2031-04-09T19:30:00+03:00", "2031-04-10T19:30:00+03:00", 20)
    assert answer(bulletin, EN).tiles[-1].value == EN.hours(bulletin.days[-1].observer_minutes or 0)
    early = (*bulletin.days[:-3], *(msgspec.structs.replace(d, observer_minutes=None) for d in bulletin.days[-3:]))
    tile = answer(msgspec.structs.replace(bulletin, days=early), EN).tiles[-1]
    assert EN.day(bulletin.days[-4].day) in tile.remark


def test_what_was_chosen_is_not_held_against_all_of_the_period_before() -> None:
    chosen = msgspec.structs.replace(sample_bulletin(), kind="special", scope=PublicScope(provisions=("P3-air",)))
    whole, part = (repr(answer(one, EN)) for one in (sample_bulletin(), chosen))
    assert "1,234" in whole and "1,234" not in part


def test_unknown_effort_is_no_zero() -> None:
    days = (PublicDay("2031-04-10", 3, 0, 0, 3, 0, 0, None, True),)
    tile = answer(msgspec.structs.replace(sample_bulletin(), days=days), EN).tiles[-1]
    assert tile.value == "–" and "absence of reports is not absence of events" in tile.remark


def test_a_long_series_is_cut_and_says_so() -> None:
    day = PublicDay("2031-04-10", 1, 0, 0, 1, 60, 0, None, True)
    bulletin = msgspec.structs.replace(sample_bulletin(), days=(day,) * (LONGEST + 5))
    section = time_line(bulletin, EN, 200)
    assert section is not None
    table = next(block for block in section.blocks if isinstance(block, Table))
    assert len(table.rows) == LONGEST
    assert f"Only the last {LONGEST} of {LONGEST + 5} days are shown" in section.blocks[0].caption  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("count", "said"),
    [
        (PublicCount("fire", "attack", 5, 5, 3, 3), "+2"),
        (PublicCount("fire", "attack", 3, 3, 5, 5), "−2"),
        (PublicCount("fire", "attack", 4, 4, 4, 4), "±0"),
        (PublicCount("fire", "attack", 8, 9, 3, 7), "more"),
        (PublicCount("fire", "attack", 1, 2, 3, 7), "fewer"),
        (PublicCount("fire", "attack", 7, 9, 3, 7), "ranges overlap"),
        (PublicCount("fire", "attack", 7, 9), "–"),
        (PublicCount("fire", "attack", 7, None, 3, 4), "–"),
        (PublicCount("fire", "attack", None, None, 3, 4, True), "–"),
    ],
)
def test_a_change_is_said_only_where_the_ranges_allow_it(count: PublicCount, said: str) -> None:
    section = counts(msgspec.structs.replace(sample_bulletin(), counts=(count,)), EN)
    assert section is not None and isinstance(section.blocks[0], Table)
    assert section.blocks[0].rows[0].cells[-1].words == said


def test_a_withheld_number_is_nowhere() -> None:
    count = PublicCount("fire", "attack", 77_777, 77_777, None, None, True)
    document = compose(msgspec.structs.replace(sample_bulletin(), counts=(count,)), "en", 10, 10)
    assert "77,777" not in repr(document) and "withheld" in repr(document)


def test_fixed_sentences_are_translated_and_others_keep_their_language() -> None:
    known = own("The evidence meets the words of the clause.", words("uk"))
    assert known.words == "За даними, подія підпадає під слова положення." and not known.own
    blanks = own("1 incident of force and 12 other incidents, from 30 reports.", words("uk"))
    assert blanks.words == "Інцидентів із застосуванням сили: 1, інших: 12; повідомлень: 30."
    dated = own("According to X {y}: from 2025-06-21T00:01-02:00, with no end stated", words("ru"))
    assert dated.words.startswith("По толкованию «X {y}»: с 21 июн. 2025") and "UTC−2" in dated.words
    change = own("2025-07-17: from 21.32 to 53.429 a day", words("ru"))
    assert change.words == "17 июл. 2025: с 21,32 до 53,429 в день"
    assert own("2025-07-17", words("uk")).words == "17 лип. 2025"
    other = own("A sentence of today.", words("uk"))
    assert other.words == "A sentence of today." and other.own


def test_labels_of_event_types_and_rates_are_translated() -> None:
    assert label("fire.explosion", words("ru")).words == "Взрыв"
    assert label("days in force", words("uk")).words == "дні чинності"
    assert label("Ardal", words("uk")).own


def test_an_effect_without_an_interval_says_so() -> None:
    def measure(*bounds: int | None) -> str:
        verdict = PublicVerdict("holding", *bounds, changes=(), alarms=(), reasons=())
        return cards(msgspec.structs.replace(sample_bulletin(), verdict=verdict), EN)[0].answer[0].words

    assert "42\u00a0% of" in measure(420, 300, 610) and "30–61\u00a0%" in measure(420, 300, 610)
    assert "no interval can be given" in measure(420, None, None)
    assert "cannot be stated" in measure(None, None, None)


def test_what_is_undetermined_is_not_counted_twice() -> None:
    """An incident in breach of one provision is no open question, whatever another provision says of it."""
    bulletin = sample_bulletin(1)
    one = bulletin.findings[0]
    findings = tuple(
        msgspec.structs.replace(one, finding_id=f"fnd_{status}", provision_id=status, status=status)
        for status in ("breach", "undetermined")
    )
    tiles = {
        tile.label.words: tile.value for tile in answer(msgspec.structs.replace(bulletin, findings=findings), EN).tiles
    }
    assert tiles["Breaches"] == "1" and tiles["Undetermined"] == "none"


def test_sections_without_data_are_left_out_and_named_once() -> None:
    document = compose(empty_bulletin(), "en", 10, 10)
    assert [section.name for section in document.sections] == ["absent"]
    full = compose(sample_bulletin(), "en", 10, 10)
    assert "absent" not in [section.name for section in full.sections]


def test_a_cut_audit_shows_both_sides_alike() -> None:
    points = tuple(
        PublicAudit("sums", side, f"2031-04-{day:02d}T00:00:00+03:00", "inconsistent", "The parts do not add up.")
        for side in ("Northern Side", "Southern Side")
        for day in range(1, 29)
    )
    section = audits(msgspec.structs.replace(sample_bulletin(), audits=points), EN, 20)
    assert section is not None and isinstance(section.blocks[0], Table)
    shown = [row.cells[0].words for row in section.blocks[1].rows]  # type: ignore[union-attr]
    assert shown.count("Northern Side") == shown.count("Southern Side") == 10


def test_what_does_not_add_up_comes_first() -> None:
    section = audits(sample_bulletin(), EN, 20)
    assert section is not None and isinstance(section.blocks[0], Table)
    kinds = [row.cells[3].kind for row in section.blocks[1].rows]  # type: ignore[union-attr]
    assert kinds == ["inconsistent", "cannot_tell", "consistent"]


def test_scores_of_the_exercise_are_told_in_the_language_of_the_page() -> None:
    spoken = words("uk")
    assert score("Planted breaches found", spoken).words == "Знайдено закладених порушень"
    assert score("1,105 of 1,376; 4 more left undetermined", spoken).words.endswith("ще не встановлено: 4")
    assert score("0.82, 0.73", spoken).words == "0,82, 0,73"
    assert score("collapsed; 3 days after it began", spoken).words == "зірвано; днів після початку: 3"
    unknown = score("4 more left undetermined; nobody translated this", spoken)
    assert unknown.own and unknown.words.startswith("4 more")


def test_every_score_of_the_exercise_has_words() -> None:
    source = (Path(truceline.exercise.score.__file__)).read_text(encoding="utf-8")
    labels = re.findall(r'PublicScore\(\s+"([^"]+)"', source)
    assert len(labels) == 14 and not [label for label in labels if score(label, words("ru")).own]
