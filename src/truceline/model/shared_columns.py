"""The words for columns that mean the same in several of a mission's tables, and a table put together of them."""

from __future__ import annotations

import msgspec

from truceline.model.columns import Column, Described, harm, with_own
from truceline.model.tables import BY_NAME

NOT_SAID = "nobody said"
NO_PLACE = "no place is known"
EPOCH = "s since 1970-01-01 UTC"
PPM = "parts per million"

SHARED: dict[str, Column] = {
    "observation_id": Column("Id of the observation, a hash of what it says.", "obs_000b51397f5bc06b4421523b"),
    "incident_id": Column(
        "Id of the incident: that of its first report, kept while evidence is added.",
        "inc_001424cdebb7f44ac2190455",
        null="the observation is not at hand",
        hxl="#event+code",
    ),
    "item_id": Column("Item of evidence in which it stands.", "itm_010fd933d47dcc7312b6c791", hxl="#meta+item+id"),
    "record": Column("Line of the row in its table file, from 1; 0 in a text.", 956, unit="line"),
    "event_type": Column(
        "Kind of event, a code of the taxonomy: `fire.explosion` is a `fire`.", "fire.explosion", hxl="#event+type+code"
    ),
    "start_s": Column(
        "Beginning of the interval in which it happened, or through which it lasted.",
        1749649711,
        unit=EPOCH,
        hxl="#date+start",
    ),
    "end_s": Column("End of that interval, itself not in it.", 1749649712, unit=EPOCH, hxl="#date+end"),
    "lat_e6": Column(
        "Latitude (WGS 84) of the middle of the circle that `radius_m` draws.",
        5000930,
        unit="micro-degrees",
        null=NO_PLACE,
        hxl="#geo+lat",
    ),
    "lon_e6": Column("Longitude, likewise.", -29593941, unit="micro-degrees", null=NO_PLACE, hxl="#geo+lon"),
    "radius_m": Column(
        "Radius of the circle that holds the true place with probability 0.95.",
        228,
        unit="m",
        null=NO_PLACE,
        hxl="#geo+radius+m",
    ),
    "count_low": Column(
        "How many units were counted, at least.", 1, unit="count_unit", null=NOT_SAID, hxl="#indicator+count+min+num"
    ),
    "count_high": Column(
        "How many units were counted, at most.", 1, unit="count_unit", null=NOT_SAID, hxl="#indicator+count+max+num"
    ),
    "count_unit": Column(
        "What is counted: unlike units are never added.", "explosion", null="nothing was counted", hxl="#indicator+unit"
    ),
    **harm(null=NOT_SAID),
    "verb": Column(
        "How it was perceived, as the OSCE SMM's reports tell it: saw, heard, camera_recorded, was_told, reported …",
        "camera_recorded",
        hxl="#meta+method",
    ),
    "alleged_actor": Column(
        "Whom the reports name as the actor. An allegation, never a finding.",
        "side_a",
        null=NOT_SAID,
        hxl="#group+actor+alleged",
    ),
    "weapon": Column(
        "Class of weapon, a code of the taxonomy.", "artillery_100", null=NOT_SAID, hxl="#item+weapon+code"
    ),
    "calibre_mm": Column("Calibre.", 122, unit="mm", null=NOT_SAID, hxl="#item+weapon+calibre+mm"),
    "target": Column(
        "What was hit, a code of the protected objects.", "school", null=NOT_SAID, hxl="#impact+target+code"
    ),
    "source_class": Column(
        "Kind of source: patrol, camera, acoustic, uav, satellite, alert, official, news, ngo, dataset, social, other.",
        "patrol",
        hxl="#meta+source+type",
    ),
    "claimant": Column(
        "Who says so, where it is a party's word.", "side_a", null="no party's word", hxl="#group+claimant"
    ),
    "method": Column("The rule or reader that found it.", "table:generic", hxl="#meta+method+id"),
    "confidence_ppm": Column("How far that method can be relied on.", 800000, unit=PPM),
    "start": Column("Where it begins in the text of the item, in Unicode code points from 0.", 33, unit="code points"),
    "end": Column("Where it ends there; this code point is not in it.", 117, unit="code points"),
    "text": Column("The words, as written.", "Shelling near Doribasund"),
    "provision_id": Column("Provision of the agreement.", "fire"),
    "finding_id": Column("Id of the finding.", "fnd_d359759c6913b8c53e8452af"),
    "attributed_to": Column(
        "Party to which a decision attributes the act.",
        "side_a",
        null="no decision attributes it",
        hxl="#group+actor+decided",
    ),
    "cell": Column("H3 cell.", "877c48900ffffff", hxl="#loc+code+v_h3"),
}


def table(name: str, rows: str, key: tuple[str, ...], own: dict[str, Column] | None = None) -> Described:
    """A table: what one row is, which columns tell rows apart, and its own words before the shared ones."""
    columns = with_own(SHARED, BY_NAME[name].names, own or {})
    for field in BY_NAME[name]:
        if not field.nullable:  # what is never empty needs no word for it
            columns[field.name] = msgspec.structs.replace(columns[field.name], null="")
    return Described(rows, key, columns)
