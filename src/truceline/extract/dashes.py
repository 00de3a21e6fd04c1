"""Quotation dashes: speech that a dash opens at the head of a paragraph, as dialogue is set in Ukrainian and Russian.

    — Ми тримаємося, — сказав він. — І будемо.
    — Where is the patrol? — asked the sergeant.

The attribution stands between dashes: a mark, a dash, a small letter. The span leaves out the dash and the comma
before the attribution. Bullets of a list and datelines are no speech: a run of paragraphs with dashes is dialogue only
if one of them has an attribution, or somebody asks and somebody answers.
"""

from __future__ import annotations

import re

from truceline.extract.pieces import Marked
from truceline.model.evidence import Span

#: a hyphen opens speech only where an attribution proves it
_OPENING = re.compile(r"(?:[—–―]|--?)\s+(?=[\"'“«„(]?(?:[^\W\d_a-zа-яіїєґё]|\d))")
_ATTRIBUTION = re.compile(r"(?P<mark>,|(?<![.!?…])[.!?…]+)\s(?:[—–―]|--?)\s+(?=[^\W\d_])")
#: "— Там, — Степан замовкає, — там били": a name and what whoever has it does, between two dashes
_GESTURE = re.compile(
    r"[А-ЯІЇЄҐЁ][\w'’ʼ-]{2,20}\s[а-яіїєґё'’ʼ-]{3,16}(?:є|ить|їть|ет|ит)\b[^.!?\n—–]{0,60}[,.]\s(?:[—–―])\s"
)
_RESUMES = re.compile(r"[,.:;!?…]\s(?:[—–―]|--?)\s+")
#: "ВІДЕНЬ, 3 травня. – Ми готові …, – сказала": a dash of speech behind the place that a report was sent from
_FILED = re.compile(
    r"[А-ЯІЇЄҐЁ][А-ЯІЇЄҐЁ'’ʼ-]{2,20}(?:,\s\d{1,2}\s[а-яіїє]{3,10})?\.?\s[—–―]\s+(?=[А-ЯІЇЄҐЁ][^.!?\n]{3,300}[,.!?…]\s[—–―]\s[а-яіїєґё])"
)
_I = re.compile(r"\b(?:я|ми|мы|нас|нам|нами|мені|мене|мне|меня|наш\w{0,4}|мій|моя|мой|моё)\b", re.IGNORECASE)
_FULL_STOPS = tuple(".!?…")
_CLOSING = "\"'”’»“)"


def dashed(text: str, paragraphs: tuple[Span, ...]) -> list[Marked]:
    """Every stretch of speech that a quotation dash opens, in order."""
    found: list[Marked] = []
    run: list[tuple[Span, int]] = []
    for paragraph in paragraphs:
        opening = _OPENING.match(text, paragraph.start, min(paragraph.end, paragraph.start + 12))
        if opening is not None:
            run.append((paragraph, opening.end()))
            continue
        if run:
            found.extend(_dialogue(text, run))
            run = []
        found.extend(_filed(text, paragraph))
    return [*found, *_dialogue(text, run)]


def _dialogue(text: str, run: list[tuple[Span, int]]) -> list[Marked]:
    attributed = [_attribution(text, begin, paragraph.end) is not None for paragraph, begin in run]
    asked = len(run) > 1 and any(_last(text, paragraph) == "?" for paragraph, _ in run)
    ended = all(_last(text, paragraph) in _FULL_STOPS for paragraph, _ in run)
    found: list[Marked] = []
    for (paragraph, begin), is_attributed in zip(run, attributed, strict=True):
        hyphen = text[paragraph.start] == "-"
        if is_attributed or ((any(attributed) or asked) and ended and not hyphen):
            found.extend(_speech(text, begin, paragraph.end))
    return found


def _filed(text: str, paragraph: Span) -> list[Marked]:
    """Speech behind a dateline: only in the first person, since the reporter's words stand there too."""
    head = _FILED.match(text, paragraph.start, paragraph.end)
    attribution = None if head is None else _attribution(text, head.end(), paragraph.end)
    if head is None or attribution is None or _I.search(text, head.end(), attribution.start()) is None:
        return []
    return _speech(text, head.end(), paragraph.end)


def _last(text: str, paragraph: Span) -> str:
    return text[paragraph.start : paragraph.end].rstrip(_CLOSING)[-1:]


def _attribution(text: str, start: int, end: int) -> re.Match[str] | None:
    """The mark and the dash before a small letter: there the reporter speaks."""
    for match in _ATTRIBUTION.finditer(text, start, end):
        if text[match.end()].islower() or _GESTURE.match(text, match.end(), end) is not None:
            return match
    return None


def _speech(text: str, start: int, end: int) -> list[Marked]:
    """Speech, attribution, speech: the stretches that are speech."""
    found: list[Marked] = []
    while start < end:
        attribution = _attribution(text, start, end)
        if attribution is None:
            found.append(Marked(start, end, 0, True, False, dash=True))
            break
        stop = attribution.start() if attribution["mark"] == "," else attribution.end("mark")
        if stop > start:
            found.append(Marked(start, stop, 0, True, False, dash=True))
        resumes = _RESUMES.search(text, attribution.end(), end)
        if resumes is None:
            break
        start = resumes.end()
    return found
