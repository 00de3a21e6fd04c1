"""Leaves and commitments: the same bytes as the slow libraries, and nothing else opens them."""

from __future__ import annotations

import hashlib
import json
from typing import Any

import msgspec
import pytest
import rfc8785
from hypothesis import given, settings
from hypothesis import strategies as st

from truceline.model.errors import RecordError
from truceline.record.canonical import canonical, canonical_each
from truceline.record.kinds import KINDS
from truceline.record.leaf import (
    GENESIS,
    Opening,
    Sealed,
    commitment,
    entry_id,
    leaf_bytes,
    openings,
    opens,
    parse_leaf,
    prepare,
    reseal,
    seal,
    without,
)
from truceline.stores.salts import ChanceSalts, DerivedSalts

INTS = st.integers(-(2**53) + 1, 2**53 - 1)
TEXTS = st.text(st.characters(exclude_categories=("Cs",)), max_size=12) | st.sampled_from(
    ["%", "%s%b", '"', "\\", "\n"]
)
SCALARS = st.none() | st.booleans() | INTS | TEXTS
VALUES = st.recursive(
    SCALARS, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXTS, inner, max_size=3), max_leaves=8
)
BODIES = st.dictionaries(TEXTS, VALUES, min_size=1, max_size=5)
LINES = st.lists(st.tuples(st.sampled_from(sorted(KINDS)), BODIES), min_size=1, max_size=4)


@settings(deadline=None)
@given(VALUES)
def test_canonical_bytes_are_those_of_rfc_8785(value: Any) -> None:
    assert canonical(value) == rfc8785.dumps(value)


@settings(deadline=None)
@given(st.lists(VALUES, max_size=6))
def test_many_at_once_are_each_by_itself(values: list[Any]) -> None:
    assert canonical_each(values) == [rfc8785.dumps(value) for value in values]


BAD = [
    0.5, float("nan"), float("inf"), 2**53, -(2**53), "\ud800", {"a": {"b": [0.1]}}, [1, [2, 2**60]],
    {"a": 1, "\udfff": 2}, {"b": 0.5, "a": 1},
]  # fmt: skip


@pytest.mark.parametrize("value", BAD, ids=repr)
def test_what_has_no_one_spelling_is_refused(value: Any) -> None:
    with pytest.raises(ValueError):
        canonical(value)
    with pytest.raises(ValueError):
        canonical_each(["good", 1, value])
    with pytest.raises(ValueError):
        prepare([("receipt", {"good": 1}), ("receipt", {"bad": value})])


@pytest.mark.parametrize("value", [b"bytes", {1: "key"}, [{"a": object()}]], ids=repr)
def test_what_is_no_json_is_refused(value: Any) -> None:
    with pytest.raises(ValueError, match=r"hashed records carry|no text"):
        canonical(value)


@pytest.mark.parametrize("value", [2**53 - 1, 1 - 2**53, 0, True, None, "", [], {}, "\x7f\x00\x1f\u2028é𝄞"], ids=repr)
def test_the_edges_of_what_has_one(value: Any) -> None:
    assert canonical(value) == rfc8785.dumps(value)
    assert canonical_each([value]) == [rfc8785.dumps(value)]


def test_keys_sort_as_in_utf_16() -> None:
    """U+1D11E is two surrogates below U+E000 in UTF-16, and above it in UTF-8."""
    value = {"\ue000": 1, "\U0001d11e": 2}
    assert canonical(value) == rfc8785.dumps(value) == '{"\U0001d11e":2,"\ue000":1}'.encode()
    (sealed,) = seal([prepare([("receipt", value)])], DerivedSalts())
    assert sealed.body == rfc8785.dumps(value)
    assert leaf_bytes(sealed, "s", 1, GENESIS) == rfc8785.dumps(json.loads(leaf_bytes(sealed, "s", 1, GENESIS)))


