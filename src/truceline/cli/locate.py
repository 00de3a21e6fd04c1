"""`truceline locate`: which places words may mean, with circles that hold them."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import IO, TYPE_CHECKING

import click

if TYPE_CHECKING:
    from truceline.locate.resolve import Candidate, Resolved
    from truceline.ports import Gazetteer, Place

_MOST_SHOWN = 10
#: bytes of all own gazetteers, unpacked: a small archive may hold much, and this is read here, for a few words
_MOST_BYTES = 512 * 1024 * 1024
_VIA = {
    "name": "by its name",
    "form": "by a case of its name",
    "spelling": "by another spelling of its name",
    "renamed": "by the name it had until it was renamed",
    "former": "by a former name",
}
_WHY = {
    "only": "the only place of this name",
    "clearly_first": "far likelier than every other",
    "around_candidates": "the circle around the likely ones: which of them is not decided",
}


@click.command("locate")
@click.argument("words", nargs=-1)
@click.option(
    "-f",
    "--file",
    "source",
    type=click.File("rb"),
    help="Words from a file, a place a line; - is standard input, which is read too when no WORDS are given.",
)
@click.option("--near", multiple=True, metavar="WORDS", help="A place that the same text names. May be repeated.")
@click.option(
    "--gazetteer",
    "files",
    multiple=True,
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Own places, asked first: .csv, a GeoNames dump, or boundaries. May be repeated.",
)
@click.option("--all", "show_all", is_flag=True, help=f"Show every candidate, not only the {_MOST_SHOWN} likeliest.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object a line for each of the words.")
def command(
    words: tuple[str, ...],
    source: IO[bytes] | None,
    near: tuple[str, ...],
    files: tuple[Path, ...],
    show_all: bool,
    as_json: bool,
) -> None:
    """Which places WORDS mean: latitude, longitude, and the radius that holds the true place 19 times in 20.

    Words may be in English, Ukrainian or Russian, in any case and spelling, with what stands around a name: "near X",
    "3-5 km SE of X", "за 3 км на схід від X", "между X и Y", "X district", "X (60 km south of Y)".

    The line with the arrow is the answer. Below it stand the places that the words may mean, each with its share of the
    likelihood and with how the words led to it: by the name, a case of it, another spelling, or a name it had before.
    Where a name has many bearers the answer may be "undecided": no place is better than a wrong one. Then say with
    --near what else the text names: a city, a region, a sector of a front.

    A circle says where the place is, not how large an event was: the true place lies in it 19 times in 20.

    \b
    Examples:
      truceline locate "3–5 km SE of Hranitne" --near "Donetsk region"
      truceline locate "Олександрівка" --near "Краматорськ"
      truceline locate "под Авдеевкой" "у Кривому Розі" "Slavyansk"
      truceline locate --file places.txt --json > places.jsonl
      truceline locate "Saraqib" --gazetteer SY.zip
    """
    from truceline.locate.resolve import resolve, setting_of, weigh

    gazetteer = _gazetteer(files)
    for given in _given(words, source):
        beside = [*near, given]
        setting = setting_of(beside, gazetteer)
        if near:  # what is said to stand beside the words stands in their sentence
            setting = setting_of(beside, gazetteer, setting)
        found, meant = weigh(given, gazetteer, setting), resolve(given, gazetteer, setting)
        _print(given, found if show_all else found[:_MOST_SHOWN], len(found), meant, as_json)


def _gazetteer(files: tuple[Path, ...]) -> Gazetteer:
    from truceline.locate.gazetteer import Layered, from_files, load
    from truceline.stores.derived import ukraine
    from truceline.stores.files import read_bytes, readable_name

    world = load(table=ukraine())
    if not files:
        return world
    own = from_files([(readable_name(path.name), read_bytes(path)) for path in files], most_bytes=_MOST_BYTES)
    return Layered(own, world)


def _given(words: tuple[str, ...], source: IO[bytes] | None) -> Iterator[str]:
    """The words, then the lines of the file; of standard input when neither is given and somebody writes to it."""
    from truceline.model.errors import UsageError

    if not words and source is None and sys.stdin.isatty():
        raise UsageError("no words to look up", advice='Give some: truceline locate "near Kramatorsk"')
    yield from words
    if source is not None or not words:
        for line in source if source is not None else sys.stdin.buffer:
            text = line.decode("utf-8-sig", "replace").strip()
            if text:
                yield text


def _print(words: str, found: tuple[Candidate, ...], total: int, meant: Resolved | None, as_json: bool) -> None:
    if as_json:
        import msgspec

        click.echo(msgspec.json.encode(_answer(words, found, total, meant)).decode())
        return
    from truceline.cli.printable import printable

    lines = [words, f"  {_verdict(total, meant)}"]
    lines += [f"  {candidate.share_ppm / 10_000:5.1f} %  {_described(candidate.place)}" for candidate in found]
    if total > len(found):
        lines.append(f"          … and {total - len(found)} more (--all)")
    for line in lines:
        click.echo(printable(line))


def _verdict(total: int, meant: Resolved | None) -> str:
    if meant is not None:
        why = _WHY[meant.method.rpartition(".")[2]]
        return f"→ {_point(meant.place)}: {meant.place.name}, {why}"
    return "→ undecided: these lie too far apart; say more with --near" if total else "→ not known"


def _point(place: Place) -> str:
    from truceline.model.units import from_e6

    return f"{from_e6(place.lat_e6):.4f}, {from_e6(place.lon_e6):.4f} ± {place.radius_m / 1000:.1f} km"


def _described(place: Place) -> str:
    where = f" ({place.division})" if place.division else ""
    people = f", {place.population:,} people" if place.population and place.kind == "settlement" else ""
    return f"{_point(place)}  {place.name}{where}: {place.kind}{people}, {_VIA[place.via]}"


def _answer(words: str, found: tuple[Candidate, ...], total: int, meant: Resolved | None) -> dict[str, object]:
    return {
        "words": words,
        "place": None if meant is None else _fields(meant.place),
        "method": None if meant is None else meant.method,
        "confidence_ppm": None if meant is None else meant.confidence_ppm,
        "candidates": [{**_fields(candidate.place), "share_ppm": candidate.share_ppm} for candidate in found],
        "n_candidates": total,
    }


def _fields(place: Place) -> dict[str, object]:
    from truceline.model.units import from_e6

    return {
        "place_id": place.place_id,
        "name": place.name,
        "lat": from_e6(place.lat_e6),
        "lon": from_e6(place.lon_e6),
        "radius_m": place.radius_m,
        "kind": place.kind,
        "population": place.population,
        "division": place.division or None,
        "via": place.via,
    }
