"""Duties to notify: who tells whom of which acts how long ahead, and what an act told of in time is excepted from.

A duty is a clause of its own. Its `of` says which acts are told of; such an act breaks it unless the register holds a
notice: by the acting side, to the one named, so long ahead, of acts at this time and, where asked, at this place. That
there was none is known only where the register is complete for notices of this kind: else it stays undetermined.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import msgspec

from truceline.assess.clauses import EFFECTS, read_frame
from truceline.assess.fields import Fields
from truceline.assess.ground import walk
from truceline.assess.names import MOST_CONDITIONS, Names, addressee
from truceline.assess.nodes import read_condition
from truceline.assess.problems import near_miss
from truceline.assess.silence import settled_when
from truceline.model.agreement import Condition, Duty, Effect, InForce, LeftClause, Provision, Unless

Clause = Provision | LeftClause


class Read(msgspec.Struct, frozen=True):
    """A duty as a clause, and what an act told of in time is under the clauses it is excepted from."""

    clause: Provision
    excepted: Effect


def read_duty(
    fields: Fields, duty_id: str, names: Names, readings: Callable[[Fields], tuple[InForce, ...]]
) -> Read | None:
    """One duty, or null where it names no acts or no notice (a problem has been noted)."""
    table = fields.table("of")
    if table is None and fields.raw("of") is None:
        fields.problem("`of` is missing", 'Say which acts are told of: of = { act = "…" }.')
    names.of_clause = 0
    acts = None if table is None else read_condition(table, names)
    notice, ahead_h = fields.text("notice", required=True), fields.whole("ahead_h", required=True)
    duty = Duty(
        notice=notice,
        to=addressee(fields, names),
        ahead_h=ahead_h or 0,
        within_km=fields.whole("within_km", least=1),
        excepts=fields.texts("excepts"),
    )
    effect: Any = fields.word("effect", EFFECTS, "breach")
    lenient: Any = fields.word("excepted", ("none", "counted"), "none")
    frame = read_frame(fields, names, readings)
    fields.finish()
    for other in duty.excepts:
        if other == duty_id or other not in fields.notes.clauses:
            fields.problem(f"no other clause is called {other!r}", near_miss(other, fields.notes.clauses), "excepts")
    if acts is None or not notice:
        return None
    clause = Provision(
        provision_id=duty_id,
        when=settled_when(acts, fields),
        effect=effect,
        unless=(Unless(when=told(duty), effect="none", words="told of in time"),),
        duty=duty,
        **frame,
    )
    return Read(clause, lenient)


def told(duty: Duty) -> Condition:
    """That an act was told of as the duty asks."""
    return Condition(
        event=duty.notice,
        by="self",
        elapsed_h=duty.ahead_h,
        within_km=duty.within_km,
        to=duty.to or None,
        covers=True,
    )


def excepted(clauses: Sequence[Clause], duties: Sequence[tuple[Fields, Read]]) -> tuple[Clause, ...]:
    """The clauses, each with the exceptions that duties add after its own.

    What is not known of a notice counts only once pleaded, and an entry in the register is a plea: a rule is not
    swallowed by notices of which nobody has heard.
    """
    adds: dict[str, list[tuple[Fields, Read]]] = {}
    conditions = 0
    for fields, read in duties:
        lifted = read.clause.duty.excepts if read.clause.duty else ()
        conditions += len(lifted) * (len(walk(read.clause.when)) + 2)
        if conditions > MOST_CONDITIONS:
            told_of = f"the clauses it lifts would have more than {MOST_CONDITIONS:,} conditions of exceptions"
            fields.problem(told_of, "Name fewer clauses, or write the exception once.", "excepts")
            break
        for clause_id in dict.fromkeys(lifted):
            adds.setdefault(clause_id, []).append((fields, read))
    found: list[Clause] = []
    for clause in clauses:
        more = adds.get(clause.provision_id, [])
        if more and isinstance(clause, LeftClause):
            found_words = f"clause {clause.provision_id!r} is left to others"
            advice = "Only clauses that the program assesses have exceptions."
            more[0][0].problem(found_words, advice, "excepts")
        elif more and isinstance(clause, Provision):
            lifted_by = tuple(_exception(read) for _, read in more)
            clause = msgspec.structs.replace(clause, unless=(*clause.unless, *lifted_by))
        found.append(clause)
    return tuple(found)


def _exception(read: Read) -> Unless:
    duty = read.clause.duty
    assert duty is not None
    return Unless(
        when=Condition(all=(read.clause.when, told(duty))),
        effect=read.excepted,
        plea="bearer",
        words=f"told of in time under {read.clause.citation or read.clause.provision_id}",
    )
