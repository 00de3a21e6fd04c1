"""Three things to know: the weightiest of what the bulletin tells beside its answer, in a fixed order of weight.

No sentence names a party: what is known of both is told of both, and whose act something was, by decision alone.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from truceline.model.bulletin import Bulletin
from truceline.publish.document import Text
from truceline.publish.harm import is_infrastructure
from truceline.publish.period import as_day, in_the_period, last_day
from truceline.publish.words import Words

_HOW_MANY = 3
#: days for which an alarm is news
_NEWS_DAYS = 3


def three(bulletin: Bulletin, words: Words) -> tuple[Text, ...]:
    """At most three sentences."""
    told = _candidates(bulletin, words)
    return tuple(Text(sentence) for sentence, _ in zip(told, range(_HOW_MANY), strict=False))


def _candidates(bulletin: Bulletin, words: Words) -> Iterator[str]:
    yield from _verdict(bulletin, words)
    yield from _alarms(bulletin, words)
    yield from _objects(bulletin, words)
    if bulletin.escalation is not None and bulletin.escalation.direction != "not_shown":
        yield from (words.phrase(one) for one in bulletin.trends if one.key.startswith("escalation"))
    if bulletin.corrections:
        yield words.count("know_corrections", len(bulletin.corrections))
    overdue = sum(remedy.status == "overdue" for case in bulletin.cases for remedy in case.remedies)
    if overdue:
        yield words.count("know_overdue", overdue)
    yield from _restrictions(bulletin, words)
    yield from _audits(bulletin, words)
    single = sum(incident.origins_max <= 1 for incident in bulletin.incidents)
    if 0 < single < len(bulletin.incidents):  # of all or none of them the first card tells
        yield words.count("know_single", single, m=words.number(len(bulletin.incidents)))


def _verdict(bulletin: Bulletin, words: Words) -> Iterator[str]:
    before = bulletin.before
    if before is None or not (before.in_force and bulletin.in_force):
        return
    if before.verdict != bulletin.verdict.verdict:
        yield words.say("know_verdict", was=words.term("verdict", before.verdict))


def _alarms(bulletin: Bulletin, words: Words) -> Iterator[str]:
    """Alarms of the last days: an older one is in the reasons."""
    last = last_day(bulletin)
    if last is None:
        return
    since = (last - timedelta(days=_NEWS_DAYS - 1)).isoformat()
    recent = [alarm for alarm in bulletin.verdict.alarms if as_day(alarm) and alarm >= since]
    if recent:
        yield words.say("know_alarm", days=words.listing([words.day(alarm) for alarm in recent]))


def _objects(bulletin: Bulletin, words: Words) -> Iterator[str]:
    hit = [one for one in bulletin.objects if is_infrastructure(one.target)]
    if hit:
        kinds = words.listing([words.term("target", one.target) for one in hit])
        yield words.count("know_infra", sum(one.incidents for one in hit), parts=kinds)
    monitors = sum(one.incidents for one in bulletin.objects if one.target == "monitors")
    if monitors:
        yield words.count("know_monitors", monitors)


def _restrictions(bulletin: Bulletin, words: Words) -> Iterator[str]:
    kinds = [one.restriction for one in bulletin.restrictions if words.knows("restriction", one.restriction)]
    if kinds:
        yield words.say("know_restrictions", parts=words.listing([_small(words.term("restriction", k)) for k in kinds]))


def _small(label: str) -> str:
    """A label inside a sentence; one that begins with an abbreviation stays as it is."""
    return label if label[:2].isupper() else label[:1].lower() + label[1:]


def _audits(bulletin: Bulletin, words: Words) -> Iterator[str]:
    wrong = sum(point.verdict == "inconsistent" and in_the_period(point.as_of, bulletin) for point in bulletin.audits)
    if wrong:
        yield words.count("know_audits", wrong)
