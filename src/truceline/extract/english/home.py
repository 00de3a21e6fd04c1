"""Where whoever writes or answers is at home: a mayor's post, a talk with the head of a town.

There "three hits, two wounded" names no place, because everybody knows it. It is told once at the head: "Mayor of Pell,
on his channel:", "With us from Brod is the deputy mayor".
"""

from __future__ import annotations

import re

from truceline.extract.story import Story

_NAME = r"(?P<name>[A-Z][\w’'-]{1,24}(?:\s[A-Z][\w’'-]{1,24})?)"
_OFFICE = r"(?:(?:deputy|acting|former)\s)?(?:[Mm]ayor|[Gg]overnor|[Hh]ead|[Cc]hief)"
_KIND = r"(?P<kind>\s(?:[Rr]egional|[Cc]ity|[Dd]istrict|[Mm]ilitary|[Oo]blast|region|community|district)\b)?"
#: "Mayor of Pell", "head of the Donetsk Regional Military Administration"
_HEAD_OF = re.compile(rf"\b{_OFFICE}\sof\s(?:the\s)?(?:town\sof\s|city\sof\s|village\sof\s)?{_NAME}{_KIND}")
#: "Pell mayor Ivan Ross", "Pell's deputy mayor"
_OF_TOWN = re.compile(rf"\b{_NAME}(?:['’]s)?\s(?:(?:deputy|acting)\s)?[Mm]ayor\b(?P<kind>)")
#: "With us from Brod is the deputy mayor"
_FROM_TOWN = re.compile(rf"\b(?:from|in)\s{_NAME}\s(?:is|was)\s(?:the|its)\s{_OFFICE}\b(?P<kind>)")
_CHANNEL = re.compile(
    r"\b(?:channel|Telegram|Facebook|Instagram|Viber|X|post(?:s|ed)?|writes|wrote|page|address)\b|^[^,]{3,60},\s"
)
#: a turn of a conversation
_TURN = re.compile(r"(?:[A-Z][\w.’' -]{0,30}|[QA]):\s|[–—]\s")
#: turns at least, the paragraphs that present the guest, and letters of a line that says who writes
_TURNS, _PRESENTING, _LINE = 3, 4, 140
_TITLES = frozenset(("The", "Regional", "Acting", "Deputy", "Former", "City", "Our"))


def home_of(story: Story) -> str | None:
    """The words for the place of whoever writes the whole text or answers in it; null where nothing tells it."""
    if not story.paragraphs:
        return None
    turns = sum(_TURN.match(story.text, one.start, one.end) is not None for one in story.paragraphs)
    if turns >= _TURNS:
        return _told(story.text, 0, story.paragraphs[:_PRESENTING][-1].end, (_FROM_TOWN, _HEAD_OF, _OF_TOWN))
    first = story.paragraphs[0]
    end = first.start if story.text[: first.start].strip() else first.end
    line = story.text[:end].strip()
    signed = len(line) <= _LINE and len(story.paragraphs) > (end == first.end) and line[-1:] not in ".!?"
    return _told(story.text, 0, end, (_HEAD_OF, _OF_TOWN)) if signed and _CHANNEL.search(line) is not None else None


def _told(text: str, start: int, end: int, forms: tuple[re.Pattern[str], ...]) -> str | None:
    for form in forms:
        match = form.search(text, start, end)
        if match is None or match["name"].split()[0] in _TITLES:
            continue
        name, kind = match["name"], (match["kind"] or "").strip().lower()
        words = name.split()
        if len(words) > 1 and words[-1] in ("Regional", "City", "District", "Military", "Oblast"):
            name, kind = " ".join(words[:-1]), words[-1].lower()
        return f"{name} region" if kind in ("regional", "oblast", "region") else name
    return None
