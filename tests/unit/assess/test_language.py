"""Agreements that cannot be applied: each says which clause, what was found and what to do, and all at once."""

from __future__ import annotations

import pytest
from tests.unit.assess.scenes import BUFFER, HEAD, LINES, READING, SQUARE, clause, feature, toml, zones

from truceline.assess.language import examine, load
from truceline.assess.problems import FaultyAgreementError, Problem
from truceline.model.errors import AgreementError

_FIRE = clause('{ act = "fire" }')
_ENTRY = '[[register]]\nkind = "x"\nparty = "Z"\nat = "2031-03-02"\nstanding = "asserted"\n'


def problems(text: bytes, drawn: bytes | None = None) -> tuple[Problem, ...]:
    return examine(text, zones() if drawn is None else drawn, "agreement.toml")[1]


def only(text: bytes, drawn: bytes | None = None) -> Problem:
    (problem,) = problems(text, drawn)
    return problem


def line_of(text: bytes, part: str) -> int:
    return next(n for n, line in enumerate(text.decode().splitlines(), 1) if part in line)


def test_a_sound_agreement_has_no_problems() -> None:
    assert problems(toml(_FIRE)) == ()


@pytest.mark.parametrize(
    ("body", "part", "found", "advice"),
    [
        (clause('{ act = "fier" }'), "fier", "no event type is called 'fier'", "'fire'"),
        (clause('{ act = "signal.thermal" }'), "signal", "is a signal", "Name the act"),
        (clause('{ in_zone = "bufer" }'), "bufer", "no zone is called 'bufer'", "'buffer'"),
        (clause('{ in_zone = "contact" }'), "contact", "is a line", "buffer_km"),
        (clause('{ act = "fire", in_zone = "square" }'), "when", "`act` and `in_zone`", "exactly one"),
        (clause("{ all = [] }"), "when", "`all` is empty", "at least one"),
        (clause('{ acts = "fire" }'), "when", "no primitive", "exactly one"),
        (clause('{ attr = "calibre", min = 100 }'), "calibre", "no attribute", "'calibre_mm'"),
        (clause('{ attr = "calibre_mm", min = 100, below = 90 }'), "calibre", "nothing is", "Raise"),
        (clause('{ attr = "calibre_mm" }'), "calibre", "is a number", "`min`"),
        (clause('{ attr = "target", equals = "enrgy" }'), "enrgy", "no target", "'energy'"),
        (
            clause('{ not = { attr = "target", equals = "energy", unstated = "silent" } }'),
            "unstated",
            'unstated = "silent"',
            "count against",
        ),
        (clause('{ attr = "heavy", equals = "yes", unstated = "open" }'), "heavy", "says nothing of `heavy`", "Only"),
        (clause('{ attr = "target", equals = "energy", unstated = "opn" }'), "opn", "'opn'", "'open'"),
        (clause('{ clock = "quiet" }'), "quiet", "no clock", "None are defined"),
        (clause('{ act = "fire" }', 'efect = "breach"'), "efect", "`efect` is no key", "'effect'"),
        (clause('{ act = "fire" }', 'effect = "breech"'), "breech", "'breech'", "'breach'"),
        (clause('{ act = "fire" }', 'bearers = ["C"]'), "bearers", "no party is called 'C'", "Known here: A, B"),
        (clause('{ all = [{ act = "fire" }, { act = "weapon" }] }'), "when", "no type of event", "Check which acts"),
        (
            clause('{ not_behind_km = 5, of_line = { A = "contact" } }'),
            "of_line",
            "says nothing for B",
            "a line for every party",
        ),
        (clause('{ event = "decided_breach:q" }'), "[[provision]]", "no provision is called 'q'", "Known here: p"),
        (clause('{ event = "decided_breach:p" }'), "[[provision]]", "its own decided breach", 'by = "other"'),
        (_FIRE + _ENTRY, "party = ", "no party is called 'Z'", "Known here"),
    ],
)  # fmt: skip
def test_clause_problems(body: str, part: str, found: str, advice: str) -> None:
    text = toml(body)
    problem = next(p for p in problems(text) if found in p.found)
    assert advice in problem.advice
    after = text.decode().index("[[provision]]") if part != "[[provision]]" else 0
    lines_before = text.decode()[:after].count("\n")
    expected = next(n for n, line in enumerate(text.decode().splitlines(), 1) if part in line and n > lines_before)
    assert problem.line == expected


