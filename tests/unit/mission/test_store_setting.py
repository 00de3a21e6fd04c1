"""`[store]` in mission.toml: what people wrote around it stays to the letter."""

from __future__ import annotations

import tomllib

import pytest

from truceline.mission.store_setting import with_store
from truceline.model.errors import MissionError

_BEFORE = """# ours
[mission]   # north
name = "Norð [store]"

[[source]]
match = "a*.csv"
"""
_URL = 'postgresql://a@/b?host=/tmp/"x'


@pytest.mark.parametrize("text", [_BEFORE, _BEFORE.rstrip("\n"), _BEFORE + "\n[policy]\nencrypt = true\n"])
def test_there_and_back(text: str) -> None:
    there = with_store(text, _URL)
    assert there.startswith(text.rstrip("\n")) and tomllib.loads(there)["store"] == {"url": _URL}
    assert with_store(there, "") == text.rstrip("\n") + "\n"
    assert tomllib.loads(with_store(there, "postgresql:///c"))["store"]["url"] == "postgresql:///c"


def test_in_the_middle_of_the_file() -> None:
    text = _BEFORE + '\n[store] # here\nurl = "postgresql:///a" # not there\n\n[policy]\nencrypt = true\n'
    home = with_store(text, "")
    assert tomllib.loads(home) == {**tomllib.loads(_BEFORE), "policy": {"encrypt": True}}


@pytest.mark.parametrize(
    "text",
    ["store.url = 'postgresql:///a'\n" + _BEFORE, "store = { url = 'postgresql:///a' }\n" + _BEFORE],
)
def test_what_is_written_otherwise_is_left_alone(text: str) -> None:
    for url in ("", _URL):
        with pytest.raises(MissionError, match="does not change"):
            with_store(text, url)
