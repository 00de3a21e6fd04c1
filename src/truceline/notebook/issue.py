"""A bulletin in a notebook: the answer, the key figures, and its drawings. Only what the public would see."""

from __future__ import annotations

from pathlib import Path

import msgspec

from truceline.model.bulletin import Bulletin
from truceline.notebook.card import Chart, card, facts, heading, paragraph, spoken, tree
from truceline.publish.answer import answer
from truceline.publish.counting import time_line, where
from truceline.publish.document import Drawing, Section
from truceline.publish.html import ROWS, render_html
from truceline.publish.watching import rates
from truceline.stores.files import write_atomic


class Issue(msgspec.Struct, frozen=True):
    """A bulletin as redaction let it out, and the language in which it is shown."""

    bulletin: Bulletin
    lang: str

    @property
    def verdict(self) -> str:
        """holding, eroding, collapsed or undetermined: of the series, whether or not an agreement is in force."""
        return self.bulletin.verdict.verdict

    @property
    def headline(self) -> str:
        """The bulletin in one sentence."""
        return self.bulletin.headline

    def plot(self) -> Chart:
        """Its time line, its map, and its rates."""
        words = spoken(self.lang)
        sections = (time_line(self.bulletin, words, ROWS), where(self.bulletin, words), rates(self.bulletin, words))
        return Chart(*((one.caption, one.svg) for section in sections for one in _drawings(section)))

    def page(self, path: str | Path) -> None:
        """Write it as the HTML page of a bulletin. Nothing is released: that is what `truceline bulletin` does."""
        write_atomic(Path(path), render_html(self.bulletin, self.lang))

    def _repr_html_(self) -> str:
        words, one = spoken(self.lang), self.bulletin
        said = answer(one, words)
        days = facts([(words.say("meta_period"), f"{words.moment(one.period_start)} – {words.moment(one.period_end)}")])
        return card(
            one.mission,
            paragraph(words.say("invented"), "note") if one.invented else "",
            paragraph(said.word, f"word {said.verdict}"),
            said.since,
            said.meaning,
            days,
            heading(said.three_title),
            tree([(0, one.words) for one in said.three]),
            self.plot().figures,
            note=words.group("label")["machine"],
        )

    def __repr__(self) -> str:
        return self.headline


def _drawings(section: Section | None) -> tuple[Drawing, ...]:
    return () if section is None else tuple(block for block in section.blocks if isinstance(block, Drawing))
