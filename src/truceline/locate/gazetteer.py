"""Where names are looked up: the world's gazetteer, or one a mission brings."""

from __future__ import annotations

import csv
import io
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import partial

from truceline.locate.archive import archive_of
from truceline.locate.boundaries import ENDINGS, boundaries
from truceline.locate.codifier import units
from truceline.locate.dumps import MOST_PEOPLE, Box, Dump, refuse_more, whole_number
from truceline.locate.exonyms import LANGUAGES
from truceline.locate.geodesy import Point
from truceline.locate.geonames import places_of
from truceline.locate.index import PlaceIndex, Points
from truceline.locate.names import name_key
from truceline.locate.precision import settlement_radius_m
from truceline.locate.shelf import Shelf, shelf_of
from truceline.locate.ukraine_build import build
from truceline.locate.ukraine_table import Table
from truceline.locate.world import World
from truceline.model.errors import InputError
from truceline.model.settlement import Settlement
from truceline.model.units import to_e6
from truceline.ports import Gazetteer, Place

COLUMNS = ("name", "aliases", "lat", "lon", "radius_m", "kind", "population", "within", "name_uk", "name_ru")
#: bytes of all files, unpacked: allCountries.txt with its alternate names
_MOST_BYTES = 4_000_000_000
#: bytes of one file of `from_rows`, which is written by hand or by a table program
_MOST_BYTES_OF_ROWS = 64 * 1024 * 1024
#: half way round the earth
_MOST_RADIUS_M = 20_037_508
#: of a cell that is wrong, in what is said of it
_MOST_LETTERS = 80
KINDS = ("settlement", "district", "region", "area", "country")


class Layered:
    """A mission's own gazetteer before the world's: its names win where both know them."""

    def __init__(self, *layers: Gazetteer) -> None:
        self._layers = layers

    def find(self, words: str) -> tuple[Place, ...]:
        """As `PlaceIndex.find`, from the first layer that knows the words, rather than one that knows their sound."""
        answers = [found for layer in self._layers if (found := layer.find(words))]
        return next((found for found in answers if found[0].via != "spelling"), answers[0] if answers else ())


def load(small_places_of: Collection[str] = ("UA",), table: Table | None = None) -> PlaceIndex:
    """Every settlement, hromada, raion and oblast of Ukraine, and the world's settlements of 15,000 inhabitants.

    Of further countries (ISO 3166 codes) come settlements of 500 inhabitants, which takes some seconds. With them go
    countries, areas, and the division around any settlement ("Idlib province"). `table` is that of Ukraine where it is
    at hand; without it, it is made from the packages, which takes some seconds.
    """
    return World(small_places_of, table or ukraine_of_packages()).index()


def ukraine_of_packages() -> Table:
    """The table of Ukraine from the codifier and GeoNames, as the installed packages have them."""
    return build(units(), places_of("UA"))


def own(entries: Sequence[tuple[Place, set[str]]]) -> PlaceIndex:
    """A gazetteer of places at hand, each with further keys of its name."""
    return _index([_shelf(entries)], [_points_of(entries)])


def from_files(
    files: Sequence[tuple[str, bytes]], area: Box | None = None, most_bytes: int = _MOST_BYTES
) -> PlaceIndex:
    """A mission's own gazetteer from files (name and bytes), all of which are asked together.

    By its ending and its columns a file is the CSV of `from_rows`, a GeoNames dump (XX.txt, XX.zip, allCountries.txt),
    its alternate names, or boundaries (`boundaries.ENDINGS`). Of dumps, only what lies in the area is taken, when one
    is given. Raises InputError with file, line and field of the first fault, and for files of more than `most_bytes`
    together when unpacked.
    """
    shelves: list[Shelf] = []
    points: list[Points] = []
    dump, alternate = Dump(), []
    for where, data in _parts(files, most_bytes):
        kind = _kind(where, data)
        if kind == "rows":
            entries = _entries(data, where)
            shelves.append(_shelf(entries))
            points.append(_points_of(entries))
        elif kind == "dump":
            dump.take(data, where, area)
        elif kind == "alternate":
            alternate.append((where, data))
        else:
            shelves.append(boundaries(data, where))
    for where, data in alternate:
        dump.take_alternate(data, where)
    return _index([*shelves, dump.shelf()], [*points, dump.points])


