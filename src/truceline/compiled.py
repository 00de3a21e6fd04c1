"""The one door to the compiler: the same arithmetic everywhere (no fast maths), compiled once and kept.

Compiling takes longer than reading a handful of texts does. So a stage may let its kernels begin as the plain Python
they are written in, until there is enough to do; the code is the same, and so is what comes out.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from functools import cache, wraps
from hashlib import sha256
from importlib.resources import files
from typing import Any, ParamSpec, TypeVar, cast

import numba
import numpy as np
from numba.core import types
from numba.core.caching import FunctionCache

P = ParamSpec("P")
R = TypeVar("R")

#: divisions are checked where they can fail, not by the compiler
_SHARED: dict[str, Any] = {"nogil": True, "error_model": "numpy"}


@cache
def digest_of_sources(package: str) -> str:
    """Digest of every module of a package, whose kernels take functions and constants from each other's files, and of
    this one, which says how they are compiled."""
    sources = sorted(((file.name, file) for file in files(package).iterdir()), key=lambda pair: pair[0])
    digest = sha256((files("truceline") / "compiled.py").read_bytes())
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

    def holds(self, sig: tuple[Any, ...], codegen: Any) -> bool:
        """Whether machine code for the types of these arguments is kept."""
        return self._index_key(sig, codegen) in self._cache_file._load_index()  # type: ignore[no-untyped-call]


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
    """What only kernels call: compiled into the kernel that calls it, plain Python where a plain one does.

    It makes no array, and so counts no references: those counts are what threads that read the same arrays would wait
    for. What does make arrays is a `maker`.
    """
    return _called(function, {"_nrt": False, "forceinline": True})


def maker(function: Callable[P, R]) -> Callable[P, R]:
    """An inner function that makes arrays."""
    return _called(function, {})


def _called(function: Callable[P, R], more: dict[str, Any]) -> Callable[P, R]:
    options: dict[str, Any] = {**_SHARED, **more, "no_cpython_wrapper": True, "no_cfunc_wrapper": True}
    dispatcher = numba.njit(**options)(function)
    function.__dict__.update(compiled=dispatcher, _numba_type_=types.Dispatcher(dispatcher))
    return function


@inner
def wide(value: Any) -> Any:
    """A row's number as 64 bits, from an array or a literal: a function is compiled for each type it is called with."""
    return np.int64(value)


class _Patience:
    """How much plain Python kernels of this process may still work through, in elements of their first arguments.

    All of it takes about two seconds, a small part of what compiling the kernels of a stage does.
    """

    left = 150_000


def patient_kernel(function: Callable[P, R]) -> Callable[P, R]:
    """A kernel that is not compiled for little work, unless machine code is kept. Its first argument is an array, as
    long as there is work."""
    dispatcher: Any = kernel(function)
    looked_up: set[tuple[Any, ...]] = set()

    def is_kept(args: tuple[Any, ...]) -> bool:
        types_of = tuple(map(numba.typeof, args))
        if types_of in looked_up:
            return False
        looked_up.add(types_of)
        holds = getattr(dispatcher._cache, "holds", None)
        return bool(holds and holds(types_of, dispatcher.targetctx.codegen()))

    @wraps(function)
    def door(*args: P.args, **kwargs: P.kwargs) -> R:
        _Patience.left -= len(cast(Any, args[0]))
        if dispatcher.overloads or _Patience.left < 0 or is_kept(args):
            return cast(R, dispatcher(*args, **kwargs))
        with np.errstate(over="ignore"):  # hashes overflow on purpose
            return function(*args, **kwargs)

    return door
