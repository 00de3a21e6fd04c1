"""Which texts are one witness: pairs that tell one account, and the origins that are left."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import pyarrow as pa

from truceline.filters.beside import write_view
from truceline.model.bulletin import PublicLink, PublicOrigin
from truceline.model.errors import Rejected
from truceline.model.observation import Derivation
from truceline.notebook.card import Chart, Column, card, heading, noted, paragraph, spoken, table
from truceline.notebook.given import Text
from truceline.notebook.rows import Rows
from truceline.publish.origin_graph import draw_origins, drawn_origins
from truceline.publish.words import Words

#: relations that join nothing: two texts of one origin that are told apart are joined by others
_APART = frozenset({"independent", "undetermined", "two_origins"})
_PAIR = ("a", "b", "relation", "score", "direction", "credit", "reason")


class Origins(msgspec.Struct, frozen=True):
    """How texts go back to one another. `lines` are those of `truceline derive --changes`, as dicts."""

    texts: tuple[Text, ...]
    lines: tuple[dict[str, Any], ...]
    derivations: tuple[Derivation, ...]
    notes: tuple[Rejected, ...]
    zone: str
    lang: str

    @property
    def pairs(self) -> Rows:
        """Pairs of texts with something in common: copy, rewrite, partial, independent or undetermined."""
        rows = [{name: line[name] for name in _PAIR} for line in self._of("pair")]
        schema = pa.schema([(name, pa.float64() if name == "score" else pa.string()) for name in _PAIR])
        return Rows(pa.Table.from_pylist(rows, schema), spoken(self.lang).term("card", "pairs"), self.lang)

    @property
    def origins(self) -> Rows:
        """One row a text, with the origin that it goes back to; every text is in exactly one."""
        rows = [{"origin_id": line["origin_id"], "text": name} for line in self._of("origin") for name in line["items"]]
        schema = pa.schema([("origin_id", pa.string()), ("text", pa.string())])
        return Rows(pa.Table.from_pylist(rows, schema), spoken(self.lang).term("card", "origins"), self.lang)

    def __len__(self) -> int:
        """The number of independent origins."""
        return len(self._of("origin"))

    def to_arrow(self) -> pa.Table:
        """The pairs."""
        return self.pairs.to_arrow()

    def to_pandas(self) -> Any:
        """The pairs, for pandas."""
        return self.pairs.to_pandas()

    def page(self, path: str | Path) -> None:
        """Write the texts side by side, with changed quotations flagged, as one HTML page."""
        shown = [(text.name, text.document) for text in self.texts]
        write_view(Path(path), shown, self.derivations, self.zone, self.lang)

    def plot(self) -> Chart:
        """Each origin of several texts as a tree: which text was taken from which, and how."""
        words = spoken(self.lang)
        joined = drawn_origins(tuple(self._trees()))
        return Chart((words.say("origin_graph_title"), draw_origins(joined, words) if joined else ""))

    def _trees(self) -> Iterator[PublicOrigin]:
        for line in self._of("origin"):
            at = {name: place for place, name in enumerate(line["items"])}
            links = tuple(
                PublicLink(at[pair["a"]], at[pair["b"]], pair["relation"], pair["direction"])
                for pair in self._of("pair")
                if pair["a"] in at and pair["b"] in at and pair["relation"] not in _APART
            )
            yield PublicOrigin(line["origin_id"], tuple(line["items"]), tuple(line["items"]), "", "", links)

    def _of(self, kind: str) -> list[dict[str, Any]]:
        return [line for line in self.lines if line["kind"] == kind]

    def _repr_html_(self) -> str:
        words = spoken(self.lang)
        heads = [Column(words.term("card", name)) for name in ("first", "second", "relation")]
        columns = [*heads, Column(words.term("card", "score"), numeric=True), Column(words.term("card", "reason"))]
        pairs = self._of("pair")
        groups = [(0, ", ".join(line["items"])) for line in self._of("origin")]
        return card(
            f"{words.count('texts', len(self.texts))} → {words.count('origins', len(self))}",
            table([Column(words.term("card", "origins"))], [(said,) for _, said in groups], words),
            heading(words.term("card", "pairs")) if pairs else "",
            table(columns, [_row(line, words) for line in pairs], words) if pairs else paragraph("–"),
            noted(self.notes, words),
        )

    def __repr__(self) -> str:
        return f"<{len(self.texts)} texts, {len(self)} origins>"


def _row(line: dict[str, Any], words: Words) -> tuple[str, ...]:
    reason = words.sentence(line["reason"]) or line["reason"]
    score = words.percent(round(line["score"] * 1_000_000))
    return line["a"], line["b"], words.term("relation", line["relation"]), score, reason
