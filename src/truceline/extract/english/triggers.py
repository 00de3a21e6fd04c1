"""Words that report an event, what means and targets they name, and what makes a report of none."""

from __future__ import annotations

import re

from truceline.extract.words import table, words

#: what a trigger word leads to: an event type, or a family whose type is told by the words around it (upper case)
TRIGGERS: dict[str, str] = table(
    ("fire.shelling", "shelled shelling shellings bombarded bombardment bombardments bombarding"),
    (
        "STRIKE",
        "strike strikes struck hit hits hitting attack attacks attacked attacking targeted targeting targets "
        "bombed bombing bombings "
        "pounded pounding pummelled pummeled pummelling pummeling barrage barrages airstrike airstrikes air-strike "
        "air-strikes slammed "
        "raided striking launched crashed rammed",
    ),
    ("FIRE", "fired fire gunfire opened"),
    ("LANDED", "landed fell exploded detonated tore ripped rained"),
    ("ground.assault", "assault assaults stormed offensive storming assaulted ambushed ambush"),
    ("ground.clash", "clashes clash clashed skirmish skirmishes firefight firefights gunbattle gunbattles fighting "
        "battles battle"),
    ("RAID", "raid raids incursion incursions sabotage infiltrated infiltration"),
    ("CROSS", "crossed crossing"),
    ("ADVANCE", "captured capture seized seizing took taken taking liberated recaptured overran retook occupied "
        "advanced"),
    ("EXPLOSION", "explosion explosions blast blasts"),
    ("fire.burst", "burst bursts"),
    ("SHOT", "shot shots"),
    ("fire.muzzle_flash", "muzzle"),
    ("FLARE", "flare flares"),
    ("PROJECTILE", "projectile projectiles"),
    ("fire.sniper", "sniper snipers"),
    ("DRONE", "drone drones uav uavs quadcopter quadcopters overflew"),
    ("OUTAGE", "power electricity heat heating water darkness blackout blackouts outage outages"),
    ("KILLED", "killed killing died dead kills"),
    ("WOUNDED", "wounded injured wounding injuring hurt"),
    ("DAMAGE", "damaged destroyed damaging destroying burned"),
    ("harm.displacement", "fled displaced fleeing evacuated uprooted"),
    ("abuse.abduction", "abducted kidnapped abduction kidnapping abducting kidnappings abductions"),
    ("abuse.detention", "detained arrested detaining arresting"),
    ("abuse.harassment", "looted looting harassed ransacked"),
    ("abuse.sexual_violence", "raped rape rapes"),
    ("RECRUITED", "recruited conscripted"),
    ("AID", "blocked blocking obstructed"),
    ("civil.protest", "protested marched demonstrated protesters demonstrators protest protests"),
    ("civil.riot", "rioted riot riots rioters"),
    ("RESTRICTION", "denied refused prevented delayed restricted stopped turned barred impeded jammed jamming"),
    ("WEAPON", "saw spotted observed recorded revealed counted noted seen"),
    ("MOVED", "moved moving towed transported redeployed massed deployed"),
    ("WORKS", "trench trenches dugout dugouts fortifications"),
    ("MINE", "mine mines landmine landmines ordnance"),
    ("SIGNED", "signed"),
    ("TALKS", "talks summit negotiations"),
    ("signal.alert", "sirens siren"),
)  # fmt: skip

DRONE_WORDS = words("drone drones uav uavs quadcopter quadcopters fpv fpvs shahed shaheds unmanned kamikaze")
MISSILE_WORDS = words("missile missiles iskander iskanders tochka-u")
AIR_WORDS = words(
    "airstrike airstrikes air-strike air-strikes air warplane warplanes jet jets aircraft helicopter helicopters "
    "bombed bombing "
    "bombings aerial plane planes bomb bombs"
)
SHELL_WORDS = words(
    "artillery shell shells shelled shelling mortar mortars rocket rockets grad howitzer howitzers cannon tank "
    "round rounds grenade "
    "grenades projectiles projectile munitions"
)
SMALL_ARMS = words("small-arms small machine-gun machine-guns machine gun rifle gunfire")
MEANS: tuple[tuple[str, frozenset[str]], ...] = (
    ("air.drone_strike", DRONE_WORDS),
    ("air.missile", MISSILE_WORDS),
    ("air.strike", AIR_WORDS),
    ("fire.shelling", SHELL_WORDS),
)

