"""Words that keep company with persons, and words that no person's name is made of. Tables only."""

from __future__ import annotations

from truceline.extract.words import words

#: offices and callings in small letters before a name: "envoy Steve Witkoff", "pensioner Olha", "grandson Danylo"
ROLES = words(
    "president vice-president premier minister chancellor governor mayor senator congressman congresswoman ambassador "
    "envoy representative secretary-general secretary general lieutenant major colonel captain sergeant admiral "
    "brigadier commander marshal corporal private spokesman spokeswoman spokesperson chief head leader chairman "
    "chairwoman chairperson chair director doctor professor pope bishop archbishop patriarch imam ayatollah sheikh "
    "judge pensioner ombudsman ombudswoman engineer resident farmer nurse activist lawyer student teacher widow "
    "veteran historian expert attorney coroner sheriff detective actor actress singer author writer poet mediator "
    "negotiator commissioner coordinator officer inspector lawmaker legislator deputy parliamentarian analyst "
    "journalist correspondent reporter editor columnist blogger photographer volunteer medic paramedic surgeon "
    "physician driver baker shopkeeper trader miner fisherman priest pastor rabbi monk economist scientist researcher "
    "scholar fellow strategist consultant adviser advisor aide assistant counterpart predecessor successor rival "
    "colleague neighbour neighbor husband wife son daughter brother sister mother father grandson granddaughter "
    "grandmother grandfather uncle aunt cousin nephew niece friend fiancee boyfriend girlfriend survivor refugee "
    "evacuee soldier fighter gunner sniper pilot warlord general's rebel dissident oligarch billionaire businessman "
    "businesswoman entrepreneur executive president-elect founder co-founder owner manager worker rescuer firefighter "
    "policeman policewoman prosecutor investigator monitor observer peacekeeper diplomat candidate mp named called "
    "woman man boy girl teenager youth deputy-minister whip speaker principal headteacher baroness lord sir dame king "
    "queen prince princess emir sultan"
)
#: words for somebody that say no more of who it is: "the diplomat stressed"
HUMANS = words(
    "official diplomat politician expert lawmaker man woman father mother activist rescuer serviceman veteran scholar "
    "academic statesman parliamentarian figure source resident witness survivor victim officer guest interlocutor"
)
#: written before a name with a capital: "Mr Putin", "President Salam"
HONORIFICS = words(
    "commander-in-chief vice-president attorney-general secretary-general crown mr mrs ms miss dr prof sir dame lord "
    "lady baroness gen lt col maj capt sgt adm cmdr brig gov sen rep rev president premier chancellor king queen "
    "prince princess pope archbishop bishop sheikh ayatollah imam patriarch senator governor mayor general colonel "
    "major captain lieutenant sergeant admiral brigadier marshal emir sultan secretary minister ambassador envoy "
    "spokesman spokeswoman spokesperson commissioner congressman congresswoman comrade commander chairman chairwoman "
    "director chief"
)
FEMALE_ROLES = words(
    "spokeswoman chairwoman congresswoman businesswoman policewoman ombudswoman mrs ms miss lady baroness dame queen "
    "princess woman girl widow wife daughter sister mother grandmother granddaughter aunt niece fiancee girlfriend "
    "actress"
)
MALE_ROLES = words(
    "spokesman chairman congressman businessman policeman ombudsman fisherman mr sir lord king prince emir sheikh "
    "sultan pope bishop archbishop patriarch imam ayatollah rabbi man boy husband son brother father grandfather "
    "grandson uncle nephew boyfriend widower"
)
LEADERS = words("president premier chancellor prime chairman king marshal emir sultan supreme leader ruler")

