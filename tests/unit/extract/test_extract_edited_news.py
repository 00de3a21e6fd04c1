"""Labelled reports in the manner of edited news: who said what, who is named. A floor: no rule may break another."""

from __future__ import annotations

import re
from pathlib import Path
from typing import NamedTuple

import pytest

from truceline.extract.extract import extract
from truceline.model.evidence import Document, EvidenceItem, Span
from truceline.model.mentions import AnyMention, PersonMention, Quote, Statement

TEXTS = sorted((Path(__file__).parents[2] / "data" / "edited_news").glob("*.txt"))


class Labelled(NamedTuple):
    document: Document
    statements: list[tuple[int, int, str]]
    speakers: list[tuple[int, str]]  # offset behind a closing mark, speaker
    persons: list[str]


def labelled(path: Path) -> Labelled:
    raw, _, persons = path.read_text(encoding="utf-8").partition("PERSONS:")
    letters: list[str] = []
    opened: list[tuple[str, int]] = []
    statements: list[tuple[int, int, str]] = []
    speakers: list[tuple[int, str]] = []
    at = 0
    for match in re.finditer(r"⟦([^|]*)\||(⟧)|\{([^{}]*)\}", raw):
        letters += raw[at : match.start()]
        at = match.end()
        if match[1] is not None:
            opened.append((match[1], len(letters)))
        elif match[2]:
            key, start = opened.pop()
            statements.append((start, len(letters), key))
        else:
            speakers.append((len(letters), match[3]))
    text = "".join(letters + list(raw[at:])).rstrip() + "\n"
    head = text.index("\n\n")
    body = tuple(Span(head + 2 + m.start(), head + 2 + m.end()) for m in re.finditer(r"[^\n]+", text[head + 2 :]))
    item = EvidenceItem("itm_x", "", "", "text/plain", "own", "news", path.name, None, 0)
    document = Document(item=item, text=text, body=body, headline=Span(0, head), language="en")
    return Labelled(document, statements, speakers, [name.strip() for name in persons.split(";") if name.strip()])


def read(path: Path) -> tuple[Labelled, tuple[AnyMention, ...]]:
    wanted = labelled(path)
    return wanted, extract((wanted.document,))


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.stem)
def test_every_quotation_has_its_speaker(path: Path) -> None:
    wanted, found = read(path)
    quotes = {quote.end: quote for quote in found if isinstance(quote, Quote)}
    for end, key in wanted.speakers:
        quote = quotes[end - 1]
        assert (quote.speaker_id or "-").rpartition("_")[2] == key.rpartition("_")[2], quote.text
    body = wanted.document.body[0].start
    assert sum(quote.start >= body for quote in quotes.values()) == len(wanted.speakers)


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.stem)
def test_every_person_is_named(path: Path) -> None:
    wanted, found = read(path)
    assert [one.text for one in found if isinstance(one, PersonMention)] == wanted.persons


def test_statements_with_their_speakers() -> None:
    right = missed = extra = 0
    for path in TEXTS:
        wanted, found = read(path)
        left = [one for one in found if isinstance(one, Statement)]
        for start, end, key in wanted.statements:
            best = max(left, key=lambda one: overlap(one, start, end), default=None)
            same = best is not None and (best.speaker_id or "-").rpartition("_")[2] == key.rpartition("_")[2]
            if best is not None and same and overlap(best, start, end) >= 0.6:
                left.remove(best)
                right += 1
            else:
                missed += 1
        extra += len(left)
    assert 2 * right / (2 * right + missed + extra) >= 0.9


def overlap(one: Statement, start: int, end: int) -> float:
    shared = max(0, min(one.end, end) - max(one.start, start))
    return shared / (max(one.end, end) - min(one.start, start))
