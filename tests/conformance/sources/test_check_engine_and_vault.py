"""The built-in engine and vault conform, and the checks find engines and vaults that do not."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import pyarrow as pa
import pytest

from truceline.engines.duckdb import DuckEngine
from truceline.model.errors import InputError
from truceline.model.ids import sha256_hex
from truceline.testing import NotConformantError, check_engine, check_vault


def test_the_embedded_engine_conforms() -> None:
    check_engine(DuckEngine())


class Unordered(DuckEngine):
    def count(self, table: pa.Table, by: tuple[str, ...], total: tuple[str, ...] = ()) -> pa.Table:
        found = super().count(table, by, total)
        return found.take(pa.array(reversed(range(found.num_rows))))


class Floating(DuckEngine):
    def count(self, table: pa.Table, by: tuple[str, ...], total: tuple[str, ...] = ()) -> pa.Table:
        found = super().count(table, by, total)
        at = found.schema.get_field_index("n_rows")
        return found.set_column(at, "n_rows", found.column("n_rows").cast(pa.float64()))


class Forgetful(DuckEngine):
    def count(self, table: pa.Table, by: tuple[str, ...], total: tuple[str, ...] = ()) -> pa.Table:
        return super().count(table.filter(table.column(by[0]).is_valid()), by, total)


@pytest.mark.parametrize(
    ("engine", "rule"), [(Unordered(), "order"), (Floating(), "integers"), (Forgetful(), "counts")]
)
def test_engines_that_break_a_promise(engine: DuckEngine, rule: str) -> None:
    with pytest.raises(NotConformantError, match=rule):
        check_engine(engine)


class MemoryVault:
    """A vault over a dict that two openings share."""

    def __init__(self, kept: dict[str, bytes]) -> None:
        self.kept = kept

    def put(self, data: bytes) -> str:
        self.kept[sha256_hex(data)] = data
        return sha256_hex(data)

    def put_all(self, blobs: Sequence[bytes]) -> None:
        for data in blobs:
            self.put(data)

    def get(self, sha256: str) -> bytes:
        if sha256 not in self.kept:
            raise InputError(f"there is no blob {sha256}")
        return self.kept[sha256]

    def has(self, sha256: str) -> bool:
        return sha256 in self.kept

    def drop(self, sha256: str) -> None:
        del self.kept[sha256]

    def names(self) -> Iterator[str]:
        return iter(sorted(self.kept))


class FolderVault(MemoryVault):
    """A vault of files that does not look at what it reads back."""

    def __init__(self, folder: Path) -> None:
        super().__init__({path.name: path.read_bytes() for path in folder.iterdir()})
        self.folder = folder

    def put(self, data: bytes) -> str:
        name = super().put(data)
        (self.folder / name).write_bytes(data)
        return name

    def drop(self, sha256: str) -> None:
        super().drop(sha256)
        (self.folder / sha256).unlink()


def test_a_good_vault_passes() -> None:
    kept: dict[str, bytes] = {}
    check_vault(lambda: MemoryVault(kept))


def test_a_forgetful_vault_is_found() -> None:
    with pytest.raises(NotConformantError, match="durable"):
        check_vault(lambda: MemoryVault({}))


def test_a_vault_that_does_not_check_its_files_is_found(tmp_path: Path) -> None:
    with pytest.raises(NotConformantError, match="changed"):
        check_vault(lambda: FolderVault(tmp_path), tmp_path)


def test_the_vault_of_a_mission_conforms(tmp_path: Path) -> None:
    from truceline.stores.vault import FolderVault as MissionVault

    check_vault(lambda: MissionVault(tmp_path), tmp_path)
