"""What tells languages apart in one paragraph: small words, letters, endings.

Three languages are read; the others are here so that they are known for what they are and not taken for one of the
three. Words of a list may be shared: the language with more of its own signs is the one.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from truceline.extract.tallied import Tallied
from truceline.extract.words import words

#: the answer for a language that is told to be none of the three
OTHER = "other"

#: share of the words with a sign of the language below which it is not told
_ENOUGH = 0.12
#: a text has this many times the signs of one East Slavic language than of the other
_CLEARLY = 1.5
#: share of words in Cyrillic letters from which on a text with Latin names in it is a Cyrillic one
_CYRILLIC_SHARE = 0.35
#: how many signs more one needs than the other where no letter stands that only one of them has
_WITHOUT_LETTERS = 2
#: of so many letters of Ukrainian one at least is its own, nine times in ten
_LETTERS_WITHOUT = 30
#: words from which on the absence of every Ukrainian letter means something
_LONG_ENOUGH = 4

#: so many words of which fewer than the second number differ are no language but a run
_REPEATING = 40
_DIFFERENT = 3


_ENGLISH = words(
    "the of and to in a that is was for on with said as by at from were has have had it its be an are not he she they",
    "his her their we you this which who been will would after over near into but or than about two three people no",
    "says told during under against between before killed wounded injured our there when all more one also out up",
)
_ENGLISH_ENDING = re.compile(r"[a-z]{2,}(?:ing|ed|ly|tion|ness|ment|'s|’s)")
_OTHER_LATIN: dict[str, frozenset[str]] = {
    "german": words(
        "der die das und ist nicht von zu den dem des ein eine einer mit auf für im sich auch an in am bei wir sie es",
        "hat war wurde nach aus dass als über zwei um",
    ),
    "dutch": words(
        "de het een en van is niet dat op te in met voor zijn aan er door ook om bij hij ze werd naar uit we"
    ),
    "french": words(
        "le la les de des du et est une un dans que qui à en pour pas sur au aux il elle nous ce se par avec ont été "
        "deux a d l dit sont plus"
    ),
    "spanish": words(
        "el la los las de del y es una un en que no por con para se su al lo fue han ha dos como más sus dijo este"
    ),
    "portuguese": words("o a os as de do da dos das e é um uma em que não por com para se no na ao foi são mais dois"),
    "italian": words("il lo la i gli le di del della e è un una in che non per con si da sono al nel ha due ci come"),
    "romanian": words("și si în in de la cu pe un o nu a că este din pentru au fost care al ale sau doi"),
    "polish": words(
        "w i z na się nie do to że o jest po za od przez przy dla dwie są był była oraz jak ale ze tym został nie"
    ),
    "czech": words("v a se na je že s z do o byl byla jsou pro podle po ve by to ale při dva které který jako k"),
    "croatian": words("je u i na se da su za od s koji a to nije bio kako će iz dvije sa o li ne bi"),
    "turkish": words("ve bir bu da de için ile olarak olan iki çok daha gibi sonra kadar göre dedi değil ne var en"),
    "swedish": words("och att det i en på är som för av den med till inte har de ett om var vi han två från vid"),
    "danish": words("og at det i en på er som for af den med til ikke har de et om var vi han to fra ved"),
    "finnish": words("ja on ei että se oli hän mutta kun ovat myös kaksi sekä joka tai mukaan sanoi"),
    "hungarian": words("a az és hogy nem is egy volt meg ez azt de csak két szerint el már mint"),
    "indonesian": words("yang dan di itu dengan untuk dari dalam tidak ini pada ke akan adalah oleh mereka dua"),
    "vietnamese": words("và của là có không cho một được trong các người đã với"),
    "latvian": words("un ir ar no par uz ka tas bija divi ir ir arī pie pēc"),
    "lithuanian": words("ir yra kad su į iš buvo du tai apie pagal kaip bei po"),
}

_UKRAINIAN = words(
    "і й та в у на що з до не за від про як це його для під після також які який було були із щодо але чи її їх він",
    "вона вони ми ще вже через між біля коли або по о об зі над",
)
_RUSSIAN = words(
    "и в на что с не за от по как это его для при после также которые который было были из об о к но или ее её их он",
    "она они мы ещё еще уже через между у во со когда до из-за под около ко же бы",
)
_BELARUSIAN = words(
    "і у ў на што з да не за ад пра як гэта яго для пад пасля таксама якія які было былі але ці яе іх ён яна яны мы",
    "яшчэ ўжо праз каля калі або па аб са над падчас паводле",
)
_BULGARIAN = words(
    "и в на че с не за от по как това го за при след също които който беше бяха са се е да ще до си във със има или",
    "но тя те той ние още вече през между като около според към ги му",
)
_SERBIAN = words("и у на да је су се за од не с са код који која након али или из као ће није био то он она они во со")
_MACEDONIAN = words("и во на дека е се за од не со кај кој која по но или како ќе беше тоа тој таа тие да го ја ги")

#: frequent words of Ukrainian that none of its letters gives away, and that no neighbour has
_UKRAINIAN_OWN = words(
    "що щоб щодо але його також або вже якщо лише знову дуже багато понад майже проти щонайменше внаслідок унаслідок",
    "лютого лютому квітня травня червня липня серпня вересня жовтня листопада грудня року годин година годину вчора",
    "ранку доба доби добу тижня каже кажуть казав казала сказав заявив додав зазначив зазначила наголосив має",
    "мають немає треба був було були була будуть загинув загинула загинуло загинули поранено поранили "
    "постраждали пошкоджено знищено",
    "пошкодили зруйновано знищили збили затримано затримали влучив влучила влучили вибухи вибухнув лунали лишилися",
    "залишилися ворог ворога ворожий окупанти окупантами загарбники держава держави уряд уряду громада громади громаду",
    "громад мешканцям мешканцями будинок будинку будинки будинках дитина дитини дитину чотири одинадцять дванадцять",
    "тисяч тисяча тисячу сотень гривень грн восени тривали тривала тривав ухвалив ухвалила ухвалили",
)
#: the same of Russian
_RUSSIAN_OWN = words(
    "что это его также которые который чтобы если когда только еще уже нет пока никто ничего больше меньше тогда",
    "января февраля апреля мая июня июля сентября октября ноября декабря январе феврале марте апреле июне июле августе",
    "сентябре октябре ноябре декабре понедельник понедельника вторник вторника четверга пятница пятницу субботу",
    "воскресенье воскресенья сегодня вчера послезавтра накануне утром вечером днем ночью часов минут сутки суток лет",
    "сказал заявил сообщил сообщила сообщили сообщает говорит говорят погиб погибла",
    "погибли ранен ранена пострадали поврежден повреждена повреждено разрушен разрушена уничтожен уничтожена задержан",
    "человек человека жители жителей жителям россии миллион миллиона миллионов пять шесть семь восемь девять десять",
)
#: spellings of Ukrainian beside its letters: "близько", "трьох", "влучання"; "батальон" has the second one too
_UKRAINIAN_LETTER = re.compile(
    r"[іїєґ]|[бвмпфзрк]['’ʼ][яюєї]|[сцз]ьк|[тсдзлн]ьо(?!н)|(?:нн|тт|лл|дд)я(?:м|ми|х)?(?![\u0430-\u044f])"
)
_UKRAINIAN_ENDING = re.compile(r"[\u0430-\u044f]{2,}(?:[аяиу]в|вся|ували|увала|увало|ють|[аи]ти(?:ся)?|ою|ею)")
_RUSSIAN_LETTER = re.compile(r"[ыэё]|ъ[еёюя]")
_RUSSIAN_ENDING = re.compile(
    r"[\u0430-\u044f]{2,}(?:[аяоеуюи]й|ая|ое|ее|ую|ие|ия|ии|ию|ью|ого|его|ому|ему|их|[аеияу]л[аои]?|лся|лась|лись|ть|тся"
    r"|ться|ами|ями|ах|ях|ов|ев)"
)
_BELARUSIAN_LETTER = re.compile(r"[іўыэё]")
_NOT_BELARUSIAN = re.compile(r"[ищъїєґ]")
_BULGARIAN_LETTER = re.compile(r"ъ(?![еёюя])")
_BULGARIAN_ENDING = re.compile(r"[\u0430-\u044f]{3,}(?:ата|ята|ето|ото|ите|ът|ят)")
_NOT_BULGARIAN = re.compile(r"[ыэёіїєґ]|ь(?!о)")
#: Cyrillic letters that neither of these five alphabets has: South Slavic, Turkic, Mongolian, Caucasian …
_ELSEWHERE = re.compile(r"[\u0452\u0453\u0455\u0458-\u045d\u045f-\u048f\u0492-\u052f]")


#: what each word in Latin letters tells: English words, English endings, the words of each other language
_LATIN_SIGNS = Tallied(
    lambda word: (
        word in _ENGLISH,
        _ENGLISH_ENDING.fullmatch(word) is not None,
        *(word in listed for listed in _OTHER_LATIN.values()),
    )
)


#: words of a text in which two with letters of its own tell the language
_SHORT = 16


class _Signs(NamedTuple):
    """What a word in Cyrillic letters tells, or how many words of a text do."""

    elsewhere: int
    ukrainian: int
    ukrainian_letters: int
    russian: int
    russian_letters: int
    russian_endings: int
    belarusian: int
    not_belarusian: int
    bulgarian: int
    not_bulgarian: int
    serbian: int
    macedonian: int

    @property
    def rivals(self) -> int:
        """The signs of the language that has most of those that are not read, less those that speak against it."""
        south = max(self.serbian, self.macedonian) - 2 * self.not_bulgarian
        return max(self.belarusian - 2 * self.not_belarusian, self.bulgarian - 2 * self.not_bulgarian, south)


def _cyrillic_signs(word: str) -> _Signs:
    ukrainian_letter = word in _UKRAINIAN_OWN or _UKRAINIAN_LETTER.search(word) is not None
    ukrainian_ending = _UKRAINIAN_ENDING.fullmatch(word) is not None
    russian_letter = word in _RUSSIAN_OWN or _RUSSIAN_LETTER.search(word) is not None
    russian_ending = not ukrainian_ending and _RUSSIAN_ENDING.fullmatch(word) is not None
    return _Signs(
        elsewhere=_ELSEWHERE.search(word) is not None,
        ukrainian=word in _UKRAINIAN or ukrainian_letter or ukrainian_ending,
        ukrainian_letters=ukrainian_letter,
        russian=word in _RUSSIAN or russian_letter,
        russian_letters=russian_letter,
        russian_endings=russian_ending and word not in _RUSSIAN and word not in _RUSSIAN_OWN,
        belarusian=word in _BELARUSIAN or _BELARUSIAN_LETTER.search(word) is not None,
        not_belarusian=_NOT_BELARUSIAN.search(word) is not None,
        bulgarian=word in _BULGARIAN
        or _BULGARIAN_LETTER.search(word) is not None
        or _BULGARIAN_ENDING.fullmatch(word) is not None,
        not_bulgarian=_NOT_BULGARIAN.search(word) is not None,
        serbian=word in _SERBIAN,
        macedonian=word in _MACEDONIAN,
    )


_CYRILLIC_SIGNS = Tallied(_cyrillic_signs)


def language_of_words(found: Sequence[str]) -> str | None:
    """ "en", "uk" or "ru" for words in small letters; OTHER when they are of another language; null when untold."""
    if len(found) >= _REPEATING and len(set(found)) < _DIFFERENT:
        return None
    cyrillic = [word for word in found if "\u0400" <= word[0] <= "\u052f"]
    if len(cyrillic) > _CYRILLIC_SHARE * len(found) and (told := _cyrillic(cyrillic)) is not None:
        return told
    latin = [word for word in found if "a" <= word[0] <= "z" or "\u00df" <= word[0] <= "\u024f"]
    if len(latin) * 2 < len(found):
        return OTHER if len(cyrillic) + len(latin) <= len(found) / 2 and found else None
    return _latin(latin)


def _latin(found: list[str]) -> str | None:
    small, endings, *others = _LATIN_SIGNS.of(found)
    rival = max(others)
    if rival > small and rival >= _ENOUGH * len(found):
        return OTHER
    signs = small + endings / 2
    return "en" if signs >= max(1, _ENOUGH * len(found)) and small >= rival else None


def _cyrillic(found: list[str]) -> str | None:
    signs = _Signs(*_CYRILLIC_SIGNS.of(found))
    if signs.elsewhere > 0.04 * len(found) + 0.5:
        return OTHER
    ukrainian, russian = signs.ukrainian, signs.russian
    without = not signs.ukrainian_letters and len(found) >= _LONG_ENOUGH
    if without:  # endings that Ukrainian shares tell only without its letters
        russian += signs.russian_endings
    if signs.rivals > max(ukrainian, russian):
        return OTHER
    if without:
        russian += min(2, sum(map(len, found)) // _LETTERS_WITHOUT)
    sure = signs.ukrainian_letters or signs.russian_letters
    best = max(ukrainian, russian)
    if best < max(1, _ENOUGH * len(found)) or (not sure and abs(ukrainian - russian) < _WITHOUT_LETTERS):
        return None
    if len(found) <= _SHORT:  # a lone sentence with the letters of one of them alone
        if signs.ukrainian_letters > 1 and not signs.russian_letters and ukrainian > russian:
            return "uk"
        if signs.russian_letters > 1 and not signs.ukrainian_letters and russian > ukrainian:
            return "ru"
    if ukrainian >= _CLEARLY * russian:
        return "uk"
    return "ru" if russian >= _CLEARLY * ukrainian else None
