"""Truceline: integrated information management for ceasefire monitoring and verification.

In a notebook: `import truceline as tl`, then `tl.read`, `tl.derive`, `tl.fuse`, `tl.assess`, `tl.measure`, `tl.audit`
and `tl.open`; see `truceline.api`. Nothing else is loaded until one of them is used.
"""

from __future__ import annotations

import sys
from types import ModuleType

#: what type checkers take for true; `typing` itself would be the most that is loaded here
TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from truceline.api import assess, audit, derive, fuse, measure, open, read

__version__ = "0.3.0"
__all__ = ["__version__", "assess", "audit", "derive", "fuse", "measure", "open", "read"]

#: calls that have the name of a stage's package
_VERBS = frozenset({"assess", "derive", "fuse", "measure"})


def __getattr__(name: str) -> Any:
    if name not in __all__:
        raise AttributeError(f"module 'truceline' has no attribute {name!r}")
    return _call(name)


def __dir__() -> list[str]:
    return sorted(__all__)


def _call(name: str) -> Any:
    import importlib

    return getattr(importlib.import_module("truceline.api"), name)


class _Stage(ModuleType):
    """A stage's package that can be called: importing a package puts it where the call of its name would be found."""

    def __call__(self, *given: Any, **named: Any) -> Any:
        return self._called(*given, **named)

    @property
    def _called(self) -> Any:
        return _call(self.__name__.rpartition(".")[2])

    @property
    def __signature__(self) -> Any:
        import inspect

        return inspect.signature(self._called)

    @property
    def __doc__(self) -> str:  # type: ignore[override]
        doc: str = self._called.__doc__
        return doc


class _Face(ModuleType):
    """This package: it notices when one of its packages is loaded."""

    def __setattr__(self, name: str, value: Any) -> None:
        if name in _VERBS and isinstance(value, ModuleType):
            value.__class__ = _Stage
        super().__setattr__(name, value)


sys.modules[__name__].__class__ = _Face
