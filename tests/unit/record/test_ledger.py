from __future__ import annotations

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from truceline.model.errors import RecordError
from truceline.record.ledger import GENESIS, Entry, next_entry, verify_chain


def chain(n: int) -> list[Entry]:
    entries: list[Entry] = []
    for i in range(n):
        entries.append(next_entry(entries[-1] if entries else None, "receipt", {"n": i, "words": "Перемир'я"}))
    return entries


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
        with pytest.raises(RecordError):
            verify_chain(forged)
    # A cut tail verifies in itself, and shows in the head that others noted.
    assert verify_chain(entries[:-1]) != head
