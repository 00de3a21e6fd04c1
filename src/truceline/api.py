"""Truceline from Python, for notebooks and scripts: `import truceline as tl`.

texts = tl.read({"wire": "Shelling killed two in Kharkiv, the governor said."})       # who said what, what happened
origins = tl.derive(["wire.txt", "gazette.txt"])                                       # which texts are one witness
merged = tl.fuse(["acled.csv", "ged.csv"])                                             # which rows are one incident
found = tl.assess(merged, "agreement.toml")                                            # which of them is a breach
series = tl.measure("fires.csv", truce="2025-04-19..2025-04-21")                       # is it holding?
claims = tl.audit("claims.csv")                                                        # do the parties' figures add up?
mission = tl.open("north")                                                             # a mission folder

Each is the filter of the same name on the command line, on paths, data frames that speak the Arrow C stream (pandas,
polars, pyarrow, DuckDB) or lists of dicts. Each answer shows itself in a notebook, and has `to_arrow()`, `to_pandas()`
and, where it has places, `to_geopandas()`; `lang` ("en", "uk", "ru") is the language of what it shows. Errors are
TrucelineErrors: what was found, where, what to do.
"""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from truceline.model.agreement import Agreement
from truceline.notebook.audited import Audited
from truceline.notebook.derived import Origins
from truceline.notebook.findings import Findings
from truceline.notebook.measured import Measured
from truceline.notebook.merged import Merged
from truceline.notebook.mission import Mission
from truceline.notebook.reading import Reading
from truceline.ports import Engine

__all__ = ["Merged", "assess", "audit", "derive", "fuse", "measure", "open", "read"]

#: a path of a table, a data frame that speaks the Arrow C stream, or rows as dicts
Table = Any
#: the text itself, a path, a dict with `id` and `text`; several of them; or a mapping of names to texts or paths
Texts = Any


def read(texts: Texts, *, published: str = "", zone: str = "UTC", lang: str = "en") -> Reading:
    """Who said what, and what happened, in texts: as `truceline extract`.

    Args:
        texts: texts, paths of text or HTML files or of folders, dicts with `id` and `text` (and optionally `published`,
            `source`, `url`), or a mapping of names to texts or paths.
        published: the day (YYYY-MM-DD) of texts that do not say theirs: without one "on Thursday" is no day.
        zone: time zone (IANA) in which the texts are read.
        lang: language of what is shown.

    Raises InputError where there is no text, UsageError for an unknown zone.
    """
    import msgspec

    from truceline.extract.extract import params_of
    from truceline.filters.texts import KINDS, day_of, lines_of, said_by
    from truceline.notebook.card import spoken
    from truceline.notebook.given import texts_of

    spoken(lang)
    params_of(zone)
    given, notes = texts_of(texts, zone, day_of(published) if published else "")
    lines: list[dict[str, Any]] = []
    for text in given:
        said = said_by(text.document, zone)
        found, told = lines_of(text.document, said, text.written, text.name, frozenset(KINDS))
        lines += [msgspec.json.decode(line) for _, line in found]
        notes += told
    return Reading(tuple(given), tuple(lines), tuple(notes), zone, lang)


def derive(texts: Texts, *, window_days: int = 7, zone: str = "UTC", lang: str = "en") -> Origins:
    """Which texts are copies or rewrites of one another, and so one origin: as `truceline derive --changes`.

    Args:
        texts: as for `read`; feeds and items.jsonl are read too.
        window_days: texts published further apart are not compared.
        zone: time zone (IANA) in which times are read and shown.
        lang: language of what is shown.

    Raises InputError where there is no text.
    """
    import msgspec

    from truceline.derive.derive import derive_shelf
    from truceline.derive.params import DeriveParams
    from truceline.derive.shelf import shelved
    from truceline.filters.changes import changes_of
    from truceline.filters.compared import lines_of, texts_of
    from truceline.notebook import given
    from truceline.notebook.card import spoken
    from truceline.stores.silence import SilentProgress

    spoken(lang)
    known, notes = given.texts_of(texts, zone, "", compared=True)
    shelf = shelved(text.document for text in known)
    derived = derive_shelf(shelf, DeriveParams(window_days=window_days), SilentProgress())
    details = changes_of([text.document for text in known], derived.pairs, zone)
    names = {text.document.item_id: text.name for text in known}
    said = lines_of(derived, names, texts_of(derived, shelf), dict(details))
    lines = tuple(msgspec.json.decode(msgspec.json.encode(line)) for line in said)
    return Origins(tuple(known), lines, derived.pairs, tuple(notes), zone, lang)


def fuse(
    tables: Sequence[Table] | Mapping[str, Table],
    map: str | Path | None = None,
    zone: str = "UTC",
    decisions: str | Path | None = None,
    engine: Engine | None = None,
    lang: str = "en",
) -> Merged:
    """Which rows of one or several tables of events report one incident: as `truceline fuse`.

    Args:
        tables: paths of CSV files, data frames, or lists of dicts; a mapping gives each its name. ACLED, UCDP GED, GTD,
            SCAD, VIINA and GDELT are recognised by their columns; others have the columns of `events.csv`, or a map.
        map: map.toml, as a path or as its text.
        zone: time zone (IANA) of times without an offset.
        decisions: a CSV of rulings on pairs of rows (a, b, same, who, why).
        engine: where pairs are searched, such as `truceline.engines.spark.SparkEngine()`; None for this process.
        lang: language of what is shown.

    Raises InputError for a table in which there are no events.
    """
    from truceline.fuse.fuse import fuse as put_together
    from truceline.merging.decisions import decisions_of
    from truceline.merging.given import given_of
    from truceline.model.errors import UsageError
    from truceline.stores.blob_file import blob_of_file

    if isinstance(tables, (str, os.PathLike)):
        raise UsageError(f"{str(tables)!r} is one path", advice="Give a list of tables: tl.fuse([path, …]).")
    named = list(tables.items()) if isinstance(tables, Mapping) else [(None, table) for table in tables]
    blobs = [_blob(table, name, n) for n, (name, table) in enumerate(named, 1)]
    if not blobs:
        raise UsageError("no table to merge", advice="Give at least one: tl.fuse([path, …]).")
    given = given_of(blobs, _text(map), zone)
    ruled = () if decisions is None else decisions_of(blob_of_file(Path(decisions)), given.observations)
    return Merged(given, put_together(given.observations, decisions=ruled, engine=engine), ruled, lang)


