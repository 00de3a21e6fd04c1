"""From a trigger word and its clause to a type of the taxonomy, a weapon and a protected object.

Null when it is no event.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

from truceline.extract.slavic.clauses import Clause
from truceline.extract.slavic.forms import Form
from truceline.extract.slavic.targets import target_of
from truceline.extract.slavic.triggers import (
    CUT,
    FLYING,
    FORCES,
    MONITOR_WORD,
    WITHOUT,
    means_of,
    weapon_of,
)
from truceline.extract.story import Token

_MINE = re.compile(
    r"(?:на мін|на мин|мінами|мін[иі]\b|протипіх|противопех|протитанков\w+ мін|вибухонебезпеч|взрывоопасн|розтяжц"
    r"|растяжк)"
)
_TALKED = re.compile(
    r"(?:провел|відбул|пройшл|заверш|почал|розпоча|тривал|состоял|прошл|начал|продолж|продовж|зустріл|встретил"
    r"|провів|тривають|длились)"
)
_ACCORD = re.compile(r"(?:угод|соглашен|меморандум|договор|договір|перемир|протокол|деклараці|декларац)")
_TRUCE_MADE = re.compile(
    r"(?:домови|договори|погоди|оголос|объяв|набу\w+ чинн|вступ\w+ в силу|запровад|введен|ввел|узгод|соглас\w+сь"
    r"|почалос|почався|началось|начался)"
)
_FIGHTING = re.compile(
    r"(?:трива|точ[аи]т|[йі]дуть|идут|идет|йде|продовж|продолж|відбул|зав'яза|вед[еу]|вели|загостри|спалахну"
    r"|разгор|фікс|фикс|зафікс|зафикс|відбува|происход|зафиксир|возобнов|поновил|відновил|вспыхн|состоял|было|стал|стало|сталося|сталось)"
)
_OPENED = re.compile(
    r"(?:відкри|вел[иа]?\b|ведут|ведуть|під|открыл|открыт|под|зі? стрілецьк|из стрелков|кулемет|пулемет|снайпер"
    r"|зброї|оружия|артилер|артиллер|міномет|миномет)"
)
_CEASE = re.compile(r"(?:припинен|прекращен|режим|тиш)")
_BREACHED = re.compile(
    r"(?:перемир|припинен|прекращен|режим|тиш|домовлен|договорен|енергетич|энергетич|мораторі|моратори|угод)"
)
_AIRSPACE = re.compile(r"(?:повітрян\w+ прост|воздушн\w+ простр)")
_LINE = re.compile(r"(?:кордон|границ|лінію|линию|річк|реку|демаркац|держрубеж)")
_FOUND = re.compile(
    r"(?:вияв|знайд|знешкод|обнаруж|найден|нашли|обезвре|розмін|размин|вилуч|изъя|встанов|помітил|бачил|видел)"
)
_CAPTIVES = re.compile(r"(?:полонен|пленн|бранц|тілами|телами|тіл загибл|тел погибш)")
_PEOPLE_FREED = re.compile(
    r"(?:полон|плен|посад|должност|робот[иіу]\b|работы\b|бранц|пленн|полонен|заручник|заложник|кабінет|крісл"
    r"|під варт|под страж)"
)
_AID = re.compile(r"(?:гуманітар|гуманитар|допомог|помощ|конво)")
_CHILDREN = re.compile(r"(?:дітей|діти|підліт|детей|подрост|неповнол|несоверш)")
_WEAPONS = re.compile(
    r"(?:танк|гаубиц|міномет|миномет|рсзв|рсзо|гармат|орудий|орудия|систем|зрк|бмп|бтр|брон|артсист|озброєн|вооружен)"
)
_TROOPS = re.compile(
    r"(?:військ|войск|солдат|колон|бригад|підрозділ|подразделен|резерв|техн|сил[иу]?\b|особов|танк|загін|отряд"
    r"|батальйон|батальон)"
)
_WARNED = re.compile(r"(?:оголош|объяв|лун|звуч|увімк|включ|триває|тривала|длил|прозвуч|сигнал|повітрян|воздушн)")
_HEARD = re.compile(r"(?:автомат|кулемет|пулемет|чул|слыш|зафікс|зафикс|стрілец|стрелков|лун|прозвуч|пролун)")
_SNIPED = re.compile(r"(?:поран|ранен|вби|уби|обстр|вогонь|огонь|постріл|выстрел|стріл|стрел)")
_GAS = re.compile(
    r"(?:газ|балон|баллон|побут|бытов|емоці|эмоци|сміх|смех|скандал|обурен|ціл[аи]|демограф|населен|споживч)"
)
_ROAD = re.compile(r"(?:дтп|автомоб|легков|вантажів|грузовик|поїзд|поезд|мотоцик|маршрутк|лобов)")
_ECONOMY = re.compile(
    r"(?:по економі|по экономи|по бюджет|по репутац|по рубл|по гривн|по ринк|по рынк|по іміджу|по имиджу|інсульт"
    r"|инсульт|серцев|сердечн|хакер|кібер|кибер|ddos|блискавк|молни[ия]|токсичн|по демократ|по санкц|інформаційн"
    r"|информацион|паніч|паник|спек|струмом|током|мороз|хвил[яі] |волн)"
)
_DIRECTION = re.compile(r"(?:напрям|направлен|позиці|позици|рубеж)")
_WATER_BREAK = re.compile(r"(?:труб|дамб|плотин|гребл|водогон|водопров|теплотрас|каналіз|канализ)")
_SHELLS = re.compile(r"(?:снаряд|ракет|мін\b|мин\b|трас|трасс)")
_PUSHED = re.compile(
    r"(?:вклин|потісн|потесн|прорв|прорыв|прорив|наступ|штурм|просун|продвин|витісн|вытесн|захоп|захват|атак)"
)
_PASSAGE = re.compile(r"(?:проезд|проїзд|доступ|пройти|проехать|проїхати|пропуск|прохо|пролет|пролёт|огляд|осмотр)")
_TEAM = re.compile(r"(?:команд|патрул)")
_RAIDERS = re.compile(
    r"(?:дрг|диверс|рейд|розвід|развед|груп|оборон|кордон|границ|позиці|позици|проникн|проник|спроб|попыт|намаг|пыта)"
)
_SETTLED = re.compile(
    r"(?:сел[оаиеу]|селищ|міст[оауі]|город|посел|пункт|позиці|позици|висот|высот|хутор|територ|територ|територи"
    r"|територі|район|терри)"
)
_EYES = re.compile(r"(?:беспилотник|безпілотник|бпла|камер|квадрокоптер|знімк|снимк)")
_TRAVELLED = re.compile(r"(?:літак|самолет|вертол|винищув|истребит|бомбардувальник|бомбардировщик|авіаці|авиаци)")
_AIR_DEFENCE = re.compile(r"(?:ппо|пво|протиповітр|противовоздуш)")
_FALLEN = re.compile(r"(?:пад|впал|упал|горі|гори|загор|пожеж|пожар|пошкод|поврежд|поран|ранен|влуч)")
_DAMAGED_NOUN = re.compile(r"(?:здоров|стосун|отношен|репутац|психі|психик|мозк|мозг|довір|довер|економік|экономик)")


class Scene(NamedTuple):
    """A trigger in its clause, with what the rules ask about."""

    text: str  # of the document, in lower case
    tokens: list[Token]
    lows: list[str]
    at: int
    clause: Clause
    form: Form
    placed: bool  # a place stands in the clause
    end: int  # of the sentence

    def low(self, at: int) -> str:
        """The word at a token, empty outside the clause."""
        return self.lows[at] if self.clause.first <= at < self.clause.last else ""

    def near(self, pattern: re.Pattern[str]) -> bool:
        """Whether the clause has the pattern."""
        return pattern.search(self.text, self.clause.start, self.clause.end) is not None

    def after(self, pattern: re.Pattern[str], reach: int = 60) -> bool:
        """Whether the pattern follows the trigger in its clause."""
        end = self.tokens[self.at].end
        return pattern.search(self.text, end, min(self.clause.end, end + reach)) is not None

    def around(self, pattern: re.Pattern[str], reach: int = 40) -> bool:
        """Whether the pattern stands close to the trigger."""
        token = self.tokens[self.at]
        begin, stop = max(self.clause.start, token.start - reach), min(self.clause.end, token.end + reach)
        return pattern.search(self.text, begin, stop) is not None


def kind_of(scene: Scene) -> str | None:
    """The event type of a trigger in its clause."""
    if scene.form.shape == "part" and not scene.lows[scene.at].endswith(("ий", "а", "е", "і")):
        return None  # "зруйнованого будинку", "разрушенную школу": told of a thing, not of an event
    rule = _RULES.get(scene.form.value)
    return scene.form.value if rule is None else rule(scene)


def means(scene: Scene) -> str | None:
    """By what means: the nearest word for a drone, a missile, a bomb or artillery in the clause."""
    nearest: tuple[int, str] | None = None
    for number in range(scene.clause.first, scene.clause.last):
        code = means_of(scene.lows[number])
        if code is not None and (nearest is None or abs(number - scene.at) < nearest[0]):
            nearest = (abs(number - scene.at), code)
    return None if nearest is None else nearest[1]


def target(scene: Scene) -> str | None:
    """The class of object that was hit: the first one after the trigger in its clause, else one before it."""
    first, last = scene.clause.first, scene.clause.last
    return _object(scene, scene.at + 1, last) or _object(scene, first, scene.at)


def _aimed(scene: Scene) -> str | None:
    """The object close to the trigger: it tells the type where no means are told."""
    near = _object(scene, scene.at + 1, min(scene.clause.last, scene.at + 8))
    return near or _object(scene, max(scene.clause.first, scene.at - 6), scene.at)


def _object(scene: Scene, first: int, last: int) -> str | None:
    for at in range(first, last):
        word = scene.tokens[at].text
        if word[0].isupper() and not word.isupper():  # "Залізничному" is a village
            continue
        code = target_of(scene.lows[at], scene.lows[at + 1] if at + 1 < len(scene.lows) else "")
        if code is not None:
            return code
    return None


def weapon(scene: Scene) -> str | None:
    """The class of weapon named in the clause."""
    named = (weapon_of(low) for low in scene.lows[scene.clause.first : scene.clause.last])
    return next((code for code in named if code is not None), None)


def _forces(scene: Scene) -> bool:
    return any(low in FORCES for low in scene.lows[scene.clause.first : scene.clause.last])


def _strike(scene: Scene) -> str | None:
    low = scene.lows[scene.at]
    if scene.around(_ECONOMY, 30) or (scene.form.shape == "part" and low.endswith(("ий", "ый", "их", "ых"))):
        return None
    if repelled(scene.lows, scene.at) and means(scene) is None:
        return "ground.assault"
    code, goal = means(scene), _aimed(scene)
    following = scene.lows[scene.at + 1 : scene.at + 5]
    if low in ("бив", "била", "било", "били", "б'є", "б'ють", "бил", "бьют", "бьет") and not (
        "по" in following or code
    ):
        return None
    if low.startswith(("попа", "попав")) and not code:
        return None
    if not (code or goal or scene.placed or _forces(scene)):
        return None
    if low.startswith(("атак", "контратак")) and scene.near(_DIRECTION) and code in (None, "fire.shelling"):
        return "ground.assault"
    if code:
        return code
    if goal and goal.startswith(("energy", "heating", "water")):
        return "attack_infrastructure"
    if goal and goal not in ("military", "monitors"):
        return "attack_civilians"
    if low.startswith(("би", "б'", "бь")):
        return "fire"
    return "ground" if goal == "military" and low.startswith("атак") else "air"


def repelled(lows: list[str], at: int) -> bool:
    """ "відбили 30 атак": who is named before repelled them."""
    return any(
        low.startswith(("відби", "отраз", "отраж", "отби", "зупин", "останов")) for low in lows[max(0, at - 4) : at]
    )


def _dropped(scene: Scene) -> str | None:
    code = means(scene)
    if code is None or code == "fire.shelling":
        return "fire.shelling" if code and scene.lows[scene.at].startswith(("вип", "вып")) else None
    return code


def _downed(scene: Scene) -> str | None:
    """Drones and missiles shot down flew there."""
    if scene.form.shape == "part" and scene.lows[scene.at].endswith(("ий", "ый", "ого")):
        return None
    words = scene.lows[max(scene.clause.first, scene.at - 9) : scene.at + 10]
    words = words[: max(0, scene.clause.last - max(scene.clause.first, scene.at - 9))]
    if any(FLYING.match(word) for word in words):
        return "air.drone_sortie"
    if scene.lows[scene.at].startswith(("працю", "спрацю", "работ", "отработ", "сработ")):
        return "air" if scene.placed and scene.around(_AIR_DEFENCE) else None
    if scene.lows[scene.at].startswith(("знищ", "унич", "ліквід", "ликвид")):
        return _wrecked(scene)
    if any(
        word.startswith(("ракет", "балісти", "баллист", "каб", "авіабомб", "авиабомб", "калібр", "калибр"))
        for word in words
    ):
        return "air.missile"
    return None


def _wrecked(scene: Scene) -> str | None:
    """ "артиллерия уничтожила гаубицу", "знищено склад": by its means, else as damage."""
    return means(scene) or ("harm.damage" if target(scene) and scene.placed else None)


def _debris(scene: Scene) -> str | None:
    """What falls from drones and missiles."""
    return means(scene) if scene.near(_FALLEN) else None


def _explosion(scene: Scene) -> str | None:
    if scene.near(_MINE):
        return "mine.explosion"
    if scene.around(_GAS, 25):
        return None
    return "fire.explosion"


def _blast(scene: Scene) -> str | None:
    if scene.near(_MINE):
        return "mine.explosion"
    goal = target(scene)
    if goal and goal.startswith(("energy", "heating", "water", "railway", "bridge")):
        return "attack_infrastructure"
    return "fire.explosion" if scene.placed or goal else None


def _assault(scene: Scene) -> str | None:
    return "ground.assault" if scene.placed or _forces(scene) or scene.near(_DIRECTION) else None


def _offensive(scene: Scene) -> str | None:
    return "ground.assault" if (scene.placed and _forces(scene)) or scene.around(_FIGHTING, 30) else None


def _clash(scene: Scene) -> str | None:
    low = scene.lows[scene.at]
    if low.startswith(("боєзітк", "боестолк")):
        return "ground.clash"
    if low.startswith(("ді", "действи")) and scene.low(scene.at - 1).startswith(("штурм", "наступ")):
        return "ground.assault"
    if low.startswith(("ді", "действи")):
        return "ground.clash" if scene.low(scene.at - 1).startswith(("бойов", "боев")) and scene.placed else None
    if scene.near(_ROAD):
        return None
    named = (
        low in ("бої", "бои")
        and scene.placed
        and scene.low(scene.at + 1) in ("на", "за", "в", "у", "під", "под", "біля")
    )
    return "ground.clash" if named or scene.around(_FIGHTING) or low.startswith(("перестріл", "перестрел")) else None


def _attempt(scene: Scene) -> str | None:
    """ "здійснив 36 спроб потіснити наших воїнів"."""
    return "ground.assault" if scene.after(_PUSHED, 70) and (scene.placed or _forces(scene)) else None


def _projectile(scene: Scene) -> str | None:
    return "fire.projectile" if scene.near(_SHELLS) else None


def _raid(scene: Scene) -> str | None:
    if scene.near(_WATER_BREAK):
        return None
    low = scene.lows[scene.at]
    return "ground.raid" if low == "дрг" or (scene.near(_RAIDERS) and (scene.placed or _forces(scene))) else None


def _cross(scene: Scene) -> str | None:
    return (
        "ground.crossing"
        if scene.around(_LINE, 40) and (_forces(scene) or scene.near(FLYING) or scene.near(_RAIDERS))
        else None
    )


def _advance(scene: Scene) -> str | None:
    if scene.around(_PEOPLE_FREED, 40):
        return None
    low = scene.lows[scene.at]
    if low.startswith(("взя", "зайня", "заня", "відби", "отби", "закріп", "закреп")) and not (
        scene.placed and (_forces(scene) or scene.near(_SETTLED))
    ):
        return None
    return "ground.advance" if scene.placed or scene.after(_SETTLED, 40) else None


def _fire(scene: Scene) -> str | None:
    if scene.around(_CEASE, 20):
        return None
    low = scene.lows[scene.at]
    if low.startswith(("розстр", "расстр")):
        return "fire" if scene.placed or target(scene) else None
    if low.startswith(("стріл", "стрел")):
        return means(scene) if means(scene) == "fire.shelling" else "fire"
    if not scene.around(_OPENED, 30):
        return None
    return "fire.shelling" if means(scene) == "fire.shelling" else "fire"


def _burst(scene: Scene) -> str | None:
    return "fire.burst" if scene.around(_HEARD) else None


def _shot(scene: Scene) -> str | None:
    return "fire.shot" if scene.around(_HEARD) else None


def _sniper(scene: Scene) -> str | None:
    return "fire.sniper" if scene.near(_SNIPED) else None


def _drone(scene: Scene) -> str | None:
    if any(FLYING.match(low) for low in scene.lows[scene.clause.first : scene.clause.last]):
        return "air.drone_sortie"
    return "air.entry" if scene.near(_TRAVELLED) and scene.placed else None


def _outage(scene: Scene) -> str | None:
    low = scene.lows[scene.at]
    if low.startswith(("знеструм", "обесточ", "блекаут", "блэкаут")):
        return "harm.outage"
    token = scene.tokens[scene.at]
    if WITHOUT.search(scene.text[max(scene.clause.start, token.start - 60) : token.start]):
        return "harm.outage"
    return "harm.outage" if CUT.match(scene.text[token.end : min(scene.clause.end, token.end + 50)]) else None


def _damage(scene: Scene) -> str | None:
    if scene.around(_DAMAGED_NOUN, 30):
        return None
    return "harm.damage" if target(scene) else None


def _detained(scene: Scene) -> str | None:
    return "restriction" if scene.near(MONITOR_WORD) else "abuse.detention"


def _recruited(scene: Scene) -> str | None:
    return "abuse.child_recruitment" if scene.near(_CHILDREN) else None


def _aid(scene: Scene) -> str | None:
    return "abuse.aid_blockage" if scene.near(_AID) else None


def _restriction(scene: Scene) -> str | None:
    team = scene.near(_TEAM) and scene.near(_PASSAGE)
    if not team and not scene.near(MONITOR_WORD):
        return None
    low = scene.lows[scene.at]
    if low.startswith(("допус", "пропус", "впус")) and scene.low(scene.at - 1) != "не":
        return None
    return "restriction"


def _weapon(scene: Scene) -> str | None:
    watched = scene.near(MONITOR_WORD) or (scene.lows[scene.at].startswith(("вияв", "выяв")) and scene.near(_EYES))
    return "weapon" if watched and scene.after(_WEAPONS, 80) else None


def _moved(scene: Scene) -> str | None:
    if scene.near(_WEAPONS) and scene.near(re.compile("(?:важк|тяжел|озброєн|вооружен|гаубиц|рсз)")):
        return "weapon.moved"
    return "ground.movement" if scene.near(_TROOPS) and scene.placed else None


def _works(scene: Scene) -> str | None:
    return "ground.works" if scene.near(MONITOR_WORD) else None


def _mine(scene: Scene) -> str | None:
    return (
        "mine"
        if scene.around(_FOUND, 40)
        and scene.lows[scene.at].startswith(("мін", "мин", "вибухо", "взрыво", "боє", "бое"))
        else None
    )


def _signed(scene: Scene) -> str | None:
    return "politics.agreement" if scene.after(_ACCORD) else None


def _truce(scene: Scene) -> str | None:
    low = scene.lows[scene.at]
    if low.startswith(("припин", "прекращ")) and not scene.low(scene.at + 1).startswith(
        ("вогн", "огн", "бойов", "боев")
    ):
        return None
    if low in ("тиші", "тишины") and not scene.low(scene.at - 1).startswith("режим"):
        return None
    return "politics.agreement" if scene.near(_TRUCE_MADE) else None


def _talks(scene: Scene) -> str | None:
    return (
        "politics.talks"
        if scene.near(_TALKED) and scene.lows[scene.at].startswith(("перего", "перемов", "самі", "самм"))
        else None
    )


def _exchange(scene: Scene) -> str | None:
    return "politics.other" if scene.near(_CAPTIVES) else None


def _violation(scene: Scene) -> str | None:
    if scene.around(_AIRSPACE, 60):
        return "air.entry"
    return "fire" if scene.around(_BREACHED, 60) else None


def _alert(scene: Scene) -> str | None:
    return "signal.alert" if scene.around(_WARNED) else None


_RULES: dict[str, Callable[[Scene], str | None]] = {
    "STRIKE": _strike,
    "DROPPED": _dropped,
    "DOWNED": _downed,
    "DEBRIS": _debris,
    "EXPLOSION": _explosion,
    "BLAST": _blast,
    "ground.assault": _assault,
    "OFFENSIVE": _offensive,
    "CLASH": _clash,
    "RAID": _raid,
    "ATTEMPT": _attempt,
    "fire.projectile": _projectile,
    "CROSS": _cross,
    "ADVANCE": _advance,
    "FIRE": _fire,
    "fire.burst": _burst,
    "fire.shot": _shot,
    "fire.sniper": _sniper,
    "DRONE": _drone,
    "OUTAGE": _outage,
    "KILLED": lambda scene: "harm.killed",
    "WOUNDED": lambda scene: "harm.wounded",
    "DAMAGE": _damage,
    "DETAINED": _detained,
    "RECRUITED": _recruited,
    "civil.protest": lambda scene: None if scene.low(scene.at - 1).startswith("нот") else "civil.protest",
    "AID": _aid,
    "RESTRICTION": _restriction,
    "WEAPON": _weapon,
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
