"""A progress bar on a terminal, silence on a pipe."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from truceline.ports import Progress
from truceline.stores.silence import SilentProgress

if TYPE_CHECKING:
    from rich.progress import Progress as Bar
    from rich.progress import TaskID


class BarProgress:
    """One line a stage, kept on the screen when it is done."""

    def __init__(self, bar: Bar) -> None:
        self._bar = bar
        self._task: TaskID | None = None

    def start(self, stage: str, total: int | None) -> None:
        self._task = self._bar.add_task(stage, total=total)

    def advance(self, steps: int = 1) -> None:
        if self._task is not None:
            self._bar.advance(self._task, steps)

    def done(self) -> None:
        if self._task is not None:
            total = self._bar.tasks[self._task].total
            self._bar.update(self._task, total=total or 1, completed=total or 1)


@contextmanager
def progress() -> Iterator[Progress]:
    """Progress on standard error when it is a terminal."""
    if not sys.stderr.isatty():
        yield SilentProgress()
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeElapsedColumn
    from rich.progress import Progress as Bar

    columns = (TextColumn("{task.description:>10}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Bar(*columns, console=Console(stderr=True)) as bar:
        yield BarProgress(bar)
