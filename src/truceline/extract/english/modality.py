"""Words that take an act back, put it off, or make it a matter of history."""

from __future__ import annotations

import re

from truceline.extract.words import words

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
    "vowing intends intend ready denied denies denying rather thwart thwarted foil foiled suspend "
    "suspended pause paused unlikely hypothetical simulated exercise drill drills conclude anniversary "
    "resisting defend against so-called accused-of-planning commemorate commemorated commemorating warn warning "
    "hypothetically averted aborted forecast forecasts predict predicts predicted anticipate anticipates anticipated "
    "expect expects"
)
PAST_HISTORY = re.compile(
    r"\b(?:in the past|historically|years ago|decades|previously|formerly|former|during the war|since the war"
    r"|history|during world war|in world war|over the years|for decades|in years past|the last time|back then)\b",
    re.IGNORECASE,
)
#: one of these words is in whatever that pattern finds
HISTORIC = words(
    "past historically ago decades previously formerly former war wars history world years last back during since then"
)
#: told of a drill, a film or a plan of one: nobody was struck
DRILL = re.compile(
    r"\b(?:imaginary|simulated|simulating|fictional|fictitious|notional|make-believe|mock|pretended|hypothetical"
    r"|[Ii]n (?:the|a|this|one|their|its) (?:[a-z-]+ )?(?:drill|exercise|scenario|simulation"
    r"|war ?game|novel|film|play|game)"
    r"|[Uu]nder the (?:drill's |exercise's )?scenario|[Tt]he scenario (?:was|is|had|of|has)"
    r"|(?:drill|exercise|scenario) (?:imagined|assumed|supposed|envisaged|began with|opened with)"
    r"|(?:[Ii]magine|[Ss]uppos(?:e|ing)|[Aa]ssum(?:e|ing)|[Pp]icture) (?:that|for a moment|now|the|an?|one|two|if)"
    r"|(?:film|movie|novel|play|documentary|book|memoir|drama|painting|song|poem|exhibition|series)\b[^.;]{0,60}?"
    r" (?:tells?|told|shows?|showed|depicts?|depicted|describes?|described|recounts?|recounted|follows?|followed"
    r"|portrays?|portrayed|dramatis\w+|imagines?|is about|was about|set in))\b"
)
#: what is said of others and at once denied: "rejects the allegation that …", "reports that … are untrue"
_TOLD_OF_US = (
    r"(?:allegations?|accusations?|claims?|reports?|rumou?rs?|assertions?|suggestions?|insinuations?|statements?|charges?"
    r"|version|disinformation|propaganda|idea|notion)"
)
DISOWNED = re.compile(
    rf"\b(?:reject\w*|den(?:y|ies|ied|ying)|dismiss\w*|refut\w*|rebut\w*|disput\w*)\s(?:[\w'’-]+\s){{0,7}}?"
    rf"{_TOLD_OF_US}(?:\s(?!that\b)\w+){{0,6}}?\s(?:that|of|about)\s(?P<what>[^;]+)"
    rf"|\b{_TOLD_OF_US}(?:\s(?!that\b)\w+){{0,8}}?\s(?:that|of|about)\s(?P<told>[^;]{{1,240}}?)\s"
    r"(?:is|are|was|were|do(?:es)?|did|has|have)\s(?:\w+\s)?(?:untrue|false|fake|baseless|unfounded|groundless"
    r"|fabricated|incorrect|wrong|lies|a lie|an invention|invented|nonsense|not (?:true|correspond|confirmed|correct)"
    r"|proved (?:false|untrue|wrong)|turned out)\b"
    rf"|\b(?:call|brand|label|describ)\w*\s(?:as\s)?[\"“]?(?:absurd|nonsense|false|fake|baseless|groundless|untrue|lies|fabricated)"
    rf"[\"”]?\s(?:the\s)?{_TOLD_OF_US}\s(?:that|of|about)\s(?P<called>[^;]+)"
    r"|\brumou?rs?\s(?:(?!that\b)[\w'’-]+\s){0,6}?(?:that|of|about)\s(?P<rumour>[^;]+)",
    re.IGNORECASE,
)
#: "it cannot be excluded that our forces hit the village"
POSSIBLE = re.compile(
    r"\b(?:cannot|could\snot|can\snot|not|nor|neither)\s(?:yet\s)?be\s(?:excluded|ruled\sout|established|determined)\s"
    r"(?:that|whether|if)\s[^;]+"
    r"|\b(?:strikes?|attacks?|raids?|shelling|assaults?)\s(?:(?:on|against|from|in)\s[\w’' -]{1,40}?\s)?(?:is|are|was"
    r"|were)\s(?:still\s)?(?:possible|averted|prevented|thwarted|foiled|aborted|called\soff)\b",
    re.IGNORECASE,
)
#: "a reported abduction turned out to be a traffic stop", "the report of shots proved false"
RETRACTED = re.compile(
    r"\b(?:turned out (?:to be|not)|turned out false|proved (?:to be )?(?:false|untrue|unfounded|wrong)|never happened"
    r"|did not (?:happen|take place|occur)|was a false alarm|had not (?:happened|taken place|occurred))\b"
)
#: what a correction takes back
CORRECTED = re.compile(
    r"\b(?:(?:earlier|previous)\sversions?\sof\s(?:this|the|our)\s\w+"
    r"|(?:originally|incorrectly|mistakenly|wrongly|erroneously)\s(?:stated|said|reported|gave|put|identified|described"
    r"|attributed|listed|referred|named|told)|misstated|misreported)\b",
    re.IGNORECASE,
)
#: one of these words is in whatever that pattern finds
CORRECTING = words("version versions originally incorrectly mistakenly wrongly erroneously misstated misreported")
#: one of these words is in whatever that pattern finds
DISOWNING = words(
    "allegation allegations accusation accusations claim claims report reports rumour rumours rumor rumors assertion "
    "assertions suggestion suggestions insinuation insinuations statement statements charge charges version "
    "excluded ruled established determined "
    "disinformation propaganda idea notion turned proved happened happen occur occurred place alarm "
    "possible averted prevented thwarted foiled aborted called"
)
#: told before a court: an act of another day
TRIED = re.compile(
    r"\b(?:(?:court|jury|judges?|tribunal|trial|hearing|inquest) (?:in [A-Z]\w+ )?(?:on \w+ )?(?:has |had )?"
    r"(?:heard|ruled|found|was told|were told|sentenced|convicted|acquitted|jailed|began|opened|resumed)"
    r"|(?:on|stood|standing|goes on|went on) trial|pleaded (?:not )?guilty|(?:was|were|been) (?:convicted|sentenced"
    r"|acquitted|charged|indicted|jailed)|convicted of|charged with|sentenced to"
    r"|[Pp]rosecutors? (?:told|asked|demanded|(?:have |has )?charged?)"
    r"|(?:has|had|have) charged (?:an? |two |three |four |five |six |seven |eight )(?:[\w-]+ ){1,12}?"
    r"(?:over|with|in))\b"
)
#: one of these words is in whatever the two patterns find
ELSEWHERE = words(
    "imaginary simulated simulating fictional fictitious notional make-believe mock pretended hypothetical drill "
    "drill's exercise exercise's scenario simulation war war-game wargame game novel film play court jury judge judges "
    "imagine suppose supposing assume assuming picture movie documentary book memoir drama painting song poem "
    "exhibition series tribunal trial hearing inquest pleaded convicted sentenced acquitted charged indicted jailed "
    "prosecutor prosecutors"
)
GENERAL_WAR = re.compile(r"\b(?:war|conflict|invasion)\b")
#: the case is only supposed
CASES = re.compile(
    r"\b(?:[Ii]n case|[Ii]n the event of|in the case of|the (?:risk|threat|danger|possibility|fear|prospect) of"
    r"|responsib\w+ to"
    r"|to let \w+|letting \w+|designed to|trained to|capable of|able to|used to|vowed to|right to|attempts? to"
    r"|trying to|tried to|sought to"
    r"|ready to|order(?:ed)? .{0,30}\bto|plot to|orders to|permission to|allow\w* .{0,30}\bto)\b"
)
#: what somebody is asked to do has not happened: "wants the army to resume its strikes"
ASKED = re.compile(
    r"\b(?:wants?|wanted|urg(?:e|es|ed|ing)|asks?|asked|call(?:s|ed|ing) (?:up)?on) "
    r"(?:[\w'’-]+ ){1,8}?to (?:[\w-]+ ){0,3}$"
)
#: one of these words is in whatever the two patterns find
SUPPOSED = words(
    "case event risk threat danger possibility fear prospect responsibility responsibilities responsible let letting "
    "designed trained capable able used vowed right attempt attempts trying tried sought ready order ordered plot "
    "want wants wanted urge urges urged urging ask asks asked calls called calling orders permission "
    "allow allows allowed allowing"
)
#: what is signed, reached, imposed or begun at a time of its own
ACCORDS = words(
    "truce truces ceasefire ceasefires cease-fire cease-fires armistice agreement agreements accord accords deal deals "
    "pact pacts treaty treaties memorandum protocol protocols plan plans roadmap framework arrangement arrangements "
    "understanding understandings declaration resolution resolutions talks negotiations moratorium pause war offensive "
    "operation invasion blockade sanctions embargo election elections law"
)
