"""From a trigger word and its clause to a type of the taxonomy. Null when it is no event."""

from __future__ import annotations

import re
from collections.abc import Callable

from truceline.extract.slavic.crossingpoints import crossing_point
from truceline.extract.slavic.groundkinds import GROUND_RULES
from truceline.extract.slavic.harmkinds import HARM_RULES
from truceline.extract.slavic.kindwords import (
    ABSENT,
    ACCESS,
    ACCORD,
    AGREEING,
    AID,
    AIRSPACE,
    BREACHED,
    CAPTIVES,
    CHECKPOINT,
    CHILDREN,
    CONVOY,
    COUNT_OF,
    EYES,
    FOUND,
    HEAVY,
    LEADERS,
    MARCHED,
    PASSAGE,
    STORES,
    TALKED,
    TEAM,
    TREND,
    TROOPS,
    TRUCE_MADE,
    TRUCE_SINCE,
    UNEXPLODED,
    WARNED,
    WEAPONS,
    ZONES,
)
from truceline.extract.slavic.scene import Scene, means, target
from truceline.extract.slavic.signs import DASHES
from truceline.extract.slavic.strikekinds import STRIKE_RULES
from truceline.extract.slavic.triggers import MONITOR_WORD
from truceline.extract.words import words

#: acts that are agreed on before they are done
_AGREED_ON = frozenset(("EXCHANGE", "SIGNED", "MOVED", "TALKS"))
#: what a bomb does that is none the less found whole, and how a clause of it begins
_GOES_OFF = frozenset(("EXPLOSION", "FELL", "BLAST"))
_WHICH = frozenset(("що", "який", "яка", "яке", "які", "котрий", "котра", "которая", "который", "которое", "которые"))
_SETTLING = ("обговор", "обсуд", "обсужд", "готу", "готов", "узгод", "погод", "соглас", "запропон", "предлож",
    "предлаг", "плану", "планир")  # fmt: skip
#: beginnings of words for who consults, and of how
_TALKING = ("делегац", "раунд", "сторон", "посередник", "посредник", "дипломат", "міністр", "министр", "мирн")
#: who watches a withdrawal tells of none
_WATCHING = ("моніторинг", "мониторинг", "перевірк", "проверк", "спостереж", "наблюден", "нагляд", "надзор")
_TODAY = frozenset(("сьогодні", "сегодня"))
#: words before a relative clause in which what did not go off is named
_NEAR_FOUND = 6
#: words before a dash that stands for a verb in which its day is told
_NEAR_DASH = 6
#: adjectives of months, seasons and times that are over
_OTHER_TIME = re.compile(
    r"(?:(?:поза)?минуло(?:місячн|тижнев|річн)|(?:поза)?прошло(?:месячн|недельн|годн)|(?:поза)?торішн"
    r"|январск|февральск|мартовск|апрельск|майск|июньск|июльск|августовск|сентябрьск|октябрьск|ноябрьск|декабрьск"
    r"|січнев|лютнев|березнев|квітнев|травнев|червнев|липнев|серпнев|вереснев|жовтнев|листопадов|грудн[еє]в"
    r"|осенн|весенн|зимн|летн|осінн|весн'?ян|зимов|літн)"
    r"(?:ий|ій|ього|ьому|его|ему|ого|ому|ым|им|ом|ем|і|ої|ою|ей|ой|ая|яя|ю|ую|юю|их|ых|ими|ыми|ие|ые|а|я|у|е|є)$"
)


def kind_of(scene: Scene) -> str | None:
    """The event type of a trigger in its clause."""
    if scene.form.shape == "part" and not scene.lows[scene.at].endswith(("ий", "а", "е", "і")):
        return None  # "зруйнованого будинку", "разрушенную школу": told of a thing, not of an event
    if scene.form.shape in ("noun", "word") and _of_another_time(scene):
        return None
    if scene.form.shape == "noun" and (_trend(scene) or (scene.form.value in _AGREED_ON and _only_wished(scene))):
        return None
    if scene.lows[scene.at - 1] == "не" and unexploded(scene):
        return "mine"
    rule = _RULES.get(scene.form.value)
    return scene.form.value if rule is None else rule(scene)


def unexploded(scene: Scene) -> bool:
    """ "вилучили бойову частину, що не розірвалася": a relative clause of what was found."""
    first = scene.clause.first
    if scene.at < 2 or scene.form.value not in _GOES_OFF or scene.lows[scene.at - 2] not in _WHICH:
        return False
    begin = scene.tokens[max(0, first - _NEAR_FOUND)].start
    before = scene.text[scene.tokens[0].start : scene.tokens[scene.at - 2].start]
    return UNEXPLODED.search(scene.text, begin, scene.clause.start) is not None and FOUND.search(before) is not None


