"""The tables of a bulletin: their schemas, from the public types, and what their columns mean."""

from __future__ import annotations

import msgspec
import pyarrow as pa

from truceline.model import bulletin as b
from truceline.model.columns import Column, Described, harm, with_own
from truceline.model.shared_columns import PPM

_DAY = Column("Day in the mission's zone.", "2025-07-30", hxl="#date+occurred")
_BREACHES = Column("Incidents found to breach a provision.", 124, hxl="#indicator+breaches+num")
_UNDETERMINED = Column("Incidents of which the evidence does not tell.", 3, hxl="#indicator+undetermined+num")
_COUNTED = Column("Incidents of a kind that the provision says is counted.", 118, hxl="#indicator+counted+num")
_NOT_SAID = "nobody published it"
_NOT_TOLD = "so few that it is not told"

SHARED: dict[str, Column] = {
    "incident_id": Column("Id of the incident.", "inc_87786d6a68932b5f850f21eb", hxl="#event+code"),
    "event_type": Column("Kind of event, a code of the taxonomy.", "fire.shelling", hxl="#event+type+code"),
    "day": _DAY,
    "part_of_day": Column("night, morning, afternoon, evening or unknown.", "night", hxl="#event+daypart"),
    "cell": Column("H3 cell.", "857c4dcffffffff", null="no place is published", hxl="#loc+code+v_h3"),
    "area": Column("Region or sector.", "North sector", null="no place is published", hxl="#loc+name"),
    "radius_km": Column(
        "Radius of the evidence, rounded up.", 2, unit="km", null="no place is published", hxl="#geo+radius+km"
    ),
    "origins_min": Column("Independent origins, at least.", 1, unit="origins", hxl="#indicator+origins+min+num"),
    "origins_max": Column("Independent origins, at most.", 2, unit="origins", hxl="#indicator+origins+max+num"),
    "n_reports": Column("Published reports behind it.", 2, hxl="#indicator+reports+num"),
    "claimants": Column("Parties whose word it is.", "side_a", hxl="#group+claimant+list"),
    "source_classes": Column("Kinds of sources.", "news; official", hxl="#meta+source+type+list"),
    "count_low": Column(
        "How many units, at least.", 1, unit="count_unit", null=_NOT_SAID, hxl="#indicator+count+min+num"
    ),
    "count_high": Column(
        "How many units, at most.", 1, unit="count_unit", null=_NOT_SAID, hxl="#indicator+count+max+num"
    ),
    "count_unit": Column("What is counted.", "attack", null="nothing was counted", hxl="#indicator+unit"),
    **harm(null=_NOT_SAID),
    "target": Column(
        "What was hit, a code of the protected objects.", "school", null=_NOT_SAID, hxl="#impact+target+code"
    ),
    "weapon": Column("Class of weapon, a code of the taxonomy.", "mortar", null=_NOT_SAID, hxl="#item+weapon+code"),
    "existence_ppm": Column("Probability that something of this kind happened.", 933960, unit=PPM),
    "texts": Column("Published texts behind it.", "itm_506b880af15b743cd984ed8c"),
    "finding": Column(
        "The worst finding: breach, undetermined or no_breach.",
        "breach",
        null="no provision reaches it",
        hxl="#indicator+finding+code",
    ),
    "counted": Column("Whether a provision says that it is counted.", True, hxl="#indicator+counted+text"),
    "provisions": Column("Each provision that reaches it, and what was found.", "fire: breach"),
    "invented": Column("Whether it is an exercise: nothing of it happened.", False, hxl="#meta+exercise"),
    "finding_id": Column("Id of the finding.", "fnd_233dbd44366223c3168f45d4"),
    "provision_id": Column("Provision of the agreement.", "fire"),
    "provision_words": Column("What the provision says.", "No fire of any kind shall be opened."),
    "status": Column("breach, no_breach or undetermined.", "breach", hxl="#indicator+finding+code"),
    "belief_ppm": Column("How far the evidence proves a breach.", 750000, unit=PPM),
    "plausibility_ppm": Column("How far the evidence does not rule a breach out.", 1000000, unit=PPM),
    "contested": Column("Whether the readings of the parties disagree.", False),
    "attribution": Column("Rung of the ladder, from none_stated to attributed_by_decision.", "none_stated"),
    "attributed_to": Column(
        "Party to which a signed decision attributes it.", "side_a", null="no decision attributes it"
    ),
    "summary": Column("The finding in a sentence.", "Article 1: what is reported is a breach."),
    "label": Column("What is counted or measured.", "air"),
    "unit": Column("The unit.", "attack", hxl="#indicator+unit"),
    "value_low": Column("At least so many.", 1, unit="unit", null=_NOT_TOLD, hxl="#indicator+value+min+num"),
    "value_high": Column("At most so many.", 1, unit="unit", null=_NOT_TOLD, hxl="#indicator+value+max+num"),
    "previous_low": Column("The same of the period before, at least.", 0, unit="unit", null=_NOT_TOLD),
    "previous_high": Column("The same of the period before, at most.", 0, unit="unit", null=_NOT_TOLD),
    "suppressed": Column("Whether the number is so small that it is not told.", False),
    "incidents": Column("Incidents.", 121, hxl="#indicator+incidents+num"),
    "breaches": _BREACHES,
    "undetermined": _UNDETERMINED,
    "no_breach": Column("Incidents that breach nothing.", 0, hxl="#indicator+nobreach+num"),
    "observer_minutes": Column(
        "Minutes of observation: of a day, the mean of its week.",
        25000,
        unit="min",
        null="few watched, or the week is not over",
    ),
    "outage_minutes": Column(
        "Minutes in which watchers were out.", 800, unit="min", null="few watched, or the week is not over"
    ),
    "night_share_ppm": Column("Share of it at night.", 350000, unit=PPM, null="few watched, or the week is not over"),
    "in_force": Column("Whether the agreement is in force.", True),
    "rate_milli": Column(
        "Incidents per hundred hours of observation.", 4642, unit="thousandths", null="too little observation"
    ),
    "low_milli": Column("Lower end of its 95 % interval.", 4386, unit="thousandths", null="too little observation"),
    "high_milli": Column("Upper end of its 95 % interval.", 4909, unit="thousandths", null="too little observation"),
    "note": Column("Remark; empty text where there is none.", ""),
    "words": Column("In words.", "No fire of any kind shall be opened."),
    "citation": Column("Where it stands.", "Article 1"),
    "unattributed": Column("Breaches that no decision attributes.", 118),
    "check": Column("What was checked.", "sub_total"),
    "claimant": Column("Whose claim.", "Marrund Government", hxl="#group+claimant"),
    "as_of": Column("As of when.", "2025-06-26T00:00-02:00", hxl="#date+reported"),
    "verdict": Column("consistent, inconsistent or cannot_tell.", "consistent"),
    "restriction": Column("Kind of restriction on monitors.", "checkpoint"),
    "events": Column("How often.", 4, null=_NOT_TOLD),
    "minutes": Column("Minutes lost.", 240, unit="min", null=_NOT_TOLD),
    "at_least": Column("Whether there were more, on days on which they were too few to tell.", False),
    "since": Column(
        "Day of the rise that stands, or the first day in force.", "2025-07-18", null="no change of level stands"
    ),
    "reported_low": Column("Persons, at least, as reports state it.", 4, unit="persons", hxl="#affected+min"),
    "reported_high": Column("The same, at most.", 9, unit="persons", hxl="#affected+max"),
    "corroborated": Column("Of these, told of by two independent origins or more.", 2, unit="incidents"),
    "corroborated_incidents": Column("Of these, told of by two independent origins or more.", 2, unit="incidents"),
    "corroborated_low": Column("Persons in those, at least.", 2, unit="persons"),
    "corroborated_high": Column("Persons in those, at most.", 5, unit="persons"),
    "start": Column("When it begins, local time with offset.", "2025-07-01T08:00-02:00", hxl="#date+start"),
    "end": Column("When it ends.", "2025-07-01T16:00-02:00", hxl="#date+end"),
    "state": Column("ahead, running or over.", "over"),
    "bulletin": Column("Day with which the earlier bulletin ends.", "2025-07-29"),
    "was": Column("What it said.", "122"),
    "now": Column("What holds now.", "124"),
    "why": Column("later_evidence, other_program, other_rules or recalled.", "later_evidence"),
    "from_day": Column("First day of the week.", "2025-07-14", hxl="#date+start"),
    "until_day": Column("Last day of the week.", "2025-07-20", hxl="#date+end"),
    "of": Column("What is counted: incidents, weapons, civilians.", "incidents"),
    "low": Column("At least so many.", 21, hxl="#indicator+value+min+num"),
    "high": Column("At most so many.", 50, null="that many or more", hxl="#indicator+value+max+num"),
}

