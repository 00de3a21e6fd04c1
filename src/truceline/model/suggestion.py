"""What a language model suggests that a text says. Never evidence: no stage takes it.

A suggestion becomes something only when a rule found the same (then the rule's own mention is there already) or when a
person files it as evidence with a name under it.
"""

from __future__ import annotations

import msgspec

from truceline.model.mentions import AnyMention


class Suggestion(msgspec.Struct, frozen=True):
    """A suggested mention whose words stand in the text and whose numbers and dates the rules read alike."""

    mention: AnyMention
    model: str
    prompt_version: str
    agreed_by: str | None = None  # method of the rule that found the same


class Refused(msgspec.Struct, frozen=True):
    """Something a model said that was not taken, and why."""

    kind: str
    quotation: str  # as the model gave it, cut to 200 code points
    reason: str
