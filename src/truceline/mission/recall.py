"""A bulletin is recalled: said in the record and beside its files. What was released stays where it is."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from truceline.mission.asking import Asker, require
from truceline.mission.folder import Mission
from truceline.mission.release_lines import RecallLine, ReleaseLine, recalls, releases
from truceline.model.errors import UsageError
from truceline.model.ids import sha256_hex
from truceline.ports import Clock
from truceline.publish.words import words
from truceline.stores.files import make_folder, write_atomic
from truceline.stores.record import Record


def recall(
    mission: Mission, record: Record, bulletin: str, why: str, who: Asker, clock: Clock
) -> tuple[RecallLine, tuple[Path, ...]]:
    """Recall a bulletin, named by its id or its day (then the last one of that day), and write the notices.

    Raises UsageError when it was never released, or is recalled already; RefusedError for whoever may not.
    """
    require(record, who, "recall", "bulletin", "released", clock)
    found = _released(record, bulletin)
    done = recalls(record)
    if any(line.bulletin_id == found.bulletin_id for line in done):
        raise UsageError(f"{found.bulletin_id} is recalled already", advice="Its notice stands beside it.")
    day = next(iter(found.files)).partition("/")[0]
    number = 1 + sum(line.day == day for line in done)
    at_s = clock.now_s()
    notices = {
        f"{day}/recall-{number}.{language}.txt": _notice(mission, language, found, why, at_s)
        for language in mission.settings.languages
    }
    hashes = {name: sha256_hex(data) for name, data in notices.items()}
    line = RecallLine(found.bulletin_id, day, why, who.name, at_s, hashes)
    record.append([("recall", line)])
    make_folder(mission.bulletins_path / day)
    for name, data in notices.items():
        write_atomic(mission.bulletins_path / name, data)
    return line, tuple(mission.bulletins_path / name for name in notices)


def _released(record: Record, bulletin: str) -> ReleaseLine:
    of_it = [
        line
        for line in releases(record)
        if bulletin in (line.bulletin_id, next(iter(line.files), "").partition("/")[0])
    ]
    if not of_it:
        raise UsageError(
            f"no bulletin {bulletin!r} was released",
            advice="Name it by its day (2026-01-08) or by the id at its end (bul_…).",
        )
    return of_it[-1]


def _notice(mission: Mission, language: str, release: ReleaseLine, why: str, at_s: int) -> bytes:
    spoken = words(language)
    lines = [
        spoken.say("recall_title", mission=mission.settings.name),
        "",
        spoken.say(
            "recall_words",
            bulletin=release.bulletin_id,
            moment=f"{datetime.fromtimestamp(at_s, UTC):%Y-%m-%d}",
            why=why,
        ),
        "",
        spoken.say("recall_files"),
        *(f"{digest}  {name}" for name, digest in sorted(release.files.items())),
    ]
    return ("\n".join(lines) + "\n").encode()
