"""What is wrong with an agreement, all of it at once: clause, line, what was found, what to do."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator
from typing import Literal

import msgspec

from truceline.model.errors import AgreementError

Severity = Literal["error", "warning"]

#: names with which a wrong one is compared, by how many letters of it, and how many are told
_MOST_COMPARED = 1_000
_MOST_LETTERS = 200
_MOST_NAMED = 100


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


#: of errors, and of warnings, that are listed: who has corrected so many asks again
MOST_LISTED = 500


class TooManyErrorsError(Exception):
    """There are more errors than are listed. What cannot be applied anyway is not read to its end."""


class Listed:
    """Problems as they are met, each once. Of errors and of warnings no more than anybody reads."""

    def __init__(self) -> None:
        self._held: dict[Problem, None] = {}
        self._warnings = 0
        self.left_out = 0  # warnings that were met and are not listed

    def add(self, problem: Problem) -> None:
        """Raises TooManyErrorsError where the list of errors is full."""
        if problem in self._held:
            return
        warning = problem.severity == "warning"
        if warning and self.full_of_warnings:
            self.left_out += 1
            return
        if not warning and self.errors == MOST_LISTED:
            raise TooManyErrorsError
        self._warnings += warning
        self._held[problem] = None

    def insist(self, warning: Problem) -> None:
        """List a warning that says of others that they may be missing, however many there are."""
        self._held[warning] = None
        self._warnings += 1

    @property
    def errors(self) -> int:
        return len(self._held) - self._warnings

    @property
    def full_of_warnings(self) -> bool:
        """Whether a further warning would not be listed: its words need not be found."""
        return self._warnings >= MOST_LISTED

    def __len__(self) -> int:
        return len(self._held)

    def __iter__(self) -> Iterator[Problem]:
        return iter(self._held)


def near_miss(word: str, known: Iterable[str]) -> str:
    """Advice for a name that does not exist: the nearest known names, or all of them."""
    names = sorted(known)
    alike = names if len(names) <= _MOST_COMPARED else [name for name in names if name[:1] == word[:1]][:_MOST_COMPARED]
    close = difflib.get_close_matches(word[:_MOST_LETTERS], alike, n=2, cutoff=0.6)
    if close:
        return f"Did you mean {' or '.join(repr(name) for name in close)}?"
    if len(names) > _MOST_NAMED:
        return f"Known here are {len(names)}, among them {', '.join(names[:_MOST_NAMED])}."
    return f"Known here: {', '.join(names)}." if names else "None are defined."
