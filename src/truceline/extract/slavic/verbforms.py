"""What the ending of a word says of a verb: that it has its subject, and of which time it tells."""

from __future__ import annotations

import re
from functools import lru_cache

from truceline.extract.words import words

_VERB = re.compile(
    r"(?:[аяиеуюо]в(?:ся)?|[аяиіеуюо](?:л|ла|ло|ли)(?:ся|сь)?|(?:[иіеу]ть|ють|ять|ать)(?:ся)?"
    r"|[аеиуюя]ют(?:ся)?|[аяе]ет(?:ся)?"
    r"|[яиеу]т(?:ся)?"
    r"|(?:ан|ен|ят|ут|ит|ован)(?:о|ы)|ены|аны|ена|ана|або|бли|бла|кла|кли|гла|гли|рла|рли|зла|зли|сла|сли|пало"
    r"|пали|єно)$"
)
_FINITE = words(
    "хотів зумів летів горів гримів прогримів прилетів загорівся є немає нема нет был была было были "
    "будет будут буде будуть бив били бьют б'є б'ють збив збили сбил сбили"
)
_NO_VERBS = frozenset(
    [
        "після",
        "месяцев",
        "выстрелов",
        "ракет",
        "объект",
        "комплект",
        "фронт",
        "маршрут",
        "пункт",
        "пунктов",
        "місяців",
        "солдатів",
        "будь",
    ]
)
_PAST = re.compile(
    r"(?:[аяиеуоюї]в|[аяиіеуоюї](?:л|ла|ло|ли)|бли|гли|кли|шли|шла|шло|йшов)(?:ся|сь)?$|\w{3}[аео]но$|[иу]то$|ены$|аны$|ена$"
)
_PRESENT = re.compile(
    r"(?:[аіуюя]є|тим(?:е|уть)(?:ться)?|[уюия]ться|[уюя]тся|[еи]тся|нуть|нут|[уюия]ть|ують|уют|ают|яют|ит|ет)$"
)
#: the Ukrainian future of one word: "триватиме", "працюватимуть"
_SYNTHETIC = ("тиме", "тимуть", "тиметься", "тимуться", "тимемо", "тимете", "тимемось", "тимемося")

#: a present of one word, which of a perfective verb is a future; and nouns that end so
_TO_COME = re.compile(r"(?:ться|тся|[уюя]ть|[уиї]ть|[уюя]т|[чжшщ]ат|[иеё]т)$")
_NO_PRESENT = (
    "сове", "комите", "бюдже", "отве", "пакет", "кабине", "университе", "авторите", "приорите", "предме", "интерне",
    "запре", "портре", "секре", "прив", "лет", "нет", "свет", "цвет", "билет", "сюже", "вет", "дефици", "лими", "креди",
    "визи", "транзи", "суверените", "парите", "иммуните", "депози", "гранит", "щит", "кит", "ракет", "планет", "газет",
    "анкет", "монет", "карет", "стать", "смерть", "пам'ять", "память", "мить", "путь", "суть", "шість", "путівл",
    "маршрут", "институт", "інститут", "минут", "салют", "приют", "зять", "десять", "п'ять", "дев'ять", "пять",
    "девять",
    "площадь", "відповідь", "мереж", "зустріт", "памят", "кредит", "аудит", "ліміт", "візит", "транзит", "масштаб",
)  # fmt: skip


@lru_cache(maxsize=16_384)
def to_come(low: str) -> bool:
    """Whether a word looks like a verb of what goes on or is to come; asked beside a day, where it is to come."""
    return len(low) > 4 and _TO_COME.search(low) is not None and not low.startswith(_NO_PRESENT)


@lru_cache(maxsize=32_768)
def finite(low: str) -> bool:
    """Whether a word looks like a verb that has its subject, or a participle in its place."""
    return low in _FINITE or (len(low) > 4 and _VERB.search(low) is not None and low not in _NO_VERBS)


def past(low: str) -> bool:
    """Whether the ending of a word tells of what is over."""
    return _PAST.search(low) is not None


def present(low: str) -> bool:
    """Whether the ending of a word tells of what goes on; some endings tell of both."""
    return _PRESENT.search(low) is not None and not low.startswith(_NO_PRESENT)


def future(low: str) -> bool:
    """Whether a word is a future of one word."""
    return low.endswith(_SYNTHETIC)
