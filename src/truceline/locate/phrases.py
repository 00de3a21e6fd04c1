"""Patterns of words around the name of a place, in English, Ukrainian and Russian. Each is anchored at both ends."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Literal

from truceline.locate.compass import COMPASS, DISTANCE


def _of(*patterns: str) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(pattern, re.IGNORECASE) for pattern in patterns)


def first(patterns: Iterable[re.Pattern[str]], text: str) -> re.Match[str] | None:
    """The match of the first pattern that fits."""
    return next((match for pattern in patterns if (match := pattern.match(text))), None)


_FROM = r"(?:of|from|outside|off|від|од|от)"
_TO_THE = r"(?:(?:to\s+the|due|на|к|ко|в\s+бік)\s+)?"

#: with a distance, or a side, or both
OFFSETS = _of(
    rf"^{DISTANCE}\s*,?\s*{_TO_THE}{COMPASS}\s+(?:{_FROM}\s+)?(?P<core>.+)$",
    rf"^{DISTANCE}\s*(?:away\s+)?{_FROM}\s+(?P<core>.+)$",
    rf"^(?:just\s+)?(?:to\s+the\s+|на\s+|к\s+)?{COMPASS}\s+{_FROM}\s+(?P<core>.+)$",
    r"^(?P<compass>(?:\w+[\s-])?(?:північніше|південніше|східніше|західніше|севернее|южнее|восточнее|западнее))\s+"
    r"(?:від\s+|от\s+)?(?P<core>.+)$",
)

BETWEEN = _of(
    r"^(?:in\s+the\s+area\s+|road\s+)?between\s+(?P<core>.+?)\s+and\s+(?P<other>.+)$",
    r"^(?:на\s+ділянці\s+|ділянка\s+)?між\s+(?P<core>.+?)\s+(?:і|й|та|и)\s+(?P<other>.+)$",
    r"^(?:на\s+участке\s+)?между\s+(?P<core>.+?)\s+и\s+(?P<other>.+)$",
    r"^(?:the\s+)?(?P<core>[^–—-]+)\s?[–—-]\s?(?:[^–—-]+[–—-]\s?){0,2}(?P<other>[^–—-]+?)\s+(?:road|highway|motorway|section|line)$",
    r"^(?:на\s+)?(?:трас\w+|дороз\w|доро[гз]\w*|шос\w*|шлях\w*|трасс\w+"
    r"|автодорог\w*)\s+(?P<core>[^–—-]+?)\s?[–—-]\s?(?P<other>[^–—-]+)$",
)

_BANK = (
    r"(?:(?:on|along|at|from|to|across|near)\s+)?(?:the\s+)?(?:(?:left|right|east|west|eastern|western"
    r"|opposite|north|south|northern|southern)"
    r"(?:\s+\(\w+\))?(?:[\s-](?:side|bank))?\s+)?(?:bank|banks|side|shore|crossing|mouth|estuary|course"
    r"|valley)s?\s+of\s+(?:the\s+)?"
)
RIVER = _of(
    rf"^{_BANK}(?:river\s+)?(?P<core>.+?)(?:\s+river)?$",
    r"^(?:(?:across|over|along|beyond|behind)\s+)?(?:the\s+)?(?P<core>.+?)\s+(?:river|reservoir|left\s+bank"
    r"|right\s+bank|river\s+crossing)$",
    r"^(?:across|over|along|beyond)\s+(?:the\s+)?(?:river\s+)?(?P<core>.+)$",
    r"^(?:the\s+)?river\s+(?P<core>.+)$",
    r"^(?:(?:на|вздовж|уздовж|біля|із|з|до|по|через|за|над)\s+)?(?:(?:ліво|право)бережж\w+|(?:(?:лів|прав"
    r"|східн|західн|протилежн)\w+\s+)?(?:берег\w*|берез\w+|бік|боці|русл\w+|гирл\w+))\s+(?:річки\s+"
    r"|р\.\s*)?(?P<core>.+)$",
    r"^(?:(?:на|вдоль|у|с|до|по|через|за)\s+)?(?:левобережь\w+|правобережь\w+|(?:(?:лев|прав|восточн|западн"
    r"|противоположн)\w+\s+)?(?:берег\w*|русл\w+|усть\w+))\s+(?:реки\s+|р\.\s*)?(?P<core>.+)$",
    r"^(?:(?:на|вздовж|уздовж|через|за|у|в|над|вдоль|по|біля|у)\s+)?(?:річ[кц]\w+|рік\w+|рек[аиуеой]+"
    r"|р\.)\s*(?P<core>.+)$",
    r"^(?:через|за|вздовж|уздовж|вдоль|уздовж)\s+(?P<core>(?:дніпр|днепр|оскол|оск[іо]л|сівер|север|інгул"
    r"|ингул|десн|псел|псьол|псл).*)$",
)

OUTSKIRTS = _of(
    r"^(?:on\s+|in\s+|from\s+)?(?:the\s+)?(?:\w+ern\s+|\w+-\w+ern\s+)?(?:outskirts?|suburbs?|edges?"
    r"|fringes?)\s+of\s+(?P<core>.+)$",
    r"^(?:the\s+)?(?P<core>.+?)(?:['’]s?)?\s+(?:\w+ern\s+)?(?:outskirts|suburbs?)$",
    r"^(?:(?:на|в|у|із|з|до)\s+)?(?:[\w-]+(?:ій|их|ими|а|ої|ню|ні)\s+)?(?:околиц\w*|передмість?\w*"
    r"|передмістя\w*)\s+(?P<core>.+)$",
    r"^(?:(?:на|в|у|с|до)\s+)?(?:[\w-]+(?:ой|их|ыми|ая|ую|ые|ых|ом)\s+)?(?:окраин\w*|пригород\w*"
    r"|предместь\w+)\s+(?P<core>.+)$",
)

TOWARDS = _of(
    r"^(?:in\s+|on\s+)?(?:the\s+)?(?:direction|sector|axis|vector)s?\s+of\s+(?P<core>.+)$",
    r"^(?:у|в|на)\s+напрямк[уи]\s+(?:до\s+)?(?P<core>.+)$",
    r"^(?:в|на)\s+направлени[ией]+\s+(?:к\s+)?(?P<core>.+)$",
    r"^(?:у|в)\s+(?:бік|сторону)\s+(?P<core>.+)$",
)

NEAR = re.compile(
    r"^(?:in\s+|at\s+|from\s+)?(?:an?\s+)?(?:near(?:by)?|close\s+to|outside|just\s+outside|not\s+far\s+from"
    r"|(?:the\s+)?(?:vicinity|area|areas|surroundings"
    r"|approaches|environs|countryside)\s+(?:of|to|around)|around|next\s+to|adjacent\s+to|off|"
    r"поблизу(?:\s+від)?|неподалік(?:\s+від)?|біля|коло|недалеко\s+від|поруч\s+(?:з|із|зі)|поряд\s+(?:з|із"
    r"|зі)|навколо|довкола|довкруги|"
    r"під|(?:(?:на|у|в)\s+)?(?:околиц(?:ях|і)|підступах\s+до|район(?:і|ах)\s+(?:(?:населен\w+\s+пункт\w*"
    r"|н\.\s?п\.|сіл|села|міста|селища|с\.|м\.|смт\.?)\s*)?)|"
    r"возле|около|вблизи|неподалеку\s+от|недалеко\s+от|рядом\s+с(?:о)?|вокруг|близ|под|(?:(?:на|в)\s+)?"
    r"(?:окрестност(?:ях|и)|подступах\s+к|район(?:е|ах)\s+(?:(?:населенн\w+\s+пункт\w*|н\.\s?п\.|сел|села"
    r"|города|поселка|с\.|г\.|пгт\.?)\s*)?))\s*"
    r"(?<=[\s.])(?P<core>.+)$",
    re.IGNORECASE,
)

_NOT_KIND = r"(?!(?:regions?|districts?|oblasts?|provinces?|raions?|direction|sector|axis|front|command|bank)$)"
PART = _of(
    rf"^(?:(?:in|to|from|across)\s+)?(?:the\s+)?{COMPASS}\s+{_NOT_KIND}(?:part|half|side|areas?|parts"
    rf"|districts?)?\s*(?:of\s+)?(?:the\s+)?(?P<core>.+)$",
    rf"^(?:(?:на|з|із|в|у|до)\s+)?{COMPASS}\s+{_NOT_KIND}(?:частин\w+\s+|район\w+\s+)?(?P<core>.+)$",
    rf"^(?:(?:на|с|в|к)\s+)?{COMPASS}\s+{_NOT_KIND}(?:част\w+\s+|район\w+\s+)?(?P<core>.+)$",
)
MIDDLE = re.compile(
    r"^(?:(?:the\s+)?(?:central|front-?line|occupied|government-controlled|russian-occupied"
    r"|border(?:ing)?)(?:\s+(?:part|areas?)\s+of)?|центральн\w+|прифронтов\w+|прикордонн\w+|окупован\w+"
    r"|оккупированн\w+"
    r"|прикордоння|приграничь[ея]|центр\w?)\s+(?P<core>.+)$",
    re.IGNORECASE,
)

Kind = Literal["community", "district", "region", "direction", "plant", "facility", "at"]
_SUFFIXES: tuple[tuple[Kind, str], ...] = (
    (
        "community",
        r"(?:(?:urban|rural|settlement|city|territorial|amalgamated)\s+)*(?:hromada|community|municipality)"
        r"|(?:(?:міськ|селищн|сільськ|територіальн|об['’]єднан)\w+\s+)*(?:громад[аиіуою]+|тг|отг|мтг)"
        r"|(?:(?:городск|поселков|сельск|территориальн)\w+\s+)*(?:громад[аыеуой]+|общин[аыеуой]+)",
    ),
    ("district", r"districts?|raions?|rayons?|county|район(?:і|у|е|а|ом|ів|ах)?|р-н[іуеа]?"),
    ("region", r"regions?|oblasts?|provinces?|governorates?|state|област[ьіиюяй]+|областей|областях|обл\.?|кра[йюїяе]"),
    (
        "direction",
        r"(?:direction|sector|axis|vector|front(?:\s*line)?|bridgehead|напрямк\w+|напрямок|напрям\w?"
        r"|направлени\w+|фронт\w*|сектор\w*|плацдарм\w*)",
    ),
    (
        "plant",
        r"(?:nuclear\s+(?:power\s+)?(?:plant|station)|NPP|dam|hydroelectric\s+\w+|HPP|АЕС|АЭС|ГЕС|ГЭС"
        r"|атомн\w+\s+(?:електро)?станц\w+)",
    ),
    (
        "facility",
        r"(?:(?:international|military|oil|gas|thermal|power|air|naval)\s+)*"
        r"(?:airport|air\s*base|airfield|refinery|depot|terminal|port|power\s+plant|substation|plant|base|ТЕС"
        r"|ТЕЦ|ТЭС|ТЭЦ|НПЗ|аеропорт\w*|аэропорт\w*|порт\w*|аеродром\w*|аэродром\w*|disengagement\s+area)",
    ),
    ("at", r"city|town|village|settlement|hamlet"),
)
KINDS: tuple[tuple[Kind, re.Pattern[str]], ...] = tuple(
    (relation, re.compile(rf"^(?P<core>.+?)[\s-]+(?:{words})$", re.IGNORECASE)) for relation, words in _SUFFIXES
)

#: areas from which the sides withdrew, by the settlement they are named after
DISENGAGEMENT = _of(
    r"^(?:(?:in|inside|within|near|at)\s+)?(?:the\s+)?disengagement\s+areas?\s+(?:near|in|at|of"
    r"|around)\s+(?P<core>.+)$",
    r"^(?:the\s+)?(?P<core>.+?)\s+disengagement\s+area$",
    r"^(?:(?:на|в|у|біля)\s+)?ділян\w+\s+розведення(?:\s+сил)?(?:\s+(?:і|та)\s+засобів)?(?:\s+№\s?\d)?"
    r"(?:\s+(?:біля|поблизу|в|у|в\s+районі))?\s+(?P<core>.+)$",
    r"^(?:(?:на|в|у)\s+)?участ\w+\s+разведения(?:\s+сил)?(?:\s+и\s+средств)?(?:\s+№\s?\d)?"
    r"(?:\s+(?:возле|около|в|у|в\s+районе))?\s+(?P<core>.+)$",
)

_SORT_OF = (
    r"(?:(?:територіальн|об['’]єднан|міськ|сільськ|селищн|городск|сельск|поселков|территориальн|муніципальн"
    r"|объединенн)\w*)"
)
_EN_DIVISION = r"(?:oblasts?|regions?|provinces?|governorates?|districts?|raions?|hromadas?|county|community)"
_UK_DIVISION = r"(?:област[іь]|обл\.?|район[уі]|громад[иі]|р-н[уі]?|тг)"
_RU_DIVISION = r"(?:област[иь]|обл\.?|район[ае]|общин[ые]|громад[ые]|р-н[ае]?)"
#: a name and the division it lies in
HELD = _of(
    rf"^(?P<core>[^,]+?)\s*,\s+(?:in\s+)?(?:the\s+)?(?P<division>[^,]+?\s+{_EN_DIVISION}(?:,.*)?)$",
    rf"^(?P<core>.+?)\s+in\s+(?:the\s+)?(?:\w+ern\s+|central\s+)?(?P<division>\S.*?\s+{_EN_DIVISION})$",
    rf"^(?P<core>[^,]+?)\s*,\s+(?P<division>[^,]+?\s+(?:{_UK_DIVISION}|{_RU_DIVISION})(?:,.*)?)$",
    rf"^(?P<core>.+?)\s+(?:(?:у|в"
    rf"|на)\s+)?(?P<division>(?!{_SORT_OF}\s)\S+(?:\s+{_SORT_OF}){{0,3}}\s+(?:{_UK_DIVISION}|{_RU_DIVISION})"
    r"(?:,?\s+\S+\s+\S+)?)$",
    r"^(?P<core>[^,]+?)(?:\s*,\s+|\s+)(?:(?:на|у|в)\s+)?(?P<division>\S+щин[иіыеауо]\w?)$",
    r"^(?P<core>\S+\s+(?:район|р-н)\w{0,2})\s+(?:(?:у|в|міста|города|м\.|г\.)\s*)?(?P<division>\S+)$",
)
BRACKETED = re.compile(r"^(?P<core>[^()]+?)\s*\((?P<about>[^()]*)\)?$")
#: words that stand before a division without being a name
_NO_NAME = re.compile(
    r"на|у|в|до|з|із|по|всій|всей|вся|усій|the|in|across|all|of|from|near|різних|кількох|нескольких"
    r"|частині|части|територі\w+|территори\w+|прикордонн\w+|приграничн\w+|населен\w+|кордон\w+|границ\w+"
    r"|сел[аі]|міст[аі]|with|межі|жител\w+|район\w*|прифронтов\w+|центр\w*|частин\w+|parts?|villages?|towns?|city"
    rf"|{COMPASS.replace('(?P<compass>', '(?:')}",
    re.IGNORECASE,
)


#: villages are called so: "Південне", "Южном"; parts of a division are not in the neuter
_COMPASS_NAME = re.compile(
    r"(?:Північн|Південн|Східн|Західн)(?:е|ого|ому|им)|(?:Северн|Восточн|Западн)(?:ое|ого|ому|ым|ом)|Южн(?:ое|ого|ому|ым|ом)"
)


def names_nothing(text: str) -> bool:
    """Whether the words before a division only say which part of it: "in the north of", "на сході"."""
    return _COMPASS_NAME.fullmatch(text.strip()) is None and all(
        _NO_NAME.fullmatch(word) for word in re.split(r"[\s,]+", text) if word
    )


_CITY = (
    r"(?:the\s+)?(?:front-?line\s+|border\s+|port\s+|capital\s+|occupied\s+|besieged\s+|nearby\s+)*(?:city|town"
    r"|port|capital)\s+of\s+|(?:міст(?:о|а|у|ом|і|ові)|город(?:а|у|ом|е)?|місто-герой|город-герой)\s+|[мг]\.\s*"
)
_VILLAGE = (
    r"(?:the\s+)?(?:front-?line\s+|border\s+|occupied\s+|small\s+|nearby\s+)*(?:village|hamlet|settlement)\s+of\s+"
    r"|(?:сел(?:о|а|у|ом|і|е|ах|ам)|селищ(?:е|а|у|ем|і)|пос[её]л(?:ок|ка|ку|ком|ке)|хут(?:ір|ор\w{0,2})"
    r"|населен\w+\s+пункт\w{0,2})\s+(?:міського\s+типу\s+|городского\s+типа\s+)?"
    r"|(?:с|с-щі|с-ще|смт|пгт|пос|х|н\.\s?п)\.\s*|(?:смт|пгт)\s+"
)
#: what may stand before a name without belonging to it
LEADING = re.compile(
    rf"(?:(?P<city>{_CITY})|(?P<village>{_VILLAGE})|(?:(?:non-)?government-controlled|(?:ukrainian|russian)-(?:held|controlled|occupied)|the|its|their|our|in|at|on|to|from|у|в|во|на|до|з|із|зі"
    rf"|с|со|по|к|над)\s+"
    r"|(?:the\s+)?(?:island|state|province|region|oblast|district|republic|raion|hromada)\s+of\s+|(?:острів"
    r"|остров(?:і|е|а|у|ом)?)\s+)",
    re.IGNORECASE,
)
