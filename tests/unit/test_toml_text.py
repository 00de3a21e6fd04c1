"""Settings are read under bounds: what is too much is told with its line, and what only looks so is not."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from truceline import toml_text
from truceline.toml_text import MOST_BYTES, MOST_DEPTH, MOST_ENTRIES, MOST_LETTERS, TomlError, read_toml, text_of

REPOSITORY = Path(__file__).parents[2]
#: what a text, a comment or a key in quotation marks may hold without being any of it
_INNOCENT = "[" * 200 + "{" * 200 + "." * 200 + "=" * 200 + "9" * 2_000


def refused(text: str) -> TomlError:
    with pytest.raises(TomlError) as caught:
        read_toml(text, "a.toml")
    assert caught.value.advice
    return caught.value


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("a" + ".a" * MOST_DEPTH + ".a = 1", "deep in each other"),
        ('"a"' + " . 'a'" * (MOST_DEPTH + 1) + " = 1", "deep in each other"),
        ("[a" + ".a" * MOST_DEPTH + "]", "deep in each other"),
        ("a = " + "[" * 100_000 + "]" * 100_000, "deep in each other"),
        ("a = " + "{a = " * 50_000 + "1" + "}" * 50_000, "deep in each other"),
        ("a = " + "{b.c = " * 40 + "1" + "}" * 40, "deep in each other"),
        ("a = [" + "[1], " * 3 + "[" * MOST_DEPTH + "]" * MOST_DEPTH + "]", "deep in each other"),
        ("a = " + "9" * 100_000, f"more than {MOST_LETTERS} letters"),
        ("a = 0x" + "f" * 100_000, f"more than {MOST_LETTERS} letters"),
        ("a = 1." + "1" * 100_000, f"more than {MOST_LETTERS} letters"),
        ("a" * 100_000 + " = 1", f"more than {MOST_LETTERS} letters"),
        ("".join(f"k{n} = 1\n" for n in range(MOST_ENTRIES + 1)), "keys and values"),
        ("a = [" + "1," * (MOST_ENTRIES + 1) + "]", "keys and values"),
        ("[[a]]\n" * MOST_ENTRIES, "keys and values"),
        ("# " + "a" * MOST_BYTES, "bytes"),
        ("a = " + "[" * 63 + "1" + "]" * 63 + "\n" + "a = 1\n", "not TOML"),
        ('a = "b', "not TOML"),
        ("a = '''b", "not TOML"),
        ('a = """b', "not TOML"),
        ('a = """b\\', "not TOML"),
        ("a = 2026-02-30", "not TOML"),
        ("a = 1\na = 2", "not TOML"),
        ('"' + "k" * 5_000 + '" = 1\n"' + "k" * 5_000 + '" = 2', "not TOML"),
    ],
)
def test_what_is_too_much_or_no_toml_is_one_error(text: str, found: str) -> None:
    error = refused(text)
    assert found in error.found
    assert error.where.startswith("a.toml")
    assert len(error.found) < 1_000


def test_the_line_is_that_of_the_first_thing_too_much() -> None:
    error = refused("# one\nb = '''\n'''\n\na" + ".a" * 100 + " = 1\n")
    assert (error.line, error.where) == (5, "a.toml, line 5")
    assert refused("x = 1\ny = [1\n2]").line == 3


@pytest.mark.parametrize(
    "text",
    [
        f"a = \"{_INNOCENT}\"\nb = '{_INNOCENT}'",
        f'a = """{_INNOCENT}\n""\\"""{_INNOCENT}"""""\nb = \'\'\'{_INNOCENT}\n\'\'{_INNOCENT}\'\'\'\'\'',
        f"# {_INNOCENT} \"\"\" '''\na = 1 # {_INNOCENT}",
        f'"{_INNOCENT}" = 1\n[\'{_INNOCENT}x\']\na = "\\\\"  # {_INNOCENT}"',
        f"a = \"it's\" # {_INNOCENT}\nb = '\"' # {_INNOCENT}\nc = \"\\\"\" # '''\nd = [\"\"\"[\"\"\", '''{{''']",
        "\r\n".join(f"[a.b.c{n}]\r\nx = [1.5, 2.5]\r\ny.z = 1" for n in range(1_000)),
        "a = [" + ", ".join("[[1.5], {b.c = 2}]" for _ in range(500)) + "]",
        "a = " + "[" * (MOST_DEPTH - 1) + "]" * (MOST_DEPTH - 1),
        "a = " + "9" * MOST_LETTERS,
    ],
)
def test_what_stands_in_texts_and_comments_is_not_counted(text: str) -> None:
    assert read_toml(text, "a.toml") == tomllib.loads(text)


def test_every_such_file_of_ours_is_read() -> None:
    files = [path for path in REPOSITORY.rglob("*.toml") if not {".venv", "node_modules"} & {*path.parts}]
    files = [path for path in files if not path.name.endswith(".template.toml")]
    assert len(files) > 20
    for path in files:
        text = text_of(path.read_bytes(), str(path))
        assert read_toml(text, str(path)) == tomllib.loads(text)


def test_bytes_that_are_no_text() -> None:
    with pytest.raises(TomlError, match="not UTF-8") as caught:
        text_of(b"a = 1\nb = '\xff'", "a.toml")
    assert caught.value.line == 2
    with pytest.raises(TomlError, match="bytes"):
        text_of(b"#" * (MOST_BYTES + 1), "a.toml")
    assert text_of("\ufeffa = 'ї'".encode(), "a.toml") == "a = 'ї'"


def test_nobody_else_calls_the_reader_on_what_others_wrote() -> None:
    """What the package itself carries may be read without bounds; each such place is named here."""
    own = {
        "agreements/wording.py", "exercise/newsroom.py", "exercise/rehearsal.py", "merging/report.py",
        "notebook/card.py", "publish/words.py", "service/openrosa/form.py", "service/refusals.py", "toml_text.py",
    }  # fmt: skip
    package = Path(toml_text.__file__).parent
    found = {
        path.relative_to(package).as_posix()
        for path in package.rglob("*.py")
        if "tomllib.load" in path.read_text(encoding="utf-8")
    }
    assert found == own
