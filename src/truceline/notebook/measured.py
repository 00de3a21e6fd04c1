"""A daily series held against a truce: the answer, why, and drawn."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import msgspec
import pyarrow as pa

from truceline.filters.measured import Held
from truceline.model.errors import Rejected, UsageError
from truceline.notebook.card import Chart, card, heading, noted, paragraph, spoken, tree
from truceline.publish.effect import effect
from truceline.publish.measure_page import render_measure
from truceline.publish.placebo_chart import draw_placebos
from truceline.publish.series_chart import draw_series
from truceline.stores.files import write_atomic


class Measured(msgspec.Struct, frozen=True):
    """What a series says of a truce."""

    held: Held
    lang: str

    @property
    def verdict(self) -> str:
        """holding, eroding, collapsed or undetermined."""
        return self.held.verdict.verdict

    @property
    def document(self) -> dict[str, Any]:
        """As `truceline measure --json`: verdict, effect, changes, alarms, reasons, and what else the series says."""
        return self.held.document

    @property
    def effect(self) -> dict[str, float | None]:
        """Level in force over the level expected without a truce, with its 95 % interval: ratio, low, high."""
        found: dict[str, float | None] = self.document["effect"]
        return found

    @property
    def reasons(self) -> tuple[str, ...]:
        """Why, in sentences."""
        words = spoken(self.lang)
        told = self.held.verdict.reasons if self.lang == "en" else map(words.phrase, self.held.verdict.told)
        return (*told, *(words.phrase(phrase) for phrase in self.held.further.told))

    @property
    def paragraph(self) -> str:
        """A paragraph to publish: figure, method, limits. Raises UsageError without a truce."""
        if self.held.truce is None:
            raise UsageError("a paragraph without a truce", advice='Say when it was in force: truce="FROM..TO".')
        return " ".join(spoken(self.lang).phrase(phrase) for phrase in self.held.view.paragraph)

    @property
    def notes(self) -> tuple[Rejected, ...]:
        """Rows that stayed out, or went in with a warning."""
        return self.held.notes

    def to_arrow(self) -> pa.Table:
        """The series day by day: date, value, effort, and whether the day is in force and judged."""
        series, view = self.held.daily.series, {day.day: day for day in self.held.view.days}
        n = len(series.values)
        days = [series.day(i) for i in range(n)]
        return pa.table(
            {
                "date": pa.array(days, pa.string()).cast(pa.date32()),
                "value": pa.array(series.values, pa.float64()),
                "effort": pa.array(series.effort or [None] * n, pa.float64()),
                "in_force": pa.array([day in view and view[day].in_force for day in days], pa.bool_()),
                "judged": pa.array([day in view and view[day].scored for day in days], pa.bool_()),
            }
        )

    def __arrow_c_stream__(self, requested_schema: object = None) -> object:
        return self.to_arrow().__arrow_c_stream__(requested_schema)

    def to_pandas(self) -> Any:
        """The series day by day, for pandas."""
        return self.to_arrow().to_pandas()

    def plot(self) -> Chart:
        """The series with its levels, and the same at dates without a truce."""
        words, view = spoken(self.lang), self.held.view
        drawn = [(words.measure("series_caption"), draw_series(view, words))]
        if view.placebo_milli:
            n, k = (words.number(number) for number in (len(view.placebo_milli), view.placebo_deeper))
            drawn.append((words.measure("placebo_caption", n=n, k=k), draw_placebos(view, words)))
        return Chart(*drawn)

    def page(self, path: str | Path) -> None:
        """Write one HTML page: the answer, why, the series drawn, placebo dates, rates, and the paragraph."""
        write_atomic(Path(path), render_measure(self.held.view, self.lang))

    def _repr_html_(self) -> str:
        words = spoken(self.lang)
        return card(
            words.measure("title" if self.held.truce else "title_no_truce"),
            paragraph(words.term("verdict", self.verdict), f"word {self.verdict}"),
            effect(self.held.verdict.effect, words) if self.held.truce else "",
            heading(words.say("reasons")),
            tree([(0, reason) for reason in self.reasons]),
            Chart(("", draw_series(self.held.view, words))).figures,
            noted(self.notes, words),
            note=words.measure("footer_machine"),
        )

    def __repr__(self) -> str:
        return "\n".join((self.verdict, *self.reasons))
