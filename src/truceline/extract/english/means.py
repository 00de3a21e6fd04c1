"""Arms and machines as words: by what means an act was done, and what weapon is named or seen."""

from __future__ import annotations

from truceline.extract.story import Token
from truceline.extract.words import table, words

DRONE_WORDS = words(
    "drone drones uav uavs quadcopter quadcopters fpv fpvs shahed shaheds unmanned kamikaze geran gerans uas loitering "
    "lancet lancets bayraktar"
)
MISSILE_WORDS = words("missile missiles iskander iskanders tochka-u kalibr kinzhal kh-101 kh-22 atacms oreshnik s-300")
AIR_WORDS = words(
    "airstrike airstrikes air-strike air-strikes air-raid warplane warplanes jet jets aircraft helicopter helicopters "
    "bombed bombing bombings aerial plane planes bomb bombs air gunship gunships gunboats aviation"
)
SHELL_WORDS = words(
    "artillery shell shells shelled shelling mortar mortars rocket rockets grad howitzer howitzers cannon tank "
    "tanks round "
    "rounds grenade grenades projectiles projectile munitions mlrs shellfire katyusha katyushas bombarded bombardment"
)
SMALL_ARMS = words("small-arms small machine-gun machine-guns machine gun rifle gunfire gunshots bullets bullet")
MEANS: tuple[tuple[str, frozenset[str]], ...] = (
    ("air.drone_strike", DRONE_WORDS),
    ("air.missile", MISSILE_WORDS),
    ("air.strike", AIR_WORDS),
    ("fire.shelling", SHELL_WORDS),
)
_MEANS_OF = {word: code for code, listed in reversed(MEANS) for word in listed}

WEAPON_OF: dict[str, str] = table(
    ("mortar", "mortar mortars"),
    ("tank", "tank tanks"),
    ("mlrs", "mlrs grad multiple-launch multiple multiple-rocket katyusha katyushas bm-21"),
    ("mlrs_long_range", "uragan smerch tornado-s himars"),
    ("artillery", "artillery howitzer howitzers cannon cannons guns"),
    ("tactical_missile", "iskander iskanders tochka-u tochka atacms iskander-m"),
    ("cruise_missile", "cruise kalibr kalibrs kh-101"),
    ("ballistic_missile", "ballistic kinzhal kinzhals oreshnik"),
    ("guided_bomb", "guided glide kab kabs"),
    ("aircraft", "warplane warplanes jet jets aircraft helicopter helicopters gunship gunships"),
    ("fpv_drone", "fpv fpvs first-person-view"),
    ("attack_drone", "shahed shaheds kamikaze geran gerans loitering one-way"),
    ("recon_drone", "reconnaissance-drone mini-uav mini-uavs quadcopter quadcopters"),
    ("air_defence", "surface-to-air s-300 s-400 9k35 buk patriot"),
    ("anti_tank", "anti-tank rpg rpgs rocket-propelled"),
    ("anti_aircraft_gun", "anti-aircraft zu-23"),
    ("grenade_launcher", "grenade-launcher grenade-launchers grenades"),
    ("heavy_machine_gun", "heavy-machine-gun dshk"),
    ("small_arms", "small-arms rifle rifles gunfire machine-gun machine-guns sniper snipers pistol gunmen-fire"),
    ("ifv_apc", "apc apcs ifv ifvs bmp-1 bmp-2 btr-80"),
    ("mine", "mine mines landmine landmines"),
)  # fmt: skip
#: weapons that are counted when seen
SEEN_WEAPONS = words(
    "tank tanks howitzer howitzers mortar mortars launcher launchers system systems gun guns mlrs artillery ifv "
    "ifvs apc "
    "apcs helicopter helicopters weapon weapons missiles carriers vehicles-armoured armoured"
)
#: before "tank": a container, not a weapon
_CONTAINERS = words("fuel water oil gas think storage septic fish petrol")
_AIR_NOUNS = words("strike strikes raid raids attack attacks bombardment campaign bombing assault")
#: behind "drone": a thing of the trade, not an act
_TRADE = words(
    "operator operators footage unit units video factory production maker makers warfare industry pilots pilot deal "
    "expert experts manufacturer workshop school programme program force wall base depot"
)


def means(tokens: list[Token], first: int, last: int, at: int) -> str | None:
    """By what means: the nearest word for a drone, a missile, an aircraft or artillery among tokens `[first, last)`."""
    nearest: tuple[int, str] | None = None
    for number in range(first, last):
        code = _MEANS_OF.get(tokens[number].low)
        if code is None or (nearest is not None and abs(number - at) >= nearest[0]):
            continue
        if _of_another_kind(tokens, number):
            continue
        nearest = (abs(number - at), code)
    return None if nearest is None else nearest[1]


def _of_another_kind(tokens: list[Token], number: int) -> bool:
    low = tokens[number].low
    before = tokens[number - 1].low if number else ""
    after = tokens[number + 1].low if number + 1 < len(tokens) else ""
    if low == "air":
        return after not in _AIR_NOUNS
    if low in ("tank", "tanks"):
        return before in _CONTAINERS or before == "anti"
    if low in ("round", "rounds"):
        return after == "of" or before in ("new", "second", "third", "next", "latest", "first", "last")
    if low in ("drone", "drones", "uav", "missile"):
        return after in _TRADE or before in ("smm", "smm's") or after in ("defences", "defence")
    if low in ("bomb", "bombing", "bombings", "bombs"):
        return before in ("car", "roadside", "suicide", "truck", "parcel", "petrol", "unexploded", "bus", "mortar")
    if low in ("mortar", "rocket", "grenade", "artillery", "tank"):
        return after in ("unit", "school", "factory", "science")
    return False


def fits(kind: str, weapon_class: str | None) -> bool:
    """Whether an act of the kind is done with such a weapon: a drone strike is not done with a cruise missile."""
    if weapon_class is None:
        return True
    for prefix, listed in _ONLY_WITH.items():
        if kind.startswith(prefix):
            return weapon_class in listed
    return not (kind.startswith("fire.shelling") and weapon_class.endswith(("drone", "aircraft", "bomb")))


_MISSILES = frozenset(("cruise_missile", "ballistic_missile", "tactical_missile", "air_defence", "anti_tank"))
_ONLY_WITH = {
    "air.drone": frozenset(("attack_drone", "fpv_drone", "recon_drone")),
    "air.missile": _MISSILES,
    "air.strike": frozenset(("aircraft", "guided_bomb")) | _MISSILES,
    "mine": frozenset(("mine", "anti_tank")),
}


def weapon(tokens: list[Token], first: int, last: int) -> str | None:
    """The class of weapon named among tokens `[first, last)`."""
    for number in range(first, last):
        code = WEAPON_OF.get(tokens[number].low)
        if code is not None and not _of_another_kind(tokens, number):
            if code == "guided_bomb" and not any("bomb" in one.low for one in tokens[number : number + 3]):
                continue
            if code == "artillery" and tokens[number].low == "guns" and number and tokens[number - 1].low == "machine":
                return "heavy_machine_gun" if tokens[number - 2].low in ("large-calibre", "heavy") else "small_arms"
            return code
    return None
