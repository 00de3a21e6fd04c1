"""What the words around a name say of the place: near it, a side of it, so far from it; or that it is none."""

from __future__ import annotations

from truceline.extract.slavic.placeruns import JOINING, PLACE_ACRONYMS, Found, Run, Runs
from truceline.extract.slavic.places import PLACES, SPEAKING
from truceline.extract.slavic.placewords import (
    COUNTRIES,
    DIRECTIONS,
    DISTANCES,
    KINDS_BEFORE,
    NEAR,
    ORIGIN,
    STRONG,
    WEAK,
    is_adjective,
    is_regional,
)
from truceline.extract.slavic.triggers import UNDERGONE
from truceline.extract.slavic.wordclasses import TRIGGER, VERB

#: acronyms that name places
#: bodies whose country or city behind them is no place: "президент України", "війська РФ"
_BODIES = (
    "президент", "прем", "міністр", "министр", "уряд", "правительств", "армі", "арми", "військ", "войск", "генштаб",
    "посол", "посл", "влад", "власт", "мзс", "мид", "сил", "мінобор", "минобор", "лідер", "лидер", "глав", "очільник",
    "спікер", "спикер", "представник", "представител", "сторон", "дипломат", "парламент", "бюджет", "економік",
    "экономик", "зсу", "всу", "вс", "зс", "авіаці", "авиаци", "флот", "вкс", "пс", "ввс", "мвс", "мвд", "гур", "сбу",
    "фсб", "народ", "суд", "закон", "конституці", "конституци", "незалежн", "независим", "суверенітет", "суверенитет",
    "позиці", "позици", "інтерес", "интерес", "допомог", "помощ", "підтримк", "поддержк", "оборон", "безпек",
    "безопасн",
    "федераці", "федераци", "імені", "имени", "пво", "ппо", "дпсу", "дснс", "мчс", "офіс", "офис", "рада",
    "ради", "раді", "рад", "військовослужб", "солдат", "командуван", "командовани", "перемог", "побед",
)  # fmt: skip
#: whose country is not where they are: "громадянин Молдови"
CITIZENS = ("громадянк", "громадяни", "громадянам", "гражданин", "гражданк", "граждане", "піддан", "поддан")
PLURAL = frozenset(("сіл", "міст", "сел", "городов", "селах", "містах", "городах", "поселков", "поселках"))
#: endings of nouns that go with the ending of an adjective before them: "Пенсійному фонді", but not "Петровском камера"
_AGREEING = (
    (("ому", "ім"), ("і", "ї", "у", "ю", "ові", "е")), (("ом", "ем"), ("е", "и", "у", "ю")), (("ій",), ("і", "ї")),
    (("ой", "ей"), ("е", "и", "ы", "ой", "ей")), (("ого", "его"), ("а", "я", "у")), (("ої", "ьої"), ("и", "і", "ї")),
    (("их", "ых", "іх"), ("ів", "ов", "ей", "ах", "ях", "й")), (("ую", "у", "ю"), ("у", "ю")),
    (("им", "ым"), ("ом", "ем", "єм", "ам", "ям")), (("ою", "ьою"), ("ою", "ею", "єю")),
)  # fmt: skip
_ANY_NOUN = ("і", "ї", "у", "ю", "е", "и", "ы", "а", "я", "ів", "ов", "ом", "ем")
#: an adjective in the nominative, and the last letters that no noun or adjective beside it has
NOMINATIVE, _OPEN_SOUNDS = ("ький", "цкий", "ский"), frozenset("аеиіїоуюяєы")
_PARTS = ("районі", "районе", "околиці", "околицях", "окраине", "окраинах", "окрестностях")
#: words before a name in which an attack or a movement makes it a place
_NEAR, _FAR = 5, 9
_FIRED = ("випущ", "выпущ", "випуст", "выпуст")
AWAY = frozenset(("від", "от"))


