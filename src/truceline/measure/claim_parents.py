"""Of what are the parts said to be parts? Parents that no claim states, and claims that are parts of each other."""

from __future__ import annotations

from truceline.measure.claim_statements import statements
from truceline.measure.claim_words import names, point, window
from truceline.model.claim import AuditPoint, Claim
from truceline.model.phrase import Name, say


def parents(claims: tuple[Claim, ...]) -> list[AuditPoint]:
    """The checks of every statement."""
    return [found for rows in statements(claims) for found in (*_unstated(rows), *_circles(rows))]


def _unstated(rows: list[Claim]) -> list[AuditPoint]:
    """Parts of a whole for which the same statement has no figure: nothing could be held against them."""
    stated = {row.category for row in rows}
    found: list[AuditPoint] = []
    for parent in sorted({row.parent for row in rows if row.parent} - stated):
        parts = [row for row in rows if row.parent == parent]
        listed = names(sorted({row.category for row in parts}))
        told = say("audit_no_whole", parts=listed, parent=Name(parent), window=window(parts[0]))
        found.append(point("sub_total", "cannot_tell", told, parts))
    return found


def _circles(rows: list[Claim]) -> list[AuditPoint]:
    """Categories that by their parents are parts of themselves; each circle is told once."""
    above = {row.category: row.parent for row in sorted(rows, key=lambda row: row.claim_id) if row.parent}
    circles = {tuple(sorted(circle)) for circle in (_circle(start, above) for start in above) if circle}
    return [
        point(
            "sub_total",
            "inconsistent",
            say("audit_circle", parts=names(circle)),
            [row for row in rows if row.category in circle],
        )
        for circle in sorted(circles)
    ]


def _circle(start: str, above: dict[str, str]) -> list[str]:
    """The categories from `start` up to itself again; empty where the way up ends or runs into another circle."""
    way = [start]
    while (parent := above.get(way[-1])) is not None:
        if parent == start:
            return way
        if parent in way:
            return []
        way.append(parent)
    return []
