"""Who is killed or hurt without a number: "загинув черговий", "ранен сержант", "поранено подружжя"."""

from __future__ import annotations

import re
from functools import lru_cache

from truceline.extract.slavic.countedkinds import unit_by_form
from truceline.extract.slavic.forms import every
from truceline.extract.slavic.russian.counted import COUNTED as RUSSIAN
from truceline.extract.slavic.ukrainian.counted import COUNTED as UKRAINIAN

#: one person: "загинула жінка", "погиб мужчина", "поранено водія"
_KNOWN = every(
    "мати матір мама маму батько батька син сина донька доньку дочка дочку брат брата сестра сестру дід діда дідусь "
    "дідуся баба бабуся бабусю бабуся дружина дружину мать отец отца сын сына дочь дед деда дедушка дедушку бабушка "
    "бабушку жена жену муж мужа черговий чергового дежурный дежурного "
    "жінка жінку чоловік чоловіка дитина дитину хлопець хлопця хлопчик хлопчика дівчина дівчину дівчинка "
    "дівчинку підліток "
    "підлітка пенсіонер пенсіонера пенсіонерка пенсіонерку водій водія людина людину особа особу мешканець "
    "мешканця мешканка "
    "мешканку житель жителя військовослужбовець військовослужбовця військовий військового солдат солдата боєць бійця "
    "рятувальник рятувальника медик медика журналіст журналіста поліцейський поліцейського працівник працівника "
    "охоронець "
    "немовля вчителька лікар лікаря фермер фермера тракторист тракториста прикордонник юнак юнака цивільний цивільного "
    "співробітник співробітника енергетик енергетика оператор оператора волонтер волонтера "
    "женщина женщину мужчина мужчину ребенок ребенка мальчик мальчика девочка девочку девушка девушку подросток "
    "подростка "
    "пенсионер пенсионера пенсионерка пенсионерку водитель водителя человек человека житель жителя жительница "
    "жительницу "
    "местный военнослужащий военнослужащего солдат солдата боец бойца спасатель спасателя медик журналист журналиста "
    "сусід сусіда сусідка сусідку сосед соседа соседка соседку "
    "сотрудник сотрудника рабочий рабочего полицейский полицейского врач тракторист фермер юноша гражданский "
    "гражданского"
)
#: two persons in one word
PAIRS = frozenset(("подружжя", "супруги", "супругов", "двійнята", "близнюки", "близнецы"))
#: counted as persons, and no person by themselves
_NO_PERSON = ("тіл", "тел", "жертв", "втрат", "потер", "житл", "член", "місі", "мисси")
#: endings of qualities and parts: "більшість жертв"
_QUALITY = ("ність", "шість", "ность", "шость", "ство")
#: endings of several persons, or of one to whom something is told
_MANY = re.compile(
    r"(?:[иіыї]|[оеєії]в|[еє]й|[ая]м|[ая]ми|[ая]х|[оеє]к|[иыі]х|[иыі]ми|[ыи]е|[оеє]м|[оеє]ю|[еє]му|ому|ові|еві)$"
)
#: what dies or suffers and is no single person
_GROUPS = every(
    "екіпаж~ экипаж~ взвод~ розрахунок розрахунк~ расчет~ загін загон~ отряд~ родин~ сім'я сім'ї сім'ю семья семьи "
    "семью батальйон~ батальон~ рота роти роты полк~ бригад~ собак~ пес пса кінь коня коней лошадь лошади лошадей "
    "корів коров~ теля теленок худоб~ скот~ врожай урожай урожа~ ліс лісу лес леса посів~ посев~ надія надежда мир"
)


@lru_cache(maxsize=16_384)
def lone(low: str) -> bool:
    """Whether a word is one person, in the nominative or the accusative."""
    if low in _KNOWN:
        return True
    if low.startswith(_NO_PERSON) or low.endswith(_QUALITY) or _MANY.search(low) is not None:
        return False
    return (UKRAINIAN.units.get(low) or RUSSIAN.units.get(low) or unit_by_form(low)) == "person"


@lru_cache(maxsize=4_096)
def another(low: str) -> bool:
    """Whether a word behind "and" is one person more; beside one who was told, its ending is enough."""
    return lone(low) or (len(low) > 4 and low.endswith(("ка", "ку", "иця", "ица", "ець", "ец", "ик", "ист", "іст")))


def of_group(low: str) -> bool:
    """Whether a word is a group, an animal or a thing that may be told as dead."""
    return low in _GROUPS
