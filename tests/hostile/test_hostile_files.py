"""Hostile files at every door: an answer or a note that says what was found and what to do, and the rest goes on.

The short form takes files that are quick to make; `TRUCELINE_HOSTILE=all` takes all of them through all doors.
"""

from __future__ import annotations

import contextlib
import csv
import io
import os
import re
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

import msgspec
import pytest
from tests.hostile import formats, make

from truceline.cli import main
from truceline.confined.keeper import Exceeded
from truceline.confined.picturing import picture_confined
from truceline.confined.reading import read_confined
from truceline.ingest.sniff import media_type_of
from truceline.ingest.submission import Submission
from truceline.model.errors import InputError
from truceline.model.evidence import ReadContext
from truceline.model.ids import sha256_hex
from truceline.stores.files import readable_name

ALL = os.environ.get("TRUCELINE_HOSTILE") == "all"
QUICK = (
    *(make.archives, make.numbers, make.encodings, make.polyglots, make.truncated, make.settings),
    *(formats.columns, formats.of_two_kinds),
)
KINDS = (*make.KINDS, *formats.KINDS) if ALL else QUICK
_MOST_QUICK = 400_000
#: files whose making is not worth more than their budget
COSTLY = frozenset(
    {"gzip_of_rows.csv.gz", "zip_of_rows.csv.zip", "text_of_7MB.txt", "quotes_without_end.csv", "jpeg_of_scans.jpg"}
)
#: what no terminal, spreadsheet or page may get to see
TRAPS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u202a-\u202e\u2066-\u2069\u200e\u200f]")
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


class Answer(NamedTuple):
    code: object
    out: str
    err: str


def call(*words: str | Path) -> Answer:
    """The command in this process, through the real entry point."""
    out, err = (io.TextIOWrapper(io.BytesIO(), encoding="utf-8", errors="backslashreplace") for _ in range(2))
    code: object = 0
    before, sys.argv = sys.argv, ["truceline", *map(str, words)]
    try:
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
            main()
    except SystemExit as stop:
        code = stop.code or 0
    finally:
        sys.argv = before
    for stream in (out, err):
        stream.flush()
    return Answer(code, *(stream.buffer.getvalue().decode("utf-8") for stream in (out, err)))  # type: ignore[attr-defined]


def chosen(kind: Callable[[], Iterator[tuple[str, bytes]]]) -> Iterator[tuple[str, bytes]]:
    return (file for file in kind() if ALL or len(file[1]) <= _MOST_QUICK)


def test_there_are_more_than_two_hundred_kinds_of_harm() -> None:
    written = "".join(Path(str(made.__file__)).read_text() for made in (make, formats))
    names = re.findall(r'^    yield (?:f?"|\($)', written, re.MULTILINE)
    assert len(names) >= 200


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_each_file_is_read_or_refused_in_words(kind: Callable[[], Iterator[tuple[str, bytes]]]) -> None:
    """No reader crashes or fails on a fault of its own, and no more is read than was there."""
    wrong = {name: found for name, data in chosen(kind) if (found := _wrong_in_reading(name, data))}
    assert not wrong, wrong


def _wrong_in_reading(name: str, data: bytes) -> str:
    """What reading a file did that it must not do."""
    media_type = media_type_of(data, name)
    submission = Submission("0" * 64, name, None, None, media_type, 0, ReadContext(time_zone="Europe/Kyiv"))
    try:
        reading = read_confined(submission, data)
    except Exceeded as error:
        return "" if name in COSTLY and error.advice else error.found
    except InputError as error:
        return "" if error.found and error.advice else f"in too few words: {error}"
    sums = reading.accounting
    if sums.rows != sums.taken + sums.repeated + sums.rejected:
        return f"rows that nobody accounts for: {sums}"
    return (
        "" if all(note.found and note.advice for note in reading.notes) else f"notes in too few words: {reading.notes}"
    )


def test_each_picture_is_drawn_or_refused() -> None:
    """What somebody who looks at it is shown; its pixels, and never more of them than a screen has."""
    for name, data in chosen(formats.pictures):
        try:
            drawn = picture_confined(data, muted=False)
        except Exceeded as error:
            assert name in COSTLY, (name, error.found)
        except InputError as error:
            assert error.found and error.advice, name
        else:
            assert max(drawn.width, drawn.height) <= 1_600, name


