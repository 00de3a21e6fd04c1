"""Where an event happened: places of a list are several, others narrow each other, widest last."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise

from truceline.extract.slavic.forms import fold
from truceline.extract.slavic.places import SPEAKING
from truceline.extract.slavic.placewords import COUNTRIES, is_regional, is_shchyna
from truceline.model.mentions import PlaceMention

#: what may stand between the places of a list: marks, "and", prepositions taken up again
_JOINED = re.compile(
    r"(?:,|,?\s?(?:та|і|й|и|або|или|чи|а також|також|а также|также))(?:\s(?:в|у|на|по|біля|під|под|до|над))?"
    r"(?:\s(?:напрямку|бік|боку|районі|районах|районе|направлении|сторону|околицях|селах|селі))?"
)
_BEARING = re.compile(
    r"\d{1,3}(?:[.,]\d)?(?:\s?[-–—]\s?\d{1,3})?\s?(?:км|м|кілометр\w{0,3}|километр\w{0,3}|метр\w{0,3})\s(?:(?:на|к|до)\s)?"
    r"(?>(?:північ|півден|південь|схід|захід|север|юг|юж|восток|запад|юго)[\w-]{0,14}"
    r"(?:\s(?:схід|сход|захід|заход|восток|запад)\w{0,3})?)(?![\w-])"
    r"(?!\s(?:від|от)\s(?!сво|їхн|их\s|его\s|її\s|позиц|свого|цього|этого))",
    re.IGNORECASE,
)
_WIDE = re.compile(
    r"(?:област|обл$|район|р-н|громад|напрям|направлен|край$|краю|края|щин[аиуіою]|ччин[аиуіою]|щиной|республ|штат|общин)",
    re.IGNORECASE,
)
_ALL_OF = re.compile(
    r"област(?:ей|ях|ями|ям|и|і)$|район(?:ах|ів|ов|ами|и|ы|ам)$|громад(?:ах|ами|ам)?$|напрямк(?:ах|ів|и)$",
    re.IGNORECASE,
)
_ONE_OF = (("район", "район"), ("громад", "громада"), ("напрямк", "напрямок"))

#: words for a place, widest last, and where the first one stands
Where = tuple[tuple[str, ...], int | None]


def where(text: str, inside: list[PlaceMention], at: int) -> list[Where]:
    """Words for the places of an event whose trigger stands at an offset: one group for each place of a list."""
    return _groups(text, _ordered(text, inside, at))


def bearing_of(low_text: str, start: int, end: int) -> str | None:
    """ "3–5 км к юго-востоку" without a name, between two offsets of the text in lower case."""
    found = _BEARING.search(low_text, start, end)
    return None if found is None else found.group()


@lru_cache(maxsize=16_384)
def wide(words: str, listed: bool = False) -> bool:
    """Whether the words name a country, a region, a district or a direction; in a list "Яструбщина" is a village."""
    low = fold(words.lower())
    return (
        low in SPEAKING
        or low in COUNTRIES
        or (not listed and is_shchyna(low))
        or _WIDE.search(low) is not None
        or low in ("донбасі", "донбасс", "донбассе", "криму", "крыму")
    )


def _ordered(text: str, inside: list[PlaceMention], at: int) -> list[PlaceMention]:
    """Regions and countries last; the others by their distance from the trigger. Joined places stay as they are."""
    gaps = (text[before.end : after.start].strip() for before, after in pairwise(inside))
    if any(gap and _JOINED.fullmatch(gap) for gap in gaps):
        return sorted(inside, key=lambda place: wide(place.text, True) and not place.text[0].isdigit())
    return sorted(inside, key=lambda place: (wide(place.text), abs(place.start - at), place.start))


def _groups(text: str, inside: list[PlaceMention]) -> list[Where]:
    """Places joined by a comma or "and" are several; others narrow each other, widest last."""
    groups: list[list[PlaceMention]] = [[inside[0]]]
    for before, place in pairwise(inside):
        gap = text[before.end : place.start].strip() if before.end <= place.start else None
        same = wide(before.text, True) == wide(place.text, True) or is_regional(fold(before.text.lower()))
        if gap and _JOINED.fullmatch(gap) and same:
            groups.append([place])
        else:
            groups[-1].append(place)
    if len(groups) > 1 and len(groups[-1]) > 1:  # "Липцях і Борисівці Харківської області": of both
        shared = [place for place in groups[-1][1:] if wide(place.text)]
        groups = [[*group, *shared] if len(group) == 1 else group for group in groups]
    return [(tuple(_single(group, groups)), group[0].start) for group in groups]


def _single(group: list[PlaceMention], groups: list[list[PlaceMention]]) -> list[str]:
    """The words of each place; "Сумській та Харківській областях" are two regions."""
    last = groups[-1][0].text
    kind = _ALL_OF.search(last)
    if kind is None or len(groups) == 1:
        return [place.text for place in group]
    name = group[0].text
    region = "області" if "ьк" in last.lower() else "области"
    one = next((word for stem, word in _ONE_OF if kind.group().lower().startswith(stem)), region)
    name = name[: -len(kind.group())].strip() if name.endswith(kind.group()) else name
    return [f"{name} {one}".strip(), *(place.text for place in group[1:])]
