"""Lays the hostile files out, a folder a kind: python -m tests.hostile FOLDER"""

from __future__ import annotations

import contextlib
import sys
from pathlib import Path

from tests.hostile import formats, make


def write(folder: Path) -> int:
    """How many were written. A name that the file system refuses is left out."""
    count = 0
    for kind in (*make.KINDS, *formats.KINDS):
        (folder / kind.__name__).mkdir(parents=True, exist_ok=True)
        for name, data in kind():
            with contextlib.suppress(OSError, ValueError):
                (folder / kind.__name__ / name).write_bytes(data)
                count += 1
    return count


if __name__ == "__main__":
    print(write(Path(sys.argv[1])), "files")
