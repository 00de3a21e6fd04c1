"""What a correction takes back: "ошибочно указано, что погибли трое", "раніше в цій новині йшлося, що …"."""

from __future__ import annotations

from truceline.extract.words import words

_WRONGLY = words("ошибочно помилково неверно неправильно хибно")
#: beginnings of verbs for what a text says
_WRITTEN = tuple(words("указ сообщ написа говори утвержд назва вказ зазнач повідом сказа стверд привед наведен"))
_IN_THIS = words(
    "тексте заметке материале статье версии новости публикации тексті замітці матеріалі статті версії новині публікації"
)
#: what stood there before
_STOOD = words(
    "говорилось говорилося указывалось сообщалось утверждалось значилось йшлося зазначалося вказувалося "
    "повідомлялося стверджувалося"
)


def taken_back(lows: list[str]) -> bool:
    """Whether a sentence only tells what an earlier text had wrong."""
    for at, low in enumerate(lows):
        if low in _WRONGLY and any(one.startswith(_WRITTEN) for one in lows[at + 1 : at + 4]):
            return True
        if low in _STOOD and not _IN_THIS.isdisjoint(lows[max(0, at - 4) : at + 5]):
            return True
    return False