@settings(deadline=None)
@given(LINES, TEXTS, st.integers(1, 2**53 - 1))
def test_a_leaf_is_what_the_standards_make_of_it(lines: list[Any], source: str, seq: int) -> None:
    """Every byte again with rfc8785, json and hashlib alone."""
    for (kind, body), sealed in zip(lines, seal([prepare(lines)], ChanceSalts()), strict=True):
        salts = [sealed.salts[at : at + 16].hex() for at in range(0, len(sealed.salts), 16)]
        names = [name for name, _ in sorted(body.items(), key=lambda pair: pair[0].encode("utf-16-be"))]
        assert len(salts) == len(names) == len(set(salts))
        commits = {
            name: hashlib.sha256(rfc8785.dumps(["tl1", salt, name, body[name]])).hexdigest()
            for name, salt in zip(names, salts, strict=True)
        }
        expected = {
            "v": 1,
            "type": kind,
            "id": "ent_" + hashlib.sha256(rfc8785.dumps(commits)).hexdigest()[:24],
            "prev": GENESIS,
            "source": source,
            "seq": seq,
            "schema": f"truceline/{kind}/1",
            "commits": commits,
            "sig": None,
        }
        assert leaf_bytes(sealed, source, seq, GENESIS) == rfc8785.dumps(expected)
        assert sealed.body == rfc8785.dumps(body)


@settings(deadline=None)
@given(LINES, st.data())
def test_values_open_their_commitments_and_nothing_else_does(lines: list[Any], data: st.DataObject) -> None:
    sealed = data.draw(st.sampled_from(seal([prepare(lines)], ChanceSalts())))
    leaf = parse_leaf(leaf_bytes(sealed, "operator", 1, GENESIS))
    held = openings(sealed.body, sealed.salts)
    assert held.keys() == leaf.commits.keys()
    field = data.draw(st.sampled_from(sorted(held)))
    good = held[field]
    assert opens(leaf, field, good)
    other = data.draw(VALUES.filter(lambda value: canonical(value) != canonical(good.value)))
    assert not opens(leaf, field, Opening(good.salt, other))
    assert not opens(leaf, field, Opening("0" * 32, good.value))
    assert not opens(leaf, field, Opening(good.salt.upper() + "0", good.value))
    assert not opens(leaf, field, Opening(good.salt[:-2], good.value))
    assert not opens(leaf, field, Opening(good.salt, 0.5))
    assert not opens(leaf, field + "x", good)
    assert all(not opens(leaf, name, good) for name in held if name != field)


@settings(deadline=None)
@given(LINES)
def test_what_is_kept_seals_to_the_same_again(lines: list[Any]) -> None:
    sealed = seal([prepare(lines)], ChanceSalts())
    again = reseal([s.kind for s in sealed], [s.body for s in sealed], [s.salts for s in sealed])
    assert again == sealed


@settings(deadline=None)
@given(BODIES, st.data())
def test_what_is_left_after_an_erasure_still_opens(body: dict[str, Any], data: st.DataObject) -> None:
    (sealed,) = seal([prepare([("receipt", body)])], ChanceSalts())
    gone = data.draw(st.frozensets(st.sampled_from(sorted(body)), min_size=1))
    kept, salts = without(sealed.body, sealed.salts, gone)
    leaf = parse_leaf(leaf_bytes(sealed, "operator", 1, GENESIS))
    left = openings(kept, salts)
    assert left.keys() == body.keys() - gone
    assert all(opens(leaf, field, opening) for field, opening in left.items())
    before = openings(sealed.body, sealed.salts)
    for field in gone:
        assert bytes.fromhex(before[field].salt) not in salts


SEALED = seal([prepare([("receipt", {"a": 1, "b": "two"})])], DerivedSalts())[0]
GOOD = leaf_bytes(SEALED, "operator", 1, GENESIS)


