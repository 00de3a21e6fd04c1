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
    commitment,
    entry_id,
    openings,
    opens,
    parse_leaf,
    without,
)
from truceline.record.merkle import leaf_hash
from truceline.record.sealing import Sealed, chain, prepare, reseal, seal
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


def leaf_of(sealed: Sealed, n: int = 0, source: str = "operator", seq: int = 1) -> bytes:
    """The leaf of one sealed entry as the `seq`-th of its source."""
    ((leaf,), (hash_,)) = chain(sealed, range(n, n + 1), source, seq - 1, GENESIS)
    assert hash_ == leaf_hash(leaf)
    return leaf


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


@pytest.mark.parametrize("value", BAD, ids=range(len(BAD)))
def test_what_has_no_one_spelling_is_refused(value: Any) -> None:
    with pytest.raises(ValueError):
        canonical(value)
    with pytest.raises(ValueError):
        canonical_each(["good", 1, value])
    with pytest.raises(ValueError):
        prepare([("receipt", {"good": 1}), ("receipt", {"bad": value})])


@pytest.mark.parametrize("value", [b"bytes", {1: "key"}, [{"a": object()}]], ids=["bytes", "number", "object"])
def test_what_is_no_json_is_refused(value: Any) -> None:
    with pytest.raises(ValueError, match=r"hashed records carry|no text"):
        canonical(value)


@pytest.mark.parametrize("value", [2**53 - 1, 1 - 2**53, 0, True, None, "", [], {}, "\x7f\x00\x1f\u2028é𝄞"])
def test_the_edges_of_what_has_one(value: Any) -> None:
    assert canonical(value) == rfc8785.dumps(value)
    assert canonical_each([value]) == [rfc8785.dumps(value)]


def test_keys_sort_as_in_utf_16() -> None:
    """U+1D11E is two surrogates below U+E000 in UTF-16, and above it in UTF-8."""
    value = {"\ue000": 1, "\U0001d11e": 2}
    assert canonical(value) == rfc8785.dumps(value) == '{"\U0001d11e":2,"\ue000":1}'.encode()
    sealed = seal([prepare([("receipt", value)])], DerivedSalts())
    assert sealed.bodies == [rfc8785.dumps(value)]
    assert leaf_of(sealed) == rfc8785.dumps(json.loads(leaf_of(sealed)))


@settings(deadline=None)
@given(LINES, TEXTS, st.integers(1, 2**53 - 1))
def test_a_leaf_is_what_the_standards_make_of_it(lines: list[Any], source: str, seq: int) -> None:
    """Every byte again with rfc8785, json and hashlib alone."""
    sealed = seal([prepare(lines)], ChanceSalts())
    for n, (kind, body) in enumerate(lines):
        salts = [sealed.salts[n][at : at + 16].hex() for at in range(0, len(sealed.salts[n]), 16)]
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
        assert leaf_of(sealed, n, source, seq) == rfc8785.dumps(expected)
        assert sealed.bodies[n] == rfc8785.dumps(body)


@settings(deadline=None)
@given(LINES, st.data())
def test_values_open_their_commitments_and_nothing_else_does(lines: list[Any], data: st.DataObject) -> None:
    sealed, n = seal([prepare(lines)], ChanceSalts()), data.draw(st.integers(0, len(lines) - 1))
    leaf = parse_leaf(leaf_of(sealed, n))
    held = openings(sealed.bodies[n], sealed.salts[n])
    assert held.keys() == leaf.commits.keys()
    field = data.draw(st.sampled_from(sorted(held)))
    good = held[field]
    assert opens(leaf.commits, field, good)
    other = data.draw(VALUES.filter(lambda value: canonical(value) != canonical(good.value)))
    assert not opens(leaf.commits, field, Opening(good.salt, other))
    assert not opens(leaf.commits, field, Opening("0" * 32, good.value))
    assert not opens(leaf.commits, field, Opening(good.salt.upper() + "0", good.value))
    assert not opens(leaf.commits, field, Opening(good.salt[:-2], good.value))
    assert not opens(leaf.commits, field, Opening(good.salt, 0.5))
    assert not opens(leaf.commits, field + "x", good)
    assert all(not opens(leaf.commits, name, good) for name in held if name != field)


