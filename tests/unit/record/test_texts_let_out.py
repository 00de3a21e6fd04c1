"""What of texts leaves through the door: published ones only, in excerpts, and never a way to a monitor."""

from __future__ import annotations

import msgspec
import pyarrow as pa
import pytest
from tests.unit.record.test_redact import INCIDENT, OBSERVATION, PERIOD, POLICY, material, struct_table

from truceline.model.comparison import Beside, Comparison, LoneFact, Passage, QuotePair, Run
from truceline.model.evidence import Document, EvidenceItem, Span
from truceline.model.mentions import EventMention, PlaceMention, QuantityMention, Quote, TimeMention
from truceline.model.observation import Derivation
from truceline.model.shown import Fact
from truceline.model.tables import MEMBERS, OBSERVATIONS
from truceline.record.material import Material
from truceline.record.public_pairs import EXCERPT, most_telling, wanted
from truceline.record.public_readings import MOST_CHARACTERS, MOST_MARKS
from truceline.record.redact import redact
from truceline.record.shown_pairs import shown_pair
from truceline.record.shown_texts import MOST_MARKS as MOST_MARKS_OF_ONE
from truceline.record.shown_texts import shortened, shown_text

LONG = "one two three four five " * 60


def document(name: str, source_class: str = "news", text: str = LONG, **changes: object) -> Document:
    item = EvidenceItem(name, "0" * 64, "", "text/plain", name, source_class, f"{name}.txt", None, 0)  # type: ignore[arg-type]
    return Document(item=item, text=text, body=(Span(0, len(text)),), **changes)  # type: ignore[arg-type]


def mention(name: str, words: str = LONG) -> Quote:
    return Quote(item_id=name, start=0, end=len(words), text=words, method="q", confidence_ppm=1, speaker="The mayor")


def holding(*documents: Document, **changes: object) -> Material:
    return material(
        [INCIDENT],
        items=tuple(d.item for d in documents),
        documents=documents,
        mentions=tuple(mention(d.item_id) for d in documents),
        origins=(),
        **changes,
    )


def pair(a: str, b: str, relation: str = "rewrite", score: int = 500_000) -> Derivation:
    return Derivation(a, b, relation, score, (), "Because.")


def comparison(a: str, b: str) -> Comparison:
    passage = Passage(0, len(LONG), (Run(0, 13, "same"),))
    return Comparison(
        a=a,
        b=b,
        beside=(*[Beside((passage,), (passage,))] * 20, Beside((passage,), ())),
        quotes=(QuotePair(a=Span(0, len(LONG)), b=Span(0, 10), flags=("cut",)),),
        lone=(LoneFact("b", "statement", 0, len(LONG)),),
    )


@pytest.mark.parametrize("classes", [("news",), ("news", "patrol"), ("news", "camera"), ("news", "social")])
def test_texts_behind_an_incident_are_named_whoever_else_was_there(classes: tuple[str, ...]) -> None:
    """A text that is missing would say that a monitor saw it too; what a monitor or a witness wrote is never named."""
    rows = [
        msgspec.structs.replace(
            OBSERVATION, observation_id=f"obs_{n}", item_id=f"itm_{source_class}", source_class=source_class
        )
        for n, source_class in enumerate(classes)
    ]
    members = [{"observation_id": r.observation_id, "incident_id": "inc_a", "p_same_ppm": 1} for r in rows]
    held = holding(
        *(document(f"itm_{source_class}") for source_class in classes),
        observations=struct_table(list(rows), OBSERVATIONS),
        members=pa.Table.from_pylist(members, MEMBERS),
    )
    (incident,) = redact(held, POLICY).incidents
    assert incident.texts == ("itm_news",)


def test_only_published_texts_stand_side_by_side() -> None:
    told = [document("itm_a"), document("itm_b", "official"), document("itm_c", "other"), document("itm_d", "patrol")]
    names = [d.item_id for d in told]
    pairs = tuple(pair(a, b) for n, a in enumerate(names) for b in names[n + 1 :])
    assert [(p.a, p.b) for p in wanted(holding(*told, pairs=pairs))] == [("itm_a", "itm_b")]


def test_independent_texts_are_not_laid_side_by_side() -> None:
    held = holding(document("itm_a"), document("itm_b"), pairs=(pair("itm_a", "itm_b", "independent"),))
    assert wanted(held) == ()


def test_one_story_does_not_fill_the_page() -> None:
    names = [f"itm_{n}" for n in range(9)]
    pairs = tuple(pair(a, b) for n, a in enumerate(names) for b in names[n + 1 :])
    held = holding(*(document(name) for name in names), pairs=pairs)
    from truceline.model.observation import Origin

    one = msgspec.structs.replace(held, origins=(Origin("org_x", tuple(names)),))
    assert len(wanted(one)) == 2 < len(wanted(held)) == 12


