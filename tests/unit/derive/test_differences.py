"""Two texts side by side. All places, people and events in the texts are invented."""

from __future__ import annotations

import msgspec
import pytest

from truceline.derive.differences import differences
from truceline.derive.spelling import plain, same_but_for_spelling
from truceline.model.comparison import Comparison, QuotePair
from truceline.model.evidence import Document, EvidenceItem, Span
from truceline.model.mentions import AnyMention, QuantityMention, Quote, Statement, TimeMention
from truceline.model.observation import SharedSpan


def document(name: str, text: str, language: str = "en", headline: bool = False) -> Document:
    spans, at = [], 0
    for line in text.split("\n"):
        if line.strip():
            spans.append(Span(at, at + len(line)))
        at += len(line) + 1
    item = EvidenceItem(name, "0" * 64, "", "text/plain", name, "news", f"{name}.txt", None, 0)
    head, body = (spans[0], spans[1:]) if headline else (None, spans)
    return Document(item=item, text=text, body=tuple(body), headline=head, language=language)


def quote(doc: Document, words: str, speaker: str | None = None, speaker_id: str | None = None) -> Quote:
    start = doc.text.index(words)
    return Quote(
        item_id=doc.item_id,
        start=start,
        end=start + len(words),
        text=words,
        method="test",
        confidence_ppm=1_000_000,
        speaker=speaker,
        speaker_id=speaker_id,
    )


def one_quote(a: str, b: str, speakers: tuple[str | None, str | None] = (None, None), lang: str = "en") -> QuotePair:
    first, second = document("a", f"« {a} » said.", lang), document("b", f"« {b} » said.", lang)
    (pair,) = differences(first, second, [quote(first, a, speakers[0]), quote(second, b, speakers[1])]).quotes
    return pair


def words(comparison: Comparison, a: Document, b: Document) -> list[tuple[list[str], list[str], bool]]:
    return [
        ([a.text[p.start : p.end] for p in row.a], [b.text[p.start : p.end] for p in row.b], row.moved)
        for row in comparison.beside
    ]


def shared(comparison: Comparison, a: Document) -> list[str]:
    return [a.text[r.start : r.end] for row in comparison.beside for p in row.a for r in p.runs if r.kind == "same"]


LEFT = document(
    "left",
    "Shells hit the ferry landing at Orvane on Tuesday.\n"
    "Two dock workers were killed, harbour master Jonas Virel said. Windows were blown out along the quay.\n"
    "Observers measured three craters near the water.",
)
RIGHT = document(
    "right",
    "Observers measured three craters near the water.\n"
    "The ferry landing at Orvane was hit by shells on Tuesday, and windows were blown out along the quay.\n"
    "A deckhand fell into the river.",
)


def test_sentences_stand_beside_those_that_tell_the_same() -> None:
    rows = words(differences(LEFT, RIGHT, []), LEFT, RIGHT)
    hit = next(row for row in rows if row[0] and row[0][0].startswith("Shells"))
    assert hit[0] == ["Shells hit the ferry landing at Orvane on Tuesday.", "Windows were blown out along the quay."]
    assert hit[1][0].startswith("The ferry landing")
    assert ([], ["A deckhand fell into the river."], False) in rows


def test_what_stands_in_another_place_is_said_to_have_moved() -> None:
    rows = words(differences(LEFT, RIGHT, []), LEFT, RIGHT)
    assert [moved for left, _, moved in rows if left and left[0].startswith("Observers")] == [True]
    assert sum(moved for _, _, moved in rows) == 1


def test_every_passage_stands_exactly_once() -> None:
    comparison = differences(LEFT, RIGHT, [])
    for side, text in (("a", LEFT), ("b", RIGHT)):
        seen = sorted((p.start, p.end) for row in comparison.beside for p in getattr(row, side))
        assert len(seen) == len(set(seen))
        letters = "".join(text.text[s:e] for s, e in seen)
        assert "".join(letters.split()) == "".join(text.text.split())


def test_what_the_verdict_rests_on_is_marked_wherever_it_stands() -> None:
    a = document("a", "The batteries had been under seal since the weekend and nobody fired. Rain fell on the quay.")
    b = document("b", "Nobody fired, and rain fell on the quay. A clerk noted that the batteries had been under seal.")
    start_a, start_b = a.text.index("batteries"), b.text.index("batteries")
    length = len("batteries had been under seal")
    span = SharedSpan(start_a, start_a + length, start_b, start_b + length)
    for side, text in (("a", a), ("b", b)):
        rows = differences(a, b, [], (span,)).beside
        marked = {text.text[r.start : r.end] for row in rows for p in getattr(row, side) for r in p.runs}
        assert any("batteries had been under seal" in words for words in marked)


