"""The field's words in three languages, as the program uses them: closed lists of the taxonomy and of findings."""

from __future__ import annotations

from truceline.model.taxonomy import EVENT_TYPES
from truceline.publish.words import LANGUAGES, words

#: lists of words, with the heading of each
GROUPS = {
    "verdict": "Is it holding?",
    "status": "A finding",
    "attribution": "The ladder of attribution",
    "event_type": "Types of event",
    "weapon": "Weapons",
    "target": "Protected objects",
    "unit": "What is counted",
    "verb": "How it was perceived",
    "source_class": "Kinds of source",
    "relation": "How two texts relate",
    "restriction": "What keeps monitors from watching",
    "stage": "Stages of a case",
    "outcome": "What a commission decides",
    "audit_verdict": "What an audit finds",
    "audit_check": "What an audit looks at",
    "stance": "What a speaker does with a statement",
    "element": "Parts of an agreement",
    "element_status": "Where a part of an agreement stands",
}


def undocumented() -> list[str]:
    """Codes of the taxonomy that a language has no word for."""
    return [
        f"{lang}: {code}" for lang in LANGUAGES for code in EVENT_TYPES if not words(lang).knows("event_type", code)
    ]


def table() -> str:
    """The lists side by side."""
    spoken = [words(lang) for lang in LANGUAGES]
    lines: list[str] = []
    for group, title in GROUPS.items():
        lines += ["", f"## {title}", "", "| code | English | Українська | Русский |", "|---|---|---|---|"]
        for code in spoken[0].group(group):
            said = (one.unit(code, None) if group == "unit" else one.term(group, code) for one in spoken)
            lines.append(f"| `{code}` | {' | '.join(said)} |")
    return "\n".join(lines) + "\n"
