"""Who is said to have done it: "російський удар", "ВСУ обстреляли", "удар росіян по", "ворогом обстріляно".

As alleged, never as found. The words of both sides for each other are taken as written.
"""

from __future__ import annotations

import re

from truceline.extract.slavic.clauses import Clause
from truceline.extract.slavic.forms import Form, every
from truceline.extract.slavic.places import SPEAKING
from truceline.extract.slavic.triggers import FORCES
from truceline.extract.slavic.verbforms import finite
from truceline.extract.slavic.wordclasses import FORCE, MEANS, NUMBER, PAST, SAYS, TRIGGER, VERB, WEAPON
from truceline.extract.story import Token
from truceline.extract.words import words

#: an adjective that tells whose the strike or the drone is
_OWNED = re.compile(
    r"(?:російськ|ворож|українськ|украинск|российск|вражеск|вражьи|ізраїльськ|израильск|іранськ|иранск"
    r"|американськ|американск|хуситськ|хуситск|польськ|польск|сирійськ|сирийск|ліванськ|ливанск|турецьк|турецк"
    r"|азербайджанськ|азербайджанск|вірменськ|армянск|грузинськ|грузинск|молдовськ|молдавськ|молдавск|суданськ|суданск"
    r"|таджицьк|таджикск|киргизьк|киргизск|кыргызск|індійськ|индийск|пакистанськ|пакистанск|ефіопськ|эфиопск"
    r"|еритрейськ|эритрейск|китайськ|китайск|єменськ|йеменск|іракськ|иракск|єгипетськ|египетск|білоруськ|белорусск"
    r"|руандійськ|руандийск|конголезьк|конголезск)\w{1,4}$"
)
#: whose it is, as a name: "російський дрон" is Росія's
_OWNERS = (
    ("російськ", "Росія"), ("українськ", "Україна"), ("ізраїльськ", "Ізраїль"), ("іранськ", "Іран"),
    ("американськ", "США"),
    ("польськ", "Польща"), ("сирійськ", "Сирія"), ("ліванськ", "Ліван"), ("ворож", "ворог"), ("російсько", "Росія"),
    ("российск", "Россия"), ("украинск", "Украина"), ("израильск", "Израиль"), ("иранск", "Иран"), ("американск",
    "США"),
    ("польск", "Польша"), ("сирийск", "Сирия"), ("ливанск", "Ливан"), ("враж", "враг"), ("хуситськ", "хусити"),
    ("хуситск", "хуситы"), ("турецьк", "Туреччина"), ("турецк", "Турция"), ("азербайджан", "Азербайджан"),
    ("вірменськ", "Вірменія"), ("армянск", "Армения"), ("грузинськ", "Грузія"), ("грузинск", "Грузия"),
    ("молдовськ", "Молдова"), ("молдавськ", "Молдова"), ("молдавск", "Молдавия"), ("суданськ", "Судан"),
    ("суданск", "Судан"), ("таджицьк", "Таджикистан"), ("таджикск", "Таджикистан"), ("киргизьк", "Киргизстан"),
    ("киргизск", "Киргизия"), ("кыргызск", "Кыргызстан"), ("індійськ", "Індія"), ("индийск", "Индия"),
    ("пакистан", "Пакистан"), ("ефіопськ", "Ефіопія"), ("эфиопск", "Эфиопия"), ("еритрейськ", "Еритрея"),
    ("эритрейск", "Эритрея"), ("китайськ", "Китай"), ("китайск", "Китай"), ("єменськ", "Ємен"), ("йеменск", "Йемен"),
    ("іракськ", "Ірак"), ("иракск", "Ирак"), ("єгипетськ", "Єгипет"), ("египетск", "Египет"),
    ("білоруськ", "Білорусь"), ("белорусск", "Белоруссия"), ("руандійськ", "Руанда"), ("руандийск", "Руанда"),
    ("конголезьк", "Конго"), ("конголезск", "Конго"),
)  # fmt: skip
_ADJECTIVE = re.compile(
    r"(?:[сцз]ьк|[влн]ьн|ов|ев|ен|єн|ан|йн|рн|тн|жн|дн|вн|чн|шн|сн|зн|ин|ч|щ)(?:і|их|ими|ий|ые|ых|ыми|ый|ие|ая|ого|ого|ою|ой|а)$"
    r"|(?:ск|цк)(?:ие|их|ими|ий|ая|ого|ой)$"
)
#: pronouns and participles that end like adjectives, and what only counts
_POINTING = words("котрих котрые которых которые данных даних останніх последних наступних следующих численних "
    "многочисленных окремих отдельных перших первых поранених раненых загиблих")  # fmt: skip
