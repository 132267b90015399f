"""How the core's loops are compiled: without the interpreter's lock, kept on disk for the next process."""

from collections.abc import Callable
from typing import Any, TypeVar, cast

import numba

Function = TypeVar("Function", bound=Callable[..., Any])


# Nothing compiled here makes arrays; so their references need not be counted, which the threads would wait for.
UNCOUNTED: dict[str, Any] = {"nogil": True, "_nrt": False}
INNER: dict[str, Any] = {"forceinline": True, "no_cpython_wrapper": True, "no_cfunc_wrapper": True}


def compiled(function: Function) -> Function:
    """Compile a function at its first call, and keep the result beside the file for the next process."""
    return cast("Function", numba.njit(cache=True, **UNCOUNTED)(function))


def inner(function: Function) -> Function:
    """Compile a function into the compiled ones that call it."""
    return cast("Function", numba.njit(**UNCOUNTED, **INNER)(function))
