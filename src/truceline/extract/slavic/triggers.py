"""Words that report an event, what means and targets they name, and what makes a report of none."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from truceline.extract.slavic.forms import Form, every
from truceline.extract.slavic.language import Language
from truceline.extract.slavic.russian import triggers as russian
from truceline.extract.slavic.ukrainian import triggers as ukrainian


class TriggerWords(NamedTuple):
    """The words of one language."""

    triggers: dict[str, Form]
    modal: frozenset[str]
    negating: frozenset[str]
    begun: frozenset[str]


TRIGGER_WORDS: dict[Language, TriggerWords] = {
    "uk": TriggerWords(ukrainian.TRIGGERS, ukrainian.MODAL, ukrainian.NEGATING, ukrainian.BEGUN),
    "ru": TriggerWords(russian.TRIGGERS, russian.MODAL, russian.NEGATING, russian.BEGUN),
}

_ACTS = (
    "fire.shelling",
    "STRIKE",
    "air.strike",
    "DROPPED",
    "ground.assault",
    "ADVANCE",
    "DAMAGE",
    "BLAST",
    "EXPLOSION",
)
#: what is done to a place: a name beside one of these is a place
UNDERGONE = frozenset(
    word for words in TRIGGER_WORDS.values() for word, form in words.triggers.items() if form.value in _ACTS
) | every(
    "покину^ залиши^ остави^ втрати^ потеря^ відвіда^ посети^ прибу^ їха^ поїха^ еха^ поеха^ вирушиi^ втеч^ бежа^ "
    "дорог~ трас~ трасс~ поїзд~ поезд~ маршрут~ шлях~ підступ~ подступ~ наступ~ наступлени~ відступ~ отступ~ вийшл# "
    "вышл# увійшл# вошл# подверг подвергся подверглась подверглось подверглись зазна^ опинився опинилася "
    "опинилось опинились "
    "опинилися оказался оказалась оказалось оказались перекину^ переброс^ доставлен: доставили"
)

#: verbs whose object or subject beside them is a place and nobody: "обстріляли Вільне", "подверглись Камышаны"
SHELLED = frozenset(
    word
    for words in TRIGGER_WORDS.values()
    for word, form in words.triggers.items()
    if form.value == "fire.shelling" and form.shape not in ("noun", "word", "part")
) | every(
    "підверглися підвергся підверглась подверглись подвергся подверглась подверглось зазнав зазнала зазнали зазнало "
    "штурмува^ штурмова^ штурму= окупува^ деокупува^ оккупирова^ окупован: оккупирован: захопи^ захвати^ заня^ "
    "зайня^ зачисти^"
)

#: beginnings of words for the means of an attack, nearest wins; the order settles ties
_MEANS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("air.drone_strike", re.compile(
        r"(?:fpv|фпв|дрон|безпілот|беспилот|бпла|бпак|шахед|герань|герани|гераней|гербер|квадрокоптер|коптер"
        r"|мопед|ланцет"
        r"|камікадзе|камикадзе|безекіпаж|безэкипаж|«шахед|мавік|мавик|молні|молни)")),
    ("air.missile", re.compile(
        r"(?:ракет|балісти|баллист|іскандер|искандер|калібр|калибр|кинджал|кинжал|циркон|х-\d|с-[34]00|крилат"
        r"|крылат|томагав"
        r"|atacms|storm|himars|х-59|онікс|оникс|точк[аиіу]-у)")),
    ("air.strike", re.compile(
        r"(?:авіа(?:уд|ба|нал|ці|бом)|авиа(?:уд|ба|на|ци|бом)|каб(?:и|ів|ами|ам|ах|ов|ы|а|ом|у)?$|бомб|літак"
        r"|самолет|вертол|вертоліт"
        r"|гелікоп|су-\d|фаб(?:и|ів|ами|ы|ов)?$|фаб-\d|упаб)")),
    ("fire.shelling", re.compile(
        r"(?:артил|артобстр|міномет|миномет|рсзв|рсзо|град(?:ів|ами|ов|ом)?$|снаряд|гаубиц|ствольн|танков|смерч"
        r"|ураган|гармат"
        r"|мін(?:ами|ою)$|минами$|касетн|кассетн)")),
)  # fmt: skip

_WEAPONS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("fpv_drone", re.compile(r"(?:fpv|фпв)")),
    ("attack_drone", re.compile(r"(?:шахед|герань|герани|гераней|гербер|мопед|ланцет|ударн(?:их|ых|ий|ый|ими|ыми"
        r"|ого)-?$)")),
    ("guided_bomb", re.compile(r"(?:каб(?:и|ів|ами|ам|ах|ов|ы|а|ом)?$|авіабомб|авиабомб|упаб|фаб)")),
    ("ballistic_missile", re.compile(r"(?:балісти|баллист|іскандер|искандер|кинджал|кинжал)")),
    ("cruise_missile", re.compile(r"(?:крилат|крылат|калібр(?!у)|калибр(?!а)|х-101|х-555|х-22|х-59)")),
    ("tactical_missile", re.compile(r"точк[аиіу]-у")),
    ("mlrs", re.compile(r"(?:рсзв|рсзо|град(?:ів|ами|ов|ом|а|у)?$|himars|хаймарс)")),
    ("mlrs_long_range", re.compile(r"(?:ураган|смерч|торнадо-с)")),
    ("mortar", re.compile(r"(?:міномет|миномет)")),
    ("tank", re.compile(r"танк(?!ер)")),
    ("artillery", re.compile(r"(?:артилер|артиллер|ствольн|гаубиц|гармат|арти$|арта$|артою|артой|артобстр)")),
    ("aircraft", re.compile(r"(?:літак|самолет|вертол|вертоліт|гелікоптер|су-\d)")),
    ("grenade_launcher", re.compile(r"(?:гранатомет|агс)")),
    ("heavy_machine_gun", re.compile(r"(?:великокаліб|крупнокалиб)")),
    ("small_arms", re.compile(r"(?:стрілецьк|стрелков|автоматн|кулемет|пулемет|снайпер)")),
    ("air_defence", re.compile(r"(?:с-300|с-400|зрк)")),
    ("anti_tank", re.compile(r"(?:птур|птрк|протитанков|противотанков)")),
)  # fmt: skip


@lru_cache(maxsize=32_768)
def means_of(low: str) -> str | None:
    """The means that a word names."""
    return next((code for code, pattern in _MEANS if pattern.match(low)), None)


@lru_cache(maxsize=32_768)
def weapon_of(low: str) -> str | None:
    """The class of weapon that a word names."""
    return next((code for code, pattern in _WEAPONS if pattern.match(low)), None)


MONITORS = (
    r"(?:смм|обсє|обсе|місі[яїює]\w*|мисси\w+|спостерігач\w*|наблюдател\w*|патрул\w*|моніторинг\w*"
    r"|мониторинг\w*|магате|магатэ|миротворц\w*|експерт\w*)"
)
MONITOR_WORD = re.compile(rf"\b{MONITORS}")
#: beginnings of the words without which no evidence is told
WITNESSES = (
    "смм", "обсє", "обсе", "місі", "мисс", "спостер", "наблюд", "патрул", "моніт", "монит", "магат", "миротв",
    "експерт",
    "эксперт", "камер", "супут", "спутн", "знім", "сним", "аеро", "аэро", "бпла", "радар", "сейсм", "датчик", "сенсор",
    "акуст", "дозим",
)  # fmt: skip
#: strongest first, as in the taxonomy; all patterns here are for lower-case text
EVIDENCE: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("saw", re.compile(rf"\b{MONITORS}[^.;]{{0,50}}?\s(?:бачи\w+|спостеріга[вл]\w*|виде\w+"
        r"|наблюдал\w*|поміти[вл]\w*|заметил\w*|зафіксува[вл]\w*|зафиксировал\w*)")),
    ("camera_recorded", re.compile(r"\bкамер\w*\b[^.;]{0,60}?(?:зафікс|зафикс|запис|зняла|сняла)")),
    ("imagery_revealed", re.compile(r"\b(?:супутник|спутник|знімк|снимк|аерофото|аэрофото|бпла смм"
        r"|бпла місії)\w*\b[^.;]{0,60}?(?:показ|видн|свідч|свидетельств|виявил|выявил|зафікс|зафикс"
        r"|обнаруж)")),
    ("heard", re.compile(rf"\b{MONITORS}[^.;]{{0,50}}?\s(?:(?:по)?чу(?:в|л\w*)\b|слышал\w*|услышал\w*)")),
    ("sensor_detected", re.compile(r"\b(?:радар|сейсм|датчик|сенсор|акустичн|акустическ"
        r"|дозиметр)\w*\b[^.;]{0,60}?(?:зафікс|зафикс|виявил|обнаруж|зареєстр|зарегистр)")),
    ("corroborated", re.compile(rf"\b{MONITORS}[^.;]{{0,50}}?\s(?:підтверди[вл]\w*|подтвердил\w*"
        r"|перевіри[вл]\w*|проверил\w*|верифікува[вл]\w*)")),
    ("was_told", re.compile(rf"\b(?:повідомил\w*|розповіл\w*|рассказал\w*|сообщил\w*)\s(?:\w+\s)?{MONITORS}"
        rf"|\b{MONITORS}\s(?:повідомили|рассказали)")),
)  # fmt: skip
ASSESSED = re.compile(
    r"\b(?:оцінює\w* як|оценива\w+ как|оцінено як|ймовірно|імовірно|вероятно|предположительно|попередньо|нібито|якобы"
    r"|можливо|возможно|схоже|похоже|неопредел[её]нн\w+|невизначен\w+|предварительно)\b"
)
#: "in history", "a year ago": no event of the day
PAST = re.compile(
    r"\b(?:річниц|роковин|годовщин|істор[іи][яїюєч]|истори[яиюч]|колись|некогда|за часів|во времена"
    r"|другої світової|второй мировой"
    r"|голодомор|чорнобил|чернобыл|у разі|в разі|в случае|на випадок|на случай|років тюрми|лет тюрьмы|засудили"
    r"|засуджен|приговор|вирок|(?:у|в) справі про|справу про|слухання|слушани"
    r"|дело об?\b|по делу об?\b|верс[іи][юяїй] |судовому засіданні|судебном заседании|трибунал"
    r"|(?:з|від) (?:само(?:го|ї) )?початку (?!доби|дня|ночі|дн|обстр|атак|бо[юя]|удар|опера|чергу|тривог|\d)"
    r"|с (?:самого )?начала (?!суток|дня|ночи|обстр|атак|боя|удар|опера|тревог|\d)"
    r"|із початку (?!доби|дня|ночі))"
)

FORCES = every(
    "ворог~ окупант~ росіянин росіян росіяни росіянам росіянами загарбник~ противник~ агресор~ рашист~ русня "
    "русні рф росія "
    "росії росією росію зсу всу військов# війська військ військами військо армія армії армією арміи армии "
    "авіація авіації "
    "авіацією підрозділ~ артилерія артилерії терорист~ найманці найманців бойовик~ сили сил силами силы рдк оборонці "
    "оборонців захисники україна україни українці українськ# російськ# гур сбу морпіхи десантники прикордонники "
    "нацгвардія "
    "бандерівці хохли кремль вс вкс впс враг врага врагу враги врагов врагом оккупант~ захватчик~ агрессор~ "
    "россияне россиян "
    "россиянами россия россии россией боевик~ террорист~ военные военных военными войска войск войсками авиация "
    "авиации "
    "авиацией подразделени~ группировк~ угруповання нацист~ неонацист~ националист~ формирования формирований "
    "украина украины "
    "украинск# российск# российские днр лнр израиль израиля ізраїль ізраїлю цахал хезболла хамас апу вооруженные "
    "вооруженных "
    "збройні збройних дрг сепаратист~ ополченц~ диверсанти диверсанты"
)
ENERGY_WORDS = re.compile(r"(?:світл|електр|струм|знеструм|блек|света|электр|обесточ|блэк|энерг|енерг)")
WITHOUT = re.compile(
    r"\b(?:без|зникл\w+|пропал\w*|відключен\w+|отключен\w+|немає|нет|лишил\w+|позбавлен\w+|лишен\w+|перебо[іи]\w*"
    r"|відсутн\w+|отсутств\w+|відключил\w*|отключил\w*)\W+(?:\w+\W+){0,3}?$"
)
CUT = re.compile(r"^\W+(?:\w+\W+){0,2}?(?:немає|нема|нет|зникл|відсутн|отсутств|пропал|відключ|отключ|перебо)")
FLYING = re.compile(
    r"(?:дрон|безпілот|беспилот|бпла|шахед|герань|герани|гераней|гербер|fpv|коптер|мопед|ціл|цел|розвідник"
    r"|разведчик|рейдер)"
)
