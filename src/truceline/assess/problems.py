"""What is wrong with an agreement, all of it at once: clause, line, what was found, what to do."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from typing import Literal

import msgspec

from truceline.model.errors import AgreementError

Severity = Literal["error", "warning"]


class Problem(msgspec.Struct, frozen=True, order=True):
    """One defect. `line` is 1-based; 0 where the file has no single line for it."""

    file: str
    line: int
    clause: str
    found: str
    advice: str
    severity: Severity = "error"

    def sentence(self) -> str:
        """`file:line: clause: found` and the advice on a line of its own."""
        place = f"{self.file}:{self.line}" if self.line else self.file
        mark = "warning: " if self.severity == "warning" else ""
        return f"{place}: {mark}{self.clause}: {self.found}\n  {self.advice}"


class FaultyAgreementError(AgreementError):
    """An agreement that cannot be applied, with every problem in it."""

    def __init__(self, problems: Iterable[Problem], where: str) -> None:
        self.problems = tuple(problems)
        errors = sum(problem.severity == "error" for problem in self.problems)
        plural = "problem" if errors == 1 else "problems"
        super().__init__(f"the agreement has {errors} {plural}", where=where, advice="Correct each of them.")

    def diagnostics(self) -> str:
        """Every problem on its own lines, errors first."""
        return "\n".join([f"{self.where}: {self.found}", *(problem.sentence() for problem in self.problems)])


def near_miss(word: str, known: Iterable[str]) -> str:
    """Advice for a name that does not exist: the nearest known names, or all of them."""
    names = sorted(known)
    close = difflib.get_close_matches(word, names, n=2, cutoff=0.6)
    if close:
        return f"Did you mean {' or '.join(repr(name) for name in close)}?"
    return f"Known here: {', '.join(names)}." if names else "None are defined."
