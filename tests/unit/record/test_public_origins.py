"""Origins of published reports: what makes one, what makes two, and what is left open."""

from __future__ import annotations

from typing import Any

import pytest
from tests.record_material import material, table

from truceline.model.evidence import Document, EvidenceItem
from truceline.model.observation import Derivation, Origin
from truceline.model.tables import OBSERVATIONS
from truceline.record.public_origins import Counted, Origins, one_at_least


def text(item: str, source_class: str = "news", **cells: Any) -> dict[str, Any]:
    told = {"verb": "reported", "confidence_ppm": 500_000, "source": "wire"}  # of which three in ten are trusted
    return {
        "observation_id": f"obs_{item}",
        "item_id": item,
        "source_class": source_class,
        "record": 0,
        **told,
        **cells,
    }


def line(source: str, source_class: str = "dataset", **cells: Any) -> dict[str, Any]:
    return text(f"itm_{source}", source_class, **{"source": source, "record": 2, **cells})


def counted(
    *rows: dict[str, Any], beside: tuple[dict[str, Any], ...] = (), languages: str = "", relation: str = "",
    together: tuple[str, ...] = (),
) -> tuple[int, int, int]:  # fmt: skip
    """Of reports of one incident. `languages`: a letter for each item of the material; `relation`: of the first two."""
    items = sorted({row["item_id"] for row in (*rows, *beside) if not row["record"]})
    classes = {row["item_id"]: row["source_class"] for row in (*rows, *beside)}
    known = {
        item: EvidenceItem(item, "", "", "text/plain", "w", source_class, "w.txt", None, 0)
        for item, source_class in classes.items()
    }
    documents = tuple(
        Document(known[item], "", (), language=letter.strip()) for item, letter in zip(items, languages, strict=False)
    )
    joined = tuple(Derivation(together[0], other, "copy", 900_000, (), "") for other in together[1:])
    held = material(
        observations=table([*rows, *beside], OBSERVATIONS),
        items=tuple(known.values()),
        documents=documents,
        origins=(Origin("org", together),) if together else (),
        pairs=joined + ((Derivation(items[0], items[1], relation, 500_000, (), ""),) if relation else ()),
    )
    found = Origins(held).counted(rows)
    return found.least, found.most, found.existence_ppm


ONE, TWO = 300_000, 510_000


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        ((text("a"),), (1, 1, ONE)),
        ((text("a"), text("a")), (1, 1, ONE)),
        ((text("a"), text("b")), (2, 2, TWO)),
        ((line("x", "ngo"), line("y", "ngo")), (2, 2, TWO)),
        ((text("a", source="x", record=1), line("x", "ngo")), (1, 1, ONE)),  # the first line of a file
        ((line("x", "ngo"), text("itm_other", "ngo", source="x", record=3)), (1, 1, ONE)),
        ((text("a", source="x"), line("x", "ngo")), (2, 2, TWO)),
        ((text("a", confidence_ppm=100_000), text("a")), (1, 1, ONE)),
        ((text("a", verb="saw", confidence_ppm=1_000_000), text("b")), (2, 2, 979_000)),
    ],
)
def test_a_text_is_an_origin_and_so_is_a_source_of_rows(
    rows: tuple[dict[str, Any], ...], told: tuple[int, ...]
) -> None:
    assert counted(*rows) == told


def test_coded_data_may_code_what_is_there_already() -> None:
    assert counted(line("acled")) == (1, 1, ONE)
    assert counted(line("acled"), line("ged")) == (1, 2, ONE)
    assert counted(text("a"), line("acled")) == (1, 2, ONE)
    # the surest counts, whichever it is
    assert counted(text("a"), line("acled", verb="saw", confidence_ppm=1_000_000)) == (1, 2, 970_000)


def test_texts_of_one_origin_are_one() -> None:
    assert counted(text("a"), text("b"), together=("a", "b")) == (1, 1, ONE)
    # a row of a file that goes back to the origin of a text is of that origin
    assert counted(text("a"), text("b", record=4), together=("a", "b")) == (1, 1, ONE)


@pytest.mark.parametrize(("relation", "least"), [("undetermined", 1), ("partial", 1), ("independent", 2), ("copy", 2)])
def test_what_is_left_open_is_one_at_least_and_two_at_most(relation: str, least: int) -> None:
    assert counted(text("a"), text("b"), relation=relation)[:2] == (least, 2)


def test_what_is_left_open_of_a_text_is_left_open_of_its_origin() -> None:
    """The doubt is on a text that does not report this incident, and that goes back to the origin of one that does."""
    beside = (text("b"),)
    rows = (text("a"), text("c"))
    assert counted(*rows, beside=beside, relation="undetermined", together=("b", "c"))[:2] == (1, 2)
    assert counted(*rows, beside=beside, relation="undetermined")[:2] == (2, 2)


def test_texts_of_two_languages_may_be_one_and_its_translation() -> None:
    three = text("a"), text("b"), text("c")
    assert counted(*three, languages="uuu")[:2] == (3, 3)
    assert counted(*three, languages="uue")[:2] == (2, 3)
    assert counted(*three, line("radar", "satellite"), languages="uue")[:2] == (3, 4)
    # unless a person has ruled that they are two
    assert counted(*three, languages="ueu", relation="two_origins")[:2] == (2, 3)
    assert counted(text("a"), text("b"), languages="ue", relation="two_origins")[:2] == (2, 2)


@pytest.mark.parametrize(
    ("languages", "least"), [("eue", 2), ("uee", 2), ("euu", 1), ("ueu", 1), ("uuu", 2), ("uue", 1)]
)
def test_an_origin_of_several_languages_speaks_the_first_of_them(languages: str, least: int) -> None:
    """Of three texts the first two are one origin; a text of another language may be its translation."""
    told = counted(text("a"), text("b"), text("c"), languages=languages, together=("a", "b"))
    assert told[:2] == (least, 2)


def test_what_has_no_place_in_a_table_is_a_text() -> None:
    assert counted(text("a", record=None), text("b"), languages="ue")[:2] == (1, 2)


def test_a_text_of_another_incident_or_of_the_mission_changes_nothing() -> None:
    """It may be of the same origin: its language is not asked, where it is not a published one."""
    mine = text("b"), text("c")
    alone = counted(*mine, languages="uu", together=("a", "b"))
    own = counted(*mine, beside=(text("a", "patrol"),), languages="euu", together=("a", "b"))
    assert own == alone == (2, 2, TWO)


def test_published_texts_that_only_a_text_of_the_mission_joins_are_two() -> None:
    """Counted as one they would say that the mission has a text that both go back to."""
    mine = text("b"), text("c")
    assert counted(*mine, beside=(text("a", "patrol"),), together=("a", "b", "c")) == counted(*mine) == (2, 2, TWO)


def test_where_nothing_is_known_of_the_texts_there_is_one_origin_at_the_least() -> None:
    assert one_at_least([text("a"), text("b"), line("x"), line("x", item_id="other")]) == Counted(1, 3, ONE)
    assert one_at_least([text("a"), text("b", verb="saw", confidence_ppm=1_000_000)]) == Counted(1, 2, 970_000)
    assert one_at_least([]) == Counted(1, 1, 0)
