"""English function words, verbs of saying and kinds of noun phrase.

Tables only: the rules that use them are elsewhere.
"""

from __future__ import annotations

from truceline.extract.saying import Complement, Cue
from truceline.extract.words import table, words
from truceline.model.mentions import Stance


def _cues() -> dict[str, Cue]:
    rows: tuple[tuple[Stance, Complement, str], ...] = (
        ("asserts", "clause",
            "report insist maintain argue estimate believe fear "
            "said say says saying stated states stating added adds adding noted notes noting wrote writes writing "
            "explained explains explaining stressed stresses stressing insisted insists insisting argued argues "
            "arguing maintained maintains maintaining replied replies replying responded responds reiterated "
            "reiterates reiterating repeated repeats repeating observed observes concluded concludes estimated "
            "estimates estimating tweeted tweets posted posts declared declares declaring remarked remarks recalled "
            "recalls recalling emphasised emphasized emphasises emphasizes emphasising emphasizing underlined "
            "underlines underlining underscored underscores asserted asserts asserting reported reports reporting "
            "acknowledged acknowledges acknowledging admitted admits admitting conceded concedes conceding recounted "
            "recounts recounting shouted shouts cautioned cautions cautioning believes believed testified testifies "
            "commented comments asked asks asking pointed-out points-out pointing-out told-of read reads answered "
            "answers countered counters retorted retorts joked jokes quipped quips complained complains complaining "
            "lamented laments contended contends contending affirmed affirms affirming reaffirmed reaffirms clarified "
            "clarifies specified specifies elaborated exclaimed whispered continued continues recommended thinks "
            "thought hopes hoped fears feared predicted predicts predicting expects expected ruled found suspects "
            "suspected hinted hints signalled signaled signals indicated indicates indicating speculated judged "
            "reckons reckoned finds wondered wonders summed-up went-on goes-on echoed echoes relayed relays recorded "
            "texted messaged sighed laughed confided mused proclaimed proclaims teased intoned opined heard hears"),
        ("claims", "clause",
            "claimed claims claim claiming alleged alleges allege alleging boasted boasts boasting suggested suggests "
            "suggesting implied implies insinuated purported bragged"),
        ("claims", "accusation",
            "accused accuses accuse accusing blamed blames blame blaming"),
        ("denies", "clause",
            "denied denies deny denying disputed disputes disputing refuted refutes refuting"),
        ("confirms", "clause",
            "confirmed confirms confirm confirming verified verifies corroborated corroborates"),
        ("warns", "clause",
            "warned warns warn warning threatened threatens threatening vowed vows vowing"),
        ("announces", "clause",
            "announced announces announce announcing revealed reveals revealing disclosed discloses pledged pledges "
            "pledging promised promises promising"),
        ("agrees", "clause",
            "agreed agrees agreeing concurred concurs"),
        ("asserts", "person",
            "told tells telling informed informs informing assured assures assuring reminded reminds reminding "
            "notified advised"),
        ("agrees", "thing",
            "welcomed welcomes welcoming praised praises praising hailed hails hailing endorsed endorses endorsing "
            "accepted accepts accept accepting backed backs applauded applauds lauded commended"),
        ("rejects", "thing",
            "rejected rejects reject rejecting slammed slams slam slamming dismissed dismisses dismissing condemned "
            "condemns condemn condemning denounced denounces denounce denouncing criticised criticized criticises "
            "criticizes criticising criticizing blasted blasts blasting decried decries decrying rebuffed rebuffs "
            "refused refuses refusing ruled-out rules-out ruling-out lambasted lambasts deplored deplores spurned "
            "scoffed-at protested"),
        ("demands", "thing",
            "demanded demands demand demanding urged urges urge urging called-for calls-for calling-for called-on "
            "calls-on calling-on call-on call-upon call-for appealed-for appeals-for appealing-for appealed-to "
            "appeals-to appealing-to requested requests called-upon calls-upon calling-upon ordered orders ordering "
            "instructed instructs instructing"),
        ("asserts", "thing",
            "cited cites citing"),
        ("asserts", "naming",
            "called call calls calling dubbed dubs dubbing labeled labelled labeling labelling labels branded brands "
            "branding expressed expresses expressing voiced voices voicing spoke-of speaks-of speaking-of described "
            "describes describing characterized characterised characterizes characterizing characterises "
            "characterising termed terms terming deemed deems"),
    )  # fmt: skip
    return {word: Cue(stance, complement) for stance, complement, listed in rows for word in listed.split()}


