"""The words for the columns of a mission's tables. English: the docs are, and so are the names of columns."""

from __future__ import annotations

from truceline.model.columns import Described
from truceline.model.finding_columns import FINDINGS
from truceline.model.report_columns import REPORTS
from truceline.model.tables import BY_NAME
from truceline.model.watch_columns import WATCH

_WORDS = {**REPORTS, **FINDINGS, **WATCH}

#: in the order in which help and pages tell them
DESCRIBED: dict[str, Described] = {name: _WORDS[name] for name in BY_NAME}