@pytest.mark.parametrize(
    ("reading", "found"),
    [
        ('from = "2031-06-01T00:00"\nuntil = "2031-03-01T00:00"', "ends before it begins"),
        ('from = "2031-06-01T00:00"\nuntil = "2031-06-01T00:00"', "is empty"),
        ('from = "2031-06-01T00:00"\nuntil = "soon"', "'soon' is no time"),
        ('until = "2031-06-01T00:00"', "`from` is missing"),
        ('from = "2031-03-30T03:30"\ntime_zone = "Europe/Kyiv"', "does not exist in Europe/Kyiv"),
        ('from = "2031-10-26T03:30"\ntime_zone = "Europe/Kyiv"', "happens twice in Europe/Kyiv"),
        ('from = "2031-03-30T02:30"\ntime_zone = "Europe/Kiew"', "no time zone is called 'Europe/Kiew'"),
        ('from = "D+3"', "counts from a signature"),
    ],
)
def test_interval_problems(reading: str, found: str) -> None:
    text = (HEAD.format(head="") + f'[[reading]]\naccording_to = "all"\n{reading}\n' + _FIRE).encode()
    problem = only(text)
    assert found in problem.found
    assert problem.line > 0
    assert problem.advice


def test_a_repeated_hour_is_told_apart_by_fold() -> None:
    def start(fold: str) -> int | None:
        reading = '[[reading]]\naccording_to = "all"\nfrom = "2031-10-26T03:30"\ntime_zone = "Europe/Kyiv"\n'
        reading += f'fold = "{fold}"\n'
        return load((HEAD.format(head="") + reading + _FIRE).encode(), None, "a").readings[0].from_s

    first, second = start("first"), start("second")
    assert first is not None
    assert second == first + 3_600


def test_days_from_signature_keep_the_local_time() -> None:
    head = 'signed = "2031-03-29T12:00"\ntime_zone = "Europe/Kyiv"'
    reading = '[[reading]]\naccording_to = "all"\nfrom = "D+0"\nuntil = "D+1"\n'
    agreed = load((HEAD.format(head=head) + reading + _FIRE).encode(), None, "a")
    start, until = agreed.readings[0].from_s, agreed.readings[0].until_s
    assert start is not None
    assert until is not None
    assert until - start == 23 * 3_600  # the clocks go forward in between


@pytest.mark.parametrize(
    ("drawn", "found"),
    [
        (zones(feature("square", "zone", [SQUARE[:-1]])), "the polygon is open"),
        (zones(feature("square", "zone", [[[0, 0], [1, 1], [1, 0], [0, 1], [0, 0]]])), "Self-intersection"),
        (zones(feature("square", "zone", [[[0, 0], [0, 95], [1, 0], [0, 0]]])), "outside the Earth"),
        (zones(feature("square", "zone", [[[0, 0], [1, 1], [0, 0]]])), "a ring has 3 points"),
        (zones(feature("square", "zone", [])), "missing or no numbers"),
        (zones(feature("square", "zone", [SQUARE]), feature("square", "zone", [SQUARE])), "two features have this id"),
        (b'{"type": "FeatureCollection", "features": [{"type": "Feature"}]}', "no properties.id"),
        (b'{"type": "Polygon"}', "no FeatureCollection"),
        (b"\xff\xfe{", "not GeoJSON"),
        (b'{"type":"FeatureCollection","crs":{"properties":{"name":"EPSG:3857"}},"features":[]}', "EPSG:3857"),
    ],
)
def test_geometry_problems(drawn: bytes, found: str) -> None:
    text = (HEAD.format(head="") + READING + clause('{ act = "fire" }')).encode()
    problem = only(text, drawn)
    assert found in problem.found
    assert problem.file == "zones.geojson"
    assert problem.advice


def test_swapped_coordinates_are_named() -> None:
    swapped = zones(feature("far", "zone", [[[48.0, 136.0], [48.1, 136.0], [48.1, 136.1], [48.0, 136.0]]]))
    assert "swapped" in only((HEAD.format(head="") + READING + _FIRE).encode(), swapped).advice


def test_zones_that_must_be_disjoint() -> None:
    shifted = [[lon + 0.1, lat] for lon, lat in SQUARE]
    drawn = zones(*LINES, feature("other", "zone", [shifted]))
    declared = toml(_FIRE, head='disjoint = [["square", "other"]]')
    problem = only(declared, drawn)
    assert "overlap" in problem.found
    assert problem.severity == "error"
    assert problem.line == line_of(declared, "disjoint")
    assert [p.severity for p in problems(toml(_FIRE), drawn)] == ["warning"]


