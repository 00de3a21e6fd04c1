"""The door to the compiler: kernels of this stage, compiled once and kept with the digest of their sources."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from hashlib import sha256
from importlib.resources import files
from typing import Any, ParamSpec, TypeVar, cast

import numba
from numba.core.caching import FunctionCache

P = ParamSpec("P")
R = TypeVar("R")

_SHARED: dict[str, Any] = {"nogil": True, "error_model": "numpy"}


def _digest_of_sources() -> str:
    sources = sorted(((file.name, file) for file in files(__package__).iterdir()), key=lambda pair: pair[0])
    digest = sha256()
    for name, file in sources:
        if name.endswith(".py"):
            digest.update(name.encode() + b"\0" + sha256(file.read_bytes()).digest())
    return digest.hexdigest()


_SOURCES = _digest_of_sources()


class _KernelCache(FunctionCache):
    """Machine code by kernel, signature, processor and the sources of the whole package: kernels take functions and
    constants from each other's files, and the compiler's own cache looks at one file alone."""

    def _index_key(self, sig: Any, codegen: Any) -> tuple[Any, ...]:
        return (*super()._index_key(sig, codegen), _SOURCES)  # type: ignore[no-untyped-call]


def kernel(function: Callable[P, R]) -> Callable[P, R]:
    """Compile what Python calls. Threads may run it side by side: it holds no lock and shares nothing but its input."""
    dispatcher = numba.njit(**_SHARED)(function)
    with suppress(RuntimeError):  # no folder at all in which machine code could be kept: compile in every process
        dispatcher._cache = _KernelCache(function)  # type: ignore[no-untyped-call]
    return cast(Callable[P, R], dispatcher)


def inner(function: Callable[P, R]) -> Callable[P, R]:
    """Compile what only kernels call."""
    options = {**_SHARED, "no_cpython_wrapper": True}
    return cast(Callable[P, R], numba.njit(**options)(function))
