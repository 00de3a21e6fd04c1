"""What an exercise is made from. Equal parameters give equal bytes, on every machine and in every process."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

import msgspec
import numpy as np

from truceline.model.errors import UsageError

#: an instant before every daylight rule and war diary of the invented island: Sunday 1 June 2025, 00:00 at UTC-2
START_S = 1_748_743_200
#: the invented island keeps UTC-2 all year; this is an IANA zone at its longitude
ZONE = "America/Noronha"
ZONE_OFFSET_S = -7_200


class ExerciseParams(msgspec.Struct, frozen=True, kw_only=True):
    """Size and seed of an exercise.

    At `scale` 1 sixty days hold about 10,000 observations of about 3,000 incidents on 150 km of line. Scale multiplies
    incidents; a larger war is both longer and denser, so the line (with its settlements, hot spots, posts and sectors)
    grows with the power 0.7 of the scale and the density on each kilometre with the power 0.3.
    """

    seed: int = 20_250_601
    days: int = 60
    scale: int = 1
    incidents_per_day: int = 50  # mean at scale 1; the daily figure runs from about 12 to above 100
    articles: int = 200  # news items, whatever the scale
    mirror: bool = False  # the two parties exchange their names, and nothing else changes

    def __post_init__(self) -> None:
        if self.days < 30 or self.scale < 1 or self.incidents_per_day < 1 or self.articles < 0 or self.seed < 0:
            raise UsageError(
                f"{self}",
                where="exercise",
                advice="days >= 30, scale and incidents_per_day >= 1, seed and articles >= 0",
            )

    @property
    def truce_day(self) -> int:
        """Index of the first day of the ceasefire: two fifths of the days are fighting before it."""
        return self.days * 2 // 5

    @property
    def collapse_day(self) -> int:
        """Index of the first day of the collapse."""
        return self.days - 5

    @property
    def truce_s(self) -> int:
        """In force from 00:01 local time, as such agreements are."""
        return START_S + self.truce_day * 86_400 + 60

    @property
    def end_s(self) -> int:
        return START_S + self.days * 86_400

    @property
    def last_day(self) -> date:
        """The last local day that the exercise fills up to its cut-off: the bulletin of the demo ends with it."""
        return datetime.fromtimestamp(self.end_s - 1, ZoneInfo(ZONE)).date()

    def stream(self, part: int) -> np.random.Generator:
        """The generator of one part. Parts do not disturb each other: one more draw here moves nothing there."""
        return np.random.Generator(np.random.PCG64(np.random.SeedSequence([self.seed, part])))
