"""Telling the parts of a text apart takes linear time, whatever the text repeats.

Regular expressions hide their steps, so time of the processor is compared, with room for noise: work that grows with
the square would take sixty-four times as long for eight times the text.
"""

from __future__ import annotations

import time

import pytest

from truceline.sources.layout import lay_out

SMALL = 2_500
GROWTH = 8
ROOM = 3.5
NOISE_S = 0.1

RUNS = [
    " ", "\t", "\u00a0", "\n", "\r", "\ufeff", "\u200b", "a", "A", "1", ".", ". ", "-", "- ", "—", "|", "a | ", "> a ",
    "<", "&amp;", "#a ", "#a", "@a, ", "(", ")", '"', "© ", "× ", " ×", "• a\n", "a\n", "слово", "A. B ",
]  # fmt: skip
WORDS = [
    "By ", "By By John ", "8 January 2026 ", "on 2026-01-08T10:10 ", "January ", "12:30 ", "https://a.b/c ", "Share ",
    "Facebook ", "Read also: ", "Photo: ", "(Photo ", "date ", "Updated: ", "AFP ", "word\nword ", "Від автора ",
]  # fmt: skip
#: what stands before and behind the run, so that rules begin and fail
FRAMES = ["{}", "a{}b", "By{}x", "date{}x", "#a{}\nNext.", "Share {} ×"]


def seconds(text: str) -> float:
    """Time of the processor for one text."""
    begun = time.process_time()
    lay_out(text, "UTC")
    return time.process_time() - begun


def grows_too_fast(piece: str, frame: str) -> bool:
    """Whether it does so three times running: a pause of the machine happens once."""
    for _ in range(3):
        small = seconds(frame.format(repeated(piece, SMALL)))
        large = seconds(frame.format(repeated(piece, SMALL * GROWTH)))
        if large <= ROOM * GROWTH * small + NOISE_S:
            return False
    return True


def repeated(piece: str, length: int) -> str:
    return (piece * (length // len(piece) + 1))[:length]


@pytest.mark.parametrize("frame", FRAMES)
@pytest.mark.parametrize("pieces", [RUNS, WORDS], ids=["runs", "words"])
def test_time_grows_with_the_text_and_not_with_its_square(pieces: list[str], frame: str) -> None:
    lay_out("Warm-up.", "UTC")
    assert [piece for piece in pieces if grows_too_fast(piece, frame)] == []
