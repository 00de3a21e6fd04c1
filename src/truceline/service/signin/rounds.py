"""What the door does by itself: write down who read what, and drop sessions that ended."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Final

from litestar import Litestar

from truceline.model.errors import TrucelineError
from truceline.service.alongside import alongside
from truceline.service.signin.door import Door

_EVERY_S: Final = 10.0
_log = logging.getLogger("truceline.signin")


@asynccontextmanager
async def rounds(app: Litestar) -> AsyncIterator[None]:
    """Rounds while the server runs; at its end nothing is left to be written down."""
    door: Door = app.state.door
    try:
        async with alongside(_go_round(door)):
            yield
    finally:
        await asyncio.to_thread(_try, lambda: door.reads.write(all_=True))


async def _go_round(door: Door) -> None:
    while True:
        await asyncio.sleep(_EVERY_S)
        await asyncio.to_thread(_try, door.reads.write)
        await asyncio.to_thread(_try, door.sweep)


def _try(work: Callable[[], object]) -> None:
    """A disk that is full now may not be in ten seconds: what was not written stays to be written."""
    try:
        work()
    except TrucelineError as error:
        _log.error("%s", error.diagnostics())
