"""One event coded by several schemes is one incident: each has its own word for it. All rows are made up."""

from __future__ import annotations

from pathlib import Path

import pytest

from truceline import api as tl

DAY = "2031-04-07"
LAT, LON = "48.1234", "37.5678"


def acled(event: str, sub_event: str) -> str:
    head = (
        "event_id_cnty,event_date,year,time_precision,disorder_type,event_type,sub_event_type,actor1,assoc_actor_1,actor2,"
        "country,admin1,admin2,location,latitude,longitude,geo_precision,source,notes,fatalities\n"
    )
    return head + (
        f"NOR7,{DAY},2031,1,Political violence,{event},{sub_event},Northland,,Hill Front,Northland,North,,"
        f"Old Mill,{LAT},{LON},1,Island News,Made up,4\n"
    )


def ged(type_of_violence: int) -> str:
    head = (
        "id,year,type_of_violence,conflict_name,side_a,side_b,source_office,source_date,source_headline,where_coordinates,"
        "where_prec,adm_1,latitude,longitude,country,event_clarity,date_prec,date_start,date_end,best,low,high\n"
    )
    return head + (
        f"9007,2031,{type_of_violence},Northland: Border,Northland,Hill Front,Island News,2031-04-08,Made up,Old Mill,"
        f"1,North,{LAT},{LON},Northland,1,1,{DAY},{DAY},4,3,5\n"
    )


def gtd(attack: int, target: int) -> str:
    head = (
        "eventid,iyear,imonth,iday,country_txt,provstate,city,latitude,longitude,specificity,vicinity,summary,attacktype1,"
        "targtype1,gname,claimed,weaptype1,nkill,nwound\n"
    )
    return head + (
        f"203104070007,2031,4,7,Northland,North,Old Mill,{LAT},{LON},1,0,Made up,{attack},{target},Hill Front,0,6,4,1\n"
    )


def viina(event_class: str) -> str:
    return (
        '"datetime","lon","lat","place_name","event_type","headline"\n'
        f'"{DAY} 00:00:00","{LON}","{LAT}","Old Mill","{event_class}","Made up"\n'
    )


def gdelt(code: str) -> str:
    cells = [""] * 61
    for at, value in {
        0: "77", 1: DAY.replace("-", ""), 2: "203104", 3: "2031", 4: "2031.26", 6: "NORTHLAND", 16: "HILL FRONT",
        25: "1", 26: code, 27: code[:3], 28: code[:2], 29: "4", 30: "-10.0", 31: "5", 32: "1", 33: "5", 34: "-5.0",
        51: "4", 52: "Old Mill", 53: "NL", 54: "NL01", 56: LAT, 57: LON, 58: "1", 59: "20310407120000",
        60: "https://news.example/1",
    }.items():  # fmt: skip
        cells[at] = value
    return "\t".join(cells) + "\n"


def incidents(folder: Path, **tables: str) -> list[dict[str, object]]:
    paths = []
    for name, text in tables.items():
        paths.append(folder / (f"{name}.tsv" if name == "gdelt" else f"{name}.csv"))
        paths[-1].write_text(text, encoding="utf-8")
    merged = tl.fuse(paths)
    assert merged.members.num_rows == len(tables), merged.notes
    found: list[dict[str, object]] = merged.incidents.to_pylist()
    return found


SHELLING = acled("Explosions/Remote violence", "Shelling/artillery/missile attack")
ROADSIDE = acled("Explosions/Remote violence", "Remote explosive/landmine/IED")


@pytest.mark.parametrize(
    ("tables", "kind"),
    [
        ({"acled": SHELLING, "ged": ged(1)}, "fire.shelling"),
        ({"acled": SHELLING, "ged": ged(3), "gtd": gtd(9, 14)}, "fire.shelling"),
        ({"acled": acled("Battles", "Armed clash"), "viina": viina("artillery")}, "fire.shelling"),
        ({"acled": acled("Battles", "Armed clash"), "gtd": gtd(2, 4)}, "ground.clash"),
        ({"acled": ROADSIDE, "gtd": gtd(3, 14)}, "mine.explosion"),
        ({"viina": viina("ied"), "gtd": gtd(3, 14), "ged": ged(1)}, "mine.explosion"),
        ({"acled": acled("Explosions/Remote violence", "Air/drone strike"), "gtd": gtd(3, 14)}, "air"),
        ({"acled": acled("Violence against civilians", "Attack"), "gtd": gtd(1, 14)}, "attack_civilians"),
        ({"gdelt": gdelt("190"), "ged": ged(1)}, "ground.clash"),
        ({"gdelt": gdelt("194"), "acled": acled("Battles", "Armed clash")}, "fire.shelling"),
        ({"gdelt": gdelt("183"), "acled": ROADSIDE}, "mine.explosion"),
        ({"acled": SHELLING, "ged": ged(1), "gtd": gtd(3, 4), "viina": viina("artillery")}, "fire.shelling"),
    ],
)
def test_schemes_that_code_one_event_meet(tmp_path: Path, tables: dict[str, str], kind: str) -> None:
    (incident,) = incidents(tmp_path, **tables)
    assert incident["event_type"] == kind


def test_what_no_scheme_would_confuse_stays_apart(tmp_path: Path) -> None:
    assert len(incidents(tmp_path, acled=acled("Protests", "Peaceful protest"), ged=ged(1))) == 2
    assert len(incidents(tmp_path, acled=acled("Strategic developments", "Agreement"), ged=ged(1))) == 2
