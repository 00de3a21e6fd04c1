"""Scores extract on two small sets of own sentences, and measures its speed.

`text_small_practice.jsonl` was used while the rules were written. `text_small_held_out.jsonl` was written before the
rules and not looked at while they were tuned. Both are small and by the same hand: figures, not proof.

    python benchmarks/text_small.py [--misses] [--speed]
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import time
from collections import defaultdict
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from truceline.extract.extract import extract
from truceline.model.evidence import Document, EvidenceItem, Span
from truceline.model.mentions import AnyMention, EventMention, QuantityMention, Quote, Statement, TimeMention

HERE = Path(__file__).parent
_ARTICLE = re.compile(r"^(?:the|a|an)\s+", re.IGNORECASE)


def document(text: str, day: str | None, name: str = "x") -> Document:
    """A text whose paragraphs are parted by blank lines."""
    item = EvidenceItem(
        item_id=f"itm_{name}",
        sha256="",
        part="",
        media_type="text/plain",
        source="own",
        source_class="news",
        filename=name,
        reported_s=None,
        received_s=0,
    )
    return Document(item=item, text=text, body=(Span(0, len(text)),), published_day=day)


def plain(words: str | None) -> str:
    """Words without article, outer marks and final stop, for comparing."""
    return _ARTICLE.sub("", (words or "").strip(" \"'“”‘’.,")).lower()


def seconds(moment: str | None) -> int | None:
    return None if moment is None else int(datetime.fromisoformat(moment).replace(tzinfo=UTC).timestamp())


def wanted(row: dict[str, Any]) -> dict[str, list[object]]:
    """What the annotation says, in comparable form."""
    return {
        "quote span": [plain(words) for words, _ in row.get("quotes", ())],
        "quote speaker": [(plain(words), key) for words, key in row.get("quotes", ())],
        "statement": [plain(words) for words, _ in row.get("statements", ())],
        "statement speaker": [(plain(words), plain(speaker)) for words, speaker in row.get("statements", ())],
        "quantity": [
            tuple(None if v is None else v if isinstance(v, str) else round(v * 1000) for v in q)
            for q in row.get("quantities", ())
        ],
        "time": [(seconds(begin), seconds(end)) for _, begin, end in row.get("times", ())],
        "event": [kind for kind, *_ in row.get("events", ())],
        "event place": [(kind, place) for kind, place, *_ in row.get("events", ())],
        "event actor": [(kind, plain(actor)) for kind, _, actor, _ in row.get("events", ())],
        "event claimant": [(kind, plain(who)) for kind, _, _, who in row.get("events", ())],
    }


def given(mentions: Iterable[AnyMention], row: dict[str, Any]) -> dict[str, list[object]]:
    """What extract found, in the same form. An event's place agrees when the annotated name is in its first words."""
    found: dict[str, list[object]] = defaultdict(list)
    places = {place for _, place, *_ in row.get("events", ()) if place}
    for mention in mentions:
        if isinstance(mention, Quote):
            found["quote span"].append(plain(mention.text))
            found["quote speaker"].append((plain(mention.text), mention.speaker_id))
        elif isinstance(mention, Statement):
            found["statement"].append(plain(mention.text))
            found["statement speaker"].append((plain(mention.text), plain(mention.speaker)))
        elif isinstance(mention, QuantityMention):
            found["quantity"].append((mention.value_milli, mention.low_milli, mention.high_milli, mention.unit))
        elif isinstance(mention, TimeMention):
            found["time"].append((mention.from_s, mention.to_s))
        elif isinstance(mention, EventMention):
            first = mention.places[0] if mention.places else None
            known = next((place for place in sorted(places) if first and place in first), first)
            found["event"].append(mention.event_type)
            found["event place"].append((mention.event_type, known))
            found["event actor"].append((mention.event_type, plain(mention.alleged_actor)))
            found["event claimant"].append((mention.event_type, plain(mention.claimed_by)))
    return found


def score(path: Path, misses: bool) -> dict[str, tuple[int, int, int]]:
    """(right, given, wanted) for each field over the rows of a set."""
    totals: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0])
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines()):
        row = json.loads(line)
        mine = given(extract((document(row["text"], row["day"]),)), row)
        for field, right in wanted(row).items():
            left = list(mine.get(field, ()))
            hits = 0
            for value in right:
                if value in left:
                    left.remove(value)
                    hits += 1
                elif misses:
                    print(f"  {path.stem}:{number + 1} {field}: wanted {value}")
            if misses and left:
                print(f"  {path.stem}:{number + 1} {field}: too many {left}")
            for at, add in enumerate((hits, len(mine.get(field, ())), len(right))):
                totals[field][at] += add
    return {field: (a, b, c) for field, (a, b, c) in totals.items()}


def speed(copies: int) -> float:
    """Articles a second of one core (process time), each about 400 words, made of the practice sentences."""
    rows = [json.loads(line) for line in (HERE / "text_small_practice.jsonl").read_text(encoding="utf-8").splitlines()]
    texts: list[str] = []
    for start in range(copies):
        pieces: list[str] = []
        at = start
        while sum(len(piece.split()) for piece in pieces) < 400:
            pieces.append(rows[at % len(rows)]["text"])
            at += 1
        texts.append("\n\n".join(pieces))
    documents = [document(text, "2033-03-16", str(number)) for number, text in enumerate(texts)]
    begin = time.process_time()
    extract(documents)
    return copies / (time.process_time() - begin)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--misses", action="store_true")
    parser.add_argument("--speed", action="store_true")
    parser.add_argument("--set", choices=("practice", "held_out"))
    asked = parser.parse_args()
    for name in ("practice", "held_out"):
        if asked.set not in (None, name):
            continue
        print(name)
        for field, (hits, gave, want) in score(HERE / f"text_small_{name}.jsonl", asked.misses).items():
            f1 = 2 * hits / (gave + want) if gave + want else 1.0
            print(f"  {field:18} F1 {f1:.2f}  right {hits}  given {gave}  wanted {want}")
    if asked.speed:
        for copies in (10, 100, 1000):
            print(f"{copies} articles: {speed(copies):.0f}/s")
    return 0


if __name__ == "__main__":
    sys.exit(main())
