"""What the text around a place's words says of it: a river or a city, which division, how far from where."""

from __future__ import annotations

import re
from itertools import islice

from truceline.model.mentions import EventMention
from truceline.ports import Gazetteer

#: inhabitants of a place that everybody knows
_CITY = 50_000
_BEFORE = 48
_AFTER = 96
#: words before the name of a river; "the Dnipro" is one too, since cities have no article
_RIVER_BEFORE = re.compile(
    r"(?:\b(?:banks?|shores?|side|mouth|crossings?|tributar\w+|valley)\s+of\s+(?:the\s+)?(?:river\s+)?|\b(?:river|across|over|along)\s+(?:the\s+)?"
    r"|\b(?:берег|берез|бережж|русл|гирл|приток|усть|вод)\w*\s+(?:річки\s+|реки\s+|р\.\s*)?|\b(?:річ[кц]|рік|рек)\w{1,3}\s+|\bр\.\s*"
    r"|\b(?:через|вздовж|уздовж|вдоль)\s+|\b(?:форсу|переправ|перепл)\w+\s+(?:через\s+)?)$",
    re.IGNORECASE,
)
_ON = re.compile(r"\bна\s+$", re.IGNORECASE)
_ARTICLE = re.compile(r"\bthe\s+$")
_RIVER_AFTER = re.compile(r"^\s*(?:river|reservoir|crossing|left\s+bank|right\s+bank)\b", re.IGNORECASE)
_NOT_RIVER_AFTER = re.compile(
    r"^\s*(?:city|region\w*|oblast|district|community|mayor|airport|direction|council|front|sector|military|and\b.*\b(?:regions|oblasts))",
    re.IGNORECASE,
)
#: "(60 km south of Donetsk)", ", Donetsk region", "Донецької області" behind a name
_BRACKET = re.compile(r"^\s*\((?P<about>[^()\n]{0,60}\b\d{1,4}\s?(?:km|км)\b[^()\n]{3,60})\)")
_DIVISION = re.compile(
    r"^(?:,\s+|\s+(?:in|у|в|на)\s+|\s+)(?:the\s+)?(?P<division>[\w'’ʼ-]+(?:ої|ого|ой|ська|ський|ская|ский)\s+(?:област[іиь]|район[уа]?|громад[иі]|обл\.)"
    r"|[А-ЯІЇЄҐ][\w'’ʼ-]+щин[іеи]"
    r"|[A-Z][\w'’ʼ-]+(?:\s[A-Z][\w'’ʼ-]+)?\s+(?:oblast|region|raion|district|province|hromada))\b"
)
#: a word before a name that says whether a city or a village is meant
_SORT_BEFORE = re.compile(
    r"\b(?:(?:village|hamlet|city|town)\s+of\s+|(?:сел(?:о|а|у|ом|і|е)|селищ(?:е|а|у|ем|і)|пос[её]л(?:ок|ка|ку|ком|ке)"
    r"|міст(?:о|а|у|ом|і)|город(?:а|у|ом|е)?|хут(?:ір|ор\w{0,2}))\s+|(?:смт|пгт|[мгс])\.?\s+)$"
)
_KINDS = (
    r"regions|oblasts|provinces|districts|raions|directions|sectors|hromadas|communities|областях|областям|областей|области|області"
    r"|районах|районам|районів|районов|райони|районы|громадах|громадам|громади|громад|напрямках|напрямки|направлениях|направления"
)
_SIBLINGS = re.compile(rf"^(?P<names>.+?)\s+(?P<kind>{_KINDS})$", re.IGNORECASE)
_SINGULAR = (
    ("област", "область"),
    ("район", "район"),
    ("громад", "громада"),
    ("напрям", "напрямок"),
    ("направлен", "направление"),
    ("communities", "community"),
)
_PARTING = re.compile(r"\s*,\s*(?:and\s+)?|\s+(?:and|та|і|й|и|or|або|или)\s+")