@pytest.mark.parametrize(
    "leaf",
    [
        b"",
        b"[]",
        b"\xff",
        GOOD + b" ",
        GOOD.replace(b'"v":1', b'"v":2'),
        GOOD.replace(b'"v":1', b'"v":1.0'),
        GOOD.replace(b'"v":1', b'"v":1,"w":1'),
        GOOD.replace(b'"seq":1', b'"seq": 1'),
        GOOD.replace(b'"seq":1', b'"seq":"1"'),
        GOOD.replace(b'"sig":null,', b""),
        GOOD.replace(b"ent_", b"ent-"),
        GOOD.replace(SEALED.id.encode(), entry_id("{}").encode()),
        GOOD.replace(b'"operator"', b'"oper\\u0061tor"'),
        json.dumps(json.loads(GOOD), separators=(",", ":")).replace(' ', "").encode()[:-1] + b',"v":1}',
    ],
)  # fmt: skip
def test_a_leaf_has_one_spelling(leaf: bytes) -> None:
    assert parse_leaf(GOOD).seq == 1
    with pytest.raises(RecordError, match="no leaf"):
        parse_leaf(leaf)


def bodies(*changed: tuple[bytes, bytes]) -> tuple[list[str], list[bytes], list[bytes]]:
    return ["receipt"] * len(changed), [body for body, _ in changed], [salts for _, salts in changed]


@pytest.mark.parametrize(
    "kept",
    [
        (b'{"b":1,"a":2}', bytes(32)),
        (b'{"a":1,"a":2}', bytes(16)),
        (b'{"a":1}', bytes(15)),
        (b'{"a":1}', bytes(32)),
        (b"{}", b""),
        (b'{"a": 1}', bytes(16)),
        (b'{"a":1}\n{"b":2}', bytes(32)),
        (b"[]", b""),
        (b"", b""),
        (b"\xff", bytes(16)),
        (b'{"a":"\xff"}', bytes(16)),
    ],
)
def test_what_was_never_kept_does_not_seal(kept: tuple[bytes, bytes]) -> None:
    good = (SEALED.body, SEALED.salts)
    assert reseal(*bodies(good, good)) == [SEALED, SEALED]
    for several in ((kept,), (good, kept), (kept, good)):
        with pytest.raises(ValueError):
            reseal(*bodies(*several))


def test_lines_do_not_run_into_one_another() -> None:
    """Two bodies that are only whole together are two broken bodies."""
    with pytest.raises(ValueError):
        reseal(*bodies((b'{"a":1,', bytes(16)), (b'"b":2}', bytes(16))))


@pytest.mark.parametrize("body", [[1], "text", 5, None, {}])
def test_a_body_is_an_object_with_fields(body: Any) -> None:
    with pytest.raises(ValueError, match="object with fields"):
        prepare([("receipt", body)])


def test_kinds_are_an_open_set_that_is_checked() -> None:
    wanted = {
        "receipt", "extraction", "observation", "derivation", "incident", "assessment", "review", "dissent", "decision",
        "remedy", "release", "access", "role", "erasure", "key",
    }  # fmt: skip
    assert wanted <= KINDS.keys()
    with pytest.raises(ValueError, match="no kind of entry"):
        prepare([("gossip", {"a": 1})])


def test_structs_are_sealed_field_by_field() -> None:
    class Receipt(msgspec.Struct, frozen=True):
        filename: str
        size_bytes: int
        hands: tuple[str, ...] = ()

    (sealed,) = seal([prepare([("receipt", Receipt("a.csv", 7))])], DerivedSalts())
    assert sealed.body == b'{"filename":"a.csv","hands":[],"size_bytes":7}'
    assert isinstance(sealed, Sealed)
    opening = openings(sealed.body, sealed.salts)["size_bytes"]
    assert commitment("size_bytes", opening) in sealed.commits


def test_salts_of_invented_missions_repeat_and_others_never() -> None:
    lines = [prepare([("receipt", {"a": 1}), ("receipt", {"a": 2})])]
    assert seal(lines, DerivedSalts()) == seal(lines, DerivedSalts())
    assert len({sealed.salts for sealed in seal(lines, DerivedSalts())}) == 2
    assert seal(lines, ChanceSalts()) != seal(lines, ChanceSalts())


def test_nothing_is_sealed_of_nothing() -> None:
    assert seal([], ChanceSalts()) == []
    assert seal([prepare([])], ChanceSalts()) == []
    assert reseal([], [], []) == []
