"""What texts say: who said what, what happened, and everything else that was found, with its exact place."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

import msgspec
import pyarrow as pa

from truceline.filters.beside import write_view
from truceline.filters.texts import KINDS
from truceline.model.errors import Rejected, UsageError
from truceline.notebook.card import Column, card, heading, noted, paragraph, spoken, table
from truceline.notebook.given import Text
from truceline.notebook.rows import Rows

_WHOLE = frozenset({"start", "end", "part_of", "place_start"})
_DECIMAL = frozenset({"value", "low", "high"})
_SAID = ("file", "speaker", "speaker_id", "kind", "mode", "stance", "cue", "text", "language", "start", "end")
_HAPPENED, _LAST = ("file", "type", "from", "to", "place", "text"), ("language", "start", "end", "item", "kind")


class Reading(msgspec.Struct, frozen=True):
    """What was found in the texts. `lines` are those of `truceline extract`, as dicts."""

    texts: tuple[Text, ...]
    lines: tuple[dict[str, Any], ...]
    notes: tuple[Rejected, ...]
    zone: str
    lang: str

    def __len__(self) -> int:
        return len(self.lines)

    @property
    def said(self) -> Rows:
        """Quotations and statements: who, in which words, with which stance; offsets are code points of the text."""
        words = spoken(self.lang)
        return Rows(_table(self._of("quote", "statement"), _SAID), words.term("card", "said"), self.lang)

    @property
    def happened(self) -> Rows:
        """Events: which type, when (UTC), where in the text's words, who is said to have done it, and who says so."""
        words = spoken(self.lang)
        events = self._of("event")
        rest = tuple(name for line in events[:1] for name in line if name not in (*_HAPPENED, *_LAST))
        return Rows(_table(events, (*_HAPPENED, *rest, *_LAST)), words.term("card", "happened"), self.lang)

    def table(self, kind: str) -> Rows:
        """Everything of one kind: quote, statement, quantity, event, person, place, time, agreement_element."""
        if kind not in KINDS:
            raise UsageError(f"there is no kind {kind!r}", advice=f"Kinds: {', '.join(KINDS)}.")
        return Rows(_table(self._of(kind)), spoken(self.lang).term("kind", kind), self.lang)

    def to_arrow(self) -> pa.Table:
        """Everything: one row for each thing that was found; columns that a kind does not have are null."""
        return _table(self.lines)

    def to_pandas(self) -> Any:
        """As `to_arrow`, for pandas."""
        return Rows(self.to_arrow()).to_pandas()

    def page(self, path: str | Path) -> None:
        """Write the texts line by line, everything that was read marked, as one HTML page."""
        write_view(Path(path), [(text.name, text.document) for text in self.texts], (), self.zone, self.lang)

    def _of(self, *kinds: str) -> list[dict[str, Any]]:
        return [line for line in self.lines if line["kind"] in kinds]

    def _repr_html_(self) -> str:
        words = spoken(self.lang)
        said, happened = self._of("quote", "statement"), self._of("event")
        left = Counter(line["kind"] for line in self.lines if line["kind"] not in ("quote", "statement", "event"))
        rest = ", ".join(f"{words.term('kind', kind)}: {words.number(n)}" for kind, n in sorted(left.items()))
        columns = [Column(words.term("card", name)) for name in ("speaker", "words")]
        events = [Column(words.say(name)) for name in ("col_event", "col_when_told", "col_where")]
        return card(
            words.count("texts", len(self.texts)),
            heading(words.term("card", "said")),
            table([*columns, Column(words.term("fact", "stance"))], [_speech(line, words) for line in said], words)
            if said
            else paragraph(words.term("card", "nothing_said")),
            heading(words.term("card", "happened")),
            table([*events, columns[1]], [_event(line, words) for line in happened], words)
            if happened
            else paragraph(words.term("card", "nothing_happened")),
            noted(self.notes, words),
            note=f"{words.term('card', 'found')}: {rest}" if rest else "",
        )

    def __repr__(self) -> str:
        counts = Counter(line["kind"] for line in self.lines)
        return (
            f"<{len(self.texts)} texts: {', '.join(f'{n} {kind}' for kind, n in sorted(counts.items())) or 'nothing'}>"
        )


def _speech(line: dict[str, Any], words: Any) -> tuple[str, str, str]:
    how = line.get("stance")
    return line["speaker"] or "", line["text"], words.term("stance", how) if how else words.term("kind", "quote")


def _event(line: dict[str, Any], words: Any) -> tuple[str, str, str, str]:
    when = " – ".join(words.moment(end) for end in (line["from"], line["to"]) if end)
    return words.term("event_type", line["type"]), when, line["place"] or "", line["text"]


def _table(lines: Any, names: tuple[str, ...] = ()) -> pa.Table:
    """Lines as a table: whole numbers, decimals, lists of words and words, whatever stands in the first line."""
    chosen = names or tuple(dict.fromkeys(name for line in lines for name in line)) or ("kind", "file", "text")
    columns = {name: [line.get(name) for line in lines] for name in chosen}
    return pa.table({name: pa.array(values, _kind(name, values)) for name, values in columns.items()})


def _kind(name: str, values: list[Any]) -> pa.DataType:
    if name in _DECIMAL:
        return pa.float64()
    known = next((value for value in values if value is not None), None)
    if isinstance(known, list):
        return pa.list_(pa.string())
    if isinstance(known, bool):
        return pa.bool_()
    return pa.int64() if name in _WHOLE or isinstance(known, int) else pa.string()
