"""The real open data sets are read as they are. Skipped, visibly, where they are not at hand."""

from __future__ import annotations

from pathlib import Path

import pytest

from truceline.ingest.read import read
from truceline.model.evidence import Blob, ReadContext
from truceline.model.ids import sha256_hex
from truceline.model.reading import Reading
from truceline.sources.catalogue import recognise
from truceline.testing.reading import check_reading

SHARED = Path(__file__).parents[3] / "../shared/data"

#: file -> source, rows, taken
SETS = {
    "ucdp_ged_syria/ged191_syria_2016_2019.csv.gz": ("ucdp_ged", 16_566, 16_566),
    "air_raid_ua/official_data_en_to_2024-04-22.csv.gz": ("alerts", 43_031, 43_031),
    "air_raid_ua/volunteer_data_en_to_2024-10-10.csv.gz": ("alerts", 54_514, 54_514),
    "truce_claims/easter_2025_claims.csv": ("claims", 23, 23),
    "truce_claims/agreements.csv": ("ucdp_agreements", 4, 4),
    "ucdp_agreements/ucdp-peace-agreements-221.csv": ("ucdp_agreements", 374, 374),
    "ucdp_agreements/ucdp-term-dyad-3-2021.csv": ("ucdp_agreements", 3_140, 3_140),
    "osce_smm_facts/osce_daily_counts.csv": ("smm_counts", 74, 74),
    "economist_war_fires/strikes_by_location_and_day.csv": ("war_fires", 1_635, 1_635),
    "economist_war_fires/area_assessed_as_controlled_by_russia.csv": ("war_fires", 1_643, 1_643),
    "gaza_lebanon_daily/casualties_daily.json": ("casualties", 1_051, 1_051),
    "gaza_lebanon_daily/west_bank_daily.json": ("casualties", 1_051, 1_051),
    "gaza_lebanon_daily/lebanon_casualties_daily.json": ("casualties", 187, 187),
    "viina_2023_2025/viina_incidents_202404.csv.gz": ("viina", None, None),
}


def _reading(path: Path) -> tuple[str, Reading]:
    if not path.exists():
        pytest.skip(f"{path} is not here")
    data = path.read_bytes()
    source = recognise(data[:65_536], path.name)
    assert source is not None
    blob = Blob(sha256=sha256_hex(data), data=data, filename=path.name, source="", received_s=0)
    return source.name, read(blob, source, ReadContext(time_zone="Europe/Kyiv"))


@pytest.mark.parametrize("file", SETS)
def test_a_real_set_is_read_as_it_is(file: str) -> None:
    name, rows, taken = SETS[file]
    found, reading = _reading(SHARED / file)
    assert found == name
    check_reading(reading, Path(file).name)
    assert reading.accounting.taken > 0
    if rows is not None:
        assert (reading.accounting.rows, reading.accounting.taken) == (rows, taken)


def test_all_viina_extracts_together() -> None:
    files = sorted((SHARED / "viina_2023_2025").glob("*.csv.gz"))
    if not files:
        pytest.skip("the VIINA extracts are not here")
    sums = [0, 0]
    for path in files:
        name, reading = _reading(path)
        assert name == "viina"
        sums[0] += reading.accounting.rows
        sums[1] += reading.accounting.rejected
    assert sums == [191_675, 0]


def test_the_easter_claims_keep_their_windows_apart() -> None:
    _, reading = _reading(SHARED / "truce_claims/easter_2025_claims.csv")
    totals = {claim.claimant[:2]: claim for claim in reading.claims if claim.category == "total"}
    hours = {side: (claim.window_end_s - claim.window_start_s) // 3600 for side, claim in totals.items()}
    assert hours == {"UA": 24, "RU": 30}