_KINDS: dict[str, tuple[type[msgspec.Struct], str, tuple[str, ...]]] = {
    "incidents": (b.PublicIncident, "A published incident, with the worst of what was found of it.", ("incident_id",)),
    "findings": (b.PublicFinding, "A published incident held against a provision.", ("finding_id",)),
    "places": (
        b.PublicPlaces,
        "A cell in a week: how much of what the mission alone knows lies in it.",
        ("from_day", "of", "cell"),
    ),
    "hot_spots": (b.PublicHotSpot, "A cell in which more happened than the watching there explains.", ("cell",)),
    "counts": (b.PublicCount, "A number with its unit, and the same of the period before.", ("label", "unit")),
    "days": (b.PublicDay, "A day: incidents by finding, and the effort behind them.", ("day",)),
    "rates": (b.PublicRate, "Incidents per hundred hours of observation.", ("label",)),
    "provisions": (
        b.PublicProvision,
        "A provision, and how many incidents were found to breach it.",
        ("provision_id",),
    ),
    "audits": (b.PublicAudit, "A check of a party's own numbers.", ("check", "claimant", "as_of", "words")),
    "harm": (b.PublicHarm, "Persons killed, or wounded, as reports state it.", ("of",)),
    "objects": (b.PublicObject, "Incidents that reports say hit one kind of object.", ("target",)),
    "windows": (
        b.PublicWindow,
        "A clause with a time of its own, and how it was kept.",
        ("provision_id", "start"),
    ),
    "corrections": (b.PublicCorrection, "A figure of an earlier bulletin that now is another.", ("bulletin", "of")),
    "restrictions": (b.PublicRestriction, "Restrictions on monitors of one kind.", ("restriction",)),
}
_ADDED = {
    "incidents": (("finding", True), ("counted", False), ("provisions", False), ("invented", False)),
    "places": (("invented", False),),
    "hot_spots": (("invented", False),),
}
#: where a name means another thing than in most tables
_OWN: dict[str, dict[str, Column]] = {
    "days": {"counted": _COUNTED},
    "provisions": {"counted": _COUNTED, "words": Column("What it says.", "No fire of any kind shall be opened.")},
    "audits": {"words": Column("What was found, in a sentence.", "The parts add up to the total.")},
    "windows": {"words": Column("What it says.", "No fire of any kind shall be opened.")},
    "harm": {"of": Column("killed or wounded.", "killed")},
    "corrections": {
        "of": Column("verdict, incidents, breaches, undetermined or recalled.", "breaches"),
        "words": Column("Why it was recalled; empty text otherwise.", ""),
    },
}
_TEXTS_IN_ONE = ("claimants", "source_classes", "texts")


