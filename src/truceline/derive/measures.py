"""What two narrations share, as the kernels measure it, and the shares the verdict asks for. In [0, 1], symmetric."""

from __future__ import annotations

from typing import NamedTuple

#: share of an account in which traces are found everywhere, though few words are left of any sentence
_THROUGHOUT = 0.6


class Measures(NamedTuple):
    """One row of `kernels.pairs.compare_pairs`, by name. Words are the narrator's; quotations are masked."""

    words_a: int
    words_b: int
    grams_a: int  # distinct three words in a row
    grams_b: int
    grams_shared: int
    grams_telling: int  # of the shared ones, those with a word of the narrator's choice
    longest: int  # words of the longest shared run
    covered: int  # words in shared runs
    told_a: int  # content words of a's sentences that b tells too
    told_in_a: int  # of all sentences
    told_b: int
    told_in_b: int
    content_a: int  # content words
    content_b: int
    chained: int  # content words in one order in both, little between them
    chained_own: int  # of these, the narrator's choice
    slots_same: int  # of these, names, figures and days
    slots_other: int  # names, figures and days that stand at one place and differ
    words_other: int  # other content words that stand at one place and differ
    names_a: int
    names_b: int
    names_shared: int
    lead_a: int  # names of the headline and the opening
    lead_b: int
    lead_a_in_b: int
    lead_b_in_a: int
    figures_a: int
    figures_b: int
    figures_shared: int
    figures_large: int  # of these, those above a dozen
    day: int  # 1 the same, -1 others, 0 not told
    quotations: int  # the same in both
    runs: int
    touched_a: int  # content words of sentences in which chains leave traces
    touched_b: int
    another: int  # 1 where names, figures and days differ as in a form filled in for another incident
    taken_over: int  # 1 where a long passage stands in both word for word, names and figures and all

    @property
    def shorter(self) -> int:
        """Words of the shorter narration."""
        return min(self.words_a, self.words_b)

    @property
    def shingles(self) -> float:
        """Jaccard of the three words in a row."""
        return self.grams_shared / max(1, self.grams_a + self.grams_b - self.grams_shared)

    @property
    def contained(self) -> float:
        """Share of the shorter text's three words in a row that stand in the longer."""
        return self.grams_shared / max(1, min(self.grams_a, self.grams_b))

    @property
    def in_order(self) -> float:
        """Share of the shorter text's content words that stand in chains."""
        return self.chained / max(1, min(self.content_a, self.content_b))

    @property
    def verbatim(self) -> float:
        """Share of one text's words that stand in shared runs, of the text with the larger share."""
        return self.covered / max(1, self.shorter)

    @property
    def both_tell(self) -> float:
        """Share of one account that the other tells too, of the account with the smaller share."""
        return min(self.told_a / max(1, self.told_in_a), self.told_b / max(1, self.told_in_b))

    @property
    def account(self) -> float:
        """Share of one account that the other tells too, of the account with the larger share."""
        told = max(self.told_a / max(1, self.told_in_a), self.told_b / max(1, self.told_in_b))
        touched = max(self.touched_a / max(1, self.content_a), self.touched_b / max(1, self.content_b))
        return max(told, touched) if touched >= _THROUGHOUT else told
