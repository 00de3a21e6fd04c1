"""A trigger with the words around it, as the rules for kinds of events look at it."""

from __future__ import annotations

import re

from truceline.extract.english.blasts import MINE_BLAST
from truceline.extract.english.clauses import Clause
from truceline.extract.english.means import means
from truceline.extract.english.targets import TARGET_WORDS, target
from truceline.extract.english.wordkinds import MINES
from truceline.extract.story import Token


class Scene:
    """The trigger at `at` in its clause, and the sentence that the tokens are."""

    def __init__(self, text: str, tokens: list[Token], at: int, clause: Clause, placed: bool, kinds: int) -> None:
        """`kinds` are those of all the words of the sentence."""
        self.text = text
        self.tokens = tokens
        self.at = at
        self.clause = clause
        self.kinds = kinds
        self.placed = placed  # a place stands in the clause
        self.low = tokens[at].low
        self.before = tokens[at - 1].low if at else ""
        self.after = tokens[at + 1].low if at + 1 < len(tokens) else ""
        # each looked for once, when a rule first asks; an empty word is not yet looked for
        self._lows: frozenset[str] | None = None
        self._means: str | None = ""
        self._goal: str | None = ""

    @property
    def lows(self) -> frozenset[str]:
        """The words of the clause."""
        if self._lows is None:
            self._lows = frozenset([token.low for token in self.tokens[self.clause.first : self.clause.last]])
        return self._lows

    @property
    def all_lows(self) -> frozenset[str]:
        """The words of the sentence."""
        return frozenset([token.low for token in self.tokens])

    @property
    def means(self) -> str | None:
        """By what means, as the clause has it, else the rest of the sentence."""
        if self._means == "":
            self._means = means(self.tokens, self.clause.first, self.clause.last, self.at)
        return self._means

    @property
    def goal(self) -> str | None:
        """What was hit."""
        if self._goal == "":
            token = self.tokens[self.at]
            here = self.clause.start, self.clause.end, token.start, token.end
            self._goal = None if TARGET_WORDS.isdisjoint(self.lows) else target(self.text, *here)
        return self._goal

    def near(self, back: int, ahead: int) -> list[str]:
        """Lower-case words around the trigger, inside its clause."""
        first, last = max(self.clause.first, self.at - back), min(self.clause.last, self.at + 1 + ahead)
        return [token.low for token in self.tokens[first:last]]

    def ahead(self, pattern: re.Pattern[str]) -> bool:
        """Whether the pattern stands behind the trigger in its clause."""
        return pattern.search(self.text, self.tokens[self.at].end, self.clause.end) is not None

    def behind(self, pattern: re.Pattern[str]) -> bool:
        """Whether the pattern stands before the trigger in its clause."""
        return pattern.search(self.text, self.clause.start, self.tokens[self.at].start) is not None

    def anywhere(self, pattern: re.Pattern[str]) -> bool:
        """Whether the pattern stands in the clause."""
        return pattern.search(self.text, self.clause.start, self.clause.end) is not None

    def mine_blast(self) -> bool:
        """Whether the clause tells that a mine or a hidden bomb went off."""
        return self.kinds & MINES != 0 and self.anywhere(MINE_BLAST)

    def in_sentence(self, pattern: re.Pattern[str]) -> bool:
        """Whether the pattern stands in the sentence."""
        return pattern.search(self.text, self.tokens[0].start, self.tokens[-1].end) is not None
