"""A finding with its reasons, line by line, in a reader's language."""

from __future__ import annotations

from collections.abc import Iterator

from truceline.assess.wording import Wording
from truceline.mission.told import Line
from truceline.model.agreement import Provision
from truceline.model.finding import Finding, Reason
from truceline.publish.words import Words


def finding_lines(finding: Finding, provision: Provision, wording: Wording, words: Words) -> Iterator[Line]:
    """The finding as `explain` tells it: what it is, the clause, how sure, each reading with its tree, what would
    change it. Words of the agreement stand as they were written."""
    counted = f", {words.say('is_counted')}" if finding.counted else ""
    status = words.term("status", finding.status)
    yield Line(0, f"{finding.finding_id} {finding.provision_id}: {status}{counted}")
    yield Line(1, words.say("why_clause", words=provision.words, cite=provision.citation))
    low, high = words.percent(finding.belief_ppm), words.percent(finding.plausibility_ppm)
    yield Line(1, words.say("why_support", low=low, high=high))
    by = f": {wording.party(finding.attributed_to)}" if finding.attributed_to else ""
    yield Line(1, f"{words.say('why_attribution')}: {words.term('attribution', finding.attribution)}{by}")
    for reading in finding.readings:
        who = wording.say("everybody") if reading.according_to == "all" else wording.party(reading.according_to)
        yield Line(1, words.say("why_reading", who=who, status=words.term("status", reading.status)))
        yield from _tree(reading.tree, 2)
    for change in finding.would_change:
        yield Line(1, words.say("why_change", change=change))
    yield Line(1, words.say("not_a_decision"))


def _tree(reason: Reason, depth: int) -> Iterator[Line]:
    yield Line(depth, reason.words)
    for child in reason.children:
        yield from _tree(child, depth + 1)
