"""Hostile files of doors that are no evidence: an answer or an error in words, and nothing else is opened or asked.

The short form takes those that are quick; `TRUCELINE_HOSTILE=all` takes all of them.
"""

from __future__ import annotations

import http.server
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import ClassVar

import pytest
from tests.hostile import beside, make
from tests.hostile.test_hostile_files import ALL, TRAPS, call

from truceline.locate.boundaries import boundaries
from truceline.model.errors import InputError

_MOST_QUICK = 100_000
_SECRET = (
    b'{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"name":"Secret"},'
    b'"geometry":{"type":"Point","coordinates":[36,49]}}]}'
)
DOORS: dict[Callable[[], Iterator[make.File]], Callable[[Path, Path], tuple[str | Path, ...]]] = {
    beside.gazetteers: lambda file, own: ("locate", "Pell", "--gazetteer", file),
    beside.rulings: lambda file, own: ("fuse", own / "good.csv", "--decisions", file),
    beside.findings: lambda file, own: (
        *("assess", own / "incidents.csv", "--agreement", own / "agreement.toml", "--since"),
        file,
    ),
    beside.proofs: lambda file, own: ("verify", file),
    beside.parquets: lambda file, own: ("fuse", file.parent, "-o", own / "out"),
}
FILES = [
    pytest.param(kind, name, data, id=f"{kind.__name__}-{name}")
    for kind in DOORS
    for name, data in (kind() if ALL or kind is not beside.proofs else ())
    if ALL or len(data) <= _MOST_QUICK
]


@pytest.fixture(scope="module")
def own(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("own")
    (folder / "good.csv").write_bytes(make.table(make.row(1)))
    (folder / "agreement.toml").write_text(make.AGREEMENT)
    (folder / "incidents.csv").write_text("incident_id,type,start,lat,lon\ni1,fire,2026-03-03T01:00:00Z,49.1,36.1\n")
    return folder


@pytest.mark.parametrize(("kind", "name", "data"), FILES)
def test_it_is_answered_in_words(
    kind: Callable[[], Iterator[make.File]], name: str, data: bytes, own: Path, tmp_path: Path
) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    answer = call(*DOORS[kind](path, own))
    assert answer.code in (0, 1, 2, 3), answer
    assert not TRAPS.search(answer.err + answer.out) and len(answer.err) < 5_000
    assert answer.code in (0, 1) or answer.err.count("\n") >= 2, "what was found, and what to do"


class _Host(http.server.BaseHTTPRequestHandler):
    asked: ClassVar[list[str]] = []

    def do_GET(self) -> None:
        self.asked.append(self.path)
        self.send_response(200)
        self.end_headers()
        self.wfile.write(_SECRET)

    do_HEAD = do_GET  # noqa: N815

    def log_message(self, *_: object) -> None:
        """Silence."""


@pytest.mark.parametrize(
    "name", ["to_a_file.geojson", "to_a_host.geojson", "to_a_host.kml", "to_a_service.json", "in_an_archive.zip"]
)
def test_no_other_file_is_opened_and_nobody_is_asked(name: str, tmp_path: Path) -> None:
    """GDAL knows files that point elsewhere by their contents, and would follow them."""
    secret = tmp_path / "secret.geojson"
    secret.write_bytes(_SECRET)
    host = http.server.HTTPServer(("127.0.0.1", 0), _Host)
    threading.Thread(target=host.serve_forever, daemon=True).start()
    try:
        address = f"http://127.0.0.1:{host.server_port}/{name}"
        made = dict(beside.gazetteers(address, str(secret)))
        with pytest.raises(InputError, match="names another file, or an address"):
            boundaries(made[f"pointer_{name}"], name)
    finally:
        host.shutdown()
        host.server_close()
    assert _Host.asked == []
