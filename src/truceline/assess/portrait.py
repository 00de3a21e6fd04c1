"""An agreement in sentences, for a reader who checks the encoding against the text."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator

from truceline.assess.wording import Wording
from truceline.model.agreement import Agreement, Condition, LeftClause, Party, Provision
from truceline.model.units import from_e6


def portrait(agreement: Agreement) -> str:
    """The whole agreement as readable text, one paragraph a clause."""
    parts = [
        line for number, (_, lines) in enumerate(passages(agreement)) for line in (("",) if number else ()) + lines
    ]
    parts += ["", "A finding is a machine assessment, not a decision."]
    return "\n".join(parts) + "\n"


def passages(agreement: Agreement) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """The passages of the portrait in their order, each with its name."""
    wording = Wording(agreement)
    found = [
        ("head", _head(agreement)),
        ("parties", _parties(agreement)),
        ("in force", _readings(agreement, wording)),
        ("places", _places(agreement, wording)),
    ]
    found += [(f"clause {p.provision_id}", _provision(p, agreement, wording)) for p in agreement.provisions]
    found += [(f"clause {clause.provision_id}", _left(clause)) for clause in agreement.left]
    if agreement.register:
        found.append(("register", _register(agreement, wording)))
    return tuple((name, tuple(lines)) for name, lines in found)


def _head(agreement: Agreement) -> Iterator[str]:
    yield f"{agreement.name} ({agreement.agreement_id}, version {agreement.version})"
    if agreement.sources:
        yield ""
    yield from (f"  {source}" for source in agreement.sources)
    for note in agreement.notes:
        yield from _wrapped(f"Note: {note}")
    yield ""
    share = f"{agreement.threshold_ppm / 10_000:g} %"
    yield f"  Times are local to {agreement.time_zone}. A finding needs {share} of the possible worlds."
    if agreement.register_complete:
        yield from _wrapped(f"The register is complete for: {', '.join(agreement.register_complete)}.")


def _parties(agreement: Agreement) -> Iterator[str]:
    yield "Parties"
    for party in agreement.parties:
        aliases = f", also: {', '.join(party.aliases)}" if party.aliases else ""
        yield f"  {party.party_id}: {party.name}{aliases}{_home(party)}"


def _home(party: Party) -> str:
    if party.home_lon_e6 is None or party.home_lat_e6 is None:
        return ""
    return f"; home at [{from_e6(party.home_lon_e6):g}, {from_e6(party.home_lat_e6):g}]"


def _readings(agreement: Agreement, wording: Wording) -> Iterator[str]:
    yield "In force"
    if not agreement.readings:
        yield "  never: no reading is given"
    yield from (f"  {wording.reading(reading)}{_quoted(reading.words)}" for reading in agreement.readings)


def _places(agreement: Agreement, wording: Wording) -> Iterator[str]:
    yield "Places"
    if not agreement.zones:
        yield "  none"
    for zone in agreement.zones:
        label, belt = zone.label or zone.zone_id, wording.belt(zone)
        yield f"  {zone.kind} {zone.zone_id}: {label}{f' ({belt})' if belt and belt != label else ''}"
    for moving in agreement.moving:
        yield f"  moving zone {moving.zone_id}: {moving.label or moving.zone_id}"
        yield from (f"    {wording.window(window)}: {wording.zone(of)}" for window, of in moving.phases)


def _register(agreement: Agreement, wording: Wording) -> Iterator[str]:
    yield "Register"
    for entry in agreement.register:
        source = f" ({entry.source})" if entry.source else ""
        who, when = wording.party(entry.party), wording.moment(entry.at_s)
        tells = wording.tells(entry)
        yield f"  {when}: {entry.kind}, {who}, {entry.standing}{source}{': ' + tells if tells else ''}"


def _provision(provision: Provision, agreement: Agreement, wording: Wording) -> Iterator[str]:
    yield f"{provision.citation or 'Clause'} ({provision.provision_id})"
    yield from _wrapped(f"“{provision.words}”")
    yield from (f"  {sentence}" for sentence in wording.duty(provision))
    if provision.bearers:
        yield "  " + wording.say("binds", who=", ".join(wording.party(party) for party in provision.bearers))
    for reading in provision.readings:
        yield "  " + wording.say("own", reading=wording.reading(reading)) + _quoted(reading.words)
    yield "  It speaks to an act when"
    yield from _condition(provision.when, wording, 2)
    yield from (f"  {outcome}" for outcome in wording.outcomes(provision))
    for exception in provision.unless:
        yield f"  Unless{': ' + exception.words if exception.words else ''} — when"
        yield from _condition(exception.when, wording, 2)
        yield from (f"    {sentence}" for sentence in wording.consequences(exception))
    yield from _consequence(provision.consequence)


def _left(clause: LeftClause) -> Iterator[str]:
    yield f"{clause.citation or 'Clause'} ({clause.provision_id})"
    yield from _wrapped(f"“{clause.words}”")
    yield from _wrapped(f"Not assessed: {clause.left_to}")
    yield from _consequence(clause.consequence)


def _consequence(words: str) -> Iterator[str]:
    if words:
        yield from _wrapped(f"What follows: {words}")


def _wrapped(words: str) -> list[str]:
    return textwrap.wrap(words, 110, initial_indent="  ", subsequent_indent="  ")


def _condition(node: Condition, wording: Wording, depth: int) -> Iterator[str]:
    yield f"{'  ' * depth}- {wording.condition(node)}"
    for child in node.children:
        yield from _condition(child, wording, depth + 1)


def _quoted(words: str) -> str:
    return f" (“{words}”)" if words else ""