#: nouns whose genitive is what is hit, and not who hit it
_OBJECTIVE = (
    "обстр",
    "бомб",
    "штурм",
    "захо",
    "захв",
    "звіль",
    "освоб",
    "уражен",
    "пораж",
    "знищ",
    "уничт",
    "артобстр",
)
_OWN = ("штаб", "генштаб", "командуван", "командован", "представ", "речник", "лідер", "лидер", "глав", "позиц", "склад",
    "баз", "колон", "табор", "табір", "лагер", "тил", "тыл", "міністер", "министер", "міноборон", "минобор", "солдат",
    "бійц", "бойц", "боєць", "боец", "військовослуж", "военнослуж")  # fmt: skip
_GENITIVES = ("ий", "йск", "ів", "їв", "ов", "ев", "ей", "ії", "ии", "ы", "и", "ьк")
_MEN, _ARMED = ("люд", "чолові", "мужчин", "осіб", "особ", "лиц"), ("озброєн", "вооруж", "замаскован", "замаскирован")
#: whose government each side calls a regime
_REGIMES = ("киевск", "київськ", "кремлевск", "кремлівськ", "московск", "московськ", "путинск", "путінськ")
_ARMS = ("авіаці", "авиаци", "артилер", "артиллер")
_SIDE = frozenset(("боку", "стороны", "сторони"))
#: who flies or fires: whose they are is told by the adjective before them
_CREWS = (
    "оператор",
    "расчет",
    "розрахун",
    "экипаж",
    "екіпаж",
    "пилот",
    "пілот",
    "летчик",
    "льотчик",
    "наводчик",
    "навідник",
)
_HEADS = every(
    "вс зс війська військ військами військо армія армії армією авіація авіації авіацією артилерія артилерії сили "
    "сил силами військові "
    "військових військовими підрозділи підрозділів підрозділами загарбники загарбників окупанти окупантів "
    "терористи десантники "
    "захисники прикордонники оборонці войска войск войсками армия армии армией авиация авиации авиацией "
    "артиллерия артиллерии "
    "силы военные военных военными подразделения подразделений террористы оккупанты формирования формирований боевики "
    "солдати солдат солдаты бійці бійців бойцы бойцов націоналісти националисты бойовики спецслужби спецслужбы "
    "флот флоту флота загін загону загоном отряд отряда отрядом бригада бригади бригады бригадою бригадой батальйон~ "
    "батальон~ ополчение ополчения группировк~ угруповання повстанці повстанцы заколотники мятежники "
    "пограничники силовики"
)
_LANDS = ("област", "обл", "район", "кра", "республ", "респ", "територ", "террит", "регіон", "регион", "північ",
    "півдн", "север", "юг", "сход", "восток", "заход", "запад")  # fmt: skip
_OF_WHOM = frozenset(("росії", "україни", "россии", "украины", "оборони", "обороны"))
#: what may stand before a country that is the subject; behind another noun it only tells whose
_BEFORE_SUBJECT = words("та і й и а але но що что коли когда якщо знову снова вже уже також также тоді тогда ж же")
_BESIDE = frozenset(("з", "із", "зі", "с", "со", "над", "під", "под", "між", "между", "перед"))
#: in the accusative and the genitive alone
_WHOM = frozenset(("ворога", "противника", "агресора", "окупанта", "загарбника", "врага", "агрессора", "оккупанта",
    "окупантів", "загарбників", "росіян", "ворогів", "оккупантов", "россиян"))  # fmt: skip
_OWN_HEADS = (["сили"], ["війська"], ["авіація"], ["артилерія"], ["силы"], ["войска"], ["авиация"], ["артиллерия"])
_OPENS, _CLOSES = frozenset('«"“„'), frozenset('»"”“')
_QUOTES = frozenset('«»"“”')
_PERCEIVED = (
    "почу",
    "чули",
    "чула",
    "слыша",
    "услыша",
    "зафікс",
    "зафикс",
    "спостеріг",
    "наблюда",
    "нарахув",
    "насчит",
)
_PREPOSITIONS = words(
    "в у на з із зі до від за під по через про для проти с со из от к под о об при против над між между "
    "біля возле після после"
)


def actor(text: str, tokens: list[Token], lows: list[str], clause: Clause, at: int, form: Form) -> str | None:
    """The alleged actor of the event whose trigger is at `at`; null when the words name none."""
    if form.value == "DOWNED":  # whose the drones were
        return _owner(text, tokens, lows, clause, at)
    if form.shape in ("noun", "adj") or (form.shape == "word" and not finite(lows[at])):
        return _of_noun(text, tokens, lows, clause, at)
    if form.shape in ("pass", "part") or form.reflexive or form.shape == "n":
        return _agent(text, tokens, lows, clause, at)
    return _subject(text, tokens, lows, clause, at) or _owner(text, tokens, lows, clause, at)


