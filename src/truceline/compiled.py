"""The one door to the compiler: the same arithmetic everywhere (no fast maths), compiled once and kept."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from functools import cache
from hashlib import sha256
from importlib.resources import files
from typing import Any, ParamSpec, TypeVar, cast

import numba
from numba.core.caching import FunctionCache

P = ParamSpec("P")
R = TypeVar("R")

#: divisions are checked where they can fail, not by the compiler
_SHARED: dict[str, Any] = {"nogil": True, "error_model": "numpy"}


@cache
def digest_of_sources(package: str) -> str:
    """Digest of every module of a package: its kernels take functions and constants from each other's files."""
    sources = sorted(((file.name, file) for file in files(package).iterdir()), key=lambda pair: pair[0])
    digest = sha256(repr(_SHARED).encode())
    for name, file in sources:
        if name.endswith(".py"):
            digest.update(name.encode() + b"\0" + sha256(file.read_bytes()).digest())
    return digest.hexdigest()


class KernelCache(FunctionCache):
    """Machine code by kernel, signature, processor and the sources of the kernel's whole package.

    The compiler's own cache looks at the kernel's file alone, and would go on with the old code of a function that is
    inlined from another file: a silent wrong answer.
    """

    def __init__(self, function: Callable[..., Any], package: str) -> None:
        super().__init__(function)  # type: ignore[no-untyped-call]
        self._sources = digest_of_sources(package)

    def _index_key(self, sig: Any, codegen: Any) -> tuple[Any, ...]:
        return (*super()._index_key(sig, codegen), self._sources)  # type: ignore[no-untyped-call]


def kernel(function: Callable[P, R]) -> Callable[P, R]:
    """Compile what Python calls. Threads may run it side by side: it holds no lock and shares nothing but its input.

    Machine code is kept beside the module or, where that is read-only, in the user's cache. It is not kept for a
    function outside any package, of which nothing tells from what files it takes functions.
    """
    dispatcher = numba.njit(**_SHARED)(function)
    package = function.__globals__.get("__package__")
    if package:
        with suppress(RuntimeError):  # no folder at all in which machine code could be kept: compile in every process
            dispatcher._cache = KernelCache(function, package)
    return cast(Callable[P, R], dispatcher)


def inner(function: Callable[P, R]) -> Callable[P, R]:
    """Compile what only kernels call."""
    options = {**_SHARED, "no_cpython_wrapper": True}
    return cast(Callable[P, R], numba.njit(**options)(function))
