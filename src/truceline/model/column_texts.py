"""The words for the columns of a mission's tables. English: the docs are, and so are the names of columns."""

from __future__ import annotations

import msgspec

from truceline.model.columns import Column, Described, harm, with_own
from truceline.model.tables import BY_NAME

_NOT_SAID = "nobody said"
_NO_PLACE = "no place is known"
_NOT_AT_HAND = "ruled on the other kind, or not at hand: the ruling waits for it"
_EPOCH = "s since 1970-01-01 UTC"
_PPM = "parts per million"

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
        unit=_EPOCH,
        hxl="#date+start",
    ),
    "end_s": Column("End of that interval, itself not in it.", 1749649712, unit=_EPOCH, hxl="#date+end"),
    "lat_e6": Column(
        "Latitude (WGS 84) of the middle of the circle that `radius_m` draws.",
        5000930,
        unit="micro-degrees",
        null=_NO_PLACE,
        hxl="#geo+lat",
    ),
    "lon_e6": Column("Longitude, likewise.", -29593941, unit="micro-degrees", null=_NO_PLACE, hxl="#geo+lon"),
    "radius_m": Column(
        "Radius of the circle that holds the true place with probability 0.95.",
        228,
        unit="m",
        null=_NO_PLACE,
        hxl="#geo+radius+m",
    ),
    "count_low": Column(
        "How many units were counted, at least.", 1, unit="count_unit", null=_NOT_SAID, hxl="#indicator+count+min+num"
    ),
    "count_high": Column(
        "How many units were counted, at most.", 1, unit="count_unit", null=_NOT_SAID, hxl="#indicator+count+max+num"
    ),
    "count_unit": Column(
        "What is counted: unlike units are never added.", "explosion", null="nothing was counted", hxl="#indicator+unit"
    ),
    **harm(null=_NOT_SAID),
    "verb": Column(
        "How it was perceived, as the OSCE SMM's reports tell it: saw, heard, camera_recorded, was_told, reported …",
        "camera_recorded",
        hxl="#meta+method",
    ),
    "alleged_actor": Column(
        "Whom the reports name as the actor. An allegation, never a finding.",
        "side_a",
        null=_NOT_SAID,
        hxl="#group+actor+alleged",
    ),
    "weapon": Column(
        "Class of weapon, a code of the taxonomy.", "artillery_100", null=_NOT_SAID, hxl="#item+weapon+code"
    ),
    "calibre_mm": Column("Calibre.", 122, unit="mm", null=_NOT_SAID, hxl="#item+weapon+calibre+mm"),
    "target": Column(
        "What was hit, a code of the protected objects.", "school", null=_NOT_SAID, hxl="#impact+target+code"
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
    "confidence_ppm": Column("How far that method can be relied on.", 800000, unit=_PPM),
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


def _table(name: str, rows: str, key: tuple[str, ...], own: dict[str, Column] | None = None) -> Described:
    columns = with_own(SHARED, BY_NAME[name].names, own or {})
    for field in BY_NAME[name]:
        if not field.nullable:  # what is never empty needs no word for it
            columns[field.name] = msgspec.structs.replace(columns[field.name], null="")
    return Described(rows, key, columns)


_WATCHED = {
    "lat_e6": Column("Latitude (WGS 84) of the cell's middle.", 5071604, unit="micro-degrees", hxl="#geo+lat"),
    "lon_e6": Column("Longitude of the cell's middle.", -30003520, unit="micro-degrees", hxl="#geo+lon"),
}

DESCRIBED: dict[str, Described] = {
    "evidence": _table(
        "evidence",
        "An item of evidence: an article, an entry of a feed, or a whole table file.",
        ("item_id",),
        {
            "item_id": Column("Id of the item, a hash of where it lies.", "itm_010fd933d47dcc7312b6c791"),
            "sha256": Column(
                "SHA-256 of the file as it was received.",
                "69a6033f391dd4a918b7c215d9389ec9fb71bc10dd3dc3de433e0be103a96208",
            ),
            "part": Column("Where in the file: `entry/3` of a feed; empty text for the whole.", ""),
            "media_type": Column("Media type of the file.", "text/plain"),
            "source": Column("Source, as the mission names it.", "press_texts"),
            "filename": Column("Name of the file as it came.", "news_0165.txt"),
            "reported_s": Column(
                "When its author says it was published.", 1753927200, unit=_EPOCH, null="it does not say"
            ),
            "received_s": Column("When the mission received it.", 1753927200, unit=_EPOCH),
            "provenance": Column(
                "Address or chain of hands, as given; empty text where none was.", "https://example.org/a"
            ),
        },
    ),
    "observations": _table(
        "observations",
        "Somebody's report that something happened: what, when, where, how many, seen how, said by whom.",
        ("observation_id",),
        {
            "span_start": Column(
                "Where it begins in the text, in Unicode code points from 0.",
                33,
                unit="code points",
                null="it is a row of a table",
            ),
            "span_end": Column(
                "Where it ends there; this code point is not in it.",
                117,
                unit="code points",
                null="it is a row of a table",
            ),
            "native_id": Column("The source's own id of the row.", "registry-955", null="the source gives none"),
            "source": Column("Source, as the mission names it.", "registry", hxl="#meta+source"),
            "place_words": Column(
                "The place in the source's words.", "near Doribasund", null=_NOT_SAID, hxl="#loc+name"
            ),
            "assessment": Column(
                "Of an explosion: impact, outgoing, airburst or undetermined.", "impact", null="not assessed"
            ),
            "text": Column(
                "Headline or note, as written.", "Shelling near Doribasund", null="there is none", hxl="#description"
            ),
            "reported_s": Column(
                "When it was reported.", 1750471200, unit=_EPOCH, null=_NOT_SAID, hxl="#date+reported"
            ),
        },
    ),
    "statements": _table(
        "statements",
        "What somebody said, verbatim or indirectly, where it stands in a text.",
        ("item_id", "start", "end", "mode"),
        {
            "mode": Column("verbatim, or how the words are given otherwise.", "indirect"),
            "stance": Column(
                "What the speaker does with the content: asserts, denies, promises …", "asserts", null="verbatim words"
            ),
            "speaker": Column("Who speaks, as written.", "Marrund command", null="the text does not tell"),
            "speaker_id": Column(
                "The same as a key, equal for the same speaker.", "marrund_command", null="the text does not tell"
            ),
            "cue": Column("The word that shows it.", "said", null="punctuation alone shows it"),
        },
    ),
    "quantities": _table(
        "quantities",
        "A number of something, where it stands in a text.",
        ("item_id", "start", "end"),
        {
            "text": Column("The words, as written.", "1 dead"),
            "value_milli": Column("The number.", 1000, unit="thousandths", null="only bounds are stated"),
            "low_milli": Column("At least so many.", 1000, unit="thousandths", null="no lower bound"),
            "high_milli": Column("At most so many.", 1000, unit="thousandths", null="no upper bound"),
            "unit": Column("A counting unit of the taxonomy, or percent.", "person", null=_NOT_SAID),
            "of": Column("What is counted, as written.", "dead", null=_NOT_SAID),
            "claimed_by": Column("Who states the number.", "Marrund command", null="the author of the text"),
            "part_of": Column(
                "Where the number begins of which this one is a part.",
                140,
                unit="code points",
                null="it is no part of another",
            ),
        },
    ),
    "origins": _table(
        "origins",
        "An item and the origin it goes back to: items of one origin are one witness.",
        ("origin_id", "item_id"),
        {"origin_id": Column("Id of the origin.", "org_acbd9a2934546bb9c0fea0b8")},
    ),
    "incidents": _table(
        "incidents",
        "What several observations are held to be about, with the place and the interval that they leave possible.",
        ("incident_id",),
        {
            "type_share_ppm": Column("Weight of `event_type` among the observations.", 529412, unit=_PPM),
            "n_observations": Column("Observations behind it.", 2, hxl="#indicator+reports+num"),
            "n_sources": Column("Sources behind it.", 2, hxl="#indicator+sources+num"),
            "origins_min": Column(
                "Independent origins, at least: an undetermined relation adds none.",
                2,
                unit="origins",
                hxl="#indicator+origins+min+num",
            ),
            "origins_max": Column(
                "Independent origins, at most: an undetermined relation may add one.",
                2,
                unit="origins",
                hxl="#indicator+origins+max+num",
            ),
            "claimants": Column(
                "Parties whose word it is, apart from origins.", ("side_a",), hxl="#group+claimant+list"
            ),
            "actor_disputed": Column("Whether the observations name different actors.", False),
            "existence_ppm": Column("Probability that something of this kind happened at all.", 933960, unit=_PPM),
            "verb": Column("The strongest way in which anybody perceived it.", "camera_recorded", hxl="#meta+method"),
            "major_m": Column(
                "Longer half axis of the ellipse that holds the true place with probability 0.95.",
                228,
                unit="m",
                null=_NO_PLACE,
            ),
            "minor_m": Column("Shorter half axis of that ellipse.", 228, unit="m", null=_NO_PLACE),
            "bearing_deg": Column(
                "Bearing of the longer axis from north, clockwise, 0 to 179.", 0, unit="degrees", null=_NO_PLACE
            ),
        },
    ),
    "members": _table(
        "members",
        "An observation and the incident to which it belongs.",
        ("observation_id",),
        {"p_same_ppm": Column("Probability that it belongs there; 1,000,000 when it stands alone.", 947615, unit=_PPM)},
    ),
    "unresolved": _table(
        "unresolved",
        "An observation that fits several incidents and none alone, and an incident that it fits: it stays alone.",
        ("observation_id", "rival_incident_id"),
        {
            "rival_incident_id": Column("An incident that it fits.", "inc_018194a3a223e9f9f831fa15"),
            "p_ppm": Column("Probability that it belongs to that incident.", 149015, unit=_PPM),
        },
    ),
    "rulings": _table(
        "rulings",
        "What a reviewer ruled on two reports or two texts, and the incidents or origins in which they now are.",
        ("a", "b"),
        {
            "a": Column("One observation, or one text.", "obs_000b51397f5bc06b4421523b"),
            "b": Column("The other.", "obs_0046ff7ceea949be8ca930d2"),
            "same": Column(
                "Whether they were ruled to be one incident, or one origin.", True, null="ruled that nobody can tell"
            ),
            "who": Column("Reviewer.", "dan"),
            "why": Column("The reviewer's reason.", "same crater, two patrols"),
            "a_incident_id": Column("Incident of `a`.", "inc_001424cdebb7f44ac2190455", null=_NOT_AT_HAND),
            "b_incident_id": Column("Incident of `b`.", "inc_001424cdebb7f44ac2190455", null=_NOT_AT_HAND),
            "about": Column("What was ruled on: reports or texts.", "reports"),
            "a_origin_id": Column("Origin of `a`.", "org_acbd9a2934546bb9c0fea0b8", null=_NOT_AT_HAND),
            "b_origin_id": Column("Origin of `b`.", "org_acbd9a2934546bb9c0fea0b8", null=_NOT_AT_HAND),
        },
    ),
    "history": _table(
        "history",
        "What became of an incident of an earlier run.",
        ("entry", "incident_id"),
        {
            "entry": Column("Number of the entry in the record.", 214),
            "incident_id": Column("Incident as it was called.", "inc_001424cdebb7f44ac2190455"),
            "what": Column("merged, split, renamed or gone.", "merged"),
            "became": Column(
                "Incidents in which its observations are now; none for one that is gone.",
                ("inc_018194a3a223e9f9f831fa15",),
            ),
        },
    ),
    "learned": _table(
        "learned",
        "A figure that was learnt from the mission's own reports, and by which they were joined.",
        ("what", "of", "beside"),
        {
            "what": Column(
                "Kind of figure. `_mn`: evidence in milli-nats; `_milli`: a factor in thousandths of what is declared.",
                "again_mn",
            ),
            "of": Column("Of which parameter, source, type or weapon.", "registry"),
            "beside": Column("Beside which other one; empty text where there is none.", "level 1"),
            "value": Column("The figure, in the unit that `what` names.", -105, unit="milli-nats or thousandths"),
        },
    ),
    "counts": _table(
        "counts",
        "Incidents and counted units of a day (UTC), kind of event and unit.",
        ("day", "event_type", "count_unit"),
        {
            "day": Column("Day in UTC.", "2025-06-01", hxl="#date+occurred"),
            "n_rows": Column("Incidents.", 1, hxl="#indicator+incidents+num"),
            "count_low": Column(
                "Units counted in them together, at least.", 1, unit="count_unit", hxl="#indicator+count+min+num"
            ),
            "count_high": Column(
                "Units counted in them together, at most.", 1, unit="count_unit", hxl="#indicator+count+max+num"
            ),
        },
    ),
    "findings": _table(
        "findings",
        "An incident held against a provision: an assessment by the program, not a decision.",
        ("finding_id",),
        {
            "status": Column("breach, no_breach or undetermined.", "breach", hxl="#indicator+finding+code"),
            "counted": Column("Whether the provision says that events of this kind are counted, breach or not.", True),
            "belief_ppm": Column("How far the evidence proves a breach.", 1000000, unit=_PPM),
            "plausibility_ppm": Column("How far the evidence does not rule a breach out.", 1000000, unit=_PPM),
            "contested": Column("Whether the readings of the parties disagree.", False),
            "attribution": Column(
                "Rung: none_stated, side_of_origin_of_fire, consistent_with_party, attributed_by_decision.",
                "none_stated",
            ),
            "attributed_to": Column(
                "Party of whom the evidence speaks; a decision's only on the highest rung.",
                "side_a",
                null="the evidence names none",
            ),
            "summary": Column(
                "The finding in a sentence.", "Article 1: what is reported is a breach in 128 of 128 possible worlds."
            ),
        },
    ),
    "effort": _table(
        "effort",
        "A watcher over an interval: who could have seen what. It locates monitors.",
        ("effort_id",),
        {
            "effort_id": Column("Id of the row.", "eff_00e6013a2e45a34e7d27937a"),
            "watcher": Column("Post, patrol, camera or sensor within its source.", "patrol-03"),
            "start_s": Column("Beginning of the watch.", 1753525200, unit=_EPOCH),
            "end_s": Column("End of the watch, itself not in it.", 1753538400, unit=_EPOCH),
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
            "sector": Column("Public name of the stretch that it watches.", "Kessander Reach 2", null=_NOT_SAID),
            "daylight": Column("Whether it was day.", True, null=_NOT_SAID),
        },
    ),
    "coverage": _table(
        "coverage",
        "A small cell in an hour: who could have seen or heard it. It locates watchers, and stays inside.",
        ("cell", "start_s"),
        {
            **_WATCHED,
            "start_s": Column("Beginning of the hour.", 1748743200, unit=_EPOCH),
            "dark_min": Column("Minutes without sun.", 60, unit="min"),
            "seen_min": Column("Minutes in which somebody could have seen it.", 0, unit="min"),
            "heard_min": Column("Minutes in which somebody could have heard it.", 60, unit="min"),
            "watched_min": Column("Minutes in which one or the other.", 60, unit="min"),
            "watched_dark_min": Column("Of these, minutes without sun.", 60, unit="min"),
            "lost_min": Column("Minutes in which those who watch it could not, and nobody else did.", 0, unit="min"),
            "watchers": Column("Kind and name of each.", ("acoustic acoustic-04",)),
        },
    ),
    "public_coverage": _table(
        "public_coverage",
        "How much of a coarse cell was watched over whole weeks, by day or by night: what may leave the mission.",
        ("cell", "part"),
        {
            **_WATCHED,
            "part": Column("day or night.", "day"),
            "from_s": Column("Beginning of the weeks.", 1748822400, unit=_EPOCH, hxl="#date+start"),
            "until_s": Column("Their end, itself not in them.", 1753056000, unit=_EPOCH, hxl="#date+end"),
            "share_low_ppm": Column("Share of the time that was watched, at least: quarters.", 500000, unit=_PPM),
            "share_high_ppm": Column("The same, at most.", 750000, unit=_PPM),
        },
    ),
    "claims": _table(
        "claims",
        "What a party says that the other side did, as a number with a window and a unit.",
        ("claim_id",),
        {
            "claim_id": Column("Id of the claim.", "clm_01a64e7542da1e74f7f08ba2"),
            "claimant": Column("Party that claims.", "velisse", hxl="#group+claimant"),
            "against": Column("Party of whom it is claimed.", "marrund", hxl="#group+accused"),
            "as_of_s": Column("As of when.", 1751767200, unit=_EPOCH, hxl="#date+reported"),
            "window_start_s": Column(
                "Beginning of the time that it covers.", 1751659200, unit=_EPOCH, hxl="#date+start"
            ),
            "window_end_s": Column("End of that time, itself not in it.", 1751767200, unit=_EPOCH, hxl="#date+end"),
            "category": Column("What is counted, as the claimant sorts it.", "assault", hxl="#event+type"),
            "count": Column("How many.", 2, unit="unit", hxl="#indicator+claimed+num"),
            "qualifier": Column("exact, about, more_than, less_than, at_least or at_most.", "exact"),
            "unit": Column("A counting unit of the taxonomy.", "attack", null=_NOT_SAID, hxl="#indicator+unit"),
            "parent": Column("Category of which this one is a part.", "total", null="it is no part of another"),
            "source_url": Column("Where it was said.", "https://example.org/briefing", hxl="#meta+url"),
            "note": Column("Remark of whoever entered it; empty text where there is none.", ""),
        },
    ),
    "cases": _table(
        "cases",
        "A case before the commission, or one that a finding of a breach would open.",
        ("case_id",),
        {
            "case_id": Column("Id of the case.", "cas_004eadc841612ecb9a475bd9"),
            "stage": Column("monitoring, verification, investigation, dispute_resolution or closed.", "monitoring"),
            "outcome": Column("violation, no_violation, pending or unable_to_rule.", "pending"),
            "findings": Column("Findings that it is about.", ("fnd_d359759c6913b8c53e8452af",)),
            "brought_by": Column("Office that brought it.", "side_a", null="nobody has taken it up"),
        },
    ),
    "rejected": _table(
        "rejected",
        "A row that stayed out, or went in with a warning, and what to do about it.",
        ("file", "line", "field", "found", "advice", "severity"),
        {
            "file": Column("File in which it stands.", "patrol_0612.csv"),
            "line": Column("Line on which the row begins, from 1; 0 when the whole file is meant.", 17, unit="line"),
            "field": Column("Column; empty text when the whole row is meant.", "lat"),
            "found": Column("What was found.", "91.2 is no latitude"),
            "advice": Column("What to do.", "Latitudes lie between -90 and 90."),
            "severity": Column("rejected: it stayed out. warning: it went in, look at it.", "rejected"),
        },
    ),
}
