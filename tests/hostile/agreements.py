"""Makes hostile agreements: each has more of something than any real one, or hides work in what is small to write."""

from __future__ import annotations

import json
import math
from collections.abc import Iterator

Made = tuple[str, str, bytes | None]

HEAD = """[agreement]
id = "a"
name = "A truce"
time_zone = "UTC"
{more}
[[party]]
id = "A"
name = "Alder"
home = [36.0, 48.0]
[[party]]
id = "B"
name = "Birch"
home = [36.0, 50.0]
[[reading]]
according_to = "all"
from = "2026-03-01T00:00"
until = "2026-04-01T00:00"
"""
FIRE = '{ act = "fire" }'


def clause(name: str, when: str = FIRE, more: str = "") -> str:
    return f'[[provision]]\nid = "{name}"\nwords = "All fire shall cease."\nwhen = {when}\n{more}\n'


def agreement(*clauses: str, more: str = "") -> str:
    return HEAD.format(more=more) + "".join(clauses or (clause("fire"),))


def window(n: int) -> str:
    return f'{{ during = {{ from = "{2000 + n}-01-01", until = "{2000 + n}-01-02" }} }}'


def zones(shapes: dict[str, tuple[str, object]]) -> bytes:
    features = [
        {
            "type": "Feature",
            "properties": {"id": name, "kind": "line" if kind == "LineString" else "zone", "label": name},
            "geometry": {"type": kind, "coordinates": coordinates},
        }
        for name, (kind, coordinates) in shapes.items()
    ]
    return json.dumps({"type": "FeatureCollection", "features": features}).encode()


def box(west: float, south: float, size: float) -> tuple[str, object]:
    east, north = west + size, south + size
    return "Polygon", [[[west, south], [east, south], [east, north], [west, north], [west, south]]]


def comb(teeth: int, upright: bool) -> tuple[str, object]:
    """A polygon of many teeth; an upright and a lying one cross in as many places as the product of their teeth."""
    points = [[0.0, 0.0]]
    for n in range(teeth):
        at, step = n / teeth, 1 / teeth / 2
        points += [[at, 0.01], [at, 1.0], [at + step, 1.0], [at + step, 0.01]]
    points += [[1.0, 0.01], [1.0, 0.0], [0.0, 0.0]]
    turned = points if upright else [[y, x] for x, y in points]
    return "Polygon", [[[36 + x, 49 + y] for x, y in turned]]


def circle(points: int, east: float, size: float = 1.0) -> tuple[str, object]:
    ring = [[east + size * math.cos(2 * math.pi * n / points), 49 + size * math.sin(2 * math.pi * n / points)]
            for n in range(points)]  # fmt: skip
    return "Polygon", [[*ring, ring[0]]]


