"""The peers' finds on the same labelled texts, scored by the same rules.

They run in an interpreter of their own (`--peers PYTHON`) that has whichever of them is wanted: spaCy with a small
model (names in English), textacy (quotations in English), natasha (names in Russian), dateparser (times), quantulum3
(quantities in English; units are not asked of it). A point in time counts as its day, or as its minute when it has one.
"""

from __future__ import annotations

import json
import subprocess
import tempfile
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from reading.labels import LANGUAGES, Labelled, load
from reading.match import MATCHERS
from reading.scores import line, score
from truceline.model.mentions import AnyMention, PersonMention, PlaceMention, QuantityMention, Quote, TimeMention

_SCRIPT = r"""
import json, sys
rows, lang, tool = json.load(open(sys.argv[1])), sys.argv[2], sys.argv[3]
if tool == "spacy":
    import spacy
    nlp = spacy.load(next(m for m in spacy.util.get_installed_models() if m.startswith(lang + "_core")))
    kinds = {"PERSON": "person", "PER": "person", "GPE": "place", "LOC": "place"}
    def work(row):
        return [[kinds[e.label_], e.start_char, e.end_char, None] for e in nlp(row["text"]).ents if e.label_ in kinds]
elif tool == "textacy":
    import spacy
    from textacy.extract import direct_quotations
    nlp = spacy.load(next(m for m in spacy.util.get_installed_models() if m.startswith("en_core")))
    def work(row):
        out, doc = [], nlp(row["text"])
        try:
            for q in direct_quotations(doc):
                out.append(["quote", q.content.start_char, q.content.end_char, " ".join(t.text for t in q.speaker)])
        except ValueError:
            pass
        return out
elif tool == "natasha":
    from natasha import Doc, NewsEmbedding, NewsNERTagger, Segmenter
    segmenter, tagger, kinds = Segmenter(), NewsNERTagger(NewsEmbedding()), {"PER": "person", "LOC": "place"}
    def work(row):
        doc = Doc(row["text"]); doc.segment(segmenter); doc.tag_ner(tagger)
        return [[kinds[s.type], s.start, s.stop, None] for s in doc.spans if s.type in kinds]
elif tool == "dateparser":
    from datetime import datetime
    from dateparser.search import search_dates
    def work(row):
        base = datetime.fromisoformat(row["local"])
        settings = {"RELATIVE_BASE": base, "PREFER_DATES_FROM": "past"}
        found = search_dates(row["text"], languages=[lang], settings=settings)
        out, at = [], 0
        for words, moment in found or ():
            begin = row["text"].find(words, at)
            if begin >= 0:
                at = begin + len(words)
                out.append(["time", begin, at, moment.replace(tzinfo=None).isoformat()])
        return out
elif tool == "quantulum3":
    from quantulum3 import classifier, parser
    classifier.USE_CLF = False
    def work(row):
        return [["quantity", q.span[0], q.span[1], [q.value, q.uncertainty]] for q in parser.parse(row["text"])]
json.dump([work(row) for row in rows], sys.stdout)
"""
ASKED: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    ("spacy", "en", ("persons", "places")),
    ("textacy", "en", ("quotes",)),
    ("dateparser", "en", ("times",)),
    ("quantulum3", "en", ("quantities",)),
    ("dateparser", "uk", ("times",)),
    ("natasha", "ru", ("persons", "places")),
    ("dateparser", "ru", ("times",)),
)


def report(folder: Path, interpreter: Path) -> None:
    sets = {lang: load(folder, lang) for lang in LANGUAGES}
    for tool, lang, kinds in ASKED:
        rows = sets[lang]
        found, trouble = _run(interpreter, tool, lang, rows)
        if found is None:
            print(f"{lang}  {tool}: not measured ({trouble})")
            continue
        for kind in kinds:
            asked = [(row, mentions) for row, mentions in zip(rows, found, strict=True) if kind in row.kinds]
            print(f"{line(lang, score(kind, [MATCHERS[kind](_unitless(r), m) for r, m in asked]))}  ({tool})")


def _unitless(row: Labelled) -> Labelled:
    gold = {k: [g | {"unit": None} if k == "quantities" else g for g in items] for k, items in row.gold.items()}
    return Labelled(row.name, row.lang, row.published, row.zone, row.text, row.kinds, gold)


def _run(interpreter: Path, tool: str, lang: str, rows: list[Labelled]) -> tuple[list[list[AnyMention]] | None, str]:
    given = [{"text": row.text, "local": _local(row)} for row in rows]
    with tempfile.NamedTemporaryFile("w", suffix=".json", encoding="utf-8") as stream:
        json.dump(given, stream)
        stream.flush()
        command = [str(interpreter), "-c", _SCRIPT, stream.name, lang, tool]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        return None, (done.stderr.strip().splitlines() or ["no answer"])[-1][:100]
    answers = json.loads(done.stdout)
    return [[_mention(row, *a) for a in found] for row, found in zip(rows, answers, strict=True)], ""


def _local(row: Labelled) -> str:
    moment = datetime.fromisoformat(row.published.replace("Z", "+00:00"))
    return moment.astimezone(ZoneInfo(row.zone)).replace(tzinfo=None).isoformat()


def _mention(row: Labelled, kind: str, begin: int, end: int, value: Any) -> AnyMention:
    where = {
        "item_id": row.name,
        "start": begin,
        "end": end,
        "text": row.text[begin:end],
        "method": "peer",
        "confidence_ppm": 0,
    }
    if kind == "quote":
        return Quote(**where, speaker=value or None)
    if kind == "quantity":
        number, spread = value
        low, high = (round((number + sign * (spread or 0)) * 1000) for sign in (-1, 1))
        return QuantityMention(**where, value_milli=round(number * 1000), low_milli=low, high_milli=high)
    if kind == "time":
        moment = datetime.fromisoformat(value).replace(tzinfo=ZoneInfo(row.zone))
        clock = ":" in where["text"]
        first = moment if clock else moment.replace(hour=0, minute=0, second=0, microsecond=0)
        from_s = int(first.timestamp())
        return TimeMention(**where, from_s=from_s, to_s=from_s + (60 if clock else 86400))
    return PlaceMention(**where) if kind == "place" else PersonMention(**where, name=where["text"])
