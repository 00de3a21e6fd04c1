"""Words that keep the company of place names: kinds of places, sides, prepositions, verbs that have a place for object.

Tables only: the rules that use them are elsewhere.
"""

from __future__ import annotations

from truceline.extract.words import words

#: nouns behind a name that make it a place: "Zaporizhzhia region", "Pell bridge"
KINDS = words(
    "region regions oblast oblasts district districts province provinces state states governorate governorates county "
    "counties municipality municipalities raion raions rayon prefecture prefectures hromada community communities "
    "department departments canton township commune locality territory "
    "valley mountain mountains highlands hills heights peninsula island islands river lake reservoir forest desert "
    "coast gulf sea strait corridor strip border crossing bridge dam port harbour harbor airport airbase airfield "
    "camp neighbourhood neighborhood suburb suburbs settlement village villages town towns city cities hamlet "
    "hamlets area areas enclave exclave salient bridgehead junction road highway motorway street square market "
    "hospital checkpoint station refinery plant quarry mine prison sector direction axis front basin delta outskirts "
    "pass gorge canyon plateau ridge plain commune cantonment barracks cemetery stadium"
)
#: kinds of two words and more, behind a name
LONG_KINDS = frozenset(
    (
        "refugee camp", "displacement camp", "idp camp", "air base", "military base", "naval base", "nuclear power",
        "thermal power", "power plant", "power station", "nuclear plant", "international airport", "border crossing",
        "crossing point", "oil refinery", "oil depot", "oil terminal", "railway station", "train station",
        "hydroelectric power", "entry-exit crossing", "metro station", "bus station", "military airfield",
    )
)  # fmt: skip
#: kinds that, capitalised, end the name itself: "Gaza Strip", "Golan Heights", "Krasnodar Krai"
NAMED_KINDS = words(
    "region oblast province state governorate krai kray raion district county strip heights bank river lake sea ocean "
    "gulf bay island islands peninsula mountains mountain hills valley desert airport bridge dam camp crossing line "
    "corridor road highway street square port hospital republic city town village canyon pass strait basin"
)
#: kinds in front of a name, capitalised: "Lake Chad", "Mount Hermon"
HEADS = words("lake mount river port camp fort cape isle strait gulf bay sea")
#: names with "of" inside: "Sea of Azov", "Line of Control"
OF_HEADS = words("sea gulf strait straits bay line isle horn cape republic")
#: kinds joined to a name by "of", or standing right before it: "the village of Pell"
SORTS = words(
    "village villages town towns city cities hamlet hamlets settlement settlements district districts region regions "
    "province provinces state states governorate port capital suburb suburbs neighbourhood neighbourhoods "
    "neighborhood neighborhoods enclave outskirts edge centre center vicinity area areas island islands oblast "
    "municipality surroundings parts banks bank stronghold direction north south east west north-east north-west "
    "south-east south-west northeast northwest southeast southwest commune township locality territory environs mouth "
    "port-city camp crossing"
)
#: of these the side says which part of the place is meant; of a city it says where the city lies
PARTED = words(
    "outskirts edge suburb suburbs parts part banks bank district districts neighbourhood neighborhood area areas"
)
SORTS_BEFORE = words("village town settlement hamlet city town-of kibbutz moshav locality")
SIDES = words(
    "north south east west northern southern eastern western north-eastern north-western south-eastern south-western "
    "northeastern northwestern southeastern southwestern northeast northwest southeast southwest north-east north-west "
    "south-east south-west central upper lower downtown coastal mid far"
)
#: adjectives between a preposition and a name that are no part of the place's words
SKIPPED = words(
    "the its their his her our occupied russian-occupied ukrainian-held russian-held rebel-held government-held "
    "government-controlled non-government-controlled besieged frontline front-line embattled neighbouring neighboring "
    "nearby war-torn annexed disputed strategic historic key eastern-most small tiny port capital border ancient "
    "israeli-occupied israeli-controlled houthi-held houthi-controlled rsf-held army-held opposition-held "
    "kurdish-held breakaway contested blockaded ruined densely-populated rural remote mainly"
)
LOCATIVE = words(
    "in near at outside inside around throughout across within beyond along off towards toward via through into amid "
    "alongside nearby opposite"
)
#: prepositions whose sense belongs to the place's words
NEARNESS = words("near around outside off beyond towards toward nearby opposite")
MOTION_PREPOSITIONS = words("to from on over above for against onto")
MOTION = words(
    "fired firing launched launching move moved moves moving deploy deployed deploying deployment sent send sending "
    "travel travelled traveled travelling traveling flew flown fly flying went go gone going return returned returning "
    "returns withdrew withdraw withdrawn withdrawing withdrawal entered fled flee fleeing road highway railway crossed "
    "crossing convoy convoys transferred transported transfer transport evacuated evacuate evacuation advance advanced "
    "advancing advances retreat retreated retreating shipped shipments shipment driven driving drove drive walk walked "
    "miles kilometres kilometers km metres back route way trip visit visited visiting flight flights incursion "
    "displaced delivered deliver delivery deliveries came come coming arrived arriving headed heading travels ran "
    "sailed sail sailing ship bound peacekeepers troops brought taken moved relocated relocate deported deportation "
    "entry access link leading closer rushed pushed pulled passage bus train aid supplies extended spread reached"
)
STRIKING = words(
    "attack attacks strike strikes raid raids assault assaults fire barrage bombardment shelling offensive bombing "
    "airstrike airstrikes march advance advances advancing advanced fired incursion ambush missiles missile rockets "
    "drones salvo operation operations attacked crackdown siege launched opened bombs rained mortars shells"
)
#: rivers and lands that are places wherever they stand with "the", or without a verb of their own
RIVERS = words(
    "danube dnieper dnipro dniester donets oskil inhulets bug don volga vistula rhine elbe oder sava drina "
    "neretva nile euphrates tigris jordan litani orontes khabur zagros indus ganges chenab jhelum helmand amu "
    "mekong irrawaddy salween chindwin niger benue congo ruzizi zambezi limpopo senegal volta atbara sobat "
    "amazon orinoco magdalena arauca putumayo catatumbo atrato kura araks aras enguri terek sinai"
)
LANDS = words(
    "donbas crimea transcarpathia galicia volhynia bukovina transnistria abkhazia ajaria adjara karabakh "
    "nagorno-karabakh nakhchivan zangezur syunik chechnya dagestan ingushetia kosovo vojvodina darfur kordofan "
    "kivu ituri katanga tigray amhara oromia afar ogaden somaliland puntland jubaland cabinda casamance biafra "
    "azawad sahel kashmir balochistan waziristan punjab sindh helmand rakhine kachin karenni sagaing mindanao "
    "aceh papua catatumbo cauca choco narino chiapas galilee samaria bekaa rojava kurdistan hadramawt hadhramaut "
    "tihama"
)
SKYWARD = words(
    "hill hills cliff cliffs ridge mountain mountains heights slopes valley pass "
    "drone drones uav uavs missile missiles flew flying fly overflew jets aircraft helicopter airspace sky skies "
    "downed shot intercepted balloon flights flight destroyed plane warplanes explosions rockets circled hovered seen "
    "quadcopter quadcopters spotted sighted detected balloons helicopters parachute parachutes smoke heard hung flares "
    "signal gps jamming mini-uav mini-uavs tracer tracers projectile projectiles bursts rounds sorties overflights "
    "overflight flares parachute control sovereignty debris hover dispute fighting conflict war battle disputed"
)
FROM_BODIES = words(
    "statement response criticism condemnation reaction pressure demands demand support approval comment claim claims "
    "answer message letter denial guarantees assurances threat threats permission reply word call calls help "
    "reparations concessions independence information reports report orders order funding weapons backing"
)
#: nouns with "of" before a place: "the shelling of Pell", "residents of Pell"
OF_NOUNS = words(
    "roofs rooftops skyline lights streets suburbs ruins rubble skies shores "
    "shelling bombing bombardment pummelling pummeling pounding siege capture recapture seizure occupation liberation "
    "battle fall loss invasion annexation evacuation destruction defence defense storming encirclement raiding "
    "north south east west northeast northwest southeast southwest north-east north-west south-east south-west "
    "residents resident native mayor governor people parts rest outskirts suburbs suburb centre center edge port "
    "airport hospital "
    "streets skies territory area areas villages towns cities village town city district districts region regions "
    "province capital coast border borders control vicinity direction directions inhabitants population swathes swaths "
    "half much most side bank banks neighbourhood neighborhood approaches entrance citizens shores town-of roads ruins "
    "kilometres kilometers km miles metres left front bishop attack strike strikes attacks airspace map hamlet "
    "settlement settlements hamlets state states governorate oblast island patriarch head interior ahead heart "
    "municipality commune locality enclave quarter quarters square squares pass valley peninsula community communities "
    "post posts position positions checkpoint stadium market bridge station mayors council "
    "out inside outside n s e w ne nw se sw nne ene ese sse ssw wsw wnw nnw north-north-east north-north-west "
    "south-south-east south-south-west east-north-east east-south-east west-north-west west-south-west"
)
#: verbs, past and -ing, that have a place for their object
PLACE_VERBS = words(
    "shelled bombed bombarded shelling bombing bombarding attacked attacking captured capturing seized seizing hit "
    "hitting struck striking entered entering fled fleeing flee left leaving reached reaching pounded pounding "
    "targeted targeting retook retaken took taken taking occupied occupying liberated liberating recaptured stormed "
    "storming "
    "besieged besieging raided raiding rocked rocking overran encircled encircling visited visiting evacuated "
    "invaded invading approached approaching shook shaking surrounded surrounding crossed crossing pummelled "
    "pummeled pummelling battered battering ravaged devastated leave enter capture seize take retake reach shell bomb "
    "attack hit strike strikes hits attacks pounds target invade blockaded controls controlled held defend defended "
    "overflew hold holds damaged destroyed destroys toward blanketed plunged plunging swept hits-out circled quit"
)
#: what a place undergoes as the subject: "Pell was shelled", "Pell came under fire"
UNDERGONE = words(
    "hit struck shelled bombed bombarded attacked targeted captured seized liberated rocked pounded evacuated plunged "
    "under occupied besieged encircled recaptured retaken overrun surrounded raided stormed devastated destroyed "
    "damaged blacked left cut located situated shaken taken quiet calm without"
)
#: nouns right behind a name that show it for a place: "Pell residents", "Pell mayor"
LOCAL_NOUNS = words(
    "residents resident mayor suburb suburbs outskirts locals neighbourhood neighborhood governor hospital airport "
    "bridge port market downtown skyline"
)
#: nouns behind a possessive that show its owner for a place: "Sudan's capital", "Odesa's port"
OWNED = words(
    "capital south north east west border borders coast coastline territory airspace port ports regions region "
    "provinces province districts suburbs outskirts centre center airport harbour main northern southern eastern "
    "western central second-largest largest second second-biggest biggest north-eastern south-eastern north-western "
    "south-western northeast northwest southeast southwest northeastern northwestern southeastern southwestern skies "
    "frontier cities towns streets hospitals old city town"
)
#: capitalised and behind "in" or "at", and yet no places
NO_PLACES = words(
    "western islamic christian muslim sunni shia english arabic russian coalition god covid covid-19 internet "
    "christmas easter ramadan eid orthodox operation phase annex war olympics games cup holocaust hamas hezbollah "
    "hizbollah taliban houthi houthis isis daesh fatah shabaab fatah likud wagner azov-regiment janjaweed m23 elN "
    "farc eln ansarullah watch rights amnesty newspaper tv channel radio gazprom rosneft naftogaz ukrenergo google "
    "instagram whatsapp signal viber youtube christians muslims jews kurds arabs druze alawites apache patriot "
    "shahed shaheds iskander kalibr tomahawk abrams leopard bradley starlink bayraktar geran lancet storm nazi soviet "
    "nobel oscar interpol europol unesco unicef unhcr iaea wfp ocha icc icj who msf drones ukrainians russians "
    "israelis palestinians constitution charter geneva-conventions conventions convention corridor-agreement day days "
    "memorandum accords pm am gmt utc est eet eest cet bst msk sunday-school telegram x iron-dome"
)
#: acronyms that are countries
COUNTRY_ACRONYMS = frozenset(("US", "UK", "UAE", "DRC", "CAR", "USA", "EU-border"))
#: verbs of wanting, saying and deciding, of which a government is the subject: "Moscow said", "Kyiv wants"
WILLED = words(
    "said says told has had have denied claims claimed warned wants wanted rejected accused insists insisted argues "
    "views sees will would agreed accepted refused demanded hopes hoped is are was were fears did does did-not could "
    "should must may might can announced condemned welcomed confirmed vowed threatened"
)
#: words that open a sentence with a capital and undergo things as places do
COMMON = words(
    "power electricity water heating gas traffic production communications internet services people residents schools "
    "homes houses buildings civilians troops soldiers forces prisoners drones missiles rockets shells explosions "
    "shelling fighting clashes trains railways roads bridges hospitals windows infrastructure aid supplies access "
    "nobody everyone everything life nothing business factories energy positions villages towns cities"
)
#: verbs of what a place lives through: "Pell faced the largest attack"
ENDURED = words("faced endured suffered witnessed experienced saw")