CUES = _cues()

#: what leads a quotation in, without those that only give a thing its name
VERBS_OF_SAYING = frozenset(word for word, cue in CUES.items() if cue.complement in ("clause", "person"))
#: verbs of rejecting whose object in marks is how the speaker calls it: "condemned the "unprovoked attacks""
OWN_WORDS = words(
    "slammed slams slam slamming condemned condemns condemn condemning denounced denounces denounce denouncing "
    "criticised criticized criticises criticizes criticising criticizing blasted blasts blasting decried decries "
    "decrying lambasted lambasts deplored deplores"
)
#: nouns of saying before "that"
NOUN_CUES: dict[str, Cue] = {
    **dict.fromkeys(("claim", "claims", "allegation", "allegations", "accusation", "accusations", "suggestion",
        "assertion", "assertions"), Cue("claims", "clause")),
    **dict.fromkeys(("warning", "warnings", "threat", "threats"), Cue("warns", "clause")),
    **dict.fromkeys(("announcement", "pledge", "promise", "promises"), Cue("announces", "clause")),
    **dict.fromkeys(("statement", "insistence", "admission", "prediction", "complaint", "complaints", "belief", "view",
        "assessment", "declaration"), Cue("asserts", "clause")),
    **dict.fromkeys(("denial", "denials"), Cue("denies", "clause")),
    **dict.fromkeys(("confirmation",), Cue("confirms", "clause")),
    **dict.fromkeys(("demand", "demands"), Cue("demands", "clause")),
}  # fmt: skip
#: a verb and the small word that makes a verb of saying of it
PHRASAL = {
    **dict.fromkeys(("pointed", "points", "pointing"), ("out",)),
    **dict.fromkeys(("summed",), ("up",)),
    **dict.fromkeys(("went", "goes"), ("on",)),
    **dict.fromkeys(("ruled", "rules", "ruling"), ("out",)),
    **dict.fromkeys(("called", "calls", "calling", "call"), ("for", "on", "upon")),
    **dict.fromkeys(("appealed", "appeals", "appealing"), ("for", "to")),
    **dict.fromkeys(("scoffed",), ("at",)),
    **dict.fromkeys(("told", "spoke", "speaks", "speaking"), ("of",)),
}
#: verbs of saying only with "that" or words in quotation marks; alone they say something else
ONLY_WITH_THAT = words(
    "maintained maintains maintaining agreed agrees agreeing concurred concurs believed observed observes read reads "
    "answered answers continued continues recommended thinks thought hopes hoped fears feared expects expected ruled "
    "found suspects suspected recorded echoed echoes relayed relays signalled signaled signals indicated indicates "
    "indicating judged wondered wonders sighed laughed repeated repeats repeating posted posts commented comments "
    "shouted shouts replied replies replying responded responds elaborated joked jokes quipped quips asked asks "
    "asking recalled recalls recalling told-of went-on goes-on summed-up exclaimed whispered texted messaged confided "
    "mused teased intoned opined tweeted tweets remarked remarks recommended reported reports reporting noted notes "
    "noting stressed stresses stressing underlined underlines underlining underscored underscores emphasised "
    "emphasized emphasises emphasizes emphasising emphasizing recounted recounts recounting reiterated reiterates "
    "reiterating complained complains complaining lamented laments writes writing wrote stated states stating "
    "specified clarified affirmed affirms reaffirmed reaffirms explained explains explaining declared declares "
    "declaring proclaimed proclaims implied implies"
)
#: verbs that say something only where "that", a colon or words in marks follow at once
THAT_FOLLOWS = words(
    "report insist maintain argue estimate believe fear "
    "finds found ruled judged suspects suspected recorded relayed relays echoed echoes expects expected fears feared "
    "hopes hoped thinks thought agreed agrees agreeing indicated indicates indicating signalled signaled signals read "
    "reads continued continues repeated repeats observed observes recommended believed concurred concurs wondered "
    "wonders reads went-on heard hears"
)
#: these are nouns as often as verbs; after an article, a possessive or an adjective they are no cue
NOUN_OR_VERB = words(
    "claims claim reports report notes demands demand calls call promises estimates states slams warning writing "
    "brands labels terms urges reject blasts posts adds reply replies vows pledges backs reporting stating remarks "
    "comments appeals requests protests signals fears hopes disputes expects suspects jokes laments counters answers "
    "reads jokes tweets hints orders"
)
#: verb forms that take a helper and are then no statement of their own ("did not say", "would deny")
BASE_FORMS = words(
    "report insist maintain argue estimate believe fear "
    "say claim allege deny confirm warn announce accuse blame accept reject slam condemn denounce demand urge call"
)
#: cues that may stand before their subject after a quotation: "…", said X
INVERTIBLE = words(
    "said says added adds wrote writes declared declares insisted insists explained explains told tells asked asks "
    "warned warns stated states replied replies noted notes argued argues stressed shouted recalled recalls recounted "
    "announced claimed claims reported reports concluded continued continues joked quipped sighed laughed lamented "
    "complained countered retorted answered admitted remarked observed tweeted posted exclaimed cautioned agreed "
    "agrees read reads"
)