@pytest.fixture(scope="module")
def lair(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of the files of this form."""
    folder = tmp_path_factory.mktemp("hostile")
    for kind in KINDS:
        for name, data in chosen(kind):
            if kind is make.settings and not ALL:
                continue
            with contextlib.suppress(OSError, ValueError):
                (folder / name).write_bytes(data)
    return folder


SETTINGS = '[mission]\nname = "Hostile"\nzone = "Europe/Kyiv"\narea = [22.0, 44.0, 40.5, 52.5]\n'
ORDINARY = {
    "honest.csv": make.table(make.row(7001, source="honest"), make.row(7002, source="honest", lat="48.1")),
    "honest.txt": b"Shelling in Poltava\n\nBy Anna Koval | March 4, 2026\n\nMortar fire hit Poltava on Wednesday.\n",
    "honest.html": b"<html><head><title>Sumy</title></head><body><article><h1>Strike on Sumy</h1>"
    b"<p>A drone struck Sumy on March 5, 2026, wounding three people, the mayor said.</p></article></body></html>",
    "honest.xml": b'<?xml version="1.0"?><rss version="2.0"><channel><title>Wire</title><item><guid>h1</guid>'
    b"<title>Fire near Izium</title><description>Artillery fire was heard near Izium on Friday.</description>"
    b"<pubDate>Fri, 06 Mar 2026 10:00:00 GMT</pubDate></item></channel></rss>",
}
#: what a row may say otherwise although nothing of its file changed: when it came in, which incident it belongs to
_PASSING = ("received_s", "received", "incident_id")

csv.field_size_limit(1 << 30)


@pytest.fixture(scope="module")
def honest(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Files as they come every day."""
    folder = tmp_path_factory.mktemp("honest")
    for name, data in ORDINARY.items():
        (folder / name).write_bytes(data)
    return folder


@pytest.fixture(scope="module")
def calm(honest: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A mission that nobody attacks."""
    folder = tmp_path_factory.mktemp("calm")
    (folder / "mission.toml").write_text(SETTINGS)
    assert call("ingest", folder, honest).code == 0
    assert call("run", folder).code == 0
    return folder


@pytest.fixture(scope="module")
def mission(lair: Path, honest: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A mission that has taken all of them in, with the files of every day among them."""
    folder = tmp_path_factory.mktemp("mission")
    (folder / "mission.toml").write_text(SETTINGS)
    answer = call("ingest", folder, lair, honest)
    assert answer.code == 1, answer
    assert not TRAPS.search(answer.out + answer.err)
    answer = call("run", folder)
    assert answer.code == 1, answer
    assert not TRAPS.search(answer.out + answer.err)
    return folder


def exported(mission: Path, what: str, folder: Path) -> list[dict[str, object]]:
    path = folder / f"{mission.name}.{what}.jsonl"
    assert call("export", mission, what, "-o", path).code == 0
    return [msgspec.json.decode(line) for line in path.read_bytes().splitlines()]


def test_the_rest_of_the_run_is_unharmed(mission: Path, calm: Path, tmp_path: Path) -> None:
    """Whatever ordinary files say is the same, to the letter, with the hostile ones and without."""
    for what in ("evidence", "observations"):
        alone, among = (
            [
                {name: value for name, value in row.items() if name not in _PASSING}
                for row in exported(at, what, tmp_path)
            ]
            for at in (calm, mission)
        )
        assert len(alone) >= len(ORDINARY)
        assert [row for row in alone if row not in among] == []
    assert call("verify", mission).code == 0


def test_every_file_is_named_with_an_error_or_read(mission: Path, lair: Path, tmp_path: Path) -> None:
    read = {row["sha256"] for row in exported(mission, "evidence", tmp_path)}
    named = {str(row["file"]) for row in exported(mission, "rejected", tmp_path)}
    called: dict[str, list[str]] = {}
    for path in lair.iterdir():
        called.setdefault(sha256_hex(path.read_bytes()), []).append(readable_name(path.name))
    lost = [names for digest, names in called.items() if digest not in read and not named & set(names)]
    assert lost == []


@pytest.mark.parametrize("what", ["observations", "incidents", "evidence", "rejected"])
def test_no_export_carries_a_formula_or_turns_its_line(mission: Path, tmp_path: Path, what: str) -> None:
    for ending in ("csv", "xlsx"):
        path = tmp_path / f"o.{ending}"
        assert call("export", mission, what, "-o", path).code == 0
        for cell in _cells(path):
            assert not TRAPS.search(cell), ascii(cell)
            assert not cell.startswith(_FORMULA) or re.fullmatch(r"-?[\d.e+-]+", cell), ascii(cell)


def _cells(path: Path) -> Iterator[str]:
    if path.suffix == ".csv":
        with path.open(newline="") as file:
            yield from (cell for row in csv.reader(file) for cell in row)
        return
    from openpyxl import load_workbook

    for row in load_workbook(path, read_only=True).active.iter_rows(values_only=True):  # type: ignore[union-attr]
        yield from (cell for cell in row if isinstance(cell, str))


def test_no_page_carries_a_script_or_turns_its_line(mission: Path) -> None:
    answer = call("bulletin", mission, "--date", "2026-03-03", "--format", "html,md,json")
    assert answer.code in (0, 1), answer
    pages = [path for path in (mission / "bulletins").rglob("*") if path.suffix in (".html", ".md")]
    assert pages
    for path in pages:
        words = path.read_text("utf-8")
        assert not TRAPS.search(words), path.name
        assert "alert(1)</script>" not in words
        assert "<img src=x" not in words


DOORS: dict[str, Callable[[Path, Path], tuple[str | Path, ...]]] = {
    "extract": lambda file, own: ("extract", file),
    "derive": lambda file, own: ("derive", file),
    "fuse": lambda file, own: ("fuse", file),
    "fuse --map": lambda file, own: ("fuse", own / "good.csv", "--map", file),
    "fuse --decisions": lambda file, own: ("fuse", own / "good.csv", "--decisions", file),
    "assess": lambda file, own: ("assess", file, "--agreement", own / "agreement.toml"),
    "assess --agreement": lambda file, own: ("assess", own / "incidents.csv", "--agreement", file),
    "measure": lambda file, own: ("measure", file),
    "audit": lambda file, own: ("audit", file),
    "locate": lambda file, own: ("locate", "Kyiv", "--gazetteer", file),
    "agreement check": lambda file, own: ("agreement", "check", file),
    "agreement check --zones": lambda file, own: ("agreement", "check", own / "agreement.toml", "--zones", file),
}
#: without the long form, a few of each kind of harm for the doors
_SOME = re.compile(
    r"bidi\.|formulas\.|number_nan|toml_(deep|nul)|agreement_(with_b|deep)|random\.(html|csv)|surrogates"
)


@pytest.fixture(scope="module")
def laid_out(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """The files for the doors, each in a folder of its own; made once, for making all of them takes half a minute."""
    folder = tmp_path_factory.mktemp("doors")
    paths = []
    for number, (name, data) in enumerate(file for kind in KINDS for file in chosen(kind)):
        if ALL or _SOME.search(name):
            paths.append(folder / str(number) / re.sub(r"[^\w.-]", "_", name))
            paths[-1].parent.mkdir()
            paths[-1].write_bytes(data)
    return paths


@pytest.mark.parametrize("door", DOORS)
def test_every_door_answers_in_words(door: str, laid_out: list[Path], tmp_path: Path) -> None:
    """Exit codes of the contract, a message with advice, and nothing on the terminal that it would obey."""
    (tmp_path / "good.csv").write_bytes(make.table(make.row(1)))
    (tmp_path / "agreement.toml").write_text(make.AGREEMENT)
    (tmp_path / "incidents.csv").write_text("incident_id,type,start,lat,lon\ni1,fire,2026-03-03T01:00:00Z,49.1,36.1\n")
    wrong: dict[str, object] = {}
    for path in laid_out:
        answer = call(*DOORS[door](path, tmp_path))
        silent = answer.code in (1, 3) and not door.startswith("agreement") and not answer.err.strip()
        if answer.code not in (0, 1, 2, 3) or "its reader" in answer.err or TRAPS.search(answer.err) or silent:
            wrong[path.name] = answer._replace(out=answer.out[-300:], err=answer.err[-600:])
    assert not wrong, wrong
