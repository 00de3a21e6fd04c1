"""What is installed by others: the wheel and the sdist, built as a release builds them."""

from __future__ import annotations

import json
import shutil
import subprocess
import tarfile
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PAGES = "src/truceline/service/pages"

pytestmark = [
    pytest.mark.skipif(shutil.which("uv") is None, reason="uv is not installed"),
    pytest.mark.skipif(not (ROOT / PAGES / "index.html").is_file(), reason="the web pages were not built"),
]


def build(out: Path, *kinds: str) -> None:
    done = subprocess.run(
        ["uv", "build", "--quiet", *kinds, "--out-dir", str(out)], cwd=ROOT, check=False, capture_output=True
    )
    assert done.returncode == 0, done.stderr.decode()


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path, Path]:
    """The sdist, the wheel built from it in a folder of its own, and the wheel built in this one."""
    out, here = tmp_path_factory.mktemp("dist"), tmp_path_factory.mktemp("here")
    build(out)
    build(here, "--wheel")
    return next(out.glob("*.tar.gz")), next(out.glob("*.whl")), next(here.glob("*.whl"))


def test_another_folder_gives_the_same_bytes(built: tuple[Path, Path, Path]) -> None:
    _, elsewhere, here = built
    assert elsewhere.read_bytes() == here.read_bytes()


def test_the_sdist_carries_the_built_pages_and_no_one_elses_folders(built: tuple[Path, Path, Path]) -> None:
    with tarfile.open(built[0]) as archive:
        names = {name.partition("/")[2] for name in archive.getnames()}
    assert f"{PAGES}/index.html" in names and f"{PAGES}/.built-from" in names
    assert {"hatch_build.py", "web/package-lock.json", "LICENSE", "NOTICE", "README.md"} <= names
    assert not [name for name in names if "node_modules" in name or "__pycache__" in name or name == "uv.lock"]


def test_the_wheel_holds_all_that_the_program_reads(built: tuple[Path, Path, Path]) -> None:
    with zipfile.ZipFile(built[1]) as wheel:
        held = set(wheel.namelist())
    source = ROOT / "src"
    kept = {path.relative_to(source).as_posix() for path in (source / "truceline").rglob("*") if path.is_file()}
    data = {name for name in kept if not name.endswith((".pyc", ".pyo", ".nbi", ".nbc"))}
    assert data - held == set()


def test_the_wheel_says_whose_code_is_in_its_pages(built: tuple[Path, Path, Path]) -> None:
    with zipfile.ZipFile(built[1]) as wheel:
        name = next(name for name in wheel.namelist() if name.endswith(".dist-info/sboms/bundled.cdx.json"))
        bill = json.loads(wheel.read(name))
    locked = json.loads((ROOT / "web/package-lock.json").read_bytes())["packages"]
    parts = {part["name"]: part for part in bill["components"]}
    assert {"maplibre-gl", "preact", "world-atlas"} <= set(parts)
    for name, part in parts.items():
        assert part["version"] == locked[f"node_modules/{name}"]["version"]
        assert all(len(entry["license"]["text"]["content"]) > 200 for entry in part["licenses"])