def _of_noun(text: str, tokens: list[Token], lows: list[str], clause: Clause, at: int) -> str | None:
    for near in range(at - 1, max(clause.first, at - 4) - 1, -1):
        if _OWNED.match(lows[near]):
            return _named(lows[near])
        if not _describes(tokens, lows, near):  # "Російські миротворці зафіксували обстріл": not theirs
            break
    after = _genitive(text, tokens, lows, clause, at)
    if after is not None:
        return after
    found = _before(text, tokens, lows, clause, at)
    return found or _side(text, tokens, lows, clause, at)


def _genitive(text: str, tokens: list[Token], lows: list[str], clause: Clause, at: int) -> str | None:
    """ "удар росіян по", "атака ВСУ на", "обстріл російськими військами"."""
    for near in range(at + 1, min(clause.last, at + 4)):
        if lows[near] in _PREPOSITIONS:
            return None
        if _force(tokens, lows, near, owned=True):
            if lows[near] in SPEAKING and lows[at].startswith(_OBJECTIVE):
                return None
            if any(low.startswith(_OWN) for low in lows[at + 1 : near]):
                return None  # "обстрелов позиций наших войск": whose they are, and not who shells
            if near == at + 1 and lows[near].startswith(_ARMS) and lows[near + 1 : near + 2] != []:
                owned = near + 1 < clause.last and (tokens[near + 1].capital or tokens[near + 1].kinds & FORCE)
                if not owned:
                    return None  # "під ударами авіації": by what means, and not whose
            return _phrase(text, tokens, lows, near, clause)
    return None


def _side(text: str, tokens: list[Token], lows: list[str], clause: Clause, at: int) -> str | None:
    """ "обстріл з боку РФ", "со стороны ВСУ"."""
    for near in range(at + 1, min(clause.last - 2, at + 8)):
        if lows[near + 1] in _SIDE and lows[near] in ("з", "со", "с"):
            return _phrase(text, tokens, lows, near + 2, clause)
    return None


def _agent(text: str, tokens: list[Token], lows: list[str], clause: Clause, at: int) -> str | None:
    """Behind or before a passive: a force in the instrumental, or a side that fire came from."""
    for near in range(clause.first, clause.last):
        low = lows[near]
        if low.endswith(("ами", "ями", "ом", "ем", "єм", "ією", "ией", "ими", "ыми", "їми")) and low in FORCES:
            if near and lows[near - 1] in _BESIDE:  # "уражено транспорт із військовими"
                continue
            return _phrase(text, tokens, lows, near, clause)
    owned = _owner(text, tokens, lows, clause, at)
    return owned or _side(text, tokens, lows, clause, at)


def _owner(text: str, tokens: list[Token], lows: list[str], clause: Clause, at: int) -> str | None:
    """ "російський дрон вдарив": the adjective of the machine that is the subject."""
    for near in range(clause.first, clause.last):
        if not _OWNED.match(lows[near]) or (near and lows[near - 1] in _PREPOSITIONS):
            continue
        noun = near + 1
        while noun < clause.last and _describes(tokens, lows, noun):
            noun += 1
        crew = noun < clause.last and lows[noun].startswith(_CREWS)
        if noun < clause.last and (crew or tokens[noun].kinds & (FORCE | MEANS | WEAPON | TRIGGER)):
            return _named(lows[near])
    return None


def _describes(tokens: list[Token], lows: list[str], at: int) -> bool:
    """Whether a word may stand between an adjective and its noun: another adjective, a number, a mark of a name."""
    low = lows[at]
    return (
        low[:1].isdigit()
        or low in _QUOTES
        or (tokens[at].kinds & NUMBER and low not in _PREPOSITIONS)
        or _tells_of(low)
    )


def _named(low: str) -> str | None:
    return next((name for stem, name in _OWNERS if low.startswith(stem)), None)


def _subject(text: str, tokens: list[Token], lows: list[str], clause: Clause, at: int) -> str | None:
    """The force before the verb, else right behind it."""
    found = _before(text, tokens, lows, clause, at)
    if found is not None:
        return found
    for near in range(at + 1, min(clause.last, at + 3)):
        if lows[near] in _PREPOSITIONS:
            return None
        if _force(tokens, lows, near):
            return _phrase(text, tokens, lows, near, clause)
    return None


