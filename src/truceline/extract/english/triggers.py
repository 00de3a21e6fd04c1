"""Words that report an event, and the forces and arms that stand beside them.

A trigger leads to an event type, or to a family (upper case) whose type is told by the words around it.
"""

from __future__ import annotations

from truceline.extract.english.means import AIR_WORDS, DRONE_WORDS, MISSILE_WORDS, SHELL_WORDS, SMALL_ARMS
from truceline.extract.words import table, words

TRIGGERS: dict[str, str] = table(
    ("fire.shelling", "shelled shelling shellings bombarded bombardment bombardments bombarding"),
    (
        "STRIKE",
        "strike strikes struck hit hits hitting attack attacks attacked attacking targeted targeting bombed bombing "
        "bombings pounded pounding pummelled pummeled pummelling pummeling barrage barrages airstrike airstrikes "
        "air-strike air-strikes slammed slamming striking launched launching crashed rammed bombs pounds air-raid "
        "salvo salvos battered",
    ),
    ("BLAMED", "artillery mortars rockets"),
    ("FIRE", "fired fire gunfire opened firing shooting machine-gunned strafed"),
    ("LANDED", "landed fell exploded detonated tore ripped rained falling fallen dropped dropping impacted thrown "
        "threw hurled lobbed"),
    ("ASSAULT", "assault assaults stormed offensive offensives storming assaulted ambushed ambush repelled repulsed "
        "counter-attack counterattack counterattacked counter-offensive counteroffensive"),
    ("CLASH", "clashes clash clashed clashing skirmish skirmishes firefight firefights gunbattle gunbattles fighting "
        "battles battle gunfight gunfights engagements exchanged traded fought shootout"),
    ("RAID", "raid raids raided raiding incursion incursions sabotage infiltrated infiltration infiltrating"),
    ("CROSS", "crossed crossing entered violated"),
    ("ADVANCE", "captured capture capturing seized seizing took taken taking liberated liberating recaptured overran "
        "retook retaken occupied occupying advanced advancing capturing gained pushed"),
    ("WITHDRAW", "withdrew withdrawn withdrawing retreated retreating pulled vacated withdrawal"),
    ("EXPLOSION", "explosion explosions blast blasts blew went detonation detonations bomber bombers bomb ied ieds"),
    ("fire.burst", "burst bursts"),
    ("SHOT", "shot shots gunned gunshot gunshots"),
    ("fire.muzzle_flash", "muzzle"),
    ("FLARE", "flare flares"),
    ("PROJECTILE", "trajectories projectile projectiles tracer tracers"),
    ("SNIPER", "sniper snipers"),
    ("DRONE", "drone drones uav uavs quadcopter quadcopters overflew overflight overflights jets aircraft helicopter "
        "helicopters balloon balloons"),
    ("DOWNED", "downed intercepted intercepting downing shot-down"),
    ("OUTAGE", "power electricity heat heating water darkness blackout blackouts outage outages gas"),
    ("KILLED", "killed killing died dead kills lives bodies deaths fatalities executed massacred massacre beheaded "
        "toll"),
    ("WOUNDED", "wounded injured wounding injuring hurt injuries casualties"),
    ("DAMAGE", "damage damaged destroyed damaging destroying burned burnt demolished demolishing razed torched "
        "torching "
        "cut severed severing demolition flattened wrecked gutted collapsed bulldozed ablaze shattered"),
    ("DISPLACE", "fled displaced fleeing evacuated uprooted evacuation displacing forced forcing evacuating "
        "relocated resettled rehoused"),
    ("abuse.abduction", "abducted kidnapped abduction kidnapping abducting kidnappings abductions"),
    ("abuse.detention", "detained arrested detaining arresting arrests"),
    ("abuse.harassment", "looted looting harassed ransacked harassing plundered pillaged"),
    ("abuse.sexual_violence", "raped rape rapes gang-raped"),
    ("RECRUITED", "recruited conscripted"),
    ("AID", "blocked blocking obstructed aid convoy unable"),
    ("PROTEST", "protested marched demonstrated protesters demonstrators protest protests rallied demonstrations "
        "rally demonstration gathered assembled picketed"),
    ("RIOT", "rioted riot riots rioters"),
    ("LOST", "lost"),
    ("RESTRICTION", "denied refused prevented delayed restricted stopped turned barred impeded jammed jamming "
        "interference obstructed denial held detained-monitors access allow allowed permit permitted let"),
    ("CROSSING_POINT", "closed shut closure closures reopened re-opened reopening"),
    ("WEAPON", "saw spotted observed recorded revealed counted noted seen"),
    ("KEPT", "keeping kept stationed parked positioned hid hiding concealed stationing positioning concealing"),
    ("USED", "used"),
    ("ABSENT", "absent missing"),
    ("MOVED", "moved moving towed transported redeployed massed deployed convoys"),
    ("WORKS", "trench trenches dugout dugouts fortifications"),
    ("MINE", "mine mines landmine landmines ordnance uxo unexploded defused demined"),
    ("ACCORD", "signed ceasefire ceasefires truce armistice agreement extended agreed cessation accord"),
    ("VIOLATION", "violations violation violating breached breaching breaches breaking broke"),
    ("SWAP", "exchange exchanged swap swapped swaps released freed handed repatriated"),
    ("TALKS", "talks summit negotiations meeting met"),
    ("ALERT", "sirens siren alert alerts"),
    ("EXERCISE", "exercise exercises live-fire"),
)  # fmt: skip

