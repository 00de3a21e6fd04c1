"""The files of texts that a command is given, by name or in folders. Little is loaded for this: it comes first."""

from __future__ import annotations

from pathlib import Path

#: endings that are read from a folder; a file that is named is read whatever its ending
TEXT_ENDINGS = (".txt", ".text", ".md")
HTML_ENDINGS = (".html", ".htm", ".xhtml")
#: bytes at the head of a file that tell its language
_HEAD = 4_096


def files_of(paths: tuple[Path, ...]) -> list[Path]:
    """The files that are named and the texts in the folders that are, each once."""
    found: list[Path] = []
    for path in paths:
        if path.is_dir():
            inside = (inner for inner in path.rglob("*") if inner.is_file())
            found.extend(sorted(inner for inner in inside if inner.suffix.lower() in TEXT_ENDINGS + HTML_ENDINGS))
        else:
            found.append(path)
    return list(dict.fromkeys(found))


def beginning_of(files: list[Path]) -> str:
    """How the first file begins, as far as it is UTF-8; nothing of what can be read only once, or not at all."""
    if not files or not files[0].is_file():
        return ""
    try:
        with files[0].open("rb") as file:
            return file.read(_HEAD).decode("utf-8", errors="ignore")
    except OSError:  # whoever reads it says so
        return ""
