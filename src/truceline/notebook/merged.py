"""Tables of events, merged: every row with its incident, the incidents, and the page about the merge."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import msgspec
import pyarrow as pa

from truceline.fuse.decided import rulings_table
from truceline.fuse.fuse import Fused
from truceline.merging.given import Given
from truceline.merging.merged import merged
from truceline.model.errors import Rejected
from truceline.model.observation import PairDecision
from truceline.notebook.rows import geo_frame


class Merged(msgspec.Struct, frozen=True):
    """What came of a merge."""

    given: Given
    fused: Fused
    decisions: tuple[PairDecision, ...] = ()
    lang: str = "en"

    @property
    def rows(self) -> pa.Table:
        """Every row that came in, in its order, with incident_id, p_same and n_origins; and what was ruled on it."""
        return merged(self.given, self.fused, self.decisions)

    @property
    def incidents(self) -> pa.Table:
        """One row an incident (schema INCIDENTS)."""
        return self.fused.incidents

    @property
    def members(self) -> pa.Table:
        """One row an observation: its incident, and the probability that it belongs there."""
        return self.fused.members

    @property
    def rulings(self) -> pa.Table:
        """One row a ruling (schema RULINGS): the two observations, who ruled what and why, and their incidents."""
        return rulings_table(self.decisions, self.members)

    @property
    def notes(self) -> tuple[Rejected, ...]:
        """Rows that could not be read, and what was odd about others: file, line, field, what was found, what to do."""
        return self.given.notes

    def page(self, path: str | Path, lang: str | None = None) -> None:
        """Write the page about the merge: which sets overlap, where, when, examples, what is doubtful."""
        from truceline.merging.report import render_merge
        from truceline.stores.files import write_atomic

        write_atomic(Path(path), render_merge(self.given, self.fused, lang or self.lang, self.decisions))

    def to_arrow(self) -> pa.Table:
        """The rows."""
        return self.rows

    def __arrow_c_stream__(self, requested_schema: object = None) -> object:
        return self.rows.__arrow_c_stream__(requested_schema)

    def to_pandas(self) -> Any:
        """The rows, for pandas."""
        return self.rows.to_pandas()

    def to_geopandas(self) -> Any:
        """The rows with points in WGS 84. Raises UsageError where GeoPandas is not installed."""
        return geo_frame(self.rows)

    def plot(self) -> Any:
        """Which tables share incidents, where and when: the drawings of the page."""
        from truceline.merging.drawings import draw_combinations, draw_places, draw_times
        from truceline.merging.overlap import incident_of, overlap_of, sets_of, several_of
        from truceline.merging.report import merge_words
        from truceline.notebook.card import Chart

        words = merge_words(self.lang)
        sets, incident = sets_of(self.given), incident_of(self.given, self.fused)
        overlap = overlap_of(sets, incident, self.fused.incidents.num_rows)
        several = several_of(sets, incident, self.fused.incidents.num_rows)
        return Chart(
            (words.say("combinations_title"), draw_combinations(overlap, words)),
            (words.say("times_title"), draw_times(self.fused.incidents, several, words, self.given.zone)),
            (words.say("places_title"), draw_places(self.fused.incidents, several, words)),
        )

    def _repr_html_(self) -> str:
        from truceline.merging.overlap import incident_of, overlap_of, sets_of
        from truceline.merging.report import merge_words
        from truceline.notebook.card import Column, card, heading, noted, spoken, table
        from truceline.notebook.rows import drawn

        words, own = spoken(self.lang), merge_words(self.lang)
        overlap = overlap_of(sets_of(self.given), incident_of(self.given, self.fused), self.incidents.num_rows)
        heads = [Column(own.say("col_set")), Column(own.say("col_rows"), True), Column(own.say("col_incidents"), True)]
        heads += [Column(f"{own.say('col_also')} {name}", True) for name in overlap.names]
        counted = zip(overlap.names, overlap.observations, overlap.incidents, strict=True)
        rows = [
            (name, words.number(int(n)), words.number(int(whole)), *_shared(overlap.shared[k], k, words))
            for k, (name, n, whole) in enumerate(counted)
        ]
        given = words.count("rows", self.given.rows.num_rows)
        return card(
            f"{words.term('card', 'merged')}: {given} → {words.count('incidents', self.incidents.num_rows)}",
            table(heads, rows, words),
            heading(own.say("col_rows")),
            drawn(self.rows.select(_shown(self.rows.column_names)), self.lang, 5),
            noted(self.notes, words),
        )

    def __repr__(self) -> str:
        return f"<{self.given.rows.num_rows} rows, {self.incidents.num_rows} incidents>"


def _shown(names: list[str]) -> list[str]:
    """The columns of a merge that fit on a card."""
    wanted = ("source", "event_id", "start", "lat", "lon", "type", "incident_id", "p_same", "n_origins")
    return [name for name in wanted if name in names]


def _shared(row: Any, itself: int, words: Any) -> list[str]:
    return ["–" if other == itself else words.number(int(n)) for other, n in enumerate(row)]
