"""Articles of 400 words a second: extract, beside peers, in one run.

The articles are joined from labelled texts; names, figures and days vary from one to the next, so that no cache of
sentences can help. Seconds are of processor time, so that a busy machine counts little; each size runs twice, the
better one counts, and the growth from the first size to the last is printed.

Beside it runs what does least of all: words and marks cut by one regular expression, and spaCy's tokeniser with rules
for sentences, where it is installed. How many times as long extract takes is a figure that another machine, or a busy
one, hardly changes. Then the command itself on files, start included, on one processor and on all. Peers that do part
of the same work run in an interpreter of their own.
"""

from __future__ import annotations

import json
import os
import random
import re
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from reading.labels import LANGUAGES, document, load
from truceline.extract.extract import extract, params_of

_WORDS = 400
SIZES = (50, 100, 200)
_FILES = 600

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
            parts.append(_vary(draw.choice(pieces), draw, lang))
        out.append("\n\n".join(parts))
    return out


def _vary(text: str, draw: random.Random, lang: str) -> str:
    """Other figures and other (capitalised, non-initial) names of the same shape."""
    text = re.sub(r"(?<![\w:.-])\d{2,4}(?![\w:.-])", lambda m: str(draw.randrange(11, 30 + int(m[0]))), text)
    ending = draw.choice("abeiklmnorstu" if lang == "en" else "авеиклмнорсту")
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
        for line in _beside(lang, articles(folder, lang, SIZES[-1], 4)):
            print(f"{lang}  {line}")
        print(f"{lang}  {_command(articles(folder, lang, _FILES, 5))}")
        for tool in PEERS[lang] if peers else ():
            _peer(peers, lang, tool, articles(folder, lang, _PEER_TEXTS, 3))


def _beside(lang: str, texts: list[str]) -> Iterator[str]:
    """What cuts the same texts into words, and no more, in the same minute."""
    ours = min(_seconds(texts, f"{lang}{run}") for run in "ab")
    for name, work in _tokenisers(lang):
        start = time.process_time()
        work(texts)
        took = time.process_time() - start
        yield f"{name}: {len(texts) / took:.0f}/s   extract takes {ours / took:.1f} times as long"


def _tokenisers(lang: str) -> Iterator[tuple[str, Callable[[list[str]], object]]]:
    token = re.compile(r"\w+|[^\w\s]")
    yield "words by a regular expression", lambda texts: [token.findall(text) for text in texts]
    try:
        import spacy
    except ImportError:
        return
    blank = spacy.blank(lang)
    blank.add_pipe("sentencizer")
    blank("Warm.")
    yield "spaCy, tokeniser and sentencizer", lambda texts: [len(list(read.sents)) for read in blank.pipe(texts)]


def _command(texts: list[str]) -> str:
    """`truceline extract` on files, start included: articles a second of the clock, and of processor time."""
    run = [sys.executable, "-c", "from truceline.cli import main; main()", "extract"]
    shown = []
    with tempfile.TemporaryDirectory() as folder, tempfile.TemporaryDirectory() as answers:
        for number, text in enumerate(texts):
            Path(folder, f"{number:04}.txt").write_text(text, encoding="utf-8")
        everything = os.sched_getaffinity(0)
        for processors in (set(sorted(everything)[:1]), everything):
            os.sched_setaffinity(0, processors)
            before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
            subprocess.run([*run, folder, "-o", f"{answers}/found.jsonl"], check=True, capture_output=True)
            took, after = time.perf_counter() - start, resource.getrusage(resource.RUSAGE_CHILDREN)
            worked = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
            shown.append(f"{len(processors)}: {len(texts) / took:.0f}/s ({len(texts) / worked:.0f} of one's time)")
    return f"truceline extract on {len(texts)} files, processors  {'  '.join(shown)}"


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
