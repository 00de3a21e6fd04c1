"""The root of every error, apart from the rest so that `truceline --help` need load nothing else."""

from __future__ import annotations


class TrucelineError(Exception):
    """Root of every error that Truceline raises on purpose.

    Args:
        found: what was found, in plain words.
        where: the file, line, clause or table it was found in.
        advice: what the reader can do about it.
    """

    #: exit code of the command line (2 usage, 3 the input cannot be used)
    exit_code = 3

    def __init__(self, found: str, *, where: str = "", advice: str = "") -> None:
        super().__init__(found)
        self.found = found
        self.where = where
        self.advice = advice

    def diagnostics(self) -> str:
        """The message a person reads: `where: found. advice`."""
        head = f"{self.where}: {self.found}" if self.where else self.found
        return f"{head}\n  {self.advice}" if self.advice else head

    def __str__(self) -> str:
        return self.diagnostics()
