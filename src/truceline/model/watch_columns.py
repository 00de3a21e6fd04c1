"""The words for the columns of who could have seen what."""

from __future__ import annotations

from truceline.model.columns import Column, Described
from truceline.model.shared_columns import EPOCH, NOT_SAID, PPM, table

_WATCHED = {
    "lat_e6": Column("Latitude (WGS 84) of the cell's middle.", 5071604, unit="micro-degrees", hxl="#geo+lat"),
    "lon_e6": Column("Longitude of the cell's middle.", -30003520, unit="micro-degrees", hxl="#geo+lon"),
}

WATCH: dict[str, Described] = {
    "effort": table(
        "effort",
        "A watcher over an interval: who could have seen what. It locates monitors.",
        ("effort_id",),
        {
            "effort_id": Column("Id of the row.", "eff_00e6013a2e45a34e7d27937a"),
            "watcher": Column("Post, patrol, camera or sensor within its source.", "patrol-03"),
            "start_s": Column("Beginning of the watch.", 1753525200, unit=EPOCH),
            "end_s": Column("End of the watch, itself not in it.", 1753538400, unit=EPOCH),
            "status": Column("on, outage, denied or withdrawn.", "on"),
            "reason": Column(
                "Why it did not watch: a type of restriction, or words.",
                "drone_fired_on",
                null="it watched, or nobody said",
            ),
            "lat_e6": Column(
                "Latitude (WGS 84) of the watcher.",
                4985705,
                unit="micro-degrees",
                null="not said, or left out of a copy",
            ),
            "lon_e6": Column(
                "Longitude of the watcher.", -30235034, unit="micro-degrees", null="not said, or left out of a copy"
            ),
            "range_m": Column("How far it can observe.", 8000, unit="m", null="not said, or left out of a copy"),
            "sector": Column("Public name of the stretch that it watches.", "Kessander Reach 2", null=NOT_SAID),
            "daylight": Column("Whether it was day.", True, null=NOT_SAID),
        },
    ),
    "coverage": table(
        "coverage",
        "A small cell in an hour: who could have seen or heard it. It locates watchers, and stays inside.",
        ("cell", "start_s"),
        {
            **_WATCHED,
            "start_s": Column("Beginning of the hour.", 1748743200, unit=EPOCH),
            "dark_min": Column("Minutes without sun.", 60, unit="min"),
            "seen_min": Column("Minutes in which somebody could have seen it.", 0, unit="min"),
            "heard_min": Column("Minutes in which somebody could have heard it.", 60, unit="min"),
            "watched_min": Column("Minutes in which one or the other.", 60, unit="min"),
            "watched_dark_min": Column("Of these, minutes without sun.", 60, unit="min"),
            "lost_min": Column("Minutes in which those who watch it could not, and nobody else did.", 0, unit="min"),
            "watchers": Column("Kind and name of each.", ("acoustic acoustic-04",)),
        },
    ),
    "public_coverage": table(
        "public_coverage",
        "How much of a coarse cell was watched over whole weeks, by day or by night: what may leave the mission.",
        ("cell", "part"),
        {
            **_WATCHED,
            "part": Column("day or night.", "day"),
            "from_s": Column("Beginning of the weeks.", 1748822400, unit=EPOCH, hxl="#date+start"),
            "until_s": Column("Their end, itself not in them.", 1753056000, unit=EPOCH, hxl="#date+end"),
            "share_low_ppm": Column("Share of the time that was watched, at least: quarters.", 500000, unit=PPM),
            "share_high_ppm": Column("The same, at most.", 750000, unit=PPM),
        },
    ),
}
