"""What the clauses of one agreement may refer to by name: its parties, zones, lines and clocks."""

from __future__ import annotations

from truceline.assess.fields import Fields
from truceline.assess.problems import near_miss
from truceline.assess.windows import Moment
from truceline.model.agreement import MovingZone

#: conditions of one clause with its exceptions, and of all clauses
MOST_OF_CLAUSE = 1_000
MOST_CONDITIONS = 5_000


class Names:
    """What a condition may refer to, and how its times are read."""

    def __init__(
        self,
        parties: tuple[str, ...],
        zones: set[str],
        lines: set[str],
        moving: tuple[MovingZone, ...],
        moment: Moment,
        time_zone: str = "UTC",
        unread: bool = False,
    ) -> None:
        self.parties, self.zones, self.lines, self.moment = parties, zones, lines, moment
        self.time_zone = time_zone
        self.unread = unread  # the drawing could not be read: what it names is not known
        self.moving = {zone.zone_id: zone for zone in moving}
        self.clocks: set[str] = set()
        self.conditions = 0  # read so far, with those that areas which move are written out as
        self.of_clause = 0

    def counts(self, conditions: int, fields: Fields) -> bool:
        """Whether there is room for so many conditions more; where there is none, that is noted."""
        self.conditions, self.of_clause = self.conditions + conditions, self.of_clause + conditions
        for count, most, whose in (
            (self.of_clause, MOST_OF_CLAUSE, "the clause"),
            (self.conditions, MOST_CONDITIONS, "the agreement"),
        ):
            if count > most:
                if count - conditions <= most:
                    found = f"{whose} has more than {most:,} conditions, areas that move written out"
                    fields.problem(found, "Split it, or name several places as one zone (a belt `of` a list, say).")
                return False
        return True


def known_zone(fields: Fields, key: str, zone: str, names: Names) -> bool:
    """Whether a fixed zone has this name; what is wrong is noted."""
    if zone in names.zones or names.unread:
        return True
    if zone in names.moving:
        fields.problem(f"{zone!r} moves by date", "Name the zone of one of its phases here.", key)
        return False
    if zone in names.lines:
        fields.problem(f"{zone!r} is a line", "Derive a zone from it: [[zone]] with `buffer_km` and `of`.", key)
    else:
        fields.problem(f"no zone is called {zone!r}", near_miss(zone, names.zones), key)
    return False


def addressee(fields: Fields, names: Names) -> str:
    """Whom a notice tells: a party by its id, "other", or others in words. Empty where nobody is named."""
    to = fields.text("to").strip()
    party = next((party for party in names.parties if party.casefold() == to.casefold()), None)
    return party or to