def _of_another_time(scene: Scene) -> bool:
    """ "наслідки березневого удару", "после прошломесячного обстрела": an act of some month or season is known."""
    return any(
        (near == 0 or not scene.tokens[near].capital) and _OTHER_TIME.match(scene.lows[near]) is not None
        for near in range(max(0, scene.at - 2), scene.at)
    )


def _trend(scene: Scene) -> bool:
    """ "кількість обстрілів зменшилася": told of a period, not of an event."""
    counted = any(scene.low(near).startswith(COUNT_OF) for near in range(scene.at - 2, scene.at))
    return counted and scene.near(TREND)


def _only_wished(scene: Scene) -> bool:
    """ "домовилися про обмін тілами", "настаивает на подписании": what is agreed or wanted has not happened yet."""
    for near in range(scene.at - 1, max(scene.clause.first - 1, scene.at - 5), -1):
        if scene.low(near).startswith(_SETTLING):  # "узгодили обмін полоненими"
            return scene.form.value == "EXCHANGE"
        if scene.low(near) in ("про", "щодо", "о", "об", "на", "за"):
            # "про новий обмін сторони поки що не домовилися"
            opens = near == 0 and any(low.startswith(AGREEING) for low in scene.lows[scene.at :])
            return opens or scene.low(near - 1).startswith(AGREEING)
    return False


#: what is late where it is held up, and how far from the verb it stands
_LATE = tuple(
    words(
        "движени поезд рейс вылет отправлен выплат поставк рух потяг поїзд виліт виплат відправлен постачан самол "
        "літак электрич електрич фур груз вантаж судн судов"
    )
)
_LATE_REACH = 4


def _detained(scene: Scene) -> str | None:
    if scene.near(MONITOR_WORD):
        return "restriction"
    # "рух потягів затримано", "рейсы задержаны": late, and under no arrest
    beside = [scene.low(near) for near in range(scene.at - _LATE_REACH, scene.at + _LATE_REACH)]
    return None if any(low.startswith(_LATE) for low in beside) else "abuse.detention"


def _recruited(scene: Scene) -> str | None:
    return "abuse.child_recruitment" if scene.near(CHILDREN) else None


def _aid(scene: Scene) -> str | None:
    turned = scene.lows[scene.at].startswith(("розвер", "развер", "завер"))
    if turned and not scene.near(CHECKPOINT):
        return None
    return "abuse.aid_blockage" if scene.near(AID) else None


def _restriction(scene: Scene) -> str | None:
    low, before = scene.lows[scene.at], scene.low(scene.at - 1)
    if low.startswith(("пропус", "пуска", "пусти", "впус", "допус")) and before == "не" and scene.near(CONVOY):
        return "abuse.aid_blockage"
    if low.startswith(("відмов", "отказ")) and scene.near(ACCESS) and scene.near(STORES):
        return "restriction"
    if scene.form.reflexive and low.startswith(("відмов", "отказ")):
        return None  # "відмовився від спільного патрулювання": a word, and no checkpoint
    if low.startswith(("зупин", "останов", "затрим", "задерж")):
        stopped = scene.near(TEAM) and scene.near(CHECKPOINT)
        return "restriction" if stopped or (scene.near(MONITOR_WORD) and scene.near(PASSAGE)) else None
    team = scene.near(TEAM) and scene.near(PASSAGE)
    if not team and not scene.near(MONITOR_WORD):
        return None
    if low.startswith(("допус", "пропус", "впус", "пуска", "пусти", "позвол", "дозвол")) and before != "не":
        return None
    return "restriction"


def _weapon(scene: Scene) -> str | None:
    watched = scene.near(MONITOR_WORD) or (scene.lows[scene.at].startswith(("вияв", "выяв")) and scene.near(EYES))
    if not watched or not scene.after(WEAPONS, 80):
        return None
    return "weapon.absent" if scene.after(ABSENT, 20) else "weapon"


def _absent(scene: Scene) -> str | None:
    """ "на полігоні бракувало шести гармат"."""
    if not scene.near(WEAPONS):
        return None
    begin = scene.tokens[0].start
    watched = any(one.search(scene.text, begin, scene.end) for one in (STORES, MONITOR_WORD))
    return "weapon.absent" if watched else None


