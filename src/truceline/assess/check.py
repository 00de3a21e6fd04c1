"""Whether an agreement contradicts itself, which no schema sees. Errors keep it from being applied, warnings do not."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from truceline.assess.clashes import clashes
from truceline.assess.exchanged import exchanged
from truceline.assess.fields import Notes
from truceline.assess.geography import Geography
from truceline.assess.ground import Ground, NoSideError, Region, walk
from truceline.assess.prepared import conditions_of
from truceline.assess.problems import near_miss
from truceline.assess.tangles import MOST_CROSSINGS, too_tangled
from truceline.model.agreement import Agreement, InForce, Provision

_DECIDED = "decided_breach:"
#: points of the outlines that are laid over each other, two by two; of a real agreement some hundred thousand
_MOST_LAID = 1_000_000


def consistency(
    agreement: Agreement,
    disjoint: tuple[tuple[str, str], ...],
    geography: Geography,
    drawn: frozenset[str],
    notes: Notes,
) -> None:
    """Note every contradiction.

    Args:
        agreement: as read; its names all exist.
        disjoint: pairs of zones that must not overlap.
        geography: takes the problems of the drawing.
        drawn: zones that stand in the zones file; derived ones overlap on purpose.
        notes: takes the problems.
    """
    if not agreement.provisions:
        found = "no [[provision]] and no [[duty]] that an incident decides"
        notes.add((), "agreement", found, "Nothing will be assessed until there is one.", severity="warning")
    elif not any(agreement.readings_of(provision) for provision in agreement.provisions):
        found = "no [[reading]] says when it is in force"
        notes.add((), "agreement", found, "Nothing will be found to be a breach until one does.", severity="warning")
    ground = Ground(agreement)
    _overlaps(agreement, ground, disjoint, geography, drawn, notes)
    exchanged(agreement, geography, drawn, notes)
    _lines(agreement, ground, notes)
    for provision in agreement.provisions:
        _stages(agreement, provision, notes)
    _decided(agreement, notes)
    _register(agreement, notes)
    _unheard(agreement, notes)
    _swallowed(agreement, notes)
    clashes(agreement, ground, notes)


def _overlaps(
    agreement: Agreement,
    ground: Ground,
    disjoint: tuple[tuple[str, str], ...],
    geography: Geography,
    drawn: frozenset[str],
    notes: Notes,
) -> None:
    zones = {zone.zone_id for zone in agreement.zones if zone.kind == "zone"}
    declared = {frozenset(pair) for pair in disjoint}
    for name in sorted({name for pair in disjoint for name in pair} - zones):
        notes.add(("agreement",), "agreement", f"no zone is called {name!r}", near_miss(name, zones), key="disjoint")
    laid = 0
    for left, right in _near(sorted(zones), ground):
        a, b = ground.region(Region(left)), ground.region(Region(right))
        laid += int(shapely.get_num_coordinates(a) + shapely.get_num_coordinates(b))
        if laid > _MOST_LAID:
            found = "its zones lie over each other in too many places to compare them all"
            notes.add(("agreement",), "zones", found, "Draw them with fewer points, or fewer of them.", key="disjoint")
            return
        if too_tangled((a, b)):
            found = f"the borders of zones {left!r} and {right!r} cross in more than {MOST_CROSSINGS:,} places"
            notes.add(("agreement",), "zones", found, "Redraw them: no border is as fine.", key="disjoint")
            continue
        shared = shapely.intersection(a, b).area if shapely.intersects(a, b) else 0.0
        if shared <= 1.0:
            continue
        found = f"zones {left!r} and {right!r} overlap by {shared / 1e6:.3f} km²"
        if frozenset((left, right)) in declared:
            advice = "They are declared disjoint: redraw one of them."
            notes.add(("agreement",), "zones", found, advice, key="disjoint")
        elif {left, right} <= drawn and not _nested(a, b, shared):
            advice = f'Draw their common border once. If they must never overlap: disjoint = [["{left}", "{right}"]].'
            geography.problem(right, f"it overlaps zone {left!r} by {shared / 1e6:.3f} km²", advice, "warning")


def _near(zones: list[str], ground: Ground) -> Iterator[tuple[str, str]]:
    """Pairs of zones whose boxes meet, in the order of their names."""
    shapes = np.array([ground.region(Region(zone)) for zone in zones], dtype=object)
    ones, others = shapely.STRtree(shapes).query(shapes)
    yield from ((zones[n], zones[m]) for n, m in sorted(zip(ones.tolist(), others.tolist(), strict=True)) if n < m)


def _nested(a: BaseGeometry, b: BaseGeometry, shared_m2: float) -> bool:
    return bool(shared_m2 >= 0.999 * min(a.area, b.area))


def _lines(agreement: Agreement, ground: Ground, notes: Notes) -> None:
    """Every line that a party withdraws behind must have that party on one side, and the others on the other."""
    parties = [party.party_id for party in agreement.parties]
    for provision in agreement.provisions:
        told: set[tuple[str, frozenset[str]]] = set()
        for node in conditions_of(provision):
            for party, line in (node.of_line or {}).items():
                try:
                    own = ground.side_number(line, party)
                    together = [o for o in parties if o != party and ground.side_number(line, o) == own]
                except NoSideError as problem:
                    notes.of_clause(provision, f"line {line!r}: {problem.found}", problem.advice, "when")
                    continue
                for other in together:
                    if (line, frozenset((party, other))) in told:
                        continue
                    told.add((line, frozenset((party, other))))
                    found = f"the homes of {party!r} and {other!r} lie on the same side of line {line!r}"
                    notes.of_clause(provision, found, "Correct a `home` ([lon, lat]) or the line.", "when")


def _stages(agreement: Agreement, provision: Provision, notes: Notes) -> None:
    before: int | None = None
    for index, stage in enumerate(provision.stages):
        last = index == len(provision.stages) - 1
        if stage.until_s is None and not last:
            found = f"stage {index + 1} has no end, so the stages after it are never reached"
            notes.of_clause(provision, found, "Give it an `until`, or drop what follows.")
        elif before is not None and stage.until_s is not None and stage.until_s <= before:
            found = f"stage {index + 1} ends before the stage ahead of it does, so it is never reached"
            notes.of_clause(provision, found, "Write stages in the order of time.")
        before = stage.until_s if stage.until_s is not None else before
    start = _earliest(agreement.readings_of(provision))
    for index, stage in enumerate(provision.stages):
        if start is not None and stage.until_s is not None and stage.until_s <= start:
            found = f"stage {index + 1} ends before the clause comes into force"
            notes.of_clause(provision, found, "Check its `until`, or drop it.", warn=True)


def _earliest(readings: tuple[InForce, ...]) -> int | None:
    starts = [reading.from_s for reading in readings if not reading.never]
    known = [start for start in starts if start is not None]
    return min(known) if known and len(known) == len(starts) else None


def _decided(agreement: Agreement, notes: Notes) -> None:
    """Clauses may look at decided breaches of others, but not in a circle."""
    known = {provision.provision_id for provision in agreement.provisions}
    asks: dict[str, set[str]] = {}
    for provision in agreement.provisions:
        for node in conditions_of(provision):
            if node.event is None or not node.event.startswith(_DECIDED):
                continue
            target = node.event.removeprefix(_DECIDED)
            if target not in known:
                notes.of_clause(provision, f"no provision is called {target!r}", near_miss(target, known))
            elif target == provision.provision_id and node.by != "other":
                found = "it depends on its own decided breach"
                notes.of_clause(provision, found, 'Only a breach by the other side can release: by = "other".')
            elif target != provision.provision_id:
                asks.setdefault(provision.provision_id, set()).add(target)
    circles = _circles(asks) if asks else set()
    for provision in agreement.provisions:
        if provision.provision_id in circles:
            around = " → ".join([provision.provision_id, *sorted(asks[provision.provision_id])])
            found = f"it depends in a circle on decided breaches of other clauses ({around} → …)"
            notes.of_clause(provision, found, "Let one of them stand without the others.")


def _circles(asks: dict[str, set[str]]) -> set[str]:
    """Those that reach themselves by way of others: each reaches all of its strong component."""
    from scipy.sparse import coo_array
    from scipy.sparse.csgraph import connected_components

    names = sorted({*asks, *(target for targets in asks.values() for target in targets)})
    at = {name: number for number, name in enumerate(names)}
    pairs = np.array([(at[name], at[target]) for name, targets in asks.items() for target in targets])
    steps = coo_array((np.ones(len(pairs), dtype=bool), (pairs[:, 0], pairs[:, 1])), shape=(len(names), len(names)))
    _, component = connected_components(steps.tocsr(), directed=True, connection="strong")
    return {name for name, size in zip(names, np.bincount(component)[component].tolist(), strict=True) if size > 1}


def _register(agreement: Agreement, notes: Notes) -> None:
    """An entry that no clause asks for is likely a slip of the pen."""
    asked = {node.event for p in agreement.provisions for node in conditions_of(p) if node.event is not None}
    asked |= {f"plea:{p.provision_id}" for p in agreement.provisions if p.unless}
    readings = [*agreement.readings, *(reading for p in agreement.provisions for reading in p.readings)]
    asked |= {kind for reading in readings for kind in (reading.from_event, reading.until_event) if kind}
    for number, entry in enumerate(agreement.register):
        if entry.kind not in asked:
            clause, found = f"register entry {number + 1}", f"no clause asks for {entry.kind!r}"
            advice = _meant(notes, entry.kind, asked)
            notes.add(("register", number), clause, found, advice, key="kind", severity="warning")
    for kind in agreement.register_complete:
        if kind not in asked:
            found = f"the register is complete for {kind!r}, for which no clause asks"
            advice = _meant(notes, kind, asked)
            notes.add(("agreement",), "agreement", found, advice, key="register_complete", severity="warning")


def _unheard(agreement: Agreement, notes: Notes) -> None:
    """An exception that waits for entries of a kind of which the register has none: a slip of the pen, or never met.

    Where the register is declared complete for the kind, that there is none is itself an answer; what the commission
    decides and what duties tell comes with time; and where no register was begun, nothing is missing from it.
    """
    held = {entry.kind for entry in agreement.register}
    told = {provision.duty.notice for provision in agreement.provisions if provision.duty is not None}
    if not held:
        return
    for provision in agreement.provisions:
        asked = {node.event for one in provision.unless for node in walk(one.when) if node.event is not None}
        for kind in sorted(asked - held - told - set(agreement.register_complete)):
            if not kind.startswith(_DECIDED):
                found = f"an exception asks for {kind!r}, of which the register has no entry"
                advice = f"{_meant(notes, kind, held)} Without an entry it stays open."
                notes.of_clause(provision, found, advice, "unless", warn=True)


def _swallowed(agreement: Agreement, notes: Notes) -> None:
    """A release that nobody must plead swallows the rule: until a breach was decided, no act is found to be one."""
    for provision in agreement.provisions:
        for exception in (one for one in provision.unless if one.plea == "none"):
            asked = {node.event for node in walk(exception.when) if node.event and node.event.startswith(_DECIDED)}
            for kind in sorted(asked - set(agreement.register_complete)):
                found = f"a release that nobody must plead waits for {kind!r}: until one is entered no act is a breach"
                advice = 'Say who pleads it, plea = "bearer"; or name the kind in `register_complete`.'
                notes.of_clause(provision, found, advice, "unless", warn=True)


def _meant(notes: Notes, word: str, known: set[str]) -> str:
    """Advice to a warning; none where that would not be listed."""
    return "" if notes.problems.full_of_warnings else near_miss(word, known)
