"""Words of a hostile file on somebody's terminal: no control characters, and no more of them than can be read."""

from __future__ import annotations

#: spaces that number formats need
_KEPT = "\u00a0\u202f"
_MOST = 1_200  # characters: a long list of advice fits, a dumped file does not


def printable(words: str, most: int = _MOST) -> str:
    """The words with everything that is not to be printed as an escape (line ends stay), the middle of long ones cut.

    Terminals obey control sequences, so a message that quotes a file must not carry any (CWE-150).
    """
    half = most // 2
    kept = words if len(words) <= most else f"{words[:half]} … {words[-half:]}"
    return "\n".join(hidden_as_escapes(line) for line in kept.split("\n"))


def hidden_as_escapes(words: str) -> str:
    """One line of words: control characters, and those that reorder or hide text, as escapes; no-break spaces stay."""
    return "".join(
        letter if letter.isprintable() or letter in _KEPT else letter.encode("unicode_escape").decode()
        for letter in words
    )
