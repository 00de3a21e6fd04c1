"""Names of wide areas, by the places that lie in them: their circle is computed, never typed in.

A first-order division is found through a city in it (`seat`); an area is made of divisions. Names are facts of public
record; Ukrainian and Russian stems are those of the adjectives ("Харківська область") and of the -shchyna names.
"""

from __future__ import annotations

import msgspec


class Division(msgspec.Struct, frozen=True):
    """A first-order division: a city that lies in it, and its names."""

    country: str
    seat: str
    names: tuple[str, ...]

    @property
    def seat_named(self) -> bool:
        """Whether the bare name means a city of the same name ("Kharkiv"), so that only "Kharkiv region" means this."""
        return self.names[0] in (self.seat, "Kyiv")


def _ukrainian(seat: str, english: str, *others: str) -> Division:
    return Division("UA", seat, (english, *others))


DIVISIONS: tuple[Division, ...] = (
    _ukrainian(
        "Simferopol",
        "Crimea",
        "Autonomous Republic of Crimea",
        "Автономна Республіка Крим",
        "Крим",
        "Крым",
        "Криму",
        "Крыму",
    ),
    _ukrainian("Vinnytsia", "Vinnytsia", "Вінницька", "Винницкая", "Вінниччина"),
    _ukrainian("Lutsk", "Volyn", "Volhynia", "Волинська", "Волынская", "Волинь", "Волынь"),
    _ukrainian(
        "Dnipro", "Dnipropetrovsk", "Dnepropetrovsk", "Дніпропетровська", "Днепропетровская", "Дніпропетровщина"
    ),
    _ukrainian("Donetsk", "Donetsk", "Донецька", "Донецкая", "Донеччина", "Донетчина"),
    _ukrainian("Zhytomyr", "Zhytomyr", "Житомирська", "Житомирская", "Житомирщина"),
    _ukrainian("Uzhhorod", "Zakarpattia", "Transcarpathia", "Закарпатська", "Закарпатская", "Закарпаття", "Закарпатье"),
    _ukrainian("Zaporizhzhia", "Zaporizhzhia", "Zaporizhia", "Zaporozhye", "Запорізька", "Запорожская", "Запоріжчина"),
    _ukrainian("Ivano-Frankivsk", "Ivano-Frankivsk", "Івано-Франківська", "Ивано-Франковская", "Прикарпаття"),
    _ukrainian("Kropyvnytskyi", "Kirovohrad", "Kirovograd", "Кіровоградська", "Кировоградская", "Кіровоградщина"),
    _ukrainian("Luhansk", "Luhansk", "Lugansk", "Луганська", "Луганская", "Луганщина"),
    _ukrainian("Bila Tserkva", "Kyiv", "Kiev", "Київська", "Киевская", "Київщина", "Киевщина"),
    _ukrainian("Lviv", "Lviv", "Львівська", "Львовская", "Львівщина", "Львовщина"),
    _ukrainian("Mykolaiv", "Mykolaiv", "Миколаївська", "Николаевская", "Миколаївщина", "Николаевщина"),
    _ukrainian("Odesa", "Odesa", "Odessa", "Одеська", "Одесская", "Одещина", "Одесчина"),
    _ukrainian("Poltava", "Poltava", "Полтавська", "Полтавская", "Полтавщина"),
    _ukrainian("Rivne", "Rivne", "Рівненська", "Ровенская", "Рівненщина"),
    _ukrainian("Sumy", "Sumy", "Сумська", "Сумская", "Сумщина"),
    _ukrainian("Ternopil", "Ternopil", "Тернопільська", "Тернопольская", "Тернопільщина"),
    _ukrainian("Kharkiv", "Kharkiv", "Харківська", "Харьковская", "Харківщина", "Харьковщина"),
    _ukrainian("Kherson", "Kherson", "Херсонська", "Херсонская", "Херсонщина"),
    _ukrainian("Khmelnytskyi", "Khmelnytskyi", "Хмельницька", "Хмельницкая", "Хмельниччина"),
    _ukrainian("Cherkasy", "Cherkasy", "Черкаська", "Черкасская", "Черкащина"),
    _ukrainian("Chernivtsi", "Chernivtsi", "Чернівецька", "Черновицкая", "Буковина"),
    _ukrainian("Chernihiv", "Chernihiv", "Чернігівська", "Черниговская", "Чернігівщина", "Черниговщина"),
    Division("PS", "Gaza", ("Gaza Strip",)),
    Division("PS", "Ramallah", ("West Bank",)),
)

#: areas known by a name of their own: seats of the divisions they are made of
AREAS: tuple[tuple[str, tuple[str, ...], tuple[tuple[str, str], ...]], ...] = (
    ("Donbas", ("Donbass", "Донбас", "Донбасс", "Донбасі", "Донбассе"), (("UA", "Donetsk"), ("UA", "Luhansk"))),
)

#: names of countries in use besides GeoNames' own
COUNTRY_NAMES: dict[str, tuple[str, ...]] = {
    "UA": ("Україна", "Україні", "України", "Украина", "Украине", "Украины"),
    "RU": ("Russian Federation", "Росія", "Росії", "Россия", "России", "РФ"),
    "BY": ("Білорусь", "Білорусі", "Беларусь", "Беларуси"),
    "MD": ("Молдова", "Молдови", "Молдавия"),
    "PL": ("Польща", "Польщі", "Польша", "Польше"),
    "US": ("United States of America", "USA", "U.S.", "US", "America"),
    "GB": ("UK", "U.K.", "Britain", "Great Britain"),
    "PS": ("Palestine", "Palestinian Territories"),
    "CZ": ("Czech Republic",),
    "CD": ("DR Congo", "DRC"),
}
