"""Whether an agreement contradicts itself, which no schema sees. Errors keep it from being applied, warnings do not."""

from __future__ import annotations

import itertools

import shapely
from shapely.geometry.base import BaseGeometry

from truceline.assess.acts import types_reached
from truceline.assess.fields import Notes
from truceline.assess.ground import Ground, NoSideError, Region, walk
from truceline.assess.prepared import conditions_of
from truceline.assess.problems import near_miss
from truceline.assess.reach import readings_of
from truceline.model.agreement import Agreement, InForce, Provision

_DECIDED = "decided_breach:"


def consistency(
    agreement: Agreement, disjoint: tuple[tuple[str, str], ...], drawn: frozenset[str], notes: Notes
) -> None:
    """Note every contradiction.

    Args:
        agreement: as read; its names all exist.
        disjoint: pairs of zones that must not overlap.
        drawn: zones that stand in the zones file; derived ones overlap on purpose.
        notes: takes the problems.
    """
    ground = Ground(agreement)
    _overlaps(agreement, ground, disjoint, drawn, notes)
    _lines(agreement, ground, notes)
    for provision in agreement.provisions:
        _stages(agreement, provision, notes)
        _acts(provision, notes)
    _decided(agreement, notes)
    _register(agreement, notes)
    _unheard(agreement, notes)
    _permissions(agreement, ground, notes)
    if not any(readings_of(provision, agreement) for provision in agreement.provisions):
        found = "no [[reading]] says when it is in force"
        notes.add((), "agreement", found, "Nothing will be found to be a breach until one does.", severity="warning")


def _overlaps(
    agreement: Agreement,
    ground: Ground,
    disjoint: tuple[tuple[str, str], ...],
    drawn: frozenset[str],
    notes: Notes,
) -> None:
    zones = {zone.zone_id for zone in agreement.zones if zone.kind == "zone"}
    declared = {frozenset(pair) for pair in disjoint}
    for name in sorted({name for pair in disjoint for name in pair} - zones):
        notes.add(("agreement",), "agreement", f"no zone is called {name!r}", near_miss(name, zones), key="disjoint")
    for left, right in itertools.combinations(sorted(zones), 2):
        a, b = ground.region(Region(left)), ground.region(Region(right))
        shared = shapely.intersection(a, b).area if shapely.intersects(a, b) else 0.0
        if shared <= 1.0:
            continue
        found = f"zones {left!r} and {right!r} overlap by {shared / 1e6:.3f} km²"
        if frozenset((left, right)) in declared:
            advice = "They are declared disjoint: redraw one of them."
            notes.add(("agreement",), "zones", found, advice, key="disjoint")
        elif {left, right} <= drawn and not _nested(a, b, shared):
            advice = 'Draw their common border once. If they must never overlap, say so: disjoint = [["a", "b"]].'
            notes.add(("agreement",), "zones", found, advice, severity="warning")


def _nested(a: BaseGeometry, b: BaseGeometry, shared_m2: float) -> bool:
    return bool(shared_m2 >= 0.999 * min(a.area, b.area))


def _lines(agreement: Agreement, ground: Ground, notes: Notes) -> None:
    """Every line that a party withdraws behind must have that party on one side, and the others on the other."""
    for provision in agreement.provisions:
        for node in conditions_of(provision):
            for party, line in (node.of_line or {}).items():
                try:
                    own = ground.side(line, party)
                    others = [p.party_id for p in agreement.parties if p.party_id != party]
                    together = [o for o in others if ground.side(line, o).equals(own)]
                except NoSideError as problem:
                    _note(notes, provision, f"line {line!r}: {problem.found}", problem.advice, "when")
                    continue
                for other in together:
                    found = f"the homes of {party!r} and {other!r} lie on the same side of line {line!r}"
                    _note(notes, provision, found, "Correct a `home` ([lon, lat]) or the line.", "when")


def _note(
    notes: Notes, provision: Provision, found: str, advice: str, key: str | None = None, warn: bool = False
) -> None:
    clause = f"{'duty' if provision.duty else 'provision'} {provision.provision_id!r}"
    key = "of" if key == "when" and provision.duty else key
    path = notes.clauses.get(provision.provision_id, ())
    notes.add(path, clause, found, advice, key=key, severity="warning" if warn else "error")


