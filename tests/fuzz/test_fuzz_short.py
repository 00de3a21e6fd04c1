"""The short form of fuzzing: each parser on whole inputs, on what was once found to break it, and on broken copies."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

FOUND = Path(__file__).parent / "found"
_SPEC = importlib.util.spec_from_file_location("fuzz_targets", Path(__file__).parent / "targets.py")
assert _SPEC is not None and _SPEC.loader is not None
targets = importlib.util.module_from_spec(_SPEC)
_SPEC.loader.exec_module(targets)

#: what parsers stumble over: marks of formats, odd numbers, letters that are several bytes or none
_MARKS = b"\0 \" ' , \n \r \xff \xef\xbb\xbf \xff\xfe < > ]]> <!-- & [ { } \\ \\ud800 NaN 1e400 -0 -1 null".split(b" ")
_LETTERS = (b"\xe2\x80\xae", b"\x1b", b"\xd9\xa1", b"\xed\xa0\x80", b"\x1f\x8b", b"PK\x03\x04", b"9" * 400, b"")
BITS = st.sampled_from((*_MARKS, *_LETTERS, b"0000-00-00", b"..", b"%00"))


@st.composite
def broken(draw: st.DrawFn, name: str) -> bytes:
    """A whole input with some places overwritten, cut out, doubled or filled; or no whole input at all."""
    if draw(st.integers(0, 9)) == 0:
        return draw(st.binary(max_size=300))
    data = bytearray(draw(st.sampled_from(targets.seeds(name))))
    for _ in range(draw(st.integers(0, 6))):
        at = draw(st.integers(0, len(data)))
        end = min(len(data), at + draw(st.integers(0, 40)))
        bit = draw(BITS) * draw(st.sampled_from([1, 1, 1, 2, 70]))
        data[at:end] = draw(st.sampled_from([bit, bit, bytes(data[at:end]) * 2, b""]))
    return bytes(data[: draw(st.sampled_from([len(data), len(data), len(data) // 2]))])


@pytest.mark.parametrize("name", targets.TARGETS)
def test_whole_inputs_are_read(name: str) -> None:
    for seed in targets.seeds(name):
        targets.run(name, seed)


@pytest.mark.parametrize("name", targets.TARGETS)
@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True, database=None)
@given(data=st.data())
def test_broken_inputs_end_in_an_answer_or_an_error_of_ours(name: str, data: st.DataObject) -> None:
    targets.run(name, data.draw(broken(name)))


@pytest.mark.parametrize("path", sorted(FOUND.glob("*")), ids=lambda path: path.name)
def test_what_was_found_stays_mended(path: Path) -> None:
    targets.run(path.name.partition(".")[0], path.read_bytes())
