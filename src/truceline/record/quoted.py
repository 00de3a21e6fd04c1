"""Quoted texts, checked before they leave: no bearing and distance from whoever watched, no name of a post.

A published text may say "three kilometres south of our position", or call a post by its name. Ten such phrases place a
post within 400 m. What stands in the press stays there; a bulletin does not carry it further, and puts a mark instead.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

import msgspec
import pyarrow as pa
import pyarrow.compute as pc

from truceline.model.bulletin import Bulletin
from truceline.model.evidence import PUBLISHED

#: stands for words that are not carried further
MARK = "[…]"

#: what is quoted from texts, or written by hand: fields of a bulletin
_QUOTED = ("statements", "elements", "quantities", "origins", "pairs", "readings", "title", "reason")

_NUMBER = r"(?:\d+(?:[.,]\d+)?(?:\s*[-–]\s*\d+(?:[.,]\d+)?)?|[a-zа-яіїєґ]+(?:[- ][a-zа-яіїєґ]+)?)"
_LENGTH = (
    r"(?:k(?:ilo)?m(?:et(?:re|er)s?)?|met(?:re|er)s?|m|miles?|yards?"
    r"|км|кілометр\w*|километр\w*|метр\w*|м|миль|милях|миля\w*)"
)
#: whoever watched, or where they stood
_WATCHER = (
    r"(?:patrol\w*|observ\w+|monitor\w*|camera\w*|sensor\w*|outpost\w*|post|posts|position\w*|location\w*|base|team\w*"
    r"|vehicle\w*|window|house|home|balcony|roof|office|us|me"
    r"|патрул\w*|спостер[еі]\w+|монітор\w*|камер\w*|датчик\w*|пост|поста|посту|постів|позиці\w+|місц\w+|баз\w+|груп\w+"
    r"|наблюд\w+|монитор\w*|постов|позици\w+|мест\w*|групп\w*|вікн\w+|будинк\w+|окн\w+|дом\w*|нас|мене|меня)"
)
_OWN = r"(?:our|my|their|the|a|an|its|his|her|нашо\w+|наш\w*|мо\w+|їхн\w+|их|свое\w+|своє\w+)"
_SIDE = r"(?:[\w-]+\s+){0,4}?"

_RELATIVE = re.compile(
    rf"{_NUMBER}\s*{_LENGTH}\s+{_SIDE}(?:of|from|to|off|від|од|от)\s+(?:{_OWN}\s+)?(?:[\w-]+\s+)?{_WATCHER}\b",
    re.IGNORECASE,
)
_BEARING = re.compile(
    r"(?:bearing|azimuth|азимут\w*|пеленг\w*)\s+(?:of\s+)?\d{1,3}\s*(?:°|degrees?|градус\w*)?", re.IGNORECASE
)


def names_of_watchers(effort: pa.Table, observations: pa.Table) -> tuple[str, ...]:
    """Names under which posts and machines are known in the mission, of such that no common word could be meant."""
    own = observations.filter(pc.invert(pc.is_in(observations["source_class"], pa.array(sorted(PUBLISHED)))))
    names = {*pc.unique(effort["watcher"]).to_pylist(), *pc.unique(own["source"]).to_pylist()}
    return tuple(sorted(name for name in names if len(name) >= 4 and any(letter.isdigit() for letter in name)))


def checked(bulletin: Bulletin, watchers: Iterable[str]) -> Bulletin:
    """The bulletin with a mark wherever a quoted text tells where somebody watched."""
    named = [re.escape(name) for name in watchers]
    patterns = [_RELATIVE, _BEARING]
    if named:
        patterns.append(re.compile(rf"(?<!\w)(?:{'|'.join(named)})(?!\w)", re.IGNORECASE))
    changes = {name: _mended(name, getattr(bulletin, name), patterns) for name in _QUOTED}
    return msgspec.structs.replace(bulletin, **changes)


def told(words: str, patterns: Iterable[re.Pattern[str]] = (_RELATIVE, _BEARING)) -> str:
    """The words, with a mark in place of each phrase that says where from something was seen."""
    for pattern in patterns:
        words = pattern.sub(MARK, words)
    return words


def _mended(field: str, value: Any, patterns: list[re.Pattern[str]]) -> Any:
    plain = msgspec.to_builtins(value)
    mended = _strings(plain, patterns)
    return value if mended == plain else msgspec.convert(mended, type=_TYPES[field])


#: types of the quoted fields
_TYPES: dict[str, Any] = {f.name: f.type for f in msgspec.structs.fields(Bulletin) if f.name in _QUOTED}


def _strings(value: Any, patterns: list[re.Pattern[str]]) -> Any:
    if isinstance(value, str):
        return told(value, patterns)
    if isinstance(value, dict):
        return {key: _strings(inner, patterns) for key, inner in value.items()}
    if isinstance(value, (list, tuple)):
        return type(value)(_strings(inner, patterns) for inner in value)
    return value