#: sectors, divisions and the like that a text names anywhere: they tell which of several places is meant
_SCENE = re.compile(
    r"[А-ЯІЇЄҐа-яіїєґ'’ʼ-]{4,40}(?:ськ|цьк|зьк|ск|цк)(?:ому|ого|ий|ій|ої|ая|ой|ом|ое|ої|ую|им|ым|а|у|ою)\s+"
    r"(?:напрям\w{1,4}|направлени\w{1,3}|област\w{1,3}|район\w{0,3}|громад\w{1,3}|фронт\w{0,2})"
    r"|[А-ЯІЇЄҐ][а-яіїєґ'’ʼ]{2,30}щин(?:а|і|и|у|ою|е|ы)\b"
    r"|[A-Z][\w'’ʼ-]{2,30}(?:\s[A-Z][\w'’ʼ-]{2,30})?\s(?:direction|sector|axis|front|region|oblast|raion|district|province)\b"
)
_MOST_SCENES = 64


def scene(text: str) -> list[str]:
    """Words for wide areas that a text names anywhere, each once."""
    found = (match.group() for match in _SCENE.finditer(text))
    return list(dict.fromkeys(islice(found, _MOST_SCENES)))


def each(words: str) -> list[str]:
    """ "Dnipropetrovsk and Zaporizhzhia regions" → two regions; anything else as it is."""
    match = _SIBLINGS.match(words.strip()) if len(words) < 300 else None
    if not match:
        return [words]
    names = [name for name in _PARTING.split(match["names"]) if name]
    kind = match["kind"].lower()
    singular = next((one for stem, one in _SINGULAR if kind.startswith(stem)), kind.removesuffix("s"))
    if len(names) == 1 and singular != kind.removesuffix("s"):
        return [words]  # "Харківської області" is one, in the genitive
    return [f"{name} {singular}" for name in names]


def event_words(text: str, event: EventMention, words: str, gazetteer: Gazetteer) -> str:
    """The words of an event's place with what the text around them says."""
    given = event.place_start
    if given is not None and text.startswith(words, given):
        return in_context(text, given, given + len(words), gazetteer)
    start = text.find(words, event.start, event.end)
    return in_context(text, start, start + len(words), gazetteer) if start >= 0 else words


def in_context(text: str, start: int, end: int, gazetteer: Gazetteer) -> str:
    """The words at [start, end) of a text, with the word "river" or the division that stand beside them."""
    words = text[start:end]
    before, after = text[max(0, start - _BEFORE) : start], text[end : end + _AFTER]
    if (
        "river" not in words.lower()
        and _is_river(words, before, after)
        and any(place.place_id.startswith("water:") for place in gazetteer.find(f"{words} river"))
    ):
        return f"{words} river"
    if sort := _SORT_BEFORE.search(before):
        words = f"{sort.group()}{words}"
    if match := _BRACKET.match(after):
        return f"{words} ({match['about']})"
    if (match := _DIVISION.match(after)) and _lies_in(words, held := f"{words}, {match['division']}", gazetteer):
        return held
    return words


def _lies_in(words: str, held: str, gazetteer: Gazetteer) -> bool:
    """Whether the division beside a name may hold it: "по Сумам, Харьковской области" are two places."""
    inside = gazetteer.find(held)
    if not inside or not inside[0].place_id.endswith(":in"):
        return True
    found = gazetteer.find(words)
    return not found or found[0].population < _CITY or found[0].via not in ("name", "form")


def _is_river(words: str, before: str, after: str) -> bool:
    if _RIVER_AFTER.match(after) or _RIVER_BEFORE.search(before):
        return True
    if _ON.search(before) and words.endswith(("і", "е")):
        return True  # "на Дніпрі", "на Днепре": on a river one is "on", in a city "in"
    return _ARTICLE.search(before) is not None and _NOT_RIVER_AFTER.match(after) is None
