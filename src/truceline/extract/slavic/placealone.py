"""Names of places that need no company: known ones, "Харківщина", and what an attack is done to."""

from __future__ import annotations

from truceline.extract.slavic.placelists import LIES, falls_under_fire
from truceline.extract.slavic.placeruns import OPEN, Found, Run, known
from truceline.extract.slavic.places import PLACES, SPEAKING
from truceline.extract.slavic.placeways import CITIZENS, NOMINATIVE, Ways
from truceline.extract.slavic.placewords import NAME_NOUNS, is_adjective, is_shchyna
from truceline.extract.slavic.triggers import SHELLED, UNDERGONE
from truceline.extract.slavic.verbforms import finite
from truceline.extract.slavic.wordclasses import TRIGGER

#: beginnings of verbs of movement
_MOVES = (
    "вивез", "вивоз", "везл", "везти", "відвез", "довез", "проїх", "проїж", "їхал", "їхав", "їдут", "поїх",
    "приїх", "виїх",
    "прямув", "рушил", "рушив", "вируш", "дістал", "добра", "добир", "пройшл", "пройшов", "ішла", "йшла", "йшли",
    "ішли",
    "дійшл", "прийшл", "евакуюв", "евакуйов", "доправ", "достав", "перевез", "перевоз", "летіл", "летів",
    "пролет", "курсу",
    "вывез", "вывоз", "везли", "отвез", "проех", "проезж", "ехал", "едут", "поех", "приех", "выех", "направил",
    "двинул",
    "добрал", "прошл", "шла", "шли", "дошл", "пришл", "эвакуир", "доставл", "перевез", "летел", "пролет",
    "прибыл", "прибув",
    "прибул", "вошл", "увійшл", "вступил", "вступив", "маршир", "втек", "бежал", "біжал", "мандру",
)  # fmt: skip
#: beginnings of verbs that tell what befalls a town
_SHAKES = (
    "струсну", "потрясл", "сколихн", "всколыхн", "здригн", "содрогн", "знеструм", "обесточ", "розбомб", "разбомб",
    "накрил", "накры", "затопл", "підтопл", "подтопл",
)  # fmt: skip
#: a name behind these is a town where drones or missiles are told of
_ATTACKED = ("атакув", "атаков", "вразил", "поразил")
_FROM_AIR = ("дрон", "безпіл", "беспил", "ракет", "шахед", "бпла", "fpv", "герань", "герани", "авіаб", "авиаб", "каб")
#: what a town falls under
_FELL_UNDER = ("потрапи", "попал", "опинил", "оказал")
_FIRE_ON = ("обстр", "удар", "атак", "вогн", "огон", "огн", "артобстр", "бомб", "ракетн", "артил", "авіауд", "авиауд")
_ALSO = frozenset(("і", "й", "и", "також", "также", "тоже", "теж", "знову", "снова", "ще", "еще", "село", "місто"))
#: beginnings of participles and reflexives that tell what was done to it
_SUFFERED = ("обстріл", "обстрел", "атакова", "звільн", "освобожд", "окупова", "оккупир", "зруйнов", "евакуйов")
_AGAIN = frozenset(("знову", "снова", "вновь", "ще", "еще", "також", "также", "тричі", "двічі", "дважды", "трижды"))
#: towns and rivers that are plain words too
_ALSO_WORDS = ("орел", "лиман", "часів", "дон", "сум", "рим", "лимани")
#: adjectives in forms that no town ending in "-ськ" has: "Краматорська" is a town's, "Краматорської" is not
_OF_BODIES = (*NOMINATIVE, "ької", "ькій", "цкой", "ской")
_STATIONS = ("ЗАЕС", "ЗАЭС", "ОРДЛО", "ЧАЭС", "ЧАЕС")
#: nouns whose genitive is who strikes
_STRIKES = ("удар", "атак", "авіауд", "авиауд", "наступ")
#: endings of what one goes through
_INSTRUMENTAL = ("ом", "ем", "єм", "ою", "єю", "ой", "ей")