def test_another_form_of_a_word_is_told_apart_from_another_word() -> None:
    a = document("a", "Обстріляно поромну пристань поблизу міжнародного порту.", "uk")
    b = document("b", "Унаслідок обстрілу поромної пристані поблизу міжрайонного порту загинули двоє.", "uk")
    (row,) = [row for row in differences(a, b, []).beside if row.a and row.b]
    varied = {a.text[r.start : r.end] for p in row.a for r in p.runs if r.kind == "varied"}
    same = {a.text[r.start : r.end] for p in row.a for r in p.runs if r.kind == "same"}
    assert varied == {"Обстріляно поромну пристань"}
    assert "порту" in " ".join(same) and "поблизу" in " ".join(same)
    assert "міжнародного" not in " ".join(varied | same)


def test_the_words_in_both_are_marked() -> None:
    found = shared(differences(LEFT, RIGHT, []), LEFT)
    assert "Observers measured three craters near the water" in found
    assert "indows were blown out along the quay" in " ".join(found)
    assert not any("dock" in words for words in found)


def test_order_of_mentions_makes_no_difference() -> None:
    a, b = document("a", "“One two three four,” he said. “Five six seven.”"), document("b", "“Five six seven.”")
    read: list[AnyMention] = [
        quote(a, "One two three four,"),
        quote(a, "Five six seven."),
        quote(b, "Five six seven."),
    ]
    assert differences(a, b, read) == differences(a, b, read[::-1])


def test_an_unchanged_quotation_has_no_flag() -> None:
    pair = one_quote("We had taken down the sandbags,", "We had taken down the sandbags", ("Jonas Virel", "Virel"))
    assert (pair.flags, pair.attribution) == ((), "same")


@pytest.mark.parametrize(
    ("long", "short", "how"),
    [
        ("We had taken down the sandbags only last week", "We had taken down the sandbags", "edge"),
        ("We had, on my order, taken down the sandbags", "We had … taken down the sandbags", "marked"),
        ("We had, on my order, taken down the sandbags", "We had [...] taken down the sandbags", "marked"),
        ("We will not accept any force on our soil", "We will accept any force on our soil", "unmarked"),
        ("Ми не дозволимо жодних військ на нашій землі", "Ми дозволимо жодних військ на нашій землі", "unmarked"),
        ("Мы никогда не согласимся на этот план", "Мы никогда не согласимся", "edge"),
    ],
)
def test_a_cut_says_how_it_was_made(long: str, short: str, how: str) -> None:
    pair = one_quote(long, short)
    assert pair.flags == ("cut",)
    assert (pair.cut, pair.cut_in) == (how, ("b",))
    other = one_quote(short, long)
    assert (other.flags, other.cut, other.cut_in) == (("cut",), how, ("a",))


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("essentially ready for finalisation", "essentially ready for finalization"),
        ("Zelenskyy came to Kyiv by train", "Zelensky came to Kiev by train"),
        ("the ceasefire in Kharkiv holds", "the cease-fire in Kharkov holds"),
        ("seventeen houses burned down", "17 houses burned down"),
        ("this is the Peace plan of ours", "this is the peace plan of ours"),
    ],
)
def test_respelled_words_are_no_other_words(a: str, b: str) -> None:
    assert one_quote(a, b).flags == ("respelled",)


def test_other_words_are_altered() -> None:
    pair = one_quote("the shelling began before dawn", "the shelling began after dawn")
    assert pair.flags == ("altered",)
    assert pair.changed == (("before", "after"),)


def test_marks_and_the_first_capital_change_nothing() -> None:
    assert one_quote("All such units, and “facilities”, are targets.", "all such units and 'facilities' are targets") \
        .flags == ()  # fmt: skip


@pytest.mark.parametrize(
    ("speakers", "expected"),
    [
        (("Maria Orlova", "Pavlo Hnatyuk"), "other"),
        (("spokeswoman Maria Orlova", "Orlova"), "same"),
        (("Дарина Коваль", "Дарини Коваль"), "same"),
        (("мер Дарина Коваль", "губернатор Петро Лисенко"), "other"),
        (("the mayor", "the governor"), "other"),
        (("Maria Orlova", "the spokeswoman"), "unknown"),
        (("Maria Orlova", "the foreign ministry"), "unknown"),
        (("Maria Orlova", "she"), "unknown"),
        (("Maria Orlova", None), "unknown"),
    ],
)
def test_who_is_said_to_have_said_it(speakers: tuple[str | None, str | None], expected: str) -> None:
    said = "nobody will cross this bridge again"
    pair = one_quote(said, said, speakers)
    assert pair.attribution == expected
    assert pair.flags == (("re_attributed",) if expected == "other" else ())


def test_a_quotation_that_was_interrupted_was_not_cut() -> None:
    a = document("a", "“We will stay here, and we will count every shell,” she said.")
    b = document("b", "“We will stay here,” she said, “and we will count every shell.”")
    read = [
        quote(a, "We will stay here, and we will count every shell,", "Ann Bell"),
        quote(b, "We will stay here,", "Ann Bell"),
        quote(b, "and we will count every shell.", "Ann Bell"),
    ]
    assert [pair.flags for pair in differences(a, b, read).quotes] == [(), ()]