BE = words("is are was were be been being 's")
HAVE = words("has have had 've 'd")
MODALS = words("will would could can may might must shall should cannot can't won't wouldn't couldn't shouldn't")
DO = words("do does did don't doesn't didn't")
AUXILIARIES = BE | HAVE | MODALS | DO
NEGATIONS = words(
    "no not never without neither nor none nobody nothing don't doesn't didn't isn't aren't wasn't weren't hasn't"
)
NEGATIONS |= words("haven't hadn't won't wouldn't can't cannot couldn't shouldn't")

#: words that may stand between a subject and its verb of saying
BETWEEN = words(
    "has have had also later earlier repeatedly then previously separately meanwhile already again still since now "
    "since reportedly publicly firmly flatly strongly angrily quickly immediately consistently recently simply just "
    "himself herself itself themselves always once first further both only twice outright is are was were been being"
)
DETERMINERS = words(
    "the a an this that these those his her its their our my your another any each some every no both all"
)
PRONOUNS = words("he she it they we i you who which that one")
PREPOSITIONS = words(
    "of in on at to for from by with about against after before during near over under across into onto through "
    "towards toward between among amid around outside inside within without beyond along behind beside via despite "
    "since until upon off above below as than per following including regarding"
)
CONJUNCTIONS = words(
    "and or but nor yet so while whereas although though because if unless when where as that which who whose than what"
)
CLAUSE_STARTS = words(
    "what but while whereas although though because if unless when where that which who whose after before as since "
    "until once"
)
SENTENCE_ADVERBS = words(
    "regret regrets regretted keeps refuses "
    "but and yet however meanwhile furthermore moreover also still then later earlier separately "
    "instead so though nonetheless nevertheless additionally finally"
)
#: irregular and common finite verbs that end a noun phrase; regular ones end in -ed
VERBS = words(
    "took take takes came come comes went go goes fell fall falls hit hits left leave leaves made make makes saw see "
    "sees found find gave give gives began begin ran run runs sent send met meet held hold led lead fled brought "
    "broke lost shot struck put set kept keep got get built said showed shows show remain remains remained became "
    "become stood stand rose rise want wants wanted need needs needed burned sought bore drew flew wrote spoke won "
    "grew thought knew felt heard shut spent caught fought bought cut let paid read sat drove threw wore blew faced "
    "pressed plunged outlines indicate pours "
    "died lied used dug dealt slept rang sang swept swore tore taught sold rode hid hung bent bit blown chose froze "
    "laid lay lit"
)