def settlements_of(files: Sequence[tuple[str, bytes]]) -> list[Settlement]:
    """The settlements that a mission's own CSV files name; none of dumps and boundaries. Raises as `from_files`."""
    rows = (row for where, data in _parts(files) if _kind(where, data) == "rows" for row in _rows(data, where))
    return [
        Settlement(place.name, place.lat_e6, place.lon_e6, place.population, _names(cells))
        for cells, where in rows
        if (place := _place(cells, where)).kind == "settlement"
    ]


def _names(cells: Mapping[str, str]) -> dict[str, str]:
    return {language: cells[f"name_{language}"] for language in LANGUAGES if cells[f"name_{language}"]}


def _index(shelves: Sequence[Shelf], points: Sequence[Points]) -> PlaceIndex:
    return PlaceIndex(
        shelves, shelf_of(()), lambda within, people: [point for at in points for point in at(within, people)]
    )


def _shelf(entries: Sequence[tuple[Place, set[str]]]) -> Shelf:
    keyed = (((name_key(place.name), *sorted(keys)), partial(_same, place)) for place, keys in entries)
    return shelf_of(keyed, in_any_spelling=True)


def _points_of(entries: Sequence[tuple[Place, set[str]]]) -> Points:
    within: dict[str, list[tuple[int, Point]]] = {}
    for place, _ in entries:
        if place.within and place.kind == "settlement":
            within.setdefault(place.within, []).append((place.population, (place.lat_e6, place.lon_e6)))
    return lambda name, people: [point for inhabitants, point in within.get(name, []) if inhabitants >= people]


def _parts(files: Sequence[tuple[str, bytes]], most_bytes: int = _MOST_BYTES) -> Iterator[tuple[str, bytes]]:
    """What there is to read, file by file. Raises InputError for more than `most_bytes` before it is unpacked."""
    left = most_bytes
    for where, data in files:
        for part in _unpacked(where, data, left):
            left -= len(part[1])
            yield part


def _unpacked(where: str, data: bytes, most_bytes: int) -> Iterator[tuple[str, bytes]]:
    """The text files of a GeoNames archive; any other file as it is."""
    _refuse_larger(len(data), most_bytes, where)
    if not where.lower().endswith(".zip"):
        yield where, data
        return
    with archive_of(data, where) as archive:
        members = archive.infolist()
        _refuse_larger(sum(info.file_size for info in members), most_bytes, where)
        tables = [info for info in members if _is_table(info.filename)]
        for info in tables:
            yield f"{where}/{info.filename}", archive.read(info)
    if not tables:
        yield where, data


def _refuse_larger(size: int, most_bytes: int, where: str) -> None:
    if size > most_bytes:
        found = f"{size:,} bytes when unpacked, and {most_bytes:,} are read at most"
        raise InputError(found, where=where, advice="Give the file of one country, or of fewer divisions.")


def _is_table(name: str) -> bool:
    low = name.lower()
    return low.endswith(".csv") or (low.endswith(".txt") and "readme" not in low and "languagecodes" not in low)


def _kind(where: str, data: bytes) -> str:
    """ "rows", "dump", "alternate" or "boundaries"."""
    name = where.lower()
    if name.endswith((".csv", ".txt", ".tsv")):
        tabs = data[: data.find(b"\n") if b"\n" in data else len(data)].count(b"\t")
        return "dump" if tabs > 9 else "alternate" if tabs >= 7 else "rows"
    if name.endswith(ENDINGS):
        return "boundaries"
    advice = f"Give .csv, .txt or .zip of GeoNames, or boundaries ({', '.join(ENDINGS)})."
    if name.endswith((".shp", ".dbf", ".shx")):
        advice = "Put .shp, .shx, .dbf and .prj into one .zip."
    raise InputError("a gazetteer of an unknown kind", where=where, advice=advice)


