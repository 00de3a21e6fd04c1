"""Derive on labelled pairs: derivation_pairs, the articles' own pairs, and ECB+ as a check for false alarms.

ECB+ has many newspapers' articles about one event, and about a similar event of the same topic. Its newspapers carry
agency copy, so that pairs of one event may truly be rewrites: they are counted and listed, not scored. Pairs of
different topics, or of the two events of a topic, are false alarms.
"""

from __future__ import annotations

import json
import re
from collections import Counter, defaultdict
from itertools import combinations, product
from pathlib import Path
from typing import Any

from reading.labels import LANGUAGES, document, load, seconds
from truceline.derive.derive import derive
from truceline.model.evidence import Document

_DERIVED = ("copy", "rewrite", "partial")


def report(folder: Path, data: Path | None, errors: int) -> None:
    if (folder / "articles" / "pairs.json").exists():
        _articles(folder, errors)
    if (folder / "articles" / "derive.json").exists():
        _synthetic(folder / "articles" / "derive.json", "own short reports", errors)
    parts = ("open", errors), ("practice", errors), ("sealed", 0)  # of the sealed one nobody reads errors
    for kind, (part, shown) in product(("retold", "conference"), parts):
        if (folder / kind / f"{part}.json").exists():
            _synthetic(folder / kind / f"{part}.json", f"{kind}, {part}", shown)
    if data is None:
        return
    source = data / "derivation_pairs" / "synth_gold.json"
    if source.exists():
        _synthetic(source, "derivation_pairs", errors)
    for name in ("Dev", "Train"):
        corpus = data / "ecbplus" / f"ECB_{name}_corpus.txt"
        if corpus.exists():
            _ecb(corpus, errors)


def relations(documents: list[Document]) -> dict[frozenset[str], str]:
    return {frozenset((p.a, p.b)): p.relation for p in derive(documents).pairs}


def _table(title: str, pairs: list[tuple[str, str, str]], documents: list[Document], errors: int) -> None:
    """`pairs` are (a, b, label). Says for each label which relations derive gave; silence is "none"."""
    found = relations(documents)
    given: dict[str, Counter[str]] = defaultdict(Counter)
    wrong = []
    for a, b, label in pairs:
        relation = found.get(frozenset((f"itm_{a}", f"itm_{b}")), "none")
        given[label][relation] += 1
        if label != "translation" and (relation in _DERIVED) != (label in ("copy", "rewrite", "partial")):
            wrong.append(f"    {label:12} {a} {b}: {relation}")
    print(f"{title}: {len(documents)} texts")
    for label, counts in sorted(given.items()):
        derived = sum(counts[relation] for relation in _DERIVED)
        total = counts.total()
        print(f"    {label:12} derived {derived}/{total} = {derived / total:.3f}   {dict(sorted(counts.items()))}")
    print(*wrong[:errors], sep="\n", end="\n" if wrong[:errors] else "")


def _articles(folder: Path, errors: int) -> None:
    rows = [row for lang in LANGUAGES for row in load(folder, lang) if (folder / "articles").is_dir()]
    labels = json.loads((folder / "articles" / "pairs.json").read_text("utf-8"))
    named = {(min(a, b), max(a, b)): label for a, b, label in labels}
    members = {name for pair in named for name in pair}
    rows = [row for row in rows if row.name in members or row.name.startswith("art-")]
    documents = [document(row.text, row.name, seconds(row.published), row.zone) for row in rows]
    pairs = [(*pair, named.get(pair, "other")) for pair in combinations(sorted(row.name for row in rows), 2)]
    _table("articles' pairs", pairs, documents, errors)


def _synthetic(source: Path, title: str, errors: int) -> None:
    gold = json.loads(source.read_text("utf-8"))
    documents = [document(row["text"], row["id"], None) for row in gold["docs"]]
    _table(title, [(p["a"], p["b"], p["label"]) for p in gold["pairs"]], documents, errors)


def _ecb(corpus: Path, errors: int) -> None:
    texts = _ecb_texts(corpus)
    found = relations([document(text, name, None) for name, text in texts.items()])
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    total: Counter[str] = Counter()
    listed: list[Any] = []
    for a, b in combinations(sorted(texts), 2):
        label = _ecb_label(a, b)
        total[label] += 1
        relation = found.get(frozenset((f"itm_{a}", f"itm_{b}")), "none")
        if relation in _DERIVED:
            counts[label][relation] += 1
            listed.append(f"    {label}: {a} {b}: {relation}")
    print(f"{corpus.name}: {len(texts)} articles; pairs called derived:")
    for label, number in sorted(total.items()):
        print(f"    {label:18} {counts[label].total()}/{number} = {counts[label].total() / number:.5f}")
    print(*listed[:errors], sep="\n", end="\n" if listed[:errors] else "")


def _ecb_texts(corpus: Path) -> dict[str, str]:
    words: dict[str, list[str]] = defaultdict(list)
    last: dict[str, str] = {}
    for row in corpus.read_text("utf-8").splitlines():
        parts = row.split("\t")
        if len(parts) < 4:
            continue
        name, sentence, _, word = parts[:4]
        if last.get(name, sentence) != sentence:
            words[name].append("\n")
        last[name] = sentence
        words[name].append(word)
    return {name: re.sub(r" +([,.;:!?')])", r"\1", " ".join(w)).replace(" \n ", "\n") for name, w in words.items()}


def _ecb_label(a: str, b: str) -> str:
    (one, first), (other, second) = (re.match(r"(\d+)_\d+(\w+)", name).groups() for name in (a, b))  # type: ignore[union-attr]
    if one != other:
        return "other topic"
    return "same event" if first == second else "like event of topic"
