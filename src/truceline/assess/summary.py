"""One sentence for a finding. It says what the assessment is, and that it is no decision of the commission."""

from __future__ import annotations

import re
from functools import cache

from truceline.assess.phrases import ENGLISH, Phrases
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
    phrases: Phrases = ENGLISH,
) -> str:
    """What an act is under a clause, with the share of possible worlds behind it."""
    clause = provision.citation or provision.provision_id
    breach, possible = (round(share * worlds / PPM) for share in (belief_ppm, plausibility_ppm))
    key = "breach" if status == "breach" else "open" if status == "undetermined" else "no_breach"
    if status == "no_breach" and counted:
        key = "counted"
    if contested:
        key = "contested"
    return phrases[f"summary_{key}"].format(clause=clause, breach=breach, possible=possible, worlds=worlds)


def summary_in(words: str, phrases: Phrases) -> str:
    """A summary that was made in English, as another language's phrases say it; other words as they are."""
    for key, english in _SUMMARIES:
        if found := _pattern(english).fullmatch(words):
            return phrases[key].format(**found.groupdict())
    return words


_SUMMARIES = tuple((key, words) for key, words in ENGLISH.items() if key.startswith("summary_"))


@cache
def _pattern(english: str) -> re.Pattern[str]:
    return re.compile(re.sub(r"\\\{(\w+)\\\}", r"(?P<\1>.+?)", re.escape(english)))
