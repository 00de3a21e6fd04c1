"""Turns of phrase that tell where a part of an agreement stands: "can live with X", "X is out of the question".

Each is a row of words. The object stands behind a turn of the first table, the subject before one of the second. A word
with a question mark may be missing, and "a|b" are alternatives.
"""

from __future__ import annotations

from typing import NamedTuple

from truceline.extract.story import Token
from truceline.extract.words import words
from truceline.model.mentions import ElementStatus

_BE = "is|are|was|were|be|been|remain|remains|remained"
_STAND = f"{_BE}|stay|stays|stood|stands"
_SAY = "say|says|said"
_GIVE = "give|gives|gave|given|giving"
_ITS = "its|their|his|her|the|a|full|formal"
_NOT_YET = "not|never|n't"
_ON = "on|about|over|regarding|concerning|to"
_OF_IT = (
    "decision|agreement|progress|breakthrough|headway|deal|understanding|compromise|consensus|solution|movement|accord"
    "|clarity|word"
)
_DONE = "was|were|been|being"
_PAPER = "accord|agreement|deal|pact|truce|protocol|ceasefire"
_ACCORD = "understanding|agreement|accord|deal|compromise|consensus"
_HURDLE = "obstacle|hurdle|question|issue|difficulty|disagreement|dispute"
_OPENED = "discussed|negotiated|agreed|settled|decided|determined|fixed|set|resolved|clarified|addressed|specified"

