from __future__ import annotations

import hashlib

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from truceline.model.errors import RecordError
from truceline.model.ids import canonical_bytes
from truceline.record.chain import Link, chained, verify_chain
from truceline.record.leaf import GENESIS


def chain(n: int) -> list[Link]:
    bodies = [canonical_bytes({"n": i, "words": "Перемир'я"}) for i in range(n)]
    hashes = chained(("receipt", body) for body in bodies)
    before = (GENESIS, *hashes)
    return [Link(i + 1, "receipt", body, before[i], hashes[i]) for i, body in enumerate(bodies)]


def test_empty_record_has_the_genesis_head() -> None:
    assert verify_chain([]) == GENESIS


@given(st.integers(2, 12), st.data())
def test_no_entry_can_be_dropped_moved_or_changed(n: int, data: st.DataObject) -> None:
    entries = chain(n)
    head = verify_chain(entries)
    i = data.draw(st.integers(0, n - 2))
    dropped = entries[:i] + entries[i + 1 :]
    swapped = [*entries[:i], entries[i + 1], entries[i], *entries[i + 2 :]]
    changed = [*entries[:i], msgspec.structs.replace(entries[i], body=b'{"n":99}'), *entries[i + 1 :]]
    renamed = [*entries[:i], msgspec.structs.replace(entries[i], kind="release"), *entries[i + 1 :]]
    for forged in (dropped, swapped, changed, renamed):
        with pytest.raises(RecordError) as caught:
            verify_chain(forged)
        assert caught.value.where.startswith("record entry ")
    # A cut tail verifies in itself, and shows in the head that others noted.
    assert verify_chain(entries[:-1]) != head


def test_the_hash_is_that_of_version_0_2() -> None:
    """Written out, as it was: a head that somebody noted then is found now."""
    first = b'{"body":{"n":0},"kind":"receipt","prev":"' + b"0" * 64 + b'","seq":1}'
    hash_ = hashlib.sha256(b"\x00" + first).hexdigest()
    second = b'{"body":{"n":1},"kind":"stage","prev":"' + hash_.encode() + b'","seq":2}'
    lines = [("receipt", b'{"n":0}'), ("stage", b'{"n":1}')]
    assert chained(lines) == (hash_, hashlib.sha256(b"\x00" + second).hexdigest())
    assert chained([]) == ()