TITLES = words(
    "president vice prime minister foreign defence defense interior finance deputy first lady king queen prince "
    "princess emir sheikh sultan chancellor premier governor mayor senator ambassador envoy special representative "
    "secretary secretary-general general lieutenant major colonel captain sergeant admiral brigadier commander "
    "marshal corporal private spokesman spokeswoman spokesperson chief head leader chairman chairwoman director "
    "doctor professor mr mrs ms dr prof gen lt col maj capt sgt adm brig gov sen rep pope father bishop archbishop "
    "patriarch imam ayatollah judge pensioner ombudswoman ombudsman engineer resident farmer nurse activist lawyer "
    "student teacher widow veteran historian expert attorney coroner sheriff detective actor actress singer author "
    "mediator negotiator commissioner coordinator officer inspector lawmaker analyst us uk eu un then former acting "
    "ex-president"
)
#: a capitalised phrase with one of these is a body, not a person and not a place
BODY_WORDS = words(
    "army armed forces force command mission council ministry department government party movement front union "
    "nations organization organisation agency committee commission court bank company group guard brigade division "
    "battalion corps parliament senate congress police service services office institute university association "
    "federation alliance nato un eu osce smm unifil icrc un's accord agreement treaty pact protocol declaration plan "
    "summit conference team center centre authority administration coalition militia brigades guards navy staff "
    "secretariat assembly network press news times post house kremlin pentagon cross crescent fund programme program "
    "act article resolution state-owned telegram idf rsf saf ypg sdf pkk plo jccc dtek afp reuters tass bbc cnn "
    "facebook twitter youtube internet javelin"
)
#: the last word of a capitalised phrase that names a place or a building, so no person
PLACE_WORDS = words(
    "palace street square bridge airport valley river mount mountain lake island islands camp district city region "
    "park plant university hospital road avenue sea ocean gulf strip heights line border crossing province oblast "
    "state states town village dam market station port north south east west upper lower old new saint st san el al"
)
PARTICLES = words("von van der den de del della di da dos du la le al el bin ibn ben abu ould ter ten al- el-")

MONTHS = table(
    ("1", "january jan"), ("2", "february feb"), ("3", "march mar"), ("4", "april apr"), ("5", "may"),
    ("6", "june jun"), ("7", "july jul"), ("8", "august aug"),
    ("9", "september sept sep"), ("10", "october oct"), ("11", "november nov"),
    ("12", "december dec"),
)  # fmt: skip
WEEKDAYS = table(
    ("0", "monday mon"), ("1", "tuesday tue tues"), ("2", "wednesday wed"), ("3", "thursday thu thur thurs"),
    ("4", "friday fri"), ("5", "saturday sat"), ("6", "sunday sun"),
)  # fmt: skip

#: nouns of the medium a statement was made in: "said in a statement", "said on Telegram"
MEDIA = words(
    "programme program newspaper agency station magazine outlet show podcast site daily weekly broadcaster network "
    "wire statement interview post press conference briefing telegram facebook twitter x social media television tv "
    "radio remarks report message speech address website video letter phone telephone channel communique reporters "
    "journalists tweet parliament news broadcast meeting comments thread"
)
#: whom one tells
HEARERS = words(
    "reporters journalists parliament lawmakers mps diplomats media press viewers allies delegates deputies residents "
    "him her them us me correspondents afp reuters ap bbc cnn tass interfax"
)
