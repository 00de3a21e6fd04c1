"""Names of wide areas, by the places that lie in them: their circle is computed, never typed in.

A first-order division is found through a city in it (`seat`); an area is made of divisions. Names are facts of public
record; Ukrainian and Russian stems are those of the adjectives ("Харківська область") and of the -shchyna names.
"""

from __future__ import annotations

import msgspec

#: divisions whose bare name no city bears
_NO_CITY = frozenset(
    ("Crimea", "Volyn", "Zakarpattia", "Dnipropetrovsk", "Kirovohrad", "Tatarstan", "Bashkortostan", "Udmurtia")
)


_ADJECTIVES = ("ська", "цька", "зька", "ская", "цкая", "ський", "ский")


class Division(msgspec.Struct, frozen=True):
    """A first-order division: a city that lies in it, and its names."""

    country: str
    seat: str
    names: tuple[str, ...]

    @property
    def bare(self) -> tuple[str, ...]:
        """Names that mean the division without a word for it: not "Kharkiv", which is the city, nor an adjective."""
        named = self.country == "PS" or self.names[0] in _NO_CITY
        return tuple(name for name in self.names if not name.endswith(_ADJECTIVES) and (named or not name.isascii()))


def _ukrainian(seat: str, english: str, *others: str) -> Division:
    return Division("UA", seat, (english, *others))


def _russian(seat: str, english: str, *others: str) -> Division:
    return Division("RU", seat, (english, *others))


DIVISIONS: tuple[Division, ...] = (
    _ukrainian(
        "Simferopol",
        "Crimea",
        "Autonomous Republic of Crimea",
        "Автономна Республіка Крим",
        "Крим",
        "Крым",
    ),
    _ukrainian("Vinnytsia", "Vinnytsia", "Вінницька", "Винницкая", "Вінниччина", "Винничина"),
    _ukrainian("Lutsk", "Volyn", "Volhynia", "Волинська", "Волынская", "Волинь", "Волынь"),
    _ukrainian(
        "Dnipro",
        "Dnipropetrovsk",
        "Dnepropetrovsk",
        "Дніпропетровська",
        "Днепропетровская",
        "Дніпропетровщина",
        "Днепропетровщина",
    ),
    _ukrainian("Donetsk", "Donetsk", "Донецька", "Донецкая", "Донеччина", "Донетчина"),
    _ukrainian("Zhytomyr", "Zhytomyr", "Житомирська", "Житомирская", "Житомирщина"),
    _ukrainian("Uzhhorod", "Zakarpattia", "Transcarpathia", "Закарпатська", "Закарпатская", "Закарпаття", "Закарпатье"),
    _ukrainian(
        "Zaporizhzhia",
        "Zaporizhzhia",
        "Zaporizhia",
        "Zaporozhye",
        "Запорізька",
        "Запорожская",
        "Запоріжчина",
        "Запорожчина",
    ),
    _ukrainian(
        "Ivano-Frankivsk",
        "Ivano-Frankivsk",
        "Івано-Франківська",
        "Ивано-Франковская",
        "Прикарпаття",
        "Івано-Франківщина",
    ),
    _ukrainian(
        "Kropyvnytskyi",
        "Kirovohrad",
        "Kirovograd",
        "Кіровоградська",
        "Кировоградская",
        "Кіровоградщина",
        "Кировоградщина",
    ),
    _ukrainian("Luhansk", "Luhansk", "Lugansk", "Луганська", "Луганская", "Луганщина"),
    _ukrainian("Bila Tserkva", "Kyiv", "Kiev", "Київська", "Киевская", "Київщина", "Киевщина"),
    _ukrainian("Lviv", "Lviv", "Львівська", "Львовская", "Львівщина", "Львовщина"),
    _ukrainian("Mykolaiv", "Mykolaiv", "Миколаївська", "Николаевская", "Миколаївщина", "Николаевщина"),
    _ukrainian("Odesa", "Odesa", "Odessa", "Одеська", "Одесская", "Одещина", "Одесчина"),
    _ukrainian("Poltava", "Poltava", "Полтавська", "Полтавская", "Полтавщина"),
    _ukrainian("Rivne", "Rivne", "Рівненська", "Ровенская", "Рівненщина", "Ровенщина"),
    _ukrainian("Sumy", "Sumy", "Сумська", "Сумская", "Сумщина"),
    _ukrainian("Ternopil", "Ternopil", "Тернопільська", "Тернопольская", "Тернопільщина", "Тернопольщина"),
    _ukrainian("Kharkiv", "Kharkiv", "Харківська", "Харьковская", "Харківщина", "Харьковщина"),
    _ukrainian("Kherson", "Kherson", "Херсонська", "Херсонская", "Херсонщина"),
    _ukrainian("Khmelnytskyi", "Khmelnytskyi", "Хмельницька", "Хмельницкая", "Хмельниччина"),
    _ukrainian("Cherkasy", "Cherkasy", "Черкаська", "Черкасская", "Черкащина"),
    _ukrainian("Chernivtsi", "Chernivtsi", "Чернівецька", "Черновицкая", "Буковина"),
    _ukrainian("Chernihiv", "Chernihiv", "Чернігівська", "Черниговская", "Чернігівщина", "Черниговщина"),
    _russian("Belgorod", "Belgorod", "Бєлгородська", "Белгородская", "Бєлгородщина", "Белгородчина"),
    _russian("Bryansk", "Bryansk", "Брянська", "Брянская", "Брянщина"),
    _russian("Kursk", "Kursk", "Курська", "Курская", "Курщина"),
    _russian("Voronezh", "Voronezh", "Воронезька", "Воронежская"),
    _russian("Rostov-on-Don", "Rostov", "Ростовська", "Ростовская"),
    _russian("Krasnodar", "Krasnodar", "Краснодарський", "Краснодарский", "Кубань"),
    _russian("Lipetsk", "Lipetsk", "Липецька", "Липецкая"),
    _russian("Oryol", "Oryol", "Orel", "Орловська", "Орловская"),
    _russian("Tula", "Tula", "Тульська", "Тульская"),
    _russian("Kaluga", "Kaluga", "Калузька", "Калужская"),
    _russian("Smolensk", "Smolensk", "Смоленська", "Смоленская"),
    _russian("Ryazan’", "Ryazan", "Рязанська", "Рязанская"),
    _russian("Volgograd", "Volgograd", "Волгоградська", "Волгоградская"),
    _russian("Saratov", "Saratov", "Саратовська", "Саратовская"),
    _russian("Khimki", "Moscow", "Московська", "Московская", "Підмосков'я", "Подмосковье"),
    _russian("Gatchina", "Leningrad", "Ленінградська", "Ленинградская"),
    _russian("Pskov", "Pskov", "Псковська", "Псковская"),
    _russian("Tver", "Tver", "Тверська", "Тверская"),
    _russian("Nizhniy Novgorod", "Nizhny Novgorod", "Нижньогородська", "Нижегородская"),
    _russian("Samara", "Samara", "Самарська", "Самарская"),
    _russian("Kazan", "Tatarstan", "Татарстан"),
    _russian("Ufa", "Bashkortostan", "Башкортостан", "Башкирія", "Башкирия"),
    _russian("Izhevsk", "Udmurtia", "Удмуртія", "Удмуртия"),
    Division("BY", "Gomel", ("Gomel", "Homyel", "Homiel", "Гомельська", "Гомельская")),
    Division("BY", "Brest", ("Brest", "Брестська", "Брестская")),
    Division("PS", "Gaza", ("Gaza Strip",)),
    Division("PS", "Ramallah", ("West Bank",)),
)