WEAPON_OF: dict[str, str] = table(
    ("mortar", "mortar mortars"),
    ("tank", "tank tanks"),
    ("mlrs", "mlrs grad multiple-launch multiple multiple-rocket"),
    ("mlrs_long_range", "uragan smerch tornado-s"),
    ("artillery", "artillery howitzer howitzers cannon cannons guns"),
    ("tactical_missile", "iskander tochka-u tochka"),
    ("cruise_missile", "cruise"),
    ("ballistic_missile", "ballistic"),
    ("guided_bomb", "guided glide"),
    ("aircraft", "warplane warplanes jet jets aircraft helicopter helicopters"),
    ("fpv_drone", "fpv fpvs"),
    ("attack_drone", "shahed shaheds kamikaze"),
    ("air_defence", "surface-to-air"),
    ("anti_tank", "anti-tank"),
    ("grenade_launcher", "grenade-launcher grenades"),
    ("heavy_machine_gun", "heavy-machine-gun"),
    ("small_arms", "small-arms rifle rifles gunfire machine-gun sniper"),
    ("ifv_apc", "apc apcs ifv ifvs"),
    ("mine", "mine mines landmine landmines"),
)  # fmt: skip
#: weapons that are counted when seen
SEEN_WEAPONS = words(
    "tank tanks howitzer howitzers mortar mortars launcher launchers system systems gun guns mlrs artillery ifv "
    "ifvs apc apcs "
    "helicopter helicopters weapon weapons missiles"
)

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
TARGET_CODES: tuple[str, ...] = tuple(code for code, _ in _TARGETS)

#: helpers that make an event of the future, of a wish or of a thought
MODAL = words(
    "will would could may might must should shall can cannot can't won't wouldn't couldn't if unless were-to "
    "whether 'll would-be "
    "should ought"
)
#: words before a trigger, in its clause, that take the event back or put it off
NEGATING = words(
    "no not never without neither nor none nobody n't don't doesn't didn't wasn't weren't isn't aren't hasn't "
    "haven't hadn't halt halting "
    "halted stop stops stopping end ending ends ended prevent preventing prevented deter deterring avoid avoiding "
    "avoided cease "
    "ceasing ban banning against refrain refraining threat threats threatened threatening threatens risk risks "
    "fear fears "
    "feared possibility potential potentially possible future planned plans plan planning prepare prepared "
    "preparing vow vowed "
    "vowing intends intend ready denied denies denying rather repel repelled thwart thwarted foil foiled suspend "
    "suspended pause paused unlikely hypothetical simulated exercise drill drills conclude anniversary "
    "resisting defend against so-called"
)
#: before a noun like "attacks": a mention of something told already
ANAPHORIC = words("these those such the")
#: nouns in TRIGGERS of the strike family; alone they need company to be an event
STRIKE_NOUNS = words(
    "strike strikes attack attacks barrage barrages hit hits target targets raid raids assault assaults offensive"
)
PAST_HISTORY = re.compile(
    r"\b(?:in the past|historically|years ago|decades|previously|formerly|former|during the war|since the war"
    r"|history)\b"
)
GENERAL_WAR = re.compile(r"\b(?:war|conflict|invasion)\b")

