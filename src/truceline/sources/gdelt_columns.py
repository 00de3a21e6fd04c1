"""Columns of GDELT's tables, which come without a header.

Source: GDELT Event Database Codebook V2.0, http://data.gdeltproject.org/documentation/GDELT-Event_Codebook-V2.0.pdf
(61 columns of events, 16 of mentions); the daily files of version 1.0 have 58.
"""

from __future__ import annotations

from collections.abc import Sequence

_ACTOR = (
    *("Code", "Name", "CountryCode", "KnownGroupCode", "EthnicCode", "Religion1Code", "Religion2Code"),
    *("Type1Code", "Type2Code", "Type3Code"),
)
_GEO_2 = ("Type", "FullName", "CountryCode", "ADM1Code", "ADM2Code", "Lat", "Long", "FeatureID")
_GEO_1 = tuple(name for name in _GEO_2 if name != "ADM2Code")


def _events(geo: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(
        name.lower()
        for name in (
            *("GLOBALEVENTID", "SQLDATE", "MonthYear", "Year", "FractionDate"),
            *(f"Actor1{name}" for name in _ACTOR),
            *(f"Actor2{name}" for name in _ACTOR),
            *("IsRootEvent", "EventCode", "EventBaseCode", "EventRootCode", "QuadClass", "GoldsteinScale"),
            *("NumMentions", "NumSources", "NumArticles", "AvgTone"),
            *(f"Actor1Geo_{name}" for name in geo),
            *(f"Actor2Geo_{name}" for name in geo),
            *(f"ActionGeo_{name}" for name in geo),
            *("DATEADDED", "SOURCEURL"),
        )
    )


EVENTS_2 = _events(_GEO_2)
EVENTS_1 = _events(_GEO_1)
MENTIONS = tuple(
    name.lower()
    for name in (
        *("GLOBALEVENTID", "EventTimeDate", "MentionTimeDate", "MentionType", "MentionSourceName"),
        *("MentionIdentifier", "SentenceID", "Actor1CharOffset", "Actor2CharOffset", "ActionCharOffset"),
        *("InRawText", "Confidence", "MentionDocLen", "MentionDocTone", "MentionDocTranslationInfo", "Extras"),
    )
)


def cells_of(head: bytes) -> Sequence[str]:
    """The cells of the first line."""
    return head.split(b"\n", 1)[0].rstrip(b"\r").decode("utf-8", "replace").split("\t")
