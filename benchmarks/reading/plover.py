"""Event types on the PLOVER gold records: single sentences of newswire about politics and conflict.

PLOVER's classes are of politics at large; only those with a counterpart in the taxonomy ask for a type. For all of
them it is said how often anything was found. Records of what was agreed, demanded or rejected may also come out as a
statement with that stance or an agreement's element.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from pathlib import Path
from typing import Any

from reading.labels import document
from truceline.extract.extract import extract
from truceline.model.mentions import EventMention, Statement
from truceline.model.taxonomy import is_a

_FORCE = ("fire", "air", "ground", "attack_infrastructure", "attack_civilians", "mine", "harm", "abuse", "civil.riot")
COUNTERPARTS: dict[str, tuple[str, ...]] = {
    "FIGHT": _FORCE,
    "ASSAULT": _FORCE,
    "PROTEST": ("civil",),
    "COERCE": ("abuse", "restriction", "force", "politics", "attack_civilians", "harm"),
    "CONSULT": ("politics",),
    "AGREE": ("politics",),
    "THREATEN": ("speech", "force"),
    "MOBILIZE": ("force", "ground"),
    "SANCTION": ("politics", "force", "restriction"),
}


def report(path: Path, errors: int) -> None:
    if not path.exists():
        return
    asked: Counter[str] = Counter()
    right: Counter[str] = Counter()
    anything: Counter[str] = Counter()
    missed = []
    records = [record for record in _records(path) if record.get("text")]
    for number, record in enumerate(records):
        wanted = COUNTERPARTS.get(record["event"], ())
        found = extract((document(record["text"], f"plover{number}", None),))
        types = [m.event_type for m in found if isinstance(m, EventMention)]
        asked[record["event"]] += 1
        anything[record["event"]] += bool(types) or any(isinstance(m, Statement) for m in found)
        hit = any(is_a(code, want) for code in types for want in wanted)
        right[record["event"]] += hit
        if wanted and not hit:
            missed.append(f"    {record['event']:10} {types}: {record['text'][:160]}")
    print(f"PLOVER: {len(records)} records; counterpart found, and anything found")
    for event, total in sorted(asked.items()):
        typed = f"{right[event] / total:.2f}" if event in COUNTERPARTS else "  – "
        print(f"    {event:12} {total:4}  {typed}  {anything[event] / total:.2f}")
    print(*missed[:errors], sep="\n", end="\n" if missed[:errors] else "")


def _records(path: Path) -> list[dict[str, Any]]:
    """The file is JSON but for a few records with bad escapes, which are left out."""
    text = path.read_text("utf-8")
    decoder, records, at = json.JSONDecoder(strict=False), [], text.index("{")
    while at >= 0:
        try:
            record, end = decoder.raw_decode(text, at)
            records.append(record)
        except json.JSONDecodeError:
            end = at + 1
        following = re.compile(r"\n\s*\{").search(text, end)
        at = following.end() - 1 if following else -1
    return records
