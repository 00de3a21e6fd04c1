"""No code of a published list is left out, and every target is a word of ours."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from truceline.model.mappings import acled, cameo, plover, smm, ucdp, viina
from truceline.model.mappings.coded import Coded
from truceline.model.taxonomy import ASSESSMENTS, EVENT_TYPES, OBJECT_CLASSES, WEAPON_CLASSES

SHARED = Path(__file__).parents[3] / "../shared/data"
TABLES: dict[str, dict[str, Coded]] = {
    "acled types": acled.EVENT_TYPES,
    "acled sub-types": acled.SUB_EVENT_TYPES,
    "ucdp": ucdp.TYPE_OF_VIOLENCE,
    "cameo": cameo.CODES,
    "plover": plover.CATEGORIES,
    "plover modes": {" ".join(key): coded for key, coded in plover.MODES.items()},
    "viina": viina.EVENT_CLASSES,
    "smm": smm.CLASSES,
}


@pytest.mark.parametrize("name", TABLES)
def test_targets_are_in_the_taxonomy(name: str) -> None:
    for code, coded in TABLES[name].items():
        assert coded.event_type in EVENT_TYPES, code
        assert coded.weapon is None or coded.weapon in WEAPON_CLASSES, code
        assert coded.target is None or coded.target in OBJECT_CLASSES, code


def test_acled_has_6_event_types_and_25_sub_event_types_and_all_are_mapped() -> None:
    published = {finer for finers in acled.CODEBOOK.values() for finer in finers}
    assert len(acled.CODEBOOK) == 6
    assert len(published) == 25
    assert set(acled.CODEBOOK) == set(acled.EVENT_TYPES)
    assert published <= set(acled.SUB_EVENT_TYPES)


def test_cameo_has_twenty_roots_and_every_code_has_its_parents() -> None:
    assert sorted(cameo.ROOTS) == [f"{n:02}" for n in range(1, 21)]
    for code in cameo.CODES:
        assert code[:2] in cameo.CODES, code
        assert len(code) < 4 or code[:3] in cameo.CODES, code


def _plover_table() -> list[tuple[str, str, str]]:
    path = SHARED / "plover_gold/CAMEO2PLOVER-2021.txt"
    if not path.exists():
        pytest.skip(f"{path} is not here")
    form = re.compile(r"(\d{2,4}):\s*([A-Z]+)(?:\s*,\s*([\w-]*))?")
    return [match.groups("") for line in path.read_text("utf-8").splitlines() if (match := form.match(line))]  # type: ignore[misc]


def test_no_code_of_the_published_cameo_list_is_left_out() -> None:
    codes = {code for code, _, _ in _plover_table()}
    assert len(codes) > 250
    assert codes <= set(cameo.CODES)


def test_no_category_or_mode_of_plover_2021_is_left_out() -> None:
    for _, category, mode in _plover_table():
        assert plover.coded(category, mode) is not None, category


def test_categories_of_plover_2016_are_all_there() -> None:
    path = SHARED / "plover_gold/PLOVER_GSR_CAMEO.txt"
    if not path.exists():
        pytest.skip(f"{path} is not here")
    names = set(re.findall(r'"event": "([A-Z]+)"', path.read_text("utf-8")))
    assert len(names) >= 15
    assert names <= set(plover.CATEGORIES)


def test_unknown_last_digits_of_cameo_fall_back_to_the_parent() -> None:
    assert cameo.coded("1949") == cameo.CODES["194"]
    assert cameo.coded("999") is None
    assert cameo.coded("") is None


def test_every_viina_class_of_the_real_files_is_known() -> None:
    files = sorted((SHARED / "viina_2023_2025").glob("*.csv.gz"))
    if not files:
        pytest.skip("the VIINA extracts are not here")
    import pyarrow.compute as pc
    import pyarrow.csv as pa_csv

    seen: set[str] = set()
    for path in files[::5]:
        found = pa_csv.read_csv(path, convert_options=pa_csv.ConvertOptions(include_columns=["event_type"]))
        for words in pc.unique(found.column("event_type")).to_pylist():
            seen.update((words or "").split("|"))
    assert len(seen) > 15
    assert {viina.SPELLINGS.get(name, name) for name in seen} <= set(viina.EVENT_CLASSES)


def test_viina_priority_names_every_class_once() -> None:
    assert sorted(viina.PRIORITY) == sorted(viina.EVENT_CLASSES)
    assert set(viina.SPELLINGS.values()) <= set(viina.EVENT_CLASSES)


def test_smm_words() -> None:
    assert set(smm.WEAPONS.values()) <= set(WEAPON_CLASSES)
    assert set(smm.ASSESSMENTS.values()) == set(ASSESSMENTS)


@pytest.mark.parametrize(
    "radii",
    [acled.GEO_PRECISION_RADIUS_M, ucdp.WHERE_PREC_RADIUS_M],
)
def test_a_worse_precision_never_has_a_smaller_circle(radii: dict[str, int]) -> None:
    in_order = [radii[code] for code in sorted(radii)]
    assert in_order == sorted(in_order)
