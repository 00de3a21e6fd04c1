"""Marks and small words that several rules ask for."""

from __future__ import annotations

from truceline.extract.saying import Cue
from truceline.extract.words import words

#: marks that end a stretch; a comma does not
STOPS = frozenset(".;:!?…—–()[]")
DASHES = frozenset("—–-")
#: what parts a saying from what was said
MARKS = frozenset(",—–-")
OPEN = frozenset('«"“„‘')
CLOSING = frozenset('»"”“')
ALL_MARKS = OPEN | frozenset("»”")
AS = words("як как")
AND = words("і й та и")
IN = words("в у во")
#: what somebody answers
QUESTIONS = ("запитан", "питанн", "вопрос")
THIS = words("це цього цьому цю ці цих цей ця это этого этому эту эти этих этот эта")
#: a claim that the reporter does not share
DOUBTS = frozenset(("нібито", "начебто", "буцімто", "якобы"))
#: saying and no more
SOURCE = Cue("asserts", "clause")
