"""Articles of 400 words a second: extract, beside the peers that another interpreter has installed, in one run.

The articles are joined from labelled texts; names, figures and days vary from one to the next, so that no cache of
sentences can help. Seconds are of processor time, so that a busy machine counts little; each size runs twice, the
better one counts, and the growth from the first size to the last is printed.
"""

from __future__ import annotations

import json
import random
import re
import subprocess
import tempfile
import time
from pathlib import Path

from reading.labels import LANGUAGES, document, load
from truceline.extract.extract import extract, params_of

_WORDS = 400
SIZES = (50, 100, 200)

_PEER = r"""
import json, sys, time
texts, lang, tool = json.load(open(sys.argv[1])), sys.argv[2], sys.argv[3]
if tool == "spacy":
    import spacy
    nlp = spacy.load(next(m for m in spacy.util.get_installed_models() if m.startswith(lang + "_core")))
    work = lambda: [len(d.ents) for d in nlp.pipe(texts)]
elif tool == "textacy":
    import spacy
    from textacy.extract import direct_quotations
    nlp = spacy.load(next(m for m in spacy.util.get_installed_models() if m.startswith("en_core")))
    def one(doc):
        try:
            return list(direct_quotations(doc))
        except ValueError:  # it gives up on an odd number of marks
            return []
    work = lambda: [one(d) for d in nlp.pipe(texts)]
elif tool == "natasha":
    from natasha import Doc, NewsEmbedding, NewsNERTagger, Segmenter
    segmenter, tagger = Segmenter(), NewsNERTagger(NewsEmbedding())
    def one(text):
        doc = Doc(text); doc.segment(segmenter); doc.tag_ner(tagger); return len(doc.spans)
    work = lambda: [one(t) for t in texts]
elif tool == "dateparser":
    from dateparser.search import search_dates
    work = lambda: [search_dates(t, languages=[lang]) for t in texts]
elif tool == "quantulum3":
    from quantulum3 import classifier, parser
    classifier.USE_CLF = False  # its stored model does not load with today's scikit-learn
    work = lambda: [parser.parse(t) for t in texts]
start = time.process_time(); work(); print(time.process_time() - start)
"""
PEERS = {
    "en": ("spacy", "textacy", "dateparser", "quantulum3"),
    "uk": ("dateparser",),
    "ru": ("natasha", "dateparser"),
}
_PEER_TEXTS = 20


def articles(folder: Path, lang: str, number: int, seed: int) -> list[str]:
    """Texts of 400 words, each different."""
    draw = random.Random(f"{lang}{seed}")
    pieces = [row.text for row in load(folder, lang)]
    out = []
    for _ in range(number):
        parts: list[str] = []
        while sum(len(part.split()) for part in parts) < _WORDS:
            parts.append(_vary(draw.choice(pieces), draw))
        out.append("\n\n".join(parts))
    return out


def _vary(text: str, draw: random.Random) -> str:
    """Other figures and other (capitalised, non-initial) names of the same shape."""
    text = re.sub(r"(?<![\w:.-])\d{2,4}(?![\w:.-])", lambda m: str(draw.randrange(11, 30 + int(m[0]))), text)
    ending = draw.choice("abeiklmnorstu" if text.isascii() else "авеиклмнорсту")
    return re.sub(r"(?<=[a-zа-яіїєґ,] )([A-ZА-ЯІЇЄҐ][a-zа-яіїєґ]{3})(?=[a-zа-яіїєґ]{2})", lambda m: m[1] + ending, text)


def _seconds(texts: list[str], name: str) -> float:
    documents = [document(text, f"{name}{n}", 1_770_300_000, "Europe/Kyiv") for n, text in enumerate(texts)]
    params = params_of("Europe/Kyiv")
    start = time.process_time()
    for read in documents:
        extract((read,), params)
    return time.process_time() - start


def report(folder: Path, peers: Path | None) -> None:
    for lang in LANGUAGES:
        texts = articles(folder, lang, 5, 0)
        _seconds(texts, "warm")
        rates = {}
        for size in SIZES:
            best = min(_seconds(articles(folder, lang, size, run), f"{lang}{run}") for run in (1, 2))
            rates[size] = size / best
        growth = rates[SIZES[0]] / rates[SIZES[-1]]
        shown = "  ".join(f"{size}: {rate:.0f}/s" for size, rate in rates.items())
        print(f"{lang}  extract  {shown}   seconds for an article at the last size over the first: {growth:.2f}")
        for tool in PEERS[lang] if peers else ():
            _peer(peers, lang, tool, articles(folder, lang, _PEER_TEXTS, 3))


def _peer(interpreter: Path, lang: str, tool: str, texts: list[str]) -> None:
    with tempfile.NamedTemporaryFile("w", suffix=".json", encoding="utf-8") as stream:
        json.dump(texts, stream)
        stream.flush()
        done = subprocess.run(
            [str(interpreter), "-c", _PEER, stream.name, lang, tool], capture_output=True, text=True, check=False
        )
    lines = done.stdout.split()
    if done.returncode or not lines:
        reason = done.stderr.strip().splitlines()[-1:] or ["no answer"]
        print(f"{lang}  {tool}: not measured ({reason[0][:100]})")
    else:
        print(f"{lang}  {tool}: {len(texts) / float(lines[-1]):.1f}/s")