def _before(text: str, tokens: list[Token], lows: list[str], clause: Clause, at: int) -> str | None:
    for near in range(at - 1, clause.first - 1, -1):
        if tokens[near].kinds & (PAST | VERB) and lows[near].startswith(_PERCEIVED):
            return None  # "прикордонники почули постріли": who hears is not who shoots
        if (
            tokens[near].kinds & SAYS and lows[near] not in _PREPOSITIONS
        ):  # "ВСУ заявили об обстреле": who speaks is not who strikes
            return None
        if not _force(tokens, lows, near):
            continue
        if lows[near] in _WHOM and lows[near - 1 : near] not in _OWN_HEADS:
            continue  # "Противника накрили вогнем": who was hit
        if lows[near] in SPEAKING and near and lows[near - 1].startswith(_LANDS):
            continue  # "у Курській області РФ дрон влучив": where, and not who
        first = near
        while first > clause.first and (_OWNED.match(lows[first - 1]) or _tells_of(lows[first - 1])):
            first -= 1
        before = lows[first - 1] if first > clause.first else ""
        if before not in _PREPOSITIONS and lows[near - 1] not in _PREPOSITIONS and not _of_another(lows, before, near):
            return _phrase(text, tokens, lows, near, clause)
    return None


def _of_another(lows: list[str], before: str, at: int) -> bool:
    """ "штаб повстанців", "по позиціях українських підрозділів": a force in the genitive behind what is its own."""
    return before.startswith(_OWN) and lows[at].endswith(_GENITIVES)


def _armed(lows: list[str], at: int) -> bool:
    """ "озброєні люди", "вооружённые мужчины": who acts, without a name."""
    return at > 0 and lows[at - 1].startswith(_ARMED)


def _force(tokens: list[Token], lows: list[str], at: int, owned: bool = False) -> bool:
    """Whether a token names a force, or a country that acts; `owned`: behind the noun that is its own."""
    low = lows[at]
    if low in FORCES and not _OWNED.match(low) and not low.startswith(_ARMED[:2]):
        return True
    if low.startswith(_MEN) and _armed(lows, at):
        return True
    if low.startswith("режим") and at and lows[at - 1].startswith(_REGIMES):
        return True
    if not tokens[at].capital or low not in SPEAKING or at + 1 >= len(tokens):
        return False
    before = lows[at - 1] if at else ""
    return owned or not before[:1].isalpha() or before in _HEADS or before in _BEFORE_SUBJECT or finite(before)


def _phrase(text: str, tokens: list[Token], lows: list[str], at: int, clause: Clause) -> str:
    """The force with its adjective before it and its owner behind it: "російські війська", "сили РФ"."""
    first, last = at, at + 1
    while first > clause.first and (
        lows[first - 1] in _HEADS or lows[first - 1].startswith(("группировк", "угрупован"))
    ):
        first -= 1
    if first > clause.first and (_OWNED.match(lows[first - 1]) or lows[first - 1] in ("збройні", "вооруженные")):
        first -= 1
    acronym = tokens[at].text.isupper() and len(tokens[at].text) > 1
    while first > clause.first and first > at - 3 and _tells_of(lows[first - 1]):
        # "Глотово и Горьковский ВСУ нанесли": a name is no adjective of the force
        if tokens[first - 1].capital and (acronym or (first - 1 > clause.first and not _OWNED.match(lows[first - 1]))):
            break
        first -= 1
    if lows[at] in _HEADS and last < clause.last:
        following = tokens[last]
        acronym = following.text.isupper() and len(following.text) > 1
        if acronym or lows[last] in _OF_WHOM:
            last += 1
    if tokens[at].capital and lows[at] in _HEADS:
        while last < min(clause.last, at + 4) and _part_of_name(tokens, lows, last):
            last += 1
    if _OWNED.match(lows[at]) and last < clause.last and lows[last] in _HEADS:
        last += 1
    if last + 2 < clause.last and lows[last] in _OPENS:  # "группировка «Восток»"
        closed = next((near for near in range(last + 1, min(clause.last, last + 6)) if lows[near] in _CLOSES), None)
        last = last if closed is None else closed + 1
    return text[tokens[first].start : tokens[last - 1].end]


def _tells_of(low: str) -> bool:
    """Whether a word is an adjective of the force behind it: "урядових військ", "неизвестные боевики"."""
    return len(low) > 5 and low not in _PREPOSITIONS and low not in _POINTING and _ADJECTIVE.search(low) is not None


def _part_of_name(tokens: list[Token], lows: list[str], at: int) -> bool:
    """ "Силы быстрой поддержки", "Армія оборони Ізраїлю": genitives behind the head of a name."""
    if lows[at] in _PREPOSITIONS or not tokens[at].text[0].isalpha():
        return False
    return lows[at].endswith(
        ("ой", "ей", "и", "ы", "і", "ї", "ої", "їх", "их", "ых", "ого", "я", "а", "ю")
    ) and not lows[at].endswith(("ли", "ла", "ти", "ся"))
