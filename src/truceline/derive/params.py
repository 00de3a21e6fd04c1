"""The numbers of the stage, each with its reason."""

from __future__ import annotations

import msgspec


class DeriveParams(msgspec.Struct, frozen=True):
    """Limits of the comparison. Shares are parts per million."""

    window_days: int = 7  # items published further apart are not compared; an unknown day fits any
    shortest: int = 8  # narrator words below which only an exact copy can be told
    rare_in: int = 12  # a shingle in more documents than this is a formula, and joins neighbours only
    shared_keys: int = 2  # rare keys (see `candidates`) two documents must share to be compared
    shared_anchors: int = 3  # the same of keys of names and numbers
    copy_ppm: int = 800_000  # shingles shared: near-identical
    derived_ppm: int = 45_000  # shingles shared: above what reports of one event share by chance
    contained_ppm: int = 120_000  # the same, of the shorter text alone
    shared_telling: int = 8  # shared shingles that are the narrator's choice; fewer are chance
    doubtful_telling: int = 3  # from this many on, nothing is concluded
    in_order_ppm: int = 170_000  # content words in chains, of the shorter text: above what reports of one event share
    in_order_own: int = 12  # of these, words of the narrator's choice
    throughout_ppm: int = 700_000  # of each account, told by the other in other words
    throughout_words: int = 45  # content words each account must have for that to count
    throughout_figures: int = 3  # figures both must state
    facts_derived: int = 100  # weight of shared facts (see `shared_facts`), in hundredths: derived
    facts_doubt: int = -100  # above this and below `facts_derived` nothing is concluded
    short_contained_ppm: int = 500_000  # `contained_ppm` of a text of few words
    short_shingles_ppm: int = 300_000  # `derived_ppm` of one
    short_telling: int = 6  # `shared_telling` of one
    short: int = 40  # narrator words below which different words do not show independence
    doubt_ppm: int = 20_000  # above this and below `derived_ppm` nothing is concluded
    wholly_ppm: int = 430_000  # share of an account told by the other: derived as a whole
    wholly_verbatim_ppm: int = 600_000  # the same, where what is told is told word for word
    fragment_ppm: int = 335_000  # a text shorter than this share of the other may be one item of a round-up
    join_partial: bool = False  # whether items that share a part count as one origin
