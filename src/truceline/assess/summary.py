"""One sentence for a finding. It says what the assessment is, and that it is no decision of the commission."""

from __future__ import annotations

from truceline.model.agreement import Provision
from truceline.model.finding import Status
from truceline.model.units import PPM


def summary(
    provision: Provision,
    status: Status,
    counted: bool,
    contested: bool,
    belief_ppm: int,
    plausibility_ppm: int,
    worlds: int,
) -> str:
    """What an act is under a clause, with the share of possible worlds behind it."""
    clause = provision.citation or provision.provision_id
    breach, possible = (round(share * worlds / PPM) for share in (belief_ppm, plausibility_ppm))
    if contested:
        return f"{clause}: undetermined, because the readings of when it is in force disagree."
    if status == "breach":
        return f"{clause}: what is reported is a breach in {breach} of {worlds} possible worlds."
    if status == "no_breach":
        tail = "counted, no breach" if counted else "no breach"
        return f"{clause}: {tail}; a breach is possible in {possible} of {worlds} possible worlds."
    return f"{clause}: undetermined; a breach in {breach} and possible in {possible} of {worlds} possible worlds."
