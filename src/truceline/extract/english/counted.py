"""Nouns that are counted, and the counting unit each of them has.

Singular and plural; unlike units are never merged.
"""

from __future__ import annotations

from truceline.extract.words import table, words

UNIT_OF: dict[str, str] = table(
    (
        "household",
        "household households home homes family families customer customers consumer consumers subscriber subscribers",
    ),
    (
        "person",
        "diplomat diplomats "
        "person persons people civilian civilians child children woman women man men soldier soldiers troop troops "
        "serviceman "
        "servicemen servicewomen fighter fighters prisoner prisoners resident residents worker workers patient "
        "patients dead "
        "killed injured wounded hurt missing displaced casualty casualties death deaths fatality fatalities "
        "hostage hostages "
        "refugee refugees villager villagers victim victims medic medics journalist journalists officer officers "
        "student "
        "students pupil pupils peacekeeper peacekeepers monitor monitors observer observers guard guards migrant "
        "migrants "
        "militant militants rebel rebels gunman gunmen protester protesters demonstrator demonstrators inhabitant "
        "inhabitants "
        "teacher teachers driver drivers farmer farmers boy boys girl girls personnel member members passenger "
        "passengers "
        "detainee detainees captive captives body bodies doctor doctors nurse nurses reservist reservists "
        "conscript conscripts "
        "rescuer rescuers firefighter firefighters lives others returnee returnees evacuee evacuees policeman "
        "policemen settler settlers pilgrim pilgrims sailor sailors pilot pilots crew mercenary mercenaries operative "
        "operatives commando commandos paramilitaries recruit recruits orphan orphans baby babies infant "
        "infants toddler toddlers teenager teenagers pensioner pensioners relative relatives adult adults delegate "
        "delegates official officials staff employee employees miner miners engineer engineers electrician "
        "electricians volunteer volunteers worshipper worshippers worshiper worshipers tourist tourists pedestrian "
        "pedestrians bystander bystanders citizen citizens national nationals individual individuals suspect suspects "
        "inmate inmates convict convicts deserter deserters activist activists deportee deportees soul souls idp idps "
        "insurgent insurgents paratrooper paratroopers cadet cadets guerrilla guerrillas combatant combatants "
        "terrorist terrorists separatist separatists infantryman infantrymen police firemen policewomen paramedic "
        "paramedics lawmaker lawmakers pow pows serviceperson occupant occupants invader invaders martyr martyrs "
        "brother brothers sister sisters son sons daughter daughters grandmother grandfather mother father "
        "rescuers diver divers lifeguards priest priests teacher herder herders shepherd shepherds fisherman fishermen "
        "attacker attackers assailant assailants trader traders lorry-driver youth youths teen teens elder elders "
        "schoolchildren schoolgirls schoolboys colleague colleagues neighbour neighbours neighbor neighbors friend "
        "friends cousin cousins passer-by passers-by passerby passersby crewman crewmen grandson grandsons "
        "granddaughter granddaughters wife wives husband husbands toddler mourner mourners commuter commuters",
    ),
    ("explosion", "explosion explosions blast blasts detonation detonations"),
    ("projectile", "projectile projectiles rocket rockets missile missiles"),
    ("round", "round rounds shell shells mortar-round grenade grenades bomb bombs munition munitions"),
    ("burst", "burst bursts"),
    ("shot", "shot shots"),
    ("flash", "flash flashes"),
    ("flare", "flare flares"),
    ("strike", "strike strikes airstrike airstrikes air-strike air-strikes"),
    (
        "attack",
        "attack attacks assault assaults shelling shellings clash clashes bombardment bombardments battle battles "
        "raid raids "
        "incursion incursions engagement engagements ambush ambushes offensive offensives skirmish "
        "skirmishes firefight "
        "firefights salvo salvos salvoes barrage barrages combats bombing bombings",
    ),
    (
        "sortie",
        "drone drones uav uavs quadcopter quadcopters sortie sorties overflight overflights fpv fpvs shahed "
        "shaheds geran gerans decoy decoys balloon balloons aerostat aerostats",
    ),
    ("trajectory", "trajectory trajectories"),
    ("crossing", "crossing crossings"),
    (
        "weapon",
        "tank tanks howitzer howitzers mortar mortars gun guns launcher launchers weapon weapons helicopter "
        "helicopters jet "
        "jets aircraft warplane warplanes artillery mlrs ifv ifvs apc apcs cannon cannons rifle rifles pistols mlrss "
        "pieces rpgs manpads bomber bombers fighters-jets armour",
    ),
    (
        "object",
        "house houses building buildings school schools hospital hospitals mine mines vehicle vehicles truck "
        "trucks lorry "
        "lorries bridge bridges apartment apartments substation substations facility facilities crater craters trench "
        "trenches car cars bus buses church churches mosque mosques shop shops clinic clinics kindergarten "
        "kindergartens "
        "transformer transformers boat boats ship ships train trains tractor tractors landmine landmines depot depots "
        "warehouse warehouses position positions tent tents refinery refineries plant plants ambulance ambulances "
        "convoy "
        "convoys carrier carriers object objects structure structures target targets warship warships vessel vessels "
        "tanker tankers locomotive locomotives wagon wagons roof roofs garage garages barn barns well wells "
        "pylon pylons "
        "line lines block blocks dwelling dwellings flat flats outbuilding outbuildings cow cows animals remnant "
        "remnants item items device devices ied ieds mosque monument monuments boiler boilers turbine turbines hotel "
        "hotels office offices store stores greenhouse greenhouses checkpoint checkpoints tunnel tunnels bunker "
        "bunkers trailers motorcycle motorcycles motorbike bicycle bicycles minibus minibuses van vans pickup pickups "
        "crane cranes silo silos granary farm farms library libraries museum museums laptop shelter shelters "
        "window windows stall stalls kiosk kiosks market markets generator generators pump pumps pipe pipes pipeline "
        "pipelines cable cables antenna antennas mast masts camera cameras bed beds door doors gate gates wall walls "
        "container containers coach coaches tram trams trolleybus trolleybuses bulldozer bulldozers excavator "
        "excavators jeep jeeps suv suvs trailer engine engines harvester harvesters grave graves horse horses pig "
        "pigs goat goats sheep cattle parcel parcels sack sacks crate crates shed sheds cottage cottages villa villas "
        "stable stables room rooms outpost outposts posts fortification fortifications dugout dugouts tower towers "
        "locomotive carriage carriages hangar hangars pharmacy pharmacies bakery bakeries cemetery cemeteries "
        "dormitory dormitories workshop workshops factory factories barge barges trawler trawlers ferry ferries "
        "high-rise high-rises high-rise-blocks tower-blocks bungalows mansions chapels monasteries temples shrines "
        "synagogues courthouses nurseries canteens cafes restaurants bars cinemas theatres theaters stadiums gyms "
        "fountains statues lampposts poles boreholes wellheads rigs docks piers jetties forklifts combines carts "
        "rickshaws scooters bikes motorbikes taxis cabs railcars billboards laptops phones radios satellites panels "
        "batteries mattresses blankets boxes pallets drums kindergarten tombs gravestones stations substation "
        "outposts pontoons ferries lockers caravans prefabs huts shacks homesteads orchards vineyards mills",
    ),
    ("detection", "detection detections hotspot hotspots"),
    ("alert", "alert alerts siren sirens"),
    (
        "event",
        "violation violations incident incidents restriction restrictions breach breaches truce-violation infringement "
        "infringements episode episodes exchange exchanges",
    ),
)
#: the last word decides what is counted: "mortar rounds" are rounds, "missile launchers" launchers, "system" a weapon
COMPOUND_HEADS: dict[str, str] = table(("weapon", "system systems"), ("projectile", "projectiles projectile"))

