"""Labelled texts: one JSON line for each sentence or snippet, or an article (`NN.txt`) with its `NN.gold.json`.

A line has `id`, `lang`, `published` (UTC), `zone`, `text`, the `kinds` it is labelled for, and `gold`. Every label has
its `start` and `end` in the text, but for events. `optional` labels are neither asked for nor counted against whoever
finds them; such a label over a `whole` headline excuses all that is found there.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

from msgspec.structs import replace

from truceline.extract.extract import extract, params_of
from truceline.model.evidence import Blob, Document, ReadContext
from truceline.model.ids import sha256_hex
from truceline.model.mentions import AnyMention
from truceline.sources.text import SOURCE

LANGUAGES = ("en", "uk", "ru")


@dataclass(frozen=True)
class Labelled:
    """One labelled text."""

    name: str
    lang: str
    published: str
    zone: str
    text: str
    kinds: tuple[str, ...]
    gold: dict[str, list[dict[str, Any]]]


def seconds(moment: str | None) -> int | None:
    """An ISO 8601 moment as epoch seconds."""
    return None if moment is None else int(datetime.fromisoformat(moment.replace("Z", "+00:00")).timestamp())


def document(text: str, name: str, published_s: int | None, zone: str = "UTC") -> Document:
    """A text as the plain-text connector reads it, with the time at which it came out."""
    data = text.encode()
    blob = Blob(sha256=sha256_hex(data), data=data, filename=f"{name}.txt", source="", received_s=0)
    (read,) = SOURCE.read(blob, ReadContext(time_zone=zone)).documents
    day = None if published_s is None else datetime.fromtimestamp(published_s, UTC).strftime("%Y-%m-%d")
    return replace(
        read,
        item=replace(read.item, item_id=f"itm_{name}", reported_s=published_s),
        published_s=published_s,
        published_day=day,
    )


@cache
def _params(zone: str) -> Any:
    return params_of(zone)


def read_of(labelled: Labelled) -> tuple[AnyMention, ...]:
    """What extract finds in it."""
    read = document(labelled.text, labelled.name, seconds(labelled.published), labelled.zone)
    found = extract((read,), _params(labelled.zone))
    for mention in found:
        if read.text[mention.start : mention.end] != mention.text:
            raise AssertionError(f"{labelled.name}: offsets {mention.start}-{mention.end} are not {mention.text!r}")
    return found


def load(folder: Path, lang: str) -> list[Labelled]:
    """The sentences and the articles of one language."""
    rows = []
    path = folder / f"{lang}.jsonl"
    if path.exists():
        rows += [_labelled(json.loads(line)) for line in path.read_text("utf-8").splitlines() if line]
    for gold in sorted((folder / "articles" / lang).glob("*.gold.json")):
        text = gold.with_name(gold.name.replace(".gold.json", ".txt")).read_text("utf-8")
        rows.append(_labelled(json.loads(gold.read_text("utf-8")) | {"text": text}))
    return rows


def _labelled(row: dict[str, Any]) -> Labelled:
    return Labelled(
        row["id"], row["lang"], row["published"], row["zone"], row["text"], tuple(row["kinds"]), row["gold"]
    )
