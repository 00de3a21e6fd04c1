"""Roles are granted by two people of different offices, and by nothing else that stands in the record."""

from __future__ import annotations

import pytest

from truceline.model.errors import RecordError, UsageError
from truceline.record.access import Role
from truceline.record.note import Note, key_of, sign, write
from truceline.record.people import Person, RoleLine, found_text, granted, people_of
from truceline.record.statement import Statement, What, need_two, parse_statement, signers
from truceline.stores.keyring import KeySigner

M = "north-1"
KEYS = {name: KeySigner(name, bytes([n]) * 32) for n, name in enumerate(("anna", "bert", "clara", "dan", "eve"), 1)}


def _person(name: str, role: Role) -> Person:
    return Person(name, role, key_of(KEYS[name]))


FOUNDERS = (_person("anna", "chair"), _person("bert", "side_a"), _person("clara", "side_b"))


def _line(what: What, number: int, about: dict[str, str], *names: str, mission: str = M) -> RoleLine:
    text = Statement(what, mission, number, about).text
    return RoleLine(write(Note(text, tuple(sign(text, KEYS[name]) for name in names))).decode())


FOUND = _line("found", 1, found_text(FOUNDERS), "anna", "bert", "clara")


def _grant(number: int, name: str, role: str, *by: str, mission: str = M) -> RoleLine:
    about = {"person": name, "role": role, "key": key_of(KEYS[name]).text}
    return _line("grant", number, about, *by, mission=mission)


def test_a_mission_begins_with_nobody_and_is_founded_by_all_it_names() -> None:
    assert people_of([], M) == ()
    assert people_of([FOUND], M) == FOUNDERS
    assert granted(FOUNDERS, "bert").role == "side_a"
    with pytest.raises(RecordError, match="holds no role"):
        granted(FOUNDERS, "dan")


def test_two_offices_grant_and_revoke() -> None:
    lines = [FOUND, _grant(2, "dan", "analyst", "anna", "bert")]
    assert granted(people_of(lines, M), "dan").role == "analyst"
    lines.append(_grant(3, "dan", "auditor", "bert", "clara"))
    assert granted(people_of(lines, M), "dan").role == "auditor"
    lines.append(_line("revoke", 4, {"person": "dan"}, "clara", "anna"))
    assert people_of(lines, M) == FOUNDERS


@pytest.mark.parametrize("by", [("anna",), (), ("dan", "eve"), ("anna", "dan"), ("anna", "anna"), ("anna", "eve")])
def test_fewer_than_two_entitled_people_grant_nothing(by: tuple[str, ...]) -> None:
    lines = [FOUND, _grant(2, "dan", "analyst", "anna", "bert")]
    with pytest.raises(RecordError, match=r"signed it who may|no lines|no signature|another note"):
        people_of([*lines, _grant(3, "eve", "chair", *by)], M)


def test_two_people_of_one_office_are_one() -> None:
    lines = [FOUND, _grant(2, "dan", "chair", "anna", "bert")]
    with pytest.raises(RecordError, match="different offices"):
        people_of([*lines, _grant(3, "eve", "analyst", "anna", "dan")], M)


def test_a_statement_counts_once_and_in_one_mission() -> None:
    grant = _grant(2, "dan", "analyst", "anna", "bert")
    with pytest.raises(RecordError, match="number 2"):
        people_of([FOUND, grant, grant], M)
    with pytest.raises(RecordError, match="south"):
        people_of([FOUND, _grant(2, "dan", "analyst", "anna", "bert", mission="south")], M)


def test_a_changed_word_voids_the_signatures() -> None:
    line = _grant(2, "dan", "analyst", "anna", "bert")
    with pytest.raises(RecordError, match="does not hold"):
        people_of([FOUND, RoleLine(line.note.replace("role analyst", "role chair"))], M)
    with pytest.raises(RecordError, match="statement"):
        people_of([FOUND, RoleLine(line.note.replace("number 2", "number  2"))], M)


@pytest.mark.parametrize("missing", ["anna", "bert", "clara"])
def test_every_founder_signs(missing: str) -> None:
    by = [name for name in ("anna", "bert", "clara") if name != missing]
    with pytest.raises(RecordError, match=f"{missing} did not sign"):
        people_of([_line("found", 1, found_text(FOUNDERS), *by)], M)