def _schema(name: str) -> pa.Schema:
    fields = [field for field in (_field(f) for f in msgspec.structs.fields(_KINDS[name][0])) if field is not None]
    for added, nullable in _ADDED.get(name, ()):
        kind = pa.bool_() if added in ("counted", "invented") else pa.string()
        fields.append(pa.field(added, kind, nullable))
    return pa.schema(fields)


def _field(field: msgspec.structs.FieldInfo) -> pa.Field | None:
    """The column of a field; none for outlines, phrases and tables within a row."""
    hint = str(field.type)
    if field.name in _TEXTS_IN_ONE:
        return pa.field(field.name, pa.string(), nullable=False)
    base = hint.replace(" | None", "")
    kinds = {"<class 'str'>": pa.string(), "<class 'int'>": pa.int64(), "<class 'bool'>": pa.bool_()}
    kinds |= {"str": pa.string(), "int": pa.int64()}
    kind = pa.string() if base.startswith("typing.Literal") else kinds.get(base)
    return None if kind is None else pa.field(field.name, kind, nullable=hint.endswith(" | None"))


def _described(name: str) -> Described:
    columns = with_own(SHARED, PUBLIC[name].names, _OWN.get(name, {}))
    for field in PUBLIC[name]:
        if not field.nullable:
            columns[field.name] = msgspec.structs.replace(columns[field.name], null="")
    _, rows, key = _KINDS[name]
    return Described(rows, key, columns)


#: the tables of a bulletin by name, and what their columns mean
PUBLIC: dict[str, pa.Schema] = {name: _schema(name) for name in _KINDS}
PUBLIC_DESCRIBED: dict[str, Described] = {name: _described(name) for name in PUBLIC}
