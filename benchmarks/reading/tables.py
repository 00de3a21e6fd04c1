"""Sentences made from two tables of real figures: observers' daily counts, and the parties' claims about a truce.

Each row fills a sentence in each language, and its figures are the labels. The wording is of the field's kind, the
figures are not ours: they have the sizes and the bounds that are really reported.
"""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

from reading.labels import LANGUAGES, Labelled, read_of
from reading.match import quantities, statements
from reading.scores import line, score

_COUNTS = {
    "en": "In {region} region, the Mission recorded {total} ceasefire violations, including {part} explosions.",
    "uk": "У {region} області Місія зафіксувала {total} {events} режиму припинення вогню, зокрема {part} {blasts}.",
    "ru": "В {region} области Миссия зафиксировала {total} {events} режима прекращения огня, включая {part} {blasts}.",
}
_EVENTS = {"uk": "порушення порушення порушень", "ru": "нарушение нарушения нарушений"}
_BLASTS = {"uk": "вибух вибухи вибухів", "ru": "взрыв взрыва взрывов"}
_REGION = {
    "en": {"Donetsk": "Donetsk", "Luhansk": "Luhansk"},
    "uk": {"Donetsk": "Донецькій", "Luhansk": "Луганській"},
    "ru": {"Donetsk": "Донецкой", "Luhansk": "Луганской"},
}
_BOUND = {
    "en": {"exact": "", "more_than": "more than ", "about": "about "},
    "uk": {"exact": "", "more_than": "понад ", "about": "близько "},
    "ru": {"exact": "", "more_than": "более ", "about": "около "},
}
_CLAIMS = {
    "en": ("{who} said {content}.", "the other side had carried out {count} {what} since the truce began"),
    "uk": ("{who} повідомили, що {content}.", "від початку перемир'я інша сторона здійснила {count} {what}"),
    "ru": ("{who} сообщили, что {content}.", "с начала перемирия другая сторона совершила {count} {what}"),
}
_WHO = {
    "en": {"U": "The Ukrainian general staff", "R": "The Russian defence ministry"},
    "uk": {"U": "В українському Генштабі", "R": "У російському Міноборони"},
    "ru": {"U": "В украинском Генштабе", "R": "В российском Минобороны"},
}
_SPEAKER = {
    "en": {"U": "general staff", "R": "defence ministry"},
    "uk": {"U": "Генштабі", "R": "Міноборони"},
    "ru": {"U": "Генштабе", "R": "Минобороны"},
}
#: category of the table → the words in each language, and the units that fit
_WHAT = {
    "shelling": ("shellings", "обстріл обстріли обстрілів", "обстрел обстрела обстрелов", "attack"),
    "assault": ("assaults", "штурм штурми штурмів", "штурм штурма штурмов", "attack"),
    "drone_use": (
        "drone strikes",
        "удар/дронами удари/дронами ударів/дронами",
        "удар/дронами удара/дронами ударов/дронами",
        "strike/attack",
    ),
    "fpv_use": (
        "drone strikes",
        "удар/FPV-дроном удари/FPV-дронами ударів/FPV-дронами",
        "удар/FPV-дроном удара/FPV-дронами ударов/FPV-дронами",
        "strike/attack",
    ),
    "quadcopter_strike": (
        "quadcopter strikes",
        "удар/квадрокоптером удари/квадрокоптерами ударів/квадрокоптерами",
        "удар/квадрокоптером удара/квадрокоптерами ударов/квадрокоптерами",
        "strike/attack",
    ),
    "total": ("violations", "порушення порушення порушень", "нарушение нарушения нарушений", "event"),
}


def report(data: Path, errors: int) -> None:
    for lang in LANGUAGES:
        counts = list(_count_rows(data / "osce_smm_facts" / "osce_daily_counts.csv", lang))
        claims = list(_claim_rows(data / "truce_claims" / "easter_2025_claims.csv", lang))
        _score(lang, "counts", counts, "quantities", errors)
        _score(lang, "claims", claims, "quantities", errors)
        _score(lang, "claimants", claims, "statements", errors)


