"""A mission is a folder: what is in it, and how its settings are read.

`mission.toml`, `agreement.toml` and `zones.geojson` are written by people; `evidence/` and `truceline.db` are kept
for good, here or in a database (`[store] url`); `cache/` can be deleted at any moment; `bulletins/` is what leaves
the house.
"""

from __future__ import annotations

import fnmatch
from pathlib import Path
from typing import Annotated, Literal
from urllib.parse import parse_qs, urlsplit
from zoneinfo import ZoneInfo, available_timezones

import msgspec

from truceline.mission import signin_rules
from truceline.mission.signin_rules import SignIn
from truceline.model.errors import MissionError
from truceline.model.evidence import ReadContext, SourceClass
from truceline.model.units import to_e6
from truceline.record.material import ReleasePolicy
from truceline.record.publication import TABLE, Care, PlaceClass
from truceline.stores.files import read_bytes
from truceline.toml_text import TomlError, read_toml, text_of

SETTINGS = "mission.toml"
#: how far the sealing of a mission came, and what stays of one that was sealed
SEALING = "sealing.json"
#: bulletins that wait for signatures, and what is still to become one
DRAFTS = "drafts"
SEALED = "SEALED.json"

Degrees = Annotated[float, msgspec.Meta(ge=-180, le=180)]


