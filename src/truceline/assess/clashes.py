"""Clauses that no act can meet, and clauses that stand against each other."""

from __future__ import annotations

from functools import cached_property

from truceline.assess.acts import surely_met, types_reached
from truceline.assess.exclusion import (
    MOST_COMPARED,
    Excluding,
    TooManyToCompareError,
    across,
    apart,
    excluding,
    exclusions,
    parts,
)
from truceline.assess.fields import Notes
from truceline.assess.ground import Ground, walk
from truceline.assess.problems import Problem
from truceline.assess.wording import Wording
from truceline.model.agreement import Agreement, Condition, InForce, Provision, Window


def clashes(agreement: Agreement, ground: Ground, notes: Notes) -> None:
    """Note every condition that excludes another, within a clause and between clauses."""
    for provision in agreement.provisions:
        _acts(provision, notes)
        _out_of_force(agreement, provision, notes)
    wording, on = Wording(agreement), Excluding(ground)
    try:
        for provision in agreement.provisions:
            _exclusions(provision, on, wording, notes)
        _permissions(agreement, on, notes)
    except TooManyToCompareError:
        found = f"its conditions make more than {MOST_COMPARED:,} pairs: not all were held against each other"
        advice = "Contradictions between them may stand that nobody is told of; write fewer and simpler clauses."
        notes.problems.insist(Problem(notes.file, 0, "agreement", found, advice, "warning"))


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


def _exclusions(provision: Provision, on: Excluding, wording: Wording, notes: Notes) -> None:
    """Conditions that no act can meet together, within the clause, and between it and its exceptions."""

    def note(one: Condition, other: Condition, key: str, advice: str) -> None:
        found = ""
        if not notes.problems.full_of_warnings:
            found = f"no act can meet both {_quoted(one, wording)} and {_quoted(other, wording)}"
        notes.of_clause(provision, found, advice, key, warn=True)

    for pair in exclusions(provision.when, on):
        note(*pair, "when", "Nothing is a breach of it: join them by `any` if one is enough, or correct one.")
    for one in provision.unless:
        for pair in (*exclusions(one.when, on), *across(on.parts(provision.when), on.parts(one.when), on)):
            note(*pair, "unless", "The exception can never hold: correct it, or drop it.")


def _quoted(node: Condition, wording: Wording) -> str:
    """A condition in its words; what is joined or denied, after what joins or denies it."""
    return f"“{wording.condition(node)}{': ' if node.children else ''}{_below(node, wording)}”"


def _below(node: Condition, wording: Wording) -> str:
    return "; ".join(wording.condition(child) for child in node.children)


def _out_of_force(agreement: Agreement, provision: Provision, notes: Notes) -> None:
    """A span of time in which the clause is in force under no reading."""
    force = [Window(r.from_s, r.until_s) for r in agreement.readings_of(provision) if not r.never]
    for part in parts(provision.when):
        if force and part.during is not None and all(apart(part.during, window) for window in force):
            found = "`during` names a time in which the clause is never in force"
            notes.of_clause(provision, found, "Check it against the readings.", "during", warn=True)


class _Clause:
    """A clause as others are held against it: taken apart once."""

    def __init__(self, provision: Provision, agreement: Agreement, on: Excluding) -> None:
        self.provision = provision
        self.types = types_reached(provision)
        self.parts = on.parts(provision.when)
        self.readings = agreement.readings_of(provision)
        self.zones = tuple(dict.fromkeys(n.in_zone for n in walk(provision.when) if n.in_zone is not None))
        self._on = on

    @cached_property
    def can_be_met(self) -> bool:
        """Whether no two of its own conditions exclude each other."""
        return not any(excluding(self.parts, self._on))


def _permissions(agreement: Agreement, on: Excluding, notes: Notes) -> None:
    """The same act in the same place, permitted by one clause and prohibited by another: nothing says which wins."""
    permits = [_Clause(p, agreement, on) for p in agreement.provisions if p.effect == "none" and not p.stages]
    bans = [_Clause(p, agreement, on) for p in agreement.provisions if p.effect == "breach"] if permits else []
    for permit in permits:
        for ban in bans:
            on.compares()
            if _meet(permit, ban, on):
                name = ban.provision.provision_id
                found = f"it permits what provision {name!r} prohibits, in the same place and time"
                advice = f"A permission changes nothing by itself: write it as an `unless` of {name!r}."
                notes.of_clause(permit.provision, found, advice, "effect", warn=True)


def _meet(permit: _Clause, ban: _Clause, on: Excluding) -> bool:
    if not permit.types & ban.types:
        return False
    if not permit.can_be_met or not ban.can_be_met or any(across(permit.parts, ban.parts, on)):
        return False
    bearers = permit.provision.bearers, ban.provision.bearers
    if all(bearers) and not set(bearers[0]) & set(bearers[1]):
        return False
    if not any(on.compares() or _overlap(p, b) for p in permit.readings for b in ban.readings):
        return False
    return not any(on.compares() or on.apart(a, b) for a in permit.zones for b in ban.zones)


def _overlap(left: InForce, right: InForce) -> bool:
    if left.never or right.never:
        return False
    return not apart(Window(left.from_s, left.until_s), Window(right.from_s, right.until_s))
