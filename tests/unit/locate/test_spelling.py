"""One name in two languages and two alphabets."""

from __future__ import annotations

import pytest

from truceline.locate.names import name_key
from truceline.locate.spelling import MOST, difference, sounds

SAME = """Авдіївка=Авдеевка=Avdiivka=Avdiyivka=Avdeevka=Avdeyevka
Харків=Харьков=Kharkiv=Kharkov
Слов'янськ=Славянск=Sloviansk=Slovyansk=Slavyansk
Запоріжжя=Запорожье=Zaporizhzhia=Zaporizhzhya=Zaporozhye=Zaporozhie
Луганськ=Луганск=Luhansk=Lugansk=Luhans'k
Мар'їнка=Марьинка=Marinka=Maryinka=Mar'inka
Костянтинівка=Константиновка=Kostiantynivka=Konstantinovka
Миколаїв=Николаев=Mykolaiv=Nikolaev
Вугледар=Угледар=Vuhledar=Ugledar
Гранітне=Гранитное=Hranitne=Granitnoye=Granitnoe
Велика Новосілка=Великая Новоселка=Velyka Novosilka=Velikaya Novoselka
Щастя=Счастье=Shchastia
Дебальцеве=Дебальцево=Debaltseve=Debaltsevo
Кремінна=Кременная=Kreminna=Kremennaya
Олександрівка=Александровка=Oleksandrivka=Aleksandrovka
Роботине=Работино=Robotyne=Rabotino
Єнакієве=Енакиево=Yenakiieve=Yenakiyevo
Кривий Ріг=Кривой Рог=Kryvyi Rih=Kryvyy Rih=Krivoy Rog
Гуляйполе=Huliaipole=Hulyaipole=Gulyaypole
Первомайський=Первомайский=Pervomaiskyi=Pervomaysky=Pervomaiskiy
Ясинувата=Ясиноватая=Yasynuvata
Братське=Братское=Bratske
Вільшани=Ольшаны=Vilshany"""
OTHER = (
    "Торецьк Торське", "Суми Сума", "Покровськ Покровка", "Бахмут Бахмач", "Лиман Умань", "Умань Оман",
    "Степове Степне",    "Kherson Kharkiv", "Курськ Курахове", "Новоселівка Новоселиця",
)  # fmt: skip


@pytest.mark.parametrize("line", SAME.split("\n"))
def test_spellings_of_one_name_are_one(line: str) -> None:
    first, *others = (sounds(name_key(name)) for name in line.split("="))
    for other in others:
        apart = difference(first, other)
        assert apart is not None and 0 <= apart <= MOST
        assert apart == difference(other, first)


@pytest.mark.parametrize("pair", OTHER)
def test_other_names_are_others(pair: str) -> None:
    a, b = (sounds(name_key(name)) for name in pair.split())
    assert difference(a, b) is None
