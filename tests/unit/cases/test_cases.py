"""The real cases are whole: they load, their claims are read without a note, and every figure has its source."""

from __future__ import annotations

import csv
import io
import tomllib

import pytest
import shapely

from truceline.assess.language import load
from truceline.cases.cases import case_files, names
from truceline.measure.audit import audit
from truceline.measure.series import truce_of
from truceline.model.errors import UsageError
from truceline.model.evidence import Blob, ReadContext
from truceline.model.ids import sha256_hex
from truceline.model.reading import Reading
from truceline.sources.claims import SOURCE

TABLES = (
    "incoming/claims.csv",
    "further_claims/8_10_may_2025.csv",
    "further_claims/osce_smm_2020_2021.csv",
)


def reading(name: str) -> Reading:
    data = case_files("easter-2025")[name]
    blob = Blob(sha256=sha256_hex(data), data=data, filename=name, source="claims", received_s=0)
    return SOURCE.read(blob, ReadContext(time_zone="Europe/Kyiv"))


def test_the_case_has_the_files_of_a_mission() -> None:
    assert names() == ("easter-2025",)
    files = case_files("easter-2025")
    assert {"mission.toml", "agreement.toml", "zones.geojson", "README.md", *TABLES} == set(files)
    settings = tomllib.loads(files["mission.toml"].decode())
    assert settings["mission"]["zone"] == "Europe/Kyiv"
    with pytest.raises(UsageError, match="no case"):
        case_files("nowhere")


def test_the_agreement_loads_and_is_in_force_for_thirty_hours() -> None:
    files = case_files("easter-2025")
    agreement = load(files["agreement.toml"], files["zones.geojson"], "agreement.toml")
    assert {reading.according_to for reading in agreement.readings} == {"RU", "UA"}
    for reading_ in agreement.readings:
        assert reading_.from_s == 1_745_074_800  # 2025-04-19 15:00 UTC
        assert reading_.until_s == reading_.from_s + 30 * 3600
    assert agreement.sources
    truce = truce_of(agreement, "Europe/Kyiv")
    assert truce is not None and (truce.from_day, truce.until_day) == ("2025-04-20", "2025-04-21")


@pytest.mark.parametrize(
    ("place", "inside"),
    [
        ((34.10, 44.95), True),  # Simferopol: UN General Assembly resolution 68/262
        ((33.52, 44.60), True),  # Sevastopol
        ((37.80, 48.00), True),  # Donetsk
        ((24.03, 49.84), True),  # Lviv
        ((36.59, 50.60), False),  # Belgorod
        ((28.86, 47.01), False),  # Chisinau
    ],
)
def test_the_theatre(place: tuple[float, float], inside: bool) -> None:
    files = case_files("easter-2025")
    zone = load(files["agreement.toml"], files["zones.geojson"], "agreement.toml").zones[0]
    assert shapely.contains(shapely.from_geojson(zone.geometry), shapely.Point(*place)) == inside


@pytest.mark.parametrize("name", TABLES)
def test_every_figure_is_read_and_has_its_source(name: str) -> None:
    found = reading(name)
    rows = list(csv.DictReader(io.StringIO(case_files("easter-2025")[name].decode())))
    assert len(found.claims) == len(rows) and not [n for n in found.notes if n.severity == "rejected"]
    assert all(claim.source_url.startswith("https://") for claim in found.claims)


def test_what_the_audit_of_each_table_finds() -> None:
    def wrong(name: str) -> list[int | None]:
        return sorted(p.stated or 0 for p in audit(reading(name).claims) if p.verdict == "inconsistent")

    assert wrong("incoming/claims.csv") == []
    assert wrong("further_claims/8_10_may_2025.csv") == [488, 734, 5_026]
    assert wrong("further_claims/osce_smm_2020_2021.csv") == []