def assess(
    incidents: Table | Merged,
    agreement: str | Path | Agreement,
    *,
    zones: str | Path | Mapping[str, Any] | None = None,
    effort: Table | None = None,
    zone: str = "UTC",
    lang: str = "en",
) -> Findings:
    """Is each incident a breach? As `truceline assess`: three values, with the tree of reasons.

    Args:
        incidents: what `fuse` returned, a table of incidents of a mission, or any table with the columns incident_id,
            type, start, lat and lon.
        agreement: agreement.toml, as a path or as its text.
        zones: GeoJSON of its zones, as a path or as a dict; by default zones.geojson beside the agreement.
        effort: who watched what, when: clocks of silence need it.
        zone: time zone (IANA) of times without an offset.
        lang: language of the reasons and of what is shown.

    Raises AgreementError for an agreement that cannot be applied, InputError for a table without incidents.
    """
    from truceline.filters.assessed import explained, read_effort
    from truceline.notebook.card import spoken
    from truceline.notebook.given import agreement_of, incidents_of, table_blob

    spoken(lang)
    applied = agreement if isinstance(agreement, Agreement) else agreement_of(agreement, zones)
    table, notes = incidents_of(incidents, zone)
    watched, more = (None, ()) if effort is None else read_effort(table_blob(effort, "effort"), zone)
    found = list(explained(table, applied, watched, lang))
    reached = frozenset(finding.finding_id for finding, reaches in found if reaches)
    return Findings(tuple(finding for finding, _ in found), reached, applied, (*notes, *more), lang)


def measure(
    series: Table | Mapping[str, float],
    truce: str | tuple[Any, Any] | None = None,
    *,
    effort: Table | None = None,
    value: str | None = None,
    zone: str = "UTC",
    cut_off: str = "00:00",
    lang: str = "en",
) -> Measured:
    """Is a truce holding, eroding or collapsed, by a daily series? As `truceline measure`.

    Args:
        series: a table with `date` and `value` (and optionally low, high, effort, heavy, reported), or a mapping of
            days to figures.
        truce: time in force, half-open: "2016-02-27..2016-04-09", "2020-07-27..", or a pair of days or times of which
            the second may be None.
        effort: observation effort: a table with date and hours, or rows of watchers with start and end.
        value: the column with the figure, if not `value`.
        zone: time zone (IANA) of the days and of times without an offset.
        cut_off: time of day at which a day of the series ends.
        lang: language of what is shown.

    Raises InputError for a table that is no series of days, UsageError for a span or a column that there is not.
    """
    from truceline.filters.measured import hold
    from truceline.notebook.card import spoken
    from truceline.notebook.given import series_blob, span_words, table_blob

    spoken(lang)
    watched = None if effort is None else table_blob(effort, "effort")
    return Measured(hold(series_blob(series, "series"), span_words(truce), watched, value, zone, cut_off), lang)


def audit(claims: Table, *, truce: str | tuple[Any, Any] | None = None, zone: str = "UTC", lang: str = "en") -> Audited:
    """Do the parties' own figures add up, share a window and a unit, and may they be compared? As `truceline audit`.

    Args:
        claims: a table with claimant, against, as_of, window_start, window_end, category, count, qualifier, and
            optionally unit, parent, source_url and note.
        truce: time in force, as for `measure`: also tells whether the totals cover it.
        zone: time zone (IANA) of times without an offset.
        lang: language of what is shown.

    Raises InputError where no row can be used.
    """
    from truceline.filters.audited import read_claims
    from truceline.filters.moments import span_s
    from truceline.measure.audit import audit as held_together
    from truceline.notebook.card import spoken
    from truceline.notebook.given import span_words, table_blob

    spoken(lang)
    read_, notes = read_claims(table_blob(claims, "claims"), zone)
    words = span_words(truce)
    return Audited(read_, held_together(read_, span_s(words, zone) if words else None), notes, lang)


def open(folder: str | Path, *, who: str | None = None, purpose: str = "", lang: str = "en") -> Mission:
    """A mission folder with every stage up to date: its tables, its incidents with why, its bulletin drawn.

    Args:
        folder: the mission, as `truceline init` makes it.
        who: who takes tables, in a mission with roles: the name of a key.
        purpose: what they are for; kept in the record of a mission with roles.
        lang: language of what is shown.

    Raises MissionError for what is no mission, is locked or sealed; RefusedError where roles do not allow it.
    """
    from truceline.notebook.mission import open_folder

    return open_folder(folder, who, purpose, lang)


def _text(map: str | Path | None) -> str | None:
    if isinstance(map, Path) or (isinstance(map, str) and "\n" not in map and map.endswith(".toml")):
        return Path(map).read_text(encoding="utf-8-sig")
    return map


def _blob(table: Table, name: str | None, number: int) -> Any:
    from truceline.notebook.given import table_blob
    from truceline.stores.blob_file import blob_of_file

    if isinstance(table, (str, os.PathLike)):
        return blob_of_file(Path(table), name)
    return table_blob(table, name or f"table {number}")