def test_words_that_lost_their_marks_are_said_to_have() -> None:
    a = document("a", "“The bridge will be closed until the mines are cleared,” she said.")
    b = document("b", "According to her the bridge will be closed until the mines are cleared, though not for long.")
    (pair,) = differences(a, b, [quote(a, "The bridge will be closed until the mines are cleared,", "Ann Bell")]).quotes
    assert pair.flags == ("unquoted",)
    assert b.text[pair.b.start : pair.b.end] == "the bridge will be closed until the mines are cleared"


def test_two_quotations_that_share_common_words_are_two() -> None:
    a = document("a", "“We have to stop the shelling of the town.”")
    b = document("b", "“We have to open the road for the buses.”")
    read = [quote(a, "We have to stop the shelling of the town."), quote(b, "We have to open the road for the buses.")]
    comparison = differences(a, b, read)
    assert comparison.quotes == ()
    assert [(fact.side, fact.kind) for fact in comparison.lone] == [("a", "quote"), ("b", "quote")]


def test_facts_of_one_text_only() -> None:
    a = document("a", "About 40 shells fell on Orvane on Friday, observer Ilse Maro noted.\nThe mayor promised buses.")
    b = document("b", "In the town of Orvane, 12 shells fell on Friday.")

    def number(doc: Document, said: str, value: int) -> QuantityMention:
        start = doc.text.index(said)
        milli = value * 1000
        return QuantityMention(
            item_id=doc.item_id, start=start, end=start + len(said), text=said, method="t", confidence_ppm=1,
            value_milli=milli, low_milli=milli, high_milli=milli, unit="shell",
        )  # fmt: skip

    def friday(doc: Document) -> TimeMention:
        start = doc.text.index("Friday")
        return TimeMention(
            item_id=doc.item_id, start=start, end=start + 6, text="Friday", method="t", confidence_ppm=1,
            from_s=0, to_s=86_400,
        )  # fmt: skip

    promised = Statement(
        item_id="a", start=a.text.index("promised buses"), end=len(a.text), text="", method="t", confidence_ppm=1
    )
    read = [number(a, "About 40 shells", 40), number(b, "12 shells", 12), friday(a), friday(b), promised]
    found = {
        (fact.side, fact.kind, (a if fact.side == "a" else b).text[fact.start : fact.end])
        for fact in differences(a, b, read).lone
    }
    assert found == {
        ("a", "quantity", "About 40 shells"),
        ("b", "quantity", "12 shells"),
        ("a", "name", "Ilse Maro"),
    }


def test_a_weekday_in_a_text_without_a_date_may_be_that_day() -> None:
    a, b = document("a", "They met on Tuesday."), document("b", "On Tuesday they met again.")

    def tuesday(doc: Document, since: int) -> TimeMention:
        start = doc.text.index("Tuesday")
        return TimeMention(
            item_id=doc.item_id, start=start, end=start + 7, text="Tuesday", method="t", confidence_ppm=1,
            from_s=since, to_s=since + 86_400,
        )  # fmt: skip

    read = [tuesday(a, 0), tuesday(b, 30 * 86_400)]
    dated = [msgspec.structs.replace(doc, published_day="2031-03-04") for doc in (a, b)]
    assert differences(a, b, read).lone == ()
    assert {fact.kind for fact in differences(dated[0], dated[1], read).lone} == {"time"}


def test_two_languages_are_not_laid_side_by_side() -> None:
    a, b = document("a", "Two killed in Orvane."), document("b", "Двоє загинули в Орвані.", "uk")
    comparison = differences(a, b, [])
    assert not comparison.one_language
    assert (comparison.beside, comparison.quotes, comparison.lone) == ((), (), ())


@pytest.mark.parametrize(
    "text", ["", " \n \n", "....", "x" * 100_000, "a b " * 40_000, "“" * 5_000, "А. " * 30_000, "!" * 90_000 + " Z"]
)
def test_any_text_can_be_compared(text: str) -> None:
    odd = document("odd", text)
    for pair in ((odd, LEFT), (LEFT, odd), (odd, document("odd2", text))):
        comparison = differences(*pair, [])
        assert comparison.whole == (len(text) < 60_000)


def test_look_alike_letters_and_stress_marks_are_not_seen() -> None:
    assert plain("Kиїв") == plain("Київ")
    assert plain("за\u0301мок") == plain("замок")
    assert plain("йод") != plain("иод")


@pytest.mark.parametrize(
    ("a", "b", "same"),
    [
        ("Kyiv", "Kiev", True),
        ("Kharkiv", "Kharkov", True),
        ("Chernihiv", "Chernigov", True),
        ("Luhansk", "Lugansk", True),
        ("Zaporizhzhia", "Zaporozhye", True),
        ("Odesa", "Odessa", True),
        ("Харків", "Харьков", True),
        ("Austria", "Australia", False),
        ("Iran", "Iraq", False),
        ("north", "south", False),
        ("killed", "killing", False),
    ],
)
def test_spellings_of_one_word(a: str, b: str, same: bool) -> None:
    assert same_but_for_spelling(a, b) is same