def _stages(agreement: Agreement, provision: Provision, notes: Notes) -> None:
    before: int | None = None
    for index, stage in enumerate(provision.stages):
        last = index == len(provision.stages) - 1
        if stage.until_s is None and not last:
            found = f"stage {index + 1} has no end, so the stages after it are never reached"
            _note(notes, provision, found, "Give it an `until`, or drop what follows.")
        elif before is not None and stage.until_s is not None and stage.until_s <= before:
            found = f"stage {index + 1} ends before the stage ahead of it does, so it is never reached"
            _note(notes, provision, found, "Write stages in the order of time.")
        before = stage.until_s if stage.until_s is not None else before
    start = _earliest(readings_of(provision, agreement))
    for index, stage in enumerate(provision.stages):
        if start is not None and stage.until_s is not None and stage.until_s <= start:
            found = f"stage {index + 1} ends before the clause comes into force"
            _note(notes, provision, found, "Check its `until`, or drop it.", warn=True)


def _earliest(readings: tuple[InForce, ...]) -> int | None:
    starts = [reading.from_s for reading in readings if not reading.never]
    known = [start for start in starts if start is not None]
    return min(known) if known and len(known) == len(starts) else None


def _acts(provision: Provision, notes: Notes) -> None:
    if not types_reached(provision):
        found = "no type of event can meet `when`"
        _note(notes, provision, found, "Check which acts are joined by `all` and `not`.", "when")


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
                _note(notes, provision, f"no provision is called {target!r}", near_miss(target, known))
            elif target == provision.provision_id and node.by != "other":
                found = "it depends on its own decided breach"
                _note(notes, provision, found, 'Only a breach by the other side can release: by = "other".')
            elif target != provision.provision_id:
                asks.setdefault(provision.provision_id, set()).add(target)
    for provision in agreement.provisions:
        if provision.provision_id in _reached(asks, provision.provision_id):
            around = " → ".join([provision.provision_id, *sorted(asks[provision.provision_id])])
            found = f"it depends in a circle on decided breaches of other clauses ({around} → …)"
            _note(notes, provision, found, "Let one of them stand without the others.")


def _reached(asks: dict[str, set[str]], start: str) -> set[str]:
    found: set[str] = set()
    waiting = sorted(asks.get(start, ()))
    while waiting:
        name = waiting.pop()
        if name not in found:
            found.add(name)
            waiting += sorted(asks.get(name, ()))
    return found


def _register(agreement: Agreement, notes: Notes) -> None:
    """An entry that no clause asks for is likely a slip of the pen."""
    asked = {node.event for p in agreement.provisions for node in conditions_of(p) if node.event is not None}
    asked |= {f"plea:{p.provision_id}" for p in agreement.provisions if p.unless}
    readings = [*agreement.readings, *(reading for p in agreement.provisions for reading in p.readings)]
    asked |= {kind for reading in readings for kind in (reading.from_event, reading.until_event) if kind}
    for number, entry in enumerate(agreement.register):
        if entry.kind not in asked:
            clause, found = f"register entry {number + 1}", f"no clause asks for {entry.kind!r}"
            notes.add(("register", number), clause, found, near_miss(entry.kind, asked), key="kind", severity="warning")
    for kind in agreement.register_complete:
        if kind not in asked:
            found = f"the register is complete for {kind!r}, for which no clause asks"
            notes.add(
                ("agreement",),
                "agreement",
                found,
                near_miss(kind, asked),
                key="register_complete",
                severity="warning",
            )


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
                advice = f"{near_miss(kind, held)} Without an entry it stays open."
                _note(notes, provision, found, advice, "unless", warn=True)


def _permissions(agreement: Agreement, ground: Ground, notes: Notes) -> None:
    """The same act in the same place, permitted by one clause and prohibited by another: nothing says which wins."""
    for permit in agreement.provisions:
        if permit.effect != "none" or permit.stages:
            continue
        for ban in agreement.provisions:
            if ban.effect == "breach" and _meet(permit, ban, agreement, ground):
                found = f"it permits what provision {ban.provision_id!r} prohibits, in the same place and time"
                advice = f"A permission changes nothing by itself: write it as an `unless` of {ban.provision_id!r}."
                _note(notes, permit, found, advice, "effect", warn=True)


def _meet(permit: Provision, ban: Provision, agreement: Agreement, ground: Ground) -> bool:
    if not types_reached(permit) & types_reached(ban):
        return False
    if permit.bearers and ban.bearers and not set(permit.bearers) & set(ban.bearers):
        return False
    if not any(_overlap(p, b) for p in readings_of(permit, agreement) for b in readings_of(ban, agreement)):
        return False
    zones = [[Region(n.in_zone) for n in walk(clause.when) if n.in_zone is not None] for clause in (permit, ban)]
    return all(shapely.intersects(ground.region(a), ground.region(b)) for a in zones[0] for b in zones[1])


def _overlap(left: InForce, right: InForce) -> bool:
    if left.never or right.never:
        return False
    starts_late = left.until_s is not None and right.from_s is not None and right.from_s >= left.until_s
    ends_early = right.until_s is not None and left.from_s is not None and left.from_s >= right.until_s
    return not (starts_late or ends_early)
