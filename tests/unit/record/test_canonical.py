"""One spelling for each value, whichever of the ways to it is taken."""

from __future__ import annotations

from typing import Any

import pytest
import rfc8785

from truceline.record import canonical as spelling
from truceline.record.canonical import canonical, canonical_each

#: keys that sort otherwise in UTF-16 than in UTF-8
OTHERWISE = {"\ufb01": 1, "\U0001f600": 2}
LARGEST = 2**53 - 1


@pytest.mark.parametrize(
    "value",
    [
        OTHERWISE,
        OTHERWISE | {"a": 3},
        {"a": 3} | OTHERWISE,
        [OTHERWISE, 5, {"b": 1, "a": 2}],
        [5, OTHERWISE],
        {"first": OTHERWISE, "last": [1]},
        {"first": {"x": [OTHERWISE, "y"], "w": None}, "last": {}},
    ],
)
def test_one_object_with_keys_beyond_ascii_decides_wherever_it_stands(value: Any) -> None:
    assert canonical(value) == rfc8785.dumps(value)
    assert canonical_each([value, "a", value, 1]) == [rfc8785.dumps(value), b'"a"', rfc8785.dumps(value), b"1"]


def test_what_sorts_alike_goes_the_quick_way(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_: object) -> bytes:
        raise AssertionError("the slow way")

    monkeypatch.setattr(spelling.rfc8785, "dumps", refuse)
    assert canonical({"b": [1, {"d": "ж", "c": None}], "a": True}) == '{"a":true,"b":[1,{"c":null,"d":"ж"}]}'.encode()
    monkeypatch.setattr(spelling, "_order_differs", refuse)
    plain = ["a", 1, True, None, LARGEST, -LARGEST]
    assert canonical_each(plain) == [b'"a"', b"1", b"true", b"null", b"%d" % LARGEST, b"-%d" % LARGEST]


@pytest.mark.parametrize("value", [LARGEST + 1, -LARGEST - 1])
def test_a_number_too_large_is_refused_among_many(value: int) -> None:
    for values in ([value], ["a", value, 1], [[value]], [{"a": value}]):
        with pytest.raises(ValueError, match="53 bits"):
            canonical_each(values)
