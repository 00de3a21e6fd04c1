"""Progress for whoever does not watch: pipes, tests, benchmarks."""

from __future__ import annotations


class SilentProgress:
    def start(self, stage: str, total: int | None) -> None:
        return

    def advance(self, steps: int = 1) -> None:
        return

    def done(self) -> None:
        return
