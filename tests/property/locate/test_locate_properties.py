"""Circles hold what they are said to hold; any words give an answer."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from truceline.locate.context import each, in_context, scene
from truceline.locate.declension import lemmas
from truceline.locate.gazetteer import from_rows, load
from truceline.locate.geodesy import distance_m, enclosing, mean_point, offset, spread
from truceline.locate.index import PlaceIndex
from truceline.locate.names import name_key
from truceline.locate.radius_words import read
from truceline.locate.resolve import resolve, setting_of, weigh
from truceline.locate.spelling import difference, sounds

OWN = from_rows(b"name,lat,lon,population\nSarvenna,5.1,-30.2,40000\nOrvane,5.4,-30.0,900\n")
POINTS = st.tuples(st.integers(-80_000_000, 80_000_000), st.integers(-179_000_000, 179_000_000))
NEAR = st.tuples(st.integers(40_000_000, 52_000_000), st.integers(22_000_000, 40_000_000))
PIECES = st.sampled_from(
    [
        *("near", "3-5 km", "SE of", "North", "east", "between", "і", "між", "та", "за 3 км на схід від", "под"),
        *("Авдеевкой", "Харківської області", "район", "у Кривому Розі", "річка", "Дніпро", "the left bank", "(", ")"),
        *(",", ".", "—", "-", "'", "Олександрівка", "Покровський напрямок", "громада", "X", "direction", "oblast"),
    ]
)
LETTERS = st.text(alphabet="абвгґдеєжзиіїйклмнопрстуфхцчшщьюяыэъё'’- aeiouykhzstn", max_size=30)
WORDS = st.one_of(st.text(max_size=60), st.lists(PIECES, max_size=14).map(" ".join), LETTERS)


@pytest.fixture(scope="module")
def world() -> PlaceIndex:
    return load()


@given(POINTS, st.floats(0, 360), st.floats(0, 500_000))
def test_an_offset_is_as_far_as_it_says(point: tuple[int, int], bearing: float, metres: float) -> None:
    assert abs(distance_m(point, offset(point, bearing, metres)) - metres) < 1 + metres * 1e-5


@given(st.lists(st.tuples(NEAR, st.integers(0, 50_000)), min_size=1, max_size=8))
def test_an_enclosing_circle_holds_every_circle(circles: list[tuple[tuple[int, int], int]]) -> None:
    centre, radius = enclosing(circles)
    assert all(distance_m(centre, point) + inner <= radius + 1 for point, inner in circles)


@given(st.lists(NEAR, min_size=1, max_size=40))
def test_a_spread_holds_its_share_in_any_order(points: list[tuple[int, int]]) -> None:
    centre, radius = spread(points)
    assert sum(distance_m(centre, point) <= radius for point in points) >= 0.95 * len(points) - 1e-9
    assert mean_point(points) == mean_point(points[::-1])


@settings(deadline=None)
@given(WORDS)
def test_any_words_give_an_answer_with_positive_radii(words: str) -> None:
    assert all(place.radius_m > 0 for place in OWN.find(words))


@settings(deadline=None, max_examples=150)
@given(words=WORDS, beside=st.lists(PIECES, max_size=3))
def test_the_world_answers_any_words_the_same_again(world: PlaceIndex, words: str, beside: list[str]) -> None:
    setting = setting_of([words, *beside], world)
    found = weigh(words, world, setting)
    assert found == weigh(words, world, setting) and world._find(words[:200]) == world.find(words[:200])
    assert sum(candidate.share_ppm for candidate in found) <= 1_000_000
    meant = resolve(words, world, setting)
    assert meant is None or meant.place.radius_m > 0


@given(LETTERS)
def test_case_spacing_and_unseen_marks_do_not_matter_to_a_key(words: str) -> None:
    for changed in (words.upper(), words.title(), "  ".join(f" {words} ".split(" ")), "\u200b".join(words)):
        assert name_key(changed) == name_key(words)


@given(LETTERS, LETTERS)
def test_a_difference_is_the_same_both_ways_and_none_to_oneself(a: str, b: str) -> None:
    one, other = sounds(name_key(a)), sounds(name_key(b))
    assert difference(one, other) == difference(other, one) and difference(one, one) in (0, None)


@settings(deadline=None)
@given(LETTERS)
def test_a_word_has_few_lemmas(word: str) -> None:
    found = lemmas(name_key(word))
    assert found[0] == name_key(word) and len(found) <= 80


@settings(deadline=None)
@given(WORDS, st.integers(0, 60), st.integers(0, 60))
def test_the_text_around_words_never_trips_it(text: str, a: int, b: int) -> None:
    start, end = sorted((min(a, len(text)), min(b, len(text))))
    assert text[start:end] in in_context(text, start, end, OWN)
    assert each(text) and all(part in text for part in scene(text)) and read(text).relation


@pytest.mark.parametrize(
    "piece", ["район ", "між і ", "3 км на ", "частинчастин", "ська ", "а", "(", "near ", "ськськ", "щин"]
)
def test_long_words_are_no_place_and_long_texts_are_read_once(world: PlaceIndex, piece: str) -> None:
    """Words of more than 200 letters are not looked up; the patterns over whole texts have bounded repetitions."""
    assert world.find(piece * 100_000) == ()
    assert isinstance(scene(piece * 20_000), list) and each(piece * 20_000) == [piece * 20_000]
    assert world.find((piece * 200)[:200]) is not None
