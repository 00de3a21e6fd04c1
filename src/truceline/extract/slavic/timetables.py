"""The words of time of each language that this grammar reads."""

from __future__ import annotations

from truceline.extract.slavic.language import Language
from truceline.extract.slavic.russian.times import TIMES as RUSSIAN
from truceline.extract.slavic.timewords import TimeWords
from truceline.extract.slavic.ukrainian.times import TIMES as UKRAINIAN

TIMES: dict[Language, TimeWords] = {"uk": UKRAINIAN, "ru": RUSSIAN}
