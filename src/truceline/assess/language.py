"""The agreement language: `agreement.toml` and `zones.geojson` into an `Agreement`, or every problem in them."""

from __future__ import annotations

import datetime as dt
import itertools
import tomllib
from collections.abc import Iterator
from typing import Any
from zoneinfo import ZoneInfo

from truceline.assess.check import consistency
from truceline.assess.clauses import Names, known_zone, read_provision
from truceline.assess.fields import Fields, Notes
from truceline.assess.geography import Geography, as_zone, buffered
from truceline.assess.positions import Positions
from truceline.assess.problems import FaultyAgreementError, Problem, near_miss
from truceline.assess.times import NoMomentError, moment, zone_named
from truceline.model.agreement import Agreement, Clock, InForce, Party, Provision, RegisterEntry
from truceline.model.taxonomy import EVENT_TYPES

_STANDINGS = ("established", "asserted", "refuted")


def load(toml: bytes, zones: bytes | None, where: str, zones_where: str = "zones.geojson") -> Agreement:
    """An agreement, ready to be applied.

    Args:
        toml: the agreement file (docs/agreement-language.md).
        zones: GeoJSON in WGS 84 degrees, or null where the agreement names no place.
        where: name of the agreement file, for messages.
        zones_where: name of the zones file, for messages.

    Raises:
        FaultyAgreementError: with every error found, not only the first.
    """
    agreement, problems = examine(toml, zones, where, zones_where)
    if agreement is None:
        raise FaultyAgreementError([p for p in problems if p.severity == "error"], where)
    return agreement


def examine(
    toml: bytes, zones: bytes | None, where: str, zones_where: str = "zones.geojson"
) -> tuple[Agreement | None, tuple[Problem, ...]]:
    """The agreement (null where it cannot be applied) and every problem, errors first, in the order of the file."""
    try:
        text = toml.decode("utf-8-sig")
        data = tomllib.loads(text)
    except UnicodeDecodeError as error:
        return None, (Problem(where, 0, "file", f"it is not UTF-8: {error.reason}", "Save it as UTF-8."),)
    except RecursionError:
        return None, (Problem(where, 0, "file", "tables or lists are nested too deeply", "This is no agreement."),)
    except tomllib.TOMLDecodeError as error:
        return None, (Problem(where, _line_of(error), "file", f"it is not TOML: {error}", "See https://toml.io."),)
    notes = Notes(where, Positions(text))
    geography = Geography(zones, zones_where)
    reader = _Reader(Fields(data, (), "file", notes), geography)
    agreement = reader.read()
    if not notes.problems and not geography.problems:
        consistency(agreement, reader.disjoint, frozenset(reader.drawn), notes)
    found = {*notes.problems, *geography.problems}  # a wrong time zone is met at each time that it is to read
    problems = sorted(found, key=lambda p: (p.severity != "error", p.file != where, p))
    broken = any(p.severity == "error" for p in problems)
    return (None if broken else agreement), tuple(problems)


def _line_of(error: tomllib.TOMLDecodeError) -> int:
    digits = str(error).partition("line ")[2].partition(",")[0]
    return int(digits) if digits.isdigit() else 0