_Row = tuple[ElementStatus, str]
#: the object of the turn stands behind it
_BEFORE_OBJECTS: tuple[_Row, ...] = (
    ("ready", "can|could live with"),
    ("ready", "no objection|objections to"),
    ("ready", "nothing against"),
    ("ready", "does|do|did not object to"),
    ("ready", "would|could consider|entertain|contemplate|welcome"),
    ("ready", "would be happy|glad|content to"),
    ("ready", "would|could|might settle for"),
    ("agreed", "oblige|obliges|obliged|requires|binds|commits the|both|each? two? sides|parties|side|party|armies to"),
    ("agreed", f"{_PAPER} bans|bars|prohibits|forbids|outlaws"),
    ("agreed", f"reach|reached|reaches an? {_ACCORD} on|about|over"),
    ("agreed", "come|came|comes to terms on|about|over"),
    ("agreed", "sign|signs|signed up to"),
    ("agreed", "commit|commits|committed itself|themselves to"),
    ("agreed", "settle|settles|settled on|for"),
    ("agreed", f"{_SAY} yes to"),
    ("agreed", f"{_GIVE} {_ITS}? consent|assent|blessing|approval|backing to"),
    ("agreed", "give|gives|gave the green light to|for"),
    ("agreed", "sign|signs|signed off on"),
    ("agreed", "go|goes|went along with"),
    ("proposed", "put|puts|putting forward"),
    ("proposed", "come|comes|came up with"),
    ("proposed", "float|floated|floats the idea of"),
    ("rejected", f"{_SAY} no to"),
    ("rejected", f"{_BE} opposed|averse|hostile to"),
    ("rejected", f"{_BE} dead|firmly? set? against"),
    ("rejected", "stand|stands|stood against"),
    ("rejected", "brush|brushed|brushes|wave|waved|cast aside|away"),
    ("rejected", "will|would|could not hear of"),
    ("demanded", "hold|holds|holding out for"),
    ("unresolved", "stumble|stumbles|stumbled|founder|foundered|snagged|faltered|stalled|collapsed over"),
    ("unresolved", "stumble|stumbles|stumbled|founder|foundered|snagged on"),
    ("unresolved", f"main|key|biggest|chief|last|major|remaining|only {_HURDLE} is|are|remains|was"),
    ("unresolved", "have|has|had yet to fix|set|name|agree|settle|decide|determine|choose on?"),
    ("undisclosed", "no details were|was? given|released|disclosed|published|made? public? of|on|about"),
    ("rejected", "hear of no"),
    ("rejected", "hear nothing of"),
    ("rejected", "walk|walks|walked away from"),
    ("rejected", "will|would never accept"),
    ("unresolved", "short of endorsing|accepting|approving|agreeing on? to?"),
    ("unresolved", f"no {_OF_IT} {_ON}"),
    ("unresolved", f"without a|any|an? {_OF_IT} {_ON}"),
    ("unresolved", "nothing was? agreed|decided|settled|said? on|about|regarding"),
    ("unresolved", "undecided on|about|over"),
    ("undisclosed", "silent|tight-lipped|quiet on|about|over"),
    ("undisclosed", "comment|elaborate on"),
    ("undisclosed", "decline|declined|declines|refused|refuses to answer|take questions about|on|over"),
    ("undisclosed", "decline|declined|declines|refused|refuses|refusing to disclose|reveal|divulge|publish|specify"),
)
#: the subject of the turn stands before it
_BEHIND_SUBJECTS: tuple[_Row, ...] = (
    ("rejected", f"{_BE} out of the question"),
    ("rejected", f"{_BE} off the table|agenda"),
    ("rejected", f"{_BE} a? non-starter"),
    ("rejected", f"{_BE} not on the table"),
    ("rejected", f"{_BE} {_NOT_YET} up for discussion|negotiation|debate"),
    ("rejected", "will never? not? ever? be given|ceded|surrendered|tolerated|accepted"),
    ("unresolved", f"{_STAND} still? under discussion|negotiation|consideration|review"),
    ("unresolved", f"{_STAND} still? up in the air"),
    ("unresolved", f"{_STAND} still? in|under dispute|contention"),
    ("unresolved", f"{_STAND} still? at issue"),
    ("unresolved", f"will|would|to be {_OPENED} later|separately|afterwards"),
    ("undisclosed", f"{_BE} secret|classified|confidential|sealed"),
    ("unresolved", f"{_STAND} an? open|unanswered|unsettled question|issue|matter"),
    ("unresolved", f"{_DONE} left open|aside|unanswered|unaddressed|unsettled|unresolved"),
    ("unresolved", f"{_DONE} left for|until later|another|the? next? day|round|time|meeting?"),
    ("unresolved", f"{_DONE} shelved|deferred|postponed|parked|sidelined"),
    ("unresolved", f"{_BE} still being negotiated|discussed|debated|drafted|finalised|finalized|worked|hammered"),
    ("unresolved", f"has|have|had {_NOT_YET} yet? been? bridged|closed|narrowed"),
    ("unresolved", "divide|divides|divided the two? sides|parties|delegations|teams"),
    ("proposed", f"{_DONE} put forward"),
    ("proposed", f"{_DONE} tabled|floated|mooted|aired|circulated"),
    ("rejected", f"{_DONE} turned down"),
    ("rejected", f"{_DONE} brushed|waved|swept aside|away"),
    ("rejected", "met|meets|met with? a? refusal|rejection|resistance|opposition"),
    ("agreed", "won|wins|win|gained|got|received|secured|has|have the? backing|support|approval|endorsement|consent"),
    ("demanded", f"{_BE} a? precondition|prerequisite|condition for?"),
    ("unresolved", f"{_STAND} still? a? subject|matter of|for? negotiation|discussion|debate|dispute"),
    ("unresolved", f"remain|remains|remained|has|have|had yet? to be {_OPENED}"),
    ("unresolved", "is|are to be taken|worked|ironed|hammered|thrashed up|out"),
    ("unresolved", f"has|have|had {_NOT_YET} yet? been set|fixed|determined|scheduled|named|chosen|addressed"),
    ("unresolved", f"was|were {_NOT_YET} even? discussed|raised|addressed|mentioned|broached|covered|tackled"),
    ("unresolved", f"{_STAND} the last|main|key|biggest|chief|only? remaining? hurdle|obstacle|question"),
    ("unresolved", "was|were|has|have been? put|pushed off|aside|back|over"),
    ("agreed", f"has|have|had now? been? {_OPENED}? approved|endorsed|initialled|finalised|finalized"),
)


class _Word(NamedTuple):
    forms: frozenset[str]
    needed: bool