class Area(msgspec.Struct, frozen=True):
    """An area known by a name of its own: names, and the divisions it is made of, by country and a city in each."""

    names: tuple[str, ...]
    parts: tuple[tuple[str, str], ...]


AREAS: tuple[Area, ...] = (
    Area(("Donbas", "Donbass", "Донбас", "Донбасс"), (("UA", "Donetsk"), ("UA", "Luhansk"))),
    Area(("Slobozhanshchyna", "Sloboda Ukraine", "Слобожанщина"), (("UA", "Kharkiv"), ("UA", "Sumy"))),
    Area(("Sivershchyna", "Severia", "Сіверщина", "Северщина"), (("UA", "Chernihiv"), ("UA", "Sumy"))),
    Area(("Halychyna", "Galicia", "Галичина"), (("UA", "Lviv"), ("UA", "Ivano-Frankivsk"), ("UA", "Ternopil"))),
    Area(("Polissia", "Polesia", "Полісся", "Полесье"), (("UA", "Zhytomyr"), ("UA", "Rivne"), ("UA", "Lutsk"))),
    Area(("Podillia", "Podolia", "Поділля", "Подолье"), (("UA", "Vinnytsia"), ("UA", "Khmelnytskyi"))),
)

#: names of countries in use besides GeoNames' own, in the nominative
COUNTRY_NAMES: dict[str, tuple[str, ...]] = {
    "UA": ("Україна", "Украина"),
    "RU": ("Russian Federation", "Росія", "Россия", "РФ", "Російська Федерація", "Российская Федерация"),
    "BY": ("Білорусь", "Беларусь", "Белоруссия"),
    "MD": ("Молдова", "Молдавия"),
    "PL": ("Польща", "Польша"),
    "RO": ("Румунія", "Румыния"),
    "TR": ("Turkey", "Туреччина", "Турция"),
    "SY": ("Сирія", "Сирия"),
    "IL": ("Ізраїль", "Израиль"),
    "LB": ("Ліван", "Ливан"),
    "US": ("United States of America", "USA", "U.S.", "US", "America", "США"),
    "GB": ("UK", "U.K.", "Britain", "Great Britain", "Велика Британія", "Великобритания"),
    "PS": ("Palestine", "Palestinian Territories"),
    "CZ": ("Czech Republic",),
    "CD": ("DR Congo", "DRC"),
}
