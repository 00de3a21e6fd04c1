"""Which texts are one witness: each origin a small tree of its texts, with a stroke for how one was taken from another.

A text hangs below the one that it came from. Strokes differ by dashes, not by colour, so that they print in grey.
"""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterator
from typing import NamedTuple

from truceline.model.bulletin import PublicLink, PublicOrigin
from truceline.publish.svg import cut, drawing, element, number, text, titled
from truceline.publish.words import Words

WIDTH = 760.0
_COLUMNS = 2
_GAP = 24.0
_HEAD = 24.0
_LINE = 21.0
_STEP = 20.0  # to the right, for each step away from the first text
_DEEPEST = 5
_LETTERS = 34

#: origins that are drawn, those of the most texts first, and texts of each
MOST_ORIGINS = 6
_MOST_TEXTS = 12

#: how a text was taken from another, by the dashes of its stroke; the closest first
_STROKES = ("copy", "rewrite", "partial")


class _Row(NamedTuple):
    """A text, the one it hangs on, how it was taken from it, and how far it is from the first."""

    item: int
    parent: int | None
    relation: str
    depth: int


def drawn_origins(origins: tuple[PublicOrigin, ...]) -> tuple[PublicOrigin, ...]:
    """Those whose texts are joined by something that can be drawn, the largest first."""
    joined = [one for one in origins if one.links]
    return tuple(sorted(joined, key=lambda one: (-len(one.items), one.origin_id))[:MOST_ORIGINS])


def draw_origins(origins: tuple[PublicOrigin, ...], words: Words) -> str:
    """An SVG of the trees in two columns, with a key to the strokes."""
    width = (WIDTH - _GAP * (_COLUMNS - 1)) / _COLUMNS
    used = sorted({link.relation for one in origins for link in one.links}, key=_closeness)
    parts, bottoms = _key(used, words), [_HEAD + 8] * _COLUMNS
    for one in origins:
        column = bottoms.index(min(bottoms))
        drawn, height = _tree(one, column * (width + _GAP), bottoms[column], width, words)
        parts += drawn
        bottoms[column] += height + 16
    said = words.say("origin_graph_caption")
    return drawing("origin-graph", words.say("origin_graph_title"), said, WIDTH, max(bottoms), *parts)


def _key(relations: list[str], words: Words) -> list[str]:
    parts, x = [], 0.0
    for relation in relations:
        parts.append(element("path", d=f"M{number(x)} 10 h28", class_=_class(relation)))
        parts.append(text(words.term("relation", relation), x + 34, 14, "d-small"))
        x += 190
    return parts


def _tree(one: PublicOrigin, x: float, y: float, width: float, words: Words) -> tuple[list[str], float]:
    rows = list(_rows(one))
    shown, more = rows[:_MOST_TEXTS], max(0, len(rows) - _MOST_TEXTS)
    height = _HEAD + _LINE * (len(shown) + bool(more))
    parts = [
        element("rect", x=x + 0.5, y=y + 0.5, width=width - 1, height=height + 8, rx=4, class_="d-frame"),
        text(words.count("one_witness", len(rows)), x + 10, y + 17, "d-strong"),
    ]
    at: dict[int, tuple[float, float]] = {}
    for place, (item, parent, relation, depth) in enumerate(shown):
        left, middle = x + 18 + min(depth, _DEEPEST) * _STEP, y + _HEAD + _LINE * (place + 0.5) + 2
        at[item] = (left, middle)
        if parent is not None and parent in at:
            over, above = at[parent]
            corner = f"M{number(over)} {number(above + 5)} V{number(middle)} H{number(left - 5)}"
            parts.append(element("path", d=corner, class_=_class(relation)))
        label = f"{one.sources[item]} · {words.number(item + 1)}"
        said = f"{label}, {words.term('relation', relation)}" if relation else label
        parts.append(titled("circle", said, cx=left, cy=middle, r=4.5, class_="d-node"))
        parts.append(text(cut(label, _LETTERS), left + 10, middle + 4, "d-text"))
    if more:
        parts.append(text(words.count("texts_more", more), x + 18, y + height - 3, "d-small"))
    return parts, height + 8


def _rows(one: PublicOrigin) -> Iterator[_Row]:
    """The texts of a tree from its first text, each below the one it hangs on; then the next tree, if they are more."""
    joined: dict[int, list[tuple[int, str]]] = defaultdict(list)
    for link in sorted(one.links, key=lambda link: (_closeness(link.relation), link.a, link.b)):
        joined[link.a].append((link.b, link.relation))
        joined[link.b].append((link.a, link.relation))
    met: set[int] = set()
    for start in sorted(range(len(one.items)), key=lambda item: (_later(item, one.links), -len(joined[item]), item)):
        if start not in met:
            yield from _in_order(start, _below(start, joined, met))


def _below(start: int, joined: dict[int, list[tuple[int, str]]], met: set[int]) -> dict[int, list[tuple[int, str]]]:
    """Texts by the one they hang on: as near to the first text as the links allow."""
    met.add(start)
    hanging: dict[int, list[tuple[int, str]]] = defaultdict(list)
    waiting = deque((start,))
    while waiting:
        item = waiting.popleft()
        for other, relation in joined[item]:
            if other not in met:
                met.add(other)
                hanging[item].append((other, relation))
                waiting.append(other)
    return hanging


def _in_order(start: int, hanging: dict[int, list[tuple[int, str]]]) -> Iterator[_Row]:
    """As they stand below each other; by an explicit stack, for a long chain of copies is no reason to fail."""
    stack = [_Row(start, None, "", 0)]
    while stack:
        row = stack.pop()
        yield row
        stack += [_Row(item, row.item, how, row.depth + 1) for item, how in reversed(hanging[row.item])]


def _later(item: int, links: tuple[PublicLink, ...]) -> int:
    """How often the evidence says that this text came from another."""
    return sum(
        (link.direction == "a_from_b" and link.a == item) or (link.direction == "b_from_a" and link.b == item)
        for link in links
    )


def _closeness(relation: str) -> tuple[int, str]:
    return (_STROKES.index(relation) if relation in _STROKES else len(_STROKES)), relation


def _class(relation: str) -> str:
    return f"d-link d-link-{relation}" if relation in _STROKES else "d-link d-link-other"
