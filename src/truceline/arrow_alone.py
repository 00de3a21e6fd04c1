"""Arrow without pandas, in processes that are ours alone.

pyarrow looks for pandas when it makes its first array. To load pandas takes a second of a processor, in each command
and in each worker that reads evidence, and nothing here asks for it but libraries that load it by name.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec
from types import FrameType, ModuleType

#: nothing of ours imports pandas: where it is asked for from here it is pyarrow's compiled code, which has no frame
_OURS = "truceline"
_MACHINERY = frozenset({"importlib", "_frozen_importlib", "_frozen_importlib_external"})


class _Alone(MetaPathFinder):
    """Finds no pandas for Arrow; a library that imports it by name gets it."""

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        if fullname == "pandas" and _asked_by(sys._getframe(1)) == _OURS:
            raise ModuleNotFoundError("nobody here asks for pandas", name=fullname)
        return None


def leave_pandas_out() -> None:
    """From now on pyarrow finds no pandas in this process. Not for notebooks: their arrays may be made of series."""
    if not any(isinstance(finder, _Alone) for finder in sys.meta_path):
        sys.meta_path.insert(0, _Alone())


def _asked_by(frame: FrameType | None) -> str:
    """The package of the code that imports."""
    while frame is not None:
        package = str(frame.f_globals.get("__name__", "")).partition(".")[0]
        if package not in _MACHINERY:
            return package
        frame = frame.f_back
    return ""
