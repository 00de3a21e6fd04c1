"""How precise the words for a place are: "near X", "X district", "outskirts of X", "3-5 km SE of X", "eastern X"."""

from __future__ import annotations

import re
from typing import Literal

import msgspec

Relation = Literal[
    "at",
    "near",
    "outskirts",
    "community",
    "district",
    "region",
    "direction",
    "facility",
    "plant",
    "offset",
    "between",
    "part",
]


class PlaceWords(msgspec.Struct, frozen=True):
    """Words for a place, taken apart. `core` is the name; the rest says where in relation to it."""

    core: str
    relation: Relation = "at"
    bearing_deg: float | None = None  # clockwise from north; of "offset" and "part"
    low_m: int | None = None
    high_m: int | None = None
    other: str | None = None  # the second name of "between X and Y"


_POINTS = ("n", "nne", "ne", "ene", "e", "ese", "se", "sse", "s", "ssw", "sw", "wsw", "w", "wnw", "nw", "nnw")
_BEARING = {point: 22.5 * i for i, point in enumerate(_POINTS)}
_COMPASS = (
    r"(?P<compass>(?:north|south)(?:[\s-]*(?:north|south))?(?:[\s-]*(?:east|west))?(?:ern)?|(?:east|west)"
    r"(?:[\s-]*(?:north|south)[\s-]*(?:east|west))?(?:ern)?|[ns]?[ns][ew]|[ew][ns][ew]|[nsew])"
)
_UNIT_M = {"km": 1000, "k": 1000, "m": 1, "mi": 1609, "км": 1000, "м": 1}
_DISTANCE = (
    r"(?:(?:about|some|around|roughly|approximately|nearly|just|up to)\s+)?(?P<low>\d{1,4}(?:[.,]\d+)?)\s*"
    r"(?:(?:-|–|—|to)\s*(?P<high>\d{1,4}(?:[.,]\d+)?)\s*)?"
    r"(?P<unit>km|kilomet(?:er|re)s?|miles?|mi|met(?:er|re)s?|m|км|м)\b\.?\s*"
)
_OFFSET = re.compile(rf"^{_DISTANCE}(?:to\s+the\s+|due\s+)?{_COMPASS}\s+(?:of|from)\s+(?P<core>.+)$", re.IGNORECASE)
_AWAY = re.compile(rf"^{_DISTANCE}(?:away\s+)?(?:from|of|outside|від|от)\s+(?P<core>.+)$", re.IGNORECASE)
_SIDE = re.compile(rf"^(?:to\s+the\s+|just\s+)?{_COMPASS}\s+of\s+(?P<core>.+)$", re.IGNORECASE)
_BETWEEN = re.compile(r"^between\s+(?P<core>.+?)\s+and\s+(?P<other>.+)$", re.IGNORECASE)
_NEAR = re.compile(
    r"^(?:in\s+|at\s+)?(?:an?\s+)?(?:near(?:by)?|close\s+to|outside|not\s+far\s+from|(?:the\s+)?(?:vicinity|area|direction)\s+of|around|next\s+to|"
    r"поблизу|неподалік|біля|коло|недалеко\s+від|возле|около|вблизи|неподалеку\s+от|недалеко\s+от|в\s+районі|в\s+районе)\s+"
    r"(?P<core>.+)$",
    re.IGNORECASE,
)
_OUTSKIRTS = re.compile(
    r"^(?:on\s+|in\s+)?(?:the\s+)?(?:\w+ern\s+)?(?:outskirts?|suburbs?|edge)\s+of\s+(?P<core>.+)$", re.IGNORECASE
)
_PART = re.compile(
    r"^(?:the\s+)?(?P<compass>(?:north|south)(?:[\s-]?(?:east|west))?ern|(?:east|west)ern|central)\s+(?P<core>.+)$",
    re.IGNORECASE,
)
_ARTICLE = re.compile(
    r"^(?:in\s+|at\s+)?(?:the\s+|its\s+|their\s+|our\s+)?(?:(?:(?:front-?line|border|port|capital|occupied|russian-occupied|besieged)\s+)*"
    r"(?:city|town|village|settlement|hamlet|port|capital|island|state|province|region|oblast|district)\s+of\s+"
    r"|(?:місті|місто|селі|село|селищі|селище|городе|город|селе|поселке|посёлок|поселок)\s+|(?:м|с|смт|г|пгт)\.\s*)?",
    re.IGNORECASE,
)
_KINDS: tuple[tuple[Relation, str], ...] = (
    (
        "community",
        r"(?:(?:urban|rural|settlement|city)\s+)?(?:hromada|community|municipality|громад[аиі]|громаде|общин[аые])",
    ),
    ("district", r"districts?|raions?|rayons?|county|район(?:і|у|е|а)?|р-н"),
    ("region", r"regions?|oblasts?|provinces?|governorates?|state|област[ьіи]|обл\.?|кра[йюїяе]"),
    ("direction", r"(?:direction|sector|axis|front(?:\s*line)?|напрямк[уи]|напрямок|направлени[еи])"),
    ("plant", r"(?:nuclear\s+(?:power\s+)?(?:plant|station)|NPP|dam|АЕС|АЭС)"),
    (
        "facility",
        r"(?:(?:international|military|oil|gas|thermal|power|air|naval)\s+)*"
        r"(?:airport|air\s*base|airfield|refinery|depot|terminal|port|power\s+plant|substation|plant|base)",
    ),
    ("at", r"city|town|village|settlement"),
)
_SUFFIXES: tuple[tuple[Relation, re.Pattern[str]], ...] = tuple(
    (relation, re.compile(rf"^(?P<core>.+?)[\s-]+(?:{words})$", re.IGNORECASE)) for relation, words in _KINDS
)


