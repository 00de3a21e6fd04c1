"""Where a passphrase comes from: a file that only its owner can read, or a person at a terminal. Never an argument."""

from __future__ import annotations

import getpass
import os
import sys
from pathlib import Path

from truceline.model.errors import MissionError

#: names a file whose first line is the passphrase
FILE_VARIABLE = "TRUCELINE_PASSPHRASE_FILE"


def passphrase_for(path: Path) -> bytes:
    """The passphrase of this key file. Raises MissionError where nobody can be asked."""
    if (named := os.environ.get(FILE_VARIABLE)) is not None:
        return first_line(Path(named))
    if not sys.stdin.isatty():
        raise MissionError(
            "a passphrase is needed and nobody can be asked for it",
            where=str(path),
            advice=f"Run the command at a terminal, or name a file that holds it in {FILE_VARIABLE}.",
        )
    return getpass.getpass(f"Passphrase of {path.name}: ").encode()


def first_line(path: Path) -> bytes:
    """The passphrase in a file. Raises MissionError when others can read it, or when it is empty."""
    try:
        with path.open("rb") as file:
            mode = os.fstat(file.fileno()).st_mode
            words = file.readline(4096).rstrip(b"\r\n")
    except OSError as error:
        raise MissionError(
            f"the passphrase cannot be read: {error.strerror}", where=str(path), advice=f"Check {FILE_VARIABLE}."
        ) from error
    if os.name == "posix" and mode & 0o077:
        raise MissionError(
            "others on this machine can read this passphrase",
            where=str(path),
            advice=f"chmod 600 {path}, and change it.",
        )
    if not words:
        raise MissionError("the passphrase is empty", where=str(path), advice="Write it on the first line.")
    return words
