"""Names to places. Several candidates stay several; the words around a name widen the circle."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache

from msgspec.structs import replace

from truceline.locate import precision, radius_words
from truceline.locate.adjectives import stem
from truceline.locate.geodesy import Point, distance_m
from truceline.locate.names import name_key
from truceline.locate.radius_words import PlaceWords
from truceline.locate.shelf import Shelf
from truceline.locate.ukraine import Ukraine
from truceline.ports import Place

WIDE = ("region", "area", "country", "district")
#: more words than this name no place; nobody should wait for them either
_LONGEST = 200
_MOST_CANDIDATES = 160
_MOST_ENDS = 24
#: a division is named after its seat, so far smaller namesakes are not meant
_SEAT_SHARE = 10
#: of inhabitants, the share that counts by how the words led to a place
_SHARE = {"name": 1.0, "form": 0.7, "spelling": 0.4, "renamed": 0.4, "former": 0.001}
_FLOOR = 300
#: transliterations that differ by less, in quarters of a changed vowel, are one spelling
_SAME_SPELLING = 2
_UKRAINIAN = frozenset("іїєґ")
_CITY, _VILLAGE = 5_000, 15_000
#: inhabitants from which a settlement is a town that others gather around
_TOWN = 15_000
#: how far outside a division's circle a place of it may lie
_BEYOND = 1.1


#: where the settlements of a country or division with at least so many inhabitants lie
Points = Callable[[str, int], list[Point]]


def weight(place: Place) -> int:
    """Inhabitants, as a measure of how likely a name means this place; less where the words only led to it."""
    return round(max(place.population, _FLOOR) * _SHARE[place.via])


class PlaceIndex:
    """A gazetteer in memory. `find` is what others ask; answers are kept for the names that come again."""

    def __init__(
        self,
        shelves: Sequence[Shelf],
        regions: Shelf,
        points: Points,
        ukraine: Ukraine | None = None,
        named: dict[str, Shelf] | None = None,
    ) -> None:
        """`regions` are first-order divisions by the stem of their adjective; `points(within, people)` tells where
        the settlements of a country or division with so many inhabitants lie; `named` are shelves of what only a
        relation means: "river", "plant", "direction".
        """
        self._shelves = tuple(shelves)
        self._regions_shelf = regions
        self._points = points
        self._ukraine = ukraine
        self._special = named or {}
        self._answers = lru_cache(maxsize=1 << 14)(self._find)

    def find(self, words: str) -> tuple[Place, ...]:
        """Every place the words may mean, most likely first, with the radius the words leave. Empty when unknown."""
        return self._answers(words) if len(words) <= _LONGEST else ()

    def points(self, within: str) -> list[Point]:
        """Where the settlements of a country ("UA") or of a division ("UA.04") lie."""
        return self._points(within, 0)

    def _find(self, words: str) -> tuple[Place, ...]:
        read = radius_words.read(words)
        if (read.relation != "at" or read.sort) and (whole := self._whole(words)):
            return whole
        found = self._meant(read)
        if read.within is not None:
            found = self._inside(found, read)
        return tuple(dict.fromkeys(found))[:_MOST_CANDIDATES]

    def _meant(self, read: PlaceWords) -> tuple[Place, ...]:
        if special := self._specially(read):
            return special
        match read.relation:
            case "at":
                return _sorted_by(read.sort, self._named(read.core))
            case "between":
                return precision.between(*(self._named(name)[:_MOST_ENDS] for name in (read.core, read.other or "")))
            case "region":
                return self._regions(read.core) or self._named(read.core)
            case "part":
                return tuple(self._part(area, read) for area in self._find(read.core))
            case "community" | "district":
                return self._divisions(read)
            case "river":  # of which no water is known: "over Odesa", "across Donetsk region"
                return self._find(read.core)
            case "direction":
                return tuple(precision.with_words(place, read) for place in self._front(read.core))
        found = _sorted_by(read.sort, self._named(read.core)) or self._seats_of(read.core)
        return tuple(precision.with_words(place, read) for place in found)

    def _specially(self, read: PlaceWords) -> tuple[Place, ...]:
        """Rivers, power plants and sectors of a front, which bear the names of other things."""
        shelf = self._special.get(read.relation)
        if shelf is None:
            return ()
        key = stem(read.core) if read.relation != "river" else name_key(read.core)
        names = [key, *(shelf.forms(key) if read.relation == "river" else ())]
        return next((tuple(found) for name in names if (found := shelf.exact(name))), ())

    def _whole(self, words: str) -> tuple[Place, ...]:
        """Places whose name is all of the words, "South Korea" or "Західне", so that they are not taken apart."""
        key = name_key(words)
        return _ranked(place for shelf in self._shelves for place in shelf.led_to(key, "name"))

    def _named(self, name: str) -> tuple[Place, ...]:
        """Places of this name: as it is written, as a case form, in another spelling."""
        best: dict[str, Place] = {}
        for place in self._led_to(name_key(name)):
            known = best.get(place.place_id)
            if known is None or _SHARE[place.via] > _SHARE[known.via]:
                best[place.place_id] = place
        return _ranked(best.values())

    def _led_to(self, key: str) -> Iterator[Place]:
        """Every place by every way that leads to it."""
        known = False
        for shelf in self._shelves:
            for spelled, via in _ways(shelf, key):
                for place in shelf.led_to(spelled, via):
                    known = True
                    yield place
        yield from self._provinces(key)
        if known and _UKRAINIAN & set(key):
            return  # a name in Latin letters or in Russian may hide others of its sound; this one does not
        for shelf in self._shelves:
            for spelled, apart in shelf.spellings(key).items():
                same = key.isascii() and not spelled.isascii() and apart <= _SAME_SPELLING
                yield from shelf.led_to(spelled, "name" if same else "spelling")

    def _provinces(self, key: str) -> Iterator[Place]:
        """ "Нікопольщина", "Кременчуччина": the raion of that name."""
        cut = stem(key)
        if self._ukraine is None or not cut.endswith(("щин", "ччин")):
            return
        adjective = cut[:-4] + "цьк" if cut.endswith("ччин") else cut[:-3] + "ськ"
        for place in self._ukraine.divisions.exact(adjective):
            if place.name.endswith("район"):
                yield replace(place, via="form")

    def _regions(self, name: str) -> tuple[Place, ...]:
        """Divisions of this name, or the division around the settlement of this name."""
        cut = stem(name)
        if found := self._regions_shelf.exact(cut):
            return tuple(found)
        named = self._named(name)
        if wide := tuple(place for place in named if place.kind in WIDE):
            return wide
        if found := [p for key in self._regions_shelf.spellings(cut) for p in self._regions_shelf.exact(key)]:
            return tuple(dict.fromkeys(found))
        seats = [place for place in named if weight(place) * _SEAT_SHARE >= weight(named[0])]
        return tuple(dict.fromkeys(precision.division_around(p, self._points(p.within or "", 0)) for p in seats))

    def _part(self, area: Place, read: PlaceWords) -> Place:
        """The half of a country or division on that side. Of an area, whose borders nobody drew, all of it."""
        if read.bearing_deg is None or area.kind not in ("country", "region"):
            return area
        return precision.part_of(area, self._points(area.within or area.place_id, 0), read)

    def _divisions(self, read: PlaceWords) -> tuple[Place, ...]:
        """Raions or hromadas by their adjective or by their seat; else the surroundings of the settlement."""
        ending = "громада" if read.relation == "community" else "район"
        named = self._named(read.core)
        wide = [place for place in named if place.kind in WIDE and place.kind != "country"]
        if self._ukraine is not None:
            local = [p for p in self._by_adjective(read.core) if p.name.endswith(ending)]
            seated = [p for seat in named for p in self._ukraine.named_after(seat) if p.name.endswith(ending)]
            wide = [*wide, *(seated if read.core.isascii() else local), *(local if read.core.isascii() else seated)]
        seats = [place for place in self._front(read.core) if place.kind not in WIDE]
        return tuple(dict.fromkeys(wide)) or tuple(self._around(place, read) for place in seats)

    def _around(self, seat: Place, read: PlaceWords) -> Place:
        """The district or community whose seat this settlement is, when neither is known."""
        if read.relation == "community" or not seat.within:
            return precision.with_words(seat, read)
        return precision.district_around(seat, self._points(seat.within.partition(".")[0], _TOWN))

    def _front(self, name: str) -> tuple[Place, ...]:
        """Settlements that a direction or sector is named after: by adjective in Cyrillic, by name in Latin."""
        ways = (self._named, self._seats_of) if name.isascii() else (self._seats_of, self._named)
        return next((found for way in ways if (found := way(name))), ())

    def _seats_of(self, name: str) -> tuple[Place, ...]:
        """Settlements by their adjective, where a division is called by it: seats of raions before all others."""
        if self._ukraine is None:
            return ()
        divisions = self._by_adjective(name)
        raions = tuple(division for division in divisions if _is_raion(division))
        seats = (self._ukraine.seat(division) for division in raions or divisions)
        return _ranked(dict.fromkeys(replace(seat, via="form") for seat in seats if seat is not None))

    def _by_adjective(self, name: str) -> tuple[Place, ...]:
        if self._ukraine is None:
            return ()
        shelf, cut = self._ukraine.divisions, stem(name)
        return tuple(shelf.exact(cut) or dict.fromkeys(p for key in shelf.spellings(cut) for p in shelf.exact(key)))

    def _inside(self, found: tuple[Place, ...], read: PlaceWords) -> tuple[Place, ...]:
        """The candidates that lie where the words say; the division itself when none is known there."""
        for part in (read.within or "").split(","):
            named = self._find(part)
            held = tuple(place for place in named if place.kind in WIDE) or named[:1]
            if inside := tuple(place for place in found if any(_in(place, division) for division in held)):
                return tuple(_narrowed(place, held[0]) for place in inside)
            if held:
                return (replace(held[0], place_id=f"{held[0].place_id}:in", kind="area"),)
        return found


def _is_raion(division: Place) -> bool:
    """Whether it is a raion of an oblast, not a district of a city."""
    return (
        division.name.endswith("район")
        and division.division.endswith(("область", "Крим"))
        and ("," not in division.division)
    )


def _ways(shelf: Shelf, key: str) -> Iterator[tuple[str, str]]:
    yield key, "name"
    if not key.isascii():
        yield from ((form, "form") for form in shelf.forms(key))


def _ranked(places: Iterable[Place]) -> tuple[Place, ...]:
    return tuple(sorted(places, key=lambda place: (-weight(place), place.place_id)))


def _sorted_by(sort: str | None, places: tuple[Place, ...]) -> tuple[Place, ...]:
    """Of namesakes, cities where the words say "city", and villages where they say "village"."""
    if sort is None:
        return places
    chosen = tuple(
        place
        for place in places
        if place.kind != "settlement" or (place.population >= _CITY if sort == "city" else place.population <= _VILLAGE)
    )
    return chosen or places


def _narrowed(place: Place, around: Place) -> Place:
    """A place of which only the division is known, at the spot that the words give: "60 km south of Donetsk"."""
    if around.kind != "area" or around.radius_m >= place.radius_m:
        return place
    return replace(place, lat_e6=around.lat_e6, lon_e6=around.lon_e6, radius_m=around.radius_m)


def _in(place: Place, division: Place) -> bool:
    if place.place_id == division.place_id:
        return True
    if division.place_id == f"division:{place.within}":
        return True
    apart = distance_m((place.lat_e6, place.lon_e6), (division.lat_e6, division.lon_e6))
    if division.kind in ("area", "settlement"):  # "60 km south of Donetsk", "(Kharkiv)": the place is there about
        return apart <= division.radius_m * _BEYOND + place.radius_m
    return division.place_id[:9] != "division:" and apart <= division.radius_m * _BEYOND
