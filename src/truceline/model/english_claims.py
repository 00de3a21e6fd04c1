"""What an audit of the parties’ claims says in English: figures with their qualifiers, and words of each check."""

from __future__ import annotations

from collections.abc import Mapping

CLAIMS: Mapping[str, str] = {
    "exact": "{n}",
    "about": "about {n}",
    "more_than": "more than {n}",
    "less_than": "less than {n}",
    "at_least": "at least {n}",
    "at_most": "at most {n}",
    "or_more": "{n} or more",
    "from_to": "{low} to {high}",
    "window": "{hours} h from {start} to {end}",
    "item": "{category} {figure}",
    "audit_adds_up": (
        "{category} {figure} over {window}; the {n} listed parts ({parts}) come to {sum}: they add up exactly."
    ),
    "audit_adds_up_room": (
        "{category} {figure} over {window}; the {n} listed parts ({parts}) come to {sum}: they add up only as far as "
        "“{figure}” leaves room."
    ),
    "audit_adds_up_if": (
        "{category} {figure} over {window}; the {n} listed parts ({parts}) come to {sum}: they add up if {open} stands "
        "for {rest}."
    ),
    "audit_exceeds": (
        "{category} {figure} over {window}; the {n} listed parts ({parts}) come to {sum}, {excess} more than stated: "
        "it does not add up."
    ),
    "audit_overlap": (
        "The parts of {category} {figure} exceed it by {excess}: the categories overlap or a figure is wrong. They "
        "cannot be added until the claimant says which."
    ),
    "audit_short": (
        "{category} {figure} over {window}; the {n} listed parts ({parts}) come to {sum}, {short} less than stated: it "
        "does not add up. Either parts are missing from the list or a figure is wrong."
    ),
    "audit_parts_older": (
        "{category} {figure} over {window} was {before} when its parts were told, which come to {sum}: the whole was "
        "told anew and the parts were not. Whether it adds up cannot be told."
    ),
    "audit_twice": (
        "{category} {figure} over {window}; the parts come to {sum}, and to {once} if {names}, which carry one figure "
        "from different addresses, are counted once. That they are one thing is likely and not said."
    ),
    "audit_breakdowns": (
        "{category} {figure} over {window}; the parts come to {sum}. They are likely several breakdowns of one whole, "
        "each of which adds up: {lists}."
    ),
    "audit_breakdown": "({parts})",
    "audit_beside": (
        "Beside {category} {figure}, and counted in another unit ({units}): {parts}. They are in no sum here."
    ),
    "audit_nothing": (
        "Nothing can be held against anything else here: no total with its parts, no figure told twice, no windows or "
        "claimants that overlap."
    ),
    "audit_crowded": (
        "{category} {whole} over {window}; {n} windows within it that share no time come to {sum}: the whole is too "
        "small."
    ),
    "audit_share_fits": (
        "{category} are said to be {share} per cent of {parent} {whole} over {window}, which is {sum}: {figure} fits."
    ),
    "audit_share_differs": (
        "{category} are said to be {share} per cent of {parent} {whole} over {window}, which is {sum}, and not "
        "{figure}: one of the three is wrong."
    ),
    "audit_floor": (
        "{category} {figure} over {window}; the {n} listed parts ({parts}) come to {sum}: “{figure}” is a floor, not "
        "the sum, and lies {under} under it."
    ),
    "audit_part_larger": (
        "{category} {figure}, of them {parts}: a part is larger than its whole. A figure is wrong, or they cannot be "
        "added."
    ),
    "audit_parts_larger": (
        "{category} {figure}, of them {parts}: a part is larger than its whole, or the parts overlap. A figure is "
        "wrong, or they cannot be added."
    ),
    "audit_within": "{category} {figure}, of them {parts}: a part within its whole. It must not be added to it.",
    "audit_sum_units": ("{category} adds unlike units ({units}): it is a plain sum of them, not a count of one thing."),
    "audit_no_units": (
        "{category} adds {parts} and states no unit for any of them: whether they may be added cannot be told."
    ),
    "audit_unlike_units": "{category} is counted in unlike units ({units}): these figures are not one series.",
    "audit_two_figures": (
        "{category} over {window}: {one}, and {other} by the same claimant at the same time. One of them is wrong."
    ),
    "audit_revised": (
        "{category} over {window}: {one}, later {other} for the same window: revised down, without a reason given here."
    ),
    "audit_grew": "{category} over {window}: {one} as of {at}, {other} as of {later}: it grew.",
    "audit_fell": (
        "{category} {one} over {window}, but {other} over {wider}, which holds the first window: a count cannot fall."
    ),
    "audit_tiles_fit": (
        "{category} {whole} over {window}; its two parts in time, {one} and {other}, come to {sum}: they agree."
    ),
    "audit_tiles_differ": (
        "{category} {whole} over {window}; its two parts in time, {one} and {other}, come to {sum}: they do not agree."
    ),
    "audit_adds_up_rounded": (
        "{category} {figure} over {window}; the {n} listed parts ({parts}), each a rounded share, come to {sum}: they "
        "add up."
    ),
    "audit_chain_fits": ("{category} {whole} over {window}; its {n} parts in time come to {sum}: they agree."),
    "audit_chain_differs": (
        "{category} {whole} over {window}; its {n} parts in time come to {sum}: they do not agree."
    ),
    "audit_moved": (
        "Over {window}, {n} went from {lost} to {gained} between {at} and {later}, and the sum stayed the same: the "
        "same events under another name, without a reason given here."
    ),
    "audit_no_whole": (
        "{parts}: said to be a part of {parent}, for which no figure is given over {window}. It was held against "
        "nothing."
    ),
    "audit_circle": "{parts} are said to be parts of each other: none can be the whole. A parent is wrong.",
    "audit_left_out": (
        "{parts} is said to be a part of {category} {figure} and is counted in another unit ({units}): it is in no sum "
        "here."
    ),
    "audit_over_hundred": (
        "{parts} come to {sum} per cent: the categories overlap, or they are shares of different things. They cannot "
        "be added until the claimant says which."
    ),
    "audit_growth": "{category} counted from {start}: {steps}. The count never falls.",
    "audit_step": "{figure} by {at}",
    "audit_rewritten": (
        "{n} stands as {names} at different addresses: one is likely a rewriting of the other. Count it once, as the "
        "claimant's own words have it."
    ),
    "audit_repeated": "{category} {figure} stands at {n} addresses: one claim, repeated.",
    "audit_turned": (
        "{category} {n} over {window} stands for different sides at different addresses ({told}): one may be a "
        "rewriting in which the sides were exchanged. Go back to the first words."
    ),
    "audit_told_of": "{claimant} of acts of {against}",
    "audit_covers": "{category} {figure} covers the {hours} h in force, no less and no more.",
    "audit_covers_more": (
        "{category} {figure} is for {window}: all {hours} h in force and {beyond} h outside. How much of it belongs to "
        "the time in force is not said."
    ),
    "audit_covers_part": (
        "{category} {figure} is for {window}: {inside} h of the {hours} h in force. It is no figure for all of it."
    ),
    "audit_covers_open": (
        "{category} {figure} is for {window}: {inside} h of the time in force. It is no figure for all of it."
    ),
    "audit_unequal": (
        "{category}: {one} gives {figure} for {window}, {two} {other} for {wider}. These are windows of unequal "
        "length: the figures must not be compared{more}."
    ),
    "audit_shifted": (
        "{category}: {one} gives {figure} for {window}, {two} {other} for {wider}. These are windows that are shifted: "
        "the figures must not be compared{more}."
    ),
    "audit_counters": (
        "{category} over {window}: {one} counts {figure}, {two} {other}, {subject}. Different counters see and count "
        "different things: not to be compared or added{more}."
    ),
    "audit_both_of": "both of acts of {against}",
    "audit_each_of": "the one of acts of {against}, the other of {other}",
    "audit_units_differ": (
        "{category}: {one} counts in {unit}, {two} in {other}, over {window}: not to be compared{more}."
    ),
    "no_more": "",
    "and_more": " (and so {n} more {n:pair|pairs} of figures)",
}
