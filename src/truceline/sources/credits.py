"""Whom an article credits: news agencies by name, in bylines, datelines and closing lines.

A photo credit is none: the words need not come from where the picture does.
"""

from __future__ import annotations

import re

#: written form → name used as credit; the longer form first where one holds the other
_AGENCIES: tuple[tuple[str, str], ...] = (
    ("Agence France-Presse", "AFP"),
    ("AFP", "AFP"),
    ("АФП", "AFP"),
    ("Thomson Reuters", "Reuters"),
    ("Reuters", "Reuters"),
    ("Рейтер", "Reuters"),
    ("The Associated Press", "AP"),
    ("Associated Press", "AP"),
    ("AP", "AP"),
    ("Interfax-Ukraine", "Interfax-Ukraine"),
    ("Інтерфакс-Україна", "Interfax-Ukraine"),
    ("Интерфакс-Украина", "Interfax-Ukraine"),
    ("Interfax", "Interfax"),
    ("Интерфакс", "Interfax"),
    ("ITAR-TASS", "TASS"),
    ("TASS", "TASS"),
    ("ТАСС", "TASS"),
    ("RIA Novosti", "RIA Novosti"),
    ("РИА Новости", "RIA Novosti"),
    ("Ukrinform", "Ukrinform"),
    ("Укрінформ", "Ukrinform"),
    ("Укринформ", "Ukrinform"),
    ("UNIAN", "UNIAN"),
    ("УНІАН", "UNIAN"),
    ("УНИАН", "UNIAN"),
    ("Xinhua", "Xinhua"),
    ("Deutsche Presse-Agentur", "dpa"),
    ("dpa", "dpa"),
    ("DPA", "dpa"),
    ("Anadolu Agency", "Anadolu"),
    ("Anadolu", "Anadolu"),
    ("ANSA", "ANSA"),
    ("EFE", "EFE"),
    ("PA Media", "PA Media"),
    ("Kyodo", "Kyodo"),
    ("Yonhap", "Yonhap"),
    ("Bloomberg", "Bloomberg"),
    ("SANA", "SANA"),
    ("IRNA", "IRNA"),
    ("WAFA", "WAFA"),
    ("PTI", "PTI"),
    ("ANI", "ANI"),
    ("UPI", "UPI"),
)
_NAME_OF = dict(_AGENCIES)
_NAMES = "|".join(re.escape(written) for written, _ in sorted(_AGENCIES, key=lambda row: (-len(row[0]), row[0])))
#: every name holds one of these: to look for them is much cheaper than to search
_IN_NAMES = tuple(sorted({name for name in _NAME_OF if not any(other in name for other in _NAME_OF if other != name)}))
_AGENCY = re.compile(rf"(?<![\w-])(?P<agency>{_NAMES})(?![\w-])")
_DATELINE = re.compile(
    rf"^[^\n]{{0,80}}?[(\[/](?:[^()\[\]\n]{{0,30}}[ /])?(?P<agency>{_NAMES})(?:[ /][^()\[\]\n]{{0,20}})?[)\]/]\s*[-–—:]"
)
_CLOSING = re.compile(
    r"(?i:©|\(c\)|copyright|reporting by|with (?:inputs?|reporting|material) from|source:|джерело:|источник:)"
    rf"[^\n]{{0,80}}?(?<![\w-])(?P<agency>{_NAMES})(?![\w-])|^[\s\[(—–-]*(?P<alone>{_NAMES})[\s\])./]*$"
)


def names_agency(text: str) -> bool:
    """Whether the name of an agency may stand in a text: told of all its lines at once, since most texts name none."""
    return any(name in text for name in _IN_NAMES)


def credit_in(words: str) -> str | None:
    """The first agency named in a byline."""
    match = _AGENCY.search(words)
    return _NAME_OF[match["agency"]] if match else None


def credit_of_dateline(paragraph: str) -> str | None:
    """ "KYIV, Jan 8 (Reuters) - …": the agency between the brackets of a dateline."""
    match = _DATELINE.match(paragraph)
    return _NAME_OF[match["agency"]] if match else None


def credit_of_closing(line: str) -> str | None:
    """ "© 2026 AFP", "(With inputs from Reuters)", or an agency alone on its line."""
    match = _CLOSING.search(line) if names_agency(line) else None
    if not match:
        return None
    return credit_in(match["agency"] or match["alone"])
