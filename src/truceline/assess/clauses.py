"""Clauses as they are written: TOML tables of provisions, their stages and their exceptions."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from truceline.assess.fields import Fields
from truceline.assess.names import Names
from truceline.assess.nodes import read_condition
from truceline.assess.problems import near_miss
from truceline.assess.silence import settled_exception, settled_when
from truceline.assess.windows import Moment
from truceline.model.agreement import Condition, Effect, InForce, LeftClause, Provision, Stage, Unless

EFFECTS: tuple[Effect, ...] = ("none", "counted", "undetermined", "breach")


def read_provision(
    fields: Fields,
    provision_id: str,
    names: Names,
    readings: Callable[[Fields], tuple[InForce, ...]],
) -> Provision | LeftClause | None:
    """One clause, or null where it has no usable condition (a problem has been noted)."""
    if fields.has("left_to"):
        return _left(fields, provision_id)
    names.of_clause = 0
    when = _required_condition(fields, names)
    effect: Any = fields.word("effect", EFFECTS, "breach")
    exceptions = tuple(e for one in fields.tables("unless") if (e := _unless(one, names)) is not None)
    needs: Any = fields.word("kept_needs", ("", "coverage"), "")
    frame = read_frame(fields, names, readings)
    fields.finish()
    if when is None:
        return None
    return Provision(
        provision_id=provision_id,
        when=settled_when(when, fields),
        effect=effect,
        unless=exceptions,
        kept_needs=needs,
        **frame,
    )


def read_frame(fields: Fields, names: Names, readings: Callable[[Fields], tuple[InForce, ...]]) -> dict[str, Any]:
    """What every assessed clause carries: its words, whom it binds, when, in which stages, and what follows."""
    bearers = fields.texts("bearers")
    for party in bearers:
        if party not in names.parties:
            fields.problem(f"no party is called {party!r}", near_miss(party, names.parties), "bearers")
    return {
        "words": fields.text("words", required=True),
        "citation": fields.text("citation"),
        "stages": _stages(fields, names.moment),
        "bearers": bearers,
        "readings": readings(fields),
        "consequence": fields.text("consequence"),
    }


def _left(fields: Fields, provision_id: str) -> LeftClause:
    """A clause that no incident decides: its words stand, and who decides it."""
    words, citation = fields.text("words", required=True), fields.text("citation")
    left_to, consequence = fields.text("left_to", required=True), fields.text("consequence")
    if fields.has("when"):
        fields.problem("it has both `when` and `left_to`", "Drop the one that does not hold.", "left_to")
    fields.finish()
    return LeftClause(
        provision_id=provision_id, words=words, citation=citation, left_to=left_to, consequence=consequence
    )


def _required_condition(fields: Fields, names: Names) -> Condition | None:
    table = fields.table("when")
    if table is None:
        if fields.raw("when") is None:
            advice = 'Say what the clause is about: when = { act = "…" }; or who decides it: left_to = "…".'
            fields.problem("`when` is missing", advice)
        return None
    return read_condition(table, names)


def _stages(fields: Fields, moment: Moment) -> tuple[Stage, ...]:
    """The stages of a clause; after a last one that ends, an act is what the clause itself says."""
    stages = tuple(_stage(one, moment) for one in fields.tables("stage"))
    if not stages or stages[-1].until_s is None:
        return stages
    effect: Any = fields.raw("effect")
    return (*stages, Stage(effect if effect in EFFECTS else "breach"))


def _stage(fields: Fields, moment: Moment) -> Stage:
    fields.clause += ", stage"
    effect: Any = fields.word("effect", EFFECTS, "breach")
    if not fields.has("effect"):
        fields.problem("`effect` is missing", f"Write one of {', '.join(EFFECTS)}.")
    until = moment(fields, "until")
    fields.finish()
    return Stage(effect, until)


def _unless(fields: Fields, names: Names) -> Unless | None:
    fields.clause += ", unless"
    when = _required_condition(fields, names)
    effect: Any = fields.word("effect", EFFECTS, "counted")
    if_unknown: Any = fields.word("if_unknown", EFFECTS, "undetermined")
    plea: Any = fields.word("plea", ("none", "bearer", "other"), "none")
    words = fields.text("words")
    fields.finish()
    if when is None:
        return None
    return Unless(when=settled_exception(when, fields), effect=effect, if_unknown=if_unknown, plea=plea, words=words)