def _same(place: Place) -> Place:
    return place


def from_rows(data: bytes, where: str = "gazetteer.csv") -> PlaceIndex:
    """A mission's own gazetteer from UTF-8 CSV: `name`, `aliases` (semicolons between), `lat`, `lon` in degrees,
    `radius_m`, `kind`, `population`, `within` (name of the division or country), `name_uk`, `name_ru`. All but name,
    lat, lon may be empty.

    It is configuration, so it must be right as a whole: raises InputError with the line and field of the first fault.
    """
    return own(_entries(data, where))


def _entries(data: bytes, where: str) -> list[tuple[Place, set[str]]]:
    return list(_counted((_entry(cells, line) for cells, line in _rows(data, where)), where))


def _rows(data: bytes, where: str) -> Iterator[tuple[dict[str, str], str]]:
    """The cells of each row, and where it stands; raises InputError for the first that is not right."""
    _refuse_larger(len(data), _MOST_BYTES_OF_ROWS, where)
    try:
        data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise InputError(f"byte {error.start} is not UTF-8", where=where, advice="Save the file as UTF-8.") from error
    reader = csv.DictReader(io.TextIOWrapper(io.BytesIO(data), "utf-8-sig", newline=""))  # a piece at a time
    try:
        missing = [column for column in ("name", "lat", "lon") if column not in (reader.fieldnames or ())]
        if missing:
            advice = f"The first line names the columns: {', '.join(COLUMNS)}."
            raise InputError(f"the column {missing[0]!r} is missing", where=where, advice=advice)
        for row in reader:
            yield _right(row, f"{where}:{reader.line_num}"), f"{where}:{reader.line_num}"
    except csv.Error as error:
        raise InputError(str(error), where=f"{where}:{reader.line_num}", advice="Check the quotation marks.") from error


def _right(row: Mapping[str, str | None], where: str) -> dict[str, str]:
    """The cells of a row, trimmed; raises InputError for one that is not right."""
    cells = {column: (row.get(column) or "").strip() for column in COLUMNS}
    for field, advice in _problems(cells):
        raise InputError(f"{field} is {cells[field][:_MOST_LETTERS]!r}", where=where, advice=advice)
    return cells


def _counted(entries: Iterable[tuple[Place, set[str]]], where: str) -> Iterator[tuple[Place, set[str]]]:
    """The entries, as long as they are no more than anybody's gazetteer has."""
    names = 0
    for places, entry in enumerate(entries, 1):
        names += 1 + len(entry[1])
        refuse_more(places, names, where)
        yield entry


def _entry(cells: Mapping[str, str], where: str) -> tuple[Place, set[str]]:
    names = (*cells["aliases"].split(";"), *_names(cells).values())
    return _place(cells, where), {name_key(name) for name in names if name.strip()}


def _place(cells: Mapping[str, str], where: str) -> Place:
    population = int(cells["population"] or 0)
    return Place(
        place_id=where,
        name=cells["name"],
        lat_e6=to_e6(float(cells["lat"])),
        lon_e6=to_e6(float(cells["lon"])),
        radius_m=int(cells["radius_m"] or settlement_radius_m(population)),
        kind=cells["kind"] or "settlement",
        population=population,
        within=cells["within"] or None,
    )


def _problems(cells: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    if not name_key(cells["name"]):
        yield "name", "Give the place a name."
    for column, limit in (("lat", 90), ("lon", 180)):
        if not _is_number(cells[column]) or not -limit <= float(cells[column]) <= limit:
            yield column, f"Give decimal degrees between -{limit} and {limit}."
    for column, most in (("radius_m", _MOST_RADIUS_M), ("population", MOST_PEOPLE)):
        if cells[column] and whole_number(cells[column], most) is None:
            yield column, f"Give a whole number up to {most}, or leave it empty."
    if cells["kind"] and cells["kind"] not in KINDS:
        yield "kind", f"Use one of {', '.join(KINDS)}."


def _is_number(cell: str) -> bool:
    try:
        float(cell)
    except ValueError:
        return False
    return True
