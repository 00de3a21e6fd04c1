"""Settings under bounds: what is read is what tomllib reads and stays within them, whatever the text is made of."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from truceline import toml_text
from truceline.toml_text import TomlError, read_toml

#: pieces of which texts are made that are often TOML, and as often nearly so
_PIECES = (
    '"', '"', '"""', "'", "'''", "\\", '\\"', "#", "\n", "\n", "=", " = ", ".", ",", "[", "]", "[[", "]]", "{", "}",
    "a", "b = 1\n", "a.a.a", "12345678901", '"x"', "'y'", "'''z'''", '"""w"""', "c = [1]\n", " ", "\r\n", "1.5", "ї",
)  # fmt: skip
_texts = st.lists(st.sampled_from(_PIECES), max_size=40).map("".join)
_values = st.recursive(
    st.text(st.characters(codec="utf-8", exclude_categories=["Cs"]), max_size=20) | st.integers() | st.booleans(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text("ab.\"'[#=\n", max_size=5), inner, max_size=4),
    max_leaves=30,
)


def written(value: object) -> str:
    """A value as TOML writes it on one line."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        plain = value.replace("\\", "\\\\").replace('"', '\\"')
        return '"' + "".join(c if c >= " " and c != "\x7f" else f"\\u{ord(c):04x}" for c in plain) + '"'
    if isinstance(value, list):
        return f"[{', '.join(map(written, value))}]"
    if isinstance(value, dict):
        return f"{{{', '.join(f'{written(key)} = {written(one)}' for key, one in value.items())}}}"
    return repr(value)


def holds(value: object, depth: int = 0) -> Iterator[tuple[int, int, int]]:
    """Depth, entries and digits of all that stands in a value."""
    if isinstance(value, (dict, list)):
        yield depth, len(value), 0
        for one in value.values() if isinstance(value, dict) else value:
            yield from holds(one, depth + 1)
    elif isinstance(value, int):
        yield depth, 0, len(str(abs(value)))


@given(st.dictionaries(st.text("abc", min_size=1, max_size=3), _values, max_size=5))
def test_small_settings_are_never_refused(tables: dict[str, object]) -> None:
    text = "".join(f"{key} = {written(value)}  # {written(value)}\n" for key, value in tables.items())
    assert read_toml(text, "a") == tables


@given(_texts)
@settings(max_examples=2_000)
def test_what_is_read_stays_within_the_bounds(text: str) -> None:
    """With bounds so small that any piece that is passed over wrongly would be seen in what is read."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(toml_text, "MOST_DEPTH", 3)
        patched.setattr(toml_text, "MOST_ENTRIES", 6)
        patched.setattr(toml_text, "MOST_LETTERS", 8)
        try:
            read = read_toml(text, "a")
        except TomlError:
            return
    assert read == tomllib.loads(text)
    found = list(holds(read))
    assert max(depth for depth, _, _ in found) <= 3 * 2
    assert sum(entries for _, entries, _ in found) <= 6 * 4  # a name of three dots makes up to four tables
    assert max(digits for _, _, digits in found) <= 8
