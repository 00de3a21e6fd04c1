"""Fire and acts from the air: from a trigger to a type of the taxonomy; null when it is no event."""

from __future__ import annotations

import re
from collections.abc import Callable

from truceline.extract.slavic.kindwords import (
    AIR_DEFENCE,
    ARRIVED,
    BOMBERS,
    CEASE,
    DIRECTION,
    ECONOMY,
    EXPLOSIVES,
    FALLEN,
    GAS,
    HEARD,
    MINE_ITSELF,
    MINES,
    ONTO,
    OPENED,
    ROUNDS,
    SAPPERS,
    SEEN,
    SET_OFF,
    SHELL,
    SHELLS,
    SNIPED,
    TRAVELLED,
    WEAPONS,
    WRECKS,
)
from truceline.extract.slavic.scene import Scene, aimed, has_force, means, repelled, target
from truceline.extract.slavic.triggers import FLYING, MONITOR_WORD, means_of
from truceline.extract.slavic.wordclasses import MEANS

_INSTRUMENTAL = ("ом", "ем", "єм", "ою", "ею", "єю", "ой", "ей", "ами", "ями", "ією", "ией")
_WENT = ("іш", "йш", "йду", "піш", "ход", "шел", "шёл", "шл", "идут", "пош", "перейш", "переш")
_BY_HELP = frozenset(("допомогою", "помощью"))
#: endings of a subject in the nominative, by the shape of its verb
_SUBJECT_OF = {"m": ("н", "к", "ед", "лет", "па"), "f": ("та", "ба", "ль"), "p": ("ни", "ны", "ки", "ти", "ты")}
_SHOT_DOWN = ("зби", "сби", "перехоп", "перехват", "подав", "відби", "отби", "отраз", "працю", "робот", "работ")
#: how far from a verb without a subject its means may stand
_BESIDE = 3
_HAIL = "градом"
#: what drones are used for that is no strike
_SEARCH = ("пошук", "розшук", "поиск", "розыск", "гасін", "тушен", "розвід", "развед")
_USED = ("примен", "застос")
_REMAINS = ("уламк", "улам", "облом")
_DROPPING = ("скину", "скида", "сброс", "сбрас")
_ON_A_MINE = re.compile(
    r"на\s[«\"]?(?:[\w'’ʼ-]+\s){0,2}(?:мін[уи]|мин[уы]|пелюстк|лепест|розтяжк|растяжк|вибухів|взрывн)"
)
_LOSSES = frozenset(("втрати", "втрат", "потери", "потерь"))
#: how far a list of what was shot down goes on
_LISTED = 18
#: colloquial: what arrives is a shell, a mine or a missile
_ARRIVALS = ("приліт", "прильот", "прилет", "прихід", "приход")


def _marched(scene: Scene) -> bool:
    """ "шість разів ішов в атаку", "пошли в атаку": on foot."""
    return any(scene.low(near).startswith(_WENT) for near in range(scene.at - 4, scene.at - 1))


def _strike(scene: Scene) -> str | None:
    low = scene.lows[scene.at]
    if scene.around(ECONOMY, 30) or (scene.form.shape == "part" and low.endswith(("ий", "ый", "их", "ых"))):
        return None
    if (repelled(scene.lows, scene.at) or low.startswith("контрат")) and means(scene) is None:
        return "ground.assault"
    if low.startswith(_ARRIVALS) and scene.near(ARRIVED):
        return "fire.shelling"
    if low.startswith("прих"):
        return None
    if low.startswith("атак") and scene.low(scene.at - 1) in ("в", "у") and _marched(scene):
        return "ground.assault"
    if any(low.startswith(("повітрян", "воздушн")) for low in scene.lows[scene.at + 1 : scene.at + 4]):
        return None  # "ураження шести повітряних цілей"
    code, goal = means(scene), aimed(scene)
    following = scene.lows[scene.at + 1 : scene.at + 5]
    if low in ("бив", "била", "било", "били", "б'є", "б'ють", "бил", "бьют", "бьет") and not (
        "по" in following or code
    ):
        return None
    if low.startswith("попа") and not code:
        return None
    if not (code or goal or scene.placed or has_force(scene)):
        return None
    if low.startswith(("атак", "контратак")) and scene.near(DIRECTION) and code in (None, "fire.shelling"):
        return "ground.assault"
    if code:
        return code
    if goal and goal.startswith(("energy", "heating", "water")):
        return "attack_infrastructure"
    if goal and goal not in ("military", "monitors"):
        return "attack_civilians"
    if low.startswith(("би", "б'", "бь")):
        return "fire"
    return "air"


