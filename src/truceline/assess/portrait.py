"""An agreement in sentences, for a reader who checks the encoding against the text."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator

from truceline.assess.reach import readings_of
from truceline.assess.wording import PLEADERS, Wording
from truceline.model.agreement import Agreement, Condition, LeftClause, Provision

_EFFECTS = {
    "none": "is nothing under the clause",
    "counted": "is counted and is no breach",
    "undetermined": "stays undetermined",
    "breach": "is a breach",
}


def portrait(agreement: Agreement) -> str:
    """The whole agreement as readable text, one paragraph a clause."""
    wording = Wording(agreement)
    lines = [f"{agreement.name} ({agreement.agreement_id}, version {agreement.version})", ""]
    lines += [f"  {source}" for source in agreement.sources]
    lines += ["Parties"]
    for party in agreement.parties:
        aliases = f", also: {', '.join(party.aliases)}" if party.aliases else ""
        lines.append(f"  {party.party_id}: {party.name}{aliases}")
    lines += ["", "In force"]
    lines += [f"  {wording.reading(r)}{_quoted(r.words)}" for r in agreement.readings] or [
        "  never: no reading is given"
    ]
    lines += ["", "Places"]
    lines += [f"  {zone.kind} {zone.zone_id}: {zone.label or zone.zone_id}" for zone in agreement.zones] or ["  none"]
    for moving in agreement.moving:
        lines.append(f"  moving zone {moving.zone_id}: {moving.label or moving.zone_id}")
        lines += [f"    {wording.window(window)}: {wording.zone(of)}" for window, of in moving.phases]
    for provision in agreement.provisions:
        lines += ["", *_provision(provision, agreement, wording)]
    for clause in agreement.left:
        lines += ["", *_left(clause)]
    if agreement.register:
        lines += ["", "Register"]
    for entry in agreement.register:
        source = f" ({entry.source})" if entry.source else ""
        who, when = wording.party(entry.party), wording.moment(entry.at_s)
        lines.append(f"  {when}: {entry.kind}, {who}, {entry.standing}{source}")
    share = f"{agreement.threshold_ppm / 10_000:g} %"
    lines += ["", f"A finding needs {share} of the possible worlds. It is a machine assessment, not a decision."]
    return "\n".join(lines) + "\n"


def _provision(provision: Provision, agreement: Agreement, wording: Wording) -> Iterator[str]:
    yield f"{provision.citation or 'Clause'} ({provision.provision_id})"
    yield from textwrap.wrap(f"“{provision.words}”", 110, initial_indent="  ", subsequent_indent="  ")
    if provision.bearers:
        yield f"  Binds {', '.join(wording.party(party) for party in provision.bearers)}."
    if provision.readings:
        yield from (f"  Of its own, {wording.reading(r)}{_quoted(r.words)}" for r in readings_of(provision, agreement))
    yield "  It speaks to an act when"
    yield from _condition(provision.when, wording, 2)
    if provision.stages:
        for stage in provision.stages:
            until = "after that" if stage.until_s is None else f"until {wording.moment(stage.until_s)}"
            yield f"  Such an act {until} {_EFFECTS[stage.effect]}."
    else:
        yield f"  Such an act {_EFFECTS[provision.effect]}."
    for exception in provision.unless:
        yield f"  Unless{': ' + exception.words if exception.words else ''} — when"
        yield from _condition(exception.when, wording, 2)
        yield f"    then it {_EFFECTS[exception.effect]}; where that is not known, it {_EFFECTS[exception.if_unknown]}."
        if exception.plea != "none":
            yield f"    To be pleaded and shown by {PLEADERS[exception.plea]}."
    yield from _consequence(provision.consequence)


def _left(clause: LeftClause) -> Iterator[str]:
    yield f"{clause.citation or 'Clause'} ({clause.provision_id})"
    yield from textwrap.wrap(f"“{clause.words}”", 110, initial_indent="  ", subsequent_indent="  ")
    yield from textwrap.wrap(f"Not assessed: {clause.left_to}", 110, initial_indent="  ", subsequent_indent="  ")
    yield from _consequence(clause.consequence)


def _consequence(words: str) -> Iterator[str]:
    if words:
        yield from textwrap.wrap(f"What follows: {words}", 110, initial_indent="  ", subsequent_indent="  ")


def _condition(node: Condition, wording: Wording, depth: int) -> Iterator[str]:
    yield f"{'  ' * depth}- {wording.condition(node)}"
    below = (*(node.all or ()), *(node.any or ()), *((node.not_,) if node.not_ is not None else ()))
    for child in below:
        yield from _condition(child, wording, depth + 1)


def _quoted(words: str) -> str:
    return f" (“{words}”)" if words else ""