#: verbs after which a bare number counts persons: "wounding 17"
PERSON_VERBS = words(
    "killing wounding injuring killed wounded injured hurting hurt kills wounds injures hurts "
    "kill wound injure killed: dead hospitalised"
)
#: verbs after which homes are what lies in ruins, not who lives in them
RUIN_VERBS = words("destroyed damaged destroying damaging burned razed demolished collapsed rebuilt flattened")
DISTANCES = words(
    "km kilometre kilometres kilometer kilometers metre metres meter meters mile miles m yards yard feet foot km² "
    "hectares nautical"
)
#: what is measured or paid; the word after it is not part of the phrase
MEASURES = words(
    "euros dollars pounds roubles rubles hryvnias hryvnia tonnes tons litres liters kilograms kilos barrels percent"
)
DURATIONS = words(
    "second seconds minute minutes hour hours day days night nights week weeks month months year years decade "
    "decades century"
)
DIRECTIONS = words(
    "north south east west n s e w ne nw se sw nne ene ese sse ssw wsw wnw nnw north-east north-west south-east "
    "south-west "
    "north-north-east north-north-west south-south-east south-south-west east-north-east east-south-east "
    "west-north-west west-south-west north-easterly north-westerly south-easterly south-westerly "
    "northeast northwest southeast southwest away from off deep inside"
)
#: words that a number names rather than counts: "Article 5", "Resolution 1701", "No. 12"
NUMBERED = words(
    "hotline helpline extension "
    "article resolution no no. nos number chapter section paragraph protocol annex clause page figure table group "
    "highway "
    "route channel grade stage phase point points unit flight room building block district-no version level item "
    "zone camp p pp km house flat apartment entrance ward cell platform track "
    "reactor school gate terminal bus category grade model pier battery shaft post kindergarten "
    "leopard boeing airbus shahed geran himars falcon windows minsk astana apollo hangar chapter verse bunker shop "
    "articles resolutions nr nos. unit units channel route paragraph paragraphs size stages points area room top "
    "route brigade battalion division regiment corps army annexe part volume appendix"
)
