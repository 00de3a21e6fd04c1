from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

from truceline.cli import commands
from truceline.mission.folder import Mission, open_mission
from truceline.mission.opened import opened
from truceline.mission.proofs import PROOF_NAME, figures_root
from truceline.mission.released_proofs import check_released_proof, figures_in, renew_proofs
from truceline.model.errors import RecordError
from truceline.model.ids import sha256_hex
from truceline.record.proof import verify_proof
from truceline.stores.sqlite import SqliteRecord

_BULLETIN = b'{"counts":[1],"headline":"x"}'


@pytest.fixture
def mission(tmp_path: Path) -> Mission:
    assert CliRunner().invoke(commands, ["init", str(tmp_path / "m")]).exit_code == 0
    return open_mission(tmp_path / "m")


@pytest.fixture
def record(mission: Mission) -> Iterator[SqliteRecord]:
    with opened(mission) as found:
        yield found


def _release(mission: Mission, record: SqliteRecord, day: str, data: bytes = _BULLETIN) -> Path:
    path = mission.bulletins_path / day / "bulletin.json"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    body = {
        "bulletin_id": "bul_1",
        "files": {f"{day}/bulletin.json": sha256_hex(data)},
        "figures": figures_in({"bulletin.json": data}),
    }
    record.append([("release", body)])
    return path.with_name(PROOF_NAME)


def test_figures_are_those_of_the_data_annex() -> None:
    assert figures_in({"bulletin.json": _BULLETIN}) == figures_root({"counts": [1], "headline": "x"})
    assert figures_in({"bulletin.en.html": b"<p>1"}) is None


def test_each_day_gets_its_proof_once(mission: Mission, record: SqliteRecord) -> None:
    first, second = (_release(mission, record, day) for day in ("2026-01-01", "2026-01-02"))
    assert renew_proofs(mission, record, "2026-01-02") == (second,)
    assert renew_proofs(mission, record) == (first,)
    assert renew_proofs(mission, record) == ()
    for path in (first, second):
        shown = verify_proof(path.read_bytes())
        assert shown.bulletin == {"counts": [1], "headline": "x"}
        check_released_proof(path, record)


def test_a_proof_of_other_bytes_does_not_stay(mission: Mission, record: SqliteRecord) -> None:
    proof = _release(mission, record, "2026-01-01")
    renew_proofs(mission, record)
    (proof.parent / "bulletin.json").write_bytes(b'{"counts":[2]}')
    assert renew_proofs(mission, record) == ()
    assert not proof.exists()
    _release(mission, record, "2026-01-01", b'{"counts":[2]}')
    assert renew_proofs(mission, record) == (proof,)


def test_a_proof_of_another_record_is_refused(mission: Mission, record: SqliteRecord, tmp_path: Path) -> None:
    assert CliRunner().invoke(commands, ["init", str(tmp_path / "other")]).exit_code == 0
    other = open_mission(tmp_path / "other")
    with opened(other) as theirs:
        proof = _release(other, theirs, "2026-01-01")
        renew_proofs(other, theirs)
    with pytest.raises(RecordError, match="not one of the mission's record"):
        check_released_proof(proof, record)
