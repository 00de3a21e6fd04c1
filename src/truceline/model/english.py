"""Phrases in English: the templates, and how values are written. Other languages have theirs where pages are made."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime

from truceline.model.english_claims import CLAIMS
from truceline.model.english_grounds import WHY
from truceline.model.phrase import Code, Day, Decimal, Moment, Name, Phrase, Several, Value, fill
from truceline.model.taxonomy import EVENT_TYPES

ENGLISH: Mapping[str, str] = {
    # is it holding
    "no_series": "There is no daily series to judge by.",
    "no_truce": "No truce was named or is in force: there is nothing that could hold.",
    "not_taken_hold": "It did not take hold: the level in force is above the level expected without a truce.",
    "is_holding": "It is holding: the level fell with the truce, and no rise stands.",
    "cannot_series": "Whether it is holding cannot be told from this series.",
    "cannot_either_way": ("Whether it is holding cannot be told: the level in force may be lower, the same or higher."),
    "reporting_changed": (
        "The days look reported in another way than before: in force {zeros} of {n} days are 0 between days as high as "
        "before, and {zeros_before} of {n_before} were before. Figures may come for several days at once, or days "
        "without a figure be written as 0. A change of reporting cannot be told from a change of violence."
    ),
    "reporting_changed_before": (
        "The days look reported in another way than before: before the truce {zeros_before} of {n_before} days are 0 "
        "between days as high as in force, and {zeros} of {n} in force. Figures may have come for several days at "
        "once, or days without a figure been written as 0. A change of reporting cannot be told from a change of "
        "violence."
    ),
    "cannot_no_drop": (
        "No drop came with the truce, as far as this series can show: whether it is holding cannot be told from it."
    ),
    "has_collapsed": "It has collapsed: {rise}; {lost}.",
    "is_eroding": "It is eroding: {rise}; {lost}.",
    "rise": "the level rose from {before} to {now} a day (the last days’ mean) since {day}",
    "rise_is_young": (
        "Whether it is holding cannot be told yet: {rise}; an outbreak that passes and a collapse look alike until a "
        "rise has lasted more than three days."
    ),
    "rise_recent": (
        "in the last {n} {n:day|days}, since {day}, the level was {now} a day, after {before} in the days of the truce "
        "before them"
    ),
    "rise_not_shown": (
        "Whether it is still holding cannot be told: {rise}; that speaks for a rise, and does not show one."
    ),
    "rise_not_excluded": (
        "Whether it is still holding cannot be told: {rise}; a rise to {high} times as much cannot be excluded, and at "
        "{limit} times half of the fall would be lost."
    ),
    "last_unseen": (
        "Whether it is still holding cannot be told: {missing} of the last {n} days in force {missing:has|have} too "
        "little effort or no figure."
    ),
    "lost_at_once": "more in three days than a fortnight without a truce would have brought",
    "lost_share": "{share} % of the fall is lost (on the scale of ratios)",  # in bulletins before 0.3
    "lost_of_expected": "{share} % of the fall from the {expected} a day expected without a truce is lost (in ratios)",
    "lost_times": "{times} times as much",
    "by_bounds": (
        "By the figures as stated it is {central}, by the low ones {low}, by the high ones {high}: it cannot be told."
    ),
    "alarms": "Alarms of a rise: {alarms}.",
    "alarm": "{day} ({by})",
    "by_sudden_rise": "sudden rise",
    "by_slow_rise": "slow rise",
    "alarm_rate_learnt": (
        "The alarms are set for about one false alarm a year, by what this series did before; real series without "
        "a truce gave 0 to 4 a year."
    ),
    "alarm_rate_unlearnt": (
        "The alarms are set for about one false alarm a year, with no history of this series to learn from; real "
        "series without a truce gave 0 to 4 a year."
    ),
    "rises_passed": "The rises have passed: the last days are back at the level before them.",
    "edge_days": "Days only partly in force, or in force under some readings only, are not scored: {days}.",
    "edge_days_more": (
        "Days only partly in force, or in force under some readings only, are not scored: {days} and others."
    ),
    # the effect of a truce
    "no_full_day": "The series has no full day in force, so there is nothing to compare.",
    "too_few_before": (
        "Only {n} of the days before {n:has|have} a figure and {needed} are needed: no level to compare with."
    ),
    "too_thin": "{missing} of the {n} full days in force {missing:has|have} no figure: too thin to judge.",
    "too_thin_effort": (
        "{missing} of the {n} full days in force {missing:has|have} too little effort or no figure: too thin to judge."
    ),
    "effect_drop": (
        "The level in force is {ratio} times the level expected without a truce (between {low} and {high}): "
        "a drop is shown."
    ),
    "effect_rise": (
        "The level in force is {ratio} times the level expected without a truce (between {low} and {high}): "
        "a rise is shown."
    ),
    "effect_none": (
        "The level in force is {ratio} times the level expected without a truce (between {low} and {high}): "
        "no drop is shown."
    ),
    "effect_excluded": "A cut to less than {low} of the expected level is excluded; a smaller one is not.",
    "scope_own": (
        "{n} full {n:day|days} in force {n:was|were} held against {before} {before:day|days} before; the interval is "
        "{multiplier} forecast standard deviations, from this series' own and other series' dates without a truce."
    ),
    "scope_other": (
        "{n} full {n:day|days} in force {n:was|were} held against {before} {before:day|days} before; the interval is "
        "{multiplier} forecast standard deviations, from other series' dates without a truce."
    ),
    "scope_later": (
        "These are the first days in force: {n} later {n:day|days} {n:enters|enter} no effect, for no forecast reaches "
        "so far, and {n:is|are} watched for a rise."
    ),
    "placebos": (
        "Of {n} {n:window|windows} of the same length before the truce, {deeper} showed a drop at least as deep."
    ),
    "undetectable": (
        "Only a fall by more than a factor of {cut} could be told from the ordinary ups and downs of this series: no "
        "effect is given."
    ),
    "detectable": "A fall from the expected level by a factor of {cut} would have been seen in four of five cases.",
    "detectable_none": (
        "So few events were expected that even none at all would not have shown a fall in four of five cases."
    ),
    "no_drop_seen": (
        "No drop is seen: the level on the days in force was not below the level expected without a truce."
    ),
    "drop_not_told": (
        "Whether there was a drop cannot be told: the level on the days in force was below the level expected without "
        "a truce, and a drop of that size cannot be told from the ordinary ups and downs of this series."
    ),
    "little_seen": (
        "On the days in force the observation effort was {share} % of what is usual: a low figure may mean that less "
        "was seen."
    ),
    # late reports
    "still_reported": (
        "The last days are still being reported; they are judged by what the delays of the days before lead to expect "
        "(95 %): {days}."
    ),
    "still_day": "{day} {so_far} so far, {median} expected ({low} to {high})",
    # heavier or lighter, and after a peak
    "escalation_heavier": (
        "Heavier than before: heavy weapons had {share} % of {n} incidents with a stated weapon in the last 7 days"
        " and {before} % of {before_n} in the 28 days before (difference {low} to {high} percentage points, 95 %)."
    ),
    "escalation_lighter": (
        "Lighter than before: heavy weapons had {share} % of {n} incidents with a stated weapon in the last 7 days"
        " and {before} % of {before_n} in the 28 days before (difference {low} to {high} percentage points, 95 %)."
    ),
    "escalation_not_shown": (
        "No escalation or easing in weapons is shown: heavy weapons had {share} % of {n} incidents with a stated "
        "weapon in the last 7 days and {before} % of {before_n} in the 28 days before (difference {low} to {high} "
        "percentage points, 95 %)."
    ),
    "recovery_shown": (
        "After the peak of {day} ({peak} a day) the level halved in {half} days (95 % interval {low} to {high})."
    ),
    "recovery_open": (
        "After the peak of {day} ({peak} a day) the level halves in {half} days at the best estimate, in {low} at "
        "the least; the interval has no upper end, so no recovery is shown."
    ),
    "recovery_none": ("No recovery is shown since the peak of {day} ({peak} a day): the level has not declined."),
    # rates
    "rate_none_seen": "No event in {hours} observer-hours: at most this rate (3 / hours).",
    "rate_too_thin": "{hours} observer-hours are under the floor of {floor}: no rate can be given.",
    # a paragraph to publish
    "par_series": "The series holds {n} {n:day|days} from {first} to {last}.",
    "par_series_gaps": "The series holds {n} {n:day|days} from {first} to {last}, {gaps} of them without a figure.",
    "par_means": (
        "On the {n} full {n:day|days} in force that could be judged the mean was {during} a day, against {before} on "
        "the {before_days} {before_days:day|days} before."
    ),
    "par_no_effect": "No effect of the truce is estimated.",
    "par_fall": (
        "The level in force was {ratio} times the level expected without a truce (95 % interval {low} to {high}), "
        "which shows a fall."
    ),
    "par_rise": (
        "The level in force was {ratio} times the level expected without a truce (95 % interval {low} to {high}), "
        "which shows a rise."
    ),
    "par_same": (
        "The level in force was {ratio} times the level expected without a truce (95 % interval {low} to {high}), "
        "which is compatible with no change."
    ),
    "par_geometric": (
        "The ratio compares geometric means, in which single days of many events weigh less than in the means above."
    ),
    "par_model": (
        "The level expected is the forecast of a slow autoregressive level under daily noise, fitted to the logarithm "
        "of the counts before the truce alone and averaged over its parameters (de Jong 1991); no trend is "
        "extrapolated, since violence often surges before a truce (Williams et al. 2024)."
    ),
    "par_interval": (
        "The interval is {multiplier} forecast standard deviations, learnt at dates without a truce, where nominal "
        "intervals miss too often (Linden)."
    ),
    "par_detectable": (
        "A fall from the expected level by a factor of {cut} would have been shown in four of five cases."
    ),
    "par_detectable_none": (
        "So few events were expected that even none at all in force would not have shown a fall in four of five cases."
    ),
    "par_undetectable": (
        "A fall from the expected level by a factor of {cut} would have been shown in four of five cases; no smaller "
        "one could be told from the ordinary ups and downs, so none is claimed."
    ),
    "par_placebos": (
        "Of {n} overlapping {n:window|windows} of the same length before the truce, {deeper} showed a fall at least "
        "as deep for its forecast."
    ),
    "par_no_alarm": "No alarm of a rise was raised in force.",
    "par_alarms": (
        "Alarms of a rise were raised on {days}; real series without a truce raise about one a year, at worst four."
    ),
    "par_effort": "Counts are set against the observation effort of each day.",
    "par_no_effort": (
        "No observation effort was given, so a change of reporting cannot be told from a change of violence."
    ),
    "par_cause": ("The comparison is of before and after: it does not show that the truce caused the difference."),
    **CLAIMS,
    # where the steps of an explanation stand in the record
    "steps": "In the record, step by step (look one up: {command})",
    "step_received": "Received {file}",
    "step_items": "Read",
    "step_observations": "Observed",
    "step_origins": "Origins told apart",
    "step_ruled": "Ruled by a reviewer",
    "step_incidents": "Held to be one incident",
    "step_members": "With these members",
    "step_agreement": "Agreement applied",
    "step_findings": "Held against it",
    "step_unsigned": "{what}: entry {entry}, leaf {leaf}, not signed yet",
    "step_signed": (
        "{what}: entry {entry}, leaf {leaf}, signed in the checkpoint of {size} {size:entry|entries}, {worth}"
    ),
    "step_unattested": "no witnesses",
    "step_attested": "attested",
    "step_jointly_attested": "jointly attested",
    "step_row": "{id}: row {row} of {n} in the table {table}",
    **WHY,
}


def english(phrase: Phrase) -> str:
    """The phrase in English, days and moments as ISO 8601 writes them.

    Raises:
        KeyError: there is no such phrase.
    """
    return fill(ENGLISH[phrase.key], phrase.blanks, _told, _form)


def _told(value: Value) -> str:
    if isinstance(value, int):
        return f"{value:,}"
    if isinstance(value, Decimal):
        return f"{value.milli / 1000:,.{value.digits}f}"
    if isinstance(value, Day):
        return value.day
    if isinstance(value, Moment):
        return datetime.fromtimestamp(value.at_s, UTC).strftime("%Y-%m-%d %H:%M UTC")
    if isinstance(value, Name):
        return value.words
    if isinstance(value, Code):
        known = EVENT_TYPES.get(value.code) if value.group == "event_type" else None
        return value.code.replace("_", " ") if known is None else known.label
    if isinstance(value, Several):
        return ", ".join(_told(item) for item in value.items)
    return english(value)


def _form(value: Value) -> int:
    return 0 if value == 1 else 1
