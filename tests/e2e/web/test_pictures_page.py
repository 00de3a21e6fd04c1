"""Pictures from the Report page, written where there is no line, to the Incident page: grey until each is asked for."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from PIL import Image
from tests.browsing import complaints, served
from tests.peopled import peopled

from truceline.mission.folder import open_mission

ROLES = {"anna": "chair", "bert": "side_a", "dan": "analyst", "olena": "observer"}


def test_pictures_are_grey_until_each_is_asked_for(
    npm: str, browser: str, pages: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TRUCELINE_KEYS", str(tmp_path / "keys"))
    folder = tmp_path / "north"
    folder.mkdir()
    (folder / "mission.toml").write_text('[mission]\nname = "North"\n')
    passwords = peopled(open_mission(folder), tmp_path / "keys", ROLES)
    photos = [tmp_path / "IMG_0001.jpg", tmp_path / "IMG_0002.png"]
    for photo, colour in zip(photos, ("red", "blue"), strict=True):
        Image.new("RGB", (640, 480), colour).save(photo)
    given = tmp_path / "given.json"
    given.write_text(json.dumps({"passwords": passwords, "photos": [str(photo) for photo in photos]}))
    with served(folder) as (url, _):
        assert complaints(npm, browser, "pictures", url, str(given)) == []
