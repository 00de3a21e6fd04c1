"""The words of agreements in a language: those of a bulletin, with those of conditions and reasons over them."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib import resources
from typing import Any

from truceline.assess.phrases import ENGLISH, Group, Phrases
from truceline.assess.wording import Wording
from truceline.model.agreement import Agreement
from truceline.model.taxonomy import EVENT_TYPES
from truceline.publish.words import Words
from truceline.publish.words import words as common


@cache
def agreement_words(lang: str) -> Words:
    """The words of a bulletin in this language, with those of this page over them."""
    common(lang)  # raises for a language that has none
    table, own = _table("truceline.publish", lang), _table("truceline.agreements", lang)
    for group, entries in own.items():
        if group == "plural":
            table["plural"] |= entries
        else:
            table[group] = table.get(group, {}) | entries
    return Words(lang, table)


def phrases_in(lang: str) -> Phrases:
    """Conditions and reasons in a language."""
    return ENGLISH if lang == "en" else agreement_words(lang).group("phrases")


def wording_in(lang: str, agreement: Agreement) -> Wording:
    """The sentences of conditions in a language; codes are told by the names that a bulletin uses."""
    words = agreement_words(lang)

    def term(group: Group, code: str) -> str:
        """A type of event is named as an act of its own; one that holds others is all of them."""
        label = words.term(group, code)
        if group != "event_type":
            return label
        if any(other.startswith(code + ".") for other in EVENT_TYPES):
            label = label.partition(",")[0]
        return label[:1].lower() + label[1:]

    return Wording(agreement, phrases_in(lang), term, words.decimal)


def _table(package: str, lang: str) -> dict[str, Any]:
    return tomllib.loads(resources.files(package).joinpath("words", f"{lang}.toml").read_text(encoding="utf-8"))