class Alone(Ways):
    """Tells by what befalls it that a name is a place."""

    def _by_itself(self, run: Run) -> Found | None:
        """Names that need no company: known places, "Харківщина"; and what an attack is done to."""
        if is_shchyna(self._lows[run.first]) and run.last == run.first + 1:
            return self._with_way(run.first, run.last, run.first)
        if self._low(run.first - 1).startswith(CITIZENS):
            return None
        return Found(run.first, run.last, run.first, False, True) if self._stands_alone(run) else None

    def _stands_alone(self, run: Run) -> bool:
        low, last = self._lows[run.first], self._lows[run.last - 1]
        words = run.last - run.first
        if low in SPEAKING and words == 1:
            return self._struck(run) or self._owned(run) or self._shaken(run) or self._attacked(run)
        if words == 2 and (
            low in NAME_NOUNS or (self._modifier(run.first) and self._place_like(run) and not known(low))
        ):
            return True
        if known(low) and (words == 1 or last in PLACES or is_adjective(last)):
            plain = run.first == 0 and low in _ALSO_WORDS
            return not (plain or self._unit_name(run) or (last.endswith(_OF_BODIES) and self._qualifies(run)))
        return self._tokens[run.first].text in _STATIONS or self._heads(run) or self._befallen(run)

    def _struck(self, run: Run) -> bool:
        """ "обстріляли Україну", but not "атака России": a state speaks and acts, and seldom is where it happened."""
        act = self._low(self._behind_times(run.first - 1))
        return act in UNDERGONE and (finite(act) or not act.startswith(_STRIKES))

    def _attacked(self, run: Run) -> bool:
        """ "Київ атакували 30 БпЛА": many attacked, so that the city is what they attacked."""
        at = run.last
        while at < len(self._tokens) and (self._times.covers(self._tokens[at]) or self._low(at) in _AGAIN):
            at += 1
        return self._low(at).startswith(_ATTACKED[:2]) and self._low(at).endswith(("ли", "ють", "ют"))

    def _befallen(self, run: Run) -> bool:
        """Whether words tell what was done to it, or who crossed it: "обстріляли вчора X", "пройшли Хевроном"."""
        if self._qualifies(run):
            return False
        if self._shaken(run) or self._caught(run) or (self._place_like(run) and self._attacked(run)):
            return True
        before = self._low(self._behind_times(run.first - 1))
        if before.startswith(_MOVES) and self._lows[run.last - 1].endswith(_INSTRUMENTAL):
            return True
        attacked = before.startswith(_ATTACKED) and any(low.startswith(_FROM_AIR) for low in self._lows)
        shelled = (before in SHELLED or attacked) and run.last - run.first <= 2
        if shelled and not self._tokens[run.first].text.isupper():
            return True
        return before in UNDERGONE and self._place_like(run)

    def _heads(self, run: Run) -> bool:
        """ "— Горловка, 00:35: прилёт": the place of an entry of a list, before its colon."""
        at, token = run.last, self._tokens[run.first]
        if run.first == 0 or any(low[0].isalnum() for low in self._lows[: run.first]) or token.kinds & TRIGGER:
            return False
        if self._low(at) == ",":
            at += 1
            while at < len(self._tokens) and self._times.covers(self._tokens[at]):
                at += 1
        if self._low(at) == "." and at + 1 == len(self._tokens) and at == run.last:  # "• Ніжин. Уночі дрон влучив …"
            return self._place_like(run)
        told = self._low(at) == ":" and self._low(at + 1) not in OPEN
        return told and self._place_like(run) and any(one.kinds & TRIGGER for one in self._tokens[at:])

    def _caught(self, run: Run) -> bool:
        """ "під удар дронів потрапив Чугуїв", "под обстрел попала и соседняя Шебекино"."""
        if falls_under_fire(self._tokens, self._lows, run.last):
            return True
        if "під" not in self._lows and "под" not in self._lows:
            return False
        at = run.first - 1
        while at > 1 and (self._low(at) in _ALSO or self._low(at).startswith(("сусід", "соседн"))):
            at -= 1
        if not self._low(at).startswith(_FELL_UNDER):
            return False
        near = self._lows[max(0, at - 6) : at]
        under = next((back for back, low in enumerate(near) if low in ("під", "под")), None)
        return under is not None and any(low.startswith(_FIRE_ON) for low in near[under:])

    def _shaken(self, run: Run) -> bool:
        """ "Хартум струснули вибухи", "Одеса залишилася без світла": what befalls a town and nobody else."""
        at = run.last
        while at < len(self._tokens) and (self._times.covers(self._tokens[at]) or self._low(at) in _AGAIN):
            at += 1
        low = self._low(at)
        if (
            low.startswith(_SHAKES)
            or low.startswith(LIES)
            or (low.startswith(_SUFFERED) and low.endswith(("но", "то", "ося", "ась", "ся", "сь")))
        ):
            return True
        return (
            low.startswith(("залиш", "лиш", "остал", "сид"))
            and self._low(at + 1) in ("без", "у", "в")
            and (
                self._low(at + 2).startswith(
                    ("світл", "свет", "електр", "электр", "вод", "тепл", "темряв", "опален", "газ")
                )
            )
        )

    def _moves(self, run: Run) -> bool:
        """Near a verb of movement: "через Балаклію вивезли", "ішла до Адре"."""
        near = self._lows[max(0, run.first - 9) : run.last + 9]
        return any(low.startswith(_MOVES) for low in near)

    def _behind_times(self, at: int) -> int:
        """The token before a time: "обстріляли вчора ввечері Херсон"."""
        passed = at
        while at > 0 and (self._times.covers(self._tokens[at]) or self._low(at) in _AGAIN):
            at -= 1
        timed = at < passed and self._times.covers(self._tokens[at + 1])
        return at - (timed and self._low(at) in ("о", "об", "в", "во", "у", "близько", "около"))
