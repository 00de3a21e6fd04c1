"""Which claims are parts of which? By the parents they name; else a total is of all others that are counted as it is.

Acts, people and shares are three natures of counts: three dead are no part of forty-three attacks. Within a nature a
total in a unit of its own is held against the parts in that unit; parts of which no unit is told may be such or not,
so that they never make a contradiction alone. A total of *violations* is the plain sum of acts in whatever units.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from truceline.measure.claim_words import Bounds, add, apart, bounds, head_of, hull, listed, point, units
from truceline.model.claim import AuditPoint, Claim
from truceline.model.phrase import say

Parts = list[list[Claim]]

#: names under which tables of claims write their totals
TOTALS = frozenset(
    {
        *("total", "totals", "all", "overall", "sum", "violations", "ceasefire violations", "total violations"),
        *("усього", "всього", "загалом", "разом", "сума", "порушень", "усього порушень", "всього порушень"),
        *("всего", "итого", "сумма", "нарушений", "всего нарушений", "итого нарушений"),
    }
)
_SEPARATORS = (".", "/", ":")

#: shares of a whole; each was rounded to a whole number
SHARE = "percent"

#: units that count people, whatever was done to them, and categories that do so where no unit is told
_PERSONS = "person"
_PEOPLE = frozenset({_PERSONS, "household", "people", "осіб", "особа", "людей", "людина", "человек", "лиц"})
_HARM = frozenset(
    {
        *("killed", "dead", "deaths", "fatalities", "wounded", "injured", "casualties", "civilian casualties"),
        *("civilians killed", "civilians wounded", "killed civilians", "wounded civilians", "displaced", "detained"),
        *("загиблі", "загинули", "вбиті", "поранені", "поранено", "загинуло", "постраждалі", "переміщені"),
        *("погибшие", "погибли", "убитые", "убито", "раненые", "ранено", "погибло", "пострадавшие"),
    }
)

#: units under which acts counted in different ways are added up plainly
_PLAIN_SUMS = frozenset(
    {
        *("violation", "incident", "event", "case", "breach"),
        *("порушення", "порушень", "випадок", "випадків", "нарушение", "нарушений", "случай", "случаев"),
    }
)

#: a list longer than this is not tried for being several breakdowns of one whole: it falls into such by chance
_LONG = 12


def is_total(category: str) -> bool:
    """Whether a category is a total over all others of its statement."""
    return plainly(category) in TOTALS


def plainly(category: str) -> str:
    """A category as it is compared: without capitals, with `_` and `-` as blanks."""
    return " ".join(category.replace("_", " ").replace("-", " ").casefold().split())


def parents_of(rows: Iterable[Claim]) -> dict[str, str | None]:
    """For each claim id, of which category it is a part: by its `parent`, or by a name such as `shelling.heavy`."""
    listed_rows = list(rows)
    names_ = {row.category for row in listed_rows}
    return {row.claim_id: row.parent or _by_name(row.category, names_) for row in listed_rows}


def _by_name(category: str, names_: set[str]) -> str | None:
    heads = (category.rpartition(separator)[0] for separator in _SEPARATORS)
    return next((head for head in heads if head in names_), None)


def distinct(rows: list[Claim]) -> list[Claim]:
    """One claim for each figure: the same figure carried by several outlets is judged once."""
    seen: dict[tuple[str, int, str, int], Claim] = {}
    for row in sorted(rows, key=lambda claim: (claim.as_of_s, claim.claim_id)):
        seen.setdefault((row.category, row.count, row.qualifier, row.as_of_s), row)
    return list(seen.values())


def parts_of(whole: Claim, rows: list[Claim], parent: dict[str, str | None]) -> Parts:
    """Claims that are parts of the whole, by category: of the choices that units leave, the first that adds up, else
    the first."""
    choices = [_told_with(whole, chosen) for chosen in _choices(whole, _candidates(whole, rows, parent))]
    fitting = (parts for parts in choices if parts and not apart(bounds(whole), sum_of(parts)))
    return next(fitting, choices[0] if choices else [])


def _candidates(whole: Claim, rows: list[Claim], parent: dict[str, str | None]) -> list[Claim]:
    named = [row for row in rows if parent[row.claim_id] == whole.category and row.category != whole.category]
    if not named and is_total(whole.category):
        named = [row for row in rows if parent[row.claim_id] is None and not is_total(row.category)]
    natures = {_nature(row) for row in named}
    nature = _PERSONS if whole.unit is None and natures == {_PERSONS} else _nature(whole)
    return [row for row in named if _nature(row) == nature]


def _nature(row: Claim) -> str:
    harm = row.unit is None and plainly(row.category) in _HARM
    return SHARE if row.unit == SHARE else _PERSONS if harm or row.unit in _PEOPLE else "acts"


def _choices(whole: Claim, named: list[Claim]) -> Iterator[list[Claim]]:
    same = [row for row in named if row.unit == whole.unit]
    unstated = [row for row in named if row.unit is None]
    if whole.unit is None or whole.unit in _PLAIN_SUMS or _nature(whole) != "acts":
        yield from (named, same) if whole.unit else (named,)
    elif same:
        yield from ([*same, *unstated], same)
    elif unstated:
        yield from (unstated, named)
    elif not apart(bounds(whole), sum_of(_told_with(whole, named))):
        yield named


def _told_with(whole: Claim, named: list[Claim]) -> Parts:
    """Those of them that were told together with the whole, else the latest ones, by category."""
    same_time = [row for row in named if row.as_of_s == whole.as_of_s]
    latest = max((row.as_of_s for row in named), default=0)
    by_category: dict[str, list[Claim]] = defaultdict(list)
    for row in same_time or [row for row in named if row.as_of_s == latest]:
        by_category[row.category].append(row)
    return [by_category[name] for name in sorted(by_category)]


def sum_of(parts: Parts) -> Bounds:
    """Bounds of the sum of the parts; several figures of one category leave room between them."""
    derived = add(hull(bounds(row) for row in same) for same in parts)
    return with_rounding(derived, [same[0] for same in parts]) if len(parts) > 1 else derived


def with_rounding(derived: Bounds, parts: list[Claim]) -> Bounds:
    """Bounds of a sum of shares: each was rounded by up to half a point."""
    room = len(parts) // 2 if all(row.unit == SHARE for row in parts) else 0
    return max(derived[0] - room, 0), None if derived[1] is None else derived[1] + room


def left_out(whole: Claim, rows: list[Claim], parent: dict[str, str | None], parts: Parts) -> list[AuditPoint]:
    """Parts in another unit than the whole, named as such or listed beside a total: in no sum, and it is said."""
    summed = {row.claim_id for same in parts for row in same}
    named = [row for row in rows if parent[row.claim_id] == whole.category]
    beside = not named and is_total(whole.category) and whole.unit is not None
    if beside:
        named = [row for row in rows if parent[row.claim_id] is None and not is_total(row.category) and row.unit]
    aside = [
        row
        for row in named
        if row.claim_id not in summed
        and row.as_of_s == whole.as_of_s
        and row.unit != whole.unit
        and not any(other.category == whole.category and other.unit == row.unit for other in rows)
    ]
    if not aside:
        return []
    stated = units({row.unit for row in (whole, *aside) if row.unit})
    told = say("audit_beside" if beside else "audit_left_out", **head_of(whole), parts=listed(aside), units=stated)
    return [point("unit", "cannot_tell", told, [whole, *aside], whole.count)]


def acts_beside(whole: Claim, rows: list[Claim], parent: dict[str, str | None], parts: Parts) -> bool:
    """Whether acts stand beside these parts that may be parts too and are in no sum, since their unit is another."""
    summed = {row.category for same in parts for row in same}
    return any(row.category not in summed for row in _candidates(whole, rows, parent))


def breakdowns(whole: Claim, parts: Parts) -> list[Parts] | None:
    """The parts as several lists of which each comes to the whole exactly (by means, by sector); null where they do
    not fall into such lists without a rest."""
    counts = [same[0].count for same in parts]
    told = [row for same in parts for row in same]
    if not whole.count or sum(counts) % whole.count or sum(counts) == whole.count or len(parts) > _LONG:
        return None
    if any(row.qualifier != "exact" for row in (whole, *told)) or any(len({r.count for r in s}) > 1 for s in parts):
        return None
    groups = _groups(whole.count, tuple(range(len(parts))), counts)
    return None if groups is None else [[parts[at] for at in group] for group in groups]


def _groups(goal: int, left: tuple[int, ...], counts: list[int]) -> list[tuple[int, ...]] | None:
    if not left:
        return []
    for group in _reaching(goal - counts[left[0]], left[1:], counts):
        chosen = (left[0], *group)
        rest = _groups(goal, tuple(at for at in left if at not in chosen), counts)
        if rest is not None:
            return [chosen, *rest]
    return None


def _reaching(goal: int, left: tuple[int, ...], counts: list[int]) -> Iterator[tuple[int, ...]]:
    """Choices of the places left whose counts come to the goal."""
    if goal == 0:
        yield ()
    for i, at in enumerate(left):
        if 0 < counts[at] <= goal:
            yield from ((at, *more) for more in _reaching(goal - counts[at], left[i + 1 :], counts))