def _dropped(scene: Scene) -> str | None:
    code = means(scene)
    if scene.form.shape in ("noun", "word"):  # "через скид вибухівки з безпілотника", "сброс воды"
        return "air.drone_strike" if code == "air.drone_strike" or scene.near(EXPLOSIVES) else None
    low = scene.lows[scene.at]
    used = low.startswith(_USED)
    if used and any(low.startswith(_SEARCH) for low in scene.lows[scene.at : scene.at + 6]):
        return None
    if code == "fire.shelling" and used:  # "враг 31 раз применял артиллерию"
        return code if has_force(scene) or scene.placed else None
    if code is None and low.startswith(_DROPPING) and scene.after(EXPLOSIVES):
        return "air.drone_strike"  # "скинули вибухівку на городника"
    if code is None or code == "fire.shelling":
        fired = low.startswith(("вип", "вып"))
        return "fire.shelling" if fired and (code or scene.near(ROUNDS)) else None
    return code


def _downed(scene: Scene) -> str | None:
    """Drones and missiles shot down flew there."""
    if scene.form.shape == "part" and scene.lows[scene.at].endswith(("ий", "ый", "ого")):
        return None
    if scene.near(SAPPERS):  # "піротехніки знешкодили авіабомбу": found, and flew before
        return None
    if not _LOSSES.isdisjoint(scene.lows[: scene.at]):
        return None  # "втрати ворога — 190 осіб, знищено танк і 34 безпілотники": no flights
    begin = max(scene.clause.first, scene.at - 9)
    words = scene.lows[begin : min(scene.clause.last, scene.at + _LISTED)]
    if any(FLYING.match(word) for word in words):
        return struck_by(scene) or "air.drone_sortie"
    if scene.lows[scene.at].startswith(("працю", "спрацю", "работ", "отработ", "сработ")):
        return "air" if scene.placed and scene.around(AIR_DEFENCE) else None
    if scene.lows[scene.at].startswith(("знищ", "унич", "ліквід", "ликвид")):
        return _wrecked(scene)
    if any(
        word.startswith(("ракет", "балісти", "баллист", "каб", "авіабомб", "авиабомб", "калібр", "калибр"))
        for word in words
    ):
        return "air.missile"
    return None


def struck_by(scene: Scene) -> str | None:
    """ "дрон знищив автобус", "беспилотник повредил школу": the means that is the subject of the verb, by its ending.

    "20 дронів знищила ППО" has no such subject, and "дрони збито" no such verb.
    """
    if scene.form.shape in ("n", "word") and scene.lows[scene.at].endswith("ло"):
        return _by_instrument(scene)
    endings = _SUBJECT_OF.get(scene.form.shape)
    if endings is None or target(scene) is None or scene.lows[scene.at].startswith(_SHOT_DOWN):
        return None
    for at in range(scene.at - 1, max(scene.clause.first - 1, scene.at - 4), -1):
        code = means_of(scene.lows[at])
        if code is not None:
            governed = at > scene.clause.first and scene.lows[at - 1].startswith(_REMAINS)
            return code if scene.lows[at].endswith(endings) and not governed else None
    return None


def _by_instrument(scene: Scene) -> str | None:
    """ "КАБом розбило пункт обігріву", "снарядом разрушило подъезд": nobody did it, and by what is told."""
    first, last = max(scene.clause.first, scene.at - _BESIDE), min(scene.clause.last, scene.at + _BESIDE + 1)
    for at in range(first, last):
        code = means_of(scene.lows[at])
        if code is not None and scene.lows[at].endswith(_INSTRUMENTAL) and scene.lows[at] != _HAIL:
            return code
    return None


def _wrecked(scene: Scene) -> str | None:
    """ "артиллерия уничтожила гаубицу", "знищено склад": by its means, else as damage."""
    return _by_means(scene) or ("harm.damage" if target(scene) and scene.placed else None)


def _by_means(scene: Scene) -> str | None:
    """What destroyed it, and not what was destroyed: "уничтожены два танка" tells of no tank's fire."""
    active = scene.form.shape in ("m", "f", "n", "p", "pres")
    for at in scene.having(MEANS):
        if scene.lows[at].endswith(_INSTRUMENTAL) or (active and at < scene.at):
            return means_of(scene.lows[at])
    return None


def _debris(scene: Scene) -> str | None:
    """What falls from drones and missiles."""
    return means(scene) if scene.near(FALLEN) else None