def read(words: str) -> PlaceWords:
    """Take words for a place apart. Words that say nothing about precision come back as the bare name."""
    text = re.sub(r"\s+", " ", words).strip(" ,.;:")
    for pattern in (_OFFSET, _AWAY, _SIDE):
        if match := pattern.match(text):
            return _offset(match)
    if match := _BETWEEN.match(text):
        return PlaceWords(_bare(match["core"]), "between", other=_bare(match["other"]))
    if match := _OUTSKIRTS.match(text):
        return PlaceWords(_bare(match["core"]), "outskirts")
    if match := _NEAR.match(text):
        inner = read(match["core"])
        return inner if inner.relation != "at" else PlaceWords(inner.core, "near")
    text = _bare(text)
    for suffix, pattern in _SUFFIXES:
        if match := pattern.match(text):
            return PlaceWords(_bare(match["core"]), suffix)
    if match := _PART.match(text):
        return PlaceWords(_bare(match["core"]), "part", bearing_deg=_bearing(match["compass"]))
    return PlaceWords(text)


def _bare(name: str) -> str:
    stripped = _ARTICLE.sub("", name, count=1).strip(" ,.;:")
    return re.sub(r"['’]s?$", "", stripped) or name


def _offset(match: re.Match[str]) -> PlaceWords:
    part = match.groupdict()
    bearing = _bearing(part["compass"]) if part.get("compass") else None
    low = high = None
    if part.get("low"):
        metres = _metres(part["unit"])
        low = round(float(part["low"].replace(",", ".")) * metres)
        high = round(float(part["high"].replace(",", ".")) * metres) if part["high"] else low
    return PlaceWords(_bare(part["core"]), "offset", bearing_deg=bearing, low_m=low, high_m=high)


def _metres(unit: str) -> int:
    lowered = unit.lower()
    return _UNIT_M.get(lowered) or (1000 if lowered.startswith("kilo") else 1609 if lowered.startswith("mi") else 1)


def _bearing(compass: str) -> float | None:
    letters = re.sub(r"ern\b|[\s-]", "", compass.lower())
    for word in ("north", "south", "east", "west"):
        letters = letters.replace(word, word[0])
    return _BEARING.get(letters)