def test_nested_and_touching_zones_are_no_overlap() -> None:
    inner = [[35.95, 47.96], [36.05, 47.96], [36.05, 48.04], [35.95, 48.04], [35.95, 47.96]]
    beside = [[lon + 0.2, lat] for lon, lat in SQUARE]
    drawn = zones(*LINES, feature("inner", "zone", [inner]), feature("beside", "zone", [beside]))
    assert problems(toml(_FIRE), drawn) == ()


def test_a_line_must_part_the_parties() -> None:
    body = clause('{ all = [{ act = "weapon" }, { not_behind_km = 5, of_line = { A = "far", B = "contact" } }] }')
    drawn = zones(*LINES, feature("far", "line", [[39.0, 47.0], [39.0, 49.0]]))
    assert "the same side of line 'far'" in only(toml(body), drawn).found
    homeless = toml(body).replace(b"home = [34.0, 48.0]\n", b"")
    assert any("has no `home`" in p.found for p in problems(homeless, drawn))


def test_a_line_that_turns_back_over_its_ends() -> None:
    hook = [[36.0, 47.0], [36.0, 49.0], [37.0, 49.0], [37.0, 46.0], [35.0, 46.0], [35.0, 46.5]]
    body = clause('{ all = [{ act = "weapon" }, { not_behind_km = 5, of_line = { A = "hook", B = "hook" } }] }')
    found = problems(toml(body), zones(*LINES, feature("hook", "line", hook)))
    assert any("turns back over its own ends" in p.found or "same side" in p.found for p in found)


def test_circles_of_decided_breaches() -> None:
    one = clause('{ act = "fire" }', '[[provision.unless]]\nwhen = { event = "decided_breach:two" }', "one")
    two = clause('{ act = "air" }', '[[provision.unless]]\nwhen = { event = "decided_breach:one" }', "two")
    found = [problem for problem in problems(toml(one + two)) if problem.severity == "error"]
    assert ["in a circle" in p.found for p in found] == [True, True]


@pytest.mark.parametrize(
    ("stages", "found"),
    [
        ('{ effect = "none" }, { effect = "breach" }', "never reached"),
        (
            '{ until = "2031-04-01", effect = "none" }, { until = "2031-03-20", effect = "counted" }',
            "ends before the stage ahead",
        ),
        ('{ until = "2031-01-01", effect = "none" }, { effect = "breach" }', "ends before the clause comes into force"),
    ],
)
def test_stages_that_are_never_reached(stages: str, found: str) -> None:
    assert found in only(toml(clause('{ act = "fire" }', f"stage = [{stages}]"))).found


def test_a_permission_without_priority_is_warned_about() -> None:
    body = _FIRE + clause('{ all = [{ act = "fire.shot" }, { in_zone = "square" }] }', 'effect = "none"', "permit")
    problem = only(toml(body))
    assert (problem.severity, "prohibits" in problem.found) == ("warning", True)


def test_register_entries_that_nobody_asks_for_are_warned_about() -> None:
    body = clause('{ act = "fire" }', '[[provision.unless]]\nwhen = { event = "order" }')
    body += '[[register]]\nkind = "ordre"\nparty = "A"\nat = "2031-03-03"\nstanding = "asserted"\n'
    unheard, problem = sorted(problems(toml(body)), key=lambda one: one.line or 0)
    assert (problem.severity, problem.line) == ("warning", line_of(toml(body), "ordre"))
    assert "'order'" in problem.advice
    assert unheard.severity == "warning" and "'order', of which the register has no entry" in unheard.found


def test_an_exception_waits_in_silence_where_absence_is_an_answer_or_no_register_was_begun() -> None:
    body = clause('{ act = "fire" }', '[[provision.unless]]\nwhen = { event = "order" }')
    assert problems(toml(body)) == ()
    held = '[[register]]\nkind = "order"\nparty = "A"\nat = "2031-03-03"\nstanding = "asserted"\n'
    assert problems(toml(body + held)) == ()


