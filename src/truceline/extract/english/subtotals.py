"""Numbers that stand for a part of another one: "of which 36", "43 of them", "including 12 officers", "of the 90, 12".

A bare number takes over what the total counts.
"""

from __future__ import annotations

import re

import msgspec

from truceline.extract.story import Sentence, Story
from truceline.model.mentions import QuantityMention

_OF_THEM = re.compile(r"\s?of\s(?:them|which|whom|those|these|the\s(?:total|victims|dead|wounded|casualties))\b")
_OF_THE = re.compile(
    r"\s?(?:out\s)?of\s(?:(?:all\sthe|the|these|those|its|their|all|[\w-]+['’]s)\s(?:[\w-]+['’]s\s)?)?$"
)
_INSIDE = re.compile(
    r"(?:,|\(|–|—|\band)?\s?\b(?:including|among\s(?:them|which|those|whom)|of\s(?:which|whom|them)"
    r"|among\sthe\s(?:dead|wounded"
    r"|victims|injured|killed)(?:\s(?:was|were))?|incl\.)\s(?:\w+\s){0,2}$"
)
_ANOTHER = re.compile(r"\b(?:and|or|,)\s(?:\w+\s)?$")
_OPENS_OF = re.compile(r"\b[Oo]f\s(?:the|those|these|its|their|all)?\s?$")
_COMPARED = re.compile(r"\b(?:compared\s(?:with|to)|up\sfrom|down\sfrom|against|from|than|to|versus)\s(?:\w+\s){0,2}$")
_PARALLEL = re.compile(r"(?:,\s|,?\sand\s|\sor\s)(?:another\s|a\sfurther\s|at\sleast\s)?$")
_DOWNED = re.compile(
    r"\b(?:downed|intercepted|destroyed|jammed|suppressed|lost|neutralised|neutralized|shot\sdown|brought\sdown"
    r"|shooting\sdown|intercepting|missed|hit|of\sthem)\s(?:\w+\s){0,2}$"
)
#: "seven killed, including two children, and 19 wounded": not of the seven
_OTHER_HARM = frozenset(("wounded", "injured", "hurt", "missing"))
_HARMING = re.compile(r"\band\s(?:wound(?:ing|ed)|injur(?:ing|ed)|hurt(?:ing)?|kill(?:ing|ed))\s(?:\w+\s){0,3}$")
_CARRIED = frozenset(("sortie", "projectile", "strike", "round"))
_WINDOW = 44
#: "They fired 200 rounds. About 50 exploded": what became of so many of them
_BECAME = re.compile(
    r"\s(?:more\s)?(?:have|had|has|were|are|did|do|will|remain(?:ed)?|survived|failed|crashed|exploded|detonated|missed"
    r"|still|never|fell|landed|hit|left|fled|died|returned|reached|burned|got|lay|lie|stood|stand|came|went|lost)\b"
)


#: confidence of a bare number of one or two digits, before it is known to stand for something
WEAK = 300_000


def with_totals(story: Story, found: list[QuantityMention]) -> list[QuantityMention]:
    """The same with `part_of` (where the total starts), and with the total's unit where they had none.

    Bare small numbers that belong to nothing are left out.
    """
    result: list[QuantityMention] = []
    paragraph = -1
    total: QuantityMention | None = None
    for number, one in enumerate(found):
        sentence = story.sentence_at(one.start)
        if sentence is None or sentence.paragraph != paragraph:
            paragraph = -1 if sentence is None else sentence.paragraph
            total = None
        following = found[number + 1] if number + 1 < len(found) else None
        one, part = _linked(story, sentence, one, total, following, result)
        result.append(one)
        if not part and one.unit not in (None, "percent") and _whole(one):
            total = one
    return [one for one in result if one.confidence_ppm > WEAK]


def _whole(one: QuantityMention) -> bool:
    return one.value_milli is None or one.value_milli > 1000


def _linked(
    story: Story,
    sentence: Sentence | None,
    one: QuantityMention,
    total: QuantityMention | None,
    following: QuantityMention | None,
    before: list[QuantityMention],
) -> tuple[QuantityMention, bool]:
    if one.unit in ("percent", "percentage_point", "times"):
        return one, False
    text = story.text
    begin = sentence.start if sentence is not None else 0
    head = text[max(begin, one.start - _WINDOW) : one.start]
    if following is not None and _OF_THE.fullmatch(text, _figure_end(one, text), following.start):
        return _taken(one, following, True), True
    if total is None:
        return one, False
    here = sentence is not None and total.start >= sentence.start
    own = (one.of is not None and one.of.lower() in _OTHER_HARM) or _HARMING.search(head) is not None
    inside = not own and (_INSIDE.search(head) is not None or _continues(head, before, one))
    if (here and inside and _alike(one, total)) or _OF_THEM.match(text, _figure_end(one, text)):
        return _taken(one, total, True), True
    opened = here and _OPENS_OF.search(text, begin, total.start) is not None
    if opened and one.unit is None and one.of is None:
        return _taken(one, total, True), True
    if own and here and one.unit is None and one.of is None and total.unit == "person":
        return _taken(one, total, False), False  # "killed nine people, including three children, and wounded 27"
    if one.unit is None and one.of is None:
        if _fewer(one, total) and _BECAME.match(text, one.end) and one.start - total.end < 2 * _WINDOW:
            return _taken(one, total, True), True
        if here and (_COMPARED.search(head) or _PARALLEL.search(head)):
            return _taken(one, total, False), False
        if total.unit in _CARRIED and _DOWNED.search(head):
            return _taken(one, total, False), False
    return one, False


def _fewer(one: QuantityMention, total: QuantityMention) -> bool:
    part, whole = one.value_milli or one.high_milli, total.value_milli or total.high_milli
    return part is not None and whole is not None and 1000 < part < whole


def _figure_end(one: QuantityMention, text: str) -> int:
    """Where the number itself ends, before "of them"."""
    at = one.text.find(" of ")
    return one.end if at < 0 else one.start + at


def _continues(head: str, before: list[QuantityMention], one: QuantityMention) -> bool:
    """ "including 36 over Kursk and one over Crimea": the second one, too."""
    last = before[-1] if before else None
    return (
        last is not None
        and last.part_of is not None
        and one.start - last.end < _WINDOW
        and (_ANOTHER.search(head) is not None)
    )


def _alike(one: QuantityMention, total: QuantityMention) -> bool:
    if one.unit is None:
        return one.of is None
    return total.unit in (one.unit, "event")


def _taken(one: QuantityMention, total: QuantityMention, part: bool) -> QuantityMention:
    bare = one.unit is None or one.of in ("them", "which", "whom", "those", "these")
    end = one.end
    return msgspec.structs.replace(
        one,
        end=end,
        unit=total.unit if bare else one.unit,
        of=total.of if bare else one.of,
        part_of=total.start if part else None,
        confidence_ppm=800_000 if bare else one.confidence_ppm,
    )
