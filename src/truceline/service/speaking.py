"""How a mission is told in a language. What that needs is loaded with the first answer that has sentences."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from truceline.mission.spoken import Spoken
    from truceline.model.agreement import Agreement


def spoken_in(language: str, agreement: Agreement | None = None) -> Spoken:
    """Sentences in this language; those of the reasons too, where the agreement is given."""
    from truceline.agreements.wording import phrases_in, wording_in
    from truceline.mission.spoken import Spoken
    from truceline.publish.words import words

    return Spoken(words(language), phrases_in(language), wording_in(language, agreement) if agreement else None)
