"""The table of access, cell by cell."""

from __future__ import annotations

import pytest

from truceline.record.access import (
    ACTIONS,
    CLASSES,
    CONTENT,
    LETTERS,
    ROLES,
    STATES,
    TABLE,
    cells,
    may,
    office_of,
    read_table,
)

EVERY_CELL = tuple(cells())


def _granted() -> set[tuple[str, str, str, str]]:
    """The table read a second time, by other code than the program's."""
    lines = TABLE.strip("\n").splitlines()
    starts = [lines[0].index(role) for role in ROLES]
    found = set()
    for line in lines[1:]:
        what, state = line.split()[0].split(".")
        for role, start in zip(ROLES, starts, strict=True):
            for letter in line[start:].split()[0].replace(".", ""):
                found.add((role, LETTERS[letter], what, state))
    return found


def test_every_cell_is_walked_and_says_what_the_table_says() -> None:
    assert len(EVERY_CELL) == len(set(EVERY_CELL)) == len(ROLES) * len(ACTIONS) * len(CLASSES) * len(STATES)
    assert {cell for cell in EVERY_CELL if may(*cell).allowed} == _granted()


def test_the_table_is_read_as_it_stands() -> None:
    cells = read_table(TABLE)
    assert len(cells) == len(ROLES) * len(TABLE.strip().splitlines()[1:])
    found = {(role, act, what, state) for (role, what, state), acts in cells.items() for act in acts}
    assert found == _granted()


HEAD, *ROWS = TABLE.strip().splitlines()


@pytest.mark.parametrize(
    "lines",
    [
        [HEAD.replace("side_a", "side_c"), *ROWS],
        [HEAD.removesuffix("public"), *ROWS],
        [HEAD, *ROWS, ROWS[0]],
        [HEAD, *ROWS[:-1], ROWS[-1].rstrip(" .")],
        [HEAD, *ROWS, ROWS[0].replace("evidence.held", "evidence.sealed") + " r"],
        [HEAD, *ROWS, ROWS[0].replace("evidence", "rumours")],
        [HEAD, *ROWS, ROWS[0].replace(".held", ".lost")],
        [HEAD, *ROWS, ROWS[0].replace("evidence.held", "evidence")],
    ],
)
def test_a_table_with_a_hole_in_it_is_no_table(lines: list[str]) -> None:
    with pytest.raises(ValueError):
        read_table("\n".join(lines))


def test_an_action_that_is_not_known_is_granted_to_nobody() -> None:
    with pytest.raises(KeyError):
        read_table("\n".join([HEAD, ROWS[0].replace("raxe", "raze")]))


SIGNED = {("release",), ("disclose",), ("erase",), ("seal",), ("add", "role"), ("add", "key")}


def test_two_sign_where_it_is_said_and_nowhere_else_and_a_purpose_is_stated_likewise() -> None:
    for cell in EVERY_CELL:
        _, action, what, _ = cell
        answer = may(*cell)
        two = answer.allowed and bool({(action,), (action, what)} & SIGNED)
        purpose = answer.allowed and action == "read" and what in ("position", "identity")
        assert (answer.signatures, answer.purpose) == (2 if two else 1, purpose), cell
        assert type(answer.allowed) is type(answer.purpose) is bool


@pytest.mark.parametrize(
    ("cell", "reason"),
    [
        (("analyst", "read", "case", "held"), "the table grants read of case.held to analyst"),
        (
            ("chair", "add", "role", "held"),
            "the table grants add of role.held to chair, if a second person from another office signs the same bytes",
        ),
        (
            ("chair", "read", "position", "held"),
            "the table grants read of position.held to chair, "
            "if a purpose is stated, and an entry of the record says who asked",
        ),
        (
            ("chair", "read", "evidence", "erased"),
            "evidence that was erased can be read by nobody: the record shows that it was there, and proves the rest",
        ),
        (
            ("chair", "read", "bulletin", "held"),
            "bulletin is never in the state held, or nothing is done to it there",
        ),
        (("public", "read", "case", "held"), "the public gets what was released, and nothing else"),
        (("public", "recall", "bulletin", "released"), "the public gets what was released, and nothing else"),
        (
            ("operator", "read", "case", "released"),
            "an operator keeps what the mission holds and has no key to read it",
        ),
        (("operator", "add", "log", "held"), "the table does not grant it to operator"),
        (("side_b", "erase", "case", "held"), "the table does not grant it to side_b"),
        (("analyst", "keep", "position", "held"), "the table does not grant it to analyst"),
        *(
            (
                (side, "read", what, "held"),
                "what could locate a monitor or a witness is not shown to either side",
            )
            for side in ("side_a", "side_b")
            for what in ("evidence", "observation", "position", "identity")
        ),
    ],
)
def test_the_answer_says_why(cell: tuple[str, str, str, str], reason: str) -> None:
    assert may(*cell).reason == reason  # type: ignore[arg-type]


def test_every_cell_has_a_reason() -> None:
    for cell in EVERY_CELL:
        assert len(may(*cell).reason) > 20, cell


def test_the_two_sides_have_equal_columns() -> None:
    for _, action, what, state in EVERY_CELL:
        a, b = (may(side, action, what, state) for side in ("side_a", "side_b"))
        assert (a.allowed, a.signatures, a.purpose) == (b.allowed, b.signatures, b.purpose), (action, what, state)
        assert a.reason.replace("side_a", "side_b") == b.reason


def test_an_operator_has_no_content() -> None:
    for role, action, what, state in EVERY_CELL:
        if role == "operator" and what in CONTENT and may(role, action, what, state).allowed:
            assert action == "keep"


def test_the_public_gets_only_what_was_released() -> None:
    allowed = {cell[1:] for cell in EVERY_CELL if cell[0] == "public" and may(*cell).allowed}
    assert allowed == {("read", "bulletin", "released"), ("export", "bulletin", "released")}


def test_nobody_reads_what_was_erased_and_neither_side_reads_what_locates_a_person() -> None:
    for role, action, what, state in EVERY_CELL:
        if state == "erased":
            assert not may(role, action, what, state).allowed
        if role in ("side_a", "side_b") and what in ("evidence", "observation", "position", "identity"):
            assert not may(role, action, what, state).allowed


@pytest.mark.parametrize("action", ["release", "disclose", "erase", "seal"])
def test_two_people_of_different_offices_can_always_be_found(action: str) -> None:
    for what in CLASSES:
        for state in STATES:
            holders = [role for role in ROLES if may(role, action, what, state).allowed]  # type: ignore[arg-type]
            assert all(may(role, action, what, state).signatures == 2 for role in holders)  # type: ignore[arg-type]
            assert not holders or len({office_of(role) for role in holders}) > 1, (what, state)


def test_grants_and_keys_need_two_signatures_and_positions_a_purpose() -> None:
    for what in ("role", "key"):
        assert may("chair", "add", what, "held").signatures == 2  # type: ignore[arg-type]
    for what in ("position", "identity"):
        assert may("chair", "read", what, "held").purpose  # type: ignore[arg-type]
    assert not may("chair", "read", "observation", "held").purpose


def test_each_side_is_an_office_and_whoever_monitors_is_one() -> None:
    offices = {role: office_of(role) for role in ROLES}
    assert offices["observer"] == offices["analyst"]
    assert len(set(offices.values())) == len(ROLES) - 1