#: nouns of the strike family; alone they need company to be an event
STRIKE_NOUNS = words(
    "strike strikes attack attacks barrage barrages hit hits raid raids assault assaults offensive offensives salvo "
    "salvos airstrike airstrikes air-strike air-strikes bombing bombings"
)
FORCES = words(
    "army armies forces troops rebels rebel gunmen gunman militants militant fighters militia militias insurgents "
    "police "
    "guards navy soldiers paramilitaries commandos separatists government brigade battalion unit units command guard "
    "security military men occupiers defenders artillery jets warplanes aviation guerrillas settlers insurgent soldier "
    "fighter sniper snipers paramilitary authorities dissidents assailants attackers mercenaries marines airmen "
    "helicopters "
    "force tribesmen bandits gang gangs juntas junta separatist jihadists jihadist aircraft warships border-guards"
)
#: forces without a state: their attacks are on the ground unless the words say otherwise
IRREGULARS = words(
    "rebels rebel gunmen gunman militants militant fighters militia militias insurgents guerrillas settlers assailants "
    "attackers bandits gang gangs jihadists jihadist paramilitaries tribesmen commandos mob dissidents separatists"
)
MUNITIONS = (
    DRONE_WORDS | MISSILE_WORDS | SHELL_WORDS | AIR_WORDS | SMALL_ARMS | STRIKE_NOUNS
    | words("fire explosion explosions blast blasts shelling bullet bullets shrapnel projectile projectiles jets "
        "warplanes storm mine mines attack targets ballistic cruise guided glide debris barrage fpv loitering")
)  # fmt: skip
#: verbs that have an act for their object: "launched a strike", "carried out an assault"
SUPPORTING = words(
    "launched launch launches launching carried carrying conducted conducting staged mounted opened unleashed resumed "
    "intensified continued continues began started fired led attempted made stepped pressed undertook perpetrated "
    "responded retaliated answered committed executed directed ordered performed delivered sent dropped planted "
    "laid detonated"
)
#: trigger forms that have the actor as their subject
ACTIVE = words(
    "shelled bombarded struck hit hits attacked targeted bombed pounded pummelled pummeled raided fired opened stormed "
    "assaulted ambushed crossed captured seized took taken liberated recaptured overran retook occupied abducted "
    "kidnapped detained arrested looted harassed raped recruited blocked denied refused prevented stopped delayed "
    "barred "
    "killed wounded destroyed damaged moved deployed launched advanced infiltrated attacking targeting shelling "
    "bombing "
    "striking capturing seizing killing taking shot demolished razed torched withdrew retreated entered violated "
    "dropped executed beheaded strafed battered intercepted downed turned pulled plundered ransacked exchanged "
    "released "
    "handed broke breached jammed fought clashed gained blew massacred retaken detaining arresting bulldozed"
)
