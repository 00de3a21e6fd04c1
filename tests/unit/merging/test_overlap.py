"""Which sets share incidents, and how the page tells it."""

from __future__ import annotations

from html.parser import HTMLParser
from pathlib import Path

import pytest

from truceline import api as tl
from truceline.merging.overlap import incident_of, overlap_of, sets_of
from truceline.merging.report import merge_words, render_merge
from truceline.model.errors import InputError, UsageError

HEADER = "event_id,start,end,lat,lon,radius_m,type,source_class\n"
#: a and b tell of one strike, b and c of one fire, each has something of its own
A = """1,2031-04-19T10:00Z,2031-04-19T10:30Z,48.1,37.8,2000,fire.shelling,news
2,2031-04-25T10:00Z,2031-04-25T11:00Z,46.1,33.8,2000,fire.burst,news
"""
B = """7,2031-04-19T10:10Z,2031-04-19T10:40Z,48.1,37.8,2000,fire.shelling,ngo
8,2031-04-22T01:00Z,2031-04-22T01:10Z,49.1,36.8,800,air.strike,ngo
"""
C = """9,2031-04-22T01:00Z,2031-04-22T01:20Z,49.1,36.8,900,air.strike,official
"<b>",2031-05-22T01:00Z,2031-05-22T01:20Z,44.1,36.8,900,air.strike,official
"""


@pytest.fixture
def merged(tmp_path: Path) -> tl.Merged:
    for name, rows in (("a", A), ("b", B), ("c", C)):
        (tmp_path / f"{name}.csv").write_text(HEADER + rows)
    return tl.fuse([tmp_path / "a.csv", tmp_path / "b.csv", tmp_path / "c.csv"])


def test_sets_are_files_and_share_what_they_tell_alike(merged: tl.Merged) -> None:
    sets = sets_of(merged.given)
    overlap = overlap_of(sets, incident_of(merged.given, merged.fused), merged.incidents.num_rows)
    assert overlap.names == ("a", "b", "c")
    assert overlap.observations.tolist() == [2, 2, 2]
    assert overlap.shared.tolist() == [[2, 1, 0], [1, 2, 1], [0, 1, 2]]
    assert overlap.alone.tolist() == [1, 0, 1]
    assert overlap.combinations == (((0, 1), 1), ((1, 2), 1))


def test_the_sources_of_a_single_file_are_its_sets(tmp_path: Path) -> None:
    path = tmp_path / "one.csv"
    rows = [
        line.replace(",", f",{name},", 1) for name, part in (("wire", A), ("radio", B)) for line in part.splitlines()
    ]
    path.write_text(HEADER.replace("start", "source,start", 1) + "\n".join(rows) + "\n")
    assert sets_of(tl.fuse([path]).given).names == ("radio", "wire")


class _Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.tags: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.ids += [value for name, value in attrs if name == "id" and value]


@pytest.mark.parametrize("lang", ["en", "uk", "ru"])
def test_the_page_shows_every_set_and_escapes_what_came_in(merged: tl.Merged, lang: str) -> None:
    page = render_merge(merged.given, merged.fused, lang).decode()
    found = _Tags()
    found.feed(page)
    assert len(found.ids) == len(set(found.ids))
    assert "b" not in found.tags
    assert "script" not in found.tags
    assert page.count('class="drawing') >= 5
    assert merge_words(lang).say("title") in page
    assert page == render_merge(merged.given, merged.fused, lang).decode()


def test_every_language_has_the_same_words() -> None:
    keys = {
        lang: {group: sorted(merge_words(lang).group(group)) for group in ("text", "plural")}
        for lang in ("en", "uk", "ru")
    }
    assert keys["en"] == keys["uk"] == keys["ru"]
    assert merge_words("uk").group("sentence").keys() == merge_words("ru").group("sentence").keys()


def test_another_language_is_refused(merged: tl.Merged) -> None:
    with pytest.raises(UsageError):
        render_merge(merged.given, merged.fused, "xx")


def test_terms_of_evidence_have_words_in_every_language() -> None:
    from truceline.fuse.explain import TERMS

    for lang in ("uk", "ru"):
        assert all(merge_words(lang).sentence(term) for term in TERMS)


def test_a_frame_gives_what_the_file_gives(merged: tl.Merged, tmp_path: Path) -> None:
    import pyarrow.csv

    frames = {f"{name}.csv": pyarrow.csv.read_csv(tmp_path / f"{name}.csv") for name in "abc"}
    again = tl.fuse(frames)
    # ids come from the words of a row, and a frame writes its times in its own way: the same rows stand together
    assert _together(again) == _together(merged)
    assert again.rows.column("p_same").to_pylist() == merged.rows.column("p_same").to_pylist()


def _together(merged: tl.Merged) -> list[int]:
    ids = merged.rows.column("incident_id").to_pylist()
    return [ids.index(name) for name in ids]


def test_what_is_no_table_is_refused() -> None:
    with pytest.raises(InputError):
        tl.fuse([object()])


def test_a_day_is_told_as_a_day_of_the_zone_it_was_read_in(tmp_path: Path) -> None:
    for name in ("a", "b"):
        (tmp_path / f"{name}.csv").write_text(HEADER + f"{name},2031-04-19,,48.1,37.8,2000,fire.shelling,news\n")
    merged = tl.fuse([tmp_path / "a.csv", tmp_path / "b.csv"], zone="Europe/Kyiv")
    page = render_merge(merged.given, merged.fused, "en").decode()
    assert "<td>19 Apr 2031</td>" in page
    assert "18 Apr 2031" not in page


def test_a_table_that_names_no_source_is_one(merged: tl.Merged) -> None:
    assert set(merged.given.observations.column("source").to_pylist()) == {"a", "b", "c"}