#: no person has one of these in the name: bodies, papers, works, weather, units, acts of law
BODIES = words(
    "cabinet army armed forces force command mission council ministry department government party movement front "
    "union nations organization organisation agency committee commission court bank company group brigade division "
    "battalion corps regiment fleet squadron parliament senate congress police service services office institute "
    "university school college academy association federation alliance nato un eu osce smm unifil icrc agreement "
    "treaty pact protocol declaration plan summit conference team center centre authority administration coalition "
    "militia brigades guards navy staff secretariat assembly network press news times post house kremlin pentagon "
    "cross crescent fund programme program act article resolution telegram facebook twitter youtube internet "
    "instagram tiktok signal whatsapp javelin watch rights amnesty international society doctors research economics "
    "advisory consulting energy media airlines motors holdings industries systems airport republic republics kingdom "
    "federation emirate state states spiegel pravda independent guardian telegraph mirror journal tribune herald "
    "zeitung monde figaro ukrinform suspilne interfax novosti jazeera arabiya bloomberg axios politico reuters gazeta "
    "magazine radio television tv channel foundation trust campaign initiative forum dialogue project operation storm "
    "hurricane typhoon cyclone tempest exercise war wars battle peace security defence defense affairs intelligence "
    "liberation people's national united joint general-staff high supreme central european african asian western "
    "eastern northern southern islamic democratic christian muslim arab league world global day week church mosque "
    "cathedral monastery temple temple duma rada knesset bundestag majlis hezbollah hamas taliban wagner azov houthis "
    "houthi fatah isis isil al-qaeda gazprom rosatom naftogaz energoatom ukrenergo dtek boeing airbus starlink spacex "
    "roscosmos patriot himars storm shadow iskander kinzhal shahed kalibr atacms leopard abrams bradley constitution "
    "committee's black red white green blue iron golden silver great grand museum theatre theater stadium hotel"
)
#: before a capitalised word these make it something else than a person: "Operation Litani", "Camp David"
NOT_BEFORE = words(
    "operation storm hurricane typhoon cyclone tempest exercise camp fort mount lake port saint project typhoon uss "
    "hms ship vessel tanker cruiser frigate submarine destroyer in at near from to towards toward into across around "
    "outside inside of throughout via"
)
#: sentences begin with them; as names they are rare
SENTENCE_WORDS = words(
    "there here this that these those it he she they we you i who what when where why how if as at by for from in "
    "into of on off over under with without about after before during since until while although though because "
    "unless despite amid among between both each either neither some many most several few all any no not only even "
    "just also still yet but and or nor so then thus hence however meanwhile moreover earlier later now today "
    "yesterday tomorrow separately asked speaking according residents officials police authorities witnesses rescuers "
    "prosecutors soldiers troops rebels protesters lawmakers diplomats experts analysts critics supporters survivors "
    "reports negotiators mediators monitors observers one two three four five six seven eight nine ten dozens "
    "hundreds thousands millions another other others more less last next first second third new old its his her "
    "their our my your the a an nobody nothing somebody everybody everyone anyone instead perhaps maybe please let "
    "outside inside elsewhere nearby upstairs downstairs afterwards beforehand overall "
    "yes ok well never once again like unlike given based citing under asked responding writing quoting talks attacks "
    "strikes fighting shelling drones missiles russians ukrainians israelis palestinians europeans americans"
)
#: endings that mark a surname; weak evidence, and only for words of some length
SURNAME = (
    "enko|chuk|czuk|tchouk|[iy]uk|sky|skyi|skyy|skiy|skii|ski|tsky|tskyi|zky|ska|skaya|skaia|[oe]v|[oe]va|ych|vych|"
    "vich|ovic|evic|shvili|idze|adze|dze|yan|oglu|oğlu|stein|berg|sson|dottir|enka|ishyn|ishin|[iy]n[ia]|opoulos|escu|"
    "szky|wicz|icz|ianu|[ts]iuk|aliyev|ullah|zadeh|nejad|[tvlrnd]ny[iy]|[tsc]ky[iy]"
)
#: what bodies and governments do not do: the name before is a person's
GESTURES = words(
    "shrugged shrugs smiled smiles laughed laughs sighed sighs wept weeps nodded nods grinned grins frowned "
    "frowns winced winces snorted snorts spat spits whispered whispers muttered mutters mumbled mumbles sobbed "
    "sobs cried cries paused grimaced chuckled chuckles joked jokes quipped quips recalled recalls remembered "
    "remembers shouted shouts screamed yelled yells stammered murmured murmurs sniffed sniffs scoffed scoffs "
    "groaned gasped hesitated swallowed blinked"
)