def _score(lang: str, title: str, rows: list[Labelled], kind: str, errors: int) -> None:
    matcher = {"quantities": quantities, "statements": statements}[kind]
    results = [matcher(row, list(read_of(row))) for row in rows]
    print(line(lang, score(title, results)))
    wrong = [f"    missed {o.missed} in: {row.text}" for row, o in zip(rows, results, strict=True) if o.missed]
    print(*wrong[:errors], sep="\n", end="\n" if wrong[:errors] else "")


def _rows(path: Path) -> list[dict[str, str]]:
    if not path.exists():
        return []
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def _count_rows(path: Path, lang: str) -> list[Labelled]:
    out = []
    for number, row in enumerate(_rows(path)):
        region = _REGION[lang].get(row["region"])
        if region is None or not row["explosions"] or int(row["explosions"]) < 2 or int(row["count"]) < 2:
            continue
        total, part = _figure(int(row["count"]), lang), _figure(int(row["explosions"]), lang)
        forms = {} if lang == "en" else {"events": _EVENTS[lang], "blasts": _BLASTS[lang]}
        numbers = {"events": int(row["count"]), "blasts": int(row["explosions"])}
        chosen = {key: _form(numbers[key], words) for key, words in forms.items()}
        text = _COUNTS[lang].format(region=region, total=total, part=part, **chosen)
        labels = [
            _quantity(text, total, int(row["count"]), "event"),
            _quantity(text, part, int(row["explosions"]), "explosion", after=text.index(total) + len(total)),
        ]
        published = f"{row['issued']}T15:00:00Z"
        out.append(Labelled(f"count{number}", lang, published, "Europe/Kyiv", text, (), {"quantities": labels}))
    return out


def _claim_rows(path: Path, lang: str) -> list[Labelled]:
    out = []
    for number, row in enumerate(_rows(path)):
        if row["category"] not in _WHAT:
            continue
        *words, unit = _WHAT[row["category"]]
        side = row["claimant"][0]
        figure = _BOUND[lang][row["qualifier"]] + _figure(int(row["count"]), lang)
        frame, content = _CLAIMS[lang]
        what = words[LANGUAGES.index(lang)]
        what = what if lang == "en" else _form(int(row["count"]), what, many=row["qualifier"] != "exact")
        content = content.format(count=figure, what=what)
        text = frame.format(who=_WHO[lang][side], content=content)
        begin = text.index(content)
        label = {
            "start": begin,
            "end": begin + len(content),
            "text": content,
            "content": content,
            "speaker": _SPEAKER[lang][side],
            "stance": "asserts/claims/announces",
            "mode": "indirect",
        }
        gold = {
            "quantities": [_quantity(text, figure, int(row["count"]), unit, row["qualifier"])],
            "statements": [label],
        }
        out.append(Labelled(f"claim{number}", lang, "2025-04-21T09:00:00Z", "Europe/Kyiv", text, (), gold))
    return out


def _form(number: int, forms: str, many: bool = False) -> str:
    """The form of a Slavic noun after a number ("one few many"; a slash stands for a blank)."""
    one, few, rest = forms.replace("/", "\u00a0").split(" ")
    last, tens = number % 10, number % 100
    if many or last == 0 or last > 4 or 10 < tens < 15:
        return rest.replace("\u00a0", " ")
    return (one if last == 1 else few).replace("\u00a0", " ")


def _figure(number: int, lang: str) -> str:
    """1,882 or 1882 or 12 453: as each language's papers write it."""
    if number < 1000:
        return str(number)
    return f"{number:,}" if lang == "en" else f"{number:,}".replace(",", " ") if number > 9999 else str(number)


def _quantity(text: str, words: str, number: int, unit: str, bound: str = "exact", after: int = 0) -> dict[str, Any]:
    begin = text.index(words, after)
    value = None if bound == "more_than" else number
    low = number if bound in ("exact", "more_than") else None
    high = number if bound == "exact" else None
    return {
        "start": begin,
        "end": begin + len(words),
        "text": words,
        "value": value,
        "low": low,
        "high": high,
        "unit": unit,
        "of": None,
        "about": bound == "about",
    }
