"""Words of a hostile file on somebody's terminal: no control characters, and no more of them than can be read."""

from __future__ import annotations

_MOST = 1_200  # characters: a long list of advice fits, a dumped file does not


def printable(words: str, most: int = _MOST) -> str:
    """The words with everything that is not to be printed as an escape (line ends stay), the middle of long ones cut.

    Terminals obey control sequences, so a message that quotes a file must not carry any (CWE-150).
    """
    half = most // 2
    kept = words if len(words) <= most else f"{words[:half]} … {words[-half:]}"
    return "".join(
        letter if letter.isprintable() or letter == "\n" else letter.encode("unicode_escape").decode()
        for letter in kept
    )
