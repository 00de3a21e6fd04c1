"""The figures of a bulletin as a small tree, so that one of them can be shown to stand in it without the rest.

A figure is a value in the bulletin's JSON with the JSON Pointer that leads to it (RFC 6901): a number, words, a yes
or no, null, or a list or object with nothing in it. They stand in the order of RFC 8785, each as the leaf SHA-256 over
0x00 and the RFC 8785 JSON of `[pointer, value]`, under the tree of RFC 6962. A bulletin is public: nothing is salted.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec

from truceline.model.errors import RecordError
from truceline.record.canonical import canonical
from truceline.record.merkle import EMPTY_ROOT, leaf_hash, node_hash


class Figure(msgspec.Struct, frozen=True):
    pointer: str
    value: object


class FiguresRoot(msgspec.Struct, frozen=True):
    """What a release entry binds: the root, as hex, and the number of figures, which no path binds."""

    root: str
    size: int


class FigureTree:
    """The hashes over a bulletin's figures, level by level, the figures' own first."""

    def __init__(self, figures: Sequence[Figure]) -> None:
        self._levels = [[figure_hash(figure) for figure in figures]]
        while len(self._levels[-1]) > 1:
            self._levels.append(_parents(self._levels[-1]))

    @property
    def root(self) -> FiguresRoot:
        top = self._levels[-1][0] if self._levels[0] else EMPTY_ROOT
        return FiguresRoot(top.hex(), len(self._levels[0]))

    def path(self, index: int) -> tuple[bytes, ...]:
        """The path from a figure to the root, lowest first."""
        path: list[bytes] = []
        for level in self._levels[:-1]:
            if index ^ 1 < len(level):
                path.append(level[index ^ 1])
            index >>= 1
        return tuple(path)


def figures_of(bulletin: object, pointer: str = "") -> Iterator[Figure]:
    """Every figure of a bulletin's JSON, in its order."""
    if isinstance(bulletin, dict) and bulletin:
        for name in sorted(bulletin, key=_utf16):
            yield from figures_of(bulletin[name], f"{pointer}/{name.replace('~', '~0').replace('/', '~1')}")
    elif isinstance(bulletin, list) and bulletin:
        for at, inner in enumerate(bulletin):
            yield from figures_of(inner, f"{pointer}/{at}")
    else:
        yield Figure(pointer, bulletin)


def place_of(figures: Sequence[Figure], pointer: str) -> int:
    """Where the figure with this pointer stands. Raises RecordError where there is none."""
    for place, figure in enumerate(figures):
        if figure.pointer == pointer:
            return place
    near = [figure.pointer for figure in figures if figure.pointer.startswith(f"{pointer.rstrip('/')}/")]
    advice = f"Name one, such as {near[0]}." if near else "Figures are named by where they stand: /counts/0/value_low."
    raise RecordError(f"the bulletin has no figure at {pointer!r}", advice=advice)


def figure_hash(figure: Figure) -> bytes:
    return leaf_hash(canonical([figure.pointer, figure.value]))


def _parents(level: list[bytes]) -> list[bytes]:
    """One level up. A last one without a sibling goes up as it is."""
    pairs = [node_hash(level[at], level[at + 1]) for at in range(0, len(level) - 1, 2)]
    return pairs + level[2 * len(pairs) :]


def _utf16(name: str) -> bytes:
    return name.encode("utf-16-be")
