"""The form that every mission has, as an XForm in three languages; and a mission's own XLSForms.

The questions stand in observation.toml, the choices are the taxonomy's, with the labels that bulletins use. A form of a
mission's own (`forms/*.xlsx`) is read as a patrol report by the names of its questions (`sources.patrol_form`).
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import ParseError

import msgspec
from defusedxml import ElementTree

from truceline.model.errors import MissionError
from truceline.model.ids import sha256_hex
from truceline.model.taxonomy import EVENT_TYPES, EVIDENCE_VERBS, RESTRICTIONS, WEAPON_CLASSES
from truceline.publish.words import words

#: as XLSForm names languages
_LANGUAGES = {"en": "English (en)", "uk": "Українська (uk)", "ru": "Русский (ru)"}
#: list -> its codes, and the group of the bulletin's words that they are labelled by
_LISTS: dict[str, tuple[Iterable[str], str]] = {
    "EVENT_TYPES": (EVENT_TYPES, "event_type"),
    "EVIDENCE_VERBS": (EVIDENCE_VERBS, "verb"),
    "WEAPON_CLASSES": (WEAPON_CLASSES, "weapon"),
    "RESTRICTIONS": (RESTRICTIONS, "restriction"),
}
FORM_ID = "truceline_observation"


class Form(msgspec.Struct, frozen=True):
    """A form as a device fetches it."""

    form_id: str
    name: str
    version: str
    xform: bytes


def forms_of(folder: Path) -> tuple[Form, ...]:
    """The mission's forms: the one that every mission has, then its own. Raises MissionError for one that is none."""
    own = tuple(_own(path, path.stat().st_mtime_ns) for path in sorted((folder / "forms").glob("*.xlsx")))
    return (observation_form(), *own)


@cache
def observation_form() -> Form:
    """The form that every mission has."""
    asked = tomllib.loads(files(__package__).joinpath("observation.toml").read_text(encoding="utf-8"))
    survey = [_row(question) for question in asked["question"]]
    for group in asked["group"]:
        survey.append({"type": "begin_repeat", "name": group["name"], **_said("label", group["label"])})
        survey += [_row(question) for question in group["question"]]
        survey.append({"type": "end_repeat"})
    choices = [row for name, (codes, group) in _LISTS.items() for row in _choices(name, codes, group)]
    version = sha256_hex(repr((survey, choices)).encode())[:12]
    settings = {
        "form_id": FORM_ID,
        "form_title": asked["title"]["en"],
        "version": version,
        "default_language": _LANGUAGES["en"],
    }
    return _made({"survey": survey, "choices": choices, "settings": [settings]}, FORM_ID)


@cache
def _own(path: Path, changed_ns: int) -> Form:
    return _made(path, path.name)


def _made(xlsform: Any, where: str) -> Form:
    from pyxform.errors import PyXFormError
    from pyxform.xls2xform import convert

    try:
        xform = convert(xlsform=xlsform, validate=False).xform.encode()
        root = ElementTree.fromstring(xform)
        data = next(e for e in root.iter() if e.tag.endswith("}instance"))[0]
        title = next((e.text for e in root.iter() if e.tag.endswith("}title")), None)
        return Form(data.get("id") or where, title or where, data.get("version") or "", xform)
    except (PyXFormError, ParseError, StopIteration, KeyError, ValueError) as error:
        raise MissionError(
            f"this is no XLSForm: {error}", where=where, advice="Check it with any XLSForm editor, then put it back."
        ) from error


def _row(question: Mapping[str, Any]) -> dict[str, str]:
    plain = {name: value for name, value in question.items() if isinstance(value, str)}
    return plain | _said("label", question["label"]) | _said("hint", question.get("hint", {}))


def _said(column: str, told: Mapping[str, str]) -> dict[str, str]:
    return {f"{column}::{_LANGUAGES[lang]}": text for lang, text in told.items()}


def _choices(name: str, codes: Iterable[str], group: str) -> list[dict[str, str]]:
    spoken = {lang: words(lang) for lang in _LANGUAGES}
    known = [code for code in codes if all(one.knows(group, code) for one in spoken.values())]
    told = [(code, {lang: one.term(group, code) for lang, one in spoken.items()}) for code in known]
    return [{"list_name": name, "name": code, **_said("label", labels)} for code, labels in told]
