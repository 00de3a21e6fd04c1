"""Where whoever writes or answers is at home: a mayor's post, a talk with the head of a district.

There "three drones, two wounded" names no place, because everybody knows it. It is told once at the head: by the office
and its place ("Мер Марганця у своєму каналі:", "начальник Сумської ОВА"), or by what the guest is head of.
"""

from __future__ import annotations

from truceline.extract.slavic.language import Language
from truceline.extract.slavic.lexicon import Lexicon, lexicon
from truceline.extract.slavic.names import Names
from truceline.extract.slavic.placeruns import known
from truceline.extract.slavic.placewords import is_regional, opens_name
from truceline.extract.slavic.signs import DASHES
from truceline.extract.slavic.text import Text
from truceline.extract.story import Token, tokenise
from truceline.extract.within import Within
from truceline.model.mentions import PlaceMention

_HEADS_OF_TOWNS = ("мер", "мэр", "голов", "очільн", "начальн", "глав", "староста", "губернатор")
#: what follows the adjective of a place in the name of its administration
_OF_PLACE = (
    "адмін", "админ", "військ", "воен", "міськ", "городск", "районн", "обласн", "областн", "сільськ", "сельск",
    "селищн", "громад", "общин", "област", "район", "округ", "кра", "ова", "мва", "сва", "рва", "ода",
)  # fmt: skip
#: of a whole region, or a district
_OF_REGION = ("обл", "ова", "ода")
_REGIONS = (
    "вінниц", "винниц", "волин", "волын", "дніпропетров", "днепропетров", "донец", "житомир", "закарпат", "запор",
    "київ", "киев", "кіровоград", "кировоград", "луган", "львів", "львов", "микола", "никола", "одес", "полтав",
    "сумськ", "сумск", "терноп", "харк", "харьк", "херсон", "хмельниц", "черка", "чернів", "чернов", "черніг", "черниг",
    "рівнен", "ровенск", "івано", "ивано", "білгород", "бєлгород", "белгород", "брян", "курськ", "курск", "воронеж",
    "ростов",
)  # fmt: skip
_REGION: dict[Language, str] = {"uk": "області", "ru": "области"}
_DISTRICT = {"гром": "громади", "окру": "округа", "общи": "общины"}
#: endings of genitives, and of surnames that end alike
_VOWELS = frozenset("аяиіїуюєы")
_SURNAMES = {"m": ("ко",), "f": ("ова", "ева", "єва", "іна", "ина", "ська", "цька", "ская", "цкая")}
#: where such posts stand
_CHANNELS = (
    "канал", "телеграм", "telegram", "фейсбук", "facebook", "пост", "допис", "запис", "сторінц", "страниц", "звернен",
    "обращен", "відеозвернен", "видеообращен", "instagram", "viber", "вайбер",
)  # fmt: skip
#: words of the line that says who writes, at most; of a name before its office; turns of a talk, at least
_LONGEST_HEAD, _NAME, _TURNS = 16, 4, 3
#: paragraphs in which a talk's guest is presented, and words between an office and its place
_PRESENTING, _REACH = 3, 4


def home_of(text: Text, names: Names, places: Within[PlaceMention]) -> str | None:
    """The words for the place of whoever writes the whole text or answers in it; null where nothing tells it."""
    story, words = text.story, lexicon(text.language)
    if not story.paragraphs:
        return None
    if _is_talk(text):
        heads = [line.tokens for line in text.lines if line.sentence.paragraph < _PRESENTING]
    else:
        heads = [tokens] if _signs(tokens := _first_line(text)) else []
    found = (_of_head(text, tokens, names, places, words) for tokens in heads)
    return next((one for one in found if one is not None), None)


def _first_line(text: Text) -> list[Token]:
    """The words before the first paragraph, which a source may set apart, or those of a first one of one line."""
    story = text.story
    first = story.paragraphs[0]
    if story.text[: first.start].strip():
        return tokenise(story.text, 0, first.start, story.lexicon)
    alone = len(story.paragraphs) > 1 and text.lines and text.lines[0].sentence.end >= first.end - 1
    return text.lines[0].tokens if alone else []


def _signs(tokens: list[Token]) -> bool:
    """Whether a line says who writes, and no more: "Мер X у своєму каналі:", "Іван Малик, начальник Сумської ОВА"."""
    if not 1 < len(tokens) <= _LONGEST_HEAD or tokens[-1].text in ".!?":
        return False
    channel = any(token.low.startswith(_CHANNELS) for token in tokens)
    commas = [at for at, token in enumerate(tokens) if token.text == ","]
    apposed = len(commas) == 1 and commas[0] <= _NAME and all(token.capital for token in tokens[: commas[0]])
    return apposed or (channel and (tokens[-1].text == ":" or bool(commas)))


def _is_talk(text: Text) -> bool:
    """Whether speakers take turns, each behind a dash."""
    begins = [text.story.text[paragraph.start] for paragraph in text.story.paragraphs]
    return sum(first in DASHES for first in begins) >= _TURNS


def _of_head(text: Text, tokens: list[Token], names: Names, places: Within[PlaceMention], words: Lexicon) -> str | None:
    """The place behind the word for the head of a town, a district or its administration."""
    for at, office in enumerate(tokens):
        role = words.roles.get(office.low)
        if role is None or role.group != "head" or not office.low.startswith(_HEADS_OF_TOWNS):
            continue
        for near in range(at + 1, min(len(tokens), at + 1 + _REACH)):
            token = tokens[near]
            if names.covers(token.start) or token.low in words.given or not token.text[0].isalpha():
                break
            if not token.capital:
                continue
            told = _town(text, tokens, near, role.gender) if near == at + 1 else None
            told = told or next((one.text for one in places.between(token.start, token.end)), None)
            if told is not None:
                return told
            break
    return None


def _town(text: Text, tokens: list[Token], at: int, gender: str) -> str | None:
    """ "Нікополя", "Кривого Рогу", "Краматорської військової адміністрації"; "Сумської ОВА" is a region's."""
    token = tokens[at]
    following = tokens[at + 1] if at + 1 < len(tokens) else None
    if is_regional(token.low):
        if following is None or not following.low.startswith(_OF_PLACE):
            return None
        of_region = following.low.startswith(_OF_REGION) or token.low.startswith(_REGIONS)
        kind = _REGION[text.language] if of_region else _DISTRICT.get(following.low[:4], "")
        return f"{token.text} {kind}".rstrip()
    genitive = token.low[-1:] in _VOWELS and not token.low.endswith(_SURNAMES[gender] if gender in "mf" else ())
    if not (known(token.low) or genitive):
        return None  # "мер Терехов"
    two = following is not None and following.capital and opens_name(token.low)
    end = following.end if two and following is not None else token.end
    return text.story.text[token.start : end]
