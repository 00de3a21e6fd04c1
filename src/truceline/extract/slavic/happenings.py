"""Which words of a sentence tell of something that happened: drafts of events."""

from __future__ import annotations

from truceline.extract.saying import Saying, innermost
from truceline.extract.slavic.aimed import FORM, aimed
from truceline.extract.slavic.clauses import Clause, clauses, happened
from truceline.extract.slavic.clausewords import FULL_STOPS
from truceline.extract.slavic.corrections import taken_back
from truceline.extract.slavic.drafts import CASUALTIES, Draft
from truceline.extract.slavic.eventtimes import When
from truceline.extract.slavic.forms import Form
from truceline.extract.slavic.kinds import kind_of, unexploded
from truceline.extract.slavic.kindwords import UNTRUE
from truceline.extract.slavic.scene import Scene
from truceline.extract.slavic.signs import DASHES
from truceline.extract.slavic.text import Line, Text
from truceline.extract.slavic.triggers import TRIGGER_WORDS
from truceline.extract.slavic.wordclasses import BELIED, MEANS, PAST, TRIGGER
from truceline.extract.within import Within
from truceline.model.mentions import PlaceMention

#: stances of a speaker to whom what is said has not happened
_REFUSING = frozenset(("denies", "demands", "rejects", "warns"))
_CONDEMNING = ("засуд", "осуд", "осужд")
#: who told the guns where to strike is on trial long after
_SPOTTING = ("коригув", "корегув", "скоригув", "скорегув", "корректир", "скорректир", "навод", "наведен")
_TO_BE = frozenset(("відбудеться", "відбудуться", "состоится", "состоятся", "планують", "планируют", "запланований"))
#: letters within which the hour at the head of a paragraph stands
_HOUR_REACH = 12
_AMONG, _UNDER = frozenset(("серед", "среди")), frozenset(("під", "под"))
_SUCH = frozenset(("таких", "подібних", "аналогічних", "подобных", "аналогичных"))
#: the dead of whom a farewell tells died before
_MOURNING = (
    "попрощ",
    "прощанн",
    "прощани",
    "похова",
    "похорон",
    "панахид",
    "панихид",
    "відспів",
    "отпева",
    "вшанув",
    "почтил",
)