def test_every_problem_is_reported_together() -> None:
    text = toml(clause('{ act = "fier" }', 'efect = "x"') + clause('{ in_zone = "nowhere" }', provision_id="q"))
    with pytest.raises(FaultyAgreementError) as caught:
        load(text, zones(feature("square", "zone", [SQUARE[:-1]])), "mission/agreement.toml")
    assert isinstance(caught.value, AgreementError)
    words = caught.value.diagnostics()
    for part in ("'fier'", "`efect`", "'nowhere'", "polygon is open", "has no 'contact'"):
        assert part in words


def test_files_that_are_no_toml() -> None:
    assert "not TOML" in only(b"[agreement\n").found
    assert only(b"a = 1\nb = = 2\n").line == 2
    assert "not UTF-8" in only(b"\xff\xfe\x00").found
    assert {"[agreement] is missing", "no [[party]] is given"} <= {p.found for p in problems(b"")}


def test_names_that_name_two_parties() -> None:
    text = toml(_FIRE).replace(b'name = "Birch"', b'name = "Birch"\naliases = ["ALDER"]')
    assert "also names party 'A'" in only(text).found


def test_derived_zones_are_measured_in_metres() -> None:
    import pyproj
    import shapely

    agreed = load(toml(_FIRE), zones(), "a")
    buffer = next(zone for zone in agreed.zones if zone.zone_id == "buffer")
    edge = shapely.from_geojson(buffer.geometry).intersection(shapely.LineString([[35, 48], [37, 48]]))
    west, _, east, _ = edge.bounds
    width = pyproj.Geod(ellps="WGS84").line_length([west, east], [48, 48])
    assert abs(width - 4_000) < 5
    assert BUFFER in toml(_FIRE).decode()


def test_an_exception_that_nobody_must_plead_swallows_the_rule() -> None:
    release = '[[provision.unless]]\nwhen = {{ event = "decided_breach:p", by = "other" }}\n{plea}'
    (problem,) = problems(toml(clause('{ act = "fire" }', release.format(plea=""))))
    assert problem.severity == "warning" and "'decided_breach:p'" in problem.found and "plea" in problem.advice
    assert problems(toml(clause('{ act = "fire" }', release.format(plea='plea = "bearer"\n')))) == ()
    complete = toml(clause('{ act = "fire" }', release.format(plea="")), 'register_complete = ["decided_breach:p"]')
    assert problems(complete) == ()


@pytest.mark.parametrize("word", ["all", "other", "self", "any"])
def test_no_party_is_called_as_conditions_call_parties(word: str) -> None:
    text = toml(_FIRE).decode().replace('id = "B"', f'id = "{word}"').encode()
    assert f"no party can be called '{word}'" in problems(text)[0].found


def test_degrees_that_were_exchanged_on_this_earth() -> None:
    turned = feature("turned", "zone", [[[lat, lon] for lon, lat in SQUARE]])
    (drawn,) = problems(toml(_FIRE), zones(*LINES, turned))
    assert drawn.severity == "warning" and "exchanged" in drawn.found and "turned" in drawn.clause
    home = toml(_FIRE).decode().replace("home = [38.0, 48.0]", "home = [48.0, 38.0]").encode()
    assert "party 'B'" in only(home).clause and "exchanged" in only(home).found
    far = feature("far", "zone", [[[lon - 110, lat - 10] for lon, lat in SQUARE]])
    assert problems(toml(_FIRE), zones(*LINES, far)) == ()


def test_what_an_unreadable_drawing_names_is_not_said_to_be_missing() -> None:
    text = toml(
        clause(
            '{ all = [{ act = "fire" }, { in_zone = "square" }, { not_behind_km = 5, of_line = '
            '{ A = "contact", B = "contact" } }] }'
        )
    )
    (problem,) = problems(text, b'{"type": "FeatureCollection", "features": [}')
    assert "not GeoJSON" in problem.found
    absent = examine(toml(_FIRE), None, "agreement.toml")[1]
    assert ["no zones file is given" in problem.found for problem in absent] == [True]


def test_a_window_with_a_wrong_time_is_told_once() -> None:
    (problem,) = problems(toml(clause('{ during = { from = "someday" } }')))
    assert "'someday' is no time" in problem.found


def test_an_agreement_without_clauses() -> None:
    assert "no [[provision]]" in only(toml("")).found


def test_a_name_twice_is_told_as_that() -> None:
    (problem,) = problems(toml(_FIRE + 'words = "again"\nwords = "and again"\n'))
    assert "stands twice" in problem.advice