def _moved(scene: Scene) -> str | None:
    if scene.form.shape == "noun" and scene.low(scene.at - 1).startswith((*ZONES, *_WATCHING)):
        return None  # "моніторинг відведення озброєнь", "за межами місць відведення": a place, and no movement
    if scene.near(WEAPONS) and scene.near(HEAVY):
        return "weapon.moved"
    return "ground.movement" if scene.near(TROOPS) and scene.placed else None


def _works(scene: Scene) -> str | None:
    return "ground.works" if scene.near(MONITOR_WORD) else None


def _mine(scene: Scene) -> str | None:
    if scene.lows[scene.at].startswith(("нерозірв", "неразорв", "невибух", "нездетон")):
        return "mine" if scene.around(FOUND, 60) else None
    return (
        "mine"
        if scene.around(FOUND, 40) and scene.lows[scene.at].startswith(("мін", "мин", "вибухо", "взрыво", "боє", "бое"))
        else None
    )


def _signed(scene: Scene) -> str | None:
    return "politics.agreement" if scene.after(ACCORD) else None


def _truce(scene: Scene) -> str | None:
    low = scene.lows[scene.at]
    if low.startswith(("припин", "прекращ")) and not scene.low(scene.at + 1).startswith(
        ("вогн", "огн", "бойов", "боев")
    ):
        return None
    if low in ("тиші", "тишины") and not scene.low(scene.at - 1).startswith("режим"):
        return None
    return "politics.agreement" if scene.near(TRUCE_MADE) and not scene.near(TRUCE_SINCE) else None


def _talks(scene: Scene) -> str | None:
    low = scene.lows[scene.at]
    if low.startswith(("зустрі", "встре")):
        met = scene.form.shape != "noun" and low not in ("зустріч", "зустрічі", "встреча", "встречи", "встречу")
        return "politics.talks" if scene.near(LEADERS) and (met or scene.near(TALKED)) else None
    if low.startswith("консульт"):  # and no doctor's
        sides = any(one.startswith(_TALKING) for one in scene.lows[scene.clause.first : scene.clause.last])
        return "politics.talks" if sides and (scene.near(TALKED) or _held_today(scene)) else None
    return (
        "politics.talks"
        if scene.near(TALKED) and scene.lows[scene.at].startswith(("перего", "перемов", "самі", "самм"))
        else None
    )


def _held_today(scene: Scene) -> bool:
    """ "Сьогодні в Анкарі – другий раунд консультацій": a dash for the verb, and the day before it."""
    first = scene.clause.first
    before = scene.lows[max(0, first - _NEAR_DASH) : first]
    return bool(before) and before[-1] in DASHES and not _TODAY.isdisjoint(before)


def _march(scene: Scene) -> str | None:
    return "civil.protest" if scene.near(MARCHED) else None


def _ignited(scene: Scene) -> str | None:
    """ "дрони підпалили нафтобазу"."""
    return means(scene) or ("harm.damage" if target(scene) and scene.placed else None)


def _exchange(scene: Scene) -> str | None:
    return "politics.other" if scene.near(CAPTIVES) else None


def _violation(scene: Scene) -> str | None:
    if scene.around(AIRSPACE, 60):
        return "air.entry"
    return "fire" if scene.around(BREACHED, 60) else None


def _alert(scene: Scene) -> str | None:
    asked = [scene.low(near) for near in range(scene.at - 4, scene.at)]
    if any(low.endswith(("йте", "ите", "йтесь")) for low in asked):
        return None  # "не игнорируйте сигналы тревоги"
    return "signal.alert" if scene.around(WARNED) else None


_RULES: dict[str, Callable[[Scene], str | None]] = {
    **STRIKE_RULES,
    **GROUND_RULES,
    **HARM_RULES,
    "CROSSING_POINT": crossing_point,
    "DETAINED": _detained,
    "RECRUITED": _recruited,
    "civil.protest": lambda scene: None if scene.low(scene.at - 1).startswith("нот") else "civil.protest",
    "MARCH": _march,
    "IGNITED": _ignited,
    "AID": _aid,
    "RESTRICTION": _restriction,
    "WEAPON": _weapon,
    "ABSENT": _absent,
    "MOVED": _moved,
    "WORKS": _works,
    "MINE": _mine,
    "SIGNED": _signed,
    "TRUCE": _truce,
    "TALKS": _talks,
    "EXCHANGE": _exchange,
    "VIOLATION": _violation,
    "ALERT": _alert,
}
