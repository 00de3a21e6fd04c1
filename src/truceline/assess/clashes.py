"""Clauses that no act can meet, and clauses that stand against each other."""

from __future__ import annotations

import shapely

from truceline.assess.acts import surely_met, types_reached
from truceline.assess.exclusion import apart, excluding, exclusions, parts
from truceline.assess.fields import Notes
from truceline.assess.ground import Ground, Region, walk
from truceline.assess.reach import readings_of
from truceline.assess.wording import Wording
from truceline.model.agreement import Agreement, Condition, InForce, Provision, Window


def clashes(agreement: Agreement, ground: Ground, notes: Notes) -> None:
    """Note every condition that excludes another, within a clause and between clauses."""
    wording = Wording(agreement)
    for provision in agreement.provisions:
        _acts(provision, notes)
        _exclusions(provision, ground, wording, notes)
        _out_of_force(agreement, provision, notes)
    _permissions(agreement, ground, notes)


def _acts(provision: Provision, notes: Notes) -> None:
    """Some type of event must surely meet the clause; of each exception, one that meets the clause."""
    reached = types_reached(provision)
    surely = [code for code in reached if surely_met(provision.when, code)]
    if not surely:
        found = f"no type of event can {'surely ' if reached else ''}meet `when`"
        advice = "Check which acts are joined by `all` and `not`."
        notes.of_clause(provision, found, advice, "when", warn=bool(reached))
    for one in provision.unless if surely else ():
        if not any(surely_met(one.when, code) for code in surely):
            found = "an exception names acts of which the clause does not speak: it can never hold"
            notes.of_clause(provision, found, "Check its acts against those of `when`.", "unless", warn=True)


def _exclusions(provision: Provision, ground: Ground, wording: Wording, notes: Notes) -> None:
    """Conditions that no act can meet together, within the clause, and between it and its exceptions."""

    def note(one: Condition, other: Condition, key: str, advice: str) -> None:
        found = f"no act can meet both {_quoted(one, wording)} and {_quoted(other, wording)}"
        notes.of_clause(provision, found, advice, key, warn=True)

    for pair in exclusions(provision.when, ground):
        note(*pair, "when", "Nothing is a breach of it: join them by `any` if one is enough, or correct one.")
    for one in provision.unless:
        own = {id(part) for part in parts(one.when)}
        for pair in exclusions(one.when, ground):
            note(*pair, "unless", "The exception can never hold: correct it, or drop it.")
        for pair in excluding((*parts(provision.when), *parts(one.when)), ground):
            if sum(id(part) in own for part in pair) == 1:
                note(*pair, "unless", "The exception can never hold: correct it, or drop it.")


def _quoted(node: Condition, wording: Wording) -> str:
    """A condition in its words; what is joined or denied, after what joins or denies it."""
    return f"“{wording.condition(node)}{': ' if node.children else ''}{_below(node, wording)}”"


def _below(node: Condition, wording: Wording) -> str:
    return "; ".join(wording.condition(child) for child in node.children)


def _out_of_force(agreement: Agreement, provision: Provision, notes: Notes) -> None:
    """A span of time in which the clause is in force under no reading."""
    force = [Window(r.from_s, r.until_s) for r in readings_of(provision, agreement) if not r.never]
    for part in parts(provision.when):
        if force and part.during is not None and all(apart(part.during, window) for window in force):
            found = "`during` names a time in which the clause is never in force"
            notes.of_clause(provision, found, "Check it against the readings.", "during", warn=True)


def _permissions(agreement: Agreement, ground: Ground, notes: Notes) -> None:
    """The same act in the same place, permitted by one clause and prohibited by another: nothing says which wins."""
    for permit in agreement.provisions:
        if permit.effect != "none" or permit.stages:
            continue
        for ban in agreement.provisions:
            if ban.effect == "breach" and _meet(permit, ban, agreement, ground):
                found = f"it permits what provision {ban.provision_id!r} prohibits, in the same place and time"
                advice = f"A permission changes nothing by itself: write it as an `unless` of {ban.provision_id!r}."
                notes.of_clause(permit, found, advice, "effect", warn=True)


def _meet(permit: Provision, ban: Provision, agreement: Agreement, ground: Ground) -> bool:
    if not types_reached(permit) & types_reached(ban):
        return False
    if any(excluding((*parts(permit.when), *parts(ban.when)), ground)):
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
    return not apart(Window(left.from_s, left.until_s), Window(right.from_s, right.until_s))
