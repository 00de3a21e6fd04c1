"""The languages that this grammar reads."""

from __future__ import annotations

from typing import Literal

#: ISO 639-1
Language = Literal["uk", "ru"]