MONITORS = (
    r"(?:SMM|OSCE|[Mm]ission|[Mm]onitors?|[Oo]bservers?|[Pp]atrols?|[Tt]eams?|UNIFIL|UNDOF|CTSAMVM|[Pp]eacekeepers)"
)
#: strongest first, as in the taxonomy
EVIDENCE: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("saw", re.compile(rf"\b{MONITORS}(?:[^.;]{{0,60}}?)\s(?:saw|observed|witnessed|counted|seen)\b"
        rf"|\bour correspondents? saw\b")),
    ("camera_recorded", re.compile(r"\bcameras?\b[^.;]{0,80}?\brecord(?:ed|ing)\b|\brecorded by (?:an? "
        r"|the )?\w* ?cameras?\b", re.IGNORECASE)),
    ("imagery_revealed", re.compile(r"\b(?:imagery|unmanned aerial vehicles?|UAVs?"
        r"|satellites?)\b[^.;]{0,60}?\b(?:revealed|spotted|showed?|shows|shown|recorded|detected)\b", re.IGNORECASE)),
    ("heard", re.compile(rf"\b{MONITORS}(?:[^.;]{{0,60}}?)\sheard\b")),
    ("sensor_detected", re.compile(r"\b(?:seismic|acoustic|radars?|sensors?|seismograph\w*"
        r"|instruments)\b[^.;]{0,60}?\b(?:detected|recorded|picked up|registered|located)\b"
        r"|\bdetected by (?:seismic|acoustic|radars?|sensors?)\b", re.IGNORECASE)),
    ("corroborated", re.compile(rf"\b{MONITORS}(?:[^.;]{{0,40}}?)\s(?:corroborated|verified)\b")),
    ("followed_up", re.compile(r"\bfollow(?:ed|ing) up (?:on )?reports?\b", re.IGNORECASE)),
    ("was_told", re.compile(rf"\btold (?:the |a |our )?{MONITORS}\b|\b{MONITORS} (?:was|were) (?:told|informed)\b")),
)  # fmt: skip
ASSESSED = re.compile(
    r"\b(?:assessed (?:as|to be)|probably|possibly|presumably|apparently|likely|reportedly|allegedly|suspected)\b"
)

FORCES = words(
    "army armies forces troops rebels rebel gunmen gunman militants militant fighters militia militias insurgents "
    "police guards navy "
    "soldiers paramilitaries commandos separatists government brigade battalion unit units command guard security "
    "military men "
    "occupiers defenders artillery jets warplanes aviation"
)
MUNITIONS = (
    DRONE_WORDS | MISSILE_WORDS | SHELL_WORDS | AIR_WORDS | SMALL_ARMS | STRIKE_NOUNS
    | words("fire explosion explosions blast blasts shelling bullet bullets shrapnel projectile projectiles jets "
        "warplanes storm mine mines")
)  # fmt: skip
#: verbs that have an act for their object: "launched a strike", "carried out an assault"
SUPPORTING = words(
    "launched launch launches launching carried carrying conducted conducting staged mounted opened unleashed resumed "
    "intensified continued continues began started fired led attempted made stepped pressed undertook perpetrated "
    "committed executed directed ordered performed delivered sent dropped planted laid detonated"
)
#: trigger forms that have the actor as their subject
ACTIVE = words(
    "shelled bombarded struck hit hits attacked targeted bombed pounded pummelled pummeled raided fired opened "
    "stormed assaulted ambushed "
    "crossed captured seized took taken liberated recaptured overran retook occupied abducted kidnapped detained "
    "arrested looted harassed raped "
    "recruited blocked denied refused prevented stopped delayed barred killed wounded destroyed damaged moved "
    "deployed launched advanced infiltrated "
    "attacking targeting shelling bombing striking capturing seizing killing taking"
)
PLACES_TAKEN = re.compile(
    r"\b(?:village|town|hamlet|settlement|city|position|positions|height|heights|district|villages|towns"
    r"|settlements|suburb|airport|airfield|bridge|area|areas|neighbou?rhoods?)\b"
)
WITHOUT = re.compile(
    r"\b(?:without|cut off from|lost|losing|no|lack(?:ed|ing|s)? (?:of )?|deprived of|cut(?:ting"
    r"|s)?(?: off)?(?: the)?|knock(?:ed|ing) out|interrupt\w*|disrupt\w*)\s(?:\w+\s){0,2}?$"
)
CUT = re.compile(
    r"^\s?(?:supply |supplies |and \w+ |or \w+ )?(?:was|were|has been|had been|is|remained)?\s?(?:also )?(?:cuts?"
    r"|outages?|failures?|knocked out|lost|interrupted|disrupted|cut off)\b"
)
MONITOR_WORD = re.compile(rf"\b(?:{MONITORS}|access|passage)\b")