def test_rewrites_come_before_copies() -> None:
    pairs = [pair("a", "b", "copy", 1_000_000), pair("a", "c", "rewrite"), pair("a", "d", "partial")]
    assert [p.relation for p in most_telling(pairs)] == ["partial", "rewrite", "copy"]


def test_a_text_of_another_period_stays_out() -> None:
    old = document("itm_a", published_day="2023-11-01")
    assert wanted(holding(old, document("itm_b", published_day="2023-10-30"), pairs=(pair("itm_a", "itm_b"),))) == ()
    assert redact(holding(old), POLICY).readings == ()


def test_of_a_text_without_an_hour_any_hour_of_its_day_may_be_meant() -> None:
    assert PERIOD.start_s == 1_700_000_000  # 14 November 2023, 22:13 UTC
    for day, shown in (("2023-11-13", 0), ("2023-11-14", 1), ("2023-11-21", 1), ("2023-11-22", 0)):
        assert len(redact(holding(document("itm_a", published_day=day)), POLICY).readings) == shown


def test_excerpts_are_short() -> None:
    held = holding(
        document("itm_a"),
        document("itm_b"),
        pairs=(pair("itm_a", "itm_b"),),
        comparisons=(comparison("itm_a", "itm_b"),),
    )
    (shown,) = redact(held, POLICY).pairs
    assert len(shown.beside) == EXCERPT.rows and shown.rows_left_out == 13
    assert EXCERPT.passage is not None and EXCERPT.words is not None
    for row in shown.beside:
        assert sum(len(part.words) for part in row.a[0].parts) <= EXCERPT.passage + 1
        assert row.a[0].parts[-1].kind == "left_out"
    assert len(shown.quotes[0].a_words) <= EXCERPT.words + 2
    assert len(shown.lone[0].words) <= EXCERPT.words + 2


def test_the_house_sees_the_whole() -> None:
    compared = comparison("itm_a", "itm_b")
    known = msgspec.structs.replace(pair("itm_a", "itm_b"), direction="b_from_a", credit="AFP")
    shown = shown_pair(compared, known, (LONG, LONG), ("A", "B"))
    assert (shown.direction, shown.credit) == ("b_from_a", "AFP")
    assert (len(shown.beside), shown.rows_left_out) == (21, 0)
    assert "".join(part.words for part in shown.beside[0].a[0].parts) == LONG
    assert shown.beside[-1].b == ()
    assert shown.quotes[0].a_words == LONG


def test_a_text_is_reprinted_only_where_the_policy_says_so() -> None:
    held = holding(document("itm_a"))
    (hidden,) = redact(held, POLICY).readings
    assert not hidden.reprinted and [line.words for line in hidden.lines] == [""]
    assert len(hidden.marks[0].words) <= MOST_CHARACTERS + 2
    (open_,) = redact(held, msgspec.structs.replace(POLICY, texts=("itm_*",))).readings
    assert open_.reprinted and open_.lines[0].words == LONG
    (other,) = redact(held, msgspec.structs.replace(POLICY, texts=("wire",))).readings
    assert not other.reprinted


def test_what_a_monitor_or_a_witness_wrote_is_not_read_out() -> None:
    held = holding(document("itm_a", "patrol"), document("itm_b", "other"), document("itm_c", "social"))
    opened = msgspec.structs.replace(POLICY, texts=("*",))
    assert redact(held, opened).readings == ()


def test_a_page_that_nobody_could_load_is_cut_and_says_so() -> None:
    documents = [document(f"itm_{n}") for n in range(4)]
    held = holding(*documents)
    many = tuple(mention("itm_1", "x") for _ in range(MOST_MARKS))
    bulletin = redact(msgspec.structs.replace(held, mentions=(*held.mentions, *many)), POLICY)
    assert len(bulletin.readings) + bulletin.readings_left_out == 4
    assert sum(len(text.marks) for text in bulletin.readings) <= MOST_MARKS


def test_texts_are_left_out_whole_until_the_marks_fit() -> None:
    """Those behind incidents come first, then the oldest; one that is too long makes room for the next."""
    sizes = {"itm_a": MOST_MARKS - 5, "itm_b": 4, "itm_c": 3, "itm_d": 1}
    held = holding(*(document(name, published_s=PERIOD.start_s + n) for n, name in enumerate(sizes)))
    marks = tuple(mention(name, "x") for name, size in sizes.items() for _ in range(size))
    bulletin = redact(msgspec.structs.replace(held, mentions=marks), POLICY)
    assert ([text.item_id for text in bulletin.readings], bulletin.readings_left_out) == (
        ["itm_a", "itm_b", "itm_d"],
        1,
    )