def _explosion(scene: Scene) -> str | None:
    if scene.lows[scene.at].startswith(("розрив", "разрыв")) and not scene.near(HEARD):
        return None  # of a pipe, of relations
    if scene.near(MINES) or scene.around(MINE_ITSELF, 20):
        return "mine.explosion"
    if scene.around(GAS, 25):
        return None
    return "fire.explosion"


def _blast(scene: Scene) -> str | None:
    blown_up = scene.form.reflexive and not scene.near(BOMBERS)  # "сусід підірвався на городі"
    if scene.near(MINES) or scene.around(MINE_ITSELF, 30) or blown_up:
        return "mine.explosion"
    goal = target(scene)
    if goal and goal.startswith(("energy", "heating", "water", "railway", "bridge")):
        return "attack_infrastructure"
    return "fire.explosion" if scene.placed or goal else None


def _fire(scene: Scene) -> str | None:
    if scene.around(CEASE, 20):
        return None
    low = scene.lows[scene.at]
    if any(near.startswith(("оцін", "оцен")) for near in scene.lows[max(scene.clause.first, scene.at - 6) : scene.at]):
        return None  # "вибухів, оцінених як вихідний мінометний вогонь"
    if low.startswith(("розстр", "расстр")):
        return "fire" if scene.placed or target(scene) else None
    if low.startswith(("стріл", "стрел")):
        return means(scene) if means(scene) == "fire.shelling" else "fire"
    if not scene.around(OPENED, 30):
        return None
    return "fire.shelling" if means(scene) == "fire.shelling" else "fire"


def _burst(scene: Scene) -> str | None:
    return "fire.burst" if scene.around(HEARD) else None


def _shot(scene: Scene) -> str | None:
    return "fire.shot" if scene.around(HEARD) else None


def _sniper(scene: Scene) -> str | None:
    return "fire.sniper" if scene.near(SNIPED) else None


def _projectile(scene: Scene) -> str | None:
    return "fire.projectile" if scene.near(SHELLS) else None


def _tracer(scene: Scene) -> str | None:
    return "fire.projectile" if scene.near(SEEN) else None


def _flare(scene: Scene) -> str | None:
    return "fire.flare" if scene.near(SEEN) else None


def _device(scene: Scene) -> str | None:
    """ "на дорозі спрацював вибуховий пристрій"."""
    bomb = scene.low(scene.at - 1).startswith(("вибухов", "взрывн", "саморобн", "самодельн"))
    return "mine.explosion" if bomb and scene.near(SET_OFF) else None


def _fell(scene: Scene) -> str | None:
    """ "дві авіабомби впали на Білопілля", "в квартал влетіла міна": what falls is a shell, a bomb, a missile."""
    if scene.near(WRECKS) or (not scene.after(ONTO, 40) and not scene.placed):
        return None
    code = means(scene)
    if code is None and scene.around(MINE_ITSELF, 40):
        return "fire.shelling"
    return code


def _drone(scene: Scene) -> str | None:
    flown = scene.lows[scene.at].startswith(("лет", "пролет", "проліт"))
    if flown and any(SHELL.match(low) for low in scene.lows[scene.clause.first : scene.clause.last]):
        return "fire.projectile"
    seen = scene.lows[scene.at].startswith(("поміч", "замеч"))
    if seen and scene.after(WEAPONS, 80) and MONITOR_WORD.search(scene.text, scene.tokens[0].start, scene.end):
        return "weapon"
    if any(low in _BY_HELP for low in scene.lows[scene.clause.first : scene.clause.last]):
        return "weapon" if scene.after(WEAPONS, 80) else None  # "з допомогою дрона помічено гаубиці": what saw them
    if any(FLYING.match(low) for low in scene.lows[scene.clause.first : scene.clause.last]):
        return "air.drone_sortie"
    return "air.entry" if scene.near(TRAVELLED) and scene.placed else None


#: the rule of each family of words for fire and acts from the air
STRIKE_RULES: dict[str, Callable[[Scene], str | None]] = {
    "STRIKE": _strike,
    "DROPPED": _dropped,
    "DOWNED": _downed,
    "DEBRIS": _debris,
    "EXPLOSION": _explosion,
    "BLAST": _blast,
    "OVER": lambda scene: "mine.explosion" if scene.after(_ON_A_MINE, 30) else None,  # "автобус наїхав на міну"
    "fire.projectile": _projectile,
    "FIRE": _fire,
    "fire.burst": _burst,
    "fire.shot": _shot,
    "fire.sniper": _sniper,
    "DRONE": _drone,
    "TRACER": _tracer,
    "FLARE": _flare,
    "DEVICE": _device,
    "FELL": _fell,
}
