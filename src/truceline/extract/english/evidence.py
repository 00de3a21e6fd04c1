"""How a report knows: the evidence verbs of observers, and what is only assessed."""

from __future__ import annotations

import re

MONITORS = (
    r"(?:SMM|OSCE|[Mm]ission|[Mm]onitors?|[Oo]bservers?|[Ii]nspectors?|[Pp]atrols?|[Tt]eams?|UNIFIL|UNDOF|CTSAMVM|[Pp]eacekeepers"
    r"|[Mm]onitoring\s(?:group|team)|[Vv]erification\steam)"
)
#: strongest first, as in the taxonomy
EVIDENCE: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("saw", re.compile(rf"\b{MONITORS}(?:[^.;]{{0,60}}?)\s(?:saw|observed|witnessed|counted|seen)\b"
        rf"|\bour correspondents? saw\b")),
    ("camera_recorded", re.compile(r"\bcameras?\b[^.;]{0,80}?\brecord(?:ed|ing)\b|\brecorded by (?:an? "
        r"|the )?\w* ?cameras?\b", re.IGNORECASE)),
    ("imagery_revealed", re.compile(r"\b(?:imagery|unmanned aerial vehicles?|UAVs?"
        r"|satellites?)\b[^.;]{0,60}?\b(?:revealed|spotted|showed?|shows|shown|recorded|detected)\b", re.IGNORECASE)),
    ("heard", re.compile(rf"\b{MONITORS}(?:[^.;]{{0,60}}?)\sheard\b")),
    ("sensor_detected", re.compile(r"\b(?:seismic|acoustic|radars?|sensors?|seismograph\w*"
        r"|instruments)\b[^.;]{0,60}?\b(?:detected|recorded|picked up|registered|located)\b"
        r"|\bdetected by (?:seismic|acoustic|radars?|sensors?)\b", re.IGNORECASE)),
    ("corroborated", re.compile(rf"\b{MONITORS}(?:[^.;]{{0,40}}?)\s(?:corroborated|verified)\b")),
    ("followed_up", re.compile(r"\bfollow(?:ed|ing) up (?:on )?reports?\b", re.IGNORECASE)),
    ("was_told", re.compile(rf"\btold (?:the |a |our )?{MONITORS}\b|\b{MONITORS} (?:was|were) (?:told|informed)\b")),
)  # fmt: skip
ASSESSED = re.compile(
    r"\b(?:assessed (?:as|to be)|probably|possibly|presumably|apparently|likely|reportedly|allegedly|suspected)\b"
)
MONITOR_WORD = re.compile(rf"\b(?:{MONITORS}|access|passage)\b")
