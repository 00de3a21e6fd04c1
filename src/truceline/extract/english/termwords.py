"""Verbs, nouns and predicates that say where any part of an agreement stands, and what their objects are not.

Tables only: the finder is `terms`.
"""

from __future__ import annotations

from truceline.extract.words import table, words
from truceline.model.mentions import ElementStatus

#: the code of a part of an agreement that no table names
OTHER = "other"

#: verbs by their forms; what follows them is told in `LINKED`, `DIRECT` and `DOING`
VERB_STATUS: dict[str, ElementStatus] = table(  # type: ignore[assignment]
    ("agreed", "agree agrees agreed agreeing accept accepts accepted accepting endorse endorses endorsed endorsing "
        "consent consents consented consenting settled settles committed commits commit pledged pledges pledge "
        "assented acceded initialled "
        "undertake undertook undertakes undertaken acquiesced sign signs signed signing approve approves "
        "approved approving ratify ratifies ratified embrace "
        "embraces embraced"),
    ("ready", "honour honor respect observe uphold abide stick comply adhere"),
    ("proposed", "propose proposes proposed proposing table tables tabled tabling float floats floated floating "
        "suggest suggests suggested suggesting offer offers offered offering moot mooted"),
    ("demanded", "demand demands demanded demanding insist insists insisted insisting call calls called calling "
        "press presses pressed pressing push pushes pushed pushing want wants wanted seek seeks sought seeking "
        "ask asks asked asking"),
    ("rejected", "give cede relinquish abandon renounce "
        "reject rejects rejected rejecting dismiss dismisses dismissed dismissing rebuff rebuffs rebuffed "
        "rebuffing spurn spurns spurned spurning oppose opposes opposed opposing refuse refuses refused refusing rule "
        "rules ruled ruling turn turns turned turning veto vetoes vetoed balk balks balked balked baulk baulked "
        "baulks decline declines declined declining object objects objected objecting resist resists resisted "
        "resisting exclude excludes excluded excluding"),
    ("unresolved", "disagree disagrees disagreed disagreeing differ differs differed differing leave leaves left "
        "leaving postpone postpones postponed postponing defer defers deferred deferring haggle haggled haggling "
        "wrangle wrangled wrangling argue argues argued arguing quarrel quarrels quarrelled squabble squabbled "
        "squabbling bicker bickered bickering divided split deadlocked stuck odds apart resolve resolved resolving "
        "settle settling decide decided decides deciding bridge bridged bridging finalise finalize finalised finalized "
        "overcome"),
    ("undisclosed", "disclose disclosed discloses disclosing reveal revealed reveals revealing publish published "
        "publishes publishing divulge divulged divulging"),
)  # fmt: skip
#: the little words that must follow a verb before its object
LINKED: dict[str, frozenset[str]] = {
    "agree": words("on to upon over"),
    "consent": words("to"),
    "settled": words("on upon"),
    "settles": words("on upon"),
    "commit": words("to"),
    "assented": words("to"),
    "acceded": words("to"),
    "acquiesced": words("to in"),
    "insist": words("on upon"),
    "call": words("for"),
    "ask": words("for"),
    "press": words("for"),
    "push": words("for"),
    "rule": words("out"),
    "turn": words("down"),
    "give": words("up"),
    "balk": words("at"),
    "object": words("to"),
    "argu": words("over about"),
    "quarrel": words("over about"),
    "squabbl": words("over about"),
    "bicker": words("over about"),
    "abide": words("by"),
    "stick": words("to"),
    "comply": words("with"),
    "adhere": words("to"),
    "baulk": words("at"),
    "disagree": words("on over about"),
    "differ": words("on over about"),
    "haggl": words("over about on"),
    "wrangl": words("over about on"),
    "divided": words("on over about"),
    "split": words("on over about"),
    "deadlocked": words("on over about"),
    "stuck": words("on over"),
    "odds": words("over on about"),
    "apart": words("on over"),
}
#: verbs that tell of an open question only behind "not", "failed to", "yet to"
ONLY_DENIED = words(
    "resolve resolved resolving settle settling decide decided decides deciding bridge bridged bridging finalise "
    "finalize finalised finalized overcome disclose disclosed discloses disclosing reveal revealed reveals revealing "
    "publish published publishes publishing divulge divulged divulging"
)
#: verbs that tell of a refusal only behind "will not", "would never"
ONLY_REFUSED = words("give cede relinquish abandon renounce")
#: verbs that take "to" and an act: "refused to hand over the crossings"
DOING = words(
    "agree agrees agreed agreeing offer offers offered offering refuse refuses refused refusing decline declines "
    "declined declining propose proposes proposed commit commits committed undertake undertook undertakes undertaken "
    "pledge "
    "pledges pledged"
)
#: verbs that take "that" and a wish: "demanded that the roadblocks be lifted"
THAT = words(
    "agree agreed agrees demand demands demanded demanding insist insists insisted insisting "
    "propose proposes proposed suggested"
)
READY = words("ready prepared willing open readiness willingness unready unprepared unwilling unwillingness")
#: acts of which only the object is the part of the agreement
LIGHT = words(
    "accept sign provide discuss consider give offer back support implement endorse approve adopt honour honor "
    "honour respect observe uphold keep "
    "disclose publish reveal make conclude guarantee countenance contemplate tolerate negotiate talk enter"
)
#: told of what is to come, they say that somebody is ready: "would honour a truce"
KEEPING = words("honour honor respect observe uphold abide stick comply adhere")
#: a wish counts as a demand when a party has it, and not anybody: "Kyiv wants guarantees"
WANTING = words("want wants wanted seek seeks sought seeking ask asks asked asking")
#: acts that are no part of an agreement
NO_TERM = words(
    "comment say answer name identify meet respond fight attack die strike speak retaliate defend elaborate confirm "
    "be go do take listen hear think believe help work act react reply explain specify believe continue stop wait "
    "predict speculate testify appear face pay rest leave return move see know tell risk talk cooperate mediate"
)
#: nouns to which a part belongs by "on", "over", "for", "of", "to"
AGREEMENTS = words("agreement deal accord understanding consensus compromise settlement pact arrangement")
QUARRELS = words(
    "disagreement disagreements differences dispute disputes deadlock impasse stalemate quarrel row division divisions "
    "gap gaps rift wrangle wrangling haggling"
)
TALKS = words("talks negotiations discussions consultations round meeting session")
WISHES: dict[str, ElementStatus] = table(  # type: ignore[assignment]
    ("proposed", "proposal proposals offer offers"),
    ("demanded", "demand demands insistence call calls ultimatum"),
    ("rejected", "refusal objection objections opposition"),
)
#: papers that include, provide for or foresee something
PAPERS = words(
    "proposal proposals draft plan offer document roadmap text memorandum package initiative blueprint framework "
    "formula outline paper deal agreement accord pact protocol terms"
)
HOLDING = words(
    "includes include included including contains contain contained envisages envisage envisaged envisions foresees "
    "foresaw stipulates stipulated provides provided covers covered comprises"
)
REACHED = words(
    "reached reach reaching struck signed sealed concluded clinched brokered made found finalised finalized"
)
#: words that turn a verb: nothing was agreed
DENYING = words(
    "not no never without neither nor nobody failed fails failing unable yet don't doesn't didn't won't wouldn't can't "
    "cannot couldn't hasn't haven't hadn't isn't aren't wasn't weren't stopped short far none"
)
#: to tell; who declines to do so keeps it to himself
ASKING = words("who how where when whether which what")
TELLING = words("disclose reveal divulge publish comment elaborate say tell specify")
REFUSING = words("refused refuses refusing won't wouldn't unwilling declined declines unready unprepared")
#: nouns that a rejection, a demand or a disclosure may be about without being part of an agreement
NO_HEADS = words(
    "accusation accusations allegation allegations claim claims charge charges report reports criticism explanation "
    "apology apologies investigation inquiry probe condolences invitation suggestion suggestions accuracy speculation "
    "rumour rumours rumors notion responsibility blame answer answers answering name names identity identities age "
    "cause causes whereabouts number numbers toll location locations motive motives circumstances condition "
    "nationality nationalities request questions question comment comments version reading interpretation statement "
    "remarks help assistance prayers support thanks resignation bribe food water shelter evidence information "
    "calm restraint justice answers appeal bail lawsuit petition testimony figure figures losses casualties refund "
    "money wages salaries ransom sources source truth fact facts reason reasons extent scale breath ground line "
    "attention idea picture account glimpse view assessment portrait hint sign smile hand talk glance clue way chance "
    "refuge asylum re-election votes revenge vengeance permission compensation "
    "path paths course finalization finalisation signing signature completion adoption publication "
    "evacuate surrender results result accident sabotage foul events let target targets"
)
#: subjects whose demands are no offers between parties
CROWDS = words(
    "residents protesters demonstrators marchers relatives workers students police prosecutors prosecutor court judge "
    "judges doctors medics rescuers firefighters villagers crowd crowds parents miners farmers drivers teachers "
    "company employees shareholders lawyers lawyer jury tribunal"
)
#: leads before the thing itself: "the question of the port", "details of the timetable"
LEADS = words(
    "question issue matter idea possibility principle prospect notion fate details detail terms text contents content "
    "specifics future need version series set range number"
)
STOPS = words(
    "that which who whose whom where because while as after before since until if unless when although though but "
    "despite during by through via at amid saying adding calling arguing whereas so said says without ahead following "
    "pending even warning meaning instead case according"
)
INSIDE = words("behind of for between on along to from in over near around with about into across within against under")

#: every word that can govern a part of an agreement, but for the predicates
GOVERNING = (
    frozenset(VERB_STATUS) | READY | AGREEMENTS | QUARRELS | TALKS | frozenset(WISHES) | HOLDING | PAPERS | {"first"}
)
