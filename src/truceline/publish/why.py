"""Why the answer is what it is: reasons, changes of level and alarms, and how many origins stand behind the period."""

from __future__ import annotations

from truceline.model.bulletin import Bulletin, PublicIncident
from truceline.publish.document import Block, Bullets, Drawing, Paragraph, Section, Text
from truceline.publish.own import own, own_texts, reasons_of
from truceline.publish.svg import drawing, element, hatching, text, titled
from truceline.publish.words import Words

WIDTH = 760.0
_BAR = 26.0


def why(bulletin: Bulletin, words: Words) -> Section | None:
    verdict = bulletin.verdict
    lists = (
        (words.say("reasons"), reasons_of(verdict.reasons, verdict.told, words)),
        (words.say("changes"), own_texts(verdict.changes, words)),
        (words.say("alarms"), own_texts(verdict.alarms, words)),
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
    open_ = len(incidents) - two - one
    shares = (("origins_two", two, "d-effort"), ("origins_open", open_, "d-open"), ("origins_one", one, "d-pale"))
    parts, x = [element("defs", hatching("origins-hatch"))], 0.0
    for place, (key, number, class_) in enumerate(shares):
        said = f"{words.say(key)}: {words.number(number)}"
        wide = WIDTH * number / len(incidents)
        box = {"x": x, "y": 2.0, "width": wide, "height": _BAR}
        if number:
            parts.append(titled("rect", said, **box, class_=class_))
        if number and class_ == "d-open":
            parts.append(element("rect", **box, fill="url(#origins-hatch)"))
        left = place * WIDTH / len(shares)
        parts.append(element("rect", x=left + 1, y=_BAR + 15, width=14, height=12, class_=class_))
        parts.append(text(said, left + 21, _BAR + 25.5, "d-small"))
        x += wide
    told = {"two": words.number(two), "open": words.number(open_), "one": words.number(one)}
    alternative = words.say("origins_alternative", **told)
    caption = words.say("why_caption")
    return Drawing(
        "origin-bar", drawing("origin-bar", caption, alternative, WIDTH, _BAR + 34, *parts), caption, alternative
    )
