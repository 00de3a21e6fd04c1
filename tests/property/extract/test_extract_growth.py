"""Hostile text never takes more than linear time: eight times the text takes about eight times the time.

Regular expressions hide their steps, so time of the processor is compared, with room for noise: work that grows with
the square would take sixty-four times as long.
"""

from __future__ import annotations

import time

import pytest

from truceline.extract.extract import extract
from truceline.model.evidence import Document, EvidenceItem, Span

SMALL = 1_500
GROWTH = 8
#: more than linear by this factor fails; a square is a factor of eight
ROOM = 3.5
#: seconds that are noise, whatever the factor
NOISE_S = 0.1

RUNS = ["a", "A", "1", ".", ",", " ", "\n", '"', "'", "“", "«", "-", "(", "<", "&", "…", "\u200b", "\u0301", "ы", "І"]
ALTERNATING = [
    "a ", "A ", "A. ", "A.", "1,", "1.", "1 ", "1-", ", ", "; ", ". ", '"a ', "“a ", "«a ", "'a ", "s' ", "“a” ",
    "n't ",
    "<a ", "<script>", "&amp;", "aа", "a\u0301", "- ", "— ", "\n— А, — а", "\n- a", "\t", "5% ", "$5 ", "+1 ", "20:",
    "2026-", "5 km ", "« ", "(a) ", "A’s ", "Аа ", "А. ", "х, — х",
    '“a "b ‘c ', '"“«‘a ', "1-2-", "12–3 — ", "1,234,", "9 – ", "(1) ",
]  # fmt: skip
WORDS = [
    "said ", "Al said ", "said that the ", "according to ", ", who ", "in the words of ", "Al ", "Al de ", "Al-",
    "Al, ",
    "the ", "of ", "and ", "not ", "if ", "on Monday ", "in Al and ", "near Al, ", "killed 5 ", "millions of ",
    "hundred ",
    "security guarantees ", "plan rejected ", "Secretary General ", 'He said "a b c d". ', "X, a minister, ",
    "не ", "сказав, що ", "за словами ", "у місті Ала ", "Іван Іваненко ", "два десятки ", "в понедельник ", "сто ",
    "a truce signed in Al on ", "agreed to ", "Under the plan, ", "would open ", "who would lead ",
    "From Monday, until ",
    "by Monday evening ", "half past ", "accused each other of ", "Had the ", "was still being ", "Al shrugged. ",
    "The parties shall be moved and ", "hereby agree, forces shall move to ", "сторони домовилися про таке: відводять ",
    "Стороны прекращают огонь. ", "утверждения об ударе ",
]  # fmt: skip


def document(text: str, language: str) -> Document:
    item = EvidenceItem("itm_x", "", "", "text/plain", "own", "news", "x.txt", None, 0)
    return Document(item=item, text=text, body=(Span(0, len(text)),), published_day="2026-01-08", language=language)


def seconds(text: str, language: str) -> float:
    """Time of the processor for one run."""
    begun = time.process_time()
    extract((document(text, language),))
    return time.process_time() - begun


def grows_too_fast(piece: str, language: str) -> bool:
    """Whether it does so three times running: a pause of the machine happens once."""
    for _ in range(3):
        small = seconds(repeated(piece, SMALL), language)
        large = seconds(repeated(piece, SMALL * GROWTH), language)
        if large <= ROOM * GROWTH * small + NOISE_S:
            return False
    return True


def repeated(piece: str, length: int) -> str:
    return (piece * (length // len(piece) + 1))[:length]


@pytest.mark.parametrize("language", ["en", "uk", "ru"])
@pytest.mark.parametrize("pieces", [RUNS, ALTERNATING, WORDS], ids=["runs", "alternating", "words"])
def test_time_grows_with_the_text_and_not_with_its_square(pieces: list[str], language: str) -> None:
    extract((document("Warm-up.", language),))
    assert [piece for piece in pieces if grows_too_fast(piece, language)] == []
