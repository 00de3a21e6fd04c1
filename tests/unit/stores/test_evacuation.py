"""A mission in one file: whole, or refused."""

from __future__ import annotations

import io
import secrets
import tarfile
from pathlib import Path

import msgspec
import pytest

from truceline.model.errors import InputError, MissionError, RecordError
from truceline.stores import evacuation
from truceline.stores.age import recipient_of, sealed
from truceline.stores.evacuation import MANIFEST, Listed, Member, read_copy, write_copy

SECRET = secrets.token_bytes(32)
TO = [recipient_of(SECRET)]


@pytest.fixture
def members(tmp_path: Path) -> list[Member]:
    big = tmp_path / "big"
    big.write_bytes(secrets.token_bytes(3_000_000))
    return [Member("mission/a/big", big), Member("mission/empty", b""), Member("keys/x.key", b"secret words")]


def test_all_comes_back_and_the_code_is_the_same_on_both_sides(tmp_path: Path, members: list[Member]) -> None:
    written = write_copy(tmp_path / "copy.age", members, TO)
    assert (tmp_path / "copy.age").stat().st_mode & 0o777 == 0o600
    assert b"secret words" not in (tmp_path / "copy.age").read_bytes()
    manifest, listed = read_copy(tmp_path / "copy.age", [SECRET], tmp_path / "out")
    assert manifest == written.manifest_sha256 and len(listed) == written.files == 3
    assert (tmp_path / "out/mission/a/big").read_bytes() == (tmp_path / "big").read_bytes()
    assert (tmp_path / "out/keys/x.key").stat().st_mode & 0o777 == 0o600
    assert read_copy(tmp_path / "copy.age", [SECRET], None) == (manifest, listed)
    assert not list(tmp_path.glob(".*part"))


def test_a_changed_or_shortened_copy_is_refused(tmp_path: Path, members: list[Member]) -> None:
    write_copy(tmp_path / "copy.age", members, TO)
    whole = (tmp_path / "copy.age").read_bytes()
    for n, bad in enumerate([whole[:-1], whole[:200_000], whole + b"x", whole[:-9] + b"x" + whole[-8:]]):
        (tmp_path / "bad.age").write_bytes(bad)
        with pytest.raises((RecordError, InputError)):
            read_copy(tmp_path / "bad.age", [SECRET], tmp_path / f"out{n}")


def test_a_copy_that_reads_back_otherwise_never_gets_its_name(
    tmp_path: Path, members: list[Member], monkeypatch: pytest.MonkeyPatch
) -> None:
    real = evacuation.seal_to

    def torn(out: io.BytesIO, *rest: object) -> object:
        made = real(out, *rest)  # type: ignore[arg-type]
        out.seek(-100, io.SEEK_END)
        out.write(8 * b"?")  # one byte may be what it was
        return made

    monkeypatch.setattr(evacuation, "seal_to", torn)
    with pytest.raises(RecordError):
        write_copy(tmp_path / "copy.age", members, TO)
    assert not (tmp_path / "copy.age").exists()


@pytest.mark.parametrize("name", ["../evil", "/etc/evil", "mission/../../evil"])
def test_no_name_leads_out_of_the_folder(tmp_path: Path, name: str) -> None:
    _forge(tmp_path / "copy.age", [(name, b"x")], [Listed(name, 1, "0" * 64)])
    with pytest.raises(RecordError, match="does not belong"):
        read_copy(tmp_path / "copy.age", [SECRET], tmp_path / "out")
    assert not (tmp_path / "evil").exists()


def test_files_beside_the_manifest_are_refused(tmp_path: Path) -> None:
    _forge(tmp_path / "copy.age", [("mission/a", b"x"), ("mission/b", b"y")], [])
    with pytest.raises(RecordError, match="not those of its manifest"):
        read_copy(tmp_path / "copy.age", [SECRET], None)


def test_a_disk_that_is_not_there_says_so(tmp_path: Path, members: list[Member]) -> None:
    with pytest.raises(MissionError, match="cannot write"):
        write_copy(tmp_path / "none" / "copy.age", members, TO)


def _forge(path: Path, files: list[tuple[str, bytes]], listed: list[Listed]) -> None:
    with path.open("wb") as out:
        inner = io.BytesIO()
        with tarfile.open(fileobj=inner, mode="w") as tar:
            for name, data in [*files, (MANIFEST, msgspec.json.encode(listed))]:
                info = tarfile.TarInfo(name)
                info.size = len(data)
                tar.addfile(info, io.BytesIO(data))
        out.write(sealed(inner.getvalue(), TO))