class Happenings:
    """Reads the drafts of one sentence."""

    def __init__(
        self,
        text: Text,
        line: Line,
        low_text: str,
        places: Within[PlaceMention],
        sayings: tuple[Saying, ...],
        when: When,
    ) -> None:
        self._text = text.story.text
        self._low_text = low_text
        self._sentence = line.sentence
        self._paragraph = text.story.paragraphs[line.sentence.paragraph].start
        self._tokens = line.tokens
        self._lows = line.lows
        self._kinds = line.kinds
        self._places = places
        self._sayings = sayings
        self._when = when
        self._words = TRIGGER_WORDS[text.language]
        self._clauses = clauses(self._tokens, self._lows, self._kinds)

    def triggered(self) -> list[Draft]:
        """The triggers of the sentence that report an event."""
        drafts: list[Draft] = []
        for at, token in enumerate(self._tokens):
            if not token.kinds & TRIGGER or self._asked(at):
                continue
            scene = self._scene(at, self._words.triggers[self._lows[at]])
            if scene is None:
                continue
            kind = kind_of(scene)
            if kind is None or not self._happened(scene, kind) or self._only_named(scene, kind):
                continue
            said = innermost(self._sayings, token.start)
            if not self._refused(said, at, scene.clause) and not self._when.of_the_past(scene.clause):
                drafts.append(Draft(kind, scene, said))
        return self._not_untrue(drafts) if drafts else drafts

    def aimed(self, told: set[str]) -> list[Draft]:
        """Strikes of the sentence that no verb tells, of other types than those told."""
        if not self._kinds & MEANS:
            return []
        drafts: dict[str, Draft] = {}
        for at, kind in aimed(self._tokens, self._lows, self._text[self._paragraph : self._paragraph + _HOUR_REACH]):
            scene = self._scene(at, FORM)
            if scene is None or kind in told or kind in drafts or self._when.of_the_past(scene.clause):
                continue
            drafts[kind] = Draft(kind, scene, innermost(self._sayings, self._tokens[at].start))
        return [*drafts.values()]

    def _scene(self, at: int, form: Form) -> Scene | None:
        """The scene around a word; null where it stands in no clause."""
        clause = next((one for one in self._clauses if one.first <= at < one.last), None)
        if clause is None:
            return None
        placed = bool(self._places.between(clause.start, clause.end))
        return Scene(
            self._low_text, self._tokens, self._lows, at, clause, form, placed, self._sentence.end, self._kinds
        )

    def _only_named(self, scene: Scene, kind: str) -> bool:
        """Acts that are named and not told: "за коригування обстрілів", "один із таких ударів", at a funeral."""
        if any(low.startswith(_SPOTTING) for low in self._lows[max(0, scene.at - 2) : scene.at]):
            return True
        before = self._lows[scene.at - 1] if scene.at else ""
        if scene.form.shape == "noun" and before in _SUCH and not scene.placed:
            return True
        if before in _UNDER and self._lows[scene.at].endswith("ами") and not scene.placed:
            return True  # "працюють під обстрілами": how they live
        if kind == "politics.other" and not _TO_BE.isdisjoint(self._lows[scene.clause.first : scene.clause.last]):
            return True  # "обмін полоненими відбудеться впродовж місяця"
        following = self._lows[scene.at + 1] if scene.at + 1 < len(self._lows) else ""
        if kind in CASUALTIES and before in _AMONG and following in DASHES:
            return True  # "серед загиблих – провідниця": of a toll that is told
        return kind in CASUALTIES and not self._when.told and any(low.startswith(_MOURNING) for low in self._lows)

    def _asked(self, at: int) -> bool:
        """ "«Вы слышали взрывы? Конечно»": what is asked inside a quotation of several sentences."""
        if self._text.find("?", self._tokens[at].end, self._sentence.end) < 0 or self._sentence.headline:
            return False
        stop = next((self._text[one.start] for one in self._tokens[at + 1 :] if one.text in FULL_STOPS), "")
        return stop == "?"

    def _refused(self, said: Saying | None, at: int, clause: Clause) -> bool:
        """Whether to whoever speaks what is said has not happened."""
        if said is None or said.kind.stance not in _REFUSING or self._warned_after(said, at):
            return False
        return not self._condemned(said, at, clause)

    def _warned_after(self, said: Saying, at: int) -> bool:
        """ "попереджає про затримку: уночі обстріляли депо": what is warned of comes of what has happened."""
        return said.kind.stance == "warns" and self._tokens[at].kinds & PAST != 0

    def _condemned(self, said: Saying, at: int, clause: Clause) -> bool:
        """ "засуджує удар по порту Ізмаїл": what somebody condemns at a place has happened there."""
        condemning = said.cue.lower().startswith(_CONDEMNING)
        return condemning and bool(self._places.between(self._tokens[at].end, clause.end))

    def _not_untrue(self, drafts: list[Draft]) -> list[Draft]:
        if taken_back(self._lows):
            return []
        told = self._kinds & BELIED
        untrue = UNTRUE.search(self._low_text, self._sentence.start, self._sentence.end) if told else None
        if untrue is None:
            return drafts
        begin, end = untrue.span()
        return [one for one in drafts if not begin <= self._tokens[one.scene.at].start < end]

    def _happened(self, scene: Scene, kind: str) -> bool:
        lacking = kind in ("harm.outage", "restriction", "abuse.aid_blockage")
        lacking = lacking or (kind == "mine" and unexploded(scene))
        return happened(
            self._low_text, self._lows, scene.clause, scene.at, scene.form, self._words, self._kinds, lacking
        )
