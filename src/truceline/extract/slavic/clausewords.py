"""Marks and words at which clauses part, and words after which nothing is told as having happened."""

from __future__ import annotations

from truceline.extract.words import words

HARD = frozenset(";:—–()[]…")
#: marks that end a sentence; inside a quotation they part its sentences
FULL_STOPS = frozenset(".!?")
STARTS = words(
    "який яка яке які якого якої яким якими яких якому котрий що коли де поки доки хоча якщо якби бо "
    "оскільки адже щоб але однак проте натомість який-небудь который которая которое которые которого "
    "которой которым которых которому что когда где пока хотя если потому поскольку чтобы но однако зато "
    "также при"
)
CONDITIONS = frozenset(("якщо", "якби", "если", "коли-б", "раптом"))