class Ways(Runs):
    """The words around a name: nearness, kind, distance and bearing; and what makes of it an owner or a body."""

    def _with_way(self, first: int, last: int, name: int) -> Found:
        """The place with what tells its precision: nearness, a side, a distance and a bearing."""
        start = first
        before = self._low(first - 1)
        plural = before.startswith("пункт") or before in PLURAL
        of_name = self._mark(first - 2)[:1].isupper() and first > 2
        if before in KINDS_BEFORE and self._mark(first - 1)[:1].islower() and first == name and not (plural or of_name):
            start, before = first - 1, self._low(first - 2)
        origin = before in ORIGIN
        if before in NEAR:
            start -= 1
        elif before in AWAY or before in DIRECTIONS:
            start = self._way(start)
        elif before in _PARTS and first == name and not self._mark(first - 2)[:1].isupper():
            start -= 2 if before in ("районі", "районе") and self._low(start - 2) in ("в", "у") else 1
        return Found(max(0, start), last, name, origin, True)

    def _way(self, at: int) -> int:
        """Back over "3–5 км к юго-востоку от", "на північ від", "недалеко від"."""
        start = at
        for near in range(at - 1, max(-1, at - 9), -1):
            low, text = self._lows[near], self._tokens[near].text
            plain = (
                low in AWAY
                or low in DIRECTIONS
                or low in DISTANCES
                or low in ("на", "к", "до", "недалеко", "неподалік")
            )
            if not (plain or text[0].isdigit() or text in "–-—"):
                break
            start = near
        while start < at and (
            self._lows[start] in ("до", "–", "-", "—") or (self._lows[start] in AWAY and start + 1 == at)
        ):
            start += 1
        return start

    def _of_body(self, run: Run) -> bool:
        """ "президент України", "війська РФ", "Сили оборони України"."""
        before = self._low(run.first - 1)
        return (
            (self._lows[run.first] in SPEAKING or self._lows[run.first] in COUNTRIES)
            and before.startswith(_BODIES)
            and before not in STRONG
            and before not in WEAK
        )

    def _qualifies(self, run: Run) -> bool:
        """ "у Пенсійному фонді": an adjective of a body, whose noun follows in lower case."""
        if not is_adjective(self._lows[run.last - 1]) or run.last >= len(self._tokens):
            return False
        token, low = self._tokens[run.last], self._lows[run.last]
        if not token.text[0].isalpha() or "-" in low or low in STRONG or low in WEAK or low in JOINING or low in NEAR:
            return False
        if self._lows[run.last - 1] in PLACES and not is_regional(self._lows[run.last - 1]):
            return False
        if token.text[0].isupper():
            return token.text.isupper() and token.text not in PLACE_ACRONYMS
        if self._lows[run.last - 1].endswith(NOMINATIVE):  # "Краматорський міський суд"
            return not token.kinds & (VERB | TRIGGER) and low[-1:] not in _OPEN_SOUNDS
        other = _ANY_NOUN if is_regional(self._lows[run.last - 1]) else ()
        agreeing = next((ends for tail, ends in _AGREEING if self._lows[run.last - 1].endswith(tail)), other)
        return len(low) > 3 and low.endswith(agreeing) and not low.endswith(("ли", "ти", "ала", "ила", "єте", "ете"))

    def _undergoes(self, run: Run) -> bool:
        """Near a verb or noun of attack or movement."""
        reach = _FAR if self._low(run.first - 1) == "по" else _NEAR  # "вдарила двома «Іскандерами» по Чугуєву"
        near = self._lows[max(0, run.first - reach) : run.first]
        if reach == _FAR:  # "по Оріхову було випущено сім снарядів"
            near = near + self._lows[run.last : run.last + _NEAR]
        return any(low in UNDERGONE or low.startswith(_FIRED) for low in near)

    def _unit_name(self, run: Run) -> bool:
        """ "мер Харкова" is a place; "Одеська ОВА" and "прокуратура Харкова" are not asked here."""
        following = self._mark(run.last)
        return bool(following) and following.isupper() and len(following) > 1 and is_adjective(self._lows[run.last - 1])

    def _owned(self, run: Run) -> bool:
        """ "об'єктам енергетики України": the genitive of a country behind a noun."""
        before = self._low(run.first - 1)
        if not self._mark(run.first - 1)[:1].islower() or before in STRONG or before in WEAK or len(before) < 4:
            return False
        genitive = self._lows[run.first].endswith(("и", "і", "ї", "ы", "ії", "ии", "а", "я"))
        return genitive and not before.endswith(("ти", "ть", "в", "ла", "ло", "ли", "л", "но", "то", "є", "ет", "ют"))
