"""Protected objects as words: what was hit."""

from __future__ import annotations

import re

from truceline.extract.words import words

_TARGETS: tuple[tuple[str, str], ...] = (
        ("energy.nuclear", r"nuclear (?:power )?(?:plant|station|facility)"),
        ("energy.substation", r"(?:electrical |power )?substations?"),
        ("energy.refinery", r"(?:oil )?refiner(?:y|ies)"),
        ("energy.pipeline", r"(?:gas |oil )?pipelines?"),
        ("energy.storage", r"(?:oil|fuel|gas) (?:depots?|storage|terminals?|tanks?)"),
        ("energy.hydro_dam", r"hydroelectric|hydropower|(?:dam|dams)"),
        ("energy.power_plant", r"(?:thermal |coal )?power (?:plants?|stations?)"),
        ("energy.transformer", r"transformers?"),
        ("energy", r"energy (?:infrastructure|facilit(?:y|ies)|sites?|grid|system|sector|network|targets?|objects?)"
            r"|power (?:grid|lines?|infrastructure|facilities)|electricity (?:grid|network|infrastructure)"),
        ("heating", r"boiler(?: house)?s?|heating (?:plants?|networks?)"),
        ("water", r"water (?:supply|treatment|pumping|filtration|station|plant|works)\w*|pumping stations?"),
        ("hospital", r"hospitals?|clinics?|maternity ward|ambulances?"),
        ("school", r"schools?|kindergartens?|universit(?:y|ies)"),
        ("market", r"markets?|bazaar|shopping (?:centre|center|mall)"),
        ("worship", r"church(?:es)?|mosques?|monaster(?:y|ies)|cathedral|temples?"),
        ("railway", r"railways?|trains?|railway (?:station|line)s?"),
        ("port", r"(?:sea)?ports?|port infrastructure|harbou?r"),
        ("bridge", r"bridges?"),
        ("communications", r"(?:television|tv|radio|telecom\w*|communications?) (?:tower|mast|centre|center"
            r"|station)s?"),
        ("aid", r"aid (?:convoys?|workers?|trucks?|warehouses?)|humanitarian (?:convoys?|workers?|aid)"),
        ("monitors", r"(?:mission|monitors?'?|observers?'?|smm|unifil|peacekeepers?'?|un) (?:vehicles?|patrols?"
            r"|base|position|post|camera)s?|peacekeepers"),
        ("residential", r"residential|apartment (?:blocks?|buildings?)|houses?|homes?|dwellings?|flats?"),
        ("transport", r"bus(?:es)?|airport|highway|ferry"),
        ("industry", r"factor(?:y|ies)|industrial|steelworks|plants?"),
        ("agriculture", r"farms?|grain|fields?|silos?"),
        ("government", r"(?:government|administration) buildings?|town hall|city hall"),
        ("military", r"troops|soldiers|military (?:base|positions?|targets?|facilit(?:y|ies)|airfield)|barracks"
            r"|positions|trenches|command post|arms depot|ammunition depot"),
)  # fmt: skip

TARGET = re.compile(
    "|".join(f"(?P<t{number}>{pattern})" for number, (_, pattern) in enumerate(_TARGETS)).join((r"\b(?:", r")\b")),
    re.IGNORECASE,
)

#: one of these stands in each of the words for an object: a cheap look before the dear one
TARGET_WORDS = words(
    "nuclear substation substations refinery refineries pipeline pipelines depot depots storage terminal terminals "
    "tank "
    "tanks hydroelectric hydropower dam dams power transformer transformers energy electricity boiler boilers heating "
    "water pumping hospital hospitals clinic clinics maternity ambulance ambulances school schools kindergarten "
    "kindergartens university universities market markets bazaar shopping church churches mosque mosques monastery "
    "monasteries cathedral temple temples railway railways train trains port ports seaport seaports harbour harbor "
    "bridge "
    "bridges television tv radio telecommunications telecom telecoms communications communication aid humanitarian "
    "mission "
    "monitor monitors observer observers smm unifil peacekeeper peacekeepers un residential apartment apartments house "
    "houses home homes dwelling dwellings flat flats bus buses airport highway ferry factory factories industrial "
    "steelworks plant plants farm farms grain field fields silo silos government administration town city troops "
    "soldiers "
    "military barracks positions trenches command arms ammunition monitors' observers' peacekeepers'"
)
#: "by Russian troops"
_BY = re.compile(r"\bby\s(?:[\w'’-]+\s){0,4}$")
TARGET_CODES: tuple[str, ...] = tuple(code for code, _ in _TARGETS)


def target(text: str, start: int, end: int, at: int, behind: int) -> str | None:
    """The class of object that was hit, in `[start, end)`: the first behind the trigger (`at` to `behind`), else one
    before it. Troops before it, or behind "by", are those who did it."""
    for first, last, before in ((behind, end, False), (start, at, True)):
        for match in TARGET.finditer(text, first, last):
            code = TARGET_CODES[int((match.lastgroup or "t0")[1:])]
            if code == "military" and (before or _BY.search(text, max(first, match.start() - 40), match.start())):
                continue
            return code
    return None