@pytest.mark.parametrize(
    "roles", [("chair",), ("chair", "chair"), ("analyst", "operator"), ("side_a", "analyst"), ("chair", "public")]
)
def test_founders_must_be_able_to_grant(roles: tuple[Role, ...]) -> None:
    names = ("anna", "bert")[: len(roles)]
    people = [_person(name, role) for name, role in zip(names, roles, strict=True)]
    with pytest.raises((RecordError, UsageError), match=r"could not grant|no role of a person"):
        people_of([_line("found", 1, found_text(people), *names)], M)


def test_the_last_who_can_grant_stay() -> None:
    two = [_line("found", 1, found_text(FOUNDERS[:2]), "anna", "bert")]
    with pytest.raises(RecordError, match="cannot be taken out"):
        people_of([*two, _line("revoke", 2, {"person": "bert"}, "anna", "bert")], M)
    with pytest.raises(RecordError, match="founded once"):
        people_of([*two, _line("found", 2, found_text(FOUNDERS), "anna", "bert", "clara")], M)


def test_the_sides_can_do_the_same() -> None:
    for side in ("bert", "clara"):
        lines = [FOUND, _grant(2, "dan", "analyst", "anna", side)]
        assert granted(people_of(lines, M), "dan").role == "analyst"


def test_who_signed_a_statement() -> None:
    note, said = parse_statement(_line("seal", 1, {"to": "x"}, "anna", "eve").note.encode())
    assert [person.name for person in signers(note, FOUNDERS)] == ["anna"]
    with pytest.raises(RecordError, match=r"anna \(chair\) signed"):
        need_two(note, said, FOUNDERS)
    note, said = parse_statement(_line("seal", 1, {"to": "x"}, "anna", "clara").note.encode())
    assert len(need_two(note, said, FOUNDERS)) == 2


@pytest.mark.parametrize("value", ["", " x", "x\ny", "x "])
def test_a_value_is_one_line(value: str) -> None:
    with pytest.raises(ValueError, match="line of a statement"):
        _ = Statement("grant", M, 1, {"person": value}).text


def test_a_role_goes_to_the_name_of_the_key() -> None:
    about = {"person": "dan", "role": "analyst", "key": key_of(KEYS["eve"]).text}
    with pytest.raises(RecordError, match="the key is that of eve"):
        people_of([FOUND, _line("grant", 2, about, "anna", "bert")], M)
    with pytest.raises(RecordError, match="names no key"):
        people_of([FOUND, _line("grant", 2, {"person": "dan", "role": "analyst"}, "anna", "bert")], M)


def test_what_gives_no_role_is_no_entry_about_roles() -> None:
    about = {"person": "dan", "role": "analyst", "key": key_of(KEYS["dan"]).text}
    for what in ("allow", "keys", "seal"):
        with pytest.raises(RecordError, match="gives nobody a role"):
            people_of([FOUND, _line(what, 2, about, "anna", "bert")], M)  # type: ignore[arg-type]


def test_the_lines_of_a_founding_are_numbered_from_one() -> None:
    assert found_text(FOUNDERS[::-1]) == {
        "person_1": f"chair {key_of(KEYS['anna']).text}",
        "person_2": f"side_a {key_of(KEYS['bert']).text}",
        "person_3": f"side_b {key_of(KEYS['clara']).text}",
    }


@pytest.mark.parametrize("gone", ["anna", "bert", "clara"])
def test_one_of_three_offices_may_go(gone: str) -> None:
    by = [person.name for person in FOUNDERS if person.name != gone]
    left = people_of([FOUND, _line("revoke", 2, {"person": gone}, *by)], M)
    assert [person.name for person in left] == by


def test_whoever_is_unknown_cannot_be_taken_out() -> None:
    with pytest.raises(RecordError, match="dan cannot be taken out: unknown") as refused:
        people_of([FOUND, _line("revoke", 2, {"person": "dan"}, "anna", "bert")], M)
    assert refused.value.where == "role entry 2"


def test_the_entry_at_fault_is_told() -> None:
    alone = (_person("anna", "chair"), _person("bert", "analyst"))
    wrong = {
        "role entry 1": [_line("found", 1, found_text(alone), "anna", "bert")],
        "role entry 2": [FOUND, _line("seal", 2, {"to": "x"}, "anna", "bert")],
        "role entry 3": [FOUND, _grant(2, "dan", "analyst", "anna", "bert"), FOUND],
    }
    for where, lines in wrong.items():
        with pytest.raises(RecordError) as refused:
            people_of(lines, M)
        assert refused.value.where == where
