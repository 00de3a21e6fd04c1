"""Each way in which a record can fail to be whole, by itself, and what is said of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import msgspec
import pytest
from tests.record_forgeries import HISTORY, rows_of, tiles_of
from tests.record_tree import MemoryTiles

from truceline.model.errors import RecordError
from truceline.record.entry import Entry, ErasureLine
from truceline.record.leaf import GENESIS, without
from truceline.record.merkle import Tiles, leaf_hash
from truceline.record.whole import Place, Row, Seen, Walked, look_at, look_at_leaves, walk

replace = msgspec.structs.replace
LINES = [("receipt", {"a": n, "b": str(n)}) for n in range(600)]
SOURCES = ["one" if n % 3 else "two" for n in range(600)]
ROWS = rows_of(LINES, SOURCES)
TILES = tiles_of(ROWS)[0]


def test_a_whole_record_is_whole_however_it_is_cut_into_pieces() -> None:
    last = {
        source: (SOURCES.count(source), leaf_hash(next(r.leaf for r, s in both if s == source)).hex())
        for source in ("one", "two")
        for both in [list(zip(reversed(ROWS), reversed(SOURCES), strict=True))]
    }
    for piece in (1, 7, 256, 600):
        pieces = [look_at(ROWS[at : at + piece]) for at in range(0, 600, piece)]
        assert walk(pieces, TILES) == Walked(600, last)
    assert walk([], MemoryTiles()) == walk([look_at([])], MemoryTiles()) == Walked(0, {})
    leaves = look_at_leaves([(row.index, row.leaf) for row in ROWS])
    assert walk([leaves], TILES) == Walked(600, last)


def test_what_is_seen_of_rows_that_follow_one_another() -> None:
    hashes = [leaf_hash(row.leaf) for row in ROWS]
    assert look_at(ROWS[:1]) == Seen(0, hashes[0], {"two": Place(0, 1, GENESIS)}, {"two": (1, hashes[0].hex())})
    assert look_at(ROWS[3:6]) == Seen(
        3,
        b"".join(hashes[3:6]),
        {"two": Place(3, 2, hashes[0].hex()), "one": Place(4, 3, hashes[2].hex())},
        {"two": (2, hashes[3].hex()), "one": (4, hashes[5].hex())},
    )
    assert look_at([]) == Seen(0, b"")
    assert look_at_leaves([(row.index, row.leaf) for row in ROWS[3:6]]) == look_at(ROWS[3:6])
    assert look_at([HISTORY.rows[7]]).gone == {7: ("where",)}
    assert look_at([HISTORY.rows[24]]).erasures == (ErasureLine(7, ("where",), ("chair",), "asked"),)
    assert Entry(7, "receipt", HISTORY.rows[7].leaf, HISTORY.rows[7].body).erased == ("where",)


CHANGED: dict[str, tuple[Callable[[Row], Row], str]] = {
    "a value": (lambda r: replace(r, body=r.body.replace(b'"5"', b'"6"')), "changed after"),
    "a salt": (lambda r: replace(r, salts=bytes(32)), "changed after"),
    "a salt too few": (lambda r: replace(r, salts=r.salts[:16]), "changed after"),
    "a salt too many": (lambda r: replace(r, salts=r.salts + bytes(16)), "changed after"),
    "the kind beside the leaf": (lambda r: replace(r, kind="stage"), "changed after"),
    "spaces in the body": (lambda r: replace(r, body=r.body.replace(b":", b": ")), "changed after"),
    "fields in another order": (lambda r: replace(r, body=b'{"b":"5","a":5}'), "changed after"),
    "a field more": (lambda r: replace(r, body=b'{"a":5,"b":"5","c":1}', salts=r.salts + bytes(16)), "changed after"),
    "a body that is none": (lambda r: replace(r, body=b"[]"), "changed after"),
    "a body that is no JSON": (lambda r: replace(r, body=b"{"), "changed after"),
    "a body that is no text": (lambda r: replace(r, body=b'{"a":"\xff"}'), "changed after"),
    "spaces in the leaf": (lambda r: replace(r, leaf=r.leaf.replace(b'"v":1', b'"v": 1')), "changed after"),
    "a leaf's version": (lambda r: replace(r, leaf=r.leaf.replace(b'"v":1', b'"v":2')), "changed after"),
    "a leaf's id": (lambda r: replace(r, leaf=r.leaf.replace(b"ent_", b"ent-")), "changed after"),
    "a leaf that is none": (lambda r: replace(r, leaf=b"{}"), "no leaf"),
    "a leaf that is no text": (lambda r: replace(r, leaf=r.leaf.replace(b"one", b"o\xff\xfe")), "no leaf"),
    "a leaf that is no JSON": (lambda r: replace(r, leaf=b""), "no leaf"),
}


@pytest.mark.parametrize("what", CHANGED)
def test_a_row_that_was_changed(what: str) -> None:
    change, found = CHANGED[what]
    assert change(ROWS[5]) != ROWS[5]
    for rows in ([change(ROWS[5])], [*ROWS[:5], change(ROWS[5]), *ROWS[6:9]]):
        with pytest.raises(RecordError, match=found) as caught:
            look_at(rows)
        assert caught.value.where == "record entry 5"


ERASED = HISTORY.rows[7]


@pytest.mark.parametrize(
    "changed",
    [
        replace(ERASED, kind="stage"),
        replace(ERASED, body=ERASED.body.replace(b'"n":7', b'"n":8')),
        replace(ERASED, salts=bytes(len(ERASED.salts))),
        replace(ERASED, salts=ERASED.salts[:-1]),
        replace(ERASED, salts=ERASED.salts + bytes(16)),
        replace(ERASED, leaf=ERASED.leaf.replace(b'"v":1', b'"v":2')),
        replace(ERASED, body=ERASED.body.replace(b":", b": ")),
    ],
    ids=("kind", "value", "salts", "a salt too short", "a salt that was to go", "leaf", "spaces"),
)
def test_what_an_erasure_left_is_looked_at_as_closely(changed: Row) -> None:
    assert look_at([ERASED]).gone == {7: ("where",)}
    with pytest.raises(RecordError, match="changed after"):
        look_at([changed])


@pytest.mark.parametrize("size", [255, 256, 257, 512, 513])
def test_records_that_just_fill_their_tiles(size: int) -> None:
    assert walk([look_at(ROWS[:size])], tiles_of(ROWS[:size])[0]).size == size


def told(rows: Sequence[Row], tiles: Tiles = TILES) -> str:
    """What is found, and where: the same however the record is cut into pieces."""
    found = {_told(rows, tiles, piece) for piece in (1, 4, len(rows))}
    assert len(found) == 1, found
    return found.pop()


def _told(rows: Sequence[Row], tiles: Tiles, piece: int) -> str:
    with pytest.raises(RecordError) as caught:
        walk((look_at(rows[at : at + piece]) for at in range(0, len(rows), piece)), tiles)
    return f"{caught.value.where}: {caught.value.found}"


def renumbered(rows: Sequence[Row]) -> list[Row]:
    return [replace(row, index=n) for n, row in enumerate(rows)]


def test_rows_that_are_missing_moved_or_twice_there() -> None:
    assert told([*ROWS[:9], *ROWS[10:]]) == "record entry 9: it is missing: the next one is 10"
    assert told(ROWS[1:]) == "record entry 0: it is missing: the next one is 1"
    assert told(renumbered([*ROWS[:9], *ROWS[10:]])).startswith("record entry 11: it is number 5 of its source")
    assert told(renumbered([*ROWS[:9], ROWS[8], *ROWS[9:]])).startswith("record entry 9: it is number 6 of its source")
    assert told(renumbered(ROWS[1:])).startswith("record entry 2: it is number 2 of its source")
    assert "does not follow number 0" in told(renumbered(ROWS[3:]))


def test_an_entry_that_follows_another_history() -> None:
    """Its number is right, and the hash before it is not."""
    other = rows_of([("receipt", {"a": -n}) for n in range(600)], SOURCES)
    assert told([*ROWS[:30], other[30], *ROWS[31:]]).startswith("record entry 30: it is number 11 of its source")


@pytest.mark.parametrize(("level", "n"), [(0, 0), (0, 1), (0, 2), (1, 0)])
def test_tiles_that_are_not_those_of_the_entries(level: int, n: int) -> None:
    class Wrong(MemoryTiles):
        def tile(self, wanted: int, m: int) -> bytes:
            right = super().tile(wanted, m)
            return right[:-1] + b"\0" if (wanted, m) == (level, n) else right

    wrong = Wrong([row.leaf for row in ROWS])
    assert told(ROWS, wrong) == f"record tiles: tile {n} of level {level} is not that of its entries"


def test_rows_are_fewer_than_the_tiles_say() -> None:
    assert told(ROWS[:599]) == "record tiles: tile 2 of level 0 is not that of its entries"


def without_field(rows: list[Row], n: int, *fields: str) -> list[Row]:
    body, salts = without(rows[n].body, rows[n].salts, frozenset(fields))
    return [*rows[:n], replace(rows[n], body=body, salts=salts), *rows[n + 1 :]]


def test_nothing_stays_beside_what_is_gone_altogether() -> None:
    lines = [*LINES[:3], ("erasure", ErasureLine(2, ("a", "b"), ("chair",), "asked"))]
    fine = without_field(rows_of(lines, SOURCES[:4]), 2, "a", "b")
    assert look_at(fine).gone == {2: ("a", "b")}
    with pytest.raises(RecordError, match="changed after"):
        look_at([*fine[:2], replace(fine[2], salts=bytes(16)), fine[3]])


def test_erasures_and_what_is_gone_are_the_same() -> None:
    lines = [*LINES[:5], ("erasure", ErasureLine(2, ("a",), ("chair",), "asked"))]
    rows = rows_of(lines, SOURCES[:6])
    tiles = tiles_of(rows)[0]
    fine = without_field(rows, 2, "a")
    assert walk([look_at(fine)], tiles).size == 6
    wrong = "values are gone from it of which no erasure tells, or are still there after one"
    assert told(rows, tiles) == f"record entry 2: {wrong}"
    assert told(without_field(rows, 2, "b"), tiles) == f"record entry 2: {wrong}"
    assert told(without_field(rows, 2, "a", "b"), tiles) == f"record entry 2: {wrong}"
    assert told(without_field(fine, 3, "a", "b"), tiles) == f"record entry 3: {wrong}"
    assert told(without_field(fine, 1, "a"), tiles) == f"record entry 1: {wrong}"


def test_several_erasures_of_one_entry_add_up() -> None:
    erasures = [("erasure", ErasureLine(1, (field,), ("chair",), "asked")) for field in ("a", "b")]
    rows = rows_of([*LINES[:3], *erasures], SOURCES[:5])
    tiles = tiles_of(rows)[0]
    assert walk([look_at(without_field(rows, 1, "a", "b"))], tiles).size == 5
    assert "still there" in told(without_field(rows, 1, "a"), tiles)


def test_an_erasure_whose_words_are_not_those_of_one() -> None:
    rows = rows_of([("receipt", {"a": 1}), ("erasure", {"index": "nought"})], ["one", "one"])
    assert told(rows, tiles_of(rows)[0]) == "record entry 1: its words were changed after it was written"


def test_leaves_alone_are_looked_at_as_closely() -> None:
    leaf = ROWS[4].leaf
    for changed in (b"", leaf + b" ", leaf.replace(b'"seq":', b'"seq": ')):
        with pytest.raises(RecordError):
            look_at_leaves([(4, changed)])