class SourceRule(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How files whose name matches are read."""

    match: str
    name: str | None = None
    connector: str | None = None
    class_: SourceClass | None = msgspec.field(default=None, name="class")
    zone: str | None = None
    options: dict[str, str] = {}


class Caution(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """More caution for one class of places; what is left out stays as the table has it."""

    cell_resolution: Annotated[int, msgspec.Meta(ge=0, le=15)] | None = None
    delay_h: Annotated[int, msgspec.Meta(ge=0)] | None = None
    min_cell: Annotated[int, msgspec.Meta(ge=1)] | None = None


class Policy(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What may leave the house: how coarse, how late, how few, and whose texts may be reprinted whole; what is locked.

    The thresholds of exports hold once roles were granted: a mission without roles has one person, at the keyboard.
    """

    cell_resolution: Annotated[int, msgspec.Meta(ge=0, le=6)] = 5
    delay_h: Annotated[int, msgspec.Meta(ge=0)] = 24
    min_cell: Annotated[int, msgspec.Meta(ge=1)] = 3
    texts: tuple[str, ...] = ()
    classes: dict[PlaceClass, Caution] = {}
    hours: tuple[str, ...] = ()  # local times at which bulletins leave; none: whenever one is made
    approvals: Literal[0, 2] = 0  # persons who sign a bulletin's exact bytes before it leaves
    encrypt: bool = False  # evidence, cache and the record's values are sealed, with keys outside the folder
    export_rows: Annotated[int, msgspec.Meta(ge=0)] = 10_000  # exact rows that one person takes away in a window
    export_window_h: Annotated[int, msgspec.Meta(ge=1)] = 24
    canaries: Annotated[int, msgspec.Meta(ge=0, le=50)] = 0  # rows planted in each copy of an exact table


class WitnessRule(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Who signs besides us that the record only grew: for a party, or for none of them ("neutral")."""

    side: str
    key: str
    url: str = ""  # without one it is asked by files


class Device(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A source that signs what it sends, with its key (name+hash+base64) and the connector that reads it."""

    name: str
    key: str
    connector: str | None = None


class Mqtt(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The broker that sensors send to. The password of `user` comes from the environment, never from here."""

    url: str
    prefix: str = "truceline"
    user: str = ""
    unsigned: bool = False  # take what no source signed; only behind a broker that knows who publishes


class Seats(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Which party sits on which side of the commission; left out, the parties in the order of the agreement."""

    side_a: str | None = None
    side_b: str | None = None


class Plan(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The bulletin's rhythm."""

    period_days: Annotated[int, msgspec.Meta(ge=1, le=400)] = 1


class Store(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Where record and evidence are kept: in the folder, or in the PostgreSQL that `url` names."""

    url: str = ""


class Settings(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    name: str
    agreement: str | None = None
    zones: str = "zones.geojson"
    sectors: str | None = None  # GeoJSON of the mission's own sectors, with their names
    zone: str = "UTC"
    cut_off: str = "00:00"
    languages: tuple[str, ...] = ("en",)
    area: tuple[Degrees, Degrees, Degrees, Degrees] | None = None
    gazetteer: str | tuple[str, ...] | None = None
    readers: tuple[str, ...] = ()
    invented: bool = False
    licence: str = ""  # under which others may use again what was published


class _File(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    mission: Settings
    source: tuple[SourceRule, ...] = ()
    policy: Policy = Policy()
    bulletin: Plan = Plan()
    witness: tuple[WitnessRule, ...] = ()
    commission: Seats = Seats()
    device: tuple[Device, ...] = ()
    mqtt: Mqtt | None = None
    store: Store = Store()
    signin: SignIn = SignIn()


def _with_more(name: PlaceClass, asked: Caution) -> Care:
    """The table's row with what the mission asks for. Raises MissionError where that is less."""
    row = TABLE[name].care
    care = Care(
        row.cell_resolution if asked.cell_resolution is None else asked.cell_resolution,
        row.delay_h if asked.delay_h is None else asked.delay_h,
        row.least if asked.min_cell is None else asked.min_cell,
    )
    if row.with_more(care) != care:
        raise MissionError(
            f"[policy.classes.{name}] asks for less caution than the table",
            where=SETTINGS,
            advice=f"At most cell_resolution = {row.cell_resolution}; at least delay_h = {row.delay_h}"
            f" and min_cell = {row.least}. Places can be told more coarsely, later and fewer, never the reverse.",
        )
    return care


#: lon_min, lat_min, lon_max, lat_max in micro-degrees
Box = tuple[int, int, int, int]


class Mission(msgspec.Struct, frozen=True):
    """A mission folder with its settings read and checked."""

    folder: Path
    settings: Settings
    sources: tuple[SourceRule, ...]
    policy: Policy
    plan: Plan
    witnesses: tuple[WitnessRule, ...] = ()
    seats: Seats = Seats()
    devices: tuple[Device, ...] = ()
    mqtt: Mqtt | None = None
    store: Store = Store()
    signin: SignIn = SignIn()

    @property
    def release_policy(self) -> ReleasePolicy:
        """What the door is told."""
        asked = self.policy
        return ReleasePolicy(
            asked.cell_resolution,
            asked.delay_h,
            asked.min_cell,
            asked.texts,
            {name: _with_more(name, caution) for name, caution in asked.classes.items()},
            asked.approvals,
        )

    @property
    def record_path(self) -> Path:
        return self.folder / "truceline.db"

    @property
    def evidence_path(self) -> Path:
        return self.folder / "evidence"

    @property
    def cache_path(self) -> Path:
        return self.folder / "cache"

    @property
    def bulletins_path(self) -> Path:
        return self.folder / "bulletins"

    def rule_for(self, filename: str) -> SourceRule | None:
        """The first rule whose pattern matches this file name, or null."""
        return next((rule for rule in self.sources if fnmatch.fnmatch(filename, rule.match)), None)

    def rule_of(self, sender: str | None, filename: str) -> SourceRule | None:
        """The rule of a source that sends under its own name, or else that of the file name."""
        named = (rule for rule in self.sources if sender is not None and rule.name == sender)
        return next(named, None) or self.rule_for(filename)

    def context_for(self, rule: SourceRule | None, around: Box | None = None) -> ReadContext:
        """What a source is told besides the bytes. Without an `area`, swapped coordinates show in the box `around`."""
        area = self.settings.area
        bounds = around if area is None else tuple(round(degrees * 1_000_000) for degrees in area)
        return ReadContext(
            source_class=rule.class_ if rule else None,
            time_zone=(rule.zone if rule and rule.zone else self.settings.zone),
            options=self._options(rule),
            bounds_e6=bounds,  # type: ignore[arg-type]
        )

    def agreement_bytes(self) -> tuple[bytes, bytes | None] | None:
        """The agreement and its zones as they lie in the folder; null for a mission without one."""
        if self.settings.agreement is None:
            return None
        zones = self.folder / self.settings.zones
        return read_bytes(self.folder / self.settings.agreement), read_bytes(zones) if zones.exists() else None

    @property
    def area_e6(self) -> Box | None:
        """The mission's area in micro-degrees, when it gives one."""
        area = self.settings.area
        return None if area is None else (to_e6(area[0]), to_e6(area[1]), to_e6(area[2]), to_e6(area[3]))

    def gazetteer_files(self) -> tuple[tuple[str, bytes], ...]:
        """Names and bytes of the mission's own gazetteers, in the order they are given."""
        given = self.settings.gazetteer or ()
        names = (given,) if isinstance(given, str) else given
        return tuple((name, read_bytes(self.folder / name)) for name in names)

    def _options(self, rule: SourceRule | None) -> dict[str, str]:
        """The rule's options; `map` may name a file of the mission, and then stands for its text."""
        options = dict(rule.options) if rule else {}
        name = options.get("map", "")
        if name.endswith(".toml"):
            options["map"] = text_of(read_bytes(self.folder / name), str(self.folder / name))
        return options


def open_mission(folder: Path) -> Mission:
    """Read a mission folder. Raises MissionError naming the file, the field and what to do."""
    path = folder / SETTINGS
    if (folder / SEALED).exists():
        raise MissionError(
            "this mission was sealed and evacuated: nothing of it is here any more",
            where=str(folder / SEALED),
            advice="That file says where the copy went and to whom. A recipient: truceline seal open FILE --as NAME",
        )
    if not path.is_file():
        raise MissionError(
            "this is not a mission folder: it has no mission.toml",
            where=str(folder),
            advice=f"Make one with: truceline init {folder}",
        )
    try:
        kept = msgspec.convert(read_toml(text_of(read_bytes(path), str(path)), str(path)), _File)
    except TomlError as error:
        raise MissionError(error.found, where=error.where, advice=error.advice) from error
    except msgspec.ValidationError as error:
        raise MissionError(str(error), where=str(path), advice="See docs/mission.md for the fields.") from error
    _check_zones(path, kept)
    if _has_password(kept.store.url):
        raise MissionError(
            "[store] url holds a password",
            where=str(path),
            advice="Take it out: TRUCELINE_DATABASE=… in the environment, or a passfile (~/.pgpass). Then change it.",
        )
    signin_rules.check(kept.signin, str(path))
    for hour in kept.policy.hours:
        cut_off_minutes(hour, str(path))
    mission = Mission(
        folder,
        kept.mission,
        kept.source,
        kept.policy,
        kept.bulletin,
        kept.witness,
        kept.commission,
        kept.device,
        kept.mqtt,
        kept.store,
        kept.signin,
    )
    _ = mission.release_policy  # refused at once, not when a bulletin is due
    return mission


def _has_password(url: str) -> bool:
    parts = urlsplit(url)
    return ":" in parts.netloc.rpartition("@")[0] or "password" in parse_qs(parts.query, keep_blank_values=True)


def cut_off_minutes(cut_off: str, where: str = SETTINGS) -> int:
    """Minutes after local midnight at which a reporting day ends. "19:30" gives 1170."""
    hours, _, minutes = cut_off.partition(":")
    if not (hours.isdigit() and minutes.isdigit() and int(hours) < 24 and int(minutes) < 60):
        raise MissionError(f"cut_off is {cut_off!r}", where=where, advice='Write a time of day such as "19:30".')
    return int(hours) * 60 + int(minutes)


def _check_zones(path: Path, kept: _File) -> None:
    known = available_timezones()
    for name in (kept.mission.zone, *(rule.zone for rule in kept.source if rule.zone)):
        if name not in known:
            raise MissionError(
                f"time zone {name!r} is not known", where=str(path), advice='Use an IANA name such as "Europe/Kyiv".'
            )
    cut_off_minutes(kept.mission.cut_off, str(path))
    ZoneInfo(kept.mission.zone)
    area = kept.mission.area
    if area and not (area[0] < area[2] and area[1] < area[3] and abs(area[1]) <= 90 and abs(area[3]) <= 90):
        raise MissionError(
            f"area is {list(area)}", where=str(path), advice="Write [lon_min, lat_min, lon_max, lat_max] in degrees."
        )