class _Reader:
    """Reads the tables in the order in which they name each other: parties, zones, clocks, provisions, register."""

    def __init__(self, fields: Fields, geography: Geography) -> None:
        self.fields = fields
        self.geography = geography
        self.zone: ZoneInfo = ZoneInfo("UTC")
        self.signed: dt.datetime | None = None
        self.disjoint: tuple[tuple[str, str], ...] = ()
        self.drawn = set(geography.named)

    def read(self) -> Agreement:
        head = self._head()
        parties = self._parties()
        self._derive_zones()
        features = self.geography.features
        named = {i for i in self.geography.named if i not in features}  # broken ones: reported once, at the drawing
        names = Names(
            tuple(p.party_id for p in parties),
            {f.zone_id for f in features.values() if f.kind == "zone"} | named,
            {f.zone_id for f in features.values() if f.kind == "line"} | named,
            set(),
        )
        clocks = self._clocks(names)
        names.clocks = {c.clock_id for c in clocks}
        readings = self._readings(self.fields)
        provisions = self._provisions(names)
        register = self._register(names.parties)
        self.fields.finish()
        return Agreement(
            **head,
            parties=parties,
            readings=readings,
            zones=tuple(z for _, f in sorted(features.items()) if (z := as_zone(f)) is not None),
            provisions=provisions,
            clocks=clocks,
            register=register,
        )

    def _head(self) -> dict[str, Any]:
        head = self.fields.table("agreement")
        if head is None:
            if self.fields.raw("agreement") is None:
                self.fields.problem("[agreement] is missing", 'Begin with [agreement], id = "…" and name = "…".')
            head = Fields({"id": "-", "name": "-"}, (), "agreement", self.fields.notes)
        head.clause = "agreement"
        self.zone = self._zone_of(head, "time_zone") or self.zone
        if head.has("signed"):
            signed_s = self._moment(head, "signed")
            self.signed = None if signed_s is None else dt.datetime.fromtimestamp(signed_s, dt.UTC)
        threshold = head.number("threshold", 0.95)
        if threshold is None or not 0.5 < threshold <= 1:
            head.problem(f"`threshold` is {threshold}", "It must be above 0.5 and at most 1.", "threshold")
            threshold = 0.95
        values = {
            "agreement_id": head.text("id", required=True),
            "name": head.text("name", required=True),
            "version": head.text("version", default="1"),
            "threshold_ppm": round(threshold * 1_000_000),
            "time_zone": self.zone.key,
            "register_complete": tuple(sorted(head.texts("register_complete"))),
            "sources": head.texts("sources"),
        }
        self.disjoint = tuple(self._pairs(head, "disjoint"))
        head.finish()
        return values

    def _pairs(self, fields: Fields, key: str) -> Iterator[tuple[str, str]]:
        """Every two of each list of zones that must not overlap."""
        groups = fields.raw(key)
        for group in groups if isinstance(groups, list) else ([] if groups is None else [groups]):
            if isinstance(group, list) and len(group) > 1 and all(isinstance(name, str) for name in group):
                yield from itertools.combinations(group, 2)
            else:
                fields.problem(f"`{key}` holds {group!r}", f'Write lists of zones: {key} = [["a", "b"]].', key)

    def _named(self, key: str) -> list[tuple[str, Fields]]:
        """The tables `[[key]]` with their ids; an id that is missing or taken is a problem."""
        found: list[tuple[str, Fields]] = []
        for fields in self.fields.tables(key):
            fields.clause = key
            name = fields.text("id", required=True)
            fields.clause = f"{key} {name!r}" if name else key
            if name and any(name == other for other, _ in found):
                fields.problem(f"two tables [[{key}]] have this id", "Give each an id of its own.", "id")
            found.append((name, fields))
        return found

    def _parties(self) -> tuple[Party, ...]:
        parties: list[Party] = []
        taken: dict[str, str] = {}
        for party_id, fields in self._named("party"):
            name, aliases = fields.text("name", required=True), fields.texts("aliases")
            home = fields.place("home")
            fields.finish()
            for word in {w.strip().casefold() for w in (party_id, name, *aliases)}:
                if taken.setdefault(word, party_id) != party_id:
                    fields.problem(f"{word!r} also names party {taken[word]!r}", "A name must name one party.")
            lat, lon = home or (None, None)
            parties.append(Party(party_id, name, aliases, lat, lon))
        if not parties:
            self.fields.problem("no [[party]] is given", "Name at least the parties bound.")
        return tuple(parties)

    def _derive_zones(self) -> None:
        features, named = self.geography.features, self.geography.named
        for zone_id, fields in self._named("zone"):
            label, of, width = fields.text("label"), fields.text("of", required=True), fields.number("buffer_km")
            fields.finish()
            if zone_id in named:
                fields.problem("the zones file has this id too", "Give the derived zone an id of its own.", "id")
            elif width is None or width <= 0:
                fields.problem("`buffer_km` is no positive number", "Write the width in kilometres.", "buffer_km")
            elif of in features:
                features[zone_id] = buffered(zone_id, label, features[of], width, dict(features))
            elif of and of not in named:
                fields.problem(f"the zones file has no {of!r}", near_miss(of, named), "of")
            named.add(zone_id)

    def _clocks(self, names: Names) -> tuple[Clock, ...]:
        clocks: list[Clock] = []
        for clock_id, fields in self._named("clock"):
            zone, act = fields.text("zone", required=True), fields.text("silence_of", required=True)
            hours, start = fields.whole("hours", least=1, required=True), self._moment(fields, "start", required=True)
            fields.finish()
            if zone:
                known_zone(fields, "zone", zone, names)
            if act and act not in EVENT_TYPES:
                fields.problem(f"no event type is called {act!r}", near_miss(act, EVENT_TYPES), "silence_of")
            clocks.append(Clock(clock_id=clock_id, zone=zone, silence_of=act, hours=hours or 1, start_s=start or 0))
        return tuple(clocks)

    def _provisions(self, names: Names) -> tuple[Provision, ...]:
        read = (
            read_provision(fields, name, names, self._readings, self._moment)
            for name, fields in self._named("provision")
        )
        return tuple(provision for provision in read if provision is not None)

    def _readings(self, fields: Fields) -> tuple[InForce, ...]:
        readings: list[InForce] = []
        for one in fields.tables("reading"):
            according_to = one.text("according_to", required=True)
            one.clause = f"{fields.clause}, reading {according_to!r}"
            start, until = self._moment(one, "from", required=True), self._moment(one, "until")
            words = one.text("words")
            one.finish()
            if any(according_to == other.according_to for other in readings):
                one.problem("two readings have this name", "Name each after who holds it.", "according_to")
            if start is not None and until is not None and until <= start:
                word = "is empty" if until == start else "ends before it begins"
                found = f"the interval {word}: from {one.raw('from')} until {one.raw('until')}"
                one.problem(found, "Intervals are [from, until); check both times and their zones.", "until")
            readings.append(InForce(according_to, start, until, words))
        return tuple(readings)

    def _register(self, parties: tuple[str, ...]) -> tuple[RegisterEntry, ...]:
        entries: list[RegisterEntry] = []
        for number, fields in enumerate(self.fields.tables("register"), 1):
            fields.clause = f"register entry {number}"
            kind, party = fields.text("kind", required=True), fields.text("party", required=True)
            standing: Any = fields.word("standing", _STANDINGS, "asserted")
            if not fields.has("standing"):
                fields.problem("`standing` is missing", f"Write one of {', '.join(_STANDINGS)}.")
            at, until = self._moment(fields, "at", required=True), self._moment(fields, "until")
            place = fields.place("place")
            source, incident = fields.text("source"), fields.text("incident")
            fields.finish()
            if party and party not in parties:
                fields.problem(f"no party is called {party!r}", near_miss(party, parties), "party")
            if at is not None and until is not None and until <= at:
                fields.problem("it ends before it begins", "Check `at` and `until`.", "until")
            lat, lon = place or (None, None)
            entries.append(
                RegisterEntry(
                    kind=kind,
                    party=party,
                    at_s=at or 0,
                    standing=standing,
                    lat_e6=lat,
                    lon_e6=lon,
                    source=source,
                    until_s=until,
                    incident_id=incident or None,
                )
            )
        return tuple(entries)

    def _zone_of(self, fields: Fields, key: str) -> ZoneInfo | None:
        name = fields.text(key)
        if not name:
            return None
        try:
            return zone_named(name)
        except NoMomentError as problem:
            fields.problem(problem.found, problem.advice, key)
            return None

    def _moment(self, fields: Fields, key: str, required: bool = False) -> int | None:
        """UTC seconds of a time, or null: it is open, missing or wrong (then a problem has been noted)."""
        zone = self._zone_of(fields, "time_zone") or self.zone
        fold = fields.word("fold", ("", "first", "second"), "")
        value = fields.raw(key)
        if value is None:
            if required:
                fields.problem(f"`{key}` is missing", f'Write `{key} = "2031-03-02T00:01"`, local time in {zone.key}.')
            return None
        if value == "open" and key in {"from", "until"}:
            return None
        try:
            return moment(value, zone, fold, self.signed)
        except NoMomentError as problem:
            fields.problem(f"`{key}`: {problem.found}", problem.advice, key)
            return None