@settings(deadline=None)
@given(LINES)
def test_what_is_kept_seals_to_the_same_again(lines: list[Any]) -> None:
    sealed = seal([prepare(lines)], ChanceSalts())
    assert reseal(sealed.kinds, sealed.bodies, sealed.salts) == sealed


@settings(deadline=None)
@given(st.lists(LINES, max_size=3))
def test_several_clients_at_once_are_each_by_itself(batches: list[list[Any]]) -> None:
    together = seal([prepare(lines) for lines in batches], DerivedSalts())
    alone = [seal([prepare(lines)], DerivedSalts()) for lines in batches]
    for column in Sealed.__struct_fields__:
        assert getattr(together, column) == [value for sealed in alone for value in getattr(sealed, column)]


@settings(deadline=None)
@given(LINES, st.integers(0, 9))
def test_leaves_follow_one_another(lines: list[Any], seq: int) -> None:
    sealed = seal([prepare(lines)], ChanceSalts())
    leaves, hashes = chain(sealed, range(len(lines)), "operator", seq, GENESIS)
    read = [parse_leaf(leaf) for leaf in leaves]
    assert hashes == [leaf_hash(leaf) for leaf in leaves]
    assert [leaf.prev for leaf in read] == [GENESIS, *(hash_.hex() for hash_ in hashes[:-1])]
    assert [leaf.seq for leaf in read] == list(range(seq + 1, seq + 1 + len(lines)))
    assert [leaf.type for leaf in read] == [kind for kind, _ in lines]


@settings(deadline=None)
@given(BODIES, st.data())
def test_what_is_left_after_an_erasure_still_opens(body: dict[str, Any], data: st.DataObject) -> None:
    sealed = seal([prepare([("receipt", body)])], ChanceSalts())
    gone = data.draw(st.frozensets(st.sampled_from(sorted(body)), min_size=1))
    kept, salts = without(sealed.bodies[0], sealed.salts[0], gone)
    leaf = parse_leaf(leaf_of(sealed))
    left = openings(kept, salts)
    assert left.keys() == body.keys() - gone
    assert all(opens(leaf.commits, field, opening) for field, opening in left.items())
    before = openings(sealed.bodies[0], sealed.salts[0])
    for field in gone:
        assert bytes.fromhex(before[field].salt) not in salts


SEALED = seal([prepare([("receipt", {"a": 1, "b": "two"})])], DerivedSalts())
GOOD = leaf_of(SEALED)


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
        GOOD.replace(SEALED.ids[0].encode(), entry_id("{}").encode()),
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
    good = (SEALED.bodies[0], SEALED.salts[0])
    assert reseal(*bodies(good)) == SEALED
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
        "receipt", "extraction", "observation", "derivation", "incident", "assessment", "ruling", "dissent", "decision",
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

    sealed = seal([prepare([("receipt", Receipt("a.csv", 7))])], DerivedSalts())
    assert sealed.bodies == [b'{"filename":"a.csv","hands":[],"size_bytes":7}']
    opening = openings(sealed.bodies[0], sealed.salts[0])["size_bytes"]
    assert commitment("size_bytes", opening) in sealed.commits[0]


def test_salts_of_invented_missions_repeat_and_others_never() -> None:
    lines = [prepare([("receipt", {"a": 1}), ("receipt", {"a": 2})])]
    assert seal(lines, DerivedSalts()) == seal(lines, DerivedSalts())
    assert len(set(seal(lines, DerivedSalts()).salts)) == 2
    assert seal(lines, ChanceSalts()) != seal(lines, ChanceSalts())


def test_nothing_is_sealed_of_nothing() -> None:
    nothing = Sealed([], [], [], [], [])
    assert seal([], ChanceSalts()) == seal([prepare([])], ChanceSalts()) == reseal([], [], []) == nothing
    assert chain(nothing, range(0), "operator", 0, GENESIS) == ([], [])