class _Turn(NamedTuple):
    status: ElementStatus
    parts: tuple[_Word, ...]


class _Ending(NamedTuple):
    """The turns that end in a word, and every word that may stand before it in one of them."""

    turns: tuple[_Turn, ...]
    before: frozenset[str]


def _table(rows: tuple[_Row, ...]) -> dict[str, _Ending]:
    """The turns by the words that end them."""
    found: dict[str, list[_Turn]] = {}
    for status, row in rows:
        parts = tuple(_Word(frozenset(part.rstrip("?").split("|")), not part.endswith("?")) for part in row.split())
        ends = len(parts)
        while ends:
            ends -= 1
            for form in parts[ends].forms:
                found.setdefault(form, []).append(_Turn(status, parts[: ends + 1]))
            if parts[ends].needed:
                break
    return {form: _Ending(tuple(turns), _before(turns)) for form, turns in found.items()}


def _before(turns: list[_Turn]) -> frozenset[str]:
    """What may stand right before the last word of one of the turns, adverbs apart."""
    forms: set[str] = set()
    for turn in turns:
        for part in reversed(turn.parts[:-1]):
            forms |= part.forms
            if part.needed:
                break
        else:
            raise AssertionError(f"a turn of one needed word: {turn}")
    return frozenset(forms)


def _before_end(low: str) -> frozenset[str]:
    return frozenset[str]().union(*(table[low].before for table in (_OBJECTS, _SUBJECTS) if low in table))


_OBJECTS, _SUBJECTS = _table(_BEFORE_OBJECTS), _table(_BEHIND_SUBJECTS)
#: every word that ends a turn
TURN_WORDS = frozenset(_OBJECTS) | frozenset(_SUBJECTS)
#: what may stand right before each of them
_BEFORE_ENDS = {low: _before_end(low) for low in TURN_WORDS}
#: endings of turns that tell of proposals alone: a festival is postponed too
OF_PROPOSALS = words(
    "shelved deferred postponed parked sidelined tabled floated mooted aired circulated secret classified confidential "
    "sealed"
)
#: what would turn a turn; those that hold one themselves are read with it
_TURNING = words("not never no neither nor n't without")


class Told(NamedTuple):
    """Where a part stands, and the first word of the turn that tells it."""

    status: ElementStatus
    first: int


def may_end_turn(tokens: list[Token], at: int) -> bool:
    """Whether the word before is of a turn that ends here: most words that may end one end none, and one look tells."""
    expected = _BEFORE_ENDS.get(tokens[at].low)
    if expected is None or not at:
        return False
    before = tokens[at - 1].low
    return before in expected or before.endswith("ly")


def before_object(tokens: list[Token], at: int) -> Told | None:
    """The turn that ends in the word at `at` and has its object behind it, or null."""
    return _told(tokens, at, _OBJECTS)


def behind_subject(tokens: list[Token], at: int) -> Told | None:
    """The turn that ends in the word at `at` and has its subject before it, or null."""
    return _told(tokens, at, _SUBJECTS)


def _told(tokens: list[Token], at: int, table: dict[str, _Ending]) -> Told | None:
    ending = table.get(tokens[at].low)
    if ending is None or not at:
        return None
    before = tokens[at - 1].low
    if before not in ending.before and not before.endswith("ly"):
        return None
    for turn in ending.turns:
        first = _match(tokens, at, turn.parts)
        if first is not None and not any(token.low in _TURNING for token in tokens[max(0, first - 2) : first]):
            return Told(turn.status, first)
    return None


def _match(tokens: list[Token], at: int, parts: tuple[_Word, ...]) -> int | None:
    """The first token of the words that end at `at`, read backwards; adverbs between them are passed over."""
    for number in range(len(parts) - 1, -1, -1):
        part = parts[number]
        while (
            at >= 0 and number < len(parts) - 1 and tokens[at].low.endswith("ly") and tokens[at].low not in part.forms
        ):
            at -= 1
        if at >= 0 and tokens[at].low in part.forms:
            at -= 1
        elif part.needed:
            return None
    return at + 1
