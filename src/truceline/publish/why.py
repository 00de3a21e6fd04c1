"""Why the answer is what it is: reasons, changes of level and alarms, and how many origins stand behind the period."""

from __future__ import annotations

from truceline.model.bulletin import Bulletin, PublicIncident
from truceline.publish.document import Block, Bullets, Drawing, Paragraph, Section, Text
from truceline.publish.own import own, own_texts, reasons_of
from truceline.publish.svg import drawing, element, hatching, text, titled
from truceline.publish.words import Words

WIDTH = 760.0
_NARROW = 380.0
_BAR = 26.0


def why(bulletin: Bulletin, words: Words) -> Section | None:
    verdict = bulletin.verdict
    # the reasons name the days of alarms, and how each was raised
    alarms = () if any(phrase.key == "alarms" for phrase in verdict.told) else verdict.alarms
    lists = (
        (words.say("reasons"), reasons_of(verdict.reasons, verdict.told, words)),
        (words.say("changes"), own_texts(verdict.changes, words)),
        (words.say("alarms"), own_texts(alarms, words)),
    )
    blocks: list[Block] = []
    if bulletin.headline:
        blocks.append(Paragraph(_strong(own(bulletin.headline, words))))
    blocks += [Paragraph(sentence) for sentence in own_texts(bulletin.summary, words)]
    blocks += [Bullets(items, title=title) for title, items in lists if items]
    if bulletin.incidents:
        blocks.append(_origins(bulletin.incidents, words))
    return Section("why", words.say("why_title"), tuple(blocks)) if blocks else None


def _strong(said: Text) -> Text:
    return Text(said.words, own=said.own, kind="" if said.own else "strong")


def _origins(incidents: tuple[PublicIncident, ...], words: Words) -> Drawing:
    """One bar: incidents that two origins tell of, those that may have two, and those that have one."""
    two = sum(incident.origins_min >= 2 for incident in incidents)
    one = sum(incident.origins_max <= 1 for incident in incidents)
    numbers = (two, len(incidents) - two - one, one)
    told = {name: words.number(n) for name, n in zip(("two", "open", "one"), numbers, strict=True)}
    alternative, caption = words.say("origins_alternative", **told), words.say("why_caption")
    wide, narrow = (_bar(numbers, words, width, caption, alternative) for width in (WIDTH, _NARROW))
    return Drawing("origin-bar", wide, caption, alternative, narrow)


def _bar(numbers: tuple[int, int, int], words: Words, width: float, caption: str, alternative: str) -> str:
    """The bar with its key below: in one line, or on a narrow sheet in three."""
    name = "origin-bar" if width == WIDTH else "origin-bar-narrow"
    keys = (("origins_two", "d-effort"), ("origins_open", "d-open"), ("origins_one", "d-pale"))
    parts, x = [element("defs", hatching(f"{name}-hatch"))], 0.0
    for place, ((key, class_), number) in enumerate(zip(keys, numbers, strict=True)):
        said = f"{words.say(key)}: {words.number(number)}"
        wide = width * number / max(sum(numbers), 1)
        box: dict[str, str | float] = {"x": x, "y": 2.0, "width": wide, "height": _BAR}
        if number:
            parts.append(titled("rect", said, **box, class_=class_))
        if number and class_ == "d-open":
            parts.append(element("rect", **box, fill=f"url(#{name}-hatch)"))
        left, down = (place * width / len(keys), 0.0) if width == WIDTH else (0.0, place * 20.0)
        swatch: dict[str, str | float] = {"x": left + 1, "y": _BAR + 15 + down, "width": 14.0, "height": 12.0}
        parts.append(element("rect", **swatch, class_=class_))
        if class_ == "d-open":
            parts.append(element("rect", **swatch, fill=f"url(#{name}-hatch)"))
        parts.append(text(said, left + 21, _BAR + 25.5 + down, "d-small"))
        x += wide
    height = _BAR + (34 if width == WIDTH else 74)
    return drawing(name, caption, alternative, width, height, *parts)
