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


def inlined(function: Function) -> Function:
    """Write a function into each compiled one that calls it: for steps so short that handing over arrays would
    cost more than they do. Each use makes compiling longer."""  # noqa: D205, D209
    return cast("Function", numba.njit(inline="always", nogil=True)(function))
