from __future__ import annotations

import pytest

from truceline.model.errors import RecordError
from truceline.record.figures import Figure, FigureTree, figure_hash, figures_of, place_of
from truceline.record.merkle import EMPTY_ROOT, TreeHead, verify_inclusion

_BULLETIN = {
    "counts": [{"value": 3, "unit": "shells"}, {"value": None}],
    "days": [],
    "a/b": {"~": True},
    "words": "слово",
}


def test_every_value_is_a_figure_in_the_order_of_canonical_json() -> None:
    assert list(figures_of(_BULLETIN)) == [
        Figure("/a~1b/~0", True),
        Figure("/counts/0/unit", "shells"),
        Figure("/counts/0/value", 3),
        Figure("/counts/1/value", None),
        Figure("/days", []),
        Figure("/words", "слово"),
    ]


@pytest.mark.parametrize("n", [1, 2, 3, 5, 8, 21])
def test_every_figure_is_shown_under_the_root(n: int) -> None:
    figures = [Figure(f"/{i}", i) for i in range(n)]
    tree = FigureTree(figures)
    head = TreeHead(tree.root.size, bytes.fromhex(tree.root.root))
    for index, figure in enumerate(figures):
        verify_inclusion(figure_hash(figure), index, tree.path(index), head)


def test_a_place_belongs_to_its_figure() -> None:
    assert figure_hash(Figure("/a", 1)) != figure_hash(Figure("/b", 1))
    assert figure_hash(Figure("/a", 1)) != figure_hash(Figure("/a", "1"))


def test_nothing_has_the_empty_root() -> None:
    assert FigureTree(()).root.root == EMPTY_ROOT.hex()


def test_a_figure_that_is_not_there_is_told_with_one_that_is() -> None:
    figures = tuple(figures_of(_BULLETIN))
    assert place_of(figures, "/counts/0/value") == 2
    with pytest.raises(RecordError, match="no figure at '/counts/0'") as refused:
        place_of(figures, "/counts/0")
    assert "/counts/0/unit" in refused.value.advice


def test_names_stand_in_the_order_of_utf_16_which_is_not_that_of_code_points() -> None:
    beyond, within = "\U0001f600", "\ufb01"
    assert sorted((beyond, within)) == [within, beyond]
    assert [figure.pointer for figure in figures_of({within: 1, beyond: 2})] == [f"/{beyond}", f"/{within}"]


def test_whoever_asks_for_what_is_not_there_is_told_how_figures_are_named() -> None:
    figures = tuple(figures_of(_BULLETIN))
    with pytest.raises(RecordError) as refused:
        place_of(figures, "/counts/")
    assert refused.value.advice == "Name one, such as /counts/0/unit."
    with pytest.raises(RecordError) as refused:
        place_of(figures, "/nothing")
    assert refused.value.advice == "Figures are named by where they stand: /counts/0/value_low."
