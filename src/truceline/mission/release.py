"""From a mission's answers to the files of a bulletin, and the line in the record that binds their bytes."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import msgspec
import pyarrow.compute as pc

from truceline.mission.annex import render_geopackage, render_geoparquet, render_hxl, render_xlsx
from truceline.mission.bulletin_kinds import Wanted, folder_of, period_wanted
from truceline.mission.bulletin_material import Sources, counted_again, material_of
from truceline.mission.folder import Mission, cut_off_minutes
from truceline.mission.proofs import PROOF_NAME
from truceline.mission.release_lines import ReleaseLine, releases
from truceline.mission.released_proofs import figures_in, renew_proofs
from truceline.model.agreement import Agreement
from truceline.model.bulletin import Bulletin, PublicScore
from truceline.model.errors import RecordError, UsageError
from truceline.model.ids import sha256_hex
from truceline.model.measures import Verdict
from truceline.model.period import Period, reporting_day
from truceline.pipeline import Outcome
from truceline.publish.cap import render_cap
from truceline.publish.crate import CRATE_NAME, render_crate
from truceline.publish.geojson import render_geojson
from truceline.publish.html import render_html
from truceline.publish.json import render_json
from truceline.publish.markdown import render_markdown
from truceline.publish.pdf import render_pdf
from truceline.publish.pmtiles import render_pmtiles
from truceline.publish.stix import render_stix
from truceline.publish.tables import render_csv
from truceline.record.listed import listed_in
from truceline.record.redact import redact
from truceline.stores.files import make_folder, write_atomic
from truceline.stores.record import Record

#: by the ending of the file; html, md and pdf exist once for each language
RENDERERS: dict[str, Callable[[Bulletin, str], bytes]] = {
    "html": render_html,
    "md": render_markdown,
    "pdf": render_pdf,
    "json": lambda bulletin, _: render_json(bulletin),
    "geojson": lambda bulletin, _: render_geojson(bulletin),
    "csv": lambda bulletin, _: render_csv(bulletin),
    "xlsx": lambda bulletin, _: render_xlsx(bulletin),
    "gpkg": lambda bulletin, _: render_geopackage(bulletin),
    "parquet": lambda bulletin, _: render_geoparquet(bulletin),
    "pmtiles": lambda bulletin, _: render_pmtiles(bulletin),
    "hxl": lambda bulletin, _: render_hxl(bulletin),
    "cap": lambda bulletin, _: render_cap(bulletin),
    "stix": lambda bulletin, _: render_stix(bulletin),
}

#: what tells how all other files came about: made from them, last
CRATE = "crate"
FORMATS: tuple[str, ...] = (*RENDERERS, CRATE)
#: what the service makes: pages, the data annex, and what people open by hand
USUAL: tuple[str, ...] = ("html", "md", "pdf", "json", "geojson", "csv")
#: formats with words of their own
_SPOKEN = frozenset({"html", "md", "pdf"})
#: endings of formats that share theirs with others
_ENDINGS = {"hxl": "hxl.csv", "cap": "cap.xml", "stix": "stix.json"}


Scorer = Callable[[Outcome, Verdict], tuple[PublicScore, ...]]


def bulletin_of(
    mission: Mission,
    record: Record,
    outcome: Outcome,
    agreement: Agreement | None,
    day: date | Wanted | None,
    score: Scorer | None = None,
    *,
    until_s: int | None = None,
) -> Bulletin:
    """The bulletin of the period that ends with `day` (by default the last day of which the evidence speaks), or the
    one that is wanted.

    `score`, where the truth is known, says how well the outcome met it. `until_s` is the hour up to which the outcome
    knows the evidence: what came in later is not in the digest either.
    """
    wanted = day if isinstance(day, Wanted) else Wanted(last_day=day)
    period = period_wanted(mission, wanted, _newest(mission, outcome, wanted.last_day))
    material = material_of(Sources(mission, record, outcome, agreement, until_s), wanted, period)
    if score:
        material = msgspec.structs.replace(material, scores=score(outcome, material.verdict))
    listed = listed_in(material, mission.release_policy)
    if not wanted.scope.whole:
        material = counted_again(material, listed.incidents)
    return redact(material, mission.release_policy, listed)


def period_of(mission: Mission, outcome: Outcome, day: date | None) -> Period:
    """The period that ends with `day`, or with the last day of the evidence."""
    return period_wanted(mission, Wanted(last_day=day), _newest(mission, outcome, day))


def _newest(mission: Mission, outcome: Outcome, day: date | None) -> date:
    """The day asked for, or the last one of the evidence."""
    if day is not None:
        return day
    last_s = last_moment_s(outcome, mission.settings.zone)
    if last_s is None:
        raise UsageError(
            "the mission holds no evidence with a time, so there is no day to report on",
            advice="Take evidence in first: truceline ingest MISSION PATH",
        )
    return reporting_day(last_s, mission.settings.zone, cut_off_minutes(mission.settings.cut_off))


def last_moment_s(outcome: Outcome, zone: str) -> int | None:
    """The last moment of which any evidence speaks; a text of which only the day is known speaks of its noon."""
    moments = [d.published_s for d in outcome.documents if d.published_s is not None]
    days = (d.published_day for d in outcome.documents if d.published_s is None and d.published_day)
    moments += [int(datetime.fromisoformat(f"{day}T12:00").replace(tzinfo=ZoneInfo(zone)).timestamp()) for day in days]
    moments += [claim.window_end_s - 1 for claim in outcome.claims]
    for table, column in ((outcome.observations, "start_s"), (outcome.effort, "start_s")):
        if table.num_rows:
            moments.append(pc.max(table[column]).as_py())
    return max(moments, default=None)


def publish(
    mission: Mission, record: Record, bulletin: Bulletin, languages: tuple[str, ...], formats: tuple[str, ...]
) -> tuple[Path, ...]:
    """Bind the hashes of the bulletin's files in the record, then write them. The same bytes are released once.

    In this order a process that is killed in between leaves a release without its files, and never a file without its
    release.
    """
    return let_out(mission, record, bulletin.bulletin_id, day_of(bulletin), rendered(bulletin, languages, formats))


def rendered(bulletin: Bulletin, languages: tuple[str, ...], formats: tuple[str, ...]) -> dict[str, bytes]:
    """The files of a bulletin by name: the exact bytes that leave, or that wait for signatures."""
    made: dict[str, bytes] = {}
    for form in formats:
        if form == CRATE:
            continue
        ending = _ENDINGS.get(form, form)
        for language in languages if form in _SPOKEN else ("",):
            name = f"bulletin.{language}.{ending}" if language else f"bulletin.{ending}"
            made[name] = RENDERERS[form](bulletin, language)
    if CRATE in formats:
        made[CRATE_NAME] = render_crate(bulletin, made)
    return made


def let_out(
    mission: Mission, record: Record, bulletin_id: str, day: str, files: dict[str, bytes], approved: str = ""
) -> tuple[Path, ...]:
    """Bind the hashes of files in the record, then write them below bulletins/. `approved` is the signed statement.

    In this order a process that is killed in between leaves a release without its files, and never a file without its
    release. Raises RecordError for a bulletin that two people must sign and have not.
    """
    if mission.policy.approvals and not approved:
        raise RecordError(
            "this mission's bulletins leave with two signatures, and this one has none",
            where=day,
            advice="Make a draft with truceline bulletin, and have it signed: truceline release approve.",
        )
    hashes = {f"{day}/{name}": sha256_hex(files[name]) for name in sorted(files)}
    figures = figures_in(files)
    line = ReleaseLine(bulletin_id, hashes, figures, approved)
    if line not in releases(record):
        record.append([("release", line)])
    folder = mission.bulletins_path / day
    make_folder(folder)
    for name, data in files.items():
        write_atomic(folder / name, data)
    renew_proofs(mission, record, day)
    written, proof = tuple(folder / name for name in files), folder / PROOF_NAME
    return (*written, proof) if figures is not None and proof.exists() else written


def day_of(bulletin: Bulletin) -> str:
    """The name of its folder: the local day that its period ends with, and the kind of any but a daily one."""
    return folder_of(bulletin, int(datetime.fromisoformat(bulletin.period_end).timestamp()))
