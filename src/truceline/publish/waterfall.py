"""Evidence as a waterfall: what each feature says for or against two reports being of one incident."""

from __future__ import annotations

from itertools import accumulate

from truceline.publish.svg import drawing, element, text, titled
from truceline.publish.words import Words

_WIDTH = 760.0
_ROW = 22.0
#: room for the names of the terms, and for a figure behind the longest bar
_LABELS, _FIGURE = 345.0, 70.0


def draw_evidence(name: str, terms: tuple[tuple[str, int], ...], words: Words) -> str:
    """Each term begins where the one before it ended; the last bar is the sum.

    `terms` are (label, milli-nats). What speaks for one incident goes right, what speaks against it left.
    """
    ends = list(accumulate((milli for _, milli in terms), initial=0))
    low, high = min(0, *ends), max(1, *ends)
    scale = (_WIDTH - _LABELS - _FIGURE) / (high - low)
    rows = [(label, ends[k], ends[k + 1]) for k, (label, _) in enumerate(terms)]
    rows.append((words.say("evidence_sum"), 0, ends[-1]))
    parts = []
    for line, (label, begin, end) in enumerate(rows):
        y = line * _ROW
        left, wide = _LABELS + (min(begin, end) - low) * scale, max(abs(end - begin) * scale, 1.0)
        said = signed(end - begin, words)
        colour = "d-band-edge" if end >= begin else "d-breach"
        strong = line == len(rows) - 1
        parts.append(text(label, _LABELS - 12, y + 15, "d-strong" if strong else "d-text", "end"))
        parts.append(titled("rect", f"{label}: {said}", x=left, y=y + 4, width=wide, height=14, class_=colour))
        parts.append(text(said, min(left + wide + 5, _WIDTH - 44), y + 15, "d-small"))
    zero = _LABELS - low * scale
    parts.append(element("path", d=f"M{zero:.1f} 0 V{len(rows) * _ROW:.1f}", class_="d-base"))
    described = [f"{label} {signed(end - begin, words)}" for label, begin, end in rows]
    return drawing(name, words.say("evidence_title"), "; ".join(described), _WIDTH, len(rows) * _ROW + 4, *parts)


def signed(milli: int, words: Words) -> str:
    """With its sign, to one decimal: evidence is never known better."""
    tenths = round(milli / 100)
    return ("+" if tenths > 0 else "−" if tenths < 0 else "") + words.fixed(100 * abs(tenths), 1)
