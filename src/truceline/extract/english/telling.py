"""Beginnings of words without one of which a long pattern cannot match.

They are looked for in each word once, when its kinds are told; the patterns are then tried on the few sentences that
hold such a word. A list may let a sentence pass that it need not.
"""

from __future__ import annotations

from truceline.extract.words import words

#: of `evidence.ASSESSED`
GUESSED = words("asses proba possi presu appar likel reportedl alleg suspe")
#: of `blasts.MINE_BLAST`
MINES = words("mine landm explosive ied tripw bombl remna unexp ordna uxo")
#: of the patterns of `evidence.EVIDENCE`
WATCHED = words(
    "smm osce missi monit obser inspe patro team unifi undof ctsam peacek verif camer image unman uav satel seism",
    "acous radar senso instr follo corre",
)
