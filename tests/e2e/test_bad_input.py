"""Bad input at the command line: the exit code, a message with place and advice, the rest goes in, nothing is lost.

Commands run in this process through the real entry point, but for those that must die or meet another.
"""

from __future__ import annotations

import contextlib
import csv
import gzip
import io
import json
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from truceline.cli import main

HEADER = "event_id,source,start,end,lat,lon,radius_m,type\n"
SETTINGS = """[mission]
name = "Bad input"
zone = "Europe/Kyiv"
area = [22.0, 44.0, 40.5, 52.5]
"""
AGREEMENT = """[agreement]
id = "a"
name = "A truce"
version = "1"
time_zone = "Europe/Kyiv"

[[party]]
id = "A"
name = "Alder"

[[party]]
id = "B"
name = "Birch"

[[reading]]
according_to = "all"
from = "2026-03-01T00:00"
until = "2026-04-01T00:00"

[[provision]]
id = "fire"
words = "All fire shall cease."
citation = "Article 1"
when = { all = [{ act = "fire" }, { in_zone = "west" }] }
"""


class Answer(NamedTuple):
    code: int
    out: str
    err: str


Truceline = Callable[..., Answer]


@pytest.fixture
def truceline(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Truceline:
    """The command in this process: its exit code, what it answered, what it complained of."""

    def call(*words: str | Path) -> Answer:
        monkeypatch.setattr(sys, "argv", ["truceline", *map(str, words)])
        code = 0
        try:
            main()
        except SystemExit as stop:
            code = int(stop.code or 0)
        return Answer(code, *capsys.readouterr())

    return call


@pytest.fixture
def mission(tmp_path: Path) -> Path:
    folder = tmp_path / "mission"
    folder.mkdir()
    (folder / "mission.toml").write_text(SETTINGS)
    return folder


def good(number: int) -> str:
    return f"g{number},s,2026-03-03T0{number}:00:00Z,2026-03-03T0{number}:30:00Z,49.{number},36.{number},2000,fire\n"


def events(tmp_path: Path, *bad: str, name: str = "events.csv", header: str = HEADER) -> Path:
    """Bad rows from line 3 on, between two good ones."""
    path = tmp_path / name
    path.write_text(header + good(1) + "".join(row + "\n" for row in bad) + good(2))
    return path


def kept(mission: Path) -> list[bytes]:
    return [path.read_bytes() for path in (mission / "evidence").rglob("*") if path.is_file()]


def native_ids(truceline: Truceline, mission: Path) -> list[str]:
    """The events that went in."""
    out = mission / "o.csv"
    assert truceline("export", mission, "observations", "-o", out).code == 0
    return sorted(row["native_id"] for row in csv.DictReader(io.StringIO(out.read_text())))


def taken(truceline: Truceline, mission: Path, path: Path, code: int, *said: str) -> Answer:
    """Ingest ends with `code`, says every one of `said`, and keeps the bytes."""
    answer = truceline("ingest", mission, path)
    assert answer.code == code, answer
    for words in said:
        assert words in answer.err
    assert path.read_bytes() in kept(mission)
    assert truceline("verify", mission).code == 0
    return answer


@pytest.mark.parametrize(
    ("name", "data", "advice"),
    [
        ("empty.csv", b"", "the file is empty"),
        ("empty.txt", b"", "the file is empty"),
        ("blank.txt", b" \n\t\n", "the file is empty"),
        ("mark.txt", b"\xef\xbb\xbf", "the file is empty"),
        ("cut.csv.gz", gzip.compress((HEADER + good(1) * 500).encode())[:60], "cut.csv.gz"),
        ("noise.bin", bytes(range(256)) * 9, "noise.bin"),
    ],
)
def test_a_file_that_holds_nothing_is_kept_and_said(
    truceline: Truceline, mission: Path, tmp_path: Path, name: str, data: bytes, advice: str
) -> None:
    (tmp_path / name).write_bytes(data)
    taken(truceline, mission, tmp_path / name, 1, f"rejected: {name}", advice)
    assert taken(truceline, mission, events(tmp_path), 0)
    assert native_ids(truceline, mission) == ["g1", "g2"]


def test_a_table_that_was_cut_in_the_middle_of_a_row(truceline: Truceline, mission: Path, tmp_path: Path) -> None:
    path = tmp_path / "cut.csv"
    path.write_text(HEADER + good(1) + "g2,s,2026-03-03T02:00:00Z,2026-03")
    taken(truceline, mission, path, 1, "rejected: cut.csv:3:", "4 cells where the header has 8")
    assert native_ids(truceline, mission) == ["g1"]


ARTICLE = "Обстріл Харкова\n\n3 березня 2026 року двоє людей загинули. «Ми чули чотири вибухи», — сказала мешканка.\n"


@pytest.mark.parametrize("encoding", ["cp1251", "utf-16", "utf-16-le"])
def test_another_encoding_is_read_as_such_and_said(
    truceline: Truceline, mission: Path, tmp_path: Path, encoding: str
) -> None:
    path = tmp_path / "story.txt"
    path.write_bytes(ARTICLE.encode(encoding))
    taken(truceline, mission, path, 0, "warning: story.txt:", "not UTF-8", "save")
    out = tmp_path / "found.jsonl"
    assert truceline("extract", path, "-o", out).code == 0
    texts = [json.loads(line)["text"] for line in out.read_text(encoding="utf-8").splitlines()]
    assert any("чотири вибухи" in text for text in texts)


def test_a_byte_order_mark_is_no_part_of_the_first_column(truceline: Truceline, mission: Path, tmp_path: Path) -> None:
    path = tmp_path / "events.csv"
    path.write_bytes(b"\xef\xbb\xbf" + (HEADER + good(1)).encode())
    assert taken(truceline, mission, path, 0).err == ""
    assert native_ids(truceline, mission) == ["g1"]


def test_a_row_with_nul_bytes(truceline: Truceline, mission: Path, tmp_path: Path) -> None:
    path = events(tmp_path, "x,s,2026-03-03T01:00:00Z,,49,36,\0\0\0,fire")
    taken(truceline, mission, path, 1, "rejected: events.csv:3: radius_m: a NUL byte", "export it again")
    assert native_ids(truceline, mission) == ["g1", "g2"]


def test_a_line_of_ten_megabytes(truceline: Truceline, mission: Path, tmp_path: Path) -> None:
    path = events(tmp_path, '"' + "a" * 10_000_000 + '",s,2026-03-03T01:00:00Z,,49,36,5,fire')
    answer = taken(truceline, mission, path, 1, "rejected: events.csv:3:", "more than 1024 KiB")
    assert len(answer.err) < 2_000
    assert native_ids(truceline, mission) == ["g1", "g2"]


@pytest.mark.parametrize(
    ("lat", "lon", "field", "advice"),
    [
        ("NaN", "36", "lat", "Write degrees"),
        ("49", "inf", "lon", "Write degrees"),
        ("1e400", "36", "lat", "Write degrees"),
        ("91.5", "36", "lat", "between -90 and 90"),
        ("49", "181", "lon", "between -180 and 180"),
    ],
)
def test_coordinates_that_are_none(
    truceline: Truceline, mission: Path, tmp_path: Path, lat: str, lon: str, field: str, advice: str
) -> None:
    path = events(tmp_path, f"x,s,2026-03-03T01:00:00Z,,{lat},{lon},5,fire")
    taken(truceline, mission, path, 1, f"rejected: events.csv:3: {field}:", advice)
    assert native_ids(truceline, mission) == ["g1", "g2"]


def test_latitude_and_longitude_exchanged(truceline: Truceline, mission: Path, tmp_path: Path) -> None:
    path = events(tmp_path, "x,s,2026-03-03T01:00:00Z,,36.25,49.98,5,fire")
    taken(truceline, mission, path, 0, "warning: events.csv:3: lat:", "exchanged")
    truceline("export", mission, "observations", "-o", tmp_path / "o.csv")
    rows = {row["native_id"]: row for row in csv.DictReader(io.StringIO((tmp_path / "o.csv").read_text()))}
    assert (rows["x"]["lat"], rows["x"]["lon"]) == ("49.98", "36.25")


@pytest.mark.parametrize("start", ["2026-02-30", "2026-13-01T00:00Z", "2026-03-03T25:00:00Z", "soon", "0000-01-01"])
def test_dates_that_are_none(truceline: Truceline, mission: Path, tmp_path: Path, start: str) -> None:
    path = events(tmp_path, f"x,s,{start},,49,36,5,fire")
    taken(truceline, mission, path, 1, f"rejected: events.csv:3: start: {start}", "ISO 8601")
    assert native_ids(truceline, mission) == ["g1", "g2"]


def test_times_that_the_clock_skipped_or_showed_twice(truceline: Truceline, mission: Path, tmp_path: Path) -> None:
    path = events(tmp_path, "x,s,2026-03-29T03:30:00,,49,36,5,fire", "y,s,2026-10-25T03:30:00,,49,36,5,fire")
    taken(
        truceline, mission, path, 0, "events.csv:3: start:", "skipped", "events.csv:4: start:", "showed this time twice"
    )
    assert native_ids(truceline, mission) == ["g1", "g2", "x", "y"]


def test_an_end_before_the_start(truceline: Truceline, mission: Path, tmp_path: Path) -> None:
    path = events(tmp_path, "x,s,2026-03-03T05:00:00Z,2026-03-03T02:00:00Z,49,36,5,fire")
    taken(truceline, mission, path, 1, "rejected: events.csv:3: end:", "exchanged?")
    assert native_ids(truceline, mission) == ["g1", "g2"]


def test_one_id_with_two_contents_and_a_row_twice(truceline: Truceline, mission: Path, tmp_path: Path) -> None:
    path = events(tmp_path, good(1).strip(), good(1).strip().replace("49.1", "49.3"))
    taken(
        truceline, mission, path, 0, "events.csv:2: the same row again on line 3", "events.csv:4: event_id: g1, also on"
    )
    assert native_ids(truceline, mission) == ["g1", "g1", "g2"]


def test_columns_that_nobody_knows(truceline: Truceline, mission: Path, tmp_path: Path) -> None:
    path = tmp_path / "events.csv"
    path.write_text(HEADER.strip() + ",kiled\n" + good(1).strip() + ",4\n")
    taken(truceline, mission, path, 0, "warning: events.csv:1:", "not used: kiled")
    assert native_ids(truceline, mission) == ["g1"]


def square(name: str, west: float, *, closed: bool = True) -> dict[str, object]:
    ring = [[west, 48.0], [west + 1, 48.0], [west + 1, 49.0], [west, 49.0], [west, 48.0]]
    geometry = {"type": "Polygon", "coordinates": [ring if closed else ring[:-1]]}
    return {"type": "Feature", "properties": {"id": name, "kind": "zone"}, "geometry": geometry}


@pytest.mark.parametrize(
    ("zones", "text", "code", "said"),
    [
        ([square("west", 35.0)], AGREEMENT, 0, "can be applied"),
        ([square("west", 35.0), square("east", 35.5)], AGREEMENT, 0, "overlap"),
        (
            [square("west", 35.0), square("east", 35.5)],
            AGREEMENT.replace('version = "1"', 'version = "1"\ndisjoint = [["west", "east"]]'),
            3,
            "overlap",
        ),
        ([square("west", 35.0, closed=False)], AGREEMENT, 3, "zones.geojson:1: zone 'west'"),
        ([square("west", 35.0)], AGREEMENT.replace("2026-04-01", "2026-02-01"), 3, "agreement.toml:18"),
        ([square("west", 35.0)], AGREEMENT.replace("2026-04-01", "2026-04-31"), 3, "2026-04-31"),
        ([square("west", 35.0)], "a = " + "[" * 5_000, 3, "more than 64 deep"),
    ],
    ids=["sound", "overlapping", "overlapping-but-disjoint", "open", "ends-before-it-begins", "no-such-day", "deep"],
)
def test_agreements(
    truceline: Truceline, mission: Path, tmp_path: Path, zones: list[object], text: str, code: int, said: str
) -> None:
    (mission / "zones.geojson").write_text(json.dumps({"type": "FeatureCollection", "features": zones}))
    (mission / "agreement.toml").write_text(text)
    answer = truceline("agreement", "check", mission / "agreement.toml")
    assert (answer.code, said in answer.out) == (code, True), answer.out
    (mission / "mission.toml").write_text(SETTINGS + 'agreement = "agreement.toml"\n')
    taken(truceline, mission, events(tmp_path), 0)
    run = truceline("run", mission)
    assert run.code == code, "an agreement that cannot be applied stops the run, and no evidence is lost"
    assert "agreement.toml" in run.err or code == 0


def test_a_mission_file_that_is_wrong(truceline: Truceline, mission: Path) -> None:
    for text, said in [
        ("name = 3", "mission.toml"),
        ("[mission\n", "line 1"),
        (SETTINGS.replace("Kyiv", "Kyjiw"), "IANA"),
        (SETTINGS.replace("44.0", "nan"), "docs/mission.md"),
        ("a = " + "[" * 5_000, "mission.toml"),
    ]:
        (mission / "mission.toml").write_text(text)
        answer = truceline("run", mission)
        assert (answer.code, said in answer.err) == (3, True), answer


@pytest.mark.parametrize("name", [b"bad\xff.csv", "імʼя — 🕊.csv".encode(), b"new\nline.csv", b"a;b'\".csv"])
def test_names_of_files(truceline: Truceline, mission: Path, tmp_path: Path, name: bytes) -> None:
    path = Path(os.fsdecode(os.fsencode(tmp_path) + b"/" + name))
    events(tmp_path, "x,s,never,,49,36,5,fire").rename(path)
    answer = taken(truceline, mission, path, 1)
    assert len(answer.err.splitlines()) == 1
    assert native_ids(truceline, mission) == ["g1", "g2"]
    assert truceline("fuse", path, "-o", tmp_path / "merged.csv").code == 1


def test_links_that_go_in_circles(truceline: Truceline, mission: Path, tmp_path: Path) -> None:
    folder = tmp_path / "incoming"
    (folder / "a").mkdir(parents=True)
    (folder / "a" / "up").symlink_to("..")
    (folder / "self").symlink_to("self")
    (folder / "nowhere.csv").symlink_to("nowhere")
    events(folder)
    assert truceline("ingest", mission, folder).code == 0
    assert native_ids(truceline, mission) == ["g1", "g2"]
    assert truceline("ingest", mission, folder / "self").code == 3


def test_control_sequences_do_not_reach_the_terminal(truceline: Truceline, mission: Path, tmp_path: Path) -> None:
    path = events(tmp_path, "x,s,\x1b[2J\x1b]0;owned\x07,,49,36,5,fire")
    assert "\x1b" not in taken(truceline, mission, path, 1, "\\x1b[2J").err


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 2 MB; the test is skipped, visibly, where this user may not mount one."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mount = shutil.which("mount")
    options = [mount or "mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", str(folder)]
    if mount is None or subprocess.run(options, capture_output=True, check=False).returncode:
        pytest.skip("a small disk cannot be mounted here")
    yield folder
    subprocess.run(["umount", str(folder)], check=True)


def filled(disk: Path) -> Path:
    """A file that leaves no byte on this disk."""
    path = disk / "ballast"
    with path.open("wb", buffering=0) as ballast, contextlib.suppress(OSError):
        while True:
            ballast.write(b"x" * 4096)
    return path


def test_a_full_disk(truceline: Truceline, small_disk: Path, tmp_path: Path) -> None:
    mission = small_disk / "mission"
    truceline("init", mission)
    taken(truceline, mission, events(tmp_path), 0)
    large = tmp_path / "large.csv"
    large.write_text(HEADER + good(3) + "#" * (3 << 20))
    full = truceline("ingest", mission, large)
    assert (full.code, "cannot write" in full.err, "free some space" in full.err) == (3, True, True), full
    assert truceline("verify", mission).code == 0
    assert not list(mission.rglob("*.part"))
    taken(truceline, mission, events(tmp_path, good(4).strip()), 0)


def test_a_disk_too_full_for_the_record(truceline: Truceline, small_disk: Path, tmp_path: Path) -> None:
    mission = small_disk / "mission"
    truceline("init", mission)
    taken(truceline, mission, events(tmp_path), 0)
    ballast = filled(small_disk)
    for words in (
        ("ingest", mission, events(tmp_path, good(4).strip())),
        ("run", mission),
        ("bulletin", mission),
        ("export", mission, "incidents", "-o", mission / "incidents.gpkg"),
    ):
        full = truceline(*words)
        assert (full.code, "space" in full.err) == (3, True), (words, full)
    ballast.unlink()
    assert truceline("verify", mission).code == 0
    assert truceline("run", mission).code == 0
    assert native_ids(truceline, mission) == ["g1", "g2"]


def test_a_read_only_disk(truceline: Truceline, small_disk: Path, tmp_path: Path) -> None:
    mission = small_disk / "mission"
    truceline("init", mission)
    taken(truceline, mission, events(tmp_path), 0)
    subprocess.run(["mount", "-o", "remount,ro", str(small_disk)], check=True)
    for words in (
        ("init", small_disk / "other"),
        ("ingest", mission, events(tmp_path, good(4).strip())),
        ("run", mission),
        ("bulletin", mission),
        ("export", mission, "incidents", "-o", mission / "incidents.csv"),
        ("fuse", events(tmp_path), "-o", mission / "merged.csv"),
        ("extract", mission / "mission.toml", "-o", mission / "found.jsonl"),
    ):
        refused = truceline(*words)
        assert (refused.code, "read-only" in refused.err.lower()) == (3, True), (words, refused)
    assert truceline("verify", mission).code == 0, "who only reads may read"


def test_killed_while_publishing(truceline: Truceline, mission: Path, tmp_path: Path) -> None:
    taken(truceline, mission, events(tmp_path), 0)
    assert truceline("run", mission).code == 0
    for wait in (0.6, 1.0, 1.4):
        publishing = subprocess.Popen([sys.executable, "-m", "truceline.cli", "bulletin", str(mission)])
        time.sleep(wait)
        publishing.send_signal(signal.SIGKILL)
        publishing.wait()
        assert truceline("verify", mission).code == 0
    first = truceline("bulletin", mission)
    assert first.code == 0
    verified = truceline("verify", mission, "--json").out
    assert truceline("bulletin", mission).out == first.out
    assert truceline("verify", mission, "--json").out == verified, "publishing again changes nothing"


def test_a_file_stands_only_after_its_release(
    truceline: Truceline, mission: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Killed at the worst moment: between the record and the files of a bulletin."""
    taken(truceline, mission, events(tmp_path), 0)
    written: list[Path] = []

    def die_at_the_second(path: Path, data: bytes) -> None:
        if written:
            raise KeyboardInterrupt
        written.append(path)
        path.write_bytes(data)

    monkeypatch.setattr("truceline.mission.release.write_atomic", die_at_the_second)
    with contextlib.suppress(KeyboardInterrupt):
        truceline("bulletin", mission)
    assert written
    assert truceline("verify", mission).code == 0


def test_two_processes_on_one_mission(truceline: Truceline, mission: Path, tmp_path: Path) -> None:
    parts = [tmp_path / f"part{n}.csv" for n in range(3)]
    for n, path in enumerate(parts):
        path.write_text(HEADER + f"p{n},s,2026-03-0{n + 1}T00:00:00Z,,49.{n},36.{n},500,fire\n")
    running = [
        subprocess.Popen(
            [sys.executable, "-m", "truceline.cli", "ingest", str(mission), str(path)],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
        )
        for path in parts
    ]
    complaints = [one.communicate()[1] for one in running]
    for path, one, complaint in zip(parts, running, complaints, strict=True):
        if one.returncode:
            assert (one.returncode, "another process" in complaint) == (3, True), complaint
            assert truceline("ingest", mission, path).code == 0
    assert native_ids(truceline, mission) == ["p0", "p1", "p2"]
    assert json.loads(truceline("verify", mission, "--json").out)["evidence"] == len(parts)


def test_what_was_known_before(truceline: Truceline, mission: Path, tmp_path: Path) -> None:
    """`run --until T` sees only what was received before T, and leaves the rest as it was."""
    taken(truceline, mission, events(tmp_path), 0)
    for until, items in (("2001-01-01T00:00", 0), ("2999-01-01T00:00", 1)):
        assert json.loads(truceline("run", mission, "--until", until, "--json").out)["items"] == items
    for until in ("soon", "2026-02-30", ""):
        refused = truceline("run", mission, "--until", until)
        assert (refused.code, "is not a moment" in refused.err) == (2, True), refused
    assert native_ids(truceline, mission) == ["g1", "g2"]


OTHER_LEAF = """UPDATE leaves SET leaf = CAST(replace(leaf, '"v":1', '"v":2') AS BLOB) WHERE idx = 1"""

TAMPERED: dict[str, Callable[[Path], object]] = {
    "a byte of evidence": lambda m: first(m, "evidence/*/*").write_bytes(b"x"),
    "a piece of evidence": lambda m: first(m, "evidence/*/*").unlink(),
    "a byte of a bulletin": lambda m: first(m, "bulletins/*/*.html").write_bytes(b"x"),
    "another day's bulletin": lambda m: shutil.copytree(first(m, "bulletins/*"), m / "bulletins" / "2026-03-09"),
    "a bulletin that nobody released": lambda m: (m / "bulletins" / "more.html").write_bytes(b"x"),
    "the record": lambda m: (m / "truceline.db").unlink(),
    "the record's bytes": lambda m: (m / "truceline.db").write_bytes(b"x" * 5_000),
    "an entry": lambda m: rewrite(m, OTHER_LEAF),
    "an entry's kind": lambda m: rewrite(m, "UPDATE leaves SET kind = 'stage' WHERE idx = 0"),
    "an entry's place": lambda m: rewrite(m, "DELETE FROM leaves WHERE idx = 1"),
    "an entry's values": lambda m: rewrite(m, "UPDATE openings SET body = CAST('{}' AS BLOB) WHERE idx = 1"),
    "an entry's salts": lambda m: rewrite(m, "UPDATE openings SET salts = zeroblob(length(salts)) WHERE idx = 1"),
    "the last entry": lambda m: rewrite(m, "DELETE FROM leaves WHERE idx = (SELECT max(idx) FROM leaves)"),
    "all values of an entry": lambda m: rewrite(m, "DELETE FROM openings WHERE idx = 1"),
}


def first(mission: Path, pattern: str) -> Path:
    return sorted(mission.glob(pattern))[0]


def rewrite(mission: Path, statement: str) -> None:
    with contextlib.closing(sqlite3.connect(mission / "truceline.db")) as db:
        for trigger in ("leaves_never_change", "leaves_never_go", "openings_never_go"):
            db.execute(f"DROP TRIGGER {trigger}")
        assert db.execute(statement).rowcount == 1
        db.commit()


def test_every_part_that_was_changed_is_found(truceline: Truceline, mission: Path, tmp_path: Path) -> None:
    taken(truceline, mission, events(tmp_path), 0)
    assert truceline("bulletin", mission, "--format", "html").code == 0
    head = json.loads(truceline("verify", mission, "--json").out)["head"]
    assert truceline("verify", mission, "--head", head[:12].upper()).code == 0
    for noted, code in (("", 2), ("0" * 12, 3), ("no hash at all", 2)):
        assert truceline("verify", mission, "--head", noted).code == code
    for what, tamper in TAMPERED.items():
        copy = tmp_path / "copy"
        shutil.copytree(mission, copy)
        tamper(copy)
        answer = truceline("verify", copy)
        assert (answer.code, answer.out) == (3, ""), (what, answer)
        assert str(copy) in answer.err or "record entry" in answer.err, (what, answer)
        assert len(answer.err.splitlines()) > 1, "and what to do"
        shutil.rmtree(copy)


@pytest.mark.parametrize("day", ["2026-02-30", "9999-12-31", "0001-01-01", "yesterday", ""])
def test_a_bulletin_of_a_day_that_is_none(truceline: Truceline, mission: Path, tmp_path: Path, day: str) -> None:
    taken(truceline, mission, events(tmp_path), 0)
    answer = truceline("bulletin", mission, "--date", day)
    assert (answer.code, answer.err.startswith(repr(day))) == (2, True), answer