def test_places_are_not_located_in_public() -> None:
    held = holding(document("itm_a"))
    place = PlaceMention(item_id="itm_a", start=0, end=3, text="one", method="m", confidence_ppm=1)
    (shown,) = redact(msgspec.structs.replace(held, mentions=(place,)), POLICY).readings
    assert [fact.name for fact in shown.marks[0].facts] == ["place_role"]


def test_every_mark_says_what_was_read() -> None:
    told = document("itm_a", text="About 40 shells on Friday", published_s=0, language="en")
    number = QuantityMention(
        item_id="itm_a", start=0, end=15, text="About 40 shells", method="q", confidence_ppm=5,
        low_milli=36_000, high_milli=44_000, unit="shell", of="shells",
    )  # fmt: skip
    when = TimeMention(
        item_id="itm_a", start=19, end=25, text="Friday", method="t", confidence_ppm=5, from_s=0, to_s=86_400
    )
    shown = shown_text(told, [when, number], "Wire", "Europe/Kyiv")
    assert shown.published == "1970-01-01T03:00+03:00"
    assert [(m.number, m.kind) for m in shown.marks] == [(1, "quantity"), (2, "time")]
    assert {f.name: f.value for f in shown.marks[0].facts} == {"value": "36000..44000 shell", "of": "shells"}
    assert [f.value for f in shown.marks[1].facts] == ["1970-01-01T03:00+03:00/1970-01-02T03:00+03:00"]


def test_what_a_text_does_not_tell_is_said() -> None:
    told = document("itm_a", text="He said “no” one day", language="en")
    words = Quote(item_id="itm_a", start=9, end=11, text="no", method="q", confidence_ppm=5)
    day = TimeMention(item_id="itm_a", start=13, end=20, text="one day", method="t", confidence_ppm=5)
    act = EventMention(item_id="itm_a", start=0, end=7, text="He said", method="e", confidence_ppm=5, event_type="fire")
    missing = {f.name for m in shown_text(told, [words, day, act], "Wire", "UTC").marks for f in m.facts if not f.value}
    assert missing == {"speaker", "when", "places"}


@pytest.mark.parametrize(
    ("verb", "names"), [("reported", "reported"), ("was_told", "reported"), ("saw", "corroborated")]
)
def test_casualties_reported_and_corroborated_stand_apart(verb: str, names: str) -> None:
    told = document("itm_a", text="Two dead", language="en")
    act = EventMention(
        item_id="itm_a", start=0, end=8, text="Two dead", method="e", confidence_ppm=5, event_type="harm.killed",
        verb=verb, count_low=2, count_high=2, count_unit="person", killed_low=2, killed_high=2, wounded_low=3,
    )  # fmt: skip
    facts = {f.name: f.value for f in shown_text(told, [act], "Wire", "UTC").marks[0].facts}
    assert facts[f"killed_{names}"] == "2000..2000" and facts[f"wounded_{names}"] == "3000.."
    assert "count" not in facts, "the number of the dead stands there once"


def test_a_sub_total_names_its_whole_and_a_line_its_language() -> None:
    told = document("itm_a", text="94 shots, 60 of them here", language="en")
    numbers = [
        QuantityMention(item_id="itm_a", start=0, end=8, text="94 shots", method="q", confidence_ppm=5),
        QuantityMention(item_id="itm_a", start=10, end=20, text="60 of them", method="q", confidence_ppm=5, part_of=0),
    ]
    shown = shown_text(told, numbers, "Wire", "UTC", language_at=lambda _: "uk")
    assert Fact("part_of", "94 shots") in shown.marks[1].facts
    assert {line.language for line in shown.lines} == {"uk"}
    mixed = shown_text(told, numbers, "Wire", "UTC", language_at=lambda place: "uk" if place else "en")
    assert {line.language for line in mixed.lines} == {"several"}
    plain = shown_text(told, numbers, "Wire", "UTC", language_at=lambda _: "en")
    assert {line.language for line in plain.lines} == {None}, "the text's own language is said once"


def test_a_page_of_one_text_has_an_end_too() -> None:
    told = document("itm_a", text="x")
    shown = shown_text(told, [mention("itm_a", "x")] * (MOST_MARKS_OF_ONE + 7), "Wire", "UTC")
    assert (len(shown.marks), shown.marks_left_out) == (MOST_MARKS_OF_ONE, 7)


def test_words_are_cut_at_a_word() -> None:
    assert shortened("one  two\nthree", 20) == "one two three"
    assert shortened("one two three", 9) == "one two …"
