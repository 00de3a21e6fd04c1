"""Where states are laid out: in memory where the machine has room for that.

What the disk under it would add is waiting alone. What a cut leaves is worked out from the calls (`disk`), which are
made and recorded the same; a call that is refused never reaches a disk.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_MEMORY = Path("/dev/shm")


@contextmanager
def room() -> Iterator[Path]:
    """A folder of one's own, gone afterwards."""
    with tempfile.TemporaryDirectory(dir=_MEMORY if _MEMORY.is_dir() else None) as folder:
        yield Path(folder)
