"""How compiled loops are declared. They hold no lock of the interpreter's, so that threads share the work."""

from collections.abc import Callable
from typing import Any, TypeVar, cast

import numba

Function = TypeVar("Function", bound=Callable[..., Any])


def compiled(function: Function) -> Function:
    """Compile a function at its first call, and keep the result beside the file for the next process."""
    return cast("Function", numba.njit(cache=True, nogil=True)(function))


def inner(function: Function) -> Function:
    """Compile a function that only compiled ones call: it is kept with them."""
    options: dict[str, Any] = {"nogil": True, "no_cpython_wrapper": True, "no_cfunc_wrapper": True}
    return cast("Function", numba.njit(**options)(function))


def lean(function: Function) -> Function:
    """As `compiled`, for loops that make no arrays: references need not be counted, which costs more than short
    steps do, and which threads would wait for."""  # noqa: D205, D209
    options: dict[str, Any] = {"nogil": True, "_nrt": False}
    return cast("Function", numba.njit(cache=True, **options)(function))


def lean_recursive(function: Function) -> Function:
    """As `lean`, for functions that call each other: what numba keeps of such on disk crashes where it is loaded, so
    they are compiled in each process that uses them."""  # noqa: D205, D209
    options: dict[str, Any] = {"nogil": True, "_nrt": False}
    return cast("Function", numba.njit(**options)(function))


def lean_inner(function: Function) -> Function:
    """As `inner`, for `lean` loops; written into each of them that calls it."""
    options: dict[str, Any] = {
        "nogil": True,
        "_nrt": False,
        "no_cpython_wrapper": True,
        "no_cfunc_wrapper": True,
    }
    return cast("Function", numba.njit(forceinline=True, **options)(function))