def made() -> Iterator[Made]:
    """Name, agreement, zones."""
    yield "clauses_1000", agreement(*(clause(f"p{n}") for n in range(1_000))), None
    yield "clauses_1001", agreement(*(clause(f"p{n}") for n in range(1_001))), None
    yield "clauses_20000", agreement(*(clause(f"p{n}") for n in range(20_000))), None
    thrice = f"{{ all = [{FIRE}, {window(0)}, {window(0)}] }}"
    permits = [clause(f"p{n}", thrice, more='effect = "none"' if n % 2 else "") for n in range(1_000)]
    yield "permits_and_bans", agreement(*permits), None
    yield "windows_1000_at_once", agreement(clause("p", f"{{ all = [{', '.join(map(window, range(990)))}] }}")), None
    many = [clause(f"p{m}", f"{{ all = [{', '.join(map(window, range(900)))}] }}") for m in range(20)]
    yield "windows_of_20_clauses", agreement(*many), None
    choice = f"{{ any = [{', '.join(f'{{ all = [{window(n)}, {window(n + 40)}] }}' for n in range(40))}] }}"
    yield "choices_of_choices", agreement(clause("p", f"{{ all = [{', '.join([choice] * 8)}] }}")), None
    deep = "{ not = " * 60 + FIRE + " }" * 60
    yield "denied_60_times", agreement(clause("p", deep), clause("q", f"{{ all = [{deep}] }}")), None
    unless = "".join(f"[[provision.unless]]\nwhen = {window(n)}\n" for n in range(400))
    yield "exceptions_400", agreement(clause("p", f"{{ all = [{', '.join(map(window, range(500)))}] }}", unless)), None
    many = [clause(f"p{m}", f"{{ any = [{', '.join(map(window, range(900)))}] }}") for m in range(6)]
    yield "conditions_5400", agreement(*many), None
    names = ", ".join(f'"p{n}"' for n in range(990))
    duty = '[[duty]]\nid = "d{n}"\nwords = "w"\nof = {when}\nnotice = "n"\nahead_h = 1\nexcepts = [{names}]\n'
    wide = f"{{ any = [{', '.join([FIRE] * 900)}] }}"
    lifting = "".join(duty.format(n=n, when=wide, names=names) for n in range(4))
    yield "duties_that_lift_all", agreement(*(clause(f"p{n}") for n in range(990)), lifting), None
    entry = '[[register]]\nkind = "{kind}"\nparty = "A"\nat = "2026-03-02"\nstanding = "asserted"\n'
    yield "register_of_kinds", agreement(clause("p"), *(entry.format(kind=f"k{n}") for n in range(18_000))), None
    yield "register_too_long", agreement(clause("p"), *(entry.format(kind="k") for n in range(22_000))), None
    asked = "".join(clause(f"p{n}", f'{{ event = "k{n}" }}') for n in range(1_000))
    yield "register_asked", agreement(asked, *(entry.format(kind=f"kk{n}") for n in range(12_000))), None
    reading = '[[{at}reading]]\naccording_to = "r{n}"\nfrom_event = "k"\n'
    rival = "".join(reading.format(at="", n=n) for n in range(5_000))
    yield "readings_5000", agreement(clause("p"), rival, entry.format(kind="k")), None
    own = "".join(reading.format(at="provision.", n=n) for n in range(90))
    yield "readings_of_300_clauses", agreement(*(clause(f"p{n}", more=own) for n in range(300))), None
    phases = "".join(
        f'[[zone.phase]]\nof = "z"\nuntil = "{1000 + n // 300}-{n % 12 + 1:02}-{n // 12 % 25 + 1:02}"\n'
        for n in range(4_000)
    )
    moving = f'[[zone]]\nid = "m"\n{phases}'
    inside = "".join(clause(f"p{n}", '{ in_zone = "m" }') for n in range(100))
    yield "area_of_4000_phases", agreement(moving, inside), zones({"z": box(36, 49, 1)})
    disjoint = "disjoint = [[" + ", ".join(f'"z{n}"' for n in range(30_000)) + "]]"
    yield "disjoint_30000", agreement(more=disjoint), None
    circling = [
        clause(f"p{n}", f'{{ event = "decided_breach:p{(n + 1) % 1_000}", by = "other" }}') for n in range(1_000)
    ]
    yield "circle_of_1000", agreement(*circling), None
    yield "problems_30000", agreement(*(f'k{n} = "x"\n' for n in range(30_000))), None
    nowhere = [clause(f"p{n}", f'{{ in_zone = "nowhere{n}" }}') for n in range(1_000)]
    yield "zones_unknown", agreement(*nowhere), zones({f"z{n}": box(n % 100, n // 100, 0.5) for n in range(1_900)})
    yield "zones_1900_alike", agreement(), zones({f"z{n}": box(36 + n / 1e5, 49, 1) for n in range(1_900)})
    yield "zones_3000", agreement(), zones({f"z{n}": box(36 + n / 1e5, 49, 1) for n in range(3_000)})
    fan = {
        f"z{n}": ("Polygon", [[[36, 49], [36 + math.cos(n / 999), 49 + math.sin(n / 999)],
                               [36 + math.cos((n + 1) / 999), 49 + math.sin((n + 1) / 999)], [36, 49]]])
        for n in range(999)
    }  # fmt: skip
    yield "zones_that_meet_in_a_point", agreement(), zones(fan)
    yield "zones_of_200000_points", agreement(), zones({f"z{n}": circle(200_000, 36 + n / 10) for n in range(4)})
    yield "combs_that_cross", agreement(), zones({"up": comb(20_000, True), "lying": comb(20_000, False)})
    yield (
        "edges_round_the_earth",
        agreement(),
        zones({"z": ("MultiLineString", [[[-89.0, n / 1e3], [89.0, n / 1e3 + 1e-4]] for n in range(50_000)])}),
    )
    belt = '[[zone]]\nid = "b{n}"\nof = "z"\nbuffer_km = {km}\n'
    belts = "".join(belt.format(n=n, km=1 + n / 10) for n in range(2_000))
    yield "belts_2000", agreement(belts), zones({"z": circle(2_000, 36)})
    scribble = [[36 + n % 2, 49 + n / 6e3] for n in range(3_000)] + [[36 + n / 6e3, 49 + n % 2] for n in range(3_000)]
    tangle = zones({"z": ("LineString", scribble)})
    yield "belt_round_a_tangle", agreement(belt.format(n=0, km=0.001)), tangle
    behind = "".join(
        clause(f"p{n}", f'{{ not_behind_km = {n + 1}, of_line = {{ A = "l", B = "l" }} }}') for n in range(800)
    )
    line = ("LineString", [[34 + n / 2_500, 49 + (n % 2) / 100] for n in range(10_000)])
    yield "distances_behind_a_line", agreement(behind), zones({"l": line})
    whole = "9" * 200
    yield "numbers_of_200_digits", agreement(
        clause("p", f'{{ count_of = "fire", at_least = {whole}, within_h = {whole}, within_km = {whole} }}'),
        clause("q", f'{{ attr = "killed", min = {whole} }}'),
        clause("r", f'{{ event = "x", before_h = {whole}, elapsed_h = {whole}, within_km = {whole} }}'),
        f'[[zone]]\nid = "b"\nof = "z"\nbuffer_km = {whole}\n',
        more=f"threshold = {whole}",
    ), zones({"z": box(36, 49, 1)})  # fmt: skip
    yield "words_of_2MB", agreement(clause("p").replace("All fire", "All fire " * 250_000)), None
    yield "times_at_the_ends", agreement(
        clause("p", '{ during = { from = "0001-01-01", until = "9999-12-31T23:59:59" } }'),
        *(clause(f"q{n}", "{ daily = { from = 10:00:00, until = 09:59:00 } }") for n in range(200)),
    ).replace("2026-04-01T00:00", "9999-12-31T23:59"), None  # fmt: skip
